"""Figures in the names of targets."""

from app.training.quiz.model import BLANK
from app.training.quiz.names import name_figures
from app.training.quiz.quantities import size
from ingest.model import Target


def test_a_figure_in_a_name_is_asked_for_among_figures_of_its_kind(opened):
    asked = list(name_figures(opened, opened.all_of(Target)))
    assert len(asked) >= 5
    for q in asked:
        assert q.stem.count(BLANK) == 1 and q.key[0] not in q.stem
        assert len({size(option)[0] for option in q.options}) == 1 and len(set(q.options)) == 4
    assert any(q.key == ("10分钟",) and "放射影像危急值" in q.stem for q in asked)
    assert all("目标名称：" in q.explanation and q.key[0] in q.explanation for q in asked)
