"""The lines of the register."""

from __future__ import annotations

from datetime import date

from kkbdesk.model import format_id
from kkbdesk.model.naskah import StatusNaskah
from kkbdesk.services.register import NaskahRow
from kkbdesk.services.tindakan import SOON
from ui.kit.rows import Column

_TONES = {
    StatusNaskah.DITETAPKAN: "good",
    StatusNaskah.DIAJUKAN: "warn",
    StatusNaskah.DICABUT: "muted",
    StatusNaskah.BERAKHIR: "muted",
}


def columns(today: date) -> list[Column[NaskahRow]]:
    """Return the columns of the register."""
    return [
        Column("judul", "Jenis", lambda r: r.judul, width=190),
        Column("nomor", "Nomor", lambda r: r.nomor or "—", width=130),
        Column("tanggal", "Tanggal", lambda r: _day(r.tanggal), sort=lambda r: r.tanggal,
               right=True, width=85),
        Column("hal", "Hal/tentang", lambda r: r.hal, width=250),
        Column("tempat", "Kampung", lambda r: r.tempat, width=140),
        Column("penanda", "Penanda tangan", lambda r: r.penanda or "—", width=140, hidden=True),
        Column("tujuan", "Tujuan", lambda r: r.tujuan, width=140, hidden=True),
        Column("status", "Status", lambda r: r.status.label, width=90,
               tone=lambda r: _TONES.get(r.status, "")),
        Column("berlaku", "Berlaku sampai", lambda r: _day(r.selesai) if r.selesai else "",
               sort=lambda r: r.selesai, right=True, width=120,
               tone=lambda r: "warn" if ending(r, today) else ""),
        Column("pindaian", "Pindaian", lambda r: str(r.pindaian) if r.pindaian else "—",
               sort=lambda r: r.pindaian, right=True, width=75),
    ]  # fmt: skip


def ending(item: NaskahRow, today: date) -> bool:
    """Tell whether a document is in force and ends soon."""
    return (
        item.status is StatusNaskah.DITETAPKAN
        and item.selesai is not None
        and today <= item.selesai <= today + SOON
    )


def _day(value: date | None) -> str:
    return format_id.tanggal_pendek(value) if value else "—"
