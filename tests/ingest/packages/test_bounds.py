"""The bounds on the length of a document, in every format that has no pages to be counted."""

import pytest

from ingest.draft import Job
from ingest.errors import SourceError
from ingest.formats.registry import parser_for
from ingest.packages import bounds
from tests.ingest.formats.word_parts import p, package


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("甲.txt", lambda n: "每班清点。\n".encode() * n),
        ("甲.md", lambda n: "每班清点。\n\n".encode() * n),
        ("甲.docx", lambda n: package(p("每班清点。") * n)),
    ],
)
def test_a_document_of_too_many_lines_is_refused(name, make, monkeypatch):
    monkeypatch.setattr(bounds, "MAX_LINES", 60)
    monkeypatch.setattr("ingest.formats.docx.body.MAX_LINES", 60)
    assert parser_for(name)(make(50), name, Job()).blocks
    with pytest.raises(SourceError, match="内容超过"):
        parser_for(name)(make(70), name, Job())
