"""Photos of what was done, and what a deed does to its plan."""

from __future__ import annotations

import errno
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from db.database import SqlDatabase
from db.store import SqlStore
from kkbdesk.desk import Desk
from kkbdesk.errors import StaleEdit, StorageFault, UserError
from kkbdesk.model.ids import ProgramId
from kkbdesk.model.paket import Tujuan
from kkbdesk.model.realisasi import FotoRealisasi, Realisasi, SaatFoto
from kkbdesk.model.rencana import Rencana, StatusRencana
from kkbdesk.services.berkas_paket import Kunci
from kkbdesk.services.foto import FotoBaru, siapkan_foto, siapkan_semua
from kkbdesk.services.gabung import Putusan
from tests.support.naskah import a_picture
from tests.support.offices import an_office


def a_deed(desk: Desk, **nilai: object) -> Realisasi:
    return desk.realisasi.catat({"judul": "Senam", "tanggal": date(2026, 5, 1), **nilai})


def a_plan(desk: Desk, name: str) -> Rencana:
    values = {"program": ProgramId("4"), "kegiatan": name, "mulai": date(2026, 4, 6)}
    return desk.rencana.tambah(values)


def a_photo(path: Path, width: int = 4000, height: int = 3000, *, turned: bool = False) -> Path:
    """Write a photo as a telephone takes it, with place and orientation."""
    image = Image.effect_noise((width // 8, height // 8), 60).resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8825)[1] = "S"
    image.save(path, "JPEG", quality=92, exif=exif)
    return path


def status(desk: Desk, plan: Rencana) -> StatusRencana:
    return desk.rencana.get(plan.id).baris.rencana.status


def test_a_photo_is_kept_small_upright_and_without_its_place(tmp_path: Path) -> None:
    path = a_photo(tmp_path / "IMG_2026.jpg", turned=True)
    made = siapkan_foto(path)
    with Image.open(BytesIO(made.isi)) as image:
        assert image.size == (1500, 2000)
        assert not image.getexif()
    assert made.keterangan == "IMG 2026"
    assert len(made.isi) < path.stat().st_size / 2


def test_a_small_photo_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kecil.png"
    path.write_bytes(a_picture(300, 200))
    assert siapkan_foto(path).isi == path.read_bytes()


def test_what_is_no_photo_is_named_and_the_others_come_in(tmp_path: Path) -> None:
    (tmp_path / "teks.jpg").write_bytes(b"bukan gambar")
    (tmp_path / "iphone.jpg").write_bytes(b"\0\0\0\x18ftypheic" + bytes(60))
    whole = a_photo(tmp_path / "baik.jpg", 800, 600).read_bytes()
    (tmp_path / "potong.jpg").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "bolong.jpg").write_bytes(whole[:500] + whole[-400:])
    names = ("teks.jpg", "iphone.jpg", "baik.jpg", "potong.jpg", "bolong.jpg", "tiada.jpg")
    ready, refused = siapkan_semua([tmp_path / name for name in names])
    assert [foto.keterangan for foto in ready] == ["baik"]
    said = ("teks.jpg bukan", "Paling Kompatibel", "potong.jpg bukan", "bolong.jpg: Fotonya rusak",
            "tidak ada")  # fmt: skip
    assert all(part in text for part, text in zip(said, refused, strict=True)), refused


def test_a_photo_of_tens_of_megabytes_is_taken_and_an_endless_one_is_not(tmp_path: Path) -> None:
    path = a_photo(tmp_path / "besar.jpg")
    path.write_bytes(path.read_bytes() + bytes(40 * 2**20))
    assert len(siapkan_foto(path).isi) < 2 * 2**20
    with path.open("r+b") as file:
        file.truncate(90 * 2**20)
    with pytest.raises(UserError, match="terlalu besar"):
        siapkan_foto(path)


def test_a_photo_on_a_pulled_drive_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_photo(tmp_path / "a.jpg", 80, 60)

    def pulled(_self: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", pulled)
    with pytest.raises(StorageFault, match="dicabut"):
        siapkan_foto(path)


def test_photos_are_put_in_order_and_moment_in_one_step(sample: Desk) -> None:
    done = a_deed(sample)
    pictures = [FotoBaru(name, a_picture(10 + at, 10)) for at, name in enumerate("abc")]
    a, b, c = (item.id for item in sample.realisasi.tambah_foto(done.id, pictures))
    sample.realisasi.atur_foto(done.id, {SaatFoto.SESUDAH: [c], SaatFoto.SEBELUM: [b]})

    def shown() -> list[tuple[str, SaatFoto]]:
        return [(f.keterangan, f.saat) for f in sample.realisasi.get(done.id).baris.foto]

    before, during, after = SaatFoto
    assert shown() == [("b", before), ("c", after), ("a", during)]
    sample.editor.undo()
    assert shown() == [("a", during), ("b", during), ("c", during)]
    sample.realisasi.hapus([done.id])
    with pytest.raises(StaleEdit):
        sample.realisasi.atur_foto(done.id, {before: [a]})
    with pytest.raises(StaleEdit):
        sample.realisasi.tambah_foto(done.id, pictures)


def test_photos_of_namesakes_go_into_folders_of_their_own(sample: Desk, tmp_path: Path) -> None:
    rows = sample.kampung.daftar()[:2]
    for row in rows:
        done = a_deed(sample, kampung=row.id, judul="Senam: lansia/balita?")
        sample.realisasi.tambah_foto(done.id, [FotoBaru(row.nama, a_picture(9, 9))])
        sample.realisasi.simpan_foto(done.id, tmp_path)
    expected = {f"2026-05-01 {row.nama} Senam lansia balita" for row in rows}
    assert {path.name for path in tmp_path.iterdir() if path.name != "contoh"} >= expected


def test_a_deed_that_is_given_a_plan_later_carries_it_out(sample: Desk) -> None:
    plan, other = a_plan(sample, "Satu"), a_plan(sample, "Dua")
    done = sample.realisasi.ubah(a_deed(sample), {"rencana": plan.id})
    assert status(sample, plan) is StatusRencana.SELESAI
    done = sample.realisasi.ubah(done, {"rencana": other.id})
    assert status(sample, plan) is StatusRencana.DIRENCANAKAN
    assert status(sample, other) is StatusRencana.SELESAI
    sample.realisasi.ubah(done, {"rencana": None})
    assert status(sample, other) is StatusRencana.DIRENCANAKAN


def test_a_deed_stands_beside_its_plan_and_tells_what_the_website_lacks(sample: Desk) -> None:
    plan = sample.rencana.tambah(
        {"program": ProgramId("4"), "kegiatan": "Gizi", "target": Decimal(40), "satuan": "orang",
         "anggaran": Decimal(2_000_000)}
    )  # fmt: skip
    done = sample.realisasi.catat(
        {"rencana": plan.id, "tanggal": date(2026, 5, 4), "laki_laki": 8, "perempuan": 12,
         "biaya": Decimal(2_500_000)}
    )  # fmt: skip
    shown = sample.realisasi.get(done.id)
    assert shown.rencana is not None
    assert shown.rencana.persen_target == Decimal(50)
    assert shown.rencana.persen_anggaran == Decimal(125)
    assert shown.kurang == ("Tempat", "Deskripsi", "Seksi", "Sasaran", "Instansi")


def test_what_takes_several_is_copied_one_by_one(sample: Desk) -> None:
    done = a_deed(sample, sasaran_peserta=("lansia", "remaja"))
    (row,) = (r for r in sample.realisasi.antrian() if r.baris.realisasi.id == done.id)
    by_label = {item.label: item.salinan for item in row.isian}
    assert len(by_label["Sasaran"]) == 2
    assert by_label["Judul"] == ("Senam",)
    assert by_label["Deskripsi"] == ()


def test_photos_are_in_copies_at_the_second_place_and_in_packages(tmp_path: Path) -> None:
    office, province = an_office(tmp_path / "a", "19.05"), an_office(tmp_path / "b", "19")
    done = a_deed(office)
    (foto,) = office.realisasi.tambah_foto(done.id, [FotoBaru("Senam", a_picture(60, 40))])
    place = tmp_path / "tempat"
    place.mkdir()
    assert isinstance(office.store, SqlStore)
    copy = office.store.copies.send(office.store.copy("tangan"), place)
    assert office.store.copies.trial(copy) == []
    SqlDatabase().restore(tmp_path / "pulih", copy.berkas)
    with SqlStore.open(tmp_path / "pulih") as restored:
        assert restored.get_berkas(foto.berkas) == a_picture(60, 40)
    package = tmp_path / "a.kkb"
    office.berkas_paket.buat(Tujuan.PROVINSI, package, kunci=Kunci(sandi="matahari terbit"))
    assert province.store.path_berkas(foto.berkas) is None
    office.kunci.tulis_umum(tmp_path / "kunci.txt")
    province.kunci.terima(tmp_path / "kunci.txt")
    province.berkas_paket.gabung(package, Putusan(), sandi="matahari terbit")
    assert province.store.get_berkas(foto.berkas) == a_picture(60, 40)
    with province.store.read("19.05") as reader:
        assert [item.berkas for item in reader.find(FotoRealisasi)] == [foto.berkas]
    for desk in (office, province):
        desk.close()
