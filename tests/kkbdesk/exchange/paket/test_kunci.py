"""Keys: public files that vouch for themselves, words that tell two keys apart."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from pathlib import Path
from typing import Any

import pytest

from kkbdesk.exchange.paket import kata, kunci, sampul
from kkbdesk.exchange.paket.kunci import Kunci
from kkbdesk.exchange.paket.penolakan import Kode, Penolakan
from tests.support.paket import DIBUAT, rusak
from tests.support.paket import kunci as kunci_kantor


def test_the_words_are_short_and_cannot_be_taken_for_each_other() -> None:
    words = kata.daftar()
    assert len(set(words)) == 256
    assert len({word[:4] for word in words}) == 256
    assert all(3 <= len(word) <= 7 and word.isalpha() and word.islower() for word in words)


def test_the_words_change_with_either_key() -> None:
    one, other = kunci_kantor().umum, kunci.buat("19.05", "Kantor 19.05", DIBUAT).umum
    assert len(one.kata) == 10
    assert one.kata != other.kata
    mixed = kunci.KunciUmum("19.05", "x", one.tanda, other.enkripsi, DIBUAT)
    assert mixed.kata not in (one.kata, other.kata)


def test_kept_keys_come_back_and_are_not_shown(tmp_path: Path) -> None:
    own = kunci.buat("19.05", "Dinas", DIBUAT, kunci_kantor().identitas)
    text = kunci.rahasia(own)
    again = kunci.dari_rahasia(text, "kantor.txt", "19.05", "Dinas")
    assert (again.umum, again.identitas) == (own.umum, own.identitas)
    assert len(again.identitas) == 2
    assert "SECRET" not in repr(own)
    for damaged in (b"", b"x", text[:150], text.replace(b"AGE-", b"AGF-"), b"\xff" + text):
        with pytest.raises(Penolakan, match="rusak") as caught:
            kunci.dari_rahasia(damaged, "kantor.txt", "19.05", "Dinas")
        assert caught.value.kode == Kode.KUNCI_RUSAK


def test_no_changed_file_of_keys_is_taken(tmp_path: Path) -> None:
    path, chance = tmp_path / "kunci.txt", random.Random(3)
    content = kunci.umum(kunci_kantor())
    path.write_bytes(content)
    assert kunci.baca_umum(path) == (content, kunci_kantor().umum)
    for _ in range(500):
        changed = rusak(chance, content)
        path.write_bytes(changed)
        if changed != content:
            with pytest.raises(Penolakan):
                kunci.baca_umum(path)


def bertanda(signer: Kunci, **change: Any) -> bytes:
    """Return a file of keys with values changed, signed by its owner."""
    own = signer.umum
    plain = {
        "format": "kkb-kunci", "versi": 1, "kantor": own.kantor, "nama": own.nama,
        "tanda": own.minisign, "enkripsi": own.enkripsi, "dibuat": own.dibuat.isoformat(), **change,
    }  # fmt: skip
    text = json.dumps(plain).encode()
    digest = hashlib.blake2b(text).digest()
    cover = sampul.tulis(signer.tanda, own.id, "kunci umum KKB Desk", "kkb-kunci/1", {}, digest)
    return cover + text


ID_LAIN = base64.b64encode(b"Ed" + b"8 tanda." + kunci_kantor().umum.tanda).decode()


@pytest.mark.parametrize(
    ("change", "kode"),
    [
        ({}, None), ({"versi": 2}, Kode.PROGRAM_LEBIH_BARU), ({"kantor": "../x"}, Kode.BUKAN_KUNCI),
        ({"nama": "a\nb"}, Kode.BUKAN_KUNCI), ({"nama": ""}, Kode.BUKAN_KUNCI),
        ({"nama": ["x"]}, Kode.BUKAN_KUNCI), ({"nama": "x" * 201}, Kode.BUKAN_KUNCI),
        ({"nama": "\u202eterbalik"}, Kode.BUKAN_KUNCI), ({"enkripsi": "age1x"}, Kode.BUKAN_KUNCI),
        ({"tanda": "RWQ="}, Kode.BUKAN_KUNCI), ({"dibuat": "kemarin"}, Kode.BUKAN_KUNCI),
        ({"dibuat": "2026-01-01"}, Kode.BUKAN_KUNCI), ({"format": "x"}, Kode.BUKAN_KUNCI),
        ({"catatan": "x" * 20_000}, Kode.BUKAN_KUNCI),
        ({"tanda": ID_LAIN}, Kode.BUKAN_KUNCI),
        ({"tanda": kunci_kantor("75").umum.minisign}, Kode.BERUBAH),
    ],
)  # fmt: skip
def test_keys_are_held_against_their_form(
    tmp_path: Path, change: dict[str, Any], kode: Kode | None
) -> None:
    path = tmp_path / "kunci.txt"
    path.write_bytes(bertanda(kunci_kantor(), **change))
    if kode is None:
        assert kunci.baca_umum(path)[1] == kunci_kantor().umum
        return
    with pytest.raises(Penolakan) as caught:
        kunci.baca_umum(path)
    assert caught.value.kode == kode
