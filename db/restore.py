"""A copy put in the place of the database: made ready beside it, proved, then swapped at once."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from db import berkas, condition, copies, migrate, simpul, sqlite, terbitan
from db.disk import free_name, publish, set_aside_tails, sweep
from kkbdesk.errors import DamagedStore, StorageFault, UserError
from kkbdesk.files import take_place
from kkbdesk.model.cadangan import Kunci, Salinan

_OPEN = (
    "Data ini sedang dibuka di jendela atau program lain. Tutup dahulu, lalu pulihkan lagi; "
    "tidak ada yang diubah."
)


def restore(path: Path, copy: Path, key: Kunci | None = None) -> Path | None:
    """Put a copy in the place of the database; the present file is kept under a name of its own.

    Whatever happens, a sound file in its place is the old one or the new one, whole. Returns where
    the old one went, None when there was none. Raises UserError when the copy is damaged.
    """
    chosen = named(copy)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.stem}-pulih.{os.getpid()}.sebagian")
    try:
        copies.bring(chosen, part, key)
        make_ready(part)
        simpul.lepas(part)
        berkas.bring(copy, path, key)
        terbitan.bring(copy, path, key)
        mark = _mark(path)
        copies.pause(path, f"{datetime.now(UTC).astimezone():%d-%m-%Y %H.%M}, dari {copy.name}")
        kept = _keep(path, mark)
        set_aside_tails(path, kept or path)
        publish(part, path)
    finally:
        sweep(path.parent, part.name)
    return kept


def named(copy: Path) -> Salinan:
    """Return the copy that a file holds, whatever its name; raises UserError when there is none."""
    if not copy.is_file():
        raise UserError(f"Salinan {copy} tidak ada.")
    made = datetime.fromtimestamp(copy.stat().st_mtime, UTC).astimezone()
    return copies.named(copy) or Salinan(
        0, made, "", copy, copy.stat().st_size, terkunci=copy.suffix == ".terkunci"
    )


def make_ready(file: Path) -> None:
    """Prove a file that is to be an office's database; it may be of an older schema.

    This is the one place through which every restored file passes before it takes its place.
    """
    if not sqlite.is_ours(file):
        raise UserError("Berkas ini bukan salinan data KKB Desk, atau awalnya rusak.")
    if sqlite.problems(file, thorough=True):
        raise UserError("Salinan ini rusak; pilih salinan lain. Data tidak diubah.")
    if (revision := sqlite.revision(file)) not in migrate.known():
        raise StorageFault(
            f"Salinan ini dibuat oleh KKB Desk yang lebih baru (skema {revision}). "
            "Pasang program versi terbaru; data tidak diubah."
        )


def _mark(path: Path) -> str:
    """Return under which mark the present file is kept; raises StorageFault while it is in use."""
    if not path.is_file():
        return "rusak"
    unwritten = condition.has_log(path)
    try:
        condition.check(path)
    except DamagedStore:
        return "rusak"
    if unwritten:
        raise StorageFault(_OPEN)
    for tail in ("-wal", "-shm"):  # empty ones, left by a look at the file
        path.with_name(path.name + tail).unlink(missing_ok=True)
    return "lama"


def _keep(path: Path, mark: str) -> Path | None:
    """Keep the present file under a name of its own.

    A sound one stays in its place meanwhile; a damaged one, which may not even be readable, moves.
    """
    if not os.path.lexists(path):
        return None
    kept = free_name(path, mark)
    if mark == "rusak":
        take_place(path, kept)
        return kept
    part = kept.with_name(f"{kept.name}.{os.getpid()}.sebagian")
    try:
        shutil.copyfile(path, part)
        publish(part, kept)
    finally:
        sweep(path.parent, part.name)
    return kept
