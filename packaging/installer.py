"""Packs the frozen program of dist/kkbdesk for those who install it, with checksums, into dist/.

    python packaging/installer.py                           (or: make installer)
    python packaging/installer.py build/windows/kkbdesk     (a program for Windows, on Linux)

For Windows an installer (NSIS) and a zip, for Debian and Ubuntu a package and a tar.gz; the zip and
the tar.gz work without installing.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
DIST = ROOT / "dist"
ICON = ROOT / "build" / "icon"
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
NSIS = Path("C:/Program Files (x86)/NSIS/makensis.exe")
LIBRARIES = (
    "libc6 (>= {glibc}), libegl1, libgl1, libxkbcommon0, libdbus-1-3, libfontconfig1, "
    "libxcb-cursor0, libxcb-icccm4, libxcb-keysyms1, libxcb-shape0, libxkbcommon-x11-0"
)


def windows(program: Path) -> list[Path]:
    """Make the installer and the zip of a program for Windows."""
    made = DIST / f"KKBDesk-{VERSION}-{_named('windows', program)}.exe"
    compiler = shutil.which("makensis") or str(NSIS)
    defined = {
        "VERSION": VERSION,
        "SOURCE": str(program),
        "ICON": str(ICON / "kkbdesk.ico"),
        "SIZE": str(_kilobytes(program)),
        "OUT": str(made),
    }
    subprocess.run(
        [
            *(compiler, "-V2", "-INPUTCHARSET", "UTF8"),
            *(f"-D{name}={value}" for name, value in defined.items()),
            str(PACKAGING / "windows" / "installer.nsi"),
        ],
        check=True,
    )
    return [made, _portable(program, "windows", "zip", "KKB Desk.exe")]


def linux(program: Path) -> list[Path]:
    """Make the package for Debian and the tar.gz."""
    tree = ROOT / "build" / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(program, tree / "opt" / "kkbdesk", symlinks=True)
    share = tree / "usr" / "share"
    for source, folder in (
        (PACKAGING / "linux" / "kkbdesk.desktop", share / "applications"),
        (PACKAGING / "linux" / "kkbdesk.xml", share / "mime" / "packages"),
        (ICON / "kkbdesk.png", share / "icons" / "hicolor" / "256x256" / "apps"),
        (ROOT / "LICENSE", share / "doc" / "kkbdesk"),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, folder)
    command = tree / "usr" / "bin" / "kkbdesk"
    command.parent.mkdir()
    command.symlink_to("/opt/kkbdesk/kkbdesk")
    depends = LIBRARIES.format(glibc=_glibc(program))
    control = (PACKAGING / "linux" / "control").read_text("utf-8")
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(
        control.format(version=VERSION, size=_kilobytes(program), depends=depends), "utf-8"
    )
    made = DIST / f"kkbdesk_{VERSION}_amd64.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z10", "--build", str(tree), str(made)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return [made, _portable(program, "linux", "gztar", "kkbdesk")]


def _glibc(program: Path) -> str:
    """Return the oldest glibc that everything in the folder runs with."""
    found = {b"2.34"}
    for path in program.rglob("*"):
        if path.is_file() and (".so" in path.name or path.name == "kkbdesk"):
            found.update(re.findall(rb"GLIBC_(2\.\d+)", path.read_bytes()))
    return max(found, key=lambda version: int(version[2:])).decode()


def _portable(program: Path, system: str, form: str, name: str) -> Path:
    """Pack a folder that works wherever it is put, with a sheet that says how."""
    folder = ROOT / "build" / "portable" / system
    shutil.rmtree(folder, ignore_errors=True)
    inner = folder / "KKB Desk"
    shutil.copytree(program, inner, symlinks=True)
    sheet = (PACKAGING / "BACA-SAYA.txt").read_text("utf-8").format(version=VERSION, program=name)
    (inner / "BACA-SAYA.txt").write_text(sheet, "utf-8", newline="\r\n")
    target = DIST / f"KKBDesk-{VERSION}-{_named(system, program)}-portabel"
    return Path(shutil.make_archive(str(target), form, folder))


def _named(system: str, program: Path) -> str:
    """Name the system; a program that lacks the charts, as under Wine, says so in its name."""
    return system if any(program.glob("_internal-*/numpy")) else f"{system}-tanpa-grafik"


def _kilobytes(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file()) // 1024


def main() -> None:
    """Pack, and say what was made and how large it is."""
    program = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else DIST / "kkbdesk"
    pack = windows if (program / "kkbdesk.exe").exists() else linux
    DIST.mkdir(exist_ok=True)
    for old in DIST.glob("KKBDesk-*-windows*" if pack is windows else "*.deb*"):
        old.unlink()
    for made in pack(program):
        digest = hashlib.sha256(made.read_bytes()).hexdigest()
        made.with_name(f"{made.name}.sha256").write_text(f"{digest}  {made.name}\n", "ascii")
        print(f"{made.relative_to(ROOT)}: {made.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
