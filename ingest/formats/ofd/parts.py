"""The parts of an OFD package: found by the locations that other parts give, read once they are asked for."""

import posixpath
from typing import Any
from zipfile import ZipFile

from ingest.errors import SourceError
from ingest.packages.opening import read_part, read_xml

Element = Any
"""An lxml element; lxml is untyped."""


class Parts:
    """A package's members by name; neither letter case nor the kind of slash matters."""

    def __init__(self, package: ZipFile, where: str) -> None:
        self._package = package
        self.where = where
        self._names = {_plain(name): name for name in package.namelist()}

    def __contains__(self, part: str) -> bool:
        """Whether the package holds ``part``."""
        return _plain(part) in self._names

    def size(self, part: str) -> int:
        """Bytes of the part unpacked; 0 when it is missing."""
        name = self._names.get(_plain(part))
        return self._package.getinfo(name).file_size if name else 0

    def xml(self, part: str) -> Element:
        """Root of an XML part; SourceError when it is missing or broken."""
        return read_xml(self._package, self._names.get(_plain(part), part), self.where)

    def data(self, part: str) -> bytes:
        """Bytes of a part; SourceError when it is missing or broken."""
        return read_part(self._package, self._names.get(_plain(part), part), self.where)


def located(location: str, beside: str, where: str = "") -> str:
    """The part at ``location`` as the part ``beside`` names it; SourceError (of ``where``) when that is out of the package."""
    location = location.strip().replace("\\", "/")
    whole = location if location.startswith("/") else posixpath.join(posixpath.dirname(beside), location)
    steps: list[str] = []
    for step in whole.split("/"):
        if step == ".." and not steps:
            raise SourceError(f"文件里的路径 {location[:60]} 指向文件之外", where, "请重新导出或下载后再加入")
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def local(element: Element) -> str:
    """The tag without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *path: str) -> list[Element]:
    """The elements that the path of tags leads to, level by level."""
    found = [] if element is None else [element]
    for tag in path:
        found = [child for parent in found for child in parent if local(child) == tag]
    return found


def text_at(element: Element | None, *path: str) -> str:
    """Text of the first element at the end of ``path``, or ""."""
    return next((written(found).strip() for found in children(element, *path)), "")


def written(element: Element) -> str:
    """All text of an element, comments left out."""
    return str(element.xpath("string()"))
