"""A folder with versions of the program side by side: laid there, switched, removed.

A version is a folder `_internal-VERSION` and, beside it, its programs under names of their own
(`kkbdesk-VERSION`). What people start is a copy of one of those, put in its place in one step.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from kkbdesk import __version__
from kkbdesk.errors import StorageFault
from kkbdesk.files import reason, take_place
from kkbdesk.program import catatan, taruh
from kkbdesk.program.catatan import Ganti, Tahap, isi_folder
from kkbdesk.program.taruh import WINDOWS

NAMA = ("kkbdesk.exe", "KKB Desk.exe") if WINDOWS else ("kkbdesk",)
"""The programs of a version: the first has a console, the last a window."""
_CATATAN = "pembaruan.json"
_TANDA = ".pembaruan.sebagian"
_ISI = re.compile(r"_internal-(\d+\.\d+\.\d+)")
_LAMA = 3600
"""Seconds after which an update that is under way is taken for one that was killed."""
_SPARE = 50 * 2**20
_TERKUNCI = (
    "Folder program {} tidak dapat ditulis oleh pengguna ini, maka pembaruan tidak dapat dipasang "
    "dari sini. Minta petugas TI memasang versi baru dengan pemasangnya, atau memberi pengguna ini "
    "izin menulis pada folder itu. Program dan data tidak berubah."
)


class Program:
    """A version of the program that runs from a folder, beside which others may lie."""

    def __init__(self, folder: Path, versi: str, nama: tuple[str, ...] = NAMA) -> None:
        self.folder, self.versi, self._nama = folder, versi, nama

    @classmethod
    def ini(cls) -> Program | None:
        """Return the program that runs; None when it runs from its source."""
        if not getattr(sys, "frozen", False):
            return None
        return cls(Path(sys.executable).resolve().parent, __version__)

    @property
    def jendela(self) -> Path:
        """Return the program that people start."""
        return self.folder / self._nama[-1]

    def konsol(self, versi: str) -> Path:
        """Return the program of a version that has a console."""
        return self._bernama(self._nama[0], versi)

    def lengkap(self, versi: str) -> bool:
        """Tell whether a version lies here whole."""
        return (
            all(map(Path.is_file, self._bernama_semua(versi)))
            and (self.folder / isi_folder(versi)).is_dir()
        )

    # laying a version beside the present one

    def periksa_tulis(self, ukuran: int = 0) -> None:
        """Raise StorageFault where this user may not write, or too few bytes are free."""
        probe = self.folder / f".{os.getpid()}.sebagian"
        try:
            probe.touch()
            probe.unlink()
            free = shutil.disk_usage(self.folder).free
        except OSError as error:
            raise StorageFault(_TERKUNCI.format(self.folder)) from error
        if free < ukuran + _SPARE:
            needed = -(-(ukuran + _SPARE) // 2**20)
            raise StorageFault(
                f"Ruang kosong di {self.folder} tinggal {free // 2**20} MB, sedangkan pembaruan "
                f"memerlukan {needed} MB. Kosongkan ruang, lalu ulangi. Program dan data tidak "
                "berubah."
            )

    @contextmanager
    def sedang_dipasang(self) -> Iterator[None]:
        """Keep other processes from tidying up meanwhile."""
        mark = self.folder / _TANDA
        with self._galat():
            mark.touch()
        try:
            yield
        finally:
            with suppress(OSError):
                mark.unlink()

    def siapkan(
        self,
        versi: str,
        berkas: Iterable[tuple[str, bool, Iterable[bytes]]],
        tautan: Mapping[str, str],
    ) -> None:
        """Lay a version beside this one: name, whether it is run, and contents of each file.

        It is whole or not there. Raises StorageFault; the version that starts is untouched.
        """
        self.buang(versi)
        inner = isi_folder(versi)
        part = self.folder / f"{inner}.sebagian"
        programs: list[tuple[Path, Path]] = []
        try:
            with self._galat():
                part.mkdir()
                for nama, jalan, isi in berkas:
                    place = self.folder / nama.replace(inner, part.name, 1)
                    if "/" not in nama:
                        programs.append((self._bernama(nama, versi), part / f".{nama}"))
                        place = part / f".{nama}"
                    taruh.tulis(place, isi, jalan=jalan)
                for nama, ke in tautan.items():
                    link = self.folder / nama.replace(inner, part.name, 1)
                    link.parent.mkdir(parents=True, exist_ok=True)
                    link.symlink_to(ke)
                if {target for target, _ in programs} != set(self._bernama_semua(versi)):
                    raise StorageFault(f"Pembaruan {versi} bukan untuk program di komputer ini.")
                self._simpan_kini()
                for target, place in programs:
                    take_place(place, target)
                taruh.sync(part)
                take_place(part, self.folder / inner)
                taruh.sync(self.folder, deep=False)
        except BaseException:
            self.buang(versi)
            raise

    def _simpan_kini(self) -> None:
        """Keep the programs of the present version under names of their own."""
        for nama in self._nama:
            kept = self._bernama(nama, self.versi)
            if not kept.is_file() or not filecmp.cmp(kept, self.folder / nama, shallow=False):
                part = self.folder / f".{kept.name}.sebagian"
                taruh.salinan(self.folder / nama, part)
                take_place(part, kept)

    def buang(self, versi: str) -> None:
        """Remove a version, but never the one that runs, as far as the disk lets us."""
        if versi == self.versi:
            return
        inner = self.folder / isi_folder(versi)
        part = inner.with_name(f"{inner.name}.sebagian")
        with suppress(OSError):
            shutil.rmtree(part)
        with suppress(OSError):
            inner.rename(part)  # half a version is none
        with suppress(OSError):
            shutil.rmtree(part)
        for path in self._bernama_semua(versi):
            with suppress(OSError):
                path.unlink()

    def rapikan(self) -> None:
        """Remove versions that nobody needs any more, and what killed processes left."""
        mark = self.folder / _TANDA
        with suppress(OSError):
            if mark.stat().st_mtime > time.time() - _LAMA:
                return
        ganti = self.ganti()
        kept = {self.versi}
        if ganti is not None and ganti.tahap is not Tahap.KEMBALI:
            kept |= {ganti.dari, ganti.ke}
        with suppress(OSError):
            for path in [*self.folder.iterdir()]:
                match = _ISI.fullmatch(path.name.removesuffix(".sebagian"))
                if match is not None and match[1] not in kept:
                    self.buang(match[1])
            for left in self.folder.glob(".*.sebagian"):
                if left.stat().st_mtime < time.time() - _LAMA:
                    left.unlink()

    # which version starts

    def ganti(self) -> Ganti | None:
        """Return the change of versions that is under way or was the last."""
        made = catatan.baca(self.folder / _CATATAN)
        if made is None:
            return None
        return made if self.versi in (made.dari, made.ke) else None

    def catat(self, ganti: Ganti) -> None:
        """Remember a change; raises StorageFault."""
        catatan.tulis(self.folder / _CATATAN, ganti)

    def menunggu(self) -> Ganti | None:
        """Return the change that waits for this program to be closed."""
        ganti = self.ganti()
        if ganti is None:
            return None
        waits = {Tahap.SIAP: ganti.dari, Tahap.MUNDUR: ganti.ke}
        return ganti if waits.get(ganti.tahap) == self.versi else None

    def tukar(self) -> None:
        """Have the version start that waits; raises StorageFault while the other still runs.

        Windows lets nobody replace a program that runs, so another one has to do it.
        """
        ganti = self.ganti()
        if ganti is None or ganti.tahap not in (Tahap.SIAP, Tahap.MUNDUR):
            raise StorageFault(f"Tidak ada versi yang menunggu di {self.folder}.")
        forward = ganti.tahap is Tahap.SIAP
        self._jadikan(ganti.ke if forward else ganti.dari)
        self.catat(replace(ganti, tahap=Tahap.SELESAI if forward else Tahap.PULIH))

    def batalkan(self) -> None:
        """Give up a change that waits; raises StorageFault."""
        ganti = self.menunggu()
        if ganti is None:
            return
        self._jadikan(self.versi)
        if ganti.tahap is Tahap.MUNDUR:
            self.catat(replace(ganti, tahap=Tahap.SELESAI, pulihkan=""))
        else:
            self._lupakan()
            self.buang(ganti.ke)

    def belum_terbukti(self) -> str:
        """Return the former version when this one, its successor, never opened the data."""
        ganti = self.ganti()
        new = ganti is not None and ganti.tahap is Tahap.SELESAI and bool(ganti.kabar)
        return ganti.dari if ganti is not None and new and self.lengkap(ganti.dari) else ""

    def mundur(self) -> None:
        """Have the former version start once this one was closed; the data stays as it is."""
        ganti = self.ganti()
        if ganti is None or ganti.tahap is not Tahap.SELESAI:
            raise StorageFault(f"Tidak ada versi sebelumnya di {self.folder}.")
        self.catat(replace(ganti, tahap=Tahap.MUNDUR, pulihkan="", kabar=""))

    def mulai(self) -> None:
        """Finish what was broken off, before the data is opened; raises StorageFault.

        Going back is given up instead: what was agreed to be lost may be more by now.
        """
        ganti = self.ganti()
        if ganti is None or ganti.tahap not in (Tahap.SIAP, Tahap.MUNDUR):
            return
        if self.menunggu() is None:
            self.tukar()
        elif ganti.tahap is Tahap.MUNDUR:
            self.batalkan()
            told = f"Kembali ke {ganti.dari} belum jadi. Ulangi di Pengaturan › Pembaruan."
            self.catat(replace(ganti, tahap=Tahap.SELESAI, pulihkan="", kabar=told))

    def kabar(self) -> str:
        """Return what there is to tell when the window has opened the data; told once."""
        ganti = self.ganti()
        if ganti is None:
            return ""
        if self.menunggu() is not None:
            return (
                f"KKB Desk {ganti.ke} sudah siap: program berganti begitu semua jendela KKB Desk "
                "ditutup."
            )
        if ganti.kabar:
            with suppress(StorageFault):
                self.catat(replace(ganti, kabar=""))
        return ganti.kabar

    def _lupakan(self) -> None:
        with self._galat():
            (self.folder / _CATATAN).unlink(missing_ok=True)

    def _jadikan(self, versi: str) -> None:
        """Put the programs of a version in the place of those that people start."""
        if not self.lengkap(versi):
            raise StorageFault(f"KKB Desk {versi} tidak lengkap lagi di {self.folder}.")
        with self._galat():
            for nama in self._nama:
                source, target = self._bernama(nama, versi), self.folder / nama
                if not target.is_file() or not filecmp.cmp(source, target, shallow=False):
                    part = self.folder / f".{nama}.sebagian"
                    taruh.salinan(source, part)
                    taruh.ganti_bila_bebas(part, target)
            taruh.sync(self.folder, deep=False)

    def _bernama(self, nama: str, versi: str) -> Path:
        stem, dot, ending = nama.partition(".")
        return self.folder / f"{stem}-{versi}{dot}{ending}"

    def _bernama_semua(self, versi: str) -> list[Path]:
        return [self._bernama(nama, versi) for nama in self._nama]

    @contextmanager
    def _galat(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageFault(
                f"Program baru tidak dapat ditulis ke {self.folder}: {reason(error)}. Program yang "
                "sekarang dan data tidak berubah."
            ) from error
