"""Package files: written for whoever may read them, opened, judged, merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkbdesk.errors import UserError
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.paket import Arah, Paket, Tujuan
from kkbdesk.model.wire import Plain
from kkbdesk.services.gabung import Putusan
from kkbdesk.services.keadaan_paket import Keadaan
from kkbdesk.services.kiriman import Kiriman, kiriman
from kkbdesk.services.kunci import KunciService
from kkbdesk.services.paket import KE_ATAS, Hasil, PaketService, Pengirim, Siap, kode_kantor
from kkbdesk.store import Store

if TYPE_CHECKING:
    from kkbdesk.exchange.paket.baca import Paket as Wadah
    from kkbdesk.exchange.paket.kunci import KunciUmum
    from kkbdesk.exchange.paket.sandi import Sandi

__all__ = [
    "AKHIRAN",
    "BerkasPaketService",
    "CalonPaket",
    "Dibuat",
    "Kode",
    "Kunci",
    "Pemeriksaan",
    "Penolakan",
]  # fmt: skip

AKHIRAN = ".kkb"
_TEMUAN = 200
"""So many packages are looked for on one drive."""


@dataclass(frozen=True, slots=True)
class CalonPaket:
    """A file that looks like a package; what its cover says is to be believed only once opened."""

    path: Path
    ukuran: int
    waktu: datetime
    """When the drive says it was written, UTC."""
    kantor: str
    tujuan: str
    urut: str
    """All three empty for a file that only bears the name."""
    digabung: bool
    """Whether one of that office, purpose and number was merged; two computers may number alike."""


@dataclass(frozen=True, slots=True)
class Dibuat:
    """A package that was written and read back."""

    path: Path
    ukuran: int
    """Bytes."""
    manifest: dict[str, Any]
    untuk: tuple[str, ...]
    """Whom it was locked for, as people call them; empty with a passphrase or without a lock."""
    kalimat: str
    """Says that the drive may be taken away."""
    isi: str
    """Digest of the manifest, which names the contents."""
    pengirim: KunciUmum


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """What a package is, before anything of it is merged."""

    manifest: dict[str, Any]
    isi: str
    """Digest of the manifest, which names the contents."""
    pengirim: KunciUmum
    terkunci: bool
    keadaan: tuple[Keadaan, ...]

    @property
    def layak(self) -> bool:
        """Tell whether it may be merged."""
        return not any(item.menolak for item in self.keadaan)


@dataclass(frozen=True, slots=True)
class Kunci:
    """How a package is locked: for offices by their keys, with a passphrase, or not at all."""

    untuk: str = ""
    """Code of the receiver; empty is whom the purpose names."""
    sandi: str = ""
    terbuka: bool = False


class BerkasPaketService:
    """Packages as files."""

    def __init__(self, store: Store, paket: PaketService, kunci: KunciService) -> None:
        self._store = store
        self._paket = paket
        self._kunci = kunci

    def nama(self, tujuan: Tujuan, folder: Path, today: date, lingkup: str = "") -> Path:
        """Return a speaking name for a package in a folder, one that is free there.

        `lingkup` is the region or office that the package is limited to.
        """
        with self._store.read() as reader:
            office = reader.find(Kantor)[0]
        parts = ("kkb", kode_kantor(office), str(tujuan), lingkup, today.isoformat())
        name = "-".join(part for part in parts if part)
        names = (f"{name}{f'-{number}' if number > 1 else ''}{AKHIRAN}" for number in count(1))
        return next(path for each in names if not (path := folder / each).exists())

    def rancang(
        self, tujuan: Tujuan, lingkup: str = "", progress: Progress | None = None
    ) -> Kiriman:
        """Tell what a package would hold and what is left out; raises UserError as `buat`."""
        siap = self._paket.siapkan(tujuan, lingkup, progress)
        paths = map(self._store.path_berkas, siap.muatan.lampiran)
        size = sum(path.stat().st_size for path in paths if path is not None)
        manifest = siap.manifest
        return kiriman(
            manifest["urut"], tujuan, _mitra(siap, Kunci()), siap.muatan, manifest["tanpa"], size,
            utuh=not manifest["dasar"],
        )  # fmt: skip

    def buat(
        self,
        tujuan: Tujuan,
        target: Path,
        *,
        lingkup: str = "",
        kunci: Kunci | None = None,
        progress: Progress | None = None,
    ) -> Dibuat:
        """Write a package and remember it.

        Raises UserError when the receiver's keys are not known and no passphrase was given, or
        the purpose does not fit this office; StorageFault when the drive refuses.
        """
        from kkbdesk.exchange.paket.tulis import tulis  # noqa: PLC0415 - libraries few commands need

        lock, progress = kunci or Kunci(), progress or Silent()
        siap = self._paket.siapkan(tujuan, lingkup, progress)
        receivers = self._penerima(siap, lock)
        files = (
            (digest, path)
            for digest in sorted(siap.muatan.lampiran)
            if (path := self._store.path_berkas(digest)) is not None
        )
        own = self._kunci.milik()
        made = tulis(
            target, siap.manifest, _told(siap, progress), files, own, receivers,
            sementara=self._store.path.parent,
        )  # fmt: skip
        offices = receivers if isinstance(receivers, list) else []
        names = tuple(item.sebutan() for item in offices)
        mitra = _mitra(siap, lock)
        self._paket.catat_keluar(siap, made.isi, mitra, ", ".join(names))
        return Dibuat(
            made.path, made.ukuran, dict(made.manifest), names, made.kalimat, made.isi, own.umum
        )

    def sebutan(self, kantor: str) -> str:
        """Return an office by its code as people call it, the code alone where it is not known."""
        known = (item for item in self._kunci.dikenal() if item.kantor == kantor)
        return next((item.sebutan() for item in known), kantor)

    def temukan(self, folders: Iterable[Path]) -> list[CalonPaket]:
        """Return the packages in folders and one level below, newest first, by their covers."""
        from kkbdesk.exchange.paket.baca import mengaku  # noqa: PLC0415

        with self._store.read() as reader:
            merged = {
                (item.mitra, str(item.tujuan), str(item.urut))
                for item in reader.find(Paket, arah=Arah.MASUK)
            }
        found = []
        for path in _paths(folders):
            told = mengaku(path)
            with suppress(OSError):  # taken away meanwhile
                stat = path.stat()
                when = datetime.fromtimestamp(stat.st_mtime, UTC)
                named = told.get("kantor", ""), told.get("tujuan", ""), told.get("urut", "")
                found.append(CalonPaket(path, stat.st_size, when, *named, named in merged))
        return sorted(found, key=lambda item: item.waktu, reverse=True)

    @contextmanager
    def buka(self, path: Path, sandi: str = "") -> Iterator[Wadah]:
        """Open a package of a known sender; raises Penolakan with the reason, StorageFault."""
        from kkbdesk.exchange.paket.baca import buka  # noqa: PLC0415

        own, known = self._kunci.milik(), self._kunci.dikenal()
        with buka(path, own, known, sandi or None, sementara=self._store.path.parent) as opened:
            yield opened

    def periksa(self, path: Path, sandi: str = "") -> Pemeriksaan:
        """Tell what a package is; raises UserError when it cannot be trusted or read."""
        with self.buka(path, sandi) as opened:
            manifest = dict(opened.manifest)
            said = self._paket.keadaan(manifest, opened.isi)
            return Pemeriksaan(manifest, opened.isi, opened.pengirim, opened.terkunci, tuple(said))

    def gabung(
        self,
        path: Path,
        putusan: Putusan,
        *,
        sandi: str = "",
        pratinjau: bool = False,
        progress: Progress | None = None,
    ) -> Hasil:
        """Merge a package as one edit, or only tell what that would do."""
        (progress or Silent()).step(0, 0, f"Memeriksa {path.name}")
        with self.buka(path, sandi) as opened:
            if not pratinjau:
                self._store.copy("gabung")
                for digest in opened.manifest["berkas"]:
                    if self._store.path_berkas(digest) is None:
                        self._store.put_berkas(opened.berkas(digest))
            return self._paket.gabung(
                opened.manifest, opened.isi, opened.tabel, putusan,
                dari=Pengirim(opened.pengirim.nama, opened.nama, opened.pengirim.kata),
                pratinjau=pratinjau, progress=progress,
            )  # fmt: skip

    def _penerima(self, siap: Siap, lock: Kunci) -> list[KunciUmum] | Sandi | None:
        if lock.terbuka:
            return None
        if lock.sandi:
            from kkbdesk.exchange.paket.sandi import Sandi  # noqa: PLC0415

            return Sandi(lock.sandi)
        wanted = _mitra(siap, lock)
        found = [item for item in self._kunci.dikenal() if item.kantor == wanted]
        if not found:
            raise UserError(
                f"Kunci penerima ({wanted}) belum dikenal. Terima berkas kuncinya dahulu (kunci "
                "terima BERKAS), atau kunci paket dengan kata sandi (--sandi-dari BERKAS)."
            )
        return found


def _told(siap: Siap, progress: Progress) -> dict[str, Iterator[Plain]]:
    """Return the tables, which tell how far they were written when they are read."""
    total = max(siap.muatan.catatan, 1)
    done = count()

    def lines(table: list[Plain]) -> Iterator[Plain]:
        for line in table:
            place = next(done)
            if not place % 500:
                progress.step(place, total, "Menulis paket")
            yield line
            if place + 1 == total:
                progress.step(0, 0, "Menulis ke cakram dan membaca ulang")

    return {kind: lines(table) for kind, table in siap.muatan.tabel.items()}


def _paths(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that look like packages, so many at most."""
    for folder in folders:
        with suppress(OSError):
            files = chain(folder.glob(f"*{AKHIRAN}"), folder.glob(f"*/*{AKHIRAN}"))
            yield from islice((path for path in files if path.is_file()), _TEMUAN)


def _mitra(siap: Siap, lock: Kunci) -> str:
    """Return the code of the office that a package is for."""
    if lock.untuk:
        return lock.untuk
    own = siap.lingkup.kantor
    if siap.lingkup.tujuan in KE_ATAS:
        return own[:2] if len(own) > 2 else "pusat"
    return own
