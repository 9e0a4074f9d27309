"""Rules for needs, offers, the joint plan and what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kkbdesk.model.fields import Record, describe
from kkbdesk.model.permasalahan import Permasalahan
from kkbdesk.model.problem import Problem
from kkbdesk.model.program import Butir
from kkbdesk.model.realisasi import FotoRealisasi, Realisasi
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.model.tawaran import Tawaran
from kkbdesk.model.wilayah import KECAMATAN, level
from kkbdesk.rules.problem import check_fields, problem, warning
from kkbdesk.store import Records

FOTO = 5
"""The national website takes so many pictures of an activity."""


def check_permasalahan(record: Permasalahan) -> Iterator[Problem]:
    """Yield what is wrong with one problem of a village by itself."""
    yield from check_fields(record)
    if record.program is None:
        yield warning(record, "program", "Program belum dipilih.", "program")
    if record.peringkat is None:
        yield warning(record, "peringkat", "Peringkat belum ditetapkan.", "peringkat")


def check_permasalahan_set(records: Sequence[Permasalahan], reader: Records) -> Iterator[Problem]:
    """Yield problems of a kampung that have the rank of another.

    They are marked, not refused: two people may have ranked on two computers.
    """
    places = {record.kampung for record in records}
    known = Counter(
        (item.kampung, item.tahun, item.peringkat)
        for item in reader.find_many(Permasalahan, "kampung", places)
    )
    for record in records:
        key = record.kampung, record.tahun, record.peringkat
        if record.peringkat is not None and known[key] > 1:
            text = f"Peringkat {record.peringkat} dipakai lebih dari sekali; urutkan lagi."
            yield warning(record, "peringkat_ganda", text, "peringkat")


def check_tawaran(record: Tawaran) -> Iterator[Problem]:
    """Yield what is wrong with one offer by itself."""
    yield from check_fields(record)
    if record.wilayah and level(record.wilayah) != KECAMATAN:
        text = f"{record.wilayah} bukan kecamatan; pilih kecamatan dari daftar."
        yield problem(record, "kecamatan", text, "wilayah")
    if record.program is None:
        yield warning(record, "program", "Program belum dipilih.", "program")


def check_rencana(record: Rencana) -> Iterator[Problem]:
    """Yield what is wrong with one planned activity by itself."""
    yield from check_fields(record)
    if record.selesai and record.mulai is None:
        yield problem(record, "waktu", "Isi juga tanggal mulainya.", "mulai")
    elif record.selesai and record.mulai and record.selesai < record.mulai:
        text = "Kegiatan selesai sebelum dimulai; periksa kedua tanggal."
        yield problem(record, "waktu", text, "selesai")
    if record.mulai is None:
        yield warning(record, "jadwal", "Waktu kegiatan belum ditetapkan.", "mulai")
    elif record.mulai.year != record.tahun:
        text = f"Waktunya di luar tahun rencana {record.tahun}."
        yield warning(record, "tahun", text, "mulai")
    if record.opd is None:
        yield warning(record, "opd", "Penanggung jawab belum ditetapkan.", "opd")
    if record.target is not None and not record.satuan:
        yield warning(record, "satuan", "Satuan target belum diisi.", "satuan")
    if record.status in (StatusRencana.DITUNDA, StatusRencana.BATAL) and not record.alasan:
        text = f"Alasan {record.status.label.lower()} belum diisi."
        yield warning(record, "alasan", text, "alasan")


def check_rencana_set(records: Sequence[Rencana], reader: Records) -> Iterator[Problem]:
    """Yield planned activities whose time passed without a word, and unknown codes."""
    today = reader.today()
    for record in records:
        if record.terlambat(today):
            text = "Waktunya sudah lewat; catat realisasinya, isi tanggal baru, atau alasannya."
            yield warning(record, "terlambat", text, "mulai")
    yield from unknown_codes(records, reader)


def check_realisasi_set(records: Sequence[Realisasi], reader: Records) -> Iterator[Problem]:
    """Yield what has not happened yet, money beyond reason, and unknown codes."""
    today = reader.today()
    for record in records:
        if record.tanggal > today:
            text = "Tanggal pelaksanaan belum tiba; catat sebagai rencana dahulu."
            yield problem(record, "belum_tiba", text, "tanggal")
        if record.diinput and record.diinput < record.tanggal:
            text = "Tidak mungkin diinput sebelum kegiatannya berlangsung."
            yield problem(record, "diinput", text, "diinput")
    yield from unknown_codes(records, reader)


def check_foto_set(records: Sequence[FotoRealisasi], reader: Records) -> Iterator[Problem]:
    """Yield pictures beyond what the national website takes."""
    of_deeds = {record.realisasi for record in records}
    number = Counter(
        item.realisasi for item in reader.find_many(FotoRealisasi, "realisasi", of_deeds)
    )
    for record in records:
        if number[record.realisasi] > FOTO:
            text = f"Laman nasional hanya menerima {FOTO} foto untuk satu kegiatan."
            yield warning(record, "banyak", text)


def unknown_codes(records: Sequence[Record], reader: Records) -> Iterator[Problem]:
    """Yield values of reference lists that the lists do not hold."""
    known: dict[str, set[str]] = {}
    for record in records:
        for item in describe(type(record)):
            daftar, value = item.field.daftar, getattr(record, item.name)
            if not daftar or not value:
                continue
            if daftar not in known:
                known[daftar] = {butir.kode for butir in reader.find(Butir, daftar=daftar)}
            codes = value if isinstance(value, tuple) else (value,)
            for code in codes:
                if code not in known[daftar]:
                    text = f"{item.field.label} “{code}” tidak ada dalam daftar."
                    yield problem(record, "daftar", text, item.name)
