"""A question, and what it is made from."""

from dataclasses import dataclass
from enum import StrEnum

from ingest.model import Clause

BLANK = "（　　）"
"""Stands for what is asked for among options."""
LINE = "＿＿＿＿"
"""Stands for what is to be written in."""
LETTERS = "ABCD"


class Form(StrEnum):
    """The forms of questions, by the names that Chinese quiz systems know."""

    SINGLE = "单选题"
    MULTIPLE = "多选题"
    TRUE_FALSE = "判断题"
    FILL_IN = "填空题"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question comes from."""

    clause: Clause
    cited: str
    """As a sentence names it: 《护士条例》第八条."""
    digest: bool

    @property
    def place(self) -> str:
        """``cited`` with page and the mark of a digest."""
        page = f"，第{self.clause.page}页" if self.clause.page else ""
        return f"{self.cited}{page}{DIGEST if self.digest else ''}"


DIGEST = "（摘要，引用前核对原文）"


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its key."""

    form: Form
    stem: str
    key: tuple[str, ...]
    """The right options; of a fill-in the words that belong in the blank; of true/false 正确 or 错误."""
    source: Source
    explanation: str
    options: tuple[str, ...] = ()
    """In the order in which they are shown; empty for fill-ins and true/false."""
    facts: tuple[str, ...] = ()
    """What it asks for: questions with a fact in common give each other away."""

    @property
    def answer(self) -> str:
        """As written in the key of a paper: ``AC``, ``正确``, ``20个工作日``."""
        if not self.options:
            return "；".join(self.key)
        return "".join(LETTERS[i] for i, option in enumerate(self.options) if option in self.key)
