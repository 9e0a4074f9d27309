"""Plans lists of planned activities, as people keep them: one activity may fill many rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from kkbdesk.exchange.dates import year_above
from kkbdesk.exchange.sheets import Cell
from kkbdesk.exchange.values import CellError, converter, shown
from kkbdesk.model.fields import described
from kkbdesk.model.ids import KampungId, OPDId, ProgramId, RencanaId, new_id
from kkbdesk.model.impor import JenisPadanan
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.rencana import LokasiRencana, PendukungRencana, Rencana, lokasi, pendukung
from kkbdesk.model.waktu import baca_waktu
from kkbdesk.model.wilayah import normal
from kkbdesk.services.impor_matriks import BukuProgram
from kkbdesk.services.impor_opd import BukuOPD
from kkbdesk.services.impor_pokja import PerencanaDiKampung
from kkbdesk.services.perencana import Asal, Bahan, Ditolak, Kerja, tanpa_baris
from kkbdesk.services.pratinjau import Hasil

_SEVERAL = re.compile(r"[;\n]")
_ALL = frozenset(("semua", "seluruh", "semua desa", "seluruh desa", "semua kampung",
                  "semua kampung kb", "seluruh kampung kb"))  # fmt: skip
_VILLAGE = re.compile(r"^(?:desa|kelurahan|kel|ds|nagari|kampung kb|kampung) ")
_LETTERED = re.compile(r"^[a-h]\. ")
_FUNDS = (
    ("bokb", r"\bbokb\b|\bdak\b"),
    ("dana_desa", r"dana desa|apb ?des|\badd\b|\bdd\b"),
    ("apbd", r"apbd"),
    ("apbn", r"apbn"),
    ("csr", r"csr|perusahaan"),
    ("swadaya", r"swadaya"),
    ("donasi", r"hibah|donasi"),
)
"""What sources of funds are called in lists of agencies, the narrower first."""


class PerencanaKegiatan(PerencanaDiKampung):
    """What lists of needs, offers, plans and deeds have in common."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self.buku = BukuOPD(bahan.rancangan, bahan.padanan[JenisPadanan.OPD])
        self.programs = BukuProgram(bahan.rancangan)
        given = bahan.tanggal.year if bahan.tanggal_dari is not Asal.DIANGGAP else None
        self.tahun = bahan.tahun or year_above(self.table.above) or given or bahan.today.year
        self._group: ProgramId | None = None
        """The program that a heading among the rows named."""
        self._villages: dict[str, list[KampungId]] = defaultdict(list)
        every = bahan.rancangan.semua(Kampung).values()
        regions = bahan.rancangan.wilayah({item.desa for item in every})
        for item in every:
            if item.aktif:
                for name in {normal(item.nama), normal(regions[item.desa].nama), item.desa}:
                    self._villages[name].append(item.id)

    def judul_kelompok(self, row: Kerja) -> bool:
        """Tell whether a row only names the program of those below it, and remember that."""
        cells = [shown(cell).strip() for cell in row.cells if cell is not None and shown(cell)]
        name = _LETTERED.sub("", cells[0]) if len(cells) == 1 else ""
        found = self.programs.cari(name) if name else None
        if found is None:
            return False
        self._group = found
        row.nama = cells[0]
        row.catatan.append("Baris judul program.")
        return True

    def program(self, row: Kerja) -> ProgramId | None:
        """Return the program of a row, else that of the heading above; raises Ditolak."""
        cell = self.sel(row, "program")
        return self.programs.wajib(cell, self.kolom("program").label) if cell else self._group

    def beberapa_opd(self, row: Kerja, key: str) -> list[OPDId]:
        """Return the agencies of a cell; raises Ditolak for a name that is none."""
        cell = self.sel(row, key)
        if cell is None:
            return []
        text, title = shown_whole(cell), self.kolom(key).label
        if self.buku.dikenal(text):
            return [self.buku.wajib(cell, title)]
        parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        if len(parts) == 1:
            commas = [part.strip() for part in re.split(r",|/| dan ", text) if part.strip()]
            parts = commas if all(map(self.buku.dikenal, commas)) else parts
        return list(dict.fromkeys(self.buku.wajib(part, title) for part in parts))

    def beberapa_kampung(self, row: Kerja) -> tuple[list[KampungId], list[str]]:
        """Return the kampung of a row, and the names that are none of them; raises Ditolak."""
        codes = re.findall(r"[\d.]+", shown_whole(self.sel(row, "kode")))
        if codes:
            return [self._coded(row, code) for code in codes], []
        text = shown_whole(self.sel(row, "kampung"))
        if normal(text) in _ALL:
            every = self.rancangan.semua(Kampung).values()
            return sorted(item.id for item in every if item.aktif), []
        parts = [part.strip() for part in _SEVERAL.split(text) if part.strip()]
        if len(parts) == 1 and not self._village(parts[0]):
            parts = [part.strip() for part in text.split(",") if part.strip()]
        found, unknown = list[KampungId](), list[str]()
        for part in parts:
            here = self._village(part)
            if len(here) > 1:
                title = self.kolom("kampung").label
                raise Ditolak(f"Ada beberapa kampung “{part}”; isi kode desanya.", title, part)
            found += here
            unknown += [] if here else [part]
        return found, unknown

    def _village(self, name: str) -> list[KampungId]:
        key = normal(name)
        return self._villages.get(key) or self._villages.get(_VILLAGE.sub("", key), [])

    def _coded(self, row: Kerja, code: str) -> KampungId:
        here = self._kampung.get(code, [])
        if not here:
            title = self.kolom("kode").label
            text = "Desa ini belum mempunyai Kampung KB di sini; impor daftar kampung dahulu."
            raise Ditolak(text, title, code)
        row.kode = row.kode or code
        return max(here, key=lambda item: item.aktif).id

    def sumber_dana(self, row: Kerja) -> dict[str, str]:
        """Return the source of funds, whatever the agency calls it; raises Ditolak."""
        cell = self.sel(row, "sumber_dana")
        if cell is None:
            return {}
        try:
            value = self.pembaca("sumber_dana")(cell)
        except CellError as error:
            text = shown(cell).casefold()
            known = next((code for code, words in _FUNDS if re.search(words, text)), None)
            if known is None:
                raise self.tolakan("sumber_dana", cell, error) from None
            value = known
        return {"sumber_dana": str(value)} if value else {}

    def sasaran(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the groups that a free text names when it names nothing else."""
        text = values.get("rincian_sasaran")
        if not text or values.get("sasaran_peserta"):
            return {}
        read = converter(described(Rencana, "sasaran_peserta"), self.lists)
        try:
            return {"sasaran_peserta": read(text.replace(",", ";"))}
        except CellError:
            return {}

    def selesaikan(self, _rows: Iterable[Kerja]) -> None:
        """Remember the agencies that were confirmed."""
        for text, opd in self.buku.used.items():
            self.ingat(JenisPadanan.OPD, text, opd)


def shown_whole(cell: Cell) -> str:
    """Return the text of a cell, its lines kept."""
    return cell.strip() if isinstance(cell, str) else shown(cell)


@dataclass(slots=True)
class _Known:
    """A planned activity with its parts, while rows are read."""

    plan: Rencana
    kampung: set[KampungId] = field(default_factory=set)
    opd: set[OPDId] = field(default_factory=set)


class PerencanaRencana(PerencanaKegiatan):
    """Plans activities; rows below that only name further villages belong to the one above."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._of: dict[tuple[int, str, str], list[_Known]] = defaultdict(list)
        known = {id: _Known(plan) for id, plan in bahan.rancangan.semua(Rencana).items()}
        for place in bahan.rancangan.semua(LokasiRencana).values():
            if place.rencana in known:
                known[place.rencana].kampung.add(place.kampung)
        for partner in bahan.rancangan.semua(PendukungRencana).values():
            if partner.rencana in known:
                known[partner.rencana].opd.add(partner.opd)
        for item in known.values():
            self._of[_key(item.plan)].append(item)
        self._taken: dict[RencanaId, int] = {}
        self._last: _Known | None = None

    def baris(self, row: Kerja) -> None:
        """Plan one row; raises Ditolak."""
        if self.judul_kelompok(row):
            return
        values = self._values(row)
        places, elsewhere = self.beberapa_kampung(row)
        if elsewhere:
            values.setdefault("tempat", ", ".join(elsewhere))
            row.catatan.append(f"Bukan Kampung KB di sini: {', '.join(elsewhere)}.")
        leads, partners = self.beberapa_opd(row, "opd"), self.beberapa_opd(row, "pendukung")
        if self._continues(values, places):
            self._extend(row, places, [*leads, *partners])
            return
        self._require(values)
        if leads:
            values["opd"] = leads[0]
        row.nama = values["kegiatan"]
        self._plan(row, values, set(places), {*leads[1:], *partners} - {values.get("opd")})

    def _values(self, row: Kerja) -> dict[str, Any]:
        values = self.nilai(row, "program", "opd", "sumber_dana", "mulai", "selesai")
        values |= self.sumber_dana(row)
        values |= self.sasaran(values)
        values.setdefault("tahun", self.tahun)
        if program := self.program(row):
            values["program"] = program
        return values | self._time(row, values["tahun"])

    def _time(self, row: Kerja, tahun: int) -> dict[str, Any]:
        """Return the time that a row tells, in one column or in two."""
        for key in ("waktu", "mulai"):
            cell = self.sel(row, key)
            if not isinstance(cell, str):
                continue
            if not cell.strip(" -–"):
                continue
            try:
                time = baca_waktu(cell, tahun)
            except ValueError as error:
                raise Ditolak(str(error), self.kolom(key).label, shown(cell)) from None
            found = {"mulai": time.mulai, "pasti": time.pasti}
            return found | ({"selesai": time.selesai} if time.selesai else self._end(row))
        begin = self.sel(row, "mulai") if self.sel(row, "mulai") is not None else (
            self.sel(row, "waktu"))  # fmt: skip
        if begin is None:
            return {}
        return {"mulai": self._date("mulai", begin), **self._end(row)}

    def _end(self, row: Kerja) -> dict[str, Any]:
        cell = self.sel(row, "selesai")
        return {"selesai": self._date("selesai", cell)} if cell is not None else {}

    def _date(self, key: str, cell: Cell) -> Any:
        try:
            return self.pembaca(key)(cell)
        except CellError as error:
            raise self.tolakan(key, cell, error) from None

    def _continues(self, values: Mapping[str, Any], places: list[KampungId]) -> bool:
        """Tell whether a row only names further villages of the activity above."""
        if self._last is None or not places:
            return False
        same = not values.get("kegiatan") or (
            normal(values["kegiatan"]) == normal(self._last.plan.kegiatan)
            and values.get("program", self._last.plan.program) == self._last.plan.program
        )
        own = any(values.get(key) is not None for key in ("anggaran", "target"))
        return same and not own and not set(places) <= self._last.kampung

    def _extend(self, row: Kerja, places: list[KampungId], opd: list[OPDId]) -> None:
        assert self._last is not None
        known = self._last
        row.nama = known.plan.kegiatan
        row.bergantung.append((Rencana.KIND, known.plan.id))
        joining = set(opd) - known.opd - {known.plan.opd}
        self._hang(row, known, set(places) - known.kampung, joining)

    def _require(self, values: Mapping[str, Any]) -> None:
        for key in ("kegiatan", "program"):
            if not values.get(key):
                title = self.kolom(key).label
                raise Ditolak(f"{title} belum diisi.", title)

    def _plan(
        self, row: Kerja, values: dict[str, Any], places: set[KampungId], partners: set[OPDId]
    ) -> None:
        present = self._present(values, places)
        if present is None:
            known = _Known(Rencana(id=RencanaId(new_id()), **values))
            self._of[_key(known.plan)].append(known)
            row.hasil = Hasil.BARU
            self.rencana(row, None, known.plan)
        else:
            known = present
            made = replace(known.plan, **tanpa_baris(known.plan, values))
            if made != known.plan:
                row.hasil = Hasil.BERUBAH
                self.rencana(row, known.plan, made)
                known.plan = made
        self._taken[known.plan.id] = row.nomor
        self._last = known
        self._hang(row, known, places - known.kampung, partners - known.opd)

    def _present(self, values: Mapping[str, Any], places: set[KampungId]) -> _Known | None:
        """Return the stored activity that a row is about: the most alike of the same name."""
        key = values["tahun"], values["program"], normal(values["kegiatan"])
        free = [
            item
            for item in self._of[key]
            if item.plan.id not in self._taken
            and ("opd" not in values or item.plan.opd == values["opd"])
            and (not places or not item.kampung or places & item.kampung)
        ]
        if not free:
            return None
        best = self.paling_mirip([item.plan for item in free], values)
        return next(item for item in free if item.plan.id == best.id)

    def _hang(
        self, row: Kerja, known: _Known, places: set[KampungId], partners: set[OPDId]
    ) -> None:
        """Plan further places and partners of an activity; what is not named stays."""
        known.kampung |= places
        known.opd |= partners
        for place in sorted(places):
            self.rencana(row, None, lokasi(known.plan.id, place))
        for partner in sorted(partners):
            self.rencana(row, None, pendukung(known.plan.id, partner))
        if (places or partners) and row.hasil is Hasil.SAMA:
            row.hasil = Hasil.BERUBAH


def _key(plan: Rencana) -> tuple[int, str, str]:
    return plan.tahun, plan.program, normal(plan.kegiatan)
