"""A record as a form: leaving a field saves it, what cannot be saved stays as a kept draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import (
    QWidget,
)

from kkbdesk.errors import StorageFault, UserError
from kkbdesk.model.fields import Described, Record, Value
from kkbdesk.model.problem import Problem, RuleViolation, Severity
from ui.kit.clash import Clash, being_typed, shown
from ui.kit.editors import Sources
from ui.kit.form_fields import Fields

_UNSAVED = "Belum tersimpan."
_BEFORE = ".sebelum"
"""After a field's name in a draft: what it showed before one typed."""
_CHANGED = "\0"
"""Stands for a value that is no longer known, and is no value of any record."""
Save = Callable[[Mapping[str, Any]], Record]


class Drafts(Protocol):
    """Keeps what cannot be saved yet of one record."""

    def get(self) -> dict[str, str]:
        """Return what is kept, field by field."""
        ...

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep this; nothing forgets the draft."""
        ...


class Form(Fields):
    """Labels and editors of some fields of one record, saved one by one."""

    def __init__(
        self,
        record_type: type[Record],
        names: Sequence[str | Described],
        sources: Sources,
        warn: Callable[[str], None],
        editors: Mapping[str, QWidget] | None = None,
    ) -> None:
        """Make the form; what is described here, not by the record, needs an editor of its own."""
        super().__init__(record_type, names, sources, editors or {})
        self._warn = warn
        self._bar = partial(sources.barred, record_type.KIND)
        self._record: Record | None = None
        self._save: Save = _nowhere
        self._drafts: Drafts | None = None
        self._kept: dict[str, str] = {}
        """What the draft of this record held when it was last read."""
        self._problems: tuple[Problem, ...] = ()
        self._wrong: dict[str, str] = {}
        """Why what was typed into a field is not saved."""
        self._seen: dict[str, Value] = {}
        """What each field last showed of the record; what one types is meant to replace that."""
        self._seen_raw: dict[str, str] = {}
        """The same as the editor shows it; kept with a draft, which may outlive the program."""
        self._clashes: dict[str, Clash] = {}
        self._loading = False

    def record(self) -> Record | None:
        """Return the record that is shown, None for a new one."""
        return self._record

    def show_record(
        self,
        record: Record | None,
        save: Save,
        drafts: Drafts,
        problems: Iterable[Problem] = (),
        proposal: Mapping[str, Value] | None = None,
    ) -> None:
        """Show a record, or an empty form for a new one with some values proposed."""
        self._record, self._save, self._drafts = record, save, drafts
        self._problems, self._wrong = tuple(problems), {}
        self._permit()
        kept = self._kept = drafts.get()
        self._loading = True
        for item in self._fields:
            value = (
                getattr(record, item.name)
                if record
                else (proposal or {}).get(item.name, item.default)
            )
            self._show(item, value)
            if item.name in kept:
                if kept.get(item.name + _BEFORE) not in (None, self._seen_raw[item.name]):
                    self._seen[item.name] = _CHANGED
                self.field(item.name).set_raw(kept[item.name])
                if record is None:
                    self._judge(item.name)
        self._loading = False
        self._mark()
        for item in self._fields:
            if item.name in kept and record is not None and not self._barred.text():
                self._try_one(item)

    def _judge(self, name: str) -> None:
        """Remember what is wrong with a field of a new record, without trying to save it."""
        try:
            self.field(name).value()
        except ValueError as error:
            self._wrong[name] = str(error)

    def refresh(self, record: Record, problems: Iterable[Problem] = ()) -> None:
        """Show what changed elsewhere; a field being typed in, or kept as a draft, is left.

        Where somebody else changed what was typed over, one is asked whose value is to stay.
        """
        self._record, self._problems = record, tuple(problems)
        self._permit()
        kept = self._kept = self._drafts.get() if self._drafts else {}
        self._loading = True
        for item in self._fields:
            if item.name not in kept and not being_typed(self._editors[item.name]):
                self._take(item)
        self._loading = False
        self._mark()
        for item in self._fields:
            waits = self._wrong.get(item.name) == _UNSAVED
            if item.name in kept and (waits or self._is_stale(item)):
                self._try_one(item)

    def _permit(self) -> None:
        """Let nothing be changed that is not for this person to change, and say why."""
        why = self._bar(self._record)
        self._barred.setText(why)
        self._barred.setVisible(bool(why))
        self._body.setEnabled(not why)

    def _left(self, item: Described) -> None:
        if self._loading:
            return
        if self._record is None:
            self._try_new()
        else:
            self._try_one(item)

    def _try_one(self, item: Described) -> None:
        """Save one field of an existing record, or keep it as a draft and say why."""
        record = self._record
        assert record is not None
        try:
            value = self.field(item.name).value()
        except ValueError as error:
            self._keep(item, str(error))
            return
        if value == getattr(record, item.name):
            self._seen[item.name] = value
            self._forget(item)
            return
        if self._is_stale(item):
            self._ask_whose(item)
            return
        try:
            self._record = self._save({item.name: value})
        except RuleViolation as error:
            mine = [found.text for found in error.problems if found.field in (item.name, "")]
            others = [found.text for found in error.problems if found.field not in (item.name, "")]
            self._keep(item, " ".join(mine or others))
        except UserError as error:
            self._warn(str(error))
            self._keep(item, _UNSAVED)
        else:
            self._forget(item)
            self._take(item)

    def _is_stale(self, item: Described) -> bool:
        """Tell whether somebody else changed a field since it was shown here."""
        stale: bool = getattr(self._record, item.name) != self._seen[item.name]
        return stale

    def _take(self, item: Described) -> None:
        """Show a field as it is stored."""
        self._show(item, getattr(self._record, item.name))

    def _show(self, item: Described, value: Value) -> None:
        made = self.field(item.name)
        made.set_value(value)
        self._seen[item.name], self._seen_raw[item.name] = value, made.raw()

    def _ask_whose(self, item: Described) -> None:
        """Keep what was typed, say what somebody else wrote meanwhile, and ask whose it is to be.

        The editor itself tells how both are read, names of agencies and dates included.
        """
        made, typed = self._editors[item.name], self.field(item.name).raw()
        mine, before = shown(made), (self._seen[item.name], self._seen_raw[item.name])
        self._take(item)
        theirs = shown(made)
        self._seen[item.name], self._seen_raw[item.name] = before
        self.field(item.name).set_raw(typed)
        self._wrong[item.name] = (
            f"Sementara itu orang lain mengubahnya menjadi {theirs}. {mine} belum disimpan."
        )
        self._mark_one(item)
        if item.name not in self._clashes:
            clash = Clash(
                item.field.label, partial(self._insist, item), partial(self._give_way, item)
            )
            self._clashes[item.name] = clash
            self._below[item.name].addWidget(clash)
        self._clashes[item.name].show()
        self._remember(item)

    def _insist(self, item: Described) -> None:
        """Write what was typed over what somebody else wrote."""
        self._seen[item.name] = getattr(self._record, item.name)
        self._try_one(item)

    def _give_way(self, item: Described) -> None:
        """Leave what somebody else wrote."""
        self._take(item)
        self._forget(item)

    def _try_new(self) -> None:
        """Save a new record once what names it is there; until then all of it is a draft."""
        assert self._drafts is not None
        values: dict[str, Value] = {}
        wrong: dict[str, str] = {}
        for item in self._fields:
            try:
                values[item.name] = self.field(item.name).value()
            except ValueError as error:
                wrong[item.name] = str(error)
        missing = [
            item.name
            for item in self._fields
            if item.field.names and values.get(item.name) in (None, "") and item.name not in wrong
        ]
        self._drafts.keep({item.name: raw for item in self._fields if (raw := self._typed(item))})
        self._wrong = wrong
        self._mark()
        if missing or wrong:
            return
        try:
            self._record = self._save(values)
        except RuleViolation as error:
            self._wrong = {found.field: found.text for found in error.problems}
            self._mark()
        except UserError as error:
            self._warn(str(error))
        else:
            self._drafts.keep({})

    def _typed(self, item: Described) -> str:
        """Return what was typed into a field of a new record, empty for its default."""
        made = self.field(item.name)
        try:
            return "" if made.value() == item.default else made.raw()
        except ValueError:
            return made.raw()

    def _keep(self, item: Described, why: str) -> None:
        self._wrong[item.name] = why
        self._mark_one(item)
        self._remember(item)

    def _remember(self, item: Described) -> None:
        assert self._drafts is not None
        self._reread()
        kept = {item.name: self.field(item.name).raw()}
        if self._record is not None:
            kept[item.name + _BEFORE] = self._seen_raw[item.name]
        self._kept = {**self._kept, **kept}
        self._drafts.keep(self._kept)

    def _reread(self) -> None:
        """Know what the draft holds now; while the store is away, what it held."""
        assert self._drafts is not None
        with suppress(StorageFault):  # keeping says it
            self._kept = self._drafts.get()

    def _forget(self, item: Described) -> None:
        assert self._drafts is not None
        if item.name in self._kept:
            self._reread()
            gone = (item.name, item.name + _BEFORE)
            self._kept = {name: raw for name, raw in self._kept.items() if name not in gone}
            self._drafts.keep(self._kept)
        self._wrong.pop(item.name, None)
        self._mark_one(item)

    def _mark(self) -> None:
        for item in self._fields:
            self._mark_one(item)

    def _mark_one(self, item: Described) -> None:
        """Say beside a field what is wrong, else what to look at, else that it is missing."""
        if item.name in self._clashes:
            self._clashes[item.name].hide()
        marks = [found for found in self._problems if found.field == item.name]
        if item.name in self._wrong:
            self.say(item.name, self._wrong[item.name], "bad")
        elif marks:
            tone = "bad" if marks[0].severity is Severity.SALAH else "warn"
            self.say(item.name, marks[0].text, tone)
        elif item.field.names and self.field(item.name).raw() == "":
            self.say(item.name, "Wajib diisi.", "warn")
        else:
            self.say(item.name, "", "")


def _nowhere(_values: Mapping[str, Any]) -> Record:
    raise AssertionError("no record is shown")
