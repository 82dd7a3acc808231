"""A document is divided by the numbers that it shows, whatever type and format it has."""

import pytest

from ingest.finding_kinds import FindingKind
from ingest.numbering.doctypes import BY_NAME
from ingest.numbering.scheme import numbered, recognise
from ingest.pipeline import ingest
from tests.ingest.kept import lost
from tests.ingest.numbering.documents import labels, levels, order, parts, titles, tops, wards
from tests.render import canvas, docx, html
from tests.render.model import Manuscript, Text
from tests.render.typeset import typeset

KINDS = {
    name: table
    for module in (levels, order, labels, parts, titles, tops, wards)
    for name, table in vars(module).items()
    if name.isupper()
}
CASES = [
    pytest.param(text, paths, id=f"{kind}: {name}") for kind, table in KINDS.items() for name, (text, paths) in table.items()
]
OUTSIDE = ("contact", "imprint")
"""Kinds of clauses that say nothing of substance."""


def paths(parsed):
    return [c.id.partition("#")[2] for c in parsed.clauses if c.kind not in OUTSIDE]


def in_order(expected, found):
    """Whether ``found`` begins with ``expected``; what follows may be the document that a decision amends."""
    return found[: len(expected)] == expected


def manuscript(text):
    texts, blanks = [], 0
    for number, line in enumerate(text.splitlines()):
        if line.strip():
            texts.append(Text(line.strip("　"), 0.0, blanks, centred=number == 0))
            blanks = 0
        else:
            blanks += 1
    return Manuscript(tuple(texts), measure=34.0)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_clauses_stand_where_the_numbers_put_them(write, text, expected):
    parsed = ingest(write("文件.txt", text))
    assert in_order(expected.split(), paths(parsed))
    assert lost(parsed, text) == []
    assert not [f for f in parsed.findings if f.code in (FindingKind.NUMBER_GAP, FindingKind.PATH_TWICE)]


@pytest.mark.parametrize("name", ["文件.docx", "文件.pdf", "文件.html", "文件.md"])
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_same_from_other_formats(write, text, expected, name):
    if "★" in text and name.endswith("md"):
        pytest.skip("stars between blank lines are what slides look like")
    printed = manuscript(text)
    data = {
        "文件.docx": lambda: docx.docx(printed),
        "文件.pdf": lambda: canvas.pdf(typeset(printed)),
        "文件.html": lambda: html.html(printed),
        "文件.md": lambda: text.replace("\n", "\n\n"),
    }[name]()
    assert in_order(expected.split(), paths(ingest(write(name, data))))


@pytest.mark.parametrize("name", [name for name in BY_NAME if name not in ("standard", "slides")])
def test_the_type_is_only_a_first_guess(name):
    text, _ = levels.DECIMALS["bare headings"]
    assert [level.name for level in numbered(BY_NAME[name], text).levels if level.decimal][:3] == [
        "clause1",
        "clause2",
        "clause3",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一、组织\n（一）设组长。\n1.排班。\n2.查房。\n二、时间\n每日 2.5 小时，至少 3.5 小时。",
        "血钾\n3.5 mmol/L 以上者复查，\n4.5 mmol/L 以上者会诊，\n5.5 mmol/L 以上者转科。",
        "项目  次数  备注\n1  翻身  12\n2  叩背  8\n3  雾化  4",
        "第一章 总则\n本章只此一章。",
        "2023 年开放床位\n2024 年开放床位\n2025 年开放床位",
    ],
    ids=["figures within sentences", "figures at the beginning of lines", "rows of a table", "one chapter alone", "years"],
)
def test_what_only_looks_like_another_scheme_adds_no_level(text):
    plain = BY_NAME["general"]
    assert numbered(plain, text).levels == plain.levels


def test_a_standard_and_slides_keep_their_own_levels():
    text, _ = levels.DIVISIONS["books and chapters"]
    for name in ("standard", "slides"):
        assert numbered(BY_NAME[name], text) is BY_NAME[name]


def test_the_type_is_recognised_as_before():
    assert recognise("第一条 洗手。\n第二条 戴口罩。\n").name == "statute"
    assert recognise("随便写写。").name == "general"
