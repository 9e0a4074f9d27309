"""The frozen program beside itself from source and beside its neighbours: start, memory, size.

All are watched on one display from outside, in turn; those that are not installed are left out.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.services.ekspor import DAFTAR
from tests.bench.figure import Figure
from tests.bench.layar import Screen, Start, median, screen

_ROOT = Path(__file__).resolve().parents[2]
FROZEN = _ROOT / "dist" / "kkbdesk"
ANKI = _ROOT / "build" / "anki" / "bin"
_WARM, _COLD = 5, 3
_CACHES = Path("/proc/sys/vm/drop_caches")
_LIBREOFFICE = Path("/usr/lib/libreoffice")

_BASE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.2"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:db="urn:oasis:names:tc:opendocument:xmlns:database:1.0"><office:body><office:database>
<db:data-source><db:connection-data><db:connection-resource xlink:type="simple"
 xlink:href="sdbc:flat:{}"/></db:connection-data></db:data-source>
</office:database></office:body></office:document-content>"""
_MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest manifest:version="1.2"
 xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="/"
 manifest:media-type="application/vnd.oasis.opendocument.base"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
_PROFILE = """
import sys
from aqt.profiles import ProfileManager
made = ProfileManager(ProfileManager.get_created_base_folder(sys.argv[1]))
made.setupMeta(); made.setLang("en_US"); made.create("User 1")
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and what to type for a start of it, prepared anew each time."""

    name: str
    command: Callable[[], list[str]]


def figures(sample: Path) -> list[Figure]:
    """Return the figures of the sample office in a folder; none where there is no display."""
    if shutil.which("Xvfb") is None:
        return []
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as work, screen() as display:
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": work,
            "LANG": "C.UTF-8",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",  # which Anki cannot have as root
        }
        there = [*_ours(sample, Path(work)), *_neighbours(sample, Path(work))]
        warm = _starts(display, there, environment, _WARM)
        cold = _starts(display, there, environment, _COLD, cold=True) if _droppable() else {}
    return [
        Figure("load of the machine meanwhile", load, "cores", os.cpu_count() or 1, "", "–"),
        *_rows("warm", warm),
        *_rows("cold", cold),
        *_beside("frozen: processor time", "work", "ms", warm),
        *_beside("frozen: memory", "memory", "MiB", warm),
        _size(),
    ]


def _ours(sample: Path, work: Path) -> list[Program]:
    settings = work / ".config" / "kkbdesk" / "setelan.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"halaman": "kampung"}), "utf-8")

    def data() -> list[str]:
        """Give each start an office that was closed in order."""
        shutil.rmtree(work / "kantor", ignore_errors=True)
        shutil.copytree(sample, work / "kantor")
        return ["--data", str(work / "kantor")]

    return [
        Program("frozen", lambda: [str(FROZEN / "kkbdesk"), *data()]),
        Program("source", lambda: [sys.executable, str(_ROOT / "main.py"), *data()]),
    ]


def _neighbours(sample: Path, work: Path) -> list[Program]:
    """Return those that are installed, each with a profile that is no longer new."""
    found = []
    if shutil.which("soffice"):
        table, lists = work / "kampung.xlsx", work / "daftar"
        lists.mkdir()
        with SqlStore.open(sample) as store:
            for path in (table, lists / "kampung.csv"):
                Desk(store).ekspor.ekspor(DAFTAR[0], path)
        base = work / "kampung.odb"
        with zipfile.ZipFile(base, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.base")
            archive.writestr("content.xml", _BASE.format(lists.as_uri()))
            archive.writestr("META-INF/manifest.xml", _MANIFEST)
        office = ["soffice", "--norestore", "--nologo", f"-env:UserInstallation=file://{work}/lo"]
        found += [
            Program("LibreOffice Calc, empty", lambda: [*office, "--calc"]),
            Program("LibreOffice Calc, the same list", lambda: [*office, str(table)]),
        ]
        if (_LIBREOFFICE / "program" / "libdbulo.so").exists():
            found.append(Program("LibreOffice Base, the same list", lambda: [*office, str(base)]))
    if shutil.which("gramps"):
        found.append(Program("Gramps, no tree", lambda: ["gramps"]))
    if (ANKI / "anki").exists():
        home = str(work / "anki")
        subprocess.run([ANKI / "python", "-c", _PROFILE, home], check=True, capture_output=True)
        anki = [str(ANKI / "anki"), "-b", home, "-p", "User 1"]
        found.append(Program("Anki, no cards", lambda: anki))
    return found


def _droppable() -> bool:
    """Tell whether the system forgets files for us, which it does for root alone."""
    return os.access(_CACHES, os.W_OK)


def _starts(
    display: Screen,
    programs: list[Program],
    environment: dict[str, str],
    runs: int,
    *,
    cold: bool = False,
) -> dict[str, Start]:
    """Start all in turn, so that what else the machine does meets them alike; return medians."""
    measured: dict[str, list[Start]] = {program.name: [] for program in programs}
    for run in range(runs if cold else runs + 1):
        for program in programs:
            command = program.command()
            if cold:
                os.sync()
                with suppress(OSError):
                    _CACHES.write_text("3", "ascii")
            one = display.start(command, environment)
            if cold or run:
                measured[program.name].append(one)
    return {name: median(several) for name, several in measured.items()}


def _rows(how: str, starts: dict[str, Start]) -> list[Figure]:
    if not starts:
        return []
    painted = _beside(f"frozen, {how}: painted", "painted", "ms", starts)[:1]
    return [*painted, *_beside(f"frozen, {how}: usable", "usable", "ms", starts)]


def _beside(what: str, name: str, unit: str, starts: dict[str, Start]) -> list[Figure]:
    """Put one figure of the frozen program beside that of each other."""
    ours: float = getattr(starts["frozen"], name)
    return [
        Figure(what, ours, other, getattr(start, name), unit, "–" if other == "source" else "1")
        for other, start in starts.items()
        if other != "frozen"
    ]


def _size() -> Figure:
    ours, theirs = _megabytes(FROZEN), _megabytes(_LIBREOFFICE)
    return Figure("frozen: folder", ours, "LibreOffice's folder", theirs, "MB", "–")


def _megabytes(folder: Path) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6
