"""文件: every document, and the page of each, of its clauses, and of all that has no list of its own."""

from app.app_pages.browsing.page import page

page("document")
