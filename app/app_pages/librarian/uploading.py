"""Uploads: many files at once, a line a file, page by page, and each press of 停止 stops what is being read."""

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from app.app_pages.librarian.places import REPLACE, UPLOAD, to_document, to_tab
from app.app_pages.parts.markup import NONE, element, joined, show
from app.app_pages.person import may, person
from app.app_pages.shared import plain
from app.build import draft
from app.people.rights import Right
from ingest.errors import DuibiaoError
from ingest.formats.registry import PARSERS

_DONE, _CHOSEN = "uploads", "files chosen"
"""In the session: what became of each file, by Streamlit's id of it; what was chosen, by the document that it is to replace."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    name: str
    document: str = ""
    """Its id; "" where it was not taken in."""
    title: str = ""
    told: str = ""
    """Why it was not taken in, beside which document of its title, or what columns it lacks to be a catalogue."""


@dataclass(slots=True)
class Chosen:
    """The files chosen in one place of the page: what is not read when another part is opened waits until one is back."""

    earlier: list[Any] = field(default_factory=list)
    """In a box that is gone."""
    box: list[Any] = field(default_factory=list)
    """In the box as it is."""

    @property
    def unread(self) -> list[Any]:
        """Those of which nobody knows yet what becomes of them."""
        done = st.session_state.get(_DONE, {})
        return [file for file in (*self.earlier, *self.box) if file.file_id not in done]


def _chosen(instead: str) -> Chosen:
    of: dict[str, Chosen] = st.session_state.setdefault(_CHOSEN, {})
    return of.setdefault(instead, Chosen())


def uploading(kb: Path, *, instead: str = "") -> None:
    """The drop zone and what became of each file; with ``instead`` one file that takes the place of that document."""
    many = not instead
    st.caption(
        "可以一次放入多份：PDF（含扫描件）、Word、Excel、PPT、OFD、网页、图片、文本。读完先放进草稿，发布前随时可以撤下。"
        if many
        else "新文件先放进草稿；发布前会逐条列出与现在的差别。原来的编号仍能查到对应的条款。"
    )
    chosen = _chosen(instead)
    if _key(instead) not in st.session_state:
        chosen.earlier, chosen.box = chosen.unread, []
    st.file_uploader(
        "把文件拖到这里，或点一下选择",
        type=[extension.removeprefix(".") for extension in PARSERS],
        accept_multiple_files=many,
        key=_key(instead),
        on_change=_choose,
        args=(instead,),
    )
    files = [*chosen.earlier, *chosen.box]
    if files and may(Right.UPLOAD):
        _read(kb, files, instead)


def _key(instead: str) -> str:
    return f"files {instead}"


def _choose(instead: str) -> None:
    """Take what stands in the box now."""
    held = st.session_state[_key(instead)]
    _chosen(instead).box = held if isinstance(held, list) else [held] if held else []


def unread(reading: str | None) -> None:
    """What was chosen and not read to its end, and the way back to it; ``reading``: the place that is open and reads on."""
    for instead, chosen in st.session_state.get(_CHOSEN, {}).items():
        if instead != reading and (left := chosen.unread):
            way = to_document("接着读", instead, view=REPLACE) if instead else to_tab("接着读", UPLOAD)
            told = f"{len(left)} 份文件没有读完，还没放进草稿：{'、'.join(file.name for file in left)}　"
            show(element("p", element("span", told) + way, class_="db-empty", role="status"))


def _read(kb: Path, files: list[Any], instead: str) -> None:
    done: dict[str, Outcome] = st.session_state.setdefault(_DONE, {})
    waiting = [file for file in files if file.file_id not in done]
    if waiting:
        st.button("停止读取", key="stop reading", icon=":material/stop:", on_click=_stop, args=(waiting,))
    lines = [st.empty() for _ in files]
    for file, line in zip(files, lines, strict=True):
        if file.file_id in done:
            with line:
                _told(done[file.file_id])
        else:
            line.progress(0.0, f"等待读取　{plain(file.name)}")
    for file, line in zip(files, lines, strict=True):
        if file.file_id not in done:
            done[file.file_id] = _one(kb, file, instead, line)
    if waiting:
        st.rerun()


def _one(kb: Path, file: Any, instead: str, line: Any) -> Outcome:  # noqa: ANN401 - Streamlit's own types
    line.progress(0.0, f"正在读取　{plain(file.name)}")
    told: list[str] = []
    pages = partial(_page, line, file.name)
    try:
        one = draft.upload(kb, file.getvalue(), file.name, person().name, instead=instead, pages=pages, tell=told.append)
    except DuibiaoError as exc:
        return Outcome(file.name, told=str(exc).removeprefix(f"{file.name}："))
    return Outcome(file.name, one.document, one.title, "；".join(told))


def _page(line: Any, name: str, done: int, total: int) -> None:  # noqa: ANN401 - Streamlit's own types
    line.progress(min(done / max(total, 1), 1.0), f"正在读取　{plain(name)}　第 {done}/{total} 页")


def _stop(waiting: list[Any]) -> None:
    done = st.session_state.setdefault(_DONE, {})
    for file in waiting:
        done.setdefault(file.file_id, Outcome(file.name, told="已停止，没有收进草稿。要再读，请移去后重新放入"))


def _told(one: Outcome) -> None:
    if one.document:
        link = to_document(f"“{one.title}”", one.document)
        taken = element("p", element("span", f"✓ {one.name}　已放进草稿：") + link, role="status")
        told = element("p", one.told, class_="db-quiet") if one.told else NONE
        show(joined([taken, told]))  # at once: the place on the page holds one thing
    else:
        show(element("p", f"✕ {one.name}　{one.told}", role="status"))
