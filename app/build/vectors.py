"""Computes the vectors of everything that ships, once for all bases: ``python -m app.build.vectors``.

To be run when the encoder, a document, a catalogue or an example in ``corpus/`` has changed; a test says so. What was computed
before by the same encoder is taken over.
"""

import tempfile
from pathlib import Path

from app.base.store import Store
from app.build import entries, shipped, sources
from app.build.finish import merge_in
from index.models.encoder import SHIPPED, open_model
from index.models.remembered import QUESTION, SHIPPED_VECTORS, Remembering, pack


def texts() -> tuple[list[str], list[str]]:
    """Meanings of all entries of a base of what ships, and all examples."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "base.sqlite")
        for one in sources.read(shipped.sources(), [], sources.quiet):
            store.put(one.parsed, one.doctype)
        data, merged = merge_in(store)
        rows = [entry.meaning for entry in entries.of_store(store, merged)]
        store.close()
    return sorted(set(rows)), sorted({example.text for example in data.examples})


def main() -> None:
    """Write ``SHIPPED_VECTORS``."""
    rows, asked = texts()
    with tempfile.TemporaryDirectory() as folder:
        model = Remembering(open_model(SHIPPED), SHIPPED_VECTORS, Path(folder) / "journal")
        vectors = [*model.encode(rows), *model.encode_questions(asked)]
    pack(SHIPPED_VECTORS, model, [*rows, *(QUESTION + text for text in asked)], vectors)


if __name__ == "__main__":
    main()
