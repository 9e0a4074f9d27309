"""Files on their way out: an older one is replaced only by a whole one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kkbdesk.errors import StorageFault, UserError
from kkbdesk.exchange.tables import OutSheet

ENDINGS = (".xlsx", ".csv")


def write(path: Path, sheets: Sequence[OutSheet]) -> None:
    """Write sheets as .xlsx, or the first of them as .csv; raises UserError, StorageFault."""
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise UserError(f"Berkas {path.name} harus berakhiran {' atau '.join(ENDINGS)}.")
    with replaced(path) as part:
        if ending == ".csv":
            from kkbdesk.exchange import text  # noqa: PLC0415 - only the format that is asked for

            text.write(part, [column.heading for column in sheets[0].columns], sheets[0].rows)
        else:
            from kkbdesk.exchange import excel  # noqa: PLC0415 - openpyxl takes a while to import

            excel.write(part, sheets)


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Give a name to write to; what stands at the path is replaced only by a complete file."""
    part = path.with_name(f".{path.stem}.sebagian{path.suffix}")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(path)
    except PermissionError as error:
        raise StorageFault(
            f"{path.name} tidak dapat ditulis. Tutup berkas itu di Excel, periksa izin foldernya."
        ) from error
    except OSError as error:
        raise StorageFault(
            f"{path.name} tidak dapat ditulis: {error.strerror or 'cakram penuh'}. "
            "Periksa ruang dan sambungan cakramnya, lalu coba lagi."
        ) from error
    finally:
        part.unlink(missing_ok=True)
