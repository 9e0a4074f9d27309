"""A document as JSON and back, so that what was issued once never changes any more."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from kkbdesk.documents import blocks
from kkbdesk.model.kantor import Kertas

_CLASSES: dict[str, type] = {
    name: each for name, each in vars(blocks).items() if isinstance(each, type)
} | {"Kertas": Kertas}


def bekukan(document: blocks.Document, keep: Callable[[bytes], str]) -> str:
    """Return the document as JSON; pictures are handed to `keep`, which names them."""
    return json.dumps(_plain(document, keep), ensure_ascii=False, separators=(",", ":"))


def cairkan(text: str, get: Callable[[str], bytes]) -> blocks.Document:
    """Return the document of such a JSON, its pictures by their names."""
    made = _made(json.loads(text), get)
    assert isinstance(made, blocks.Document)
    return made


def _plain(value: Any, keep: Callable[[bytes], str]) -> Any:
    """Return a value as JSON knows it; what JSON does not know is an object with its class."""
    if isinstance(value, Enum):
        return {"": type(value).__name__, "n": value.name}
    if is_dataclass(value):
        shown = {
            item.name: _plain(getattr(value, item.name), keep)
            for item in fields(value)
            if getattr(value, item.name) != item.default
        }
        return {"": type(value).__name__, **shown}
    if isinstance(value, tuple):
        return [_plain(item, keep) for item in value]
    if isinstance(value, bytes):
        return {"": "bytes", "b": keep(value)}
    if isinstance(value, Decimal):
        return {"": "Decimal", "d": str(value)}
    if isinstance(value, date):
        return {"": "date", "d": value.isoformat()}
    return value


def _made(value: Any, get: Callable[[str], bytes]) -> Any:
    if isinstance(value, list):
        return tuple(_made(item, get) for item in value)
    if not isinstance(value, dict):
        return value
    name = value.pop("")
    match name:
        case "bytes":
            return get(value["b"])
        case "Decimal":
            return Decimal(value["d"])
        case "date":
            return date.fromisoformat(value["d"])
    kind = _CLASSES[name]
    if issubclass(kind, Enum):
        return kind[value["n"]]
    return kind(**{key: _made(item, get) for key, item in value.items()})
