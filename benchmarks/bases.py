"""The base that questions are judged on."""

from pathlib import Path

from app.base.knowledge import Knowledge
from app.build import publish


def whole(folder: Path, shared: Path | None) -> Knowledge:
    """What ships, built in ``folder``, with the originals of ``shared``/seeds over it where given."""
    publish.build(folder)
    if shared:
        publish.add(folder, [shared / "seeds"])
    return Knowledge.open(folder)
