"""Entries → rows of the BM25 index. Several processes cut a large number of entries; each loads the dictionary once."""

import os
from collections.abc import Callable, Sequence

from index.engines.forward import Forward
from index.entry import Entry
from index.words.concepts import ConceptFinder
from index.words.tokenize import Tokenizer
from ingest.model import Concept
from ingest.processes import in_processes, serve

_WORTH_PROCESSES = 4_000
"""Entries. One process cuts fewer than this in the time that another would need to load its dictionary."""
_CHUNK = 1_000
"""Entries in one task. The size does not depend on the number of processes, so neither does the result."""

Fields = list[tuple[str, str]]
"""Title and text of each entry."""


def cut(entries: Sequence[Entry], tokenizer: Tokenizer, processes: int = 0) -> Forward:
    """The forward index of ``entries``, in order. The result is the same for any number of ``processes``.

    ``processes=0`` uses one process for a small number of entries and all cores for a large one.
    """
    fields = [(entry.title, entry.text) for entry in entries]
    chunks = [fields[i : i + _CHUNK] for i in range(0, len(fields), _CHUNK)]
    count = processes or (os.cpu_count() or 1 if len(fields) >= _WORTH_PROCESSES else 1)
    if count == 1:
        return Forward.joined(_rows(chunk, tokenizer) for chunk in chunks)
    setup = (tuple(tokenizer.finder.by_id.values()), tokenizer.dictionary)
    return Forward.joined(in_processes(__name__, setup, chunks, count))


def _rows(chunk: Fields, tokenizer: Tokenizer) -> Forward:
    """The rows of one chunk; a title that many entries share is cut once."""
    titles = {title: tokenizer.tokens(title) for title in dict.fromkeys(title for title, _ in chunk)}
    return Forward.of((titles[title], tokenizer.tokens(text)) for title, text in chunk)


def _prepare(setup: tuple[tuple[Concept, ...], dict[str, int]]) -> Callable[[Fields], Forward]:
    """Load the thesaurus and the dictionary in a new process; return the function that cuts a chunk."""
    concepts, dictionary = setup
    tokenizer = Tokenizer(ConceptFinder(concepts), dictionary)
    return lambda chunk: _rows(chunk, tokenizer)


if __name__ == "__main__":
    serve(_prepare)
