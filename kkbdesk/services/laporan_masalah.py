"""A report of a problem for whoever helps: versions, sizes, the log; nothing about people.

What may stand in it is listed; all else stays out. Of the log that is when, how grave and where in
the program, never the words of an error, for these may quote what somebody typed.
"""

from __future__ import annotations

import locale
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from kkbdesk import __version__, cakram, paths
from kkbdesk.errors import UserError
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.registry import RECORDS
from kkbdesk.store import SEMUA, Store

_LIBRARIES = ("PySide6", "sqlalchemy", "psycopg", "reportlab", "openpyxl", "docx", "numpy")
_LINES = 60
"""Of the log, the last of them."""
_ENTRY = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),\d+ ([A-Z]+) ([\w.]+): (.*)")
_OURS = ("kkbdesk", "db", "ui", "root")
_FRAME = re.compile(r'  File ".*?([\w-]+\.py|<\w+>)", line (\d+), in ([\w<>]+)')
_RAISED = re.compile(
    r"([\w.]+(?:Error|Exception|Fault|Store|Edit|Violation|Cancelled|Exit))(?::|$)"
)
_QUOTED = re.compile(r"“.*?”|\(.*\)|'.*?'|\".*?\"|\S*[/\\]\S*")
"""What a sentence may quote: names, values, paths."""


def laporan_masalah(
    folder: Path,
    store: Store | None,
    kini: datetime,
    *,
    layar: Mapping[str, str] | None = None,
    dengan_kantor: bool = False,
) -> str:
    """Return the report of a data folder, as text; `layar` adds what only a window knows.

    The name of the office is only told when asked for. Reads the whole database.
    """
    parts = [
        ("KKB Desk: laporan masalah", [f"Dibuat: {kini:%Y-%m-%d %H.%M}"]),
        ("Program", list(_program())),
        (
            "Komputer",
            [*_computer(folder), *(f"{key}: {told}" for key, told in (layar or {}).items())],
        ),
        ("Data", list(_data(folder, store, dengan_kantor=dengan_kantor))),
        ("Pemeriksaan", list(_checked(store))),
        (f"Catatan program, {_LINES} baris terakhir", list(_log(paths.log_folder(folder)))),
    ]
    return "\n\n".join(
        "\n".join([title, *(f"  {line}" for line in lines)]) for title, lines in parts
    )


def _program() -> Iterator[str]:
    yield f"KKB Desk: {__version__}"
    if not getattr(sys, "frozen", False):
        yield "dijalankan dari sumber"
    elif paths.portable_folder() is not None:
        yield "dijalankan bersama datanya (portabel)"
    else:
        yield "terpasang"
    yield f"Python: {platform.python_version()}"
    for name in _LIBRARIES:
        version = getattr(sys.modules.get(name), "__version__", "")
        if version:
            yield f"{name}: {version}"
    if version := getattr(sys.modules.get("sqlite3"), "sqlite_version", ""):
        yield f"SQLite: {version}"


def _computer(folder: Path) -> Iterator[str]:
    yield f"Sistem: {platform.system()} {platform.release()} ({platform.version()})"
    yield f"Prosesor: {platform.machine()}, {os.cpu_count()} inti"
    yield f"Bahasa: {locale.getlocale()[0] or 'tidak diketahui'}"
    yield f"Cakram data: {cakram.tempat(folder).value}, {_free(folder)}"


def _free(folder: Path) -> str:
    try:
        return f"{cakram.besar(shutil.disk_usage(folder).free)} bebas"
    except OSError:
        return "ruang bebas tidak diketahui"


def _data(folder: Path, store: Store | None, *, dengan_kantor: bool) -> Iterator[str]:
    for name in ("", "berkas", "cadangan", "terbitan"):
        files, size = _size(folder / name, deep=bool(name))
        yield f"{name or 'folder data'}: {files} berkas, {cakram.besar(size)}"
    if store is None:
        yield "Kantor tidak terbuka."
        return
    with store.read(SEMUA) as reader:
        if dengan_kantor:
            yield f"Kantor: {', '.join(item.nama for item in reader.find(Kantor))}"
        for kind, record_type in RECORDS.items():
            if count := reader.count(record_type):
                yield f"{kind}: {count} catatan"


def _size(folder: Path, *, deep: bool) -> tuple[int, int]:
    """Return how many files a folder holds and their bytes; those it cannot see count as none."""
    files = size = 0
    for path in folder.rglob("*") if deep else folder.glob("*"):
        try:
            if path.is_file():
                files, size = files + 1, size + path.stat().st_size
        except OSError:
            continue
    return files, size


def _checked(store: Store | None) -> Iterator[str]:
    if store is None:
        yield "Tidak dijalankan: kantor tidak terbuka."
        return
    try:
        found = store.check() or store.check_berkas()
    except UserError as error:
        found = [type(error).__name__]
    if not found:
        yield "Berkas, riwayat, rujukan, foto dan pindaian baik."
    yield from map(_unquoted, found[:_LINES])
    if len(found) > _LINES:
        yield f"… dan {len(found) - _LINES} temuan lain"


def _log(folder: Path) -> Iterator[str]:
    lines: list[str] = []
    for name in ("kkbdesk.log.1", "kkbdesk.log"):
        try:
            lines += (folder / name).read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
    told = list(_told(lines))
    yield from told[-_LINES:] or ["kosong"]


def _told(lines: Iterable[str]) -> Iterator[str]:
    """Yield of each line what may be told, nothing of lines that are of another shape."""
    for line in lines:
        if match := _ENTRY.fullmatch(line):
            when, grave, where, words = match.groups()
            ours = where.partition(".")[0] in _OURS
            said = f": {_unquoted(words.partition(': ')[0])}" if ours else ""
            yield f"{when} {grave} {where}{said}"
        elif match := _FRAME.match(line):
            yield f"    {match[1]}:{match[2]} {match[3]}"
        elif match := _RAISED.match(line):
            yield f"    {match[1]}"


def _unquoted(text: str) -> str:
    return _QUOTED.sub("…", text)
