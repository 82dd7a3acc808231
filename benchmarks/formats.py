"""The same document from every format: ``python -m benchmarks.formats --shared ../shared [--formats pdf,docx] [--keep DIR]``.

Each text under ``seeds/`` is rendered anew in two manners (its printed lines, its joined paragraphs), read back
through ``ingest``, and compared with what the text itself became. Scans take some seconds a page; slides are
compared as pages of lines only.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import pypdfium2
from rapidfuzz.distance import Levenshtein

from ingest.errors import DuibiaoError
from ingest.model import Parsed
from ingest.pipeline import ingest
from tests.render import docx, ofd, scan
from tests.render.html import html
from tests.render.model import Manuscript
from tests.render.pdf import printed
from tests.render.seeds import Manner, from_text, handout
from tests.render.typeset import typeset

FORMATS = ("pdf", "docx", "html", "ofd", "scan")
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Score:
    """How well the clauses read from a format agree with those of the text file."""

    missing: list[str]
    added: list[str]
    common: int
    accuracy: float
    """1 − edit distance / length of the text, over clauses found in both; white space does not count."""

    @property
    def shared(self) -> float:
        """Share of the ids that are in both, among those in at least one (Jaccard index)."""
        return self.common / max(self.common + len(self.missing) + len(self.added), 1)

    @property
    def recall(self) -> float:
        """Share of the ids of the text file that were found."""
        return self.common / max(self.common + len(self.missing), 1)


def compare(expected: Parsed, found: Parsed) -> Score:
    """Compare the clause ids and texts of one document, read from two formats."""
    a = {c.id: "".join(c.text.split()) for c in expected.clauses}
    b = {c.id: "".join(c.text.split()) for c in found.clauses}
    common = [key for key in a if key in b]
    wrong = sum(Levenshtein.distance(a[key], b[key]) for key in common)
    length = sum(max(len(a[key]), len(b[key])) for key in common)
    return Score([k for k in a if k not in b], [k for k in b if k not in a], len(common), 1 - wrong / max(length, 1))


RENDER: dict[str, Callable[[Manuscript], bytes]] = {
    "pdf": printed,
    "docx": docx.docx,
    "html": lambda m: html(m).encode(),
    "ofd": lambda m: ofd.ofd(typeset(m)),
    "scan": lambda m: scan.image_pdf(list(scan.scan(printed(handout(m))))),
}


def rendered(source: Path, manner: Manner, form: str, keep: Path) -> Path:
    """The path of one rendering in ``keep``, made if it is not there yet."""
    folder = keep / manner / form
    path = folder / (source.stem + (".pdf" if form == "scan" else f".{form}"))
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(RENDER[form](from_text(source, manner)))
    return path


def measure(source: Path, manner: Manner, form: str, keep: Path, verbose: bool) -> str:
    """One row of the table."""
    path = rendered(source, manner, form, keep)
    began = time.perf_counter()
    try:
        found = ingest(path)
    except DuibiaoError as exc:
        return f"| {form} | {manner} | {source.name[:3]} | {exc} | | | | |"
    seconds = time.perf_counter() - began
    score = compare(ingest(source), found)
    pages = str(len(pypdfium2.PdfDocument(path))) if path.suffix == ".pdf" else ""
    if verbose:
        for mark, ids in (("-", score.missing), ("+", score.added)):
            for one in ids[:SHOWN]:
                print(f"    {form} {manner} {mark} {one}", file=sys.stderr)
    return (
        f"| {form} | {manner} | {source.name[:3]} | {score.shared:.1%} | {score.recall:.1%} | {score.accuracy:.2%} "
        f"| {seconds:.1f} | {pages} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with seeds/")
    parser.add_argument("--formats", default=",".join(FORMATS), help="comma-separated: " + ", ".join(FORMATS))
    parser.add_argument("--manners", default=",".join(get_args(Manner)), help="lines, paragraphs")
    parser.add_argument("--documents", default="", help="only files that begin so, comma-separated")
    parser.add_argument("--keep", type=Path, help="folder for the rendered files, used again by the next run")
    parser.add_argument("--verbose", action="store_true", help="also list the first ids that differ")
    args = parser.parse_args()
    wanted = tuple(args.documents.split(","))
    sources = [p for p in sorted((args.shared / "seeds").glob("*.txt")) if p.name.startswith(wanted)]
    with tempfile.TemporaryDirectory() as folder:
        print("| format | manner | document | ids shared | recall | characters | seconds | pages |")
        print("|---|---|---|---:|---:|---:|---:|---:|")
        for form in args.formats.split(","):
            for manner in args.manners.split(","):
                for source in sources:
                    if from_text(source, manner).slides and manner == "paragraphs":
                        continue
                    print(measure(source, manner, form, args.keep or Path(folder), args.verbose), flush=True)


if __name__ == "__main__":
    main()
