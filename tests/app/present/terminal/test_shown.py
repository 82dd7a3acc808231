"""``show`` for people: every kind of thing, its fields named in Chinese, its neighbours below."""

import re
from typing import get_args

import pytest

from app.present import listings
from app.present.schema.entities import Listed
from app.present.schema.shown import Shown
from app.present.terminal import listings as listing_text
from app.present.terminal import shown as text
from ingest import kinds


@pytest.mark.parametrize(
    "kind", [kind for kind in kinds.KINDS.values() if kind.entity or kind.name in ("document", "clause")], ids=lambda k: k.name
)
def test_every_field_of_every_kind_is_named_in_chinese(opened, kind):
    first = listings.listing(opened, kind.plural)[0].id
    labels = [line.partition("：")[0] for line in text.shown(listings.shown(opened, first)).splitlines() if "：" in line]
    assert len(labels) >= 3
    assert not [label for label in labels if re.fullmatch("[A-Za-z_]+[a-z_]", label)]


def test_codes_are_told_in_words_and_empty_fields_not_at_all(opened):
    standard = text.shown(listings.shown(opened, "WS/T 433-2023"))
    assert "状态：现行" in standard and "代替：WS/T 433-2013" in standard
    first_of_its_kind = next(s.id for s in opened.of_kind("standard") if not s.replaces)
    assert "代替：" not in text.shown(listings.shown(opened, first_of_its_kind))
    assert "文本：摘要（非原文，引用前请核对原文）" in text.shown(listings.shown(opened, "NIT-2026-III"))


def test_strategies_clauses_and_neighbours_stand_below(opened):
    target = text.shown(listings.shown(opened, "NIT-2026-III"))
    assert re.findall(r"^策略(\d)：", target, re.MULTILINE) == list("12345")
    assert "→ 有赖于 → 会诊制度（人工整理：" in target
    assert "← 有赖于 ← NIT-2026-III" in text.shown(listings.shown(opened, "会诊制度"))
    assert "\n引言：" in text.shown(listings.shown(opened, "长卫医政发-2023-9"))


def test_what_can_be_shown_and_listed_has_its_lines():
    assert set(text.LINES) == set(get_args(Shown))
    assert set(listing_text.LINES) == set(get_args(Listed))


def test_what_the_base_does_not_hold_is_not_shown(opened):
    assert listings.shown(opened, "没有这个") is None
