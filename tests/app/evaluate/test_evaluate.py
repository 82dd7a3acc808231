"""Judged questions: what counts as a hit, what the figures say, and what a broken file is told."""

import json
import sys
from functools import partial

import pytest
from typer.testing import CliRunner

from app.answer.answering import ask
from app.cli.main import app
from app.evaluate import metrics
from app.evaluate.judging import JudgedRanking, Judgement, Outcome, evaluate, read
from app.present.scorecard import scorecard
from app.present.terminal.scorecard import scorecard as text
from ingest.errors import DataError, DuibiaoError, SourceError

pytest.importorskip("ranx", reason="the extra eval is not installed")

VTE = {"id": "1", "kind": "std", "query": "哪些标准适用于提高 VTE 规范预防率"}


def lines(*rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def standard(number, **more):
    return {"type": "standard", "id": number, **more}


def outcome(number, shown, *, golds=1, answered=True, kind="std"):
    rankings = (JudgedRanking("standard", {f"gold/{i}": 1 for i in range(golds)}, tuple(shown)),) if golds else ()
    return Outcome(str(number), kind, str(number), golds > 0, answered, rankings)


@pytest.mark.slow
def test_the_figures_are_the_published_measures():
    one = outcome(1, ["gold/0", "x"])
    third = outcome(2, ["x", "y", "gold/0"])
    missed = outcome(3, [], answered=False)
    (row, *_) = metrics.rows(Judgement([one, third, missed]))
    means = {metric: figure.mean for metric, figure in row.figures.items()}
    assert means == pytest.approx(
        {"recall@1": 1 / 3, "recall@5": 2 / 3, "recall@10": 2 / 3, "mrr": (1 + 1 / 3) / 3, "ndcg@10": (1 + 0.5) / 3}
    )
    assert row.questions == 3
    assert all(f.low <= f.mean <= f.high for f in row.figures.values())
    assert metrics.rows(Judgement([one, third, missed]))[0] == row, "the interval comes from a fixed seed"


def test_every_type_and_kind_has_a_row():
    rows = metrics.rows(Judgement([outcome(1, ["gold/0"]), outcome(2, ["gold/0"], kind="noisy"), outcome(3, [], golds=0)]))
    assert [(r.group, r.name, r.questions) for r in rows] == [
        ("type", "standard", 2),
        ("kind", "std", 1),
        ("kind", "noisy", 1),
        ("all", "all", 2),
    ]


def test_refusals_are_counted_both_ways():
    refused = metrics.refusals(
        [
            outcome(1, [], answered=False),
            outcome(2, ["gold/0"]),
            outcome(3, [], golds=0, answered=False),
            outcome(4, [], golds=0, answered=True),
        ]
    )
    assert (refused.unanswerable, refused.refused, refused.rightly) == (2, 2, 1)
    assert (refused.precision.mean, refused.recall.mean) == (0.5, 0.5)
    assert metrics.refusals([outcome(1, ["gold/0"])]).precision is None


def test_a_gold_that_the_base_does_not_hold_is_said_and_is_no_hit(opened, write):
    gold = [standard("T/CHAS 10-2-24-2018"), standard("WS/T 99999-2020"), {"type": "clause", "contains": ["没有一条这样写"]}]
    judgement = evaluate(opened, read(write("题.jsonl", lines({**VTE, "gold": gold}))))
    assert judgement.unknown == [("1", "WS/T 99999-2020"), ("1", "没有一条这样写")]
    assert (judgement.mean("standard"), judgement.mean("clause")) == (0.5, 0.0)


def test_a_clause_is_found_by_any_of_its_words_whatever_the_spaces(opened, write):
    clause = opened.clause("长卫医政发-2023-9#附件/23")
    part = clause.text[:8]
    gold = [{"type": "clause", "contains": ["没有这样写", " ".join(part)]}, {"type": "clause", "contains": [part]}]
    row = {"id": "1", "kind": "ind", "query": clause.text[:40], "gold": gold}
    judgement = evaluate(opened, read(write("题.jsonl", lines(row))))
    assert judgement.unknown == []
    assert judgement.mean("clause") == 1.0, "one clause may meet two golds"


def test_what_cannot_be_searched_counts_as_refused(opened, write):
    rows = [{"id": str(i), "kind": "none", "query": query, "gold": []} for i, query in enumerate(["", "？？", "字" * 600])]
    assert evaluate(opened, read(write("题.jsonl", lines(*rows)))).answered_wrongly == []


def test_names_are_searched_as_words_when_exact_names_are_off(opened, write):
    questions = read(
        write(
            "题.jsonl",
            lines({"id": "1", "kind": "code", "query": "PIT-2026-26", "gold": [{"type": "target", "id": "PIT-2026-26"}]}),
        )
    )
    assert evaluate(opened, questions).mean("target") == 1.0
    assert evaluate(opened, questions, partial(ask, by_name=False)).refused_wrongly == []


def test_the_ablation_has_a_row_for_every_component(opened, write):
    lay = {"id": "1", "kind": "std", "query": "critical value 管理标准", "gold": [standard("T/CHAS 10-4-9-2019")]}
    body = scorecard(opened, read(write("题.jsonl", lines(lay))), ablated=True)
    rows = {row.without: row for row in body.ablation}
    parts = ["words", "bigrams", "lexical", "concepts", "dense", "coverage", "examples", "graph", "exact", "slips"]
    assert list(rows) == ["all", *parts]
    assert rows["all"].recall == {"standard": 1.0}
    assert rows["concepts"].ndcg < rows["all"].ndcg
    assert "| 术语 |" in text(body)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"id":"1","kind":"std","query":"x","gold":[]}\n{"id":\n', "第 2 行：这一行不是题目"),
        ('{"id":"1","kind":"std","query":"x"}\n', "第 1 行：这一行不是题目"),
        ('{"id":1,"kind":"std","query":"x","gold":[]}\n', "第 1 行：这一行不是题目"),
        ('["1"]\n', "第 1 行：这一行不是题目"),
        ('{"id":"1","kind":"std","query":"x","gold":[{"type":"clause"}]}\n', "第 1 行：这一行不是题目"),
        ('{"id":"1","kind":"std","query":"x","gold":[{"type":"标准","id":"x"}]}\n', "没有“标准”这一类答案"),
        ("\n", "文件是空的"),
        ("\ufeff".encode("utf-16"), "没有题目"),
    ],
)
def test_a_broken_file_gives_one_line(write, content, told):
    with pytest.raises(DuibiaoError, match=told):
        read(write("题.jsonl", content))


def test_a_missing_file_gives_one_line(tmp_path):
    with pytest.raises(SourceError, match="文件不存在"):
        read(tmp_path / "无.jsonl")


def test_the_command_prints_tables_or_one_json_document(kb, write):
    path = write(
        "题.jsonl",
        lines({**VTE, "gold": [standard("T/CHAS 10-2-24-2018")]}, {**VTE, "id": "2", "query": "红烧肉怎么做", "gold": []}),
    )
    printed = CliRunner().invoke(app, ["eval", str(path), "--kb", str(kb)])
    assert printed.exit_code == 0
    assert "| 标准 | 1 | 1.000 [1.00, 1.00] |" in printed.stdout
    assert "拒答 1 道，其中该拒的 1 道" in printed.stdout
    body = json.loads(CliRunner().invoke(app, ["eval", str(path), "--json", "--kb", str(kb)]).stdout)
    assert body["refusals"]["recall"]["mean"] == 1.0
    assert {"questions", "rows", "refusals", "unknown", "missed"} <= set(body)


def test_without_ranx_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "ranx", None)
    with pytest.raises(DataError, match=r"duibiao\[eval\]"):
        metrics.rows(Judgement([outcome(1, ["gold/0"])]))
