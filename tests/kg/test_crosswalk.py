from ingest.model import Clause, Indicator, Task
from kg.crosswalk import Part, crosswalk, differences, versions
from kg.figures import contradictions, figures


def task(number, title, text, document="x"):
    return Task(f"{document}#{number}", document, str(number), title, f"{title}。{text}")


def cut(text):
    return [text[i : i + 2] for i in range(len(text) - 1)]


A = [
    task(1, "健全管理组织", "成立质量委员会，指定部门负责日常工作。"),
    task(2, "完善管理制度", "建立各项制度，落实十八项核心制度。"),
    task(3, "改善门诊服务", "优化预约和就诊流程，加强门诊手术管理。"),
    task(4, "加强血液管理", "节约用血。"),
]


B = [
    task(1, "健全管理组织和制度", "成立质量委员会，指定部门负责日常工作，建立各项制度，落实十八项核心制度。", "y"),
    task(2, "改善门诊流程", "优化预约和就诊流程。", "y"),
    task(3, "改善门诊手术", "加强门诊手术管理。", "y"),
    task(4, "建设智慧病房", "配备床旁终端。", "y"),
]


def test_merged_split_and_single_tasks():
    rows = {(tuple(t.number for t in r.a), tuple(t.number for t in r.b)): r.relation for r in crosswalk(A, B, cut)}
    assert rows == {
        (("1", "2"), ("1",)): "broadMatch",
        (("3",), ("2", "3")): "narrowMatch",
        (("4",), ()): "only_a",
        ((), ("4",)): "only_b",
    }


def test_the_same_plan_matches_itself_exactly():
    assert {r.relation for r in crosswalk(A, A, cut)} == {"exactMatch"}


def test_word_level_differences():
    assert differences("每月检查一次", "每季度检查一次") == (("月", "季度"),)


def test_figures_and_a_contradiction_within_one_document():
    clauses = [
        Clause(
            "d#1",
            "d",
            ("1",),
            ("",),
            "到2025年，门诊预约率≥50%，每季度召开一次专题会议，每百人主动报告不良事件大于2.5例次。",
            "",
        )
    ]
    found = figures(clauses, [Indicator("d#附件/1", "1", "每百人主动报告不良事件例次", threshold="≥1.75")])
    assert {(f.kind, f.value) for f in found} == {
        ("threshold", "≥50%"),
        ("threshold", "大于2.5例次"),
        ("frequency", "每季度"),
        ("threshold", "≥1.75"),
    }
    ((one, other),) = contradictions(found)
    assert {one.value, other.value} == {"大于2.5例次", "≥1.75"}


def test_units_that_say_the_same_under_the_same_number_are_one_pair_each():
    a, b = ([Part(f"{side}{n}", "1", "", "每班清点。") for n in range(3)] for side in "ab")
    rows = versions(a, b, cut, list)
    assert [(row.a[0].id, row.b[0].id) for row in rows] == [("a0", "b0"), ("a1", "b1"), ("a2", "b2")]
    assert {row.changes for row in rows} == {()}


def test_what_most_units_share_does_not_make_them_alike():
    """Words that are in nearly every unit, which are multiplied at once, weigh as little as each by itself."""
    shared = "应当按照规定执行。"
    a = [
        Part(f"a{n}", str(n), "", f"{chr(0x4E00 + 40 * n)}{chr(0x4E10 + 40 * n)}{chr(0x4E20 + 40 * n)}{shared}")
        for n in range(30)
    ]
    b = [Part(f"b{n}", str(n + 1), "", f"{one.text}并登记") for n, one in enumerate(a)]
    assert {(row.a[0].id[1:], row.b[0].id[1:]) for row in versions(a, b, cut, list)} == {(str(n), str(n)) for n in range(30)}
