import pytest

from ingest.identifiers import DocumentNumber, StandardNumber, TargetId, ordinal_target, title_slug


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("WS/T 433-2023", "WS/T 433-2023"),
        ("WS/T 433—2023", "WS/T 433-2023"),
        ("ＷＳ／Ｔ４３３－２０２３", "WS/T 433-2023"),
        ("ws/t433-2023", "WS/T 433-2023"),
        ("WST 433-2023", "WS/T 433-2023"),
        ("WS/T 842", "WS/T 842"),
        ("WS 445.10-2014", "WS 445.10-2014"),
        ("GBZ 131-2017", "GBZ 131-2017"),
        ("GB/T 7714—2015", "GB/T 7714-2015"),
        ("T/CHAS 10-2-24-2018", "T/CHAS 10-2-24-2018"),
        ("TCHAS10-2-24", "T/CHAS 10-2-24"),
        ("t/chas 10-4-9", "T/CHAS 10-4-9"),
        ("T/CHAS 10-2-9-201", "T/CHAS 10-2-9-201"),
        ("DB14/T 2500-2022", "DB14/T 2500-2022"),
        ("DB4201/T 677—2023", "DB4201/T 677-2023"),
        ("DB11/139—2015", "DB11/ 139-2015"),
        ("DB 11 / 139-2015", "DB11/ 139-2015"),
        ("DB11 139-2015", "DB11/ 139-2015"),
        ("DB33∕T 1012—2021", "DB33/T 1012-2021"),
        ("DBJ 77/T 219—2022", "DBJ77/T 219-2022"),
        ("DBJ/T 77-219—2022", "DBJ/T 77-219-2022"),
        ("DBJ77-219-2022", "DBJ 77-219-2022"),
        ("DG／TJ 08-2219-2022", "DG/TJ 08-2219-2022"),
        ("DB77（J）/T 219-2022", "DB77(J)/T 219-2022"),
        ("Q/XXYY 003—2024", "Q/XXYY 003-2024"),
    ],
)
def test_standard_numbers_parse_in_every_written_form(written, printed):
    assert str(StandardNumber.parse(written)) == printed


def test_a_number_inside_a_sentence_is_found_and_kept_as_written():
    found = list(StandardNumber.find("按照WS/T 433—2013和T/CHAS 10-2-34-2020执行，用量3.5mg"))
    assert [str(n) for n in found] == ["WS/T 433-2013", "T/CHAS 10-2-34-2020"]


@pytest.mark.parametrize(
    "text",
    ["没有标准号", "HTTPS/T 5", "ABC 12-2020", "DB4201", "2023-2025 年", "GB 15982—202X", "WS/T 433—20××", "T/CHAS 12-XXXX"],
)
def test_what_is_no_standard_number(text):
    assert not list(StandardNumber.find(text))


def test_a_year_cut_short_is_noticed():
    assert StandardNumber.parse("T/CHAS 10-2-9-201").cut_short
    assert not StandardNumber.parse("T/CHAS 10-2-9-2018").cut_short


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("NIT-2026- I", "NIT-2026-I"),
        ("NIT-2026-Ⅱ", "NIT-2026-II"),
        ("nit-2026-iii", "NIT-2026-III"),
        ("NIT-2026-3", "NIT-2026-III"),
        ("PIT-2026-7", "PIT-2026-07"),
        ("PIT—2026—60", "PIT-2026-60"),
        ("（ＰＩＴ－２０２６－０１）", "PIT-2026-01"),
    ],
)
def test_target_codes(written, printed):
    assert str(TargetId.parse(written)) == printed


def test_targets_named_by_ordinal():
    assert [str(t) for t in ordinal_target("详见国家医疗质量安全改进目标四。", 2026)] == ["NIT-2026-IV"]


@pytest.mark.parametrize("asked", ["国家目标里的第七个是什么", "第七个国家医疗质量安全改进目标", "今年目标中第 7 项"])
def test_a_target_by_its_place(asked):
    assert [str(t) for t in ordinal_target(asked, 2027)] == ["NIT-2027-VII"]


def test_no_target_by_the_place_of_something_else():
    assert not list(ordinal_target("第七个月的目标值，第三项任务", 2027))


def test_document_numbers_with_any_brackets():
    for text in ("长卫医政发〔2023〕9 号", "长卫医政发[2023]9号", "长卫医政发（2023）9号"):
        assert next(DocumentNumber.find(text)).slug == "长卫医政发-2023-9"


def test_a_document_id_is_short_and_says_what_it_is_about():
    assert title_slug("某协会关于征集 2027 典型案例的通知") == "征集2027典型案例"
    assert title_slug("质量行动计划 （2023-2025 年）") == "质量行动计划-2023-2025年"
    assert len(title_slug("很长" * 60)) < 40
