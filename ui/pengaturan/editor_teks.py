"""The text of a kind of document, written: checked as one types, the faulty line marked."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit

from ui.kit import theme
from ui.kit.fields import LongField

_LINE = re.compile(r"Baris (\d+)")
_TALLEST = 16_777_215


class TextEditor(LongField):
    """As tall as there is room; tells a moment after the last key what was written."""

    written = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(160)
        self.setMaximumHeight(_TALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setAccessibleName("Teks naskah")
        self.textChanged.connect(self.written)

    def insert(self, text: str) -> None:
        """Put text where the cursor stands; a part begins on a line of its own."""
        cursor = self.textCursor()
        if text.startswith("[") and not cursor.atBlockStart():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            text = f"\n{text}"
        cursor.insertText(text)
        self.setTextCursor(cursor)
        self.setFocus()

    def mark(self, sentence: str) -> None:
        """Mark the line that a sentence names, none without one."""
        found = _LINE.search(sentence)
        marks: list[QTextEdit.ExtraSelection] = []
        if found:
            block = self.document().findBlockByNumber(int(found[1]) - 1)
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(block)
            end, keep = QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            mark.cursor.movePosition(end, keep)
            mark.format.setBackground(QColor(theme.colours().bad_soft))
            wide = QTextFormat.Property.FullWidthSelection
            mark.format.setProperty(wide, True)
            marks.append(mark)
        self.setExtraSelections(marks)


class Differences(QTextEdit):
    """The lines of the shipped text and of the office's own: − taken away, + added."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName("Perbedaan dengan teks bawaan")

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show lines with their marks; those that are the same in both are muted."""
        if all(not mark for mark, _ in lines):
            self.setPlainText("Sama dengan teks bawaan.")
            return
        c = theme.colours()
        looks = {"-": (c.bad_soft, c.bad, "−"), "+": (c.accent_soft, c.text, "+")}
        plain = (c.surface, c.muted, "&nbsp;")
        made = []
        for mark, text in lines:
            ground, colour, sign = looks.get(mark, plain)
            made.append(
                f'<p style="margin:0; background-color:{ground}; color:{colour}">'
                f"{sign}&nbsp;&nbsp;{escape(text) or '&nbsp;'}</p>"
            )
        self.setHtml("".join(made))
