"""One document: its preview, what it lacks, what may be typed, how far it got."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QMenu, QSplitter, QVBoxLayout, QWidget

from kkbdesk.errors import StaleEdit
from kkbdesk.model.ids import Kind, NaskahId
from kkbdesk.model.naskah import Naskah
from kkbdesk.model.problem import Problem
from kkbdesk.services.naskah import NaskahTertulis, jenis_naskah, minta_dari
from ui.context import Context
from ui.kit.jobs import Reading
from ui.kit.pdf_view import PdfView
from ui.naskah.panel import DocumentPanel
from ui.naskah.pindaian import as_pdf
from ui.naskah.tempat import FORM, tempat
from ui.page import button, label, row, tool

CAPS = (("", "Bersih"), ("rancangan", "Rancangan"), ("salinan", "Salinan"))
_ENDINGS = {".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)"}
Lacking = tuple[tuple[str, str], ...]


class NaskahRecord(QWidget):
    """The page of one document."""

    def __init__(self, context: Context, back: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        self._naskah: Naskah | None = None
        self._wanted = 0
        self.view = PdfView()
        self.view.opened.connect(self._opened)
        home = tool("chevron-left", "Kembali ke daftar (Esc)")
        home.clicked.connect(lambda: back())
        self._title = label(step=1)
        self._count = label(tone="muted")
        self.cap = QComboBox()
        self.cap.setAccessibleName("Cap naskah")
        self.cap.setToolTip("Tanpa cap, bercap RANCANGAN, atau SALINAN dengan “ttd”")
        for key, title in CAPS:
            self.cap.addItem(title, key)
        self.cap.activated.connect(lambda: self._build(again=True))
        out = tool("zoom-out", "Perkecil")
        out.clicked.connect(lambda: self.view.zoom(1 / 1.2))
        closer = tool("zoom-in", "Perbesar")
        closer.clicked.connect(lambda: self.view.zoom(1.2))
        save = button("Simpan", "save", tip="Simpan sebagai PDF atau Word")
        menu = QMenu(save)
        for title, ending in (("PDF", ".pdf"), ("Word (DOCX)", ".docx")):
            menu.addAction(title).triggered.connect(
                lambda _=False, ending=ending: self.save_as(ending)
            )
        self._own = menu.addAction("Word dari templat kantor")
        self._own.triggered.connect(self.save_own)
        save.setMenu(menu)
        self._save = save
        print_it = button("Cetak", "printer", tip="Cetak (Ctrl+P)")
        print_it.clicked.connect(self.print_page)
        self.panel = DocumentPanel(context, self)
        self.panel.scans.chosen.connect(self._look_at_scan)
        split = QSplitter()
        split.addWidget(self.view)
        split.addWidget(self.panel)
        split.setSizes([640, 510])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(
            row(home, self._title, 1, self._count, self.cap, out, closer, save, print_it)
        )
        column.addWidget(split, 1)

    # showing

    def open(self, id: NaskahId) -> None:
        """Show a document; raises StaleEdit when it is gone."""
        self._naskah, problems = self.context.desk.register.get(id)
        self.cap.setCurrentIndex(0)
        self._show(problems, fresh=True)

    def naskah(self) -> Naskah | None:
        """Return the document that is shown."""
        return self._naskah

    def reload(self) -> None:
        """Read the document again."""
        if self._naskah is None:
            return
        try:
            self._naskah, problems = self.context.desk.register.get(self._naskah.id)
        except StaleEdit as error:
            self._naskah = None
            self.context.notices.warn(str(error))
            return
        self._show(problems, fresh=False)

    def _show(self, problems: list[Problem], *, fresh: bool) -> None:
        assert self._naskah is not None
        self._title.setText(jenis_naskah(self._naskah.jenis).judul)
        rules = self.context.desk.tata_naskah.aturan(self._naskah.jenis)
        self._own.setVisible(bool(rules.word) and not self._naskah.beku)
        for made in (self.cap, self._save):
            made.setVisible(not self._naskah.tercatat)
        with self.context.guarded():
            self.panel.show_document(self._naskah, problems, fresh=fresh)
        self._build(again=not fresh)

    def arrive(self) -> None:
        """Put the cursor into the first field that may be typed."""
        self.panel.arrive()

    def _build(self, *, again: bool) -> None:
        if self._naskah is None:
            return
        self._wanted += 1
        if self._naskah.tercatat:
            self._show_scan()
            return
        mine, id, cap = self._wanted, self._naskah.id, self.cap.currentData()

        def made(result: tuple[bytes, Lacking]) -> None:
            if mine == self._wanted:
                self._built(*result, again=again)

        def failed(error: BaseException) -> None:
            if mine == self._wanted:
                self.view.clear()
                self.panel.show_fault(str(error))

        compose = partial(self.context.desk.naskah.pratinjau_terdaftar, id, cap)
        self.context.jobs.start(Reading("Menyusun naskah…", compose), made, failed=failed)

    def _built(self, pdf: bytes, kurang: Lacking, *, again: bool) -> None:
        self.view.show_pdf(pdf, again=again)
        self.panel.show_lacking(kurang)

    def _opened(self, pages: int) -> None:
        self._count.setText(f"{pages} halaman" if pages else "")
        if self._naskah is not None and self._naskah.tercatat:
            self.panel.show_seen(seen=pages > 0)

    # what was made elsewhere

    def _show_scan(self) -> None:
        """Show the chosen scan instead of a document of ours."""
        scan, content = self.panel.scans.scan(), b""
        with self.context.guarded():
            content = as_pdf(self.context.desk.pindaian.isi(scan)) if scan else b""
        self.panel.show_seen(seen=bool(content))
        self.view.show_pdf(content)

    def _look_at_scan(self) -> None:
        if self._naskah is not None and self._naskah.tercatat:
            self._show_scan()

    # filling

    def save_form(self, values: Mapping[str, Any]) -> Naskah:
        """Keep fields of the register."""
        assert self._naskah is not None
        self._naskah = self.context.desk.register.ubah(self._naskah, values)
        return self._naskah

    def type(self, typed: dict[str, str]) -> None:
        """Keep what was typed into the document."""
        assert self._naskah is not None
        with self.context.guarded():
            self._naskah = self.context.desk.register.ketik(self._naskah, typed)

    def fill(self, nama: str) -> None:
        """Go to where a lacking field is filled."""
        assert self._naskah is not None
        where = tempat(self._naskah, nama, self._desa())
        if nama in FORM:
            self.panel.form.focus(FORM[nama])
        elif where:
            target = f"naskah:{self._naskah.id}"
            self.context.open(where)
            self.context.notices.tell(
                "Isi di sini; naskahnya mengikuti.",
                "Kembali ke naskah",
                lambda: self.context.open(target),
                stays=True,
            )
        elif nama in self.panel.typed.names():
            self.panel.typed.focus(nama)

    def _desa(self) -> str:
        """Return the code of the village that the document is about."""
        kampung = self._naskah.kampung if self._naskah else None
        return self.context.desk.kampung.berkas(kampung).kampung.desa if kampung else ""

    # its state

    def submit(self) -> None:
        """Note that the draft was handed to be signed."""
        assert self._naskah is not None
        with self.context.guarded():
            self.context.desk.register.ajukan(self._naskah.id)
            self.context.done("Naskah diajukan.")

    def issue(self) -> None:
        """Give number and form for good; asks first while something is empty."""
        naskah = self._naskah
        assert naskah is not None
        if naskah.tanggal is None:
            self.panel.form.focus("tanggal")
            self.context.notices.tell("Isi tanggal naskah, lalu tetapkan.")
            return
        with self.context.guarded():
            _, kurang = self.context.desk.naskah.dokumen_terdaftar(naskah.id)
            empty = [text for name, text in kurang if name != "nomor"]
            question = f"Masih kosong: {', '.join(empty)}.\n\nTetapkan juga?"
            if empty and not self.context.dialogs.confirm(question, "Tetapkan"):
                return
            made = self.context.desk.register.tetapkan(naskah.id, naskah.tanggal, naskah.nomor)
            self.context.done(f"Ditetapkan dengan nomor {made.nomor}.")
            self.arrive()

    def revoke(self) -> None:
        """Revoke an issued document."""
        assert self._naskah is not None
        with self.context.guarded():
            self.context.desk.register.cabut(self._naskah.id)
            self.context.done("Naskah dicabut.")

    # paper

    def save_as(self, ending: str) -> None:
        """Ask where to, and write the document there."""
        naskah, cap = self._naskah, self.cap.currentData()
        if naskah is None:
            return
        path = self._where(f"{naskah.jenis}{f'-{cap}' if cap else ''}", ending)
        if path is not None:
            self._write(partial(self.context.desk.naskah.tulis_terdaftar, naskah.id, path, cap))

    def save_own(self) -> None:
        """Ask where to, and fill the office's own Word file of this kind."""
        naskah = self._naskah
        path = self._where(naskah.jenis, ".docx") if naskah else None
        if naskah is not None and path is not None:
            minta = minta_dari(naskah)
            self._write(partial(self.context.desk.naskah.tulis_word, minta, path))

    def _where(self, name: str, ending: str) -> Path | None:
        path = self.context.dialogs.save_file("Simpan naskah", name + ending, _ENDINGS[ending])
        if path is not None and path.suffix.casefold() not in _ENDINGS:
            path = path.with_name(path.name + ending)
        return path

    def _write(self, write: Callable[[], NaskahTertulis]) -> None:
        def saved(made: NaskahTertulis) -> None:
            self.context.notices.tell(f"Tersimpan: {made.berkas}")

        self.context.jobs.start(Reading("Menyimpan…", write), saved)

    def print_page(self) -> None:
        """Print the preview, when there is one."""
        if self.view.pages():
            self.view.print_with_dialog(self.context.dialogs)

    def open_history(self) -> None:
        """Show the history of this document."""
        if self._naskah is not None:
            self.context.open(f"riwayat:{Kind.NASKAH}:{self._naskah.id}")
