"""What the encoder is trained on: questions, each with a text that answers it.

- ``pairs/statutes_*.csv``: everyday questions with the article of a statute that answers them; the articles' texts are in
  ``--shared``;
- ``pairs/hospital_*.jsonl``: papers of invented hospitals, with everyday questions that they answer, and some that they do not;
- the examples of how people ask, with the texts that they are about;
- the thesaurus: two labels of one concept;
- from ``--shared`` as well: patients' questions with their answers, and articles, each with its heading;
- questions that a statute, a paper or what ships does not answer.

Pairs of one ``group`` are about texts that stand side by side, and go into one batch: what a text must be told from is its
neighbours.
"""

import csv
import gzip
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypedDict

from corpus import CORPUS
from index.meaning import Surroundings
from index.models.train.material import SHIPPED, Kept, Material, Pair
from index.words.normal import squeezed
from ingest.formats.registry import PARSERS
from ingest.model import CoreSystem, Entity, Parsed, Standard, Target
from ingest.pipeline import ingest
from ingest.shipped import examples, thesaurus

PAIRS = Path(__file__).parents[1] / "pairs"
UNSEEN = frozenset(
    "医疗纠纷预防和处理条例 医疗废物管理条例 放射性药品管理办法 医疗器械经营监督管理办法 残疾预防和残疾人康复条例 "
    "医疗用毒性药品管理办法 使用有毒物品作业场所劳动保护条例 档案法实施条例 消防法 女职工劳动保护特别规定 献血法 "
    "乡村医生从业管理条例".split()
)
"""Titles of the statutes on which the encoder is tested (``benchmarks.unseen``): nothing of them is trained on."""
_EVERY = 8
"""One statute in so many is kept for fitting the ranking and the refusal: its questions must be new to the encoder."""
_LONGEST = 400
"""Characters of a text that are used: more would be cut off by the encoder."""
_BEGINNING = 24
"""Characters by which a clause of a paper is known again after reading."""
_ARTICLES, _ANSWERS = 12_000, 5_000
"""Articles with their headings, and patients' questions, drawn from ``--shared``."""


class PaperQuestion(TypedDict):
    """A question that a paper answers."""

    query: str
    clause: int
    """Place of the clause that answers, from 0."""
    role: str


class Unanswered(TypedDict):
    """A question that a paper does not answer."""

    query: str
    why: str
    """missing_detail: a clause treats the matter, but the detail asked for is not written; near_topic; other_topic."""


def passage(*parts: str) -> str:
    """The text of an entry as the encoder reads it: title of the document, headings, words."""
    return " ".join(filter(None, parts))[:_LONGEST]


def gathered(shared: Path, pieces: Sequence[str], rng: random.Random) -> Material:
    """All of it; ``pieces`` is the vocabulary."""
    articles, own_pairs, rows = statutes(shared), own(), written()
    kept = for_fitting(rows)
    texts: dict[str, list[str]] = {title: [] for title in dict.fromkeys(row["title"] for row in rows)}
    for (title, _), text in articles.items():
        if title in texts:
            texts[title].append(text)
    none: dict[str, list[str]] = {}
    for row in unanswered():
        none.setdefault(row["title"], []).append(row["query"])
    of_papers: dict[str, list[Pair]] = {}
    for split in ("train", "fit"):
        of_papers[split] = []
        for paper, clauses in read_papers(split):
            texts[paper["title"]] = clauses
            none[paper["title"]] = [one["query"] for one in paper["unanswered"]]
            of_papers[split] += [Pair(one["query"], clauses[one["clause"]], paper["title"]) for one in paper["asked"]]
    kept |= {pair.group for pair in of_papers["fit"]}
    examples = [pair for pair in own_pairs if pair.group]
    texts[SHIPPED] = list(dict.fromkeys(pair.text for pair in examples))
    none[SHIPPED] = [row["query"] for row in not_in_shipped("train")]
    return Material(
        pieces=pieces,
        statutes=asked_of_statutes(articles, "train"),
        papers=of_papers["train"],
        examples=examples,
        labels=[pair for pair in own_pairs if not pair.group],
        general=general(shared, articles, rng),
        texts={group: found for group, found in texts.items() if group not in kept},
        unanswered={group: questions for group, questions in none.items() if group not in kept},
        outside=out_of_scope(),
        kept=Kept(
            texts=[text for group, found in texts.items() if group in kept for text in found],
            asked=asked_of_statutes(articles, "fit") + of_papers["fit"],
            unanswered=[question for group, questions in none.items() if group in kept for question in questions],
        ),
    )


def own() -> list[Pair]:
    """Pairs of the examples and of the thesaurus."""
    concepts, _ = thesaurus.read_folder(CORPUS / "thesaurus")
    labels = [Pair(other, concept.label, "") for concept in concepts for other in concept.labels[1:]]
    files = [p for folder in ("documents", "catalogues") for p in sorted((CORPUS / folder).iterdir()) if p.suffix in PARSERS]
    texts = {identity: text for path in files for identity, text in _texts(ingest(path))}
    asked, _ = examples.read_folder(CORPUS / "examples")
    about = [e for e in asked if e.subject in texts]
    return labels + [Pair(e.text, texts[e.subject], e.subject.partition("#")[0]) for e in about]


def out_of_scope() -> list[str]:
    """Questions that no base of this kind answers."""
    return [e.text for e in examples.read_folder(CORPUS / "examples")[0] if e.subject == examples.NONE]


def _texts(parsed: Parsed) -> Iterator[tuple[str, str]]:
    """Id and text of each clause and entity."""
    surroundings = Surroundings.of(parsed.clauses, {parsed.document.id: parsed.document.title})
    for clause in parsed.clauses:
        yield clause.id, passage(surroundings.meaning(clause))
    for entity in parsed.entities:
        yield entity.id, passage(*_words(entity))


def _words(entity: Entity) -> Iterator[str]:
    match entity:
        case Standard():
            yield from (entity.name, entity.id, *entity.topics, entity.note)
        case Target():
            yield from (entity.name, entity.specialty, entity.summary)
        case CoreSystem():
            yield from (entity.id, entity.definition, *entity.topics)


def statutes(shared: Path) -> dict[tuple[str, str], str]:
    """(title, article) → text of every article that may be trained on; where one stands twice, the later text."""
    articles = (r for r in rows(shared / "statutes.jsonl.gz") if r["title"] not in UNSEEN)
    return {(r["title"], r["article"]): passage(r["title"], *r["path"], r["text"]) for r in articles}


def asked_of_statutes(articles: dict[tuple[str, str], str], split: str) -> list[Pair]:
    """The pairs of ``pairs/statutes_*.csv`` of one split: ``fit`` for those kept for fitting, else ``train``."""
    rows = written()
    kept = for_fitting(rows)
    asked = [row for row in rows if (row["title"] in kept) == (split == "fit")]
    return [Pair(row["query"], articles[row["title"], row["article"]], row["title"]) for row in asked]


def written() -> list[dict[str, str]]:
    """The lines of ``pairs/statutes_*.csv``: query, title, article, role."""
    return _lines("statutes_*.csv")


def _lines(names: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for path in sorted(PAIRS.glob(names)):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


def unanswered() -> list[dict[str, str]]:
    """The lines of ``pairs/unanswered_*.csv``: query, title of a statute that does not answer it, why (as ``Unanswered``)."""
    return _lines("unanswered_*.csv")


def not_in_shipped(split: str) -> list[dict[str, str]]:
    """The lines of ``pairs/shipped_*.csv`` of one split, as ``papers``: query that nothing that ships answers, why."""
    return [row for at, row in enumerate(_lines("shipped_*.csv")) if (split == "fit") == (at % _EVERY == 0)]


def for_fitting(rows: Iterable[dict[str, str]]) -> frozenset[str]:
    """Titles of the statutes whose questions are not trained on."""
    return frozenset(sorted({row["title"] for row in rows})[::_EVERY])


class Paper(TypedDict):
    """A paper of an invented hospital."""

    title: str
    kind: str
    split: str
    """``fit`` for the papers that are kept for fitting, as ``for_fitting`` keeps statutes; else ``train``."""
    clauses: list[tuple[str, str]]
    """Heading, "" where there is none, and text."""
    asked: list[PaperQuestion]
    unanswered: list[Unanswered]


def papers(split: str) -> list[Paper]:
    """The papers of ``pairs/hospital_*.jsonl`` of one split."""
    lines = (line for path in sorted(PAIRS.glob("hospital_*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines())
    return [paper for paper in map(json.loads, lines) if paper["split"] == split]


def read_papers(split: str) -> Iterator[tuple[Paper, list[str]]]:
    """The papers of one split, each with its clauses."""
    with TemporaryDirectory() as folder:
        for paper in papers(split):
            yield paper, _read(paper, Path(folder))


def _read(paper: Paper, folder: Path) -> list[str]:
    """The clauses of a paper as a base would hold them, in their order; a clause that is cut in parts by its first."""
    path = folder / f"{paper['title']}.md"
    path.write_text(markdown(paper), encoding="utf-8")
    parsed = ingest(path)
    surroundings = Surroundings.of(parsed.clauses, {parsed.document.id: parsed.document.title})
    texts = []
    for heading, text in paper["clauses"]:
        inside = (c for c in parsed.clauses if squeezed(c.text)[:_BEGINNING] in squeezed(text))
        texts.append(next(map(surroundings.meaning, inside), passage(paper["title"], heading, text)))
    return [passage(text) for text in texts]


def markdown(paper: Paper) -> str:
    """A paper as a Markdown file."""
    lines, last = [f"# {paper['title']}"], ""
    for heading, text in paper["clauses"]:
        lines += [f"## {heading}"] if heading not in ("", last) else []
        lines, last = [*lines, text], heading
    return "\n\n".join(lines) + "\n"


def general(shared: Path, articles: dict[tuple[str, str], str], rng: random.Random) -> list[Pair]:
    """Patients' questions with answers; the first and the second half of articles."""
    asked = [Pair(r["title"], r["answer"][:_LONGEST], "") for r in rows(shared / "medical_qa.jsonl.gz")]
    long = [text for text in articles.values() if len(text) > 80]  # noqa: PLR2004 - both halves say something
    halves = [Pair(text[len(text) // 2 :], text[: len(text) // 2], "") for text in rng.sample(long, min(_ARTICLES, len(long)))]
    return rng.sample(asked, min(_ANSWERS, len(asked))) + halves


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)
