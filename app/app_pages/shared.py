"""What every page needs: the opened base, and text that Markdown leaves alone."""

import re
from pathlib import Path

import streamlit as st

from app.base import decided, snapshots
from app.base.knowledge import Knowledge
from ingest.errors import DuibiaoError

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&])")


def plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def opened() -> Knowledge:
    """The serving snapshot; the page stops with one line when there is none."""
    try:
        kb = snapshots.default_folder()
        opened = _open(str(snapshots.current(kb).folder), decided.version(kb))
    except DuibiaoError as exc:
        st.error(plain(str(exc)))
        st.stop()
    if opened.decided.problem:
        st.warning(plain(opened.decided.problem))
    return opened


@st.cache_resource(max_entries=2, show_spinner="正在打开知识库…")
def _open(folder: str, state: str) -> Knowledge:
    """Opened once a snapshot and state of the decisions, and shared by everyone: it is only read."""
    kb = Knowledge.at(snapshots.load(Path(folder)))
    kb.searcher.understand("预热")
    return kb


def status_line(kb: Knowledge) -> str:
    """What the base holds."""
    counts = kb.snapshot.manifest.counts
    return (
        f"知识库第 {int(kb.snapshot.name)} 版：文件 {counts['documents']} 份，条款 {counts['clauses']} 条，"
        f"标准 {counts.get('standard', 0)} 项，改进目标 {counts.get('target', 0)} 个"
    )
