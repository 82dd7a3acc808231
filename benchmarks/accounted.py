"""The printed characters of files against those in clauses and findings: ``python -m benchmarks.accounted --shared DIR``.

Of every page, the characters that are printed (``benchmarks.printed``) and stand neither in a clause of this page, nor in a
heading, nor in the head of the document, nor in a finding, are lost without a word.
"""

import argparse
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from benchmarks.printed import PRINTED
from ingest.draft import Job
from ingest.errors import DuibiaoError
from ingest.formats.registry import parser_for
from ingest.model import Parsed
from ingest.pipeline import ingest_bytes
from ingest.text.decoding import line_offsets


def letters(text: str) -> Counter[str]:
    """The letters, digits and signs of ``text`` in their compatible form; blanks and punctuation are not counted."""
    return Counter(ch for ch in unicodedata.normalize("NFKC", text) if unicodedata.category(ch)[0] in "LNS")


def lost(data: bytes, name: str) -> tuple[int, list[str]]:
    """Characters printed, and for each page those that are not accounted for; SourceError when the file is refused."""
    parsed = ingest_bytes(data, Path(name))
    used = _head(data, name)
    told = [line for finding in parsed.findings for line in finding.text.split("\n")]
    printed: dict[int, list[str]] = {}
    for page, text in PRINTED[Path(name).suffix.lower()](data):
        printed.setdefault(page, []).extend(text.split("\n"))
    paged = 0 not in printed and any(clause.page for clause in parsed.clauses)
    pages = printed if paged else {0: [line for lines in printed.values() for line in lines]}
    whole = Counter[str]() if paged else _of(parsed, 0)
    missing = [_missing(lines, (_of(parsed, page) if page else whole) + used, told) for page, lines in sorted(pages.items())]
    return sum(letters("".join(lines)).total() for lines in pages.values()), missing


def _missing(lines: list[str], found: Counter[str], told: list[str]) -> str:
    """The characters of one page that stand nowhere; a finding tells of a line however often that is printed."""
    left = letters("".join(lines)) - found
    for text in sorted(told, key=len, reverse=True):
        if left and text:
            left -= _times(letters(text), max(1, sum("".join(text.split()) in "".join(line.split()) for line in lines)))
    return "".join(sorted(left.elements()))


def _times(one: Counter[str], times: int) -> Counter[str]:
    return Counter({ch: count * times for ch, count in one.items()})


def _head(data: bytes, name: str) -> Counter[str]:
    """Characters of the lines from which title, number, issuer and dates were read."""
    draft = parser_for(name)(data, name, Job())
    starts = draft.head.used
    lines = zip(line_offsets(draft.text), draft.text.split("\n"), strict=False)
    return letters("".join(line for at, line in lines if at in starts or at + len(line) - len(line.lstrip()) in starts))


def _of(parsed: Parsed, page: int) -> Counter[str]:
    """Characters of the clauses on a page (0: of all), of headings and of what is known of the document."""
    found: Counter[str] = Counter()
    labels: set[tuple[tuple[str, ...], str]] = set()
    for clause in parsed.clauses:
        places = [place for place in clause.places if not page or place.page == page]
        found += letters("".join(parsed.transcript[place.span[0] : place.span[1]] for place in places))
        for depth in range(1, len(clause.path) + 1):
            titled = clause.titles[depth - 1] if depth <= len(clause.titles) else ""
            labels.add((clause.path[:depth], clause.path[depth - 1] + titled))
    return found + letters("".join(label for _, label in labels) + "".join(str(value) for value in astuple(parsed.document)))


def row(path: Path) -> str:
    """One row of the table: file, characters, share accounted for, and what is lost."""
    try:
        count, missing = lost(path.read_bytes(), path.name)
    except DuibiaoError as exc:
        return f"| {path.name} | | refused | {exc.what} |"
    share = 1 - sum(map(len, missing)) / max(count, 1)
    return f"| {path.name} | {count} | {share:.2%} | {' '.join(filter(None, missing))[:60]} |"


def files(shared: Path) -> Iterator[Path]:
    """Seeds, samples and cases, without scans and without the descriptions of the cases."""
    for folder in ("seeds", "samples", "samples/real", "samples/statutes", "cases"):
        every = sorted(p for p in (shared / folder).iterdir() if p.suffix.lower() in PRINTED)
        yield from (p for p in every if folder != "cases" or p.suffix != ".md" or p.stem.endswith("_input"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with seeds/, samples/ and cases/")
    print("| file | characters | accounted for | lost |\n|---|---:|---:|---|")
    for path in files(parser.parse_args().shared):
        print(row(path), flush=True)


if __name__ == "__main__":
    main()
