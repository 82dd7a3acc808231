"""What is computed once for all bases is of what ships today, and tells what nobody computed it from."""

import numpy as np
from sklearn.metrics import roc_auc_score

from app.build import vectors
from app.evaluate import judging
from benchmarks.fuse_fit import GOLDEN
from index.models import encoder
from index.models.subjects import SHIPPED_SUBJECTS, UNWRITTEN, Subjects
from index.models.train import pairs
from ingest.shipped.examples import Example


def test_what_ships_was_fitted_on_the_questions_that_ship():
    _, ships = vectors.texts()
    with np.load(SHIPPED_SUBJECTS) as data:
        assert data["made_of"].tobytes().decode() == vectors.digest(vectors.asked(ships)), "run python -m app.build.vectors"
        assert data["model"].tobytes().decode() == encoder.open_model(encoder.SHIPPED).sha256


def test_it_is_fitted_on_the_examples_and_on_what_nothing_that_ships_writes():
    one = Example("WS/T 1-2020", "洗手几步")
    first, *others = vectors.asked([one])
    assert first == one
    assert {other.subject for other in others} == {UNWRITTEN}
    assert len({other.text for other in others}) == len(others) > 800


def test_no_example_has_the_subject_of_what_is_not_written():
    _, ships = vectors.texts()
    assert UNWRITTEN not in {example.subject for example in ships}


def test_questions_that_it_was_not_fitted_on_are_told_apart():
    model = encoder.open_model(encoder.SHIPPED)
    subjects = Subjects.of(SHIPPED_SUBJECTS, model)
    asked = [q for q in judging.read(GOLDEN) if q["split"] == "dev" and q["gold"]][::15]
    outside = ["停车场晚上几点锁门", "今年的足球联赛谁拿了冠军", "门诊大厅的自动贩卖机归谁补货", "护士节发多少过节费"]
    unwritten = [row["query"] for row in pairs.not_in_shipped("fit")][::3]
    of_held, of_outside, of_unwritten = (
        [subjects.gist(vector) for vector in model.encode_questions(questions)]
        for questions in ([q["query"] for q in asked], outside, unwritten)
    )
    assert min(gist.outside for gist in of_outside) > np.quantile([gist.outside for gist in of_held], 0.8)
    values, is_unwritten = zip(*[(g.unwritten, 0) for g in of_held], *[(g.unwritten, 1) for g in of_unwritten], strict=True)
    assert roc_auc_score(is_unwritten, values) > 0.7
    best = [max(gist.about, key=gist.about.get) for gist in of_held]
    right = [one in {gold.get("id") for gold in q["gold"]} for one, q in zip(best, asked, strict=True)]
    assert np.mean(right) > 0.4
