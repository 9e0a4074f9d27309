"""The report of a problem tells what helps and nothing about people."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kkbdesk import __version__, logs, paths
from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault
from kkbdesk.model.fields import describe
from kkbdesk.model.ids import Kind
from kkbdesk.model.orang import PeranOrang
from kkbdesk.model.registry import RECORDS
from kkbdesk.services.laporan_masalah import laporan_masalah
from tests.conftest import NOW

_PERSON = {
    "nama": "Ani Rahayu Kusumawardani", "nip": "198501012010012001", "hp": "081234567890",
}  # fmt: skip


def report(desk: Desk, *, dengan_kantor: bool = False) -> str:
    return laporan_masalah(desk.store.path.parent, desk.store, NOW, dengan_kantor=dengan_kantor)


@pytest.fixture
def peopled(sample: Desk) -> Desk:
    """The sample office with a person whose data went wherever they could."""
    sample.orang.tambah({"nama": _PERSON["nama"], "peran": PeranOrang.KEPALA})
    sample.kantor.ubah(sample.kantor.get(), {"kepala_nip": _PERSON["nip"]})
    logs.start(paths.log_folder(sample.store.path.parent))
    log = logging.getLogger("kkbdesk.cli.app")
    try:
        raise ValueError(f"{_PERSON['nama']} ({_PERSON['hp']}) in C:\\\\Users\\\\{_PERSON['nama']}")
    except ValueError:
        log.exception("command failed: %s", _PERSON["nama"])
    logging.getLogger("sqlalchemy").error("INSERT %s", _PERSON["nip"])
    log.warning("a file “%s” is gone", _PERSON["nama"])
    return sample


@pytest.fixture(autouse=True)
def quiet() -> object:
    """Take handlers of the log away again."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield None
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def personal(desk: Desk) -> set[str]:
    """Every personal value of an office."""
    found: set[str] = set(_PERSON.values())
    with desk.store.read() as reader:
        for record_type in RECORDS.values():
            names = [item.name for item in describe(record_type) if item.field.pribadi]
            for record in reader.find(record_type) if names else ():
                found |= {str(getattr(record, name)) for name in names}
    return {value for value in found if len(value) > 2}


def test_no_value_of_a_person_stands_in_it(peopled: Desk) -> None:
    told = report(peopled, dengan_kantor=True)
    values = personal(peopled)
    assert len(values) > 30
    assert [value for value in values if value.casefold() in told.casefold()] == []


def test_no_village_note_or_path_stands_in_it(peopled: Desk) -> None:
    told = report(peopled)
    for row in peopled.kampung.daftar():
        assert row.nama not in told
        assert row.nama_desa not in told
    assert str(peopled.store.path.parent) not in told
    assert "Users" not in told


def test_the_log_still_says_where_it_happened(peopled: Desk) -> None:
    told = report(peopled)
    assert "ERROR kkbdesk.cli.app: command failed" in told
    assert "ValueError" in told
    assert "test_laporan_masalah.py" in told
    assert "ERROR sqlalchemy\n" in told + "\n"


def test_it_tells_versions_counts_and_the_check(sample: Desk) -> None:
    told = report(sample)
    assert f"KKB Desk: {__version__}" in told
    assert f"{Kind.KAMPUNG}: 15 catatan" in told
    assert "Berkas, riwayat, rujukan, foto dan pindaian baik." in told


def test_the_office_is_named_only_when_asked(sample: Desk) -> None:
    name = sample.kantor.get().nama
    assert name not in report(sample)
    assert name in report(sample, dengan_kantor=True)


def test_findings_are_told_without_what_they_quote(
    sample: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [
        "Data: ada Orang yang tidak terbaca (Ani)",
        "Berkas abc… tidak ada di /home/ani/berkas",
    ]
    monkeypatch.setattr(type(sample.store), "check", lambda _store: found)
    told = report(sample)
    assert "ada Orang yang tidak terbaca" in told
    assert "ani" not in told.casefold().replace("dibaca", "")


def test_a_check_that_cannot_be_done_is_said(sample: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_store: object) -> list[str]:
        raise StorageFault("Cakram /home/ani penuh.")

    monkeypatch.setattr(type(sample.store), "check", refuse)
    told = report(sample)
    assert "StorageFault" in told
    assert "/home/ani" not in told


def test_an_office_that_does_not_open_still_has_a_report(tmp_path: Path) -> None:
    told = laporan_masalah(tmp_path, None, NOW)
    assert "Kantor tidak terbuka." in told
