"""What a sentence counts up, and what other sentences do."""

import pytest

from app.training.quiz.parts import Rows, rows


@pytest.fixture(scope="module")
def found(sentences):
    return {row.items: row for sentence in sentences for row in rows(sentence)}


def test_the_things_are_cut_off_from_the_sentence(found):
    assert ("输血指征", "血液品种", "输血数量", "输注过程观察", "输血后疗效评价") in found
    assert ("患者姓名", "临床诊断", "备血成分", "既往输血史", "申请医师签名") in found


def test_the_stem_says_none_of_them(found):
    row = next(row for items, row in found.items() if "输血指征" in items)
    assert row.stem == "输血病程记录应当包括……等内容"


def test_what_is_not_counted_up_comes_from_a_row_of_the_same_kind(found):
    row = next(row for items, row in found.items() if "输血指征" in items)
    (stranger,) = Rows(tuple(found.values())).strangers(row, 1)
    assert stranger in ("患者姓名", "临床诊断") and stranger not in row.items


def test_who_takes_part_is_no_row(sentences):
    from dataclasses import replace

    team = replace(sentences[0], text="由医务科、护理部、输血科等部门组成小组，落实制度，检查用血，改进流程")
    assert not list(rows(team))
