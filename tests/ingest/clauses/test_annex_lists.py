"""Lists of annexes above and below the body: no entry is an item of the body, and none is lost."""

import pytest

from ingest.clauses.annex_lists import entry, parted
from ingest.model import Block
from ingest.pipeline import ingest

BODY = "一、范围\n全院病区。\n二、要求\n1.每日巡视。\n2.如实记录。\n"
SIGNED = "\n青溪县人民医院\n2025年3月8日\n"
NOTICE = "关于做好床栏检查的通知\n各病区：\n"
FORMATS = ("txt", "md", "html")


def written(write, text, suffix):
    lines = [line for line in text.split("\n") if line.strip()]
    made = {
        "txt": text,
        "md": "\n\n".join(line.strip() for line in lines),
        "html": "".join(f"<p>{line}</p>" for line in lines),
    }
    return ingest(write(f"通知.{suffix}", made[suffix]))


def listed(parsed):
    return ["/".join(c.path) + " " + c.text for c in parsed.clauses if c.path[0] == "附件清单"]


def paths(parsed):
    return ["/".join(c.path) for c in parsed.clauses if c.kind not in ("imprint", "contact")]


THREE = ["附件清单/1 检查表", "附件清单/2 整改单", "附件清单/3 值班表"]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "listing",
    [
        "附件：1.检查表\n      2.整改单\n      3.值班表\n",
        "附件：\n1、检查表\n2、整改单\n3、值班表\n",
        "附件：1.检查表 2.整改单 3.值班表\n",
        "附件（共3件）：1．检查表；\n2．整改单；\n3．值班表。\n",
        "附件：一、检查表\n二、整改单\n三、值班表\n",
        "附件：（1）检查表\n（2）整改单\n（3）值班表\n",
        "附件：1.检查表\n附件：2.整改单\n附件：3.值班表\n",
        "附件：\n1 检查表\n2 整改单\n3 值班表\n",
        "附件清单：\n①检查表\n②整改单\n③值班表\n",
        "附件1：检查表\n附件2：整改单\n附件3：值班表\n",
        "附件1.检查表\n附件2.整改单\n附件3.值班表\n",
        "附 件 一　检查表\n附 件 二　整改单\n附 件 三　值班表\n",
    ],
)
@pytest.mark.parametrize("place", ["above", "below", "behind"])
def test_a_list_of_annexes_is_none_of_the_body(write, listing, place, suffix):
    texts = {
        "above": "关于做好床栏检查的通知\n" + listing + "各有关单位：\n现通知如下。\n" + BODY + SIGNED,
        "below": NOTICE + BODY + listing + SIGNED,
        "behind": NOTICE + BODY + SIGNED + "\n" + listing,
    }
    parsed = written(write, texts[place], suffix)
    assert listed(parsed) == THREE
    assert [path for path in paths(parsed) if path[0] != "附"] == ["引言"] * (place == "above") + ["一", "二/1", "二/2"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_signs_below_the_list_stands_outside_of_it(write, suffix):
    parsed = written(write, NOTICE + BODY + "附件：1.检查表\n2.整改单\n" + SIGNED, suffix)
    assert ["/".join(c.path) for c in parsed.clauses[-2:]] == ["版记2", "版记3"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "Q/QXYY 021—2025\n床栏检查规范\n1 范围\n本标准规定了床栏检查。\n2 要求\n2.1 应每日检查。\n2.2 应记录。\n"
            "附件：1.检查表\n2.整改单\n",
            ["1", "2/2.1", "2/2.2"],
        ),
        ("关于检查床栏的通知\n附件：1.检查表\n2.整改单\n护理部、各病区：\n一、范围\n病区。\n二、时间\n每日。\n", ["一", "二"]),
        (
            "床栏管理办法\n附件：1.检查表\n2.整改单\n第一条 为管好床栏，制定本办法。\n第二条 适用于病区。\n",
            ["第一条", "第二条"],
        ),
        (
            "床栏管理制度\n附件：1.检查表\n2.整改单\n1 目的\n管好床栏。\n2 范围\n2.1 病区。\n2.2 急诊。\n",
            ["1", "2/2.1", "2/2.2"],
        ),
    ],
)
def test_it_is_none_of_the_body_in_standards_statutes_and_rules_in_decimals(write, text, ids):
    parsed = ingest(write("制度.txt", text))
    assert listed(parsed) == THREE[:2]
    assert [path for path in paths(parsed) if path[0] != "附"] == ids


@pytest.mark.parametrize("suffix", FORMATS)
def test_one_annex_named_above_the_body_holds_none_of_it(write, suffix):
    parsed = written(
        write, "关于做好床栏检查的通知\n附件：检查表\n各病区护士长：\n现通知如下。\n1.每日巡视。\n2.如实记录。\n", suffix
    )
    assert paths(parsed) == ["附件清单", "引言", "1", "2"]


@pytest.mark.parametrize("heading", ["附件1：", "附件1.", "附件 1 "])
def test_where_the_annexes_are_printed_below_the_list_both_stay(write, heading):
    text = (
        NOTICE
        + BODY
        + SIGNED
        + f"{heading}检查流程\n{heading.replace('1', '2')}值班表\n\n附件1\n检查流程\n一、申请\n填单。\n附件2\n值班表\n周一甲班。\n"
    )
    parsed = ingest(write("通知.txt", text))
    assert listed(parsed) == ["附件清单/1 检查流程", "附件清单/2 值班表"]
    assert paths(parsed)[-2:] == ["附件1/一", "附件2"]
    assert not parsed.findings


def test_an_annex_whose_text_stands_right_below_its_number_is_no_entry(write):
    parsed = ingest(write("通知.txt", NOTICE + BODY + SIGNED + "附件1：检查表\n附件2：检查流程\n先查床头，再查床尾。\n"))
    assert paths(parsed)[-2:] == ["附件1", "附件2"]


def test_a_head_alone_above_text_is_no_list(write):
    parsed = ingest(write("通知.txt", NOTICE + BODY + SIGNED + "附件：\n1.床栏应当完好。每日检查一次。\n2.损坏的应当停用。\n"))
    assert paths(parsed)[-2:] == ["附件/1", "附件/2"]


def test_the_title_of_an_entry_may_take_two_lines():
    made = parted([Block("附件：1.青溪县人民医院住院患者床栏"), Block("检查记录"), Block("2.整改单"), Block("此页无正文")])
    assert [entry(block.text) for block in made[:2]] == [(1, "青溪县人民医院住院患者床栏检查记录"), (2, "整改单")]
    assert made[2].text == "此页无正文"


def test_the_numbers_of_a_list_may_be_counted_on_from_those_of_the_body(write):
    parsed = ingest(write("通知.txt", NOTICE + BODY + "附件：\n3.检查表\n4.整改单\n" + SIGNED))
    assert listed(parsed) == ["附件清单/3 检查表", "附件清单/4 整改单"]
    assert not parsed.findings
