"""Lists on their way out, as a workbook or as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kkbdesk.errors import UserError
from kkbdesk.exchange.tables import OutSheet
from kkbdesk.files import refusals, save

ENDINGS = (".xlsx", ".csv")


def write(path: Path, sheets: Sequence[OutSheet]) -> None:
    """Write sheets as .xlsx, or the first of them as .csv; raises UserError, StorageFault."""
    ending = path.suffix.casefold()
    if ending not in ENDINGS:
        raise UserError(f"Berkas {path.name} harus berakhiran {' atau '.join(ENDINGS)}.")
    with refusals(path):  # workbooks are composed in temporary files
        made = content(ending, sheets)
    save(path, made)


def content(ending: str, sheets: Sequence[OutSheet]) -> bytes:
    """Return sheets in the format of an ending; .csv holds the first of them."""
    if ending == ".csv":
        from kkbdesk.exchange import text  # noqa: PLC0415 - only the format that is asked for

        return text.content([column.heading for column in sheets[0].columns], sheets[0].rows)
    from kkbdesk.exchange import excel  # noqa: PLC0415 - openpyxl takes a while to import

    return excel.content(sheets)
