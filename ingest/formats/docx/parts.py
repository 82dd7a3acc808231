"""Finds the parts of a package that make up a Word document, by their relationships (ECMA-376 part 2)."""

import posixpath

from ingest.formats.docx.names import Element
from ingest.packages.ooxml import OfficePackage


class Parts:
    """The parts of one document by kind."""

    def __init__(self, package: OfficePackage, depth: int = 0) -> None:
        """Find the main part, by its relationship or else under its usual name; ``depth``: documents around this one."""
        self._package, self.depth = package, depth
        self._main = package.main("word/document.xml")
        self._related: dict[str, str] = {}
        self._relations = package.relations(self._main)
        for relation in self._relations.values():
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

    def related(self, identity: str) -> str:
        """Name of the part to which the document refers by a relationship id; "" when there is none in the package."""
        relation = self._relations.get(identity)
        return relation.target if relation and relation.target in self._package else ""

    def every(self, kind: str) -> list[str]:
        """Names of all parts of a kind (``header``, ``footer``) to which the document refers."""
        return [r.target for r in self._relations.values() if r.kind == kind and r.target in self._package]

    def data(self, name: str) -> bytes:
        """The content of a part; SourceError when it is missing or broken."""
        return self._package.data(name)

    def xml(self, name: str) -> Element:
        """The root element of a part; SourceError when it is missing or broken."""
        return self._package.xml(name)
