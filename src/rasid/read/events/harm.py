"""Takes a scene, gives the counts of dead, hurt and taken that its clauses state, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rasid.model import Count
from rasid.read.events.harm_companions import Companions
from rasid.read.events.harm_parts import missing, part_of
from rasid.read.events.harm_patients import died_of_wounds, died_since
from rasid.read.events.harm_people import DUAL, SUBJECT, People
from rasid.read.events.lexicon import Hit
from rasid.read.events.no_harm import denied, denied_afar, meant, no_harm, replaced, sentenced
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import KINDS, REACH, SOME, Atom, count_of, toll_words
from rasid.read.held import once_a_text

__all__ = ["KINDS", "Atom", "HarmReader", "stated_counts"]

_OTHERS = (("other_one", Count(1, 1)), ("other_two", Count(2, 2)), ("other_many", SOME))
_OBJECT = 4  # words behind a subject in which its object may stand
# A count, the tokens that state it, and the rule by which it was read; None where none is stated.
Told = tuple[Count | None, int, int, str]


@once_a_text
def stated_counts(scene: Scene) -> Sequence[Atom]:
    """Every count of dead, hurt and taken that a scene states, in text order."""
    return HarmReader(scene).atoms()


class HarmReader:
    """Reads the counts of one scene."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = toll_words(scene.analysed.language)
        self.number_at = {n.first: n for n in scene.numbers if not n.percent and not n.ordinal}
        self.number_to = {n.last: n for n in self.number_at.values()}
        self.people = {hit.first: hit for hit in scene.people}
        self.triggers = {hit.first: hit for hit in scene.triggers}
        self.counts = People(scene, self.words, self.people, self.number_at)
        self.companions = Companions(scene, self.words, self.number_at, self.triggers)

    def atoms(self) -> list[Atom]:
        """Every stated count, in text order."""
        found: list[Atom] = []
        paired: set[int] = set()
        for hit in self.scene.triggers:
            kind = self.words.kind_of.get(hit.entry.lemma)
            if (
                kind is None
                or hit.first in paired
                or died_since(self.scene, self.words, self.triggers, hit)
            ):
                continue
            joint = self._joint(hit, kind)
            if joint is not None:
                paired.add(joint.first)
            for atom in self._read(hit, kind):
                if not self._told_already(atom, found) and not part_of(
                    self.scene, self.words, atom, found
                ):
                    found.append(atom)
        found += no_harm(self.scene, self.words)
        return sorted(found, key=lambda atom: atom.first)

    def _told_already(self, atom: Atom, found: list[Atom]) -> bool:
        """Whether a count says again what one before it said ("37 met their death")."""
        return any(
            a.kind == atom.kind
            and (a.first == atom.first or (atom.rule == "owned" and atom.first - a.last <= REACH))
            for a in found
        )

    def _read(self, hit: Hit, kind: str) -> Iterator[Atom]:
        if missing(self.scene, self.words, hit) or denied(self.scene, self.words, hit):
            return
        if sentenced(self.scene, self.words, hit):
            return
        if kind == "detained" and meant(self.scene, self.words, hit):
            return
        joint = self._joint(hit, kind)
        if hit.entry.lemma in self.words.counted:
            count, first, last, rule = self._counted(hit)
        else:
            count, first, last, rule = self._told(joint or hit)
        if count is None or self._unsaid(hit, count, first):
            return
        rose = self._rose(first)
        if rose and count.low != count.high and count.high is not None:
            count = Count(count.high, count.high)  # "rose from 11 to 17"
        if joint is not None or rule == "between":
            other = self._other_kind(joint, kind)
            whole = count if rule == "plural" else Count(0, count.high)
            yield Atom(kind, whole, first, last, hit, "joint", rose)
            yield Atom(other, whole, first, last, hit, "joint", rose)
            return
        yield Atom(kind, count, first, last, hit, rule, rose, self._victim(first, last))

    def _rose(self, first: int) -> bool:
        """Whether the toll is said to rise to a count, and not after what it tells."""
        for at in range(first - 1, first - REACH - 1, -1):
            form = self.scene.form(at)
            if self.words.has("rose", form) or self.words.has("after", form):
                return self.words.has("rose", form)
        return False

    def _unsaid(self, hit: Hit, count: Count, first: int) -> bool:
        """Whether the text takes a count back: a newer one replaced it, or its verb is denied."""
        if replaced(self.scene, self.words, first):
            return True
        return count == SOME and denied_afar(self.scene, self.words, hit)

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
        if after is None or hit.entry.form.owned or not after.clitic.startswith("و"):
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

    def _counted(self, hit: Hit) -> Told:
        number = self.number_to.get(hit.first) or self.number_at.get(hit.first)
        if number is not None:
            return count_of(number), number.first, max(hit.last, number.last), "number"
        behind = self.number_at.get(hit.last)
        form = hit.entry.form
        bare = not form.definite and self.words.has("plural_only", hit.entry.lemma)
        if behind is not None and bare and self.counts.counted_by(behind):
            # "bodies of three men"
            return count_of(behind), behind.first, behind.last, "of a number"
        if self.words.has("between", self.scene.form(hit.first - 1)):
            return self._between(hit)
        if hit.entry.form.definite or self._total_word(hit) is not None:
            return self._total(hit)
        count, rule = (None, "") if hit.entry.form.owned else self._uncounted(hit)
        return count, hit.first, hit.last, rule

    def _uncounted(self, hit: Hit) -> tuple[Count | None, str]:
        """What the noun's own form says without a number: two, some, or one that fell."""
        if hit.entry.form.plural and hit.entry.form.form[-2:] in DUAL:
            return Count(2, 2), "dual"
        if self.words.has("plural_only", hit.entry.lemma):
            return SOME, "plural"
        falls = self.triggers.get(hit.first - 1) or self.triggers.get(hit.first - 2)
        if falls is not None and falls.entry.name in ("fall", "bodies"):
            return Count(1, 1), "one"
        return None, ""

    def _between(self, hit: Hit) -> Told:
        """Read "250 people between dead and wounded"."""
        for at in range(hit.first - 1, max(hit.first - REACH, -1), -1):
            number = self.number_to.get(at)
            if number is not None:
                return count_of(number), number.first, hit.last, "between"
        return None, hit.first, hit.last, ""

    def _total_word(self, hit: Hit) -> int | None:
        """Where "number" or "toll" stands before a noun of harm, as in "number of the dead"."""
        near = (hit.first - 1, hit.first - 2)
        return next((at for at in near if self.words.has("total", self.scene.form(at))), None)

    def _total(self, hit: Hit) -> Told:
        """Read "the number of the dead rose to 12" and "rose to 12 the number of the dead"."""
        at = self._total_word(hit)
        if at is None:
            return None, hit.first, hit.last, ""
        before = self.number_to.get(at)
        if before is not None:
            return count_of(before), before.first, hit.last, "total"
        for behind in range(hit.last, hit.last + 5):
            if behind in self.number_at:
                number = self.number_at[behind]
                return count_of(number), hit.first, number.last, "total"
        return None, hit.first, hit.last, ""

    def _told(self, hit: Hit) -> Told:
        if hit.entry.form.owned and hit.entry.form.tense == "noun":
            count, last = self.companions.behind(self._owned(hit.entry.form.form), hit.last)
            return count, hit.first, last, "owned"
        if self.scene.form(hit.first - 1) in self.words.lists["passive"]:
            return self._left(hit)
        right = self._lives(hit) or self._right(hit)
        if right[0] is not None or right[3]:
            return right
        left = self._left(hit)
        return left if left[0] is not None else self._behind(hit)

    def _lives(self, hit: Hit) -> Told | None:
        """Read "an attack by gunmen took … the lives of three": the subject stands between."""
        if not self.words.has("takes_lives", hit.entry.lemma):
            return None
        end = self.scene.sentences[self.scene.sentence_of[hit.first]].last
        for at in range(hit.last, min(hit.last + 3 * REACH, end - 1)):
            if self.words.has("lives", self.scene.form(at)):
                return (
                    self._numbered(hit, at + 1) or self._worded(at + 1) or self._person(hit, at + 1)
                )
        return None

    def _behind(self, hit: Hit) -> Told:
        """Read "were killed in shelling of … 12 civilians": a phrase before the subject."""
        at_once = self.words.has("breaks", self.scene.form(hit.last))
        if hit.entry.form.tense != "past" or hit.entry.form.owned or not at_once:
            return None, hit.first, hit.last, ""
        end = self.scene.sentences[self.scene.sentence_of[hit.first]].last
        for at in range(hit.last, min(hit.last + 3 * REACH, end)):
            harm = at in self.triggers and self.triggers[at].entry.lemma in self.words.kind_of
            if harm or self.scene.form(at) in ".؛:":
                break
            number = self.number_at.get(at)
            if number is not None and number.last in self.people:
                count, last = self._coordinated(count_of(number), number.last)
                return count, number.first, last, "subject behind"
        return None, hit.first, hit.last, ""

    def _owned(self, form: str) -> Count:
        """Count "his killing" as one, "of the two" as two, "of them" as some."""
        for name, count in (("owner_two", Count(2, 2)), ("owner_many", SOME)):
            if any(form.endswith(ending) for ending in self.words.lists[name]):
                return count
        return Count(1, 1)

    def _right(self, hit: Hit) -> Told:
        """Read the count behind a word of harm."""
        scene, at = self.scene, hit.last
        if hit.entry.lemma in self.words.lists["object_on"] and self.words.has(
            "on", scene.form(at)
        ):
            at += 1  # "laid hold on three": the preposition belongs to the verb
        end = min(hit.last + REACH, scene.sentences[scene.sentence_of[hit.first]].last)
        while at < end:
            told = self._numbered(hit, at) or self._worded(at) or self._person(hit, at)
            if told is not None:
                return told
            if self._breaks(at, hit):
                break
            at += 1
        return None, hit.first, hit.last, ""

    def _numbered(self, hit: Hit, at: int) -> Told | None:
        """A number at a token; before it, whoever is told with his companions."""
        led = self.companions.at(at) if at > hit.last else None
        if led is not None:  # "the mayor and his driver": whom no list holds is one
            count, last = self._coordinated(Count(1, 1).plus(led[0]), led[1])
            return count, hit.last, last, "person"
        number = self.number_at.get(at)
        if number is None:
            return None
        if self.counts.things(number):
            return None, number.first, number.last, "things"
        count, last = self._coordinated(count_of(number), number.last)
        return count, number.first, last, "number"

    def _worded(self, at: int) -> Told | None:
        """Words at a token that tell a number: another, two others, others, one of, some of."""
        form = self.scene.form(at)
        for name, count in _OTHERS:
            if self.words.has(name, form):
                return count, at, at + 1, "others"
        if self.words.has("one_of", form) and not self.counts.thing(at + 1):
            return Count(1, 1), at, at + 2, "person"
        if self.words.has("some", form) and self.words_after(at, "من", "اكثر"):
            return SOME, at, at + 2, "some"
        return None

    def _person(self, hit: Hit, at: int) -> Told | None:
        """Persons at a token: wounded who died, a noun that counts by its own form."""
        patient = died_of_wounds(self.words, hit, self.triggers.get(at))
        if patient is not None:
            return patient, at, at + 1, "person"
        if at not in self.people or self._acts(hit, at):
            return None
        counted = self.companions.several(at) or self.counts.of(self.people[at])
        if counted is None:
            return None
        count, last = self._coordinated(counted, self.people[at].last)
        return count, at, last, "person"

    def _acts(self, hit: Hit, at: int) -> bool:
        """Whether persons right behind a verb are its subject: "gunmen kidnapped [a worker]".

        Told by the ending of verbs that only people who act take, or by an object behind them.
        """
        person = self.people[at]
        if at != hit.last or hit.entry.form.tense != "past":
            return False
        if person.entry.form.form.endswith(SUBJECT):
            return hit.entry.lemma in self.words.lists["by_subject"]
        behind = (self.people.get(n) for n in range(person.last, person.last + _OBJECT))
        return any(p is not None and not p.clitic and p.entry.form.form[-1] == "ا" for p in behind)

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
        return self.words.has("breaks", form) or self.words.has("subset", form)

    def _coordinated(self, count: Count, last: int) -> tuple[Count, int]:
        """Adds what follows with "and" and has no verb of its own: "three soldiers and a child"."""
        scene = self.scene
        for at in range(last, last + 4):
            form = scene.form(at)
            led = self.companions.at(at)
            if led is not None:
                return self._coordinated(count.plus(led[0]), led[1])
            if not form.startswith("و") or at in self.triggers:
                if (
                    self.words.has("breaks", form)
                    or form in "،,.؛:("
                    or self.words.has("subset", form)
                ):
                    break
                continue
            if at in self.number_at and self.counts.counted_by(self.number_at[at]):
                number = self.number_at[at]
                return self._coordinated(count.plus(count_of(number)), number.last)
            person = self.people.get(at)
            if person is not None and person.clitic.startswith("و"):
                more = self.counts.of(person)
                if more is not None and not person.entry.form.definite:
                    return self._coordinated(count.plus(more), person.last)
            break
        return self.companions.behind(count, last)

    def _left(self, hit: Hit) -> Told:
        """Read "that five members were killed": the count stands before the verb."""
        if hit.entry.form.tense != "past" or hit.entry.form.owned:
            return None, hit.first, hit.last, ""
        start = max(
            hit.first - 2 * REACH, self.scene.sentences[self.scene.sentence_of[hit.first]].first
        )
        total: Count | None = None
        first = hit.first
        for at in range(hit.first - 1, start - 1, -1):
            if at in self.triggers and self.triggers[at].entry.group == "outcome":
                break
            counted = self.counts.standing(at) or self.counts.subject(at, hit.first)
            if counted is None:
                continue
            total = counted if total is None else total.plus(counted)
            first = at
            if not self.scene.form(at).startswith("و") and self.scene.form(at - 1) != "و":
                break
        return total, first, hit.last, "number before"
