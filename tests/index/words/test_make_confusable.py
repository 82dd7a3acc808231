"""The developer's tool that writes which characters sound alike and which look alike."""

from pathlib import Path

import pytest

from index.words import make_confusable
from index.words.make_confusable import characters, shapes, sounds

FONT = Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")


def test_rows_of_the_standard_give_its_characters_in_order():
    assert characters(range(16, 17))[:3] == ["啊", "阿", "埃"]
    assert len(characters(range(16, 56))) == 3755


def test_characters_stand_under_every_common_reading():
    pytest.importorskip("pypinyin")
    of = dict(line.split() for line in sounds().splitlines()[1:])
    assert {"事", "是"} <= set(of["shi"])
    assert "行" in of["xing"] and "行" in of["hang"]
    assert "事" not in of["xing"]


def test_only_characters_that_look_alike_are_a_pair(monkeypatch):
    if not FONT.exists():
        pytest.skip("no Chinese font")
    monkeypatch.setattr(make_confusable, "characters", lambda _: ["末", "未", "山"])
    assert shapes(str(FONT)).splitlines()[1:] == ["末未"]
