"""The web app: its pages, one line each."""

from pathlib import Path

import streamlit as st

PAGES = [
    st.Page("app_pages/ask.py", title="查依据", icon=":material/search:", default=True),
    st.Page("app_pages/review.py", title="关联审核", icon=":material/rule:"),
    st.Page("app_pages/library.py", title="资料库", icon=":material/library_books:"),
]

STYLE = """<style>
a[data-testid="stSkipToContent"] { font-size: 0 }
a[data-testid="stSkipToContent"]::after { content: "跳到正文"; font-size: 1rem }
[data-testid="stMainBlockContainer"] { padding-top: 3rem }
</style>"""  # Streamlit's link past the navigation in Chinese (it takes no text of ours), and the answer nearer to the top

st.set_page_config(page_title="对标", page_icon=str(Path(__file__).with_name("icon.svg")), layout="wide")
st.html(STYLE)
st.navigation(PAGES).run()
