"""The table of findings: no code without a row, no row without use, no row whose weight belies its words."""

import ast
import re
from pathlib import Path

import pytest

from ingest.finding_kinds import FindingKind, Weight
from ingest.model import Finding

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "ingest" / "finding_kinds.py"
SOURCES = [path for package in ("ingest", "index", "kg", "app") for path in (ROOT / package).rglob("*.py") if path != TABLE]


def test_an_unlisted_code_cannot_become_a_finding():
    with pytest.raises(ValueError, match="nonsense"):
        Finding("某文件", "nonsense", "说明")


def test_a_stored_code_gets_its_row_back():
    assert Finding("某文件", "hidden_cells", "说明").code.weight is Weight.MISSING


def test_no_module_writes_a_code_as_a_plain_string():
    for path in SOURCES:
        strings = {n.value for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)}
        own = {path.stem}  # what a module shows may bear the module's own name
        assert not (strings - own) & {str(kind) for kind in FindingKind}, path


def test_every_row_is_made_somewhere():
    named = set(re.findall(r"FindingKind\.([A-Z_]+)", "".join(path.read_text(encoding="utf-8") for path in SOURCES)))
    assert named == set(FindingKind.__members__)


@pytest.mark.parametrize("kind", FindingKind)
def test_what_a_message_asks_for_is_not_filed_as_repaired(kind):
    asked = re.search("请|没有|可能|读不出|矛盾|不一致|不全|两个|推断", kind.message)
    assert bool(asked) is kind.weight.asks
