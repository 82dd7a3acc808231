"""The pairs that train the model: sound rows, and nothing about the documents that judge it."""

import csv
import gzip
import json
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "index" / "models" / "pairs"
UNSEEN = Path(__file__).parents[2] / "golden" / "unseen"


@pytest.fixture(scope="module")
def pairs():
    return [
        row for path in sorted(FOLDER.glob("*.csv")) for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    ]


@pytest.fixture(scope="module")
def judged():
    files = (UNSEEN / "develop.jsonl", UNSEEN / "reported.jsonl")
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def test_rows_are_whole_and_no_question_stands_twice(pairs):
    assert all(set(row) == {"query", "title", "article", "role"} and all(row.values()) for row in pairs)
    assert len(pairs) == len({row["query"] for row in pairs}) > 4_000
    assert len({row["title"] for row in pairs}) >= 80


def test_nothing_is_about_the_documents_that_judge_the_model(pairs, judged):
    about = {gold["document"] for question in judged for gold in question["gold"]}
    assert about and not about & {row["title"] for row in pairs}
    assert not {question["query"] for question in judged} & {row["query"] for row in pairs}


def test_every_article_exists(pairs, shared):
    with gzip.open(shared / "train" / "statutes.jsonl.gz", "rt", encoding="utf-8") as file:
        known = {(one["title"], one["article"]) for one in map(json.loads, file)}
    assert {(row["title"], row["article"]) for row in pairs} <= known
