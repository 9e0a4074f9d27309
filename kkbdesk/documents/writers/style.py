"""Sizes that all writers share, so that a document looks the same whatever it is written as."""

from __future__ import annotations

from kkbdesk.documents.blocks import Kop, Page

FONT = "Arial"
"""As word processors and spreadsheets know it; the PDF embeds its metric twin."""

TITLE = 12.0
HEADING = 11.0
BODY = 10.0
SMALL = 8.0
LEADING = 1.2

NUMBER_TOP = 15.0
"""Millimetres from the upper edge to the page number."""
MARK = 12.0
MARK_TOP = 11.0
"""Millimetres from the upper edge to the foot of the mark in the corner."""
SIGNER_WIDTH = 75.0
SIGNING_GAP = 20.0
"""Millimetres left free for signature and stamp."""
LABEL_WIDTH = 48.0
"""Millimetres of the labels of key-values."""

HEAD_SHADE = "E7E6E6"
GROUP_SHADE = "F4F4F4"

# Of the parts of a letterhead: who is above, the office, its address; the name may shrink.
_UPRIGHT, _LYING, _LEAST = (13.0, 16.0, 9.0), (11.0, 14.0, 8.0), 11.0
# Mean width of a bold capital of the font, in parts of its size.
_CAPITAL = 0.72


def kop_sizes(kop: Kop, page: Page) -> tuple[float, float, float]:
    """Return the sizes of the parts of a letterhead; a long name shrinks before it wraps."""
    above, name, address = _LYING if page.landscape else _UPRIGHT
    fitting = page.body * 72 / 25.4 / (_CAPITAL * max(len(kop.nama), 1))
    name = max(min(name, int(fitting * 2) / 2), _LEAST)
    return min(above, name), name, address


def page_number(number: str) -> str:
    """Return the number of a page as it stands above the text."""
    return f"- {number} -"
