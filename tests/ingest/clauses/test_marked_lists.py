"""What follows a list that a web page has closed belongs to what the list belongs to, not to its last item."""

import pytest

from ingest.pipeline import ingest

ITEMS = ["轮椅借用时间为每日八时至十八时；", "借用人出示本人证件；", "归还时检查刹车。"]
TABLE = "<table border=1><tr><th>病区</th><th>轮椅数量</th></tr><tr><td>一病区</td><td>6</td></tr></table>"


def listed(items, tag="ol"):
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def paths(write, body):
    parsed = ingest(write("轮椅.html", f"<html><body><h1>轮椅借用须知</h1>{body}</body></html>"))
    return {c.text: "/".join(c.path) for c in parsed.clauses}


@pytest.mark.parametrize(
    ("above", "items", "last"),
    [
        ("<p>一、借用</p><p>借用轮椅应当遵守下列规定：</p>", listed(ITEMS), "一/3"),
        ("<p>第一条 轮椅免费。</p><p>第二条 借用轮椅应当遵守下列规定：</p>", listed(ITEMS), "第二条/3"),
        ("<p>一、借用</p><p>应当：</p>", listed([*ITEMS[:2], "病区：" + listed(["一病区；", "二病区。"])]), "一/3/（2）"),
    ],
)
def test_a_paragraph_and_a_table_behind_a_list(write, above, items, last):
    read = paths(write, f"{above}{items}{TABLE}<p>轮椅损坏的，借用人应当及时告知护士站。</p>")
    assert last in read.values()
    parent = last.split("/")[0]
    assert read["一病区 6"] == f"{parent}/第1行"
    behind = read["轮椅损坏的，借用人应当及时告知护士站。"]
    assert behind.startswith(f"{parent}/第") and behind.count("/") == 1


def test_what_stands_in_an_item_stays_with_it(write):
    inside = ITEMS[2] + "<p>刹车失灵的，贴上停用标识。</p>" + TABLE
    read = paths(write, "<p>一、借用</p><p>应当：</p>" + listed([*ITEMS[:2], inside]))
    assert read["刹车失灵的，贴上停用标识。"] == "一/3/第2段"
    assert read["一病区 6"] == "一/3/第1行"


def test_text_below_a_list_of_one_or_of_titles_is_theirs(write):
    body = "".join(
        f"<ol start={at}><li>{title}</li></ol><p>{text}</p>"
        for at, (title, text) in enumerate([("借用", "借用人出示本人证件。"), ("归还", "归还时检查刹车。")], 1)
    )
    read = paths(write, body)
    assert (read["借用人出示本人证件。"], read["归还时检查刹车。"]) == ("1", "2")


@pytest.mark.parametrize(("last", "where"), [("吸氧", "一"), ("剂量如下：", "一/3")])
def test_behind_items_that_are_words_alone_only_what_the_last_announces_is_its_own(write, last, where):
    table = "| 药物 | 成人剂量 |\n|---|---|\n| 地塞米松 | 10 mg |\n"
    text = f"# 过敏处理\n\n## 一、处理\n\n1. 停药\n2. 平卧\n3. {last}\n\n{table}"
    found = {c.text: "/".join(c.path) for c in ingest(write("处理.md", text)).clauses}
    assert found["地塞米松 10 mg"] == f"{where}/第1行"
