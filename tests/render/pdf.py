"""A manuscript as a PDF."""

import tempfile
from pathlib import Path

from tests.render import canvas, chromium
from tests.render.html import html
from tests.render.model import Manuscript
from tests.render.typeset import typeset


def printed(manuscript: Manuscript) -> bytes:
    """The manuscript as a PDF: by a browser where there is one."""
    if chromium.BROWSER is None:
        return canvas.pdf(typeset(manuscript))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "out.pdf")
        chromium.pdf(html(manuscript), target)
        return target.read_bytes()
