"""What the core asks of a store: consistent reads, units of work, the journal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from kkbdesk.model.cadangan import Kunci, Salinan
from kkbdesk.model.changes import Change, ChangeSet, Jenis
from kkbdesk.model.fields import Record
from kkbdesk.model.ids import ChangeSetId, KampungId, Kind, OPDId, ProgramId, RencanaId
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.model.ringkas import Jejak, RingkasBiaya, RingkasMasalah, RingkasRencana
from kkbdesk.model.saring import Halaman, SaringRealisasi, SaringRencana
from kkbdesk.model.terbitan import Terbitan
from kkbdesk.model.versi import Titik, Versi
from kkbdesk.model.wilayah import Wilayah

R = TypeVar("R", bound=Record)
SEMUA = "semua"
"""Stands for all offices whose records a database holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal without its changes."""

    urut: int
    id: ChangeSetId
    label: str
    at: datetime
    by: str
    jenis: Jenis
    undoes: ChangeSetId | None
    jumlah: int
    """How many records it changed."""


class KampungRow(NamedTuple):
    """A line of the list of kampung, names resolved; a tuple, for a nation has very many."""

    id: KampungId
    nama: str
    desa: str
    nama_desa: str
    kecamatan: str
    kabupaten: str
    tanggal_pencanangan: date | None
    kelas: str
    tanggal_kelas: date | None
    pokja: int
    """Members of the present working group; -1 without one."""
    pokja_sk: bool
    lintas_sektor: int
    """Distinct agencies other than the coordinator in this year's matrix of the kampung."""
    profil: int
    """How many of the ten describing fields are filled."""
    lokus_stunting: bool | None
    aktif: bool
    kode_lama: bool
    """Whether the village's code is no longer in force."""
    sk_nomor: str
    sk_tanggal: date | None
    luas: Decimal | None


class JadwalBaris(NamedTuple):
    """What a calendar needs of a planned activity; a tuple, for a year has very many."""

    id: RencanaId
    kegiatan: str
    program: ProgramId
    opd: OPDId | None
    mulai: date | None
    akhir: date | None
    pasti: bool
    status: StatusRencana
    terlambat: bool
    """Whether its time has passed while nobody said what became of it."""
    terlaksana: bool
    """Whether something of it was done."""


class AnggaranBaris(NamedTuple):
    """What the activities of one agency cost from one source of funds."""

    opd: OPDId | None
    sumber_dana: str
    jumlah: int
    """How many activities there are."""
    tanpa: int
    """How many of them state no budget."""
    anggaran: Decimal
    biaya: Decimal
    """What was spent on them."""


class Kemajuan(NamedTuple):
    """What came of a cell of the matrix so far: planned activities and what was done."""

    rencana: int = 0
    """Activities of the plan that were not called off."""
    selesai: int = 0
    """Of them, those that are done."""
    terlambat: int = 0
    """Of them, those whose time passed without a word."""
    realisasi: int = 0
    """What was done, planned or not."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found by its text."""

    kind: Kind
    id: str
    teks: str
    keterangan: str
    saat: date | int | None = None
    """The day or the year that it belongs to."""


@dataclass(frozen=True, slots=True)
class Draf:
    """Values that could not be saved yet, kept for the page where they were typed."""

    kind: Kind
    id: str
    nilai: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Rahasia:
    """The hash of a PIN or code, and how often in a row it was not met, the last time when."""

    id: str
    hash: str
    meleset: int = 0
    terakhir: datetime | None = None


class Hak(Enum):
    """What the user of a database may do there: a server says so, a file lets everybody manage."""

    BACA = 0
    TULIS = 1
    KELOLA = 2


HANYA_BACA = (
    "Pengguna basis data “{}” hanya boleh membaca; tidak ada yang diubah. Mintalah pengelola "
    "peladen memasukkannya ke kelompok kkb_tulis."
)


class JumlahTabel(NamedTuple):
    """How much a table holds: its rows, and a digest of all that is in them."""

    tabel: str
    baris: int
    sidik: str


@dataclass(frozen=True, slots=True)
class Pindahan:
    """What was carried from one database to another; both totals were the same."""

    tabel: tuple[JumlahTabel, ...]
    berkas: int
    """How many pictures and papers went along."""
    ukuran: int
    """Their bytes."""
    tujuan: str
    lama: Path | None
    """Where the former file is kept; None where it was no file."""


class Records(Protocol):
    """The records that rules look at: what is stored, or what it would be after an edit."""

    def get(self, record_type: type[R], id: str) -> R | None:
        """Return the record or None."""
        ...

    def get_many(self, record_type: type[R], ids: Iterable[str]) -> dict[str, R]:
        """Return those of the records that exist, by id."""
        ...

    def find(self, record_type: type[R], **equals: object) -> list[R]:
        """Return the records whose fields equal these values (None: empty), by id."""
        ...

    def find_many(self, record_type: type[R], field: str, values: Iterable[str]) -> list[R]:
        """Return the records of which a field is one of these values, by id."""
        ...

    def wilayah(self, codes: Iterable[str]) -> dict[str, Wilayah]:
        """Return regions by code, with all that hold them."""
        ...

    def today(self) -> date:
        """Return the day it is for the office."""
        ...


@dataclass(frozen=True, slots=True)
class Tentang:
    """What a part of the history is about: a kampung with all that hangs on it, or records."""

    kampung: KampungId | None = None
    rekam: tuple[str, ...] = ()


class Sentuhan(NamedTuple):
    """A record that was changed, and the kampung to whose history that belongs."""

    kampung: KampungId | None
    kind: Kind
    id: str


class Reader(Records, Protocol):
    """Reads of one moment; what other transactions commit meanwhile is not seen.

    `find`, `count` and the lists of kampung see the records of one office: this one, unless the
    reader was opened as another (by its code, then also only its kampung) or as `SEMUA`, or
    `kantor` is asked for by name (`SEMUA`: of all). `get` finds any record by its id.
    """

    kantor: str

    def sebagai(self, kantor: str) -> Reader:
        """Return a reader of the same moment that stands at another office, or at `SEMUA`."""
        ...

    def count(self, record_type: type[R], **equals: object) -> int:
        """Return how many records `find` would return."""
        ...

    def rencana(self, saring: SaringRencana, halaman: Halaman | None = None) -> list[Rencana]:
        """Return the planned activities that were asked for: unscheduled first, then by date."""
        ...

    def jumlah_rencana(self, saring: SaringRencana) -> tuple[int, Decimal]:
        """Return how many planned activities were asked for, and what they cost together."""
        ...

    def jadwal(self, saring: SaringRencana) -> list[JadwalBaris]:
        """Return the planned activities that were asked for, as a calendar shows them today."""
        ...

    def tempat_rencana(self, saring: SaringRencana) -> list[tuple[RencanaId, KampungId]]:
        """Return in which kampung the planned activities take place that were asked for."""
        ...

    def mitra_rencana(self, saring: SaringRencana) -> list[tuple[RencanaId, OPDId]]:
        """Return which agencies join the planned activities that were asked for."""
        ...

    def anggaran(self, saring: SaringRencana) -> list[AnggaranBaris]:
        """Return what the planned activities cost, by responsible agency and source of funds."""
        ...

    def realisasi(self, saring: SaringRealisasi, halaman: Halaman | None = None) -> list[Realisasi]:
        """Return what was done and was asked for, newest first."""
        ...

    def jumlah_realisasi(self, saring: SaringRealisasi) -> tuple[int, Decimal]:
        """Return how many things were done and asked for, and what they cost together."""
        ...

    def kemajuan(
        self, tahun: int, kampung: KampungId | None = None
    ) -> dict[tuple[ProgramId, OPDId], Kemajuan]:
        """Return what came of each program and agency in a year, in one kampung or anywhere."""
        ...

    def latest(
        self,
        record_type: type[R],
        per: date | None = None,
        kampung: Iterable[KampungId] | None = None,
    ) -> dict[KampungId, R]:
        """Return per kampung (or of these) its newest dated record, not later than `per`."""
        ...

    def first_dates(self) -> dict[KampungId, date]:
        """Return per kampung the date of its first snapshot of any kind."""
        ...

    def last_dates(self) -> dict[KampungId, date]:
        """Return per kampung the date of its newest snapshot of any kind."""
        ...

    def ringkas_rencana(self, tahun: int, per: date) -> list[RingkasRencana]:
        """Return the plan of a year counted by program, agency and how it stands on a day."""
        ...

    def ringkas_biaya(self, tahun: int) -> list[RingkasBiaya]:
        """Return what was done of the plan of a year, counted by program and agency."""
        ...

    def ringkas_masalah(self, tahun: int) -> RingkasMasalah:
        """Return how many problems and offers there are in a year, and how many lack an answer."""
        ...

    def jejak(self, per: date) -> dict[KampungId, Jejak]:
        """Return the newest traces that every kampung left up to a day."""
        ...

    def kelas_pada(self, per: date) -> dict[str, int]:
        """Return how many active kampung were in each class on a day, by the code of the class."""
        ...

    def wilayah_dalam(self, kode: str, tingkat: int) -> list[Wilayah]:
        """Return the regions of that level within a code ("" is the country), by code."""
        ...

    def cari_wilayah(
        self, teks: str, *, tingkat: int = 0, dalam: str = "", limit: int = 50
    ) -> list[Wilayah]:
        """Return regions by code or any part of a name, best first, with today's validity."""
        ...

    def cari(self, teks: str, limit: int = 20) -> list[Hit]:
        """Return kampung, people, agencies and decrees whose text holds the words."""
        ...

    def cari_rencana(self, teks: str, limit: int = 5) -> list[Hit]:
        """Return so many plans, deeds, problems and offers each whose text holds the words."""
        ...

    def kampung_rows(self, per: date, ids: Sequence[KampungId] | None = None) -> list[KampungRow]:
        """Return the list of kampung (or of these) with what hangs on it, by name."""
        ...

    def entries(
        self, tentang: Tentang | None = None, *, before: int | None = None, limit: int = 200
    ) -> list[Entry]:
        """Return journal lines, newest first, of one thing or of all."""
        ...

    def since(self, urut: int) -> list[tuple[int, ChangeSetId]]:
        """Return number and id of what was committed after that number, oldest first."""
        ...

    def changeset(self, id: ChangeSetId, tentang: Tentang | None = None) -> ChangeSet:
        """Return a ChangeSet, whole or what of it is about one thing; raises KeyError."""
        ...

    def undoable(self) -> Entry | None:
        """Return what undo would take back."""
        ...

    def redoable(self) -> Entry | None:
        """Return what redo would do again."""
        ...

    def versi(self, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Versi]:
        """Return who wrote what last of these records (kind, id), as of the last `catat_versi`."""
        ...

    def versi_teks(self, kind: Kind, ids: Sequence[str]) -> dict[str, str]:
        """Return the same of records of a kind as text, equal for equal versions, by id."""
        ...

    def versi_jenis(self, kind: Kind, sejak: int = 0) -> dict[str, Versi]:
        """Return the versions of a kind that changed after an entry of the journal, by id."""
        ...

    def versi_terbuka(self) -> dict[tuple[Kind, str], Versi]:
        """Return the versions in which something waits for a decision, as of now."""
        ...

    def simpul_semua(self) -> set[str]:
        """Return the names under which this database wrote, now and before."""
        ...

    def touched(self, after: int) -> list[Sentuhan]:
        """Return what edits later than a number of the journal changed, each record once."""
        ...

    def draf(self) -> list[Draf]:
        """Return all kept drafts, oldest first."""
        ...


class Unit(Reader, Protocol):
    """One transaction: reads see what was put before; nothing is visible outside until commit."""

    def put(self, record: Record) -> None:
        """Insert or replace; putting what is there already changes nothing."""
        ...

    def remove(self, record_type: type[R], id: str) -> None:
        """Delete; what is not there stays so."""
        ...

    def load(self, record_type: type[R]) -> dict[str, R]:
        """Return all records of a class, read once, so that many puts need no further reads."""
        ...

    def catat_versi(self) -> None:
        """Bring the versions up to the journal."""
        ...

    def titik(self) -> Titik:
        """Return the point that this edit will be in the journal."""
        ...

    def put_versi(self, kind: Kind, id: str, value: Versi) -> None:
        """Set who wrote what last of a record, as a merge found it."""
        ...

    def changes(self) -> tuple[Change, ...]:
        """Return what differs from the store so far, in order of the first touch."""
        ...


class Copies(Protocol):
    """The copies of one database, beside it and elsewhere; `key` opens encrypted ones."""

    def listed(self, place: Path | None = None) -> list[Salinan]:
        """Return the copies beside the database or in another folder, newest first by number."""
        ...

    def named(self, path: Path) -> Salinan:
        """Return the copy that a file holds; raises UserError when it is none."""
        ...

    def problems(self, copy: Salinan, key: Kunci | None = None) -> list[str]:
        """Return what is wrong with a copy after reading all of it; empty when sound."""
        ...

    def trial(self, copy: Salinan, key: Kunci | None = None) -> list[str]:
        """Restore a copy into a temporary file and return what a thorough check finds there."""
        ...

    def opened(self, copy: Salinan, key: Kunci | None = None) -> AbstractContextManager[Reader]:
        """Read a copy, brought to the present schema in a temporary file."""
        ...

    def send(self, copy: Salinan, place: Path, key: Kunci | None = None) -> Salinan:
        """Bring a copy with all files to another folder, proved by reading back; thin there.

        With a key everything there is encrypted. Raises StorageFault, UserError.
        """
        ...

    def fetch(self, copy: Salinan, key: Kunci | None = None) -> None:
        """Bring files that lie with a copy and are missing beside the database."""
        ...

    def new_key(self, passphrase: str) -> Kunci:
        """Return a key of a passphrase for copies to come."""
        ...

    def key_of(self, copy: Path, passphrase: str) -> Kunci:
        """Return what opens an encrypted copy; raises UserError when the passphrase is another."""
        ...

    def opens(self, copy: Salinan, key: Kunci) -> bool:
        """Tell whether a key is the one of an encrypted copy."""
        ...

    def paused(self) -> str | None:
        """Return since what thinning and sending are paused; None when they are not."""
        ...

    def resume(self) -> None:
        """Thin and send again."""
        ...


class Store(Protocol):
    """A database of one desk."""

    path: Path
    who: str
    """Who edits: the person of the session, or the operating system's name of the user."""
    portabel: bool
    """Whether it lies on a drive that can be taken away."""
    peladen: str
    """What the database is called on its server; empty where it is a file."""
    hak: Hak
    """What the user of the database may do there."""

    @property
    def skema(self) -> str:
        """Return the revision of the schema, four digits; a later one is greater."""
        ...

    @property
    def copies(self) -> Copies:
        """Return the copies of this database."""
        ...

    def read(self, kantor: str = "") -> AbstractContextManager[Reader]:
        """Open a consistent read, as this office or (by its code) as another that it holds."""
        ...

    def unit(
        self,
        label: str,
        jenis: Jenis = Jenis.SUNTING,
        undoes: ChangeSetId | None = None,
        kantor: str = "",
    ) -> AbstractContextManager[UnitOfWork]:
        """Open a transaction that is rolled back unless committed."""
        ...

    def read_versi(self, kantor: str = "") -> AbstractContextManager[Reader]:
        """Open a consistent read of a moment at which the versions were up to the journal."""
        ...

    @property
    def simpul(self) -> str:
        """Return the name under which edits of this file are known to others."""
        ...

    def catat_versi(self) -> None:
        """Bring the versions of the records up to the journal."""
        ...

    def keep_draf(self, draf: Draf) -> None:
        """Keep a draft, replacing the one of the same record."""
        ...

    def drop_draf(self, kind: Kind, id: str) -> None:
        """Forget a draft."""
        ...

    def put_rahasia(self, rahasia: Rahasia) -> None:
        """Keep a secret, or how often it was not met; it is no part of an edit or of the history.

        A record refers to it, so that undo finds it; nothing that leaves the store carries it.
        """
        ...

    def get_rahasia(self, id: str) -> Rahasia | None:
        """Return a kept secret."""
        ...

    @property
    def terputus(self) -> bool:
        """Tell whether the server is away, as far as that was noticed."""
        ...

    def kabar(self) -> bool:
        """Tell whether it is worth asking for news; cheap, and never waits for a server."""
        ...

    def news(self) -> Iterator[ChangeSet]:
        """Yield what other processes committed since the last call."""
        ...

    def copy(self, reason: str, above: int = 0) -> Salinan:
        """Make a verified copy, numbered above all others and `above`; older ones are thinned."""
        ...

    def terbitkan(self, nama: str) -> Terbitan:
        """Keep the present state, verified, under a name; raises UserError when that is taken."""
        ...

    def terbitan(self) -> list[Terbitan]:
        """Return the published states, newest first; `copies.opened` reads one."""
        ...

    def uncopied(self) -> bool:
        """Tell whether something changed since the last copy, or since the file was opened."""
        ...

    def put_berkas(self, content: bytes) -> str:
        """Keep a picture or paper beside the records and return its digest, by which it is named.

        It is no part of an edit: a record refers to it, and what nothing refers to does no harm.
        """
        ...

    def get_berkas(self, digest: str) -> bytes:
        """Return a kept file; raises UserError when it is gone or damaged."""
        ...

    def path_berkas(self, digest: str) -> Path | None:
        """Return where a kept file lies, None when it is gone."""
        ...

    def check(self) -> list[str]:
        """Return what is wrong with file, journal or references, in words; empty when sound."""
        ...

    def check_berkas(self) -> list[str]:
        """Return which files beside the records are missing or damaged, reading all of them."""
        ...

    def close(self) -> None:
        """Close; when something changed, make a verified copy first."""
        ...


class Database(Protocol):
    """How stores are opened and made; the composition root brings one."""

    def exists(self, folder: Path) -> bool:
        """Tell whether a folder holds an office, or at least copies of one."""
        ...

    def open(self, folder: Path) -> Store:
        """Open the store of a folder; raises UserError, StorageFault, DamagedStore."""
        ...

    def create(self, folder: Path) -> AbstractContextManager[Store]:
        """Make a new store; it appears in the folder only when the block ends well."""
        ...

    def restore(self, folder: Path, copy: Path, key: Kunci | None = None) -> Path | None:
        """Put a copy in the place of the file, which is kept; return where it went.

        Nobody may have the file open. Raises UserError, StorageFault; the file is unchanged then.
        """
        ...

    def copies(self, folder: Path) -> Copies:
        """Return the copies of a folder, whether or not its database can be opened."""
        ...

    def sambung(self, folder: Path, basis: str) -> str:
        """Let a folder name a server, which must answer; return what it is called.

        Raises UserError for an address with a password, or where the folder holds an office.
        """
        ...

    def lepas(self, folder: Path) -> None:
        """Let a folder name no server any more; nothing on the server changes."""
        ...

    def peladen(self, folder: Path) -> str:
        """Return what the server of a folder is called, empty where there is none."""
        ...

    def pindah(self, folder: Path, basis: str = "") -> Pindahan:
        """Carry the office of a folder to a server, or back into a file of the folder.

        Totals of both are the same, or nothing was written. Raises UserError, StorageFault.
        """
        ...


class UnitOfWork(Unit, Protocol):
    """A unit that its owner, the Editor, may commit."""

    label: str
    """What the history will call it."""

    def commit(self) -> ChangeSet | None:
        """Write records and journal in one transaction; None when nothing changed."""
        ...
