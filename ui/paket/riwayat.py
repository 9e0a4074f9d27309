"""Packages that were made here and merged here."""

from __future__ import annotations

from datetime import datetime

from kkbdesk.model import format_id
from kkbdesk.model.paket import Arah, Paket
from ui.context import Context
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button
from ui.paket.kertas import save_minutes

_OWN = "Kantor sendiri"


def packages_table(context: Context) -> RecordTable[Paket]:
    """Return the list of packages; opening one shows when it was merged or made, and by whom."""
    own = context.desk.kantor.get().wilayah or "pusat"
    table: RecordTable[Paket] = RecordTable(
        "paket",
        [
            Column("dibuat", "Dibuat", _made, sort=lambda r: r.dibuat, width=130),
            Column("arah", "Arah", lambda r: r.arah.label, width=90,
                   tone=lambda r: "accent" if r.arah is Arah.MASUK else ""),
            Column("mitra", "Kantor", lambda r: _office(context, r, own), width=300),
            Column("tujuan", "Untuk apa", lambda r: r.tujuan.label, width=280),
            Column("urut", "Nomor", lambda r: str(r.urut), sort=lambda r: r.urut, right=True,
                   width=60),
            Column("baris", "Catatan", lambda r: format_id.angka(r.baris), sort=lambda r: r.baris,
                   right=True, width=75),
            Column("keadaan", "Keadaan", _state, width=150,
                   tone=lambda r: "warn" if _waiting(r) else "good"),
        ],
        lambda item: item.id,
        context.settings,
        empty=(
            "Belum ada paket yang dibuat atau digabung. Paket membawa data antarkantor lewat "
            "flashdisk; mulai dari Kirim atau Terima."
        ),
        several=False,
    )  # fmt: skip
    table.begin_with("Buat paket pertama", lambda: context.open("paket:kirim"))
    minutes = button("Berita acara…", "save", tip="Berita acara penggabungan paket terpilih")
    minutes.clicked.connect(lambda: save_minutes(context, next(iter(table.chosen_rows()), None)))
    table.bar.insertWidget(0, minutes)
    table.opened.connect(lambda id: context.open(f"riwayat:paket:{id}"))
    return table


def _made(item: Paket) -> str:
    local = datetime.fromisoformat(item.dibuat).astimezone()
    return f"{local:%d-%m-%Y %H.%M}"


def _office(context: Context, item: Paket, own: str) -> str:
    if not item.mitra or item.mitra == own:
        return _OWN
    return f"{context.desk.wilayah.kantor(item.mitra)} ({item.mitra})"


def _waiting(item: Paket) -> bool:
    return item.arah is Arah.KELUAR and not item.diakui


def _state(item: Paket) -> str:
    if item.arah is Arah.MASUK:
        return "sudah digabung"
    return "diterima penerima" if item.diakui else "belum diakui penerima"
