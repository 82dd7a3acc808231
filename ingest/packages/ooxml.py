"""Parts of an Office package and how they refer to one another (ECMA-376 part 2), for workbooks and slides."""

import io
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias
from zipfile import ZipFile

from lxml import etree

from ingest.errors import SourceError
from ingest.packages.opening import read_part, read_xml

Element: TypeAlias = etree._Element

MAX_READ = 128 * 1024 * 1024
"""Bytes of XML that are read of one package."""
_MOST_FIGURES = 9
RELATION_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What one part says of another: kind (``worksheet``, ``slide`` …) and name."""

    kind: str
    target: str


class Parts:
    """The parts of one package; names are matched whatever their case, as Office does."""

    def __init__(self, package: ZipFile, where: str) -> None:
        """Know every name in ``package``."""
        self._package, self.where = package, where
        self._left = MAX_READ
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in package.namelist()}

    def main(self, usual: str) -> str:
        """The part that the package is about; ``usual`` when nothing says so."""
        found = (r.target for r in self.relations("").values() if r.kind == "officeDocument")
        return next((target for target in found if target in self), usual)

    def __contains__(self, name: str) -> bool:
        """Whether there is a part of that name."""
        return name.lower() in self._names

    def xml(self, name: str) -> Element:
        """The root of a part; SourceError when it is missing, broken or too large."""
        return read_xml(self._package, self._taken(name), self.where)

    def stream(self, name: str, tags: tuple[str, ...]) -> Iterator[Element]:
        """Elements with one of the local names ``tags``, each dropped after use; SourceError as in ``xml``."""
        data = read_part(self._package, self._taken(name), self.where)
        events = etree.iterparse(
            io.BytesIO(data), tag=[f"{{*}}{tag}" for tag in tags], resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for _, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except etree.XMLSyntaxError as exc:
            raise SourceError(f"文件里的 {name} 已损坏", self.where, "请重新导出或复制后再加入") from exc

    def relations(self, source: str) -> dict[str, Relation]:
        """Relations of ``source`` ("" for the package) by id, those to outside left out; none when it has no list."""
        folder, file = posixpath.split(source)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self:
            return {}
        found: dict[str, Relation] = {}
        for element in self.xml(listing):
            target = (element.get("Target") or "").replace("\\", "/")
            if target and element.get("TargetMode") != "External":
                name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                found[element.get("Id") or ""] = Relation((element.get("Type") or "").rpartition("/")[2], name)
        return found

    def _taken(self, name: str) -> str:
        """The name as the package writes it; SourceError when the package has been read for too long."""
        written = self._names.get(name.lower(), name)
        self._left -= self._package.getinfo(written).file_size if written in self._package.NameToInfo else 0
        if self._left < 0:
            raise SourceError(f"文件展开后超过 {MAX_READ // 1_048_576} MB", self.where, "请拆分后分别加入")
        return written


def local(element: Element) -> str:
    """The element's name without its namespace; "" for a comment."""
    tag = element.tag
    return tag[tag.find("}") + 1 :] if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that local name."""
    return None if element is None else next((el for el in element if local(el) == name), None)


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number from 0 up; ``otherwise`` when ``text`` is none or has more than nine figures."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= _MOST_FIGURES else otherwise


def relation_id(element: Element) -> str:
    """The id of the relation that ``element`` goes by."""
    return next((element.get(key) or "" for key in RELATION_ID if element.get(key)), "")
