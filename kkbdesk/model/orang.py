"""The people of the office, and the sheet that helps when a PIN is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import Kind, OrangId, PemulihanId, derived_id


class PeranOrang(Choice):
    """What a person of the office may do; each may do what those before him may."""

    OPERATOR = "operator", "Operator"
    PENYELIA = "penyelia", "Penyelia"
    KEPALA = "kepala", "Kepala"

    @property
    def tingkat(self) -> int:
        """Return 0 for the least that may be done, 2 for the most."""
        return list(PeranOrang).index(self)


class Tindak(Choice):
    """An act that not everybody may do, as it stands at the beginning of a sentence."""

    SEPAKATI_MATRIKS = "sepakati_matriks", "Menyepakati atau membuka matriks"
    TETAPKAN_NASKAH = "tetapkan_naskah", "Menetapkan atau mencabut naskah"
    UBAH_PENGATURAN = "ubah_pengaturan", "Mengubah pengaturan dan daftar acuan"
    GABUNG_PAKET = "gabung_paket", "Menggabung paket"
    ATUR_KUNCI = "atur_kunci", "Menerima, melupakan, atau mengganti kunci kantor"
    PULIHKAN_CADANGAN = "pulihkan_cadangan", "Memulihkan salinan"
    PASANG_PEMBARUAN = "pasang_pembaruan", "Memasang pembaruan atau kembali ke versi sebelumnya"
    KELOLA_ORANG = "kelola_orang", "Mengelola orang dan lembar pemulihan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orang:
    """Somebody who works with the program; edits carry the name."""

    KIND: ClassVar[Kind] = Kind.ORANG
    NOUN: ClassVar[str] = "Orang"

    id: Annotated[OrangId, Field("Id", technical=True)]
    nama: Annotated[
        str,
        Field("Nama orang", help="Seperti dikenal di kantor.", names=True, pribadi=True),
    ]
    peran: Annotated[
        PeranOrang,
        Field(
            "Peran",
            help="Penyelia menyepakati, menetapkan dan mengatur; kepala juga mengelola orang.",
        ),
    ] = PeranOrang.OPERATOR
    aktif: Annotated[bool, Field("Aktif", help="Yang pindah tugas dimatikan, tidak dihapus.")] = (
        True
    )
    pin: Annotated[str, Field("PIN", technical=True)] = ""
    """Names the secret that holds the hash of the PIN; empty without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pemulihan:
    """The recovery sheet that is valid now; there is one."""

    KIND: ClassVar[Kind] = Kind.PEMULIHAN
    NOUN: ClassVar[str] = "Lembar pemulihan"

    id: Annotated[PemulihanId, Field("Id", technical=True)]
    dibuat: Annotated[date, Field("Dibuat tanggal")]
    dipakai: Annotated[date | None, Field("Dipakai tanggal")] = None
    kode: Annotated[str, Field("Kode", technical=True)]
    """Names the secret that holds the hash of the code."""


def pemulihan_id() -> PemulihanId:
    """Return the identity of the one sheet."""
    return PemulihanId(derived_id(Kind.PEMULIHAN))
