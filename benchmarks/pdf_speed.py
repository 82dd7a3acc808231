"""What reading a PDF costs, set against the libraries below it: ``python -m benchmarks.pdf_speed [--pages N] [--scans N]``.

Files are made here. Times of one row are taken in turn in one run and the best counts; recognition, which takes seconds a
page, is told in processor time, which other work on the computer does not change. Memory is the peak of a process of its own.
"""

import argparse
import io
import logging
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pdfplumber
import pypdfium2

from ingest.draft import Job
from ingest.formats.pdf.document import read
from ingest.layout.reading import elements
from tests.render.pdf import printed
from tests.render.samples import ledger, prose
from tests.render.scan import scan

RUNS = 3
PEAK = (
    "import re, sys; from pathlib import Path; from ingest.draft import Job; from ingest.formats.pdf.document import read;"
    "from ingest.layout.reading import elements; p = sys.argv[1]; r = read(Path(p).read_bytes(), p, Job(workers=1));"
    "elements(r[0], r[1]); print(re.search(r'VmHWM:\\s*(\\d+)', Path('/proc/self/status').read_text())[1])"
)
"""Kilobytes at the most, of reading one file in a process alone (Linux; ``ru_maxrss`` would count the parent's too)."""


def ours(data: bytes, workers: int = 1) -> int:
    """Read the file up to paragraphs and tables; return their number."""
    sheets, headings, _ = read(data, "甲.pdf", Job(workers=workers))
    return len(elements(sheets, headings)[0])


def plumbed(data: bytes, tables: bool) -> int:
    """Read the text of all pages with pdfplumber, and with ``tables`` their tables; return the number of characters."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        found = 0
        for page in document.pages:
            found += len(page.extract_text())
            found += len(page.extract_tables()) if tables else 0
            page.close()
        return found


def best(*ways: Callable[[], object], runs: int = RUNS, clock: Callable[[], float] = time.perf_counter) -> list[float]:
    """Seconds of each function by ``clock``, the best of ``runs`` runs; the functions take turns."""
    seconds: list[list[float]] = [[] for _ in ways]
    for _ in range(runs):
        for way, taken in zip(ways, seconds, strict=True):
            began = clock()
            way()
            taken.append(clock() - began)
    return [min(taken) for taken in seconds]


def row(what: str, pages: int, one: float, other: float) -> str:
    """A line of the table: seconds of both ways, a page of ours in milliseconds, and their ratio."""
    return f"| {what} | {pages} | {one:.2f} s | {other:.2f} s | {one / pages * 1000:.1f} ms | {one / other:.2f} |"


def texts(pages: int) -> Iterator[str]:
    """Prose and tables against pdfplumber, two workers against one."""
    text = printed(prose(pages))
    yield row("prose ÷ pdfplumber `extract_text`", _count(text), *best(lambda: ours(text), lambda: plumbed(text, False)))
    table = printed(ledger(20 * pages))
    both = best(lambda: ours(table), lambda: plumbed(table, True))
    yield row("tables ÷ pdfplumber `extract_text` and `extract_tables`", _count(table), *both)
    long = printed(prose(10 * pages))
    yield row("prose, two workers ÷ one", _count(long), *best(lambda: ours(long, 2), lambda: ours(long)))


def _count(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(data))


def memory(pages: int) -> Iterator[str]:
    """Peak memory of reading a text of some pages and of ten times as many."""
    for count in (pages, 10 * pages):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "text.pdf")
            path.write_bytes(printed(prose(count)))
            done = subprocess.run([sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True)
            yield f"| {len(pypdfium2.PdfDocument(path))} | {int(done.stdout) / 1024:.0f} MB |"


def recognition(pages: int) -> Iterator[str]:
    """Page images to elements, against RapidOCR alone on the same images."""
    from rapidocr import RapidOCR  # noqa: PLC0415 - 2 s, only where asked for

    from ingest.layout.scan import recognise  # noqa: PLC0415 - as above
    from ingest.layout.sheet import lay_out  # noqa: PLC0415 - as above

    engine = RapidOCR(params={"Global.log_level": "critical"})
    images = [np.asarray(image.convert("RGB"))[:, :, ::-1].copy() for image in islice(scan(printed(prose(pages))), pages)]

    def whole() -> None:
        elements([lay_out(recognise(image, number, 595.0)) for number, image in enumerate(images, 1)])

    def alone() -> None:
        for image in images:
            engine(image, use_cls=False)

    yield row("scans ÷ RapidOCR alone, processor time", pages, *best(whole, alone, runs=2, clock=time.process_time))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="how long the files are")
    parser.add_argument("--scans", type=int, default=2, help="how many page images are recognised; 0 for none")
    args = parser.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    print("| what | pages | ours | other | ours, a page | ratio |")
    print("|---|---:|---:|---:|---:|---:|")
    for line in texts(args.pages):
        print(line, flush=True)
    for line in recognition(args.scans) if args.scans else ():
        print(line, flush=True)
    print("\n| pages of text, one process | peak memory |")
    print("|---:|---:|")
    for line in memory(args.pages):
        print(line, flush=True)


if __name__ == "__main__":
    main()
