"""Number and date of a decree, kept where its subject keeps them: in the Pokja, in the kampung."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kkbdesk.model.kampung import Kampung
from kkbdesk.model.naskah import NASKAH_POKJA, Naskah, StatusNaskah
from kkbdesk.model.pokja import Pokja
from kkbdesk.services.nomor import urut_dari
from kkbdesk.store import Unit


def tell(unit: Unit, naskah: Naskah, *, over_newer: bool = True) -> None:
    """Write number and date of a decree where its subject keeps them."""
    subject = _subject(unit, naskah)
    if subject is None:
        return
    known, mine = subject.sk_tanggal or date.min, naskah.tanggal or date.min
    if over_newer or not subject.sk_nomor or known <= mine:
        unit.put(replace(subject, sk_nomor=naskah.nomor, sk_tanggal=naskah.tanggal))


def catat(unit: Unit, naskah: Naskah) -> Naskah:
    """Put a document that was made elsewhere; its subject names it unless it names a newer one."""
    assert naskah.tanggal is not None
    urut = urut_dari(unit, naskah.jenis, naskah.tanggal, naskah.nomor)
    naskah = replace(naskah, urut=urut)
    unit.put(naskah)
    tell(unit, naskah, over_newer=False)
    return naskah


def forget(unit: Unit, naskah: Naskah) -> None:
    """Let the subject name the decree before a revoked one, or none."""
    subject = _subject(unit, naskah)
    if subject is None or subject.sk_nomor != naskah.nomor:
        return
    before = unit.get(Naskah, naskah.mencabut) if naskah.mencabut else None
    if before is not None and before.status is not StatusNaskah.DITETAPKAN:
        before = None
    nomor, tanggal = (before.nomor, before.tanggal) if before else ("", None)
    unit.put(replace(subject, sk_nomor=nomor, sk_tanggal=tanggal))


def _subject(unit: Unit, naskah: Naskah) -> Pokja | Kampung | None:
    if naskah.jenis in NASKAH_POKJA:
        return unit.get(Pokja, naskah.pokja) if naskah.pokja else None
    if naskah.jenis == "sk-pembentukan" and naskah.kampung:
        return unit.get(Kampung, naskah.kampung)
    return None
