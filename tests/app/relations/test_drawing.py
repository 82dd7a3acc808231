"""Where the things of a picture stand: none on another, labels within their room, the same every time."""

import itertools

import pytest

from app.relations import drawing
from app.relations.neighbourhood import Near
from ingest.model import Link
from kg.queries import Step


def near(identity, via="", start="甲"):
    return Near(identity, "clause", Link(via or start, "mentions", identity, "stated", ""), forward=True, via=via)


FIRST = [near(f"第{n}条") for n in range(30)]
BEYOND = [near(f"第{n}款", via=f"第{n % 5}条") for n in range(30)]


def name(_identity):
    return "病区应当每周检查急救车并登记签字，发现问题立即更换"


@pytest.mark.parametrize("things", [[FIRST[0]], FIRST[:3], FIRST, [*FIRST, *BEYOND]], ids=["one", "few", "many", "two steps"])
@pytest.mark.parametrize("draw", [drawing.wide, lambda *given: drawing.narrow(*given, 340)], ids=["wide", "narrow"])
def test_no_label_lies_on_another_and_none_outside(draw, things):
    drawn = draw("甲", things, name)
    assert {dot.id for dot in drawn.dots} == {"甲", *(one.id for one in things)}
    boxes = [box(dot) for dot in drawn.dots if dot.side]
    for one, other in itertools.combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or abs(one[2] - other[2]) >= 20, (one, other)
    assert all(0 <= left and right <= drawn.width and 0 < y < drawn.height for left, right, y in boxes)
    assert len(drawn.lines) == len(things)


def box(dot):
    """Left and right end of a node with its label, and its height."""
    length = drawing.GAP + len(dot.label) * drawing.EM
    ends = sorted((dot.x, dot.x + dot.side * length))
    return (*ends, dot.y)


def test_both_sides_are_equally_full_and_what_lies_beyond_is_on_the_side_of_its_way():
    drawn = drawing.wide("甲", [*FIRST, *BEYOND], str)
    sides = {dot.id: dot.side for dot in drawn.dots}
    assert all(sides[one.id] == sides[one.via] for one in BEYOND)
    assert abs(sum(sides.values())) <= 12


def test_two_links_between_the_same_things_are_one_line():
    twice = [near("第1条"), Near("第1条", "clause", Link("第1条", "cites", "甲", "curated", ""), forward=False)]
    (line,) = drawing.wide("甲", twice, str).lines
    assert [link.predicate for link in line.links] == ["mentions", "cites"]


def test_a_path_stands_in_a_row_each_line_in_the_direction_of_its_link():
    steps = [
        Step("甲", Link("乙", "supports", "甲", "curated", ""), "乙"),
        Step("乙", Link("乙", "requires", "丙", "stated", ""), "丙"),
    ]
    drawn = drawing.in_a_row(steps, str, 900)
    assert [dot.id for dot in sorted(drawn.dots, key=lambda dot: dot.x)] == ["甲", "乙", "丙"]
    assert [(line.start.id, line.end.id) for line in drawn.lines] == [("乙", "甲"), ("乙", "丙")]


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [("目标三", 99, "目标三"), ("目标三十二", 39, "目标…"), ("WS/T 433", 99, "WS/T 433"), ("条", 1, "…")],
)
def test_a_label_is_cut_to_its_room(text, room, shown):
    assert drawing.fitted(text, room) == shown
