"""Covers of local and group standards, as typed, in Word and in print: number, title, issuer, dates; the title printed again."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.test_pdf import lines, page
from tests.ingest.formats.word_parts import p, package, run

BODY = ["1 范围", "本文件规定了轮椅转运的要求。", "2 规范性引用文件", "本文件没有规范性引用文件。", "3 转运"]
BODY += ["3.1 转运前应检查制动装置。", "3.2 转运中应：", "a) 系好安全带；", "b) 缓慢转弯。"]
PATHS = [("前言",), ("1",), ("2",), ("3", "3.1"), ("3", "3.2"), ("3", "3.2", "a）"), ("3", "3.2", "b）")]
COVERS = {
    "local": (
        ["ICS 11.020", "CCS C 05", "DB42", "湖北省地方标准", "DB42/T 2177—2024", "住院患者轮椅转运规范"],
        ["Specification for wheelchair transfer of inpatients", "2024-03-08 发布 2024-05-08 实施", "湖北省市场监督管理局 发布"],
        ("DB42/T 2177-2024", "湖北省市场监督管理局", "2024-03-08", "provincial"),
    ),
    "of a city": (
        ["ICS 11.020", "CCS C 05", "DB4201", "武汉市地方标准", "DB4201/T 677—2023", "住院患者轮椅转运规范"],
        ["2023-11-30 发布", "2024-01-01 实施", "武汉市市场监督管理局 发布"],
        ("DB4201/T 677-2023", "武汉市市场监督管理局", "2023-11-30", "city"),
    ),
    "mandatory": (
        ["ICS 13.100", "DB 42", "湖北省地方标准", "DB 42 / 1066—2022", "代替 DB42 1066—2015", "住院患者轮椅转运规范"],
        ["2022-09-01发布 2022-12-01实施", "湖北省市场监督管理局 湖北省卫生健康委员会 发布"],
        ("DB42/ 1066-2022", "湖北省市场监督管理局、湖北省卫生健康委员会", "2022-09-01", "provincial"),
    ),
    "draft": (
        ["ICS 11.020", "CCS C 05", "DB42", "湖北省地方标准", "DB42/T XXXX—XXXX", "住院患者轮椅转运规范"],
        ["（征求意见稿）", "XXXX-XX-XX 发布 XXXX-XX-XX 实施", "湖北省市场监督管理局 发布"],
        ("DB42/T XXXX-XXXX", "湖北省市场监督管理局", "", "provincial"),
    ),
    "of a hospital": (
        ["ICS 11.020", "CCS C 05", "Q/XXYY", "某县人民医院企业标准", "Q/XXYY 003—2024", "住院患者轮椅转运规范"],
        ["2024-03-08 发布", "2024-05-08 实施", "某县人民医院 发布"],
        ("Q/XXYY 003-2024", "某县人民医院", "2024-03-08", "hospital"),
    ),
    "group": (
        ["ICS 11.020", "CCS C 05", "团 体 标 准", "T/HBHA 031—2024", "住院患者轮椅转运规范"],
        ["2024-06-20 发布 2024-07-01 实施", "湖北省医院协会 发布"],
        ("T/HBHA 031-2024", "湖北省医院协会", "2024-06-20", "association"),
    ),
}


def _typed(cover, again):
    return "\n\n".join([*cover, "前  言", "本文件由某学会提出并归口。", *again, *BODY]).encode()


def _word(cover, again):
    turn = '<w:r><w:br w:type="page"/></w:r>'
    inside = [turn + run("前  言"), run("本文件由某学会提出并归口。"), turn + run(again[0]), *map(run, [*again[1:], *BODY])]
    return package("".join(map(p, [*cover, *inside])))


def _print(cover, again):
    def draw(canvas):
        lines(canvas, cover, pitch=40)
        canvas.showPage()
        lines(canvas, ["前  言", "本文件由某学会提出并归口。"])
        canvas.showPage()
        lines(canvas, [*again, *BODY], pitch=24)

    return page(draw)


MAKERS = {"标准.txt": _typed, "标准.docx": _word, "标准.pdf": _print}


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("kind", COVERS)
@pytest.mark.parametrize("again", [["住院患者轮椅转运规范"], ["住院患者轮椅", "转运规范"]], ids=["on one line", "on two"])
def test_the_cover_and_the_title_above_the_first_clause(write, name, kind, again):
    first, last, (number, issuer, date, level) = COVERS[kind]
    parsed = ingest(write(name, MAKERS[name]([*first, *last], again)))
    found = parsed.document
    assert (found.title, found.number, found.date, found.level) == ("住院患者轮椅转运规范", number, date, level)
    assert found.issuer.replace("、", "") == issuer.replace("、", "")
    assert [c.path for c in parsed.clauses] == PATHS
    assert [c.text for c in parsed.clauses][:2] == ["本文件由某学会提出并归口。", "本文件规定了轮椅转运的要求。"]


WITHOUT_REFERENCES = ["1 范围", "本文件规定了轮椅转运的要求。", "2 转运", "2.1 转运前应检查制动装置。"]
FULL = {
    "national": (
        ["ICS 11.180", "CCS C 45", "中华人民共和国国家标准", "GB/T 48123—2033", "代替 GB/T 48123—2021", "轮椅转运"],
        ["Wheelchair transfer", "2033-03-08 发布", "2033-09-01 实施", "国家市场监督管理总局  国家标准化管理委员会 发布"],
        ("GB/T 48123-2033", "国家市场监督管理总局、国家标准化管理委员会", "2033-03-08"),
    ),
    "of the ministry": (
        ["ICS 11.180", "C 45", "备案号：98765—2033", "WS", "中华人民共和国卫生行业标准", "WS/T 9021—2033", "轮椅转运"],
        ["Wheelchair transfer", "2033年3月8日发布", "2033年9月1日实施", "中华人民共和国国家卫生健康委员会  发布"],
        ("WS/T 9021-2033", "国家卫生健康委员会", "2033-03-08"),
    ),
    "local": (
        ["ICS 11.180", "CCS C 45", "DB99", "江东省地方标准", "DB99/T 2177—2033", "轮椅转运", "Wheelchair transfer"],
        ["2033-03-08发布        2033-09-01实施", "江东省市场监督管理局", "发布"],
        ("DB99/T 2177-2033", "江东省市场监督管理局", "2033-03-08"),
    ),
    "as a list": (
        ["ICS 11.180", "CCS C 45", "标准编号：T/JDHX 031—2033", "标准名称：轮椅转运", "英文名称：Wheelchair transfer"],
        ["发布日期：2033年3月8日", "实施日期：2033年9月1日", "发布机构：江东省护理学会"],
        ("T/JDHX 031-2033", "江东省护理学会", "2033-03-08"),
    ),
}
DRAFTS = {
    "group": (
        ["ICS 11.180", "CCS C 45", "团 体 标 准", "T/JDHX XXX—XXXX", "轮椅转运", "Wheelchair transfer", "（征求意见稿）"],
        ["XXXX-XX-XX 发布", "XXXX-XX-XX 实施", "江东省护理学会  江东省医院协会 发布"],
        ("T/JDHX XXX-XXXX", "江东省护理学会、江东省医院协会"),
    ),
    "local": (
        ["ICS 11.180", "CCS C 45", "江东省地方标准", "DB99/T XXXX—2033", "轮椅转运（报批稿）", "Wheelchair transfer"],
        ["2033-XX-XX 发布 2033-XX-XX 实施", "江东省市场监督管理局 发布"],
        ("DB99/T XXXX-2033", "江东省市场监督管理局"),
    ),
    "national": (
        [
            "ICS 11.180",
            "CCS C 45",
            "中华人民共和国国家标准",
            "GB 48123—203X",
            "代替 GB 48123—2021",
            "轮椅转运",
            "Wheelchair transfer",
        ],
        ["（ISO 7176:2021，MOD）", "（送审稿）", "203X-XX-XX发布", "203X-XX-XX实施", "国家标准化管理委员会 发布"],
        ("GB 48123-203X", "国家标准化管理委员会"),
    ),
}
WRITERS = {
    "标准.txt": lambda cover: "\n".join([*cover, *WITHOUT_REFERENCES]).encode(),
    "标准.md": lambda cover: "\n\n".join([*cover, *WITHOUT_REFERENCES]).encode(),
    "标准.docx": lambda cover: package("".join(map(p, map(run, [*cover, *WITHOUT_REFERENCES])))),
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("kind", FULL)
def test_a_cover_tells_a_standard_that_has_no_chapter_on_references(write, name, kind):
    first, last, (number, issuer, date) = FULL[kind]
    parsed = ingest(write(name, WRITERS[name]([*first, *last])))
    found = parsed.document
    assert (found.doctype, found.title, found.number, found.date) == ("standard", "轮椅转运", number, date)
    assert found.issuer.replace("、", "") == issuer.replace("、", "")
    (standard,) = [entity for entity in parsed.entities if getattr(entity, "id", "") == number]
    assert (standard.ics, standard.ccs, standard.english, standard.effective) == (
        "11.180",
        "C 45",
        "Wheelchair transfer",
        "2033-09-01",
    )
    assert [f.text for f in parsed.findings if f.code == "cover_line"] == [line for line in first if line.startswith("备案号")]
    assert [(c.path, c.text) for c in parsed.clauses] == [
        (("1",), "本文件规定了轮椅转运的要求。"),
        (("2", "2.1"), "转运前应检查制动装置。"),
    ]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("kind", DRAFTS)
def test_all_that_the_cover_of_a_draft_says_is_told(write, name, kind):
    first, last, (number, issuer) = DRAFTS[kind]
    parsed = ingest(write(name, WRITERS[name]([*first, *last])))
    found = parsed.document
    assert (found.doctype, found.title, found.number, found.date) == ("standard", "轮椅转运", number, "")
    assert found.issuer.replace("、", "") == issuer.replace("、", "")
    (told,) = [f.text for f in parsed.findings if f.code == "draft_standard"]
    squeezed = told.replace(" ", "")
    assert [line for line in [*first, *last] if line.replace(" ", "") not in squeezed] == []
    assert [c.path for c in parsed.clauses] == [("1",), ("2", "2.1")]
