"""Plans lists of working groups and of their members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from kkbdesk.exchange.values import CellError, converter
from kkbdesk.model.fields import described
from kkbdesk.model.ids import AnggotaId, KampungId, PokjaId, new_id
from kkbdesk.model.impor import JenisPadanan
from kkbdesk.model.kampung import Kampung
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.wilayah import normal
from kkbdesk.services.impor_opd import BukuOPD, sebut
from kkbdesk.services.perencana import Bahan, Ditolak, Kerja, Perencana, tanpa_baris
from kkbdesk.services.pratinjau import Hasil

_PLACE = ("kode", "provinsi", "kabupaten", "kecamatan", "desa", "kampung")


class PerencanaDiKampung(Perencana):
    """Plans rows that hang on a kampung of the registry, or on the office where none is named."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._kampung: dict[str, list[Kampung]] = defaultdict(list)
        for kampung in bahan.rancangan.semua(Kampung).values():
            self._kampung[kampung.desa].append(kampung)
        self._named: dict[str, list[Kampung]] = defaultdict(list)
        for kampung in bahan.rancangan.semua(Kampung).values():
            self._named[normal(kampung.nama)].append(kampung)

    def kampung(self, row: Kerja) -> KampungId | None:
        """Return the kampung a row names, None where it names none; raises Ditolak."""
        given = {key: self.teks(row, key) for key in _PLACE if key in self.table.places}
        name = given.get("kampung", "")
        if not any(given.values()):
            return None
        if not given.get("kode") and not given.get("desa"):
            return self._by_name(row, name)
        row.kode = self.tempat(row)
        here = self._kampung.get(row.kode, [])
        if not here:
            title = self.kolom("kode").label
            text = "Desa ini belum mempunyai Kampung KB di sini; impor daftar kampung dahulu."
            raise Ditolak(text, title, row.kode)
        return max(here, key=lambda item: (normal(item.nama) == normal(name), item.aktif)).id

    def _by_name(self, row: Kerja, name: str) -> KampungId:
        found = [item for item in self._named.get(normal(name), []) if name]
        title = self.kolom("kampung").label
        if len(found) != 1:
            what = "Ada beberapa" if found else "Tidak ada"
            known = "; ".join(f"{item.nama} ({item.desa})" for item in found[:5])
            text = f"{what} kampung bernama “{name}”; isi kode desanya."
            raise Ditolak(text, title, name, (), known)
        row.kode = found[0].desa
        return found[0].id


class PerencanaPokja(PerencanaDiKampung):
    """Plans working groups, each known by its kampung and the start of its term."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._of: dict[KampungId | None, list[Pokja]] = defaultdict(list)
        for group in bahan.rancangan.semua(Pokja).values():
            self._of[group.kampung].append(group)
        self._taken: dict[str, int] = {}

    def baris(self, row: Kerja) -> None:
        """Plan one working group; raises Ditolak."""
        row.nama = self.teks(row, "kampung") or "Pokja kantor ini"
        kampung = self.kampung(row)
        values = self.nilai(row)
        present = self._present(kampung, values)
        if present is None:
            group = Pokja(id=PokjaId(new_id()), kampung=kampung, **values)
            self._of[kampung].append(group)
            row.hasil = Hasil.BARU
        else:
            group = replace(present, **tanpa_baris(present, values))
        self._taken[group.id] = row.nomor
        if group != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, group)

    def _present(self, kampung: KampungId | None, values: Mapping[str, Any]) -> Pokja | None:
        """Return the group of that term; without a date the one of that decree, or the only one.

        Raises Ditolak when another row was about it.
        """
        of = self._of[kampung]
        name = next((key for key in ("mulai", "sk_nomor") if values.get(key)), "kampung")
        wanted = values.get(name, kampung)
        same = [item for item in of if getattr(item, name) == wanted]
        open_ones = [item for item in of if not getattr(item, name)]
        term = values.get("mulai"), values.get("sk_nomor", "")
        exact = [item for item in of if (item.mulai, item.sk_nomor) == term]
        free = [item for item in exact or same or open_ones if item.id not in self._taken]
        if free:
            return self.paling_mirip(free, values)
        if same:
            raise Ditolak(f"Pokja ini sudah disebut di baris {self._taken[same[0].id]}.")
        return None

    def catat(self, _rows: Iterable[Kerja]) -> None:
        """List groups that the last list named, and remember what this one names."""
        sebut(self, Pokja, set(self._taken), lambda item: ("", item.sk_nomor or "Pokja tanpa SK"))


class PerencanaAnggota(PerencanaDiKampung):
    """Plans members, each known by the working group, the name and the start of office."""

    def __init__(self, bahan: Bahan) -> None:
        super().__init__(bahan)
        self._buku = BukuOPD(bahan.rancangan, bahan.padanan[JenisPadanan.OPD])
        self._groups: dict[KampungId | None, list[Pokja]] = defaultdict(list)
        for group in bahan.rancangan.semua(Pokja).values():
            self._groups[group.kampung].append(group)
        self._seats: dict[tuple[PokjaId, str], list[Anggota]] = defaultdict(list)
        for seat in bahan.rancangan.semua(Anggota).values():
            self._seats[seat.pokja, normal(seat.nama)].append(seat)
        self._taken: dict[str, int] = {}
        self._new: dict[tuple[Any, ...], int] = {}
        self._made: set[str] = set()
        self._start = converter(described(Pokja, "mulai"), self.lists)

    def baris(self, row: Kerja) -> None:
        """Plan one member; raises Ditolak."""
        row.nama = self.teks(row, "nama")
        if not row.nama:
            title = self.kolom("nama").label
            raise Ditolak(f"{title} belum diisi.", title)
        values = self.nilai(row, "opd")
        group = self._group(row)
        seats = self._seats[group.id, normal(row.nama)]
        present = self._present(row, seats, values)
        cell = self.sel(row, "opd")
        if cell is not None:
            before = present.opd if present else None
            values["opd"] = self._buku.wajib(cell, self.kolom("opd").label, before)
        if present is None:
            self._once(row, (group.id, *sorted(values.items(), key=str)))
            seat = Anggota(id=AnggotaId(new_id()), pokja=group.id, **values)
            row.hasil = Hasil.BARU
        else:
            seat = replace(present, **values)
        self._taken[seat.id] = row.nomor
        if group.id in self._made:
            row.bergantung.append((Pokja.KIND, group.id))
        if seat != present:
            row.hasil = Hasil.BARU if present is None else Hasil.BERUBAH
            self.rencana(row, present, seat)

    def _once(self, row: Kerja, content: tuple[Any, ...]) -> None:
        """Raise Ditolak for a row that says the same as another; a person may hold two seats."""
        first = self._new.setdefault(content, row.nomor)
        if first != row.nomor:
            raise Ditolak(f"Anggota ini sudah disebut di baris {first}.", "", row.nama)

    def _group(self, row: Kerja) -> Pokja:
        """Return the working group a row belongs to, begun here where there is none."""
        kampung = self.kampung(row)
        start = self._started(row)
        groups = self._groups[kampung]
        fitting = [item for item in groups if start is None or item.mulai == start]
        if fitting:
            today = self.bahan.today
            name = normal(row.nama)
            return max(
                fitting,
                key=lambda item: (
                    bool(self._seats.get((item.id, name))),
                    item.berjalan(today),
                    item.mulai or date.min,
                ),
            )
        group = Pokja(id=PokjaId(new_id()), kampung=kampung, mulai=start)
        groups.append(group)
        self._made.add(group.id)
        self.rancangan.put(group)
        row.catatan.append("Pokjanya belum ada di sini, maka dibuat; lengkapi SK-nya.")
        return group

    def _started(self, row: Kerja) -> date | None:
        cell = self.sel(row, "pokja_mulai")
        try:
            return self._start(cell)  # type: ignore[return-value]  # the field is a date
        except CellError as error:
            raise self.tolakan("pokja_mulai", cell, error) from None

    def _present(
        self, row: Kerja, seats: Sequence[Anggota], values: Mapping[str, Any]
    ) -> Anggota | None:
        """Return the seat of that name; one that had ended before the new start is another."""
        free = [seat for seat in seats if seat.id not in self._taken]
        start = values.get("mulai")
        current = [
            seat
            for seat in free
            if not (start and seat.selesai and seat.mulai != start and seat.selesai < start)
        ]
        if current:
            return self.paling_mirip(current, values)
        if not free and seats:
            taken = [self._taken[seat.id] for seat in seats]
            raise Ditolak(f"Anggota ini sudah disebut di baris {min(taken)}.", "", row.nama)
        return None

    def catat(self, _rows: Iterable[Kerja]) -> None:
        """List members that the last list named, and remember what this one names."""
        for text, id in self._buku.used.items():
            self.ingat(JenisPadanan.OPD, text, id)
        sebut(self, Anggota, set(self._taken), lambda item: ("", item.nama))
