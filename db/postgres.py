"""What only PostgreSQL can do: its sessions, locks, roles, notices, and faults in words.

Imported only where an address asks for it, as is the driver.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from db.schema import metadata
from kkbdesk.errors import PUTUS, StorageFault, UserError
from kkbdesk.model.ids import Kind
from kkbdesk.store import Hak

_log = logging.getLogger(__name__)

_WRITERS = 0x4B4B4244
"""The lock that one writer at a time holds until the end of its transaction."""
BESIDE = "beside"
"""Writes that need not wait for the one writer, for nobody could contend about them: files."""
_CHANNEL = "kkbdesk"
_SESSION = (
    "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY; "
    "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10min'; "
    "SET client_min_messages = warning; SET tcp_keepalives_idle = 20; "
    "SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4"
)
"""Readers see one moment. A computer that vanished lets go of the lock within a minute."""
_WRITE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE"
_STREAMED = 200
_SORTED = ("C", "POSIX", "C.UTF-8", "C.utf8")
BACA, TULIS, KELOLA = "kkb_baca", "kkb_tulis", "kkb_admin"
"""The groups whose members may read, write, and manage."""
_MANAGED = (
    Kind.KANTOR, Kind.TATA_NASKAH, Kind.ATURAN_NASKAH, Kind.PEJABAT, Kind.DASAR_HUKUM, Kind.BUTIR,
    Kind.PROGRAM, Kind.KEGIATAN, Kind.WILAYAH,
)  # fmt: skip
"""What only those change who manage: settings and reference lists."""
_PEOPLE = (Kind.ORANG, Kind.PEMULIHAN)
"""Who manages adds and removes them; everybody may change the own PIN."""

_BUSY = "Data sedang dipakai program lain. Tunggu sebentar, lalu coba lagi."
_SENTENCES = {
    "55P03": _BUSY,
    "40P01": _BUSY,
    "40001": _BUSY,
    "57014": "Peladen menghentikan permintaan ini karena terlalu lama. Coba lagi.",
    "53100": "Cakram peladen penuh. Mintalah pengelola peladen mengosongkannya, lalu coba lagi.",
    "53200": "Memori peladen tidak cukup. Tunggu sebentar, lalu coba lagi.",
    "53300": "Peladen sedang melayani terlalu banyak komputer. Tunggu sebentar, lalu coba lagi.",
    "42501": (
        "Pengguna basis data ini tidak berwenang melakukannya. Mintalah pengelola peladen "
        "memasukkannya ke kelompok yang sesuai (kkb_tulis atau kkb_admin)."
    ),
    "25006": "Peladen ini hanya dapat dibaca (cadangan siaga). Sambungkan ke peladen utamanya.",
}
_LOST = ("08", "57P")
"""How codes begin that say the connection is gone."""

berkas = sa.Table(
    "berkas",
    sa.MetaData(),
    sa.Column("sidik", sa.Text, primary_key=True),
    sa.Column("isi", sa.LargeBinary, nullable=False),
)
"""Pictures and papers, which lie beside the database elsewhere; all computers share these."""


def put_file(connection: sa.Connection, digest: str, content: bytes) -> None:
    """Keep a file on the server, once."""
    statement = postgresql.insert(berkas).on_conflict_do_nothing()
    connection.execute(statement, {"sidik": digest, "isi": content})


def connect(basis: str) -> psycopg.Connection:
    """Open a connection to an address as libpq understands it: services and passfiles included."""
    made: psycopg.Connection = psycopg.connect(
        basis,
        connect_timeout=4,
        application_name="KKB Desk",
        client_encoding="UTF8",
        keepalives_idle=10,
        keepalives_interval=3,
        keepalives_count=3,
        tcp_user_timeout=10_000,
    )
    made.execute(_SESSION)
    made.commit()
    return made


def engine(basis: str) -> sa.Engine:
    """Return an engine on an address; every transaction is begun as reader or as the one writer.

    The writer waits for the lock before its first statement, so it sees all that was committed.
    """
    made = sa.create_engine(
        "postgresql+psycopg://",
        creator=lambda: connect(basis),
        pool_size=4,
        max_overflow=4,
        pool_pre_ping=True,
        use_native_hstore=False,
    )

    @sa.event.listens_for(made, "begin")
    def _begun(connection: sa.Connection) -> None:
        wanted = connection.get_execution_options().get("writes", False)
        if wanted:
            locked = "" if wanted == BESIDE else f"; SELECT pg_advisory_xact_lock({_WRITERS})"
            connection.exec_driver_sql(f"{_WRITE}{locked}")

    return made


@contextmanager
def translated() -> Iterator[None]:
    """Turn the faults of server and network into StorageFault; let defects through."""
    try:
        yield
    except (sa.exc.DBAPIError, psycopg.Error) as error:
        raw = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        if not isinstance(raw, psycopg.Error):
            raise
        sentence = _sentence(raw)
        if sentence is None:
            raise
        raise StorageFault(sentence) from error


def _sentence(error: psycopg.Error) -> str | None:
    state = error.sqlstate or ""
    if state in _SENTENCES:
        return _SENTENCES[state]
    if state.startswith(_LOST) or state == "25P03":
        return PUTUS
    if state or not isinstance(error, psycopg.OperationalError):
        return None
    refused = str(error).partition("FATAL:")[2].strip()
    if refused:
        return f"Peladen data menolak sambungan ini: {refused.splitlines()[0]}"
    return PUTUS


def insert(connection: sa.Connection, target: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values are as the driver takes them; many are streamed."""
    names = list(target.c.keys())
    if len(rows) < _STREAMED:
        statement = sa.insert(target).compile(dialect=connection.dialect, column_keys=names)
        connection.exec_driver_sql(
            str(statement), [dict(zip(names, row, strict=True)) for row in rows]
        )
        return
    raw: Any = connection.connection.dbapi_connection
    asked = f"COPY {target.name} ({', '.join(names)}) FROM STDIN"
    with raw.cursor() as cursor, cursor.copy(asked) as stream:
        for row in rows:
            stream.write_row(row)


# what the schema has on a server alone


def become_owner(connection: sa.Connection) -> None:
    """Work as the group that owns all tables, where this user belongs to it."""
    asked = (
        "SELECT bool_or(pg_has_role(oid, 'MEMBER') AND "
        "has_schema_privilege(oid, current_schema(), 'CREATE')) FROM pg_roles WHERE rolname = :name"
    )
    if connection.scalar(sa.text(asked), {"name": KELOLA}):
        connection.exec_driver_sql(f"SET LOCAL ROLE {KELOLA}")


def refuse_unfit(connection: sa.Connection) -> None:
    """Raise UserError for a database that holds anything, or would sort otherwise than a file."""
    encoding, collation = connection.execute(
        sa.text(
            "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database "
            "WHERE datname = current_database()"
        )
    ).one()
    if encoding != "UTF8" or collation not in _SORTED:
        raise UserError(
            f"Basis data ini memakai {encoding} dengan urutan {collation}; KKB Desk memerlukan "
            "UTF8 dengan urutan C. Buat yang baru: createdb -T template0 -E UTF8 --locale=C kkb."
        )
    if connection.scalar(
        sa.text(
            "SELECT EXISTS (SELECT FROM pg_class WHERE relnamespace = "
            "current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f'))"
        )
    ):
        raise UserError(
            "Basis data ini tidak kosong; tidak ada yang ditulis. Pakai basis data yang baru."
        )


def revision(connection: sa.Connection) -> str | None:
    """Return the schema revision, None where there is no schema of ours."""
    if connection.scalar(sa.text("SELECT to_regclass('versi_skema')")) is None:
        return None
    found = connection.scalar(sa.text("SELECT version_num FROM versi_skema"))
    return None if found is None else str(found)


def complete(connection: sa.Connection) -> None:
    """Add to a migrated schema what a server needs beside it, and say again who may do what.

    Entries of the journal are numbered without gaps, since one writer at a time asks for the next.
    """
    berkas.metadata.create_all(connection)
    for statement in (
        "CREATE OR REPLACE FUNCTION urut_berikut() RETURNS integer LANGUAGE sql AS "
        "'SELECT coalesce(max(urut), 0) + 1 FROM jurnal'",
        "ALTER TABLE jurnal ALTER COLUMN urut SET DEFAULT urut_berikut()",
        "DROP SEQUENCE IF EXISTS jurnal_urut_seq",
        "CREATE OR REPLACE FUNCTION kabarkan() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN PERFORM pg_notify('{_CHANNEL}', ''); RETURN NULL; END $$",
        "CREATE OR REPLACE TRIGGER kabarkan AFTER INSERT ON jurnal "
        "FOR EACH STATEMENT EXECUTE FUNCTION kabarkan()",
    ):
        connection.exec_driver_sql(statement)
    _grant(connection)


def analyze(connection: sa.Connection) -> None:
    """Let the planner know at once what was written in bulk."""
    names = [table.name for table in (*metadata.tables.values(), berkas)]
    connection.exec_driver_sql(f"ANALYZE {', '.join(names)}")


def _grant(connection: sa.Connection) -> None:
    """Let the groups do what they are for, where the server has them."""
    known = set(
        connection.scalars(
            sa.text("SELECT rolname FROM pg_roles WHERE rolname = ANY(:names)"),
            {"names": [BACA, TULIS, KELOLA]},
        )
    )
    if known != {BACA, TULIS, KELOLA}:
        return
    managed = {kind.value for kind in (*_MANAGED, *_PEOPLE)}
    history = ["jurnal", "perubahan", "berkas"]
    written = sorted(metadata.tables.keys() - managed - set(history))
    people = ", ".join(_PEOPLE)
    readable = sorted({*metadata.tables, "berkas", "versi_skema"} - {"rahasia"})
    for statement in (
        f"GRANT SELECT ON {', '.join(readable)} TO {BACA}, {TULIS}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(written)} TO {TULIS}",
        f"GRANT INSERT ON {', '.join(history)} TO {TULIS}",
        f"GRANT UPDATE ON {people} TO {TULIS}",
        "CREATE OR REPLACE FUNCTION jaga_orang() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF (OLD.nama, OLD.peran, OLD.aktif) IS DISTINCT FROM (NEW.nama, NEW.peran, NEW.aktif) "
        f"AND NOT pg_has_role(current_user, '{KELOLA}', 'MEMBER') THEN "
        "RAISE insufficient_privilege; END IF; RETURN NEW; END $$",
        "CREATE OR REPLACE TRIGGER jaga_orang BEFORE UPDATE ON orang "
        "FOR EACH ROW EXECUTE FUNCTION jaga_orang()",
    ):
        connection.exec_driver_sql(statement)


def clear(connection: sa.Connection) -> None:
    """Remove all tables of an office that was never finished."""
    names = [table.name for table in (*metadata.tables.values(), berkas)]
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {', '.join(names)}, versi_skema CASCADE")


def hak(connection: sa.Connection) -> Hak:
    """Return what the user of a connection may do, as the server says."""
    owns, writes = connection.execute(
        sa.text(
            "SELECT pg_has_role(relowner, 'MEMBER'), has_table_privilege(oid, 'INSERT') "
            "FROM pg_class WHERE oid = 'jurnal'::regclass"
        )
    ).one()
    if owns:
        return Hak.KELOLA
    return Hak.TULIS if writes else Hak.BACA


def place(connection: sa.Connection) -> str:
    """Return what tells a database from a copy of it: server, database, and the table itself.

    A dump that is read back makes the table anew, so it is another place.
    """
    found = connection.execute(
        sa.text(
            "SELECT c.system_identifier, d.oid, 'jurnal'::regclass::oid "
            "FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()"
        )
    ).one()
    return "postgresql " + " ".join(map(str, found))


class Pendengar:
    """Hears on a thread and a connection of its own that somebody committed; it only sets flags."""

    def __init__(self, basis: str) -> None:
        self._basis = basis
        self._kabar = threading.Event()
        self._berhenti = threading.Event()
        self.terputus = False
        self._thread = threading.Thread(target=self._dengarkan, name="pendengar", daemon=True)
        self._thread.start()

    def ada_kabar(self) -> bool:
        """Tell whether something was committed since this was asked."""
        heard = self._kabar.is_set()
        self._kabar.clear()
        return heard

    def berhenti(self) -> None:
        """Hear no more."""
        self._berhenti.set()
        self._thread.join(_BEAT)

    def _dengarkan(self) -> None:
        while not self._berhenti.is_set():
            try:
                with connect(self._basis) as connection:
                    self._until_lost(connection)
            except psycopg.Error:
                if not self.terputus:
                    _log.warning("the server does not answer")
                self.terputus = True
                self._berhenti.wait(_AGAIN)

    def _until_lost(self, connection: psycopg.Connection) -> None:
        connection.autocommit = True
        connection.execute(f"LISTEN {_CHANNEL}")
        self.terputus = False
        self._kabar.set()  # what was committed meanwhile was not heard
        asked = time.monotonic()
        while not self._berhenti.is_set():
            for _ in connection.notifies(timeout=_BEAT, stop_after=1):
                self._kabar.set()
            if time.monotonic() - asked > _ALIVE:
                connection.execute("SELECT 1")
                asked = time.monotonic()


_BEAT = 0.5
_AGAIN = 2.0
_ALIVE = 5.0
"""Seconds: how long one listens at a stretch, until the next try, until the line is tested."""
