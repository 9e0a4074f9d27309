"""Who wrote what last: kept up with the journal when packages are made or merged, not per edit."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from db.mapping import insert
from db.schema import identitas, jurnal, perubahan, versi, versi_gabung
from kkbdesk.model.changes import Jenis
from kkbdesk.model.ids import Kind
from kkbdesk.model.versi import BAWAAN, Titik, Versi, dari_teks, ke_teks

Kunci = tuple[str, str]
"""Kind and id."""
_POSISI = "versi"
_LINES = 5_000


def catat(connection: sa.Connection) -> None:
    """Bring the versions up to the newest entry of the journal.

    Entries that merged a package, or took a merge back, brought their versions with them. What
    setting up an office writes is the same on every machine, so it counts as shipped.
    """
    begun = int(baca_identitas(connection, _POSISI) or 0)
    newest = int(connection.scalar(sa.select(sa.func.max(jurnal.c.urut))) or 0)
    if begun == newest:
        return
    lines = _lines(connection, begun)
    while part := list(islice(lines, _LINES)):
        _follow(connection, part)
    tulis_identitas(connection, _POSISI, str(newest))


def lengkap(connection: sa.Connection) -> bool:
    """Tell whether the versions are up to the newest entry of the journal."""
    newest = int(connection.scalar(sa.select(sa.func.max(jurnal.c.urut))) or 0)
    return int(baca_identitas(connection, _POSISI) or 0) == newest


def _lines(connection: sa.Connection, begun: int) -> Iterator[Any]:
    """Yield the journal's lines after an entry, without those that brought their versions."""
    merged = set(connection.scalars(sa.select(versi_gabung.c.jurnal)))
    statement = (
        sa.select(
            perubahan.c.jurnal, perubahan.c.jenis, perubahan.c.rekam, perubahan.c.sebelum,
            perubahan.c.sesudah, sa.type_coerce(jurnal.c.waktu, sa.Text), jurnal.c.jenis,
            jurnal.c.simpul,
        )
        .join_from(perubahan, jurnal, jurnal.c.urut == perubahan.c.jurnal)
        .where(perubahan.c.jurnal > begun)
        .order_by(perubahan.c.jurnal, perubahan.c.nomor)
    )  # fmt: skip
    return (line for line in connection.execute(statement) if line[0] not in merged)


def _follow(connection: sa.Connection, lines: Sequence[Any]) -> None:
    known = baca(connection, {(line[1], line[2]) for line in lines})
    touched: dict[Kunci, tuple[Versi, int]] = {}
    for line in lines:
        key = line[1], line[2]
        present = touched[key][0] if key in touched else known.get(key, Versi())
        touched[key] = _written(present, line), line[0]
    _remove(connection, known.keys())
    _insert(connection, ((*key, ke_teks(value), urut) for key, (value, urut) in touched.items()))


def _written(present: Versi, line: Any) -> Versi:
    urut, _, _, before, after, waktu, jenis, simpul = line
    titik = BAWAAN if jenis == Jenis.AWAL else Titik(simpul, urut, waktu[:19])
    if after is None:
        held = json.loads(before)
        del held["id"]
        return present.dihapus(titik, held)
    if before is None:
        return present.dibuat(titik)
    old, new = json.loads(before), json.loads(after)
    changed = [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    return present.ditulis(changed, titik)


def baca(connection: sa.Connection, keys: Iterable[Kunci]) -> dict[Kunci, Versi]:
    """Return the versions of these records; what nobody ever wrote has none."""
    return {key: dari_teks(text) for key, text in _texts(connection, keys).items()}


def _texts(connection: sa.Connection, keys: Iterable[Kunci]) -> dict[Kunci, str]:
    of_kind: dict[str, list[str]] = {}
    for kind, id in keys:
        of_kind.setdefault(kind, []).append(id)
    return {
        (kind, id): text
        for kind, ids in of_kind.items()
        for id, text in teks(connection, kind, ids).items()
    }


def teks(connection: sa.Connection, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """Return the versions of records of a kind as they are kept, by id."""
    found: dict[str, str] = {}
    for at in range(0, len(ids), 900):
        rows = connection.execute(
            sa.select(versi.c.rekam, versi.c.isi).where(
                versi.c.jenis == kind, versi.c.rekam.in_(ids[at : at + 900])
            )
        )
        found.update((id, text) for id, text in rows)
    return found


def semua(connection: sa.Connection, kind: Kind, sejak: int = 0) -> dict[str, Versi]:
    """Return the versions of a kind that changed after an entry of the journal, by id."""
    rows = connection.execute(
        sa.select(versi.c.rekam, versi.c.isi)
        .where(versi.c.jenis == str(kind), versi.c.urut > sejak)
        .order_by(versi.c.rekam)
    )
    return {id: dari_teks(text) for id, text in rows}


def terbuka(connection: sa.Connection) -> dict[Kunci, Versi]:
    """Return the versions in which something waits for a decision, edits since `catat` included."""
    rows = connection.execute(
        sa.select(versi.c.jenis, versi.c.rekam, versi.c.isi).where(versi.c.terbuka)
    )
    found = {(kind, id): dari_teks(text) for kind, id, text in rows}
    if found:
        begun = int(baca_identitas(connection, _POSISI) or 0)
        for line in _lines(connection, begun):
            key = line[1], line[2]
            if key in found:
                found[key] = _written(found[key], line)
    return {key: value for key, value in found.items() if value.cabang}


def gabung(connection: sa.Connection, urut: int, rows: Mapping[Kunci, Versi]) -> None:
    """Write the versions that a merge brings, and keep those before it for taking it back."""
    known = _keep(connection, urut, rows.keys())
    shared = {id(value): value for value in rows.values()}
    texts = {same: ke_teks(value) for same, value in shared.items()}
    _remove(connection, known)
    _insert(connection, ((*key, texts[id(value)], urut) for key, value in rows.items()))


def sebelum_gabung(connection: sa.Connection, asal: str) -> dict[Kunci, str | None] | None:
    """Return the versions as they were before a merge, None for a ChangeSet that was none.

    The versions are brought up to the journal first: what was written since the merge and taken
    back again must not be written once more over those.
    """
    kept = connection.scalar(
        sa.select(versi_gabung.c.sebelum)
        .join(jurnal, jurnal.c.urut == versi_gabung.c.jurnal)
        .where(jurnal.c.id == asal)
    )
    if kept is None:
        return None
    catat(connection)
    return {(kind, id): text for kind, id, text in json.loads(zlib.decompress(kept))}


def balik(connection: sa.Connection, before: Mapping[Kunci, str | None], urut: int) -> None:
    """Take the versions back with the ChangeSet that brought them."""
    _remove(connection, _keep(connection, urut, before.keys()))
    _insert(connection, ((*key, text, urut) for key, text in before.items() if text is not None))


def _keep(connection: sa.Connection, urut: int, keys: Collection[Kunci]) -> Collection[Kunci]:
    """Keep the versions of records as they are, and return which records have one."""
    known = _texts(connection, keys)
    lines = [[*key, known.get(key)] for key in keys]
    packed = zlib.compress(json.dumps(lines, ensure_ascii=False).encode(), 1)
    connection.execute(sa.insert(versi_gabung), {"jurnal": urut, "sebelum": packed})
    return known.keys()


def _insert(connection: sa.Connection, rows: Iterable[tuple[str, str, str, int]]) -> None:
    insert(
        connection,
        versi,
        ((*row, '"c":' in row[2] and bool(dari_teks(row[2]).cabang)) for row in rows),
    )


def _remove(connection: sa.Connection, keys: Collection[Kunci]) -> None:
    same = (versi.c.jenis == sa.bindparam("kind")) & (versi.c.rekam == sa.bindparam("id"))
    if keys:
        connection.execute(
            sa.delete(versi).where(same), [{"kind": kind, "id": id} for kind, id in keys]
        )


def baca_identitas(connection: sa.Connection, nama: str) -> str | None:
    """Return what the database remembers of itself under a name."""
    return connection.scalar(sa.select(identitas.c.nilai).where(identitas.c.nama == nama))


def tulis_identitas(connection: sa.Connection, nama: str, nilai: str) -> None:
    """Remember something of the database itself; it is no part of the history."""
    hapus_identitas(connection, nama)
    connection.execute(sa.insert(identitas), {"nama": nama, "nilai": nilai})


def hapus_identitas(connection: sa.Connection, nama: str) -> None:
    """Forget what the database remembers of itself under a name."""
    connection.execute(sa.delete(identitas).where(identitas.c.nama == nama))
