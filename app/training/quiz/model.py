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


class Kind(StrEnum):
    """What a question asks for."""

    SYSTEM = "哪项核心制度"
    CASE = "哪件事违反制度"
    FACT = "数字、角色、做法"
    WHO = "谁来做"
    PARTS = "包括哪些"
    TERM = "说的是什么"
    STANDARD = "用哪个标准"
    INDICATOR = "怎样衡量"


CASES = (Kind.SYSTEM, Kind.CASE)
"""What is asked of things that happened on wards."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question comes from."""

    clause: Clause
    cited: str
    """As a sentence names it: 《护士条例》第八条."""
    digest: bool
    words: str = ""
    """What a work says that the base does not hold; ``clause`` is then where the base names what it rules. Else ""."""

    @property
    def text(self) -> str:
        """What the key rests on."""
        return self.words or self.clause.text.strip()

    @property
    def identity(self) -> str:
        """What no other source has."""
        return f"{self.clause.id}|{self.words}" if self.words else self.clause.id

    @property
    def work(self) -> str:
        """The document that the words are of."""
        return self.cited.partition("》")[0] if self.words else self.clause.document

    @property
    def place(self) -> str:
        """``cited`` with page and the mark of a digest."""
        page = f"，第{self.clause.page}页" if self.clause.page and not self.words else ""
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
    kind: Kind = Kind.FACT

    @property
    def answer(self) -> str:
        """As written in the key of a paper: ``AC``, ``正确``, ``20个工作日``."""
        if not self.options:
            return "；".join(self.key)
        return "".join(LETTERS[i] for i, option in enumerate(self.options) if option in self.key)
