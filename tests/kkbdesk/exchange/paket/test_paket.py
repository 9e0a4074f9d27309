"""A package is what its sender signed, for whom it was locked, or it is refused with a reason."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kkbdesk import cakram
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.exchange.paket import batas, kunci
from kkbdesk.exchange.paket.baca import buka
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan
from kkbdesk.exchange.paket.sandi import Sandi
from kkbdesk.exchange.paket.tulis import tulis
from tests.support import paket as buatan
from tests.support.acak import acak
from tests.support.paket import (
    FOTO,
    MANIFEST,
    TABEL,
    arsip,
    bertanda,
    digest,
    ditolak,
    terbuka,
    tulis_isi,
    tulis_paket,
)

SANDI = "kopi kuda kunci kursi"


@pytest.mark.parametrize(
    ("untuk", "oleh", "teks"),
    [("19", "19", None), ("19", "19.05", None), (Sandi(SANDI), "19", SANDI), (None, "75", None)],
    ids=["receiver", "sender", "passphrase", "open"],
)
def test_what_was_put_in_comes_out(tmp_path: Path, untuk: Any, oleh: str, teks: str | None) -> None:
    path = tulis_paket(tmp_path, untuk=untuk)
    found = terbuka(path, oleh, teks)
    assert found["tabel"] == TABEL
    assert found["berkas"] == {digest(FOTO): FOTO}
    assert {key: found["manifest"][key] for key in MANIFEST} == MANIFEST
    assert found["manifest"]["tabel"]["kampung"]["baris"] == 20
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.kkb", "foto.jpg", "sementara"]


def test_the_same_contents_have_the_same_name_however_they_are_locked(tmp_path: Path) -> None:
    names = set()
    for name in ("a.kkb", "b.kkb"):
        path = tulis_paket(tmp_path, name, None)
        with buka(path, buatan.kunci(), [], sementara=tmp_path) as paket:
            names.add(paket.isi)
    assert len(names) == 1
    assert (tmp_path / "a.kkb").read_bytes() == (tmp_path / "b.kkb").read_bytes()
    locked = [tulis_paket(tmp_path, name).read_bytes() for name in ("c.kkb", "d.kkb")]
    assert locked[0] != locked[1]


def test_totals_may_be_filled_in_while_the_lines_are_made(tmp_path: Path) -> None:
    manifest: dict[str, Any] = dict(MANIFEST)

    def lines() -> Iterator[dict[str, Any]]:
        yield from TABEL["kampung"]
        manifest["kendali"] = {"kampung": 20}

    tulis(
        tmp_path / "a.kkb", manifest, {"kampung": lines()}, [], buatan.kunci(), None,
        sementara=tmp_path,
    )  # fmt: skip
    assert terbuka(tmp_path / "a.kkb")["manifest"]["kendali"] == {"kampung": 20}


def test_a_table_that_is_not_there_is_empty_and_a_file_that_is_not_there_an_error(
    tmp_path: Path,
) -> None:
    path = tulis_paket(tmp_path)
    with buka(path, buatan.kunci("19"), [buatan.kunci().umum], sementara=tmp_path) as paket:
        assert list(paket.tabel("tiada")) == []
        assert paket.pengirim == buatan.kunci().umum
        assert paket.terkunci
        with pytest.raises(KeyError):
            paket.berkas("0" * 64)


def test_two_tables_can_be_read_side_by_side(tmp_path: Path) -> None:
    path = tulis_paket(tmp_path)
    with buka(path, buatan.kunci("19"), [buatan.kunci().umum], sementara=tmp_path) as paket:
        pairs = list(zip(paket.tabel("kampung"), paket.tabel("kampung"), strict=True))
    assert len(pairs) == 20


@pytest.mark.skipif(
    not all(map(shutil.which, ("minisign", "age", "unzip"))), reason="public tools are not here"
)
def test_public_tools_read_a_package(tmp_path: Path) -> None:
    path = tulis_paket(tmp_path)
    (tmp_path / "kunci.txt").write_bytes(kunci.rahasia(buatan.kunci("19")))
    signer = buatan.kunci().umum.minisign
    script = (
        f"head -n 4 {path.name} > x.minisig; tail -n +5 {path.name} > x.age; "
        f"minisign -Vqm x.age -x x.minisig -P {signer} && "
        "age -d -i kunci.txt x.age > x.zip && unzip -qt x.zip && "
        "unzip -p x.zip tabel/kampung.jsonl | wc -l"
    )
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "20"


@pytest.mark.parametrize("content", [b"PK\3\4", b"x" * 5000, b"\n" * 9, b"SQLite format 3\0"])
def test_another_file_is_no_package(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sementara").mkdir()
    assert "bukan paket" in ditolak(tulis_isi(tmp_path, content), Kode.BUKAN_PAKET)


def test_a_cut_package_is_told_with_what_is_left(tmp_path: Path) -> None:
    whole = tulis_paket(tmp_path).read_bytes()
    assert "dari 1" in ditolak(tulis_isi(tmp_path, whole[:-400]), Kode.TERPOTONG)
    ditolak(tulis_isi(tmp_path, b""), Kode.TERPOTONG)
    ditolak(tulis_isi(tmp_path, whole[:150]), Kode.BERUBAH)
    ditolak(tulis_isi(tmp_path, whole + b"\n"), Kode.BERUBAH)


def test_every_byte_counts(tmp_path: Path) -> None:
    whole = tulis_paket(tmp_path, untuk=None).read_bytes()
    for at in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[at] ^= 1
        with pytest.raises(Penolakan):
            terbuka(tulis_isi(tmp_path, bytes(changed)))


def test_a_signature_has_one_way_to_be_written(tmp_path: Path) -> None:
    lines = tulis_paket(tmp_path).read_bytes().split(b"\n", 4)
    for at, length in ((1, 98), (3, 85)):
        changed = list(lines)
        last = changed[at][length : length + 1]
        changed[at] = changed[at][:length] + bytes([last[0] + 1]) + changed[at][length + 1 :]
        ditolak(tulis_isi(tmp_path, b"\n".join(changed)), Kode.BERUBAH)


def test_a_sender_is_refused_until_his_keys_were_taken(tmp_path: Path) -> None:
    path = tulis_paket(tmp_path)
    sementara = tmp_path / "sementara"
    with (
        pytest.raises(Penolakan, match=r"mengaku kantor 19\.05.*kunci terima") as caught,
        buka(path, buatan.kunci("19"), [buatan.kunci("75").umum], sementara=sementara),
    ):
        raise AssertionError
    assert caught.value.kode == Kode.KUNCI_TAK_DIKENAL


def test_a_package_for_another_office_is_not_ours(tmp_path: Path) -> None:
    path = tulis_paket(tmp_path)
    assert "tidak dikunci untuk" in ditolak(path, Kode.BUKAN_UNTUK_KAMI, oleh="75")


def test_packages_for_former_keys_still_open(tmp_path: Path) -> None:
    path = tulis_paket(tmp_path)
    former = buatan.kunci("19")
    renewed = kunci.buat("19", "Kantor 19", buatan.DIBUAT, former.identitas)
    with buka(path, renewed, [buatan.kunci().umum], sementara=tmp_path) as paket:
        assert buatan.isi(paket)["tabel"] == TABEL


def test_passphrases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tulis_paket(tmp_path, untuk=Sandi(SANDI))
    assert "terkunci dengan kata sandi" in ditolak(path, Kode.PERLU_SANDI)
    assert "salah" in ditolak(path, Kode.SANDI_SALAH, sandi=SANDI.upper())
    with pytest.raises(Penolakan, match="sedikitnya 10"):
        Sandi("pendek")
    assert SANDI not in repr(Sandi(SANDI))
    monkeypatch.setattr(batas, "KERJA_SANDI", 9)
    ditolak(path, Kode.TERLALU_BESAR, sandi=SANDI)
    monkeypatch.setattr(batas, "BERKAS_SANDI", 100)
    with pytest.raises(Penolakan, match="dikunci untuk penerima"):
        tulis_paket(tmp_path, "b.kkb", Sandi(SANDI))
    assert not (tmp_path / "b.kkb").exists()


def test_a_package_of_a_later_program(tmp_path: Path) -> None:
    payload = arsip({})
    (tmp_path / "sementara").mkdir()
    for content in (
        bertanda(payload, versi="2"),
        bertanda(arsip({}, lambda manifest: manifest.update(versi=2))),
    ):
        ditolak(tulis_isi(tmp_path, content), Kode.PROGRAM_LEBIH_BARU)


def test_who_signed_must_be_who_it_is_from(tmp_path: Path) -> None:
    """A known office takes another's package off its cover and signs it as its own."""
    stolen = tulis_paket(tmp_path, untuk=None).read_bytes().split(b"\n", 4)[4]
    thief = buatan.kunci("75")
    path = tulis_isi(tmp_path, bertanda(stolen, thief))
    with (
        pytest.raises(Penolakan, match=r"Kantor 75 \(75\).*kantor lain") as caught,
        buka(path, buatan.kunci("19"), [thief.umum], sementara=tmp_path / "sementara"),
    ):
        raise AssertionError
    assert caught.value.kode == Kode.PENGIRIM_PALSU


def test_an_office_signs_for_itself_alone(tmp_path: Path) -> None:
    """A known office says in all places that another one sent it."""
    thief = buatan.kunci("75")
    payload = arsip({}, lambda manifest: manifest["pengirim"].update(tanda=thief.umum.minisign))
    path = tulis_isi(tmp_path, bertanda(payload, thief, kantor="19.05"))
    with (
        pytest.raises(Penolakan, match="kantor lain"),
        buka(path, buatan.kunci("19"), [thief.umum], sementara=tmp_path / "sementara"),
    ):
        raise AssertionError


def test_a_signature_of_something_else_is_refused_though_the_comment_is_right(
    tmp_path: Path,
) -> None:
    (tmp_path / "sementara").mkdir()
    ditolak(tulis_isi(tmp_path, bertanda(arsip({}), menandai=b"lain")), Kode.BERUBAH)


def test_the_cover_says_nothing_twice(tmp_path: Path) -> None:
    (tmp_path / "sementara").mkdir()
    ditolak(tulis_isi(tmp_path, bertanda(arsip({}), versi="1 urut=7")), Kode.ISI_TAK_SAH)


@pytest.mark.parametrize("isian", [{"urut": 8}, {"tujuan": "balasan"}, {"kantor": "19.06"}])
def test_cover_and_manifest_say_the_same(tmp_path: Path, isian: dict[str, Any]) -> None:
    (tmp_path / "sementara").mkdir()
    ditolak(tulis_isi(tmp_path, bertanda(arsip({}), **isian)), Kode.PENGIRIM_PALSU)


@pytest.mark.parametrize("isian", [{"lagi": 1}, {"ukuran": "x"}])
def test_the_cover_says_what_it_must_and_nothing_else(
    tmp_path: Path, isian: dict[str, Any]
) -> None:
    (tmp_path / "sementara").mkdir()
    ditolak(tulis_isi(tmp_path, bertanda(arsip({}), **isian)), Kode.ISI_TAK_SAH)


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    other = tmp_path / "lain.jpg"
    other.write_bytes(b"bukan foto itu")
    target = tmp_path / "a.kkb"

    def write(**more: Any) -> None:
        values = {"manifest": MANIFEST, "tabel": {}, "berkas": [], "untuk": None, **more}
        tulis(target, kunci=buatan.kunci(), sementara=tmp_path / "sementara", **values)

    with pytest.raises(UserError, match="bukan lagi yang disimpan"):
        write(berkas=[(digest(FOTO), other)])
    with pytest.raises(StorageFault, match="tidak terbaca"):
        write(berkas=[(digest(FOTO), tmp_path / "tiada")])
    with pytest.raises(ValueError, match="JSON"):
        write(tabel={"opd": [{"a": float("nan")}]})
    with pytest.raises(Penolakan, match="satu catatan opd"):
        write(tabel={"opd": [{"a": "x" * 2**20}]})
    for manifest in (
        {**MANIFEST, "tabel": {}}, {**MANIFEST, "kantor": "19.06"}, {**MANIFEST, "tujuan": "a b"},
        {**MANIFEST, "urut": -1},
    ):  # fmt: skip
        with pytest.raises(ValueError, match=r"manifest|-1"):
            write(manifest=manifest)
    assert not target.exists()
    assert not any((tmp_path / "sementara").iterdir())


def test_a_full_disk_while_packing_or_opening_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tulis_paket(tmp_path)
    (tmp_path / "berkas").write_bytes(b"")
    with (
        pytest.raises(StorageFault, match="tidak dapat diolah"),
        buka(path, buatan.kunci("19"), [buatan.kunci().umum], sementara=tmp_path / "berkas"),
    ):
        raise AssertionError
    assert path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
def test_a_place_too_small_for_the_contents_is_told(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 - Unix alone has it

    path = tulis_paket(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, before[1]))
    try:
        with pytest.raises(StorageFault, match="terlalu besar untuk cakram"):
            terbuka(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not any((tmp_path / "sementara").iterdir())


def test_the_written_file_was_compared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cakram, "_dibaca_ulang", lambda _path: b"lain")
    with pytest.raises(StorageFault, match="pakai cakram lain"):
        tulis_paket(tmp_path)
    assert not (tmp_path / "a.kkb").exists()


def test_no_mutated_package_is_taken(tmp_path: Path) -> None:
    told = acak(tmp_path, 400, seed=7)
    assert told[Kode.BERUBAH] > 20
    assert told[Kode.ISI_TAK_SAH] > 50
    assert told[Kode.KUNCI_TAK_DIKENAL] > 5
