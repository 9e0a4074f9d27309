"""Package files: written for whoever may read them, opened, judged, merged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kkbdesk.errors import UserError
from kkbdesk.model.paket import Tujuan
from kkbdesk.services.gabung import Putusan
from kkbdesk.services.keadaan_paket import Keadaan
from kkbdesk.services.kunci import KunciService
from kkbdesk.services.paket import KE_ATAS, Hasil, PaketService, Siap
from kkbdesk.store import Store

if TYPE_CHECKING:
    from kkbdesk.exchange.paket.baca import Paket as Wadah
    from kkbdesk.exchange.paket.kunci import KunciUmum
    from kkbdesk.exchange.paket.sandi import Sandi

AKHIRAN = ".kkb"


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


@dataclass(frozen=True, slots=True)
class Pemeriksaan:
    """What a package is, before anything of it is merged."""

    manifest: dict[str, Any]
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

    def buat(
        self, tujuan: Tujuan, target: Path, *, lingkup: str = "", kunci: Kunci | None = None
    ) -> Dibuat:
        """Write a package and remember it.

        Raises UserError when the receiver's keys are not known and no passphrase was given, or
        the purpose does not fit this office; StorageFault when the drive refuses.
        """
        from kkbdesk.exchange.paket.tulis import tulis  # noqa: PLC0415 - libraries few commands need

        lock = kunci or Kunci()
        siap = self._paket.siapkan(tujuan, lingkup)
        receivers = self._penerima(siap, lock)
        files = (
            (digest, path)
            for digest in sorted(siap.muatan.lampiran)
            if (path := self._store.path_berkas(digest)) is not None
        )
        made = tulis(
            target, siap.manifest, siap.muatan.tabel, files, self._kunci.milik(), receivers,
            sementara=self._store.path.parent,
        )  # fmt: skip
        offices = receivers if isinstance(receivers, list) else []
        names = tuple(item.sebutan() for item in offices)
        mitra = _mitra(siap, lock)
        self._paket.catat_keluar(siap, made.isi, mitra, ", ".join(names))
        return Dibuat(made.path, made.ukuran, dict(made.manifest), names, made.kalimat)

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
            return Pemeriksaan(manifest, opened.pengirim, opened.terkunci, tuple(said))

    def gabung(
        self, path: Path, putusan: Putusan, *, sandi: str = "", pratinjau: bool = False
    ) -> Hasil:
        """Merge a package as one edit, or only tell what that would do."""
        with self.buka(path, sandi) as opened:
            if not pratinjau:
                self._store.copy("gabung")
                for digest in opened.manifest["berkas"]:
                    if self._store.path_berkas(digest) is None:
                        self._store.put_berkas(opened.berkas(digest))
            return self._paket.gabung(
                opened.manifest, opened.isi, opened.tabel, putusan,
                nama_mitra=opened.pengirim.nama, pratinjau=pratinjau,
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


def _mitra(siap: Siap, lock: Kunci) -> str:
    """Return the code of the office that a package is for."""
    if lock.untuk:
        return lock.untuk
    own = siap.lingkup.kantor
    if siap.lingkup.tujuan in KE_ATAS:
        return own[:2] if len(own) > 2 else "pusat"
    return own
