"""Who does what? Where does nobody do anything? What came of it?"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from kkbdesk.model import wilayah
from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.ids import KampungId, Kind
from kkbdesk.model.matriks import Peran
from kkbdesk.queries.matriks import Grid, Letak
from kkbdesk.services.draf import BARU
from kkbdesk.store import SEMUA
from ui.context import Context, Named
from ui.kit.empty import Empty
from ui.matriks import said
from ui.matriks.acts import MatrixActs
from ui.matriks.bar import COMBINED, OFFICE, VILLAGE, MatrixBar
from ui.matriks.editing import MatrixEditing
from ui.matriks.grid import MatrixModel
from ui.matriks.living import LivingCells, Shown
from ui.matriks.marks import StateLegend
from ui.matriks.side import SidePanel
from ui.matriks.view import MatrixView
from ui.page import Page, label

__all__ = ["COMBINED", "OFFICE", "VILLAGE", "MatriksPage"]

_CELLS = frozenset(
    {Kind.SEL_MATRIKS, Kind.MATRIKS, Kind.OPD, Kind.NAMA_OPD, Kind.PROGRAM, Kind.KAMPUNG}
)
_TRACED = frozenset(
    {
        Kind.RENCANA, Kind.LOKASI_RENCANA, Kind.PENDUKUNG_RENCANA, Kind.REALISASI,
        Kind.OPD_REALISASI,
    }
)  # fmt: skip
_BEHIND = frozenset({Kind.FOTO_REALISASI, Kind.RAPAT, Kind.KEPUTUSAN, Kind.TINDAK_LANJUT})


class MatriksPage(Page):
    """One matrix, a comparison, or all kampung together."""

    NAME = "matriks"
    TITLE = "Matriks"
    ICON = "grid-3x3"
    KINDS = _CELLS | _TRACED | _BEHIND

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._grid: Grid | None = None
        self._against: int | None = None
        self.model = MatrixModel()
        self.view = MatrixView()
        self.view.setModel(self.model)
        self.editing = MatrixEditing(self.view, self.model, self._put, context.notices.warn)
        self.acts = MatrixActs(context, self)
        self.bar = MatrixBar(context, self._show)
        self.scope, self.office, self.village = self.bar.scope, self.bar.office, self.bar.village
        self._connect()
        self._state = label(tone="muted", wrap=True)
        self.side = SidePanel(context)
        self.findings = self.side.findings
        self.side.jumped.connect(self._jump)
        self.living = LivingCells(context, self.view, self.model, self.side)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._build_left())
        split.addWidget(self.side)
        split.setSizes([830, 330])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        for widget in (self.bar, self._state):
            self.column.addWidget(widget)
        self.column.addWidget(split, 1)

    def _build_left(self) -> QWidget:
        self._legend = StateLegend()
        self._hint = label(tone="muted", wrap=True)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        self._none = Empty(
            "Belum ada OPD. Baris matriks adalah delapan program, kolomnya OPD dan mitra; sesudah "
            "OPD-nya tercatat, setiap sel mengatakan siapa mengerjakan apa."
        )
        self._none.offer("Tambah OPD pertama", lambda: self.context.open(f"opd:{BARU}"))
        self._shown = QStackedWidget()
        self._shown.addWidget(self.view)
        self._shown.addWidget(self._none)
        column.addWidget(self._shown, 1)
        column.addWidget(self._legend)
        column.addWidget(self._hint)
        return left

    def _connect(self) -> None:
        bar, acts = self.bar, self.acts
        bar.scope.activated.connect(self._scoped)
        bar.office.activated.connect(self._moved)
        bar.village.left.connect(self._picked)
        bar.year.activated.connect(lambda: self._set_year(int(bar.year.currentData())))
        bar.propose.clicked.connect(lambda: acts.propose())
        bar.from_last.triggered.connect(lambda: acts.copy_last())
        bar.from_office.triggered.connect(lambda: acts.copy_office())
        bar.compare.toggled.connect(self._compared)
        bar.lock.clicked.connect(lambda: acts.agree(unlock=self._locked()))
        bar.decree.triggered.connect(lambda: acts.open_decree())
        bar.minutes.triggered.connect(lambda: acts.open_minutes())
        bar.print.clicked.connect(self.print_page)

    def arrive(self) -> None:
        """Put the cursor into the grid."""
        self.view.setFocus()

    # showing

    def touched(self, changeset: ChangeSet) -> None:
        """Follow a change; what came of the cells is counted anew only when it may be another."""
        if changeset.touches(*_CELLS):
            self.reload()
        else:
            self._follow()

    def changed(self, changeset: ChangeSet) -> None:
        """Remember, also while hidden, that what came of the cells may be another."""
        if changeset.touches(*_TRACED):
            self.living.forget()
        super().changed(changeset)

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
        if self.acts.kampung:
            self.village.set_value(self.acts.kampung)
        self._show()

    def _show(self) -> None:
        at = self.view.currentIndex()
        spot = (at.row(), at.column()) if at.isValid() else (0, 0)
        year, kampung = self.acts.year, self.acts.kampung
        self.living.pause()
        if self._unchosen():
            self._show_nothing()
        elif self._counted():
            self._show_combined()
        elif self._against is not None:
            self._grid, differing = self.desk.matriks.bandingkan(self._against, year, kampung)
            self.model.show_grid(self._grid, differing)
            self._tell_state(f"{len(differing)} sel berbeda dengan {self._against}. ")
        else:
            self._grid = self.desk.matriks.grid(year, kampung, self.office.code())
            self.model.show_grid(self._grid)
            self._tell_state("")
        filled = self.model.rowCount() and self.model.columnCount()
        self._shown.setCurrentIndex(0 if filled or self._unchosen() else 1)
        if filled and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(*spot))
        self.bar.correction.follow(self._grid.kampung if self._grid else None)
        self.view.setEnabled(not self._unchosen())
        own = self._grid is not None and not self._of_others()
        self.bar.offer(
            own=own, locked=self._locked(), compared=self._against is not None,
            village=kampung is not None,
        )  # fmt: skip
        self._follow()

    def _follow(self) -> None:
        """Show what came of the cells."""
        shown = self._what()
        self._legend.setVisible(shown in (Shown.ONE, Shown.VILLAGES))
        self.living.follow(shown, self.acts.year, self.acts.kampung, self._reading())

    def _what(self) -> Shown:
        if self._unchosen():
            return Shown.NOTHING
        if self._counted():
            return Shown.OFFICES if self.scope.currentData() == OFFICE else Shown.VILLAGES
        return Shown.ONE if self._against is None else Shown.COMPARED

    def status(self) -> str:
        """Return what is said of the matrix above it."""
        return self._state.text()

    def _counted(self) -> bool:
        """Tell whether many matrices are shown, counted."""
        scope = self.scope.currentData()
        return bool(scope == COMBINED) or (scope == OFFICE and self.office.code() == SEMUA)

    def _of_others(self) -> bool:
        """Tell whether it is the matrix of an office below, which that office alone writes."""
        return self.office.code() not in ("", SEMUA) and self.acts.kampung is None

    def _moved(self) -> None:
        """Show another office's."""
        self.acts.kampung = None
        self.village.set_value("")
        self.bar.compare.setChecked(False)
        self.reload()

    def _unchosen(self) -> bool:
        """Tell whether a kampung is still to be chosen."""
        return self.scope.currentData() == VILLAGE and self.acts.kampung is None

    def _show_nothing(self) -> None:
        self._grid = None
        self.model.clear()
        self.side.clear()
        self._state.setText(said.UNCHOSEN)
        self._hint.setText("")

    def _show_combined(self) -> None:
        self._grid = None
        offices = self.scope.currentData() == OFFICE
        if offices:
            combined = self.desk.matriks.gabungan_kantor(self.acts.year)
        else:
            combined = self.desk.matriks.gabungan(self.acts.year, self._reading())
        self._hint.setText(said.OFFICES if offices else said.HEAT)
        self._state.setText(said.counted(combined, offices=offices))
        self.side.show_list("")
        self.model.show_counts(combined)

    def _tell_state(self, lead: str) -> None:
        assert self._grid is not None
        self._state.setText(lead + said.agreed(self._grid, of_others=self._of_others()))
        self._hint.setText(said.KEYS)
        self.side.show_findings(self._grid.temuan)

    def _locked(self) -> bool:
        return self._grid is not None and self._grid.terkunci

    def _reading(self) -> str:
        office = self.office.code()
        return "" if office == SEMUA else office

    def _jump(self, where: object) -> None:
        """Go to the cell of a finding, or to the matrix of a kampung."""
        if isinstance(where, str):
            self.go(where)
        elif isinstance(where, tuple):
            self.view.setCurrentIndex(self.model.place(*where))
            self.view.setFocus()

    # choosing

    def go(self, target: str) -> None:
        """Show the matrix of a kampung by id, or another year."""
        if target.isdigit():
            self._set_year(int(target))
            return
        if target in (OFFICE, COMBINED):
            self.bar.choose_scope(target)
            self._scoped()
            return
        self.bar.choose_scope(VILLAGE)
        if self.office.code():
            self.office.choose("")
            self.reload()
        self.acts.kampung = KampungId(target)
        self.village.set_value(target)
        self._against = None
        self._show()
        self.view.setFocus()

    def _scoped(self) -> None:
        scope = str(self.scope.currentData())
        self.bar.choose_scope(scope)
        self.bar.compare.setChecked(False)
        self.acts.kampung = None
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
        self.acts.kampung = KampungId(str(chosen)) if chosen else None
        self._show()
        if chosen:
            self.view.setFocus()

    def _set_year(self, year: int) -> None:
        self.acts.year = year
        self.bar.choose_year(year)
        if self._against is not None:
            self._against = year - 1
        self._show()

    def open_comparison(self) -> None:
        """Mark what differs from last year."""
        self.bar.compare.setChecked(True)

    def _compared(self, on: bool) -> None:
        self._against = self.acts.year - 1 if on else None
        self._show()

    def find_here(self) -> None:
        """Put the cursor into the choice of a kampung."""
        self.bar.choose_scope(VILLAGE)
        self._scoped()

    def print_page(self) -> None:
        """Print what is shown."""
        desa = self._grid.kampung.desa if self._grid and self._grid.kampung else ""
        combined = self.scope.currentData() == COMBINED
        self.acts.print(desa or self.office.code(), combined=combined)

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
                shown = self._grid.sel if self._grid else {}
                seen = {at: shown[at].peran if at in shown else None for at in cells}
                number = self.desk.matriks.isi(
                    self.acts.year, self.acts.kampung, cells, terlihat=seen, label=label
                )
                if len(cells) > 1:
                    self.context.done(f"{number} sel diubah.")


THE_PAGE = MatriksPage
