"""Takes a scene, gives the counts of dead, hurt and taken that its clauses state, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from rasid import language as languages
from rasid.knowledge_base import load
from rasid.language.base import NumberMention
from rasid.model import Count
from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene

KINDS = ("killed", "injured", "detained")
_REACH = 8  # words after (or before) a harm word in which its count may stand
_SOME = Count(2, None)  # an unspecified plural


@dataclass(frozen=True, slots=True)
class Atom:
    """One stated count: `kind` of KINDS, at tokens first:last, by the harm word `hit`.

    `rose` where the text says that the toll rose to it; `rule` names the construction.
    """

    kind: str
    count: Count
    first: int
    last: int
    hit: Hit
    rule: str
    rose: bool = False
    victim: str = ""


@dataclass(frozen=True, slots=True)
class TollWords:
    """The folded words of a language's toll table."""

    kind_of: dict[str, str] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    lists: dict[str, frozenset[str]] = field(default_factory=dict)

    def has(self, name: str, form: str) -> bool:
        """Whether a folded form (or it without a leading "and") is in a list."""
        words = self.lists[name]
        return form in words or (form[:1] == "و" and form[1:] in words)


@cache
def toll_words(code: str) -> TollWords:
    """The toll words of a language, loaded once."""
    fold = languages.get(code).fold
    table = load().table(f"reading/{code}_tolls.yml")
    kind_of, counted = {}, set()
    for section in ("counted", "told"):
        for kind, words in table[section].items():
            for word in words:
                kind_of[fold(word)] = kind
                if section == "counted":
                    counted.add(fold(word))
    lists = {
        name: frozenset(map(fold, words))
        for name, words in table.items()
        if isinstance(words, list)
    }
    return TollWords(kind_of, frozenset(counted), lists)


class HarmReader:
    """Reads the counts of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = toll_words(scene.analysed.language)
        self.number_at = {n.first: n for n in scene.numbers if not n.percent and not n.ordinal}
        self.number_to = {n.last: n for n in self.number_at.values()}
        self.people = {hit.first: hit for hit in scene.people}
        self.triggers = {hit.first: hit for hit in scene.triggers}

    def atoms(self) -> list[Atom]:
        """Every stated count, in text order."""
        found: list[Atom] = []
        paired: set[int] = set()
        for hit in self.scene.triggers:
            kind = self.words.kind_of.get(hit.entry.lemma)
            if kind is None or hit.first in paired:
                continue
            joint = self._joint(hit, kind)
            if joint is not None:
                paired.add(joint.first)
            for atom in self._read(hit, kind):
                if not self._told_already(atom, found):
                    found.append(atom)
        found += self._none_at_all(found)
        return sorted(found, key=lambda atom: atom.first)

    def _told_already(self, atom: Atom, found: list[Atom]) -> bool:
        """Whether a count says again what one before it said ("37 met their death")."""
        return any(
            a.kind == atom.kind
            and (a.first == atom.first or (atom.rule == "owned" and atom.first - a.last <= _REACH))
            for a in found
        )

    def _read(self, hit: Hit, kind: str) -> Iterator[Atom]:
        if self._denied(hit):
            return
        joint = self._joint(hit, kind)
        if hit.entry.lemma in self.words.counted:
            count, first, last, rule = self._counted(hit)
        else:
            count, first, last, rule = self._told(joint or hit)
        if count is None:
            return
        rose = any(self.words.has("rose", self.scene.form(at)) for at in range(first - 8, first))
        if joint is not None or rule == "between":
            other = self._other_kind(joint, kind)
            whole = count if rule == "plural" else Count(0, count.high)
            yield Atom(kind, whole, first, last, hit, "joint", rose)
            yield Atom(other, whole, first, last, hit, "joint", rose)
            return
        yield Atom(kind, count, first, last, hit, rule, rose, self._victim(first, last))

    def _victim(self, first: int, last: int) -> str:
        for at in range(first, last + 2):
            if at in self.people:
                return self.people[at].entry.name
        return ""

    def _other_kind(self, joint: Hit | None, kind: str) -> str:
        if joint is not None:
            return self.words.kind_of[joint.entry.lemma]
        return "injured" if kind == "killed" else "killed"

    def _joint(self, hit: Hit, kind: str) -> Hit | None:
        """The second word of "killed and wounded", with nothing between."""
        after = self.triggers.get(hit.last)
        if after is None or not after.clitic.startswith("و"):
            return None
        other = self.words.kind_of.get(after.entry.lemma)
        if other is None or other == kind:
            return None
        if self._left(hit)[0] is not None:
            return None
        both_counted = (hit.entry.lemma in self.words.counted) == (
            after.entry.lemma in self.words.counted
        )
        return after if both_counted else None

    def _denied(self, hit: Hit) -> bool:
        return any(
            self.words.has("without", self.scene.form(at))
            for at in range(hit.first - 3, hit.first)
            if self.scene.sentence_of[max(at, 0)] == self.scene.sentence_of[hit.first]
        )

    def _counted(self, hit: Hit) -> tuple[Count | None, int, int, str]:
        nothing = None, hit.first, hit.last, ""
        number = self.number_to.get(hit.first) or self.number_at.get(hit.first)
        if number is not None:
            return count_of(number), number.first, max(hit.last, number.last), "number"
        if self.words.has("between", self.scene.form(hit.first - 1)):
            return self._between(hit)
        if hit.entry.form.definite:
            return self._total(hit)
        if hit.entry.form.owned:
            return nothing
        if hit.entry.form.plural and hit.entry.form.form[-2:] in ("ان", "ين"):
            return Count(2, 2), hit.first, hit.last, "dual"
        if hit.entry.lemma in self.words.lists["plural_only"]:
            return _SOME, hit.first, hit.last, "plural"
        falls = self.triggers.get(hit.first - 1) or self.triggers.get(hit.first - 2)
        if falls is not None and falls.entry.name in ("fall", "bodies"):
            return Count(1, 1), hit.first, hit.last, "one"
        return nothing

    def _between(self, hit: Hit) -> tuple[Count | None, int, int, str]:
        """"250 people between dead and wounded"."""
        for at in range(hit.first - 1, max(hit.first - _REACH, -1), -1):
            number = self.number_to.get(at)
            if number is not None:
                return count_of(number), number.first, hit.last, "between"
        return None, hit.first, hit.last, ""

    def _total(self, hit: Hit) -> tuple[Count | None, int, int, str]:
        """"the number of the dead rose to 12"."""
        if any(self.words.has("total", self.scene.form(hit.first - n)) for n in (1, 2)):
            for at in range(hit.last, hit.last + 5):
                if at in self.number_at:
                    number = self.number_at[at]
                    return count_of(number), hit.first, number.last, "total"
        return None, hit.first, hit.last, ""

    def _told(self, hit: Hit) -> tuple[Count | None, int, int, str]:
        if hit.entry.form.owned and hit.entry.form.tense == "noun":
            return _OWNED.get(_owner(hit.entry.form.form), Count(1, 1)), hit.first, hit.last, "owned"
        right = self._right(hit)
        if right[0] is not None:
            return right
        return self._left(hit)

    def _right(self, hit: Hit) -> tuple[Count | None, int, int, str]:
        scene, at = self.scene, hit.last
        end = min(hit.last + _REACH, scene.sentences[scene.sentence_of[hit.first]].last)
        while at < end:
            if at in self.number_at:
                number = self.number_at[at]
                count, last = self._coordinated(count_of(number), number.last)
                return count, number.first, last, "number"
            form = scene.form(at)
            for name, count in (
                ("other_one", Count(1, 1)),
                ("other_two", Count(2, 2)),
                ("other_many", _SOME),
            ):
                if self.words.has(name, form):
                    return count, at, at + 1, "others"
            if self.words.has("some", form) and self.words_after(at, "من", "اكثر"):
                return _SOME, at, at + 2, "some"
            if at in self.people:
                counted = self._person(self.people[at])
                if counted is not None:
                    count, last = self._coordinated(counted, self.people[at].last)
                    return count, at, last, "person"
            if self._breaks(at, hit):
                break
            at += 1
        return None, hit.first, hit.last, ""

    def words_after(self, at: int, *forms: str) -> bool:
        """Whether the next word is one of these."""
        return self.scene.form(at + 1) in forms or self.scene.form(at) in ("اعداد", "بعض")

    def _breaks(self, at: int, hit: Hit) -> bool:
        form = self.scene.form(at)
        if form in '،,.؛:«»"()':
            return at > hit.last
        trigger = self.triggers.get(at)
        if self.words.has("lives", form):
            return False
        if trigger is not None and trigger.first != hit.first and trigger.entry.group != "support":
            return True
        return self.words.has("breaks", form)

    def _person(self, hit: Hit) -> Count | None:
        """The number in a noun for a person: one, two (dual) or some."""
        form = hit.entry.form
        following = self.people.get(hit.last)
        if form.form.endswith("ون") and following is not None:
            return None  # the subject: "gunmen killed two soldiers"
        if hit.entry.lemma in _COLLECTIVE:
            return _SOME if not form.definite else None
        if form.plural and form.form.endswith("ان"):
            return Count(2, 2)
        if form.form.endswith("ا") and not form.definite and self._names(hit.last):
            return Count(2, 2)  # "two police officers were killed": a dual before its owner
        if form.plural and form.form.endswith("ين") and not form.definite:
            return Count(2, 2)
        if form.owned and form.plural:
            return Count(2, 2)  # "her two children"
        if form.plural:
            return None if form.definite else _SOME
        return Count(1, 1)

    def _names(self, at: int) -> bool:
        """Whether a party or its kind stands at a token."""
        if self.scene.form(at).endswith("ا"):
            return False  # an adjective that agrees
        return at in self.people or any(hit.first == at for hit in self.scene.forces)

    def _coordinated(self, count: Count, last: int) -> tuple[Count, int]:
        """Adds what follows with "and" and has no verb of its own: "three soldiers and a child"."""
        scene = self.scene
        for at in range(last, last + 4):
            form = scene.form(at)
            if not form.startswith("و") or at in self.triggers:
                if self.words.has("breaks", form) or form in "،,.؛:(" or self.words.has("subset", form):
                    break
                continue
            if at in self.number_at and self._followed_by_person(self.number_at[at]):
                number = self.number_at[at]
                return self._coordinated(count.plus(count_of(number)), number.last)
            person = self.people.get(at)
            if person is not None and person.clitic.startswith("و"):
                more = self._person(person)
                if more is not None and not person.entry.form.definite:
                    return self._coordinated(count.plus(more), person.last)
            break
        return count, last

    def _followed_by_person(self, number: NumberMention) -> bool:
        return number.last in self.people or number.noun is not None

    def _left(self, hit: Hit) -> tuple[Count | None, int, int, str]:
        """"that five members of the force were killed": the count stands before the verb."""
        if hit.entry.form.tense != "past" or hit.entry.form.owned:
            return None, hit.first, hit.last, ""
        start = max(hit.first - 2 * _REACH, self.scene.sentences[self.scene.sentence_of[hit.first]].first)
        total: Count | None = None
        first = hit.first
        for at in range(hit.first - 1, start - 1, -1):
            if at in self.triggers and self.triggers[at].entry.group == "outcome":
                break
            counted = self._standing(at)
            if counted is None:
                continue
            total = counted if total is None else total.plus(counted)
            first = at
            if not self.scene.form(at).startswith("و") and self.scene.form(at - 1) != "و":
                break
        return total, first, hit.last, "number before"

    def _standing(self, at: int) -> Count | None:
        """The count that a number, or an indefinite word for a person, at a token states."""
        number = self.number_at.get(at)
        if number is not None:
            follows = self._followed_by_person(number) or self.scene.form(number.last) == "من"
            return count_of(number) if follows else None
        person = self.people.get(at)
        if person is None or person.entry.form.definite or at - 1 in self.people:
            return None
        if any(n.first < at <= n.last for n in self.number_at.values()):
            return None
        return self._person(person) if person.entry.form.form[-2:] in ("ين", "ان", "يا") or (
            person.entry.form.form.endswith("ا") or person.clitic.startswith("و")
        ) else None

    def _none_at_all(self, found: list[Atom]) -> Iterator[Atom]:
        """"without casualties": nought of both; "no word of casualties" says nothing."""
        scene = self.scene
        for at in range(len(scene.sentence_of)):
            if not self.words.has("without", scene.form(at)):
                continue
            window = range(at + 1, min(at + 7, scene.sentences[scene.sentence_of[at]].last))
            forms = [scene.form(n) for n in window]
            harm = next(
                (n for n, f in zip(window, forms, strict=True) if self.words.has("no_harm", f)), None
            )
            if harm is None or any(self.words.has("unheard", f) for f in forms):
                continue
            yield from self._nought(at, harm + 1)
        yield from self._goods_only()

    def _goods_only(self) -> Iterator[Atom]:
        """"the damage was to things only": nought of both, unless nothing was heard."""
        scene = self.scene
        for at in range(len(scene.sentence_of)):
            if not self.words.has("only_goods", scene.form(at)):
                continue
            sentence = scene.sentences[scene.sentence_of[at]]
            near = [scene.form(n) for n in range(max(at - 4, sentence.first), min(at + 3, sentence.last))]
            whole = [scene.form(n) for n in range(sentence.first, sentence.last)]
            if any(self.words.has("only", form) for form in near) and not any(
                self.words.has("unheard", form) for form in whole
            ):
                yield from self._nought(at, at + 1)

    def _nought(self, first: int, last: int) -> Iterator[Atom]:
        near = min(self.scene.triggers, key=lambda hit: abs(hit.first - first))
        hit = self.triggers.get(last - 1, near)
        for kind in ("killed", "injured"):
            yield Atom(kind, Count(0, 0), first, last, hit, "none")


def _owner(form: str) -> str:
    return next((end for end in ("هما", "هم", "ها", "ه") if form.endswith(end)), "")


# "his killing", "the killing of the two", "of them"
_OWNED = {"هما": Count(2, 2), "هم": _SOME}

# Nouns that are plural or collective without a plural ending: people of the place, inhabitants.
_COLLECTIVE = frozenset(
    {"اهالي", "سكان", "عناصر", "افراد", "جنود", "ضباط", "اطفال", "نساء", "اشخاص", "شبان", "شباب",
     "طلاب", "عمال", "سياح", "رعاه", "اطباء", "عوايل", "قاده", "ميليشيات", "ابرياء", "ماره", "فتيات", "مرتزقه"}
)


def count_of(number: NumberMention) -> Count:
    """A number phrase as a count of people."""
    low = None if number.low is None else int(number.low)
    high = None if number.high is None else int(number.high)
    return Count(low, high)
