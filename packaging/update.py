"""Makes a publisher's keys, and update packages signed by them.

    python packaging/update.py key utama ~/kunci-penerbit
    python packaging/update.py pack --key ~/kunci-penerbit/utama.age [PROGRAM]

`key` writes the public part into resources/penerbit, as minisign keeps it, so that programs built
from then on trust it; the secret, locked with a passphrase as the public tool age does it, goes
into a folder outside the project. `pack` makes dist/kkbdesk-VERSION-SYSTEM.kkbbaru, with its
checksum, of a frozen program, which may be an unpacked portable folder; users read what
resources/kabar.md says of the version before they install it. The passphrase is asked for, or taken
from the variable KKBDESK_SANDI_PENERBIT.
"""

from __future__ import annotations

import argparse
import base64
import getpass
import hashlib
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT / "resources" / "penerbit"
PROGRAMS = ("KKB Desk.exe", "kkbdesk", "kkbdesk.exe")
SHORTEST = 16
"""Characters of a passphrase."""
sys.path.insert(0, str(ROOT))


def make_key(name: str, folder: Path, public: Path, passphrase: str) -> Path:
    """Write both parts of a new pair; return the secret file, raise FileExistsError."""
    key = Ed25519PrivateKey.generate()
    line = base64.b64encode(b"Ed" + identity(key) + key.public_key().public_bytes_raw())
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / f"{name}.age"
    content = pyrage.passphrase.encrypt(base64.b64encode(key.private_bytes_raw()), passphrase)
    handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    with (public / f"{name}.pub").open("x", encoding="ascii", newline="\n") as text:
        text.write(f"untrusted comment: penerbit KKB Desk {name}\n{line.decode('ascii')}\n")
    return secret


def opened(secret: Path, passphrase: str) -> Ed25519PrivateKey:
    """Return a secret key; raises pyrage.DecryptError where the passphrase is another."""
    seed = pyrage.passphrase.decrypt(secret.read_bytes(), passphrase)
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed))


def identity(key: Ed25519PrivateKey) -> bytes:
    """Return the eight bytes by which a key is named."""
    return hashlib.sha256(key.public_key().public_bytes_raw()).digest()[:8]


def packed(
    program: Path, versi: str, sistem: str, skema: tuple[str, str], catatan: str,
    key: Ed25519PrivateKey,
) -> bytes:  # fmt: skip
    """Return the bytes of an update package; `skema` is the oldest schema taken, and its own."""
    told = {"sistem": sistem, "skema": skema[1], "mulai": skema[0]}
    return signed(archive(program, {**told, "program": versi, "catatan": catatan}),
                  {**told, "versi": versi}, key)  # fmt: skip


def signed(payload: bytes, told: dict[str, str], key: Ed25519PrivateKey) -> bytes:
    """Return a payload below the cover that signs it."""
    from kkbdesk.exchange import pembaruan  # noqa: PLC0415 - only now its folder is looked into
    from kkbdesk.exchange.paket import sampul  # noqa: PLC0415

    values = {"ukuran": str(len(payload)), "sha256": hashlib.sha256(payload).hexdigest(), **told}
    blake = hashlib.blake2b(payload).digest()
    form = f"{pembaruan.FORMAT}/1"
    return sampul.tulis(key, identity(key), pembaruan.JUDUL, form, values, blake) + payload


def archive(program: Path, told: dict[str, str]) -> bytes:
    """Return the archive of a program's folder, in which equal files are held once."""
    from kkbdesk.exchange.paket import baris, batas  # noqa: PLC0415
    from kkbdesk.exchange.paket.arsip import MANIFES, Penulis  # noqa: PLC0415

    made = io.BytesIO()
    files: list[dict[str, Any]] = []
    links: list[dict[str, str]] = []
    held: set[str] = set()
    with Penulis(made, "pembaruan") as writer:
        for path, name in _listed(program):
            if path.is_symlink():
                links.append({"nama": name, "ke": path.readlink().as_posix()})
                continue
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            runs = os.access(path, os.X_OK) or name.endswith(".exe")
            files.append({"nama": name, "sha256": digest, "ukuran": len(content), "jalan": runs})
            if digest not in held:
                held.add(digest)
                writer.tambah(f"berkas/{digest}", [content], batas.LAMPIRAN)
        manifest = {**told, "berkas": files, "tautan": links}
        writer.tambah(MANIFES, [baris.tulis(manifest)], batas.MANIFES)
    return made.getvalue()


def _listed(program: Path) -> Iterator[tuple[Path, str]]:
    """Yield files and links of a program, always in the same order; no data or sheet beside it."""
    inner = program / f"_internal-{version(program)}"
    for path in [*sorted(inner.rglob("*")), *(program / name for name in PROGRAMS)]:
        if path.is_symlink() or path.is_file():
            yield path, path.relative_to(program).as_posix()


def version(program: Path) -> str:
    """Return the version of a frozen program, by its folder; ends where that is unclear."""
    found = [path.name.removeprefix("_internal-") for path in program.glob("_internal-*")]
    if len(found) != 1:
        sys.exit(f"{program} does not hold one frozen program.")
    return found[0]


def schemas() -> tuple[str, str]:
    """Return the oldest schema of data that this source brings up to date, and its own."""
    folder = ROOT / "db" / "migrations" / "versions"
    head = re.search(r'^HEAD = "(\d{4})"', (ROOT / "db" / "migrate.py").read_text("utf-8"), re.M)
    assert head is not None
    return min(path.name[:4] for path in folder.glob("[0-9]*_*.py")), head[1]


def news(versi: str) -> str:
    """Return what is new in a version, in the words of its users; ends where nothing is told."""
    text = (ROOT / "resources" / "kabar.md").read_text("utf-8")
    found = re.search(rf"^## Versi {re.escape(versi)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    if found is None:
        sys.exit(f"resources/kabar.md tells nothing of version {versi}.")
    return found[1].strip().replace("**", "").replace("*", "") + "\n"


def asked(*, again: bool) -> str:
    """Return the passphrase; ends where it is too short, or typed differently the second time."""
    known = os.environ.get("KKBDESK_SANDI_PENERBIT")
    given = known or getpass.getpass("Passphrase of the publisher's key: ")
    if len(given) < SHORTEST:
        sys.exit(f"A passphrase of {SHORTEST} characters at least, five words for instance.")
    if again and known is None and getpass.getpass("Once more: ") != given:
        sys.exit("They differ; nothing was made.")
    return given


def _key(given: argparse.Namespace) -> None:
    folder = given.folder.expanduser().resolve()
    if folder.is_relative_to(ROOT):
        sys.exit("The secret key must not lie in the project; choose a folder outside.")
    secret = make_key(given.name, folder, PUBLIC, asked(again=True))
    print(f"{secret}: move it to where no network is, with a second copy elsewhere.")
    print(f"{PUBLIC / f'{given.name}.pub'}: commit it.")


def _pack(given: argparse.Namespace) -> None:
    """Make the package and open it as an office would."""
    from kkbdesk.exchange import pembaruan  # noqa: PLC0415

    versi = version(given.program)
    sistem = "windows" if (given.program / "kkbdesk.exe").exists() else "linux"
    key = opened(given.key.expanduser(), asked(again=False))
    told = news(versi)
    content = packed(given.program, versi, sistem, schemas(), told, key)
    made: Path = ROOT / "dist" / f"kkbdesk-{versi}-{sistem}{pembaruan.AKHIRAN}"
    made.parent.mkdir(exist_ok=True)
    made.write_bytes(content)
    with pembaruan.buka(made, pembaruan.kunci_penerbit(PUBLIC), sementara=made.parent) as found:
        assert found.catatan == told
        for item in found.berkas:
            for _ in found.potongan(item):
                pass
    digest = hashlib.sha256(content).hexdigest()
    made.with_name(f"{made.name}.sha256").write_text(f"{digest}  {made.name}\n", "ascii")
    print(f"{made.relative_to(ROOT)}: {len(content) / 1e6:.1f} MB")


def main() -> None:
    """Do what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    key = commands.add_parser("key")
    key.add_argument("name")
    key.add_argument("folder", type=Path)
    key.set_defaults(run=_key)
    pack = commands.add_parser("pack")
    pack.add_argument("--key", required=True, type=Path)
    pack.add_argument("program", nargs="?", type=Path, default=ROOT / "dist" / "kkbdesk")
    pack.set_defaults(run=_pack)
    given = parser.parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
