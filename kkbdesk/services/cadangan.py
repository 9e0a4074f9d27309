"""Copies of the office: made, sent to a second place, checked, tried; what is known of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kkbdesk.errors import StorageFault, UserError
from kkbdesk.files import reason
from kkbdesk.model.cadangan import Kunci, Salinan
from kkbdesk.model.kantor import Kantor
from kkbdesk.settings import Settings
from kkbdesk.store import Store

BERKALA = timedelta(minutes=30)
"""How long somebody works until a copy is made."""
UJI = timedelta(days=30)
"""How often the newest copy is restored on trial."""
SANDI_TERPENDEK = 8


@dataclass(frozen=True, slots=True)
class Uji:
    """What came of restoring a copy on trial."""

    salinan: str
    saat: datetime
    masalah: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keadaan:
    """What is known of the copies without touching a disk that may be gone."""

    terakhir: datetime | None
    """When the newest copy beside the data was made."""
    tempat: Path | None
    """The second place that was chosen."""
    terkirim: datetime | None
    """When the newest copy went there."""
    bersandi: bool
    """Whether what goes there is encrypted."""
    diuji: Uji | None
    jeda: str | None
    """Since which restore thinning and sending are paused."""


@dataclass(frozen=True, slots=True)
class Diperiksa:
    """A copy, and what is wrong with it."""

    salinan: Salinan
    masalah: tuple[str, ...]


class CadanganService:
    """Keeps the office's copies; what it remembers lies beside them."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._clock = clock

    @property
    def _known(self) -> Settings:
        """Return what is remembered, read afresh: other processes write it too."""
        return Settings(self._store.path.parent / "cadangan" / "setelan.json")

    # the second place

    def keadaan(self) -> Keadaan:
        """Return what is known of the copies."""
        copies = self._store.copies.listed()
        return Keadaan(
            terakhir=copies[0].saat if copies else None,
            tempat=self._place(),
            terkirim=_moment(self._known.get("terkirim", "")),
            bersandi=bool(self._known.get("rahasia", "")),
            diuji=self._tried(),
            jeda=self._store.copies.paused(),
        )

    def pilih_tempat(self, folder: Path, sandi: str = "") -> Salinan:
        """Choose a second place and send the newest copy there; with a passphrase, encrypted.

        Copies lie in a folder of the office's own within it. Raises UserError for a place that
        cannot be written, or a passphrase that is too short; the choice is as it was then.
        """
        if sandi and len(sandi) < SANDI_TERPENDEK:
            raise UserError(f"Frasa sandi paling sedikit {SANDI_TERPENDEK} huruf.")
        place = self._folder_in(folder)
        try:
            place.mkdir(exist_ok=True)
        except OSError as error:
            raise UserError(f"{folder} tidak dapat dipakai: {reason(error)}.") from error
        key = self._store.copies.new_key(sandi) if sandi else None
        made = self._store.copies.send(self._newest("tangan"), place, key)
        self._known.set("garam", key.garam.hex() if key else "")
        self._known.set("rahasia", key.rahasia.hex() if key else "")
        self._known.set("tempat", str(place))
        self._sent()
        return made

    def lepas_tempat(self) -> None:
        """Send to no second place any more; what is there stays."""
        for name in ("tempat", "terkirim", "garam", "rahasia"):
            self._known.set(name, "")

    def _place(self) -> Path | None:
        chosen = self._known.get("tempat", "")
        return Path(chosen) if chosen else None

    def _reached(self) -> Path | None:
        """Return the second place when it is there now."""
        place = self._place()
        return place if place is not None and place.is_dir() else None

    def _folder_in(self, folder: Path) -> Path:
        with self._store.read() as reader:
            kantor = next(iter(reader.find(Kantor)), None)
        code = (kantor.wilayah if kantor else None) or "pusat"
        name = f"kkbdesk-{code}{'-contoh' if kantor and kantor.contoh else ''}"
        return folder if folder.name == name else folder / name

    def kunci(self) -> Kunci | None:
        """Return what opens the copies at the second place."""
        salt, secret = self._known.get("garam", ""), self._known.get("rahasia", "")
        return Kunci(bytes.fromhex(salt), bytes.fromhex(secret)) if secret else None

    def kunci_untuk(self, salinan: Salinan, sandi: str = "") -> Kunci | None:
        """Return what opens a copy: what is remembered, or the key of a passphrase."""
        if not salinan.terkunci:
            return None
        return self._store.copies.key_of(salinan.berkas, sandi) if sandi else self.kunci()

    def terbuka(self, salinan: Salinan) -> bool:
        """Tell whether the remembered key opens a copy."""
        key = self.kunci()
        return key is not None and self._store.copies.opens(salinan, key)

    # making

    def buat(self, alasan: str) -> Salinan:
        """Make a verified copy and send it to the second place when that is there."""
        place = self._reached()
        there = self._store.copies.listed(place) if place else []
        made = self._store.copy(alasan, max((item.nomor for item in there), default=0))
        if place is not None and self._store.copies.paused() is None:
            try:
                self._store.copies.send(made, place, self.kunci())
            except StorageFault as error:
                raise StorageFault(
                    f"Salinan dibuat, tetapi belum terkirim ke {place}: {error}"
                ) from error
            self._sent()
        return made

    def buat_bila_berubah(self, alasan: str) -> Salinan | None:
        """Make a copy when something changed since the last one; of a server its keeper does."""
        if self._store.peladen:
            return None
        return self.buat(alasan) if self._store.uncopied() else None

    def _newest(self, alasan: str) -> Salinan:
        """Return a copy of the present state, made when there is none."""
        copies = self._store.copies.listed()
        if not copies or self._store.uncopied():
            return self._store.copy(alasan)
        return copies[0]

    def _sent(self) -> None:
        self._known.set("terkirim", self._clock().isoformat())

    def semua_baik(self) -> None:
        """Thin and send again after a restore turned out well."""
        self._store.copies.resume()

    # looking

    def daftar(self) -> list[Salinan]:
        """Return the copies beside the data, then those at the second place when it is there."""
        place = self._reached()
        return [*self._store.copies.listed(), *(self._store.copies.listed(place) if place else [])]

    def cari(self, nama: str) -> Salinan:
        """Return a copy by its number, its name, or the path of its file; raises UserError."""
        for item in self.daftar():
            if nama in (str(item.nomor), item.berkas.name, str(item.berkas)):
                return item
        path = Path(nama)
        if path.is_file():
            return self._store.copies.named(path)
        raise UserError(f"Salinan “{nama}” tidak ada; lihat cadangan daftar.")

    def periksa(self) -> list[Diperiksa]:
        """Open and check every copy that is there."""
        return [Diperiksa(item, tuple(self._problems(item))) for item in self.daftar()]

    def _problems(self, item: Salinan) -> list[str]:
        try:
            return self._store.copies.problems(item, self.kunci_untuk(item))
        except UserError as error:
            return [str(error)]

    # trying

    def perlu_diuji(self) -> bool:
        """Tell whether the newest copy has not been tried for a month."""
        tried = self._tried()
        if not self._store.copies.listed():
            return False
        return tried is None or not timedelta(0) <= self._clock() - tried.saat < UJI

    def uji(self, salinan: Salinan | None = None, sandi: str = "") -> Uji:
        """Restore a copy, the newest by default, on trial and remember what came of it.

        Raises UserError when there is none, StorageFault when the disk refuses the trial itself.
        """
        newest = salinan is None
        if salinan is None:
            found = self._store.copies.listed(self._reached()) or self._store.copies.listed()
            if not found:
                raise UserError("Belum ada salinan yang dapat diuji.")
            salinan = found[0]
        masalah = self._store.copies.trial(salinan, self.kunci_untuk(salinan, sandi))
        tried = Uji(salinan.berkas.name, self._clock(), tuple(masalah))
        if newest:
            told = {"salinan": tried.salinan, "saat": tried.saat.isoformat(), "masalah": masalah}
            self._known.set("diuji", told)
        return tried

    def _tried(self) -> Uji | None:
        told = self._known.get("diuji", dict[str, object]())
        moment = _moment(str(told.get("saat", "")))
        found = told.get("masalah")
        if moment is None or not isinstance(found, list):
            return None
        return Uji(str(told.get("salinan", "")), moment, tuple(map(str, found)))

    def tutup(self) -> None:
        """Make a copy and send it when something changed; then close the store."""
        try:
            self.buat_bila_berubah("tutup")
        finally:
            self._store.close()


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
