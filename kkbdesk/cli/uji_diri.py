"""uji-diri: proves on the machine at hand that the program can do what it is for."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kkbdesk.cli.command import Commands, Context, Outcome
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.orang import PeranOrang
from kkbdesk.services.contoh import KODE, isi_contoh
from kkbdesk.services.ekspor import DAFTAR
from kkbdesk.services.laporan import Choices
from kkbdesk.services.naskah import MintaNaskah
from kkbdesk.services.pratinjau import Hasil

Paint = Callable[[Desk, Path], str]
"""Paints every page of an office without a display and says what was painted."""


_PIN = "uji-diri"


def register(commands: Commands, paint: Paint) -> None:
    """Add the command; what needs a window is handed in."""
    commands.add("uji-diri", "uji program ini pada komputer ini", partial(_uji, paint=paint))


def _uji(_args: argparse.Namespace, context: Context, *, paint: Paint) -> Outcome:
    """Make, fill, export, read back, print and paint an office of its own, then forget it."""
    with tempfile.TemporaryDirectory(prefix="kkbdesk-uji-") as work:
        folder = Path(work)
        with context.database.create(folder / "kantor") as store:
            desk = Desk(store)
            desk.kantor.siapkan(KODE, contoh=True)
            isi_contoh(desk.editor, desk.today())
        desk = Desk(context.database.open(folder / "kantor"))
        try:
            told = [*_steps(desk, folder), f"jendela: {paint(desk, folder)}"]
            found = desk.store.check()
        finally:
            desk.close()
    if found:
        raise UserError(f"Uji diri gagal: {found[0]}")
    return Outcome("\n".join([*told, "Uji diri lulus."]), {"lulus": True, "langkah": told})


def _steps(desk: Desk, folder: Path) -> list[str]:
    """Run what needs no window; raises UserError naming what failed."""
    told = [f"data: kantor contoh dengan {len(desk.kampung.daftar())} kampung dibuat"]
    listed = DAFTAR[0]
    lines = desk.ekspor.ekspor(listed, folder / "daftar.xlsx")
    plan = desk.impor.rencana(folder / "daftar.xlsx")
    if plan.jumlah(Hasil.SAMA) != lines or plan.perubahan:
        raise UserError("Uji diri gagal: buku kerja tidak terbaca seperti ditulis.")
    told.append(f"buku kerja: {lines} baris ditulis dan dibaca kembali")
    for ending in ("pdf", "xlsx", "docx"):
        made = desk.laporan.tulis("klasifikasi", folder / f"klasifikasi.{ending}", Choices())
        told.append(f"cetakan: {made.berkas.name}, {made.berkas.stat().st_size} bita")
    day = desk.today()
    for ending in ("pdf", "docx"):
        path = folder / f"sk.{ending}"
        desk.naskah.tulis(MintaNaskah("sk-matriks", tanggal=day), path)
        told.append(f"naskah: {path.name}, {path.stat().st_size} bita")
    orang = desk.orang.tambah({"nama": "Uji Diri", "peran": PeranOrang.KEPALA}, _PIN)
    desk.orang.keluar()
    desk.orang.masuk(orang.id, _PIN)
    return [*told, "orang: PIN disimpan dan dikenali"]
