"""What every page is given: desk, jobs, messages, settings, and the way to other pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.files import reason
from kkbdesk.model import wilayah
from kkbdesk.model.cadangan import Kunci, Salinan
from kkbdesk.model.fields import Described, Record
from kkbdesk.model.ids import Kind, RencanaId
from kkbdesk.model.naskah import Pejabat
from kkbdesk.model.orang import Tindak
from kkbdesk.model.program import Program
from kkbdesk.model.saring import Halaman, SaringRencana
from kkbdesk.model.wilayah import normal
from kkbdesk.settings import Settings
from ui.kit.choices import Option, Source
from ui.kit.dialogs import Dialogs
from ui.kit.jobs import JobRunner
from ui.kit.notices import Notices

if TYPE_CHECKING:  # nothing that the first page does not need
    from kkbdesk.services.register import NaskahRow
    from kkbdesk.services.rencana import RencanaRow

_HUGE = 200_000_000
"""Bytes of a file that nobody means to use; who reads smaller ones has limits of his own."""


@dataclass(slots=True)
class Context:
    """Passed to pages, never global."""

    desk: Desk
    jobs: JobRunner
    notices: Notices
    dialogs: Dialogs
    settings: Settings
    open: Callable[[str], None] = field(default=lambda _target: None)
    """Go to a page, and after a colon to something on it: `kampung:01a2…`."""
    undo: Callable[[], None] = field(default=lambda: None)
    relook: Callable[[], None] = field(default=lambda: None)
    """Build the window anew after its looks changed."""
    open_sample: Callable[[], None] = field(default=lambda: None)
    """Open the sample office in a window of its own."""
    restore: Callable[[Salinan, Kunci | None], None] = field(default=lambda _copy, _key: None)
    """Put a copy in the place of the data and open that."""
    switch_version: Callable[[], None] = field(default=lambda: None)
    """Close the window, and open the version of the program that waits for it."""

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Show what the user can act on as a banner; let defects through."""
        try:
            yield
        except UserError as error:
            self.notices.warn(str(error))

    def done(self, text: str) -> None:
        """Say what a bulk change did, and offer to take it back."""
        self.notices.tell(text, "Urungkan", self.undo)

    def items(self, daftar: str) -> Sequence[tuple[str, str, str]]:
        """Return key, label and section of each item of a reference list in force."""
        if daftar == "naskah":
            from kkbdesk.services.naskah import daftar_jenis  # noqa: PLC0415 - when asked for

            return [(jenis.kode, jenis.judul, "") for jenis in daftar_jenis()]
        year = self.desk.today().year
        return [
            (item.kode, item.nama, item.induk)
            for item in self.desk.referensi.daftar(daftar)
            if item.berlaku(year)
        ]

    def source(self, item: Described) -> Source:
        """Return where a reference field finds what a text may mean."""
        if item.field.ref is Kind.WILAYAH:
            return Regions(self.desk, item.field.wilayah)
        return _SOURCES[item.field.ref or Kind.PROGRAM](self.desk)

    def barred(self, kind: Kind, record: Record | None = None) -> str:
        """Return why a record, or any of a kind, may not be changed now; empty when it may."""
        why = self.desk.wewenang.larangan(kind)
        return why or ("" if record is None else self.desk.koreksi.larangan(record))

    def forbidden(self, tindak: Tindak) -> str:
        """Return why an act is not for who works now, empty when it is."""
        try:
            self.desk.wewenang.perlu(tindak)
        except UserError as error:
            return str(error)
        return ""

    def drafts(self, kind: Kind, id: str) -> Drafts:
        """Return where a form keeps what cannot be saved of a record."""
        return Drafts(self.desk, kind, id)


class Drafts:
    """What a form could not save yet of one record."""

    def __init__(self, desk: Desk, kind: Kind, id: str) -> None:
        self._desk, self._kind, self._id = desk, kind, id

    def get(self) -> dict[str, str]:
        """Return what is kept, field by field."""
        return self._desk.draf.get(self._kind, self._id)

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep this; nothing forgets the draft."""
        if values or self.get():
            self._desk.draf.simpan(self._kind, self._id, values)


class Named:
    """A source with all its names at hand."""

    def __init__(self, names: Iterable[Option]) -> None:
        self._names = dict(names)

    def search(self, text: str) -> Sequence[Option]:
        """Return what holds every word of the text, first where words begin so."""
        words = normal(text).split()
        found: list[tuple[bool, Option]] = []
        for key, name in self._names.items():
            plain = f" {normal(name)}"
            if all(word in plain for word in words):
                found.append((any(f" {word}" not in plain for word in words), (key, name)))
        return [option for _, option in sorted(found, key=itemgetter(0))][:50]

    def name(self, key: str) -> str:
        """Return how a key is shown."""
        return self._names.get(key, "")


class Live:
    """A source whose names are read whenever they are asked for."""

    def __init__(self, read: Callable[[], Iterable[Option]]) -> None:
        self._read = read

    def search(self, text: str) -> Sequence[Option]:
        """Return what holds every word of the text."""
        return Named(self._read()).search(text)

    def name(self, key: str) -> str:
        """Return how a key is shown."""
        return Named(self._read()).name(key)


class Plans:
    """Planned activities, asked for as one types, for there may be very many."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def search(self, text: str) -> Sequence[Option]:
        """Return those whose name or place holds every word of the text, the latest first."""
        rows = self._desk.rencana.daftar(SaringRencana(teks=text), Halaman(200))
        return [(row.rencana.id, _plan_label(row)) for row in reversed(rows)][:50]

    def name(self, key: str) -> str:
        """Return how a key is shown."""
        row = self._desk.rencana.baris(RencanaId(key))
        return _plan_label(row) if row else ""


class Fresh:
    """A source that is made anew whenever it is asked."""

    def __init__(self, make: Callable[[], Source]) -> None:
        self._make = make

    def search(self, text: str) -> Sequence[Option]:
        """Return what holds every word of the text."""
        return self._make().search(text)

    def name(self, key: str) -> str:
        """Return how a key is shown."""
        return self._make().name(key)


class Regions:
    """Regions of one level (0: any), those of the office first."""

    def __init__(self, desk: Desk, tingkat: int, *, dalam: str | None = None) -> None:
        self._desk = desk
        self._tingkat = tingkat
        self._dalam = dalam

    def _home(self) -> str:
        if self._dalam is None:
            self._dalam = self._desk.kantor.get().wilayah or ""
        return self._dalam

    def search(self, text: str) -> Sequence[Option]:
        """Return regions of the office by code or part of a name, with what holds them."""
        found = self._desk.wilayah.cari(text, tingkat=self._tingkat, dalam=self._home(), limit=30)
        above = self._desk.wilayah.nama(item.id for item in found)
        return [(item.id, _region_label(item.id, above)) for item in found]

    def name(self, key: str) -> str:
        """Return a region with what holds it."""
        above = self._desk.wilayah.nama([key]) if wilayah.is_code(key) else {}
        return _region_label(key, above) if key in above else ""


def read_file(path: Path) -> bytes:
    """Return a file that the user chose; raises UserError when it is huge, StorageFault."""
    try:
        size = path.stat().st_size
        if size > _HUGE:
            raise UserError(f"{path.name} terlalu besar ({size // 1_000_000} MB).")
        return path.read_bytes()
    except OSError as error:
        raise StorageFault(f"{path.name} tidak terbaca: {reason(error)}.") from error


def _program(record: Program) -> str:
    """Return number, short name and name, so that any of them finds it."""
    full = f" – {record.nama}" if record.singkatan else ""
    return f"{record.id}. {record.singkat}{full}"


def _official(record: Pejabat) -> Option:
    return record.id, f"{record.nama} · {record.jabatan or record.peran.label}"


def _plan_label(row: RencanaRow) -> str:
    what = row.rencana
    parts = (what.kegiatan, row.opd, what.waktu or str(what.tahun), ", ".join(row.kampung[:2]))
    return " · ".join(part for part in parts if part)


def _document(row: NaskahRow) -> Option:
    return row.id, f"{row.nomor or 'tanpa nomor'} · {row.hal}"


def _region_label(kode: str, names: Mapping[str, str]) -> str:
    """Return `Sinar Surya, Tempilang (19.05.05.2008)`: the district tells villages apart."""
    holder = names.get(wilayah.ancestor(kode, wilayah.level(kode) - 1), "")
    return f"{names[kode]}, {holder} ({kode})" if holder else f"{names[kode]} ({kode})"


def _villages(desk: Desk) -> Source:
    return Named((row.id, f"{row.nama} · {row.kecamatan}") for row in desk.kampung.daftar())


_SOURCES: Mapping[Kind, Callable[[Desk], Source]] = {
    Kind.KAMPUNG: _villages,
    Kind.OPD: lambda desk: Named(desk.opd.nama().items()),
    Kind.PROGRAM: lambda desk: Named(
        (item.id, _program(item)) for item in desk.referensi.program()
    ),
    Kind.KEGIATAN: lambda desk: Named(
        (item.id, f"{item.program}. {item.nama}") for item in desk.referensi.kegiatan()
    ),
    Kind.SERI_RAPAT: lambda desk: Named((item.id, item.nama) for item in desk.seri_rapat.daftar()),
    Kind.PEJABAT: lambda desk: Live(lambda: map(_official, desk.tata_naskah.pejabat())),
    Kind.NASKAH: lambda desk: Live(lambda: map(_document, desk.register.daftar())),
    Kind.RENCANA: Plans,
}
"""Where a reference to each kind of record finds what a text may mean."""
