"""Ctrl+K finds plans, deeds, problems and offers by their words."""

from __future__ import annotations

from datetime import date

import pytest

from kkbdesk.desk import Desk
from kkbdesk.model.ids import Kind, ProgramId
from kkbdesk.store import Hit
from tests.support.makers import SINAR_SURYA


@pytest.fixture
def filled(desk: Desk) -> Desk:
    here = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    for year in (2024, 2026):
        desk.rencana.tambah(
            {"tahun": year, "program": ProgramId("8"), "kegiatan": "Sumur bor dusun",
             "tempat": "Dusun II"}, [here.id],
        )  # fmt: skip
    desk.realisasi.catat(
        {"judul": "Gotong-royong sumur", "tanggal": date(2026, 3, 4), "kampung": here.id}
    )
    desk.permasalahan.tambah({"kampung": here.id, "tahun": 2026, "uraian": "Air SUMUR keruh"})
    desk.tawaran.tambah(
        {"tahun": 2026, "opd": desk.opd.daftar()[6].id, "kegiatan": "Sumur resapan"}
    )
    return desk


def found(desk: Desk, text: str) -> dict[Kind, list[Hit]]:
    hits: dict[Kind, list[Hit]] = {}
    for hit in desk.cari.cari(text):
        hits.setdefault(hit.kind, []).append(hit)
    return hits


def test_each_kind_is_found_with_what_and_when_it_is(filled: Desk) -> None:
    hits = found(filled, "sumur")
    assert [hit.keterangan for hit in hits[Kind.RENCANA]] == [
        "Rencana 2026 · Dusun II", "Rencana 2024 · Dusun II",
    ]  # fmt: skip
    assert hits[Kind.REALISASI][0].keterangan == "Realisasi 4 Maret 2026"
    assert hits[Kind.PERMASALAHAN][0].keterangan == "Permasalahan 2026 · Sinar Surya"
    assert hits[Kind.TAWARAN][0].teks == "Sumur resapan"


def test_all_words_must_be_there(filled: Desk) -> None:
    assert Kind.RENCANA in found(filled, "dusun sumur")
    assert Kind.RENCANA not in found(filled, "sumur jembatan")
