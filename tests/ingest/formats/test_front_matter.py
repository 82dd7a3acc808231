"""Front matter of our own, and that of other tools."""

import pytest

from ingest.errors import SourceError
from ingest.pipeline import ingest


@pytest.mark.parametrize(
    ("front", "left_out"),
    [
        ("---\ntitle: 病区熄灯规定\ntags: [护理, 作息]\nlayout: doc\n---\n", 2),
        ("---\n标题: 病区熄灯规定\n文号: 某院〔2024〕2号\naliases:\n  - 熄灯\nsidebar: false\n---\n", 2),
        ("+++\ntitle = '病区熄灯规定'\ndate = 2024-03-01\ndraft = true\nweight = 3\n+++\n", 2),
        ("---\ntitle: 病区熄灯规定\ntype: post\nid: a/b\ncategories: 护理\n---\n", 3),
    ],
)
def test_fields_of_other_tools_are_left_out_with_a_finding(write, front, left_out):
    parsed = ingest(write("规定.md", front + "\n# 病区熄灯规定\n\n一、九点熄灯。\n\n二、夜灯不关。\n"))
    assert parsed.document.title == "病区熄灯规定"
    assert [c.path for c in parsed.clauses] == [("一",), ("二",)]
    assert [f.code for f in parsed.findings].count("unknown_field") == left_out


def test_a_slip_in_our_own_fields_is_refused(write):
    with pytest.raises(SourceError, match="level"):
        ingest(write("规定.md", "---\ntitle: 规定\nlevel: town\n---\n一、正文。\n"))
