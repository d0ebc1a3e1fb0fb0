"""Words that stand for an actor named elsewhere, in invented sentences."""

from tests.read.events.reading import scene

from rasid.read.events.discourse import main_country, resolve_echoes
from rasid.read.events.parties import Party, find_parties
from rasid.read.events.role_candidates import Cast


def _parties(body: str) -> list[Party]:
    found = scene(body)
    assert found is not None
    return resolve_echoes(found, find_parties(found))


def test_the_organisation_is_the_one_named_before() -> None:
    # "The Islamic State attacked a village. Then the organisation shelled a town."
    first, second = _parties("هاجم تنظيم داعش قرية. ثم قصف التنظيم بلدة.")
    assert first.actor_id == "islamic_state"
    assert (second.actor_id, second.sure) == ("islamic_state", "echo")


def test_its_fighters_are_those_of_the_actor_before() -> None:
    # "The Houthis withdrew after the killing of many of their fighters."
    last = _parties("انسحب الحوثيون بعد مقتل كثير من مقاتليهم.")[-1]
    assert last.actor_id == "houthis"


def test_soldiers_with_a_nationality_are_that_army() -> None:
    # "Three Egyptian soldiers were killed in an attack."
    (soldiers,) = _parties("قتل ثلاثة جنود مصريين في هجوم.")
    assert soldiers.actor == "Egyptian Armed Forces"
    assert soldiers.numbered


def test_an_adjective_is_no_party() -> None:
    # "The armed clashes in the city killed a child."
    assert [p.kind for p in _parties("قتلت المواجهات المسلحة في المدينة طفلا.")] == ["civilians"]


def test_main_country_is_the_one_named_most_and_none_without_places() -> None:
    assert main_country(["SY", "TR", "SY", None]) == "SY"
    assert main_country([None]) is None


def test_a_demonstration_is_its_own_crowd() -> None:
    # "A demonstration set out in the city; its people demand bread."
    found = scene("خرجت مظاهرة في المدينة للمطالبة بالخبز.")
    assert found is not None
    cast = Cast.of(found, find_parties(found), [])
    assert [(p.actor, p.sure) for p in cast.parties] == [("Protesters", "crowd")]


def test_the_army_of_no_known_country_is_nobodys() -> None:
    # "The army shelled a village."
    found = scene("قصف الجيش قرية.")
    assert found is not None
    assert found.actors == []
