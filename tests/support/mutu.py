"""Faults of a window or dialog: in names, keys, focus, order, contrast, words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractListModel, QPoint, QRect, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from tests.support.telusur import shown, where

_CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip
_INNER = (QComboBox, QAbstractSpinBox, QTabBar)
Pixels = npt.NDArray[Any]
_ICON_ALONE = Qt.ToolButtonStyle.ToolButtonIconOnly
_ROWS = 12
"""So many rows of a list tell how the others look."""
TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text, and of frames and icons."""


def told(made: QWidget) -> str:
    """Return how a widget is called in a message."""
    text = made.text() if isinstance(made, QLabel | QAbstractButton | QLineEdit) else ""
    return (
        f"{type(made).__name__} {made.accessibleName() or text or type(made.parent()).__name__!r}"
    )


def reached(root: QWidget) -> list[QWidget]:
    """Return what Tab reaches, in its order, by pressing it."""
    found: list[QWidget] = []
    root.setFocus()
    root.focusNextChild()
    at = QApplication.focusWidget()
    while at is not None and not any(at is each for each in found):
        found.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
    return found


# names


def unnamed(root: QWidget) -> Iterator[str]:
    """Find what a screen reader could not name."""
    buddies = {label.buddy(): label.text() for label in root.findChildren(QLabel)}
    for made in shown(root):
        drawn = "paintEvent" in type(made).__dict__ and type(made).__module__.startswith("ui.")
        spoken = (
            isinstance(made, _CONTROLS) or drawn or made.focusPolicy() != Qt.FocusPolicy.NoFocus
        )
        inner = isinstance(made.parent(), _INNER) or isinstance(made, QHeaderView | QLabel)
        if not spoken or inner or made.focusProxy() is not None or made is root:
            continue
        own = made.text() if isinstance(made, QAbstractButton) else ""
        name = made.accessibleName() or buddies.get(made, "") or own
        if sum(each.isalnum() for each in name) < 2:
            yield told(made)


# keys


def doubled_keys(root: QWidget) -> Iterator[str]:
    """Find keys that mean two things at once, Alt letters included."""
    meant: dict[str, list[str]] = defaultdict(list)
    for keys, meaning in (*_actions(root), *_shortcuts(root), *_letters(root)):
        if keys:
            meant[keys].append(meaning)
    for keys, meanings in meant.items():
        if len(meanings) > 1:
            yield f"{keys}: {', '.join(meanings)}"


def _actions(root: QWidget) -> Iterator[tuple[str, str]]:
    own = {id(action): action for action in (*root.actions(), *root.findChildren(QAction))}
    for action in own.values():
        if action.isEnabled() and (action.parent() is root or _in_sight(action, root)):
            for keys in action.shortcuts():
                yield keys.toString(), action.text() or "tindakan jendela"


def _shortcuts(root: QWidget) -> Iterator[tuple[str, str]]:
    for each in root.findChildren(QShortcut):
        within = each.context() is Qt.ShortcutContext.WidgetShortcut
        if each.isEnabled() and not within and _in_sight(each, root):
            yield each.key().toString(), type(each.parent()).__name__


def _letters(root: QWidget) -> Iterator[tuple[str, str]]:
    for text in _lettered(root):
        yield QKeySequence.mnemonic(text).toString(), text


def _in_sight(thing: QAction | QShortcut, root: QWidget) -> bool:
    holder = thing.parent()
    return isinstance(holder, QWidget) and holder.isVisible() and holder.window() is root


def _leads(label: QLabel) -> bool:
    buddy: QWidget | None = label.buddy()
    return buddy is not None


def _lettered(root: QWidget) -> Iterator[str]:
    for made in shown(root):
        if isinstance(made, QAbstractButton) or (isinstance(made, QLabel) and _leads(made)):
            yield made.text()
        elif isinstance(made, QGroupBox):
            yield made.title()
        elif isinstance(made, QTabBar):
            yield from (made.tabText(place) for place in range(made.count()))


# order


def disordered(root: QWidget, order: Sequence[QWidget]) -> Iterator[str]:
    """Find neighbours that Tab reaches against the order of reading."""
    for one, other in pairwise(order):
        if one.parentWidget() is not other.parentWidget():
            continue
        a, b = where(one, root), where(other, root)
        beside = (
            min(a.bottom(), b.bottom()) - max(a.top(), b.top()) > min(a.height(), b.height()) / 2
        )
        if (beside and b.right() <= a.left()) or (b.bottom() <= a.top() and _above(a, b)):
            yield f"{told(one)} → {told(other)}"


def _above(a: QRect, b: QRect) -> bool:
    """Tell whether two share a column, so that one is read before the other."""
    return min(a.right(), b.right()) > max(a.left(), b.left())


# focus


def unseen_focus(root: QWidget, order: Sequence[QWidget], known: set[str]) -> Iterator[str]:
    """Find what can have the cursor without showing it; `known` kinds are looked at once."""
    for made in order:
        kind = f"{type(made).__name__} {made.objectName()} {made.property('primary')}"
        if made is root or kind in known or made.visibleRegion().isEmpty():
            continue
        known.add(kind)
        around = where(made, root).adjusted(-3, -3, 3, 3).intersected(root.rect())
        made.clearFocus()
        QApplication.processEvents()
        before = pixels(root, around)
        made.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        after = pixels(root, around)
        changed = contrast(luminance(before), luminance(after)) >= SHAPE
        least = min(40, (around.width() + around.height()) // 3)
        if int(changed.sum()) < least:
            yield f"{told(made)}: {kind}: {int(changed.sum())} titik"


# contrast


def pixels(root: QWidget, area: QRect) -> Pixels:
    """Return what a part of a window looks like, in rows of red, green and blue."""
    image = root.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def luminance(colours: Pixels) -> Pixels:
    """Return the relative luminance of colours."""
    part = colours / 255.0
    linear: Pixels = np.where(part <= 0.03928, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    light: Pixels = linear @ np.array([0.2126, 0.7152, 0.0722])
    return light


def contrast(one: Pixels, other: Pixels) -> Pixels:
    """Return the contrast of luminances, 1 to 21."""
    ratio: Pixels = (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)
    return ratio


def faint(root: QWidget) -> Iterator[str]:
    """Find text that hardly differs from its ground, as it is really painted."""
    whole = pixels(root, root.rect())
    lights = luminance(whole)
    codes = whole.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    for name, area in _texts(root):
        rows, columns = slice(area.top(), area.bottom() + 1), slice(area.left(), area.right() + 1)
        light = lights[rows, columns].ravel()
        if light.size:
            _, first, numbers = np.unique(
                codes[rows, columns], return_index=True, return_counts=True
            )
            ground = light[first[numbers.argmax()]]  # the commonest colour
            if (best := float(contrast(light, ground).max())) < TEXT:
                yield f"{name}: {best:.1f}"


def _texts(root: QWidget) -> Iterator[tuple[str, QRect]]:
    """Yield what has text, and where in the window."""
    for made in shown(root):
        area = where(made, root)
        seen = made.visibleRegion().boundingRect()
        if seen.height() * seen.width() < 0.9 * made.width() * made.height():
            continue
        if isinstance(made, QTabBar):
            for place in range(made.count()):
                yield made.tabText(place), made.tabRect(place).translated(area.topLeft())
        elif isinstance(made, QHeaderView):
            yield from _heads(made, area.topLeft())
        elif isinstance(made, QAbstractItemView):
            yield from _cells(made, root)
        elif _says(made):
            yield told(made), area.adjusted(2, 2, -2, -2)


def _says(made: QWidget) -> bool:
    if isinstance(made, QLineEdit):
        return bool(made.text() or made.placeholderText())
    if isinstance(made, QPlainTextEdit):
        return bool(made.toPlainText() or made.placeholderText())
    if isinstance(made, QComboBox):
        return bool(made.currentText())
    if isinstance(made, QToolButton) and made.toolButtonStyle() is _ICON_ALONE:
        return False
    return isinstance(made, QLabel | QAbstractButton) and any(map(str.isalnum, made.text()))


def _heads(made: QHeaderView, corner: QPoint) -> Iterator[tuple[str, QRect]]:
    if made.orientation() is Qt.Orientation.Horizontal:
        for place in range(made.count()):
            text = str(made.model().headerData(place, made.orientation()) or "")
            left, width = made.sectionViewportPosition(place), made.sectionSize(place)
            if text and width > 20 and left + width <= made.width():
                yield f"kepala {text}", QRect(left, 0, width, made.height()).translated(corner)


def _cells(made: QAbstractItemView, root: QWidget) -> Iterator[tuple[str, QRect]]:
    model, view = made.model(), made.viewport()
    corner = view.mapTo(root, QPoint(0, 0))
    for row in range(min(model.rowCount(), _ROWS)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        for column in range(columns):
            index = model.index(row, column)
            area = made.visualRect(index)
            text = str(index.data() or "")
            if any(map(str.isalnum, text)) and area.width() > 8 and view.rect().contains(area):
                yield f"{told(made)} [{text[:30]}]", area.translated(corner)


# words


def english(root: QWidget, words: frozenset[str]) -> Iterator[str]:
    """Find words of Qt's own that stayed English."""
    for made in (root, *root.findChildren(QWidget)):
        texts = [made.toolTip(), made.windowTitle(), made.accessibleName()]
        if isinstance(made, QLabel | QAbstractButton | QLineEdit):
            texts.append(made.text())
        if isinstance(made, QComboBox):
            texts += [made.itemText(place) for place in range(made.count())]
        if isinstance(made, QGroupBox):
            texts.append(made.title())
        if isinstance(made, QTabBar):
            texts += [made.tabText(place) for place in range(made.count())]
        texts += [action.text() for action in made.actions()]
        for text in texts:
            plain = {word.strip("&.:,…()").casefold() for word in text.replace("&", "").split()}
            if plain & words:
                yield f"{told(made)}: {text!r}"
