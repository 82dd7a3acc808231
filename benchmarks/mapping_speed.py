"""How long a draft takes: ``python -m benchmarks.mapping_speed [--kb DIR]``; seconds of the processor, and as a ratio.

A draft of 30 pages against the shipped base, after another one, over the time that encoding its practices once takes; and 100
quotes, half of them altered, in 60,000 invented articles, over the time that folding the text of these articles takes.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from app.base.knowledge import Knowledge
from app.base.things import Things
from app.mapping import draft
from app.mapping.folding import fold
from app.mapping.library import Library
from app.mapping.mapping import Mapper
from app.mapping.practices import done, practices
from benchmarks.bases import whole
from ingest.model import Clause

_ARTICLES, _QUOTES, _LETTERS, _PAGES = 60_000, 100, 100, 30
_PRACTICE = "护士每班核对第{0}号腕带两次，质控员每月抽查{0}份记录并在科务会通报，对不合格的第{0}项逐一写明原因。"
_FILLER = "患者满意，科室获得好评。" * 40 + "\n\n"


class _Articles:
    """Stands in for a base of invented articles."""

    def __init__(self) -> None:
        letters = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]
        chance = random.Random(1)
        texts = ("".join(chance.choices(letters, k=_LETTERS)) for _ in range(_ARTICLES))
        self.held = {f"d#{n}": Clause(f"d#{n}", "d", (str(n),), ("",), text, text) for n, text in enumerate(texts)}
        self.store, self.clause = self, self.held.get

    def clauses(self) -> Iterator[Clause]:
        return iter(self.held.values())


def main() -> None:
    """Print two rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kb", type=Path, help="a base that is there already")
    args = parser.parse_args()
    print("| what | seconds | over | ratio |\n|---|---:|---|---:|")
    with tempfile.TemporaryDirectory() as folder:
        kb = Knowledge.open(args.kb) if args.kb else whole(Path(folder) / "kb", None)
        _draft(kb, Path(folder) / "稿.md")
    _quotes()


def _draft(kb: Knowledge, path: Path) -> None:
    """A page is 600 characters, of which two practices and much that is none."""
    mapper = Mapper(kb)
    for first in (100, 500):
        number = iter(range(first, first + 2 * _PAGES))
        page = ("".join(f"{_PRACTICE.format(next(number))}\n\n" for _ in range(2)) + _FILLER for _ in range(_PAGES))
        path.write_text("# 核对案例\n\n本案例写核对。\n\n## 主要做法\n\n" + "".join(page), encoding="utf-8")
        took = _seconds(lambda: mapper.map(path))
    texts = [done(s.text) for s in practices(draft.read(path))]
    _row(f"{_PAGES} pages, {len(texts)} practices", took, "encoding them once", _seconds(lambda: kb.meanings(texts)))


def _quotes() -> None:
    articles = _Articles()
    library = Library(cast(Things, articles))
    texts = [clause.text for clause in list(articles.held.values())[:: _ARTICLES // _QUOTES]]
    quotes = [text[20:60] if n % 2 else f"{text[20:40]}改{text[41:60]}" for n, text in enumerate(texts)]
    found = _seconds(lambda: [library.exact(fold(q)) or library.nearest(fold(q)) for q in quotes])
    _row(
        f"{len(quotes)} quotes in {_ARTICLES} articles",
        found,
        "folding the articles",
        _seconds(lambda: [fold(c.text) for c in articles.clauses()]),
    )


def _seconds(what: Callable[[], Any]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


def _row(what: str, seconds: float, over: str, base: float) -> None:
    print(f"| {what} | {seconds:.2f} | {over} | {seconds / base:.2f} |", flush=True)


if __name__ == "__main__":
    main()
