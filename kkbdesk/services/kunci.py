"""Keys: our own, made when first needed; those of others, taken once and compared by words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk import cakram
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.files import reason, save
from kkbdesk.model.clean import clean_line
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.orang import Tindak
from kkbdesk.services.kantor import PUSAT
from kkbdesk.services.wewenang import Wewenang
from kkbdesk.store import Store

if TYPE_CHECKING:
    from kkbdesk.exchange.paket.kunci import Kunci, KunciUmum

__all__ = ["KunciService", "KunciUmum"]

_MILIK = "kantor.txt"
_DIKENAL = "dikenal"
_KATA_SANDI = 7
"""Words of a proposed passphrase: 56 bits, each try of which costs a second and much memory."""


class KunciService:
    """Keeps keys in the folder `kunci` beside the database, as files; not part of the history."""

    def __init__(self, store: Store, wewenang: Wewenang, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._wewenang = wewenang
        self._clock = clock
        self._folder = store.path.parent / "kunci"

    def milik(self) -> Kunci:
        """Return the office's own keys; raises UserError when they are damaged."""
        from kkbdesk.exchange.paket import kunci  # noqa: PLC0415 - libraries few commands need

        path = self._folder / _MILIK
        kantor, nama = self._kantor()
        try:
            content = path.read_bytes() if path.exists() else None
        except OSError as error:
            raise StorageFault(f"Kunci {path} tidak terbaca: {reason(error)}.") from error
        if content is None:
            return self._simpan(kunci.buat(kantor, nama, self._now()))
        return kunci.dari_rahasia(content, str(path), kantor, nama)

    def perlu_wewenang(self) -> None:
        """Raise UserError unless who works now may take, forget and renew keys."""
        self._wewenang.perlu(Tindak.ATUR_KUNCI)

    def perbarui(self) -> Kunci:
        """Make new keys, for a handover or after a loss; packages for the former ones still open.

        What is signed from now on is refused by others until they took the new keys. Raises
        UserError for who may not.
        """
        from kkbdesk.exchange.paket import kunci  # noqa: PLC0415

        self.perlu_wewenang()
        former = self.milik()
        own = former.umum
        return self._simpan(kunci.buat(own.kantor, own.nama, self._now(), former.identitas))

    def tulis_umum(self, path: Path) -> str:
        """Write the public keys that others need, and return a sentence that they are safe."""
        from kkbdesk.exchange.paket import kunci  # noqa: PLC0415

        content = kunci.umum(self.milik())
        return cakram.tulis(path, [content], len(content))

    def dikenal(self) -> list[KunciUmum]:
        """Return the keys taken so far, by code of the office.

        Raises UserError when one of them is damaged.
        """
        folder = self._folder / _DIKENAL
        return [self._dikenal(path) for path in sorted(folder.glob("*.txt"))]

    def lihat(self, path: Path) -> KunciUmum:
        """Return the keys in a file without taking them; raises UserError when they are none."""
        from kkbdesk.exchange.paket import kunci  # noqa: PLC0415

        return kunci.baca_umum(path)[1]

    def terima(self, path: Path, *, ganti: bool = False, kata: tuple[str, ...] = ()) -> KunciUmum:
        """Take the keys of another office from a file; they are known from then on.

        `kata` is their fingerprint where it was compared before: other keys are not taken then.

        Raises UserError for who may not, when the file is none, when the keys are our own, and,
        unless `ganti`, when the office is known under other keys: the sentence names both
        fingerprints.
        """
        from kkbdesk.exchange.paket import kunci  # noqa: PLC0415
        from kkbdesk.exchange.paket.penolakan import Kode, Penolakan  # noqa: PLC0415

        self.perlu_wewenang()
        content, found = kunci.baca_umum(path)
        if kata and found.kata != kata:
            raise UserError(
                f"{path.name} berganti isi sejak kata-katanya dicocokkan; tidak diterima. Ulangi "
                "dari awal, dengan berkas yang baru disalin."
            )
        if found.id == self.milik().umum.id:
            raise UserError("Itu kunci kantor ini sendiri; yang diterima ialah kunci kantor lain.")
        target = self._folder / _DIKENAL / self._nama(found)
        former = self._dikenal(target) if target.exists() and not ganti else found
        if former.kata != found.kata:
            raise Penolakan(
                Kode.KUNCI_BERGANTI,
                kantor=found.sebutan(),
                lama=_sidik(former),
                baru=_sidik(found),
            )
        self._buat_folder(target.parent)
        save(target, content)
        return found

    def lupakan(self, kantor: str) -> KunciUmum:
        """Forget the keys of an office, whose packages are refused from then on.

        Raises UserError for who may not, and for an office that is not known.
        """
        self.perlu_wewenang()
        gone = [found for found in self.dikenal() if found.kantor == kantor]
        if not gone:
            raise UserError(f"Tidak ada kunci kantor {kantor} yang dikenal.")
        for found in gone:
            try:
                (self._folder / _DIKENAL / self._nama(found)).unlink()
            except OSError as error:
                raise StorageFault(f"Kunci tidak dapat dihapus: {reason(error)}.") from error
        return gone[0]

    def usul_sandi(self) -> str:
        """Return a passphrase that can be told by telephone."""
        from kkbdesk.exchange.paket import kata  # noqa: PLC0415

        return " ".join(kata.acak(_KATA_SANDI))

    def _kantor(self) -> tuple[str, str]:
        """Return code and name of the office as they stand on its keys."""
        with self._store.read() as reader:
            found = reader.find(Kantor)
        if not found:
            raise UserError("Kantor belum disiapkan.")
        mark = " (contoh)" if found[0].contoh else ""
        return found[0].wilayah or PUSAT, clean_line(found[0].nama)[:180] + mark

    def _simpan(self, kunci: Kunci) -> Kunci:
        from kkbdesk.exchange.paket.kunci import rahasia  # noqa: PLC0415

        self._buat_folder(self._folder)
        save(self._folder / _MILIK, rahasia(kunci), private=True)
        return kunci

    def _buat_folder(self, folder: Path) -> None:
        """Make a folder that only its owner may enter, on Windows too."""
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise StorageFault(f"Folder {folder} tidak dapat dibuat: {reason(error)}.") from error

    def _nama(self, kunci: KunciUmum) -> str:
        """Return the file of known keys: one per office, one per computer of our own office."""
        own, _ = self._kantor()
        return (
            f"{kunci.kantor}-{kunci.id.hex()}.txt" if kunci.kantor == own else f"{kunci.kantor}.txt"
        )

    def _dikenal(self, path: Path) -> KunciUmum:
        from kkbdesk.exchange.paket import kunci  # noqa: PLC0415
        from kkbdesk.exchange.paket.penolakan import Penolakan  # noqa: PLC0415

        try:
            _, found = kunci.baca_umum(path)
        except Penolakan as error:
            raise _rusak(path) from error
        if path.name != self._nama(found):
            raise _rusak(path)
        return found

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC).replace(microsecond=0)


def _rusak(path: Path) -> UserError:
    return UserError(
        f"Kunci yang dikenal {path} rusak. Hapus berkas itu, lalu terima lagi kuncinya."
    )


def _sidik(kunci: KunciUmum) -> str:
    return f"{' '.join(kunci.kata)} (dibuat {kunci.dibuat.astimezone():%d-%m-%Y})"
