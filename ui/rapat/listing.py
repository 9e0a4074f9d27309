"""The list of meetings, and the selections in which it is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kkbdesk.model import format_id
from kkbdesk.model.rapat import StatusRapat
from kkbdesk.services.rapat import RapatRow
from kkbdesk.settings import Settings
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import choices

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


class MeetingTable(RecordTable[RapatRow]):
    """One line per meeting, newest first."""

    def __init__(self, settings: Settings, today: date) -> None:
        super().__init__(
            "rapat",
            [
                Column("tanggal", "Tanggal", _day, sort=lambda r: (r.tanggal, r.mulai), width=148),
                Column("mulai", "Pukul", lambda r: r.mulai or "—", width=68, sought=False),
                Column("nama", "Rapat", lambda r: r.nama, width=215),
                Column("forum", "Siapa", lambda r: r.forum, width=140),
                Column("tempat", "Tempat", lambda r: r.tempat, width=150, hidden=True),
                Column("status", "Status", lambda r: r.status.label, width=122,
                       tone=lambda r: _TONES[r.status]),
                Column("hadir", "Hadir", _came, sort=lambda r: r.hadir, right=True, width=85,
                       sought=False, tone=lambda r: "warn" if not r.diundang else ""),
                Column("keputusan", "Keputusan", lambda r: str(r.keputusan),
                       sort=lambda r: r.keputusan, right=True, width=100, sought=False,
                       hidden=True),
                Column("terbuka", "Terbuka", _open, sort=lambda r: r.terbuka, right=True,
                       width=100, sought=False, tone=lambda r: "bad" if r.terlambat else ""),
            ],
            lambda item: item.id,
            settings,
            empty=(
                "Belum ada rapat. Di sini rapat dijadwalkan, pesertanya diundang, kehadiran dan "
                "notulanya dicatat, dan tindak lanjutnya ditagih. Jadwalkan rapat pertama (Ctrl+N)."
            ),
        )  # fmt: skip
        self._today = today
        self.choice = choices("Pilihan rapat", _CHOICES, self._narrow)
        self.narrow_by(self.choice)

    def show_rows(self, rows: Sequence[RapatRow], today: date) -> None:
        """Show these meetings as they stand on a day."""
        self._today = today
        self.set_rows(rows)
        self._narrow()

    def narrow(self, name: str) -> bool:
        """Show a named selection; tell whether there is one of that name."""
        place = self.choice.findData(name)
        if place >= 0:
            self.choice.setCurrentIndex(place)
        return place >= 0

    def _narrow(self) -> None:
        choice, today = self.choice.currentData(), self._today

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

        self.set_only(only)


def _day(item: RapatRow) -> str:
    return f"{format_id.hari(item.tanggal)[:3]}, {format_id.tanggal_pendek(item.tanggal)}"


def _came(item: RapatRow) -> str:
    guests = f" +{item.tamu}" if item.tamu else ""
    return f"{item.hadir}/{item.diundang}{guests}" if item.diundang or guests else "—"


def _open(item: RapatRow) -> str:
    if not item.terbuka:
        return "—"
    return f"{item.terbuka} ({item.terlambat} lewat)" if item.terlambat else str(item.terbuka)
