"""The web app: its pages, one line each."""

import streamlit as st

PAGES = [
    st.Page("app_pages/ask.py", title="查依据", icon=":material/search:", default=True),
    st.Page("app_pages/library.py", title="资料库", icon=":material/library_books:"),
]

st.set_page_config(page_title="对标", page_icon=":material/rule:", layout="wide")
st.navigation(PAGES).run()
