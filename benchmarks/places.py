"""Whether a clause's boxes hold its glyphs: ``python -m benchmarks.places --shared ../shared [--formats pdf,ofd]``.

Each text under ``seeds/`` is rendered as in ``benchmarks.formats`` and read back; PDFs under ``samples/`` are read as they
are. Where each glyph stands is told by pdfium for a PDF, by the typesetting for OFD, and for scans and images by pdfium for
the PDF that they were drawn from, turned as they were. A clause passes when at least ``COVERED`` of its characters stand in
its boxes, and at most ``FOREIGN`` of what stands there is not its own (``SLACK`` characters are always allowed).
"""

import argparse
import io
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from PIL import Image

from ingest.formats.image import LONG_SIDE_POINTS
from ingest.model import Clause
from ingest.pipeline import ingest
from tests.render import ofd, scan
from tests.render.glyphs import Glyph, inside, of_pdf, of_sheets, turned
from tests.render.model import Manuscript
from tests.render.pdf import printed
from tests.render.seeds import Manner, from_text, handout
from tests.render.typeset import typeset

COVERED, FOREIGN, SLACK = 0.98, 0.1, 2
DPI = 150
SHOWN = 5


@dataclass(slots=True)
class Score:
    """Counts of clauses: all, those that passed, and those of them that are on several pages."""

    documents: int = 0
    clauses: int = 0
    covered: int = 0
    passed: int = 0
    over_pages: int = 0
    over_pages_passed: int = 0
    inside: int = 0
    own: int = 0

    @property
    def precision(self) -> float:
        """Share of the characters inside the boxes of all clauses that belong to the clause of the box."""
        return self.own / max(self.inside, 1)

    def __add__(self, other: "Score") -> "Score":
        """The sums of both counts."""
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def score(clauses: tuple[Clause, ...], glyphs: list[Glyph], own: dict[str, str], tell: bool) -> Score:
    """The score of the clauses in ``own`` (id → characters), compared with the glyphs in their boxes; ``tell`` prints some."""
    pages: dict[int | None, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        pages[glyph.page].append(glyph)
    result, told = Score(1), 0
    for clause in clauses:
        orig = own.get(clause.id, "")
        wanted = _printed(orig)
        if not wanted:
            continue
        found = Counter(g.text for page in {p.page for p in clause.places} for g in inside(clause, pages[page]))
        held, amount = (Counter("".join(orig.split())) & found).total(), found.total()
        covered = (wanted & found).total() >= COVERED * wanted.total()
        passed = covered and amount - held <= max(FOREIGN * amount, SLACK)
        several = len({place.page for place in clause.places}) > 1
        result.clauses += 1
        result.covered += covered
        result.passed += passed
        result.over_pages += several
        result.over_pages_passed += several and passed
        result.inside += amount
        result.own += held
        if tell and not passed and told < SHOWN:
            told += 1
            print(f"    {clause.id} {held}/{wanted.total()} of {amount}: {wanted - found} {clause.places}", file=sys.stderr)
    return result


def _printed(orig: str) -> Counter[str]:
    """The characters of a clause as printed: the text of a merged cell only once."""
    if "\t" in orig:
        orig = "".join(dict.fromkeys(re.split(r"[\t\n]", orig)))
    return Counter("".join(orig.split()))


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file with where its glyphs stand, and the PDF that it was drawn from."""

    data: bytes
    extension: str
    glyphs: list[Glyph]
    drawn_from: bytes = b""


def _pdf(manuscript: Manuscript) -> Rendered:
    data = printed(manuscript)
    return Rendered(data, ".pdf", of_pdf(data))


def _ofd(manuscript: Manuscript) -> Rendered:
    sheets = typeset(manuscript)
    return Rendered(ofd.ofd(sheets), ".ofd", of_sheets(sheets))


def _scan(manuscript: Manuscript) -> Rendered:
    pdf = printed(handout(manuscript))
    images = list(scan.scan(pdf, DPI))
    return Rendered(scan.image_pdf(images, DPI), ".pdf", list(turned(of_pdf(pdf), _sizes(images))), pdf)


def _image(manuscript: Manuscript) -> Rendered:
    pdf = printed(handout(manuscript))
    images = list(scan.scan(pdf, DPI))
    sizes = _sizes(images)
    scale = [LONG_SIDE_POINTS / max(size) for size in sizes]
    glyphs = [g._replace(x=g.x * scale[g.page - 1], y=g.y * scale[g.page - 1]) for g in turned(of_pdf(pdf), sizes)]
    return Rendered(_tiff(images), ".tiff", glyphs, pdf)


def _sizes(images: list[Image.Image]) -> list[tuple[float, float]]:
    """Of each page, in points."""
    return [(image.width * 72 / DPI, image.height * 72 / DPI) for image in images]


def _tiff(images: list[Image.Image]) -> bytes:
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression="tiff_deflate", dpi=(DPI, DPI))
    return out.getvalue()


RENDER: dict[str, Callable[[Manuscript], Rendered]] = {"pdf": _pdf, "ofd": _ofd, "scan": _scan, "image": _image}
FORMATS = (*RENDER, "samples")


def measure(rendered: Rendered, name: str, folder: Path, tell: bool) -> Score:
    """Read the file and score its clauses; what a scan should say is read off the PDF that it was drawn from."""
    path = folder / f"{name}{rendered.extension}"
    path.write_bytes(rendered.data)
    clauses = ingest(path).clauses
    if not rendered.drawn_from:
        return score(clauses, rendered.glyphs, {c.id: c.orig for c in clauses}, tell)
    path = folder / f"{name}-text.pdf"
    path.write_bytes(rendered.drawn_from)
    return score(clauses, rendered.glyphs, {c.id: c.orig for c in ingest(path).clauses}, tell)


def row(form: str, manner: str, result: Score) -> str:
    """One row of the table."""
    shares = (f"{count / max(result.clauses, 1):.1%}" for count in (result.covered, result.passed))
    over = f"{result.over_pages_passed} of {result.over_pages}"
    cells = (form, manner, result.documents, result.clauses, *shares, f"{result.precision:.1%}", over)
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with seeds/ and samples/")
    parser.add_argument("--formats", default=",".join(FORMATS), help="comma-separated: " + ", ".join(FORMATS))
    parser.add_argument("--manners", default=",".join(get_args(Manner)), help="lines, paragraphs")
    parser.add_argument("--documents", default="", help="only files that begin so, comma-separated")
    parser.add_argument("--verbose", action="store_true", help="also list the first clauses that fail")
    args = parser.parse_args()
    wanted = tuple(args.documents.split(","))
    sources = [p for p in sorted((args.shared / "seeds").glob("*.txt")) if p.name.startswith(wanted)]
    print("| format | manner | documents | clauses | covered | passed | precision | over pages |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    for form in args.formats.split(","):
        if form == "samples":
            print(row("PDFs as they are", "", _samples(args.shared / "samples", args.verbose)), flush=True)
            continue
        for manner in args.manners.split(","):
            print(row(form, manner, _rendered(form, manner, sources, args.verbose)), flush=True)


def _rendered(form: str, manner: Manner, sources: list[Path], tell: bool) -> Score:
    """Every text rendered in one format and manner; slides only as pages of lines."""
    result = Score()
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            manuscript = from_text(source, manner)
            if not (manuscript.slides and manner == "paragraphs"):
                result += measure(RENDER[form](manuscript), source.stem, Path(folder), tell)
    return result


def _samples(folder: Path, tell: bool) -> Score:
    """PDFs as they are; those whose text pdfium cannot tell, since it had to be recognised, are left out."""
    result = Score()
    for path in sorted(p for p in folder.rglob("*") if p.suffix.lower() == ".pdf"):
        parsed = ingest(path)
        if not any(finding.code in ("garbled", "recognised") for finding in parsed.findings):
            own = {c.id: c.orig for c in parsed.clauses}
            result += score(parsed.clauses, of_pdf(path.read_bytes()), own, tell)
    return result


if __name__ == "__main__":
    main()
