"""Word documents: what a reader sees, from XML written here."""

import io
import zipfile

import pytest

from ingest.finding_kinds import FindingKind, Note
from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import (
    FIELD,
    NAMES,
    RELATIONS,
    W,
    cell,
    draft,
    level,
    lines,
    listed,
    lists,
    p,
    package,
    run,
    style,
    table,
)


@pytest.mark.parametrize(
    ("form", "text", "first_three"),
    [
        ("chineseCountingThousand", "第%1章", ["第一章", "第二章", "第三章"]),
        ("chineseCounting", "（%1）", ["（一）", "（二）", "（三）"]),
        ("japaneseCounting", "%1、", ["一、", "二、", "三、"]),
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "３．"]),
        ("decimalEnclosedCircle", "%1", ["①", "②", "③"]),
        ("decimalZero", "%1)", ["01)", "02)", "03)"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "丙、"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("bullet", "\uf06c", ["• ", "• ", "• "]),
        ("none", "附件", ["附件", "附件", "附件"]),
    ],
)
def test_automatic_numbers_are_printed(form, text, first_three):
    body = "".join(p(f"{i}号手术间", listed(1)) for i in "甲乙丙")
    assert lines(body, numbering=lists(level(0, form, text))) == [
        f"{number}{i}号手术间" for number, i in zip(first_three, "甲乙丙", strict=True)
    ]


def test_lower_levels_start_anew_unless_they_are_told_not_to():
    defined = lists(
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>'),
        level(2, "decimal", "%1.%3", "<w:isLgl/>"),
    )
    order = [0, 1, 2, 2, 0, 1, 2]
    body = "".join(p("查对", listed(1, at)) for at in order)
    assert lines(body, numbering=defined) == [f"{n}查对" for n in ("一、", "1.", "1.1", "1.2", "二、", "2.", "2.1")]


def test_lists_of_one_definition_count_on_unless_one_starts_over():
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = "".join(p("核对", listed(n)) for n in (1, 2, 3, 3, 1))
    assert lines(body, numbering=lists(level(0, "decimal", "%1."), nums=((1, ""), (2, ""), (3, over)))) == [
        f"{n}.核对" for n in (1, 2, 1, 2, 3)
    ]


def test_numbers_come_by_style_and_can_be_taken_back():
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="条"/><w:pPr>{listed(1)}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="款"/><w:basedOn w:val="A"/></w:style>'
    )
    numbering = lists(level(0, "decimal", "第%1条"), level(1, "decimal", "（%2）", '<w:pStyle w:val="B"/>'))
    body = p("消毒", style("A")) + p("手卫生", style("B")) + p("备用", style("A") + listed(0)) + p("灭菌", style("A"))
    assert lines(body, styles=styles, numbering=numbering) == ["第1条消毒", "（1）手卫生", "备用", "第2条灭菌"]


def test_a_gap_follows_a_number_and_a_deleted_paragraph_has_none():
    numbering = lists('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>')
    gone = p("<w:del><w:r><w:delText>旧条款</w:delText></w:r></w:del>", listed(1) + "<w:rPr><w:del/></w:rPr>")
    body = p("登记", listed(1)) + gone + p("", listed(1)) + p("上报", listed(1))
    assert lines(body, numbering=numbering) == ["1. 登记", "3. 上报"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [("%1.%2", ["1术语", "1.1", "腕带", "1.2", "床头卡"]), ("第%2条", ["1术语", "第1条", "腕带", "第2条", "床头卡"])],
)
def test_a_number_without_text_that_heads_what_follows_is_kept(second, expected):
    body = p("术语", listed(1)) + p("", listed(1, 1)) + p("腕带") + p("", listed(1, 1)) + p("床头卡")
    assert lines(body, numbering=lists(level(0, "decimal", "%1"), level(1, "decimal", second))) == expected


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_an_empty_paragraph_with_a_number_is_no_clause(write, blank, at):
    texts = ["为管好轮椅，制定本办法。", "每周擦拭轮椅。", "自发布之日起施行。"]
    body = "".join(p(text, listed(1)) for text in [*texts[:at], blank, *texts[at:]])
    made = package(p("轮椅管理办法") + body, numbering=lists(level(0, "chineseCountingThousand", "第%1条 ")))
    parsed = ingest(write("办法.docx", made))
    assert [clause.text for clause in parsed.clauses] == texts
    assert [(note.code, note.text) for note in parsed.findings] == [("number_alone", "第" + "一二三四"[at] + "条")]


def test_terms_whose_numbers_stand_alone_are_clauses_of_their_own(write):
    body = "".join(map(p, ("ICS 11.020", "中华人民共和国卫生行业标准", "WS/T 9002—2031", "腕带使用规范")))
    body += p("范围", listed(1)) + p("本文件规定了腕带的要求。") + p("术语和定义", listed(1)) + p("下列术语适用于本文件。")
    body += p("", listed(1, 1)) + p("腕带 wristband") + p("戴在手腕上的标识。")
    body += p("", listed(1, 1)) + p("床头卡 bed card") + p("挂在床头的卡片。")
    numbering = lists(level(0, "decimal", "%1 "), level(1, "decimal", "%1.%2 "))
    parsed = ingest(write("规范.docx", package(body, numbering=numbering)))
    assert [c.id.partition("#")[2] for c in parsed.clauses] == ["1", "2", "2/2.1", "2/2.2"]


def test_links_between_lists_and_styles_may_loop():
    styles = (
        '<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
        f'<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/><w:pPr>{listed(1)}</w:pPr></w:style>'
    )
    numbering = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="A"/></w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert lines(p("交班", style("A")), styles=styles, numbering=numbering) == ["交班"]


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (f"<w:ins>{run('新增')}</w:ins><w:del>{run('删去')}</w:del><w:moveFrom>{run('移走')}</w:moveFrom>", "新增"),
        (f"<w:hyperlink><w:smartTag>{run('链接')}</w:smartTag></w:hyperlink>", "链接"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (run("看得见") + run("藏起来", "<w:vanish/>") + run("的", '<w:vanish w:val="0"/>'), "看得见的"),
        (run("见") + FIELD + run("。"), "见第三条。"),
        (run("未完的域") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("仍在"), "未完的域仍在"),
        (f"<w:r><w:t>WS</w:t><w:noBreakHyphen/><w:t>T</w:t></w:r>{run('标准')}", "WS-T标准"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("合格"), "☑合格"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>' + run("要点"), "•要点"),
        (run("病死率") + '<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>' + run("3%"), "病死率≤3%"),
        (run("\uf0b3", '<w:rFonts w:ascii="Symbol"/>') + run("95%"), "≥95%"),
        (run("l", '<w:rFonts w:ascii="Wingdings"/>') + run(" 复核"), "• 复核"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>zhěn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>诊</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "诊",
        ),
        (run("<!-- 批注 -->甲<?x y?>"), "甲"),
        (
            "<m:oMath><m:r><m:t>率=</m:t></m:r><m:f><m:num><m:r><m:t>例数</m:t></m:r></m:num><m:den><m:r><m:t>甲+乙</m:t></m:r></m:den>"
            "</m:f></m:oMath>",
            "率=例数/(甲+乙)",
        ),
    ],
)
def test_a_reader_sees(content, seen):
    assert lines(p(content)) == [seen]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    body = p("上一段的末尾", "<w:rPr><w:del/></w:rPr>") + p("接着下一段。")
    assert lines(body) == ["上一段的末尾接着下一段。"]


def test_a_line_break_parts_lines_but_not_a_heading():
    styles = '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    content = f"{run('重症医学科')}<w:r><w:br/></w:r>{run('管理规范')}"
    assert lines(p(content) + p(content, style("1")), styles=styles) == ["重症医学科", "管理规范", "重症医学科管理规范"]


def test_tabs_part_cells_only_where_lines_stand_in_columns():
    def tabbed(*cells):
        return p("<w:r><w:tab/></w:r>".join(run(c) for c in cells))

    assert lines(tabbed("", "1.", "领用要登记。") + tabbed("日期：", "签名：")) == ["1. 领用要登记。", "日期： 签名："]
    assert lines(tabbed("科室", "床位") + tabbed("外科", "40")) == ["科室\t床位", "外科\t40"]


def test_contents_are_dropped_with_their_title():
    styles = '<w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    body = p("某院手册") + p("目 录") + p("一、总则1", style("T")) + p("二、附则9", style("T")) + p("一、总则")
    assert lines(body, styles=styles) == ["某院手册", "一、总则"]
    assert draft(body, styles=styles).findings == [Note(FindingKind.CONTENTS_DROPPED, "目 录；一、总则1；二、附则9")]


BOX_BODY = p("一、工作任务") + p("1.规范换药。护士长每周抽查。") + "{}" + p("2.规范巡视。每小时一次。")
BOXED = p("专项行动之一：换药室达标行动") + p("年底以前全部达标。")


@pytest.mark.parametrize(
    "box",
    [
        table(cell(BOXED)),
        table(cell(p("专项行动之一：换药室达标行动")), cell("年底以前全部达标。")),
        p(
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
            + BOXED
            + "</w:txbxContent></w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict><v:textbox><w:txbxContent>" + BOXED + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        ),
    ],
    ids=["frame", "frame of two rows", "text box"],
)
def test_frames_and_text_boxes_are_boxes_once(box, write):
    path = write("方案.docx", package(p("某院换药行动方案") + BOX_BODY.format(box)))
    clauses = {c.path: c for c in ingest(path).clauses}
    assert clauses[("专项行动之一",)].text == "年底以前全部达标。"
    assert [path for path in clauses if "·2" in path[-1]] == []
    assert {("一", "1"), ("一", "2")} <= set(clauses)


def test_a_frame_around_the_whole_text_is_no_box(write):
    path = write("方案.docx", package(table(cell(p("某院换药行动方案") + p("一、总则") + p("换药前洗手。")))))
    parsed = ingest(path)
    assert parsed.document.title == "某院换药行动方案"


def test_headings_by_style_but_not_the_title(write):
    styles = (
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="X"><w:name w:val="院内标题"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="O"><w:name w:val="大纲"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:styleId="T"><w:name w:val="Title"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    body = p("病区管理办法", style("T")) + p("目的", style("1")) + p("说明目的。") + p("范围", style("X")) + p("全院适用。")
    body += p("职责", style("O")) + p("各司其职。") + p("术语", '<w:outlineLvl w:val="3"/>') + p("见词表。")
    body += p("这一句只是借用了标题的样式。", style("1"))
    clauses = ingest(write("手册.docx", package(body, styles=styles))).clauses
    under = ("范围", "职责", "术语")
    assert [c.path for c in clauses] == [("目的",), under[:1], under[:2], under, (*under, "第2段")]


def test_pages_count_each_break_once():
    broken = '<w:r><w:br w:type="page"/></w:r><w:r><w:lastRenderedPageBreak/></w:r>'
    body = p("第一页。") + p(broken + run("第二页。")) + p(run("二") + "<w:r><w:lastRenderedPageBreak/></w:r>" + run("三。"))
    body += p("第三页。") + p("第四页。", "<w:pageBreakBefore/>")
    assert [(b.text, b.page) for b in draft(body).blocks] == [
        ("第一页。", 1),
        ("第二页。", 2),
        ("二三。", 2),
        ("第三页。", 3),
        ("第四页。", 4),
    ]
    assert [b.page for b in draft(p("甲。") + p("乙。")).blocks] == [None, None]


TEXT = """某院抢救车管理办法

一、工作任务

（一）日常管理

1.定期清点。每班清点药品和器械，并在登记本上签字。

2.及时补充。用后在半小时以内补齐，近效期药品提前更换。

（二）应急管理

1.专人负责。抢救时由专人取用，事后双人核对。
"""


def test_the_same_text_gives_the_same_clauses_with_automatic_numbers(write):
    numbering = lists(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))
    body = ""
    for line in TEXT.split("\n"):
        cut = next((n for n, marks in ((0, "、"), (1, "）"), (2, ".")) if marks in line[:3]), None)
        body += p(line) if cut is None else p(line[line.index("、）."[cut]) + 1 :], listed(1, cut))
    from_word = ingest(write("办法.docx", package(body, numbering=numbering)))
    from_text = ingest(write("办法.txt", TEXT))
    assert [(c.id, c.text) for c in from_word.clauses] == [(c.id, c.text) for c in from_text.clauses]
    assert from_word.document.id == from_text.document.id


@pytest.mark.parametrize("name", ["手册.docx", "手册.docm"])
def test_strict_files_and_other_part_names_are_read(write, name):
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("_rels/.rels", RELATIONS.format("/word/document2.xml"))
        z.writestr(
            "word/document2.xml",
            f"<w:document {NAMES}><w:body>{p('值班表每周公布。')}</w:body></w:document>".replace(W, strict),
        )
    assert [c.text for c in ingest(write(name, out.getvalue())).clauses] == ["值班表每周公布。"]


def texts(body):
    return [block.text for block in draft(body).blocks]


@pytest.mark.parametrize("kind", ["", '<w:type w:val="continuous"/>', '<w:type w:val="nextPage"/>'])
@pytest.mark.parametrize("empty", [0, 2])
def test_a_section_break_ends_the_paragraph_before_it(kind, empty):
    """The break stands in an empty paragraph, as Word writes it, among other empty ones."""
    end = p("", f'<w:sectPr>{kind}<w:pgSz w:w="11906"/></w:sectPr>')
    found = texts(
        p("检验科手册") + p("标本由专人运送") + p() * empty + end + p() * empty + p("危急值的报告") + p("十分钟内电话通知")
    )
    assert found == ["标本由专人运送", "危急值的报告", "十分钟内电话通知"]
