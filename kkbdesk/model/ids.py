"""Identities: kinds of record, typed ids, time-ordered and derived UUIDs."""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from enum import StrEnum
from typing import NewType

KodeWilayah = NewType("KodeWilayah", str)
KantorId = NewType("KantorId", str)
JumlahDesaId = NewType("JumlahDesaId", str)
KampungId = NewType("KampungId", str)
KlasifikasiId = NewType("KlasifikasiId", str)
VariabelId = NewType("VariabelId", str)
PokjaId = NewType("PokjaId", str)
AnggotaId = NewType("AnggotaId", str)
OPDId = NewType("OPDId", str)
NamaOPDId = NewType("NamaOPDId", str)
ProgramId = NewType("ProgramId", str)
KegiatanId = NewType("KegiatanId", str)
ButirId = NewType("ButirId", str)
MatriksId = NewType("MatriksId", str)
SelMatriksId = NewType("SelMatriksId", str)
ImporId = NewType("ImporId", str)
PadananId = NewType("PadananId", str)
PejabatId = NewType("PejabatId", str)
DasarHukumId = NewType("DasarHukumId", str)
TataNaskahId = NewType("TataNaskahId", str)
AturanNaskahId = NewType("AturanNaskahId", str)
NaskahId = NewType("NaskahId", str)
SeriRapatId = NewType("SeriRapatId", str)
RapatId = NewType("RapatId", str)
PesertaId = NewType("PesertaId", str)
PembahasanId = NewType("PembahasanId", str)
KeputusanId = NewType("KeputusanId", str)
TindakLanjutId = NewType("TindakLanjutId", str)
FotoRapatId = NewType("FotoRapatId", str)
PaketId = NewType("PaketId", str)
KembarId = NewType("KembarId", str)
OrangId = NewType("OrangId", str)
PemulihanId = NewType("PemulihanId", str)
PermasalahanId = NewType("PermasalahanId", str)
TawaranId = NewType("TawaranId", str)
RencanaId = NewType("RencanaId", str)
LokasiRencanaId = NewType("LokasiRencanaId", str)
PendukungRencanaId = NewType("PendukungRencanaId", str)
RealisasiId = NewType("RealisasiId", str)
OPDRealisasiId = NewType("OPDRealisasiId", str)
FotoRealisasiId = NewType("FotoRealisasiId", str)
TahapanId = NewType("TahapanId", str)
ChangeSetId = NewType("ChangeSetId", str)

_NAMESPACE = uuid.UUID("6f0a3c1e-4c8e-5d0b-9a52-6b6b6264736b")
_BEGUN = hashlib.sha1(_NAMESPACE.bytes, usedforsecurity=False)


class Kind(StrEnum):
    """Every kind of record; the value is also the name of its table."""

    WILAYAH = "wilayah"
    JUMLAH_DESA = "jumlah_desa"
    KANTOR = "kantor"
    KAMPUNG = "kampung"
    KLASIFIKASI = "klasifikasi"
    VARIABEL = "variabel"
    POKJA = "pokja"
    ANGGOTA = "anggota"
    OPD = "opd"
    NAMA_OPD = "nama_opd"
    PROGRAM = "program"
    KEGIATAN = "kegiatan"
    BUTIR = "butir"
    MATRIKS = "matriks"
    SEL_MATRIKS = "sel_matriks"
    IMPOR = "impor"
    PADANAN = "padanan"
    PEJABAT = "pejabat"
    DASAR_HUKUM = "dasar_hukum"
    TATA_NASKAH = "tata_naskah"
    ATURAN_NASKAH = "aturan_naskah"
    SERI_RAPAT = "seri_rapat"
    RAPAT = "rapat"
    NASKAH = "naskah"
    PESERTA = "peserta"
    PEMBAHASAN = "pembahasan"
    KEPUTUSAN = "keputusan"
    TINDAK_LANJUT = "tindak_lanjut"
    FOTO_RAPAT = "foto_rapat"
    PAKET = "paket"
    KEMBAR = "kembar"
    ORANG = "orang"
    PEMULIHAN = "pemulihan"
    TAWARAN = "tawaran"
    RENCANA = "rencana"
    LOKASI_RENCANA = "lokasi_rencana"
    PENDUKUNG_RENCANA = "pendukung_rencana"
    PERMASALAHAN = "permasalahan"
    REALISASI = "realisasi"
    OPD_REALISASI = "opd_realisasi"
    FOTO_REALISASI = "foto_realisasi"
    TAHAPAN = "tahapan"


def new_id() -> str:
    """Return a new UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF000 << 64) | 0x7000 << 64
    value = value & ~(0xC000 << 48) | 0x8000 << 48
    return str(uuid.UUID(int=value))


def derived_id(kind: Kind, *parts: object) -> str:
    """Return the id that any machine gives to the thing named by these parts (UUID version 5).

    Two offices that enter the same cell of a matrix, or the same village, thereby speak of one
    record.
    """
    name = "\x1f".join([kind.value, *map(str, parts)])
    # As uuid.uuid5 does, without the object: imports ask for tens of thousands.
    begun = _BEGUN.copy()
    begun.update(name.encode())
    digest = begun.hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    return f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"
