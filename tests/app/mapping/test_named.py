"""该规定, 前述办法, 其第二条: what a pronoun means is the document that the draft named last before it."""

import pytest

from app.base.knowledge import Knowledge
from app.build import publish
from app.mapping.documents import Documents
from app.mapping.library import Library
from app.mapping.quotes import QuoteChecker

CARE = "《病区陪护管理办法》"
VISIT = "《病区探视管理规定》"
BADGE = "护士长每周抽查陪护证20张，未佩戴的当场补办"
TWO = "每名患者每次探视不超过两人"


@pytest.fixture
def checked(small, documents, library, drafted):
    def _checked(text):
        return QuoteChecker(small, documents, library).check(drafted(f"# 某案例\n\n{text}\n"))

    return _checked


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"我院执行{CARE}。该办法第二条要求：“{BADGE}”。", "misattributed"),
        (f"我院执行{CARE}。该办法第三条要求：“{BADGE}”。", "verbatim"),
        (f"我院执行{CARE}。\n\n前述办法第四条写着：“{BADGE}”。", "misattributed"),
        (f"我院执行{CARE}和{VISIT}。上述办法第四条要求：“{BADGE}”。", "misattributed"),
        (f"我院执行{CARE}和{VISIT}。该规定第三条要求：“{TWO}”。", "misattributed"),
        (f"我院执行{CARE}和{VISIT}。该规定在第二条中要求：“{TWO}”。", "verbatim"),
        (f"我院执行{VISIT}和{CARE}。该文件要求：“{TWO}”。", "misattributed"),
        (f"我院执行{CARE}，其第二条要求：“{BADGE}”。", "misattributed"),
        (f"{CARE}第二条要求“{TWO}”。", "misattributed"),
        (f"{CARE}第九条要求“{BADGE}”。", "misattributed"),
        (f"我院执行{VISIT}。前述规定第十二条要求：“{TWO}”。", "misattributed"),
    ],
)
def test_a_pronoun_means_the_document_of_its_kind_that_was_named_last(checked, text, state):
    found = checked(text)
    assert [str(q.state) for q in found.quotes] == [state]
    assert not found.unchecked


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        (f"我院有相关要求。该制度第二条要求：“{BADGE}”。", "该制度"),
        (f"我院执行{CARE}。该通知第二条要求：“{BADGE}”。", "该通知"),
        (f"我院执行{VISIT}，又修订了晨间交班管理规定。前述规定第九条要求：“{TWO}”。", "前述规定"),
    ],
)
def test_a_pronoun_for_nothing_that_was_named_leaves_the_quote_unchecked(checked, text, pronoun):
    found = checked(text)
    assert not found.quotes
    assert [pronoun in one.why for one in found.unchecked] == [True]


def test_a_wrong_quote_under_such_a_pronoun_is_wrong_all_the_same(checked):
    found = checked("该制度第二条要求：“护士长每周抽查陪护证30张，未佩戴的当场补办”。")
    assert [str(q.state) for q in found.quotes] == ["altered"]
    assert found.unchecked


def test_a_document_that_is_not_held_is_meant_though_another_was_named_before(checked):
    found = checked(f"我院执行{VISIT}，落实《陪检管理规定》。该规定第二条要求：“{TWO}”。")
    assert [str(q.state) for q in found.quotes] == ["misattributed"]
    assert "陪检管理规定" in found.unchecked[0].why


RULES = {
    "床.md": "# 床旁呼叫铃管理制度\n\n第一条 呼叫铃响起后，责任护士应当在三分钟内到达床旁。\n\n第二条 夜间铃声改为灯光提示。\n",
    "通.md": "# 关于规范探视登记的通知\n\n第一条 探视登记本由护士站保管，每月装订一次。\n\n第二条 缺页的当日补齐并说明原因。\n",
}


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    folder = tmp_path_factory.mktemp("own")
    for name, text in RULES.items():
        (folder / name).write_text(text, encoding="utf-8")
    publish.build(folder / "kb", sorted(folder.glob("*.md")))
    kb = Knowledge.open(folder / "kb")
    return QuoteChecker(kb, Documents(kb), Library(kb))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("落实《床旁呼叫铃管理制度》。\n\n该制度第二条要求：“呼叫铃响起后，责任护士应当在三分钟内到达床旁”。", "misattributed"),
        ("落实《床旁呼叫铃管理制度》。\n\n该项制度第一条要求：“呼叫铃响起后，责任护士应当在三分钟内到达床旁”。", "verbatim"),
        ("我院修订了床旁呼叫铃管理制度，此制度第二条要求：“呼叫铃响起后，责任护士应当在三分钟内到达床旁”。", "misattributed"),
        ("依据《关于规范探视登记的通知》，该通知第二条写明：“探视登记本由护士站保管，每月装订一次”。", "misattributed"),
        (
            "依据《关于规范探视登记的通知》和《床旁呼叫铃管理制度》，前述通知第一条：“探视登记本由护士站保管，每月装订一次”。",
            "verbatim",
        ),
    ],
)
def test_systems_and_notices_are_meant_so_too(own, drafted, text, state):
    found = own.check(drafted(f"# 某案例\n\n{text}\n"))
    assert [str(q.state) for q in found.quotes] == [state]
    assert not found.unchecked


@pytest.mark.parametrize("words", ["基本制度要求", "因此规定要求", "应该标准要求"])
def test_the_end_of_another_word_is_no_pronoun(checked, words):
    assert "指的是哪份文件" not in "".join(one.why for one in checked(f"{words}“{BADGE}”。").unchecked)
