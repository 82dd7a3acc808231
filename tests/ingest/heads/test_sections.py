"""The name of a section of a site, or of who runs it, as the first heading above the title of a document."""

import pytest

from ingest.heads.sections import organ_in, title_below
from ingest.pipeline import ingest

BODY = ["一、凭证借用。", "二、当日归还。"]
SECTIONS = ["规章制度", "通知公告", "医院管理制度", "青山健康网", "护理园地", "护理部", "青山市第四医院"]


def _md(*lines):
    return "\n\n".join("#" * level + (" " if level else "") + text for level, text in lines)


def _html(*lines):
    tags = "".join(f"<h{level}>{text}</h{level}>" if level else f"<p>{text}</p>" for level, text in lines)
    return f"<html><head><meta charset=utf-8><title>{lines[0][1]}</title></head><body>{tags}</body></html>"


WRITERS = {"文.md": _md, "文.html": _html}


@pytest.fixture(params=WRITERS)
def read(request, write):
    return lambda *lines: ingest(write(request.param, WRITERS[request.param](*lines)))


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("title", ["轮椅借用管理规定", "关于借用轮椅的通知"])
@pytest.mark.parametrize("levels", [(1, 2), (1, 3), (2, 3)])
def test_the_heading_below_the_name_of_a_section_is_the_title(read, section, title, levels):
    parsed = read((levels[0], section), (levels[1], title), *((0, text) for text in BODY))
    issuer = section if section[-1] in "部院" else ""
    assert (parsed.document.title, parsed.document.issuer) == (title, issuer)
    assert ["/".join(c.path) for c in parsed.clauses] == ["一", "二"]
    assert [f.text for f in parsed.findings if f.code == "site_furniture"] == [section]


@pytest.mark.parametrize(
    "lines",
    [
        [(1, "轮椅借用管理规定"), (2, "借用流程")],
        [(1, "规章制度"), (2, "轮椅借用管理规定"), (0, BODY[0]), (2, "轮椅清洗管理规定")],
        [(1, "规章制度"), (0, "以下各项制度自印发之日起施行。"), (2, "轮椅借用管理规定")],
        [(1, "规章制度"), (2, "总则")],
    ],
    ids=["a title", "several", "a sentence between", "no title below"],
)
def test_a_first_heading_that_is_the_title_stays_it(read, lines):
    parsed = read(*lines, *((0, text) for text in BODY))
    assert parsed.document.title == lines[0][1]
    assert "site_furniture" not in {f.code for f in parsed.findings}


def test_date_and_source_may_stand_between():
    lines = [("通知公告", 1), ("2033-03-08", 0), ("来源：总务科", 0), ("轮椅借用办法", 2), ("一、凭证。", 0)]
    assert title_below(lines) == 3
    assert title_below(lines[1:]) == 0
    assert title_below([lines[0], *lines[1:2] * 5, *lines[3:]]) == 0


@pytest.mark.parametrize(
    ("names", "organ"), [(["首页", "青山医院"], "青山医院"), (["护理部"], "护理部"), (["规章制度"], ""), ([], "")]
)
def test_who_runs_the_site(names, organ):
    assert organ_in(names) == organ
