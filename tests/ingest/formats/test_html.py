"""Web pages: what a browser shows, from HTML written here."""

import base64
import random

import pytest

from ingest.draft import Job
from ingest.errors import DuibiaoError, SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.formats.html.page import read
from ingest.formats.html.parser import _Body, parse
from ingest.heads.site import is_site_line
from ingest.pipeline import ingest
from ingest.tables.cells import LIST_MARK
from ingest.text.elements import Grid, Paragraph

TEXT = """关于做好换药室管理的通知

各科室：

为了规范换药，现通知如下。

一、总体要求

（一）人员。换药前后都要洗手。

1. 每班检查一次换药车。

专项行动之一：换药室达标
年底以前全部达标。

二、指标

序号\t指标名称\t指标导向
1\t洗手率\t逐步升高
2\t漏检率\t逐步降低
"""
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于做好换药室管理的通知_某市卫健网</title>
<style>.gone { display: none } @media print { p { display: none } }</style><script>var x = "<p>代码</p>";</script></head>
<body><nav><a href="/">首页</a></nav><div class="menu"><a href="/1">机构</a> | <a href="/2">政务</a> | <a href="/3">服务</a></div>
<div>当前位置：首页 &gt; 通知</div><h1>关于做好换药室管理的通知</h1><div>发布时间：2024-03-05 来源：医政科 字号：大 中 小</div>
<div id="zoom"><p>各科室：</p><p style="text-indent:2em">为了规范换药，现通知如下。</p><h2>一、总体要求</h2>
<p>&emsp;&emsp;（一）人员。换药前后<b>都要</b>洗手。</p><ol><li>每班检查一次换药车。</li></ol>
<blockquote><p>专项行动之一：换药室达标</p><p>年底以前全部达标。</p></blockquote><p class="gone">隐藏的话。</p><h2>二、指标</h2>
<table><tr><th>序号</th><th>指标名称</th><th>指标导向</th></tr><tr><td>1</td><td>洗手率</td><td>逐步升高</td></tr>
<tr><td>2</td><td><p>漏检率</p></td><td>逐步降低</td></tr></table></div>
<p>【打印】【关闭窗口】</p><ul><li><a href="/a">上一条消息标题</a></li><li><a href="/b">下一条消息标题</a></li><li><a href="/c">再一条消息标题</a></li></ul>
<footer>版权所有：某市</footer></body></html>"""


def elements(html):
    page = read(html if isinstance(html, bytes) else html.encode(), "页.html")
    return _Body(page).read(page.root).elements


def texts(html):
    return [el.text for el in elements(html) if isinstance(el, Paragraph)]


def grid(html):
    (found,) = [el for el in elements(html) if isinstance(el, Grid)]
    return [list(row) for row in found.rows]


def test_a_page_gives_the_clauses_of_its_text(write):
    of_text, of_page = ingest(write("通知.txt", TEXT)), ingest(write("通知.html", PAGE))
    assert [(c.id, c.text, c.kind) for c in of_page.clauses] == [(c.id, c.text, c.kind) for c in of_text.clauses]
    assert of_page.document.title == of_text.document.title == "关于做好换药室管理的通知"
    assert of_page.entities == of_text.entities
    assert {c.page for c in of_page.clauses} == {None}
    furniture = [f.text for f in of_page.findings if f.code == "site_furniture"]
    assert any("机构" in text for text in furniture)
    assert any("打印" in text for text in furniture)


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ol start=3><li>甲<li value=7>乙<li>丙</ol>", ["3. 甲", "7. 乙", "8. 丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ("<ol type=a><li>甲</ol><ol type=I><li>乙</ol>", ["a. 甲", "I. 乙"]),
        ("<ol style='list-style-type: cjk-ideographic' start=10><li>甲<li>乙</ol>", ["十、甲", "十一、乙"]),
        ("<style>ol.c{list-style:simp-chinese-informal inside}</style><ol class=c><li>甲</ol>", ["一、甲"]),
        ("<ol style='list-style:none'><li>甲<li>（二）乙</ol>", ["甲", "（二）乙"]),
        ("<ol><li>（一）甲<li>2024年乙</ol>", ["（一）甲", "2. 2024年乙"]),
        ("<ul><li>甲<ol><li>乙</ol>丙<li>丁</ul>", ["• 甲", "1. 乙", "丙", "• 丁"]),
        ("<ol><li><p>甲</p><p>续</p><li></li><li>丙</ol>", ["1. 甲", "续", "3. 丙"]),
        ("<p><span style='mso-list:Ignore'>l<span>&nbsp;&nbsp;</span></span>甲</p>", ["• 甲"]),
        ("<p><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>甲</p>", ["1. 甲"]),
    ],
)
def test_list_numbers_as_a_browser_shows_them(html, lines):
    assert [line.replace("、 ", "、") for line in texts(html)] == lines


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>甲<br>乙<br><br>丙<br></p>丁", [("甲", 0, 0), ("乙", 0, 0), ("丙", 1, 0), ("丁", 0, 0)]),
        ("<p>甲</p><p></p><p>&nbsp;</p><div></div><p>乙", [("甲", 0, 0), ("乙", 2, 0)]),
        (
            "<p>&nbsp;&nbsp;&nbsp;&nbsp;甲</p><p>\u3000\u3000乙</p><p>&emsp;&emsp;丙</p>",
            [("甲", 0, 2), ("乙", 0, 2), ("丙", 0, 2)],
        ),
        ("<p style='text-indent:32pt;font-size:16pt'>甲<br>乙", [("甲", 0, 2), ("乙", 0, 0)]),
        ("<pre>甲\n  乙\n\n丙</pre>", [("甲", 0, 0), ("乙", 0, 1), ("丙", 1, 0)]),
        (
            "<div>甲<p>乙</p>丙</div><span style='display:block'>丁</span>戊",
            [("甲", 0, 0), ("乙", 0, 0), ("丙", 0, 0), ("丁", 0, 0), ("戊", 0, 0)],
        ),
    ],
)
def test_lines_blanks_and_indents(html, lines):
    assert [(el.text, el.blanks, el.indent) for el in elements(html)] == lines


def test_what_a_reader_does_not_see():
    html = (
        "<style>.a,#b{display:none}</style><p>留<del>删</del><s>线</s><!-- 注 --><span style='visibility: hidden'>无</span></p>"
        "<p class=a>1</p><p id=b>2</p><p hidden>3</p><div aria-hidden=true>4</div><noscript>5</noscript><template>6</template>"
        "<footer>7</footer><header>8</header><article><header>文首</header></article><select><option>9</select><p>a\u200bb\u00adc</p>"
    )
    assert texts(html) == ["留线", "文首", "abc"]


def test_headings_and_the_title(write):
    parsed = ingest(
        write("手册.html", "<title>网</title><h1>换药手册</h1><h2>引言</h2><p>要洗手。</p><h1>附录</h1><p>见表。</p>")
    )
    assert parsed.document.title == "换药手册"
    assert [c.path for c in parsed.clauses] == [("引言",), ("附录",)]


def test_the_window_title_serves_when_the_page_has_none(write):
    parsed = ingest(write("a.html", "<title>换药管理办法 - 某某医院</title><p>换药前后都要洗手，并做好记录。</p>"))
    assert parsed.document.title == "换药管理办法"


def test_lines_above_the_title_are_the_sites():
    html = "<title>换药管理办法_某网</title><p>欢迎您</p><p>某卫发〔2024〕3号</p><p>换药管理办法</p><p>一、要洗手。</p>"
    drafted = parse(html.encode(), "a.html", Job())
    assert drafted.head.title == "换药管理办法"
    assert drafted.head.number == "某卫发〔2024〕3号"
    assert Note(FindingKind.SITE_FURNITURE, "欢迎您") in drafted.findings


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (
            "<p>正文。</p><ul><li><a href=/1>甲甲</a></li><li><a href=/2>乙乙</a> 2024-01-01</li><li><a href=/3>丙丙</a></li></ul>",
            ["正文。"],
        ),
        (
            "<p>正文。</p><ul><li><a href=1.docx>甲</a></li><li><a href=2>乙</a></li><li><a href=3>丙</a></li></ul>",
            ["正文。", "• 甲", "• 乙", "• 丙"],
        ),
        (
            "<p>正文。</p><div>附件：<a href=1>甲</a><br><a href=2>乙</a><br><a href=3>丙</a></div>",
            ["正文。", "附件：甲", "乙", "丙"],
        ),
        ("<p>依据<a href=1>《甲法》</a><a href=2>《乙法》</a><a href=3>《丙法》</a></p>", ["依据《甲法》《乙法》《丙法》"]),
        ("<div><a href=#1>一、甲</a><a href=#2>二、乙</a><a href=#3>三、丙</a></div>", ["一、甲二、乙三、丙"]),
        ("<ul><li><a href=1>甲</a><li><a href=2>乙</a><li><a href=3>丙</a></ul>", ["• 甲", "• 乙", "• 丙"]),
    ],
)
def test_link_lists_are_the_sites_unless_they_are_all_or_files(html, kept):
    assert texts(html) == kept


def test_the_sites_catalogue_entry_gives_the_number():
    html = "<table><tr><td>索引号</td><td>A1</td><td>文号</td><td>某卫发〔2024〕3号</td></tr></table><p>换药管理办法</p><p>要洗手。</p>"
    drafted = parse(html.encode(), "a.html", Job())
    assert (drafted.head.number, drafted.head.title) == ("某卫发〔2024〕3号", "换药管理办法")


def test_merged_cells_are_spread_and_head_and_foot_have_their_place():
    html = (
        "<table><caption>指标表</caption><tfoot><tr><td colspan=3>注：略</td></tr></tfoot><thead><tr><th rowspan=2>科室</th><th colspan=2>指标</th></tr>"
        "<tr><th>名称</th><th>数值</th></tr></thead><tr><td rowspan=0>内科</td><td>洗手率</td><td>9</td></tr><tr><td>漏检率</td><td>1</td></tr></table>"
    )
    assert texts(html) == ["指标表"]
    assert grid(html) == [
        ["科室", "指标", "指标"],
        ["科室", "名称", "数值"],
        ["内科", "洗手率", "9"],
        ["内科", "漏检率", "1"],
        ["注：略", "", ""],
    ]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<ol style='list-style-type: none'> 1. 甲。 2. 乙。</ol>", f"{LIST_MARK}1. 甲。 2. 乙。"),
        ("甲：<ol><li>乙<li>丙</ol>", f"甲：\n{LIST_MARK}1. 乙\n2. 丙"),
        ("<ul><li>甲<li>乙</ul>", f"{LIST_MARK}甲\n{LIST_MARK}乙"),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>", "甲 乙\n丙"),
        ("甲<br>乙\n丙&nbsp;丁", "甲\n乙 丙 丁"),
    ],
)
def test_cells(cell, text):
    assert grid(f"<table><tr><th>名<th>值</tr><tr><td>一</td><td>{cell}</td></tr></table>")[1][1] == text


@pytest.mark.parametrize(
    "html",
    [
        "<table role=presentation><tr><td>左</td><td>右</td></tr></table>",
        "<table><tr><td>左</td></tr><tr><td></td></tr><tr><td>右</td></tr></table>",
        "<table><tr><td><h2>左</h2></td><td>右</td></tr></table>",
        "<table><tr><td><p>左</p></td><td></td></tr></table><p>右</p>".replace("<p>左</p>", "<p>左</p>" + "<p></p>" * 4),
    ],
)
def test_tables_that_only_place_text_are_running_text(html):
    assert texts(html) == ["左", "右"]


def test_a_row_that_begins_in_the_middle_is_moved_right():
    html = "<table><tr><td>序号<td>名称<td>要求</tr><tr><td>1<td>甲<td>前半，</tr><tr><td></td><td>后半。</tr></table>"
    assert grid(html)[2] == ["", "", "后半。"]


@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<blockquote>{}</blockquote>",
        "<aside>{}</aside>",
        "<fieldset>{}</fieldset>",
        "<div style='border:solid 1.0pt'>{}</div>",
    ],
)
def test_frames_with_a_boxs_title_are_boxes(frame):
    inside = "<p>专项行动之一：达标</p><p>内容。</p>"
    found = elements("<p>前</p>" + frame.format(inside) + "<p>后</p>" + frame.format("<p>只是框</p>") + frame.format(inside))
    assert [el.insert for el in found] == [0, 1, 1, 0, 0, 2, 2]


def test_printed_pages_part_tables_and_lines():
    html = (
        "<table><tr><td>甲<td>乙</table><table style='page-break-before:always'><tr><td>丙<td>丁</table>"
        "<p style='break-after:page'>戊</p><p>己</p><br style='page-break-before:always'><p>庚</p>"
    )
    assert [(el.page, isinstance(el, Grid) and el.continued) for el in elements(html)] == [
        (1, 0),
        (2, 1),
        (2, 0),
        (3, 0),
        (4, 0),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=gb2312><p>换药室镕</p>".encode("gb18030"),
        "<p>换药室镕</p>".encode("gb18030"),
        "<p>换药室镕</p>".encode("utf-8-sig"),
        "<meta charset=gb2312><p>换药室镕</p>".encode("utf-16"),
        "<?xml version='1.0' encoding='utf-8'?><html><p>换药室镕</p></html>".encode(),
        "<meta charset=gb2312><p>换药室镕</p>".encode(),
        "<meta charset=big5><p>換藥室鎔</p>".encode("big5"),
        b"From: <saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\n\r\n"
        + "<p>换药室镕</p>".encode("gb18030"),
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode("<p>换药室镕</p>".encode()) + b"\r\n--x--\r\n",
    ],
)
def test_encodings_and_web_archives(data):
    assert texts(data)[0] in ("换药室镕", "換藥室鎔")


def test_a_few_broken_bytes_do_not_cost_the_page():
    data = ("<meta charset=gb2312><p>" + "换药室要洗手。" * 200).encode("gb18030") + b"\xff\xff</p>"
    assert "换药室要洗手。" in texts(data)[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<html><script>x</script></html>", "没有文字"),
        (b"<!-- x -->", "没有文字"),
        (bytes(range(1, 9)) * 500, "二进制"),
        (b"<b>" * 150_001, "标签"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n" + b"--x\n\n" * 2000, "存档"),
        (b"<div>" * 3000 + b"x", "太深"),
        (b"<p>x<br>" + b"y<br>" * 40_001, "超过"),
    ],
)
def test_pages_that_cannot_be_read(write, data, says):
    with pytest.raises(SourceError, match=says) as caught:
        ingest(write("坏.html", data))
    assert "\n" not in str(caught.value)


def test_mutated_pages_raise_nothing_else():
    rng = random.Random(5)
    data = PAGE.encode()
    for _ in range(40):
        mutated = bytearray(data)
        for _ in range(rng.choice((1, 5, 30))):
            at = rng.randrange(len(mutated))
            mutated[at : at + rng.randrange(8)] = bytes(rng.choice(b"<>/\"'= \x00\xffap1") for _ in range(rng.randrange(4)))
        try:
            parse(bytes(mutated), "变.html", Job())
        except DuibiaoError as error:
            assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("line", "is_site"),
    [
        ("字体：大 中 小", True),
        ("字号：小四号", False),
        ("【打印】【关闭】", True),
        ("打印机管理", False),
        ("您当前的位置：首页", True),
        ("首页数据质量", False),
        ("来源：医政司 发布时间：2024-01-01", True),
        ("发布日期：2024-01-01", False),
        ("京ICP备00000000号", True),
        ("无障碍设施", False),
    ],
)
def test_lines_of_the_site(line, is_site):
    assert is_site_line(line) is is_site
