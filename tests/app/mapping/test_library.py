from app.mapping.folding import fold


def test_an_exact_run_is_found_with_its_clause_and_its_punctuation(library):
    (found,) = library.exact(fold("当场补办，体温超过37.5℃的不得进入"))
    assert found.clause.endswith("第三条")
    assert library.original(found) == "当场补办，体温超过 37.5 ℃ 的不得进入"


def test_a_run_may_go_on_in_the_next_clause_but_not_in_the_next_document(library):
    assert library.exact(fold("不得进入病区。新入院患者由责任护士"))
    assert not library.exact(fold("并在护理记录单上签字为规范探视"))


def test_titles_are_found_too(library):
    assert library.exact(fold("病区陪护管理办法")) or library.nearest(fold("病区陪护管理办法")) is not None


def test_the_nearest_run_is_the_one_with_the_fewest_edits(library):
    found = library.nearest(fold("护士长每周抽查陪护证三十张，未佩戴的当场补办"))
    assert found[0].clause.endswith("第三条")
    assert found[0].edits == 2


def test_nothing_is_near_a_text_of_other_words(library):
    assert not library.nearest(fold("甲乙丙丁戊己庚辛壬癸子丑寅卯"))
