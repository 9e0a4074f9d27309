"""Rules for meetings: who came, what was decided, what is owed and until when."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from kkbdesk.model import wilayah
from kkbdesk.model.format_id import tanggal
from kkbdesk.model.problem import Problem
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
    TingkatRapat,
)
from kkbdesk.model.wilayah import normal
from kkbdesk.rules.problem import check_fields, problem, warning
from kkbdesk.store import Records

_PUKUL = re.compile(r"([01]\d|2[0-3])\.[0-5]\d", re.ASCII)
_ORDER = (
    ("mulai", "selesai", "Rapat selesai sebelum dimulai; periksa kedua jamnya."),
    ("jam_buka", "jam_tutup", "Rapat ditutup sebelum dibuka; periksa kedua jamnya."),
)


def check_rapat(record: Rapat) -> Iterator[Problem]:
    """Yield what is wrong with one meeting by itself."""
    yield from check_fields(record)
    for begin, end, text in _ORDER:
        times = [getattr(record, begin), getattr(record, end)]
        bad = [name for name, time in zip((begin, end), times, strict=True) if _is_no_time(time)]
        for name in bad:
            yield _no_time(record, getattr(record, name), name)
        if not bad and all(times) and times[1] <= times[0]:
            yield problem(record, "urutan_jam", text, end)
    yield from _place(record)
    if record.status is StatusRapat.DIRENCANAKAN:
        if not record.mulai:
            yield warning(record, "pukul", "Pukul belum diisi.", "mulai")
        if not record.tempat and not record.tautan:
            yield warning(record, "tempat", "Tempat belum diisi.", "tempat")


def _is_no_time(text: str) -> bool:
    return bool(text) and not _PUKUL.fullmatch(text)


def _no_time(record: Rapat | SeriRapat, text: str, field: str) -> Problem:
    return problem(record, "pukul", f"“{text}” bukan jam; tulis misalnya 09.00.", field)


def _place(record: Rapat | SeriRapat) -> Iterator[Problem]:
    """Yield what is wrong with the place of those who meet."""
    if record.wilayah and wilayah.level(record.wilayah) != wilayah.KECAMATAN:
        text = f"{record.wilayah} bukan kecamatan; pilih kecamatan dari daftar."
        yield problem(record, "kecamatan", text, "wilayah")
    if record.tingkat is TingkatRapat.KECAMATAN and not record.wilayah:
        yield warning(record, "kecamatan", "Kecamatan belum dipilih.", "wilayah")
    if record.tingkat is TingkatRapat.DESA and not record.kampung:
        yield warning(record, "kampung", "Kampung KB belum dipilih.", "kampung")


def check_rapat_set(records: Sequence[Rapat], reader: Records) -> Iterator[Problem]:
    """Yield what is wrong with these meetings together with their parts and each other."""
    ids = {record.id for record in records}
    terms: dict[str, list[date]] = defaultdict(list)
    for item in reader.find_many(TindakLanjut, "rapat", ids):
        if item.tenggat:
            terms[item.rapat].append(item.tenggat)
    for record in records:
        yield from _too_late(record, terms[record.id])
    yield from _without_record(
        [record for record in records if record.status is StatusRapat.TERLAKSANA], reader
    )
    for record in records:
        same = reader.find(
            Rapat, tanggal=record.tanggal, kampung=record.kampung, wilayah=record.wilayah
        )
        if any(item.id != record.id and normal(item.nama) == normal(record.nama) for item in same):
            text = f"{record.nama} sudah ada pada tanggal yang sama."
            yield warning(record, "ganda", text, "tanggal")


def _too_late(record: Rapat, terms: Sequence[date]) -> Iterator[Problem]:
    """Yield a meeting that lies after the term of what follows from it."""
    if terms and min(terms) < record.tanggal:
        text = (
            f"Tanggal rapat sesudah tenggat tindak lanjutnya, {tanggal(min(terms))}; "
            "ubah tenggatnya dahulu."
        )
        yield problem(record, "tenggat", text, "tanggal")


def _without_record(records: Sequence[Rapat], reader: Records) -> Iterator[Problem]:
    ids = {record.id for record in records}
    came = (Kehadiran.HADIR, Kehadiran.DIWAKILI)
    attended = {
        item.rapat for item in reader.find_many(Peserta, "rapat", ids) if item.kehadiran in came
    }
    minuted = {item.rapat for item in reader.find_many(Pembahasan, "rapat", ids)}
    minuted |= {item.rapat for item in reader.find_many(Keputusan, "rapat", ids)}
    for record in records:
        if record.id not in attended:
            text = "Rapat terlaksana, kehadiran belum dicatat."
            yield warning(record, "kehadiran", text, "status")
        if record.id not in minuted:
            yield warning(record, "notula", "Rapat terlaksana, notula belum diisi.", "status")


def check_seri(record: SeriRapat) -> Iterator[Problem]:
    """Yield what is wrong with one series."""
    yield from check_fields(record)
    if _is_no_time(record.pukul):
        yield problem(
            record, "pukul", f"“{record.pukul}” bukan jam; tulis misalnya 09.00.", "pukul"
        )
    if record.mulai and record.selesai and record.selesai < record.mulai:
        text = "Seri berakhir sebelum dimulai; periksa kedua tanggal."
        yield problem(record, "masa", text, "selesai")
    yield from _place(record)


def check_peserta(record: Peserta) -> Iterator[Problem]:
    """Yield what is wrong with one participant by himself."""
    yield from check_fields(record)
    came = record.kehadiran
    if record.wakil and came is not Kehadiran.DIWAKILI:
        text = f"Wakil hanya diisi bila {record.nama} diwakili; ubah kehadirannya."
        yield problem(record, "wakil", text, "wakil")
    if record.alasan and came is Kehadiran.HADIR:
        text = f"{record.nama} hadir; kosongkan alasan tidak hadir."
        yield problem(record, "alasan", text, "alasan")
    if came is Kehadiran.DIWAKILI and not record.wakil:
        yield warning(record, "wakil", "Nama wakil belum diisi.", "wakil")
    if came is Kehadiran.TIDAK_HADIR and not record.alasan:
        yield warning(record, "alasan", "Alasan tidak hadir belum diisi.", "alasan")


def check_peserta_set(records: Sequence[Peserta], reader: Records) -> Iterator[Problem]:
    """Yield people who stand twice in the list of one meeting."""
    known: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for item in reader.find_many(Peserta, "rapat", {record.rapat for record in records}):
        known[item.rapat][_who(item)] += 1
    for record in records:
        if known[record.rapat][_who(record)] > 1:
            text = f"{record.nama} sudah ada dalam daftar peserta rapat ini."
            yield problem(record, "ganda", text, "nama")


def _who(record: Peserta) -> tuple[str, ...]:
    """Return what tells one participant from another."""
    return normal(record.nama), normal(record.instansi), normal(record.jabatan)


def check_keputusan_set(records: Sequence[Keputusan], reader: Records) -> Iterator[Problem]:
    """Yield decisions on a matrix by a meeting that has none."""
    meetings = reader.get_many(Rapat, {record.rapat for record in records})
    for record in records:
        meeting = meetings.get(record.rapat)
        if record.matriks is None or meeting is None or has_matrix(meeting):
            continue
        text = "Matriks hanya disepakati rapat kabupaten/kota, atau rapat desa yang ada kampungnya."
        yield problem(record, "matriks", text, "matriks")


def has_matrix(meeting: Rapat) -> bool:
    """Tell whether those who meet have a matrix of their own."""
    if meeting.tingkat is TingkatRapat.DESA:
        return meeting.kampung is not None
    return meeting.tingkat is TingkatRapat.KABUPATEN


def check_tindak_lanjut(record: TindakLanjut) -> Iterator[Problem]:
    """Yield what is wrong with one follow-up by itself."""
    yield from check_fields(record)
    done = record.status is StatusTindakLanjut.SELESAI
    if record.tanggal_selesai and not done:
        text = "Tanggal selesai hanya diisi bila tindak lanjut ini selesai."
        yield problem(record, "selesai", text, "tanggal_selesai")
    if done and record.tanggal_selesai is None:
        text = "Tanggal selesai belum diisi."
        yield warning(record, "selesai", text, "tanggal_selesai")
    if not record.opd and not record.penanggung_jawab:
        yield warning(
            record, "penanggung_jawab", "Penanggung jawab belum ditetapkan.", "penanggung_jawab"
        )
    if record.tenggat is None:
        yield warning(record, "tenggat", "Tenggat belum ditetapkan.", "tenggat")


def check_tindak_lanjut_set(records: Sequence[TindakLanjut], reader: Records) -> Iterator[Problem]:
    """Yield follow-ups that are due or done before their meeting."""
    meetings = reader.get_many(Rapat, {record.rapat for record in records})
    for record in records:
        meeting = meetings.get(record.rapat)
        if meeting is None:
            continue
        if record.tenggat and record.tenggat < meeting.tanggal:
            text = f"Tenggat tidak mungkin sebelum rapatnya, {tanggal(meeting.tanggal)}."
            yield problem(record, "tenggat", text, "tenggat")
        if record.tanggal_selesai and record.tanggal_selesai < meeting.tanggal:
            text = f"Tidak mungkin selesai sebelum rapatnya, {tanggal(meeting.tanggal)}."
            yield problem(record, "selesai", text, "tanggal_selesai")
