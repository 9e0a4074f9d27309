"""A page of the window: loads when shown, follows what changes, goes to what it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.ids import Kind
from ui.context import Context
from ui.kit import theme


class Page(QWidget):
    """The base of all pages."""

    NAME: ClassVar[str]
    TITLE: ClassVar[str]
    ICON: ClassVar[str]
    KINDS: ClassVar[frozenset[Kind]] = frozenset()
    """The kinds of record whose change the page shows."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.desk = context.desk
        self._stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.GAP * 2, theme.GAP, theme.GAP * 2, theme.GAP)
        self.column.setSpacing(theme.GAP)

    def reload(self) -> None:
        """Read everything afresh and show it."""
        raise NotImplementedError

    def touched(self, changeset: ChangeSet) -> None:
        """Follow a change; pages that can do less than reload everything override this."""
        self.reload()

    def arrive(self) -> None:
        """Put the cursor where work on this page begins."""
        self.setFocus()
        self.focusNextChild()

    def go(self, target: str) -> None:
        """Show one thing on the page; what it is called is the page's own affair."""

    def find_here(self) -> None:
        """Put the cursor where this page is searched (Ctrl+F)."""

    def new(self) -> None:
        """Begin a new record (Ctrl+N)."""

    def print_page(self) -> None:
        """Print what is shown (Ctrl+P)."""

    def leave(self) -> bool:
        """Close what is open on the page; tell whether there was anything."""
        return False

    def changed(self, changeset: ChangeSet) -> None:
        """Follow a change now when visible, at the next showing otherwise."""
        if not changeset.touches(*self.KINDS):
            return
        if self.isVisible():
            self.touched(changeset)
        else:
            self._stale = True

    def outdated(self) -> None:
        """Follow the beginning of another day, on which other things are late or over."""
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def freshen(self) -> None:
        """Reload when something changed while the page was hidden."""
        if self._stale:
            self._stale = False
            self.reload()

    def again(self) -> None:
        """Read everything afresh, now when visible: something may have been missed."""
        self._stale = True
        if self.isVisible():
            self.freshen()

    def showEvent(self, event: QShowEvent) -> None:
        """Load at the first showing, and when stale."""
        super().showEvent(event)
        self.freshen()


def button(text: str, icon: str = "", *, primary: bool = False, tip: str = "") -> QPushButton:
    """Return a push button of the look."""
    made = QPushButton(text)
    if icon:
        made.setIcon(theme.icon(icon, tone="on_accent" if primary else "text"))
    made.setProperty("primary", primary)
    made.setAutoDefault(True)  # Enter presses it, not only the space bar
    made.setToolTip(tip)
    return made


def tool(icon: str, name: str) -> QToolButton:
    """Return a small button with an icon alone; the name is its tip and what is read out."""
    made = QToolButton()
    made.setObjectName("action")
    made.setIcon(theme.icon(icon))
    made.setToolTip(name)
    made.setAccessibleName(name)
    return made


def label(text: str = "", *, tone: str = "", step: int = 0, wrap: bool = False) -> QLabel:
    """Return a label in a tone of the look, or larger by steps."""
    made = QLabel(text)
    made.setWordWrap(wrap)
    if tone:
        made.setProperty("tone", tone)
    if step:
        made.setFont(theme.heading(step))
    return made


def choices(
    name: str, options: Iterable[tuple[str, str]], changed: Callable[[], None]
) -> QComboBox:
    """Return the named selections of a list, key and title each; `changed` narrows it."""
    made = QComboBox()
    made.setAccessibleName(name)
    for key, title in options:
        made.addItem(title, key)
    made.currentIndexChanged.connect(lambda _: changed())
    return made


def row(*widgets: QWidget | int) -> QHBoxLayout:
    """Return widgets side by side; a number is a stretch."""
    made = QHBoxLayout()
    made.setSpacing(theme.GAP)
    for item in widgets:
        if isinstance(item, int):
            made.addStretch(item)
        else:
            made.addWidget(item)
    return made


class OfficeChoice(QComboBox):
    """This office, or one of those below it; hidden where there are none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName("Kantor")
        self.setMinimumWidth(120)  # it may shrink where a bar is full
        self.setMaximumWidth(230)
        self.view().setMinimumWidth(230)
        self.offer({"": "Kantor ini"})

    def offer(self, first: Mapping[str, str]) -> None:
        """Offer these first, then the offices below; keep what is chosen where it still fits."""
        chosen = self.currentData()
        self.clear()
        below = self._context.desk.bawahan.wilayah()
        for code, name in (*first.items(), *below.items()):
            self.addItem(name, str(code))
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setVisible(bool(below))

    def code(self) -> str:
        """Return the code of the chosen office, "" for this one."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose an office by its code."""
        self.setCurrentIndex(max(0, self.findData(code)))
