"""Takes nouns for persons and numbers in a scene, says how many people each states."""

from __future__ import annotations

from dataclasses import dataclass

from rasid.language.base import NumberMention
from rasid.model import Count
from rasid.read.events.discourse import nations
from rasid.read.events.lexicon import Hit
from rasid.read.events.scene import Scene
from rasid.read.events.toll_words import SOME, TollWords, count_of

DUAL = ("ان", "ين")  # two, as subject and as object
SUBJECT = "ون"  # several, as subject
_SIZE = 5  # words behind a family in which its size may stand
_ADJECTIVE = "يه"  # ending of a feminine adjective made of a noun


@dataclass(frozen=True, slots=True)
class People:
    """The words of one scene that count people: nouns for persons by token, numbers by token."""

    scene: Scene
    words: TollWords
    people: dict[int, Hit]
    number_at: dict[int, NumberMention]

    def of(self, hit: Hit) -> Count | None:
        """The number in a noun for a person: one, two (dual) or some."""
        form = hit.entry.form
        before = self.scene.form(hit.first - 1)
        subject = form.form.endswith(SUBJECT) and hit.last in self.people  # "gunmen killed two"
        adjective = form.form.endswith(_ADJECTIVE) and before.endswith(_ADJECTIVE[-1])
        if subject or adjective:  # "a terrorist cell"
            return None
        if self.words.has("collective", hit.entry.lemma):
            return None if form.definite else self._many(hit)
        if form.plural and form.form.endswith(DUAL[0]):
            return Count(2, 2)
        if form.definite:
            return None if form.plural else Count(1, 1)
        before_owner = form.form.endswith(DUAL[0][0]) and self._names(hit.last)
        if before_owner or (form.plural and (form.owned or form.form.endswith(DUAL[1]))):
            return Count(2, 2)  # "two police officers", "her two children", "two civilians"
        return SOME if form.plural else Count(1, 1)

    def _many(self, hit: Hit) -> Count:
        """Some; a family is as many as the number says behind it ("of five members")."""
        if hit.entry.lemma not in self.words.lists["family"]:
            return SOME
        for at in range(hit.last, hit.last + _SIZE):
            number = self.number_at.get(at)
            if number is not None:
                return count_of(number)
            if self.words.has("breaks", self.scene.form(at)):
                break
        return SOME

    def thing(self, at: int) -> bool:
        """Whether the word at a token is no person but something that is counted too."""
        form = self.scene.form(at)
        return any(
            self.words.has("things", word)
            for word in (form, form.removeprefix("ال"), form.removesuffix("ا"))  # the; accusative
        )

    def things(self, number: NumberMention) -> bool:
        """Whether a number counts things: cattle, houses, vehicles, tons."""
        if number.noun is not None:
            return self.words.has("things", number.noun)
        last = number.last + (self.scene.form(number.last) == "من")  # of
        return self.thing(last)

    def _names(self, at: int) -> bool:
        """Whether a party or its kind stands at a token."""
        if self.scene.form(at).endswith("ا"):
            return False  # an adjective that agrees
        person = self.people.get(at)
        if person is not None:
            return not person.clitic.startswith("و")  # "and"
        return any(hit.first == at for hit in self.scene.forces)

    def counted_by(self, number: NumberMention) -> bool:
        """Whether a number counts something: a person stands behind it, or its own noun."""
        if self.things(number):
            return False
        if number.last in self.people or number.noun is not None:
            return True
        if self.scene.form(number.last) in nations():
            return True  # "12 Syrians"
        # "two Iraqi soldiers": an adjective between the number and whom it counts
        plain = not self.words.has("breaks", self.scene.form(number.last))
        return plain and self.scene.form(number.last).isalpha() and number.last + 1 in self.people

    def standing(self, at: int) -> Count | None:
        """The count that a number, or an indefinite word for a person, at a token states."""
        number = self.number_at.get(at)
        if number is not None:
            behind = self.scene.form(number.last)
            others = self.words.has("other_many", behind)
            follows = self.counted_by(number) or behind == "من" or others  # "of"
            follows = follows and not self.things(number)
            return count_of(number) if follows else None
        person = self.people.get(at)
        if person is None or person.entry.form.definite:
            return None
        if at - 1 in self.people and not person.clitic.startswith("و"):
            return None  # an adjective of the person before it
        if any(_holds(number, at) for number in self.number_at.values()):
            return None
        return (
            self.of(person)
            if person.entry.form.form[-2:] in ("ين", "ان", "يا")
            or (person.entry.form.form.endswith("ا") or person.clitic.startswith("و"))
            else None
        )

    def subject(self, at: int, verb: int) -> Count | None:
        """The count of an indefinite noun for persons right before a verb: "a child was hurt".

        One plain word may stand between, an adjective: "a Syrian child was hurt".
        """
        person = self.people.get(at)
        if person is None or person.entry.form.definite or person.entry.form.owned:
            return None
        between = [self.scene.form(n) for n in range(person.last, verb)]
        plain = all(form.isalpha() and not self.words.has("breaks", form) for form in between)
        numbered = any(_holds(number, at) for number in self.number_at.values())
        return self.of(person) if plain and len(between) <= 1 and not numbered else None


def _holds(number: NumberMention, at: int) -> bool:
    """Whether a token belongs to a number phrase, or is the noun that it counts."""
    return number.first < at < number.last or (at == number.last and number.noun is None)
