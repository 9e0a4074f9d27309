"""Everybody who may sign a document, by the role that its text names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kkbdesk.documents.blocks import KOSONG, Signer
from kkbdesk.documents.naskah.bahan import Bahan
from kkbdesk.documents.naskah.jenis import JenisNaskah
from kkbdesk.documents.naskah.pejabat import penanda, sebutan_kabag_hukum, sebutan_kepala_desa
from kkbdesk.model.ids import PejabatId
from kkbdesk.model.naskah import Pejabat, PeranPejabat
from kkbdesk.model.wilayah import Wilayah, is_kelurahan

_BLANK = KOSONG * 8


def para_penanda(
    bahan: Bahan, jenis: JenisNaskah, nilai: Mapping[str, str], pejabat: PejabatId | None
) -> Iterator[tuple[str, Signer]]:
    """Yield roles and signatories; "" is who signs the document itself, or was chosen to."""
    village = bahan.desa
    own = village if jenis.peran is PeranPejabat.KEPALA_DESA else None
    polos = jenis.hukum and not (own is not None and is_kelurahan(own.id))
    yield "", penanda(
        bahan.reader, bahan.office, jenis.peran, nilai["pejabat"], bahan.per,
        wilayah=own.id if own else None, polos=polos, terpilih=pejabat,
    )  # fmt: skip
    yield from _dinas(bahan, nilai)
    yield "pimpinan", _orang(bahan, "Pimpinan Rapat", nilai.get("pimpinan", ""))
    yield "notulis", _orang(bahan, "Pencatat", nilai.get("notulis", ""))
    yield "ketua_pokja", Signer("Ketua Kelompok Kerja", nilai.get("ketua_pokja", ""), nip=None)
    if village is not None:
        yield "kepala_desa", _kepala_desa(bahan, village)
        yield "pengundang", _sekretaris(bahan, village, nip=None)
    else:
        title = f"Sekretaris Daerah {bahan.office.wilayah}"
        yield (
            "pengundang",
            penanda(bahan.reader, bahan.office, PeranPejabat.SEKDA, title, bahan.per, polos=True),
        )


def pengesah(bahan: Bahan, jenis: JenisNaskah) -> Signer:
    """Return who certifies a copy of a decree: the legal division, or the clerk of a village."""
    village = bahan.desa
    if jenis.peran is PeranPejabat.KEPALA_DESA and village is not None:
        return _sekretaris(bahan, village, nip="" if is_kelurahan(village.id) else None)
    title = sebutan_kabag_hukum(bahan.office)
    role = PeranPejabat.KABAG_HUKUM
    return penanda(bahan.reader, bahan.office, role, title, bahan.per, polos=False)


def _sekretaris(bahan: Bahan, village: Wilayah, *, nip: str | None) -> Signer:
    """Return the clerk of a village, whose name the records do not know."""
    return Signer(f"Sekretaris {bahan.office.desa(village.id, village.nama)}".upper(), nip=nip)


def _dinas(bahan: Bahan, nilai: Mapping[str, str]) -> Iterator[tuple[str, Signer]]:
    """Yield the head of the office in his parts, and those whom he meets in them."""
    head = bahan.office.head()
    dated = (f"{nilai.get('tempat') or KOSONG}, {nilai.get('tanggal') or KOSONG}",)
    yield "mengetahui", Signer(head.jabatan, head.nama, head.pangkat, head.nip, ("Mengetahui,",))
    yield "pengirim", Signer(head.jabatan, head.nama, head.pangkat, head.nip, ("Pengirim,",))
    yield "penerima", Signer(
        _BLANK, pangkat=f"Pangkat {_BLANK}\nNIP {_BLANK}\nTelepon {_BLANK}", nip=None,
        atas=(f"Diterima tanggal {KOSONG}", "Penerima,"),
    )  # fmt: skip
    first = f"PIHAK PERTAMA,\n{head.jabatan}"
    yield "pihak_pertama", Signer(first, head.nama, head.pangkat, head.nip, dated)
    yield "pihak_kedua", Signer("PIHAK KEDUA", nilai.get("pihak_kedua", ""), nip=None, atas=("",))


def _orang(bahan: Bahan, jabatan: str, nama: str) -> Signer:
    """Return somebody of a meeting, with rank and number where he is an official of the office."""
    head = bahan.office.head()
    if nama and nama == head.nama:
        return Signer(jabatan, nama, head.pangkat, head.nip or None)
    known = next((item for item in bahan.reader.find(Pejabat) if nama and item.nama == nama), None)
    if known is None:
        return Signer(jabatan, nama, nip=None)
    return Signer(jabatan, nama, known.pangkat, known.nip or None)


def _kepala_desa(bahan: Bahan, village: Wilayah) -> Signer:
    title = sebutan_kepala_desa(bahan.reader, bahan.office, village, bahan.per)
    return penanda(
        bahan.reader, bahan.office, PeranPejabat.KEPALA_DESA, title, bahan.per,
        wilayah=village.id, polos=False,
    )  # fmt: skip
