"""Zones: what is told and what is page furniture, on invented pages turned into text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rasid.collect.cleaning import READ, mark_zones
from rasid.model import ZoneKind

PARAGRAPH = (
    "شنت طائرات مجهولة غارتين على أطراف قرية الزهراء فجر الاثنين، بحسب سكان تحدثوا إلى مراسلنا."
)
PIECES = st.one_of(
    st.sampled_from(
        [PARAGRAPH, "مقالات ذات صلة", "اقرأ أيضا: خبر آخر عن المدينة", "السابق",
         "الرئيسية", "\n", "…", "12/03/2019", "- بند أول", "قالت مصادر:",
         "خبر عاجل من المدينة القديمة اليوم", "[…]", ""]
    ),
    st.text(max_size=40),
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\n\n", " "]).map(lambda gap: gap.join(lines))
)


def kinds(title: str, body: str, publisher: str = "") -> dict[str, ZoneKind]:
    """The kind of each line of the text, by the line."""
    text = f"{title}\n\n{body}"
    found: dict[str, ZoneKind] = {}
    for zone in mark_zones(title, body, publisher):
        for line in text[zone.start : zone.end].split("\n"):
            if line.strip():
                found.setdefault(line.strip(), zone.kind)
    return found


@given(title=st.one_of(st.just(""), PIECES), body=TEXTS, publisher=st.text(max_size=8))
@settings(max_examples=300, deadline=None)
def test_zones_cover_any_text_in_order(title: str, body: str, publisher: str) -> None:
    zones = mark_zones(title, body, publisher)
    assert zones[0].start == 0
    assert zones[-1].end == len(title) + 2 + len(body)
    for before, after in pairwise(zones):
        assert before.end == after.start
        assert before.kind is not after.kind
    assert all(zone.start < zone.end for zone in zones)


@given(body=TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_text_without_title_is_never_emptied(body: str) -> None:
    zones = mark_zones("", body)
    assert any(zone.kind in READ for zone in zones)


def test_related_stories_after_the_article_are_teasers(title, paragraphs, teasers):
    body = "\n\n".join([*paragraphs, "مقالات ذات صلة", *teasers, "اترك تعليقاً إلغاء الرد"])
    found = kinds(title, body)
    assert all(found[line] is ZoneKind.BODY for line in paragraphs)
    assert all(found[line] is ZoneKind.TEASER for line in teasers)


def test_a_list_of_headlines_needs_no_heading(title, paragraphs, teasers):
    found = kinds(title, "\n\n".join([*paragraphs, "النشرة", "الزهراء", *teasers]))
    assert all(found[line] is ZoneKind.TEASER for line in teasers)
    assert found["الزهراء"] is ZoneKind.MENU


def test_a_headline_between_paragraphs_is_a_teaser(title, paragraphs, teasers):
    body = "\n\n".join([*paragraphs[:2], teasers[0], *paragraphs[2:]])
    found = kinds(title, body)
    assert found[teasers[0]] is ZoneKind.TEASER
    assert all(found[line] is ZoneKind.BODY for line in paragraphs)


def test_pointer_and_its_list_are_teasers_and_the_article_goes_on(title, paragraphs, teasers):
    listed = [f"- {line}" for line in teasers[:2]]
    body = "\n".join([*paragraphs[:2], "اقرأ أيضاً:", *listed, *paragraphs[2:]])
    found = kinds(title, body)
    assert all(found[line] is ZoneKind.TEASER for line in listed)
    assert all(found[line] is ZoneKind.BODY for line in paragraphs)


def test_end_heading_inside_the_article_does_not_cut_it(title, paragraphs, teasers):
    body = "\n\n".join([paragraphs[0], "مقالات ذات صلة", teasers[0], *paragraphs[1:]])
    found = kinds(title, body)
    assert all(found[line] is ZoneKind.BODY for line in paragraphs)


def test_menus_above_the_headline_and_writer_below_it(title, paragraphs):
    head = [
        "الرئيسية",
        "أخبار",
        "سياسة",
        title,
        "سالم النجار",
        "12/03/2019",
        "الزهراء – شبكة النشرة",
    ]
    found = kinds(title, "\n".join([*head, *paragraphs]))
    assert found["الرئيسية"] is found["سياسة"] is ZoneKind.MENU
    assert found["سالم النجار"] is found["12/03/2019"] is ZoneKind.BYLINE
    assert found["الزهراء – شبكة النشرة"] is ZoneKind.DATELINE
    assert found[paragraphs[0]] is ZoneKind.BODY


def test_caption_with_its_source_above_the_first_paragraph(title, paragraphs):
    caption = "دخان يتصاعد من أطراف القرية بعد الغارة (وكالة النشرة)"
    assert kinds(title, "\n\n".join([title, caption, *paragraphs]))[caption] is ZoneKind.CAPTION


def test_caption_that_stands_twice_running(title, paragraphs):
    caption = "دمار في أحد منازل القرية"
    body = "\n".join([title, caption, caption, *paragraphs])
    zones = {zone.kind for zone in mark_zones(title, body)}
    assert kinds(title, body)[caption] is ZoneKind.CAPTION
    assert ZoneKind.TEASER not in zones


def test_later_copy_of_a_paragraph_is_a_repeat(title, paragraphs):
    body = "\n\n".join([*paragraphs, paragraphs[0]])
    text = f"{title}\n\n{body}"
    last = mark_zones(title, body)[-1]
    assert (last.kind, text[last.start :]) == (ZoneKind.REPEAT, paragraphs[0])


def test_cut_off_excerpt_of_the_first_paragraph_is_a_repeat(title, paragraphs):
    excerpt = paragraphs[0][:60] + "…"
    found = kinds(title, "\n\n".join([excerpt, *paragraphs]))
    assert found[excerpt] is ZoneKind.REPEAT
    assert found[paragraphs[0]] is ZoneKind.BODY


def test_title_that_says_itself_again_with_the_site_name(title, paragraphs):
    whole = f"{title} - شبكة النشرة {title} - شبكة النشرة"
    zones = mark_zones(whole, "\n\n".join(paragraphs))
    text = [whole[zone.start : zone.end].strip() for zone in zones[:3]]
    assert [zone.kind for zone in zones[:3]] == [
        ZoneKind.HEADLINE, ZoneKind.MENU, ZoneKind.REPEAT
    ]  # fmt: skip
    assert text[0] == title


def test_lines_broken_inside_sentences_stay_one_body():
    words = " ".join([PARAGRAPH, PARAGRAPH.replace("غارتين", "ثلاث غارات"), PARAGRAPH[:-1]]).split()
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 60:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    body = "\n".join(lines)
    assert [zone.kind for zone in mark_zones("عنوان قصير", body)] == [
        ZoneKind.HEADLINE, ZoneKind.BODY
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        ("رابط الخبر بصحيفة النشرة: غارتان على قرية", ZoneKind.REPEAT),  # link of the item
        ("سمات غارة الزهراء قرية", ZoneKind.MENU),  # tags
    ],
)
def test_tail_stuck_to_a_single_paragraph(tail, kind):
    body = f"{PARAGRAPH} {tail}"
    zones = mark_zones("عنوان", body)
    assert zones[-1].kind is kind
    assert body[zones[-1].start - 7 :] == tail


def test_lists_announced_by_a_colon_are_kept(title, paragraphs):
    items = ["أسماء المصابين هي:", "سالم أحمد النجار (7 أعوام)", "ليلى أحمد النجار (9 أعوام)"]
    tolls = ["توزعت الخسائر كما يلي:", "– 2 من سكان القرية بينهم طفل", "– عنصر من حرس البلدة"]
    found = kinds(title, "\n".join([*paragraphs, *items, *tolls]))
    assert all(found[line] is ZoneKind.BODY for line in [*items, *tolls])


def test_page_that_is_only_a_list_of_other_stories(title, teasers):
    found = kinds(title, "\n".join([title, *teasers, "عربي", "ENGLISH"]))
    assert all(found[line] is ZoneKind.TEASER for line in teasers)


def test_headline_pairs_with_first_paragraphs_of_other_stories(title, paragraphs, teasers):
    lead = (
        "ألقت شرطة بلدة {} القبض على ثلاثة أشخاص بتهمة سرقة محال تجارية خلال الليل، "
        "وصادرت منهم مبالغ مالية كبيرة وأدوات كانوا يستخدمونها في ذلك."
    )
    others = [line for n, name in enumerate(teasers[:3]) for line in (name, lead.format("أبجد"[n]))]
    found = kinds(title, "\n\n".join([*paragraphs, *others]))
    assert all(found[line] is ZoneKind.TEASER for line in others)
    assert all(found[line] is ZoneKind.BODY for line in paragraphs)
