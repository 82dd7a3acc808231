"""What a reader sees and the parser does not take as text leaves a finding with its page, in every format."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from PIL import Image
from reportlab.lib.utils import ImageReader

from ingest.draft import Job
from ingest.formats.docx.parser import parse as parse_docx
from ingest.layout.page import Page, Word
from ingest.pipeline import ingest, ingest_bytes
from tests.ingest.formats.ofd_parts import line, parts_of, read
from tests.ingest.formats.test_pdf import lines, page
from tests.ingest.formats.word_parts import package, run
from tests.render import ofd

RULES = ["会诊管理制度", "第一条 急会诊应当在10分钟内到位。", "第二条 会诊意见写入病历。", "第三条 医务科每季度抽查。"]
PICTURE = ImageReader(Image.new("RGB", (30, 30), "grey"))


def told(data, path, kinds):
    """Kind, page and text of each finding of those ``kinds``."""
    found = ingest_bytes(data, path).findings
    return [(str(f.code), f.page, f.text) for f in found if str(f.code) in kinds]


def drawn(*placed):
    def draw(canvas):
        lines(canvas, RULES)
        for x, y, wide, high in placed:
            canvas.drawImage(PICTURE, x, y, wide, high)

    return page(draw)


@pytest.mark.parametrize(
    ("placed", "text"),
    [
        ([(72, 300, 200, 200)], "第1页：1 幅"),
        ([(300, y, 90, 20) for y in range(100, 220, 20)], "第1页：1 幅"),
        ([(72, 300, 100, 100), (300, 300, 100, 100)], "第1页：2 幅"),
        ([(500, 780, 30, 30)], ""),
        ([(0, 0, 595, 842)], ""),
        ([(60, 690, 120, 90)], ""),
    ],
    ids=["picture", "strips", "two", "icon", "background", "seal"],
)
def test_pictures_on_pages_of_a_pdf(placed, text, tmp_path):
    expected = [("picture", 1, text)] if text else []
    assert told(drawn(*placed), tmp_path / "a.pdf", {"picture"}) == expected


def form(canvas):
    lines(canvas, RULES)
    canvas.textAnnotation("急会诊时限待核", Rect=[300, 700, 320, 720])
    canvas.freeTextAnnotation("节假日同", DA="/Helv 10 Tf", Rect=[300, 600, 400, 620])
    canvas.linkURL("https://example.org", (0, 0, 10, 10))
    canvas.acroForm.textfield(name="编号", value="A-1203", x=72, y=300, width=100, height=20)
    canvas.acroForm.textfield(name="空着", value="", x=72, y=200, width=100, height=20)
    canvas.acroForm.checkbox(name="同意", checked=True, x=200, y=300)
    canvas.acroForm.checkbox(name="不同意", checked=False, x=250, y=300)


def test_comments_typed_text_and_fields_of_a_pdf(tmp_path):
    assert told(page(form), tmp_path / "a.pdf", {"annotation", "form_field"}) == [
        ("annotation", 1, "第1页：急会诊时限待核"),
        ("annotation", 1, "第1页：节假日同"),
        ("form_field", 1, "第1页：编号：A-1203"),
        ("form_field", 1, "第1页：同意 ☑"),
    ]


def test_a_comment_on_a_scan_is_told_too(tmp_path, monkeypatch):
    monkeypatch.setattr("ingest.layout.scan.recognise", lambda image, number, width, threads: scanned_page(number, width))

    def scan(canvas):
        canvas.drawImage(PICTURE, 0, 0, 595, 842)
        canvas.textAnnotation("缺第二页", Rect=[300, 700, 320, 720])

    assert told(page(scan), tmp_path / "a.pdf", {"annotation"}) == [("annotation", 1, "第1页：缺第二页")]


def scanned_page(number, width):
    return Page(number, width, 842.0, [Word(RULES[1], 72.0, 100.0, 400.0, 112.0, 12.0)], [])


IMAGE = '<ofd:ImageObject ID="9" Boundary="{}" CTM="60 0 0 40 0 0" ResourceID="7"/>'


def test_pictures_and_text_beyond_the_page_of_an_ofd():
    def findings(objects):
        return [(str(note.kind), note.page, note.text) for note in read(parts_of(objects)).findings]

    text = line("第一条 病区备用药品每周清点。")
    assert findings(text + IMAGE.format("20 150 60 40")) == [("picture", 1, "第1页：1 幅")]
    assert findings(text + IMAGE.format("20 150 8 8")) == []
    assert findings(text + IMAGE.format("0 0 210 297")) == []
    assert findings(text + line("印在页外", y=3000.0)) == [("off_page", 1, "印在页外")]


WEB = """<html><head><title>会诊登记</title></head><body><nav><input value="搜索词"></nav><h1>会诊登记</h1>
<p>第一条 会诊应当登记。</p><p>第二条 登记表存档。</p><p><img src="a.png" width="600"></p><p><img src="i.png" width="16" height="16"></p>
<form>科室 <input name="科室" value="心内科"> <input type="hidden" name="t" value="x9"><input name="空">
<select name="级别"><option>普通</option><option selected>急</option></select>
<label><input type="checkbox" name="方式" checked> 院内</label><label><input type="checkbox" name="方式"> 院外</label>
<textarea name="目的">明确诊断</textarea><input type="submit" value="提交"></form></body></html>"""


def test_pictures_and_fields_of_a_web_page(write):
    found = [(str(f.code), f.text) for f in ingest(write("a.html", WEB)).findings if str(f.code) in ("picture", "form_field")]
    assert found == [
        ("picture", "1 幅"),
        ("form_field", "科室：心内科"),
        ("form_field", "级别：急"),
        ("form_field", "方式 ☑ 院内"),
        ("form_field", "目的：明确诊断"),
    ]


def test_pictures_of_markdown(write):
    text = "# 说明\n\n第一段。\n\n![流程图](a.png)\n\n<img src='b.png'>\n\n又一段 <img src='c.png'> 。\n"
    found = [f.text for f in ingest(write("a.md", text)).findings if str(f.code) == "picture"]
    assert found == ["第 5 行：流程图", "第 7 行：1 幅", "第 9 行：1 幅"]


def test_comments_of_a_word_document(tmp_path):
    made = docx.Document()
    made.add_paragraph("第一条 病区每日清点。")
    made.add_comment(made.add_paragraph("第二条 交接时双人核对。").runs, "时限待补", "某人")
    made.save(tmp_path / "a.docx")
    assert told((tmp_path / "a.docx").read_bytes(), tmp_path / "a.docx", {"annotation"}) == [("annotation", None, "时限待补")]


def field(data):
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
    return begin + '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def test_old_forms_show_their_ticks_and_choices():
    ticked = '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
    empty = '<w:checkBox><w:default w:val="0"/></w:checkBox>'
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="普通"/><w:listEntry w:val="紧急"/></w:ddList>'
    body = f"<w:p>{run('会诊申请单')}</w:p><w:p>{run('第一条 由申请科室填写。')}</w:p><w:p>{run('院内')}{field(ticked)}{run('院外')}{field(empty)}{run('级别')}{field(choice)}</w:p>"
    found = parse_docx(package(body), "a.docx", Job())
    assert found.blocks[-1].text == "院内☑院外☐级别紧急"


def test_comments_of_a_workbook():
    made = openpyxl.Workbook()
    made.active.append(["科室", "例数"])
    made.active.append(["内科", 3])
    made.active["B2"].comment = Comment("含转科", "某人")
    out = io.BytesIO()
    made.save(out)
    assert told(out.getvalue(), Path("例数.xlsx"), {"annotation"}) == [("annotation", None, "工作表“Sheet”：B2 含转科")]


SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIGNED = f"<ofd:Signature {SPACE}><ofd:SignedInfo>{{}}</ofd:SignedInfo></ofd:Signature>"
STAMP = '<ofd:StampAnnot ID="1" PageRef="{}" Boundary="120 200 40 40"/>'
LISTED = f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'


@pytest.mark.parametrize(
    ("signature", "told_of"),
    [
        (SIGNED.format(STAMP.format(1)), [("picture", 2, "第2页：电子印章")]),
        (
            SIGNED.format(STAMP.format(0) + STAMP.format(1)),
            [("picture", 1, "第1页：电子印章"), ("picture", 2, "第2页：电子印章")],
        ),
        (SIGNED.format(STAMP.format(0) * 2), [("picture", 1, "第1页：电子印章")]),
        (SIGNED.format(""), []),
        (SIGNED.format(STAMP.format(9)), []),
        ("<ofd:Signature", [("unread_part", None, "电子印章")]),
    ],
)
def test_electronic_seals_of_an_ofd(signature, told_of):
    root = f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    root += "<ofd:Signatures>Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>"
    signs = {"Signs/Signatures.xml": LISTED, "Signs/Sign_0/Signature.xml": signature}
    parts = parts_of("".join(map(line, RULES[:1])), line(RULES[1]), root=root, **signs)
    found = ingest_bytes(ofd.package(parts), Path("甲.ofd")).findings
    assert [(str(f.code), f.page, f.text) for f in found if f.code in ("picture", "unread_part")] == told_of
