"""People of the office: who may do what, PINs, and what helps when one is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.changes import Change
from kkbdesk.model.ids import Kind
from kkbdesk.model.matriks import Peran
from kkbdesk.model.orang import Orang, PeranOrang, Tindak
from kkbdesk.model.problem import RuleViolation
from kkbdesk.model.rapat import TingkatRapat
from kkbdesk.services.naskah import MintaNaskah
from kkbdesk.services.rahasia import kode_baru, periksa_pin
from tests.conftest import NOW
from tests.support.makers import SINAR_SURYA
from tests.support.paper import pages

DAY = date(2026, 2, 3)
PIN, OTHER = "482913", "rahasia7"


@pytest.fixture
def people(desk: Desk) -> dict[str, Orang]:
    """Ani leads, Budi supervises, Cici operates; Ani works."""
    added = {}
    for nama, peran in (
        ("Ani", PeranOrang.KEPALA), ("Budi", PeranOrang.PENYELIA), ("Cici", PeranOrang.OPERATOR),
    ):  # fmt: skip
        added[nama] = desk.orang.tambah({"nama": nama, "peran": peran})
    return added


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clocked(folder: Path) -> Iterator[tuple[Desk, Clock]]:
    clock = Clock()
    desk = Desk(SqlStore.open(folder, clock=clock), clock)
    yield desk, clock
    desk.close()


def newest(desk: Desk) -> tuple[str, str]:
    entry = desk.riwayat.daftar(limit=1)[0]
    return entry.by, entry.label


def lock(desk: Desk) -> None:
    desk.matriks.kunci(2026, None, DAY)


def decide(desk: Desk) -> None:
    rapat = desk.rapat.jadwalkan(
        {"nama": "Rakor", "tanggal": DAY, "tingkat": TingkatRapat.KABUPATEN}
    )
    desk.notula.tambah_keputusan(rapat.id, "Sepakat", 2026)


def issue(desk: Desk) -> None:
    draft = desk.register.buat(MintaNaskah("surat-tugas"))
    desk.register.tetapkan(draft.id, DAY)


def office(desk: Desk) -> None:
    desk.kantor.ubah(desk.kantor.get(), {"alamat": "Jalan Baru"})


def lists(desk: Desk) -> None:
    desk.referensi.tambah_butir({"daftar": "seksi", "kode": "lain", "nama": "Lain"})


def layout(desk: Desk) -> None:
    desk.tata_naskah.ubah(desk.tata_naskah.get(), {"telepon_hadir": True})


def wording(desk: Desk) -> None:
    desk.tata_naskah.ubah_aturan(desk.tata_naskah.aturan("undangan"), {"kode": "005"})


def hire(desk: Desk) -> None:
    desk.orang.tambah({"nama": "Dodi"})


SUPERVISED = [lock, decide, issue, office, lists, layout, wording]


@pytest.mark.parametrize("act", [*SUPERVISED, hire])
def test_an_office_without_people_lets_everybody_do_everything(
    desk: Desk, act: Callable[[Desk], None]
) -> None:
    if act is hire:
        desk.orang.tambah({"nama": "Ani", "peran": PeranOrang.KEPALA})
    act(desk)


@pytest.mark.parametrize("act", SUPERVISED)
def test_an_operator_is_told_who_may_and_a_supervisor_may(
    desk: Desk, people: dict[str, Orang], act: Callable[[Desk], None]
) -> None:
    desk.orang.masuk(people["Cici"].id)
    with pytest.raises(UserError, match=r"Ani \(kepala\), Budi \(penyelia\).*Cici \(operator\)"):
        act(desk)
    assert newest(desk)[0] in ("Ani", "Cici")
    desk.orang.masuk(people["Budi"].id)
    act(desk)
    assert newest(desk)[0] == "Budi"


def test_an_operator_does_the_daily_work_under_the_own_name(
    desk: Desk, people: dict[str, Orang]
) -> None:
    desk.orang.masuk(people["Cici"].id)
    desk.kampung.tambah({"desa": SINAR_SURYA, "nama": "Sinar Surya"})
    assert newest(desk) == ("Cici", "Tambah kampung")
    agency = desk.opd.daftar()[0]
    grid = desk.matriks.grid(2026, None)
    desk.matriks.isi(2026, None, {(grid.program[0].id, agency.id): Peran.PENDUKUNG})
    desk.register.buat(MintaNaskah("surat-tugas"))
    assert newest(desk)[0] == "Cici"


def test_no_step_back_leads_past_what_is_not_allowed(desk: Desk, people: dict[str, Orang]) -> None:
    lock(desk)
    desk.orang.masuk(people["Cici"].id)
    with pytest.raises(UserError, match="Menyepakati atau membuka matriks"):
        desk.editor.undo()
    with pytest.raises(UserError, match="Menyepakati atau membuka matriks"):
        desk.matriks.buka(2026, None, DAY)
    assert desk.matriks.grid(2026, None).terkunci
    desk.orang.masuk(people["Budi"].id)
    desk.editor.undo()
    desk.orang.masuk(people["Cici"].id)
    with pytest.raises(UserError, match="Menyepakati atau membuka matriks"):
        desk.editor.redo()


def test_neither_an_import_nor_the_history_leads_past_it(
    desk: Desk, people: dict[str, Orang]
) -> None:
    before = desk.kantor.get()
    office(desk)
    entry = desk.riwayat.daftar(limit=1)[0]
    after = desk.kantor.get()
    desk.orang.masuk(people["Cici"].id)
    planned = Change(Kind.KANTOR, after.id, after, before)
    with pytest.raises(UserError, match="Mengubah pengaturan"):
        desk.editor.carry_out("Impor", [planned])
    with pytest.raises(UserError, match="Mengubah pengaturan"):
        desk.wilayah.muat({"19.05.05.2008": "Lain"}, date(2027, 1, 1))
    desk.orang.masuk(people["Budi"].id)
    desk.kantor.ubah(after, {"alamat": "Lain lagi"})
    desk.orang.masuk(people["Cici"].id)
    with pytest.raises(UserError, match="Mengubah pengaturan"):
        desk.riwayat.kembalikan(entry.id, Kind.KANTOR, after.id)
    assert desk.kantor.get().alamat == "Lain lagi"


def test_people_are_the_heads_affair_or_the_supervisors_where_there_is_no_head(
    desk: Desk, people: dict[str, Orang]
) -> None:
    desk.orang.masuk(people["Budi"].id)
    with pytest.raises(UserError, match=r"hanya dapat dilakukan Ani \(kepala\)\."):
        desk.orang.ubah(people["Budi"], {"peran": PeranOrang.KEPALA})
    desk.orang.masuk(people["Ani"].id)
    desk.orang.ubah(people["Ani"], {"aktif": False})
    desk.orang.masuk(people["Budi"].id)
    desk.orang.tambah({"nama": "Dodi", "peran": PeranOrang.KEPALA})
    assert not desk.wewenang.boleh(Tindak.KELOLA_ORANG)


def test_somebody_who_may_decide_always_remains(desk: Desk) -> None:
    with pytest.raises(RuleViolation, match="penyelia atau kepala"):
        desk.orang.tambah({"nama": "Cici"})
    ani = desk.orang.tambah({"nama": "Ani", "peran": PeranOrang.PENYELIA})
    desk.orang.tambah({"nama": "Cici"})
    for values in ({"peran": PeranOrang.OPERATOR}, {"aktif": False}):
        with pytest.raises(RuleViolation, match="penyelia atau kepala"):
            desk.orang.ubah(ani, values)
    with pytest.raises(RuleViolation, match="penyelia atau kepala"):
        desk.orang.hapus([ani.id])
    desk.orang.hapus([item.id for item in desk.orang.daftar()])
    office(desk)
    assert newest(desk)[0] not in ("Ani", "Cici")


def test_two_people_never_bear_one_name(desk: Desk, people: dict[str, Orang]) -> None:
    with pytest.raises(RuleViolation, match="sudah ada"):
        desk.orang.tambah({"nama": "  ANI "})
    desk.orang.ubah(people["Ani"], {"nama": "Ani Lestari"})
    office(desk)
    assert newest(desk)[0] == "Ani Lestari"


def test_whoever_was_struck_off_may_nothing_more(desk: Desk, people: dict[str, Orang]) -> None:
    desk.orang.ubah(people["Ani"], {"aktif": False})
    assert desk.orang.perlu_masuk()
    with pytest.raises(UserError, match="Anda belum masuk"):
        office(desk)
    with pytest.raises(UserError, match="tidak aktif lagi"):
        desk.orang.masuk(people["Ani"].id)


@pytest.mark.parametrize("pin", ["12345", "123456", "654321", "111111", "121212", "abcdef", " "])
def test_a_pin_that_is_guessed_at_once_is_refused(pin: str) -> None:
    with pytest.raises(UserError, match="paling sedikit 6"):
        periksa_pin(pin)


def test_a_pin_is_asked_for_and_nowhere_to_be_read(
    desk: Desk, people: dict[str, Orang], tmp_path: Path
) -> None:
    desk.orang.atur_pin(people["Cici"].id, PIN)
    assert newest(desk) == ("Ani", "Ganti PIN Cici")
    with pytest.raises(UserError, match="PIN salah"):
        desk.orang.masuk(people["Cici"].id, OTHER)
    assert desk.orang.masuk(people["Cici"].id, PIN).nama == "Cici"
    told = [
        item.perubahan for entry in desk.riwayat.daftar() for item in desk.riwayat.rinci(entry.id)
    ]
    with desk.store.read() as reader:
        journal = [reader.changeset(entry.id) for entry in reader.entries()]
    content = desk.store.path.read_bytes()
    assert b"$argon2id$" in content or b"$argon2id$" in _wal(desk)
    assert PIN.encode() not in content
    assert PIN not in repr(journal)
    assert "argon2" not in repr(journal) + repr(told)
    assert desk.store.check() == []


def _wal(desk: Desk) -> bytes:
    wal = desk.store.path.with_name(f"{FILE}-wal")
    return wal.read_bytes() if wal.exists() else b""


def test_the_own_pin_changes_only_with_the_present_one(
    desk: Desk, people: dict[str, Orang]
) -> None:
    desk.orang.atur_pin(people["Cici"].id, PIN)
    desk.orang.masuk(people["Cici"].id, PIN)
    with pytest.raises(UserError, match="PIN lama salah"):
        desk.orang.atur_pin(people["Cici"].id, OTHER, "654654")
    desk.orang.atur_pin(people["Cici"].id, OTHER, PIN)
    with pytest.raises(UserError, match="Mengelola orang"):
        desk.orang.atur_pin(people["Ani"].id, OTHER)
    desk.orang.masuk(people["Cici"].id, OTHER)
    desk.editor.undo()
    desk.orang.masuk(people["Cici"].id, PIN)


def test_whoever_guesses_waits_longer_and_longer(clocked: tuple[Desk, Clock]) -> None:
    desk, clock = clocked
    ani = desk.orang.tambah({"nama": "Ani", "peran": PeranOrang.KEPALA})
    desk.orang.atur_pin(ani.id, PIN)

    def missed() -> str:
        with pytest.raises(UserError) as error:
            desk.orang.masuk(ani.id, OTHER)
        return str(error.value)

    assert missed() == missed() == "PIN salah. Periksa, lalu coba lagi."
    assert "5 detik" in missed()
    with pytest.raises(UserError, match=r"terlalu sering salah.*5 detik"):
        desk.orang.masuk(ani.id, PIN)
    clock.now += timedelta(seconds=6)
    assert "10 detik" in missed()
    again = Desk(SqlStore.open(desk.store.path.parent, clock=clock), clock)
    with pytest.raises(UserError, match="10 detik"):
        again.orang.masuk(ani.id, PIN)
    again.close()
    clock.now -= timedelta(days=30)
    desk.orang.masuk(ani.id, PIN)
    assert missed() == "PIN salah. Periksa, lalu coba lagi."


def sheet(desk: Desk, path: Path) -> str:
    """Make a recovery sheet and read the code off it."""
    desk.orang.tulis_lembar(path)
    words = pages(path.read_bytes())[0].replace("\ufffe", "-").split()
    (code,) = [word for word in words if word.count("-") == 4]
    return code


def test_the_sheet_helps_who_forgot_and_asks_for_another(
    desk: Desk, people: dict[str, Orang], tmp_path: Path
) -> None:
    desk.orang.atur_pin(people["Ani"].id, PIN)
    code = sheet(desk, tmp_path / "lembar.pdf")
    desk.orang.keluar()
    with pytest.raises(UserError, match="Kode pemulihan salah"):
        desk.orang.pulihkan(kode_baru(), people["Cici"].id, OTHER)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    desk.orang.pulihkan(typed, people["Cici"].id, OTHER)
    assert newest(desk) == ("Cici", "Pulihkan PIN Cici dengan lembar pemulihan")
    used = desk.orang.lembar()
    assert used is not None
    assert used.dipakai == desk.today()
    with pytest.raises(UserError, match="Mengelola orang"):
        desk.orang.tulis_lembar(tmp_path / "baru.pdf")
    assert not (tmp_path / "baru.pdf").exists()
    desk.orang.masuk(people["Ani"].id, PIN)
    other = sheet(desk, tmp_path / "baru.pdf")
    with pytest.raises(UserError, match="Kode pemulihan salah"):
        desk.orang.pulihkan(code, people["Budi"].id, OTHER)
    assert desk.orang.pulihkan(other, people["Budi"].id, OTHER).nama == "Budi"


def test_a_sheet_that_cannot_be_written_leaves_the_former_valid(
    desk: Desk, people: dict[str, Orang], tmp_path: Path
) -> None:
    code = sheet(desk, tmp_path / "lembar.pdf")
    with pytest.raises(UserError, match=r"berakhiran \.pdf"):
        desk.orang.tulis_lembar(tmp_path / "lembar.docx")
    with pytest.raises(UserError, match="tidak dapat disimpan"):
        desk.orang.tulis_lembar(tmp_path / "tak" / "lembar.pdf")
    desk.orang.pulihkan(code, people["Cici"].id, OTHER)


def test_the_first_page_asks_for_a_sheet_where_pins_are_used(
    desk: Desk, people: dict[str, Orang], tmp_path: Path
) -> None:
    def asked() -> list[str]:
        return [item.kode for item in desk.beranda.hitung().tindakan if "pemulihan" in item.kode]

    assert asked() == []
    desk.orang.atur_pin(people["Ani"].id, PIN)
    assert asked() == ["lembar-pemulihan"]
    code = sheet(desk, tmp_path / "lembar.pdf")
    assert asked() == []
    desk.orang.pulihkan(code, people["Cici"].id, OTHER)
    assert asked() == ["lembar-pemulihan"]
