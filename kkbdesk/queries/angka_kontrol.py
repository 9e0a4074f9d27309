"""Control totals of a package as they are shown and compared: on paper, in a code, beside ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kkbdesk.errors import UserError
from kkbdesk.model.fields import describe
from kkbdesk.model.ids import Kind
from kkbdesk.model.registry import RECORDS

_POKOK = 3
"""So many sums of a table are shown; the digest covers them all."""
_FIGURE = re.compile(r"-?\d{1,30}(\.\d{1,12})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Angka:
    """What is counted of one table."""

    kind: Kind
    baris: int
    jumlah: tuple[tuple[str, Decimal], ...] = ()
    """Its first sums by the label of their field."""

    @property
    def nama(self) -> str:
        """Return the table as people call it."""
        return RECORDS[self.kind].NOUN


def angka(kind: Kind, told: Mapping[str, Any]) -> Angka:
    """Return the totals of one table as a manifest tells them; raises UserError for odd ones."""
    try:
        sums = {name: text for name, text in told["jumlah"].items() if _FIGURE.fullmatch(text)}
        named = [
            (item.field.label, Decimal(sums[item.name]))
            for item in describe(RECORDS[kind])
            if item.name in sums
        ]
        return Angka(kind, int(told["baris"]), tuple(named[:_POKOK]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(
            f"Angka kontrol tabel {kind} dalam paket ini tidak menurut bentuknya. Minta paket baru "
            "dari pengirimnya."
        ) from error


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
    order = list(RECORDS)
    return tuple(
        sorted((item for item in found if item.baris), key=lambda item: order.index(item.kind))
    )


def teks_kode(manifest: Mapping[str, Any], isi: str) -> str:
    """Return what the QR code of a receipt says: office, number, digest, counts, a line each."""
    head = f"{manifest['kantor']} {manifest['tujuan']} nomor {manifest['urut']}"
    counts = [f"{item.nama} {item.baris}" for item in angka_paket(manifest)]
    return "\n".join(["Paket KKB Desk", head, str(manifest["dibuat"]), f"isi {isi}", *counts])
