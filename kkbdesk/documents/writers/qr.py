"""A text as the squares of a QR code."""

from __future__ import annotations

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

QUIET = 4
"""Squares that stay free around a code."""


def squares(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return row by row which squares are dark; a seventh of them may be lost."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)
