"""The pictures of the manual are taken of the app as it is."""

import io

import pytest
from PIL import Image

from tests.app.pages.conftest import serving

manual = pytest.importorskip("docs.make_manual")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    with serving(manual.base(tmp_path_factory.mktemp("manual"))) as url:
        yield url


@pytest.mark.parametrize("one", manual.SHOWN, ids=lambda one: one.name)
def test_each_picture_can_be_taken_anew_in_the_size_that_the_guide_shows(browser, shown, one):
    with (
        Image.open(manual.PICTURES / f"{one.name}.png") as kept,
        Image.open(io.BytesIO(manual.taken(browser, shown, one))) as new,
    ):
        assert new.size == kept.size
