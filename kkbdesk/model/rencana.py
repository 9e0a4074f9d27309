"""The joint plan: what is to be done, where, when, by whom, for whom, with which money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import (
    KampungId,
    KegiatanId,
    Kind,
    LokasiRencanaId,
    OPDId,
    PendukungRencanaId,
    ProgramId,
    RencanaId,
    TawaranId,
    derived_id,
)
from kkbdesk.model.waktu import sebut_waktu


class StatusRencana(Choice):
    """What became of a planned activity, as far as people say; the rest follows from dates."""

    DIRENCANAKAN = "direncanakan", "Direncanakan"
    SELESAI = "selesai", "Selesai"
    DITUNDA = "ditunda", "Ditunda"
    BATAL = "batal", "Batal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rencana:
    """One activity of the joint plan; its places and the agencies that join hang on it."""

    KIND: ClassVar[Kind] = Kind.RENCANA
    NOUN: ClassVar[str] = "Rencana"

    id: Annotated[RencanaId, Field("Id", technical=True)]
    tahun: Annotated[int, Field("Tahun", names=True, tahun=True, minimum=1945, maximum=2100)]
    program: Annotated[
        ProgramId,
        Field("Program", ref=Kind.PROGRAM, names=True, aliases=("Intervensi", "Program Inpres")),
    ]
    kegiatan: Annotated[
        str, Field("Kegiatan", names=True, aliases=("Nama kegiatan", "Uraian kegiatan"))
    ]
    kegiatan_inpres: Annotated[
        KegiatanId | None,
        Field(
            "Kegiatan Inpres",
            ref=Kind.KEGIATAN,
            help="Menurut daftar kegiatan Inpres, untuk laman nasional.",
        ),
    ] = None
    opd: Annotated[
        OPDId | None,
        Field(
            "Penanggung jawab",
            ref=Kind.OPD,
            aliases=("OPD", "Pelaksana", "Perangkat daerah/mitra", "OPD penanggung jawab",
                     "Instansi"),
        ),
    ] = None  # fmt: skip
    tempat: Annotated[str, Field("Tempat kegiatan", aliases=("Tempat",))] = ""
    mulai: Annotated[
        date | None,
        Field("Mulai", help="Kosong: belum dijadwalkan.", aliases=("Tanggal mulai", "Tanggal")),
    ] = None
    selesai: Annotated[
        date | None, Field("Sampai", help="Kosong: satu hari.", aliases=("Tanggal selesai",))
    ] = None
    pasti: Annotated[
        bool, Field("Tanggal sudah pasti", help="Tidak: baru bulannya yang diketahui.")
    ] = True
    sasaran_peserta: Annotated[
        tuple[str, ...],
        Field("Sasaran peserta", daftar="sasaran_peserta", aliases=("Kelompok sasaran",)),
    ] = ()
    rincian_sasaran: Annotated[
        str, Field("Rincian sasaran", aliases=("Sasaran", "Penerima manfaat"))
    ] = ""
    target: Annotated[
        Decimal | None, Field("Target", minimum=0, aliases=("Volume", "Jumlah sasaran"))
    ] = None
    satuan: Annotated[str, Field("Satuan", help="Misalnya orang, paket, kegiatan.")] = ""
    anggaran: Annotated[
        Decimal | None,
        Field(
            "Anggaran",
            unit="Rp",
            places=0,
            rupiah=True,
            minimum=0,
            aliases=("Biaya", "Jumlah anggaran", "Pagu", "Pagu anggaran"),
        ),
    ] = None
    sumber_dana: Annotated[
        str, Field("Sumber dana", daftar="sumber_dana", aliases=("Sumber anggaran", "Sumber"))
    ] = ""
    status: Annotated[StatusRencana, Field("Status rencana", aliases=("Status",))] = (
        StatusRencana.DIRENCANAKAN
    )
    alasan: Annotated[
        str, Field("Alasan", help="Mengapa ditunda, dibatalkan, atau terlambat.", long=True)
    ] = ""
    tawaran: Annotated[TawaranId | None, Field("Dari tawaran", ref=Kind.TAWARAN)] = None
    catatan: Annotated[str, Field("Catatan", long=True, aliases=("Keterangan",))] = ""
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""

    @property
    def akhir(self) -> date | None:
        """Return the last day, None while nothing is scheduled."""
        return self.selesai or self.mulai

    @property
    def waktu(self) -> str:
        """Return when it is to happen, in words; empty while nothing is scheduled."""
        return sebut_waktu(self.mulai, self.selesai, pasti=self.pasti)

    def terlambat(self, per: date) -> bool:
        """Tell whether its time passed by that day while nobody said what became of it."""
        waiting = self.status is StatusRencana.DIRENCANAKAN and not self.alasan
        return waiting and self.akhir is not None and self.akhir < per


@dataclass(frozen=True, slots=True, kw_only=True)
class LokasiRencana:
    """A kampung in which a planned activity takes place."""

    KIND: ClassVar[Kind] = Kind.LOKASI_RENCANA
    NOUN: ClassVar[str] = "Lokasi rencana"

    id: Annotated[LokasiRencanaId, Field("Id", technical=True)]
    rencana: Annotated[RencanaId, Field("Rencana", ref=Kind.RENCANA)]
    kampung: Annotated[KampungId, Field("Kampung KB", ref=Kind.KAMPUNG)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PendukungRencana:
    """An agency that joins a planned activity beside the responsible one."""

    KIND: ClassVar[Kind] = Kind.PENDUKUNG_RENCANA
    NOUN: ClassVar[str] = "Pendukung rencana"

    id: Annotated[PendukungRencanaId, Field("Id", technical=True)]
    rencana: Annotated[RencanaId, Field("Rencana", ref=Kind.RENCANA)]
    opd: Annotated[OPDId, Field("OPD", ref=Kind.OPD)]


@dataclass(frozen=True, slots=True)
class RencanaLengkap:
    """A planned activity with its places and the agencies that join."""

    rencana: Rencana
    kampung: frozenset[KampungId] = frozenset()
    pendukung: frozenset[OPDId] = frozenset()

    @property
    def opd(self) -> frozenset[OPDId]:
        """Return all agencies, the responsible one included."""
        return self.pendukung | ({self.rencana.opd} if self.rencana.opd else frozenset())


def lokasi(rencana: RencanaId, kampung: KampungId) -> LokasiRencana:
    """Return that a planned activity takes place in a kampung, the same record everywhere."""
    id = LokasiRencanaId(derived_id(Kind.LOKASI_RENCANA, rencana, kampung))
    return LokasiRencana(id=id, rencana=rencana, kampung=kampung)


def pendukung(rencana: RencanaId, opd: OPDId) -> PendukungRencana:
    """Return that an agency joins a planned activity, the same record everywhere."""
    id = PendukungRencanaId(derived_id(Kind.PENDUKUNG_RENCANA, rencana, opd))
    return PendukungRencana(id=id, rencana=rencana, opd=opd)
