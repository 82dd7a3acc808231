"""Two versions of one document: what was added, removed, reworded, renumbered. The drafts are ours."""

import csv
import io
import json

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.present.comparison import comparison
from app.present.terminal import comparison as terminal
from app.relations import compare
from ingest.errors import QuestionError
from kg.crosswalk import differences

ARTICLES = (
    "为了规范院内便民雨伞借用，制定本办法。",
    "雨伞由总务科购置并登记造册，每季度清点一次。",
    "借用人凭证件登记，三日内归还。",
    "雨伞损坏的，由总务科负责修理。",
    "逾期不还的，由志愿者电话提醒。",
)
LATER = (
    ARTICLES[0],
    "门诊大厅应当设置自助借伞机，并张贴使用说明。",
    "雨伞由总务科购置并登记造册，每月清点一次。",
    ARTICLES[2],
    ARTICLES[4],
)


def statute(identity, articles):
    numbers = "一二三四五六"
    body = "\n\n".join(f"第{numbers[i]}条 {told}" for i, told in enumerate(articles))
    return f"---\nid: {identity}\ntitle: 便民雨伞借用办法\n---\n\n{body}\n"


def targets(year, names):
    romans = ("I", "II", "III", "IV")
    parts = [f"---\nid: 本院目标-{year}\ntitle: {year}年本院改进目标\ntype: targets\n---\n"]
    for i, (name, strategy) in enumerate(names):
        parts.append(
            f"## 目标{'一二三四'[i]} {name}（NIT-{year}-{romans[i]}）\n\n### （一）目标简述\n\n{name}关系到就诊体验。\n\n"
            f"### （二）核心策略\n\n1. {strategy}\n"
        )
    return "\n".join(parts)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    folder = tmp_path_factory.mktemp("versions")
    drafts = {
        "旧.md": statute("雨伞办法-旧", ARTICLES),
        "新.md": statute("雨伞办法-新", LATER),
        "2030.md": targets(
            2030,
            [
                ("提高预约就诊守时率", "门诊部每周公布各科守时情况。"),
                ("降低取药等候时长", "药房增设窗口，高峰时段加派人手。"),
                ("减少电梯拥堵", "总务科调整电梯停靠楼层。"),
            ],
        ),
        "2031.md": targets(
            2031,
            [
                ("降低取药等候时长", "药房增设窗口，高峰时段加派人手。"),
                ("提高预约就诊守时率", "门诊部每月公布各科守时情况。"),
                ("提高轮椅完好率", "后勤每日检查轮椅刹车。"),
            ],
        ),
    }
    for name, told in drafts.items():
        (folder / name).write_text(told, encoding="utf-8")
    publish.build(folder / "kb", [folder / name for name in drafts])
    return Knowledge.open(folder / "kb")


def changes(found):
    return {("、".join(u.number for u in r.a), "、".join(u.number for u in r.b)): r.changes for r in found.rows}


def test_articles_of_two_versions(opened):
    found = compare.compare(opened, "雨伞办法-旧", "雨伞办法-新")
    assert found.kind == "articles"
    assert changes(found) == {
        ("第一条", "第一条"): (),
        ("第二条", "第三条"): ("renumbered", "reworded"),
        ("第三条", "第四条"): ("renumbered",),
        ("第四条", ""): ("removed",),
        ("第五条", "第五条"): (),
        ("", "第二条"): ("added",),
    }
    (reworded,) = [r for r in found.rows if "reworded" in r.changes]
    assert reworded.differences == (("每季度", "每月"),)
    shown = terminal.comparison(comparison(found))
    assert "[编号变动、改写]" in shown and "“每季度” → “每月”" in shown and "[新增]" in shown and "[删去]" in shown


def test_targets_of_two_years(opened):
    found = compare.compare(opened, "本院目标-2030", "本院目标-2031")
    assert found.kind == "targets"
    assert changes(found) == {
        ("NIT-2030-I", "NIT-2031-II"): ("renumbered", "reworded"),
        ("NIT-2030-II", "NIT-2031-I"): ("renumbered",),
        ("NIT-2030-III", ""): ("removed",),
        ("", "NIT-2031-III"): ("added",),
    }


def test_a_document_against_itself_has_not_changed(opened):
    assert {r.changes for r in compare.compare(opened, "雨伞办法-新", "雨伞办法-新").rows} == {()}


def test_documents_of_two_kinds_are_not_compared(opened):
    with pytest.raises(QuestionError, match="不是同一类"):
        compare.compare(opened, "雨伞办法-旧", "本院目标-2030")


def test_the_pairs_as_skos_mappings(opened, tmp_path):
    rdflib = pytest.importorskip("rdflib", reason="rdflib comes with the test tools")
    found = compare.compare(opened, "雨伞办法-旧", "雨伞办法-新")
    compare.write(found, tmp_path / "对照.jsonld")
    graph = rdflib.Graph().parse(tmp_path / "对照.jsonld", format="json-ld")
    relations = [r.relation for r in found.rows if r.a and r.b]
    for relation in set(relations):
        assert len(list(graph.subject_objects(rdflib.SKOS[relation]))) == relations.count(relation)
    compare.write(found, tmp_path / "对照.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "对照.csv").read_text(encoding="utf-8"))))
    assert len(rows) == len(found.rows)
    assert {r["predicate_id"] for r in rows} >= {"skos:exactMatch", "skos:mappingRelation"}
    assert [r["subject_id"] for r in rows].count("sssom:NoTermFound") == 1
    with pytest.raises(QuestionError, match="可用"):
        compare.write(found, tmp_path / "对照.doc")
    assert json.loads((tmp_path / "对照.jsonld").read_text(encoding="utf-8"))["@graph"]


def test_differences_by_words():
    assert differences("每 季度 清点", "每 月 清点", str.split) == (("季度", "月"),)
    assert differences("同 样", "同样") == ()
