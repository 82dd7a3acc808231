"""What the shipped encoder costs: ``python -m benchmarks.encoder``.

Size on disk, time to load, time of one question, clauses a second and memory, in a process that does nothing else. The clauses
are what ships; the questions are the golden ones.
"""

import random
import resource
import statistics
import time
from pathlib import Path

from app.build.vectors import texts
from app.evaluate.judging import read
from benchmarks.fuse_fit import GOLDEN
from index.models.encoder import SHIPPED, open_model
from index.models.remembered import SHIPPED_VECTORS

CLAUSES, QUESTIONS, SEED = 300, 200, 7


def _megabytes(*paths: Path) -> str:
    files = [file for path in paths for file in ([path] if path.is_file() else path.rglob("*")) if file.is_file()]
    return f"{sum(file.stat().st_size for file in files) / 1e6:.1f} MB"


def _memory() -> float:
    """Memory that this process has now, in MB; on Linux alone."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main() -> None:
    """Print the table."""
    rng = random.Random(SEED)
    clauses = rng.sample(texts()[0], CLAUSES)
    questions = [q["query"] for q in rng.sample(read(GOLDEN), QUESTIONS)]
    before, began = _memory(), time.perf_counter()
    model = open_model(SHIPPED)
    model.encode_questions(questions[:1])
    loaded = time.perf_counter() - began
    took = []
    for question in questions:
        began = time.perf_counter()
        model.encode_questions([question])
        took.append((time.perf_counter() - began) * 1000)
    asking, began = _memory() - before, time.perf_counter()
    model.encode(clauses)
    rate = CLAUSES / (time.perf_counter() - began)
    took.sort()
    print("| | 测得 |\n|---|---:|")
    print(f"| 模型文件夹 | {_megabytes(SHIPPED)} |")
    print(f"| 随系统资料的向量，预先算好 | {_megabytes(SHIPPED_VECTORS)} |")
    print(f"| 装载，连同第一个问题 | {loaded:.2f} s |")
    print(f"| 一个问题的向量，中位／p95 | {statistics.median(took):.1f}／{took[int(0.95 * len(took))]:.1f} ms |")
    print(f"| 加入文件，每秒 | {rate:.0f} 条 |")
    print(f"| 提问时增加的内存 | {asking:.0f} MB |")
    print(f"| 建库时增加的内存 | {_memory() - before:.0f} MB |")


if __name__ == "__main__":
    main()
