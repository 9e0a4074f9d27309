"""Many documents in one go: one kind for every kampung of a kecamatan."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk.documents import writers
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.jobs import Progress, Silent
from kkbdesk.model import wilayah
from kkbdesk.model.ids import PokjaId
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.naskah import NASKAH_POKJA
from kkbdesk.model.wilayah import is_kelurahan
from kkbdesk.queries.pokja import susunan_di
from kkbdesk.services.naskah import ENDINGS, MintaNaskah, NaskahService, jenis_naskah, minta_dari
from kkbdesk.services.siap_naskah import draf_terbuka
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
        tanpa_sk: bool = False,
        progress: Progress | None = None,
    ) -> Massal:
        """Write a document per kampung: into one file, or one each into a folder.

        What was typed into an open draft of the same document is in it. `tanpa_sk` leaves out the
        kampung whose Pokja has a decree. Raises UserError when there is nothing to write,
        StorageFault, Cancelled; new files written before a cancellation are removed.
        """
        progress = progress or Silent()
        whole = tujuan.suffix.casefold() in ENDINGS
        made: list[tuple[str, Document]] = []
        lacking: list[tuple[str, tuple[str, ...]]] = []
        with self._store.read() as reader:
            fitting, skipped = self._chosen(reader, minta.jenis, kecamatan, tanpa_sk=tanpa_sk)
            for done, (kampung, group) in enumerate(fitting):
                progress.step(done, len(fitting), f"Menyusun {kampung.nama}")
                wanted = _drafted(reader, replace(minta, kampung=kampung.id, pokja=group))
                composed = self._naskah.susun_dengan(reader, wanted)
                made.append((f"{minta.jenis}-{kampung.desa}-{kampung.nama[:40]}", composed.dokumen))
                if composed.kurang:
                    lacking.append((kampung.nama, tuple(label for _, label in composed.kurang)))
        if not made:
            reason = f" ({skipped[0][1]})" if skipped else ""
            raise UserError(f"Tidak ada kampung di kecamatan {kecamatan} untuk naskah ini{reason}.")
        if whole:
            progress.step(len(made), len(made), f"Menulis {tujuan.name}")
            writers.write_many([document for _, document in made], tujuan)
            paths = [tujuan]
        else:
            paths = tulis_tiap(made, tujuan, ending, progress)
        return Massal(tuple(paths), len(made), tuple(lacking), tuple(skipped))

    def _chosen(
        self, reader: Reader, jenis: str, kecamatan: str, *, tanpa_sk: bool
    ) -> tuple[list[tuple[Kampung, PokjaId | None]], list[tuple[str, str]]]:
        """Return the kampung that get a document with the Pokja whose decree it is.

        Also those that do not, with the reason.
        """
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
        fitting: list[tuple[Kampung, PokjaId | None]] = []
        skipped: list[tuple[str, str]] = []
        for kampung in sorted(active, key=lambda item: item.desa):
            found = susunan_di(reader, kampung.id, self._today())
            if jenis.startswith("sk-") and found is None:
                skipped.append((kampung.nama, "belum mempunyai Pokja"))
            elif tanpa_sk and found is not None and found.pokja.sk_nomor:
                skipped.append((kampung.nama, "Pokjanya sudah ber-SK"))
            elif kind.desa_saja and is_kelurahan(kampung.desa):
                skipped.append((kampung.nama, "kelurahan tidak menetapkannya"))
            else:
                group = found.pokja.id if found and jenis in NASKAH_POKJA else None
                fitting.append((kampung, group))
        return fitting, skipped


def _drafted(reader: Reader, minta: MintaNaskah) -> MintaNaskah:
    """Return what is wanted, with what was typed into an open draft of it."""
    draft = draf_terbuka(reader, minta)
    if draft is None:
        return minta
    return replace(minta_dari(draft), tanggal=minta.tanggal or draft.tanggal, cap=minta.cap)


def tulis_tiap(
    made: Sequence[tuple[str, Document]], folder: Path, ending: str, progress: Progress
) -> list[Path]:
    """Write a file per named document; what a cancellation interrupts leaves no new file behind.

    Raises StorageFault, Cancelled.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFault(f"Folder {folder} tidak dapat dibuat; periksa namanya.") from error
    written: list[Path] = []
    fresh: list[Path] = []
    try:
        for done, (name, document) in enumerate(made):
            progress.step(done, len(made), f"Menulis {name}")
            path = folder / _UNSAFE.sub(" ", f"{name}{ending}")
            if not path.exists():
                fresh.append(path)
            writers.write(document, path)
            written.append(path)
    except BaseException:
        for path in fresh:
            path.unlink(missing_ok=True)
        raise
    return written
