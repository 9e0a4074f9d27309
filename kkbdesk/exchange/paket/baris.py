"""JSON as packages hold it: one way to write it, everything doubtful refused when read."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from kkbdesk.exchange.paket import batas
from kkbdesk.model.wire import Plain

_ZERO = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def tulis(plain: Plain) -> bytes:
    """Return one line without its end: keys sorted, no blanks, UTF-8; raises ValueError."""
    text = json.dumps(
        plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode("utf-8")


def baca(line: bytes, most: int = batas.BARIS) -> Plain:
    """Return the object of a line; raises ValueError for anything else, however it is made."""
    if len(line) > most:
        raise ValueError("line too long")
    try:
        found = json.loads(
            line.decode("utf-8"),
            object_pairs_hook=_pairs,
            parse_constant=_constant,
            parse_float=_float,
        )
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(found, dict):
        raise ValueError("no object")
    if line.count(b"[") + line.count(b"{") > batas.DALAM and _depth(found) > batas.DALAM:
        raise ValueError("too deep")
    if b"\\u" in line:
        _refuse_unstorable(found, line)
    return found


def _pairs(pairs: list[tuple[str, Any]]) -> Plain:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("key twice")
    return found


def _constant(text: str) -> float:
    raise ValueError(text)


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _depth(value: object) -> int:
    """Return how many levels of brackets a value has; at most one more than allowed."""
    level, deep = [value], 0
    while deep <= batas.DALAM:
        level = [item for item in level if isinstance(item, dict | list)]
        if not level:
            return deep
        deep += 1
        level = [inner for item in level for inner in _inner(item)]
    return deep


def _inner(item: object) -> list[object]:
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else []


def _refuse_unstorable(found: Plain, line: bytes) -> None:
    """Raise ValueError for half surrogates and zeros, which escapes can smuggle into texts."""
    json.dumps(found, ensure_ascii=False).encode("utf-8")
    if _ZERO.search(line):
        raise ValueError("zero")
