"""The figures of meetings in sentences."""

from __future__ import annotations

from kkbdesk.model import format_id
from kkbdesk.queries.rapat_angka import AngkaRapat


def said(angka: AngkaRapat) -> tuple[str, str]:
    """Return the figures of a year, and who has not met this month."""
    parts = []
    held = sum(item.terlaksana for item in angka.per_tingkat)
    if angka.per_tingkat:
        levels = ", ".join(
            f"{item.nama.lower()} {item.terlaksana}{_of(item.seharusnya)}"
            for item in angka.per_tingkat
        )
        parts.append(f"Tahun {angka.tahun}: {held} rapat terlaksana ({levels})")
    owed = angka.tindak_lanjut
    if owed.terbuka or owed.selesai:
        late = f", {owed.terlambat} lewat tenggat" if owed.terlambat else ""
        parts.append(f"tindak lanjut: {owed.terbuka} terbuka{late}, {owed.selesai} selesai")
    missing = [
        f"{item.nama} (direncanakan {format_id.tanggal(item.direncanakan)})"
        if item.direncanakan
        else item.nama
        for item in angka.belum_rapat
    ]
    text = f"{' · '.join(parts)}." if parts else ""
    return text, f"Belum rapat bulan ini: {', '.join(missing)}." if missing else ""


def _of(due: int) -> str:
    return f" dari {due}" if due else ""
