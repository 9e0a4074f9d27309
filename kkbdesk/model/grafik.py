"""A chart as values: what it shows, by what, in which unit; screens and paper draw it alike."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kkbdesk.model.format_id import angka

Nilai = int | Decimal | None
"""None where it is not known, which is never zero."""


@dataclass(frozen=True, slots=True)
class Deret:
    """One series: a value for every category."""

    nama: str
    nilai: tuple[Nilai, ...]


@dataclass(frozen=True, slots=True)
class Grafik:
    """Bars of one or several series over the same categories."""

    kode: str
    judul: str
    menurut: str
    """What the categories are: Kecamatan, Tahun, OPD."""
    satuan: str
    """What the values count."""
    kategori: tuple[str, ...]
    deret: tuple[Deret, ...]
    susun: bool = False
    """The series of a category make up a whole and stand on each other."""
    tegak: bool = False
    """Categories follow each other in time: from left to right."""

    @property
    def kosong(self) -> bool:
        """Tell whether there is nothing to draw."""
        return not any(value for each in self.deret for value in each.nilai)

    @property
    def terbesar(self) -> Decimal:
        """Return the length of the longest bar."""
        known = [[Decimal(value or 0) for value in each.nilai] for each in self.deret]
        if not self.kategori or not known:
            return Decimal()
        columns = zip(*known, strict=True)
        return max((sum(each, Decimal()) if self.susun else max(each)) for each in columns)

    def sebut(self) -> str:
        """Return all values in words, for those who cannot see the bars."""
        lines = []
        for at, name in enumerate(self.kategori):
            told = (f"{each.nama} {sebut_nilai(each.nilai[at])}" for each in self.deret)
            lines.append(f"{name}: {', '.join(told)}")
        return f"{self.judul} ({self.satuan}). {'; '.join(lines)}."

    def tabel(self) -> str:
        """Return the values as lines and tabulators, as a spreadsheet takes them."""
        rows = [(self.menurut, *(each.nama for each in self.deret))]
        for at, name in enumerate(self.kategori):
            cells = (each.nilai[at] for each in self.deret)
            rows.append((name, *(sebut_nilai(cell) if cell is not None else "" for cell in cells)))
        return "\n".join("\t".join(row) for row in rows)


def sebut_nilai(value: Nilai) -> str:
    """Return a value as charts write it: 1.234,5, a dash where it is not known."""
    return "–" if value is None else angka(value)
