"""Marks that turn the direction of writing reach neither titles nor clauses nor ids, and are told."""

import pytest

from ingest.finding_kinds import FindingKind
from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import p, package

RULE = "某院\u202e值班\u202c制度\n\n第一条 每班\u2066两人\u2069。\n第二条 按时\u200f交接。\n"
FILES = {
    "值班.txt": RULE.encode(),
    "值班.md": RULE.replace("\n", "\n\n").encode(),
    "值班.html": ("<html><body>" + "".join(f"<p>{line}</p>" for line in RULE.split("\n")) + "</body></html>").encode(),
    "值班.docx": package("".join(p(line) for line in RULE.split("\n") if line)),
    "值班.csv": "项目,要\u202e求\n人数,每班\u202a两人\n".encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_marks_are_left_out_and_told(write, name):
    parsed = ingest(write(name, FILES[name]))
    shown = [parsed.document.id, parsed.document.title, *(text for c in parsed.clauses for text in (c.id, c.text, c.orig))]
    assert not set("".join(shown)) & set("\u200f\u202a\u202c\u202e\u2066\u2069")
    assert any("每班两人" in c.text for c in parsed.clauses)
    assert FindingKind.TURNED in {f.code for f in parsed.findings}


def test_the_name_of_a_file_is_shown_without_them(write):
    parsed = ingest(write("转\u202e科单.csv", "项目,要求\n人数,两人\n"))
    assert (parsed.document.source, parsed.document.title) == ("转科单.csv", "转科单")


def test_a_text_without_them_is_left_alone(write):
    parsed = ingest(write("值班.txt", "某院值班制度\n\n第一条 每班两人。\n第二条 按时交接。\n"))
    assert not parsed.findings
