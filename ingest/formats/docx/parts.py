"""Which parts of a package make up a Word document (ECMA-376 part 2: relationships)."""

import posixpath
from zipfile import ZipFile

from ingest.formats.docx.names import Element
from ingest.packages.opening import read_xml

_USUAL = "word/document.xml"


class Parts:
    """The parts of one package by what they are for."""

    def __init__(self, package: ZipFile, where: str) -> None:
        """Find the main part; the usual place is tried when nothing says where it is."""
        self._package, self._where = package, where
        self._names = frozenset(package.namelist())
        main = self._targets("").get("officeDocument", "")
        self._main = main if main in self._names else _USUAL
        self._related = self._targets(self._main)

    def main(self) -> Element:
        """The document itself; SourceError when it is missing or broken."""
        return read_xml(self._package, self._main, self._where)

    def part(self, kind: str) -> Element | None:
        """The root of the part of that kind (``styles``, ``numbering``, ``footnotes`` …); None without one."""
        target = self._related.get(kind, "")
        if target not in self._names:
            target = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        return read_xml(self._package, target, self._where) if target in self._names else None

    def _targets(self, source: str) -> dict[str, str]:
        """Kind → name of each part that ``source`` ("" for the package) refers to."""
        folder, file = posixpath.split(source)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self._names:
            return {}
        found: dict[str, str] = {}
        for relation in read_xml(self._package, listing, self._where):
            target = relation.get("Target") or ""
            kind = (relation.get("Type") or "").rpartition("/")[2]
            if relation.get("TargetMode") != "External":
                found.setdefault(kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return found
