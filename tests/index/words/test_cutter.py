"""Text is cut as jieba cuts it without its model for unknown words."""

import math

import jieba
import pytest

from corpus import CORPUS
from index.words import cutter
from index.words.cutter import Cutter, borders


@pytest.fixture(scope="module")
def plain():
    return Cutter()


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Jieba itself, its cache kept out of the way."""
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    return tokenizer


def test_the_documents_that_ship_are_cut_as_jieba_cuts_them(plain, known):
    lines = [line for path in sorted(CORPUS.glob("documents/*.md")) for line in path.read_text("utf-8").splitlines()]
    assert [plain.cut(line) for line in lines] == [known.lcut(line, HMM=False) for line in lines]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("提高 VTE 规范预防率", ["提高", " ", "VTE", " ", "规范", "预防", "率"]),
        ("ws/t 433-2023", ["ws", "/", "t", " ", "433", "-", "2023"]),
        ("第1页\r\n第2页", ["第", "1", "页", "\r\n", "第", "2", "页"]),
        ("", []),
    ],
)
def test_nothing_is_dropped(plain, text, words):
    assert plain.cut(text) == words
    assert borders(words) == {0, *(sum(map(len, words[:n])) for n in range(len(words) + 1))}


def test_every_word_of_jieba_s_dictionary_is_known(plain, known):
    assert [word for word, frequency in known.FREQ.items() if plain.knows(word) != bool(frequency)] == []


def test_a_word_that_is_added_stays_whole_and_is_added_to_one_cutter_alone(plain):
    own = Cutter()
    parts = own.cut("围术期低体温")
    own.add("围术期低体温", own.suggest("围术期低体温"))
    assert own.cut("预防围术期低体温的措施") == ["预防", "围术期低体温", "的", "措施"]
    assert own.knows("围术期低体温")
    assert plain.cut("围术期低体温") == parts
    assert not plain.knows("围术期低体温")


def test_rarity_is_read_from_jieba_s_dictionary(plain, known):
    for word in ("的", "规范", "静脉"):
        assert plain.log_rarity(word) == pytest.approx(math.log(known.total / known.FREQ[word]))
    assert plain.log_rarity("围术期低体温") == math.inf
    own = Cutter()
    own.add("围术期低体温", 1000)
    assert own.log_rarity("围术期低体温") == pytest.approx(math.log((known.total + 1000) / 1000))


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setattr(cutter, "find_spec", lambda _: None)
    with pytest.raises(ModuleNotFoundError, match="rjieba"):
        cutter._folder("rjieba")
