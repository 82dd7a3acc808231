"""Exit codes: 1 where the thing named is not there, 2 where nothing usable was named."""

import pytest


@pytest.mark.parametrize(
    "command",
    [
        ("show",),
        ("graph",),
        ("crosswalk", "没有甲"),
        ("search", "--like"),
        ("links", "review", "--about"),
        ("ask", "--saved"),
    ],
    ids=" ".join,
)
def test_a_thing_that_is_not_there_is_nothing_found(kb, typed, command):
    code, out, err = typed(*command, "没有这个", kb=kb)
    assert (code, out) == (1, "") and err.count("\n") == 1


@pytest.mark.parametrize(
    "command", [("show", ""), ("show", " "), ("graph", ""), ("crosswalk", "", ""), ("search", "--like", "")]
)
def test_an_empty_name_is_bad_input(kb, typed, command):
    code, out, err = typed(*command, kb=kb)
    assert (code, out) == (2, "") and err.count("\n") == 1 and "空" in err
