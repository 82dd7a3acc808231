"""Where clauses stand: in the transcript, on which page, within which box."""

import pytest

from ingest.pipeline import ingest
from tests.render.small import SMALL


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("extension", SMALL)
def test_the_spans_of_a_clause_hold_what_was_read_for_it(extension, tmp_path):
    path = tmp_path / f"示范.{extension}"
    path.write_bytes(SMALL[extension]())
    parsed = ingest(path)
    assert parsed.clauses
    for clause in parsed.clauses:
        assert clause.spans
        found = "".join(parsed.transcript[start:end] for start, end in clause.spans)
        assert squeezed(found) == squeezed(clause.orig), clause.id
        assert squeezed(clause.text)[-4:] in squeezed(found) or clause.kind == "row", clause.id


def test_text_without_pages_has_spans_alone(write):
    parsed = ingest(write("方案.md", "# 示范方案\n\n## 一、总体要求\n\n先核对身份，\n再核对用药。\n"))
    (clause,) = parsed.clauses
    ((start, end),) = clause.spans
    assert parsed.transcript[start:end] == "先核对身份，\n再核对用药。"
    assert [(place.page, place.box) for place in clause.places] == [(None, None)]
