"""What a snapshot is made of, written into its ``manifest.json``."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

FORMAT = 3
FIRST_WITH_FILES = 3
"""The first format whose bases keep the files that their documents were read from."""
MANIFEST = "manifest.json"


class OtherFormat(ValueError):
    """A manifest of another format than this program's."""

    def __init__(self, found: int) -> None:
        """``found`` is the format that the manifest names."""
        self.found = found
        super().__init__(found)


@dataclass(frozen=True, slots=True)
class Source:
    """The file that one rendition of a document was read from."""

    document: str
    rendition: str
    file: str
    """Its name."""
    sha256: str
    doctype: str = ""
    """The document type that a person forced on it; "" where it was recognised."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is made of; written last."""

    format: int
    created: str
    version: str
    model: dict[str, str]
    """Name, sha256 and dimension of the semantic model; ``level``: its calibration, unless shipped; thesaurus, cutter."""
    counts: dict[str, int]
    sources: list[Source]
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def text(self) -> str:
        """As it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read(folder: Path) -> Manifest:
    """The manifest of the snapshot in ``folder``.

    OtherFormat, or OSError, ValueError, KeyError, TypeError when it cannot be read.
    """
    data = _json(folder)
    if data["format"] != FORMAT:
        raise OtherFormat(data["format"])
    return Manifest(**data | {"sources": [_source(one) for one in data["sources"]]})


def sources(folder: Path) -> tuple[int, list[Source]]:
    """Format and sources of a snapshot of any format; errors as in ``read``, without OtherFormat."""
    data = _json(folder)
    return int(data["format"]), [_source(one) for one in data["sources"]]


def _json(folder: Path) -> dict[str, Any]:
    data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise TypeError(MANIFEST)
    return data


def _source(written: dict[str, str]) -> Source:
    known = {f.name for f in fields(Source)}
    return Source(**{name: value for name, value in written.items() if name in known})
