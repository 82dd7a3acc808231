"""The table of kinds is enough: what it lists is stored, drawn, listed and named, and so is a kind added to it."""

import json
import re
import shutil
from dataclasses import dataclass

import pytest

from app.answer.answering import ask
from app.base import snapshots
from app.base.knowledge import Knowledge
from app.base.store import Store
from app.present import answers, entities, listings
from app.present.schema.base import Model
from app.present.schema.shown import WithNeighbours
from app.present.terminal import answers as answers_text
from app.present.terminal import listings as listings_text
from ingest import kinds
from ingest.kinds import KINDS, Kind
from ingest.model import Link
from kg.export import Part, to_html, to_jsonld
from tests.app.base.signing import signed_anew


@dataclass(frozen=True, slots=True)
class Drill:
    """An exercise that hospitals hold: a kind that the project does not have."""

    id: str
    name: str


class DrillModel(Model):
    """What is shown of an exercise."""

    id: str
    name: str


class ShownDrill(WithNeighbours, DrillModel):
    """An exercise with its neighbours."""


@pytest.fixture
def drills(kb, tmp_path, monkeypatch) -> Knowledge:
    """A base with two drills, after one row was added to the table, and one to each table of what is shown."""
    kind = Kind("drill", "drills", "应急演练", Drill, colour="#123456")
    monkeypatch.setitem(KINDS, kind.name, kind)
    monkeypatch.setitem(kinds._BY_CLASS, Drill, kind)
    monkeypatch.setitem(entities.ENTITIES, Drill, lambda _kb, found: DrillModel.of(found))
    monkeypatch.setitem(listings.WIDER, DrillModel, ShownDrill)
    monkeypatch.setitem(listings_text.LINES, DrillModel, lambda drill: f"{drill.id}  {drill.name}")
    folder = tmp_path / "kb"
    shutil.copytree(kb, folder)
    snapshot = snapshots.current(folder)
    store = Store.writable(snapshot.folder / snapshots.STORE)
    store.set_entities([*store.entities(), Drill("演练-1", "停电应急演练"), Drill("演练-2", "火灾应急演练")])
    store.close()
    signed_anew(snapshot.folder)
    return Knowledge.open(folder)


def test_a_kind_added_to_the_table_is_stored_and_listed(drills):
    rows = listings.listing(drills, "drills")
    assert rows == [DrillModel(id="演练-1", name="停电应急演练"), DrillModel(id="演练-2", name="火灾应急演练")]
    assert listings_text.listing(rows).startswith("演练-1  停电应急演练")
    assert listings.shown(drills, "演练-2").name == "火灾应急演练"


def test_a_kind_added_to_the_table_is_exported(drills):
    link = Link("演练-1", "about", "演练-2", "curated", "semapv:ManualMappingCuration")
    part = Part(drills.graph, [link])
    html = to_html(part)
    assert "应急演练：演练-1 停电应急演练" in html and '<span style="color:#123456">●</span> 应急演练' in html
    assert {x["@type"] for x in json.loads(to_jsonld(part))["@graph"]} == {"duibiao:drill", "rdf:Statement"}


def test_a_kind_added_to_the_table_is_known_by_its_name(drills):
    assert drills.found_as("演练-1") == "drill"
    assert "火灾应急演练" in drills.labels.names.values()
    assert ask(drills, "哪些标准适用于提高VTE规范预防率").answered


def test_a_kind_that_answers_show_heads_its_group_and_narrows_an_answer(monkeypatch):
    monkeypatch.setitem(KINDS, "drill", Kind("drill", "drills", "应急演练", Drill, "演练", most=3))
    assert list(kinds.shown())[-1] == "drill"
    assert kinds.narrowing()["演练"] == kinds.narrowing()["应急演练"] == "drill"


@pytest.mark.parametrize("kind", kinds.entities(), ids=lambda kind: kind.name)
def test_every_entity_comes_back_from_the_store_as_it_went_in(opened, tmp_path, kind):
    held = opened.of_kind(kind.name)
    assert held
    store = Store.create(tmp_path / "base.sqlite")
    store.set_entities(held)
    assert store.entities() == held
    assert [entities.entity(opened, e).id for e in held] == [row.id for row in listings.listing(opened, kind.plural)]


def test_every_kind_of_node_has_a_colour_of_its_own(opened):
    colours = [kind.colour for kind in KINDS.values() if kind.colour]
    assert len(set(colours)) == len(colours) and all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours)
    ends = {opened.graph.kind(end) for link in opened.links for end in (link.subject, link.object)}
    assert ends <= {kind.name for kind in KINDS.values() if kind.colour}


def test_every_group_of_an_answer_is_shown_in_the_terminal(opened):
    answer = answers.answer(opened, ask(opened, "哪些标准适用于提高VTE规范预防率"))
    text = answers_text.answer(answer)
    assert sorted(answer.groups) == sorted(kind.plural for kind in kinds.shown().values())
    assert {kind.title for kind in kinds.shown().values() if answer.groups[kind.plural]} == set(re.findall("【(.+)】", text))
