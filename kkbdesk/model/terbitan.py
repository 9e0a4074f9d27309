"""Published states: what the data were when a table went out, kept so that it can be made again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from kkbdesk.model.cadangan import Salinan

_NAMA = re.compile(r"\w[\w .()-]{0,59}")


@dataclass(frozen=True, slots=True)
class Terbitan:
    """A state of the data under the name that it was published by."""

    nama: str
    salinan: Salinan

    @property
    def saat(self) -> datetime:
        """Return when it was kept."""
        return self.salinan.saat


def nama_terbitan(teks: str) -> str:
    """Return a name as it is kept, a file's name too; raises ValueError with a sentence."""
    nama = " ".join(teks.split())
    if not _NAMA.fullmatch(nama):
        raise ValueError(
            "Nama terbitan diisi dengan huruf, angka, spasi, titik, atau strip; paling panjang 60."
        )
    return nama
