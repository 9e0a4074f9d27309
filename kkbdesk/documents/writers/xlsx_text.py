"""What stands in the rows of a worksheet around its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from kkbdesk.documents.blocks import (
    Align,
    Beside,
    Closing,
    Coded,
    Facing,
    Heading,
    Item,
    KeyValues,
    Labelled,
    Legend,
    Listing,
    Mark,
    Paragraph,
    Photos,
    Title,
    Value,
)
from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.listing import Entry, entries
from kkbdesk.documents.writers.text import explained
from kkbdesk.documents.writers.xlsx_style import Role

Texts = Title | Heading | Paragraph | Legend
Counted = Listing | Labelled | Closing
Lists = KeyValues | Facing | Coded | Counted | Beside | Photos


@dataclass(frozen=True, slots=True)
class Told:
    """A row of text: across all columns, or beside a label."""

    value: Value
    role: Role = Role.TEXT
    align: Align = Align.LEFT
    label: str | None = None
    room: float = 0
    """Millimetres of the label."""


def told(block: Texts | Lists) -> Iterator[Told]:
    """Yield the rows of a block."""
    match block:
        case Title() | Heading() | Paragraph() | Legend():
            yield from _texts(block)
        case Listing() | Labelled() | Closing():
            yield from _counted_lists(block)
        case _:
            yield from _others(block)


def _texts(block: Texts) -> Iterator[Told]:
    match block:
        case Title():
            yield from (Told(line, Role.TITLE, Align.CENTER) for line in block.lines)
        case Heading():
            yield Told(block.text, Role.HEADING)
        case Paragraph():
            yield Told(block.text, Role.SMALL if block.small else Role.TEXT, block.align)
        case Legend():
            yield Told(explained(block), Role.SMALL)
        case _:
            assert_never(block)


def _counted_lists(block: Counted) -> Iterator[Told]:
    match block:
        case Listing():
            yield from map(Told, _counted(block.items, block.mark))
        case Labelled():
            for index, text in enumerate(_counted(block.items, block.mark)):
                label = "" if index else block.label
                yield Told(text, label=label, room=style.DECREE_LABEL)
        case Closing():
            items = tuple(Item(text) for text in block.items)
            yield from map(Told, (block.heading, *_counted(items, Mark.DIGIT)))
        case _:
            assert_never(block)


def _others(block: KeyValues | Facing | Coded | Beside | Photos) -> Iterator[Told]:
    match block:
        case KeyValues():
            for label, value in block.rows:
                yield Told(value, label=label, room=block.label)
        case Facing():
            yield from _others(block.left)
            yield from (Told(line, align=Align.RIGHT) for line in block.right)
        case Coded():
            yield from _others(block.left)
            yield Told(block.code, Role.SMALL)
        case Beside():
            yield from (Told(line, align=Align.RIGHT) for line in block.lines)
        case Photos():
            yield from (Told(photo.caption) for photo in block.photos)
        case _:
            assert_never(block)


def _counted(items: Sequence[Item], mark: Mark) -> Iterator[str]:
    return map(_line, entries(items, mark))


def _line(entry: Entry) -> str:
    return f"{entry.mark} {entry.text}" if entry.mark else entry.text
