"""The front matter of a Markdown file: YAML between two lines ``---``, or TOML between two lines ``+++``.

Fields of our own say who issued the document, when, and so on; those of other tools (tags, layout) are noted and left out.
"""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import yaml

from ingest.errors import SourceError
from ingest.finding_kinds import FindingKind, Note
from ingest.heads.ending import date_in
from ingest.heads.labels import FIELD_OF
from ingest.numbering.doctypes import BY_NAME, LEVELS
from ingest.text.signing import ORGAN

FIELDS = ("id", "title", "number", "issuer", "date", "level", "type", "rendition")
_WRITERS = ("author", "作者", "publisher", "organization", "department", "部门", "科室")
"""What other tools, and people, call who wrote a text."""
_ALLOWED = {
    "rendition": ("original", "digest"),
    "level": tuple(filter(None, LEVELS)),
    "type": tuple(BY_NAME),
}
_TODO = "文件头应写成 --- 之间的“字段: 值”，一行一个"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What it says by the name of the field, where the body begins (in characters), and the fields that are not ours."""

    given: dict[str, str] = field(default_factory=dict)
    end: int = 0
    notes: tuple[Note, ...] = ()


def read(text: str, name: str) -> FrontMatter:
    """The front matter of ``text``; empty without one.

    Raises SourceError for front matter that has no end or cannot be parsed, and for a value of a field of our own that
    does not exist, unless other fields show that it was written for another tool.
    """
    fence = next((fence for fence in _LANGUAGES if text.startswith(fence)), None)
    if fence is None:
        return FrontMatter()
    found = re.match(rf"\A{re.escape(fence)}[ \t]*\n(.*?)\n?{re.escape(fence)}[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if not found:
        raise SourceError(f"文件头没有结束的 {fence}", f"{name} 第 1 行", _TODO)
    loaded = _LANGUAGES[fence](found[1], name)
    ours, others = _sorted(loaded)
    wrong = [key for key, allowed in _ALLOWED.items() if ours.get(key, "") not in ("", *allowed)]
    if re.search(r"[#/\s]", ours.get("id", "")):
        wrong.append("id")
    if wrong and not others:
        raise _refusal(wrong[0], ours[wrong[0]], name)
    notes = [*others, *(f"{key}: {ours.pop(key)}" for key in wrong)]
    return FrontMatter(ours, found.end(), tuple(Note(FindingKind.UNKNOWN_FIELD, note) for note in notes))


def _sorted(loaded: dict[object, object]) -> tuple[dict[str, str], list[str]]:
    """(our fields, the others as written): a Chinese label (文号) names one of ours as well."""
    ours: dict[str, str] = {}
    others: list[str] = []
    for key, value in loaded.items():
        name = FIELD_OF.get(str(key)) or _issuer(str(key), value) or str(key)
        if name in FIELDS and isinstance(value, str | int | float | date) and name not in ours:
            ours[name] = str(value).strip()
        elif value not in ("", None):
            others.append(f"{key}: {value}")
    if day := date_in(ours.get("date", "")):
        ours["date"] = day
    return ours, others


def _issuer(key: str, value: object) -> str:
    """The field that names who wrote the text, where that is a department or an organ and no person; else ""."""
    return "issuer" if key.lower() in _WRITERS and isinstance(value, str) and re.search(rf"{ORGAN}$", value.strip()) else ""


def _refusal(key: str, value: str, name: str) -> SourceError:
    if key == "id":
        return SourceError(f"文件头里的 id“{value}”含有空格、# 或 /", name, "请换一个不含这些符号的编号")
    return SourceError(f"文件头里的 {key}“{value}”不认识", name, f"可用：{'、'.join(_ALLOWED[key])}")


def _yaml(written: str, name: str) -> dict[object, object]:
    try:
        loaded = yaml.load(written, Loader=yaml.BaseLoader)
    except yaml.YAMLError as exc:
        mark = getattr(exc, "problem_mark", None)
        raise SourceError("文件头读不懂", f"{name} 第 {mark.line + 2 if mark else 1} 行", _TODO) from exc
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise SourceError("文件头不是“字段: 值”", f"{name} 第 1 行", _TODO)
    return loaded


def _toml(written: str, name: str) -> dict[object, object]:
    try:
        return {key: value for key, value in tomllib.loads(written).items()}
    except tomllib.TOMLDecodeError as exc:
        raise SourceError(f"文件头读不懂（{exc}）", f"{name} 第 1 行", _TODO) from exc


_LANGUAGES: dict[str, Callable[[str, str], dict[object, object]]] = {"---": _yaml, "+++": _toml}
"""The line around front matter, and who reads what it holds."""
