"""Text as it is kept: composed, printable, without stray blanks."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def clean_line(text: str) -> str:
    """Return one line: controls and direction marks dropped, runs of blanks made one."""
    return " ".join(clean_text(text).split())


def clean_text(text: str) -> str:
    """Return text whose lines stay lines; nothing in it that cannot be stored or printed.

    Half surrogates, which no encoding can hold, become a replacement mark.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    kept = (char for char in text if unicodedata.category(char) != "Cc" or char in "\n\t")
    return "".join(kept).strip()
