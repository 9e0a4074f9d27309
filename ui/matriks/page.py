"""Who does what? Where does nobody do anything?"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model import format_id, wilayah
from kkbdesk.model.ids import KampungId, Kind
from kkbdesk.model.matriks import Peran
from kkbdesk.queries.matriks import Grid, Letak
from kkbdesk.store import SEMUA
from ui.context import Context, Named
from ui.kit import theme
from ui.kit.choices import PickField
from ui.koreksi import CorrectionSwitch
from ui.matriks.agreement import Agreement
from ui.matriks.editing import MatrixEditing
from ui.matriks.grid import MatrixModel
from ui.matriks.view import MatrixView
from ui.page import OfficeChoice, Page, button, label, row

OFFICE, VILLAGE, COMBINED = "kantor", "kampung", "gabungan"
_PLACE = Qt.ItemDataRole.UserRole
_KEYS = (
    "Spasi atau Enter menggilir kosong, √ dan ●; V, P dan 0 langsung. Panah berpindah, Shift "
    "memilih; Ctrl+C, X, V juga dengan Excel; Ctrl+D mengisi ke bawah; Delete mengosongkan."
)


class MatriksPage(Page):
    """One matrix, a comparison, or all kampung together."""

    NAME = "matriks"
    TITLE = "Matriks"
    ICON = "grid-3x3"
    KINDS = frozenset(
        {Kind.SEL_MATRIKS, Kind.MATRIKS, Kind.OPD, Kind.NAMA_OPD, Kind.PROGRAM, Kind.KAMPUNG}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._grid: Grid | None = None
        self._year = self.desk.today().year
        self._kampung: KampungId | None = None
        self._against: int | None = None
        self.model = MatrixModel()
        self.view = MatrixView()
        self.view.setModel(self.model)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_cell())
        self.editing = MatrixEditing(self.view, self.model, self._put, context.notices.warn)
        self.column.addLayout(self._build_bar())
        self._state = label(tone="muted", wrap=True)
        self.column.addWidget(self._state)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.view)
        split.addWidget(self._build_side())
        split.setSizes([860, 300])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        self.column.addWidget(split, 1)

    def arrive(self) -> None:
        """Put the cursor into the grid."""
        self.view.setFocus()

    def _build_bar(self) -> QVBoxLayout:
        self.scope = QComboBox()
        self.scope.setAccessibleName("Matriks siapa")
        for key, title in (
            (OFFICE, "Kantor ini"),
            (VILLAGE, "Kampung…"),
            (COMBINED, "Gabungan kampung"),
        ):
            self.scope.addItem(title, key)
        self.scope.activated.connect(self._scoped)
        self.office = OfficeChoice(self.context)
        self.office.activated.connect(self._moved)
        self.correction = CorrectionSwitch(self.context, self._show)
        self.village = PickField(Named(()), optional=True)
        self.village.setPlaceholderText("Nama kampung")
        self.village.setAccessibleName("Kampung")
        self.village.setMinimumWidth(230)
        self.village.left.connect(self._picked)
        self.year = QComboBox()
        self.year.setAccessibleName("Tahun")
        for year in range(self._year + 1, self._year - 8, -1):
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(1)
        self.year.activated.connect(self._dated)
        self._propose = button("Usulan awal", "sparkles", tip="Isi sel kosong menurut tupoksi OPD")
        self._propose.clicked.connect(self._fill_proposal)
        self._copy_from = button("Salin dari", "copy")
        menu = QMenu(self)
        self._from_last = menu.addAction("Tahun lalu")
        self._from_last.triggered.connect(lambda: self._take(self._year - 1, self._kampung))
        self._from_office = menu.addAction("Matriks kantor tahun ini")
        self._from_office.triggered.connect(lambda: self._take(self._year, None))
        self._copy_from.setMenu(menu)
        self._compare = button("Bandingkan", "git-compare", tip="Tandai beda dengan tahun lalu")
        self._compare.setCheckable(True)
        self._compare.toggled.connect(self._compared)
        self._lock = button("Kunci…", "lock")
        self._lock.clicked.connect(self._agree)
        self._papers = button("Naskah", "scroll-text", tip="SK dan berita acara matriks ini")
        papers = QMenu(self)
        papers.addAction("Keputusan matriks").triggered.connect(self._open_decree)
        papers.addAction("Berita acara kesepakatan").triggered.connect(self._open_minutes)
        self._papers.setMenu(papers)
        print_it = button("Cetak", "printer", tip="Cetak matriks (Ctrl+P)")
        print_it.clicked.connect(self.print_page)
        bar = QVBoxLayout()
        bar.addLayout(row(self.office, self.correction, 1))
        bar.addLayout(
            row(
                self.scope, self.village, self.year, 1, self._propose, self._copy_from,
                self._compare, self._lock, self._papers, print_it,
            )
        )  # fmt: skip
        self.village.hide()
        return bar

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.GAP, 0, 0, 0)
        self._cell = label(wrap=True)
        self._cell.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
        self._cell.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._side_title = label("Perlu dilihat", step=1)
        self.findings = QListWidget()
        self.findings.setAccessibleName("Celah dan tumpang tindih")
        self.findings.setWordWrap(True)
        self.findings.itemActivated.connect(self._jump)
        self.findings.itemClicked.connect(self._jump)
        column.addWidget(self._cell)
        column.addWidget(self._side_title)
        column.addWidget(self.findings, 1)
        self._hint = label(tone="muted", wrap=True)
        column.addWidget(self._hint)
        return side

    # showing

    def reload(self) -> None:
        """Read the matrix that is chosen."""
        office = self.office.code()
        self.office.offer({"": "Kantor ini", SEMUA: "Semua kabupaten/kota"})
        self.scope.setItemText(0, "Kantor ini" if self.office.isHidden() else "Tingkat kantor")
        rows = [
            item
            for item in self.desk.kampung.daftar()
            if item.aktif and (office in ("", SEMUA) or wilayah.within(item.desa, office))
        ]
        self.village.set_source(
            Named((item.id, f"{item.nama} · {item.kecamatan}") for item in rows)
        )
        if self._kampung:
            self.village.set_value(self._kampung)
        self._show()

    def _show(self) -> None:
        at = self.view.currentIndex()
        spot = (at.row(), at.column()) if at.isValid() else (0, 0)
        if self._unchosen():
            self._show_nothing()
        elif self._counted():
            self._show_combined()
        elif self._against is not None:
            self._grid, differing = self.desk.matriks.bandingkan(
                self._against, self._year, self._kampung
            )
            self.model.show_grid(self._grid, differing)
            self._tell_state(f"{len(differing)} sel berbeda dengan {self._against}. ")
        else:
            self._grid = self.desk.matriks.grid(self._year, self._kampung, self.office.code())
            self.model.show_grid(self._grid)
            self._tell_state("")
        if (
            not self.view.currentIndex().isValid()
            and self.model.rowCount()
            and self.model.columnCount()
        ):
            self.view.setCurrentIndex(self.model.index(*spot))
        self.correction.follow(self._grid.kampung if self._grid else None)
        self._offer()
        self._show_cell()

    def status(self) -> str:
        """Return what is said of the matrix above it."""
        return self._state.text()

    def _counted(self) -> bool:
        """Tell whether many matrices are shown, counted."""
        scope = self.scope.currentData()
        return bool(scope == COMBINED) or (scope == OFFICE and self.office.code() == SEMUA)

    def _of_others(self) -> bool:
        """Tell whether it is the matrix of an office below, which that office alone writes."""
        return self.office.code() not in ("", SEMUA) and self._kampung is None

    def _moved(self) -> None:
        """Show another office's."""
        self._kampung = None
        self.village.set_value("")
        self._compare.setChecked(False)
        self.reload()

    def _unchosen(self) -> bool:
        """Tell whether a kampung is still to be chosen."""
        return self.scope.currentData() == VILLAGE and self._kampung is None

    def _show_nothing(self) -> None:
        self._grid = None
        self.model.clear()
        self.findings.clear()
        self._state.setText("Pilih kampung untuk melihat dan mengisi matriksnya.")
        self._side_title.setText("")
        self._hint.setText("")

    def _show_combined(self) -> None:
        self._grid = None
        if self.scope.currentData() == OFFICE:
            combined = self.desk.matriks.gabungan_kantor(self._year)
            what = "kabupaten/kota", "kantor yang mengirim paket"
        else:
            combined = self.desk.matriks.gabungan(self._year, self._reading())
            what = "kampung", "kampung aktif"
        self.model.show_counts(combined)
        self._state.setText(
            f"Tiap sel menunjukkan berapa {what[0]} yang dijangkau. {combined.terisi} dari "
            f"{combined.semua} {what[1]} mempunyai matriks {self._year}."
        )
        if self.scope.currentData() == OFFICE:
            self._side_title.setText("")
            self._hint.setText("OPD senama di beberapa kabupaten/kota dihitung bersama.")
            self.findings.clear()
            return
        self._side_title.setText("Kampung di balik sel ini")
        self._hint.setText(
            "Makin pekat, makin banyak kampung. Angka tepi: berapa OPD per program, berapa program "
            "per OPD. Klik kampung untuk membuka matriksnya."
        )

    def _tell_state(self, lead: str) -> None:
        assert self._grid is not None
        state = self._grid.keadaan
        if state is not None and state.terkunci and state.disepakati:
            where = f" dalam {state.rapat}" if state.rapat else ""
            text = f"Disepakati {format_id.tanggal(state.disepakati)}{where} dan terkunci."
        else:
            text = "Belum disepakati; dapat diubah."
        if self._of_others():
            text = (
                f"{text.removesuffix('; dapat diubah.')}; milik kantor itu, hanya dilihat di sini."
            )
        self._state.setText(lead + text)
        self._side_title.setText("Perlu dilihat")
        self._hint.setText(_KEYS)
        self.findings.clear()
        for found in self._grid.temuan:
            item = QListWidgetItem(f"{found.jenis.value}\n{found.teks}")
            item.setIcon(theme.icon("triangle-alert", tone="warn"))
            item.setData(_PLACE, (found.program, found.opd))
            self.findings.addItem(item)
        if not self._grid.temuan:
            self.findings.addItem("Setiap program punya penanggung jawab, setiap OPD punya tugas.")

    def _offer(self) -> None:
        """Enable what can be done with what is shown."""
        own = self._grid is not None and not self._of_others()
        editable = own and not self._locked() and self._against is None
        self.view.setEnabled(not self._unchosen())
        self._propose.setEnabled(editable)
        self._copy_from.setEnabled(editable)
        self._from_office.setEnabled(self._kampung is not None)
        self._compare.setEnabled(own)
        self._lock.setEnabled(own and self._against is None)
        locked = self._locked()
        self._papers.setVisible(locked and own)
        self._lock.setText("Buka kunci…" if locked else "Kunci…")
        self._lock.setIcon(theme.icon("lock-open" if locked else "lock"))

    def _locked(self) -> bool:
        return self._grid is not None and self._grid.terkunci

    def _show_cell(self) -> None:
        """Tell what lies behind the current cell."""
        index = self.view.currentIndex()
        if not index.isValid():
            self._cell.setText("")
            return
        letak = self.model.letak(index)
        program, opd = self.model.program[index.row()], self.model.opd[index.column()]
        lines = [f"<b>{escape(opd.nama)}</b>", escape(f"{program.id}. {program.nama}")]
        lines.append(escape(self.model.goal(index.row())))
        if self._grid is None:
            if self.scope.currentData() == COMBINED:
                self._show_villages(letak)
        else:
            cell = self._grid.sel.get(letak)
            lines.append(f"<i>{cell.peran.label if cell else 'Kosong'}</i>")
        self._cell.setText("<br>".join(lines))

    def _show_villages(self, letak: Letak) -> None:
        self.findings.clear()
        for kampung, peran in self.desk.matriks.di_balik(self._year, letak, self._reading()):
            item = QListWidgetItem(f"{peran.tanda}  {kampung.nama}")
            item.setData(_PLACE, kampung.id)
            self.findings.addItem(item)

    def _reading(self) -> str:
        office = self.office.code()
        return "" if office == SEMUA else office

    def _jump(self, item: QListWidgetItem) -> None:
        """Go to the cell of a finding, or to the matrix of a kampung."""
        where = item.data(_PLACE)
        if isinstance(where, str):
            self.go(where)
        elif where is not None:
            self.view.setCurrentIndex(self.model.place(*where))
            self.view.setFocus()

    # choosing

    def go(self, target: str) -> None:
        """Show the matrix of a kampung by id, or another year."""
        if target.isdigit():
            self._set_year(int(target))
            return
        if target in (OFFICE, COMBINED):
            self.scope.setCurrentIndex(self.scope.findData(target))
            self._scoped()
            return
        self.scope.setCurrentIndex(self.scope.findData(VILLAGE))
        if self.office.code():
            self.office.choose("")
            self.reload()
        self._kampung = KampungId(target)
        self.village.show()
        self.village.set_value(target)
        self._against = None
        self._show()
        self.view.setFocus()

    def _scoped(self) -> None:
        scope = self.scope.currentData()
        self.village.setVisible(scope == VILLAGE)
        self._compare.setChecked(False)
        self._kampung = None
        if scope == VILLAGE:
            self.village.set_value("")
            self.village.setFocus()
        self._show()

    def _picked(self) -> None:
        try:
            chosen = self.village.value()
        except ValueError as error:
            self.context.notices.warn(str(error))
            return
        self._kampung = KampungId(str(chosen)) if chosen else None
        self._show()
        if chosen:
            self.view.setFocus()

    def _dated(self) -> None:
        self._set_year(int(self.year.currentData()))

    def _set_year(self, year: int) -> None:
        self._year = year
        place = self.year.findData(year)
        if place < 0:
            self.year.addItem(str(year), year)
            place = self.year.count() - 1
        self.year.setCurrentIndex(place)
        if self._against is not None:
            self._against = year - 1
        self._show()

    def open_comparison(self) -> None:
        """Mark what differs from last year."""
        self._compare.setChecked(True)

    def _compared(self, on: bool) -> None:
        self._against = self._year - 1 if on else None
        self._show()

    def find_here(self) -> None:
        """Put the cursor into the choice of a kampung."""
        self.scope.setCurrentIndex(self.scope.findData(VILLAGE))
        self._scoped()

    def print_page(self) -> None:
        """Print what is shown."""
        office = f":{self.office.code()}" if self.office.code() else ""
        if self.scope.currentData() == COMBINED:
            self.context.open(f"laporan:matriks-gabungan:{self._year}{office}")
        elif self._grid is not None and self._grid.kampung:
            self.context.open(f"laporan:matriks:{self._year}:{self._grid.kampung.desa}")
        else:
            self.context.open(f"laporan:matriks:{self._year}{office}")

    def _open_decree(self) -> None:
        place = f":kampung:{self._kampung}" if self._kampung else ""
        self.context.open(f"naskah:buat:sk-matriks{place}:tahun:{self._year}")

    def _open_minutes(self) -> None:
        """Make the minutes of the agreement; they are those of a meeting that decided it."""
        meeting = self.desk.siap_naskah.rapat_matriks(self._year, self._kampung)
        if meeting is None:
            self.context.notices.tell(
                "Belum ada rapat yang memutuskan matriks ini. Catat keputusannya dalam rapat, "
                "berita acaranya terisi dari sana."
            )
            return
        self.context.open(f"naskah:buat:berita-acara:rapat:{meeting}:tahun:{self._year}")

    # editing

    def _editable(self) -> bool:
        if self._grid is None or self._against is not None or self._of_others():
            self.context.notices.tell("Tampilan ini hanya untuk dilihat.")
            return False
        if self._grid.terkunci:
            self.context.notices.tell(
                "Matriks ini sudah disepakati dan terkunci; buka kuncinya dahulu."
            )
            return False
        return True

    def _put(self, cells: Mapping[Letak, Peran | None], label: str) -> None:
        """Write cells, when that is possible; the page follows by the event."""
        if cells and self._editable():
            with self.context.guarded():
                number = self.desk.matriks.isi(self._year, self._kampung, cells, label=label)
                if len(cells) > 1:
                    self.context.done(f"{number} sel diubah.")

    def _fill_proposal(self) -> None:
        with self.context.guarded():
            number = self.desk.matriks.isi_usulan(self._year, self._kampung)
            if number:
                self.context.done(
                    f"{number} sel diisi usulan awal; sesuaikan dan tetapkan penanggung jawab (●) "
                    "dalam rapat."
                )
            else:
                self.context.notices.tell("Tidak ada sel kosong yang diusulkan.")

    def _take(self, year: int, kampung: KampungId | None) -> None:
        source = f"matriks kantor {year}" if self._kampung and kampung is None else f"{year}"
        with self.context.guarded():
            number = self.desk.matriks.salin(self._year, self._kampung, year, kampung)
            if number:
                self.context.done(f"{number} sel disalin dari {source}.")
            else:
                self.context.notices.tell(f"Tidak ada yang dapat disalin dari {source}.")

    def _agree(self) -> None:
        """Lock after an agreement, or unlock; both are steps of the history."""
        assert self._grid is not None
        unlock = self._grid.terkunci
        dialog = Agreement(self._year, self.desk.today(), unlock=unlock, parent=self)

        def agreed() -> None:
            with self.context.guarded():
                if unlock:
                    self.desk.matriks.buka(self._year, self._kampung, dialog.day())
                else:
                    self.desk.matriks.kunci(
                        self._year, self._kampung, dialog.day(), dialog.meeting()
                    )

        dialog.accepted.connect(agreed)
        dialog.open()


THE_PAGE = MatriksPage
