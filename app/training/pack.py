"""Ids and a file name come in; the file is written: slides, handout or questions, by the ending of its name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.base.files import write_output
from app.base.knowledge import Knowledge
from app.training import deck, handout, master
from app.training.lesson import Lesson
from app.training.plan import lesson
from app.training.quiz.bank import Bank, chosen
from app.training.quiz.gift import gift
from app.training.quiz.model import Question
from app.training.quiz.paper import paper
from app.training.quiz.workbook import workbook
from app.training.subjects import Subject, name, subjects
from app.training.talking import talk
from ingest.errors import OutputError, QuestionError

QUESTIONS = 20
"""Questions of one paper, unless somebody asks for another number."""
MOST_QUESTIONS = 2_000
_FEW = 8
"""Questions below which a paper also has what to talk over."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted."""

    identities: tuple[str, ...]
    count: int = QUESTIONS
    master: Path | None = None
    """A hospital's own .pptx."""


@dataclass(frozen=True)
class Pack:
    """The material on some subjects of a base; each part is made when it is first written."""

    things: Knowledge
    subjects: Sequence[Subject]
    order: Order

    @classmethod
    def of(cls, things: Knowledge, order: Order) -> "Pack":
        """NotFoundError for an id that is gone, QuestionError where nothing can be taught or too many questions are wanted."""
        if not 1 <= order.count <= MOST_QUESTIONS:
            raise QuestionError(f"题数要在 1 到 {MOST_QUESTIONS} 之间", todo="请改 --count 后面的数")
        return cls(things, subjects(things, order.identities), order)

    @property
    def title(self) -> str:
        """What it is about."""
        first = name(self.things, self.subjects[0])
        return first if len(self.subjects) == 1 else f"{first}等{len(self.subjects)}项"

    @cached_property
    def _asked(self) -> list[Question]:
        return chosen(Bank(self.things, self.subjects).questions, self.order.count)

    def questions(self) -> list[Question]:
        """The questions of one paper; QuestionError where none can be made."""
        if not self._asked:
            raise QuestionError(
                f"“{self.title}”的条款里没有值得考的时限、数字或分工，出不了题", todo="请和别的编号一起出题，或先加入它的原文"
            )
        return self._asked

    def paper(self) -> tuple[bytes, str]:
        """The paper to print, and what it holds; with what to talk over where there are few questions.

        QuestionError where there is neither.
        """
        talked = talk(self.lessons) if len(self._asked) < _FEW else []
        asked = self._asked if talked else self.questions()
        told = [f"{len(asked)} 题，答案另页"] * bool(asked) + [f"讨论题 {len(talked)} 道（可考的条款少）"] * bool(talked)
        return paper(asked, self.title, talked), "，".join(told)

    @cached_property
    def lessons(self) -> list[Lesson]:
        """What is taught about each subject."""
        return [lesson(self.things, subject) for subject in self.subjects]

    def write(self, path: Path, *, exam: bool = False) -> str:
        """Write one file, beside its name and then renamed; what it holds, in Chinese. ``exam``: a .docx is a paper."""
        part = PARTS.get(path.suffix.lower() if not exam else f"exam{path.suffix.lower()}")
        if part is None:
            known = "、".join(sorted(ending for ending in PARTS if ending.startswith(".")))
            raise OutputError(f"不知道怎样写“{path.suffix or path.name}”文件", str(path), f"可写：{known}，或一个已有的文件夹")
        content, told = part(self)
        write_output(path, content)
        return told

    def write_all(self, folder: Path) -> list[str]:
        """Every part, into a folder; where no question can be made, no file of questions, which the last line says."""
        told: list[str] = []
        unasked: dict[str, None] = {}
        for file in FILES:
            try:
                told.append(f"{folder / file}：{self.write(folder / file, exam=file.startswith('试卷'))}")
            except QuestionError as error:
                unasked[f"没有试题：{error}"] = None
        return [*told, *unasked]


def _deck(pack: Pack) -> tuple[bytes, str]:
    base = master.opened(pack.order.master) if pack.order.master else master.ours()
    content = deck.deck(pack.lessons, base)
    return content, f"课件 {len(base.deck.slides)} 页"


def _handout(pack: Pack) -> tuple[bytes, str]:
    return handout.handout(pack.lessons), "讲义和科室自查表"


def _workbook(pack: Pack) -> tuple[bytes, str]:
    found = pack.questions()
    return workbook(found), f"{len(found)} 题"


def _gift(pack: Pack) -> tuple[bytes, str]:
    found = pack.questions()
    return gift(found, pack.title).encode(), f"{len(found)} 题"


PARTS: dict[str, Callable[[Pack], tuple[bytes, str]]] = {
    ".pptx": _deck,
    ".docx": _handout,
    ".xlsx": _workbook,
    ".gift": _gift,
    "exam.docx": Pack.paper,
}
"""Ending of the file's name → what is written."""
FILES = ("课件.pptx", "讲义.docx", "试题.xlsx", "试题.gift", "试卷.docx")
