"""The editor that fits a described field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from PySide6.QtWidgets import (
    QWidget,
)

from kkbdesk.model.fields import Choice, Described, Record
from kkbdesk.model.ids import Kind
from ui.kit.choices import ChoiceField, ManyField, PickField, Source
from ui.kit.fields import (
    CoordinateField,
    DateField,
    LinesField,
    LongField,
    MoneyField,
    NumberField,
    TextField,
    TextsField,
)


class Sources(Protocol):
    """Gives pickers and lists what they offer."""

    def items(self, daftar: str) -> Sequence[tuple[str, str, str]]:
        """Return key, label and section of each item of a reference list."""
        ...

    def source(self, item: Described) -> Source:
        """Return where a reference field finds what a text may mean."""
        ...

    def barred(self, kind: Kind, record: Record | None = None) -> str:
        """Return why a record, or any of a kind, may not be changed now; empty when it may."""
        ...


_YES_NO = (("ya", "Ya"), ("tidak", "Tidak"))
_BOOL: dict[str, bool | None] = {"": None, "ya": True, "tidak": False}


def editor(item: Described, sources: Sources) -> QWidget:
    """Return the editor that fits a described field; it is a FieldEditor."""
    made = _of_list(item, sources) or _of_type(item, sources)
    made.setAccessibleName(item.field.label)
    made.setAccessibleDescription(item.field.help)
    made.setToolTip(item.field.help)
    return made


def _of_list(item: Described, sources: Sources) -> QWidget | None:
    if item.field.ref is not None:
        return PickField(sources.source(item), optional=item.optional)
    if item.field.daftar:
        items = sources.items(item.field.daftar)
        if item.type is tuple:
            return ManyField(items)
        return ChoiceField([("", "—"), *((key, label) for key, label, _ in items)], str)
    return None


def _of_type(item: Described, _sources: Sources) -> QWidget:
    blank = [("", "—")] if item.optional else []
    if item.type is bool:
        return ChoiceField([*blank, *_YES_NO], _BOOL.__getitem__)
    if issubclass(item.type, Choice):
        words = item.type
        options = [(str(word), word.label) for word in words]
        return ChoiceField([*blank, *options], lambda key: words(key) if key else None)
    if item.field.koordinat:
        return CoordinateField(optional=item.optional, places=item.field.places)
    if item.field.rupiah:
        return MoneyField(optional=item.optional)
    if issubclass(item.type, int | Decimal):
        return NumberField(
            optional=item.optional,
            whole=issubclass(item.type, int),
            places=item.field.places,
            plain=item.field.tahun,
        )
    if issubclass(item.type, date):
        return DateField(optional=item.optional)
    if item.type is tuple:
        return LinesField() if item.field.long else TextsField()
    return LongField() if item.field.long else TextField()
