"""Files kept by their content."""

from app.base import by_content


def test_the_same_content_is_kept_once_and_a_spoilt_copy_is_put_right(tmp_path):
    one, two = by_content.keep(tmp_path, b"abc"), by_content.keep(tmp_path, b"abc")
    assert one == two and len(list(tmp_path.glob("*/*"))) == 1
    by_content.place(tmp_path, one).write_bytes(b"x")
    by_content.keep(tmp_path, b"abc")
    assert by_content.place(tmp_path, one).read_bytes() == b"abc"


def test_what_nobody_needs_is_told(tmp_path):
    one, two = by_content.keep(tmp_path, b"a"), by_content.keep(tmp_path, b"b")
    (tmp_path / one[:2] / "left.tmp").write_bytes(b"")
    assert {p.name for p in by_content.unnamed(tmp_path, {one})} == {two, "left.tmp"}
