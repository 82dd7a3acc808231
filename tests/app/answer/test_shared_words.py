"""Which words of a question met which words of a thing."""

import pytest

from app.answer.shared_words import sentence
from ingest.model import Clause, CoreSystem


def said(opened, question, text, *, titles=()):
    clause = Clause("d#1", "d", ("1",), titles, text, text)
    return sentence(opened, opened.searcher.understand(question).units, clause)


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("icu 收治", "重症患者由ICU收治。", "文中有“ICU”“收治”"),
        ("ＩＣＵ收治", "重症患者由ICU收治。", "文中有“ICU”“收治”"),
        ("打点滴", "静脉输液前应当评估。", "“打点滴”在文中写作“静脉输液”"),
        ("红烧肉", "静脉输液前应当评估。", ""),
    ],
)
def test_words_that_met_are_quoted_as_printed(opened, question, text, expected):
    assert set(said(opened, question, text).replace("””", "”").split("“")) == set(expected.split("“"))


def test_a_heading_speaks_where_the_text_does_not(opened):
    assert said(opened, "打点滴", "应当减少。", titles=("静脉输液",)) == "“打点滴”在标题中写作“静脉输液”"


def test_words_that_are_ours_are_called_so(opened):
    thing = CoreSystem("查对制度", topics=("同名同姓",))
    assert "本系统列的适用场景中有“同名同姓”" in sentence(opened, opened.searcher.understand("同名同姓").units, thing)
