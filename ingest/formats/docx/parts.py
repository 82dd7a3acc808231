"""Finds the parts of a package that make up a Word document, by their relationships (ECMA-376 part 2)."""

import posixpath

from ingest.formats.docx.names import Element
from ingest.packages.ooxml import OfficePackage


class Parts:
    """The parts of one document by kind."""

    def __init__(self, package: OfficePackage) -> None:
        """Find the main part, by its relationship or else under its usual name."""
        self._package = package
        self._main = package.main("word/document.xml")
        self._related: dict[str, str] = {}
        for relation in package.relations(self._main).values():
            self._related.setdefault(relation.kind, relation.target)

    def main(self) -> Element:
        """The root element of the document; SourceError when the part is missing or broken."""
        return self._package.xml(self._main)

    def part(self, kind: str) -> Element | None:
        """The root element of a part (``styles``, ``numbering``, ``footnotes`` …); None when there is no such part."""
        target = self._related.get(kind, "")
        if target not in self._package:
            target = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        return self._package.xml(target) if target in self._package else None
