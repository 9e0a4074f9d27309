"""An office on a server: who may what, who hears what, what happens when the server is away."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from db import alamat, migrate, pindah, postgres
from db.database import SqlDatabase
from db.lokal import LokalStore
from db.peladen import PeladenStore
from db.schema import metadata
from db.store import FILE, SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit, StorageFault, UserError
from kkbdesk.model.kampung import Kampung
from kkbdesk.store import Hak
from resources.files import resource
from tests.support import peladen
from tests.support.makers import SINAR_SURYA, TANJUNG_NIUR

pytestmark = pytest.mark.skipif(not peladen.URL, reason="needs PostgreSQL: make test-postgres")

USERS = {"kkb_uji_baca": "kkb_baca", "kkb_uji_tulis": "kkb_tulis", "kkb_uji_admin": "kkb_admin"}


def wait(until: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


def on_server(folder: Path) -> PeladenStore:
    store = SqlStore.open(folder)
    assert isinstance(store, PeladenStore)
    return store


def tambah(store: SqlStore, desa: str = SINAR_SURYA) -> Kampung:
    return Desk(store).kampung.tambah({"desa": desa, "nama": f"Kampung {desa}"})


@pytest.fixture
def groups(tmp_path: Path) -> Iterator[dict[str, Path]]:
    """An office made by who manages, in a database where the shipped script was run."""
    basis = peladen.a_database()
    script = resource("peladen", "peran.sql").read_text("utf-8")
    with psycopg.connect(basis, autocommit=True) as connection:
        connection.execute(script)
        for user, group in USERS.items():
            connection.execute(f"DROP ROLE IF EXISTS {user}")
            connection.execute(f"CREATE ROLE {user} LOGIN IN ROLE {group}")
    name = basis.partition("?")[0].rpartition("/")[2]
    folders = {group: tmp_path / group for group in USERS.values()}
    for user, group in USERS.items():
        alamat.tulis(folders[group], peladen.address(name, user))
    with SqlStore.create(folders["kkb_admin"]) as store:
        Desk(store).kantor.siapkan("19.05")
    yield folders
    for made in peladen.let_go():
        made.dispose()
    with psycopg.connect(basis, autocommit=True) as connection:
        for user in USERS:
            connection.execute(f"DROP OWNED BY {user}")
            connection.execute(f"DROP ROLE {user}")


# who may what


def test_who_may_only_read_is_told_so_and_stopped_by_the_server_as_well(
    groups: dict[str, Path],
) -> None:
    with on_server(groups["kkb_tulis"]) as store:
        tambah(store)
    with on_server(groups["kkb_baca"]) as store:
        desk = Desk(store)
        assert (store.hak, store.who) == (Hak.BACA, "kkb_uji_baca")
        (kampung,) = desk.kampung.daftar()
        with pytest.raises(UserError, match="hanya boleh membaca"):
            tambah(store, TANJUNG_NIUR)
        assert "hanya boleh membaca" in desk.wewenang.larangan(Kampung.KIND)
        assert store.check() == []
    basis = alamat.baca(groups["kkb_baca"])
    for statement in (
        f"UPDATE kampung SET nama = 'Diam-diam' WHERE id = '{kampung.id}'",
        "DELETE FROM jurnal",
        "INSERT INTO identitas VALUES ('a', 'b')",
        "SELECT * FROM rahasia",
    ):
        with (
            psycopg.connect(basis or "") as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)


def test_who_writes_changes_neither_settings_nor_history_nor_people(
    groups: dict[str, Path],
) -> None:
    with on_server(groups["kkb_tulis"]) as store:
        desk = Desk(store)
        tambah(store)
        store.put_berkas(b"foto")
        with pytest.raises(UserError, match="kkb_admin"):
            desk.kantor.ubah(desk.kantor.get(), {"alamat": "Jalan 1"})
        with pytest.raises(UserError, match="kkb_admin"):
            desk.orang.tambah({"nama": "Ani"})
    basis = alamat.baca(groups["kkb_tulis"])
    for statement in (
        "UPDATE kantor SET nama = 'Lain'",
        "UPDATE jurnal SET oleh = 'orang lain'",
        "DELETE FROM perubahan",
        "UPDATE berkas SET isi = ''",
        "DROP TABLE kampung",
    ):
        with (
            psycopg.connect(basis or "") as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            connection.execute(statement)


def test_who_manages_may_do_everything_and_edits_carry_the_name(groups: dict[str, Path]) -> None:
    with on_server(groups["kkb_admin"]) as store:
        desk = Desk(store)
        desk.kantor.ubah(desk.kantor.get(), {"alamat": "Jalan 1"})
        assert store.hak is Hak.KELOLA
        assert desk.riwayat.undoable() is not None
        with store.read() as reader:
            assert reader.entries(limit=1)[0].by == "kkb_uji_admin"


def test_a_role_of_a_colleague_is_not_raised_behind_the_program(groups: dict[str, Path]) -> None:
    with on_server(groups["kkb_admin"]) as store:
        desk = Desk(store)
        desk.orang.tambah({"nama": "Ani", "peran": "kepala"})
        desk.orang.tambah({"nama": "Budi"})
    basis = alamat.baca(groups["kkb_tulis"])
    with psycopg.connect(basis or "") as connection:
        connection.execute("UPDATE orang SET pin = 'lain' WHERE nama = 'Budi'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("UPDATE orang SET peran = 'kepala' WHERE nama = 'Budi'")


# schema


def test_the_schema_on_a_server_is_the_described_one(folder: Path) -> None:
    with on_server(folder) as store, store._engine.connect() as connection:
        options = {
            "version_table": "versi_skema",
            "compare_type": True,
            "include_name": lambda name, kind, _: (kind, name) != ("table", "berkas"),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_an_older_schema_is_brought_up_to_date_by_who_manages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(migrate, "HEAD", "0006")
        with SqlStore.create(tmp_path):
            pass
    with on_server(tmp_path) as store:
        Desk(store).kantor.siapkan("19.05")
        assert store.check() == []
        with store._engine.connect() as connection:
            assert postgres.revision(connection) == migrate.HEAD


def test_a_program_left_open_does_not_write_into_a_newer_schema(folder: Path) -> None:
    with on_server(folder) as store:
        with store._engine.connect().execution_options(writes=True) as connection:
            connection.exec_driver_sql("UPDATE versi_skema SET version_num = '9999'")
            connection.commit()
        with pytest.raises(StorageFault, match="Tutup program ini"):
            tambah(store)
    with pytest.raises(StorageFault, match="lebih baru"):
        SqlStore.open(folder)


def test_an_office_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), SqlStore.create(tmp_path):
        raise ZeroDivisionError
    with pytest.raises(UserError, match="Belum ada data"):
        SqlStore.open(tmp_path)
    with SqlStore.create(tmp_path) as store:
        Desk(store).kantor.siapkan("19.05")
    with pytest.raises(UserError, match="sudah disiapkan"), SqlStore.create(tmp_path):
        raise AssertionError


# several computers


def test_what_one_commits_the_other_hears(folder: Path) -> None:
    with on_server(folder) as one, on_server(folder) as other:
        wait(other.kabar)  # it listens now
        assert list(other.news()) == []
        made = tambah(one)
        wait(other.kabar)
        (seen,) = other.news()
        assert [change.id for change in seen.changes] == [made.id]
        wait(one.kabar)
        assert list(one.news()) == []


def test_the_later_of_two_who_change_a_field_is_refused_with_the_value(folder: Path) -> None:
    with on_server(folder) as one, on_server(folder) as other:
        desk, second = Desk(one), Desk(other)
        seen = tambah(one)
        desk.kampung.ubah(seen, {"nama": "Satu"})
        with pytest.raises(StaleEdit, match="“Satu”"):
            second.kampung.ubah(seen, {"nama": "Dua"})
        second.kampung.ubah(seen, {"sk_nomor": "7"})
        (kept,) = desk.kampung.daftar()
        assert (kept.nama, kept.sk_nomor) == ("Satu", "7")
        assert one.check() == []


def test_all_computers_write_under_one_name_and_a_copied_database_under_another(
    folder: Path, tmp_path: Path
) -> None:
    with on_server(folder) as one, on_server(folder) as other:
        assert one.simpul == other.simpul
    peladen.clone(folder / FILE, tmp_path / "salinan")
    with on_server(tmp_path / "salinan") as copied:
        assert copied.simpul != one.simpul


def test_files_are_shared_and_checked(folder: Path, tmp_path: Path) -> None:
    alamat.tulis(tmp_path / "dua", alamat.baca(folder) or "")
    with on_server(folder) as one, on_server(tmp_path / "dua") as other:
        digest = one.put_berkas(b"pindaian")
        assert one.put_berkas(b"pindaian") == digest
        assert other.get_berkas(digest) == b"pindaian"
        assert other.path_berkas("0" * 64) is None
        assert one.check_berkas() == []
        with one._engine.connect().execution_options(writes=True) as connection:
            connection.exec_driver_sql("UPDATE berkas SET isi = 'lain'")
            connection.commit()
        assert "rusak" in one.check_berkas()[0]


# the server away


def _let_in(folder: Path, *, allowed: bool) -> None:
    name = peladen.name_of(folder)
    with psycopg.connect(peladen.URL, autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}")
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )


def test_a_restarted_server_disturbs_nobody(folder: Path) -> None:
    with on_server(folder) as store:
        tambah(store)
        _let_in(folder, allowed=True)
        tambah(store, TANJUNG_NIUR)
        assert len(Desk(store).kampung.daftar()) == 2


def test_while_the_server_is_away_it_is_said_and_afterwards_all_goes_on(folder: Path) -> None:
    with on_server(folder) as store, on_server(folder) as other:
        wait(store.kabar)
        _let_in(folder, allowed=False)
        wait(lambda: store.terputus)
        begun = time.monotonic()
        with pytest.raises(StorageFault, match="tidak dapat dihubungi"):
            tambah(store)
        assert time.monotonic() - begun < 0.5
        _let_in(folder, allowed=True)
        made = tambah(other)
        wait(lambda: not store.terputus and store.kabar())
        assert [change.id for each in store.news() for change in each.changes] == [made.id]
        tambah(store, TANJUNG_NIUR)


def test_a_connection_lost_in_the_midst_of_an_edit_writes_nothing(folder: Path) -> None:
    with on_server(folder) as store:
        with (
            pytest.raises(StorageFault, match="tidak dapat dihubungi"),
            store.unit("Terputus") as unit,
        ):
            _let_in(folder, allowed=True)
            unit.find(Kampung)
        assert store.check() == []
        tambah(store)


# moving


def test_an_office_moves_to_a_server_and_back_with_all_that_is_in_it(
    tmp_path: Path, sample_folder: Path
) -> None:
    former = alamat.baca(sample_folder) or ""
    with on_server(sample_folder) as store:
        digest = store.put_berkas(b"foto")
        store.catat_versi()
        before = peladen.rows(Desk(store))
    back = SqlDatabase().pindah(sample_folder)
    assert back.berkas == 1 and (sample_folder / FILE).is_file()
    alamat.tulis(tmp_path / "lagi", former)
    with pytest.raises(UserError, match="sudah dipindahkan ke komputer"):
        SqlStore.open(tmp_path / "lagi")
    with SqlStore.open(sample_folder) as store:
        assert isinstance(store, LokalStore)
        assert store.get_berkas(digest) == b"foto"
        assert store.check() == [] and store.check_berkas() == []
    basis = peladen.a_database()
    there = SqlDatabase().pindah(sample_folder, basis)
    assert there.tabel == back.tabel
    assert there.lama is not None and there.lama.name == "kkbdesk-pindah-001.sqlite"
    with on_server(sample_folder) as store:
        assert store.check() == [] and store.check_berkas() == []
        after = peladen.rows(Desk(store))
        assert {**after, "identitas": 0} == {**before, "identitas": 0}
        tambah(store, TANJUNG_NIUR)


def test_a_database_that_holds_something_is_no_place_to_move_to(
    folder: Path, sample_folder: Path
) -> None:
    taken = alamat.baca(sample_folder) or ""
    SqlDatabase().pindah(folder)
    before = (folder / FILE).read_bytes()
    with pytest.raises(UserError, match="tidak kosong"):
        SqlDatabase().pindah(folder, taken)
    assert (folder / FILE).read_bytes() == before and not SqlDatabase().peladen(folder)


@pytest.mark.parametrize("there", [True, False])
def test_a_move_that_does_not_come_out_right_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    if there:
        SqlDatabase().pindah(folder)
    basis = peladen.a_database()
    plain, counted = pindah.totalled, iter(range(10_000))
    monkeypatch.setattr(
        pindah, "totalled", lambda *args: plain(*args)._replace(baris=next(counted))
    )
    with pytest.raises(StorageFault, match="tidak sama"):
        SqlDatabase().pindah(folder, basis if there else "")
    monkeypatch.undo()
    assert (folder / FILE).exists() == there
    assert [file.name for file in folder.iterdir() if "sebagian" in file.name] == []
    with SqlStore.open(folder) as store:
        assert isinstance(store, LokalStore if there else PeladenStore)
        tambah(store)
    with psycopg.connect(basis) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert found.fetchone() == (0,)


def test_a_database_that_sorts_otherwise_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "_SORTED", ("de_DE",))
    alamat.tulis(tmp_path, peladen.a_database())
    with pytest.raises(UserError, match="urutan C"), SqlStore.create(tmp_path):
        raise AssertionError


def test_a_copy_is_a_whole_office_in_a_file(sample_folder: Path, tmp_path: Path) -> None:
    with on_server(sample_folder) as store:
        digest = store.put_berkas(b"foto")
        copy = store.copy("tangan")
        assert store.copies.trial(copy) == []
        assert not store.uncopied()
        kept = store.terbitkan("Semester I")
        with store.copies.opened(kept.salinan) as reader, store.read() as now:
            assert reader.find(Kampung) == now.find(Kampung)
        place = tmp_path / "tempat"
        place.mkdir()
        sent = store.copies.send(copy, place)
    with pytest.raises(UserError, match="pg_restore"):
        SqlDatabase().restore(sample_folder, copy.berkas)
    SqlDatabase().restore(tmp_path / "lain", sent.berkas)
    with SqlStore.open(tmp_path / "lain") as store:
        assert store.get_berkas(digest) == b"foto"
        assert store.check() == []
