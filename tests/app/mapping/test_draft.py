import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from app.mapping import draft
from app.mapping.model import Passage
from ingest.draft import Job
from ingest.errors import SourceError
from ingest.model import Document, Parsed


def test_rows_are_cut_into_cells_with_their_columns(drafted):
    read = drafted("# 某案例\n\n本案例写核对。\n\n## 做法\n\n| 序号 | 主要做法 |\n| --- | --- |\n| 1 | 每班核对两次 |\n")
    (cell,) = [p for p in read.passages if p.text == "每班核对两次"]
    assert (cell.kind, cell.column, cell.headings) == ("cell", "主要做法", ("做法",))


def test_headings_between_the_clauses_are_kept(drafted):
    read = drafted("# 输液《输液安全》案例\n\n## 做法\n\n每班核对两次。\n")
    assert [p.text for p in read.passages if p.kind == "heading"] == ["输液《输液安全》案例", "做法"]


def test_each_passage_knows_its_paragraph(drafted):
    assert [p.place for p in drafted("# 某案例\n\n甲。\n\n乙。\n").passages] == ["第1段", "第2段", "第3段"]


def test_a_book_is_refused_as_soon_as_its_pages_are_counted(tmp_path):
    job = Job(pages=draft._bounded(tmp_path / "长.pdf", lambda done, total: None))
    with pytest.raises(SourceError, match="有 500 页，案例稿最多"):
        job.pages(0, 500)


_OLD_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize("name", ["稿.docx", "稿.xlsx"])
def test_a_draft_with_a_password_is_one_clear_line(tmp_path, name):
    (tmp_path / name).write_bytes(_OLD_FILE + "EncryptedPackage".encode("utf-16-le") + bytes(512))
    with pytest.raises(SourceError, match="加了密码"):
        draft.read(tmp_path / name)


def test_a_pdf_with_a_password_is_one_clear_line(tmp_path):
    page = canvas.Canvas(str(tmp_path / "稿.pdf"), encrypt=StandardEncryption("user", "owner"))
    page.drawString(72, 700, "case")
    page.save()
    with pytest.raises(SourceError, match="加了密码"):
        draft.read(tmp_path / "稿.pdf")


def test_a_text_that_is_too_long_is_refused(tmp_path):
    parsed = Parsed(Document("长", "长", "general"), transcript="长" * 500_000)
    with pytest.raises(SourceError, match="案例稿最多"):
        draft.of_parsed(parsed, tmp_path / "长.txt")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("守住三道关", "某县人民医院  药学部  护理部"), "守住三道关"),
        (("守住三道关", "——输液用药核对的做法", "某市中医医院质控办"), "守住三道关——输液用药核对的做法"),
        (("某县人民医院输液用药核对的做法",), "某县人民医院输液用药核对的做法"),
        (("守住三道关", "某县人民医院 药学部 联系人：李某 电话：0000-0000"), "守住三道关"),
        (("守住三道关", "作者：李某、王某"), "守住三道关"),
        (("守住三道关", "护理部"), "守住三道关"),
        (("守住三道关", "案例背景"), "守住三道关"),
        (("守住三道关", "——输液用药核对的县域做法"), "守住三道关——输液用药核对的县域做法"),
    ],
)
def test_a_title_ends_before_the_line_of_the_hospital(lines, title):
    passages = [Passage(line, "", "paragraph") for line in lines]
    assert draft._title("".join("".join(lines).split()), passages) == title
