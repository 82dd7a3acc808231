"""A clause marked on the page that it is printed on."""

import io

import numpy as np
import pytest
from PIL import Image

from app.base import snapshots
from app.base.knowledge import Knowledge
from app.build import publish
from app.cli import main
from app.present.page_image import NoPageImage, PageImage, page_images
from ingest.errors import SourceError
from ingest.rendering.registry import render
from tests.render import canvas, ofd, scan
from tests.render.docx import docx
from tests.render.model import Manuscript, Text
from tests.render.samples import _SENTENCES
from tests.render.typeset import typeset

ARTICLES = [f"第{n}条　{''.join(_SENTENCES)}" for n in "一二三四五六"]
RULES = Manuscript((Text("关于病区日常检查的规定", centred=True), *(Text(article, 2.0) for article in ARTICLES)))


@pytest.fixture(scope="module", params=["pdf", "ofd"])
def opened(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    file = folder / f"规定.{request.param}"
    file.write_bytes(canvas.pdf(typeset(RULES)) if request.param == "pdf" else ofd.ofd(typeset(RULES)))
    publish.build(folder / "kb", [file])
    file.unlink()
    return Knowledge.open(folder / "kb")


def cut_by_a_page(kb):
    return next(c for c in kb.store.clauses() if len({place.page for place in c.places}) > 1)


def pixels(picture):
    return np.asarray(picture.convert("RGB"), int)


def plain(kb, clause, page):
    document = kb.documents[clause.document]
    return pixels(render(snapshots_read(kb, document), document.source, page).image)


def snapshots_read(kb, document):
    (path,) = snapshots.files(kb.snapshot.kb).glob(f"*/{document.sha256}")
    return path.read_bytes()


def test_a_clause_cut_by_a_page_break_is_marked_on_both_pages_and_nothing_else_is(opened):
    clause = cut_by_a_page(opened)
    made = page_images(opened, clause)
    assert [one.page for one in made] == [1, 2]
    for one in made:
        seen, before = pixels(Image.open(io.BytesIO(one.png))), plain(opened, clause, one.page)
        scale = seen.shape[1] / one.width
        inside = np.zeros(seen.shape[:2], bool)
        near = inside.copy()
        for place in clause.places:
            if place.page == one.page:
                x0, y0, x1, y1 = (round(side * scale) for side in place.box)
                inside[y0:y1, x0:x1] = True
                near[y0 - 8 : y1 + 8, x0 - 8 : x1 + 8] = True
        paper = inside & (before.min(2) == 255)
        assert (seen[paper] != 255).any(1).mean() > 0.99
        assert seen[inside & (before.max(2) < 60)].max() < 60
        assert (seen[~near] == before[~near]).all()


def test_the_marked_part_holds_the_words_of_the_clause(opened):
    clause = cut_by_a_page(opened)
    lines = 0
    for one in page_images(opened, clause):
        rows = (plain(opened, clause, one.page).min(2) < 100).any(1)
        box = next(place.box for place in clause.places if place.page == one.page)
        scale = rows.size / one.height
        marked = rows[round(box[1] * scale) : round(box[3] * scale)]
        lines += int((np.diff(marked.astype(int)) == 1).sum()) + int(marked[0])
        assert not rows[round(box[1] * scale) - 3] and not rows[round(box[3] * scale) + 3]
    assert lines >= len(clause.text) // 30


def test_formats_without_pages_say_why_there_is_no_picture(tmp_path, write):
    publish.build(tmp_path / "kb", [write("规定.docx", docx(RULES))])
    kb = Knowledge.open(tmp_path / "kb")
    made = page_images(kb, next(kb.store.clauses()))
    assert isinstance(made, NoPageImage)
    assert "规定.docx" in made.reason


def test_a_scan_is_marked_where_it_is_crooked(tmp_path, write):
    sheets = typeset(
        Manuscript((Text("关于轮椅的通知", centred=True), Text("各病区每周三上午清点一次备用药品。", 2.0)), numbered=False)
    )
    publish.build(tmp_path / "kb", [write("扫描.pdf", scan.image_pdf(list(scan.scan(canvas.pdf(sheets)))))])
    kb = Knowledge.open(tmp_path / "kb")
    clause = next(c for c in kb.store.clauses() if "药品" in c.text)
    (one,) = page_images(kb, clause)
    assert isinstance(one, PageImage)
    ink = plain(kb, clause, 1).min(2) < 128
    scale = ink.shape[0] / one.height
    ((x0, top, x1, bottom),) = (place.box for place in clause.places)
    rows, columns = np.nonzero(ink[round(top * scale - 4) :])
    assert rows.min() / scale + top - 2 == pytest.approx(top, abs=6)
    assert rows.max() / scale + top - 2 == pytest.approx(bottom, abs=6)
    assert (columns.min() / scale, columns.max() / scale) == pytest.approx((x0, x1), abs=6)


def test_an_original_that_is_gone_is_one_line(opened):
    clause = cut_by_a_page(opened)
    (path,) = snapshots.files(opened.snapshot.kb).glob("*/*")
    content = path.read_bytes()
    path.unlink()
    with pytest.raises(SourceError, match="不见了"):
        page_images(opened, clause)
    path.write_bytes(content)


def test_the_command_writes_a_picture_a_page(opened, tmp_path, capsys, monkeypatch):
    def run(*arguments):
        monkeypatch.setattr("sys.argv", ["duibiao", "show", *arguments, "--kb", str(opened.snapshot.kb)])
        with pytest.raises(SystemExit) as ended:
            main.main()
        return ended.value.code

    clause = cut_by_a_page(opened)
    whole = next(c for c in opened.store.clauses() if c.id != clause.id)
    assert run(whole.id, "--page", str(tmp_path / "页.png")) == 0
    assert run(clause.id, "--page", str(tmp_path / "页.png")) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["页-第1页.png", "页-第2页.png", "页.png"]
    assert (tmp_path / "页.png").read_bytes().startswith(b"\x89PNG")
    capsys.readouterr()
    assert run(clause.document, "--page", str(tmp_path / "乙.png")) == 1
    assert "不是条款" in capsys.readouterr().err
    assert run(whole.id, "--page", str(tmp_path / "没有" / "乙.png")) == 2
