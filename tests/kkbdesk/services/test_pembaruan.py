"""An update from judging to switching, and the way back, with programs that stand in for frozen."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db import migrate
from db.database import SqlDatabase
from db.store import SqlStore
from kkbdesk.cakram import Cakram
from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.jobs import Progress
from kkbdesk.model.orang import PeranOrang
from kkbdesk.program import jalan, taruh
from kkbdesk.program.catatan import Tahap
from kkbdesk.program.folder import Program
from kkbdesk.services import pembaruan
from kkbdesk.services.pembaruan import PembaruanService, lanjutkan, pulihkan, tersedia
from tests.support.makers import SINAR_SURYA
from tests.support.pembaruan import BARU, CATATAN, LAMA, SEHAT, dikenal, isi, paket, program

pytestmark = pytest.mark.skipif(
    pembaruan.SISTEM != "linux", reason="what stands in for a program is a script"
)
SAKIT = 'echo "Uji diri gagal: jendela." >&2; exit 2'
MENOLAK_DATA = 'case "$*" in *coba*) echo "Data kantor ini tidak lulus uji: x." >&2; exit 2;; esac'


@pytest.fixture(autouse=True)
def _penerbit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pembaruan, "kunci_penerbit", dikenal)


@pytest.fixture
def installed(tmp_path: Path) -> Program:
    """The program as it was installed."""
    return program(tmp_path / "KKB Desk")


@pytest.fixture
def service(desk: Desk, installed: Program) -> PembaruanService:
    """The updates of an office that works with the installed program."""
    desk.pembaruan.program = installed
    return desk.pembaruan


def as_new(desk: Desk, folder: Path) -> PembaruanService:
    """Return the updates as the new version sees them."""
    desk.pembaruan.program = Program(folder, BARU)
    return desk.pembaruan


def test_a_version_is_laid_beside_tried_and_then_takes_its_place(
    service: PembaruanService, installed: Program, tmp_path: Path, desk: Desk
) -> None:
    before = isi(installed.folder)
    file = paket(tmp_path / "a.kkbbaru")
    found = service.periksa(file)
    assert (found.versi, found.catatan, found.larangan) == (BARU, CATATAN, "")
    service.pasang(file)
    now = isi(installed.folder)
    assert all(now[name] == content for name, content in before.items())
    calls = (installed.folder / "panggilan").read_text().splitlines()
    assert calls[0] == f"kkbdesk-{BARU} uji-diri"
    assert "pembaruan coba" in calls[1] and "-pembaruan-" in calls[1]
    assert [item.alasan for item in desk.store.copies.listed()] == ["pembaruan"]
    assert f"{BARU} sudah siap" in installed.kabar()

    Program(installed.folder, BARU).tukar()
    assert BARU in (installed.folder / "kkbdesk").read_text()
    new = as_new(desk, installed.folder)
    assert new.program is not None
    assert f"diperbarui dari {LAMA} ke {BARU}" in new.program.kabar()
    assert new.program.kabar() == ""
    assert new.sebelumnya() == LAMA


@pytest.mark.parametrize("naskah", [SAKIT, MENOLAK_DATA])
def test_a_version_that_fails_its_test_leaves_nothing(
    service: PembaruanService, installed: Program, tmp_path: Path, naskah: str
) -> None:
    before = isi(installed.folder)
    with pytest.raises(UserError, match="tidak lulus uji pada komputer ini") as caught:
        service.pasang(paket(tmp_path / "a.kkbbaru", naskah=naskah))
    assert "program dan data tidak berubah" in str(caught.value)
    kept = f"kkbdesk-{LAMA}"
    assert {name: content for name, content in isi(installed.folder).items() if name != kept} == (
        before
    )
    assert installed.ganti() is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"versi": LAMA}, "sudah terpasang"),
        ({"versi": "0.0.9"}, "lebih lama daripada yang terpasang"),
        ({"sistem": "windows"}, "untuk Windows, sedangkan program ini untuk Linux"),
        ({"skema": ("0001", "0002")}, "untuk data yang lebih lama"),
        ({"skema": ("8000", "9000")}, "Pasang dahulu versi di antaranya"),
    ],
)
def test_what_does_not_fit_is_said_and_not_installed(
    service: PembaruanService, installed: Program, tmp_path: Path, wrong: Any, told: str
) -> None:
    before = isi(installed.folder)
    file = paket(tmp_path / "a.kkbbaru", **wrong)
    assert told in service.periksa(file).larangan
    with pytest.raises(UserError, match=told):
        service.pasang(file)
    assert isi(installed.folder) == before


def test_versions_compare_as_numbers(
    service: PembaruanService, tmp_path: Path, installed: Program
) -> None:
    service.program = Program(installed.folder, "0.9.0")
    assert service.periksa(paket(tmp_path / "a.kkbbaru", "0.10.0")).larangan == ""


def test_a_drive_is_searched_for_what_the_publisher_signed(
    service: PembaruanService, tmp_path: Path
) -> None:
    drive = tmp_path / "flash"
    (drive / "KKB").mkdir(parents=True)
    paket(drive / "KKB" / "baru.kkbbaru", "0.2.0")
    paket(drive / "tua.kkbbaru", "0.0.9")
    paket(drive / "asing.kkbbaru", "0.3.0", oleh="orang lain")
    (drive / "rusak.kkbbaru").write_bytes(b"bukan")
    assert [item.versi for item in service.temukan([drive, tmp_path / "hilang"])] == [
        "0.2.0",
        "0.0.9",
    ]
    best = tersedia(service, [drive])
    assert best is not None and best.versi == "0.2.0"
    assert Cakram(drive, "", 0).folder == drive


def test_a_folder_that_may_not_be_written_asks_for_the_it_person(
    service: PembaruanService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, **_more: object) -> None:
        raise PermissionError(13, "no")

    file = paket(tmp_path / "a.kkbbaru")
    monkeypatch.setattr(Path, "touch", refuse)
    assert "Minta petugas TI" in service.periksa(file).larangan
    with pytest.raises(UserError, match="Minta petugas TI"):
        service.pasang(file)


def test_a_full_disk_is_said_before_anything_is_written(
    service: PembaruanService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = paket(tmp_path / "a.kkbbaru")
    usage = shutil.disk_usage(tmp_path)._replace(free=2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    assert "Ruang kosong" in service.periksa(file).larangan


def test_from_its_source_nothing_is_installed(desk: Desk, tmp_path: Path) -> None:
    file = paket(tmp_path / "a.kkbbaru", "9.0.0")
    assert desk.pembaruan.program is None
    assert "dijalankan dari sumbernya" in desk.pembaruan.periksa(file).larangan
    with pytest.raises(UserError, match="dijalankan dari sumbernya"):
        desk.pembaruan.pasang(file)


def test_stopping_leaves_nothing(
    service: PembaruanService, installed: Program, tmp_path: Path
) -> None:
    class Stop(Progress):
        def step(self, done: int, total: int, text: str) -> None:
            if text.startswith("Menguji"):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        service.pasang(paket(tmp_path / "a.kkbbaru"), Stop())
    assert not installed.lengkap(BARU)
    assert installed.ganti() is None


def test_who_may_install_is_asked(service: PembaruanService, desk: Desk, tmp_path: Path) -> None:
    desk.orang.tambah({"nama": "Nama Penyelia", "peran": PeranOrang.PENYELIA}, "pin-uji")
    operator = desk.orang.tambah({"nama": "Nama Operator", "peran": PeranOrang.OPERATOR}, "")
    desk.orang.keluar()
    desk.orang.masuk(operator.id, "")
    with pytest.raises(UserError, match="hanya dapat dilakukan Nama Penyelia"):
        service.pasang(paket(tmp_path / "a.kkbbaru"))


def test_what_waits_can_be_given_up(
    service: PembaruanService, installed: Program, tmp_path: Path
) -> None:
    service.pasang(paket(tmp_path / "a.kkbbaru"))
    service.batalkan()
    assert installed.menunggu() is None
    assert not installed.lengkap(BARU)
    assert LAMA in (installed.folder / "kkbdesk").read_text()


def updated(service: PembaruanService, folder: Path, tmp_path: Path) -> None:
    service.pasang(paket(tmp_path / "a.kkbbaru", naskah=SEHAT))
    Program(folder, BARU).tukar()


def test_going_back_keeps_the_data_where_its_form_did_not_change(
    service: PembaruanService, installed: Program, tmp_path: Path, desk: Desk
) -> None:
    updated(service, installed.folder, tmp_path)
    desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    new = as_new(desk, installed.folder)
    planned = new.rancang_kembali()
    assert (planned.ke, planned.salinan) == (LAMA, None)
    new.kembali(planned)
    installed.tukar()
    desk.store.close()
    folder = desk.store.path.parent
    pulihkan(SqlDatabase(), folder, installed)
    assert installed.kabar() == f"KKB Desk kembali ke {LAMA}."
    installed.rapikan()
    assert not installed.lengkap(BARU)
    with SqlStore.open(folder) as store:
        assert [row.nama for row in Desk(store).kampung.daftar()] == ["Sinar Surya"]


def test_going_back_behind_a_migration_names_what_is_lost_and_keeps_it_beside(
    installed: Program, tmp_path: Path, folder: Path
) -> None:
    desk = Desk(SqlStore.open(folder))
    desk.pembaruan.program = installed
    desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Dari Dahulu"})
    updated(desk.pembaruan, installed.folder, tmp_path)
    desk.opd.tambah({"nama": "Dinas Sesudahnya"})
    note = installed.ganti()
    assert note is not None
    installed.catat(replace(note, skema="0006"))
    new = as_new(desk, installed.folder)
    planned = new.rancang_kembali()
    assert planned.banding is not None
    assert planned.banding.jumlah_hilang == 1
    assert "Dinas Sesudahnya" in str(planned.banding.beda)
    new.kembali(planned)
    desk.close()
    installed.tukar()
    pulihkan(SqlDatabase(), folder, installed)
    assert "Data yang tadi disimpan sebagai kkbdesk-lama-001.sqlite" in installed.kabar()
    with SqlStore.open(folder) as store:
        found = Desk(store)
        assert [row.nama for row in found.kampung.daftar()] == ["Dari Dahulu"]
        assert "Dinas Sesudahnya" not in {item.nama for item in found.opd.daftar()}
    assert (folder / "kkbdesk-lama-001.sqlite").is_file()
    pulihkan(SqlDatabase(), folder, installed)  # once is enough
    assert not (folder / "kkbdesk-lama-002.sqlite").exists()


def test_what_was_edited_after_it_was_told_stops_the_way_back(
    service: PembaruanService, installed: Program, tmp_path: Path, desk: Desk
) -> None:
    updated(service, installed.folder, tmp_path)
    new = as_new(desk, installed.folder)
    planned = new.rancang_kembali()
    desk.opd.tambah({"nama": "Dinas Sementara Itu"})
    with pytest.raises(UserError, match="Data berubah sementara itu"):
        new.kembali(planned)
    note = installed.ganti()
    assert note is not None and note.tahap is Tahap.SELESAI


def test_without_its_copy_there_is_no_way_back_behind_a_migration(
    service: PembaruanService, installed: Program, tmp_path: Path, desk: Desk
) -> None:
    updated(service, installed.folder, tmp_path)
    note = installed.ganti()
    assert note is not None
    installed.catat(replace(note, skema="0006"))
    for item in desk.store.copies.listed():
        item.berkas.write_bytes(item.berkas.read_bytes()[:-100])
    with pytest.raises(UserError, match="tidak ada lagi atau rusak"):
        as_new(desk, installed.folder).rancang_kembali()


def test_what_is_edited_after_it_was_agreed_gives_the_way_back_up(
    installed: Program, tmp_path: Path, folder: Path
) -> None:
    desk = Desk(SqlStore.open(folder))
    desk.pembaruan.program = installed
    updated(desk.pembaruan, installed.folder, tmp_path)
    note = installed.ganti()
    assert note is not None
    installed.catat(replace(note, skema="0006"))
    new = as_new(desk, installed.folder)
    new.kembali(new.rancang_kembali())
    other = Desk(SqlStore.open(folder))
    other.pembaruan.program = new.program
    other.opd.tambah({"nama": "Dinas Sementara Itu"})
    other.close()
    note = installed.ganti()
    assert note is not None and note.tahap is Tahap.SELESAI and "belum jadi" in note.kabar
    new.kembali(new.rancang_kembali())
    desk.close()
    note = installed.ganti()
    assert note is not None and note.tahap is Tahap.MUNDUR


def test_one_computer_does_not_take_back_the_data_of_a_server(
    service: PembaruanService, installed: Program, tmp_path: Path, desk: Desk
) -> None:
    updated(service, installed.folder, tmp_path)
    note = installed.ganti()
    assert note is not None
    installed.catat(replace(note, skema="0006"))
    desk.store.peladen = "kkb di 192.168.1.5"
    with pytest.raises(UserError, match="di peladen kkb di"):
        as_new(desk, installed.folder).rancang_kembali()


def test_a_way_back_that_was_broken_off_is_asked_for_again(
    service: PembaruanService, installed: Program, tmp_path: Path, desk: Desk
) -> None:
    updated(service, installed.folder, tmp_path)
    new = as_new(desk, installed.folder)
    new.kembali(new.rancang_kembali())
    assert new.program is not None
    new.program.mulai()
    assert "belum jadi" in new.program.kabar()
    assert new.sebelumnya() == LAMA


def test_the_waiting_version_is_let_go_of_when_all_is_closed(
    service: PembaruanService, installed: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[tuple[object, ...]] = []
    monkeypatch.setattr(jalan, "lepas", lambda *said: started.append(said))
    lanjutkan(installed, tmp_path, buka=True)
    assert started == []
    service.pasang(paket(tmp_path / "a.kkbbaru"))
    lanjutkan(installed, tmp_path, buka=True)
    assert started == [
        (installed.konsol(BARU), "--data", str(tmp_path), "pembaruan", "tukar", "--buka")
    ]


def test_the_copy_that_going_back_needs_is_never_thinned(desk: Desk) -> None:
    kept = desk.store.copy("pembaruan")
    for _ in range(40):
        desk.store.copy("tangan")
    assert kept.berkas.is_file()
    assert desk.store.skema == migrate.HEAD


def test_a_program_that_cannot_be_replaced_says_what_to_close(
    service: PembaruanService, installed: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.pasang(paket(tmp_path / "a.kkbbaru"))

    def held(_part: Path, _path: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(taruh, "take_place", held)
    monkeypatch.setattr(taruh, "WINDOWS", True)
    monkeypatch.setattr(taruh, "_SABAR", 0.5)
    with pytest.raises(StorageFault, match="masih terbuka"):
        Program(installed.folder, BARU).tukar()
    assert LAMA in (installed.folder / "kkbdesk").read_text()
    assert installed.menunggu() is not None
