"""The texts of documents: what they may use, what is wrong with one, what may be typed into it."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kkbdesk.errors import UserError
from kkbdesk.files import save
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KampungId, RapatId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.naskah import Naskah
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.rapat import Rapat
from kkbdesk.services.naskah import (
    MintaNaskah,
    NaskahService,
    daftar_jenis,
    jenis_naskah,
    minta_dari,
)
from kkbdesk.store import Reader, Store

_COMPUTED = frozenset(
    {
        "nomor", "tanggal", "huruf", "tahun", "tanggal_huruf", "tanggal_angka", "pejabat",
        "jenis_peraturan",
    }
)  # fmt: skip
"""Fields that number, date and kind of a document determine."""


@dataclass(frozen=True, slots=True)
class TeksJenis:
    """A text that an office can make its own: of a kind, or of a kind on one occasion."""

    kode: str
    judul: str
    jenis: str
    ragam: str


@dataclass(frozen=True, slots=True)
class IsianKetik:
    """A field of a document that may be typed."""

    nama: str
    label: str
    banyak: bool
    """Whether it stands for several lines."""
    ketikan: str
    data: str
    """What the records say, empty where they say nothing."""
    diketik: bool
    """Whether only somebody who types it knows."""


@dataclass(frozen=True, slots=True)
class Bahasa:
    """What a text may use: name and meaning of parts, fields, lists, tables and signatories."""

    bagian: tuple[tuple[str, str], ...]
    isian: tuple[tuple[str, str], ...]
    daftar: tuple[tuple[str, str], ...]
    tabel: tuple[tuple[str, str], ...]
    penanda: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Contoh:
    """Something that a text is tried with."""

    id: str
    nama: str


class TeksNaskahService:
    """Reads, checks and compares texts; keeping them is the affair of the settings."""

    def __init__(self, store: Store, naskah: NaskahService) -> None:
        self._store = store
        self._naskah = naskah

    def daftar(self) -> list[TeksJenis]:
        """Return all texts, a kind's variants below it."""
        found: list[TeksJenis] = []
        for jenis in daftar_jenis():
            found.append(TeksJenis(jenis.kode, jenis.judul, jenis.kode, ""))
            found += [
                TeksJenis(f"{jenis.kode}-{ragam}", judul, jenis.kode, ragam)
                for ragam, judul in jenis.ragam
            ]
        return found

    def bawaan(self, teks: TeksJenis) -> str:
        """Return the text as it is shipped."""
        return jenis_naskah(teks.jenis).teks(teks.ragam)

    def bahasa(self) -> Bahasa:
        """Return what a text may use."""
        from kkbdesk.documents.naskah.bahan import (  # noqa: PLC0415 - loaded when needed
            DAFTAR,
            LABEL,
            PENANDA,
            TABEL,
        )
        from kkbdesk.documents.naskah.teks import PARTS  # noqa: PLC0415

        offered = (PARTS, LABEL, DAFTAR, TABEL, PENANDA)
        return Bahasa(*(tuple(each.items()) for each in offered))

    def periksa(self, teks: str) -> str:
        """Return the sentence of what is wrong with a text, empty for a sound one."""
        from kkbdesk.documents.naskah.periksa import periksa_teks  # noqa: PLC0415 - when needed

        try:
            periksa_teks(teks)
        except UserError as error:
            return str(error)
        return "" if teks.strip() else "Teks masih kosong."

    def beda(self, teks: TeksJenis, ditulis: str) -> list[tuple[str, str]]:
        """Return the lines of the shipped and a written text: -, + or blank, and the line."""
        lines = difflib.ndiff(self.bawaan(teks).splitlines(), ditulis.splitlines())
        return [(line[0].strip(), line[2:]) for line in lines if line[0] != "?"]

    def contoh(self, teks: TeksJenis) -> list[Contoh]:
        """Return what a text may be tried with, the likeliest first; nothing for the office's."""
        with self._store.read() as reader:
            match _about(teks):
                case "rapat":
                    return _meetings(reader)
                case "kampung":
                    return _kampung(reader)
        return []

    def pratinjau(
        self, teks: TeksJenis, ditulis: str, contoh: str = ""
    ) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        """Return a text filled with data of the office as a PDF, and what it lacks.

        `contoh` is the id of what it is tried with. Raises UserError for a faulty text, and where
        there is nothing yet that it is about.
        """
        return self._naskah.pratinjau(replace(_wanted(teks, contoh), teks=ditulis))

    def contoh_word(self, teks: TeksJenis, path: Path) -> None:
        """Write a Word file that an own template can begin with; raises UserError, StorageFault.

        It has what the shipped text shows, with the headings that tables have in this office.
        """
        from kkbdesk.documents.naskah.bahan import DAFTAR, LABEL  # noqa: PLC0415 - when needed
        from kkbdesk.documents.naskah.teks import baca_teks, terpakai  # noqa: PLC0415
        from kkbdesk.documents.writers.word_contoh import contoh_word  # noqa: PLC0415

        shipped, samples = self.bawaan(teks), self.contoh(teks)
        minta = _wanted(teks, samples[0].id if samples else "")
        with self._store.read() as reader:
            _, isian = self._naskah.isian_dengan(reader, minta)
            shown = [part.rinci for part in baca_teks(shipped) if part.nama == "tabel"]
            tables = {
                name: [column.title for column in isian.tabel[name]().columns]
                for name in shown
                if name in isian.tabel
            }
        names = ["nomor", "tanggal", *terpakai(shipped)]
        fields = [(name, LABEL[name]) for name in dict.fromkeys(names) if name in LABEL]
        lists = [(name, DAFTAR[name]) for name in terpakai(shipped) if name in DAFTAR]
        save(path, contoh_word(teks.judul, fields, lists, tables))

    def isian(self, naskah: Naskah) -> list[IsianKetik]:
        """Return the fields of a document that may be typed, in the order of its text."""
        from kkbdesk.documents.naskah.bahan import DAFTAR, LABEL  # noqa: PLC0415 - when needed
        from kkbdesk.documents.naskah.teks import terpakai  # noqa: PLC0415

        minta = minta_dari(naskah)
        with self._store.read() as reader:
            teks, _ = self._naskah.isian_dengan(reader, minta)
            bare = replace(minta, ketikan={}, teks=teks)
            _, filled = self._naskah.isian_dengan(reader, bare)
            values = {**filled.nilai, "tentang": self._naskah.susun_dengan(reader, bare).tentang}
        shown = dict.fromkeys([*terpakai(teks), *minta.ketikan])
        own = jenis_naskah(naskah.jenis).ketikan
        return [
            IsianKetik(
                nama=nama,
                label=LABEL.get(nama) or DAFTAR[nama],
                banyak=nama in DAFTAR,
                ketikan=minta.ketikan.get(nama, ""),
                data=_said(nama, values, filled.daftar),
                diketik=nama in own,
            )
            for nama in shown
            if nama not in _COMPUTED and (nama in LABEL or nama in DAFTAR)
        ]


def _said(nama: str, values: Mapping[str, str], lists: Mapping[str, tuple[str, ...]]) -> str:
    return "\n".join(lists[nama]) if nama in lists else values.get(nama, "")


def _about(teks: TeksJenis) -> str:
    """Return what a text is about: rapat, kampung, or nothing but the office."""
    jenis = jenis_naskah(teks.jenis)
    if teks.ragam in ("rapat", "matriks") or jenis.perlu.value == "rapat":
        return "rapat"
    may = {jenis.perlu.value, *(each.value for each in jenis.boleh)}
    about_one = jenis.perlu.value == "kampung" or teks.ragam
    return "kampung" if "kampung" in may and about_one else ""


def _wanted(teks: TeksJenis, contoh: str) -> MintaNaskah:
    """Return what a text is tried with: the kampung or the meeting of this id."""
    minta, about = MintaNaskah(teks.jenis), _about(teks)
    if about == "rapat" and contoh:
        return replace(minta, rapat=RapatId(contoh))
    if about == "kampung" and contoh:
        return replace(minta, kampung=KampungId(contoh))
    return minta


def _meetings(reader: Reader) -> list[Contoh]:
    newest = sorted(reader.find(Rapat), key=lambda item: item.tanggal, reverse=True)
    return [Contoh(item.id, f"{item.nama} · {tanggal(item.tanggal)}") for item in newest]


def _kampung(reader: Reader) -> list[Contoh]:
    """Return the kampung that are active, the one with the fullest Pokja first."""
    groups = {item.id: item.kampung for item in reader.find(Pokja)}
    seats = Counter(groups.get(seat.pokja) for seat in reader.find(Anggota))
    found = sorted(reader.find(Kampung, aktif=True), key=lambda item: (-seats[item.id], item.nama))
    return [Contoh(item.id, item.nama) for item in found]
