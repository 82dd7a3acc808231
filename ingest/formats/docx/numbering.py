"""Automatic numbers of lists as Word prints them (ECMA-376 part 1, 17.9)."""

import re
from dataclasses import dataclass, field
from itertools import islice

from ingest.formats.docx.names import Element, attr, child, children, name, number, switch, value
from ingest.formats.docx.styles import Format, Style, Styles
from ingest.numbering.counters import written
from ingest.text.symbols import BULLET

_LEVELS = 9
_LINKS = 8
"""Longest chain of list styles that refer to one another; a longer one is a cycle."""
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    legal: bool = False
    """Whether the numbers of all levels are printed as digits (``w:isLgl``)."""
    restart: int | None = None
    """The level (from 1) after which, and after higher ones, counting starts again; 0 never; None after any higher one."""
    style: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """A list instance (``w:num``): the id of its definition, its levels, and the start values that it overrides."""

    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class _Count:
    """The last number printed on each level of a definition; None before the first."""

    reached: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """The lists of a document, with the numbers that they have reached so far."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Read ``root``, the root element of ``numbering.xml``; None means that there are no automatic numbers."""
        self._styles = styles
        parts = [] if root is None else list(root)
        self._definitions = {attr(el, "abstractNumId"): el for el in parts if name(el) == "w:abstractNum"}
        self._links = {identity: value(el, "w:numStyleLink") for identity, el in self._definitions.items()}
        self._nums = {number(attr(el, "numId")): el for el in parts if name(el) == "w:num"}
        self._defined: dict[str, dict[int, Level]] = {}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[str, _Count] = {}
        self._restarted: set[tuple[int, int]] = set()

    def prefix(self, direct: Format, style: Style) -> str:
        """The number or bullet before the next paragraph with these properties, and the gap after it; "" for none.

        Each call counts one paragraph, so call it once for each, in reading order.
        """
        key = direct.list if direct.list is not None else style.format.list
        found = self._list(key) if key else None
        if key is None or found is None:
            return ""
        place = min(max(self._place(direct, style, found), 0), _LEVELS - 1)
        level = found.levels.get(place)
        if level is None:
            return ""
        self._advance(key, found, place)
        if level.hidden:
            return ""
        if level.form == "bullet":
            return f"{BULLET} " if level.text.strip(" \u200b") else ""
        text = _PLACE.sub(lambda m: self._printed(found, int(m[1]) - 1, level), level.text)
        return text + level.gap if text.strip() else ""

    def _place(self, direct: Format, style: Style, found: _List) -> int:
        """The level (from 0): stated by the paragraph, or else the level linked to its style, or else stated by the style."""
        if direct.level is not None or direct.list is not None:
            return direct.level or 0
        tied = (i for s in style.ids for i, level in found.levels.items() if level.style == s)
        return next(tied, style.format.level or 0)

    def _advance(self, key: int, found: _List, place: int) -> None:
        """Count one paragraph on level ``place``; lower levels start again."""
        reached = self._counts.setdefault(found.definition, _Count()).reached
        for above in range(place):
            if reached[above] is None:
                reached[above] = self._start(found, above)
        if place in found.starts and (key, place) not in self._restarted:
            self._restarted.add((key, place))
            reached[place] = found.starts[place]
        else:
            now = reached[place]
            reached[place] = self._start(found, place) if now is None else now + 1
        for below in range(place + 1, _LEVELS):
            restart = found.levels[below].restart if below in found.levels else None
            if restart is None or place < restart:
                reached[below] = None

    @staticmethod
    def _start(found: _List, place: int) -> int:
        usual = found.levels[place].start if place in found.levels else 1
        return found.starts.get(place, usual)

    def _printed(self, found: _List, place: int, shown: Level) -> str:
        level = found.levels.get(place, Level())
        reached = self._counts[found.definition].reached[place]
        count = self._start(found, place) if reached is None else reached
        return written(count, "decimal" if shown.legal and level.form != "none" else level.form)

    def _list(self, key: int) -> _List | None:
        if key not in self._lists:
            self._lists[key] = self._read(key)
        return self._lists[key]

    def _read(self, key: int) -> _List | None:
        num = self._nums.get(key)
        if num is None:
            return None
        identity = self._definition(value(num, "w:abstractNumId"))
        levels = dict(self._levels(identity))
        starts: dict[int, int] = {}
        for override in islice(children(num, "w:lvlOverride"), _LEVELS):
            place = number(attr(override, "ilvl")) or 0
            changed = child(override, "w:lvl")
            if changed is not None:
                levels[place] = _level(changed)
            start = number(value(override, "w:startOverride"))
            if start is not None:
                starts[place] = start
        return _List(identity, levels, starts)

    def _definition(self, identity: str) -> str:
        """The id of the definition that has the levels; a definition may refer to another one through a list style."""
        for _ in range(_LINKS):
            link = self._links.get(identity, "")
            if not link:
                break
            num = self._nums.get(self._styles.named(link).format.list)
            identity = value(num, "w:abstractNumId")
        return identity

    def _levels(self, identity: str) -> dict[int, Level]:
        if identity not in self._defined:
            element = self._definitions.get(identity)
            levels = [] if element is None else list(children(element, "w:lvl"))
            self._defined[identity] = {number(attr(el, "ilvl")) or 0: _level(el) for el in levels[:_LEVELS]}
        return self._defined[identity]


def _level(element: Element) -> Level:
    form = child(element, "w:numFmt")
    if form is None:
        inside = child(child(element, "mc:AlternateContent"), "mc:Choice")
        form = child(inside, "w:numFmt")
    kind = attr(form, "val") or "decimal"
    restart = number(value(element, "w:lvlRestart"))
    start = number(value(element, "w:start"))
    return Level(
        start=start or 0,
        form=attr(form, "format").partition(",")[0].strip() if kind == "custom" else kind,
        text=value(element, "w:lvlText"),
        gap="" if value(element, "w:suff") == "nothing" else " ",
        legal=bool(switch(element, "w:isLgl")),
        restart=restart,
        style=value(element, "w:pStyle"),
        hidden=bool(switch(child(element, "w:rPr"), "w:vanish")),
    )
