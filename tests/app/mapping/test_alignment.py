import pytest

from app.mapping.alignment import Run, edits, nearest_run


def test_the_nearest_run_is_found_where_a_character_differs():
    assert nearest_run("不少于一年一次", "质量评价的频次不少于半年一次，并记录") == Run(7, 14, 1)


def test_of_runs_as_near_the_one_of_the_quotes_length_is_taken():
    text = "病种清单并公布"
    assert nearest_run("病种目录", text) == Run(0, 4, 2)


def test_the_edits_name_both_sides():
    assert edits("常规应使用", "常规不应使用") == [("", "不")]
    assert edits("提升至85", "提升至80") == [("5", "0")]


def test_similarity_counts_the_longer_of_both():
    assert Run(0, 8, 2).similarity(6) == 0.75


@pytest.mark.parametrize(
    ("quote", "text", "run"),
    [
        ("除抢救外，不得执行", "除抢救和手术外，不得执行", "除抢救和手术外，不得执行"),
        ("凡转科者均复评", "病人凡转科和转院者均复评分", "凡转科和转院者均复评"),
        ("交班后签名", "双方在交班完毕后签名", "交班完毕后签名"),
    ],
)
def test_a_run_lacks_rather_than_replaces(quote, text, run):
    found = nearest_run(quote, text)
    assert text[found.start : found.end] == run
