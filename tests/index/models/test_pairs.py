"""The pairs that train the model: sound rows, and nothing about the documents that judge it."""

import csv
import gzip
import json
from pathlib import Path

import pytest

from index.models.train import pairs as files
from index.models.train.pairs import Paper

FOLDER = Path(__file__).parents[3] / "index" / "models" / "pairs"
UNSEEN = Path(__file__).parents[2] / "golden" / "unseen"


@pytest.fixture(scope="module")
def pairs():
    return [
        row
        for path in sorted(FOLDER.glob("statutes_*.csv"))
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
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


@pytest.fixture(scope="module")
def papers():
    return [*files.papers("train"), *files.papers("fit")]


def test_papers_are_whole_and_every_question_names_a_clause_that_is_there(papers):
    assert len(papers) >= 50
    assert all(set(paper) == set(Paper.__annotations__) for paper in papers)
    for paper in papers:
        assert all(0 <= asked["clause"] < len(paper["clauses"]) for asked in paper["asked"]), paper["title"]
        assert {asked["why"] for asked in paper["unanswered"]} <= {"missing_detail", "near_topic", "other_topic"}


def test_unanswered_questions_are_about_the_same_statutes(pairs):
    rows = files.unanswered()
    assert len(rows) > 1_000
    assert {row["title"] for row in rows} <= {row["title"] for row in pairs}
    assert not {row["query"] for row in rows} & {row["query"] for row in pairs}


def test_no_question_that_judges_is_trained_on(papers, judged):
    trained = {asked["query"] for paper in papers for asked in (*paper["asked"], *paper["unanswered"])}
    trained |= {row["query"] for row in files.unanswered()}
    assert not trained & {question["query"] for question in judged}
    stems = {path.stem for path in (UNSEEN / "documents").iterdir()}
    assert not stems & {paper["title"] for paper in papers}
    assert {gold["document"] for question in judged for gold in question["gold"]} - stems <= files.UNSEEN


def test_a_statute_kept_for_fitting_is_not_trained_on(pairs):
    articles = {(row["title"], row["article"]): row["title"] for row in pairs}
    trained = {pair.group for pair in files.asked_of_statutes(articles, "train")}
    kept = files.for_fitting(pairs)
    assert kept and not kept & trained
    assert kept | trained == {row["title"] for row in pairs}


def test_every_article_exists(pairs, shared):
    with gzip.open(shared / "train" / "statutes.jsonl.gz", "rt", encoding="utf-8") as file:
        known = {(one["title"], one["article"]) for one in map(json.loads, file)}
    assert {(row["title"], row["article"]) for row in pairs} <= known
