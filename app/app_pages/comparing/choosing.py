"""What is compared: two documents, or two versions of one; typed or chosen, and kept in the address."""

import streamlit as st

from app.app_pages.comparing import DOCUMENT, OF, VERSIONS, A, B
from app.app_pages.parts import address
from app.app_pages.parts.states import empty
from app.app_pages.parts.two_versions import AFTER, BEFORE, two_of
from app.app_pages.shared import told_apart
from app.base import versions
from app.base.knowledge import Knowledge
from app.people.audit import ACTIONS
from app.present.terminal.library import when
from ingest.numbering.doctypes import BY_NAME

_CLEARS = ("变化", "sheet")
"""What was chosen of another comparison."""
_TYPE = "打几个字找文件"


def documents(kb: Knowledge) -> tuple[str, str] | None:
    """Ids of two documents."""
    names = _names(kb)
    left, right = st.columns(2)
    chosen = [
        column.selectbox(
            label,
            list(names),
            format_func=names.__getitem__,
            index=None,
            placeholder=_TYPE,
            **address.bound(name, list(names), clears=_CLEARS),
        )
        for column, label, name in ((left, "甲", A), (right, "乙", B))
    ]
    if not all(chosen):
        empty("还没有选好两份文件。", "在上面各选一份，例如国家的行动计划和本市的实施方案。")
        return None
    return str(chosen[0]), str(chosen[1])


def two_versions(kb: Knowledge) -> tuple[str, int, int] | None:
    """Id of a document and the numbers of two versions, the earlier one first."""
    names = _names(kb)
    document = st.selectbox(
        "哪份文件",
        list(names),
        format_func=names.__getitem__,
        index=None,
        placeholder=_TYPE,
        **address.bound(DOCUMENT, list(names), clears=(BEFORE, AFTER, *_CLEARS)),
    )
    if not document:
        empty("还没有选文件。", "选一份更换过的文件，看以前一版和现在一版哪里不同。")
        return None
    kept = {
        str(one.number): f"第 {one.number} 版起　{when(one.created)}　{ACTIONS.get(one.action, '')}"
        for one in versions.of_document(kb.snapshot.kb, document)
    }
    if len(kept) == 1:
        empty("留存的各版里，这份文件没有改动过。", "更换这份文件后再来对照；也可以选“两份文件”，和另一份比。")
        return None
    return document, *two_of(kept, _CLEARS)


def _names(kb: Knowledge) -> dict[str, str]:
    """Id → type and title of every document that people write; the catalogues of the base itself are none."""
    return told_apart(
        {
            d.id: f"{d.title}　{'　'.join(filter(None, (d.number, BY_NAME[d.doctype].label)))}"
            for d in kb.documents.values()
            if d.doctype != "catalogue"
        }
    )


def mode() -> str:
    """Whether two documents or two versions are compared, "" or ``VERSIONS``."""
    modes = {"": "两份文件", VERSIONS: "一份文件的两版"}
    bound = address.bound(OF, list(modes), clears=_CLEARS)
    st.segmented_control("对照什么", list(modes), format_func=modes.__getitem__, label_visibility="collapsed", **bound)
    return address.value(OF)
