"""The name of a section of a site as the first heading above the title of a document."""

import pytest

from ingest.heads.sections import title_below
from ingest.pipeline import ingest

BODY = ["一、凭证借用。", "二、当日归还。"]


def _md(*lines):
    return "\n\n".join("#" * level + (" " if level else "") + text for level, text in lines)


def _html(*lines):
    tags = "".join(f"<h{level}>{text}</h{level}>" if level else f"<p>{text}</p>" for level, text in lines)
    return f"<html><head><meta charset=utf-8></head><body>{tags}</body></html>"


def _titled(*lines):
    return _html(*lines).replace("</head>", f"<title>{lines[0][1]}_青山市第四医院</title></head>")


WRITERS = {"文.md": _md, "文.html": _html, "题.html": _titled}


@pytest.fixture(params=WRITERS)
def read(request, write):
    return lambda *lines: ingest(write(request.param, WRITERS[request.param](*lines)))


@pytest.mark.parametrize("section", ["规章制度", "通知公告", "院务公开", "青山健康网", "护理园地", "质控专栏"])
@pytest.mark.parametrize("title", ["轮椅借用管理规定", "关于借用轮椅的通知"])
@pytest.mark.parametrize("levels", [(1, 2), (1, 3), (2, 3)])
def test_the_heading_below_the_name_of_a_section_is_the_title(read, section, title, levels):
    parsed = read((levels[0], section), (levels[1], title), *((0, text) for text in BODY))
    assert parsed.document.title == title
    assert ["/".join(c.path) for c in parsed.clauses] == ["一", "二"]
    assert [f.text for f in parsed.findings if f.code == "site_furniture"] == [section]


@pytest.mark.parametrize(
    "lines",
    [
        [(1, "轮椅借用管理规定"), (2, "借用流程")],
        [(1, "医院管理制度"), (2, "轮椅借用制度")],
        [(1, "护理管理规范"), (2, "工作流程")],
        [(1, "手卫生"), (2, "操作规程")],
        [(1, "规章制度"), (2, "轮椅借用管理规定"), (0, BODY[0]), (2, "轮椅清洗管理规定")],
        [(1, "规章制度"), (0, "以下各项制度自印发之日起施行。"), (2, "轮椅借用管理规定")],
        [(1, "规章制度"), (2, "总则")],
        [(1, "不良事件上报平台"), (2, "操作指南")],
    ],
)
def test_a_first_heading_that_is_the_title_stays_it(read, lines):
    parsed = read(*lines, *((0, text) for text in BODY))
    assert parsed.document.title.startswith(lines[0][1])
    assert "site_furniture" not in {f.code for f in parsed.findings}


def test_date_and_source_may_stand_between():
    lines = [("通知公告", 1), ("2033-03-08", 0), ("来源：总务科", 0), ("轮椅借用办法", 2), ("一、凭证。", 0)]
    assert title_below(lines) == 3
    assert title_below(lines[1:]) == 0
    assert title_below([lines[0], *lines[1:2] * 5, *lines[3:]]) == 0
