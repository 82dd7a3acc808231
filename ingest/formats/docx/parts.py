"""Which parts of a package make up a Word document (ECMA-376 part 2: relationships)."""

import posixpath

from ingest.formats.docx.names import Element
from ingest.packages.ooxml import OfficePackage


class Parts:
    """The parts of one document by what they are for."""

    def __init__(self, package: OfficePackage) -> None:
        """Find the main part; the usual place is tried when nothing says where it is."""
        self._package = package
        self._main = package.main("word/document.xml")
        self._related: dict[str, str] = {}
        for relation in package.relations(self._main).values():
            self._related.setdefault(relation.kind, relation.target)

    def main(self) -> Element:
        """The document itself; SourceError when it is missing or broken."""
        return self._package.xml(self._main)

    def part(self, kind: str) -> Element | None:
        """The root of the part of that kind (``styles``, ``numbering``, ``footnotes`` …); None without one."""
        target = self._related.get(kind, "")
        if target not in self._package:
            target = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        return self._package.xml(target) if target in self._package else None
