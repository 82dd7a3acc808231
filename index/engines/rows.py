"""Entries → cut rows of the index; many of them by several processes, each with the dictionary loaded once."""

import os
from collections.abc import Callable, Sequence

from index.engines.bm25 import Forward
from index.entry import Entry
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Concept
from ingest.processes import in_processes, serve

_WORTH_PROCESSES = 4_000
"""Rows. Fewer are cut while another process would still be loading its dictionary."""
_CHUNK = 1_000
"""Rows a task; chunks are the same however many processes share them."""

Fields = list[tuple[str, str]]
"""Title and text of each row."""


def cut(entries: Sequence[Entry], tokenizer: Tokenizer, processes: int = 0) -> Forward:
    """All ``entries`` as rows, in order, by so many processes (0: as many as pay); the result is the same."""
    fields = [(entry.title, entry.text) for entry in entries]
    chunks = [fields[i : i + _CHUNK] for i in range(0, len(fields), _CHUNK)]
    count = processes or (os.cpu_count() or 1 if len(fields) >= _WORTH_PROCESSES else 1)
    if count == 1:
        return Forward.joined(_rows(chunk, tokenizer) for chunk in chunks)
    setup = (tuple(tokenizer.finder.by_id.values()), tokenizer.dictionary)
    return Forward.joined(in_processes(__name__, setup, chunks, count))


def _rows(chunk: Fields, tokenizer: Tokenizer) -> Forward:
    """Rows of one chunk; a heading is cut once for the rows that stand under it."""
    titles = {title: tokenizer.tokens(title) for title in dict.fromkeys(title for title, _ in chunk)}
    return Forward.of((titles[title], tokenizer.tokens(text)) for title, text in chunk)


def _prepare(setup: tuple[tuple[Concept, ...], dict[str, int]]) -> Callable[[Fields], Forward]:
    concepts, dictionary = setup
    tokenizer = Tokenizer(ConceptFinder(concepts), dictionary)
    return lambda chunk: _rows(chunk, tokenizer)


if __name__ == "__main__":
    serve(_prepare)
