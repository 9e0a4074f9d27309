"""Jobs over packages: looked for, told, made, opened, merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kkbdesk import cakram
from kkbdesk.cakram import Cakram
from kkbdesk.desk import Desk
from kkbdesk.jobs import Progress
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.berkas_paket import CalonPaket, Dibuat, Kunci, Pemeriksaan
from kkbdesk.services.gabung import Putusan
from kkbdesk.services.kata_paket import Soal
from kkbdesk.services.kiriman import Kiriman
from kkbdesk.services.map_paket import Map
from kkbdesk.services.paket import Hasil


class FindPackages:
    """Looks at the removable drives for packages, and into these folders."""

    title = "Mencari paket di cakram lepas…"
    writes = False

    def __init__(self, desk: Desk, folders: Sequence[Path] = ()) -> None:
        self._desk, self._folders = desk, folders

    def run(self, progress: Progress) -> tuple[list[Cakram], list[CalonPaket]]:
        """Return the drives, and the packages found."""
        progress.step(0, 0, self.title)
        drives = cakram.terpasang()
        places = dict.fromkeys([*(drive.folder for drive in drives), *self._folders])
        return drives, self._desk.berkas_paket.temukan(places)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A package as it was asked for."""

    tujuan: Tujuan
    lingkup: str
    kunci: Kunci


class TellPackage:
    """Collects what a package would hold."""

    title = "Menghitung isi paket…"
    writes = False

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        self._desk, self.wanted = desk, wanted

    def run(self, progress: Progress) -> Kiriman:
        """Return it in words."""
        return self._desk.berkas_paket.rancang(self.wanted.tujuan, self.wanted.lingkup, progress)


class MakePackage:
    """Writes a package and remembers it."""

    title = "Membuat paket…"
    writes = True

    def __init__(self, desk: Desk, wanted: Wanted, target: Path) -> None:
        self._desk, self._wanted, self._target = desk, wanted, target

    def run(self, progress: Progress) -> Dibuat:
        """Return what was written."""
        wanted = self._wanted
        return self._desk.berkas_paket.buat(
            wanted.tujuan, self._target, lingkup=wanted.lingkup, kunci=wanted.kunci,
            progress=progress,
        )  # fmt: skip


class FillFolder:
    """Writes a package into a folder of its own, with the papers that go with it."""

    title = "Membuat paket dan kertasnya…"
    writes = True

    def __init__(self, desk: Desk, wanted: Wanted, place: Path) -> None:
        self._desk, self._wanted, self._place = desk, wanted, place

    def run(self, progress: Progress) -> Map:
        """Return what was written."""
        wanted = self._wanted
        return self._desk.map_paket.buat(
            wanted.tujuan, self._place, lingkup=wanted.lingkup, kunci=wanted.kunci,
            progress=progress,
        )  # fmt: skip


class OpenPackage:
    """Tells what a package is, and what merging it would do."""

    title = "Membuka paket…"
    writes = True  # a merge is tried in a transaction of its own, which others would wait for

    def __init__(self, desk: Desk, path: Path, sandi: str, putusan: Putusan) -> None:
        self._desk, self._path, self._sandi, self._putusan = desk, path, sandi, putusan

    def run(self, progress: Progress) -> tuple[Pemeriksaan, Hasil | None]:
        """Return both; no merge for a package that may not be merged."""
        progress.step(0, 0, f"Memeriksa {self._path.name}")
        found = self._desk.berkas_paket.periksa(self._path, self._sandi)
        if not found.layak:
            return found, None
        result = self._desk.berkas_paket.gabung(
            self._path, self._putusan, sandi=self._sandi, pratinjau=True, progress=progress
        )
        return found, result


class MergePackage:
    """Merges a package as one edit."""

    title = "Menggabung paket…"
    writes = True

    def __init__(self, desk: Desk, path: Path, sandi: str, putusan: Putusan) -> None:
        self._desk, self._path, self._sandi, self._putusan = desk, path, sandi, putusan

    def run(self, progress: Progress) -> Hasil:
        """Return what it did."""
        return self._desk.berkas_paket.gabung(
            self._path, self._putusan, sandi=self._sandi, progress=progress
        )


class Decide:
    """Decides questions that stayed open, as one edit."""

    title = "Menyimpan putusan…"
    writes = True

    def __init__(self, desk: Desk, answers: Sequence[tuple[Soal, int]]) -> None:
        self._desk, self._answers = desk, answers

    def run(self, progress: Progress) -> int:
        """Return how many were decided."""
        progress.step(0, 0, self.title)
        self._desk.putusan_paket.putuskan(self._answers)
        return len(self._answers)
