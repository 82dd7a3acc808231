"""``duibiao links``: decisions shown, made again and overruled."""

import json
import shutil
from datetime import date


def test_decisions_are_shown_and_overruled_by_name(typed, kb, tmp_path):
    folder, today = shutil.copytree(kb, tmp_path / "kb"), date.today().isoformat()
    first = json.loads(typed("links", "review", "--json", kb=folder)[1])[0]
    review = ("links", "review", "--decided")
    assert "还没有审核过" in typed("links", "undo", first["id"], "--by", "王敏", kb=folder)[2]
    assert "还没有审核过" in typed(*review, kb=folder)[1]
    typed("links", "accept", first["id"], "--by", "王敏", "--why", "原文一致", kb=folder)
    shown = typed(*review, kb=folder)[1].splitlines()
    assert shown[1:] == [f"   理由：{first['comment']}", f"   审核：接受，王敏，{today}，原文一致"]
    code, _, err = typed("links", "accept", first["id"], "--by", "李强", kb=folder)
    assert (code, err) == (0, f"{first['id']} 已由王敏于 {today} 接受，没有改动\n")
    _, _, err = typed("links", "reject", first["id"], "--by", "李强", kb=folder)
    assert err.splitlines() == [f"{first['id']} 原由王敏于 {today} 接受", "已记录：不接受 1 条，审核人 李强"]
    typed("links", "undo", first["id"], "--by", "李强", kb=folder)
    assert typed(*review, kb=folder)[1].splitlines()[-1] == f"   审核：撤销，李强，{today}"
    assert json.loads(typed(*review, "--json", kb=folder)[1])[0]["state"] == "open"
    assert typed("links", "accept", "00000000", "--by", "李强", kb=folder)[0] == 2
