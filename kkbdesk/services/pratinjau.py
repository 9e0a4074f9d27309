"""What an import would do, row by row, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kkbdesk.exchange.columns import Daftar
from kkbdesk.model.changes import Change
from kkbdesk.model.fields import Choice
from kkbdesk.model.impor import JenisPadanan


class Hasil(Choice):
    """What becomes of a row."""

    BARU = "baru", "Baru"
    BERUBAH = "berubah", "Berubah"
    SAMA = "sama", "Sama"
    DITOLAK = "ditolak", "Ditolak"


@dataclass(frozen=True, slots=True)
class Usulan:
    """What a text in the workbook may mean; to be confirmed by the user."""

    jenis: JenisPadanan
    teks: str
    kode: str
    """The code of a region, or the name of an agency."""
    nama: str


@dataclass(frozen=True, slots=True)
class Beda:
    """One field that a row changes, in words."""

    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of the workbook and what becomes of it."""

    baris: int
    """Its number in the sheet."""
    hasil: Hasil
    kode: str = ""
    """The code of the village, or what names the record otherwise."""
    nama: str = ""
    alasan: str = ""
    """Why it was rejected; otherwise what was noticed about it."""
    kolom: str = ""
    nilai: str = ""
    usulan: tuple[Usulan, ...] = ()
    koreksi: str = ""
    """What may have been meant in the cell that cannot be read."""
    beda: tuple[Beda, ...] = ()


@dataclass(frozen=True, slots=True)
class Hilang:
    """Something the last import of this kind named and this file does not."""

    id: str
    kode: str
    nama: str


@dataclass(frozen=True, slots=True)
class Pratinjau:
    """A planned import: nothing of it is written yet."""

    berkas: str
    lembar: str
    jenis: Daftar
    tanggal: date
    baris: tuple[Baris, ...]
    hilang: tuple[Hilang, ...]
    catatan: tuple[str, ...]
    perubahan: tuple[Change, ...]

    def jumlah(self, hasil: Hasil) -> int:
        """Return how many rows come out so."""
        return Counter(row.hasil for row in self.baris)[hasil]

    @property
    def label(self) -> str:
        """Return what the history calls this import."""
        return f"Impor {self.jenis.label.lower()} dari {self.berkas}"

    @property
    def terpakai(self) -> bool:
        """Tell whether any row could be used."""
        return any(row.hasil is not Hasil.DITOLAK for row in self.baris)

    @property
    def usulan(self) -> tuple[Usulan, ...]:
        """Return every proposal once, in the order of the rows."""
        return tuple(dict.fromkeys(usulan for row in self.baris for usulan in row.usulan))
