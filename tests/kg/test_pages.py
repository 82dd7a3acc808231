"""Pages from templates: what they are given is text, and nothing that they need is missing."""

import pytest
from jinja2 import UndefinedError

from kg.pages import page


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.html").write_text("<p>{{ title }}</p>\n", encoding="utf-8")
    return tmp_path


def test_values_are_no_markup(folder):
    assert page("a.html", folder, title="<b>&\"'") == "<p>&lt;b&gt;&amp;&#34;&#39;</p>\n"


def test_a_value_that_is_missing_is_an_error(folder):
    with pytest.raises(UndefinedError, match="title"):
        page("a.html", folder)
