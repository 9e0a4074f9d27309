"""What the papers of a meeting take from it: to whom the letter goes, and the hour of the place."""

from __future__ import annotations

from datetime import date

import pytest

from kkbdesk.desk import Desk
from kkbdesk.model.ids import RapatId
from kkbdesk.model.naskah import Zona, zona_di
from kkbdesk.services.naskah import MintaNaskah

DAY = date(2026, 6, 2)


def a_meeting(desk: Desk, *offices: str) -> RapatId:
    rapat = desk.rapat.jadwalkan({"nama": "Rakor", "tanggal": date(2026, 6, 9)})
    people = [{"nama": f"Nama {at}", "instansi": name} for at, name in enumerate(offices)]
    desk.peserta.tambah(rapat.id, [*people, {"nama": "Nama Tamu", "tamu": True}])
    return rapat.id


def test_an_issued_invitation_names_the_offices_invited(desk: Desk) -> None:
    rapat = a_meeting(desk, "Bappeda", "Dinas Kesehatan", "Dinas Kesehatan")
    letter = desk.register.buat(MintaNaskah("undangan", rapat=rapat))
    assert desk.register.tetapkan(letter.id, DAY).tujuan == "Bappeda, Dinas Kesehatan"
    (row,) = desk.register.daftar()
    assert row.tujuan == "Bappeda, Dinas Kesehatan"


def test_many_offices_are_counted_and_what_was_typed_stays(desk: Desk) -> None:
    rapat = a_meeting(desk, *(f"Kantor {letter}" for letter in "ABCDEF"))
    letter = desk.register.buat(MintaNaskah("undangan", rapat=rapat))
    issued = desk.register.tetapkan(letter.id, DAY)
    assert issued.tujuan == "Kantor A, Kantor B, Kantor C, Kantor D, dan 2 undangan lain"
    other = desk.register.buat(MintaNaskah("undangan", rapat=rapat))
    desk.register.ubah(other, {"tujuan": "Para Camat"})
    assert desk.register.tetapkan(other.id, DAY).tujuan == "Para Camat"


def test_what_is_no_letter_goes_to_nobody(desk: Desk) -> None:
    rapat = a_meeting(desk, "Bappeda")
    minutes = desk.register.buat(MintaNaskah("notula", rapat=rapat))
    assert desk.register.tetapkan(minutes.id, DAY).tujuan == ""


@pytest.mark.parametrize(
    ("kode", "zona"),
    [("19.05", Zona.WIB), ("61.71", Zona.WIB), ("75.03", Zona.WITA), ("51", Zona.WITA),
     ("81.01", Zona.WIT), ("94", Zona.WIT), (None, Zona.WIB)],
)  # fmt: skip
def test_an_office_keeps_the_time_of_its_place(kode: str | None, zona: Zona) -> None:
    assert zona_di(kode) is zona
