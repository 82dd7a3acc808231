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
        (f"{RULE}<div id=footer>Copyright 2024 某县医院 版权所有</div>", "Copyright 2024 某县医院 版权所有"),
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
