"""标准: every standard, and the page of each."""

from app.app_pages.browsing.page import page

page("standard")
