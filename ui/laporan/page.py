"""The standing tables and reports, previewed, printed, saved."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model import wilayah
from kkbdesk.model.ids import KampungId, Kind
from kkbdesk.services.ekspor import DAFTAR
from kkbdesk.services.laporan import Choices, Input, Report, Tertulis
from kkbdesk.store import SEMUA
from ui.context import Context, Named
from ui.kit.choices import PickField
from ui.kit.fields import DateField
from ui.kit.jobs import Reading
from ui.kit.pdf_view import PdfView
from ui.laporan.terbitan import Published
from ui.page import OfficeChoice, Page, button, label, row, tool

_KINDS = "PDF (*.pdf);;Excel (*.xlsx);;Word (*.docx)"
_ENDINGS = (".pdf", ".xlsx", ".docx")


class LaporanPage(Page):
    """Choose at the left, see at the right, two clicks to paper."""

    NAME = "laporan"
    TITLE = "Laporan"
    ICON = "file-text"
    KINDS = frozenset(Kind) - {Kind.IMPOR, Kind.PADANAN}

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._wanted = 0
        self._soon = QTimer(self, singleShot=True, interval=150)
        self._soon.timeout.connect(self._build)
        self.list = QListWidget()
        self.list.setAccessibleName("Laporan")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._reports = self.desk.laporan.daftar()
        self.list.addItems([report.judul for report in self._reports])
        self.list.currentItemChanged.connect(lambda *_: self._other())
        self.view = PdfView()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._build_left())
        split.addWidget(self._build_right())
        split.setSizes([280, 880])
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self.column.addWidget(split, 1)

    def _build_left(self) -> QWidget:
        lists = button("Ekspor daftar", "upload", tip="Simpan daftar sebagai XLSX atau CSV")
        menu = QMenu(lists)
        for each in DAFTAR:
            menu.addAction(each.label).triggered.connect(partial(self._export_listed, each))
        lists.setMenu(menu)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.list, 1)
        column.addWidget(lists)
        return left

    def _build_right(self) -> QWidget:
        this_year = self.desk.today().year
        self.year = QComboBox()
        self.year.setAccessibleName("Tahun matriks")
        for year in range(this_year + 1, this_year - 8, -1):
            self.year.addItem(f"Matriks {year}", year)
        self.year.setCurrentIndex(1)
        self.year.activated.connect(self._later)
        self.day = DateField(optional=True)
        self.day.setPlaceholderText("Keadaan hari ini")
        self.day.setAccessibleName("Keadaan per tanggal")
        self.day.setMaximumWidth(180)
        self.day.left.connect(self._later)
        self.village = PickField(Named(()), optional=True)
        self.village.setAccessibleName("Kampung")
        self.village.setPlaceholderText("Kampung")
        self.village.left.connect(self._later)
        self.office = OfficeChoice(self.context)
        self.office.activated.connect(self._later)
        self.published = Published(self.context)
        self.published.activated.connect(self._later)
        save = button("Simpan", "save", tip="Simpan sebagai PDF, Excel atau Word")
        menu = QMenu(save)
        for title, ending in (("PDF", ".pdf"), ("Excel (XLSX)", ".xlsx"), ("Word (DOCX)", ".docx")):
            menu.addAction(title).triggered.connect(
                lambda _=False, ending=ending: self._save(ending)
            )
        menu.addSeparator()
        menu.addAction("Simpan keadaan sebagai terbitan…").triggered.connect(
            lambda _=False: self.published.publish()
        )
        save.setMenu(menu)
        print_it = button("Cetak", "printer", primary=True, tip="Cetak (Ctrl+P)")
        print_it.clicked.connect(self.print_page)
        out = tool("zoom-out", "Perkecil")
        out.clicked.connect(lambda: self.view.zoom(1 / 1.2))
        closer = tool("zoom-in", "Perbesar")
        closer.clicked.connect(lambda: self.view.zoom(1.2))
        self._outputs = (save, print_it, out, closer)
        self._notes = label(tone="muted", wrap=True)
        self._count = label(tone="muted")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addLayout(row(self.office, self.published, 1))
        column.addLayout(
            row(self.year, self.day, self.village, 1, self._count, out, closer, save, print_it)
        )
        column.addWidget(self._notes)
        column.addWidget(self.view, 1)
        return right

    def arrive(self) -> None:
        """Put the cursor into the list of reports."""
        self.list.setFocus()

    # choosing

    def reload(self) -> None:
        """Offer the kampung there are, and build what is chosen."""
        rows = [item for item in self.desk.kampung.daftar() if item.aktif]
        self.village.set_source(
            Named((item.id, f"{item.nama} · {item.kecamatan}") for item in rows)
        )
        self.village.set_raw(self.village.raw())
        self.published.reload()
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        else:
            self._later()

    def report(self) -> Report | None:
        """Return the chosen report."""
        place = self.list.currentRow()
        return self._reports[place] if place >= 0 else None

    def go(self, target: str) -> None:
        """Choose a report by name, then a year and a village by its code; or export a list."""
        name, *rest = target.split(":")
        if name == "ekspor":
            self._export(rest[0])
            return
        names = [report.nama for report in self._reports]
        if name in names:
            self.list.setCurrentRow(names.index(name))
        self._chosen()
        self.village.set_value("")
        for part in rest:
            if part.isdigit() and len(part) == 4:
                self.year.setCurrentIndex(self.year.findData(int(part)))
            elif part == SEMUA or wilayah.level(part) in (wilayah.PROVINSI, wilayah.KABUPATEN):
                self.office.choose(part)
            elif wilayah.is_code(part):
                with self.context.guarded():
                    self.village.set_value(self.desk.kampung.dengan_kode(part).id)
        self._chosen()

    def _other(self) -> None:
        """Begin another report without the kampung of the last one."""
        self.village.set_value("")
        self._chosen()

    def _chosen(self) -> None:
        """Show what the report may be asked with."""
        report = self.report()
        if report is None:
            return
        self.year.setVisible(Input.TAHUN in report.inputs)
        self.day.setVisible(Input.PER in report.inputs)
        self.village.setVisible(Input.KAMPUNG in report.inputs)
        self._offer_offices(report)
        self.village.setPlaceholderText(
            "Pilih kampung" if report.needs_kampung else "Semua kampung"
        )
        self._later()

    def _offer_offices(self, report: Report) -> None:
        """Offer whose report it may be; what is of one kampung is of its office."""
        if report.semua:
            self.office.offer({"": "Kantor ini", SEMUA: "Semua kabupaten/kota"})
        else:
            self.office.offer({"": "Seluruh wilayah"})
        if report.needs_kampung:
            self.office.hide()

    def _later(self) -> None:
        """Build soon; several changes in a row build once."""
        self._soon.start()

    def choices(self) -> Choices:
        """Return what was chosen; raises ValueError with a sentence."""
        report = self.report()
        inputs = report.inputs if report else ()
        year = self.year.currentData() if Input.TAHUN in inputs else None
        day = self.day.value() if Input.PER in inputs else None
        village = self.village.value() if Input.KAMPUNG in inputs else None
        return Choices(
            tahun=year,
            per=day if isinstance(day, date) else None,
            kampung=KampungId(str(village)) if village else None,
            kantor=self.office.code(),
            terbitan=self.published.name(),
        )

    # building

    def _build(self) -> None:
        report = self.report()
        if report is None or not self.isVisible():
            return
        try:
            choices = self.choices()
        except ValueError as error:
            self._tell(str(error))
            return
        if report.needs_kampung and choices.kampung is None:
            self._tell("Pilih kampungnya dahulu.")
            return
        self._wanted += 1
        mine = self._wanted
        self.context.jobs.start(
            Reading("Menyusun laporan…", lambda: self.desk.laporan.pratinjau(report.nama, choices)),
            lambda made: self._show(*made) if mine == self._wanted else None,
            failed=lambda error: self._tell(str(error)),
        )

    def _tell(self, text: str) -> None:
        self.view.clear()
        self._offer(ready=False)
        self._count.setText("")
        self._notes.setText(text)
        self._notes.show()

    def _offer(self, *, ready: bool) -> None:
        """Enable what needs a report that is shown."""
        for made in self._outputs:
            made.setEnabled(ready)

    def _show(self, pdf: bytes, notes: tuple[str, ...]) -> None:
        self.view.show_pdf(pdf)
        self._offer(ready=True)
        self._count.setText(f"{self.view.pages()} halaman")
        self._notes.setText(" ".join(notes))
        self._notes.setVisible(bool(notes))

    # saving and printing

    def _save(self, ending: str) -> None:
        report = self.report()
        if report is None:
            return
        kinds = ";;".join(sorted(_KINDS.split(";;"), key=lambda kind: ending not in kind))
        path = self.context.dialogs.save_file("Simpan laporan", f"{report.nama}{ending}", kinds)
        if path is None:
            return
        if path.suffix.casefold() not in _ENDINGS:
            path = path.with_name(path.name + ending)
        try:
            choices = self.choices()
        except ValueError as error:
            self.context.notices.warn(str(error))
            return
        self.context.jobs.start(
            Reading("Menyimpan…", lambda: self.desk.laporan.tulis(report.nama, path, choices)),
            self._saved,
        )

    def _saved(self, made: Tertulis) -> None:
        self.context.notices.tell(f"Tersimpan: {made.berkas}")

    def _export_listed(self, name: str, _checked: bool = False) -> None:
        self._export(name)

    def _export(self, name: str) -> None:
        listed = next(each for each in DAFTAR if each == name)
        path = self.context.dialogs.save_file(
            f"Ekspor {listed.label}", f"{name}.xlsx", "Excel (*.xlsx);;CSV (*.csv)"
        )
        if path is None:
            return
        if path.suffix.casefold() not in (".xlsx", ".csv"):
            path = path.with_name(f"{path.name}.xlsx")

        def told(_made: object) -> None:
            self.context.notices.tell(f"Tersimpan: {path}")

        write = Reading("Menyimpan…", lambda: self.desk.ekspor.ekspor(listed, path))
        self.context.jobs.start(write, told)

    def print_page(self) -> None:
        """Print the preview, when there is one."""
        if not self.view.pages():
            return
        self.view.print_with_dialog(self.context.dialogs)


THE_PAGE = LaporanPage
