"""Whether a database file is ours, in its place and sound, looked at before anything is written."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from db import copies, indeks, sqlite
from db.disk import disk_faults, free_name, read_through
from db.faults import DAMAGED, translated
from kkbdesk import cakram
from kkbdesk.cakram import Tempat
from kkbdesk.errors import DamagedStore, StorageFault, UserError
from kkbdesk.files import take_place

_log = logging.getLogger(__name__)
_LOG_MARKS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")


def portabel(folder: Path) -> bool:
    """Tell whether a folder can be taken away; raises StorageFault where no database may be."""
    with disk_faults():
        place = cakram.tempat(folder)
    if place is Tempat.JARINGAN:
        raise StorageFault(cakram.JARINGAN.format(folder))
    return place is Tempat.LEPAS


def looked_for(path: Path) -> None:
    """Raise UserError where there is no database, DamagedStore where there was one."""
    if path.is_file():
        return
    if path.exists():
        raise damaged(f"{path} bukan berkas data.", path)
    if copies.listed(copies.folder(path)):
        raise damaged(f"Berkas data {path} tidak ada lagi.", path)
    raise UserError(f"Belum ada data KKB Desk di folder {path.parent}. Siapkan kantor dahulu.")


def refuse_second(path: Path) -> None:
    """Raise UserError where a new database would take the place of another."""
    if path.exists():
        raise UserError(f"Kantor di folder {path.parent} sudah disiapkan; datanya tidak diubah.")
    if found := copies.listed(copies.folder(path)):
        raise UserError(
            f"Berkas data di folder {path.parent} hilang, tetapi salinannya masih ada "
            f"({found[0].berkas.name}). Buka program ini untuk melanjutkan dengan salinan itu, "
            "atau pakai folder lain."
        )


def check(path: Path) -> str:
    """Return the schema revision; raises DamagedStore unless the file is ours and sound.

    Quick when the file was closed in order; then not one byte may have changed since.
    """
    try:
        with disk_faults(), translated():
            ours = sqlite.is_ours(path)
            if ours and path.with_name(f"{path.name}-journal").exists():
                sqlite.roll_back(path)
            closed = _as_closed(path) if ours else None
            sound = ours and (
                not sqlite.problems(path, thorough=True) if closed is None else closed
            )
            revision = sqlite.revision(path) if sound else None
    except DamagedStore as error:
        unstamp(path)
        raise unsound(path) from error
    if revision is None:
        raise unsound(path)
    with disk_faults():
        _keep_unreadable_log(path)
    return revision


def _keep_unreadable_log(path: Path) -> None:
    """Put a write-ahead log aside whose beginning is no log, for SQLite would empty it silently.

    Raises StorageFault, once: the last edits of a killed process may be in it.
    """
    log = path.with_name(path.name + "-wal")
    if not log.is_file():
        return
    with log.open("rb") as file:
        beginning = file.read(4)
    if not beginning or beginning in _LOG_MARKS:
        return
    kept = free_name(log, "rusak")
    take_place(log, kept)
    raise StorageFault(
        "Catatan perubahan terakhir rusak, sehingga perubahan sesaat sebelum program berhenti "
        f"mungkin hilang. Catatan itu disimpan sebagai {kept.name}. Buka lagi untuk melanjutkan."
    )


def unsound(path: Path) -> DamagedStore:
    """Return the fault of a damaged file; raises StorageFault where the disk cannot read it.

    Where only its indexes are damaged, a copy without that is made first, and so is the newest.
    """
    read_through(path)
    told = f"{DAMAGED} {path} tidak diubah."
    if indeks.mended(path) is not None:
        told += " Hanya indeks pencariannya yang rusak; semua catatan cocok dengan riwayatnya."
    return damaged(told, path)


def damaged(text: str, path: Path) -> DamagedStore:
    """Return the fault with the copies that are sound."""
    sound = tuple(str(copy) for copy in copies.sound(path))
    newest = f"Salinan baik terbaru: {sound[0]}." if sound else "Tidak ada salinan yang baik."
    return DamagedStore(f"{text} {newest}", sound)


def has_log(path: Path) -> bool:
    """Tell whether edits wait in a log: of a process that is open, or was killed."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0  # an empty one is left by a look at the file


def is_open(path: Path) -> bool:
    """Tell whether some process has the file open, or was killed while it had."""
    return path.with_name(path.name + "-wal").exists()


def stamp(path: Path) -> None:
    """Note how the file looked when it was closed in order, so that it opens without a check."""
    try:
        mark = [*_looks(path), copies.fingerprint(path)]
        _stamp_path(path).write_text(json.dumps(mark), "utf-8")
    except OSError:
        _log.warning("no mark of an orderly close; the file is checked when it is opened")


def unstamp(path: Path) -> None:
    """Have the file checked when it is opened next."""
    try:
        _stamp_path(path).unlink(missing_ok=True)
    except OSError:
        _log.warning("the mark of an orderly close could not be removed")


def _as_closed(path: Path) -> bool | None:
    """Tell whether a file is as it was closed in order; None where that is not known.

    Where nobody wrote to it (`stamp` goes when it is opened) and it is another, it is damaged. On a
    removable drive the time of a write is told too coarsely for that.
    """
    try:
        size, moment, digest = json.loads(_stamp_path(path).read_bytes())
    except (OSError, ValueError, TypeError):
        return None
    if has_log(path):
        return None
    if copies.fingerprint(path) == digest:
        return True
    return False if [size, moment] == _looks(path) and not portabel(path.parent) else None


def _stamp_path(path: Path) -> Path:
    return path.with_suffix(".periksa")


def _looks(path: Path) -> list[int]:
    state = path.stat()
    return [state.st_size, state.st_mtime_ns]
