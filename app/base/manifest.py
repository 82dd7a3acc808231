"""What a snapshot is made of, written into its ``manifest.json``."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

FORMAT = 5
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
    who: str = ""
    """Who published it; "" in those made before this was kept."""
    action: str = ""
    """What was done, a word of ``app.people.audit``; "" as above."""
    own: dict[str, str] = field(default_factory=dict)
    """Name of a table of the hospital's own → sha256 of what it was; empty as above."""
    audit: str = ""
    """The last line of the audit log when it was published (``app.people.chain.Anchor``); "" as above."""
    seal: str = ""
    """sha256 over all the rest; "" in those made before it was kept."""

    def sealed(self) -> "Manifest":
        """The same with its seal."""
        plain = asdict(self)
        del plain["seal"]
        return replace(self, seal=_seal(plain))

    def text(self) -> str:
        """As it is written."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


_KNOWN = frozenset(one.name for one in fields(Manifest))


def read(folder: Path) -> Manifest:
    """The manifest of the snapshot in ``folder``.

    OtherFormat, or OSError or ValueError when it cannot be read or is not of the shape that it should have.
    """
    data = _json(folder)
    if data["format"] != FORMAT:
        raise OtherFormat(data["format"])
    return Manifest(
        FORMAT,
        _text(data.get("created")),
        _text(data.get("version")),
        _model(data.get("model")),
        _counts(data.get("counts")),
        _sources(data),
        {name: _file(one) for name, one in _object(data.get("files")).items()},
        _text(data.get("who", "")),
        _text(data.get("action", "")),
        {name: _text(sha256) for name, sha256 in _object(data.get("own", {})).items()},
        _text(data.get("audit", "")),
        _text(data.get("seal", "")),
    )


def sources(folder: Path) -> tuple[int, list[Source]]:
    """Format and sources of a snapshot of any format; errors as in ``read``, without OtherFormat."""
    data = _json(folder)
    return data["format"], _sources(data)


def _json(folder: Path) -> dict[str, Any]:
    """The manifest with its format, which is a number; the rest is unchecked."""
    try:
        data = _object(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except RecursionError as exc:
        raise ValueError(MANIFEST) from exc
    if not _as_written(data, _number(data.get("format"))):
        raise ValueError(MANIFEST)
    return data


def _as_written(data: dict[str, Any], found: int) -> bool:
    """Whether nothing in a manifest was changed since it was sealed, as far as this program can tell."""
    plain = {name: value for name, value in data.items() if name != "seal"}
    seal = data.get("seal")
    if found != FORMAT:  # another program may seal otherwise; only a changed number of the format can be told
        return seal is None or seal != _seal(plain | {"format": FORMAT})
    return not plain.keys() - _KNOWN and seal in (None, _seal(plain))


def _seal(plain: dict[str, Any]) -> str:
    """Over a manifest without its seal."""
    text = json.dumps(plain, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _sources(data: dict[str, Any]) -> list[Source]:
    written = data.get("sources")
    if not isinstance(written, list):
        raise ValueError(MANIFEST)
    return [_source(_object(one)) for one in written]


def _source(written: dict[str, Any]) -> Source:
    document, rendition, file, sha256 = (_text(written.get(name)) for name in ("document", "rendition", "file", "sha256"))
    return Source(document, rendition, file, sha256, _text(written.get("doctype", "")))


def _model(written: object) -> dict[str, str]:
    model = {name: _text(value) for name, value in _object(written).items()}
    level = [float(part) for part in model.get("level", "").split()]
    if not {"name", "sha256"} <= model.keys() or len(level) not in (0, 2):
        raise ValueError(MANIFEST)
    return model


def _counts(written: object) -> dict[str, int]:
    counts = {name: _number(count) for name, count in _object(written).items()}
    if not {"documents", "clauses"} <= counts.keys():
        raise ValueError(MANIFEST)
    return counts


def _file(written: object) -> dict[str, Any]:
    one = _object(written)
    return one | {"bytes": _number(one.get("bytes")), "sha256": _text(one.get("sha256"))}


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(MANIFEST)
    return value


def _text(value: object) -> str:
    """A string that can be written; UnicodeEncodeError, which is a ValueError, when it holds lone surrogates."""
    if not isinstance(value, str):
        raise ValueError(MANIFEST)
    value.encode("utf-8")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(MANIFEST)
    return value


def program() -> str:
    """The installed version of duibiao; "0" when it is not installed as a package."""
    try:
        return version("duibiao")
    except PackageNotFoundError:
        return "0"
