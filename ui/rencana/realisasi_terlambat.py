"""What is late: each line asks for a deed, a new date or a reason, by one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from kkbdesk.model import format_id
from kkbdesk.model.ids import RencanaId
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.waktu import Waktu, baca_waktu
from kkbdesk.services.rencana import RencanaRow
from ui.context import Context
from ui.kit.ask import Ask
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row

_STATES = (StatusRencana.DIRENCANAKAN, StatusRencana.DITUNDA, StatusRencana.BATAL)


class LateList(QWidget):
    """The late activities of a year, the longest overdue first."""

    def __init__(self, context: Context, record: Callable[[RencanaId], None]) -> None:
        super().__init__()
        self.context = context
        self._record = record
        self.table = self._build_table()
        acts: dict[str, Callable[[], None]] = {
            "C": self.record, "J": self.reschedule, "A": self.explain,
        }  # fmt: skip
        self.table.view.letters = {"C": "Catat realisasi", "J": "Jadwal baru", "A": "Alasan"}
        self.table.view.lettered.connect(lambda letter: acts[letter]())
        self.table.opened.connect(lambda _: self.record())
        done = button("Catat realisasi", "check", primary=True, tip="Catat realisasi (C, Enter)")
        anew = button("Jadwal baru…", "calendar-days", tip="Beri waktu baru (J)")
        why = button("Alasan…", "pencil", tip="Catat alasan, tunda atau batalkan (A)")
        for made, act in zip((done, anew, why), acts.values(), strict=True):
            made.clicked.connect(lambda _=False, act=act: act())
        self.table.bar.addLayout(row(why, anew, done))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(
            label("C catat realisasi, J jadwal baru, A alasan; beberapa baris sekaligus boleh "
                  "untuk jadwal dan alasan.", tone="muted")
        )  # fmt: skip

    def _build_table(self) -> RecordTable[RencanaRow]:
        today = self.context.desk.today()

        def days(item: RencanaRow) -> int:
            return (today - (item.rencana.akhir or today)).days

        return RecordTable(
            "realisasi-terlambat",
            [
                Column("lewat", "Lewat", lambda r: f"{days(r)} hari", sort=days, right=True,
                       width=85, tone=lambda _: "bad", sought=False),
                Column("waktu", "Rencananya", lambda r: r.rencana.waktu,
                       sort=lambda r: r.rencana.mulai, width=150),
                Column("kegiatan", "Kegiatan", lambda r: r.rencana.kegiatan, width=260),
                Column("lokasi", "Lokasi", lambda r: r.lokasi or "—", width=180),
                Column("opd", "Pelaksana", lambda r: r.pelaksana or "belum ditetapkan", width=180,
                       tone=lambda r: "" if r.pelaksana else "warn"),
                Column("program", "Program", lambda r: r.program, width=140, hidden=True),
                Column("realisasi", "Realisasi", lambda r: f"{len(r.realisasi)}x"
                       if r.realisasi else "belum ada", sort=lambda r: len(r.realisasi), width=100),
                Column("anggaran", "Anggaran (Rp)", lambda r: format_id.angka(r.rencana.anggaran)
                       if r.rencana.anggaran is not None else "—",
                       sort=lambda r: r.rencana.anggaran, right=True, width=120),
            ],
            lambda item: item.rencana.id,
            self.context.settings,
            empty="Tidak ada rencana yang lewat waktunya tanpa kabar.",
        )  # fmt: skip

    def reload(self, year: int) -> None:
        """Read what is late of a year."""
        self.table.set_rows(self.context.desk.rencana.terlambat(year))

    def record(self) -> None:
        """Begin the deed of the chosen activity."""
        rows = self.table.chosen_rows()
        if rows:
            self._record(rows[0].rencana.id)

    def reschedule(self) -> None:
        """Ask for a new time of the chosen activities."""
        rows = self.table.chosen_rows()
        if not rows:
            return
        dialog = NewTime(_named(rows), rows[0].rencana.tahun, self.context.desk.today(), self)

        def agreed() -> None:
            time = dialog.time()
            values = {"mulai": time.mulai, "selesai": time.selesai, "pasti": time.pasti}
            with self.context.guarded():
                self.context.desk.rencana.jadwalkan([item.rencana.id for item in rows], values)
                self.context.done(f"{_named(rows)}: jadwal baru {dialog.text()}.")

        dialog.accepted.connect(agreed)
        dialog.open()

    def explain(self) -> None:
        """Ask why the chosen activities did not take place, and what becomes of them."""
        rows = self.table.chosen_rows()
        if not rows:
            return
        dialog = Reason(_named(rows), self)

        def agreed() -> None:
            with self.context.guarded():
                ids = [item.rencana.id for item in rows]
                self.context.desk.rencana.ubah_status(ids, dialog.status(), dialog.why())
                self.context.done(f"{_named(rows)}: {dialog.status().label.lower()}.")

        dialog.accepted.connect(agreed)
        dialog.open()


def _named(rows: list[RencanaRow]) -> str:
    return f"“{rows[0].rencana.kegiatan}”" if len(rows) == 1 else f"{len(rows)} rencana"


class NewTime(Ask):
    """A day, a span of days, or months, as people write them."""

    def __init__(self, what: str, year: int, today: date, parent: QWidget) -> None:
        super().__init__("Jadwal baru", f"Kapan {what} akan dilaksanakan?", parent)
        self._year, self._today = year, today
        self._line = QLineEdit(placeholderText="misalnya 12/8/2026, 12–14 Agustus, September")
        self._line.setObjectName("waktu")
        self.form.addRow("&Waktu", self._line)
        self.finish("Jadwalkan")

    def text(self) -> str:
        """Return what was typed."""
        return self._line.text().strip()

    def time(self) -> Waktu:
        """Return what was meant; raises ValueError with a sentence."""
        return baca_waktu(self.text(), self._year)

    def check(self) -> None:
        """Raise ValueError for a time that cannot be read, or passed already."""
        time = self.time()
        if (time.selesai or time.mulai) < self._today:
            raise ValueError("Waktu itu juga sudah lewat; tulis waktu yang akan datang.")


class Reason(Ask):
    """A reason, and whether the activity stays planned, is put off or called off."""

    def __init__(self, what: str, parent: QWidget) -> None:
        super().__init__("Alasan", f"Mengapa {what} belum terlaksana?", parent)
        self._why = QLineEdit(placeholderText="misalnya menunggu pencairan anggaran")
        self._why.setObjectName("alasan")
        self._state = QComboBox()
        self._state.setObjectName("status")
        for state in _STATES:
            first = state is StatusRencana.DIRENCANAKAN
            self._state.addItem("Tetap direncanakan" if first else state.label, state)
        self.form.addRow("&Alasan", self._why)
        self.form.addRow("&Menjadi", self._state)
        self.finish("Simpan")

    def why(self) -> str:
        """Return the reason."""
        return self._why.text().strip()

    def status(self) -> StatusRencana:
        """Return what becomes of the activity."""
        return StatusRencana(self._state.currentData())

    def check(self) -> None:
        """Raise ValueError without a reason."""
        if not self.why():
            raise ValueError("Tulis alasannya dengan beberapa kata.")
