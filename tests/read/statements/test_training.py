"""Training is deterministic and its files say what they were trained on, without the texts."""

import json

from tests.read.statements.reading import context

from rasid.read.statements.training import AnnotatedArticle, train_statements

BODY = (
    "وقال الوزير عادل إن الحكومة ستواصل القتال ضد المسلحين."
    " وقالت الشرطة إن شخصين قتلا في انفجار. ويقاتل نحو 900 شخص في الجبل منذ عام 2016."
)
GOLD = {
    "doc_id": "d1",
    "figures": [{"quote": "نحو 900 شخص", "low": 900, "high": 900, "unit": "people"}],
    "claims": [{"speaker": "الوزير عادل", "quote": "الحكومة ستواصل القتال ضد المسلحين"}],
}


def test_same_gold_gives_the_same_files() -> None:
    annotated = [AnnotatedArticle(context(BODY), GOLD)] * 6
    first, second = train_statements(annotated), train_statements(annotated)
    assert first == second
    for text in first.values():
        data = json.loads(text)
        assert data["provenance"]["articles"] == 6
        assert "الحكومة ستواصل القتال" not in text
