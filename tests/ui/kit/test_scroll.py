"""A stack within an area scrolls only what does not fit."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.scroll import Scroll, Stack


def test_a_page_that_can_shrink_is_not_scrolled_for_comfort(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(QLabel("Kata-kata yang panjang. " * 20, wordWrap=True))
    text = QPlainTextEdit()
    text.setMinimumHeight(60)
    column.addWidget(text)
    stack = Stack()
    stack.addWidget(page)
    area = Scroll(stack)
    qtbot.addWidget(area)
    area.resize(600, page.minimumSizeHint().height() + 10)
    area.show()
    assert page.sizeHint().height() > area.height()
    assert area.verticalScrollBar().maximum() == 0
