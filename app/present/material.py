"""Ids to be taught come in; slides as pictures with their notes, handout, questions, and all the files go out."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.base.knowledge import Knowledge
from app.base.progress import Tell
from app.present import office_pages
from app.training.pack import PARTS, Order, Pack
from app.training.quiz.gift import gift
from app.training.quiz.model import Question
from app.training.quiz.workbook import workbook
from app.training.shown import SlideText, slides
from ingest.errors import QuestionError, SourceError

_WIDE = 1280
"""Pixels of a slide's picture."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: str
    data: bytes
    told: str
    """What it holds."""


@dataclass(frozen=True, slots=True)
class Material:
    """All that is made for a class."""

    title: str
    slides: tuple[SlideText, ...]
    pictures: tuple[bytes, ...]
    """Of the slides; () where LibreOffice is not installed or could not draw them, as ``undrawn`` says."""
    undrawn: str
    handout: tuple[bytes, ...]
    """Its pages as pictures; () as for the slides."""
    questions: tuple[Question, ...]
    unasked: str
    """Why there are no questions; "" where there are."""
    files: tuple[File, ...]


def questions(kb: Knowledge, order: Order) -> tuple[str, tuple[Question, ...]]:
    """Title and questions of one paper; NotFoundError for an id that is gone, QuestionError where none can be made."""
    pack = Pack.of(kb, order)
    return pack.title, tuple(pack.questions())


def material(kb: Knowledge, order: Order, master: bytes, told: Tell) -> Material:
    """Everything; ``master``: a hospital's own .pptx, b"" for ours.

    NotFoundError for an id that is gone, QuestionError where nothing can be taught, SourceError for a master that is none.
    """
    with TemporaryDirectory(prefix="duibiao-") as folder:
        if master:
            path = Path(folder) / "母版.pptx"
            path.write_bytes(master)
            order = replace(order, master=path)
        pack = Pack.of(kb, order)
        told("正在写课件", 0, 4)
        deck, deck_told = PARTS[".pptx"](pack)
    told("正在写讲义", 1, 4)
    handout, handout_told = PARTS[".docx"](pack)
    told("正在出题", 2, 4)
    asked, unasked = _questions(pack)
    told("正在画课件和讲义", 3, 4)
    pictures, undrawn = _pictures(deck, ".pptx", _WIDE)
    pages, _ = _pictures(handout, ".docx", office_pages.WIDTH) if pictures else ((), "")
    files = (File("课件.pptx", deck, deck_told), File("讲义.docx", handout, handout_told), *_quiz_files(pack, asked))
    return Material(pack.title, slides(deck), pictures, undrawn, pages, asked, unasked, files)


def _questions(pack: Pack) -> tuple[tuple[Question, ...], str]:
    try:
        return tuple(pack.questions()), ""
    except QuestionError as exc:
        return (), str(exc)


def _pictures(data: bytes, extension: str, width: int) -> tuple[tuple[bytes, ...], str]:
    try:
        return office_pages.pictures(data, extension, width), ""
    except SourceError as exc:
        return (), exc.what


def _quiz_files(pack: Pack, asked: tuple[Question, ...]) -> tuple[File, ...]:
    """Files of questions where there are any; a paper also where there is something to talk over."""
    files: list[File] = []
    if asked:
        files.append(File("试题.xlsx", workbook(asked), f"{len(asked)} 题，考试系统导入用"))
        files.append(File("试题.gift", gift(asked, pack.title).encode(), "Moodle 题库"))
    try:
        files.append(File("试卷.docx", *pack.paper()))
    except QuestionError:
        return tuple(files)
    return tuple(files)
