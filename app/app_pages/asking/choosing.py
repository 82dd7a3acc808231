"""The filters of a question: type of document and level of issuer."""

import streamlit as st

from app.app_pages.asking import KIND, LEVEL
from app.app_pages.parts import address
from app.base.knowledge import Knowledge
from ingest.numbering.doctypes import DOCTYPES, LEVELS

_ALL = "全部"


def choosing(kb: Knowledge) -> tuple[str, str]:
    """Type and level, "" for all. What can be chosen is what the base holds, or held when it was chosen."""
    held_kinds = {x.doctype for x in kb.documents.values()} | {address.value(KIND)}
    held_levels = {x.level for x in kb.documents.values()} | {address.value(LEVEL)}
    kinds = {"": _ALL, **{d.name: d.label for d in DOCTYPES if d.name in held_kinds}}
    levels = {"": _ALL, **{key: name for key, name in LEVELS.items() if key and key in held_levels}}
    chosen = [names[now] for name, names in ((KIND, kinds), (LEVEL, levels)) if (now := address.value(name)) and now in names]
    with st.popover(f"筛选：{'，'.join(chosen) or _ALL}", icon=":material/filter_list:"):
        kind = st.selectbox("文件类型", list(kinds), format_func=kinds.__getitem__, **address.bound(KIND, kinds))
        level = st.selectbox("层级", list(levels), format_func=levels.__getitem__, **address.bound(LEVEL, levels))
    return kind, level
