"""Clauses and tables of the real files beside the project, as a careful reader counts them: which there are, in which order."""

import pytest

from ingest.numerals import int_to_chinese
from ingest.pipeline import ingest

OUTSIDE = ("contact", "imprint", "heading")
"""Kinds of clauses that are no text of substance: addressees, signatures, members of committees, column names, lists of files."""


def articles(*divisions):
    """Paths of the articles of a statute: (path of the division, first and last number)."""
    return [(*path.split("/"), f"第{int_to_chinese(n)}条") for path, first, last in divisions for n in range(first, last + 1)]


def numbered(text):
    return [tuple(path.split("/")) for path in text.split()]


def paragraphs(path, count, unit="段"):
    """Paths of the paragraphs under one number."""
    return [tuple(path.split("/")), *((*path.split("/"), f"第{n}{unit}") for n in range(2, count + 1))]


def lettered(path, *counts):
    """Paths of a list: a）, b） … and below each of them as many of 1）, 2） … as ``counts`` says."""
    return [
        (*path.split("/"), f"{letter}）", *below)
        for letter, count in zip("abcdefghijklmn", counts, strict=False)
        for below in [(), *((f"{n}）",) for n in range(1, count + 1))]
    ]


NOTICE = numbered(
    "引言 附件 附件/一 附件/一/第2段 附件/一/第3段 附件/二/（一）/1 附件/二/（一）/2 附件/二/（一）/3 附件/二/（一）/4"
    " 附件/二/（二）/1 附件/二/（二）/2 附件/二/（二）/3 附件/三"
    " 附件/附件清单/1 附件/附件清单/2 附件/附件清单/3 附件/附件清单/4"
)
LAW = articles(
    ("第一章", 1, 7),
    ("第二章", 8, 10),
    ("第三章", 11, 14),
    ("第四章", 15, 17),
    ("第五章", 18, 23),
    ("第六章", 24, 25),
    ("第七章", 26, 28),
    ("第八章", 29, 33),
    ("第九章", 34, 45),
    ("第十章", 46, 54),
    ("第十一章", 55, 56),
    ("第十二章", 57, 57),
)
CONSTITUTION = articles(
    ("第一章", 1, 32),
    ("第二章", 33, 56),
    ("第三章/第一节", 57, 78),
    ("第三章/第二节", 79, 84),
    ("第三章/第三节", 85, 92),
    ("第三章/第四节", 93, 94),
    ("第三章/第五节", 95, 111),
    ("第三章/第六节", 112, 122),
    ("第三章/第七节", 123, 127),
    ("第三章/第八节", 128, 140),
    ("第四章", 141, 143),
)
STANDARD = [
    ("前言",),
    *(("前言", f"列项{n}") for n in range(1, 16)),
    *paragraphs("前言", 7)[1:],
    *paragraphs("引言", 5),
    *paragraphs("1", 2),
    *numbered("2 3 3/3.1 3/3.2 3/3.3"),
    *paragraphs("4", 5),
    ("5", "5.1", "5.1.1"),
    *lettered("5/5.1/5.1.1", *[0] * 14),
    *numbered("5/5.1/5.1.2 5/5.1/5.1.3 5/5.1/5.1.4 5/5.1/5.1.5 5/5.2/5.2.1 5/5.2/5.2.2"),
    *paragraphs("5/5.2/5.2.3", 4),
    *paragraphs("5/5.3/5.3.1", 3),
    *paragraphs("5/5.3/5.3.2", 2),
    *numbered("5/5.4/5.4.1 5/5.4/5.4.2 5/5.4/5.4.3"),
    *lettered("5/5.4/5.4.3", 2, 2, 2),
    *numbered("5/5.4/5.4.4 5/5.4/5.4.5 5/5.5/5.5.1 5/5.5/5.5.2 5/5.5/5.5.3"),
    *lettered("5/5.5/5.5.3", 0, 0, 0, 0),
    ("5", "5.6", "5.6.1"),
    *paragraphs("5/5.6/5.6.2", 3),
    *paragraphs("5/5.6/5.6.3", 2),
    *paragraphs("5/5.7", 2),
    ("6", "6.1", "6.1.1"),
    *lettered("6/6.1/6.1.1", 0, 0),
    *paragraphs("6/6.1/6.1.2/6.1.2.1", 3),
    *paragraphs("6/6.1/6.1.2/6.1.2.2", 4),
    *paragraphs("6/6.1/6.1.3", 2),
    *paragraphs("6/6.1/6.1.4", 3),
    *paragraphs("6/6.2/6.2.1", 7),
    *paragraphs("6/6.2/6.2.2", 2),
    ("6", "6.2", "6.2.3"),
    *lettered("6/6.2/6.2.3", 0, 0, 0, 0),
    *paragraphs("6/6.3/6.3.1", 3),
    *paragraphs("6/6.3/6.3.2", 2),
    *paragraphs("6/6.3/6.3.3", 2),
    *numbered("7/7.1 7/7.2 7/7.3"),
    *(("附录A", f"第{n}行") for n in range(1, 15)),
    *lettered("附录B", 2, 3, 4, 1, 2, 0, 5, 1, 2),
    ("附录C",),
    *lettered("附录C", 0, 2, 0),
]
WHOLE = {
    "annex-title-on-two-lines.docx": numbered(
        "附件4 附件4/一 附件4/二/（一）/1 附件4/二/（一）/2 附件4/二/（一）/3 附件4/二/（二）/4 附件4/二/（二）/5"
        " 附件4/二/（二）/6 附件4/二/（二）/7 附件4/二/（三）/8 附件4/二/（三）/9 附件4/二/（四）/10 附件4/二/（四）/11"
        " 附件4/二/（五）/12 附件4/二/（五）/13 附件4/二/（六）/14"
    ),
    "clauses.ofd": numbered(
        "第1行 第2行 第3行 第4行 引言 引言/第2段 1 1/1） 1/2） 2 2/第2段 2/第3段 2/第4段 2/第5段"
        " 3 3/第2段 3/第3段 3/第4段 3/第5段 4 4/第2段 4/第3段 4/第4段 4/第5段"
    ),
    "county-guidance.docx": numbered(
        "引言 引言/第2段 一 一/（一） 一/（一）/第2段 一/（二）/1 一/（二）/2 一/（二）/3 一/（二）/4 二/（一） 二/（一）/第2段"
        " 二/（二） 二/（二）/第2段 二/（三） 二/（三）/第2段 二/（四） 二/（四）/第2段 三 四/（一） 四/（二） 四/（三）"
        " 附件清单/1 附件清单/2"
    )
    + [("附件1", f"第{n}行") for n in range(1, 27)]
    + [("附件2",)],
    "notice-with-attachments.docx": NOTICE,
    "standard-draft-1.docx": STANDARD,
    "web-print.pdf": NOTICE,
    "opinion-run-on-items.docx": numbered(
        "引言 一/（一） 一/（二） 一/（三） 二/（四） 二/（五） 二/（六） 三/（七） 三/（八） 三/（九） 四/（十） 四/（十一）"
        " 四/（十二） 四/（十三） 五/（十四） 五/（十五） 五/（十六） 五/（十六）/第2段"
    ),
}
"""Every clause of a file."""
ARTICLES = {"constitution.pdf": CONSTITUTION, "election-law.pdf": LAW, "election-law-altchunk.docx": LAW}
TABLES = {
    "annex-title-on-two-lines.docx": [],
    "clauses.ofd": [(4, 4)],
    "comment-in-xml.ofd": [],
    "constitution.pdf": [],
    "county-guidance.docx": [(26, 3)],
    "election-law-altchunk.docx": [],
    "election-law.pdf": [],
    "notice-with-attachments.docx": [],
    "opinion-run-on-items.docx": [],
    "standard-draft-1.docx": [(14, 16)],
    "web-print.pdf": [],
}
"""(records, columns) of each table with column names."""


@pytest.fixture(scope="module")
def real(shared):
    read = {}

    def _real(name):
        path = shared / "samples" / "real" / name
        if not path.is_file():
            pytest.skip("this file is not beside the project")
        if name not in read:
            read[name] = ingest(path)
        return read[name]

    return _real


@pytest.mark.parametrize("name", WHOLE)
def test_clauses_in_order(real, name):
    assert [c.path for c in real(name).clauses if c.kind not in OUTSIDE] == WHOLE[name]


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_in_order_under_their_chapters(real, name):
    paths = [c.path for c in real(name).clauses]
    found = dict.fromkeys(path[:at] for path in paths for at, part in enumerate(path, 1) if part.endswith("条"))
    assert [*found] == ARTICLES[name]


@pytest.mark.parametrize("name", TABLES)
def test_tables(real, name):
    tables = {}
    for clause in real(name).clauses:
        if clause.kind == "row":
            tables.setdefault(clause.path[:-1], []).append(len(clause.columns))
    assert [(len(rows), rows[0]) for rows in tables.values()] == TABLES[name]


def test_the_preamble_stands_before_the_articles(real):
    paths = [c.path for c in real("constitution.pdf").clauses if c.kind not in OUTSIDE]
    assert paths[:14] == [*paragraphs("序言", 13, "款"), ("第一章", "第一条")]


def test_members_of_the_committee_are_no_clauses_of_substance(real):
    members = [c for c in real("county-guidance.docx").clauses if c.kind == "contact"]
    assert len(members) == 35
    assert {c.path[0] for c in members} == {"附件2"}


def test_the_invoice_has_its_parts(real):
    clauses = real("comment-in-xml.ofd").clauses
    assert len([c for c in clauses if c.kind == "form"]) == 4


def test_a_law_has_the_same_clauses_from_both_of_its_files(real):
    printed, typed = (
        {c.path: "".join(c.text.split()) for c in real(name).clauses}
        for name in ("election-law.pdf", "election-law-altchunk.docx")
    )
    assert printed == typed
