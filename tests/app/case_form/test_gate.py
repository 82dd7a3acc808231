import pytest

from app.case_form.case import Basis, Case, CasePractice, Person
from app.case_form.checked import WITHHELD
from app.case_form.forms import Read
from app.case_form.gate import excerpt


@pytest.fixture
def checked(forms):
    return lambda **fields: forms.check(Read(Case(**fields), from_draft=False))


def told(found, kind):
    return [str(problem) for problem in found.of(kind)]


def test_what_is_not_provided_is_listed(checked):
    found = checked(recommender=Person("张某", "", "a@b"))
    missing = told(found, "missing")
    assert "单位名称：没有提供" in missing and "推荐人：没有提供电话" in missing
    assert not any("辅助证明材料" in line or "副标题" in line for line in missing)


def test_a_practice_is_set_beside_the_words_of_its_clause(checked, clause):
    found = checked(practices=(CasePractice("查陪护证", (Basis(clause("护士长每周")),)),))
    basis = found.practices[0].bases[0]
    assert basis.place == "《病区陪护管理办法》第三条"
    assert basis.quote == "护士长每周抽查陪护证20张，未佩戴的当场补办。"


def test_a_verbatim_quote_goes_out_in_the_words_of_the_source(checked, clause):
    found = checked(practices=(CasePractice("查", (Basis(clause("护士长每周"), "护士长每周抽查陪护证 ２０ 张"),)),))
    assert found.practices[0].bases[0].quote == "护士长每周抽查陪护证20张" and not told(found, "quote")


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("护士长每月抽查陪护证20张", "“月”原文作“周”"),
        ("陪护人员应当佩戴陪护证", "它在《病区陪护管理办法》第二条"),
        ("陪护证由保卫科统一发放并收取押金", "没有得到证实"),
    ],
)
def test_a_quote_that_is_not_the_clauses_does_not_go_out(checked, clause, quote, why):
    found = checked(practices=(CasePractice("查", (Basis(clause("护士长每周"), quote),)),))
    assert found.practices[0].bases[0].quote == ""
    assert any(why in line for line in told(found, "quote"))


def test_a_gap_that_hides_a_prohibition_does_not_go_out(checked, clause):
    quote = "陪护人员应当佩戴陪护证……离开病区"
    found = checked(practices=(CasePractice("查", (Basis(clause("陪护人员应当"), quote),)),))
    assert found.practices[0].bases[0].quote == "" and any("不得" in line for line in told(found, "quote"))


def test_a_digest_proves_no_quote(checked, clause):
    found = checked(practices=(CasePractice("擦", (Basis(clause("病区微波炉")),)),))
    assert found.practices[0].bases[0].quote == "" and any("摘要" in line for line in told(found, "quote"))


def test_a_quote_in_a_text_that_is_altered_is_taken_out(checked):
    text = "《病区陪护管理办法》第三条要求“护士长每月抽查陪护证20张，未佩戴的当场补办”，我科照办。"
    found = checked(introduction=text, effects="无关。")
    assert found.case.introduction == f"《病区陪护管理办法》第三条要求{WITHHELD}，我科照办。"
    assert found.case.effects == "无关。" and any("“月”原文作“周”" in line for line in told(found, "quote"))


def test_a_quote_in_a_text_that_is_verbatim_stays(checked):
    text = "《病区陪护管理办法》第三条要求“护士长每周抽查陪护证20张，未佩戴的当场补办”。"
    assert checked(introduction=text).case.introduction == text


@pytest.mark.parametrize("gone", ["病区陪护管理办法#第九十条", "没有这份文件#第一条", "没有这份文件"])
def test_a_basis_that_is_gone_is_told_and_left_out(checked, gone):
    found = checked(practices=(CasePractice("查", (Basis(gone),)),))
    assert not found.practices[0].bases and any(gone in line for line in told(found, "basis"))


def test_standards_are_printed_with_name_and_number(checked):
    found = checked(title="静脉治疗", standards=("ws/t433-2023", "危急值管理", "WS/T 433-2013", "WS/T 9999-2020"))
    assert found.standards[:2] == ("《静脉治疗护理技术操作标准》（WS/T 433-2023）", "《危急值管理》（T/CHAS 10-4-9-2019）")
    assert found.standards[2:] == ("WS/T 433-2013", "WS/T 9999-2020")
    lines = told(found, "reference")
    assert any("已被代替" in line and "WS/T 433-2023" in line for line in lines) and any(
        "WS/T 9999-2020" in line for line in lines
    )


@pytest.mark.parametrize("quote", ["", "护士应当洗手后再操作"])
def test_a_standard_of_which_only_the_title_is_held_has_no_quote_and_that_is_listed(checked, quote):
    found = checked(practices=(CasePractice("查", (Basis("WS/T 433-2023", quote),)),))
    assert found.practices[0].bases[0].quote == "" and "WS/T 433-2023" in found.practices[0].bases[0].place
    assert any("依据没有写到条款" in line for line in told(found, "quote"))


def test_a_long_clause_is_cut_between_sentences_but_not_before_what_limits_it():
    first, second = f"{'甲' * 150}。", f"{'乙' * 100}。"
    assert excerpt(first + second) == first
    assert excerpt(f"{first}但{second}") == f"{first}但{second}"
    assert excerpt(f"{'甲' * 150}；{second}") == f"{'甲' * 150}……"
