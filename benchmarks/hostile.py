"""Small files that would take all memory or time: ``python -m benchmarks.hostile [--count 200] [--seed 1] [--memory 2]``.

They are made by ``tests.render.hostile`` and parsed as ``duibiao add`` parses them, in a process that may use ``--memory`` GB
of address space, as this one may. What counts: nothing but one line for each that is refused, and none that computes for more
than 20 seconds.
"""

import argparse
import resource
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import psutil

from ingest.draft import Job
from ingest.errors import DuibiaoError
from ingest.worker.asking import ParsingWorker
from tests.render.hostile import KINDS
from tests.render.small import SMALL

LIMIT = 20.0
_GB = 1024**3


def files(count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """(kind, extension, content) of ``count`` files, the kinds in turn; the same for the same seed."""
    names = list(KINDS)
    for number in range(count):
        kind = names[number % len(names)]
        extension, make = KINDS[kind]
        yield kind, extension, make(Random(seed * 100_000 + number))


def _computed() -> float:
    """Seconds that this process and all that it started have computed: the machine may be busy with other work."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = resource.getrusage(resource.RUSAGE_SELF)
    alive = 0.0
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            alive += sum(process.cpu_times()[:2])
    return alive + usage.ru_utime + usage.ru_stime + own.ru_utime + own.ru_stime


def run(count: int, seed: int) -> Iterator[str]:
    """The rows of the table; the last file is a good one, which must still be read."""
    told: dict[str, list[tuple[str, float]]] = {}
    with ParsingWorker() as worker:
        for kind, extension, data in files(count, seed):
            began = _computed()
            try:
                worker.ingest(data, Path(f"a.{extension}"), Job())
                outcome = "read"
            except DuibiaoError:
                outcome = "refused"
            told.setdefault(kind, []).append((outcome, _computed() - began))
        worker.ingest(SMALL["docx"](), Path("good.docx"), Job())
    for kind, results in told.items():
        times = [seconds for _, seconds in results]
        read = sum(outcome == "read" for outcome, _ in results)
        late = sum(seconds > LIMIT for seconds in times)
        yield f"| {kind} | {KINDS[kind][0]} | {len(results)} | {read} | {len(results) - read} | {late} | {max(times):.1f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--memory", type=float, default=2.0, help="GB of address space")
    args = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (int(args.memory * _GB), resource.RLIM_INFINITY))
    print("| kind | format | files | read | refused in one line | over 20 s | slowest, s |\n|---|---|---:|---:|---:|---:|---:|")
    for row in run(args.count, args.seed):
        print(row, flush=True)


if __name__ == "__main__":
    main()
