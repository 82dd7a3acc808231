"""指标: every indicator, and the page of each."""

from app.app_pages.browsing.page import page

page("indicator")
