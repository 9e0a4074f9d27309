"""The lines of the work list that the plan brings: right numbers, gone once mended."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from kkbdesk.desk import Desk
from kkbdesk.model.ids import ProgramId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.rencana import StatusRencana
from kkbdesk.model.saring import SaringRencana
from kkbdesk.services.beranda import Tindakan
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR


def tasks(desk: Desk) -> dict[str, Tindakan]:
    return {task.kode: task for task in desk.beranda.hitung().tindakan}


def kampung(desk: Desk, desa: str = SINAR_SURYA) -> Kampung:
    return desk.kampung.tambah({"desa": desa, "nama": f"Kampung {desa}"})


def test_an_unanswered_problem_waits_until_a_plan_answers_it(desk: Desk) -> None:
    here = kampung(desk)
    need = desk.permasalahan.tambah(
        {"kampung": here.id, "tahun": desk.today().year, "uraian": "Air keruh"}
    )
    found = tasks(desk)["permasalahan-belum-terjawab"]
    year = desk.today().year
    assert (found.jumlah, found.buka) == (1, f"rencana:permasalahan:{year}:belum-terjawab")
    plan = desk.rencana.tambah({"program": ProgramId("8"), "kegiatan": "Sumur"}, [here.id])
    desk.permasalahan.ubah(need, {"rencana": plan.id})
    assert "permasalahan-belum-terjawab" not in tasks(desk)


def test_problems_of_a_closed_kampung_are_nobodys_task(desk: Desk) -> None:
    here = kampung(desk)
    desk.permasalahan.tambah({"kampung": here.id, "tahun": desk.today().year, "uraian": "Air"})
    kampung(desk, TANJUNG_NIUR)
    desk.kampung.ubah(here, {"aktif": False})
    assert "permasalahan-belum-terjawab" not in tasks(desk)


def test_a_late_plan_asks_for_a_deed_a_date_or_a_reason(desk: Desk) -> None:
    here, today = kampung(desk), desk.today()
    values = {"program": ProgramId("3"), "kegiatan": "Posyandu", "opd": desk.opd.daftar()[0].id}
    plan = desk.rencana.tambah({**values, "mulai": today - timedelta(3)}, [here.id])
    desk.rencana.tambah({**values, "mulai": today}, [here.id])
    assert tasks(desk)["rencana-terlambat"].jumlah == 1 == len(desk.rencana.terlambat())
    plan = desk.rencana.ubah(plan, {"alasan": "Hujan"})
    assert "rencana-terlambat" not in tasks(desk)
    plan = desk.rencana.ubah(plan, {"alasan": ""})
    desk.rencana.ubah(plan, {"mulai": today + timedelta(9)})
    assert "rencana-terlambat" not in tasks(desk)


def test_what_stayed_undone_last_year_is_not_forgotten(desk: Desk) -> None:
    here, last = kampung(desk), desk.today().year - 1
    desk.rencana.tambah(
        {"tahun": last, "program": ProgramId("3"), "kegiatan": "KB", "mulai": date(last, 5, 1)},
        [here.id],
    )
    found = tasks(desk)["rencana-terlambat-lalu"]
    assert (found.jumlah, found.buka) == (1, f"rencana:rencana:{last}:terlambat")
    assert "rencana-terlambat" not in tasks(desk)


def test_what_has_no_time_or_nobody_is_named(desk: Desk) -> None:
    here = kampung(desk)
    plan = desk.rencana.tambah({"program": ProgramId("3"), "kegiatan": "KB"}, [here.id])
    found = tasks(desk)
    assert found["rencana-belum-dijadwalkan"].jumlah == found["rencana-tanpa-opd"].jumlah == 1
    desk.rencana.ubah_status([plan.id], StatusRencana.BATAL, "Tidak ada dana")
    assert not {"rencana-belum-dijadwalkan", "rencana-tanpa-opd"} & tasks(desk).keys()


def test_a_kampung_without_plan_or_deed_is_found_in_the_list(desk: Desk) -> None:
    here, there, today = kampung(desk), kampung(desk, TANJUNG_NIUR), desk.today()
    desk.rencana.tambah({"program": ProgramId("3"), "kegiatan": "KB"}, [here.id])
    desk.realisasi.catat({"judul": "Penyuluhan", "tanggal": today, "kampung": here.id})
    desk.realisasi.catat(
        {"judul": "Lama", "tanggal": today.replace(day=1) - timedelta(1), "kampung": there.id}
    )
    found = tasks(desk)
    for name in ("tanpa-rencana", "tanpa-realisasi"):
        assert found[name].jumlah == 1
        assert desk.beranda.kampung(name) == {there.id}


def test_a_plan_called_off_is_no_plan(desk: Desk) -> None:
    here = kampung(desk)
    plan = desk.rencana.tambah({"program": ProgramId("3"), "kegiatan": "KB"}, [here.id])
    desk.rencana.ubah_status([plan.id], StatusRencana.BATAL, "Tidak ada dana")
    assert desk.beranda.kampung("tanpa-rencana") == {here.id}


def test_deeds_wait_for_the_national_website(desk: Desk) -> None:
    here = kampung(desk)
    done = desk.realisasi.catat({"judul": "KB", "tanggal": desk.today(), "kampung": here.id})
    assert tasks(desk)["realisasi-belum-diinput"].buka == "rencana:realisasi:antrian"
    desk.realisasi.tandai_diinput([done.id])
    assert "realisasi-belum-diinput" not in tasks(desk)


def test_stages_are_asked_for_when_their_quarter_comes(desk: Desk) -> None:
    kampung(desk)
    found = tasks(desk)["tahapan-kurang"]
    quarter = (desk.today().month + 2) // 3
    stages = desk.tahapan.daftar(desk.today().year)
    assert found.jumlah == sum(not row.selesai for row in stages[: 2 * quarter]) > 0
    for row in stages[: 2 * quarter]:
        desk.tahapan.catat(desk.today().year, row.kode, {"selesai": desk.today()})
    assert "tahapan-kurang" not in tasks(desk)


def test_figures_agree_with_the_lists(sample: Desk) -> None:
    today = sample.today()
    figures = sample.beranda.hitung().angka.polos()
    rows = [
        row
        for row in sample.rencana.daftar(SaringRencana(tahun=today.year), None)
        if row.rencana.status is not StatusRencana.BATAL
    ]
    assert figures["rencana"] == len(rows)
    assert figures["rencana_anggaran"] == sum(row.rencana.anggaran or 0 for row in rows)
    late = sample.rencana.terlambat(today.year)
    assert figures["rencana_terlambat"] == len(late)
    done = sample.realisasi.daftar(halaman=None)
    spent = [row.realisasi.biaya for row in done if row.realisasi.tanggal.year == today.year]
    assert figures["realisasi_biaya"] == sum(filter(None, spent), Decimal())
    assert all(type(value) is int for value in figures.values())


def test_the_store_counts_costs_once_wherever_an_activity_is(desk: Desk) -> None:
    here, there, today = kampung(desk), kampung(desk, TANJUNG_NIUR), desk.today()
    lead = desk.opd.daftar()[1].id
    plan = desk.rencana.tambah(
        {"program": ProgramId("3"), "kegiatan": "KB", "opd": lead, "anggaran": Decimal(500)},
        [here.id, there.id],
    )
    for place, cost in ((here, Decimal(100)), (there, None)):
        desk.realisasi.catat(
            {"rencana": plan.id, "tanggal": today, "kampung": place.id, "biaya": cost}
        )
    with desk.store.read() as reader:
        (counted,) = reader.ringkas_rencana(today.year, today)
        (spent,) = reader.ringkas_biaya(today.year)
    assert (counted.banyak, counted.beranggaran, counted.anggaran) == (1, 1, Decimal(500))
    assert (spent.opd, spent.terlaksana, spent.berbiaya, spent.biaya) == (lead, 1, 1, Decimal(100))
