"""Lines of a text as items and groups: nested lists, runs counted alike, attachments apart."""

from __future__ import annotations

from collections.abc import Sequence

from kkbdesk.documents.blocks import Block, Grid, Item, Photos
from kkbdesk.documents.naskah import kata
from kkbdesk.documents.naskah.teks import Bagian, Baris


def hollow(blocks: Sequence[Block]) -> bool:
    """Tell whether an attachment would show nothing but empty tables."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    pictured = any(isinstance(block, Photos) for block in blocks)
    return bool(grids) and not pictured and not any(grid.rows for grid in grids)


def nested(flat: Sequence[tuple[int, str]], depth: int) -> tuple[Item, ...]:
    """Return depths and texts as items, what stands deeper below the item before it."""
    made: list[Item] = []
    place = 0
    while place < len(flat):
        end = place + 1
        while end < len(flat) and flat[end][0] > depth:
            end += 1
        below = nested(flat[place + 1 : end], depth + 1)
        made.append(Item(flat[place][1], below, kata.MARKS[min(depth, 3)]))
        place = end
    return tuple(made)


def sentence(item: Item) -> Item:
    """Return an item that stands by itself: it ends with a full stop, as does its list."""
    (ended,) = kata.listed([item])
    return ended


def grouped(lines: Sequence[Baris]) -> list[tuple[str, list[Baris]]]:
    """Return runs of lines that are counted alike; lines in depth belong to the one above."""
    groups: list[tuple[str, list[Baris]]] = []
    for line in lines:
        if groups and (line.dalam or line.tanda == groups[-1][0]):
            groups[-1][1].append(line)
        else:
            groups.append((line.tanda, [line]))
    return groups


def split(parts: Sequence[Bagian]) -> tuple[list[Bagian], list[list[Bagian]]]:
    """Return the parts of the document itself, and those of each attachment."""
    main: list[Bagian] = []
    attached: list[list[Bagian]] = []
    for part in parts:
        if part.nama == "lampiran":
            attached.append([part])
        elif attached:
            attached[-1].append(part)
        else:
            main.append(part)
    return main, attached


def literal(text: str) -> str:
    """Return a value that is no text with fields: braces in it are its own.

    The mark after them, which is never printed, keeps them from being read as fields.
    """
    return text.replace("{", "{\u2060")
