"""What is to be looked at in the citations of a draft, and the words that mend it."""

import pytest

from app.case_work.concerns import concerns
from app.case_work.replay import replay
from app.mapping.mapping import Mapper
from app.mapping.model import Draft, Passage
from app.people.works import Action, Step


@pytest.fixture(scope="module")
def mapper(small):
    return Mapper(small)


@pytest.fixture
def found(small, mapper):
    """Concerns of a paragraph."""

    def _found(text):
        draft = Draft("", "", (Passage("背景", "第1段", "heading"), Passage(text, "第2段", "paragraph", ("背景",))))
        return draft, concerns(small, mapper.of(draft))

    return _found


def mended(draft, fix):
    standing = replay(draft, [Step(Action.MEND, fix.about, fix.before, fix.after)])
    assert not standing.lost
    return "\n".join(passage.text for passage in standing.draft.passages[1:])


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("依据 WS/T 433-2013 执行。", "依据 WS/T 433-2023 执行。"),
        ("依据《静脉治疗护理技术操作规范》（WS/T433—2013）执行。", "依据《静脉治疗护理技术操作标准》（WS/T 433-2023）执行。"),
        ("依据静脉治疗护理技术操作规范（WS/T 433-2013）执行。", "依据静脉治疗护理技术操作标准（WS/T 433-2023）执行。"),
        ("落实危急值通报制度这项核心制度，即十八项核心制度的“危急值通报制度”。", None),
    ],
)
def test_a_wrong_reference_is_mended_in_its_own_way_of_writing(found, text, after):
    draft, (first, *_) = found(text)
    assert first.fixes and not first.hint
    if after:
        assert mended(draft, first.fixes[0]) == after
        assert not [c for c in found(after)[1] if not c.hint]


def test_a_number_of_one_standard_with_the_name_of_another_can_be_mended_either_way(found, small):
    standards = [e for e in small.entities.values() if type(e).__name__ == "Standard" and e.id.startswith("WS/T")]
    one, other = standards[0], standards[5]
    _, (first, *_) = found(f"依据《{other.name}》（{one.id}）执行。")
    assert [fix.after for fix in first.fixes] == [f"《{other.name}》（{other.id}）", f"《{one.name}》（{one.id}）"]


def test_a_title_within_a_title_has_other_marks(found):
    _, (first, *_) = found("依据《医疗质量管理办法》（长卫医政发〔2023〕9号）执行。")
    assert all(fix.after.count("《") == 1 for fix in first.fixes) and any("〈" in fix.after for fix in first.fixes)


def test_a_title_without_its_number_is_a_hint_and_no_problem(found):
    draft, (first, *_) = found("依据《静脉治疗护理技术操作标准》执行。")
    assert first.hint and mended(draft, first.fixes[0]) == "依据《静脉治疗护理技术操作标准》（WS/T 433-2023）执行。"


def test_what_differs_in_a_quote_is_marked_on_both_sides(found):
    draft, (first, *_) = found("《病区陪护管理办法》第二条规定“陪护人员应该佩戴陪护证，每日二十二时以后不得离开病区。”")
    assert "".join(p.text for p in first.written if p.differs) == "该"
    assert "".join(p.text for p in first.source if p.differs) == "当"
    assert "“陪护人员应当佩戴陪护证，每日二十二时以后不得离开病区。”" in mended(draft, first.fixes[0])


OPENING = "《病区陪护管理办法》第二条规定"
WHOLE = "陪护人员应当佩戴陪护证，每日二十二时以后不得离开病区，确有需要的除外"


@pytest.mark.parametrize(
    ("quote", "mend"),
    [
        ("陪护人员应该佩戴陪护证……不得离开病区", "陪护人员应当佩戴陪护证……不得离开病区"),
        ("每日二十二时以后不得离开病房……确有需要的除外", "每日二十二时以后不得离开病区……确有需要的除外"),
        ("陪护人员应当佩戴陪护证……确有需要的除外", WHOLE),
        ("……陪护人员应该佩戴陪护证，每日二十二时以后不得离开病区……", "陪护人员应当佩戴陪护证，每日二十二时以后不得离开病区……"),
        ("确有需要的除外……陪护人员应当佩戴陪护证", None),
    ],
)
def test_a_quote_with_gaps_is_mended_where_it_is_certain_what_it_should_be(found, quote, mend):
    draft, (first, *_) = found(f"{OPENING}“{quote}”。")
    assert [fix.label for fix in first.fixes] == ["改成原文"] * bool(mend) + ["去掉引号，作为自己的话"]
    if mend:
        assert mended(draft, first.fixes[0]) == f"{OPENING}“{mend}”。"
        assert found(f"{OPENING}“{mend}”。")[1] == []


def test_a_quote_over_two_paragraphs_is_mended_into_one(small, mapper):
    lines = (f"{OPENING}“陪护人员应该佩戴陪护证，", "每日二十二时以后不得离开病区。”。")
    passages = [Passage(line, f"第{n}段", "paragraph", ("背景",)) for n, line in enumerate(lines, 2)]
    draft = Draft("", "", (Passage("背景", "第1段", "heading"), *passages))
    (first,) = concerns(small, mapper.of(draft))
    assert [fix.label for fix in first.fixes] == ["改成原文，并成一段", "去掉引号，作为自己的话"]
    assert mended(draft, first.fixes[0]) == f"{OPENING}“陪护人员应当佩戴陪护证，每日二十二时以后不得离开病区。”。\n"
    assert mended(draft, first.fixes[1]) == f"{OPENING}陪护人员应该佩戴陪护证，\n每日二十二时以后不得离开病区。。"
    assert {span.passage for span in first.spans} == {2, 3}


def test_a_quote_with_the_wrong_place_gets_the_right_one(found):
    draft, (first, *_) = found("《病区陪护管理办法》第三条规定“陪护人员应当佩戴陪护证，每日二十二时以后不得离开病区”。")
    assert first.label == "引文出处不对"
    assert "第二条" in mended(draft, first.fixes[0]) and "第三条" not in mended(draft, first.fixes[0])


@pytest.mark.parametrize("said", ["该办法第三条", "前述办法第三条", "该文件第一条"])
def test_a_pronoun_with_the_wrong_place_becomes_the_name_with_the_right_one(found, said):
    draft, (first, *_) = found(
        f"我院执行《病区陪护管理办法》。{said}规定“陪护人员应当佩戴陪护证，每日二十二时以后不得离开病区”。"
    )
    assert first.label == "引文出处不对"
    assert "。《病区陪护管理办法》第二条规定" in mended(draft, first.fixes[0])


def test_what_stands_nowhere_can_become_ones_own_words(found):
    draft, (first, *_) = found("《病区陪护管理办法》第二条规定“医疗机构应当为探视者提供免费的雨伞和拖鞋”。")
    assert mended(draft, first.fixes[-1]).endswith("规定医疗机构应当为探视者提供免费的雨伞和拖鞋。")
    assert first.source == () or first.label != "引文没有得到证实"


def test_what_the_base_does_not_know_has_advice_and_no_fix(found):
    _, (first, *_) = found("依据 GB/T 99999-2019 执行。")
    assert first.fixes == () and "人工核实" in first.advice


@pytest.mark.parametrize("number", ["WS/T 433-2023", "WS/T 433—2023", "ws/t433-2023", "ＷＳ／Ｔ　４３３－２０２３"])
def test_nothing_is_said_of_what_is_right_however_it_is_spaced(found, number):
    assert found(f"依据《静脉治疗护理技术操作标准》（{number}）执行。")[1] == []


def test_advice_that_no_word_mends_stands_alone(found):
    _, (first, *_) = found("强制性标准《静脉治疗护理技术操作标准》（WS/T 433—2023）规定如此。")
    assert first.hint and not first.fixes and "推荐性" in first.advice
