"""The wording of each kind of document: the office's own or the shipped one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.errors import UserError
from kkbdesk.model.ids import Kind
from kkbdesk.model.naskah import AturanNaskah, aturan_id
from kkbdesk.services.naskah import jenis_naskah
from kkbdesk.services.teks_naskah import TeksJenis
from ui.context import Context, Live
from ui.kit import theme
from ui.kit.choices import PickField
from ui.kit.form import Form
from ui.kit.jobs import Reading
from ui.kit.pdf_view import PdfView
from ui.kit.scroll import Scroll
from ui.page import button, label, row
from ui.pengaturan.editor_teks import Differences, TextEditor
from ui.pengaturan.sisipan import Insertions
from ui.pengaturan.templat_word import WordTemplate

NUMBERS = ("kode", "pola", "unit", "tembusan")
_PAUSE = 350
"""Milliseconds after the last key until a text is checked."""


class TextsPanel(QWidget):
    """Choose a text; write at the left, look at the right; leaving the editor saves."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._texts = context.desk.teks_naskah.daftar()
        self._aturan: AturanNaskah | None = None
        self._numbers: AturanNaskah | None = None
        self._wanted = 0
        self.choice = QComboBox()
        self.choice.setAccessibleName("Jenis naskah")
        for text in self._texts:
            indent = "    " if text.ragam else ""
            self.choice.addItem(f"{indent}{text.judul}", text.kode)
        self.choice.setMaxVisibleItems(24)
        self.choice.activated.connect(self._show)
        self.state = label(tone="muted")
        self.back = button("Kembali ke teks bawaan", "undo-2")
        self.back.clicked.connect(self.go_back)
        self.editor = TextEditor()
        self.editor.written.connect(self._later)
        self.editor.left.connect(self.save)
        self.message = label(wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._look)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addWidget(self.editor, 1)
        column.addWidget(self.message)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._build_tabs())
        split.setSizes([600, 560])
        split.setChildrenCollapsible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GAP, 0, 0)
        outer.addLayout(row(self.choice, self.state, 1, self.back))
        outer.addWidget(split, 1)

    def _build_tabs(self) -> QTabWidget:
        self.insertions = Insertions(self._context.desk.teks_naskah.bahasa())
        self.insertions.chosen.connect(self.editor.insert)
        self.view = PdfView()
        self.sample = PickField(Live(self._samples), optional=True)
        self.sample.setAccessibleName("Dicoba dengan")
        self.sample.left.connect(self._look)
        self._sample_label = label("Dicoba dengan", tone="muted")
        preview = QWidget()
        column = QVBoxLayout(preview)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(row(self._sample_label, self.sample))
        column.addWidget(self.view, 1)
        self._preview_tab = preview
        self.differences = Differences()
        self.form = Form(AturanNaskah, NUMBERS, self._context, self._context.notices.warn)
        self._example = label(tone="muted", wrap=True)
        self.word = WordTemplate(self._context)
        numbers = QWidget()
        column = QVBoxLayout(numbers)
        column.setContentsMargins(theme.GAP, theme.GAP * 2, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self._example)
        column.addSpacing(theme.GAP * 2)
        column.addWidget(self.word)
        column.addStretch(1)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.insertions, "Sisipkan")
        self.tabs.addTab(preview, "Pratinjau")
        self.tabs.addTab(self.differences, "Perbedaan")
        area = Scroll(numbers)
        self.tabs.addTab(area, "Nomor dan Word")
        self.tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs.currentChanged.connect(lambda _: self._look())
        return self.tabs

    # showing

    def text(self) -> TeksJenis:
        """Return which text is shown."""
        return self._texts[self.choice.currentIndex()]

    def reload(self) -> None:
        """Read the rules again; a text being written stays."""
        if self._aturan is None or not self.editor.hasFocus():
            self._show()

    def go(self, target: str) -> None:
        """Choose a text by its code, or by the id of the office's rules for it."""
        kodes = [text.kode for text in self._texts]
        ids = [aturan_id(text.kode) for text in self._texts]
        if target in kodes:
            self.choice.setCurrentIndex(kodes.index(target))
        elif target in ids:
            self.choice.setCurrentIndex(ids.index(target))  # type: ignore[arg-type]  # it is one
        self._show()

    def _show(self) -> None:
        desk, text = self._context.desk, self.text()
        self._aturan = desk.tata_naskah.aturan(text.kode)
        written = self._draft().get("teks") or self._aturan.teks or desk.teks_naskah.bawaan(text)
        if written != self.editor.raw():
            self.editor.set_raw(written)
        self._offer_samples(text)
        self._show_numbers(text)
        self._tell_state()
        self._look()

    def _samples(self) -> list[tuple[str, str]]:
        found = self._context.desk.teks_naskah.contoh(self.text())
        return [(item.id, item.nama) for item in found]

    def _offer_samples(self, text: TeksJenis) -> None:
        """Keep the sample where the text may be tried with it, else begin with the likeliest."""
        known = [item.id for item in self._context.desk.teks_naskah.contoh(text)]
        if self.sample.value() not in known:
            self.sample.set_value(known[0] if known else None)
        for made in (self._sample_label, self.sample):
            made.setVisible(bool(known))

    def _show_numbers(self, text: TeksJenis) -> None:
        desk, jenis = self._context.desk, jenis_naskah(text.jenis)
        again = self._numbers is not None and self._numbers.jenis == text.jenis
        self._numbers = desk.tata_naskah.aturan(text.jenis)
        if again:
            self.form.refresh(self._numbers)
        else:
            drafts = self._context.drafts(Kind.ATURAN_NASKAH, self._numbers.id)
            self.form.show_record(self._numbers, self._save_numbers, drafts)
        self.form.hint("kode", jenis.klasifikasi)
        self.form.hint("pola", jenis.pola)
        self.form.hint("tembusan", "\n".join(jenis.tembusan))
        _, number = desk.register.nomor_berikut(text.jenis, desk.today())
        self.word.show_rules(self._numbers, text)
        self._example.setText(f"Nomor berikutnya menjadi {number}." if jenis.pola else "")

    def _tell_state(self) -> None:
        assert self._aturan is not None
        own = bool(self._aturan.teks)
        self.state.setText("Teks kantor sendiri" if own else "Teks bawaan")
        self.back.setEnabled(own or bool(self._draft()))

    def _later(self) -> None:
        self._soon.start()

    def _look(self) -> None:
        """Check what is written, and follow with what is shown beside it."""
        sentence = self._context.desk.teks_naskah.periksa(self.editor.raw())
        self._say(sentence or "Teks dapat dipakai.", "bad" if sentence else "good")
        self.editor.mark(sentence)
        if self.tabs.currentWidget() is self.differences:
            lines = self._context.desk.teks_naskah.beda(self.text(), self.editor.raw())
            self.differences.show_lines(lines)
        elif self.tabs.currentWidget() is self._preview_tab and not sentence:
            self._preview()

    def _say(self, text: str, tone: str) -> None:
        self.message.setText(text)
        self.message.setProperty("tone", tone)
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)

    def _preview(self) -> None:
        self._wanted += 1
        mine = self._wanted

        def made(result: tuple[bytes, tuple[tuple[str, str], ...]]) -> None:
            if mine == self._wanted:
                self.view.show_pdf(result[0], again=True)

        def failed(error: BaseException) -> None:
            self.view.clear()
            self._say(str(error), "bad")

        sample = str(self.sample.value() or "")
        compose = partial(
            self._context.desk.teks_naskah.pratinjau, self.text(), self.editor.raw(), sample
        )
        self._context.jobs.start(Reading("Menyusun pratinjau…", compose), made, failed=failed)

    # keeping

    def _draft(self) -> dict[str, str]:
        assert self._aturan is not None
        return self._context.drafts(Kind.ATURAN_NASKAH, self._aturan.id).get()

    def _keep(self, written: str) -> None:
        """Keep a text that cannot be saved, or forget the one that was kept."""
        assert self._aturan is not None
        others = {name: raw for name, raw in self._draft().items() if name != "teks"}
        kept = {**others, "teks": written} if written else others
        self._context.drafts(Kind.ATURAN_NASKAH, self._aturan.id).keep(kept)

    def save(self) -> None:
        """Save what is written, or keep it as a draft and say what is wrong with it."""
        assert self._aturan is not None
        written = self.editor.raw()
        own = "" if self._same(written) else written.strip() + "\n"
        sentence = self._context.desk.teks_naskah.periksa(written)
        try:
            if sentence:
                raise UserError(sentence)
            self._aturan = self._context.desk.tata_naskah.ubah_aturan(self._aturan, {"teks": own})
        except UserError as error:
            self._keep(written)
            self._say(f"{error} Belum tersimpan.", "bad")
            self.editor.mark(str(error))
        else:
            self._keep("")
        self._tell_state()

    def _same(self, written: str) -> bool:
        return written.strip() == self._context.desk.teks_naskah.bawaan(self.text()).strip()

    def go_back(self) -> None:
        """Use the shipped text again."""
        assert self._aturan is not None
        self._keep("")
        with self._context.guarded():
            if self._aturan.teks:
                self._aturan = self._context.desk.tata_naskah.ubah_aturan(
                    self._aturan, {"teks": ""}
                )
                self._context.done("Teks bawaan dipakai lagi.")
        self._show()

    def _save_numbers(self, values: Mapping[str, Any]) -> AturanNaskah:
        assert self._numbers is not None
        self._numbers = self._context.desk.tata_naskah.ubah_aturan(self._numbers, values)
        return self._numbers
