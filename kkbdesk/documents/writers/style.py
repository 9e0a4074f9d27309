"""Sizes that all writers share, so that a document looks the same whatever it is written as."""

from __future__ import annotations

from textwrap import wrap

from kkbdesk.documents.blocks import Kop, KopPejabat, Letters, Page

FONT = "Arial"
"""As spreadsheets know it."""

TITLE = 12.0
HEADING = 11.0
BODY = 10.0
SMALL = 8.0
"""Of a document whose letters are those of BODY; the others grow and shrink with them."""
LEADING = 1.2
LABEL_LEADING = 1.32
"""Of labels and what belongs to them, at least."""

NUMBER_TOP = 15.0
"""Millimetres from the upper edge to the page number."""
MARK = 12.0
MARK_TOP = 11.0
"""Millimetres from the upper edge to the foot of the mark in the corner."""
SIGNER_WIDTH = 75.0
SIGNING_GAP = 20.0
"""Millimetres left free for signature and stamp."""
BEHALF = 9.0
"""Millimetres from a.n. to the office that it stands before, and to the offices below it."""
BOX = (60.0, 25.0)
"""Millimetres of the place of an electronic signature."""
BOX_GAP = 2.0
"""Millimetres above and below it."""
CODE = 45.0
"""Millimetres of each side of a QR code, with what stays free around it."""
COLON = 4.0
"""Millimetres from a colon to what follows it."""
DECREE_LABEL = 35.0
"""Millimetres of the labels of a decree."""
BESIDE = 85.0
"""Millimetres of what stands at the upper right, where half the page is not less."""
EMBLEM_COLUMN, EMBLEM = 25.0, 22.0
"""Millimetres: the place at the left of a letterhead, and its height."""
STATE_EMBLEM = 20.0
"""Millimetres of the height of the emblem above the name of an office."""
PHOTO, PHOTO_HEIGHT, PHOTO_GAP = 80.0, 100.0, 5.0
"""Millimetres: the width of a photo, its height at most, and between two."""
TOGETHER = 8
"""So many lines of copies at most stay on one page."""
BLOCK_GAP, ITEM_GAP = 2.0, 0.7
"""Millimetres below lists and labelled blocks, and between their items."""

HEAD_SHADE = "E7E6E6"
GROUP_SHADE = "F4F4F4"

# Of the parts of a letterhead: who is above, the office, its address; the name may shrink.
_UPRIGHT, _LYING = (14.0, 16.0, 10.0), (11.0, 14.0, 8.0)
# Mean width of a bold capital of the font, in parts of its size.
_CAPITAL = 0.72


def title(letters: Letters, *, compact: bool = False) -> float:
    """Return the size of titles."""
    return letters.size if compact else letters.size + TITLE - BODY


def heading(letters: Letters) -> float:
    """Return the size of headings."""
    return letters.size + HEADING - BODY


def small(letters: Letters) -> float:
    """Return the size of sources and remarks."""
    return letters.size + SMALL - BODY


def beside(page: Page) -> float:
    """Return the width of what stands at the upper right."""
    return min(page.body / 2, BESIDE)


def photo(page: Page) -> float:
    """Return the width of each of two photos in a row."""
    return min(PHOTO, (page.body - PHOTO_GAP) / 2)


def kop_lines(kop: Kop, page: Page) -> list[tuple[str, float, bool]]:
    """Return the lines of a letterhead: text, size, whether bold.

    A long name shrinks to the size of what is above it, then wraps into lines of like length.
    """
    above, name, address = _LYING if page.landscape else _UPRIGHT
    room = (page.body - (EMBLEM_COLUMN if kop.gambar else 0)) * 72 / 25.4 / _CAPITAL
    name = max(min(name, int(room / max(len(kop.nama), 1) * 2) / 2), above)
    lines = [(line, above, False) for line in kop.atas]
    lines.append((_balanced(kop.nama, int(room / name)), name, True))
    return [*lines, *((line, address, False) for line in kop.alamat)]


def _balanced(text: str, most: int) -> str:
    """Return text in as few lines of so many characters as it takes, all about as long."""
    fewest = _lines(text, most)
    widths = range(max(len(text) // max(len(fewest), 1), 1), most)
    tried = (_lines(text, width) for width in widths)
    return "\n".join(next((lines for lines in tried if len(lines) <= len(fewest)), fewest))


def _lines(text: str, width: int) -> list[str]:
    return wrap(text, max(width, 1), break_long_words=False, break_on_hyphens=False)


def official_lines(kop: KopPejabat, letters: Letters) -> list[tuple[str, float, bool]]:
    """Return the lines of the letterhead of an official: text, size, whether bold."""
    return [(line, letters.size + TITLE - BODY, False) for line in kop.lines]


def page_number(number: str) -> str:
    """Return the number of a page as it stands above the text."""
    return f"- {number} -"
