"""操作记录: who did what and when, narrowed and saved as a table."""

import streamlit as st
from markupsafe import Markup

from app.app_pages.librarian.places import PAGE
from app.app_pages.parts.facets import Facet, counted
from app.app_pages.parts.markup import element
from app.app_pages.parts.states import failed
from app.app_pages.parts.table import Column, table
from app.base import journal
from app.base.knowledge import Knowledge
from app.people import spreadsheet
from app.people.audit import ACTIONS, AUDIT, Change
from app.present.terminal.library import when
from ingest.errors import DuibiaoError

_MONTH = len("2026-01")


def log(kb: Knowledge) -> None:
    """The log, the latest first."""
    try:
        lines, problems = journal.read(kb.snapshot.kb)
    except DuibiaoError as exc:
        failed(exc)
        return
    chosen, _ = counted(lines, _FACETS)
    st.download_button(
        f"存成表格（{len(chosen)} 条）",
        spreadsheet.text(AUDIT, chosen),
        "操作记录.csv",
        "text/csv",
        on_click="ignore",
        key="save log",
    )
    table(PAGE, lines, _COLUMNS, _FACETS, unit="条")
    for problem in problems:
        st.caption(f"读不懂的一条：{problem.what}")


def _whole(text: str) -> Markup:
    """What is not broken over lines."""
    return element("span", text, class_="db-code")


def _document(line: Change) -> str:
    return line.document


_COLUMNS: tuple[Column[Change], ...] = (
    Column("时间", lambda line: _whole(when(line.time)), lambda line: line.time),
    Column("谁", lambda line: _whole(line.who), lambda line: line.who),
    Column("做了什么", lambda line: ACTIONS.get(line.action, line.action), lambda line: line.action),
    Column("对象", _document, _document),
    Column("改前 → 改后", lambda line: f"{line.before or '（无）'} → {line.after}" if line.after else ""),
    Column("文件校验", lambda line: _whole(line.sha256[:12])),
)
_FACETS: tuple[Facet[Change], ...] = (
    Facet("谁", lambda line: line.who),
    Facet("做了什么", lambda line: ACTIONS.get(line.action, line.action)),
    Facet("月份", lambda line: when(line.time)[:_MONTH]),
)
