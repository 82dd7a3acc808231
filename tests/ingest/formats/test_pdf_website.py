"""Pages of government sites printed to PDF: what belongs to the site goes, what belongs to the document stays."""

import pytest

from ingest.finding_kinds import FindingKind
from ingest.formats.pdf.website import without_site
from ingest.text.elements import Grid, Paragraph

BODY = [
    "南山市卫生健康委员会关于规范夜间值班的通知",
    "各医疗机构：",
    "一、每班不少于两人。",
    "二、交接班应当签名。",
    "2024年5月6日",
]
SITES = [
    (
        ["繁體 English 无障碍", "首页 机构 新闻 公开 互动", "站内搜索", "首页 > 政务公开 > 文件"],
        ["索 引 号： 0123/2024-7", "发文机关： 南山市卫生健康委员会", "文 号： 南卫发〔2024〕7号", "成文日期： 2024-05-06"],
        ["打印本页 关闭窗口"],
    ),
    (
        ["长者版 | 登录", "请输入关键词搜索"],
        ["标题：关于规范夜间值班的通知", "索引号：A-1 主题分类：卫生", "发布机构：市卫健委 发文日期：2024年05月06日"],
        ["网站地图 | 联系我们", "主办单位：南山市卫生健康委员会 地址：南山路1号", "南ICP备1号 网站标识码：44"],
    ),
    (["您当前的位置：首页 > 通知公告"], [], ["扫一扫在手机打开当前页", "版权所有：南山市"]),
]


@pytest.mark.parametrize(("above", "entry", "below"), SITES)
def test_the_site_goes_and_its_entry_stays(above, entry, below):
    kept, notes = without_site([Paragraph(line, 1) for line in [*above, *entry, *BODY, *below]])
    assert [e.text for e in kept] == [*entry, *BODY]
    assert [(n.kind, n.text, n.page) for n in notes] == [(FindingKind.SITE_FURNITURE, line, 1) for line in [*above, *below]]


@pytest.mark.parametrize("last", ["打印机旁不留病历。", "关闭氧气后记录时间。", "相关文件：值班表", "主办单位：南山市护理学会"])
def test_a_sentence_that_begins_like_a_button_stays(last):
    above, entry, _ = SITES[0]
    lines = [*above, *entry, *BODY[:-1], last, BODY[-1], "联系我们 | 网站地图"]
    kept, notes = without_site([Paragraph(line, 1) for line in lines])
    assert [e.text for e in kept] == lines[len(above) : -1]
    assert notes[-1].text == lines[-1]


def test_what_a_browser_prints_around_each_page_goes():
    pages = [("2024/5/7 10:22 值班通知", BODY[:3], "https://www.example.cn/a.html 1/2"), ("2024/5/7 10:22 值班通知", BODY[3:], "https://www.example.cn/a.html 2/2")]  # fmt: skip
    lines = [Paragraph(line, n) for n, (head, body, foot) in enumerate(pages, 1) for line in (head, *body, foot)]
    kept, notes = without_site(lines)
    assert [e.text for e in kept] == BODY and len(notes) == 4


@pytest.mark.parametrize(
    "lines",
    [
        ["护理部 医务科", *BODY, "主办单位：市护理学会 承办：市医院"],
        ["文号：院发〔2024〕3号", "成文日期：2024-05-06", "内科 外科 儿科", *BODY],
        ["目录 总则 附则", "第一条 首页应当完整。", "返回顶部"],
    ],
)
def test_a_document_that_no_site_printed_stays_whole(lines):
    elements = [*map(Paragraph, lines), Grid((("甲", "乙"),))]
    assert without_site(elements) == (elements, [])
