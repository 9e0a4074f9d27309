"""Updates by file: found on a drive, judged, laid beside the program and tried, taken back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk import __version__
from kkbdesk.errors import UserError
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model.cadangan import Salinan
from kkbdesk.model.orang import Tindak
from kkbdesk.program import jalan
from kkbdesk.program.catatan import Ganti, Tahap, angka_versi
from kkbdesk.program.folder import Program
from kkbdesk.services.cadangan_banding import Banding, BandingService
from kkbdesk.services.wewenang import Wewenang
from kkbdesk.store import Database, Store
from resources.files import resource

if TYPE_CHECKING:
    from kkbdesk.exchange.pembaruan import Keterangan, Pembaruan

__all__ = [
    "AKHIRAN",
    "CalonPembaruan",
    "Ganti",
    "Kembali",
    "PembaruanService",
    "Periksa",
    "Program",
    "Tahap",
    "kunci_penerbit",
    "lanjutkan",
    "pulihkan",
    "tersedia",
]

AKHIRAN = ".kkbbaru"
SISTEM = "windows" if sys.platform == "win32" else "linux"
_SEBUTAN = {"windows": "Windows", "linux": "Linux"}
_TEMUAN = 50
"""So many update packages are looked at on one drive."""
_SUMBER = (
    "Program ini dijalankan dari sumbernya; pembaruan lewat berkas hanya untuk program yang "
    "dipasang."
)


@dataclass(frozen=True, slots=True)
class CalonPembaruan:
    """An update package on a drive, of which only the signed cover was looked at."""

    path: Path
    versi: str
    ukuran: int
    """Bytes."""
    larangan: str
    """Why it cannot be installed here, empty when it can."""


@dataclass(frozen=True, slots=True)
class Periksa:
    """An update package, all of which is what its publisher signed."""

    path: Path
    versi: str
    catatan: str
    """What is new."""
    terbuka: int
    """Bytes that the new program takes."""
    larangan: str
    """Why it cannot be installed here, empty when it can."""


@dataclass(frozen=True, slots=True)
class Kembali:
    """What going back to the former version would do."""

    ke: str
    salinan: Salinan | None
    """The copy that takes the place of the data; None where the data stays as it is."""
    banding: Banding | None
    """What that would change."""
    terakhir: int
    """Number of the newest entry of the history that was looked at."""


@cache
def kunci_penerbit() -> dict[bytes, bytes]:
    """Return the publisher's public keys that are bundled, by their ids."""
    from kkbdesk.exchange import pembaruan  # noqa: PLC0415 - libraries few commands need

    return pembaruan.kunci_penerbit(resource("penerbit"))


class PembaruanService:
    """Updates of the program that runs; `program` is None when that is not frozen."""

    def __init__(self, store: Store, wewenang: Wewenang, banding: BandingService) -> None:
        self._store, self._wewenang, self._banding = store, wewenang, banding
        self.program = Program.ini()

    @property
    def kini(self) -> str:
        """Return the version that runs."""
        return self.program.versi if self.program else __version__

    def ganti(self) -> Ganti | None:
        """Return the change of versions that is under way or was the last."""
        return self.program.ganti() if self.program else None

    def sebelumnya(self) -> str:
        """Return the former version that one can go back to; empty when there is none."""
        ganti = self.ganti()
        if self.program is None or ganti is None or self.program.versi != ganti.ke:
            return ""
        return ganti.dari if self.program.lengkap(ganti.dari) else ""

    # looking

    def temukan(self, folders: Iterable[Path]) -> list[CalonPembaruan]:
        """Return the packages in folders and one level below that a known publisher signed.

        The highest version comes first.
        """
        from kkbdesk.exchange.pembaruan import mengaku  # noqa: PLC0415

        found = []
        for folder in folders:
            with suppress(OSError):  # taken away meanwhile
                files = chain(folder.glob(f"*{AKHIRAN}"), folder.glob(f"*/*{AKHIRAN}"))
                for path in islice(files, _TEMUAN):
                    if told := mengaku(path, kunci_penerbit()):
                        why = self._larangan(path.name, told)
                        found.append(CalonPembaruan(path, told.versi, path.stat().st_size, why))
        return sorted(found, key=lambda item: angka_versi(item.versi), reverse=True)

    def periksa(self, path: Path, progress: Progress | None = None) -> Periksa:
        """Tell what a package is; raises UserError when it cannot be trusted or read."""
        from kkbdesk.exchange.pembaruan import buka  # noqa: PLC0415

        (progress or Silent()).step(0, 0, f"Memeriksa {path.name}")
        with buka(path, kunci_penerbit(), sementara=self._store.path.parent) as opened:
            told = opened.keterangan
            why = self._larangan(path.name, told) or self._tak_muat(opened)
            return Periksa(path, told.versi, opened.catatan, opened.terbuka, why)

    def _larangan(self, nama: str, told: Keterangan) -> str:
        """Return why a version is not for this program, this system or this data."""
        if told.sistem != SISTEM:
            wanted = _SEBUTAN.get(told.sistem, told.sistem)
            return (
                f"{nama} untuk {wanted}, sedangkan program ini untuk {_SEBUTAN[SISTEM]}. Minta "
                f"berkas pembaruan untuk {_SEBUTAN[SISTEM]}."
            )
        if told.versi == self.kini:
            return f"Versi {told.versi} sudah terpasang."
        if angka_versi(told.versi) < angka_versi(self.kini):
            return (
                f"Versi {told.versi} lebih lama daripada yang terpasang ({self.kini}). Untuk "
                "kembali ke versi sebelumnya pakai tombol Kembali di Pengaturan › Pembaruan."
            )
        if told.mulai > self._store.skema:
            return (
                f"Versi {told.versi} tidak mengenal data selama ini (bentuk {self._store.skema}; "
                f"paling lama {told.mulai}). Pasang dahulu versi di antaranya."
            )
        if told.skema < self._store.skema:
            return (
                f"Versi {told.versi} untuk data yang lebih lama (bentuk {told.skema}) daripada "
                f"data di sini ({self._store.skema}). Minta versi yang lebih baru."
            )
        return ""

    def _tak_muat(self, opened: Pembaruan) -> str:
        """Return why the program's folder takes no new version."""
        if self.program is None:
            return _SUMBER
        try:
            self.program.periksa_tulis(opened.terbuka)
        except UserError as error:
            return str(error)
        return ""

    # installing

    def pasang(self, path: Path, progress: Progress | None = None) -> Ganti:
        """Lay the new version beside this one and try it, also on a copy of the data.

        It starts once this program was closed. Raises UserError, StorageFault; then nothing of it
        stays.
        """
        from kkbdesk.exchange.pembaruan import buka  # noqa: PLC0415

        progress = progress or Silent()
        program = self._program()
        self._wewenang.perlu(Tindak.PASANG_PEMBARUAN)
        progress.step(0, 0, f"Memeriksa {path.name}")
        with buka(path, kunci_penerbit(), sementara=self._store.path.parent) as opened:
            told = opened.keterangan
            if why := self._larangan(path.name, told) or self._tak_muat(opened):
                raise UserError(why)
            progress.step(0, 0, "Membuat salinan data")
            copy = self._store.copy("pembaruan")
            with program.sedang_dipasang():
                try:
                    program.siapkan(told.versi, _isi(opened, progress), opened.tautan)
                    self._uji(program, told.versi, copy, progress)
                    ganti = self._rencana(told.versi, opened.catatan, copy)
                    program.catat(ganti)
                except BaseException:
                    program.buang(told.versi)
                    raise
        return ganti

    def _uji(self, program: Program, versi: str, copy: Salinan, progress: Progress) -> None:
        """Have the new version test itself, and work on a copy of the data."""
        progress.step(0, 0, f"Menguji KKB Desk {versi} pada komputer ini")
        konsol = program.konsol(versi)
        why = jalan.coba(konsol, "uji-diri")
        if not why:
            progress.step(0, 0, f"Mencoba KKB Desk {versi} dengan salinan data")
            folder = str(self._store.path.parent)
            why = jalan.coba(konsol, "--data", folder, "pembaruan", "coba", str(copy.berkas))
        if why:
            raise UserError(
                f"KKB Desk {versi} tidak lulus uji pada komputer ini: {why.rstrip('.')}. Tetap "
                f"memakai {program.versi}; program dan data tidak berubah. Beri tahu penerbitnya."
            )

    def _rencana(self, versi: str, catatan: str, copy: Salinan) -> Ganti:
        return Ganti(
            self.kini,
            versi,
            Tahap.SIAP,
            skema=self._store.skema,
            data=str(self._store.path.parent.resolve()),
            salinan=copy.berkas.name,
            catatan=catatan,
            kabar=f"KKB Desk diperbarui dari {self.kini} ke {versi}. Yang baru ada di Pengaturan › "
            "Pembaruan; di sana juga jalan kembali.",
        )

    def batalkan(self) -> None:
        """Give up what waits for the program to be closed."""
        self._wewenang.perlu(Tindak.PASANG_PEMBARUAN)
        self._program().batalkan()

    # going back

    def rancang_kembali(self) -> Kembali:
        """Tell what going back would do; raises UserError when there is no way back."""
        ganti = self.ganti()
        if ganti is None or not self.sebelumnya():
            raise UserError("Tidak ada versi sebelumnya yang disimpan.")
        if ganti.skema == self._store.skema:
            return Kembali(ganti.dari, None, None, self._terakhir())
        if self._store.peladen:
            raise UserError(
                f"Data kantor ini di peladen {self._store.peladen} dan sudah berbentuk baru untuk "
                f"semua komputer, maka tidak dapat kembali ke {ganti.dari} dari sini. Petugas TI "
                "dapat memulihkan cadangan di peladen sesudah semua komputer ditutup."
            )
        copy = self._salinan(ganti)
        if copy is None or self._store.copies.problems(copy):
            raise UserError(
                f"Versi {ganti.dari} memerlukan salinan data dari sebelum pembaruan, dan salinan "
                "itu tidak ada lagi atau rusak. Tetap pakai versi ini."
            )
        last = self._terakhir()
        return Kembali(ganti.dari, copy, self._banding.bandingkan(copy), last)

    def _salinan(self, ganti: Ganti) -> Salinan | None:
        """Return the last copy of the data from before it took the new form.

        That is the one made just then, or the one made before the update.
        """
        there = self._store.copies.listed()
        here = Path(ganti.data) == self._store.path.parent.resolve()
        made = next((item for item in there if here and item.berkas.name == ganti.salinan), None)
        after = made.nomor if made else 0
        migrated = (item for item in there if item.alasan == "migrasi" and item.nomor > after)
        return next(migrated, made)

    def kembali(self, kembali: Kembali) -> None:
        """Have the former version start once this program was closed, as was told.

        It is tested first. Raises UserError, also when the data changed since it was told.
        """
        program, ganti = self._program(), self.ganti()
        self._wewenang.perlu(Tindak.PASANG_PEMBARUAN)
        if ganti is None or ganti.dari != kembali.ke:
            raise UserError("Tidak ada versi sebelumnya yang disimpan.")
        if why := jalan.coba(program.konsol(ganti.dari), "uji-diri"):
            raise UserError(
                f"KKB Desk {ganti.dari} yang disimpan tidak dapat dipakai lagi: {why}. Tetap "
                "memakai versi ini."
            )
        restored = ""
        if kembali.salinan is not None:
            self._wewenang.perlu(Tindak.PULIHKAN_CADANGAN)
            self._store.copy("pulih")
            restored = str(kembali.salinan.berkas.resolve())
        if self._terakhir() != kembali.terakhir:
            raise UserError("Data berubah sementara itu. Lihat akibatnya sekali lagi.")
        data = str(self._store.path.parent.resolve())
        program.catat(
            replace(
                ganti, tahap=Tahap.MUNDUR, pulihkan=restored, data=data, kabar="",
                sampai=str(kembali.terakhir),
            )
        )  # fmt: skip

    def tinjau(self) -> None:
        """Give up going back where more would be lost by now than was agreed to.

        Asked whenever an office is closed; raises StorageFault.
        """
        ganti = self.ganti()
        if self.program is None or ganti is None or ganti.tahap is not Tahap.MUNDUR:
            return
        here = Path(ganti.data) == self._store.path.parent.resolve()
        if ganti.pulihkan and here and ganti.sampai != str(self._terakhir()):
            self.program.mulai()

    def _terakhir(self) -> int:
        with self._store.read() as reader:
            return next((entry.urut for entry in reader.entries(limit=1)), 0)

    def _program(self) -> Program:
        if self.program is None:
            raise UserError(_SUMBER)
        return self.program


def _isi(opened: Pembaruan, progress: Progress) -> Iterable[tuple[str, bool, Iterable[bytes]]]:
    total = len(opened.berkas)
    for place, item in enumerate(opened.berkas):
        if not place % 20:
            progress.step(place, total, f"Menyalin KKB Desk {opened.keterangan.versi}")
        yield item.nama, item.jalan, opened.potongan(item)


def tersedia(service: PembaruanService, drives: Iterable[Path]) -> CalonPembaruan | None:
    """Return the newest version on these drives that may be installed here."""
    if service.program is None:
        return None
    found = (item for item in service.temukan(drives) if not item.larangan)
    return next(found, None)


def lanjutkan(program: Program | None, folder: Path, *, buka: bool) -> None:
    """Let the version that waits take this one's place; called when nothing is open any more.

    A process of the waiting version does it, for Windows lets nobody replace what runs.
    """
    ganti = program.menunggu() if program else None
    if program is None or ganti is None:
        return
    versi = ganti.ke if ganti.tahap is Tahap.SIAP else ganti.dari
    again = ["--buka"] if buka else []
    with suppress(OSError):  # it waits for the next time then, and says so
        jalan.lepas(program.konsol(versi), "--data", str(folder), "pembaruan", "tukar", *again)


def pulihkan(database: Database, folder: Path, program: Program | None) -> None:
    """Bring back the data that belongs to this version, when one went back to it.

    The data as it was is kept beside. Raises UserError, StorageFault; it is tried again then.
    """
    ganti = program.ganti() if program else None
    if program is None or ganti is None or ganti.tahap is not Tahap.PULIH:
        return
    if ganti.dari != program.versi:
        return
    told = f"KKB Desk kembali ke {program.versi}."
    if ganti.pulihkan:
        if Path(ganti.data) != folder.resolve():
            return
        kept = database.restore(folder, Path(ganti.pulihkan))
        told += (
            f" Data yang tadi disimpan sebagai {kept.name if kept else 'tidak ada'}. Periksa "
            "datanya, lalu nyatakan baik di Pengaturan › Cadangan."
        )
    program.catat(replace(ganti, tahap=Tahap.KEMBALI, pulihkan="", kabar=told))
