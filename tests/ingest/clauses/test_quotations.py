"""Which blocks go on in a quotation that was left open."""

import pytest

from ingest.clauses.quotations import inside
from ingest.model import Block


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["改为：“床位公示。", "“每月一次。”", "删去第三条。"], {1}),
        (["改为：“床位公示。", "一、每月一次。", "每季汇总。”", "删去。"], {1, 2}),
        (["“床位”公示。", "一、每月一次。"], set()),
        (["改为：“床位公示。", "一、每月一次。", "二、“床位”公示。"], set()),
        (["改为：“床位公示。", *["一、每月一次。"] * 15, "末段。”"], set()),
    ],
    ids=["opened again", "closed later", "closed at once", "never closed", "closed too far below"],
)
def test_a_quotation_goes_on(texts, found):
    assert inside([Block(text) for text in texts]) == found


def test_a_table_ends_a_quotation():
    assert inside([Block("改为：“床位。"), Block("“甲", cells=("“甲", "乙”"))]) in ({1}, set())
