"""What a careful reader takes from the heads of real files that lie beside the project, file by file."""

import pytest

from ingest.pipeline import ingest

HEALTH = "海南省健康海南建设委员会（爱国卫生运动委员会）"
NOTICE = (f"{HEALTH}关于印发《海南省将健康融入所有政策实施方案》的通知", "琼健爱卫〔2025〕7号", "2025-03-17", HEALTH)
LAW = ("中华人民共和国选举法", "", "2010-03-14", "")
READ = {
    "annex-title-on-two-lines.docx": ("海南省健康体重管理与健康食品产业发展行动", "", "", ""),
    "constitution.pdf": ("中华人民共和国宪法", "", "2018-03-11", "全国人民代表大会"),
    "county-guidance.docx": (
        "阜新蒙古族自治县“将健康融入所有政策”工作指导方案",
        "阜蒙健促办发〔2020〕3号",
        "2020-06-04",
        "阜蒙县健康促进工作领导小组办公室",
    ),
    "clauses.ofd": ("11.4字型变换", "", "", ""),
    "comment-in-xml.ofd": ("电子发票（增值税专用发票）", "24112000000048542163", "2024-05-28", ""),
    "election-law-altchunk.docx": LAW,
    "election-law.pdf": LAW,
    "notice-with-attachments.docx": NOTICE,
    "opinion-run-on-items.docx": (
        "江西省人民政府办公厅关于将健康融入所有政策的意见",
        "赣府厅发〔2025〕6号",
        "2025-04-03",
        "江西省人民政府办公厅",
    ),
    "standard-draft-1.docx": ("核电厂定期安全评价 第1部分：通用要求", "NB/T XXXXX-XXXX", "2023-03-09", "国家能源局"),
    "web-print.pdf": NOTICE,
}
ADDRESSEES = {
    "county-guidance.docx": "各乡镇人民政府、城区街道办事处，县直各部门，中省直各单位：",
    "notice-with-attachments.docx": f"各市、县、自治县人民政府，{HEALTH}各成员单位：",
    "opinion-run-on-items.docx": "各市、县（区）人民政府，省政府各部门：",
    "web-print.pdf": f"各市、县、自治县人民政府，{HEALTH}各成员单位：",
}


@pytest.mark.parametrize("name", READ)
def test_title_number_date_issuer_and_addressee(shared, name):
    path = shared / "samples" / "real" / name
    if not path.is_file():
        pytest.skip("this file is not beside the project")
    parsed = ingest(path)
    document = parsed.document
    title, number, date, issuer = READ[name]
    assert (document.title, document.number, document.date, document.issuer) == (title, number, date, issuer)
    addressee = ADDRESSEES.get(name)
    assert not addressee or addressee in [c.text for c in parsed.clauses if c.kind == "imprint"]
