"""Statutes: articles number through chapters, and only an article at the beginning of a line is one."""

import re

import pytest

from ingest.pipeline import ingest
from tests.ingest.kept import lost
from tests.render import canvas, docx
from tests.render.model import Manuscript, Text
from tests.render.typeset import typeset

LAW = """某省病区陪护管理条例
（2019年3月5日某省第十三届人民代表大会常务委员会第九次会议通过 根据2023年11月30日某省第十四届人民代表大会常务委员会第七次会议《关于修改〈某省食堂管理条例〉等三件地方性法规的决定》修正）
目　　录
第一章　总　　则
第二章　陪护人员
第一节　登　　记
第二节　培　　训
第三章　附　　则

第一章　总　　则
第一条　为了规范病区陪护，方便病人休养，维护病区的安静和整洁，保障病人和陪护人员的安全，结合本省的实际情况，制定本条例。
第二条　本省行政区域内医院的病区陪护，适用本条例。
门诊和急诊留观的陪护，参照本条例执行。社区卫生服务中心设有观察床的，其陪护由中心自行规定，但不得与本条例的要求相抵触。
第三条　陪护遵循自愿、有序、安静的原则。病区应当把探视和陪护的时间写在门口的牌子上，让第一次来的家属也能够一眼看到。
第二章　陪护人员
第一节　登　　记
第四条　陪护人员有下列情形之一的，病区不予登记：
（一）发热的；
（二）有下列行为的：
1.在病区吸烟；
2.携带宠物。
（三）拒绝出示证件的。
前款第二项规定的人员改正后可以重新登记。
第五条　按照本条例
第三条规定的原则，病区可以限定人数。违反
第四条第一款所列规定的，由病区劝离。
第二节　培　　训
第六条　培训每季度一次，由护理部组织，内容包括手卫生、防跌倒和消防知识，新登记的陪护人员在登记后的七天以内参加。
第六条之一　培训不得收费。
第七条　【培训记录】培训记录保存两年，写明时间、地点、参加的人员和授课的人，由护士长签字以后交护理部存档备查。
第三章　附　　则
第八条　本条例自2019年6月1日起施行。
"""

PATHS = [
    "第一章/第一条",
    "第一章/第二条",
    "第一章/第二条/第2款",
    "第一章/第三条",
    "第二章/第一节/第四条",
    "第二章/第一节/第四条/（一）",
    "第二章/第一节/第四条/（二）",
    "第二章/第一节/第四条/（二）/1",
    "第二章/第一节/第四条/（二）/2",
    "第二章/第一节/第四条/（三）",
    "第二章/第一节/第四条/第2款",
    "第二章/第一节/第五条",
    "第二章/第二节/第六条",
    "第二章/第二节/第六条之一",
    "第二章/第二节/第七条",
    "第三章/第八条",
]


def wrapped(text, width, indent="　　"):
    """``text`` cut at so many characters, the first line of each paragraph set in."""
    out = []
    for paragraph in text.replace("\n第三条规定", "第三条规定").replace("\n第四条第一款", "第四条第一款").split("\n"):
        inset = indent + paragraph if indent and re.match(r"[第（1-9].{1,4}[条）.]|[前门]", paragraph) else paragraph
        out += [inset[i : i + width] for i in range(0, len(inset), width)]
    return "\n".join(out)


def paths(parsed):
    return [c.id.partition("#")[2] for c in parsed.clauses if c.kind != "imprint"]


FORMS = {
    "one paragraph a line": lambda t: t.replace("\n第三条规定", "第三条规定").replace("\n第四条第一款", "第四条第一款"),
    "32 characters": lambda t: wrapped(t, 32),
    "38 characters": lambda t: wrapped(t, 38),
    "45 characters": lambda t: wrapped(t, 45),
    "32, no indent": lambda t: wrapped(t, 32, ""),
    "Arabic": lambda t: (
        t.replace("\n第三条规定", "第三条规定").replace("\n第四条第一款", "第四条第一款").replace("第五条", "第 5 条")
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_article_once_in_its_chapter_and_section(write, form):
    text = FORMS[form](LAW)
    parsed = ingest(write("条例.txt", text))
    expected = [p.replace("第五条", "第5条") for p in PATHS] if form == "Arabic" else PATHS
    assert paths(parsed) == expected
    assert lost(parsed, text) == []
    assert parsed.document.doctype == "statute"


def test_a_reference_at_the_start_of_a_line_opens_no_article(write):
    parsed = ingest(write("条例.txt", FORMS["32, no indent"](LAW)))
    (fifth,) = [c for c in parsed.clauses if c.path[-1] == "第五条"]
    assert fifth.text == "按照本条例第三条规定的原则，病区可以限定人数。违反第四条第一款所列规定的，由病区劝离。"


@pytest.mark.parametrize(
    ("line", "opens"),
    [
        ("第三条　病区设登记处。", True),
        ("第三条病区设登记处。", True),
        ("第 三 条 病区设登记处。", True),
        ("第３条　病区设登记处。", True),
        ("第三条规定的登记处。", False),
        ("第三条第二款所列登记处。", False),
        ("第三条、第四条的登记处。", False),
        ("第三条和第四条的登记处。", False),
        ("第三条所称登记处。", False),
        ("第三条之规定不适用于登记处。", False),
        ("第三章规定的登记处。", False),
        ("第九条　登记处。", True),
    ],
)
def test_what_opens_an_article(write, line, opens):
    parsed = ingest(write("a.txt", f"某院陪护管理办法\n第一条　甲。\n第二条　乙。\n{line}\n"))
    assert (len(paths(parsed)[-1].split("/")) == 1) == opens


def test_articles_past_a_thousand_and_excerpts(write):
    text = "某法典（节选）\n" + "".join(
        f"第{n}条　内容{n}。\n" for n in ("九百九十九", "一千", "一千零一", "一千零一十", "一千一百二十三")
    )
    assert paths(ingest(write("a.txt", text))) == [
        "第九百九十九条",
        "第一千条",
        "第一千零一条",
        "第一千零一十条",
        "第一千一百二十三条",
    ]


def test_parts_and_chapters_that_start_anew_or_number_on(write):
    text = "某法\n第一编　甲\n第一章　子\n第一条　一。\n第二编　乙\n第一章　丑\n第二条　二。\n第二章　寅\n第三条　三。\n第三编　丙\n第三章　卯\n第四条　四。\n"
    assert paths(ingest(write("a.txt", text))) == [
        "第一编/第一章/第一条",
        "第二编/第一章/第二条",
        "第二编/第二章/第三条",
        "第三编/第三章/第四条",
    ]


def test_the_head_of_a_local_statute(write):
    document = ingest(write("条例.txt", LAW)).document
    assert (document.id, document.title) == ("某省病区陪护管理条例", "某省病区陪护管理条例")
    assert (document.date, document.level, document.number) == ("2023-11-30", "provincial", "")
    assert document.issuer == "某省人民代表大会常务委员会"


ORDER = """中华人民共和国国务院令

第 907 号

《陪护床管理条例》已经2031年2月3日国务院第8次常务会议通过，现予公布，自2031年5月1日起施行。

总理　某某

2031年2月20日

陪护床管理条例

第一条　陪护床由病区保管。

第二条　本条例自2031年5月1日起施行。
"""


def test_a_statute_below_the_order_that_publishes_it(write):
    parsed = ingest(write("a.txt", ORDER))
    document = parsed.document
    assert (document.title, document.number, document.issuer) == ("陪护床管理条例", "国务院令第907号", "国务院")
    assert (document.date, document.level) == ("2031-02-20", "national")
    assert paths(parsed)[-2:] == ["第一条", "第二条"]
    assert lost(parsed, ORDER) == []


@pytest.mark.parametrize(
    ("line", "number", "issuer", "date"),
    [
        ("2031年1月5日 中华人民共和国国务院令第517号公布", "国务院令第517号", "国务院", "2031-01-05"),
        ("2031年1月5日国家卫生健康委员会令第12号公布", "国家卫生健康委员会令第12号", "国家卫生健康委员会", "2031-01-05"),
        ("（2031年1月5日中华人民共和国卫生部令第十二号发布，自2031年3月1日起施行）", "卫生部令第12号", "卫生部", "2031-01-05"),
        (
            "2031年1月5日第二十届全国人民代表大会常务委员会第三十次会议通过",
            "",
            "全国人民代表大会常务委员会",
            "2031-01-05",
        ),
    ],
)
def test_who_issued_it_and_when(write, line, number, issuer, date):
    parsed = ingest(write("a.md", f"# 陪护床管理条例\n\n{line}\n\n## 第一章 总则\n\n第一条 甲。\n\n第二条 乙。\n"))
    document = parsed.document
    assert (document.id, document.number, document.issuer, document.date) == ("陪护床管理条例", number, issuer, date)
    assert document.level == "national"
    assert [c.kind for c in parsed.clauses] == ["imprint", "item", "item"]


def test_markdown_bold_and_plain_text_have_the_same_ids(write):
    marked = "# 陪护办法\n\n## 第一章 总则\n\n**第一条** 甲。\n\n**第二条** 乙。\n\n丙。\n"
    plain = "陪护办法\n\n第一章 总则\n\n第一条 甲。\n\n第二条 乙。\n\n丙。\n"
    assert (
        paths(ingest(write("a.md", marked)))
        == paths(ingest(write("a.txt", plain)))
        == ["第一章/第一条", "第一章/第二条", "第一章/第二条/第2款"]
    )


def test_a_notice_that_sends_a_statute_keeps_its_own_number(write):
    text = "某市卫健发〔2031〕5号\n关于印发《陪护管理办法》的通知\n各医院：\n现印发给你们。\n附件：陪护管理办法\n第一条　甲。\n第二条　乙。\n"
    parsed = ingest(write("a.txt", text))
    assert (parsed.document.id, parsed.document.doctype) == ("某市卫健发-2031-5", "statute")


def test_a_decision_that_quotes_articles_has_none(write):
    text = "关于修改陪护办法的决定\n\n一、将第三条修改为：“第三条　病区设登记处。\n\n“登记处由专人负责。”\n\n二、删去第五条。\n\n三、第六条第一款修改为：“培训每年一次。”\n"
    parsed = ingest(write("a.txt", text))
    assert parsed.document.doctype != "statute"
    assert [c.path[0] for c in parsed.clauses] == ["一", "一", "二", "三"]


def test_two_statutes_in_one_file_keep_their_articles_apart(write):
    text = (
        "关于印发两个办法的通知\n\n附件1\n陪护办法\n第一条　甲。\n第二条　乙。\n附件2\n探视办法\n第一条　丙。\n第二条　丁。\n"
    )
    assert paths(ingest(write("a.txt", text))) == ["附件1/第一条", "附件1/第二条", "附件2/第一条", "附件2/第二条"]


def articles(parsed):
    found = []
    for clause in parsed.clauses:
        at = next((i for i, part in enumerate(clause.path) if re.fullmatch(r"第.+条(之.)?", part)), None)
        if at is not None and clause.path[: at + 1] not in found:
            found.append(clause.path[: at + 1])
    return found


def printed(text):
    """Chapter, section and number of every article, read off the source by itself."""
    place, found = {}, []
    for line in text.split("\n"):
        heading = re.match(r"#+\s*(第[一二三四五六七八九十百]+([章节]))", line)
        if heading:
            place = {"章": heading[1]} if heading[2] == "章" else {**place, "节": heading[1]}
        elif article := re.match(r"(第[零一二三四五六七八九十百]+条)[ 　]", line):
            found.append((*place.values(), article[1]))
    return found


def as_text(markdown):
    return re.sub(r"(?m)^#+ *|^<!--.*-->$", "", markdown)


@pytest.mark.parametrize("width", [0, 32, 38, 45])
@pytest.mark.parametrize("indent", ["", "  "])
def test_the_seven_samples(shared, write, width, indent):
    for sample in sorted((shared / "samples" / "statutes").glob("*.md")):
        source = sample.read_text(encoding="utf-8")
        lines = [line for line in as_text(source).split("\n") if line.strip()]
        cut = [(indent * line.startswith("第") + line) for line in lines]
        cut = [line[i : i + width] for line in cut for i in range(0, len(line), width)] if width else cut
        for at in range(20, len(cut), 21):
            cut.insert(at, f"- {at // 21 + 1} -")
        text = "\n".join(cut)
        assert articles(ingest(sample)) == articles(ingest(write("a.txt", text))) == printed(source), sample.name


@pytest.mark.parametrize("name", ["条例.pdf", "条例.docx"])
def test_the_same_places_and_texts_from_pdf_and_word(shared, write, name):
    for sample in sorted((shared / "samples" / "statutes").glob("*.md")):
        lines = [line for line in as_text(sample.read_text(encoding="utf-8")).split("\n") if line.strip()]
        flush = [re.match(r"第[一二三四五六七八九十]+[章节]|\d{4}年", line) or not at for at, line in enumerate(lines)]
        texts = [Text(line, 0.0 if top else 2.0, int(bool(top)), bool(top)) for line, top in zip(lines, flush, strict=True)]
        printed = Manuscript(tuple(texts), measure=31.0)
        data = canvas.pdf(typeset(printed)) if name.endswith("pdf") else docx.docx(printed)
        expected = {c.id: "".join(c.text.split()) for c in ingest(sample).clauses}
        assert {c.id: "".join(c.text.split()) for c in ingest(write(name, data)).clauses} == expected, sample.name


@pytest.mark.parametrize(
    "note",
    [
        "（2018年5月3日院长办公会通过 2023年10月26日修\n订）",
        "（2018年5月3日院长办公会通\n过 2023年10月26日修订）",
        "（2018年5月3日院长办公会通过 2023年10月\n26日修订）",
    ],
)
def test_the_last_amendment_dates_a_rule_wherever_its_line_breaks(write, note):
    rule = f"某院轮椅管理办法\n{note}\n第一条 逐台编号。\n第二条 每周擦拭。\n第三条 自发布之日起施行。\n"
    assert ingest(write("办法.txt", rule)).document.date == "2023-10-26"


@pytest.mark.parametrize(
    "line",
    [
        "第六条之一 病区应当设暂存间。",
        "第六条之一病区应当设暂存间。",
        "第六条之一：病区应当设暂存间。",
        "第六条之一\n病区应当设暂存间。",
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_an_inserted_article_may_stand_behind_others_that_were_deleted(write, line, suffix):
    end = "\n\n" if suffix == "md" else "\n"
    text = f"废物管理办法\n第一条 为管好废物，制定本办法。\n第二条 适用于病区。\n{line}\n第三十条之二暂存不超过二日。\n第三十一条 自发布之日起施行。\n"
    parsed = ingest(write(f"办法.{suffix}", text.replace("\n", end)))
    assert ["/".join(c.path) for c in parsed.clauses] == ["第一条", "第二条", "第六条之一", "第三十条之二", "第三十一条"]
    assert parsed.clauses[2].text == "病区应当设暂存间。"


def test_an_inserted_article_that_a_sentence_names_is_none(write):
    text = "废物管理办法\n第一条 为管好废物，制定本办法。\n第二条 适用于病区。\n第六条之一规定的暂存间应当上锁。\n第三条 自发布之日起施行。\n"
    assert [c.path[0] for c in ingest(write("办法.txt", text)).clauses] == ["第一条", "第二条", "第二条", "第三条"]
