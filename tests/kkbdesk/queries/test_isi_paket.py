"""What a package leaves out: telephone numbers, never what every office has alike."""

from __future__ import annotations

import pytest

from kkbdesk.model.ids import Kind
from kkbdesk.model.paket import Tujuan
from kkbdesk.queries.isi_paket import tanpa


@pytest.mark.parametrize("kind", [Kind.TAWARAN, Kind.PERMASALAHAN, Kind.REALISASI])
@pytest.mark.parametrize("tujuan", list(Tujuan))
def test_the_program_of_a_record_travels_with_it(tujuan: Tujuan, kind: Kind) -> None:
    assert "program" not in tanpa(tujuan, kind)


def test_a_province_gets_names_but_no_telephone_numbers() -> None:
    assert "kontak" in tanpa(Tujuan.PROVINSI, Kind.ANGGOTA)
    assert "nama" not in tanpa(Tujuan.PROVINSI, Kind.ANGGOTA)
