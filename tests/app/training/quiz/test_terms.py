"""Words that a document defines."""

from dataclasses import replace

from app.training.quiz.terms import Terms, term


def test_a_word_is_told_from_its_meaning(sentences):
    found = term(replace(sentences[0], text="《某办法》所称非处方药，是指消费者可以自行判断、购买和使用的制剂"))
    assert found and found.name == "非处方药" and found.text.startswith("消费者")


def test_a_meaning_that_has_a_piece_of_the_word_gives_it_away(sentences):
    assert term(replace(sentences[0], text="医疗废物，是指医疗卫生机构产生的具有感染性的废物")) is None


def test_the_wrong_words_share_nothing_with_the_right_one(sentences):
    texts = (
        "非处方药，是指消费者可以自行判断、购买和使用的制剂",
        "疑似病人，是指有接触史而尚未确诊的人员和家属",
        "处方药，是指须凭医师开具的单据方可购买的制剂",
        "疫点，是指病原体可能扩散的较小范围或者单个的院落",
    )
    found = [one for text in texts if (one := term(replace(sentences[0], text=text)))]
    assert set(Terms(found).others(found[0])) == {"疑似病人", "疫点"}
