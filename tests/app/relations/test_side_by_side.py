"""Two documents and two versions of one, clause beside clause."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.relations.side_by_side import SAME, of_documents, of_versions, wordings
from ingest.errors import NotFoundError, QuestionError
from tests.app.relations.test_versions import ARTICLES, LATER, statute

RULE = """---
id: 雨伞规程
title: 便民雨伞管理规程
---

## 一、借用

（一）借用人凭证件登记，五日内归还。

（二）雨伞由总务科购置并登记造册，每月清点一次，完好率不低于95%。
"""


ANNEX = """
附件

| 项目 | 要求 |
|---|---|
| 押金 | {deposit}元 |
| 登记 | 每次 |
"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """A base in which the first document was replaced by a later version, beside two others."""
    folder = tmp_path_factory.mktemp("beside")
    for name, text in (
        ("旧.md", statute("雨伞办法", ARTICLES) + ANNEX.format(deposit=20)),
        ("规程.md", RULE),
        ("他院.md", statute("他院办法", LATER)),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(folder / "kb", [folder / "旧.md", folder / "规程.md", folder / "他院.md"])
    (folder / "新.md").write_text(statute("雨伞办法", LATER) + ANNEX.format(deposit=50), encoding="utf-8")
    publish.add(folder / "kb", [folder / "新.md"])
    return Knowledge.open(folder / "kb")


def numbers(found):
    return {("、".join(u.number for u in r.a), "、".join(u.number for u in r.b)): r.changes for r in found.rows}


def test_two_versions_of_one_document(opened):
    found = of_versions(opened, "雨伞办法", 1, 2)
    assert found.names == ("第 1 版", "第 2 版") and found.versions
    assert numbers(found) == {
        ("第一条", "第一条"): (SAME,),
        ("第二条", "第三条"): ("renumbered", "reworded"),
        ("第三条", "第四条"): ("renumbered",),
        ("第四条", ""): ("removed",),
        ("第五条", "第五条"): (SAME,),
        ("", "第二条"): ("added",),
        ("附件—表头1", "附件—表头1"): (SAME,),
        ("附件—第1行", "附件—第1行"): ("reworded",),
        ("附件—第2行", "附件—第2行"): (SAME,),
    }
    figures = [(one.sort, one.a, one.b) for one in found.figures]
    assert figures == [("频次", "每季度清点一次", "每月清点一次"), ("金额", "20元", "50元")]
    (row,) = [row for row in found.rows if row.changes == ("renumbered", "reworded")]
    left, right = wordings(opened, row)
    assert [piece.text for piece in left if piece.differs] == ["每季度"]
    assert [piece.text for piece in right if piece.differs] == ["每月"]


def test_two_documents_say_the_same_as_their_versions_would(opened):
    found = of_documents(opened, "雨伞办法", "他院办法")
    assert {pair: changes for pair, changes in numbers(found).items() if pair[1]} == {
        (number, number): (SAME,) for number in ("第一条", "第二条", "第三条", "第四条", "第五条")
    }


def test_documents_of_different_types_are_compared_by_their_clauses(opened):
    found = of_documents(opened, "雨伞办法", "雨伞规程")
    both = {pair: changes for pair, changes in numbers(found).items() if all(pair)}
    assert len(both) == 2 and found.counts["removed"] == 6
    assert {(one.a, one.b) for one in found.figures} == {("三日内", "五日内"), ("", "不低于95%")} or {
        (one.a, one.b) for one in found.figures
    } == {("三日内", "五日内"), ("", "95%")}


def test_what_cannot_be_compared(opened):
    with pytest.raises(QuestionError, match="同一份"):
        of_documents(opened, "雨伞办法", "雨伞办法")
    with pytest.raises(NotFoundError):
        of_documents(opened, "雨伞办法", "没有")
    with pytest.raises(NotFoundError):
        of_versions(opened, "雨伞办法", 1, 99)
    with pytest.raises(NotFoundError):
        of_versions(opened, "没有", 1, 2)


def test_it_is_told_how_far_a_comparison_is(tmp_path):
    for name, articles in (("甲", ARTICLES), ("乙", LATER)):
        (tmp_path / f"{name}.md").write_text(statute(f"{name}办法", articles), encoding="utf-8")
    publish.build(tmp_path / "kb", sorted(tmp_path.glob("*.md")))
    told: list[tuple[str, int, int]] = []
    of_documents(Knowledge.open(tmp_path / "kb"), "甲办法", "乙办法", lambda *progress: told.append(progress))
    shares = {what: [done / total for name, done, total in told if name == what] for what, *_ in told}
    assert list(shares) == ["正在逐条对照", "正在比较数值"]
    for share in shares.values():
        assert share == sorted(share) and len(set(share)) > 3 and 0 <= share[0] < 0.3 and 0.7 < share[-1] <= 1


BORROWED = {
    "value elsewhere": (
        (
            "借用雨伞须登记证件。",
            "借用人应当在三日内归还雨伞。",
            "雨伞由总务科保管，专人负责清点造册。",
        ),
        (
            "借用雨伞须登记证件，借用人应当在3日内归还雨伞。",
            "雨伞由总务科保管，专人负责清点造册。",
        ),
        [],
        [("3日内", "三日内")],
    ),
    "otherwise told": (
        ("总务科每月召开雨伞管理会议，部署清点工作。",),
        ("总务科按月召开雨伞管理会议，部署清点的工作。",),
        [],
        [],
    ),
    "said twice": (
        ("总务科每月盘点库存数量。各病区也须每月开会研究雨伞使用。",),
        ("总务科定期盘点库存数量。各病区也要每月开会研究雨伞使用。",),
        [("每月", "")],
        [],
    ),
    "another thing": (
        (
            "借用雨伞须登记证件，押金退还应当在三日内办理。",
            "雨伞由总务科保管，专人负责清点造册。",
        ),
        (
            "借用雨伞须登记证件，押金退还应当及时办理。",
            "雨伞由总务科保管，专人负责清点造册，遗失三日内补足。",
        ),
        [("三日内", ""), ("", "三日内")],
        [],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BORROWED)
def test_a_figure_is_missing_only_where_the_whole_document_lacks_it(tmp_path, name):
    """What stands in another clause is named there; a frequency that is told in other words is none that is missing."""
    a, b, differing, elsewhere = BORROWED[name]
    for title, articles in (("甲", a), ("乙", b)):
        (tmp_path / f"{title}.md").write_text(statute(f"{title}办法", articles), encoding="utf-8")
    publish.build(tmp_path / "kb", sorted(tmp_path.glob("*.md")))
    found = of_documents(Knowledge.open(tmp_path / "kb"), "甲办法", "乙办法")
    assert [(one.a, one.b) for one in found.figures] in (differing, differing[::-1])
    assert [tuple(sorted((one.a, one.b))) for one in found.elsewhere] == [tuple(sorted(pair)) for pair in elsewhere]
    for one in found.elsewhere:
        assert [unit.number for unit in one.units] == ["第二条", "第一条"]
