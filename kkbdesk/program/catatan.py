"""What a program's folder remembers of a change from one version to another."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from kkbdesk.files import save

_log = logging.getLogger(__name__)
_VERSI = re.compile(r"(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})", re.ASCII)


class Tahap(StrEnum):
    """How far a change of versions is."""

    SIAP = "siap"
    """The new version is laid beside and tested; it waits for the program to be closed."""
    SELESAI = "selesai"
    """The new version starts; the former is kept."""
    MUNDUR = "mundur"
    """Going back waits for the program to be closed."""
    PULIH = "pulih"
    """The former version starts again; its data may have to be brought back."""
    KEMBALI = "kembali"
    """All is as before."""


@dataclass(frozen=True, slots=True)
class Ganti:
    """A change from one version to another, as the program's folder remembers it."""

    dari: str
    ke: str
    tahap: Tahap
    skema: str = ""
    """The schema of data with which the former version works."""
    data: str = ""
    """The folder of the office that was copied before."""
    salinan: str = ""
    """The name of that copy."""
    pulihkan: str = ""
    """The copy that going back brings back; empty where the data stays as it is."""
    sampai: str = ""
    """The number of the newest entry of the history that was seen when going back was agreed."""
    catatan: str = ""
    """What is new."""
    kabar: str = ""
    """What is to be told once, when the window opens next."""


def angka_versi(versi: str) -> tuple[int, ...]:
    """Return a version as numbers, which compare as versions do; raises ValueError."""
    match = _VERSI.fullmatch(versi)
    if match is None:
        raise ValueError(versi)
    return tuple(int(part) for part in match.groups())


def isi_folder(versi: str) -> str:
    """Return the folder in which all of a version lies but its programs."""
    return f"_internal-{versi}"


def baca(path: Path) -> Ganti | None:
    """Return what is remembered; None for nothing, or what nobody can read."""
    try:
        plain = json.loads(path.read_bytes())
        known = {item.name for item in fields(Ganti)}
        told: dict[str, Any] = {name: str(plain[name]) for name in known & set(plain)}
        return Ganti(**{**told, "tahap": Tahap(told["tahap"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError):
        _log.warning("the note of the last update is unreadable")
        return None


def tulis(path: Path, ganti: Ganti) -> None:
    """Remember a change; raises StorageFault."""
    save(path, json.dumps(asdict(ganti), ensure_ascii=False, indent=1).encode("utf-8"))
