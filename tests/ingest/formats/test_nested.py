"""Headings without numbers that the format marks with a level, and lists in lists that are numbered alike."""

import html

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import p, package, style

STYLES = "".join(f'<w:style w:styleId="{n}"><w:name w:val="heading {n}"/></w:style>' for n in range(1, 5))
OUTLINES = "".join(
    f'<w:style w:styleId="{n}"><w:name w:val="章{n}"/><w:pPr><w:outlineLvl w:val="{n - 1}"/></w:pPr></w:style>'
    for n in range(1, 5)
)


def by_style(parts, styles=STYLES):
    return package("".join(p(text, style(level) if level else "") for level, text in parts), styles=styles)


def by_outline(parts):
    return by_style(parts, OUTLINES)


def by_tag(parts):
    tags = "".join(f"<h{n}>{text}</h{n}>" if n else f"<p>{text}</p>" for n, text in parts)
    return f"<html><body>{tags}</body></html>".encode()


def by_role(parts):
    tags = (f"<div role=heading aria-level={n}>{html.escape(text)}</div>" if n else f"<p>{text}</p>" for n, text in parts)
    return f"<html><body>{''.join(tags)}</body></html>".encode()


def by_sign(parts):
    return "\n\n".join(f"{'#' * n} {text}".strip() for n, text in parts).encode()


FORMATS = {
    "styles.docx": by_style,
    "outlines.docx": by_outline,
    "tags.html": by_tag,
    "roles.html": by_role,
    "signs.md": by_sign,
}
MANUAL = [
    (1, "供应室工作手册"),
    (2, "回收"),
    (0, "每日两次上门回收。"),
    (3, "清点"),
    (0, "当面点清件数。"),
    (3, "转运"),
    (4, "电梯"),
    (0, "走专用电梯。"),
    (2, "发放"),
    (0, "按科室发放。"),
    (3, "登记"),
    (0, "1.写明数量。"),
    (0, "2.双人签名。"),
]
MIXED = [
    (1, "换药室管理办法"),
    (2, "一、环境"),
    (3, "布局"),
    (0, "分区清楚。"),
    (3, "清洁"),
    (0, "每日擦拭。"),
    (2, "二、人员"),
    (0, "专人负责。"),
    (2, "附带说明"),
    (0, "自发布之日起执行。"),
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("parts", "title", "paths"),
    [
        (MANUAL, "供应室工作手册", "回收 回收/清点 回收/转运/电梯 发放 发放/登记/1 发放/登记/2"),
        (MIXED, "换药室管理办法", "一/布局 一/清洁 二 附带说明"),
    ],
)
def test_each_stands_under_the_last_one_of_a_higher_level(write, name, parts, title, paths):
    parsed = ingest(write(name, FORMATS[name](parts)))
    assert parsed.document.title == title
    assert ["/".join(c.path) for c in parsed.clauses] == paths.split()


LISTS = {
    "list.md": "1. 备物\n2. 消毒\n   1. 酒精\n   2. 碘伏\n      1. 由内向外\n      2. 待干\n3. 贴膜\n",
    "bullets.md": "1. 备物\n2. 消毒\n   - 顺序\n     1. 酒精\n     2. 碘伏\n        1. 由内向外\n        2. 待干\n3. 贴膜\n",
    "list.html": "<ol><li>备物<li>消毒<ol><li>酒精<li>碘伏<ol><li>由内向外<li>待干</ol></ol><li>贴膜</ol>",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_in_a_list_that_is_numbered_alike_stands_below_its_item(write, name):
    heading = "# 换药流程\n\n## 步骤\n\n" if name.endswith("md") else "<h1>换药流程</h1><h2>步骤</h2>"
    parsed = ingest(write(name, heading + LISTS[name]))
    found = {c.text: "/".join(c.path) for c in parsed.clauses}
    assert [found[text] for text in ("备物", "酒精", "由内向外", "待干", "贴膜")] == [
        "步骤/1",
        "步骤/2/（1）",
        "步骤/2/（2）/①",
        "步骤/2/（2）/②",
        "步骤/3",
    ]
    assert not [f for f in parsed.findings if f.code in ("path_twice", "contents_dropped")]


def test_lists_in_lists_that_are_numbered_otherwise_keep_their_numbers(write):
    text = "# 换药流程\n\n1. 备物\n2. 消毒\n   1) 酒精\n   2) 碘伏\n3. 贴膜\n"
    paths = ["/".join(c.path) for c in ingest(write("a.md", text)).clauses]
    assert paths == ["1", "2/1）", "2/2）", "3"]
