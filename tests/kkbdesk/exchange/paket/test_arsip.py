"""What a known office signed is still read with suspicion: archive, manifest, lines, lock."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kkbdesk.exchange.paket import batas, sandi
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan
from kkbdesk.exchange.paket.tulis import tulis
from tests.support import paket as buatan
from tests.support.paket import (
    FOTO,
    MANIFEST,
    arsip,
    bertanda,
    ditolak,
    terbuka,
    terkunci,
    tulis_isi,
    tulis_paket,
    zip_lain,
)

SANDI = "kopi kuda kunci kursi"


def zip_rusak() -> dict[str, bytes]:
    good = arsip({"kampung": b"{}\n"})
    manifest = zipfile.ZipFile(io.BytesIO(good)).read("manifest.json")
    table = ("tabel/kampung.jsonl", b"{}\n")
    last = ("manifest.json", manifest)
    end = len(good) - 22
    at = good.index(b"PK\1\2")
    entries = good[at:end].split(b"PK\1\2")[1:]
    swapped = good[:at] + b"".join(b"PK\1\2" + entry for entry in entries[::-1]) + good[end:]
    few = good[: end + 8] + b"\1\0\1\0" + good[end + 12 :]
    many = good[: end + 8] + b"\xff\xff\xff\xff" + good[end + 12 :]
    return {
        "absolute": zip_lain([("/etc/passwd", b"x"), last]),
        "parent": zip_lain([("../kampung.jsonl", b"{}\n"), last]),
        "backslash": zip_lain([("tabel\\kampung.jsonl", b"{}\n"), last]),
        "folder": zip_lain([("tabel/", b""), table, last]),
        "other": zip_lain([table, ("baca.txt", b"x"), last]),
        "capital": zip_lain([("tabel/Kampung.jsonl", b"{}\n"), last]),
        "unlisted": zip_lain([table, ("tabel/opd.jsonl", b"{}\n"), last]),
        "missing": zip_lain([last]),
        "no manifest": zip_lain([table]),
        "symlink": zip_lain([table, last], external_attr=0o120777 << 16),
        "extra": zip_lain([table, last], extra=b"\1\0\0\0"),
        "comment": zip_lain([table, last], comment=b"x"),
        "stored": zip_lain([table, last], compress_type=zipfile.ZIP_STORED),
        "bzip2": zip_lain([table, last], compress_type=zipfile.ZIP_BZIP2),
        "moment": zip_lain([table, last], date_time=(2026, 1, 1, 0, 0, 0)),
        "before": b"x" * 10 + good,
        "after": good + b"x" * 10,
        "two in one": good[:-22] + good,
        "beyond zip": good[: at + 20] + b"\xff\xff\xff\xef" + good[at + 24 :],
        "count": many,
        "few": few,
        "swapped": swapped,
        "local": good[:10] + b"\1\0" + good[12:],
        "empty": good[-22:],
        "short": b"PK\3\4",
        "locked": good.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"),
        "changed": zip_lain([("tabel/kampung.jsonl", b"[]\n"), last]),
        "longer": zip_lain([("tabel/kampung.jsonl", b"{}\n{}\n"), last]),
    }


@pytest.mark.parametrize("name", zip_rusak())
@pytest.mark.parametrize("locked", [False, True])
def test_an_archive_of_another_form_is_refused(tmp_path: Path, name: str, *, locked: bool) -> None:
    (tmp_path / "sementara").mkdir()
    payload = zip_rusak()[name]
    path = tulis_isi(tmp_path, bertanda(terkunci(payload) if locked else payload))
    ditolak(path, Kode.TERLALU_BESAR if name == "count" else Kode.ISI_TAK_SAH)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sementara").mkdir()
    manifest = zipfile.ZipFile(io.BytesIO(arsip({}))).read("manifest.json")
    payload = zip_lain([("manifest.json", manifest)] * 2)
    ditolak(tulis_isi(tmp_path, bertanda(payload)), Kode.ISI_TAK_SAH)


def test_what_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "sementara").mkdir()
    bomb = arsip({"kampung": b'{"a":"' + b"a" * 2**24 + b'"}\n'})
    assert len(bomb) < 50_000
    for payload in (bomb, terkunci(bomb)):
        assert "terlalu besar" in ditolak(
            tulis_isi(tmp_path, bertanda(payload)), Kode.TERLALU_BESAR
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TABEL", 10), ("LAMPIRAN", 10), ("BANYAK_TABEL", 0), ("BANYAK_LAMPIRAN", 0),
        ("BANYAK_BARIS", 1), ("MANIFES", 100), ("ISI", 300), ("BERKAS_PAKET", 500),
    ],
)  # fmt: skip
def test_every_bound_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: int
) -> None:
    (tmp_path / "sementara").mkdir()
    payload = arsip({"kampung": b'{"id":"panjang"}\n{}\n'}, berkas=[FOTO])
    path = tulis_isi(tmp_path, bertanda(payload))
    terbuka(path)
    monkeypatch.setattr(batas, name, value)
    ditolak(path, Kode.TERLALU_BESAR)
    with pytest.raises(Penolakan) as caught:
        tulis_paket(tmp_path, "b.kkb", None)
    assert caught.value.kode == Kode.TERLALU_BESAR
    assert not (tmp_path / "b.kkb").exists()


@pytest.mark.parametrize(
    "line",
    [
        b'{"a":NaN}', b'{"a":-Infinity}', b'{"a":1e999}', b'{"a":1,"a":2}', b"[]", b"1", b'""', b"",
        b"{", b'{"a":"\xff"}', b'{"a":"\\ud800"}', b'{"a":"\\u0000"}', b"\xef\xbb\xbf{}",
        b"[" * 100_000, b'{"a":' * 17 + b"1" + b"}" * 17, b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":"' + b"a" * 2**20 + b'"}', b"{}\x00", b"{} {}",
    ],
    ids=lambda line: repr(line[:14]),
)  # fmt: skip
def test_a_line_that_is_doubtful_is_refused(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "sementara").mkdir()
    rest = os.urandom(9000).hex().encode()  # so that nothing swells suspiciously
    table = b'{"b":"' + rest + b'"}\n' + line + b"\n"
    path = tulis_isi(tmp_path, bertanda(arsip({"kampung": table})))
    ditolak(path, Kode.ISI_TAK_SAH)


def test_texts_with_odd_but_honest_contents_pass(tmp_path: Path) -> None:
    rows = [{"a": 'x\\u0000 "\n', "b": "é😀", "c": [[1.5, None, True]], "d": -(10**18)}]
    tulis(
        tmp_path / "a.kkb",
        MANIFEST,
        {"kampung": rows},
        [],
        buatan.kunci(),
        None,
        sementara=tmp_path,
    )
    assert terbuka(tmp_path / "a.kkb")["tabel"]["kampung"] == rows


def test_a_last_line_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sementara").mkdir()
    ditolak(tulis_isi(tmp_path, bertanda(arsip({"opd": b"{}\n{}"}))), Kode.ISI_TAK_SAH)


def _count(manifest: dict[str, Any]) -> None:
    manifest["tabel"]["opd"]["baris"] = 3


def _digest(manifest: dict[str, Any]) -> None:
    manifest["tabel"]["opd"]["sha256"] = "0" * 64


def _size(manifest: dict[str, Any]) -> None:
    manifest["tabel"]["opd"]["ukuran"] = 4


def _unlisted(manifest: dict[str, Any]) -> None:
    del manifest["tabel"]["opd"]


def _path(manifest: dict[str, Any]) -> None:
    manifest["tabel"]["../opd"] = manifest["tabel"].pop("opd")


@pytest.mark.parametrize("change", [_count, _digest, _size, _unlisted, _path])
def test_the_manifest_must_be_true(
    tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    (tmp_path / "sementara").mkdir()
    path = tulis_isi(tmp_path, bertanda(arsip({"opd": b"{}\n"}, change)))
    ditolak(path, Kode.ISI_TAK_SAH)


@pytest.mark.parametrize(
    "payload",
    [
        sandi.AWAL, sandi.AWAL + b"-> X25519 x\n" * 9000 + b"--- x\n", b"", b"teks",
        sandi.AWAL + b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\nx",
    ],
    ids=["head only", "long head", "nothing", "text", "much work"],
)  # fmt: skip
def test_what_is_no_locked_archive_is_refused(tmp_path: Path, payload: bytes) -> None:
    (tmp_path / "sementara").mkdir()
    kode = Kode.TERLALU_BESAR if b"scrypt" in payload else Kode.ISI_TAK_SAH
    ditolak(tulis_isi(tmp_path, bertanda(payload)), kode, sandi=SANDI)


def test_a_damaged_lock_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sementara").mkdir()
    locked = terkunci(arsip({}))
    for payload in (locked[:-1], locked[:-30] + bytes([locked[-30] ^ 1]) + locked[-29:]):
        ditolak(tulis_isi(tmp_path, bertanda(payload)), Kode.ISI_TAK_SAH)
