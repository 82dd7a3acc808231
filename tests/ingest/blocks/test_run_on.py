"""Items that run on within the paragraph of an article."""

import pytest

from ingest.pipeline import ingest

LONG = "".join(
    f"第{n}条 换药室由所在病区管理，由护士长指定专人负责，每周清点一次第{n}类物品，缺损的及时补充登记。\n"
    for n in "一二三四五六七"
)
RULE = "换药室管理办法\n" + LONG + "{0}第九条 本办法自发布之日起施行。\n第十条 本办法由护理部解释。\n"
MARKS = {
    "（一）": ("（一）", "（二）", "（三）"),
    "1": ("1.", "2．", "3、"),
    "（1）": ("(1)", "（2）", "（3）"),
    "①": ("①", "②", "③"),
}
ITEMS = ("每日紫外线消毒一次；", "污染敷料分类装袋，不得混放；", "换药车每班擦拭。")


def read(write, article, width=0):
    text = RULE.format(article + "\n")
    if width:
        text = "\n".join(line[at : at + width] for line in text.splitlines() for at in range(0, len(line), width)) + "\n"
    parsed = ingest(write("办法.txt", text))
    for clause in parsed.clauses:
        assert clause.orig.replace("\n", "").endswith(clause.text[-4:])
    return {"/".join(c.path): c.text for c in parsed.clauses}


@pytest.mark.parametrize("width", [0, 30])
@pytest.mark.parametrize("first", MARKS)
def test_each_item_is_a_clause_of_its_own(write, first, width):
    items = "".join(mark + item for mark, item in zip(MARKS[first], ITEMS, strict=True))
    found = read(write, f"第八条 换药室应当做到：{items}\n未做到的，予以通报批评，并且在一个月以内改正，由护理部复查。", width)
    below = [path for path in found if path.startswith("第八条/")]
    assert [found[path] for path in ["第八条", *below[:3]]] == ["换药室应当做到：", *ITEMS]
    assert found["第八条/第2款"].startswith("未做到的")


def test_a_list_the_first_item_of_which_stands_behind_its_lead_alone(write):
    found = read(write, "第八条 换药室应当做到：（一）每日消毒；\n（二）每班擦拭；\n（三）每周清点。")
    assert [found[f"第八条/（{n}）"] for n in "一二三"] == ["每日消毒；", "每班擦拭；", "每周清点。"]


def test_a_list_within_an_item(write):
    found = read(write, "第八条 应当做到：（一）每日：1.消毒；2.通风；（二）每周清点。")
    assert [found[f"第八条/{p}"] for p in ("（一）", "（一）/1", "（一）/2", "（二）")] == [
        "每日：",
        "消毒；",
        "通风；",
        "每周清点。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "违反前条（一）、（二）项规定的，予以通报。",
        "按下列标准计算：（一）每床1.5元。",
        "换药记录包括：（一）时间，（二）部位，保存三年。",
        "浓度为：1.5%；2.5%。",
    ],
)
def test_references_figures_and_lists_of_one_are_left_as_they_are(write, text):
    assert read(write, f"第八条 {text}")["第八条"] == text
