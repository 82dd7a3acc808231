"""The same document gives the same clauses from every format."""

import pytest

from ingest.model import Standard
from ingest.pipeline import ingest
from tests.render import canvas, docx, ofd
from tests.render.html import html
from tests.render.model import Manuscript, Table, Text
from tests.render.small import SMALL, manuscript
from tests.render.typeset import typeset

WRITERS = {
    "pdf": lambda m: canvas.pdf(typeset(m)),
    "docx": docx.docx,
    "html": lambda m: html(m).encode(),
    "ofd": lambda m: ofd.ofd(typeset(m)),
}


def as_text(one: Manuscript) -> str:
    """A paragraph a line; tables by tabs, merged cells repeated."""
    parts: list[str] = []
    for element in one.elements:
        if isinstance(element, Text):
            parts.append(element.text)
            continue
        parts.append("\n".join("\t".join(row) for row in filled(element)))
    return "\n\n".join(parts) + "\n"


def filled(table: Table) -> list[list[str]]:
    above: list[str] = []
    rows = []
    for row in table.rows:
        above = [cell.text if cell else above[i] for i, cell in enumerate(row)]
        rows.append(above)
    return rows


def read(path):
    parsed = ingest(path)
    return {c.id: c.text for c in parsed.clauses}, {e for e in parsed.entities if isinstance(e, Standard)}


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("measure", [18.0, 24.0, 36.0])
def test_every_format_gives_the_clauses_of_the_text(write, form, measure):
    one = Manuscript(manuscript().elements, measure)
    expected, standards = read(write("方案.txt", as_text(one)))
    assert len(expected) == 6
    assert len(standards) == 2
    found, others = read(write(f"方案.{form}", WRITERS[form](one)))
    assert found == expected
    assert {(s.id, s.name, s.category, s.published) for s in others} == {
        (s.id, s.name, s.category, s.published) for s in standards
    }


@pytest.mark.parametrize("form", SMALL)
def test_the_small_file_of_every_format_is_read(write, form):
    assert read(write(f"示范.{form}", SMALL[form]()))[0]
