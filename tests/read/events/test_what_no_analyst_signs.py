"""What an analyst would not sign: counts taken back, culprits nobody named, words inside names."""

from tests.read.events.reading import counts, events, rows, scene

from rasid.model import Count


def test_no_deaths_is_not_two_deaths() -> None:
    # "The shelling did not leave any dead."
    assert ("killed", 2, None) not in counts("ولم يسفر القصف عن سقوط قتلى.")


def test_a_subset_is_not_the_total() -> None:
    # "Nine civilians were killed, among them three children and two women."
    assert ("killed", 9, 9) in counts("تسعة مدنيين قتلوا بينهم ثلاثة أطفال وامرأتان في غارة.")


def test_a_replaced_toll_is_not_added() -> None:
    # "The toll rose to 17 dead and 43 wounded, after it had been 11 dead and 30 wounded."
    found = counts("ارتفعت الحصيلة إلى 17 قتيلا و43 جريحا، بعد أن كانت 11 قتيلا و30 جريحا.")
    assert found == [("killed", 17, 17), ("injured", 43, 43)]


def test_a_phrase_may_stand_before_the_subject_of_a_passive() -> None:
    # "Were killed in shelling of a market in the city of Ariha 12 civilians."
    assert ("killed", 12, 12) in counts("قُتل في قصف على سوق في مدينة أريحا 12 مدنيا.")


def test_bodies_of_three_are_three() -> None:
    # "The police found the bodies of three civilians."
    assert ("killed", 3, 3) in counts("عثرت الشرطة على جثث ثلاثة مدنيين.")


def test_who_finds_bodies_has_not_made_them() -> None:
    # "The police found the bodies of three bound civilians near the town of Muqdadiyah on Tuesday."
    body = "عثرت الشرطة على جثث ثلاثة مدنيين مقيدي الأيدي قرب بلدة المقدادية يوم الثلاثاء."
    assert all(not event.initiators for event in rows(body))


def test_nobody_is_named_for_what_nobody_claimed() -> None:
    # "A car bomb went off in the centre of al-Bab on Tuesday and killed four people. No side
    # claimed the bombing. The area sees bombings of which Daesh is accused."
    body = (
        "انفجرت سيارة مفخخة يوم الثلاثاء وسط مدينة الباب شرقي حلب ما أدى إلى مقتل أربعة أشخاص.\n"
        "ولم تتبن أي جهة مسؤوليتها عن التفجير.\n"
        "وتشهد المنطقة تفجيرات متكررة يتهم بها تنظيم داعش."
    )
    bombing = rows(body)[0]
    assert bombing.killed == Count(4, 4)
    assert not bombing.initiators


def test_a_group_called_liberation_liberates_nothing_by_meeting() -> None:
    # "A delegation of Hayat Tahrir al-Sham met notables of the city of Idlib at dawn today …"
    body = (
        "التقى وفد من هيئة تحرير الشام وجهاء مدينة إدلب فجر اليوم لبحث الخدمات.\n"
        "وناقش الوفد ملف المياه والكهرباء.\nولم يصدر عن اللقاء بيان."
    )
    assert rows(body) == []


def test_a_raid_and_its_arrests_are_one_row() -> None:
    # "The SDF raided houses in the town of Dhiban east of Deir ez-Zor and arrested five people …"
    body = (
        "داهمت قوات سوريا الديمقراطية منازل في بلدة ذيبان شرقي دير الزور، واعتقلت خمسة أشخاص "
        "بتهمة الانتماء إلى خلايا داعش."
    )
    found = rows(body)
    assert [event.type for event in found] == ["arrests"]
    assert found[0].detained == Count(5, 5)


def test_a_headline_and_its_lead_are_one_event() -> None:
    title = "Roadside bomb kills two soldiers north of Tikrit"
    body = (
        "Two Iraqi soldiers were killed and four others wounded on Sunday when a roadside bomb hit "
        "their vehicle near the town of Baiji, north of Tikrit, a police officer said."
    )
    (event,) = rows(body, title, code="en", headed=True)
    assert (event.killed, event.injured) == (Count(2, 2), Count(4, 4))
    assert event.place is not None
    assert "Baiji" in event.place.name


def test_shot_dead_is_one_count() -> None:
    assert counts("Police shot dead two protesters in Nasiriyah.", code="en") == [("killed", 2, 2)]


def test_a_gas_cylinder_is_no_bomb_and_a_collapse_no_attack() -> None:
    # "Four people were killed in the explosion of a gas cylinder in a house in Aleppo yesterday."
    gas = "قتل أربعة أشخاص بانفجار أسطوانة غاز في منزل بحي الشعار في مدينة حلب أمس."
    # "Ten people were killed in the collapse of a building in the Sheikh Maqsoud quarter at dawn."
    fallen = "قتل عشرة أشخاص جراء انهيار مبنى سكني في حي الشيخ مقصود بمدينة حلب فجر أمس."
    assert rows(f"{gas}\nوأخمدت فرق الدفاع المدني الحريق.\nونقل المصابون إلى المشفى.") == []
    assert rows(f"{fallen}\nوعملت فرق الإنقاذ على انتشال العالقين.\nوكان المبنى متصدعا.") == []


def test_a_bomb_in_a_car_of_gas_cylinders_is_a_bomb() -> None:
    # "A device went off in a car of gas cylinders in al-Bab yesterday; three people were killed."
    body = (
        "انفجرت عبوة ناسفة بسيارة تحمل أسطوانات غاز في مدينة الباب أمس ما أدى إلى مقتل ثلاثة أشخاص."
    )
    assert [event.type for event in rows(body)] == ["ied_landmine"]


def test_a_landslide_is_no_attack() -> None:
    # seven people met their death in landslides
    assert not rows("لقي سبعة أشخاص حتفهم جراء انهيارات أرضية في المنطقة أمس الأحد.")


def test_what_takes_place_is_not_signed_and_a_family_is_not_captured() -> None:
    # "Clashes took place between guards and demonstrators."
    clashes = scene("ووقعت مواجهات بين الحراس ومتظاهرين.")
    # "The family of the dead man said that he was at home."
    family = scene("قالت أسرة القتيل إنه كان في منزله.")
    assert clashes is not None
    assert family is not None
    assert "agree" not in {hit.entry.name for hit in clashes.triggers}
    assert {hit.entry.group for hit in family.triggers} == {"outcome"}


def test_a_march_is_no_drone_and_a_drone_no_march() -> None:
    # "Marches went out in the city of Suwayda demanding the fall of the regime."
    march = events("خرجت مسيرات في مدينة السويداء تطالب بإسقاط النظام.")
    # "A young man was killed by a drone in Kafr Nabl."
    drone = events("قتل شاب بطائرة مسيرة في كفر نبل.")
    assert {event.type for event in march} == {"peaceful_protest"}
    assert {event.type for event in drone} == {"air_drone_strike"}


def test_who_takes_a_place_follows_from_who_acts() -> None:
    # "The Syrian Democratic Forces took control of the town of Hajin."
    (others,) = events("سيطرت قوات سوريا الديمقراطية على بلدة هجين.")
    # "The Iraqi army took control of two villages north of Mosul after two days of battles."
    (state,) = events("سيطر الجيش العراقي على قريتين شمال الموصل بعد معارك استمرت يومين.")
    assert others.type == "nonstate_overtakes_territory"
    assert state.type == "gov_regains_territory"


def test_who_is_killed_by_a_mine_has_not_laid_it() -> None:
    # "Two members of the Popular Mobilization were killed by a land mine in Jurf al-Sakhar."
    (event,) = events("استشهد عنصران من الحشد الشعبي بانفجار لغم أرضي في جرف الصخر.")
    assert [actor.actor for actor in event.targets] == ["Popular Mobilization Forces"]
    assert not event.initiators


def test_two_sides_joined_by_and_are_two() -> None:
    # "Fierce clashes between the army and the Houthis on the Nihm front east of Sanaa."
    (event,) = events("اشتباكات عنيفة بين الجيش والحوثيين في جبهة نهم شرق صنعاء.")
    sides = {actor.actor for actor in (*event.initiators, *event.targets)}
    assert sides == {"Houthis", "Yemeni government forces"}


def test_a_device_named_as_the_means_is_no_clash() -> None:
    # "An officer was killed by the targeting of his car with a device on the Daraa road."
    (event,) = events("قتل ضابط برتبة عقيد جراء استهداف سيارته بعبوة ناسفة على طريق درعا.")
    assert event.type == "ied_landmine"


def test_a_cache_of_shells_is_a_find() -> None:
    # "The security forces seized a cache with 40 mortar shells near Rutba."
    (event,) = events("ضبطت القوات الأمنية كدسا فيه 40 قذيفة هاون قرب الرطبة.")
    assert event.type == "disrupted_weapons_use"


def test_news_that_is_denied_is_no_row() -> None:
    # "The ministry of the interior denied the reports of the explosion of a device in Baghdad."
    body = "نفت وزارة الداخلية الأنباء عن انفجار عبوة ناسفة في الكرادة ببغداد."
    assert rows(body) == []
    assert {event.modality for event in events(body)} == {"denied"}


def test_a_force_with_a_name_of_its_own_is_not_the_countrys_police() -> None:
    # "The Asayish forces released 25 detainees in Qamishli."
    (event,) = events("أطلقت قوات الأسايش سراح 25 محتجزا في القامشلي.")
    assert [actor.actor for actor in event.initiators] == ["Asayish"]
