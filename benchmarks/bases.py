"""Builds the base on which questions are judged."""

from pathlib import Path

from app.base.knowledge import Knowledge
from app.build import publish


def whole(folder: Path, shared: Path | None) -> Knowledge:
    """The shipped base, built in ``folder``; if ``shared`` is given, with the originals in its folder ``seeds`` added."""
    publish.build(folder)
    if shared:
        publish.add(folder, [shared / "seeds"])
    return Knowledge.open(folder)
