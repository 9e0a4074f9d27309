"""Update packages: taken whole from a known publisher, or refused with a sentence."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from kkbdesk.errors import UserError
from kkbdesk.exchange.pembaruan import (
    Pembaruan,
    Sebab,
    TolakPembaruan,
    buka,
    kunci_penerbit,
    mengaku,
)
from tests.endurance.pembaruan import acak
from tests.support.pembaruan import BARU, CATATAN, alat, bundel, dikenal, paket, penerbit


def terbuka(path: Path) -> dict[str, bytes]:
    """Return the files of a package of the publisher, read to their ends."""
    with buka(path, dikenal(), sementara=path.parent / "sementara") as opened:
        return {item.nama: b"".join(opened.potongan(item)) for item in opened.berkas}


def ditolak(path: Path, sebab: Sebab) -> str:
    """Open what must be refused for this reason; return the sentence."""
    with pytest.raises(TolakPembaruan) as caught:
        terbuka(path)
    assert caught.value.sebab is sebab, caught.value
    assert not any((path.parent / "sementara").iterdir())
    return str(caught.value)


def test_a_package_holds_the_program_and_what_is_new(tmp_path: Path) -> None:
    made = paket(tmp_path / "a.kkbbaru")
    bundle = tmp_path / "bahan-a"
    with buka(made, dikenal(), sementara=tmp_path / "sementara") as opened:
        assert isinstance(opened, Pembaruan)
        assert (opened.keterangan.versi, opened.catatan) == (BARU, CATATAN)
    expected = {
        path.relative_to(bundle).as_posix(): path.read_bytes()
        for path in bundle.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    assert terbuka(made) == expected
    told = mengaku(made, dikenal())
    assert told is not None and told.versi == BARU


def test_what_lies_beside_a_portable_program_is_not_packed(tmp_path: Path) -> None:
    program = bundel(tmp_path / "portabel", BARU)
    (program / "BACA-SAYA.txt").write_text("baca", "utf-8")
    (program / "data").mkdir()
    (program / "data" / "kkbdesk.sqlite").write_bytes(b"rahasia")
    told = {"sistem": "linux", "skema": "0002", "mulai": "0001", "program": BARU, "catatan": ""}
    path = tmp_path / "a.kkbbaru"
    cover = {"versi": BARU, "sistem": "linux", "skema": "0002", "mulai": "0001"}
    path.write_bytes(alat().signed(alat().archive(program, told), cover, penerbit()))
    assert not [name for name in terbuka(path) if "BACA" in name or "data" in name]


def test_what_is_cut_changed_foreign_or_none_is_refused(tmp_path: Path) -> None:
    made = paket(tmp_path / "a.kkbbaru")
    content = made.read_bytes()
    path = tmp_path / "b.kkbbaru"
    path.write_bytes(content[:-1])
    assert "terpotong" in ditolak(path, Sebab.TERPOTONG)
    path.write_bytes(content[:200])
    ditolak(path, Sebab.BERUBAH)
    path.write_bytes(content[:10])
    ditolak(path, Sebab.TERPOTONG)
    path.write_bytes(content + b"x")
    ditolak(path, Sebab.BERUBAH)
    path.write_bytes(content[:-500] + b"x" + content[-499:])
    ditolak(path, Sebab.BERUBAH)
    path.write_bytes(b"PK\3\4" + content)
    assert "bukan berkas pembaruan" in ditolak(path, Sebab.BUKAN)
    stranger = paket(tmp_path / "c.kkbbaru", oleh="orang lain")
    assert "tidak ditandatangani penerbit" in ditolak(stranger, Sebab.PENERBIT_LAIN)
    assert mengaku(stranger, dikenal()) is None


def test_a_program_without_a_key_trusts_nobody(tmp_path: Path) -> None:
    made = paket(tmp_path / "a.kkbbaru")
    with (
        pytest.raises(TolakPembaruan, match="tidak memuat kunci penerbit"),
        buka(made, {}, sementara=tmp_path / "sementara"),
    ):
        pass


def test_either_of_two_publishers_is_believed(tmp_path: Path) -> None:
    made = paket(tmp_path / "a.kkbbaru", oleh="cadangan")
    with buka(made, dikenal("utama", "cadangan"), sementara=tmp_path / "s") as opened:
        assert opened.catatan == CATATAN


@pytest.mark.parametrize(
    "nama", ["../luar", "/etc/luar", "_internal-0.1.1/../../luar", "_internal-0.1.0/x", "a\\b", ""]
)
def test_not_even_the_publisher_can_write_elsewhere(tmp_path: Path, nama: str) -> None:
    content = b"isi"
    digest = hashlib.sha256(content).hexdigest()
    berkas = [{"nama": nama, "sha256": digest, "ukuran": 3, "jalan": False}]
    path = signed(tmp_path, content, {"berkas": berkas, "tautan": []})
    assert "manifes" in ditolak(path, Sebab.ISI)


@pytest.mark.parametrize("ke", ["/etc/passwd", "../../rumah", "../_internal-0.1.0/x"])
def test_no_link_leads_out_of_the_version(tmp_path: Path, ke: str) -> None:
    links = [{"nama": "_internal-0.1.1/tautan", "ke": ke}]
    path = signed(tmp_path, b"isi", {"berkas": [], "tautan": links})
    ditolak(path, Sebab.ISI)


def signed(folder: Path, content: bytes, manifest: dict[str, object]) -> Path:
    """Write a package that its publisher signed, whatever is in it."""
    from kkbdesk.exchange.paket import baris  # noqa: PLC0415
    from kkbdesk.exchange.paket.arsip import MANIFES, Penulis  # noqa: PLC0415

    told = {"sistem": "linux", "skema": "0002", "mulai": "0001"}
    made = io.BytesIO()
    with Penulis(made, "x") as writer:
        writer.tambah(f"berkas/{hashlib.sha256(content).hexdigest()}", [content], 2**20)
        whole = {**told, "program": BARU, "catatan": "", **manifest}
        writer.tambah(MANIFES, [baris.tulis(whole)], 2**20)
    path = folder / "buatan.kkbbaru"
    path.write_bytes(alat().signed(made.getvalue(), {**told, "versi": BARU}, penerbit()))
    return path


def test_a_cover_that_says_other_than_its_contents_is_refused(tmp_path: Path) -> None:
    program = bundel(tmp_path / "bahan", BARU)
    told = {"sistem": "linux", "skema": "0002", "mulai": "0001", "program": BARU, "catatan": ""}
    payload = alat().archive(program, told)
    for cover in ({"versi": "9.9.9"}, {"versi": BARU, "skema": "0003"}):
        values = {"sistem": "linux", "skema": "0002", "mulai": "0001", **cover}
        path = tmp_path / "a.kkbbaru"
        path.write_bytes(alat().signed(payload, values, penerbit()))
        ditolak(path, Sebab.ISI)


def test_a_later_form_is_named(tmp_path: Path) -> None:
    made = paket(tmp_path / "a.kkbbaru")
    with zipfile.ZipFile(io.BytesIO(made.read_bytes().split(b"\n", 4)[4])) as archive:
        assert "manifest.json" in archive.namelist()
    from kkbdesk.exchange.paket import sampul  # noqa: PLC0415

    cover = sampul.tulis(
        penerbit(), alat().identity(penerbit()), "pembaruan KKB Desk", "kkb-pembaruan/2", {},
        hashlib.blake2b(b"").digest(),
    )  # fmt: skip
    path = tmp_path / "b.kkbbaru"
    path.write_bytes(cover)
    ditolak(path, Sebab.BENTUK_BARU)


def test_keys_are_made_locked_and_public_as_minisign_has_them(tmp_path: Path) -> None:
    public = tmp_path / "umum"
    public.mkdir()
    secret = alat().make_key("uji", tmp_path / "rahasia", public, "lima kata yang panjang")
    key = alat().opened(secret, "lima kata yang panjang")
    assert kunci_penerbit(public) == {alat().identity(key): key.public_key().public_bytes_raw()}
    assert b"lima" not in secret.read_bytes()
    with pytest.raises(FileExistsError):
        alat().make_key("uji", tmp_path / "rahasia", public, "lima kata yang panjang")


@pytest.mark.skipif(shutil.which("minisign") is None, reason="needs minisign")
def test_minisign_believes_the_cover(tmp_path: Path) -> None:
    made = paket(tmp_path / "a.kkbbaru")
    *lines, payload = made.read_bytes().split(b"\n", 4)
    (tmp_path / "a.zip").write_bytes(payload)
    (tmp_path / "a.zip.minisig").write_bytes(b"\n".join(lines) + b"\n")
    (public := tmp_path / "k").mkdir()
    content = b"Ed" + alat().identity(penerbit()) + penerbit().public_key().public_bytes_raw()
    import base64  # noqa: PLC0415

    key = base64.b64encode(content).decode()
    done = subprocess.run(
        ["minisign", "-Vm", str(tmp_path / "a.zip"), "-P", key], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert public.is_dir()


def test_no_changed_package_is_taken(tmp_path: Path) -> None:
    told = acak(tmp_path, 300, seed=1)
    assert told.total() == 300
    assert len(told) >= 4, told


def test_a_drive_that_is_pulled_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = paket(tmp_path / "a.kkbbaru")
    made.rename(tmp_path / "b.kkbbaru")
    with pytest.raises(UserError, match="tidak terbaca"):
        terbuka(made)
