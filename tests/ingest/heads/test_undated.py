"""Who signs a paper without a day: below a sentence, a list or its annexes, and above these; what signs nothing stays a clause."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.formats.word_parts import p, package, run

LETTER = ["关于更换药品标签的通知", "各科室：", "为便于识别，自下月起更换药品标签："]
ITEMS = ["一、旧标签用完为止。", "二、新标签由药库统一发放。"]
BARE = ["1. 上午八点至十二点", "2. 下午两点至五点半", "3. 夜间十八点至二十点"]
SUFFIXES = {
    "txt": "\n".join,
    "html": lambda lines: "<html><meta charset=utf-8><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>",
    "docx": lambda lines: package("".join(map(p, map(run, lines)))),
}


@pytest.fixture(params=SUFFIXES)
def read(request, write):
    return lambda *lines: ingest(write(f"文.{request.param}", SUFFIXES[request.param](lines)))


def imprints(parsed):
    return [c.text for c in parsed.clauses if c.kind == "imprint" and c.text != LETTER[1]]


@pytest.mark.parametrize(
    ("above", "signed"),
    [
        (ITEMS, ["药学部"]),
        (ITEMS, ["青禾市第三医院", "药学部"]),
        ([*ITEMS, "附件：药品标签样式"], ["药学部"]),
        ([*ITEMS, "附件：1.药品标签样式", "2.更换时间表"], ["青禾市第三医院"]),
        (BARE, ["青禾市第三医院门诊部"]),
    ],
)
def test_below_a_sentence_its_annexes_or_bare_items(read, above, signed):
    parsed = read(*LETTER, *above, *signed)
    assert (imprints(parsed), parsed.document.issuer) == (signed, "、".join(signed))
    assert parsed.clauses[-1].kind == "imprint"


@pytest.mark.parametrize("signed", [["护理部"], ["青禾市第三医院", "护理部"], ["输血科", "主任　鄢某"]])
def test_below_bullets(write, signed):
    parsed = ingest(
        write("文.md", "\n".join(["# 巡视要求", "", "- 白班每小时一次", "- 有异常随时报告", "", "\n\n".join(signed)]))
    )
    assert [c.text.replace(" ", "") for c in parsed.clauses if c.kind == "imprint"] == [s.replace("　", "") for s in signed]


@pytest.mark.parametrize("signed", [["药学部"], ["青禾市第三医院"], ["青禾市第三医院", "药学部"]])
def test_above_the_annexes(read, signed):
    annexes = ["附件1", "药品标签样式", "红底白字。", "附件2", "更换时间表", "一、五月换内科。", "二、六月换外科。"]
    parsed = read(*LETTER, *ITEMS, "附件：1.药品标签样式", "2.更换时间表", *signed, *annexes)
    assert imprints(parsed) == signed
    assert [c.text for c in parsed.clauses if c.path[0] in ("附件1", "附件2")] == ["红底白字。", "五月换内科。", "六月换外科。"]


@pytest.mark.parametrize(
    "last",
    [
        ["三、主办部门", "医务科"],
        ["1. 会诊地点", "示教室。", "2. 会诊主持", "青禾市第三医院医务科"],
        ["1. 除颤仪放在护士站", "2. 抢救车归下列科室", "急诊科"],
        ["1. 时间：周三", "2. 承办单位", "青禾市第三医院"],
        ["下列科室检查合格。", "内科", "骨科"],
    ],
)
def test_what_signs_nothing(read, last):
    parsed = read(*LETTER, *ITEMS, *last)
    assert imprints(parsed) == []
    assert parsed.clauses[-1].text == last[-1]
