"""Counts of dead, hurt and taken in all the ways that Arabic words them."""

import pytest
from tests.read.events.reading import counts, scene

from rasid.model import Count
from rasid.read.events.harm import HarmReader
from rasid.read.events.tolls import toll

K, J, D = "killed", "injured", "detained"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # "the number of the dead of the police rose to four": the number stands first
        ("ارتفع إلى أربعة عدد قتلى الشرطة", [(K, 4, 4)]),
        # "nine people at least were killed and six others wounded"
        ("قتل تسعة أشخاص على الأقل وأصيب ستة آخرون", [(K, 9, None), (J, 6, 6)]),
        # "it took the lives of eight"
        ("أودى بحياة ثمانية", [(K, 8, 8)]),
        # "an attack by gunmen in the town took the lives of three persons"
        ("أودى هجوم لمسلحين في بلدة العلم بحياة ثلاثة أشخاص", [(K, 3, 3)]),
        # "dead and hurt fell, among them the killing of three men"
        ("سقط قتلى وجرحى بينهم مقتل ثلاثة رجال", [(K, 3, None), (J, 2, None)]),
        # "two soldiers were killed and 15 others are missing"
        ("قتل جنديان وفقد 15 آخرون", [(K, 2, 2)]),
        # "five people lost their lives"
        ("فقد خمسة أشخاص حياتهم", [(K, 5, 5)]),
        # "whose victims were 44 persons"
        ("راح ضحيته 44 شخصا", [(K, 44, 44)]),
        # "a child was killed and another wounded"
        ("مقتل طفل وإصابة آخر", [(K, 1, 1), (J, 1, 1)]),
        # "a woman and her two daughters were killed"
        ("ما أدى إلى مقتل امرأة وطفليها", [(K, 3, 3)]),
        # "the dead and wounded of 5 members"
        ("مقتل وإصابة 5 عناصر", [(K, 0, 5), (J, 0, 5)]),
        # "70 people between dead and wounded"
        ("سقط 70 شخصا بين قتيل وجريح", [(K, 0, 70), (J, 0, 70)]),
        # "the fall of dead and wounded"
        ("سقوط قتلى وجرحى", [(K, 2, None), (J, 2, None)]),
        # "seven dead and dozens of the wounded"
        ("أوقع سبعة قتلى وعشرات الجرحى", [(K, 7, 7), (J, 10, None)]),
        # "the forces killed 14 fighters"
        ("قتلت القوات 14 مسلحا", [(K, 14, 14)]),
        # "gunmen killed two soldiers"
        ("قتل مسلحون جنديين", [(K, 2, 2)]),
        # "that two officers and a guard were killed"
        ("إن ضابطين وحارسا قتلوا", [(K, 3, 3)]),
        # "three civilians and 7 of the rebels were killed": the count stands before its verb
        ("أن ثلاثة مدنيين و7 من المتمردين قتلوا", [(K, 10, 10)]),
        # "which led to his killing"
        ("ما أدى لمقتله", [(K, 1, 1)]),
        # "20 others were killed, among them women and children": the part is not added
        ("قتل 20 آخرون بينهم نساء وأطفال", [(K, 20, 20)]),
        # "the security arrested 6 suspects"
        ("اعتقلت القوات 6 أشخاص", [(D, 6, 6)]),
        # "without injuries occurring"
        ("انفجرت عبوة دون وقوع إصابات", [(K, 0, 0), (J, 0, 0)]),
        # "no news came of human losses": nothing is known, nought is not said
        ("انفجرت عبوة دون ورود أنباء عن خسائر بشرية", []),
        # "a child was wounded": one noun before its verb is one
        ("طفل أصيب بجروح بانفجار لغم", [(J, 1, 1)]),
        # "a Syrian child was wounded"
        ("طفل سوري أصيب بجروح بانفجار لغم", [(J, 1, 1)]),
        # "a woman lost her life in shelling"
        ("امرأة فقدت حياتها في قصف", [(K, 1, 1)]),
        # "the police laid hold on three wanted men": "on" belongs to the verb
        ("ألقت الشرطة القبض على ثلاثة مطلوبين", [(D, 3, 3)]),
        # "the arrest of a terrorist cell of six members": the adjective is nobody
        ("القبض على خلية إرهابية من ستة أفراد", [(D, 6, 6)]),
        # "unknown men assassinated the headman of the village": they are not the dead
        ("اغتال مجهولون مختار القرية", []),
        # "members of the security arrested a young man"
        ("اعتقل عناصر الأمن شابا", [(D, 1, 1)]),
        # "a court sentenced three convicts to death": nobody has died
        ("قضت محكمة بإعدام ثلاثة مدانين", []),
        # "the shelling of the town today did not result in deaths": attack and place stand between
        ("لم يسفر القصف المدفعي على بلدة النيرب اليوم عن سقوط قتلى", [(K, 0, 0), (J, 0, 0)]),
        # "the injury of 75 Syrians": the number counts the nationality
        ("إصابة 75 سوريا", [(J, 75, 75)]),
        # "the mayor and his driver were killed": whom no list holds is one
        ("مقتل عمدة البلدة وسائقه", [(K, 2, 2)]),
        # "a commander named … and three of his guards were killed"
        ("قتل القيادي سليم الراوي وثلاثة من حراسه", [(K, 4, 4)]),
        # "a sheikh and his two sons were assassinated"
        ("اغتيال شيخ العشيرة ونجليه", [(K, 3, 3)]),
        # "a father and his three sons were killed"
        ("قتل أب وأبناؤه الثلاثة", [(K, 4, 4)]),
        # "a man and his wife were killed and their four children wounded"
        ("قتل رجل وزوجته وأصيب أطفالهما الأربعة", [(K, 2, 2), (J, 4, 4)]),
        # "a commander and his companions were killed"
        ("مقتل قيادي ومرافقيه", [(K, 3, None)]),
        # "his killing and his wife's"
        ("ما أدى إلى مقتله وزوجته", [(K, 2, 2)]),
        # "gunmen kidnapped a doctor and his companion"
        ("خطف مسلحون طبيبا ومرافقه", [(D, 2, 2)]),
        # "the commander was killed and his companion wounded"
        ("قتل قائد الفصيل وأصيب مرافقه", [(K, 1, 1), (J, 1, 1)]),
        # "one of the members of the police was killed"
        ("مقتل أحد عناصر الشرطة", [(K, 1, 1)]),
        # "a family of five members was killed"
        ("مقتل عائلة من خمسة أفراد", [(K, 5, 5)]),
        # "one of the wounded died", "two wounded men died", "three of the wounded died"
        ("وفاة أحد الجرحى في المشفى", [(K, 1, 1)]),
        ("توفي الجريحان متأثرين بجراحهما", [(K, 2, 2)]),
        ("وفاة ثلاثة من الجرحى", [(K, 3, 3)]),
        # "a wounded man died and five were wounded"
        ("وفاة مصاب وإصابة خمسة", [(K, 1, 1), (J, 5, 5)]),
        # "the army killed 12 heads of cattle", "five cars were hit", "two tons were seized"
        ("قتل الجيش 12 رأس ماشية", []),
        ("أصيبت خمس سيارات وجرح ثلاثة", [(J, 3, 3)]),
        ("ضبطت القوات طنين من المتفجرات", []),
        ("أصيب 12 منزلا بأضرار", []),
        # "raided a house to arrest one of the smugglers": whether he was taken is not said
        ("دهمت منزلا لاعتقال أحد المهربين", []),
        # "the group executed five persons"
        ("أعدم التنظيم خمسة أشخاص", [(K, 5, 5)]),
    ],
)
def test_counts(body: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert counts(body) == expected


def test_one_sentence_adds_and_two_sentences_span() -> None:
    # "4 soldiers were killed, and 2 fighters were killed. The attack killed 9 people."
    found = scene("قتل 4 جنود وقتل مسلحان. وأسفر الهجوم عن مقتل 9 أشخاص.")
    assert found is not None
    assert toll(found, HarmReader(found).atoms(), "killed") == Count(6, 9)


def test_a_risen_toll_replaces_the_earlier() -> None:
    # "12 people were killed. The number of dead rose to 15 dead."
    found = scene("قتل 12 شخصا. وارتفع عدد القتلى إلى 15 قتيلا.")
    assert found is not None
    assert toll(found, HarmReader(found).atoms(), "killed") == Count(15, 15)


def test_what_follows_after_is_no_risen_toll() -> None:
    # "Four were killed, and the number of dead rose to six after the death of the two wounded."
    found = scene("قتل أربعة أشخاص وارتفع عدد القتلى إلى ستة بعد وفاة الجريحين.")
    assert found is not None
    assert toll(found, HarmReader(found).atoms(), "killed") == Count(6, 6)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A bomb killed 12 people and wounded 20 others", [(K, 12, 12), (J, 20, 20)]),
        ("At least 4 soldiers were killed in an ambush", [(K, 4, None)]),
    ],
)
def test_english_counts(body: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert counts(body, "en") == expected
