"""Makes the pictures of ``docs/zh/案例对标.md``: a draft filled into the association's form, and a list of citations.

``python -m docs.make_case [DRAFT]`` builds a base of what ships, writes both and draws their pages (``make_training``).
"""

import sys
import tempfile
from pathlib import Path

from app.base.knowledge import Knowledge
from app.build import publish
from app.case_form import citations
from app.case_form.forms import Forms
from docs.make_training import draw

DRAFT = Path(__file__).parents[1] / "tests" / "golden" / "drafts" / "develop" / "F04_门诊多学科与日间手术.md"
CITED = ("WS/T 433-2023", "会诊制度", "NIT-2026-V")
SHOWN = {"征集表": ("case-form", 3, 6), "引用清单": ("case-citations", 1, 1)}
"""File → name of its picture, pages side by side, pages at most."""


def main(path: Path) -> None:
    """Write the pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        publish.build(folder / "kb")
        kb = Knowledge.open(folder / "kb")
        forms = Forms(kb)
        (folder / "征集表.docx").write_bytes(forms.docx(forms.check(forms.read(path))))
        citations.write(citations.basket(kb, CITED), folder / "引用清单.docx")
        draw(folder, SHOWN)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else DRAFT)
