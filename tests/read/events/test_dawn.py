"""Words of a date are no events: "dawn" is spelt as "to blow up"."""

from rasid import read_text


def test_dawn_is_no_explosion() -> None:
    # "Government forces have shelled two villages in Idlib's countryside since dawn on Sunday."
    text = "قصفت قوات النظام منذ فجر الأحد قريتي كفرعويد وسفوهن في ريف إدلب الجنوبي بالمدفعية."
    events = read_text(text, published="2022-10-03").events
    assert events
    assert {event.type for event in events} == {"shelling_missile"}
