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
        ("DB42/ 1066-2022", "", "2022-09-01", "provincial"),
    ),
    "draft": (
        ["ICS 11.020", "CCS C 05", "DB42", "湖北省地方标准", "DB42/T XXXX—XXXX", "住院患者轮椅转运规范"],
        ["（征求意见稿）", "XXXX-XX-XX 发布 XXXX-XX-XX 实施", "湖北省市场监督管理局 发布"],
        ("", "湖北省市场监督管理局", "", "provincial"),
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
    assert found.issuer == issuer or not issuer
    assert [c.path for c in parsed.clauses] == PATHS
    assert [c.text for c in parsed.clauses][:2] == ["本文件由某学会提出并归口。", "本文件规定了轮椅转运的要求。"]
