from dataclasses import replace

from app.base.store import Store
from ingest.model import Clause, Document, Parsed, Place

PRINTED = Clause(
    "示范#一",
    "示范",
    ("一",),
    ("总体要求",),
    "核对身份。",
    "核对\n身份。",
    places=(Place((0, 2), 1, (72.0, 700.5, 520.0, 715.0)), Place((3, 6), 2, (72.0, 72.0, 120.25, 86.0))),
)
WRITTEN = Clause("示范#二", "示范", ("二",), ("",), "记录。", "记录。", places=(Place((7, 10)),))


def test_a_clause_comes_back_with_every_place(tmp_path):
    store = Store.create(tmp_path / "base.sqlite")
    store.put(Parsed(Document("示范", "示范", "general"), (PRINTED, WRITTEN)))
    store.close()
    assert list(Store.open(tmp_path / "base.sqlite").clauses()) == [PRINTED, WRITTEN]


def test_an_id_that_is_no_utf_8_is_not_found(tmp_path):
    store = Store.create(tmp_path / "base.sqlite")
    store.put(Parsed(Document("示范", "示范", "general"), (PRINTED,)))
    for odd in ("\udcff", "示范#\udcff"):
        assert store.clause(odd) is None
        assert list(store.clauses(odd)) == store.clauses_at(odd) == []
        assert store.transcript(odd) == ""


def test_clauses_of_a_kind_are_those_of_the_rendition_that_serves(tmp_path):
    store = Store.create(tmp_path / "base.sqlite")
    digest = replace(PRINTED, id="示范#电话", kind="contact", rendition="digest")
    store.put(Parsed(Document("示范", "示范", "general", rendition="digest"), (digest,)))
    store.put(Parsed(Document("示范", "示范", "general"), (replace(WRITTEN, kind="contact"),)))
    store.prefer_originals()
    assert store.clause_ids("contact") == {"示范#二"}
