"""Packages that went out and came in, and records that two offices made of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from kkbdesk.model.fields import Choice, Field
from kkbdesk.model.ids import KembarId, Kind, PaketId


class Tujuan(Choice):
    """What a package is for, and so what it holds."""

    PROVINSI = "provinsi", "Seluruh data kantor untuk provinsi"
    PERUBAHAN = "perubahan", "Perubahan sejak paket terakhir yang diterima provinsi"
    KECAMATAN = "kecamatan", "Satu kecamatan atau kampung untuk petugas lapangan"
    REFERENSI = "referensi", "Daftar rujukan dan koreksi untuk kantor"
    SERAH_TERIMA = "serah-terima", "Seluruh isi untuk operator atau komputer pengganti"


class Arah(Choice):
    """Which way a package went."""

    KELUAR = "keluar", "Dibuat"
    MASUK = "masuk", "Digabung"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paket:
    """One package made here or merged here; it is never part of a package itself."""

    KIND: ClassVar[Kind] = Kind.PAKET
    NOUN: ClassVar[str] = "Paket"

    id: Annotated[PaketId, Field("Id", technical=True)]
    arah: Annotated[Arah, Field("Arah")]
    mitra: Annotated[str, Field("Kantor mitra")]
    """Code of the office it came from or went to; empty when it was made for no one known."""
    nama_mitra: Annotated[str, Field("Nama kantor mitra")] = ""
    tujuan: Annotated[Tujuan, Field("Tujuan")]
    lingkup: Annotated[str, Field("Wilayah isi")] = ""
    simpul: Annotated[str, Field("Komputer pembuat", technical=True)]
    urut: Annotated[int, Field("Nomor urut")]
    """Numbered from 1 per computer and for whom: the province, or a region."""
    sidik: Annotated[str, Field("Sidik isi", technical=True)]
    """SHA-256 of the manifest, which names the digests of all the rest."""
    dibuat: Annotated[str, Field("Dibuat")]
    """ISO text, UTC."""
    baris: Annotated[int, Field("Banyak catatan")] = 0
    posisi: Annotated[int, Field("Posisi riwayat", technical=True)] = 0
    """The entry of the maker's journal up to which it holds everything."""
    diakui: Annotated[bool, Field("Diterima")] = False
    """Whether the receiver's return package named it; of one merged here, whether it was taken
    whole and so will be named."""
    kenal: Annotated[str, Field("Keadaan pembuat", technical=True, long=True)] = ""
    """JSON: up to where the maker had seen each node's writes."""
    total: Annotated[str, Field("Angka kontrol", technical=True, long=True)] = ""
    """JSON: the sender's control totals per table."""
    berita_acara: Annotated[str, Field("Berita acara", technical=True, berkas=True)] = ""
    """The minutes of its merging as they were, by the digest of the frozen document."""


def sidik_pendek(sidik: str) -> str:
    """Return the beginning of a digest as people read it aloud: `3f2a 91c0 77de`."""
    return " ".join(sidik[at : at + 4] for at in (0, 4, 8))


def sidik_cetak(sidik: str) -> str:
    """Return a digest as papers show it: what is read aloud, then all of it in two lines."""
    return f"{sidik_pendek(sidik)} …\n{sidik[:32]}\n{sidik[32:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kembar:
    """Somebody decided that two records are one thing: `lain` is from now on `rekam`."""

    KIND: ClassVar[Kind] = Kind.KEMBAR
    NOUN: ClassVar[str] = "Catatan kembar"

    id: Annotated[KembarId, Field("Id", technical=True)]
    jenis: Annotated[str, Field("Jenis catatan")]
    lain: Annotated[str, Field("Catatan yang dilebur", technical=True)]
    rekam: Annotated[str, Field("Catatan yang dipakai", technical=True)]
    kantor: Annotated[str, Field("Kantor pemilik", technical=True)] = ""
