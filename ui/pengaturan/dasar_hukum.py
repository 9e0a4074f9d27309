"""The legal bases that decrees rest on, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kkbdesk.model.ids import Kind
from kkbdesk.model.naskah import DasarHukum, JenisAturan
from kkbdesk.services.draf import BARU
from ui.context import Context
from ui.kit.rows import Column
from ui.pengaturan.berdampingan import Beside

FIELDS = (
    "jenis", "instansi", "nomor", "tahun", "tanggal", "judul", "lembaran", "tambahan", "berita",
    "perubahan", "naskah", "aktif",
)  # fmt: skip


class BasesPanel(Beside[DasarHukum]):
    """The list by hierarchy and year, and the regulation that is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            DasarHukum,
            FIELDS,
            [
                Column("bagian", "Bagian", _part, width=125),
                Column("jenis", "Jenis", lambda r: r.jenis.label, width=155,
                       tone=lambda r: "" if r.aktif else "muted"),
                Column("nomor", "Nomor", lambda r: r.nomor, width=105),
                Column("tahun", "Tahun", lambda r: str(r.tahun or ""), sort=lambda r: r.tahun,
                       right=True, width=60),
                Column("judul", "Tentang", lambda r: r.judul, width=205,
                       tone=lambda r: "" if r.aktif else "muted"),
                Column("aktif", "Dipakai", lambda r: "ya" if r.aktif else "tidak", width=70),
            ],
            empty="Belum ada dasar hukum. Tambahkan undang-undang dan peraturan yang dikutip.",
            add="Tambah dasar hukum",
        )  # fmt: skip

    def reload(self) -> None:
        """Read all legal bases."""
        self.show_rows(self._context.desk.tata_naskah.dasar_hukum())

    def add_record(self, values: Mapping[str, Any]) -> DasarHukum:
        """Add a legal basis."""
        return self._context.desk.tata_naskah.tambah_dasar(values)

    def change_record(self, record: DasarHukum, values: Mapping[str, Any]) -> DasarHukum:
        """Change a legal basis."""
        return self._context.desk.tata_naskah.ubah_dasar(record, values)

    def remove_records(self, records: list[DasarHukum]) -> None:
        """Remove legal bases."""
        self._context.desk.tata_naskah.hapus_dasar([item.id for item in records])

    def new(self) -> None:
        """Begin a new legal basis."""
        drafts = self._context.drafts(Kind.DASAR_HUKUM, BARU)
        said = "Dasar hukum baru: urutannya menurut jenis dan tahun."
        self.begin(drafts, said, {"jenis": JenisAturan.UU})


def _part(item: DasarHukum) -> str:
    return "Mengingat" if item.jenis.mengikat else "Memperhatikan"
