"""What the encoder is trained on: questions, each with a text that answers it.

- ``pairs/statutes_*.csv``: everyday questions with the article of a statute that answers them; the articles' texts are in
  ``--shared``;
- ``pairs/hospital_*.jsonl``: papers of invented hospitals, with everyday questions that they answer, and some that they do not;
- the examples of how people ask, with the texts that they are about;
- the thesaurus: two labels of one concept;
- from ``--shared`` as well: patients' questions with their answers, and articles, each with its heading.

Pairs of one ``group`` are about texts that stand side by side, and go into one batch: what a text must be told from is its
neighbours.
"""

import csv
import gzip
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypedDict

from corpus import CORPUS
from index.meaning import Surroundings
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


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a text that answers it."""

    question: str
    text: str
    group: str
    """Texts of one group stand side by side; "" for a pair that stands alone."""


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


def asked_of_statutes(articles: dict[tuple[str, str], str]) -> list[Pair]:
    """The pairs of ``pairs/statutes_*.csv``, without those about statutes that are kept for fitting."""
    rows = written()
    kept = for_fitting(rows)
    return [Pair(r["query"], articles[r["title"], r["article"]], r["title"]) for r in rows if r["title"] not in kept]


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


def asked_of_papers() -> list[Pair]:
    """The questions that the papers for training answer."""
    found = []
    with TemporaryDirectory() as folder:
        for paper in papers("train"):
            texts = _read(paper, Path(folder))
            found += [Pair(asked["query"], texts[asked["clause"]], paper["title"]) for asked in paper["asked"]]
    return found


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


def batches(pairs: Iterable[Pair], size: int, part: int, rng: random.Random) -> list[list[Pair]]:
    """``pairs`` in batches of ``size``, each of stretches of ``part`` pairs of one group, in a new order."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        groups.setdefault(pair.group, []).append(pair)
    stretches = []
    for members in groups.values():
        rng.shuffle(members)
        stretches += [members[i : i + part] for i in range(0, len(members), part)]
    rng.shuffle(stretches)
    flat = [pair for stretch in stretches for pair in stretch]
    out = [flat[i : i + size] for i in range(0, len(flat) - size + 1, size)]
    rng.shuffle(out)
    return out


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)
