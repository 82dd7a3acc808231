"""Who signs below the articles of a rule, an order or a proposal, and the red head of an order: fields and imprints, no clauses."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import p, package, run

SUFFIXES = {
    "txt": "\n".join,
    "md": "\n\n".join,
    "html": lambda lines: "<html><meta charset=utf-8><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>",
    "docx": lambda lines: package("".join(map(p, map(run, lines)))),
}
ARTICLES = ["第一条 轮椅由护士长保管。", "第二条 借用要登记。", "第三条 本办法自印发之日起施行。"]


@pytest.fixture(params=SUFFIXES)
def read(request, write):
    return lambda *lines: ingest(write(f"文.{request.param}", SUFFIXES[request.param](lines)))


def paths(parsed, kind=None):
    return ["/".join(c.path) for c in parsed.clauses if kind in (None, c.kind)]


@pytest.mark.parametrize(
    ("signed", "issuer", "date"),
    [
        (["青山市第四医院", "2033年4月2日"], "青山市第四医院", "2033-04-02"),
        (["青山县妇幼保健院护理部", "二〇三三年四月二日"], "青山县妇幼保健院护理部", "2033-04-02"),
        (["医务科、总务科", "2033-04-02"], "医务科、总务科", "2033-04-02"),
        (["青山市第四医院", "院长　李某某", "2033年4月2日"], "青山市第四医院", "2033-04-02"),
    ],
)
def test_the_signature_below_the_articles_is_no_paragraph_of_the_last(read, signed, issuer, date):
    parsed = read("轮椅管理办法", *ARTICLES, *signed)
    assert (parsed.document.title, parsed.document.issuer, parsed.document.date) == ("轮椅管理办法", issuer, date)
    assert paths(parsed)[:3] == ["第一条", "第二条", "第三条"]
    assert paths(parsed, "imprint") == [f"第三条/版记{n}" for n in range(1, len(signed) + 1)]


@pytest.mark.parametrize("signed", [["青山市第四医院"], ["青山市第四医院", "院长　李某某"], ["青山县妇幼保健院护理部"]])
def test_a_signature_without_a_day(read, signed):
    parsed = read("轮椅管理办法", *ARTICLES, *signed)
    assert (parsed.document.issuer, parsed.document.date) == (signed[0], "")
    assert paths(parsed, "imprint") == [f"第三条/版记{n}" for n in range(1, len(signed) + 1)]


@pytest.mark.parametrize(
    "last", [["入选的医院：", "青山市第四医院"], ["青山市第一医院", "青山市第四医院"], ["第四条 监督单位", "青山市第四医院"]]
)
def test_a_house_that_is_listed_signs_nothing(write, last):
    parsed = ingest(write("文.txt", "\n".join(["轮椅管理办法", *ARTICLES, *last])))
    assert (parsed.document.issuer, paths(parsed, "imprint")) == ("", [])


@pytest.mark.parametrize(
    "who", ["市长　张某某", "院长：李某某", "主任　王某", "青山市卫生健康委员会主任　赵某某", "主　任　钱某"]
)
def test_who_signs_below_a_list_of_annexes_is_none_of_them(read, who):
    title = "青山市院前急救管理办法（草案）"
    parsed = read(title, *ARTICLES, "附件：1.流程图", "2.登记表", who, "2033年3月8日")
    assert (parsed.document.title, parsed.document.date) == (title, "2033-03-08")
    assert [path for path in paths(parsed) if path.startswith("附件")] == ["附件清单/1", "附件清单/2"]
    assert next(c.text for c in parsed.clauses if c.kind == "imprint").replace(" ", "") == who.replace("　", "")


@pytest.mark.parametrize("line", ["报告院长审批", "科主任签字", "主任医师", "各科 主任 负责落实到位"])
def test_a_line_that_names_an_office_is_no_signature(write, line):
    parsed = ingest(write("文.txt", "\n".join(["轮椅管理办法", *ARTICLES, line, "2033年3月8日"])))
    assert line.replace(" ", "") in [c.text for c in parsed.clauses if c.kind == "paragraph"]


@pytest.mark.parametrize("below", ["（草案）", "（试行）", "（征求意见稿）", "（修订草案）"])
def test_the_stage_below_the_name_of_a_rule_belongs_to_it(read, below):
    parsed = read("青山市院前急救条例", below, *ARTICLES)
    assert parsed.document.title == f"青山市院前急救条例{below}"
    assert paths(parsed) == ["第一条", "第二条", "第三条"]


@pytest.mark.parametrize(
    ("head", "number", "issuer"),
    [
        (["青山市人民政府令", "第18号"], "青山市人民政府令第18号", "青山市人民政府"),
        (["青山市第四医院令", "（第3号）"], "青山市第四医院令第3号", "青山市第四医院"),
        (["青山市卫生健康委员会令 第6号"], "青山市卫生健康委员会令第6号", "青山市卫生健康委员会"),
    ],
)
def test_the_red_head_of_an_order_is_its_number(read, head, number, issuer):
    sent = "《轮椅管理办法》已经会议讨论通过，现予公布，自2033年5月1日起施行。"
    parsed = read(*head, sent, "主任　马某", "2033年3月8日", "轮椅管理办法", *ARTICLES)
    found = parsed.document
    assert (found.title, found.number, found.issuer, found.date) == ("轮椅管理办法", number, issuer, "2033-03-08")
    assert [c.text for c in parsed.clauses if c.path[0] == "引言"] == [sent]
    alone = read(*head, sent, "主任　马某", "2033年3月8日")
    assert (alone.document.number, alone.document.issuer, alone.document.date) == (number, issuer, "2033-03-08")
    assert [c.text for c in alone.clauses if c.kind == "paragraph"] == [sent]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (["青山市人民政府命令", "青政令〔2033〕2号"], "青山市人民政府命令"),
        (["青山市人民政府命令", "青政令〔2033〕2号", "关于封存药品的命令"], "关于封存药品的命令"),
        (["青山市人民政府令", "青政令〔2033〕2号", "关于进入应急状态的决定"], "关于进入应急状态的决定"),
    ],
)
def test_an_order_with_a_title_of_its_own_and_without(read, head, title):
    parsed = read(*head, "为了防汛，现命令如下：", "一、备足物资。", "二、按时上报。", "市长　张某某", "2033年7月8日")
    found = parsed.document
    assert (found.title, found.issuer, found.number) == (title, "青山市人民政府", "青政令〔2033〕2号")
    assert paths(parsed) == ["引言", "一", "二", "二/版记1", "二/版记2"]


SENT = ["关于印发《陪护管理规定（试行）》的通知", "各科室：", "请照此执行。", "青山市第四医院", "2033年6月3日"]


@pytest.mark.parametrize("above", [[], ["附件"], ["附件1"]], ids=["its title alone", "annex", "numbered"])
def test_the_stage_below_the_title_of_what_is_sent_belongs_to_it(write, above):
    lines = [
        *SENT[:3],
        "附件：陪护管理规定（试行）",
        *SENT[3:],
        *above,
        "陪护管理规定",
        "（试行）",
        "一、凭证陪护。",
        "二、每床一人。",
    ]
    for suffix in ("txt", "docx", "html"):
        parsed = ingest(write(f"文.{suffix}", SUFFIXES[suffix](lines)))
        assert {c.titles[0] for c in parsed.clauses if c.kind == "item"} == {"陪护管理规定（试行）"}


@pytest.mark.parametrize("stage", ["（草案）", "（征求意见稿）", "（2033年版）"])
def test_the_stage_below_the_title_of_an_annex_belongs_to_it(write, stage):
    annexes = ["附件1", "陪护规定", stage, "一、凭证陪护。", "附件2", "探视规定", "一、按时探视。"]
    parsed = ingest(write("文.txt", "\n".join(["关于印发两个规定的通知", *SENT[1:], *annexes])))
    assert [(c.path[0], c.titles[0]) for c in parsed.clauses if c.kind == "item"] == [
        ("附件1", f"陪护规定{stage}"),
        ("附件2", "探视规定"),
    ]


@pytest.mark.parametrize(
    "below", [["青山市第一医院", "青山市第二医院"], ["青山市第一医院", "青山市第二医院", "青山市第三医院"]]
)
def test_houses_below_a_title_are_a_list(read, below):
    parsed = read("医联体成员单位名单", *below)
    assert (parsed.document.issuer, paths(parsed, "imprint")) == ("", [])


def test_a_note_in_brackets_and_the_department_below_the_title(read):
    parsed = read("手术室管理规定", "（2033年3月修订）", "青山市第四医院手术室", *ARTICLES)
    assert (parsed.document.issuer, parsed.document.date) == ("青山市第四医院手术室", "2033-03")


BODIES = {
    "letter": "关于检查轮椅的通知\n各病区：\n请于5月8日前检查轮椅。\n一、检查刹车\n逐台试推。",
    "articles": "轮椅借用规定\n第一章 总则\n第一条 轮椅凭证借用。\n第二章 归还\n第二条 当日归还。",
    "points": "轮椅清洗制度\n一、用后擦拭；\n二、每月清洗。",
}
SIGNATURE = "青山市第四医院\n2033年5月1日"


@pytest.mark.parametrize("words", ["主题词：轮椅  检查", "主题词  轮椅  检查", "主 题 词：轮椅"])
@pytest.mark.parametrize("foot", ["{}\n" + SIGNATURE, SIGNATURE + "\n{}", SIGNATURE + "\n{}\n抄送：院领导"])
@pytest.mark.parametrize("body", BODIES)
def test_the_key_words_of_an_official_paper_stand_below_its_clauses(write, body, foot, words):
    plain = ingest(write("乙.txt", f"{BODIES[body]}\n{SIGNATURE}\n"))
    parsed = ingest(write("甲.txt", f"{BODIES[body]}\n{foot.format(words)}\n"))
    assert [c.path for c in parsed.clauses if c.kind != "imprint"] == [c.path for c in plain.clauses if c.kind != "imprint"]
    assert [c.kind for c in parsed.clauses if c.text.replace(" ", "").startswith("主题词")] == ["imprint"]
    assert (parsed.document.issuer, parsed.document.date) == ("青山市第四医院", "2033-05-01")


@pytest.mark.parametrize("authors", ["李某某 钱某", "作者单位：某医院护理部。", "执笔：赵某某；", "某医院护理部，青山 100000"])
@pytest.mark.parametrize("mark", ["主题词：轮椅；清洗", "【摘要】 轮椅每月清洗。"])
def test_authors_above_the_abstract_of_an_article_are_no_clauses(write, authors, mark):
    parsed = ingest(write("甲.txt", f"轮椅清洗专家共识\n{authors}\n{mark}\n1 背景\n轮椅常被污染。\n2 清洗\n每月清洗。\n"))
    assert [c.kind for c in parsed.clauses if c.text[:2] == authors[:2]] == ["imprint"]
    assert parsed.document.title == "轮椅清洗专家共识"
