"""A line of the work list: something to be done, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kkbdesk.model.kantor import Kantor, Tingkat
from kkbdesk.store import Reader

SOON = timedelta(days=90)
"""How long before its end something is announced."""
PATIENCE = timedelta(days=14)
"""How long what is on its way may take."""


@dataclass(frozen=True, slots=True)
class Tindakan:
    """Something to be done: how often, why, and the page and filter where it is mended."""

    kode: str
    judul: str
    jumlah: int
    alasan: str
    buka: str
    """Page, and after a colon what to show there: `kampung:tanpa-pokja`."""


def membawahi(reader: Reader) -> bool:
    """Tell whether the office holds what offices below it send."""
    return any(item.tingkat is not Tingkat.KABUPATEN for item in reader.find(Kantor))
