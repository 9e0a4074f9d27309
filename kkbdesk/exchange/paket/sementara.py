"""Files that nobody else may read and that are gone afterwards, whatever happens."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from kkbdesk.errors import StorageFault
from kkbdesk.exchange.paket import batas
from kkbdesk.files import reason


@contextmanager
def berkas_sementara(folder: Path) -> Iterator[Callable[[], BinaryIO]]:
    """Give a maker of files that the system removes with the block, or with a killed process."""
    with ExitStack() as stack:

        def made() -> BinaryIO:
            file = cast("BinaryIO", tempfile.TemporaryFile(dir=folder))  # noqa: SIM115 - by stack
            stack.callback(_tutup, file)
            return file

        with galat(folder):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield made


def _tutup(file: BinaryIO) -> None:
    """Close a file; what a full disk did not take of it is not needed any more."""
    with suppress(OSError):
        file.close()


@contextmanager
def galat(folder: Path) -> Iterator[None]:
    """Raise StorageFault when the place for temporary files refuses."""
    try:
        yield
    except OSError as error:
        raise StorageFault(f"Paket tidak dapat diolah di {folder}: {reason(error)}.") from error


@contextmanager
def terbaca(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be read; raises StorageFault when that fails."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise tak_terbaca(path, error) from error
    with file:
        yield file


def potongan(file: BinaryIO, path: Path, most: int = batas.BERKAS_PAKET) -> Iterator[bytes]:
    """Yield the rest of a file, at most so many bytes; raises StorageFault as its drive refuses."""
    while most:
        try:
            part = file.read(min(most, batas.POTONG))
        except OSError as error:
            raise tak_terbaca(path, error) from error
        if not part:
            return
        most -= len(part)
        yield part


def tak_terbaca(path: Path, error: OSError) -> StorageFault:
    """Return the fault of a file that cannot be read."""
    return StorageFault(f"{path.name} tidak terbaca: {reason(error)}.")
