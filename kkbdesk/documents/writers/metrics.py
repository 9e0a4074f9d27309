"""How much room text takes, near enough for formats whose readers set it themselves."""

from __future__ import annotations

_MM_PER_POINT = 25.4 / 72
_NARROW = frozenset(" .,:;'|!ijlftI()[]/-")
_WIDE = frozenset("mwMW@%—…")


def width(text: str, size: float) -> float:
    """Return about how many millimetres a line of text is wide, rather more than less."""
    parts = (0.3 if c in _NARROW else 0.9 if c in _WIDE else 0.7 if c.isupper() else 0.55
             for c in text)  # fmt: skip
    return sum(parts) * size * _MM_PER_POINT


def line_count(text: str, size: float, room: float) -> int:
    """Return into about how many lines text wraps in that many millimetres."""
    return sum(_wrapped(line, size, room) for line in text.split("\n"))


def _wrapped(line: str, size: float, room: float) -> int:
    if width(line, size) <= room:
        return 1
    lines, used = 1, 0.0
    for word in line.split():
        need = width(f"{word} ", size)
        if used and used + need > room:
            lines, used = lines + 1, 0.0
        used += need
        if used > room:
            whole = int(used / room)
            lines, used = lines + whole, used - whole * room
    return lines


def unbroken(titles: list[tuple[str, float]], size: float, least: float) -> float:
    """Return the size, or the largest smaller one in which no word exceeds its millimetres."""
    while size > least and any(
        width(word, size) > room for title, room in titles for word in title.split()
    ):
        size -= 0.5
    return size
