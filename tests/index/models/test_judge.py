"""The shipped judge: what it says of texts read with a question, and what is said when it is damaged."""

import shutil

import numpy as np
import pytest

from index.models import judge, model_folder
from index.models.encoder import SHIPPED
from ingest.errors import ModelError


def test_the_text_with_what_is_asked_for_answers_best():
    texts = [
        "轮椅外借管理制度 第一条 轮椅供住院病人在院内使用，由护士站统一保管",
        "轮椅外借管理制度 第二条 借用轮椅须交押金二百元，归还时退还",
        "职工食堂就餐的通知 早餐七点开始供应",
    ]
    odds = judge.shipped().log_odds("借轮椅要交多少钱", texts)
    assert odds.argmax() == 1
    assert np.isfinite(odds).all()


@pytest.mark.parametrize("text", ["", "😀", "\x00\ud800", "每天检查一次。" * 4_000])
def test_any_text_can_be_read(text):
    assert np.isfinite(judge.shipped().log_odds("轮椅多久擦一次", [text, "轮椅每周擦一次"])).all()


def test_nothing_to_read_gives_nothing():
    assert judge.shipped().log_odds("轮椅多久擦一次", []).shape == (0,)


@pytest.mark.parametrize("name", ["judge.safetensors", "judge.onnx"])
@pytest.mark.parametrize("damage", [None, b"", b"\xff" * 1000])
def test_a_damaged_judge_gives_one_line(tmp_path, name, damage):
    own = shutil.copytree(SHIPPED, tmp_path / "model")
    (own / name).unlink() if damage is None else (own / name).write_bytes(damage)
    with pytest.raises(ModelError, match=r"语义模型缺失或损坏.*请重新安装") as error:
        judge.Judge(own)
    assert "\n" not in str(error.value)


def test_vectors_do_not_depend_on_the_judge(tmp_path):
    own = shutil.copytree(SHIPPED, tmp_path / "model")
    for path in own.glob("judge.*"):
        path.unlink()
    assert model_folder.sha256(own) == model_folder.sha256(SHIPPED)
