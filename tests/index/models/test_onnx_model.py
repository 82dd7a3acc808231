"""The shipped encoder: what it gives, that others can open it, and what is said when it is damaged."""

import shutil
import subprocess
import sys

import numpy as np
import pytest

from index.models import model_folder
from index.models.encoder import SHIPPED, SHIPPED_SUMS, WithoutVectors, open_model
from index.models.onnx_model import LONGEST, OnnxModel
from ingest.errors import ModelError

TEXTS = ["静脉血栓栓塞症的预防", "手术部位标识", "轮椅每周清洁一次"]


@pytest.fixture(scope="module")
def model():
    return open_model(SHIPPED)


def test_everyday_words_are_near_what_they_mean(model):
    answers = model.encode(["复用医疗器械由消毒供应中心集中清洗、消毒、灭菌", "员工离职须办理工作交接手续"])
    washed, left = model.encode_questions(["用完的镊子剪刀送哪儿洗", "辞职前手头的活要怎么交代"]) @ answers.T
    assert washed[0] > washed[1]
    assert left[1] > left[0]


def test_a_vector_depends_on_its_text_alone(model):
    told = []
    alone = np.concatenate([model.encode([text]) for text in TEXTS])
    long = "每天检查一次。" * 400
    together = model.encode([*TEXTS, long, *TEXTS], told.append)
    assert together[:3] == pytest.approx(alone, abs=1e-4)
    assert together[4:] == pytest.approx(alone, abs=1e-4)
    assert np.linalg.norm(together, axis=1) == pytest.approx(np.ones(7), abs=1e-4)
    assert told[-1] == 7


@pytest.mark.parametrize("text", ["", " ", "😀🎉", "\x00\ud800", "a" * 100_000])
def test_any_text_has_a_vector(model, text):
    for (vector,) in (model.encode([text]), model.encode_questions([text])):
        assert np.isfinite(vector).all()
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)
    assert model.encode([]).shape == (0, model.dim)


def test_a_question_and_a_text_are_not_encoded_alike(model):
    assert (model.encode(TEXTS[:1]) @ model.encode_questions(TEXTS[:1]).T).item() < 0.999


def test_the_folder_is_a_sentence_transformers_model_with_nearly_the_same_vectors(model):
    library = pytest.importorskip("sentence_transformers", reason="the extra models is not installed")
    theirs = library.SentenceTransformer(str(SHIPPED), device="cpu", local_files_only=True)
    assert theirs[0].auto_model.dtype.is_floating_point and theirs.max_seq_length == LONGEST
    for one, other in ((theirs.encode_document, model.encode), (theirs.encode_query, model.encode_questions)):
        assert (one(TEXTS) * other(TEXTS)).sum(axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=0.01)  # ours in 8 bits


def test_the_folder_is_small_and_names_whose_work_it_is():
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) <= 32_000_000
    assert "multilingual-e5-small" in (SHIPPED / "NOTICE").read_text("utf-8")


def test_it_runs_without_torch():
    code = (
        "import sys\nfrom index.models.encoder import *\nopen_model(SHIPPED).encode(['制度'])\nsys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", ["model.safetensors", "model.onnx", "tokenizer.json"])
@pytest.mark.parametrize("damage", [None, b"", b"\xff" * 1000])
def test_a_damaged_folder_gives_one_line(tmp_path, name, damage):
    own = shutil.copytree(SHIPPED, tmp_path / "model")
    (own / name).unlink() if damage is None else (own / name).write_bytes(damage)
    with pytest.raises(ModelError, match=r"语义模型缺失或损坏.*请重新安装") as error:
        OnnxModel(own)
    assert "\n" not in str(error.value)


def test_what_stands_in_for_a_model_finds_nothing_by_meaning():
    told = []
    assert not WithoutVectors(4).encode(TEXTS, told.append).any()
    assert told == [3]


@pytest.mark.parametrize(("name", "judge"), [("model.onnx", False), ("tokenizer.json", False), ("judge.safetensors", True)])
def test_one_bit_that_changed_in_a_shipped_file_is_told(tmp_path, name, judge):
    own = shutil.copytree(SHIPPED, tmp_path / "model")
    data = bytearray((own / name).read_bytes())
    data[len(data) // 2] ^= 1
    (own / name).write_bytes(data)
    with pytest.raises(ModelError, match=f"{name} 缺失或损坏.*请重新安装"):
        model_folder.check_listed(own, SHIPPED_SUMS, judge=judge)
    model_folder.check_listed(own, SHIPPED_SUMS, judge=not judge)


def test_what_ships_is_what_is_listed():
    assert SHIPPED_SUMS.read_text("utf-8") == model_folder.listed(SHIPPED)
