"""Whether a reading of a name is allowed by its spelling and by the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from rasid.knowledge_base.places import PlaceRow
from rasid.language.arabic.normalise import fold
from rasid.locate import weights as w
from rasid.locate.context import ORDINARY, Context
from rasid.locate.found import Found, Support
from rasid.locate.gazetteer import Entry
from rasid.locate.keys import ARTICLE, loosened
from rasid.locate.words import Words

_ADMIN = frozenset({"country", "admin1", "admin2", "admin3"})
_LIKE_COUNTRY = frozenset({"town", "village", "quarter", "admin1"})
_SETTLEMENTS = frozenset({"village", "town", "quarter", "governorate"})  # nouns
_WIDE = frozenset({"region", "desert", "border", "disputed", "sea"})
_CAPITAL = (["العاصمه"], ["عاصمه"])  # the capital, capital
TOWN_KM = 5.0  # reach from which a settlement without a count of people is no village
LARGE = 20_000  # people of a town that a preposition is enough for
_TINY = 4  # letters below which a name with a letter before it is mostly another word
_SHORT = 5  # letters below which a village's name is easily another word


@dataclass(frozen=True, slots=True)
class Option:
    """An entry that a name may mean, with what does not depend on the rest of the article.

    `needed` is the support it takes, `at_home` the support it takes where its country is at home
    in the article; `word` where the name is as often an ordinary word or a person; `small` for
    a village or little town, which is meant only in articles about its neighbourhood; `over` a
    country of the same name, which must be told of less than its own.
    """

    entry: Entry
    base: tuple[tuple[str, float], ...]
    needed: Support
    at_home: Support
    word: bool
    small: bool
    over: str = ""

    def allowed(self, name: Found, context: Context) -> bool:
        """Whether the words around the name support it enough."""
        if name.support >= self.needed:
            return True
        if name.support < self.at_home:
            return False
        if self.over:
            return context.more(self.entry.row.country, self.over)
        return context.share(self.entry.row.country) >= w.HOME_SHARE


def options(name: Found, words: Words) -> list[Option]:
    """The entries that spelling and nouns allow for a name."""
    found: list[Option] = []
    count, form = name.last - name.first, name.form
    country = None
    for entry in name.entries:
        if entry.row.kind == "country" and form in entry.forms:
            country = entry.row
    ordinary = form in words.common or form in words.people
    if ordinary and not name.support and country is None and form not in words.half_common:
        return found  # most names by far: an ordinary word without a noun or preposition
    word = ordinary or form in words.generic
    road = name.cue == "site" and name.site == "road"  # leads there, perhaps from far off
    for entry in name.entries:
        needed, at_home = _needed(entry, name, count, words)
        if country is not None and entry.row.kind == "town" and name.cue not in _SETTLEMENTS:
            needed, at_home = Support.NOUN, Support.NONE  # Amman, not Oman, where Jordan is told of
        if name.support < at_home:
            continue
        fit = form_fit(entry, name.form)
        if fit is None or not kind_allowed(name, entry.row, words, country=country):
            continue
        if fit <= w.ARTICLE_FORM and count == 1 and _another(name, entry.row):
            continue
        base = (
            ("kind and size", entry.prior),
            ("spelling", fit),
            (f"noun {name.cue}" if name.cue else "no noun", cue_fit(name, entry.row)),
            (f"adjective of {name.country}", nation_fit(name, entry.row)),
        )
        little = entry.row.population < LARGE and entry.row.radius_km < TOWN_KM
        noun = word or name.cue == "site"
        if noun and not _noun_allowed(name, entry.row, words, word=word):
            continue
        hamlet = name.cue == "village" and entry.row.kind in _ADMIN
        small = hamlet or road or (entry.row.kind in ORDINARY and little)
        over = country.place_id if country is not None and entry.row.kind == "town" else ""
        found.append(Option(entry, base, needed, at_home, word, small, over))
    return found


def _noun_allowed(name: Found, row: PlaceRow, words: Words, *, word: bool) -> bool:
    """Whether a name may follow the noun before it.

    A road is named after towns, not after units; a street is no mountain. Of names that are also a
    `word` or a person's, mosques and streets bear many; "qada" (district) is also the judiciary,
    and "areas" has adjectives behind it.
    """
    weighty = row.population >= LARGE or row.source.startswith("own") or row.kind == "admin1"
    if name.cue == "site":
        if name.site == "road":
            return row.kind not in _ADMIN
        if row.kind not in _ADMIN | ORDINARY:
            return name.site not in words.buildings or row.kind == name.site
        return not word or weighty or name.site not in words.buildings
    if name.cue == "area":
        return not word or weighty or name.cue_words[0] not in words.plurals
    return name.cue != "district" or not word or weighty or row.kind in _ADMIN


def _another(name: Found, row: PlaceRow) -> bool:
    """Whether a name that differs by its article is taken for that of another place."""
    least = Support.WIDER_PLACE if name.cue == "around" else Support.NOUN
    unlike = (name.cue == "village" and row.kind in _ADMIN) or (
        name.cue == "quarter" and row.kind != "quarter"
    )
    return name.support < least or unlike


def _no_bearer(name: Found, row: PlaceRow, words: Words) -> bool:
    """Whether the noun before a name says what such a row never is."""
    if name.cue == "site":  # "the mountains north of X" lie by the town, all others bear its name
        wild = name.site in words.nature and not name.before
        return wild and row.kind in _ADMIN | ORDINARY
    if name.cue == "quarter":
        return row.kind in _WIDE or row.kind in _ADMIN
    return name.cue in {"village", "town"} and row.kind in _WIDE | {"river"}


def kind_allowed(name: Found, row: PlaceRow, words: Words, *, country: PlaceRow | None) -> bool:
    """No settlement behind the noun of a mountain, none that is named like a country.

    `country` bears that name itself; only another country's great city (Amman, Oman) rivals it.
    """
    if _no_bearer(name, row, words):
        return False
    if name.cue == "village" and row.population >= w.CITY:
        return False
    small = row.population < LARGE and not row.source.startswith("own")
    if name.cue_words[:1] in _CAPITAL and small:
        return False
    if country is None or name.cue in _SETTLEMENTS or row.kind not in _LIKE_COUNTRY:
        return True
    return row.population >= w.METROPOLIS and row.country != country.country


def _needed(entry: Entry, name: Found, count: int, words: Words) -> tuple[Support, Support]:
    """The support a reading takes anywhere, and in an article about its country."""
    row, form = entry.row, name.form
    if form in words.half_common:
        person = form in words.people
        return Support.PREPOSITION, Support.PREPOSITION if person else Support.NONE
    named = row.source.startswith("own") and row.kind != "quarter"
    if form in words.things and not named:  # the bridge, the market
        return Support.NOUN, Support.NOUN
    ordinary = form in words.common or form in words.people
    if ordinary or (form in words.generic and row.kind in ORDINARY):
        return Support.NOUN, _word_at_home(row, form, words)
    if row.kind in {"country", "admin1"}:
        return Support.NONE, Support.NONE
    if count > 1 and (_all_words(row, form, words) or _split_word(row, form, count, words)):
        return Support.NOUN, Support.NOUN
    return _settlement_support(row, name, count)


def _word_at_home(row: PlaceRow, form: str, words: Words) -> Support:
    """What a common word or a person's name takes where its place may be expected."""
    reviewed = row.source.startswith("own") or row.population >= w.CITY
    if row.kind == "admin3" or (not reviewed and row.kind != "admin2" and row.source == "wof"):
        return Support.NOUN
    unit = row.kind in {"country", "admin1"}
    word = form in words.people or not (reviewed or unit)
    return Support.WIDER_PLACE if word else Support.PREPOSITION


def _settlement_support(row: PlaceRow, name: Found, count: int) -> tuple[Support, Support]:
    """What the name of a settlement takes that is no ordinary word."""
    own = row.source.startswith("own")
    small = row.kind in ORDINARY and row.population < LARGE
    short = len(name.form) < _SHORT
    if count == 1 and name.stripped and (len(name.form) < _TINY or (small and short)):
        return Support.NOUN, Support.NOUN
    if row.kind == "quarter":
        return Support.WIDER_PLACE, Support.PREPOSITION if own else Support.WIDER_PLACE
    abroad = row.kind == "town" and row.country not in w.NEARBY and row.population < w.METROPOLIS
    if abroad or (small and count == 1 and not own):
        return Support.PREPOSITION, Support.PREPOSITION if small and short else Support.NONE
    return Support.NONE, Support.NONE


def _all_words(row: PlaceRow, form: str, words: Words) -> bool:
    """Whether a little place's name of several words is made of given names or common words."""
    known = row.source.startswith("own") or row.population >= LARGE
    if row.kind not in ORDINARY or known:
        return False
    name = next((fold(n) for n in row.names if "".join(fold(n).split()) == form), "")
    return bool(name) and all(
        p in words.people or p in words.common or p in words.stops for p in name.split()
    )


def _split_word(row: PlaceRow, form: str, count: int, words: Words) -> bool:
    """Whether several words meet a name of one word that does not begin as fused names do."""
    if any(len(name.split()) == count for name in row.names):
        return False
    return not any(form.startswith(opener) for opener in words.openers)


def form_fit(entry: Entry, form: str) -> float | None:
    """Penalty for how the written form differs from the entry's names; None where too far."""
    if form in entry.forms:
        return 0.0
    if entry.row.kind == "country":
        return None
    if len(form) < _SHORT and not form.startswith(ARTICLE):
        return None
    return w.NEAR_FORM if loosened(form) in entry.loose else w.ARTICLE_FORM


def cue_fit(name: Found, row: PlaceRow) -> float:
    """How well the noun before the name fits the kind of place."""
    cue = next((c for c in name.cues if c not in {"around", "area"}), "")
    if cue == "site" and row.kind not in _ADMIN | ORDINARY:
        return w.SITE_FIT
    return w.CUE_FIT.get(cue, w.CUE_FIT[""]).get(row.kind, 0.0)


def nation_fit(name: Found, row: PlaceRow) -> float:
    """How well the country's adjective beside the name fits the place."""
    if not name.country:
        return 0.0
    return w.NATION if row.country == name.country else w.OTHER_NATION
