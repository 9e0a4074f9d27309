"""What a kampung or an agency still owes, in the words of a letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kkbdesk.model.format_id import tanggal
from kkbdesk.model.ids import KampungId, OPDId
from kkbdesk.model.opd import OPD
from kkbdesk.model.rapat import StatusTindakLanjut, TindakLanjut
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.model.saring import SaringRencana
from kkbdesk.model.wilayah import normal
from kkbdesk.queries.kelengkapan import BAGIAN, Bagian, Kelengkapan, kelengkapan
from kkbdesk.store import Reader

_NAMED = 10
"""So many activities are named; the others are counted."""
_ASKED = {
    "profil": "profil kampung",
    "pokja": "kelompok kerja dengan anggotanya",
    "sk": "keputusan penetapan kampung dan keputusan kelompok kerjanya",
    "matriks": "matriks integrasi dan konvergensi tahun {tahun}",
    "rencana": "rencana kegiatan tahun {tahun}",
    "realisasi": "catatan kegiatan yang sudah dilaksanakan sampai bulan ini",
    "rapat": "rapat atau musyawarah desa enam bulan terakhir, dengan notulanya",
    "data": "data dasar setahun terakhir",
}
"""What a letter asks for of each part that is not complete."""


def kekurangan_kampung(reader: Reader, id: KampungId, today: date) -> list[str]:
    """Return what is not complete of a kampung; nothing where all of it is."""
    rows = kelengkapan(reader, today.year, today, [id])
    return [
        _asked(name, row.bagian[name], today)
        for row in rows
        for name in BAGIAN
        if row.bagian[name].keadaan is not Kelengkapan.LENGKAP
    ]


def _asked(name: str, part: Bagian, today: date) -> str:
    known = "belum ada"
    if part.keterangan:
        known = f"{part.keadaan.label.lower()}, yang ada {part.keterangan}"
    return f"{_ASKED[name].format(tahun=today.year)} ({known})"


def kekurangan_opd(reader: Reader, id: OPDId, today: date) -> list[str]:
    """Return what an agency owes: late activities, activities without a time, follow-ups."""
    mine = SaringRencana(tahun=today.year, opd=frozenset({id}))
    plans = [
        plan
        for plan in reader.rencana(mine)
        if plan.opd == id and plan.status is StatusRencana.DIRENCANAKAN
    ]
    late = [plan for plan in plans if plan.terlambat(today)]
    untimed = [plan for plan in plans if plan.mulai is None]
    owed = [
        item
        for item in reader.find(TindakLanjut, status=StatusTindakLanjut.TERBUKA, opd=id)
        if item.terlambat(today)
    ]
    agency = reader.get(OPD, id)
    return [
        *_named(late, "realisasi, tanggal baru, atau alasan bagi “{0.kegiatan}” ({0.waktu})"),
        *_named(untimed, "waktu pelaksanaan “{0.kegiatan}”"),
        *(
            f"tindak lanjut rapat: {' '.join(item.uraian.split()).rstrip('.')} "
            f"(tenggat {tanggal(item.tenggat)})"
            for item in owed
            if item.tenggat
        ),
        *(["nama kader binaan atau PIC"] if agency and not agency.pic else []),
    ]


def _named(plans: list[Rencana], text: str) -> Iterator[str]:
    for plan in plans[:_NAMED]:
        yield text.format(plan)
    if len(plans) > _NAMED:
        yield f"{len(plans) - _NAMED} kegiatan lain yang serupa"


def opd_bernama(reader: Reader, nama: str) -> OPD | None:
    """Return the agency of an id, a name or a short name."""
    words = normal(nama)
    for item in reader.find(OPD):
        if nama == item.id or words in (normal(item.nama), normal(item.singkat)):
            return item
    return None
