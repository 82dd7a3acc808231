"""Errors in the data: each is reported with its place, and the rest serves."""

import pytest

from ingest.model import Standard
from kg import checks


def standard(identity, replaces="", published="2020-01-01", effective="2020-06-01"):
    return Standard(
        identity, identity, "某标准", replaces=replaces, published=published, effective=effective, clause="名单#附件1/3"
    )


@pytest.mark.parametrize(
    ("entities", "told"),
    [
        (
            [standard("WS/T 1-2020", "WS/T 1-2010"), standard("WS/T 2-2020", "WS/T 1-2010")],
            "同时被 WS/T 1-2020、WS/T 2-2020 代替",
        ),
        ([standard("WS/T 1-2020", "WS/T 2-2020"), standard("WS/T 2-2020", "WS/T 1-2020")], "绕成了圈"),
        ([standard("WS/T 1-2020", published="2020-13-01")], "发布日期“2020-13-01”不存在"),
        ([standard("WS/T 1-2020", effective="2019-06-01")], "早于发布日期"),
    ],
)
def test_standards_that_contradict_each_other(entities, told):
    (found,) = checks.standards(entities)
    assert told in found.message and "名单 附件1 3" in found.message
    assert (found.document, found.clause) == ("名单", "名单#附件1/3")


def test_sound_standards_give_no_finding():
    assert not list(checks.standards([standard("WS/T 1-2020", "WS/T 1-2010"), standard("WS/T 1-2010", "WS/T 1-2000")]))
