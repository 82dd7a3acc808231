"""Labels that the question box fetches while a person types."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.people.access import Access
from app.server.completing import PATH, Completing
from app.server.policy import Policy


@pytest.fixture
def fetched(kb):
    def _fetched(typed, folder=kb):
        app = Starlette(routes=Completing(Policy(folder, Access.LOCAL)).routes())
        return TestClient(app).get(PATH, params={"typed": typed})

    return _fetched


def test_labels_are_offered_for_what_is_typed_and_kept_nowhere(fetched):
    answer = fetched(" 危急值 ")
    assert "危急值报告制度" in answer.json() and len(answer.json()) <= 8
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("odd", ["", " ", "红烧肉", "危" * 500, "\0", "<b>"])
def test_nothing_is_offered_for_what_begins_no_label(fetched, odd):
    assert fetched(odd).json() == []


def test_nothing_is_offered_where_there_is_no_base(fetched, tmp_path):
    answer = fetched("危急值", tmp_path)
    assert (answer.status_code, answer.json()) == (200, [])
