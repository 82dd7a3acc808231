"""Every parser on mutated files: ``python -m benchmarks.fuzz [--count 2000] [--formats pdf,docx]``.

A small valid file of each format is damaged in many ways (bytes changed, cut or doubled; inside packages also the
parts themselves) and given to its parser; what it reads becomes clauses. What counts: nothing but the project's own errors,
and none over 10 s.
"""

import argparse
import io
import random
import signal
import time
import zipfile
from collections import Counter
from pathlib import PurePath
from types import FrameType

from ingest.draft import Job
from ingest.errors import DuibiaoError
from ingest.formats.registry import parser_for
from ingest.pipeline import ingest_bytes
from tests.render.small import SMALL

LIMIT = 10
_ZIPPED = frozenset({"docx", "xlsx", "pptx", "ofd"})


def mutated(data: bytes, rng: random.Random, zipped: bool) -> bytes:
    """``data`` damaged once: whole, or one part of a package."""
    if zipped and rng.random() < 0.7:  # noqa: PLR2004 - most faults of packages lie in their parts
        return _package(data, rng)
    return _bytes(data, rng)


def _package(data: bytes, rng: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        hit = rng.choice(names)
        for name in names:
            part = old.read(name)
            if name == hit:
                if rng.random() < 0.1:  # noqa: PLR2004 - a part that is missing
                    continue
                part = _bytes(part, rng) if part else part
            new.writestr(name, part)
    return out.getvalue()


def _bytes(data: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 2, 5, 20, 80))):
        at = rng.randrange(len(damaged))
        match rng.randrange(5):
            case 0:
                damaged[at] = rng.randrange(256)
            case 1:
                del damaged[at : at + rng.randint(1, 40)]
            case 2:
                piece = damaged[at : at + rng.randint(1, 60)]
                damaged[at:at] = piece * rng.randint(1, 4)
            case 3:
                damaged[at : at + 1] = rng.choice((b"<", b">", b"&", b"\0", b"\xff\xff", b"9999999999", "，".encode()))
            case _:
                damaged[at] ^= 1 << rng.randrange(8)
        if not damaged:
            return data
    return bytes(damaged[: rng.randrange(len(damaged))]) if rng.random() < 0.1 else bytes(damaged)  # noqa: PLR2004 - cut off


class _Late(BaseException):
    """A step takes too long; no parser takes this for an error of a library."""


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise _Late


def run(form: str, count: int, seed: int) -> str:
    """One row of the table."""
    data, rng, parse = SMALL[form](), random.Random(seed), parser_for(f"a.{form}")
    outcomes: Counter[str] = Counter()
    slowest, escaped = 0.0, set()
    for _ in range(count):
        one = mutated(data, rng, form in _ZIPPED)
        began = time.perf_counter()
        signal.alarm(LIMIT)
        try:
            parse(one, f"a.{form}", Job(workers=1))
            slowest, began = max(slowest, time.perf_counter() - began), time.perf_counter()
            signal.alarm(LIMIT)
            ingest_bytes(one, PurePath(f"a.{form}"), Job(workers=1))
            outcomes["read"] += 1
        except DuibiaoError:
            outcomes["refused"] += 1
        except _Late:
            outcomes["late"] += 1
        except Exception as exc:  # this is what is looked for
            outcomes["escaped"] += 1
            escaped.add(f"{type(exc).__name__}: {exc}"[:90])
        finally:
            signal.alarm(0)
        slowest = max(slowest, time.perf_counter() - began)
    for text in sorted(escaped):
        print(f"    {form}: {text}")
    found = " | ".join(str(outcomes[key]) for key in ("read", "refused", "escaped", "late"))
    return f"| {form} | {count} | {found} | {slowest:.1f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="inputs a format")
    parser.add_argument("--formats", default=",".join(SMALL), help="comma-separated: " + ", ".join(SMALL))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    signal.signal(signal.SIGALRM, _too_long)
    print("| format | inputs | read | refused in one line | escaped | over 10 s | slowest, s |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for form in args.formats.split(","):
        print(run(form, args.count, args.seed), flush=True)


if __name__ == "__main__":
    main()
