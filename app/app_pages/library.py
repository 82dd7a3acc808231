"""资料库: what the base holds, and what the parser was unsure of."""

import streamlit as st

from app.app_pages.shared import opened, status_line
from app.base.citation import RENDITIONS
from app.present import findings
from app.present.findings import Section
from ingest.finding_kinds import Weight
from ingest.numbering.doctypes import BY_NAME, LEVELS


def page() -> None:
    kb = opened()
    st.title("资料库", anchor=False)
    st.caption(status_line(kb))
    st.dataframe(
        [
            {
                "文件": d.title,
                "文号": d.number,
                "发布单位": d.issuer,
                "日期": d.date,
                "层级": LEVELS.get(d.level, ""),
                "类型": BY_NAME[d.doctype].label,
                "文本": RENDITIONS[d.rendition],
                "来源文件": d.source,
            }
            for d in kb.documents.values()
        ],
        hide_index=True,
    )
    parts = findings.sections(list(kb.documents.values()), kb.store.findings())
    rows = {asks: [row for section in parts for row in _rows(section, asks=asks)] for asks in (True, False)}
    st.subheader(f"待核对（{findings.waiting(parts)}）", anchor=False)
    if rows[True]:
        st.caption("没有收录、有矛盾或靠推断的地方，请对照原文核对。")
        st.dataframe(rows[True], hide_index=True)
    else:
        st.info("没有需要核对的地方。")
    if rows[False]:
        with st.expander(f"{Weight.REPAIRED.label}（{len(rows[False])}），{Weight.REPAIRED.advice}"):
            st.dataframe(rows[False], hide_index=True)


def _rows(section: Section, *, asks: bool) -> list[dict[str, str]]:
    """One row a finding that does or does not ask for a person."""
    return [
        {
            "文件": section.document.title,
            "类别": weight.label,
            "说明": f.message,
            "原文": f.text,
            "页": str(f.page or ""),
            "位置": f.clause.partition("#")[2],
        }
        for weight, found in section.groups
        if weight.asks is asks
        for f in found
    ]


page()
