"""The comparison on the page: in figures, the figures that differ, and clause beside clause."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from app.app_pages.comparing import PAGE, WHOLE
from app.app_pages.parts import address, badges
from app.app_pages.parts.facets import Facet
from app.app_pages.parts.line import folded
from app.app_pages.parts.links import here
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.parts.place import PLACE, to_place
from app.app_pages.parts.print_button import print_button
from app.app_pages.parts.sheets import SHEET
from app.app_pages.parts.table import Column, table
from app.app_pages.shared import opened
from app.base.knowledge import Knowledge
from app.present.comparison_files import (
    CONTRADICTIONS,
    FIGURES,
    change,
    contradiction_rows,
    docx,
    figure_rows,
    figure_tables,
    words,
    xlsx,
)
from app.relations import side_by_side
from app.relations.side_by_side import SAME, Beside, SideBySide, number_of, text_of
from app.relations.wording import Piece, Wording
from kg.crosswalk import Unit

_MEANING = {"added": "in_force", "removed": "superseded", "reworded": "not_yet"}
_KINDS = {
    "tasks": "按工作任务对照，任务以外的文字没有列入。",
    "targets": "按改进目标（目标简述和核心策略）对照，目标以外的文字没有列入。",
}
"""What is told of a comparison that leaves something out."""
_AT_ONCE = 8
"""Figures that are listed at once; the others when asked for."""
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def shown(kb: Knowledge, found: SideBySide) -> None:
    """All of it."""
    _summary(found)
    _files(found)
    for title, figures in figure_tables(found):
        _listed(kb, title, FIGURES, figure_rows(figures), [tuple(unit.id for unit in one.units) for one in figures])
    _listed(
        kb, "同一份文件里前后不一致", CONTRADICTIONS, contradiction_rows(found), [one.places for one in found.contradictions]
    )
    _pairs(kb, found)


def _summary(found: SideBySide) -> None:
    counts, called = found.counts, words(found)
    told = [f"{called[name]} {counts[name]} 条" for name in called if counts[name]]
    told += [f"数值不同 {len(found.figures)} 处"] if found.figures else []
    if found.rows and not any(row.a and row.b for row in found.rows):
        told.append("没有找到互相对应的条款")
    names = joined(element("p", f"{side}：{title}") for side, title in zip("甲乙", found.names, strict=True))
    sentence = element("p", "，".join(told) or "两边都没有可以对照的条款", class_="db-strong", role="status")
    note = element("p", _KINDS[found.kind], class_="db-quiet") if found.kind in _KINDS else NONE
    show(element("section", names + sentence + note, class_="db-conclusion", aria_label="对照结果"))


def _files(found: SideBySide) -> None:
    """Made when somebody asks for them; nothing of the base is kept for that."""
    whole = bool(address.value(WHOLE))
    with st.container(horizontal=True, vertical_alignment="center", key="files"):
        st.download_button(
            "下载 Word", partial(_word, found, whole=whole), "对照.docx", _DOCX, on_click="ignore", type="primary"
        )
        st.download_button("下载 Excel", partial(xlsx, found), "对照.xlsx", _XLSX, on_click="ignore")
        show(print_button())


def _word(found: SideBySide, *, whole: bool) -> bytes:
    kb = opened()
    return docx(found, lambda row: side_by_side.wordings(kb, row), whole=whole)


def _listed(
    kb: Knowledge, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], places: Sequence[tuple[str, ...]]
) -> None:
    """A table whose last two columns lead to the ``places`` of each row; the first rows at once."""
    if not rows:
        return
    told = [_line(kb, heads, *both) for both in zip(rows, places, strict=True)]
    more = folded(f"其余 {len(told) - _AT_ONCE} 处", _grid(heads, told[_AT_ONCE:]), identity=title) if told[_AT_ONCE:] else NONE
    heading = element("h2", Markup("{} <span>{}</span>").format(title, len(rows)), class_="db-group")
    show(joined([heading, _grid(heads, told[:_AT_ONCE]), more]))


def _grid(heads: Sequence[str], rows: Sequence[Markup]) -> Markup:
    head = element("thead", element("tr", joined(element("th", name, scope="col") for name in heads)))
    return element("div", element("table", head + element("tbody", joined(rows)), class_="db-table"), class_="db-scroll")


def _line(kb: Knowledge, heads: Sequence[str], row: Sequence[str], places: tuple[str, ...]) -> Markup:
    said = [Markup.escape(cell) for cell in row[: -len(places)]]
    ways = [_way(kb, place, cell) for place, cell in zip(places, row[-len(places) :], strict=True)]
    return element(
        "tr", joined(element("td", cell, data_column=name) for name, cell in zip(heads, [*said, *ways], strict=True))
    )


def _way(kb: Knowledge, place: str, called: str) -> Markup:
    """The way to where a clause is printed; its name alone where the base does not have it now."""
    clause = kb.clause(place)
    return here(clause.locator if called == place else called, PAGE, {PLACE: place}) if clause else Markup.escape(called)


def _pairs(kb: Knowledge, found: SideBySide) -> None:
    """Clause beside clause; those that have not changed only when asked for, unless all are such."""
    same = found.counts[SAME]
    whole = bool(address.value(WHOLE)) or same == len(found.rows)
    rows = [row for row in found.rows if whole or row.changes != (SAME,)]
    show(element("h2", "逐条对照", class_="db-group"))
    if same and same != len(found.rows):
        label = "只看有变化的" if whole else f"连同没有变化的 {same} 条一起看"
        show(element("p", here(label, PAGE, {WHOLE: None if whole else "1", SHEET: None})))
    columns: list[Column[Beside]] = [
        Column("变化", lambda row: _change(found, row)),
        Column("甲", lambda row: _side(kb, row, 0)),
        Column("乙", lambda row: _side(kb, row, 1)),
    ]
    with st.container(key="pairs"):
        table(PAGE, rows, columns, [Facet("变化", lambda row: change(found, row))], unit="条")


def _change(found: SideBySide, row: Beside) -> Markup:
    return joined((badges.badge(words(found)[one], _MEANING.get(one, "")) for one in row.changes), " ")


def _side(kb: Knowledge, row: Beside, side: int) -> Markup:
    """One side of a row: its number, its words with the differing ones marked, the way to its place."""
    units = (row.a, row.b)[side]
    if not units:
        return element("span", "没有", class_="db-quiet")
    wording: Wording = (Piece(text_of(units)),)
    if row.a and row.b and row.changes != (SAME,):
        wording = side_by_side.wordings(kb, row)[side]
    mark = ("del", "ins")[side]
    marked = joined(element(mark, one.text) if one.differs else Markup.escape(one.text) for one in wording)
    head = joined([element("span", number_of(units), class_="cp-number"), _place(kb, units)], " ")
    return element("div", element("p", head) + element("p", marked, class_="db-words cp-side"))


def _place(kb: Knowledge, units: Sequence[Unit]) -> Markup:
    """The way to where the first unit is printed, where the base has it now."""
    return to_place(PAGE, units[0].id) if kb.clause(units[0].id) else NONE
