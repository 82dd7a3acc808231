"""A hospital's own models: what is loaded, what is refused, and what a base says of the model that it was built with."""

import shutil
import sys

import numpy as np
import pytest

from index.models import model_folder
from index.models.encoder import open_model
from index.models.transformer import Reranker
from ingest.errors import ModelError
from tests import models

TEXTS = ["静脉血栓预防", "手术核查制度", "护理质量"]


def test_a_transformer_gives_the_librarys_vectors_with_the_prompts_of_its_folder(bert):
    import sentence_transformers

    model = open_model(bert)
    told = []
    vectors = model.encode(TEXTS, told.append)
    theirs = sentence_transformers.SentenceTransformer(str(bert), device="cpu")
    assert vectors == pytest.approx(theirs.encode(["标准：" + t for t in TEXTS], normalize_embeddings=True), abs=1e-5)
    question = theirs.encode(["查输液：" + TEXTS[0]], normalize_embeddings=True)[0]
    assert model.encode_questions(TEXTS[:1])[0] == pytest.approx(question, abs=1e-5)
    assert (model.name, model.dim, vectors.dtype, told) == ("院内模型", 32, np.float32, [3])
    assert model.encode([]).shape == (0, 32)


def test_the_hash_is_of_names_and_contents_and_the_same_wherever_the_folder_lies(own, tmp_path):
    before = model_folder.sha256(own)
    assert model_folder.sha256(shutil.copytree(own, tmp_path / "别处")) == before
    (own / ".cache").write_text("x")
    assert model_folder.sha256(own) == before
    with (own / "config_sentence_transformers.json").open("a") as file:
        file.write("\n")
    assert model_folder.sha256(own) != before


def spoil(own, name, content=b"x"):
    (own / name).write_bytes(content)


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (shutil.rmtree, "模型文件夹不存在"),
        (lambda own: (own / "modules.json").unlink() or (own / "model.safetensors").unlink(), "不是模型文件夹"),
        (lambda own: spoil(own, "pytorch_model.bin"), "只接受 safetensors，不读 pytorch_model.bin"),
        (lambda own: spoil(own, "1_Pooling/头.PT"), "只接受 safetensors"),
        (lambda own: spoil(own, "a.pkl"), "只接受 safetensors"),
        (lambda own: spoil(own, "modeling.py"), "不运行模型自带的代码"),
        (lambda own: spoil(own, "config.json", b'{"auto_map": {"AutoModel": "modeling.X"}}'), "不运行|自带的代码"),
        (lambda own: spoil(own, "modules.json", b'[{"type": "modeling.X", "path": ""}]'), "自带的代码"),
        (lambda own: spoil(own, "modules.json", b"{"), "读不出来"),
        (lambda own: spoil(own, "modules.json", b"[1]"), "写得不对"),
        (lambda own: spoil(own, "model.safetensors"), "模型用不了"),
        (lambda own: spoil(own, "config.json", b"{}"), "模型用不了"),
        (lambda own: spoil(own, "tokenizer.json", b"{}"), "模型用不了"),
    ],
)
def test_a_folder_that_cannot_be_used_gives_one_line(own, spoilt, told):
    spoilt(own)
    with pytest.raises(ModelError, match=told) as error:
        open_model(own)
    assert "\n" not in str(error.value)
    assert "模型" in str(error.value)


def test_without_the_extra_one_line_says_what_to_install(bert, monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ModelError, match=r"duibiao\[models\]"):
        open_model(bert)


def test_a_cross_encoder_scores_pairs_and_one_with_classes_is_refused(folder, cross):
    scores = Reranker(cross).scores("静脉输液", TEXTS)
    assert scores.shape == (3,)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert len(Reranker(cross).scores("静脉输液", [])) == 0
    with pytest.raises(ModelError, match="不是重排模型"):
        Reranker(models.cross_encoder(folder / "分类", labels=3))
