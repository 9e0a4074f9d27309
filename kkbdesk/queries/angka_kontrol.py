"""Control totals of a package as they are shown and compared: on paper, in a code, beside ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.model import format_id
from kkbdesk.model.fields import described
from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS

_POKOK = {
    Kind.JUMLAH_DESA: ("jumlah",),
    Kind.KAMPUNG: ("luas",),
    Kind.VARIABEL: ("penduduk", "keluarga", "pus"),
}
"""The sums that tell people something, by table; the digest covers all fields."""
_ODD = "{} dalam paket ini tidak menurut bentuknya. Minta paket baru dari pengirimnya."
_MOST = 10**9
_FIGURE = re.compile(r"-?\d{1,30}(\.\d{1,12})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Angka:
    """What is counted of one table."""

    kind: Kind
    baris: int
    jumlah: tuple[tuple[str, Decimal], ...] = ()
    """Its main sums by the label of their field."""

    @property
    def nama(self) -> str:
        """Return the table as people call it."""
        return RECORDS[self.kind].NOUN

    @property
    def isian(self) -> str:
        """Return the sums in one line."""
        return "; ".join(f"{label} {format_id.angka(value)}" for label, value in self.jumlah)


def angka(kind: Kind, told: Mapping[str, Any]) -> Angka:
    """Return the totals of one table as a manifest tells them; raises UserError for odd ones."""
    try:
        sums = {name: text for name, text in told["jumlah"].items() if _FIGURE.fullmatch(text)}
        named = (
            (described(RECORDS[kind], name).field.label, Decimal(sums[name]))
            for name in _POKOK.get(kind, ())
            if name in sums
        )
        return Angka(kind, _counted(told["baris"]), tuple(named))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(_ODD.format(f"Angka kontrol tabel {kind}")) from error


def _counted(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value < _MOST:
        raise ValueError(value)
    return value


def saat_dibuat(manifest: Mapping[str, Any]) -> datetime:
    """Return when a package was made, by its sender's clock; raises UserError for an odd moment."""
    try:
        made = datetime.fromisoformat(manifest["dibuat"])
    except (TypeError, ValueError) as error:
        raise UserError(_ODD.format("Tanggal pembuatan")) from error
    return made.replace(tzinfo=made.tzinfo or UTC)


def angka_paket(manifest: Mapping[str, Any]) -> tuple[Angka, ...]:
    """Return the control totals of a package, or how many lines its tables hold without them.

    Tables without records are left out, also those that this program does not know.
    """
    known = set(Kind)
    total = manifest.get("total") or {}
    if total:
        found = [angka(Kind(kind), told) for kind, told in total.items() if kind in known]
    else:
        tables = manifest["tabel"]
        found = [Angka(Kind(kind), tables[kind]["baris"]) for kind in tables if kind in known]
    counted = (item for item in found if item.baris)
    return tuple(sorted(counted, key=lambda item: urutan(item.kind)))


def urutan(kind: Kind) -> int:
    """Return the place of a table among all."""
    return list(RECORDS).index(kind)


def teks_kode(manifest: Mapping[str, Any], isi: str) -> str:
    """Return what the QR code of a receipt says: office, number, digest, counts, a line each."""
    head = f"{manifest['kantor']} {manifest['tujuan']} nomor {manifest['urut']}"
    counts = [f"{item.nama} {item.baris}" for item in angka_paket(manifest)]
    return "\n".join(["Paket KKB Desk", head, str(manifest["dibuat"]), f"isi {isi}", *counts])
