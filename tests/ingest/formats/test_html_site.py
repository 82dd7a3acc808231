"""Blocks of a web page that belong to its site."""

import pytest

from ingest.pipeline import ingest

RULE = "<div class=title>轮椅管理办法</div><p>第一条 逐台编号。</p><p>第二条 每周擦拭。</p>"
LINKS = "<a href=/1>首页</a>|<a href=/2>概况</a>"


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (f"<div id=header>某县医院 {LINKS}</div>{RULE}", "某县医院首页 | 概况"),
        (f"<div class='top-nav clearfix'><span>某县第二医院护理部</span>{LINKS}</div>{RULE}", "某县第二医院护理部首页 | 概况"),
        (f"{RULE}<table class=footer><tr><td>某县医院 电话 {LINKS}</td></tr></table>", "某县医院电话首页 | 概况"),
        (f"{RULE}<div id=footer>Copyright 2024 某县医院 版权所有</div>", "Copyright 2024 某县医院版权所有"),
    ],
)
def test_what_a_page_calls_its_header_or_footer_belongs_to_the_site(write, block, told):
    parsed = ingest(write("a.html", f"<html><body>{block}</body></html>"))
    assert (parsed.document.title, len(parsed.clauses)) == ("轮椅管理办法", 2)
    assert told in [f.text for f in parsed.findings if f.code == "site_furniture"]


def test_text_in_a_block_of_such_a_name_is_kept(write):
    words = "轮椅由各病区护士长指定专人保管，借用、归还都要在登记本上签名，损坏的及时报修。"
    parsed = ingest(
        write("a.html", f"<html><body>{RULE}<div class=bottom><p>{words}<a href=/x>详情</a></p></div></body></html>")
    )
    assert any(words in c.text for c in parsed.clauses)


SHARE = "<div><a>打印</a><a>收藏</a><span>字号：大 中 小</span></div>"
MENU = "<ul><li><a href=#>医院概况</a></li><li><a href=#>就诊指南</a></li></ul>"


@pytest.mark.parametrize(
    "page",
    [
        f"<title>轮椅办法_某网</title></head><body>{SHARE}<h1>轮椅管理办法</h1>",
        f"<title>某县医院 - 轮椅管理办法</title></head><body>{MENU}<h2>轮椅管理办法</h2>",
        f"<title>某县医院</title></head><body>{MENU}{SHARE}<h2>轮椅管理办法</h2>",
    ],
)
def test_what_stands_above_the_heading_of_a_page_is_no_title(write, page):
    parsed = ingest(
        write(
            "a.html",
            f"<html><head><meta charset=utf-8>{page}<p>第一条 逐台编号。</p><p>第二条 每周擦拭。</p></body></html>",
        )
    )
    assert (parsed.document.title, [c.text for c in parsed.clauses]) == ("轮椅管理办法", ["逐台编号。", "每周擦拭。"])
    assert "site_furniture" in {f.code for f in parsed.findings}


def test_the_entry_of_a_register_says_who_issued_the_text_and_when(write):
    entry = (
        "<table><tr><td>索引号：</td><td>X-1</td><td>发文机关：</td><td>某省人民政府</td></tr>"
        "<tr><td>成文日期：</td><td>2031年9月14日</td><td>发文字号：</td><td>某政令〔2031〕8号</td></tr></table>"
    )
    found = ingest(write("a.html", f"<html><body>{entry}<h1>轮椅管理办法</h1>{RULE}</body></html>")).document
    assert (found.issuer, found.date, found.number) == ("某省人民政府", "2031-09-14", "某政令〔2031〕8号")


@pytest.mark.parametrize(
    "line", ["2031-06-03 来源：法规处【打印本页】【关闭窗口】", "主办：某省人民政府办公厅　网站标识码：44 网站地图"]
)
def test_lines_of_the_site_around_a_text(write, line):
    parsed = ingest(write("a.html", f"<html><body>{RULE}<p>{line}</p></body></html>"))
    assert len(parsed.clauses) == 2
    assert "site_furniture" in {f.code for f in parsed.findings}


TEXT = "<p>一、逐台编号。</p><p>二、每周擦拭。</p>"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "<ul id=nav><li>首页</li><li>医院概况</li><li>新闻中心</li></ul>",
            "<div><a>打印本页</a> <a>关闭窗口</a> <a>返回顶部</a></div>",
        ),
        (
            "<div class=leftMenu><p>机构职能</p><p>政策法规</p></div>",
            "<div class=related><h3>相关文章</h3><ul><li>就诊须知</li></ul></div>",
        ),
        (
            "<div id=share><a>打印</a><a>收藏</a><span>字号：大 中 小</span></div>",
            "<div class=share>分享到：微信 微博 QQ空间</div>",
        ),
        ("<p><span>A+</span> <span>A-</span> <span>打印</span> <span>分享</span></p>", "<p>版权所有：某县人民医院</p>"),
        (
            "<div>某县人民医院</div>",
            "<div class=foot><p>主办单位：某县人民医院</p><p>地址：某县某路1号 邮编：000000</p><p>网站标识码：1234567890</p></div>",
        ),
    ],
)
@pytest.mark.parametrize("site", ["轮椅管理办法 - 某县人民医院", "某县人民医院_轮椅管理办法"])
def test_menus_buttons_and_feet_without_links_belong_to_the_site(write, above, below, site):
    meta = "<p>作者：护理部 时间：2024-03-01 10:20 浏览：56</p>"
    page = f"<html><head><title>{site}</title></head><body>{above}<h2>轮椅管理办法</h2>{meta}{TEXT}{below}</body></html>"
    parsed = ingest(write("a.html", page))
    assert parsed.document.title == "轮椅管理办法"
    assert [("/".join(c.path), c.text) for c in parsed.clauses] == [("一", "逐台编号。"), ("二", "每周擦拭。")]


@pytest.mark.parametrize(
    "block",
    [
        "<div class=menu><p>早餐供应时间为每日六时三十分至八时整，地点在一楼餐厅。</p></div>",
        "<div class=foot><p>护理部</p><p>2024年3月1日</p></div>",
        "<p>打印本人的报告时出示证件。</p>",
        "<div class=share><p>经验由各病区轮流分享。</p></div>",
    ],
)
def test_text_in_a_block_called_a_menu_or_foot_stays(write, block):
    parsed = ingest(write("a.html", f"<html><body><h1>轮椅管理办法</h1>{TEXT}{block}</body></html>"))
    last = block.replace("</p>", "").replace("</div>", "").split(">")[-1]
    assert any(last in c.text for c in parsed.clauses)
