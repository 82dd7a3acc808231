"""What every page needs: the opened base, and text that Markdown leaves alone."""

import re
from collections import Counter
from collections.abc import Mapping

import streamlit as st

from app.base import snapshots
from app.base.knowledge import Knowledge
from app.base.serving import SERVING
from ingest.errors import DuibiaoError

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>:&])")


def plain(text: str) -> str:
    """``text`` so that Markdown shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", text)


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Id → name, with the id behind names that several have: the browser tells by its name which one was chosen."""
    often = Counter(names.values())
    return {identity: f"{name}　{identity}" if often[name] > 1 else name for identity, name in names.items()}


def told(exc: DuibiaoError) -> str:
    """An error for people at a page: what and what to do, and not where on the server's disk the base lies."""
    folder = str(snapshots.default_folder().absolute())
    return str(exc).replace(folder + "/", "").replace(folder, "知识库")


def opened() -> Knowledge:
    """The serving snapshot; the page stops with one line when there is none.

    Call it once a run, and hand no button what it gives: Streamlit would keep it as long as the page is open.
    """
    try:
        opened = SERVING.opened(snapshots.default_folder())
    except DuibiaoError as exc:
        st.error(plain(told(exc)))
        st.stop()
    if opened.decided.problem:
        st.warning(plain(opened.decided.problem))
    return opened


def status_line(kb: Knowledge) -> str:
    """What the base holds."""
    counts = kb.snapshot.manifest.counts
    return (
        f"知识库第 {int(kb.snapshot.name)} 版：文件 {counts['documents']} 份，条款 {counts['clauses']} 条，"
        f"标准 {counts.get('standard', 0)} 项，改进目标 {counts.get('target', 0)} 个"
    )
