"""What was decided, and who still owes what?"""

from __future__ import annotations

from datetime import date
from functools import cached_property

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkbdesk.model import format_id
from kkbdesk.model.changes import ChangeSet
from kkbdesk.model.ids import Kind, PesertaId, RapatId
from kkbdesk.model.rapat import StatusRapat
from kkbdesk.services.draf import BARU
from kkbdesk.services.rapat import RapatRow
from ui.context import Context
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import Page, button, label, row, tool
from ui.rapat.attendance import AttendanceTable
from ui.rapat.calendar import MonthView
from ui.rapat.duties import DutiesPanel
from ui.rapat.figures import said
from ui.rapat.record import RapatRecord
from ui.rapat.series import SeriesPanel

_VIEWS = (
    ("daftar", "Daftar"),
    ("kalender", "Kalender"),
    ("tindak-lanjut", "Tindak lanjut"),
    ("kehadiran", "Kehadiran OPD"),
    ("seri", "Seri"),
)
_CHOICES = (
    ("semua", "Semua rapat"),
    ("tahun-ini", "Tahun ini"),
    ("akan-datang", "Akan datang"),
    ("lewat", "Lewat, belum dicatat"),
    ("belum-selesai", "Tindak lanjut terbuka"),
)
_TONES = {
    StatusRapat.DIRENCANAKAN: "accent",
    StatusRapat.TERLAKSANA: "good",
    StatusRapat.BATAL: "muted",
}


class RapatPage(Page):
    """Meetings as list and calendar, their follow-ups, and the meeting that was opened."""

    NAME = "rapat"
    TITLE = "Rapat"
    ICON = "calendar-days"
    KINDS = frozenset(
        {
            Kind.RAPAT, Kind.SERI_RAPAT, Kind.PESERTA, Kind.PEMBAHASAN, Kind.KEPUTUSAN,
            Kind.TINDAK_LANJUT, Kind.FOTO_RAPAT, Kind.OPD, Kind.KAMPUNG, Kind.KANTOR,
            Kind.SEL_MATRIKS, Kind.MATRIKS,
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._behind = False
        self.table = self._build_table()
        self.calendar = MonthView(self.desk.today())
        self.calendar.opened.connect(self.go)
        self.calendar.begun.connect(self._begin)
        self.duties = DutiesPanel(context)
        self.attendance = AttendanceTable(context)
        self.series = SeriesPanel(context)
        self.views = QStackedWidget()
        for view in (self.table, self.calendar, self.duties, self.attendance, self.series):
            self.views.addWidget(view)
        self._figures = label(tone="muted", wrap=True)
        self._missing = label(tone="warn", wrap=True)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._build_bar())
        column.addWidget(self._figures)
        column.addWidget(self._missing)
        column.addWidget(self.views, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.column.addWidget(self.stack, 1)

    def _build_table(self) -> RecordTable[RapatRow]:
        table: RecordTable[RapatRow] = RecordTable(
            "rapat",
            [
                Column("tanggal", "Tanggal", _day, sort=lambda r: (r.tanggal, r.mulai), width=165),
                Column("mulai", "Pukul", lambda r: r.mulai or "—", width=55, sought=False),
                Column("nama", "Rapat", lambda r: r.nama, width=255),
                Column("forum", "Siapa", lambda r: r.forum, width=175),
                Column("tempat", "Tempat", lambda r: r.tempat, width=150),
                Column("status", "Status", lambda r: r.status.label, width=100,
                       tone=lambda r: _TONES[r.status]),
                Column("hadir", "Hadir", _came,
                       sort=lambda r: r.hadir, right=True, width=60, sought=False,
                       tone=lambda r: "warn" if not r.diundang else ""),
                Column("keputusan", "Keputusan", lambda r: str(r.keputusan),
                       sort=lambda r: r.keputusan, right=True, width=80, sought=False),
                Column("terbuka", "Terbuka", _open, sort=lambda r: r.terbuka, right=True,
                       width=90, sought=False, tone=lambda r: "bad" if r.terlambat else ""),
            ],
            lambda item: item.id,
            self.context.settings,
            empty=(
                "Belum ada rapat. Di sini rapat dijadwalkan, pesertanya diundang, kehadiran dan "
                "notulanya dicatat, dan tindak lanjutnya ditagih. Jadwalkan rapat pertama (Ctrl+N)."
            ),
        )  # fmt: skip
        table.opened.connect(self.go)
        table.removed.connect(self._remove)
        self.choice = QComboBox()
        self.choice.setAccessibleName("Pilihan rapat")
        for name, title in _CHOICES:
            self.choice.addItem(title, name)
        self.choice.currentIndexChanged.connect(self._narrow)
        remove = tool("trash-2", "Hapus rapat terpilih (Delete)")
        remove.clicked.connect(self._remove)
        table.bar.insertWidget(0, self.choice)
        table.bar.addLayout(row(remove))
        return table

    def _build_bar(self) -> QVBoxLayout:
        self._buttons = QButtonGroup(self)
        made: list[QPushButton] = []
        for place, (_, title) in enumerate(_VIEWS):
            each = button(title)
            each.setCheckable(True)
            each.setChecked(place == 0)
            self._buttons.addButton(each, place)
            made.append(each)
        self._buttons.idClicked.connect(self._view)
        save = button("Kalender .ics", "upload", tip="Simpan rapat untuk aplikasi kalender")
        save.clicked.connect(self._save_calendar)
        add = button("Jadwalkan", "plus", primary=True, tip="Jadwalkan rapat (Ctrl+N)")
        add.clicked.connect(self.new)
        bar = QVBoxLayout()
        bar.addLayout(row(*made, 1, save, add))
        return bar

    @cached_property
    def record(self) -> RapatRecord:
        """The page of one meeting, made when the first is opened."""
        made = RapatRecord(self.context, self.leave)
        self.stack.addWidget(made)
        return made

    # showing

    def reload(self) -> None:
        """Read what is shown: the open meeting, or the lists."""
        if self.stack.currentIndex() == 1:
            self._behind = True
            self.record.reload()
        else:
            self._read()

    def touched(self, changeset: ChangeSet) -> None:
        """Follow a change."""
        self.reload()

    def _read(self) -> None:
        self._behind = False
        rows = self.desk.rapat.daftar()
        self.table.set_rows(rows)
        self._narrow()
        self.calendar.set_rows(rows, self.desk.today())
        self.duties.reload()
        self.series.reload()
        angka = self.desk.rapat.angka()
        self.attendance.show_figures(angka)
        figures, missing = said(angka)
        self._figures.setText(figures)
        self._missing.setText(missing)
        self._figures.setVisible(bool(figures))
        self._missing.setVisible(bool(missing))

    def _narrow(self) -> None:
        choice, today = self.choice.currentData(), self.desk.today()

        def only(item: RapatRow) -> bool:
            planned = item.status is StatusRapat.DIRENCANAKAN
            match choice:
                case "tahun-ini":
                    return item.tanggal.year == today.year
                case "akan-datang":
                    return planned and item.tanggal >= today
                case "lewat":
                    return planned and item.tanggal < today
                case "belum-selesai":
                    return item.terbuka > 0
            return True

        self.table.set_only(only)

    def _view(self, place: int) -> None:
        self.leave()
        self._buttons.button(place).setChecked(True)
        self.views.setCurrentIndex(place)
        if _VIEWS[place][0] == "seri":
            self.series.go("")
        elif _VIEWS[place][0] == "kalender":
            self.calendar.show_month(self.calendar.day() or self.desk.today())

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.leave()
        self._view(0)
        self.table.filter.setFocus()

    def new(self) -> None:
        """Open an empty meeting."""
        self.go(BARU)

    def _begin(self, day: date) -> None:
        """Open an empty meeting of a day."""
        self.record.open(RapatId(BARU), "", {"tanggal": day})
        self.stack.setCurrentIndex(1)

    def go(self, target: str) -> None:
        """Open a meeting by id, or by one of its parts, or a view with a named selection."""
        name, _, rest = target.partition(":")
        views = [view for view, _ in _VIEWS]
        if name in views:
            self._view(views.index(name))
            if name == "seri":
                self.series.go(rest)
            elif name == "tindak-lanjut":
                self.duties.narrow(rest)
        elif (place := self.choice.findData(name)) >= 0:
            self._view(0)
            self.choice.setCurrentIndex(place)
        else:
            with self.context.guarded():
                if name == "peserta":
                    self.record.open_person(PesertaId(rest))
                else:
                    self.record.open(RapatId(name), rest)
                self.stack.setCurrentIndex(1)

    def leave(self) -> bool:
        """Go back from the meeting to where one came from."""
        if self.stack.currentIndex() == 0:
            return False
        self.stack.setCurrentIndex(0)
        if self._behind:
            self._read()
        self.table.view.setFocus()
        return True

    # doing

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if not rows:
            return
        names = rows[0].nama if len(rows) == 1 else f"{len(rows)} rapat"
        with self.context.guarded():
            self.desk.rapat.hapus([item.id for item in rows])
            self.context.done(f"{names} dihapus dengan peserta, notula dan tindak lanjutnya.")

    def _save_calendar(self) -> None:
        kinds = "Kalender (*.ics)"
        path = self.context.dialogs.save_file("Simpan kalender", "rapat.ics", kinds)
        if path is not None:
            with self.context.guarded():
                self.desk.rapat.tulis_kalender(path)
                self.context.notices.tell(f"Kalender rapat disimpan di {path}.")


def _day(item: RapatRow) -> str:
    return f"{format_id.hari(item.tanggal)}, {format_id.tanggal(item.tanggal)}"


def _came(item: RapatRow) -> str:
    guests = f" +{item.tamu}" if item.tamu else ""
    return f"{item.hadir}/{item.diundang}{guests}" if item.diundang or guests else "—"


def _open(item: RapatRow) -> str:
    if not item.terbuka:
        return "—"
    return f"{item.terbuka} ({item.terlambat} lewat)" if item.terlambat else str(item.terbuka)


THE_PAGE = RapatPage
