"""The offices below this one: what each sent, how old it is, and whether it agrees with here."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kkbdesk.model import wilayah
from kkbdesk.model.fields import Choice
from kkbdesk.model.ids import Kind, KodeWilayah
from kkbdesk.model.kantor import Kantor, Tingkat
from kkbdesk.model.paket import Arah, Paket, Tujuan
from kkbdesk.model.registry import RECORDS
from kkbdesk.model.wilayah import Wilayah
from kkbdesk.queries.letak import Letak
from kkbdesk.queries.wilayah import bagian
from kkbdesk.rules.kampung import DESCRIBING
from kkbdesk.services.bawahan_angka import AngkaBawahan, Sidik
from kkbdesk.store import KampungRow, Reader, Store

UMUR = 30
"""Days after which a package counts as old, unless somebody says otherwise."""
DARI_BAWAH = (Tujuan.PROVINSI, Tujuan.PERUBAHAN)


class KeadaanKantor(Choice):
    """What there is to say about the packages of an office."""

    BELUM = "belum", "Belum pernah mengirim"
    LAMA = "lama", "Paket lama"
    BERCABANG = "bercabang", "Dua komputer berjalan sendiri-sendiri"
    SEGAR = "segar", "Segar"


@dataclass(frozen=True, slots=True)
class Bawahan:
    """One office below."""

    kode: KodeWilayah
    nama: str
    """Its region."""
    dinas: str
    """Its name, "" until it sends something."""
    kampung: int
    """Active kampung in its region."""
    kelengkapan: int | None
    """Mean share of the describing fields that are filled, in percent."""
    paket: Paket | None
    """The newest merged."""
    umur: int | None
    """Days since that one was made."""
    keadaan: KeadaanKantor
    berbeda: tuple[str, ...]
    """Kinds of record of which the control totals here differ from those it sent."""
    terbuka: int
    """Questions about its records that wait for a decision."""

    @property
    def belum_mengirim(self) -> bool:
        """Tell whether a package is to be asked for."""
        return self.keadaan in (KeadaanKantor.BELUM, KeadaanKantor.LAMA)


class BawahanService:
    """Knows the offices below this one."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store = store
        self._today = today
        self._angka = AngkaBawahan()

    def wilayah(self) -> dict[KodeWilayah, str]:
        """Return code and region of every office below; none in a kabupaten."""
        with self._store.read() as reader:
            return wilayah_bawahan(reader, self._today())

    def daftar(self, umur: int = UMUR) -> list[Bawahan]:
        """Return every office below by code; packages older than so many days count as old."""
        with self._store.read() as reader:
            return bawahan(reader, self._today(), self._angka, umur)


def wilayah_bawahan(reader: Reader, today: date) -> dict[KodeWilayah, str]:
    """Return the regions whose offices send to this one, code -> name; none in a kabupaten.

    The country hears of provinces, and of the kabupaten/kota that send to it themselves.
    """
    own = next(iter(reader.find(Kantor, kantor="")), None)
    if own is None or own.tingkat is Tingkat.KABUPATEN:
        return {}
    tingkat = wilayah.PROVINSI if own.wilayah is None else wilayah.KABUPATEN
    known = bagian(reader, own.wilayah or "", tingkat, today)
    sent = {item.mitra for item in _packages(reader)} - known.keys() - {own.wilayah or "pusat"}
    known |= {item.id: item for item in reader.get_many(Wilayah, sent).values()}
    return {kode: known[kode].nama for kode in sorted(known)}


def bawahan(reader: Reader, today: date, angka: AngkaBawahan, umur: int = UMUR) -> list[Bawahan]:
    """Return every office below, by code."""
    below = wilayah_bawahan(reader, today)
    if not below:
        return []
    packages: dict[str, list[Paket]] = defaultdict(list)
    for item in _packages(reader):
        packages[item.mitra].append(item)
    held = [row for row in reader.kampung_rows(today) if row.aktif]
    waiting = _open(reader)
    return [
        _compared(
            _row(reader, kode, nama, packages[kode], held, waiting, today, umur), angka, reader
        )
        for kode, nama in below.items()
    ]


def _compared(row: Bawahan, angka: AngkaBawahan, reader: Reader) -> Bawahan:
    """Return an office with what of its records is not here as it sent it."""
    if row.paket is None:
        return row
    here = angka.sidik(reader, row.paket.mitra)
    return replace(row, berbeda=tuple(_differing(here, row.paket)))


def belum_mengirim(reader: Reader, today: date, umur: int = UMUR) -> list[str]:
    """Return the regions of the offices below whose newest package is old or that sent none."""
    newest: dict[str, date] = {}
    for item in _packages(reader):
        newest[item.mitra] = max(dibuat(item), newest.get(item.mitra, date.min))
    return [
        nama
        for kode, nama in wilayah_bawahan(reader, today).items()
        if kode not in newest or (today - newest[kode]).days > umur
    ]


def _packages(reader: Reader) -> Iterator[Paket]:
    for item in reader.find(Paket):
        if item.arah is Arah.MASUK and item.tujuan in DARI_BAWAH:
            yield item


def _row(
    reader: Reader,
    kode: KodeWilayah,
    nama: str,
    packages: Sequence[Paket],
    held: Sequence[KampungRow],
    waiting: Sequence[str],
    today: date,
    umur: int,
) -> Bawahan:
    mine = [row for row in held if wilayah.within(row.desa, kode)]
    last = max(packages, key=lambda item: item.dibuat, default=None)
    age = None if last is None else (today - dibuat(last)).days
    office = next(iter(reader.find(Kantor, kantor=kode)), None)
    filled = sum(row.profil for row in mine)
    return Bawahan(
        kode=kode,
        nama=nama,
        dinas=office.nama if office else "",
        kampung=len(mine),
        kelengkapan=round(100 * filled / (len(mine) * len(DESCRIBING))) if mine else None,
        paket=last,
        umur=age,
        keadaan=_state(packages, age, umur),
        berbeda=(),
        terbuka=sum(wilayah.within(where, kode) for where in waiting),
    )


def dibuat(paket: Paket) -> date:
    """Return the day a package was made, by the clock of this office."""
    return datetime.fromisoformat(paket.dibuat).astimezone().date()


def _state(packages: Sequence[Paket], age: int | None, umur: int) -> KeadaanKantor:
    if age is None:
        return KeadaanKantor.BELUM
    if age > umur:
        return KeadaanKantor.LAMA
    return KeadaanKantor.BERCABANG if _forked(packages) else KeadaanKantor.SEGAR


def _forked(packages: Sequence[Paket]) -> bool:
    """Tell whether two machines of an office sent without knowing of each other's writes."""
    newest: dict[str, Paket] = {}
    for item in sorted(packages, key=lambda item: item.posisi):
        newest[item.simpul] = item
    seen: list[dict[str, int]] = [json.loads(item.kenal) for item in newest.values()]
    heads = [one for one in seen if not any(_knows(other, one) and other != one for other in seen)]
    return any(one != heads[0] for one in heads)


def _knows(one: dict[str, int], other: dict[str, int]) -> bool:
    return all(one.get(simpul, 0) >= urut for simpul, urut in other.items())


def _differing(here: Sidik, paket: Paket) -> Iterator[str]:
    """Yield the kinds of record of which there is other or more or less here than was sent."""
    for kind, told in json.loads(paket.total).items():
        if kind in here and here[kind] != told["sidik"]:
            yield RECORDS[Kind(kind)].NOUN


def _open(reader: Reader) -> list[str]:
    """Return the region of every question that waits for a decision."""
    letak = Letak(reader)
    found: list[str] = []
    for (kind, id), versi in reader.versi_terbuka().items():
        record = reader.get(RECORDS[kind], id)
        if record is not None:
            found += [letak.kode(record) or ""] * len(versi.cabang)
    return found
