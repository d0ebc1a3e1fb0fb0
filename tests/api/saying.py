"""Articles of invented attacks, and of invented speakers who number them rightly or wrongly."""

from __future__ import annotations

import json
from pathlib import Path

from rasid import pipeline
from rasid.store import Store

# Towns of the governorate Raqqa, and the month (as Syrians name it) in which each saw one attack.
_TOWNS = ("الرقة", "تل أبيض", "الطبقة", "معدان", "الكرامة", "السبخة", "عين عيسى", "سلوك")
_MONTHS = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب")
OFFICER, ANALYST = "سامر الخيالي", "وليد الوهمي"  # an officer, an analyst; neither lives
SCHOLAR = "هدى المثال"  # a scholar, likewise
# "The officer said that the group made 8 attacks in the governorate of Raqqa in 2021"; "the analyst
# said … 400 attacks"; "the scholar said that its attacks fell by 30 per cent"; "the analyst said
# that it has between 2,000 and 3,000 fighters in Syria"; "the scholar said sleeper cells remain".
SAID = {
    "said-8": f"قال الضابط {OFFICER} إن تنظيم داعش نفذ 8 هجمات في محافظة الرقة خلال عام 2021.",
    "said-400": f"قال المحلل {ANALYST} إن تنظيم داعش نفذ 400 هجوم في محافظة الرقة خلال عام 2021.",
    "said-fell": f"قالت الباحثة {SCHOLAR} إن هجمات تنظيم داعش تراجعت بنسبة 30 في المئة.",
    "said-men": f"قال المحلل {ANALYST} إن عدد مقاتلي تنظيم داعش في سوريا يتراوح"
    " بين 2000 و3000 مقاتل.",
}


def _attack(
    number: int, town: str, day: int, month: str, year: int, published: str
) -> dict[str, str]:
    """ "So many civilians were killed in an attack of the group by a charge in the town"."""
    return {
        "id": f"attack-{number}",
        "title": f"انفجار في {town}",  # an explosion in the town
        "published": published,
        "publisher": "وكالة مختلقة",  # an invented agency
        "text": f"قتل {number + 2} مدنيين يوم {day} {month} {year} في هجوم نفذه تنظيم داعش"
        f" بعبوة ناسفة في مدينة {town} بمحافظة الرقة شمالي سوريا.",
    }


def fill_with_sayings(store: Store, folder: Path) -> None:
    """Ten attacks, eight of them in 2021, and what four articles claim of them: read and linked."""
    lines = [
        _attack(n, town, 3 + n, _MONTHS[n - 1], 2021, f"2021-{n:02}-{4 + n:02}")
        for n, town in enumerate(_TOWNS, start=1)
    ]
    lines.append(_attack(9, _TOWNS[0], 20, "كانون الأول", 2020, "2020-12-21"))  # December
    lines.append(_attack(10, _TOWNS[2], 5, _MONTHS[0], 2022, "2022-01-06"))
    lines += [
        {
            "id": name, "title": "تصريح", "text": words,  # a statement
            "published": "2022-01-10", "publisher": "صحيفة مختلقة",  # an invented paper
        }
        for name, words in SAID.items()
    ]  # fmt: skip
    path = folder / "sayings.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    pipeline.add_files(store, [path], 100_000)
    pipeline.link_store(store)
