"""Edits an office until it is killed, and says on standard output what was acknowledged."""

from __future__ import annotations

import random
import sys
from pathlib import Path

from db.store import SqlStore
from kkbdesk.desk import Desk


def main(folder: Path, seed: str) -> None:
    chance = random.Random(seed)
    store = SqlStore.open(folder)
    desk = Desk(store)
    number = 0
    while True:
        number += 1
        made = desk.opd.tambah({"nama": f"OPD {seed}-{number}"})
        if chance.random() < 0.3:
            desk.editor.undo()
            desk.editor.redo()
        print(made.nama, flush=True)  # noqa: T201
        if chance.random() < 0.1:
            store.copy("coba")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
