"""目标: every improvement target, and the page of each."""

from app.app_pages.browsing.page import page

page("target")
