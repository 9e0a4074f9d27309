"""Runs all figures and prints them as one table."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.services.contoh import KODE, isi_contoh
from tests.bench import (
    beranda,
    cadangan,
    gabung,
    hari,
    impor,
    laporan,
    matriks,
    mulai,
    nasional,
    naskah,
    penjaga,
    permintaan,
    rencana,
    tetangga,
)
from tests.bench.figure import HEAD, Figure


def main() -> None:
    """Print the table; each row as soon as it is known."""
    say(HEAD)
    with tempfile.TemporaryDirectory() as work:
        sample, nation = Path(work) / "contoh", Path(work) / "nasional"
        province, files = Path(work) / "provinsi", Path(work) / "impor"
        with SqlStore.create(sample) as store:
            desk = Desk(store)
            desk.kantor.siapkan(KODE, contoh=True)
            isi_contoh(desk.editor, desk.today())
        tell(mulai.figures(sample))
        tell(tetangga.figures(sample))
        tell(matriks.figures(sample))
        tell(cadangan.figures(sample))
        laporan.make(province)
        tell(laporan.figures(province))
        tell(naskah.figures())
        rencana.make(Path(work) / "rencana")
        tell(rencana.figures(Path(work) / "rencana"))
        permintaan.make(Path(work) / "permintaan")
        tell(permintaan.figures(Path(work) / "permintaan"))
        office, report = Path(work) / "beranda", Path(work) / "tahunan"
        beranda.make(office)
        beranda.make(report, (2026,), beranda.REPORTED)
        tell(beranda.figures(office, report))
        tell(penjaga.figures(office))
        tell(hari.figures(sample))
        tell(gabung.figures(Path(work) / "gabung"))
        impor.make(files)
        tell(impor.figures(files))
        nasional.make(nation)
        tell(nasional.figures(nation))


def tell(figures: list[Figure]) -> None:
    """Print rows."""
    for figure in figures:
        say(figure.line())


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
