"""Working groups (Pokja) and who sits in them, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import AnggotaId, KampungId, Kind, OPDId, PokjaId


class SusunanSeksi(Choice):
    """Which sections a working group has."""

    EMPAT = "seksi_empat", "Empat seksi (menurut sasaran Inpres 3/2022)"
    DELAPAN = "seksi_delapan", "Delapan seksi (fungsi keluarga, susunan lama)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pokja:
    """The working group of a kampung, or of the office's own region when `kampung` is empty."""

    KIND: ClassVar[Kind] = Kind.POKJA
    NOUN: ClassVar[str] = "Pokja"

    id: Annotated[PokjaId, Field("Id", technical=True)]
    kampung: Annotated[
        KampungId | None,
        Field("Kampung KB", ref=Kind.KAMPUNG, help="Kosong: Pokja tingkat kabupaten/kota."),
    ] = None
    mulai: Annotated[date | None, Field("Masa bakti mulai", aliases=("Mulai",))] = None
    selesai: Annotated[date | None, Field("Masa bakti sampai", aliases=("Selesai", "Sampai"))] = (
        None
    )
    sk_nomor: Annotated[str, Field("Nomor SK Pokja", aliases=("Nomor SK", "SK"))] = ""
    sk_tanggal: Annotated[date | None, Field("Tanggal SK Pokja", aliases=("Tanggal SK",))] = None
    seksi: Annotated[SusunanSeksi, Field("Susunan seksi")] = SusunanSeksi.EMPAT
    catatan: Annotated[str, Field("Catatan", long=True)] = ""
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""

    def berjalan(self, per: date) -> bool:
        """Tell whether the term of office includes that day; open ends include everything."""
        return (self.mulai is None or self.mulai <= per) and (
            self.selesai is None or per <= self.selesai
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Anggota:
    """A person's seat in a working group; a successor gets a seat of his own."""

    KIND: ClassVar[Kind] = Kind.ANGGOTA
    NOUN: ClassVar[str] = "Anggota Pokja"

    id: Annotated[AnggotaId, Field("Id", technical=True)]
    pokja: Annotated[PokjaId, Field("Pokja", ref=Kind.POKJA)]
    nama: Annotated[str, Field("Nama anggota", names=True, aliases=("Nama",), pribadi=True)]
    kedudukan: Annotated[
        str, Field("Kedudukan", daftar="kedudukan", aliases=("Jabatan dalam Pokja", "Jabatan"))
    ] = ""
    seksi: Annotated[str, Field("Seksi", daftar="seksi", aliases=("Bidang",))] = ""
    opd: Annotated[OPDId | None, Field("OPD", ref=Kind.OPD)] = None
    unsur: Annotated[
        str,
        Field("Unsur/jabatan", help="Misalnya Kepala Dusun, PKK.", aliases=("Instansi", "Unsur")),
    ] = ""
    kontak: Annotated[str, Field("Kontak", aliases=("No. HP", "Telepon"), pribadi=True)] = ""
    mulai: Annotated[date | None, Field("Mulai menjabat", aliases=("Mulai",))] = None
    selesai: Annotated[date | None, Field("Selesai menjabat", aliases=("Selesai",))] = None
    terlatih: Annotated[bool | None, Field("Sudah dilatih", aliases=("Terlatih",))] = None

    def menjabat(self, per: date) -> bool:
        """Tell whether the person holds the seat on that day."""
        return (self.mulai is None or self.mulai <= per) and (
            self.selesai is None or per <= self.selesai
        )
