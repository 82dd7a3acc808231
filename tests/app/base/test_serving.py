"""The base that one process serves to everyone, while others publish and decide."""

import shutil
import threading
import weakref

import pytest

from app.answer import answering
from app.base import serving
from app.base.knowledge import Knowledge
from app.base.serving import Serving
from app.build import publish
from app.people.decisions import ACCEPTED, link_id
from app.relations import links
from ingest.errors import BaseError

RULE = "院内输液管理规定\n第一条 输液前核对患者身份。\n第二条 {}\n"


@pytest.fixture
def folder(kb, tmp_path):
    return shutil.copytree(kb, tmp_path / "kb")


@pytest.fixture
def publish_rule(folder, write):
    def _publish(text):
        publish.add(folder, [write("院内输液管理规定.txt", RULE.format(text))])

    return _publish


def test_the_base_is_opened_once_until_another_is_published(folder, publish_rule):
    serves = Serving()
    first = serves.opened(folder)
    assert serves.opened(folder) is first
    publish_rule("巡视间隔不超过三十分钟。")
    second = serves.opened(folder)
    assert second is not first and int(second.snapshot.name) == int(first.snapshot.name) + 1
    assert serves.opened(folder) is second


def test_a_decision_is_seen_at_once_and_shares_what_it_does_not_change(folder):
    serves = Serving()
    before = serves.opened(folder)
    one = links.suggestions(before)[0]
    links.decide(before, [link_id(one)], ACCEPTED, "张三", "")
    after = serves.opened(folder)
    assert after is not before and after.searcher is before.searcher
    assert link_id(one) not in {link_id(x) for x in links.suggestions(after)}
    assert any(link_id(x) == link_id(one) and x.basis == "curated" for x in after.links)
    assert link_id(one) in {link_id(x) for x in before.links if x.basis == "suggested"}, "who works with it goes on as before"


def heavy(kb):
    """What a base holds in memory beside its names."""
    return set(kb.__dict__) - {"snapshot", "store", "weights"}


def joined():
    for timer in [t for t in threading.enumerate() if isinstance(t, threading.Timer)]:
        timer.join()


@pytest.mark.slow
def test_a_replaced_base_leaves_memory_though_a_page_keeps_it(folder, publish_rule, monkeypatch):
    monkeypatch.setattr(serving, "_LEFT_BEHIND", 0.01)
    serves = Serving()
    old = serves.opened(folder)
    assert answering.ask(old, "静脉输液怎么核对") and heavy(old)
    searcher = weakref.ref(old.searcher)
    publish_rule("巡视间隔不超过三十分钟。")
    serves.opened(folder)
    joined()
    assert not heavy(old) and searcher() is None
    assert answering.ask(old, "静脉输液怎么核对").results, "who still works with it reads it again"


@pytest.mark.slow
def test_of_bases_replaced_in_a_row_one_stays(folder, publish_rule, monkeypatch):
    timers = []
    monkeypatch.setattr(threading, "Timer", lambda *args: timers.append(args) or threading.Thread())
    serves, seen = Serving(), []
    for number in range(4):
        seen.append(serves.opened(folder))
        publish_rule(f"巡视间隔不超过{number + 10}分钟。")
    assert [bool(heavy(kb)) for kb in seen] == [False, False, True, True] and len(timers) == 3


@pytest.mark.slow
def test_whoever_asks_while_others_publish_gets_one_snapshot_and_no_error(folder, publish_rule):
    serves, wrong, done = Serving(), [], threading.Event()
    texts = [f"巡视间隔不超过{n}分钟。" for n in ("十", "二十", "三十")]

    def ask():
        while not done.is_set():
            try:
                opened: Knowledge = serves.opened(folder)
                said = {clause.text for clause in opened.store.clauses() if "巡视间隔" in clause.text}
                found = answering.ask(opened, "院内输液巡视间隔")
                shown = {
                    opened.clause(x.id).text for x in found.results.get("clause", []) if "巡视间隔" in opened.clause(x.id).text
                }
                if len(said) > 1 or not shown <= said:
                    wrong.append((said, shown))
            except BaseException as exc:
                wrong.append(exc)
                raise

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    for text in texts * 2:
        publish_rule(text)
    done.set()
    for asker in askers:
        asker.join()
    assert wrong == []


def test_a_base_that_is_not_there_is_one_line_and_comes_back(folder, tmp_path):
    serves = Serving()
    serves.opened(folder)
    folder.rename(tmp_path / "away")
    with pytest.raises(BaseError):
        serves.opened(folder)
    (tmp_path / "away").rename(folder)
    assert serves.opened(folder)
