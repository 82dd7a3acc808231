"""A case as a commented YAML file: written for its author to fill in, and read again."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from app.case_form.case import Basis, Case, CasePractice, Person
from app.case_form.notice import Notice
from ingest.errors import SourceError
from ingest.text.decoding import decode, read_bytes

_LARGEST = 2_000_000
"""Bytes of a case file."""
_PERSON = {"name": "姓名", "phone": "电话", "mail": "邮箱"}
_PRACTICE, _BASES, _ID, _QUOTE = "做法", "依据", "编号", "引文"
_FIX = "请照 duibiao form --new 写出的样子改"
_LONG = 40
"""Characters from which a text is written as a block."""
_UNWRITABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""Characters that YAML does not hold, or takes for line ends."""
_HEAD = """# {form}
# 冒号后面填写。不知道的就空着：导出时写成〔未提供〕，并逐项列出，不会代填。
# 长的文字写在“|”下面，每行前面空两格，一段一行。写好后运行：
#   duibiao form 这个文件 -o 征集表.docx
"""


def read(path: Path, notice: Notice) -> Case:
    """The case in a YAML file; SourceError with the line where it does not parse or has what the form has not."""
    data = read_bytes(path)
    if len(data) > _LARGEST:
        raise SourceError("案例文件太大", str(path), f"最多 {_LARGEST // 1_000_000} MB")
    try:
        found = yaml.load(decode(data, str(path)), yaml.BaseLoader)
    except yaml.MarkedYAMLError as exc:
        line = f"第 {exc.problem_mark.line + 1} 行" if exc.problem_mark else ""
        what = f"{line}不合 YAML 的写法"
        raise SourceError(what, str(path), "请检查冒号后的空格、缩进和引号；长的文字写在“|”下面") from exc
    except (yaml.YAMLError, RecursionError, ValueError) as exc:
        raise SourceError("不合 YAML 的写法", str(path), _FIX) from exc
    return _Reader(str(path), notice).case(found)


class _Reader:
    """Turns what YAML holds (all scalars are strings) into a case."""

    def __init__(self, file: str, notice: Notice) -> None:
        self._file, self._notice = file, notice

    def case(self, found: object) -> Case:
        keys = {field.label: field.key for field in self._notice.fields}
        values = self._mapping(found, "整个文件", keys)
        return Case(file=self._file, **{key: _READERS.get(key, _Reader.text)(self, v, key) for key, v in values.items()})

    def _mapping(self, found: object, where: str, keys: dict[str, str]) -> dict[str, Any]:
        """``found`` with our names for its keys; nothing where it is empty."""
        if found in ("", None):
            return {}
        if not isinstance(found, dict):
            raise self._error(f"“{where}”应当是“名称: 内容”的样子")
        if unknown := [str(key) for key in found if key not in keys]:
            raise self._error(f"“{where}”里没有“{unknown[0][:30]}”这一项，可用：{'、'.join(keys)}")
        return {keys[key]: value for key, value in found.items()}

    def _error(self, what: str) -> SourceError:
        return SourceError(what, self._file, _FIX)

    def text(self, found: object, where: str) -> str:
        """A scalar, its lines without blanks at their ends."""
        if not isinstance(found, str):
            raise self._error(f"“{self._notice.label(where)}”应当是一段文字")
        return "\n".join(line.strip() for line in found.splitlines() if line.strip())

    def items(self, found: object, where: str) -> list[object]:
        """A list; one thing alone stands for a list of it."""
        rows = found if isinstance(found, list) else [found]
        return [row for row in rows if row not in ("", None)]

    def texts(self, found: object, where: str) -> tuple[str, ...]:
        """A list of scalars; the lines of a text are one each."""
        lines = (self.text(row, where).splitlines() for row in self.items(found, where))
        return tuple(line for row in lines for line in row)

    def person(self, found: object, where: str) -> Person:
        """A person; a name alone will do."""
        if isinstance(found, str) and found:
            return Person(self.text(found, where))
        keys = {label: key for key, label in _PERSON.items()}
        values = self._mapping(found, self._notice.label(where), keys)
        return Person(**{key: self.text(value, where) for key, value in values.items()})

    def persons(self, found: object, where: str) -> tuple[Person, ...]:
        """Persons; those without anything filled in are left out."""
        return tuple(p for row in self.items(found, where) if (p := self.person(row, where)) != Person())

    def practices(self, found: object, where: str) -> tuple[CasePractice, ...]:
        """Practices; one without a text is left out."""
        rows = (self._practice(row, where) for row in self.items(found, where))
        return tuple(practice for practice in rows if practice.text)

    def _practice(self, found: object, where: str) -> CasePractice:
        if isinstance(found, str):
            return CasePractice(self.text(found, where))
        values = self._mapping(found, self._notice.label(where), {_PRACTICE: "text", _BASES: "bases"})
        bases = [self._basis(row, where) for row in self.items(values.get("bases", ""), where)]
        return CasePractice(self.text(values.get("text", ""), where), tuple(b for b in bases if b.id))

    def _basis(self, found: object, where: str) -> Basis:
        if isinstance(found, str):
            return Basis(self.text(found, where))
        values = self._mapping(found, _BASES, {_ID: "id", _QUOTE: "quote"})
        return Basis(self.text(values.get("id", ""), where), self.text(values.get("quote", ""), where))


_READERS: dict[str, Callable[[_Reader, object, str], Any]] = {
    "recommender": _Reader.person,
    "reporters": _Reader.persons,
    "standards": _Reader.texts,
    "enclosures": _Reader.texts,
    "practices": _Reader.practices,
}
"""Fields that are no single text."""


def text(case: Case, notice: Notice) -> str:
    """A case as YAML with a comment on each field; an empty case to begin with."""
    parts = [_HEAD.format(form=notice.form)]
    for field in notice.fields:
        value = getattr(case, field.key)
        shown = _WRITERS[type(value)](value) if type(value) in _WRITERS else _items(field.key, value)
        parts.append(f"# {field.hint}\n{field.label}:{shown}\n")
    return "\n".join(parts)


def _scalar(value: str, indent: int = 2) -> str:
    """A text behind its colon: a block where it is long, else on the line."""
    rows = [row.strip() for row in _UNWRITABLE.sub(" ", value).split("\n") if row.strip()]
    if len(rows) > 1 or len(value) > _LONG:
        return " |\n" + "\n".join(" " * indent + row for row in rows)
    return f" {json.dumps(rows[0], ensure_ascii=False)}" if rows else ""


def _person(value: Person, indent: int = 2) -> str:
    return "".join(f"\n{' ' * indent}{label}:{_scalar(getattr(value, key))}" for key, label in _PERSON.items())


def _items(key: str, value: tuple[Any, ...]) -> str:
    rows = _ROWS.get(key, _lines)(value)
    return "".join(f"\n  - {row}" for row in rows)


def _lines(value: tuple[str, ...]) -> Iterator[str]:
    yield from (_scalar(one, 6).strip() for one in value or ("",))


def _persons(value: tuple[Person, ...]) -> Iterator[str]:
    yield from (_person(one, 4).strip() for one in value or (Person(),))


def _practices(value: tuple[CasePractice, ...]) -> Iterator[str]:
    for one in value or (CasePractice("", (Basis(""),)),):
        bases = "".join(
            f"\n      - {_ID}:{_scalar(basis.id, 10)}\n        {_QUOTE}:{_scalar(basis.quote, 10)}"
            for basis in one.bases or (Basis(""),)
        )
        yield f"{_PRACTICE}:{_scalar(one.text, 6)}\n    {_BASES}:{bases}"


_WRITERS: dict[type, Callable[[Any], str]] = {str: _scalar, Person: _person}
_ROWS: dict[str, Callable[[Any], Iterator[str]]] = {"reporters": _persons, "practices": _practices}
