"""What one clause will say and where it stands."""

from ingest.clauses.headings import Heading
from ingest.clauses.passages import Passage, box, paragraph, to_pieces
from ingest.model import Block, Document, Place
from ingest.numbering.doctypes import BY_NAME


def test_the_title_of_a_boxed_insert_is_parted_from_its_number():
    assert (box("专栏 2：轮椅清洁", "内容").path, box("专栏 2：轮椅清洁", "内容").titles) == (("专栏2",), ("轮椅清洁",))
    assert (box("轮椅清洁要点", "内容").path, box("轮椅清洁要点", "内容").titles) == (("轮椅清洁要点",), ("",))


def test_what_says_nothing_becomes_no_clause():
    found = [Passage((label,), ("",), text, "row") for label, text in (("1", "刹车"), ("2", " "), ("3", ""))]
    assert [p.clause.path for p in to_pieces(found, Block("刹车"), Document("文件", "标题", "plan"), "")] == [("1",)]


def test_a_cell_whose_lines_are_not_known_has_the_place_of_its_row():
    row = (Place((0, 5)),)
    block = Block("刹车 合格", row, ("刹车", "合格"), 1, columns=((Place((0, 2)),), ()))
    found = [Passage((text,), ("",), text, "row", column=column) for column, text in enumerate(block.cells)]
    pieces = to_pieces(found, block, Document("文件", "标题", "plan"), "刹车 合格")
    assert [p.clause.spans for p in pieces] == [((0, 2),), ((0, 5),)]


def test_a_note_counts_among_the_paragraphs_and_is_called_by_its_own_name():
    under = Heading("4.1", "轮椅", 3, Heading("", "", -1))
    texts = ("轮椅每日擦拭。", "注：停用的除外。", "轮椅每周检修。")
    found = [paragraph(under, text, BY_NAME["standard"]).path[-1] for text in texts]
    assert found == ["4.1", "注", "第3段"]


def test_a_field_of_a_form_is_called_by_its_name():
    under = Heading("一", "基本情况", 3, Heading("", "", -1))
    assert paragraph(under, "联系电话：010-12345678", BY_NAME["form"]).path == ("一", "联系电话")
    assert paragraph(under, "联系电话：010-12345678", BY_NAME["plan"]).path == ("一",)
