"""Letters: what they send, who issues them, and what stands over and under their titles."""

import pytest

from ingest.pipeline import ingest
from tests.ingest.heads.test_heads import BODY, texts


@pytest.mark.parametrize(
    ("title", "sent"),
    [
        ("关于印发病区陪护办法的通知", "病区陪护办法"),
        ("江东省卫生健康委员会关于发布护理分级指南的通告", None),
        ("某某县人民医院关于转发病历书写规范的函", "病历书写规范"),
        ("关于下发《值班制度》的通知", "值班制度"),
    ],
)
def test_the_title_of_what_a_letter_sends_is_no_clause(write, title, sent):
    body = f"各科室：\n现印发给你们，请照此执行。\n医务科\n2024年3月6日\n{sent or '护理分级指南'}\n一、要求\n照此执行。\n二、附带\n自印发之日起执行。\n"
    parsed = ingest(write("文.txt", f"{title}\n{body}"))
    assert parsed.document.title == title
    assert sent is None or sent not in texts(parsed)


@pytest.mark.parametrize("label", ["附件", "附件1", "附件："])
def test_an_annex_keeps_the_title_that_the_letter_names(write, label):
    text = f"关于印发《轮椅管理规定》的通知\n各科室：\n现印发给你们。\n附件：轮椅管理规定\n设备科\n2024年3月6日\n{label}\n轮椅管理规定\n"
    parsed = ingest(write("文.txt", text + "第一条 逐台编号。\n第二条 每周擦拭。\n"))
    found = [c for c in parsed.clauses if c.path[-1].endswith("条")]
    assert [c.titles[0] for c in found] == ["轮椅管理规定"] * 2


@pytest.mark.parametrize(
    "note",
    [
        "（2024年3月院长办公会通过）",
        "（2024年修订）",
        "（2024年3月6日第二次修订）",
        "（某某县卫生健康局令第12号，2024年3月6日公布）",
    ],
)
def test_a_note_on_the_adoption_is_no_clause_of_substance(write, note):
    parsed = ingest(write("文.txt", f"轮椅管理规定\n{note}\n第一条 逐台编号。\n第二条 每周擦拭。\n"))
    assert texts(parsed, "imprint") == [note]


@pytest.mark.parametrize("head", ["青山市第二医院党委会文件", "青山市第二医院文件", "青山医疗集团工会文件"])
def test_what_stands_in_red_over_a_letter_is_no_title(write, head):
    text = f"{head}\n青二〔2024〕8号\n关于成立院感委员会的决定\n各科室：\n决定成立院感委员会。\n一、职责\n制定制度。\n二、办公室\n设在感控科。\n"
    document = ingest(write("文.txt", text)).document
    assert (document.title, document.issuer) == ("关于成立院感委员会的决定", head.removesuffix("文件"))


@pytest.mark.parametrize(
    ("lines", "title", "issuer"),
    [
        (
            ["江东省卫生健康委员会办公室", "江东省医疗保障局办公室", "江东省财政厅办公室关于完善", "上门护理价格的通知"],
            "江东省卫生健康委员会办公室 江东省医疗保障局办公室 江东省财政厅办公室关于完善上门护理价格的通知",
            "江东省卫生健康委员会办公室、江东省医疗保障局办公室、江东省财政厅办公室",
        ),
        (
            ["青山市卫生健康局", "青山市民政局", "关于做好养老护理的意见"],
            "青山市卫生健康局 青山市民政局关于做好养老护理的意见",
            "青山市卫生健康局、青山市民政局",
        ),
        (["青山市第二医院", "关于做好夜间值班的通知"], "青山市第二医院关于做好夜间值班的通知", "青山市第二医院"),
    ],
)
def test_several_who_issue_together_each_on_a_line(write, lines, title, issuer):
    parsed = ingest(write("文.txt", "\n".join([*lines, "某联〔2024〕33号", "各科室：", BODY])))
    assert (parsed.document.title, parsed.document.issuer) == (title, issuer)
    assert parsed.document.number == "某联〔2024〕33号"


@pytest.mark.parametrize("several", ["等3项制度", "等两个文件", "等五部办法"])
def test_the_first_of_several_documents_that_a_letter_sends_keeps_its_name(write, several):
    rules = "值班制度\n第一条 每班两人。\n第二条 按时交接。\n\n分级护理制度\n第一条 分为四级。\n第二条 每日评估。\n"
    parsed = ingest(
        write("文.txt", f"某院关于印发《值班制度》{several}的通知\n各科：\n现予印发，请执行。\n某院\n2024年3月6日\n\n{rules}")
    )
    assert [c.path[0] for c in parsed.clauses if c.path[-1] == "第一条"] == ["值班制度", "分级护理制度"]


@pytest.mark.parametrize(
    "line", ["某卫发〔2024〕3号    签发人：张一", "某院发〔2024〕12号　　签发人：李二", "某护〔2024〕5号  签 发 人：王三"]
)
def test_who_signed_beside_the_number_is_kept(write, line):
    parsed = ingest(
        write("文.txt", f"{line}\n某院关于添置轮椅的请示\n某市卫生健康委：\n为方便病人，拟添置轮椅。\n一、数量\n二十台。\n")
    )
    assert parsed.document.number.startswith(line[:2])
    assert any(c.kind == "imprint" and line[-2:] in c.text for c in parsed.clauses)


@pytest.mark.parametrize("verb", ["关于印发", "转发省卫生健康委关于加强", "印发"])
def test_who_issues_a_letter_that_hands_on_another(write, verb):
    parsed = ingest(
        write("文.txt", f"某市卫生健康局{verb}轮椅管理办法的通知\n各医院：\n现予印发。\n一、要求\n照办。\n二、时间\n即日起。\n")
    )
    assert parsed.document.issuer == "某市卫生健康局"
