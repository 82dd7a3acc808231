"""Every page of the app by the rules of axe (WCAG 2, contrast among them), light and dark."""

import pytest

from tests.app.pages.conftest import SLOW, barriers
from tests.app.pages.test_rights_walk import PAGES

SEEN = {page: page for page in PAGES} | {
    "ask": "?q=手卫生",
    "targets": "targets?id=NIT-2026-III",
    "graph": "graph?id=NIT-2026-III",
    "training": "training?thing=会诊制度&view=quiz",
    "library": "library?tab=upload",
}
"""Each page, where something is chosen of it that is how most people see it."""


@pytest.mark.parametrize("page", SEEN)
def test_no_page_keeps_a_person_out_who_cannot_see_or_hold_a_mouse(tab, page):
    seen = tab(SEEN[page])
    seen.set_default_timeout(SLOW)
    seen.locator("[data-testid=stMain] :is(h1, .db-conclusion, .tr-stem)").first.wait_for(state="attached")
    found = {"light": barriers(seen)}
    seen.emulate_media(color_scheme="dark")
    seen.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    found["dark"] = barriers(seen, ["color-contrast"])  # nothing else of the page has changed
    assert found == {"light": [], "dark": []}
