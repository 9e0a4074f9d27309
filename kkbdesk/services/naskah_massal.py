"""Many documents in one go: one kind for every kampung of a kecamatan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk.documents import writers
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model import wilayah
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.wilayah import is_kelurahan
from kkbdesk.queries.pokja import susunan_di
from kkbdesk.services.naskah import ENDINGS, MintaNaskah, NaskahService, jenis_naskah
from kkbdesk.store import Reader, Store

if TYPE_CHECKING:  # composing is loaded when the first document is made
    from kkbdesk.documents.blocks import Document

_UNSAFE = re.compile(r"[^\w\-. ]+")


@dataclass(frozen=True, slots=True)
class Massal:
    """What a batch wrote."""

    berkas: tuple[Path, ...]
    jumlah: int
    kurang: tuple[tuple[str, tuple[str, ...]], ...]
    """Kampung and the labels of what its document lacks."""
    dilewati: tuple[tuple[str, str], ...]
    """Kampung and why it got no document."""


class NaskahMassalService:
    """Writes documents by the hundred."""

    def __init__(self, store: Store, naskah: NaskahService, today: Callable[[], date]) -> None:
        self._store = store
        self._naskah = naskah
        self._today = today

    def tulis(
        self,
        minta: MintaNaskah,
        kecamatan: str,
        tujuan: Path,
        *,
        ending: str = ".pdf",
        progress: Progress | None = None,
    ) -> Massal:
        """Write a document per kampung: into one file, or one each into a folder.

        Raises UserError when there is nothing to write, StorageFault, Cancelled; new files written
        before a cancellation are removed.
        """
        progress = progress or Silent()
        whole = tujuan.suffix.casefold() in ENDINGS
        made: list[tuple[Kampung, Document]] = []
        lacking: list[tuple[str, tuple[str, ...]]] = []
        with self._store.read() as reader:
            fitting, skipped = self._chosen(reader, minta.jenis, kecamatan)
            for done, kampung in enumerate(fitting):
                progress.step(done, len(fitting), f"Menyusun {kampung.nama}")
                composed = self._naskah.susun_dengan(reader, replace(minta, kampung=kampung.id))
                made.append((kampung, composed.dokumen))
                if composed.kurang:
                    lacking.append((kampung.nama, tuple(label for _, label in composed.kurang)))
        if not made:
            reason = f" ({skipped[0][1]})" if skipped else ""
            raise UserError(f"Tidak ada kampung di kecamatan {kecamatan} untuk naskah ini{reason}.")
        if whole:
            writers.write_many([document for _, document in made], tujuan)
            paths = [tujuan]
        else:
            paths = list(_each(made, minta.jenis, tujuan, ending, progress))
        return Massal(tuple(paths), len(made), tuple(lacking), tuple(skipped))

    def _chosen(
        self, reader: Reader, jenis: str, kecamatan: str
    ) -> tuple[list[Kampung], list[tuple[str, str]]]:
        """Return the kampung that get a document, and those that do not with the reason."""
        from kkbdesk.documents.naskah.jenis import Perlu  # noqa: PLC0415 - loaded when needed

        kind = jenis_naskah(jenis)
        if kind.perlu is not Perlu.KAMPUNG:
            raise UserError(f"{kind.judul} tidak dibuat per kampung.")
        if wilayah.level(kecamatan) != wilayah.KECAMATAN or not reader.wilayah([kecamatan]):
            raise UserError(f"“{kecamatan}” bukan kode kecamatan; contoh: 19.05.05.")
        active = [
            item
            for item in reader.find(Kampung, aktif=True)
            if wilayah.within(item.desa, kecamatan)
        ]
        fitting: list[Kampung] = []
        skipped: list[tuple[str, str]] = []
        for kampung in sorted(active, key=lambda item: item.desa):
            if jenis.startswith("sk-") and susunan_di(reader, kampung.id, self._today()) is None:
                skipped.append((kampung.nama, "belum mempunyai Pokja"))
            elif kind.desa_saja and is_kelurahan(kampung.desa):
                skipped.append((kampung.nama, "kelurahan tidak menetapkannya"))
            else:
                fitting.append(kampung)
        return fitting, skipped


def _each(
    made: list[tuple[Kampung, Document]],
    jenis: str,
    folder: Path,
    ending: str,
    progress: Progress,
) -> Iterator[Path]:
    """Write a file per document; what a cancellation interrupts leaves no new file behind."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFault(f"Folder {folder} tidak dapat dibuat; periksa namanya.") from error
    written: list[Path] = []
    fresh: list[Path] = []
    try:
        for done, (kampung, document) in enumerate(made):
            progress.step(done, len(made), f"Menulis {kampung.nama}")
            path = folder / _UNSAFE.sub(" ", f"{jenis}-{kampung.desa}-{kampung.nama[:40]}{ending}")
            if not path.exists():
                fresh.append(path)
            writers.write(document, path)
            written.append(path)
    except BaseException:
        for path in fresh:
            path.unlink(missing_ok=True)
        raise
    yield from written
