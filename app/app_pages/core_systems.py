"""制度: every core system, and the page of each."""

from app.app_pages.browsing.page import page

page("core_system")
