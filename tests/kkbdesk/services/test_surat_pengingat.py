"""Letters of reminder: they list what is lacking, and only those that lack something get one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from db.database import SqlDatabase
from kkbdesk.cli import app
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.ids import ProgramId
from kkbdesk.services.naskah import MintaNaskah
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR
from tests.support.paper import pages


def letter(desk: Desk, minta: MintaNaskah) -> str:
    content, _ = desk.naskah.pratinjau(minta)
    return " ".join(" ".join(pages(content)).split())


def test_a_letter_to_a_kampung_lists_what_it_lacks(desk: Desk) -> None:
    here = desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    desk.rencana.tambah({"program": ProgramId("3"), "kegiatan": "KB"}, [here.id])
    text = letter(desk, MintaNaskah("surat-pengingat-kampung", kampung=here.id))
    assert "Yth. Kepala Desa Sinar Surya" in text
    assert "data dasar setahun terakhir (belum ada)" in text
    assert "paling lambat 3 Juni 2026" in text
    assert "rencana kegiatan" not in text


def test_a_letter_to_an_agency_lists_its_late_plans(desk: Desk) -> None:
    opd, other = desk.opd.daftar()[2:4]
    values = {"program": ProgramId("3"), "mulai": desk.today() - timedelta(5)}
    desk.rencana.tambah({**values, "kegiatan": "Pelayanan KB", "opd": opd.id})
    desk.rencana.tambah({**values, "kegiatan": "Bantuan", "opd": other.id})
    for name in (opd.nama, opd.singkatan):
        typed = {"opd_tujuan": name}
        text = letter(desk, MintaNaskah("surat-pengingat-opd", ketikan=typed))
        assert f"Yth. Kepala {opd.nama}" in text
        assert "“Pelayanan KB” (15 Mei 2026)" in text
        assert "Bantuan" not in text


def test_who_owes_nothing_gets_no_letter(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "surat.pdf"
    with pytest.raises(UserError, match="semuanya lengkap"):
        desk.surat_pengingat.kampung(path)
    here, there = (
        desk.kampung.tambah({"desa": desa, "nama": desa}) for desa in (SINAR_SURYA, TANJUNG_NIUR)
    )
    assert desk.surat_pengingat.kampung(path).jumlah == 2
    assert desk.surat_pengingat.kampung(path, {there.id}).jumlah == 1
    assert here.id != there.id
    late = {"program": ProgramId("3"), "kegiatan": "KB", "mulai": desk.today() - timedelta(5)}
    for opd in desk.opd.daftar():
        desk.opd.ubah(opd, {"pic": "Nama PIC"})
    desk.rencana.tambah({**late, "opd": desk.opd.daftar()[3].id})
    assert desk.surat_pengingat.opd(path).jumlah == 1


def test_the_register_keeps_a_draft_for_each_agency(desk: Desk) -> None:
    drafts = {
        desk.siap_naskah.siapkan(
            MintaNaskah("surat-pengingat-opd", ketikan={"opd_tujuan": opd.nama})
        ).id
        for opd in (*desk.opd.daftar()[:2], *desk.opd.daftar()[:2])
    }
    assert len(drafts) == 2


def test_on_the_command_line(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, path = ["--data", str(sample_folder)], str(tmp_path / "surat.pdf")
    kind = ["naskah", "surat-pengingat-kampung", "--kampung", SINAR_SURYA, "-o", path]
    assert app.run([*data, *kind], SqlDatabase()) == 0
    kind = ["naskah", "surat-pengingat-opd", "--opd", "Dinas Kesehatan", "-o", path]
    assert app.run([*data, *kind], SqlDatabase()) == 0
    kind[3] = "Dinas Angkasa"
    assert app.run([*data, *kind], SqlDatabase()) == 2
    assert "Dinas Angkasa" in capsys.readouterr().err
