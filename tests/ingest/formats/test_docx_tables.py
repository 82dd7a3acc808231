"""Tables of Word documents: merged cells, what stands in cells, on which page rows are."""

from tests.ingest.formats.word_parts import cell, draft, drafted_cells, level, lines, listed, lists, p, row, run, table


def test_merged_cells_stand_wherever_they_cover():
    body = table(
        row("维度", "指标", "指标值"),
        cell("过程", '<w:vMerge w:val="restart"/>') + row("交接完成率", "≥95%"),
        cell("", "<w:vMerge/>") + row("复核完成率", "≥98%"),
        cell("合计", '<w:gridSpan w:val="2"/>') + row("两项"),
        "<w:trPr><w:del/></w:trPr>" + row("删", "去", "了"),
        '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + row("补充", "一项"),
    )
    assert drafted_cells(body)[1:4] == [
        ("过程", "交接完成率", "≥95%"),
        ("过程", "复核完成率", "≥98%"),
        ("合计", "合计", "两项"),
    ]
    assert "\t补充\t一项" in lines(body)
    assert not any("删" in line for line in lines(body))


def test_a_cell_keeps_its_paragraphs_numbers_and_inner_table():
    inner = table(row("甲", "乙"), row("丙", "丁"))
    body = table(
        row("序号", "名称"),
        cell(p("", listed(1))) + cell(p("先核对") + p("再签字") + inner + p("")),
        cell(p("", listed(1))) + cell("留存"),
    )
    found = drafted_cells(body, numbering=lists(level(0, "decimal", "%1")))
    assert found[1:] == [("1", "先核对\n再签字\n甲 乙\n丙 丁"), ("2", "留存")]


def test_a_row_across_the_table_above_it_is_its_caption_and_one_below_its_note():
    wide = '<w:gridSpan w:val="2"/>'
    body = table(cell("某院设备台账", wide), row("名称", "数量"), row("呼吸机", "12"), cell("注：不含借用。", wide))
    assert lines(body) == ["某院设备台账", "名称\t数量", "呼吸机\t12", "注：不含借用。"]


def test_rows_know_their_page():
    turned = cell(p("<w:r><w:lastRenderedPageBreak/></w:r>" + run("监护仪")))
    body = table(row("名称", "数量"), row("呼吸机", "12"), turned + row("30"), row("输液泵", "8")) + p("以上。")
    assert [b.page for b in draft(body).blocks] == [1, 1, 2, 2, 2]


def test_the_paragraphs_of_a_cell_stay_apart():
    rows = [
        cell("步骤") + cell("要求"),
        cell("采血") + cell(p("核对腕带") + p("核对试管")),
        cell("送检") + cell(p("两小时内") + p("冷链")),
    ]
    assert [block.text for block in draft(table(*rows)).blocks] == ["步骤 要求", "采血 核对腕带 核对试管", "送检 两小时内 冷链"]
