"""Opens many hostile packages and tells what came of them."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from kkbdesk.exchange.paket.penolakan import Penolakan
from tests.support.paket import TABEL, Bahan, berniat, berubah, terbuka


def acak(folder: Path, number: int, seed: int) -> Counter[str]:
    """Open that many mutated packages; return how often each refusal was given.

    Raises AssertionError when one is taken that holds anything its sender did not sign, or when
    something stays behind; any other exception is a crash.
    """
    chance = random.Random(seed)
    bahan = Bahan.siap(folder)
    path, told = folder / "acak.kkb", Counter[str]()
    for at in range(number):
        stranger = at % 2 == 0
        content = (berubah if stranger else berniat)(chance, bahan)
        path.write_bytes(content)
        try:
            found = terbuka(path)
        except Penolakan as error:
            told[error.kode] += 1
            continue
        told["sama"] += 1
        if stranger:
            assert content in bahan.paket, at
        else:
            rows = found["tabel"].get("kampung", [])
            assert all(isinstance(row, dict) for row in rows), at
            assert found["manifest"]["kantor"] == "19.05", at
            if "opd" in found["tabel"]:
                assert found["tabel"] == TABEL, at
        assert not any((folder / "sementara").iterdir())
    assert not any((folder / "sementara").iterdir())
    return told
