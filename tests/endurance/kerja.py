"""An office with what is done to it by `mati`, each act telling what was said to be saved."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from db.backups import SqlCopies
from db.database import SqlDatabase
from db.store import FILE, SqlStore, utc_now
from kkbdesk.desk import Desk
from kkbdesk.errors import DamagedStore, UserError
from kkbdesk.model.ids import ProgramId
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.berkas_paket import Kunci
from kkbdesk.services.contoh import isi_contoh
from kkbdesk.services.foto import siapkan_foto
from kkbdesk.services.gabung import Putusan
from tests.support.naskah import a_picture
from tests.support.offices import a_copy, an_office
from tests.support.skema_lama import REVISIONS, dengan_skema

HOW = {"kill": 1, "full": 2, "broken": 3}
PULLED = {"pulled": 4}
"""Only what is written to the drive counts, and nothing there works any more from then on."""
UNREADABLE = {"unreadable": 5}
"""Nothing can be read any more from then on, which is no damage."""
DONE, REFUSED, BROKEN = 0, 2, 1
DIMUAT = "KKBDESK_PUTUS"
PACKAGE = "kiriman.kkb"
LATER = "Badan sesudah salinan"
Saksi = Callable[[str], None]
"""Says that something is saved, as the program would to its user."""


class Kantor:
    """An office, put back as it was before each trial, with what comes to it from outside."""

    def __init__(self, work: Path) -> None:
        self.akar = work / "kerja"
        self.folder = self.akar / "kantor"
        self.cakram = self.akar / "cakram"
        self._kept = work / "semula"
        self._counter = ctypes.CDLL(os.environ[DIMUAT])
        self.akar.mkdir()
        self.cakram.mkdir()
        desk = an_office(self.folder, "19.05")
        isi_contoh(desk.editor, desk.today())
        other = a_copy(work / "lain", desk)
        for item in other.opd.daftar():
            other.opd.ubah(item, {"tupoksi": "Ditulis di komputer lain"})
        _potret(work, other)
        other.kunci.milik()
        self.datang = work / "datang.kkb"
        other.berkas_paket.buat(Tujuan.SERAH_TERIMA, self.datang, kunci=Kunci(terbuka=True))
        key = work / "kunci-lain.kkb-kunci"
        other.kunci.tulis_umum(key)
        desk.kunci.milik()
        desk.kunci.terima(key)
        other.close()
        self.foto = _gambar(work, "foto", 60), _gambar(work, "foto lain", 61)
        self.salinan = desk.store.copy("tangan").berkas.name
        desk.opd.tambah({"nama": LATER})
        desk.store.close()
        self.kunci = SqlCopies(self.folder / FILE, utc_now).new_key("sandi panjang")
        shutil.copytree(self.folder, self._kept)
        self.lama = {
            revision: dengan_skema(revision, work / revision, self.folder / FILE)
            for revision in REVISIONS[:-1]
        }

    def kembalikan(self) -> None:
        """Make it as it was."""
        shutil.rmtree(self.akar)
        self.akar.mkdir()
        self.cakram.mkdir()
        shutil.copytree(self._kept, self.folder)

    def berhenti(
        self, act: Callable[[Kantor, Saksi], None], at: int, how: str, delay: float = 0
    ) -> tuple[int, list[str]]:
        """Do something in a child that is stopped; return how it ended and what it had said.

        With `delay` (seconds) it is killed then, wherever it is.
        """
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            status = BROKEN
            try:
                if not delay:
                    where = str(self.cakram if how in PULLED else self.akar).encode()
                    number = {**HOW, **PULLED, **UNREADABLE}[how]
                    self._counter.putus_siap(where, ctypes.c_long(at), number)
                with os.fdopen(writing, "w", encoding="utf-8", buffering=1) as pipe:
                    act(self, lambda said: print(said, file=pipe, flush=True))
                status = DONE
            except UserError:
                status = REFUSED
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        os.close(writing)
        if delay:
            time.sleep(delay)
            os.kill(child, signal.SIGKILL)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            said = [line.rstrip("\n") for line in pipe if line.endswith("\n")]
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def _gambar(folder: Path, name: str, width: int) -> Path:
    path = folder / f"{name}.png"
    path.write_bytes(a_picture(width, 40))
    return path


def _potret(folder: Path, desk: Desk) -> None:
    """Add a picture of a deed on the other computer, so that its package brings a file."""
    done = desk.realisasi.daftar()[0].realisasi
    desk.realisasi.tambah_foto(done.id, [siapkan_foto(_gambar(folder, "dari jauh", 62))])


def sunting(kantor: Kantor, saksi: Saksi) -> None:
    """Edit, undo and redo; every edit is said when it is saved."""
    store = SqlStore.open(kantor.folder)
    desk = Desk(store)
    for number in range(3):
        made = desk.opd.tambah({"nama": f"OPD {number}"})
        saksi(f"opd {made.nama}")
    desk.editor.undo()
    saksi("bukan OPD 2")
    desk.editor.redo()
    saksi("opd OPD 2")
    store.close()


def foto(kantor: Kantor, saksi: Saksi) -> None:
    """Plan, record a deed with two pictures, take one away and bring it back."""
    store = SqlStore.open(kantor.folder)
    desk = Desk(store)
    agency = desk.opd.daftar()[0].id
    plan = desk.rencana.tambah(
        {"program": ProgramId("1"), "kegiatan": "Kelas", "opd": agency}, (), [agency]
    )
    done = desk.realisasi.catat({"rencana": plan.id, "tanggal": date(2026, 5, 1)})
    saksi("realisasi Kelas")
    first, _ = desk.realisasi.tambah_foto(done.id, [siapkan_foto(path) for path in kantor.foto])
    saksi(f"foto {first.berkas}")
    desk.realisasi.hapus_foto([first.id])
    desk.editor.undo()
    store.close()


def terbit(kantor: Kantor, saksi: Saksi) -> None:
    """Publish a state."""
    with SqlStore.open(kantor.folder) as store:
        store.terbitkan("Triwulan")
        saksi("terbit Triwulan")


def kirim(kantor: Kantor, saksi: Saksi) -> None:
    """Make a copy, and send one to a second place, encrypted and with all files."""
    with SqlStore.open(kantor.folder) as store:
        made = store.copy("tangan")
        store.copies.send(made, kantor.cakram, kantor.kunci)
        saksi("kirim")


def pulihkan(kantor: Kantor, saksi: Saksi) -> None:
    """Put the older state in the place of the present one."""
    SqlDatabase().restore(kantor.folder, kantor.folder / "cadangan" / kantor.salinan)
    saksi("pulih")


def buka(kantor: Kantor, saksi: Saksi) -> None:
    """Open and read everything; what cannot be read must not be called damaged."""
    try:
        with SqlStore.open(kantor.folder) as store:
            found = store.check()
    except DamagedStore as error:
        raise AssertionError(str(error)) from error
    assert not found, found
    saksi("baca")


def impor(kantor: Kantor, saksi: Saksi) -> None:
    """Change many records in one edit, with the copy that is made before an import."""
    with SqlStore.open(kantor.folder) as store:
        desk = Desk(store)
        store.copy("impor")
        with desk.editor.edit("Impor") as unit:
            for item in desk.opd.daftar():
                unit.put(replace(item, tupoksi="Diimpor"))
        saksi("tupoksi Diimpor")


def gabung(kantor: Kantor, saksi: Saksi) -> None:
    """Merge a package, and take the merge back and again."""
    with SqlStore.open(kantor.folder) as store:
        desk = Desk(store)
        desk.berkas_paket.gabung(kantor.datang, Putusan())
        saksi("tupoksi Ditulis di komputer lain")
        desk.editor.undo()
        saksi("bukan tupoksi Ditulis di komputer lain")
        desk.editor.redo()
        saksi("tupoksi Ditulis di komputer lain")


def paket(kantor: Kantor, saksi: Saksi) -> None:
    """Write a package onto a drive."""
    with SqlStore.open(kantor.folder) as store:
        desk = Desk(store)
        made = desk.berkas_paket.buat(
            Tujuan.SERAH_TERIMA, kantor.cakram / PACKAGE, kunci=Kunci(terbuka=True)
        )
        saksi(f"paket {made.ukuran}")


def map_paket(kantor: Kantor, saksi: Saksi) -> None:
    """Fill a folder on a drive: package, receipt, letter, tables."""
    with SqlStore.open(kantor.folder) as store:
        made = Desk(store).map_paket.buat(
            Tujuan.PROVINSI, kantor.cakram, kunci=Kunci(terbuka=True), laporan=()
        )
        saksi(f"map {1 + len(made.berkas)}")


def perbarui(revision: str) -> Callable[[Kantor, Saksi], None]:
    """Return the upgrade of a database of an older release."""

    def act(kantor: Kantor, saksi: Saksi) -> None:
        SqlStore.open(kantor.folder).close()
        saksi("opd Bupati")

    act.__name__ = f"perbarui {revision}"
    return act


EKSPOR: tuple[Callable[[Kantor, Saksi], None], ...] = (paket, map_paket, kirim)
"""What writes to a drive that can be pulled."""
ACTS: tuple[Callable[[Kantor, Saksi], None], ...] = (
    buka, sunting, foto, impor, gabung, paket, map_paket, terbit, kirim, pulihkan,
    *(perbarui(item) for item in REVISIONS[:-1]),
)  # fmt: skip
