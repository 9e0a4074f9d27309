"""What every report of an office shares: letterhead, title, place and date, head of office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kkbdesk.documents.blocks import (
    KOSONG,
    Block,
    Document,
    Kop,
    Page,
    Signatures,
    Signer,
    Title,
)
from kkbdesk.errors import UserError
from kkbdesk.model import wilayah
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KodeWilayah
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.kantor import Kantor
from kkbdesk.store import SEMUA, Reader

_MARK = "CONTOH"
_BLANK = KOSONG * 6


@dataclass(frozen=True, slots=True)
class Office:
    """The office whose paper it is, and the region and office that it is about."""

    kantor: Kantor
    wilayah: str
    """Kabupaten Bangka Barat, Provinsi Sumatera Barat, Indonesia."""
    kode: KodeWilayah
    """Code of that region, "" for the country."""
    milik: Kantor
    """The office whose records are shown: this one, or one that sent them."""

    @property
    def bagian(self) -> tuple[int, str]:
        """Return the level of the parts that the region is divided into, and their noun."""
        return {
            wilayah.KABUPATEN: (wilayah.KECAMATAN, "Kecamatan"),
            wilayah.PROVINSI: (wilayah.KABUPATEN, "Kabupaten/Kota"),
            0: (wilayah.PROVINSI, "Provinsi"),
        }[wilayah.level(self.kode)]

    def desa(self, kode: str, nama: str) -> str:
        """Return a village as this region calls it: Desa Rambat, Kelurahan Keranggan."""
        *_, kind = kode.split(".")
        words = self.milik.sebutan_desa.split("/")
        return f"{words[-1] if kind.startswith('1') else words[0]} {nama}"

    def place(self, reader: Reader, kampung: Kampung) -> str:
        """Return a kampung with the village and district it is in, and further up as needed."""
        names = reader.wilayah([kampung.desa])
        district = names[wilayah.ancestor(kampung.desa, wilayah.KECAMATAN)].nama
        village = self.desa(kampung.desa, names[kampung.desa].nama)
        parts = [kampung.nama, village, f"Kecamatan {district}"]
        if wilayah.level(self.kantor.wilayah or "") != wilayah.KABUPATEN:
            parts.append(names[wilayah.ancestor(kampung.desa, wilayah.KABUPATEN)].nama)
        return ", ".join(dict.fromkeys(parts))

    @property
    def tempat(self) -> str:
        """Return where the office signs, or a line to write it on."""
        return self.kantor.tempat or _BLANK

    def page(self, *, landscape: bool) -> Page:
        """Return the office's paper with the margins of tables."""
        if landscape:
            return Page(self.kantor.kertas, landscape=True, bottom=15)
        return Page(self.kantor.kertas, right=15)

    def document(
        self, lines: Sequence[str], blocks: Sequence[Block], *, landscape: bool = False
    ) -> Document:
        """Return a document under the letterhead; `lines` are its title."""
        return Document(
            title=" ".join(lines),
            author=self.kantor.nama,
            blocks=(Title(tuple(lines)), *blocks),
            page=self.page(landscape=landscape),
            kop=self.kop(),
            mark=_MARK if self.kantor.contoh or self.milik.contoh else "",
        )

    def kop(self) -> Kop:
        """Return the letterhead of the office."""
        kantor = self.kantor
        address = ", ".join(
            part for part in (kantor.alamat.replace("\n", ", "), kantor.kode_pos) if part
        )
        contact = "  ".join(
            f"{label} {value}"
            for label, value in (
                ("Telepon", kantor.telepon), ("Surel", kantor.surel), ("Laman", kantor.laman),
            )
            if value
        )  # fmt: skip
        above = (kantor.pemerintah.upper(),) if kantor.pemerintah else ()
        return Kop(above, kantor.nama.upper(), tuple(line for line in (address, contact) if line))

    def dated(self, day: date) -> str:
        """Return place and date as they stand above a signature."""
        return f"{self.tempat}, {tanggal(day)}"

    def head(self, *above: str) -> Signer:
        """Return the head of the office under these lines."""
        kantor = self.kantor
        return Signer(
            jabatan=kantor.kepala_jabatan.upper(),
            nama=kantor.kepala_nama,
            pangkat=kantor.kepala_pangkat,
            nip=kantor.kepala_nip,
            atas=above,
        )

    def signed(self, day: date) -> Signatures:
        """Return the signature of the head of the office."""
        return Signatures((self.head(self.dated(day)),))


def office_of(reader: Reader) -> Office:
    """Return the office of a store, and what the reader stands at.

    Raises UserError when the office was never set up.
    """
    found = reader.find(Kantor, kantor="")
    if not found:
        raise UserError("Kantor belum disiapkan.")
    kantor = milik = found[0]
    kode = kantor.wilayah or KodeWilayah("")
    if reader.kantor not in ("", SEMUA):
        kode = KodeWilayah(reader.kantor)
        milik = next(iter(reader.find(Kantor)), kantor)
    return Office(kantor, nama_wilayah(reader, kode), kode, milik)


def nama_wilayah(reader: Reader, kode: str) -> str:
    """Return a region as documents name it: Kabupaten …, Provinsi …, Indonesia."""
    if not kode:
        return "Indonesia"
    nama = reader.wilayah([kode])[KodeWilayah(kode)].nama
    return f"Provinsi {nama}" if wilayah.level(kode) == wilayah.PROVINSI else nama
