"""Computes the vectors of everything that ships, once for all bases: ``python -m app.build.vectors``.

To be run when the encoder, a document, a catalogue or an example in ``corpus/`` has changed, or the questions that what ships
does not answer; a test says so. What was computed before by the same encoder is taken over. From the vectors of the questions
``index.models.subjects`` is fitted.
"""

import hashlib
import json
import tempfile
from pathlib import Path

from app.base.store import Store
from app.build import entries, shipped, sources
from app.build.finish import merge_in
from index.models import model_folder
from index.models.encoder import SHIPPED, SHIPPED_SUMS, Model, open_model
from index.models.remembered import QUESTION, SHIPPED_VECTORS, Remembering, pack
from index.models.subjects import SHIPPED_SUBJECTS, UNWRITTEN, Subjects
from index.models.train import pairs
from ingest.shipped.examples import Example


def texts() -> tuple[list[str], list[Example]]:
    """Meanings and parts of all entries of a base of what ships, and all examples."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "base.sqlite")
        for one in sources.read(shipped.sources(), [], sources.quiet):
            store.put(one.parsed, one.doctype)
        data, merged = merge_in(store)
        rows = [text for entry in entries.of_store(store, merged) for text in (entry.meaning, *entry.parts)]
        store.close()
    return sorted(set(rows)), data.examples


def asked(examples: list[Example]) -> list[Example]:
    """The questions that ``Subjects`` is fitted on: the examples, and those whose answer nothing that ships writes."""
    return [*examples, *(Example(UNWRITTEN, row["query"]) for row in pairs.not_in_shipped("train"))]


def digest(questions: list[Example]) -> str:
    """What ``Subjects`` was fitted on, in short."""
    return hashlib.sha256(json.dumps([(one.subject, one.text) for one in questions]).encode()).hexdigest()


def _fit_subjects(model: Model, questions: list[Example]) -> None:
    vectors = model.encode_questions([one.text for one in questions])
    Subjects.fitted([one.subject for one in questions], vectors).save(SHIPPED_SUBJECTS, model, digest(questions))


def main() -> None:
    """Write ``SHIPPED_SUMS``, ``SHIPPED_VECTORS`` and ``SHIPPED_SUBJECTS``."""
    SHIPPED_SUMS.write_text(model_folder.listed(SHIPPED), encoding="utf-8", newline="\n")
    rows, examples = texts()
    texts_asked = sorted({example.text for example in examples})
    with tempfile.TemporaryDirectory() as folder:
        model = Remembering(open_model(SHIPPED), SHIPPED_VECTORS, Path(folder) / "journal")
        vectors = [*model.encode(rows), *model.encode_questions(texts_asked)]
        _fit_subjects(model, asked(examples))
    pack(SHIPPED_VECTORS, model, [*rows, *(QUESTION + text for text in texts_asked)], vectors)


if __name__ == "__main__":
    main()
