"""Pages whose ``<title>`` names the site or who issued the text: what stands on the page is the title, and nothing of it is lost."""

import pytest

from ingest.pipeline import ingest


def page(title, inside):
    return f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{inside}</body></html>"


MENU = "<div>首页</div><div>就医指南</div>"
TEXT = (
    "<p>为了方便探视，现将有关事项通告如下。</p><p>一、时间</p><p>（一）午后三点。</p><p>（二）晚间七点。</p>"
    "<p>二、自带水杯</p><p>青山市第四医院</p><p>2033年5月6日</p>"
)
PATHS = ["引言", "一/（一）", "一/（二）", "二", "二/版记1", "二/版记2"]
HEADS = {
    "a heading": "<h1>关于调整探视时间的通告</h1>",
    "a heading below a menu": f"{MENU}<h1>关于调整探视时间的通告</h1>",
    "a line in the middle": f'{MENU}<p align="center">关于调整探视时间的通告</p>',
    "a line that a style puts in the middle": f'{MENU}<p style="text-align:center"><b>关于调整探视时间的通告</b></p>',
    "the site's name as the heading": f"<h1>青山市第四医院</h1>{MENU}<h2>关于调整探视时间的通告</h2>",
    "a plain line": "<p>关于调整探视时间的通告</p>",
}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "named",
    ["通告_青山市第四医院", "青山市第四医院-首页", "青山市第四医院", "通知公告 | 青山市第四医院", "青山市第四医院—院务公开"],
)
def test_who_signed_is_no_title(write, head, named):
    parsed = ingest(write("a.html", page(named, HEADS[head] + TEXT)))
    assert (parsed.document.title, parsed.document.issuer) == ("关于调整探视时间的通告", "青山市第四医院")
    assert ["/".join(c.path) for c in parsed.clauses] == PATHS
    assert {f.text for f in parsed.findings if f.code == "site_furniture"} <= {"首页", "就医指南", "青山市第四医院"}


@pytest.mark.parametrize(
    ("named", "body"),
    [
        ("轮椅借用", "<p>借用须知</p><p>1. 凭证件。</p><p>2. 当日还。</p><p>轮椅借用</p>"),
        ("青山疾控网", "<p>关于蚊虫的提示</p><p>各社区卫生服务中心：</p><p>清除积水。</p><p>青山疾控网</p>"),
        ("停水", "<p>第一条 楼层停水前通知。</p><p>第二条 停水后复查。</p><h1>停水</h1>"),
    ],
)
def test_no_line_below_numbers_or_the_addressee_is_the_title(write, named, body):
    parsed = ingest(write("a.html", page(named, body)))
    told = [parsed.document.title, *(c.text for c in parsed.clauses)]
    assert "site_furniture" not in {f.code for f in parsed.findings}
    for line in body.replace("</p>", "").replace("</h1>", "").replace("<h1>", "<p>").split("<p>")[1:]:
        assert any(text and text in line for text in told), line
