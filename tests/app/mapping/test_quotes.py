import pytest

from app.mapping.documents import Documents
from app.mapping.library import Library
from app.mapping.quotes import QuoteChecker


@pytest.fixture
def checked(small, documents, library, drafted):
    def _checked(text):
        return QuoteChecker(small, documents, library).check(drafted(f"# 某案例\n\n{text}\n"))

    return _checked


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("陪护办法第三条要求“护士长每周抽查陪护证20张，未佩戴的当场补办”。", "verbatim"),
        ("陪护办法第三条要求“护士长每周抽查陪护证20张、未佩戴的，当场补办”。", "verbatim"),
        ("陪护办法第三条要求“护士长每周抽查陪护证30张，未佩戴的当场补办”。", "altered"),
        ("陪护办法第三条要求“体温超过 375 ℃ 的不得进入病区”。", "altered"),
        ("陪护办法第二条要求“每日二十二时以后得离开病区”。", "altered"),
        ("探视规定第三条要求“护士长每周抽查陪护证20张，未佩戴的当场补办”。", "misattributed"),
        ("陪护办法第二条要求“护士长每周抽查陪护证20张，未佩戴的当场补办”。", "misattributed"),
        ("文件要求“陪护人员每三日测量一次血压并报主任批准”。", "not_found"),
        ("陪护办法第三条：“护士长每周抽查陪护证……未佩戴的当场补办”。", "verbatim"),
        ("陪护办法第二条：“陪护人员应当佩戴陪护证……离开病区”。", "altered"),
        ("陪护办法第三条要求“不得进入病区”。", "verbatim"),
        ("办法要求“严格执行病区的陪护和探视制度”。", "not_found"),
    ],
)
def test_each_quote_gets_its_state(checked, text, state):
    assert [str(q.state) for q in checked(text).quotes] == [state]


def test_the_difference_is_told_character_by_character(checked):
    (quote,) = checked("陪护办法第三条要求“护士长每周抽查陪护证30张，未佩戴的当场补办”。").quotes
    assert quote.difference == "“3”原文作“2”"
    assert quote.source_text == "护士长每周抽查陪护证 20 张，未佩戴的当场补办"


def test_punctuation_that_differs_is_told_of_a_verbatim_quote(checked):
    (quote,) = checked("陪护办法第三条要求“护士长每周抽查陪护证20张、未佩戴的，当场补办”。").quotes
    assert "标点" in quote.difference


def test_a_quote_over_two_paragraphs_is_one_quote(checked):
    (quote,) = checked("陪护办法第三条要求“护士长每周抽查陪护证20张，\n\n未佩戴的当场补办”。").quotes
    assert str(quote.state) == "verbatim"


def test_a_paragraph_of_its_own_is_attributed_by_the_one_before(checked):
    (quote,) = checked("按照探视规定第三条：\n\n> “护士长每周抽查陪护证20张，未佩戴的当场补办”").quotes
    assert str(quote.state) == "misattributed"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("护士们常说“打一针图个心安”。", "不足 8 个字"),
        ("小组查出“培训不到位、器械不足、没有人盯”三个主因。", "没有写明引自哪里"),
        ("物品要点第二条要求“病区微波炉每天由护工擦拭一次”。", "不能证明引文"),
        ("《医院食堂管理条例》要求“厨师每半年体检一次并公示”。", "没有《医院食堂管理条例》的全文"),
        ("陪护办法要求“护士长每周抽查陪护证。", "没有成对"),
    ],
)
def test_what_was_not_checked_is_listed_with_the_reason(checked, text, why):
    assert any(why in u.why for u in checked(text).unchecked)


@pytest.mark.parametrize(
    "text",
    [
        "物品要点第二条要求“病区微波炉每天由护工擦拭一次”。",
        "物品要点第二条要求“消毒记录由护士长每日签字确认”。",
    ],
)
def test_a_quote_from_what_the_base_has_only_a_digest_of_is_not_called_wrong(checked, text):
    assert [str(q.state) for q in checked(text).quotes] == ["unproven"]


def test_a_quote_with_quotation_marks_inside_is_one_quote(checked):
    (quote,) = checked("陪护办法第三条要求“护士长每周抽查“陪护证”20张，未佩戴的当场补办”。").quotes
    assert str(quote.state) == "verbatim"


def test_a_quote_that_was_not_closed_does_not_swallow_the_next(checked):
    found = checked("员工说“先看一看。陪护办法第三条要求“护士长每周抽查陪护证20张，未佩戴的当场补办”。")
    assert [str(q.state) for q in found.quotes] == ["verbatim"]


def test_a_dash_that_the_source_misprints_as_one_is_a_dash(small, documents, library, checked):
    assert not checked("陪护办法第三条要求“护士长——每周抽查陪护证20张”。").quotes[0].difference.startswith("多了")


def test_the_name_of_a_system_in_quotation_marks_is_no_quote(checked):
    found = checked("陪护办法第三条要求落实“病区陪护登记制度”。")
    assert not found.quotes
    assert not found.unchecked


def test_a_point_that_is_missing_is_told_as_a_point(checked):
    (quote,) = checked("陪护办法第三条要求“体温超过 375 ℃ 的不得进入病区”。").quotes
    assert quote.difference == "漏了“.”"


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("陪护办法第二条要求“陪护证，每日二十二时以后不得离开病区，确有需要的除外。”", ""),
        ("陪护办法第三条要求“未佩戴的当场补办，体温超过 37.5 ℃ 的不得进入病区。”", ""),
        ("探视规定第三条要求“缺项的当场补齐。”", ""),
        ("探视规定第三条要求“缺项的当场补齐”", ""),
        ("陪护办法第三条要求“护士长每周抽查陪护证 20 张。”", "仅标点、空格或字形不同：多了“。”"),
    ],
)
def test_a_stop_that_the_source_has_is_none_too_many(checked, text, difference):
    (quote,) = checked(text).quotes
    assert (str(quote.state), quote.difference) == ("verbatim", difference)


@pytest.mark.parametrize("end", ["", "。"])
def test_the_words_of_the_source_end_as_its_sentence_does(checked, end):
    (quote,) = checked(f"探视规定第三条要求“缺项的当场补齐{end}”。").quotes
    assert quote.source_text == "缺项的当场补齐。"


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("陪护办法第二条要求“每日以后不得离开病区”。", "漏了“二十二时”"),
        ("陪护办法第三条要求“护士长抽查陪护证20张，未佩戴的当场补办”。", "漏了“每周”"),
        ("探视规定第二条要求“每名患者探视不超过两人，每次不超过三十分钟”。", "漏了“每次”"),
        ("探视规定第三条要求“护士长每年抽查探视登记本”。", "“年”原文作“月”"),
    ],
)
def test_what_is_missing_is_told_apart_from_what_is_replaced(checked, text, difference):
    (quote,) = checked(text).quotes
    assert quote.difference == difference


@pytest.mark.parametrize("name", ["提高静脉血栓栓塞症规范预防率", "静脉治疗护理技术操作标准", "降低非计划重返手术室再手术率"])
def test_the_name_of_a_thing_in_quotation_marks_needs_no_proof_where_only_a_digest_is_held(opened, drafted, name):
    checker = QuoteChecker(opened, Documents(opened), Library(opened))
    found = checker.check(drafted(f"# 某案例\n\n国家改进目标“{name}”今年列入计划。\n"))
    assert (found.quotes, found.unchecked) == ((), ())
