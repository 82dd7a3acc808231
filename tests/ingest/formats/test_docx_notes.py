"""Footnotes and endnotes of Word documents stand behind what refers to them."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import cell, lines, p, package, row, run, table


def test_footnotes_stand_behind_what_refers_to_them():
    notes = "".join(f'<w:footnote w:id="{i}">{p(t)}</w:footnote>' for i, t in ((0, ""), (2, "以年为单位。"), (3, "不含急诊。")))
    body = p(run("周转率") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("要达标。")) + p("后一段。")
    assert lines(p("指标") + body, footnotes=notes) == ["指标", "周转率¹要达标。", "注：以年为单位。", "后一段。"]
    both = p("指标") + body + p(run("死亡率") + '<w:r><w:footnoteReference w:id="3"/></w:r>' + run("要报告。"))
    assert lines(both, footnotes=notes)[2:] == ["注1：以年为单位。", "后一段。", "死亡率²要报告。", "注2：不含急诊。"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_cited_with_the_item_that_refers_to_it(write, kind):
    notes = f'<w:{kind} w:id="2">{p("RASS即镇静程度评分。")}</w:{kind}>'
    mark = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    body = p("镇静管理规定") + p(run("一、每班评估RASS") + mark + run("评分。")) + p("二、记录评分。") + p("三、按医嘱调整。")
    clauses = ingest(write("镇静.docx", package(body, **{f"{kind}s": notes}))).clauses
    assert [("/".join(c.path), c.text) for c in clauses][:3] == [
        ("一", "每班评估RASS¹评分。"),
        ("一/注", "注：RASS即镇静程度评分。"),
        ("二", "记录评分。"),
    ]


def test_a_note_in_a_table_stands_below_it(write):
    notes = f'<w:footnote w:id="2">{p("按实有床位。")}</w:footnote>'
    marked = cell(p(run("床护比") + '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    body = p("指标") + table(row("指标", "要求"), marked + cell("一比零点四")) + p("一、按季上报。")
    texts = [c.text for c in ingest(write("指标.docx", package(body, footnotes=notes))).clauses if c.kind != "heading"]
    assert texts == ["床护比¹ 一比零点四", "注：按实有床位。", "按季上报。"]


@pytest.mark.parametrize("last", ["二、记录", "（二）记录", "第二条 记录。"])
def test_a_footnote_is_no_part_of_the_last_heading(write, last):
    notes = f'<w:footnote w:id="2">{p("以年为单位。")}</w:footnote>'
    first = last.replace("二", "一").replace("记录", "评估")
    body = (
        p("某院镇静规范")
        + p(run(first) + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p("每日一次。")
        + p(last)
        + p("及时。")
    )
    clauses = ingest(write("规范.docx", package(body, footnotes=notes))).clauses
    found = next(c for c in clauses if c.text == "注：以年为单位。")
    assert found.path[-1] == "注" and "二" not in "".join(found.path)
