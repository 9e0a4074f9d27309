"""What a meeting brings into its papers: invitees, minutes, decisions, follow-ups, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kkbdesk.documents.blocks import Grid, Photo
from kkbdesk.documents.naskah import kata, tabel
from kkbdesk.documents.naskah.bahan import Bahan
from kkbdesk.model.format_id import terbilang
from kkbdesk.model.rapat import Pembahasan, Peserta, Rapat
from kkbdesk.queries.rapat import RapatLengkap

_BLANK, _MOST = 12, 500
"""Empty rows of an attendance sheet unless somebody says otherwise, and at most."""
_FEW = 4
"""So many addressees stand on the letter itself; more are an attachment."""


@dataclass(frozen=True, slots=True)
class RapatIsian:
    """Lists, tables and pictures of a meeting."""

    daftar: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tabel: Mapping[str, Callable[[], Grid]] = field(default_factory=dict)
    hadir: str = ""
    tujuan: str = ""
    """To whom the letter goes, as the register names them."""
    lampiran: str = ""
    """What the letter says of its attachments."""
    foto: Callable[[], tuple[Photo, ...]] = tuple
    """Read only when the text shows them."""


def rapat_isian(bahan: Bahan) -> RapatIsian:
    """Return what the meeting of a document brings; of none, an empty attendance sheet."""
    phones, kertas = bahan.tata.telepon_hadir, bahan.tata.surat_kertas
    blank = min(_whole(bahan.ketikan.get("baris_kosong", "")), _MOST)
    if bahan.rapat is None:
        return RapatIsian(
            tabel={
                "hadir": lambda: tabel.attendance(
                    (), phones=phones, blank=blank or _BLANK, kertas=kertas
                ),
                "rapat": lambda: _held(bahan),
            }
        )
    meeting, berkas = bahan.rapat, bahan.berkas
    invited = [item for item in meeting.peserta if not item.tamu]
    everybody = (*invited, *(item for item in meeting.peserta if item.tamu))
    many = invited if len(invited) > _FEW else []
    decided = tuple(item.isi for item in meeting.keputusan)
    came = len(meeting.hadir)
    return RapatIsian(
        daftar={
            "penerima": _addressees(invited),
            "pembahasan": tuple(_said(item) for item in meeting.pembahasan),
            "keputusan": decided,
            "kesepakatan": decided,
            "acara_rapat": meeting.acara,
            "peserta": tuple(item.nama for item in everybody),
        },
        tabel={
            "hadir": lambda: tabel.attendance(everybody, phones=phones, blank=blank, kertas=kertas),
            "undangan": lambda: tabel.invited(many),
            "kehadiran": lambda: tabel.present(everybody),
            "tindak_lanjut": lambda: tabel.follow_ups(meeting),
            "rapat": lambda: _held(bahan),
        },
        tujuan=_destination(meeting, invited),
        lampiran="1 (satu) berkas" if many else "",
        hadir=f"{came} ({terbilang(came)}) orang" if came else "",
        foto=lambda: (
            tuple(Photo(berkas(item.berkas), item.keterangan) for item in meeting.foto)
            if berkas
            else ()
        ),
    )


def _addressees(invited: list[Peserta]) -> tuple[str, ...]:
    if not invited:
        return ("Yth. …", "di Tempat")
    if len(invited) > _FEW:
        return ("Yth. (daftar terlampir)", "di Tempat")
    if len(invited) == 1:
        return (f"Yth. {_called(invited[0])}", "di Tempat")
    named = (f"{n}. {_called(item)}" for n, item in enumerate(invited, 1))
    return ("Yth.", *named, "di Tempat")


def _destination(meeting: RapatLengkap, invited: list[Peserta]) -> str:
    """Return the offices invited, the first few by name and the others counted."""
    offices = [meeting.instansi(item) or item.jabatan or item.nama for item in invited]
    distinct = list(dict.fromkeys(offices))
    named, more = distinct[:_FEW], len(distinct) - _FEW
    return ", ".join([*named, *([f"dan {more} undangan lain"] if more > 0 else [])])


def _called(item: Peserta) -> str:
    if item.jabatan:
        return kata.jabatan(item.jabatan, item.instansi)
    return item.nama if item.instansi in item.nama else f"{item.nama}, {item.instansi}"


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
