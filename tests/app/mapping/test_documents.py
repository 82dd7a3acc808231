import pytest

from app.mapping.documents import article_number, proves


@pytest.mark.parametrize(
    ("words", "title"),
    [("病区陪护管理办法", "陪护"), ("陪护办法", "陪护"), ("依据病区探视规定", "探视"), ("行动计划", ""), ("办法", "")],
)
def test_a_short_form_names_the_document_whose_title_it_is_pieces_of(documents, words, title):
    (found,) = documents.by_short_form(words) or {""}
    assert title in found if title else found == ""


def test_a_mere_kind_means_the_document_named_before(documents):
    before = documents.by_title("病区陪护管理办法")
    assert documents.by_short_form("该办法", [before]) == {before}


def test_an_article_is_found_by_its_number(documents):
    document = documents.by_title("病区陪护管理办法")
    assert [c.id.rpartition("#")[2] for c in documents.article(document, 3)] == ["第三条"]
    assert documents.article(document, 30) == []


def test_article_numbers_are_read_in_both_scripts():
    assert [article_number(t) for t in ("第十九条", "第 19 条", "条")] == [19, 19, 0]


def test_a_digest_proves_nothing(small, documents):
    assert not proves(small.documents[documents.by_title("病区物品管理要点")])
    assert proves(small.documents[documents.by_title("病区陪护管理办法")])
