"""The sample office's meetings: two held, one planned, a follow-up that is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kkbdesk.model.ids import (
    KeputusanId,
    Kind,
    PembahasanId,
    PesertaId,
    RapatId,
    SeriRapatId,
    TindakLanjutId,
    derived_id,
)
from kkbdesk.model.opd import OPD
from kkbdesk.model.rapat import (
    Kehadiran,
    Keputusan,
    Pembahasan,
    Peserta,
    Rapat,
    SeriRapat,
    StatusRapat,
    StatusTindakLanjut,
    TindakLanjut,
)
from kkbdesk.store import Unit

_SUMBER = "contoh"


def isi_rapat(unit: Unit, content: Mapping[str, Any], agencies: Sequence[OPD], today: date) -> None:
    """Put the series and its meetings around today inside the edit that fills the office."""
    series = SeriRapat(
        id=SeriRapatId(derived_id(Kind.SERI_RAPAT, _SUMBER)), **content["seri_rapat"]
    )
    before = [day for day in series.jadwal(today - timedelta(days=120), today) if day < today]
    coming = next(series.jadwal(today, today + timedelta(days=70)))
    days = [coming, *reversed(before)]
    first = days[max(row["lalu"] for row in content["rapat"])]
    unit.put(replace(series, mulai=first.replace(day=1)))
    for row in content["rapat"]:
        _meeting(unit, series, row, days[row["lalu"]], agencies)


def _meeting(
    unit: Unit, series: SeriRapat, row: Mapping[str, Any], day: date, agencies: Sequence[OPD]
) -> None:
    held = row["lalu"] > 0
    id = RapatId(derived_id(Kind.RAPAT, _SUMBER, row["lalu"]))
    unit.put(
        Rapat(
            id=id,
            nama=series.nama,
            seri=series.id,
            tanggal=day,
            mulai=series.pukul,
            tempat=series.tempat,
            dasar="Dalam rangka koordinasi pengelolaan Kampung Keluarga Berkualitas",
            acara=tuple(row["acara"]),
            status=StatusRapat.TERLAKSANA if held else StatusRapat.DIRENCANAKAN,
            pimpinan="Nama Kepala Dinas",
            notulis="Nama Notulis",
            jam_buka="09.15" if held else "",
            jam_tutup="11.30" if held else "",
        )
    )
    for at, opd in enumerate(agencies):
        unit.put(_participant(id, at, opd, row if held else {}))
    for at, (who, text) in enumerate(row.get("pembahasan", ()), 1):
        said = PembahasanId(derived_id(Kind.PEMBAHASAN, id, at))
        unit.put(Pembahasan(id=said, rapat=id, pembicara=who, isi=text, urut=at))
    for at, text in enumerate(row.get("keputusan", ()), 1):
        decided = KeputusanId(derived_id(Kind.KEPUTUSAN, id, at))
        unit.put(Keputusan(id=decided, rapat=id, isi=text, urut=at))
    for at, owed in enumerate(row.get("tindak_lanjut", ()), 1):
        unit.put(_duty(id, at, owed, day, agencies))


def _participant(rapat: RapatId, at: int, opd: OPD, row: Mapping[str, Any]) -> Peserta:
    """Return who an agency sent; without a row the meeting is still to come."""
    state = Kehadiran.HADIR if row else Kehadiran.DIUNDANG
    if at in row.get("tidak_hadir", ()):
        state = Kehadiran.TIDAK_HADIR
    elif at in row.get("diwakili", ()):
        state = Kehadiran.DIWAKILI
    return Peserta(
        id=PesertaId(derived_id(Kind.PESERTA, rapat, at)),
        rapat=rapat,
        nama=f"Nama Peserta {opd.singkat}",
        instansi=opd.nama,
        opd=opd.id,
        kehadiran=state,
        wakil=f"Nama Wakil {opd.singkat}" if state is Kehadiran.DIWAKILI else "",
        alasan="Dinas luar" if state is Kehadiran.TIDAK_HADIR else "",
        urut=at + 1,
    )


def _duty(
    rapat: RapatId, at: int, row: Mapping[str, Any], day: date, agencies: Sequence[OPD]
) -> TindakLanjut:
    done = day + timedelta(days=row["selesai"]) if "selesai" in row else None
    return TindakLanjut(
        id=TindakLanjutId(derived_id(Kind.TINDAK_LANJUT, rapat, at)),
        rapat=rapat,
        uraian=row["uraian"],
        opd=agencies[row["opd"]].id,
        tenggat=day + timedelta(days=row["tenggat"]),
        status=StatusTindakLanjut.SELESAI if done else StatusTindakLanjut.TERBUKA,
        tanggal_selesai=done,
        bukti="Surat OPD" if done else "",
        urut=at,
    )
