"""A file is written whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from kkbdesk.documents.writers import ENDINGS, render, write
from kkbdesk.documents.writers.file import save
from kkbdesk.errors import StorageFault
from tests.support.documents import a_document


def test_a_finished_file_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(b"lama")
    path.chmod(0o640)
    save(path, b"baru")
    assert path.read_bytes() == b"baru"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_goes_with_the_next_save(tmp_path: Path) -> None:
    path = tmp_path / "laporan [1].pdf"
    (tmp_path / ".laporan [1].pdf~abc.sebagian").write_bytes(b"separuh")
    save(path, b"baru")
    assert list(tmp_path.iterdir()) == [path]


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


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="foldernya tidak ada"):
        save(tmp_path / "tiada" / "x.pdf", b"")


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
