"""Links to decide on, and the file that people's data lies in."""

import pytest

from app.people import database
from ingest.model import Link


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "kb"


@pytest.fixture
def file(folder):
    return folder / database.FILE


@pytest.fixture
def candidates():
    return [Link(f"WS/T {i}-2020", "applies_to", f"目标{i}", "suggested", "semapv:X", 0.5, f"理由{i}") for i in range(20)]
