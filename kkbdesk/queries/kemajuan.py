"""What stands behind a cell of the matrix: agreement, plan, deeds, follow-ups; and its state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kkbdesk.model.fields import Choice
from kkbdesk.model.ids import KampungId, OPDId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.matriks import Matriks, Peran, SelMatriks, matriks_id, sel_id
from kkbdesk.model.rapat import Keputusan, Rapat, TindakLanjut
from kkbdesk.model.rencana import LokasiRencana, Rencana, StatusRencana
from kkbdesk.model.saring import Halaman, SaringRealisasi, SaringRencana
from kkbdesk.queries.matriks import Letak
from kkbdesk.queries.milik import kantor_kampung, opd_senama
from kkbdesk.queries.realisasi import RealisasiRow, baris_realisasi
from kkbdesk.queries.rencana import RencanaRow, baris_rencana
from kkbdesk.store import SEMUA, Kemajuan, Reader

_MOST = Halaman(30)
"""So many activities of one cell are shown; its numbers count all of them."""


class KeadaanSel(Choice):
    """What a cell of the matrix stands for, from what came of it."""

    KOSONG = "kosong", "Belum ada apa-apa"
    DISEPAKATI = "disepakati", "Disepakati"
    DIRENCANAKAN = "direncanakan", "Direncanakan"
    TERLAKSANA = "terlaksana", "Terlaksana"
    TERLAMBAT = "terlambat", "Terlambat"


@dataclass(frozen=True, slots=True)
class IsiSel:
    """Everything behind one cell."""

    sel: SelMatriks | None
    keadaan: Matriks | None
    keputusan: Keputusan | None
    """The decision that agreed the matrix."""
    rapat: Rapat | None
    """The meeting that took it."""
    rencana: tuple[RencanaRow, ...]
    realisasi: tuple[RealisasiRow, ...]
    tindak_lanjut: tuple[tuple[TindakLanjut, Rapat], ...]
    """What the agency owes after meetings of the year about the same place, newest first."""


class KampungSel(NamedTuple):
    """One of the kampung behind a cell of the combined view."""

    kampung: Kampung
    peran: Peran
    keadaan: KeadaanSel


def keadaan_sel(kemajuan: Kemajuan | None, *, disepakati: bool) -> KeadaanSel:
    """Return what a cell stands for; what is late matters most, then what is still to be done."""
    if kemajuan is not None and kemajuan.terlambat:
        return KeadaanSel.TERLAMBAT
    if kemajuan is not None and kemajuan.rencana > kemajuan.selesai:
        return KeadaanSel.DIRENCANAKAN
    if kemajuan is not None and (kemajuan.realisasi or kemajuan.selesai):
        return KeadaanSel.TERLAKSANA
    return KeadaanSel.DISEPAKATI if disepakati else KeadaanSel.KOSONG


def penyepakat(
    reader: Reader, tahun: int, kampung: KampungId | None
) -> tuple[Keputusan, Rapat] | None:
    """Return the newest decision that agreed a matrix, with its meeting."""
    decided = {item.rapat: item for item in reader.find(Keputusan, matriks=tahun)}
    held = [
        item
        for item in reader.get_many(Rapat, decided).values()
        if matriks_id(tahun, item.kampung) == matriks_id(tahun, kampung)
    ]
    newest = max(held, key=lambda item: item.tanggal, default=None)
    return (decided[newest.id], newest) if newest else None


def baca_isi_sel(
    reader: Reader, tahun: int, kampung: KampungId | None, letak: Letak, today: date
) -> IsiSel:
    """Return what stands behind a cell of the matrix of a kampung, or of the office's region."""
    if kampung is not None:
        reader = reader.sebagai(kantor_kampung(reader, kampung))
    program, opd = letak
    where = frozenset({kampung} if kampung else ())
    plans = reader.rencana(
        SaringRencana(tahun=tahun, program=program, opd=frozenset({opd}), kampung=where), _MOST
    )
    deeds = reader.realisasi(
        SaringRealisasi(program=program, opd=frozenset({opd}), kampung=where,
                        dari=date(tahun, 1, 1), sampai=date(tahun, 12, 31)),
        _MOST,
    )  # fmt: skip
    agreed = penyepakat(reader, tahun, kampung)
    return IsiSel(
        sel=reader.get(SelMatriks, sel_id(tahun, kampung, program, opd)),
        keadaan=reader.get(Matriks, matriks_id(tahun, kampung)),
        keputusan=agreed[0] if agreed else None,
        rapat=agreed[1] if agreed else None,
        rencana=tuple(baris_rencana(reader, plans, today)),
        realisasi=tuple(baris_realisasi(reader, deeds)),
        tindak_lanjut=tuple(_owed(reader, tahun, kampung, opd)),
    )


def _owed(
    reader: Reader, tahun: int, kampung: KampungId | None, opd: OPDId
) -> list[tuple[TindakLanjut, Rapat]]:
    items = reader.find(TindakLanjut, opd=opd)
    meetings = reader.get_many(Rapat, {item.rapat for item in items})
    found = [
        (item, meetings[item.rapat])
        for item in items
        if item.rapat in meetings
        and meetings[item.rapat].kampung == kampung
        and meetings[item.rapat].tanggal.year == tahun
    ]
    return sorted(found, key=lambda pair: pair[1].tanggal, reverse=True)


def kampung_di_balik(reader: Reader, tahun: int, letak: Letak) -> list[KampungSel]:
    """Return the active kampung whose matrices fill a cell, by name, each with its state.

    An agency stands for all of its name.
    """
    program, named = letak[0], opd_senama(reader, letak[1])
    roles = {
        cell.kampung: cell.peran
        for opd in named
        for cell in reader.find(SelMatriks, tahun=tahun, program=program, opd=opd)
        if cell.kampung
    }
    agreed = {item.kampung for item in reader.find(Matriks, tahun=tahun) if item.terkunci}
    came = _per_kampung(reader.sebagai(SEMUA), tahun, letak, named)
    found = [
        KampungSel(item, roles[item.id],
                   keadaan_sel(came.get(item.id), disepakati=item.id in agreed))
        for item in reader.get_many(Kampung, roles).values()
        if item.aktif
    ]  # fmt: skip
    return sorted(found, key=lambda item: item.kampung.nama.casefold())


def _per_kampung(
    reader: Reader, tahun: int, letak: Letak, named: Iterable[OPDId]
) -> dict[KampungId, Kemajuan]:
    """Return what came of a cell in each kampung."""
    agencies, today = frozenset(named), reader.today()
    plans = {
        item.id: item
        for item in reader.rencana(SaringRencana(tahun=tahun, program=letak[0], opd=agencies))
        if item.status is not StatusRencana.BATAL
    }
    deeds = reader.realisasi(
        SaringRealisasi(program=letak[0], opd=agencies, dari=date(tahun, 1, 1),
                        sampai=date(tahun, 12, 31))
    )  # fmt: skip
    there: defaultdict[KampungId, list[Rencana]] = defaultdict(list)
    for place in reader.find_many(LokasiRencana, "rencana", plans):
        there[place.kampung].append(plans[place.rencana])
    done = [item.kampung for item in deeds if item.kampung]
    return {
        kampung: Kemajuan(
            len(there[kampung]),
            sum(item.status is StatusRencana.SELESAI for item in there[kampung]),
            sum(item.terlambat(today) for item in there[kampung]),
            done.count(kampung),
        )
        for kampung in {*there, *done}
    }
