"""The same sources give the same base."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_same_sources_give_the_same_graph_whatever_the_hash_seed(tmp_path):
    code = (
        "import sys; from pathlib import Path; from app.build import publish; from app.base.knowledge import Knowledge\n"
        "from kg.export import FORMATS, Part\n"
        "publish.build(Path(sys.argv[1])); kb = Knowledge.open(Path(sys.argv[1]))\n"
        "part = Part(kb.graph, kb.links)\n"
        "from app.relations.links import path\n"
        "print([[s.end for s in path(kb, 'NIT-2026-V', f'NIT-2026-{n}')] for n in ('I', 'II', 'III', 'X')])\n"
        "for form in ('.csv', '.graphml', '.jsonld'): sys.stdout.write(FORMATS[form](part))\n"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / seed)],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1] and len(runs[0]) > 100_000
