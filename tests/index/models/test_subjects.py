"""What the vector of a question alone says."""

import numpy as np
import pytest

from index.models.subjects import UNWRITTEN, Gist, Subjects
from ingest.shipped.examples import NONE

RNG = np.random.default_rng(5)
HANDS, FALLS, BLOOD, OUTSIDE, NOT_WRITTEN = np.eye(8, dtype=np.float32)[:5]


def around(centre, count):
    found = centre + 0.1 * RNG.standard_normal((count, len(centre)))
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


def fitted(hands=40, outside=40):
    counts = {"手卫生": (HANDS, hands), "跌倒": (FALLS, 40), "输血": (BLOOD, 40)}
    counts |= {NONE: (OUTSIDE, outside), UNWRITTEN: (NOT_WRITTEN, 60)}
    about = [name for name, (_, count) in counts.items() for _ in range(count)]
    return Subjects.fitted(about, np.concatenate([around(*one) for one in counts.values()]))


class Two:
    """A model of eight dimensions."""

    name, sha256, dim = "two", "abc", 8


@pytest.fixture(scope="module")
def subjects():
    return fitted()


@pytest.mark.parametrize(("vector", "subject"), [(HANDS, "手卫生"), (FALLS, "跌倒"), (BLOOD, "输血")])
def test_a_question_is_most_probably_about_what_it_is_like(subjects, vector, subject):
    about = subjects.gist(vector).about
    assert about.pop(subject) == 1.0
    assert all(0 <= other < 0.01 for other in about.values())


def test_a_question_between_two_subjects_may_be_about_either(subjects):
    about = subjects.gist((HANDS + FALLS) / np.sqrt(2, dtype=np.float32)).about
    assert min(about["手卫生"], about["跌倒"]) > 10 * about["输血"]


def test_what_nothing_answers_is_told_and_is_no_subject(subjects):
    held, outside, unwritten = map(subjects.gist, (HANDS, OUTSIDE, NOT_WRITTEN))
    assert outside.outside > 0.4 + held.outside
    assert unwritten.unwritten > 0.4 + held.unwritten
    assert outside.unwritten < outside.outside
    assert {*held.about} == {"手卫生", "跌倒", "输血"}


def test_a_subject_with_many_questions_does_not_drown_the_others():
    between = (HANDS + BLOOD) / np.sqrt(2, dtype=np.float32)
    assert fitted(hands=4000).gist(between).about["输血"] > 0.001


def test_what_has_no_vector_says_nothing(subjects):
    assert subjects.gist(np.zeros(8, np.float32)) == Gist(0.0, 0.0, {})


def test_it_is_kept_for_the_model_that_it_was_fitted_for(subjects, tmp_path):
    path = tmp_path / "subjects.npz"
    subjects.save(path, Two, "made of these")
    again, before = Subjects.of(path, Two).gist(OUTSIDE), subjects.gist(OUTSIDE)
    assert (again.outside, again.unwritten) == pytest.approx((before.outside, before.unwritten), abs=0.001)
    assert again.about == pytest.approx(before.about, abs=0.02)


@pytest.mark.parametrize("damage", ["another model", "no file", "no archive", "half an archive"])
def test_for_another_model_or_without_its_file_it_says_nothing(subjects, tmp_path, damage):
    path = tmp_path / "subjects.npz"
    subjects.save(path, Two, "")
    model = type("Other", (Two,), {"sha256": "other"}) if damage == "another model" else Two
    if damage == "no file":
        path.unlink()
    elif damage == "no archive":
        path.write_bytes(b"not one")
    elif damage == "half an archive":
        path.write_bytes(path.read_bytes()[:300])
    assert Subjects.of(path, model).gist(OUTSIDE) == Gist(0.0, 0.0, {})
