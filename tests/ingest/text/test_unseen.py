"""Characters that nobody sees."""

import pytest

from ingest.text.unseen import unseen


@pytest.mark.parametrize("text", ["", "静脉血栓\r\n怎么防\t？", "\u3000甲\u00a0乙", "👨\u200d👩", "\ufeff甲", "\ue000"])
def test_what_people_type_and_paste_holds_none(text):
    assert unseen(text) == ""


@pytest.mark.parametrize("odd", [*map(chr, {*range(32)} - {*b"\t\r\n"}), *"\x7f\x85\u2028\u061c\u200e\u202e\u2066\ud800\uffff"])
def test_characters_of_control_and_direction_are_found(odd):
    assert unseen(f"手卫生{odd}依从性") == odd
