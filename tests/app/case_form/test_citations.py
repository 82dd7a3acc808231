import io

import pytest
from docx import Document
from openpyxl import load_workbook

from app.case_form import citations
from ingest.errors import NotFoundError, OutputError


@pytest.fixture
def things(small, clause):
    return citations.basket(small, ["WS/T 433-2023", clause("护士长每周"), "会诊制度", "NIT-2026-III", "WS/T 433-2023"])


def test_each_thing_is_cited_once_in_both_forms(things):
    assert things[0].id == "WS/T 433-2023" and len(things) == 4
    text = citations.text(things)
    assert (
        "[1] 国家卫生健康委员会. 静脉治疗护理技术操作标准: WS/T 433-2023[S]" in text
        or "静脉治疗护理技术操作标准: WS/T 433-2023[S]" in text
    )
    assert "[2] 《病区陪护管理办法》第三条" in text


@pytest.mark.parametrize("extension", citations.WRITERS)
def test_what_is_written_holds_every_citation(things, tmp_path, extension):
    path = tmp_path / f"清单{extension}"
    citations.write(things, path)
    data = path.read_bytes()
    readers = {
        ".txt": data.decode,
        ".docx": lambda: "\n".join(p.text for p in Document(io.BytesIO(data)).paragraphs),
        ".xlsx": lambda: "\n".join(str(c.value) for row in load_workbook(io.BytesIO(data)).active.iter_rows() for c in row),
    }
    shown = readers[extension]()
    assert all(one.citation.full in shown and one.citation.short in shown for one in things)


def test_what_is_not_held_and_other_files_are_told(small, things, tmp_path):
    with pytest.raises(NotFoundError, match="没有这个"):
        citations.basket(small, ["没有这个"])
    with pytest.raises(OutputError, match="可用"):
        citations.write(things, tmp_path / "清单.pdf")
