"""What people may call the documents of a base, and the places that these are for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ingest.model import Document

_REGION = re.compile(r"([\u4e00-\u9fff]{2,3}?)(?:省|市|县|区|州)")
_PADDING = re.compile(r"管理|工作|实施|有关|关于|试行")
"""Words of a title that people leave out: 陪护管理制度 is the 陪护制度."""
_HOUSE = re.compile(r"^[^关于]{2,}?(?:医院|卫生院)(?!协会)(?=.{4})")
"""The name of a hospital before the title of its document."""
_SHORTEST = 4
"""Characters of a title, or of what is left of it, that names a document."""


class DocumentNames:
    """The names of many documents, worked out once; the tables that come with the program are no documents."""

    def __init__(self, documents: Iterable[Document]) -> None:
        named: dict[str, set[str]] = {}
        places: dict[str, None] = {}
        for document in documents:
            places.update(dict.fromkeys(regions(document)))
            for name in _names(document) if document.doctype != "catalogue" else ():
                named.setdefault(name, set()).add(document.id)
        self.by_name = {name: frozenset(ids) for name, ids in named.items()}
        """Title, short form of it, region or number → ids."""
        self.regions = tuple(places)
        """The places that any document is for, in order."""


def regions(document: Document) -> list[str]:
    """The places that a document is for, by its issuer and the beginning of its title: 长治."""
    return [region for region in _REGION.findall(f"{document.issuer} {_plain(document)}"[:20]) if region not in ("国家", "各")]


def _plain(document: Document) -> str:
    """The title, or that in 《》 within it, without what stands in brackets."""
    title = _written(document)
    inner = re.search(r"《(.+?)》", title)
    return re.sub(r"[（(].*?[）)]", "", inner[1] if inner else title)


def _written(document: Document) -> str:
    return "".join(unicodedata.normalize("NFKC", document.title).split())


def short_title(document: Document) -> str:
    """The title without the name of the hospital and what stands in brackets."""
    return _HOUSE.sub("", _plain(document))


def without_padding(title: str) -> str:
    """A title, or a shorter form of one, without the words that people leave out."""
    return _PADDING.sub("", title)


def _names(document: Document) -> Iterator[str]:
    title, plain, short = _written(document), _plain(document), short_title(document)
    for name in (title, plain, short, without_padding(plain), without_padding(short)):
        if len(name) >= _SHORTEST:
            yield name
    for region in regions(document):
        yield from (region, f"{region}市")
    if document.number:
        yield document.number
