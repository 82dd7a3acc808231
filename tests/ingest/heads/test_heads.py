"""Where the head of a document ends: title, number, issuer, date and addressee of letters, rules, web pages, drafts, articles."""

import pytest

from ingest.pipeline import ingest
from tests.render.canvas import pdf as printed
from tests.render.docx import docx
from tests.render.model import Manuscript, Text
from tests.render.typeset import typeset

BODY = "一、按月检查。\n二、结果报护理部。\n"


def texts(parsed, kind=None):
    return [c.text for c in parsed.clauses if kind is None or c.kind == kind]


@pytest.mark.parametrize(
    ("title", "addressee"),
    [
        ("关于同意增设日间病房的批复", "外科党支部："),
        ("关于购置输液泵的请示", "院长办公室："),
        ("关于调整探视时间的通告", "住院患者及家属："),
        ("关于二〇二四年第一季度质控工作的会议纪要", "各临床科室："),
        ("文明陪护倡议书", "全院职工："),
        ("2024年护理部工作要点", "各病区："),
        ("关于电梯停运的情况说明", "总务处："),
        ("关于设立患者安全日的议案", "职工代表大会主席团全体代表："),
        ("某区人民政府关于封存药品的命令", "辖区各医疗机构："),
    ],
)
@pytest.mark.parametrize("suffix", ["txt", "md", "docx"])
def test_addressee_and_first_sentence_are_no_part_of_the_title(write, title, addressee, suffix):
    lines = [title, addressee, "为了方便病人，经院务会研究，现将有关事项说明", "如下，请照此执行。", *BODY.splitlines()]
    if suffix == "docx":
        content = docx(Manuscript(tuple(Text(line) for line in lines)))
    else:
        content = ("\n\n" if suffix == "md" else "\n").join(lines).encode()
    parsed = ingest(write(f"来文.{suffix}", content))
    assert parsed.document.title == title
    assert texts(parsed, "imprint")[0] == addressee
    assert "为了方便病人" in texts(parsed, "paragraph")[0]


@pytest.mark.parametrize(
    ("lines", "number", "identity"),
    [
        (("某市卫生健康委员会关于加强夜间巡查的通知", "某卫医〔2024〕18号"), "某卫医〔2024〕18号", "某卫医-2024-18"),
        (("某某市妇幼保健院分级护理制度", "（某妇护[2022]第7号）"), "某妇护〔2022〕7号", "某妇护-2022-7"),
        (
            ("某某市第三医院文件", "院护发〔2025〕12号  签发人：王某", "关于规范交接班的通知"),
            "院护发〔2025〕12号",
            "院护发-2025-12",
        ),
        (("某某市第三医院", "院质（2023）4号", "关于开展病历质控的", "通知"), "院质〔2023〕4号", "院质-2023-4"),
        (("院长办公会会议纪要", "2024年第3期"), "2024年第3期", "院长办公会会议纪要"),
        (("护理质控会会议纪要", "〔2024〕第3期"), "〔2024〕第3期", "护理质控会会议纪要"),
    ],
)
def test_a_number_above_or_below_the_title_is_the_documents(write, lines, number, identity):
    parsed = ingest(write("来文.txt", "\n".join([*lines, "各科室：", BODY])))
    assert parsed.document.number == number
    assert parsed.document.id == identity
    assert parsed.document.title == "".join(line for line in lines if line[-1] in "度要知的")
    assert number not in " ".join(texts(parsed, "paragraph"))


def test_a_number_that_a_sentence_cites_is_not_the_documents(write):
    parsed = ingest(write("制度.txt", "输液巡视制度\n\n根据某卫医〔2019〕3号的要求，制定本制度。\n" + BODY))
    assert parsed.document.number == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("某某市中心医院关于印发《夜班巡视管理办法》", "的通知"),
        ("某某市中心医院关于转发加强", "手卫生管理的意见的通知"),
        ("某某市中心医院护理文书", "书写规范"),
    ],
)
def test_a_title_goes_on_where_its_genre_is_that_of_another_document(write, first, second):
    assert ingest(write("题.txt", f"{first}\n{second}\n各科室：\n{BODY}")).document.title == first + second


def test_the_rest_of_a_reply_is_one_paragraph_where_a_line_breaks_in_a_bracket(write):
    parsed = ingest(
        write("批复.txt", "关于同意调岗的批复\n急诊科：\n你科《关于调岗的请示》（急字\n〔2024〕6号）收悉。\n同意。\n")
    )
    assert texts(parsed, "paragraph") == ["你科《关于调岗的请示》（急字〔2024〕6号）收悉。", "同意。"]


@pytest.mark.parametrize(
    ("signed", "date", "issuer"),
    [
        (["医务科、护理部", "2024年3月6日"], "2024-03-06", "医务科、护理部"),
        (["护理部", "2024.3.6"], "2024-03-06", "护理部"),
        (["感染管理科", "2024-03-06"], "2024-03-06", "感染管理科"),
        (["总务科", "2024/3/6"], "2024-03-06", "总务科"),
        (["某某市第三医院", "二〇二四年十月十二日"], "2024-10-12", "某某市第三医院"),
        (
            ["某省爱国卫生运动委员会", "（健康促进委员会）（代章）", "2023年 11月 2日", "（此件主动公开）"],
            "2023-11-02",
            "某省爱国卫生运动委员会（健康促进委员会）",
        ),
    ],
)
def test_a_signature_is_no_clause_but_says_who_and_when(write, signed, date, issuer):
    parsed = ingest(write("通知.txt", "关于轮转的通知\n各科室：\n" + BODY + "\n" + "\n".join(signed) + "\n"))
    assert (parsed.document.date, parsed.document.issuer) == (date, issuer)
    assert texts(parsed, "imprint")[1:] == [" ".join(line.split()) if "年 " in line else line for line in signed] or all(
        c.kind == "imprint" for c in parsed.clauses[-len(signed) :]
    )


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("某某县人民医院交接班制度", "hospital"),
        ("某某大学附属第二医院压疮上报流程", "hospital"),
        ("江东省三级综合医院评审标准", "provincial"),
        ("某协会医院护理人员培训大纲", "association"),
        ("全国医院感染监测方案", "national"),
        ("青山市医疗机构管理办法", "city"),
        ("青山市医院感染防控条例", "city"),
        ("青山市医院污水处理规程", "city"),
        ("青山市人民医院医院感染管理制度", "hospital"),
    ],
)
def test_a_hospitals_own_papers_have_a_level_of_their_own(write, title, level):
    assert ingest(write("文.txt", f"{title}\n\n{BODY}")).document.level == level


def test_what_speaks_of_our_hospital_is_the_hospitals(write):
    assert (
        ingest(write("文.txt", "输血核对制度\n\n一、我院输血前由两人核对。\n二、全院统一表格。\n")).document.level == "hospital"
    )


PAGE = """简 繁 EN 无障碍 我的空间
首页 新闻 公开 办事
首页 > 政府信息公开 > 文件
索 引 号： 123456/2024-00007        发布日期： 2024-06-03
发布机构： 青山市卫生健康委员会
文    号： 青卫发〔2024〕31号
成文日期： 2024-05-28
标    题： 青山市卫生健康委员会关于做好夜间急诊的通知
青山市卫生健康委员会关于做好
夜间急诊的通知
各医疗机构：
一、夜间急诊不停诊。
二、每班两名护士。
打印本页 关闭窗口
"""


@pytest.mark.parametrize("form", ["txt", "pdf"])
def test_a_government_page_gives_its_metadata_and_loses_its_menu(write, form):
    content = PAGE.encode() if form == "txt" else printed(typeset(Manuscript(tuple(Text(line) for line in PAGE.splitlines()))))
    parsed = ingest(write(f"网页.{form}", content))
    document = parsed.document
    assert document.title == "青山市卫生健康委员会关于做好夜间急诊的通知"
    assert (document.number, document.date) == ("青卫发〔2024〕31号", "2024-05-28")
    assert document.issuer == "青山市卫生健康委员会"
    assert [c.text for c in parsed.clauses if c.kind != "imprint"] == ["夜间急诊不停诊。", "每班两名护士。"]
    dropped = [f.text for f in parsed.findings if f.code == "site_furniture"]
    assert len(dropped) == 4


def test_a_rule_book_prints_its_metadata_under_labels(write):
    head = "某某市第三医院\n静脉治疗操作规程\n文件编号：HL-CZ-018    版本号：B/1\n制定部门：护理部    生效日期：2023年9月1日\n"
    document = ingest(write("规程.txt", head + BODY)).document
    assert document.title == "某某市第三医院静脉治疗操作规程"
    assert (document.number, document.date) == ("HL-CZ-018", "2023-09-01")
    assert document.level == "hospital"


COVER = """ICS 11.020
C 05
备案号：
{mark}
{category}
{number}

静脉输液安全规范
第2部分：儿童
Safety of infusion
Part 2: Children
点击此处添加与国际标准一致性程度的标识
{stage}
（本稿完成日期：2024年2月6日）
{dates}
{issuer}   发布
前  言
本部分按照GB/T 1.1—2020给出的规则起草。
1 范围
本部分规定了儿童输液的要求。
2 规范性引用文件
本文件没有规范性引用文件。
3 要求
3.1 应核对。
"""


@pytest.mark.parametrize(
    ("values", "issuer"),
    [
        (
            (
                "WS",
                "中华人民共和国卫生行业标准",
                "WS/T XXXXX—XXXX",
                "（征求意见稿）",
                "20XX - XX - XX发布\n20XX - XX - XX实施",
                "国家卫生健康委员会",
            ),
            "国家卫生健康委员会",
        ),
        (
            (
                "DB",
                "江东省地方标准",
                "DB 99/T ××××—202×",
                "（送审稿）",
                "202X-XX-XX 发布\n202X-XX-XX 实施",
                "江东省市场监督管理局",
            ),
            "江东省市场监督管理局",
        ),
        (
            (
                "T/QHLX",
                "团 体 标 准",
                "T/QHLX XXX—2031",
                "（征求意见稿）",
                "2031-XX-XX发布     2031-XX-XX实施",
                "江东省护理学会",
            ),
            "江东省护理学会",
        ),
        (
            (
                "GB",
                "中华人民共和国国家标准",
                "GB 15XXX—202X",
                "（报批稿）",
                "XXXX-XX-XX发布  XXXX-XX-XX实施",
                "国家标准化管理委员会",
            ),
            "国家标准化管理委员会",
        ),
    ],
)
def test_the_cover_of_a_draft_is_read(write, values, issuer):
    names = ("mark", "category", "number", "stage", "dates", "issuer")
    parsed = ingest(write("草案.txt", COVER.format(**dict(zip(names, values, strict=True)))))
    document = parsed.document
    assert (document.title, document.doctype) == ("静脉输液安全规范 第2部分：儿童", "standard")
    assert (document.number.replace("-", "—"), document.date, document.issuer) == (values[2], "2024-02-06", issuer)
    assert "draft_standard" in [f.code for f in parsed.findings]
    assert parsed.clauses[0].path == ("前言",)


@pytest.mark.parametrize(
    ("column", "authors", "abstract"),
    [
        ("·专家共识·", "李某某\n\n某医院护理部", "【摘要】 规范压疮预防。"),
        ("•标准与规范•", "赵某 钱某某 孙某\n\n某大学附属医院，青山 100000", "摘要：规范压疮预防。"),
        ("[指南]", "中华某学会压疮专业委员会", "关键词：压疮；预防"),
    ],
)
def test_an_article_of_a_journal_is_no_set_of_slides(write, column, authors, abstract):
    text = f"{column}\n\n成人压疮预防\n\n{authors}\n\n{abstract}\n\n1 评估\n\n入院当日评估。\n\n1.1 工具\n\n使用量表。\n\n2 措施\n\n定时翻身。\n"
    parsed = ingest(write("共识.txt", text))
    assert parsed.document.doctype != "slides"
    assert parsed.document.title == "成人压疮预防"
    assert [c.path for c in parsed.clauses if c.path[0].isdigit()] == [("1",), ("1", "1.1"), ("2",)]


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("某某市住院患者跌倒风险", "评估工作方案", "　　为减少跌倒，制定本方案。"),
        ("护理人员分层培训与", "考核管理办法", "　　本办法适用于全体护士。"),
        ("健康体重管理与营养", "促进行动", "　　体重与健康密切相关，应当引起重视。"),
    ],
)
def test_the_title_of_an_annex_may_take_two_lines(write, first, second, text):
    notice = f"关于印发三项方案的通知\n各科室：\n请执行。\n附件1\n{first}\n{second}\n{text}\n一、目标\n　　减少发生。\n"
    parsed = ingest(write("附件.txt", notice))
    titles = {c.titles[0] for c in parsed.clauses if c.path[0] == "附件1"}
    assert titles == {first + second}


def test_the_header_of_a_table_is_no_metadata(write):
    rows = "<tr><td>序号</td><td>分类</td><td>名称</td><td>发布日期</td></tr><tr><td>1</td><td>护理</td><td>甲</td><td>2024-01-02</td></tr>"
    parsed = ingest(
        write("清单.html", f"<html><body><h1>某院标本清单</h1><table>{rows}</table><p>一、逐份登记。</p></body></html>")
    )
    assert (parsed.document.title, parsed.document.date) == ("某院标本清单", "")
    assert "逐份登记。" in [c.text for c in parsed.clauses]


def test_the_title_of_an_annex_is_content_though_the_document_is_called_so(write):
    parsed = ingest(
        write("目录.md", "---\ntitle: 本院常用药目录\n---\n\n# 附件1\n\n本院常用药目录\n\n## 一、口服药\n\n每年修订。\n")
    )
    assert [(c.path, c.titles[0]) for c in parsed.clauses] == [(("附件1", "一"), "本院常用药目录")]


def test_the_title_of_a_deck_on_a_later_slide_is_the_heading_of_that_slide(write):
    slides = "压疮预防\n\n共两节\n\n\n\n压疮预防\n\np 勤翻身。\n\np 保持干燥。\n\n\n\n谢谢\n\n\n\n讨论\n\n"
    parsed = ingest(write("课件.txt", slides))
    assert parsed.document.doctype == "slides"
    assert any("压疮预防" in c.text for c in parsed.clauses)
