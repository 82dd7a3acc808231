"""Contents whose tabs lead to pages."""

import pytest

from ingest.finding_kinds import FindingKind
from ingest.pipeline import ingest


@pytest.mark.parametrize(
    ("heads", "tab", "above"),
    [
        (["一、停电预案", "二、停水预案", "三、火灾预案"], "\t", "目录\n"),
        (["一、停电预案", "二、停水预案", "三、火灾预案"], "\t", ""),
        (["第一章 停电", "第二章 停水", "第三章 火灾"], "......\t", "目  录\n"),
        (["1 停电", "2 停水", "3 火灾"], "……\t", "目次\n"),
    ],
)
def test_contents_whose_tabs_lead_to_pages_are_no_table(write, heads, tab, above):
    listed = "".join(f"{head}{tab}{page}\n" for page, head in enumerate(heads, 1))
    body = "".join(f"{head}\n立即报告。\n" for head in heads)
    parsed = ingest(write("a.txt", f"某院应急预案手册\n{above}{listed}{body}"))
    assert [c.text for c in parsed.clauses] == ["立即报告。"] * 3
    assert {f.code for f in parsed.findings} == {FindingKind.CONTENTS_DROPPED}


def test_names_with_numbers_behind_a_tab_that_head_nothing_are_a_table(write):
    parsed = ingest(write("a.txt", "某院轮椅清单\n门诊\t10\n急诊\t5\n病房\t8\n一、保管\n专人负责。\n"))
    assert sum(c.kind in ("row", "form") for c in parsed.clauses) == 3
