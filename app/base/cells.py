"""Values of the domain as a store keeps them: JSON in a cell."""

import json
from operator import attrgetter
from typing import Any, TypeVar

from ingest.finding_kinds import FindingKind
from ingest.model import Finding, Place

T = TypeVar("T")


def bound(identity: str) -> str | bytes:
    """An id as SQLite takes it: as bytes, which equal no text, where it is not UTF-8 (lone surrogates)."""
    try:
        identity.encode("utf-8")
    except UnicodeEncodeError:
        return identity.encode("utf-8", "surrogatepass")
    return identity


def dump(value: Any) -> str:  # noqa: ANN401 - any of the frozen dataclasses
    """A value as it is written."""
    plain = {name: getattr(value, name) for name in value.__slots__}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=attrgetter(*Place.__slots__))


def finding(body: str) -> Finding:
    """A finding as it was written, also by an earlier version."""
    plain = json.loads(body)
    return Finding(**plain | {"code": FindingKind.stored(plain["code"])})


def load(cls: type[T], body: str) -> T:
    """A value of the class as ``dump`` wrote it."""
    data = json.loads(body)
    for name, value in data.items():
        if name == "places":
            data[name] = tuple(Place(tuple(span), page, box and tuple(box)) for span, page, box in value)
        elif isinstance(value, list):
            data[name] = tuple(value)
    return cls(**data)
