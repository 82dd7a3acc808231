"""Walks through the elements of a page in order, without those that are left out."""

from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement


class Walk:
    """An iterator over the start, text and end of ``root`` and every element in it; elements in ``gone`` are left out."""

    def __init__(self, root: HtmlElement, gone: set[HtmlElement]) -> None:
        """Begin at ``root``."""
        self._root, self._gone, self._skipped = root, gone, False

    def skip(self) -> None:
        """Leave out the content and the end of the element that has just started."""
        self._skipped = True

    def __iter__(self) -> Iterator[tuple[str, HtmlElement, str]]:
        """("start" or "end", element, "") and ("text", the element that contains or precedes the text, text)."""
        walker = etree.iterwalk(self._root, events=("start", "end"))
        left_out: HtmlElement | None = None
        for event, element in walker:
            if event == "start":
                if element not in self._gone:
                    yield event, element, ""
                if self._skipped or element in self._gone:
                    walker.skip_subtree()
                    self._skipped, left_out = False, element
                elif element.text:
                    yield "text", element, element.text
                continue
            if element is not left_out:
                yield event, element, ""
            if element.tail and element is not self._root:
                yield "text", element, element.tail
