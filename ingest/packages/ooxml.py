"""Parts of an Office package (DOCX, XLSX, PPTX) and the relationships between them (ECMA-376 part 2)."""

import posixpath
from dataclasses import dataclass
from typing import ClassVar

from ingest.packages.package import Element, Package

__all__ = ["Element", "OfficePackage", "Relation", "child", "local", "relation_id", "whole"]

_MOST_DIGITS = 9
"""Digits of a number that is read; no true value in a file is longer."""
RELATION_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship from one part to another: its kind (``worksheet``, ``slide`` …), and the name of the other part."""

    kind: str
    target: str


class OfficePackage(Package):
    """A package whose parts are connected by relationships."""

    MAX_XML: ClassVar[int] = 128 * 1024 * 1024

    def main(self, usual: str) -> str:
        """Name of the main part, by its relationship to the package; ``usual`` when there is none."""
        found = (r.target for r in self.relations("").values() if r.kind == "officeDocument")
        return next((target for target in found if target in self), usual)

    def relations(self, source: str) -> dict[str, Relation]:
        """Id → relationship of the part ``source`` ("" for the package itself), without those to files outside.

        Empty when the part has no list of relationships; SourceError when the list is broken.
        """
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
    """The first child with the local name ``name``; None when there is none, or no element."""
    return None if element is None else next((el for el in element if local(el) == name), None)


def whole(text: str | None, otherwise: int = 0) -> int:
    """``text`` as an integer from 0 up; ``otherwise`` when it is none, or has more than nine digits."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else otherwise


def relation_id(element: Element) -> str:
    """The relationship id in the attribute ``r:id`` of ``element``; "" when it has none."""
    return next((element.get(key) or "" for key in RELATION_ID if element.get(key)), "")
