"""Parts of an Office package and how they refer to one another (ECMA-376 part 2), for documents, workbooks and slides."""

import posixpath
from dataclasses import dataclass
from typing import ClassVar

from ingest.packages.package import Element, Package

__all__ = ["Element", "OfficePackage", "Relation", "child", "local", "relation_id", "whole"]

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


class OfficePackage(Package):
    """A package whose parts say how they belong together."""

    MAX_XML: ClassVar[int] = 128 * 1024 * 1024

    def main(self, usual: str) -> str:
        """The part that the package is about; ``usual`` when nothing says so."""
        found = (r.target for r in self.relations("").values() if r.kind == "officeDocument")
        return next((target for target in found if target in self), usual)

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
