"""A row is as near to a question as the nearest of it and its parts."""

import numpy as np
import pytest

from index.engines.faiss_engine import FaissEngine
from index.engines.parted import Parted

WHOLE = np.eye(4, dtype=np.float32)
ASKED = np.array([0.0, 0.1, 0.0, 0.995], np.float32)


def engine(rows):
    found = FaissEngine(4)
    found.add(np.array(rows, np.float32).reshape(-1, 4))
    return found


@pytest.fixture
def parted():
    """Rows 0, 2 have parts; a part of row 2 and one of row 0 say what row 3 says."""
    parts = [[0, 0, 1, 0], [0, 0, 0.6, 0.8], [0, 1, 0, 0], [0, 0, 0, 1]]
    return Parted(engine(WHOLE), engine(parts), np.array([0, 0, 2, 2], np.int32))


def test_a_row_is_found_by_its_nearest_part(parted):
    rows, cosines = parted.search(ASKED, 3)
    assert rows.tolist() == [2, 3, 0]
    assert cosines == pytest.approx([0.995, 0.995, 0.796], abs=1e-3)


def test_cosines_are_those_of_the_nearest_part_in_the_order_asked_for(parted):
    assert parted.cosines(ASKED, np.array([3, 0, 1, 2, 0])) == pytest.approx([0.995, 0.796, 0.1, 0.995, 0.796], abs=1e-3)
    assert parted.cosines(ASKED, np.array([], np.int64)).tolist() == []


def test_only_rows_that_may_be_found_are(parted):
    rows, _ = parted.search(ASKED, 4, np.array([True, True, False, False]))
    assert rows.tolist() == [0, 1]


def test_without_parts_it_is_the_engine_of_the_rows():
    alone, parted = engine(WHOLE), Parted(engine(WHOLE), engine([]), np.zeros(0, np.int32))
    assert [x.tolist() for x in parted.search(ASKED, 2)] == [x.tolist() for x in alone.search(ASKED, 2)]
    assert len(parted) == 4 and parted.vectors() == pytest.approx(WHOLE)


@pytest.mark.parametrize("owners", [[0, 0, 2], [0, 2, 0, 2], [0, 0, 2, 4], [-1, 0, 2, 2]])
def test_parts_of_no_row_are_refused(owners):
    with pytest.raises(ValueError, match="parts"):
        Parted(engine(WHOLE), engine(WHOLE), np.array(owners, np.int32))
