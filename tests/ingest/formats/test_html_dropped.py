"""What is left out of a web page as the site's is told whole, however long it is; what no reader sees is not told."""

import pytest

from ingest.pipeline import ingest

RULE = "<h1>担架管理办法</h1><p>第一条 逐副编号。</p><p>第二条 每周擦拭。</p>"
SECTIONS = (
    "机构设置与领导分工",
    "医疗服务价格公示",
    "药品和耗材采购公告",
    "预约挂号与就诊流程",
    "院务公开与投诉建议",
    "人才招聘与进修培训",
)
LINKS = " ".join(f"<a href=/{n}>{section}</a>" for n, section in enumerate(SECTIONS))
WORDS = tuple(f"担架的第{n}号主题词" for n in range(1, 13))
BLOCKS = {
    "links": (f"<div>{LINKS}</div>", SECTIONS),
    "navigation": (f"<nav>{LINKS}<script>var gone = 1</script><i style='display:none'>gone</i></nav>", SECTIONS),
    "header": (f"<header><p>{'、'.join(SECTIONS)}</p><nav>青山医院</nav></header>", (*SECTIONS, "青山医院")),
    "footer": (f"<footer>{'<br>'.join(SECTIONS)}</footer>", SECTIONS),
    "role": (f"<div role=navigation>{'<br>'.join(SECTIONS)}</div>", SECTIONS),
    "register": (f"<table><tr><td>索引号：</td><td>A-1</td><td>主题词：</td><td>{'；'.join(WORDS)}</td></tr></table>", WORDS),
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_a_finding_names_everything_that_was_left_out(write, kind):
    block, texts = BLOCKS[kind]
    parsed = ingest(write("a.html", f"<html><body>{block}{RULE}</body></html>"))
    told = " ".join(f.text for f in parsed.findings if f.code == "site_furniture")
    assert [text for text in texts if text not in told] == []
    assert "gone" not in told
    assert [c.text for c in parsed.clauses] == ["逐副编号。", "每周擦拭。"]


def test_what_is_filled_in_and_a_field_that_is_not_ours_are_told_whole(write):
    long = "，".join(f"第{n}副担架已经擦拭" for n in range(40))
    page = ingest(write("a.html", f"<html><body>{RULE}<textarea name=记录>{long}</textarea></body></html>"))
    text = ingest(write("a.md", f"---\ntitle: 担架管理办法\nkeywords: {long}\n---\n第一条 编号。\n\n第二条 擦拭。\n"))
    assert [f.text for f in page.findings if f.code == "form_field"] == [f"记录：{long}"]
    assert [f.text for f in text.findings if f.code == "unknown_field"] == [f"keywords: {long}"]
