"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import gc
import os
import sys
from pathlib import Path

import pytest

from kkbdesk.documents.writers import ENDINGS, render, write
from kkbdesk.errors import StorageFault
from kkbdesk.exchange import output
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.tables import OutColumn, OutSheet
from kkbdesk.files import refusals, save
from tests.support.documents import a_document
from tests.support.tertahan import Held


def test_a_finished_file_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(b"lama")
    path.chmod(0o640)
    save(path, b"baru")
    assert path.read_bytes() == b"baru"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_goes_with_a_later_save(tmp_path: Path) -> None:
    path = tmp_path / "laporan [1].pdf"
    left = tmp_path / ".laporan [1].pdf~abc.sebagian"
    left.write_bytes(b"separuh")
    save(path, b"baru")
    assert left.exists(), "another process may be writing it"
    os.utime(left, (0, 0))
    save(path, b"baru")
    assert list(tmp_path.iterdir()) == [path]


def test_two_may_write_one_file_at_the_same_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "laporan.pdf"
    plain = Path.replace

    def meanwhile(self: Path, target: Path) -> Path:
        monkeypatch.setattr(Path, "replace", plain)
        save(path, b"lain")
        return plain(self, target)

    monkeypatch.setattr(Path, "replace", meanwhile)
    save(path, b"baru")
    assert path.read_bytes() == b"baru"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_waited_for(
    tmp_path: Path, held: Held
) -> None:
    held.times = 2
    save(tmp_path / "laporan.pdf", b"baru")
    assert (tmp_path / "laporan.pdf").read_bytes() == b"baru"
    assert held.times == 0


def test_one_that_stays_held_is_told_of(tmp_path: Path, held: Held) -> None:
    held.times = 99
    with pytest.raises(StorageFault, match="sedang dibuka program lain"):
        save(tmp_path / "laporan.pdf", b"baru")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "ruang penyimpanan penuh"), (errno.EACCES, "sedang dibuka program lain"),
        (errno.EIO, "tidak dapat disimpan"),
    ],
)  # fmt: skip
def test_a_disk_that_refuses_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(b"lama")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(number, "refused")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StorageFault, match=said):
        save(path, b"baru")
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_disk_that_takes_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(number, os.strerror(number))

    for name in ("open", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    with pytest.raises(StorageFault) as caught:
        save(tmp_path / "laporan.pdf", b"baru")
    assert "tidak dapat disimpan" in str(caught.value)
    assert os.strerror(number) not in str(caught.value)


def test_a_refusal_that_lxml_tells_is_one_too(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="penuh"), refusals(tmp_path / "a.xlsx"):
        raise ValueError("IO_ENOSPC")
    with pytest.raises(ValueError, match="IO_EX"), refusals(tmp_path / "a.xlsx"):
        raise ValueError("IO_EX")


def test_places_that_are_none_are_told(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="foldernya tidak ada"):
        save(tmp_path / "tiada" / "x.pdf", b"")
    (tmp_path / "berkas").write_bytes(b"")
    with pytest.raises(StorageFault, match=r"di tempat foldernya ada berkas|tidak ada"):
        save(tmp_path / "berkas" / "x.pdf", b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(StorageFault, match="tidak dapat disimpan"):
        save(tmp_path / "folder", b"")
    assert {path.name for path in tmp_path.iterdir()} == {"berkas", "folder"}


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_list_that_does_not_fit_leaves_the_old_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], ending: str
) -> None:
    import resource  # noqa: PLC0415 - Unix alone has it

    path = tmp_path / f"daftar{ending}"
    path.write_bytes(b"lama")
    rows: list[list[Cell]] = [[f"teks {number}" * 9] for number in range(999)]
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(StorageFault, match=r"terlalu besar.*lama tidak berubah"):
            output.write(path, [OutSheet("Daftar", [OutColumn("Teks")], rows)])
        gc.collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert path.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [path]
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("ending", [*ENDINGS, ".PDF"])
def test_the_ending_tells_the_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"laporan{ending}"
    made = write(a_document(), path)
    assert path.read_bytes() == made.content
    assert made.content[:4] in (b"%PDF", b"PK\x03\x04")
    assert (made.pages == 2) is (ending.casefold() == ".pdf")


def test_an_unknown_ending_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="odt"):
        render(a_document(), ".odt")
