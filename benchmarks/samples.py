"""Compares what was read from real samples with what a person reads in them: ``python -m benchmarks.samples --shared DIR``.

Statutes: every 第…条 of the file once, in order, under its chapter. Standards: what their covers say.
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.model import Standard
from ingest.pipeline import ingest

_ARTICLE = re.compile(r"(?m)^(?:#+\s*)?(第[一二三四五六七八九十百千零]+条(?:之[一二三四五六七八九十]+)?)(?=[\s\u3000])")
_CHAPTER = re.compile(r"(?m)^#+\s*(第[一二三四五六七八九十]+章)")


def statutes(folder: Path) -> Iterator[str]:
    """One row a statute: articles in the file, articles found, and whether order and chapters agree."""
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        printed = [(_chapter(text, m.start()), m[1]) for m in _ARTICLE.finditer(text)]
        parsed = ingest(path)
        found = list(dict.fromkeys(place for c in parsed.clauses if (place := _place(c.path))))
        yield f"| {parsed.document.title} | {len(printed)} | {len(found)} | {'yes' if found == printed else 'NO'} |"


def _chapter(text: str, at: int) -> str:
    return next((m[1] for m in reversed(list(_CHAPTER.finditer(text, 0, at)))), "")


def _place(path: tuple[str, ...]) -> tuple[str, str] | None:
    """Chapter and article of a clause."""
    article = next((part for part in path if part.endswith("条") or "条之" in part), "")
    return (next((part for part in path if part.endswith("章")), ""), article) if article else None


def standards(folder: Path) -> Iterator[str]:
    """One row a scanned standard: its own metadata, chapters, and the records of its first table."""
    for path in sorted(p for p in folder.iterdir() if p.name.startswith("电子病历")):
        parsed = ingest(path)
        own = next(e for e in parsed.entities if isinstance(e, Standard))
        numbers = list(dict.fromkeys(p for c in parsed.clauses for p in c.path if re.fullmatch(r"\d+(?:\.\d+)*", p)))
        records = sum("表1" in c.path for c in parsed.clauses)
        dates = f"{own.published} | {own.effective}"
        yield f"| {own.id} | {own.name} | {own.ics} | {dates} | {'、'.join(numbers)} | {records} |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with samples/")
    samples = parser.parse_args().shared / "samples"
    print("| statute | articles printed | found | order and chapters agree |\n|---|---:|---:|---|")
    for row in statutes(samples / "statutes"):
        print(row, flush=True)
    print(
        "\n| standard | name | ICS | issued | effective | numbered clauses | records of 表1 |\n|---|---|---|---|---|---|---:|"
    )
    for row in standards(samples):
        print(row, flush=True)


if __name__ == "__main__":
    main()
