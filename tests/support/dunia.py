"""A small world for `hidup`: two or three computers of an office, a field officer, a province."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from db.store import FILE
from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.ids import Kind
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.problem import RuleViolation
from kkbdesk.model.versi import ADA
from kkbdesk.queries.isi_paket import tanpa
from kkbdesk.services.gabung import PAKET, SINI, Putusan
from kkbdesk.services.paket import Hasil
from tests.support import hidup
from tests.support.hidup import Buku, Dilihat, Komputer, Surat
from tests.support.offices import a_copy, an_office, held, merged, packed, reopened

KECAMATAN = "19.05.05"
PROVINSI = (
    hidup.ubah_kampung, hidup.ubah_unsur, hidup.hapus_anggota, hidup.impor, hidup.tambah_kampung,
)  # fmt: skip
"""What a province corrects."""


LAPANGAN = (
    *(do for do in hidup.SUNTINGAN if do not in (hidup.isi_sel, hidup.kunci_matriks)),
    hidup.isi_sel_kampung,
)  # fmt: skip
"""What a field officer does: the matrix of the whole region is not his."""


class Dunia:
    """Computers that edit, send, lose and merge by chance, and are asked to agree in the end."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance = random.Random(seed)
        self._folder = folder
        self._made = 0
        self._refused: set[str] = set()
        self.buku = Buku()
        first = an_office(folder / "dasar", "19.05")
        for do in (hidup.tambah_kampung, hidup.tambah_pokja, hidup.tambah_anggota, hidup.isi_sel):
            for _ in range(2):
                self._try(do, first)
        copies = [a_copy(folder / f"k{at}", first) for at in range(self.chance.choice((1, 2, 2)))]
        self.kantor = [Komputer(f"k{at}", desk) for at, desk in enumerate((first, *copies))]
        self.lapangan = Komputer("lapangan", an_office(folder / "lapangan", "19.05"))
        self.provinsi = [Komputer(f"p{at}", an_office(folder / f"p{at}", "19")) for at in range(2)]
        for item in self.semua:
            self._begin(item)
        self.surat: list[tuple[Surat, list[Komputer]]] = []

    @property
    def semua(self) -> list[Komputer]:
        """Return all computers."""
        return [*self.kantor, self.lapangan, *self.provinsi]

    def tutup(self) -> None:
        """Close all databases."""
        for item in self.semua:
            item.desk.store._engine.dispose()  # type: ignore[attr-defined]

    def _begin(self, item: Komputer) -> None:
        """What the computers have in common is no write of any."""
        raw = sqlite3.connect(item.path)
        item.sampai = raw.execute("SELECT max(urut) FROM jurnal").fetchone()[0]
        raw.close()

    def _try(self, do: Callable[[Desk, random.Random], None], desk: Desk) -> None:
        with suppress(RuleViolation, UserError):  # people try what is not allowed
            do(desk, self.chance)

    # what happens

    def hidup(self, langkah: int) -> None:
        """Let so many things happen."""
        for _ in range(langkah):
            item = self.chance.choice([*self.kantor, *self.kantor, *self.semua])
            self.chance.choices(
                (self._edit, self._undo, self._send, self._receive, self._copy, self._set_back),
                (10, 2, 3, 4, 0.5, 0.5),
            )[0](item)
            self.buku.catat(item)

    def _edit(self, item: Komputer) -> None:
        acts: Sequence[Callable[[Desk, random.Random], None]] = hidup.SUNTINGAN
        if item in self.provinsi:
            acts = PROVINSI
        if item is self.lapangan:
            acts = LAPANGAN
        self._try(self.chance.choice(acts), item.desk)

    def _undo(self, item: Komputer) -> None:
        redo = self.chance.random() < 0.4
        with item.desk.store.read() as reader:
            entry = reader.redoable() if redo else reader.undoable()
        if entry is None:
            return
        try:
            (item.desk.editor.redo if redo else item.desk.editor.undo)()
        except UserError:
            return
        seen = item.gabungan.get(entry.label.removeprefix("Urungkan: "))
        if seen is not None:
            item.lihat = item.lihat | seen if redo else item.lihat - seen

    def _send(self, item: Komputer) -> None:
        if item in self.provinsi:
            self._pack(item, Tujuan.REFERENSI, "19.05", self.kantor)
        elif item is self.lapangan:
            self._pack(item, Tujuan.KECAMATAN, KECAMATAN, self.kantor)
        else:
            self.chance.choice(
                (
                    lambda: self._pack(item, Tujuan.SERAH_TERIMA, "", self._others(item)),
                    lambda: self._pack(item, Tujuan.KECAMATAN, KECAMATAN, [self.lapangan]),
                    lambda: self._pack(item, Tujuan.PROVINSI, "", self.provinsi),
                    lambda: self._pack(item, Tujuan.PERUBAHAN, "", self.provinsi),
                )
            )()

    def _others(self, item: Komputer) -> list[Komputer]:
        return [other for other in self.kantor if other is not item]

    def _pack(self, item: Komputer, tujuan: Tujuan, lingkup: str, to: list[Komputer]) -> Surat:
        self.buku.catat(item)
        kiriman = packed(item.desk, tujuan, lingkup)
        tables = kiriman[2]
        narrow = tujuan in (Tujuan.KECAMATAN, Tujuan.REFERENSI)
        lines = {(Kind(kind), line["id"]) for kind, found in tables.items() for line in found}
        seen = frozenset(
            titik
            for titik in item.lihat
            if titik[2] not in tanpa(tujuan, titik[0])
            and (not narrow or titik[:2] in lines or titik[0] is Kind.MATRIKS)
        )
        surat = Surat(kiriman, seen, tujuan)
        self.surat.append((surat, to))
        return surat

    def _receive(self, item: Komputer) -> None:
        mine = [surat for surat, to in self.surat if any(item is other for other in to)]
        if mine:
            choice = self.chance.choice((None, None, SINI, PAKET))
            self.gabung(item, self.chance.choice(mine), choice)

    def gabung(self, item: Komputer, surat: Surat, semua: str | None = None) -> Hasil | None:
        """Merge a package; None when it may not be, as with changes whose base never came."""
        self.buku.catat(item)
        try:
            first = merged(item.desk, surat.kiriman, pratinjau=True)
            pairs = [(usul.kind, usul.lain) for usul in first.rencana.usul]
            some = frozenset(pair for pair in pairs if self.chance.random() < 0.5)
            putusan = Putusan(semua=semua, satukan=some)
            result = merged(item.desk, surat.kiriman, putusan)
        except UserError:
            return None
        refused = {(each.kind, each.id) for each in result.rencana.ditolak}
        self._refused |= {each.alasan for each in result.rencana.ditolak}
        brought = {titik for titik in surat.lihat if titik[:2] not in refused} - item.lihat
        item.lihat |= brought
        with item.desk.store.read() as reader:
            item.gabungan[reader.entries(limit=1)[0].label] = brought
        self.buku.catat(item)
        for soal in result.rencana.pertentangan:
            choice = putusan.untuk(soal)
            if choice is not None:
                gone = soal.kolom == ADA and not soal.nilai(choice)
                self.buku.putusan(item, (soal.kind, soal.id), soal.kolom, gone=gone)
        return result

    def _copy(self, item: Komputer) -> None:
        self.buku.catat(item)
        self._made += 1
        path = self._folder / f"salinan{self._made}" / FILE
        path.parent.mkdir()
        source, target = sqlite3.connect(item.path), sqlite3.connect(path)
        source.backup(target)
        source.close()
        target.close()
        item.salinan = path, set(item.lihat), item.sampai

    def _set_back(self, item: Komputer) -> None:
        """The disk is lost; an older copy takes its place."""
        if item.salinan is None:
            return
        item.desk.store._engine.dispose()  # type: ignore[attr-defined]
        path, seen, item.sampai = item.salinan
        item.lihat = set(seen)
        self._made += 1
        folder = self._folder / f"kembali{self._made}"
        folder.mkdir()
        shutil.copyfile(path, folder / FILE)
        item.desk = reopened(folder)

    # what must hold

    def selesaikan(self) -> str:
        """Let everybody hear of everybody until all hold the same; return what does not hold."""
        for _ in range(6):
            self._refused.clear()
            self._exchange()
            if self._agree() and not self._refused:
                return self._lost()
        return f"never the same; refused: {sorted(self._refused)}"

    def _exchange(self) -> None:
        hub = self.kantor[0]
        for giver in (self.lapangan, *self.provinsi):
            self._hand(giver, hub)
        for giver in self.chance.sample(self.kantor, len(self.kantor)):
            for taker in self._others(giver):
                self._hand(giver, taker)
        for taker in (self.lapangan, *self.provinsi):
            self._hand(hub, taker)

    def _hand(self, giver: Komputer, taker: Komputer) -> Hasil | None:
        if giver in self.provinsi:
            surat = self._pack(giver, Tujuan.REFERENSI, "19.05", [])
        elif taker is self.lapangan:
            surat = self._pack(giver, Tujuan.KECAMATAN, KECAMATAN, [])
        elif taker in self.provinsi:
            surat = self._pack(giver, Tujuan.PROVINSI, "", [])
        else:
            surat = self._pack(giver, Tujuan.SERAH_TERIMA, "", [])
        return self.gabung(taker, surat)

    def _agree(self) -> bool:
        states = [held(item.desk) for item in self.kantor]
        if any(state != states[0] for state in states):
            return False
        results = [self._hand(self.kantor[0], item) for item in self.provinsi]
        return all(
            result is not None and all(total.sama for total in result.total) for result in results
        )

    def _lost(self) -> str:
        seen: set[Dilihat] = set().union(*(item.lihat for item in self.semua))
        self.buku.tulisan = [item for item in self.buku.tulisan if item.titik in seen]
        found = list(self.buku.hilang(self.kantor[0]))
        for item in self.semua:
            found += [f"{item.nama}: {text}" for text in item.desk.store.check()]
        return "; ".join(found)


def jalankan(seed: int, folder: Path, langkah: int) -> str:
    """Live one scenario and return what does not hold, empty when all does."""
    dunia = Dunia(seed, folder)
    try:
        dunia.hidup(langkah)
        return dunia.selesaikan()
    finally:
        dunia.tutup()
