"""资料库: what the base holds, and what the parser was unsure of."""

import streamlit as st

from app.app_pages.shared import opened, status_line
from app.base.citation import RENDITIONS
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
    findings = kb.store.findings()
    st.subheader(f"待核对（{len(findings)}）", anchor=False)
    st.caption("解析时修复、推断或发现矛盾的地方，请对照原文核对。")
    if findings:
        titles = {d.id: d.title for d in kb.documents.values()}
        rows = [
            {
                "文件": titles.get(f.document, "术语、关联和标准目录"),
                "说明": f.message,
                "原文": f.text,
                "位置": f.clause.partition("#")[2],
            }
            for f in findings
        ]
        st.dataframe(rows, hide_index=True)
    else:
        st.info("没有需要核对的地方。")


page()
