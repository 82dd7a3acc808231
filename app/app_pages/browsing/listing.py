"""A whole list: searched by words, narrowed, sorted, a sheet at a time."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

import streamlit as st
from markupsafe import Markup

from app.app_pages.browsing.shelves import Shelf
from app.app_pages.librarian import places
from app.app_pages.parts import address, badges
from app.app_pages.parts.facets import Facet, counted
from app.app_pages.parts.heading import heading
from app.app_pages.parts.links import here, to_question, url
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.sheets import SHEET
from app.app_pages.parts.states import empty, too_long
from app.app_pages.parts.table import Column, ordered, table
from app.app_pages.parts.to_thing import ID, to_thing
from app.app_pages.person import may
from app.base.knowledge import Knowledge
from app.build import uncatalogued
from app.people.rights import Right
from app.present import lists
from app.present.lists import Cell, Field, Look, Row
from ingest.kinds import KINDS

FIND = "find"
"""Name in the address of the words by which a list is searched."""
_ALWAYS = (Look.TITLE, Look.STATUS)
"""Looks of fields that each row tells though all say the same."""
_DIGITS = re.compile(r"(\d+)")


def listing(kb: Knowledge, shelf: Shelf) -> None:
    """The list."""
    heading(shelf.title, shelf.told)
    st.text_input(
        f"在{shelf.title}里找",
        placeholder=shelf.hint,
        autocomplete="off",
        label_visibility="collapsed",
        icon=":material/search:",
        width=640,
        **address.bound(FIND, clears=(SHEET,)),
    )
    if too_long(address.value(FIND)):
        return
    every = lists.rows(kb, shelf.kind)
    if may(Right.UPLOAD):
        _lacking(kb, shelf)
    rows = lists.holding(every, address.value(FIND))
    if not every:
        empty(f"库里还没有{KINDS[shelf.kind].label}。", "请资料管理员在“资料管理”里上传文件，读出来的会自动列在这里。")
    elif not rows:
        _nothing(shelf)
    else:
        same = alike(every, lists.FIELDS[shelf.kind])
        show(_same(same))
        table(shelf.page, rows, columns(shelf, set(same)), facets(shelf), unit=shelf.unit)


def _lacking(kb: Knowledge, shelf: Shelf) -> None:
    """Of sheets that would stand in the list but for a column: which columns they have, and which they need."""
    told = [
        Markup("{}　{}").format(line, _open(document))
        for document, things, line in _uncatalogued(str(kb.snapshot.folder), kb)
        if things == KINDS[shelf.kind].plural
    ]
    show(joined(element("p", one, class_="db-quiet db-words") for one in told))


def _open(document: str) -> Markup:
    return element("a", "打开这份文件", href=url(places.PAGE, {places.DOCUMENT: document}), data_go=True)


@st.cache_data(show_spinner=False, max_entries=2)
def _uncatalogued(snapshot: str, _kb: Knowledge) -> list[tuple[str, str, str]]:
    """Document, kind and line of every sheet of the base that is nearly a catalogue."""
    found = ((one.id, *uncatalogued.lacking(one.source, _kb.store.clauses(one.id))) for one in _kb.documents.values())
    return [one for one in found if one[1]]


def _nothing(shelf: Shelf) -> None:
    written = address.value(FIND)
    empty(f"{shelf.title}里没有“{written}”。", "少写几个字再找，或者换个说法到检索里问。")
    ways = [here("全部显示", shelf.page, {FIND: None}, class_="db-button"), to_question("到检索里问", written)]
    show(element("p", joined(ways), class_="db-buttons"))


def alike(rows: Sequence[Row], fields: Sequence[Field]) -> dict[Field, Cell]:
    """Fields that say the same of everything in a list, or nothing of anything, and what they say."""
    firsts = rows[0].cells if len(rows) > 1 else ()
    whole = ((field, first, at) for at, (field, first) in enumerate(zip(fields, firsts, strict=False)))
    return {f: first for f, first, at in whole if f.look not in _ALWAYS and all(row.cells[at] == first for row in rows)}


def _same(same: Mapping[Field, Cell]) -> Markup:
    told = [
        Markup("{}：{}").format(field.name, value(field.look, cell))
        for field, cell in same.items()
        if cell.key and field.column
    ]
    return element("p", Markup("下面各项都一样的：") + joined(told, "；"), class_="db-quiet") if told else NONE


def beside(kb: Knowledge, shelf: Shelf, identity: str) -> tuple[list[str], int]:
    """Ids of the list as it is narrowed and sorted, and where the thing stands in it; -1 where it does not."""
    rows = lists.holding(lists.rows(kb, shelf.kind), address.value(FIND))
    ids = [row.id for row in ordered(counted(rows, facets(shelf))[0], columns(shelf))]
    return ids, ids.index(identity) if identity in ids else -1


def columns(shelf: Shelf, without: Set[Field] = frozenset()) -> Sequence[Column[Row]]:
    """One for each field of the kind that has a column."""
    fields = [(at, one) for at, one in enumerate(lists.FIELDS[shelf.kind]) if one.column and one not in without]
    return [Column(one.name, _shown(shelf, one, at), _order(at), main=one.look == Look.TITLE) for at, one in fields]


def facets(shelf: Shelf) -> Sequence[Facet[Row]]:
    """One for each field by which the list may be narrowed."""
    fields = enumerate(lists.FIELDS[shelf.kind])
    return [Facet(one.name, _word(at), years=one.look == Look.YEAR) for at, one in fields if one.facet]


def _shown(shelf: Shelf, field: Field, at: int) -> Callable[[Row], Markup]:
    if field.look == Look.TITLE:
        return lambda row: here(row.cells[at].word, shelf.page, {ID: row.id})
    return lambda row: value(field.look, row.cells[at])


def _word(at: int) -> Callable[[Row], str]:
    return lambda row: row.cells[at].word


def _order(at: int) -> Callable[[Row], Any]:
    return lambda row: natural(row.cells[at].key)


def natural(key: str) -> list[tuple[int, bytes]]:
    """What to sort by: numbers in a text by their size, Chinese by its sounds, as GB 18030 has it."""
    parts = (part for part in _DIGITS.split(key) if part)
    return [(int(part), b"") if part.isdecimal() else (-1, part.encode("gb18030", "replace")) for part in parts]


def value(look: Look, cell: Cell) -> Markup:
    """What a field says, as it is shown."""
    return _LOOKS[look](cell) if cell.word else NONE


_LOOKS: dict[Look, Callable[[Cell], Markup]] = {
    Look.WORDS: lambda cell: Markup.escape(cell.word),
    Look.TITLE: lambda cell: Markup.escape(cell.word),
    Look.CODE: lambda cell: element("span", cell.word, class_="db-code"),
    Look.COUNT: lambda cell: element("span", cell.word, class_="db-code"),
    Look.STATUS: lambda cell: badges.status(cell.key),
    Look.RENDITION: lambda cell: badges.rendition(cell.key) or badges.basis(cell.key),
    Look.THING: lambda cell: to_thing(cell.word, "document", cell.key),
    Look.YEAR: lambda cell: Markup.escape(cell.word),
}
