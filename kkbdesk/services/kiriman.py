"""What a package will hold and what is left out of it, in words, before it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kkbdesk.model import format_id
from kkbdesk.model.fields import described
from kkbdesk.model.ids import Kind
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.registry import RECORDS
from kkbdesk.services.muatan import Muatan


@dataclass(frozen=True, slots=True)
class Kiriman:
    """A package that is about to be made."""

    nomor: int
    tujuan: Tujuan
    mitra: str
    """Code of the office that the purpose names as receiver."""
    banyak: dict[str, int]
    """Per kind of record how many."""
    dihapus: int
    """How many deletions it tells of."""
    lampiran: int
    """How many pictures and papers."""
    ukuran_lampiran: int
    """Bytes of these."""
    tanpa: dict[str, tuple[str, ...]]
    """Per kind of record the fields that are left out, as people call them."""
    terbuka: int
    """Questions that nobody decided on yet."""
    utuh: bool
    """Whether it holds everything, not only what changed."""

    @property
    def catatan(self) -> int:
        """Return how many records it holds."""
        return sum(self.banyak.values())

    def peringatan(self) -> Iterator[str]:
        """Yield what the sender should know first."""
        if self.tujuan is Tujuan.PERUBAHAN and self.utuh:
            yield (
                "Belum ada paket yang diakui penerimanya, maka paket ini memuat seluruh data. "
                "Pengakuan datang bersama paket balasan."
            )
        elif self.tujuan is Tujuan.PERUBAHAN and not self.catatan and not self.dihapus:
            yield "Tidak ada yang berubah sejak paket terakhir yang diakui penerimanya."
        if self.tujuan is Tujuan.REFERENSI and not self.catatan and not self.dihapus:
            yield (
                "Tidak ada rujukan atau koreksi baru. Paket ini tetap membawa pengakuan, yaitu "
                "paket mana dari kantor itu yang sudah digabung di sini."
            )
        if self.terbuka:
            yield (
                f"{format_id.angka(self.terbuka)} pertentangan belum diputuskan; kedua nilainya "
                "ikut terkirim."
            )


def kiriman(
    nomor: int, tujuan: Tujuan, mitra: str, muatan: Muatan, tanpa: dict[str, list[str]],
    ukuran_lampiran: int, *, utuh: bool,
) -> Kiriman:  # fmt: skip
    """Return a package in words; `tanpa` as its manifest has it."""
    lines = {Kind(kind): rows for kind, rows in muatan.tabel.items()}
    living = {kind: sum(row["isi"] is not None for row in rows) for kind, rows in lines.items()}
    return Kiriman(
        nomor, tujuan, mitra,
        {RECORDS[kind].NOUN: number for kind, number in living.items() if number},
        sum(len(rows) - living[kind] for kind, rows in lines.items()),
        len(muatan.lampiran), ukuran_lampiran, _said(tanpa), muatan.terbuka, utuh,
    )  # fmt: skip


def _said(tanpa: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Return what is left out as labels; fields that only the program knows are not told."""
    told: dict[str, tuple[str, ...]] = {}
    for kind, names in tanpa.items():
        record_type = RECORDS[Kind(kind)]
        fields = (described(record_type, name).field for name in names)
        labels = tuple(field.label for field in fields if not field.technical)
        if labels:
            told[record_type.NOUN] = labels
    return told
