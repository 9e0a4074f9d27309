"""The papers of packages: the receipt of a package file, and the minutes of a merge."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk.documents import writers
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.files import reason
from kkbdesk.model.ids import PaketId
from kkbdesk.model.paket import Arah, Paket
from kkbdesk.services.berkas_paket import BerkasPaketService, Dibuat, Pemeriksaan
from kkbdesk.services.naskah import check_ending
from kkbdesk.services.paket import Hasil
from kkbdesk.store import Store

if TYPE_CHECKING:  # composing is loaded when the first document is made
    from kkbdesk.documents.blocks import Document


class KertasPaketService:
    """Composes papers of packages; they are shown with `pdf` and written with `tulis`."""

    def __init__(self, store: Store, berkas: BerkasPaketService) -> None:
        self._store = store
        self._berkas = berkas

    def tanda_terima(self, path: Path, sandi: str = "") -> Document:
        """Return the receipt of a package file, ours or one that came.

        Raises UserError when it cannot be trusted or read, StorageFault.
        """
        found = self._berkas.periksa(path, sandi)
        names = ", ".join(map(self._berkas.sebutan, found.manifest["untuk"]))
        return self._tanda_terima(found, path, names)

    def tanda_terima_baru(self, dibuat: Dibuat) -> Document:
        """Return the receipt of a package that was just made; raises StorageFault."""
        return self._tanda_terima(dibuat, dibuat.path, ", ".join(dibuat.untuk))

    def rancangan(self, hasil: Hasil) -> Document:
        """Return the minutes of a merge that was only tried, marked as a draft."""
        from kkbdesk.documents.penggabungan import berita_acara_gabung  # noqa: PLC0415
        from kkbdesk.documents.reports.office import office_of  # noqa: PLC0415 - loaded late

        with self._store.read() as reader:
            return berita_acara_gabung(office_of(reader), hasil.catatan, rancangan=True)

    def berita_acara(self, id: PaketId, nomor: str = "") -> Document:
        """Return the minutes of a merge as they were, with a number of the register.

        Raises UserError when that package was not merged, or its minutes were not kept.
        """
        from kkbdesk.documents.beku import cairkan  # noqa: PLC0415 - loaded late
        from kkbdesk.documents.penggabungan import bernomor  # noqa: PLC0415

        with self._store.read() as reader:
            found = reader.get(Paket, id)
        if found is None or found.arah is not Arah.MASUK:
            raise UserError("Paket ini tidak digabung di sini; berita acaranya tidak ada.")
        if not found.berita_acara:
            raise UserError(
                "Paket ini digabung sebelum berita acaranya disimpan. Perubahannya ada di Riwayat."
            )
        text = self._store.get_berkas(found.berita_acara).decode()
        return bernomor(cairkan(text, self._store.get_berkas), nomor)

    def masuk(self, nomor: str) -> Paket:
        """Return the merged package of a number, `7` or with its office `19.05/7`.

        Raises UserError when none has it or several have; the sentence names them.
        """
        with self._store.read() as reader:
            every = [item for item in reader.find(Paket) if item.arah is Arah.MASUK]
        found = [item for item in every if nomor in (str(item.urut), sebutan(item))]
        if len(found) == 1:
            return found[0]
        if found:
            newest = max(found, key=lambda item: item.dibuat)
            if len({sebutan(item) for item in found}) == 1:
                return newest
            raise UserError(f"Nomor {nomor} dipakai beberapa kantor; tulis {_listed(found)}.")
        known = f" Yang digabung: {_listed(every)}." if every else ""
        raise UserError(f"Paket nomor {nomor} tidak digabung di sini.{known}")

    def terakhir(self, kantor: str) -> Paket | None:
        """Return the package of an office that was merged last and has minutes, None without."""
        with self._store.read() as reader:
            found = [item for item in reader.find(Paket, mitra=kantor) if item.berita_acara]
        return max(found, key=lambda item: item.dibuat, default=None)

    def dengan_sidik(self, isi: str) -> Paket | None:
        """Return the merged package of these contents, None when it was not merged here."""
        with self._store.read() as reader:
            found = [item for item in reader.find(Paket, sidik=isi) if item.arah is Arah.MASUK]
        return found[0] if found else None

    def pdf(self, document: Document) -> bytes:
        """Return a paper as the PDF that prints."""
        return writers.render(document, ".pdf").content

    def tulis(self, document: Document, path: Path) -> int | None:
        """Write a paper as PDF or DOCX, and return its pages where the format fixes them.

        Raises UserError, StorageFault.
        """
        check_ending(path)
        return writers.write(document, path).pages

    def _tanda_terima(self, paket: Dibuat | Pemeriksaan, path: Path, penerima: str) -> Document:
        from kkbdesk.documents.tanda_terima import (  # noqa: PLC0415 - loaded late
            IsiTandaTerima,
            tanda_terima,
        )

        size, digest = jejak(path)
        sender = paket.pengirim
        isi = IsiTandaTerima(
            paket.manifest, paket.isi, path.name, size, digest, sender.nama, sender.kata, penerima
        )
        with self._store.read() as reader:
            return tanda_terima(reader, isi)


def sebutan(paket: Paket) -> str:
    """Return how a package is named among those of all offices."""
    return f"{paket.mitra}/{paket.urut}"


def jejak(path: Path) -> tuple[int, str]:
    """Return bytes and SHA-256 of a whole file, as `sha256sum` tells it; raises StorageFault."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return file.tell(), digest
    except OSError as error:
        raise StorageFault(f"{path.name} tidak terbaca: {reason(error)}.") from error


def _listed(every: Sequence[Paket]) -> str:
    newest = sorted(every, key=lambda item: item.dibuat, reverse=True)
    return ", ".join(dict.fromkeys(sebutan(item) for item in newest[:10]))
