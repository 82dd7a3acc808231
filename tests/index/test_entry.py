"""What a clause says part by part."""

from index.entry import Entry

LONG = (
    "库房每日清点一次并登记，数目不符的当日查明原因。" * 3
    + "登记本保存三年备查；遗失的由保管人书面说明。"
    + "钥匙由两人分管，交接时双方签字，不得转交他人，也不得复制。" * 3
)


def of(text, within="库房 管理"):
    return Entry("clause", "库房#一", "库房", text, within)


def test_a_long_clause_has_parts_of_some_sentences_that_are_all_of_it():
    parts = of(LONG).parts
    assert len(parts) > 1 and "".join(parts) == LONG
    assert all(len(part) <= 120 and part[-1] in "。；" for part in parts)


def test_a_clause_that_says_one_thing_has_none():
    assert of("库房每日清点一次。").parts == of("没有句号的一行").parts == of("").parts == []
    assert of("库房每日清点一次。数目不符的当日查明原因。").parts == []


def test_a_clause_with_parts_stands_by_its_titles_and_beginning_and_any_other_by_all_that_it_says():
    long, one = of(LONG, f"库房 管理 {LONG}"), of("甲" * 400, "库房 管理 " + "甲" * 400)
    assert long.parts and long.meaning == long.within[:100]
    assert not one.parts and one.meaning == one.within


def test_a_sentence_longer_than_a_part_is_one():
    long = "甲" * 200 + "。"
    assert of(long + "乙。").parts == [long, "乙。"]
    assert of(long + "没有句号的尾巴").parts == [long, "没有句号的尾巴"]


def test_a_text_without_end_has_forty_parts_at_most():
    assert len(of(("甲" * 79 + "。") * 5000).parts) == 40


def test_only_clauses_have_parts():
    assert Entry("standard", "WS/T 1", "名称", LONG).parts == []
