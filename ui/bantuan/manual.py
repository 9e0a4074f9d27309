"""The manual in a window beside the work: contents, search, links, back and forward, zoom."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.services import manual
from kkbdesk.settings import Settings
from ui.bantuan.gambar import Chapter, Enlarged
from ui.bantuan.html import PICTURE, bab_html, gaya
from ui.kit import theme
from ui.kit.dialogs import Dialogs
from ui.kit.jobs import JobPanel, JobRunner, Reading
from ui.kit.notices import Notices
from ui.kit.room import resize_within
from ui.page import button, label, tool

_PLACE = Qt.ItemDataRole.UserRole
_MARGIN = 40
"""Pixels of the text's width that pictures leave free."""
_NARROW = 200
_SHAPE = 1040, 680
_SIZE = "panduan_huruf"
_LEAST, _MOST = 8, 20
"""Points of the letters."""


class ManualWindow(QDialog):
    """Contents or what was found at the left, a chapter at the right."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Panduan KKB Desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        resize_within(self, *_SHAPE)
        self._settings, self._dialogs = settings, Dialogs(self)
        self._points = settings.get(_SIZE, QApplication.font().pointSize())
        self._behind: list[tuple[str, int]] = []
        self._ahead: list[tuple[str, int]] = []
        self._place = ""
        self._wanted = manual.Dicari("")
        self.line = QLineEdit(placeholderText="Cari dalam panduan (Ctrl+F)")
        self.line.setAccessibleName("Cari dalam panduan")
        self.line.setClearButtonEnabled(True)
        self.contents, self.found = _contents(), QListWidget()
        self.contents.setAccessibleName("Daftar isi")
        self.found.setAccessibleName("Yang ditemukan")
        self.found.setWordWrap(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label(
            "Tidak ditemukan. Coba kata lain, misalnya “cetak” atau “PIN”.", wrap=True
        )
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.left = QStackedWidget()
        for widget in (self.contents, self.found, self.none):
            self.left.addWidget(widget)
        self.text = Chapter()
        self.text.setAccessibleName("Isi panduan")
        self.text.setOpenLinks(False)
        self.notices, self._panel = Notices(), JobPanel()
        self._jobs = JobRunner(self._panel, self._failed)
        self._build()
        self._later = QTimer(self, singleShot=True, interval=150)
        self._later.timeout.connect(self._again)

    # building

    def _build(self) -> None:
        self.back, self.forward = (
            tool("chevron-left", "Kembali (Alt+Kiri)"),
            tool("chevron-right", "Maju (Alt+Kanan)"),
        )
        smaller = tool("zoom-out", "Huruf lebih kecil (Ctrl+−)")
        larger = tool("zoom-in", "Huruf lebih besar (Ctrl++)")
        self.pdf = button("Simpan sebagai PDF…", "save", tip="Seluruh panduan, untuk dicetak")
        bar = QHBoxLayout()
        for widget in (self.back, self.forward, smaller, larger):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.pdf)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        column.addWidget(self.left, 1)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self.text, 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([270, 700])
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.addWidget(self.notices)
        whole.addWidget(split, 1)
        whole.addWidget(self._panel)
        self.line.textChanged.connect(self.search)
        self.line.returnPressed.connect(self._first)
        self.contents.itemActivated.connect(self._chosen_chapter)
        self.contents.itemClicked.connect(self._chosen_chapter)
        self.found.itemActivated.connect(self._chosen_hit)
        self.found.itemClicked.connect(self._chosen_hit)
        self.text.anchorClicked.connect(self._follow)
        self.back.clicked.connect(self.go_back)
        self.forward.clicked.connect(self.go_forward)
        smaller.clicked.connect(partial(self._zoom, -1))
        larger.clicked.connect(partial(self._zoom, 1))
        self.pdf.clicked.connect(self.save)
        for keys, do in (
            ("Ctrl+F", self._to_search), ("Alt+Left", self.go_back), ("Alt+Right", self.go_forward),
            ("Ctrl++", partial(self._zoom, 1)), ("Ctrl+=", partial(self._zoom, 1)),
            ("Ctrl+-", partial(self._zoom, -1)), ("Ctrl+P", self.save),
            ("F3", self.next_hit), ("Shift+F3", self.former_hit),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, do)

    # places

    def show_place(self, place: str) -> None:
        """Show chapter and heading: `15-cadangan#memulihkan`; from there one can go back."""
        if self._place:
            self._behind.append((self._place, self.text.verticalScrollBar().value()))
        self._ahead.clear()
        self._show(place)

    def place(self) -> str:
        """Return chapter and heading that are shown."""
        return self._place

    def _show(self, place: str, scroll: int | None = None) -> None:
        name, _, anchor = place.partition("#")
        chapter = manual.bab(name)
        self._place = place
        self.text.room = room = max(self.text.viewport().width() - _MARGIN, _NARROW)
        document = self.text.document()
        document.setDefaultStyleSheet(gaya())
        font = self.text.font()
        font.setPointSize(self._points)
        document.setDefaultFont(font)
        document.setDocumentMargin(theme.GAP * 2)
        self.text.setHtml(bab_html(chapter, room))
        self.setWindowTitle(f"{chapter.judul} — Panduan KKB Desk")
        self._mark()
        self._choose(chapter.nama, anchor)
        self.back.setEnabled(bool(self._behind))
        self.forward.setEnabled(bool(self._ahead))
        if scroll is not None:
            self.text.verticalScrollBar().setValue(scroll)
        elif anchor:
            self.text.scrollToAnchor(anchor)
            self.text.setTextCursor(self.text.cursorForPosition(QPoint(theme.GAP * 3, theme.GAP)))
        else:
            self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _choose(self, name: str, anchor: str) -> None:
        """Mark in the contents what is shown."""
        for row in range(self.contents.topLevelItemCount()):
            chapter = self.contents.topLevelItem(row)
            assert chapter is not None
            if chapter.data(0, _PLACE) == name:
                chapter.setExpanded(True)
                self.contents.setCurrentItem(chapter)
                for at in range(chapter.childCount()):
                    below = chapter.child(at)
                    if below is not None and below.data(0, _PLACE) == f"{name}#{anchor}":
                        self.contents.setCurrentItem(below)

    def _follow(self, url: QUrl) -> None:
        if url.toString().startswith(PICTURE):
            Enlarged(url.toString().removeprefix(PICTURE), self).open()
            return
        file, anchor = url.path().removesuffix(".md"), url.fragment()
        name = file or self._place.partition("#")[0]
        self.show_place(f"{name}#{anchor}" if anchor else name)

    def go_back(self) -> None:
        """Show what was shown before."""
        self._step(self._behind, self._ahead)

    def go_forward(self) -> None:
        """Show what was left by going back."""
        self._step(self._ahead, self._behind)

    def _step(self, source: list[tuple[str, int]], target: list[tuple[str, int]]) -> None:
        if source:
            target.append((self._place, self.text.verticalScrollBar().value()))
            self._show(*source.pop())

    def _chosen_chapter(self, item: QTreeWidgetItem) -> None:
        self.show_place(item.data(0, _PLACE))

    # search

    def _to_search(self) -> None:
        self.line.setFocus()
        self.line.selectAll()

    def search(self, text: str) -> None:
        """Find as typed; without words the contents come back."""
        self._wanted = manual.Dicari(text)
        self.found.clear()
        for hit in manual.cari(text):
            head = "" if hit.judul.tingkat == 1 else f" › {hit.judul.teks}"
            item = QListWidgetItem(f"{hit.bab.judul}{head}\n{hit.cuplikan}")
            anchor = f"#{hit.judul.jangkar}" if head else ""
            item.setData(_PLACE, f"{hit.bab.nama}{anchor}")
            self.found.addItem(item)
        shown = self.found if self.found.count() else self.none
        self.left.setCurrentWidget(shown if self._wanted else self.contents)
        self.found.setCurrentRow(0)
        self._mark()

    def _first(self) -> None:
        item = self.found.currentItem()
        if item is not None:
            self._chosen_hit(item)

    def _chosen_hit(self, item: QListWidgetItem) -> None:
        self.show_place(item.data(_PLACE))
        self.next_hit()

    def _mark(self) -> None:
        """Give what was looked for another ground wherever it stands in the chapter."""
        marks = []
        for first, last in self._wanted.letak(self.text.toPlainText()):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(QColor(theme.colours().warn_soft))
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def hits(self) -> list[str]:
        """Return what is marked in the chapter."""
        return [mark.cursor.selectedText() for mark in self.text.extraSelections()]

    def next_hit(self) -> None:
        """Go to the next marked word."""
        here = self.text.textCursor().selectionEnd()
        self._to_hit([at for at in self._spans() if at[0] >= here] or self._spans()[:1])

    def former_hit(self) -> None:
        """Go to the marked word before."""
        here = self.text.textCursor().selectionStart()
        self._to_hit([at for at in self._spans() if at[1] <= here][-1:] or self._spans()[-1:])

    def _spans(self) -> list[tuple[int, int]]:
        return list(self._wanted.letak(self.text.toPlainText()))

    def _to_hit(self, spans: list[tuple[int, int]]) -> None:
        if spans:
            cursor = self.text.textCursor()
            cursor.setPosition(spans[0][0])
            cursor.setPosition(spans[0][1], QTextCursor.MoveMode.KeepAnchor)
            self.text.setTextCursor(cursor)

    # looks

    def _zoom(self, steps: int) -> None:
        self._points = min(max(self._points + steps, _LEAST), _MOST)
        self._settings.set(_SIZE, self._points)
        self._again()

    def _again(self) -> None:
        """Show the same at the present width and size."""
        if self._place:
            self._show(self._place, self.text.verticalScrollBar().value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let pictures follow the width."""
        super().resizeEvent(event)
        self._later.start()

    # paper

    def save(self) -> None:
        """Write the whole manual as PDF where the user says."""
        path = self._dialogs.save_file("Simpan panduan", "Panduan KKB Desk.pdf", "PDF (*.pdf)")
        if path is not None:
            job = Reading("Menulis panduan…", partial(manual.tulis_manual, path))
            self._jobs.start(job, partial(self._saved, path), owner=self)

    def _saved(self, path: Path, pages: int) -> None:
        self.notices.tell(f"{path.name} ditulis: {pages} halaman.")

    def _failed(self, error: BaseException) -> None:
        self.notices.warn(str(error))

    def done(self, result: int) -> None:
        """Close, by whichever way; what runs is stopped."""
        self._jobs.shutdown()
        super().done(result)


def _contents() -> QTreeWidget:
    """Return chapters with their headings."""
    made = QTreeWidget()
    made.setHeaderHidden(True)
    for chapter in manual.daftar_bab():
        item = QTreeWidgetItem(made, [f"{chapter.nomor}. {chapter.judul}"])
        item.setData(0, _PLACE, chapter.nama)
        for head, _ in chapter.bagian():
            if head.tingkat == 2:
                below = QTreeWidgetItem(item, [head.teks])
                below.setData(0, _PLACE, f"{chapter.nama}#{head.jangkar}")
    return made
