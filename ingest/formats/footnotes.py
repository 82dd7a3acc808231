"""Footnotes of Markdown ([^1] and [^1]: …) → their marks in the text, and the notes behind what refers to them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block
from ingest.text.scripts import raised

DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\n]{1,40})\]:\s*", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^([^\]\n]{1,40})\](?!:)")


def placed(blocks: Sequence[Block]) -> list[Block]:
    """``blocks`` with each footnote as a paragraph 注1：… behind the paragraph or the table that refers to it first."""
    notes = {found[1]: block for block in blocks if (found := DEFINITION.match(block.text)) and not block.cells}
    named = (key for block in blocks for key in _REFERENCE.findall(block.text) if key in notes)
    numbers = {key: at for at, key in enumerate(dict.fromkeys(named), 1)}
    out: list[Block] = []
    due: dict[str, None] = {}
    for block, after in zip(blocks, [*blocks, None][1:], strict=True):
        found = DEFINITION.match(block.text)
        if found and found[1] in numbers:
            continue
        out.append(_marked(block, numbers))
        due |= {key: None for key in _REFERENCE.findall(block.text) if key in numbers}
        if not block.table or after is None or after.table != block.table:
            out += [_note(notes.pop(key), numbers[key], len(numbers), block) for key in due if key in notes]
            due = {}
    return out


def _marked(block: Block, numbers: dict[str, int]) -> Block:
    """The block with the number of each footnote in place of its reference."""

    def mark(text: str) -> str:
        return _REFERENCE.sub(lambda found: raised(str(numbers[found[1]])) if found[1] in numbers else found[0], text)

    return replace(block, text=mark(block.text), cells=tuple(map(mark, block.cells)))


def _note(block: Block, number: int, count: int, above: Block) -> Block:
    label = f"注{number}" if count > 1 else "注"
    return replace(block, text=f"{label}：{DEFINITION.sub('', block.text, count=1)}", list=above.list)
