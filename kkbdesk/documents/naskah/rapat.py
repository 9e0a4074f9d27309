"""What a meeting brings into its papers: invitees, minutes, decisions, follow-ups, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kkbdesk.documents.blocks import Grid, Photo
from kkbdesk.documents.naskah import tabel
from kkbdesk.documents.naskah.bahan import Bahan
from kkbdesk.model.format_id import terbilang
from kkbdesk.model.rapat import (
    Kehadiran,
    Keputusan,
    Pembahasan,
    Peserta,
    Rapat,
    TindakLanjut,
)

_BLANK, _MOST = 15, 500
"""Empty rows of an attendance sheet unless somebody says otherwise, and at most."""
_FEW = 4
"""So many addressees stand on the letter itself; more are an attachment."""


@dataclass(frozen=True, slots=True)
class RapatIsian:
    """Lists, tables and pictures of a meeting."""

    daftar: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tabel: Mapping[str, Callable[[], Grid]] = field(default_factory=dict)
    hadir: str = ""
    lampiran: str = ""
    """What the letter says of its attachments."""
    foto: tuple[Photo, ...] = ()


def rapat_isian(bahan: Bahan) -> RapatIsian:
    """Return what the meeting of a document brings; of none, an empty attendance sheet."""
    phones = bahan.tata.telepon_hadir
    blank = min(_whole(bahan.ketikan.get("baris_kosong", "")), _MOST)
    if bahan.rapat is None:
        return RapatIsian(
            tabel={
                "hadir": lambda: tabel.attendance((), phones=phones, blank=blank or _BLANK),
                "rapat": lambda: _held(bahan),
            }
        )
    reader, id = bahan.reader, bahan.rapat.id
    invited = sorted(reader.find(Peserta, rapat=id), key=lambda item: (item.tamu, item.urut))
    said = sorted(reader.find(Pembahasan, rapat=id), key=lambda item: item.urut)
    decided = sorted(reader.find(Keputusan, rapat=id), key=lambda item: item.urut)
    owed = sorted(reader.find(TindakLanjut, rapat=id), key=lambda item: item.urut)
    came = sum(item.kehadiran in (Kehadiran.HADIR, Kehadiran.DIWAKILI) for item in invited)
    many = [item for item in invited if not item.tamu]
    many = many if len(many) > _FEW else []
    return RapatIsian(
        daftar={
            "penerima": _addressees([item for item in invited if not item.tamu]),
            "pembahasan": tuple(_said(item) for item in said),
            "keputusan": tuple(item.isi for item in decided),
            "kesepakatan": tuple(item.isi for item in decided),
            "acara_rapat": bahan.rapat.acara,
            "peserta": tuple(item.nama for item in invited),
        },
        tabel={
            "hadir": lambda: tabel.attendance(invited, phones=phones, blank=blank),
            "undangan": lambda: tabel.invited(many),
            "kehadiran": lambda: tabel.present(invited),
            "tindak_lanjut": lambda: tabel.follow_ups(reader, owed),
            "rapat": lambda: _held(bahan),
        },
        lampiran="1 (satu) berkas" if many else "",
        hadir=f"{came} ({terbilang(came)}) orang" if came else "",
    )


def _addressees(invited: list[Peserta]) -> tuple[str, ...]:
    if not invited:
        return ("Yth. …", "di Tempat")
    if len(invited) > _FEW:
        return ("Yth. (daftar terlampir)", "di Tempat")
    named = [f"{n}. {_called(item)}" for n, item in enumerate(invited, 1)]
    if len(invited) == 1:
        named = [_called(invited[0])]
    return (f"Yth. {named[0]}", *named[1:], "di Tempat")


def _called(item: Peserta) -> str:
    post = ", ".join(part for part in (item.jabatan, item.instansi) if part)
    return post or item.nama


def _said(item: Pembahasan) -> str:
    return f"{item.pembicara} menyampaikan {item.isi}" if item.pembicara else item.isi


def _held(bahan: Bahan) -> Grid:
    year = [
        item
        for item in bahan.reader.find(Rapat)
        if item.tanggal.year == bahan.per.year and item.tanggal <= bahan.per
    ]
    return tabel.meetings(sorted(year, key=lambda item: (item.tanggal, item.mulai)))


def _whole(text: str) -> int:
    return int(text) if text.strip().isdecimal() else 0
