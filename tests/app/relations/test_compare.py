"""Two plans of a base side by side."""

import json
from pathlib import Path

import pytest

from app.relations.compare import compare
from ingest.errors import QuestionError

NATIONAL, CITY = "全面提升医疗质量行动计划-2023-2025年", "长卫医政发-2023-9"


def test_against_the_pairs_of_a_careful_reader(originals):
    golden = Path(__file__).parents[2] / "golden" / "crosswalk.jsonl"
    rows = [json.loads(line) for line in golden.read_text(encoding="utf-8").splitlines()]
    wanted = {(r["a"], r["b"]) for r in rows if "a" in r}
    found = compare(originals, NATIONAL, CITY).rows
    pairs = {(a.number, b.number) for r in found for a in r.a for b in r.b}
    assert len(pairs & wanted) / len(pairs) >= 0.96
    assert len(pairs & wanted) / len(wanted) >= 0.96
    only_b = {r.b[0].number for r in found if r.relation == "only_b"}
    assert only_b >= {r["only_b"] for r in rows if "only_b" in r}


def test_the_box_and_the_annex_of_the_city_plan(originals):
    told = compare(originals, NATIONAL, "长卫医政发〔2023〕9号").contradictions
    assert {one.value for pair in told for one in pair} >= {"大于2.5例次", "≥1.75"}


@pytest.mark.parametrize("written", ["没有的文件", "", "2026年国家医疗质量安全改进目标"])
def test_what_cannot_be_compared(opened, written):
    with pytest.raises(QuestionError):
        compare(opened, written, CITY)
