"""The officials who sign, with their terms; whoever left office stays, with an end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kkbdesk.model import format_id
from kkbdesk.model.ids import Kind
from kkbdesk.model.naskah import Pejabat, PeranPejabat, StatusJabatan
from kkbdesk.services.draf import BARU
from ui.context import Context
from ui.kit.rows import Column
from ui.pengaturan.berdampingan import Beside

FIELDS = (
    "peran", "wilayah", "nama", "nama_polos", "jabatan", "status", "atas_nama", "untuk_beliau",
    "pangkat", "nip", "mulai", "selesai",
)  # fmt: skip


class OfficialsPanel(Beside[Pejabat]):
    """The list of officials, and the one that is chosen."""

    def __init__(self, context: Context) -> None:
        self._places: dict[str, str] = {}
        today = context.desk.today()
        super().__init__(
            context,
            Pejabat,
            FIELDS,
            [
                Column("nama", "Nama", lambda r: r.nama, width=190,
                       tone=lambda r: "" if r.menjabat(today) else "muted"),
                Column("peran", "Jabatan", _post, width=190),
                Column("wilayah", "Wilayah", lambda r: self._places.get(r.wilayah or "", ""),
                       width=120),
                Column("masa", "Masa jabatan", _term, sort=lambda r: r.mulai, width=150),
            ],
            empty=(
                "Belum ada pejabat. Catat Bupati/Wali Kota, Sekretaris Daerah, Kepala Bagian Hukum "
                "dan kepala desa/lurah yang menandatangani naskah. Kepala dinas diambil dari "
                "Pengaturan › Kantor bila tidak dicatat di sini."
            ),
            add="Tambah pejabat",
        )  # fmt: skip

    def reload(self) -> None:
        """Read all officials."""
        found = self._context.desk.tata_naskah.pejabat()
        codes = {item.wilayah for item in found if item.wilayah}
        self._places = dict(self._context.desk.wilayah.nama(codes)) if codes else {}
        self.show_rows(found)

    def add_record(self, values: Mapping[str, Any]) -> Pejabat:
        """Add an official."""
        return self._context.desk.tata_naskah.tambah_pejabat(values)

    def change_record(self, record: Pejabat, values: Mapping[str, Any]) -> Pejabat:
        """Change an official."""
        return self._context.desk.tata_naskah.ubah_pejabat(record, values)

    def remove_records(self, records: list[Pejabat]) -> None:
        """Remove officials entered wrongly."""
        self._context.desk.tata_naskah.hapus_pejabat([item.id for item in records])

    def new(self) -> None:
        """Begin a new official."""
        self._begin(PeranPejabat.KEPALA_DAERAH, "")

    def go(self, target: str) -> None:
        """Choose an official, or begin one: `baru:kepala_desa:75.03.06.2002`."""
        name, _, rest = target.partition(":")
        if name == BARU and rest:
            peran, _, wilayah = rest.partition(":")
            self._begin(PeranPejabat(peran), wilayah)
        else:
            super().go(target)

    def _begin(self, peran: PeranPejabat, wilayah: str) -> None:
        drafts = self._context.drafts(Kind.PEJABAT, BARU)
        if not drafts.get().get("nama"):
            drafts.keep({})
        said = "Pejabat baru: isi namanya; selebihnya dapat menyusul."
        self.begin(drafts, said, {"peran": peran, "wilayah": wilayah or None})
        self.form.focus("nama")


def _post(item: Pejabat) -> str:
    post = item.jabatan or item.peran.label
    return post if item.status is StatusJabatan.DEFINITIF else f"{item.status.label} {post}"


def _term(item: Pejabat) -> str:
    if item.mulai is None and item.selesai is None:
        return ""
    return f"{_day(item.mulai)} – {_day(item.selesai) if item.selesai else 'sekarang'}"


def _day(value: date | None) -> str:
    return format_id.tanggal_pendek(value) if value else "…"
