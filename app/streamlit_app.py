"""The web app: its pages, one line each."""

from pathlib import Path

import streamlit as st

PAGES = [
    st.Page("app_pages/ask.py", title="查依据", icon=":material/search:", default=True),
    st.Page("app_pages/review.py", title="关联审核", icon=":material/rule:"),
    st.Page("app_pages/library.py", title="资料库", icon=":material/library_books:"),
]

st.set_page_config(page_title="对标", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide")
st.navigation(PAGES).run()
