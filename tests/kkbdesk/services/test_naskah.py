"""Documents from records and texts: made, issued, frozen, numbered, in batches."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.documents.blocks import KopPejabat, Labelled, Page, Photos, Signatures
from kkbdesk.errors import UserError
from kkbdesk.model.ids import RapatId
from kkbdesk.model.kantor import Kertas
from kkbdesk.model.naskah import PeranPejabat, StatusJabatan, StatusNaskah
from kkbdesk.model.problem import RuleViolation
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis
from tests.support.makers import SINAR_SURYA
from tests.support.naskah import a_picture
from tests.support.paper import outside, pages, squeezed, word_text

DAY = date(2026, 2, 15)
REPEATS_HEADINGS = {"sk-matriks"}
"""Its table goes on over a page, in print under the heading again."""


def desa(sample: Desk) -> MintaNaskah:
    return MintaNaskah(
        "sk-pokja-desa", kampung=sample.kampung.dengan_kode(SINAR_SURYA).id, tanggal=DAY
    )


def words(pdf: bytes) -> str:
    return " ".join(" ".join(pages(pdf)).split())


def minta(sample: Desk, kode: str) -> MintaNaskah:
    needs = next(item.perlu.value for item in daftar_jenis() if item.kode == kode)
    kampung = sample.kampung.dengan_kode(SINAR_SURYA).id if needs == "kampung" else None
    rapat = a_meeting(sample) if needs == "rapat" else None
    return MintaNaskah(kode, kampung=kampung, rapat=rapat, tanggal=DAY)


def a_meeting(sample: Desk) -> RapatId:
    return sample.rapat.jadwalkan(
        {"nama": "Rapat koordinasi Pokja", "tanggal": date(2026, 2, 20), "mulai": "09.00"}
    ).id


@pytest.mark.parametrize("kode", [item.kode for item in daftar_jenis()])
def test_pdf_and_docx_of_every_kind_hold_the_same_words(
    sample: Desk, tmp_path: Path, kode: str
) -> None:
    wanted = minta(sample, kode)
    pdf = sample.naskah.tulis(wanted, tmp_path / f"{kode}.pdf").berkas.read_bytes()
    word = sample.naskah.tulis(wanted, tmp_path / f"{kode}.docx").berkas.read_bytes()
    printed = re.sub(r"- \d+ -|CONTOH", "", "\n".join(pages(pdf)))
    told, said = Counter(squeezed(printed)), Counter(squeezed(word_text(word)))
    assert not said - told
    assert told == said or kode in REPEATS_HEADINGS
    assert outside(pdf, 20) == []


def test_a_village_decree_says_who_decides_what_for_whom(sample: Desk) -> None:
    pdf, kurang = sample.naskah.pratinjau(desa(sample))
    text = words(pdf)
    assert "KEPALA DESA SINAR SURYA KABUPATEN BANGKA BARAT" in text
    assert "KEPUTUSAN KEPALA DESA SINAR SURYA NOMOR … TAHUN 2026" in text
    assert "perlu menetapkan Keputusan Kepala Desa tentang Pembentukan" in text
    assert "sebagaimana dimaksud dalam huruf a dan huruf b" in text
    assert "KEEMPAT" in text
    assert "Ditetapkan di Sinar Surya pada tanggal 15 Februari 2026" in text
    assert "Nama Ketua Pokja" in text
    assert "nomor" in dict(kurang)
    assert "tanggal_musyawarah" in dict(kurang)


def test_what_is_typed_fills_what_was_missing(sample: Desk) -> None:
    typed = {"tanggal_musyawarah": "10 Februari 2026"}
    wanted = replace(desa(sample), ketikan=typed)
    pdf, kurang = sample.naskah.pratinjau(wanted)
    assert "pada tanggal 10 Februari 2026 telah menyepakati" in words(pdf)
    assert "tanggal_musyawarah" not in dict(kurang)


def test_the_signatory_is_who_holds_the_office_on_the_day(sample: Desk) -> None:
    for nama, mulai, selesai in (
        ("Dr. Nama Lama, M.Si.", date(2022, 1, 1), date(2025, 12, 31)),
        ("Nama Baru, S.E.", date(2026, 1, 1), None),
    ):
        sample.tata_naskah.tambah_pejabat(
            {
                "peran": PeranPejabat.KEPALA_DAERAH, "nama": nama, "mulai": mulai,
                "selesai": selesai,
                "nama_polos": nama.split(",")[0].removeprefix("Dr. "),
            }
        )  # fmt: skip
    new = sample.naskah.susun(minta(sample, "sk-matriks")).dokumen
    old = sample.naskah.susun(MintaNaskah("sk-matriks", tanggal=date(2024, 5, 1))).dokumen
    assert _signed(new) == ("BUPATI BANGKA BARAT", "NAMA BARU", None)
    assert _signed(old) == ("BUPATI BANGKA BARAT", "NAMA LAMA", None)


def _signed(document: object) -> tuple[str, str, str | None]:
    blocks = document.blocks  # type: ignore[attr-defined]
    (signature,) = (block for block in blocks if isinstance(block, Signatures))
    signer = signature.signers[0]
    assert signer is not None
    return signer.jabatan, signer.nama, signer.nip


def test_who_signs_on_behalf_says_so(sample: Desk) -> None:
    sample.tata_naskah.tambah_pejabat(
        {
            "peran": PeranPejabat.KEPALA_DINAS, "nama": "Nama Pelaksana, S.Sos.", "nip": "1",
            "status": StatusJabatan.PLT, "atas_nama": "Bupati Bangka Barat",
            "jabatan": "Kepala Dinas",
        }
    )  # fmt: skip
    made = sample.naskah.susun(minta(sample, "surat-tugas")).dokumen
    assert _signed(made)[0] == "a.n. BUPATI BANGKA BARAT\nPlt. KEPALA DINAS"


def test_decrees_are_on_f4_in_bookman_under_the_emblem(sample: Desk) -> None:
    made = sample.naskah.susun(minta(sample, "sk-pokja-kabupaten")).dokumen
    assert isinstance(made.kop, KopPejabat)
    assert made.kop.lines == ("BUPATI BANGKA BARAT", "PROVINSI KEPULAUAN BANGKA BELITUNG")
    assert (made.page.width, made.page.height) == (215, 330)
    assert (made.page.left, made.page.right, made.page.top, made.page.bottom) == (30, 25, 25, 25)
    assert (made.letters.font.value, made.letters.size) == ("Bookman Old Style", 12)


def test_the_matrix_is_a_lying_attachment_signed_again(sample: Desk) -> None:
    made = sample.naskah.susun(minta(sample, "sk-matriks")).dokumen
    (section,) = made.lampiran
    assert section.page == Page(
        Kertas.F4, landscape=True, top=25, next_top=25, bottom=20, left=25, right=20
    )
    assert isinstance(section.blocks[-1], Signatures)


def test_legal_bases_stand_where_they_belong(sample: Desk) -> None:
    made = sample.naskah.susun(minta(sample, "sk-pokja-kabupaten")).dokumen
    parts = {block.label: block for block in made.blocks if isinstance(block, Labelled)}
    assert parts["Mengingat"].items[0].text.startswith("Undang-Undang Nomor 52 Tahun 2009")
    assert all("Instruksi" not in item.text for item in parts["Mengingat"].items)
    assert parts["Memperhatikan"].items[0].text.startswith("Instruksi Presiden Nomor 3 Tahun 2022")


def test_what_a_kind_needs_is_asked_for(sample: Desk) -> None:
    with pytest.raises(UserError, match="memerlukan kampung"):
        sample.naskah.susun(MintaNaskah("sk-pokja-desa"))
    with pytest.raises(UserError, match="memerlukan rapat"):
        sample.naskah.susun(MintaNaskah("undangan"))
    with pytest.raises(UserError, match="tidak dikenal"):
        sample.naskah.susun(MintaNaskah("surat-cinta"))


def test_an_issued_document_never_changes(sample: Desk, tmp_path: Path) -> None:
    draft = sample.register.buat(desa(sample))
    issued = sample.register.tetapkan(draft.id, DAY, "141/7/2026")
    assert issued.status is StatusNaskah.DITETAPKAN
    before, _ = sample.naskah.dokumen_terdaftar(issued.id)
    kantor = sample.kantor.get()
    sample.kantor.ubah(kantor, {"tempat": "Tempat Lain", "kertas": Kertas.A4})
    tata = sample.tata_naskah.get()
    sample.tata_naskah.ubah(tata, {"hukum_kertas": Kertas.A4})
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    sample.pokja.tambah_anggota(group.id, [{"nama": "Nama Susulan"}])
    rule = sample.tata_naskah.aturan("sk-pokja-desa")
    sample.tata_naskah.ubah_aturan(rule, {"teks": "[paragraf]\nLain sama sekali."})
    after, kurang = sample.naskah.dokumen_terdaftar(issued.id)
    assert after == before
    assert kurang == ()
    assert "141/7/2026" in words(
        (sample.naskah.tulis_terdaftar(issued.id, tmp_path / "lama.pdf").berkas).read_bytes()
    )


def test_a_decree_tells_its_number_to_the_working_group(sample: Desk) -> None:
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    draft = sample.register.buat(MintaNaskah("sk-pokja-desa", pokja=group.id))
    sample.register.tetapkan(draft.id, DAY, "141/8/2026")
    now = sample.pokja.get(group.id)[0]
    assert (now.sk_nomor, now.sk_tanggal) == ("141/8/2026", DAY)
    sample.editor.undo()
    assert sample.pokja.get(group.id)[0].sk_nomor != "141/8/2026"


def test_numbers_follow_the_pattern_of_kind_and_year(sample: Desk) -> None:
    rule = sample.tata_naskah.aturan("surat-tugas")
    sample.tata_naskah.ubah_aturan(
        rule, {"pola": "{kode}/{urut}/{unit}/{bulan_romawi}/{tahun}", "unit": "DP2KB"}
    )
    written = []
    for _ in range(2):
        draft = sample.register.buat(MintaNaskah("surat-tugas"))
        written.append(sample.register.tetapkan(draft.id, DAY).nomor)
    assert written == ["800.1.11.1/1/DP2KB/II/2026", "800.1.11.1/2/DP2KB/II/2026"]
    assert sample.register.nomor_berikut("surat-tugas", date(2027, 1, 4))[0] == 1


def test_gaps_and_duplicates_in_numbers_are_shown(sample: Desk) -> None:
    for urut in (1, 3, 3):
        draft = sample.register.buat(MintaNaskah("surat-tugas"))
        sample.register.tetapkan(draft.id, DAY, f"800/{urut}/2026", urut)
    (found,) = sample.register.nomor(2026)
    assert (found.hilang, found.ganda) == ((2,), (3,))
    last = sample.register.daftar()[0]
    problems = sample.register.get(last.id)[1]
    assert sample.register.nomor(2025) == []
    assert isinstance(problems, list)


def test_only_drafts_are_removed_and_only_issued_are_revoked(sample: Desk) -> None:
    draft = sample.register.buat(MintaNaskah("surat-tugas"))
    with pytest.raises(UserError, match="tidak mungkin"):
        sample.register.cabut(draft.id)
    issued = sample.register.tetapkan(draft.id, DAY, "1")
    with pytest.raises(UserError, match="dicabut, bukan dihapus"):
        sample.register.hapus([issued.id])
    assert sample.register.cabut(issued.id).status is StatusNaskah.DICABUT
    with pytest.raises(UserError, match="sudah ditetapkan"):
        sample.register.tetapkan(issued.id, DAY, "2")


def test_a_faulty_text_is_refused_with_its_line(sample: Desk) -> None:
    rule = sample.tata_naskah.aturan("undangan")
    with pytest.raises(UserError, match=r"Baris 2: isian \{tempatrapat\}"):
        sample.tata_naskah.ubah_aturan(rule, {"teks": "[paragraf]\nDi {tempatrapat}"})
    with pytest.raises(RuleViolation, match="tidak mengenal"):
        sample.tata_naskah.ubah_aturan(rule, {"pola": "{nomer}/{tahun}"})


def test_a_batch_makes_one_decree_per_village(sample: Desk, tmp_path: Path) -> None:
    wanted = MintaNaskah("sk-pokja-desa", tanggal=DAY)
    each = sample.naskah_massal.tulis(wanted, "19.05.02", tmp_path / "satuan")
    assert each.jumlah == len(each.berkas) == len(list((tmp_path / "satuan").iterdir()))
    one = sample.naskah_massal.tulis(wanted, "19.05.02", tmp_path / "semua.pdf")
    assert one.jumlah == each.jumlah
    assert len(pages(one.berkas[0].read_bytes())) >= 2 * one.jumlah
    with pytest.raises(UserError, match="bukan kode kecamatan"):
        sample.naskah_massal.tulis(wanted, "19.05", tmp_path / "x")


def test_naughty_strings_and_long_names_print(sample: Desk, tmp_path: Path) -> None:
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    long = "Nama Yang Panjang Sekali " * 8
    for text in (
        long,
        "<b>&amp;{desa}",
        "[tabel x]",
        "ｆｕｌｌ \u202eterbalik",
        "A" + "🙂" * 30,
        "\\n; dan",
    ):
        sample.pokja.tambah_anggota(group.id, [{"nama": text, "unsur": text}])
    sample.kampung.ubah(
        sample.kampung.dengan_kode(SINAR_SURYA), {"nama": "K{nomor}ampung [diktum]"}
    )
    made = sample.naskah.tulis(desa(sample), tmp_path / "x.pdf")
    text = words(made.berkas.read_bytes())
    assert "K{nomor}ampung [diktum]" in text
    assert "<b>&amp;{desa}" in text


def test_a_certified_copy_says_ttd_and_who_certifies(sample: Desk) -> None:
    draft = sample.register.buat(minta(sample, "sk-matriks"))
    issued = sample.register.tetapkan(draft.id, DAY, "188/9/2026")
    copy, _ = sample.naskah.dokumen_terdaftar(issued.id, "salinan")
    signed = [block for block in copy.blocks if isinstance(block, Signatures)]
    assert copy.stamp == "SALINAN"
    assert [signer and signer.pada_tempatnya for block in signed for signer in block.signers] == [
        "ttd", "",
    ]  # fmt: skip
    assert copy.blocks[-1] == signed[1]
    certifier = signed[1].signers[0]
    assert certifier is not None
    assert certifier.atas == ("Salinan sesuai dengan aslinya",)
    assert certifier.jabatan == "KEPALA BAGIAN HUKUM"
    original, _ = sample.naskah.dokumen_terdaftar(issued.id)
    assert original.stamp == ""


def test_what_bears_no_number_gets_none(sample: Desk) -> None:
    draft = sample.register.buat(minta(sample, "notula"))
    issued = sample.register.tetapkan(draft.id, DAY)
    assert (issued.nomor, issued.urut) == ("", None)


def test_a_typed_number_counts_in_its_year(sample: Desk) -> None:
    draft = sample.register.buat(MintaNaskah("surat-tugas"))
    issued = sample.register.tetapkan(draft.id, DAY, "800.1.11.1/045/2026")
    assert issued.urut == 45
    assert sample.register.nomor_berikut("surat-tugas", DAY) == (46, "800.1.11.1/46/2026")
    other = sample.register.buat(MintaNaskah("surat-tugas"))
    assert sample.register.tetapkan(other.id, DAY, "tanpa pola").urut is None


def test_who_signed_stays_in_the_register(sample: Desk) -> None:
    draft = sample.register.buat(minta(sample, "sk-matriks"))
    issued = sample.register.tetapkan(draft.id, DAY, "188/1/2026")
    rows = {row.id: row for row in sample.register.daftar()}
    assert rows[issued.id].penanda == "Dr. Nama Bupati, M.Si."


def held(sample: Desk) -> RapatId:
    """Return the newest meeting of the sample that was held."""
    rows = [row for row in sample.rapat.daftar() if row.hadir]
    return max(rows, key=lambda row: row.tanggal).id


def test_the_pictures_of_a_meeting_are_in_its_minutes(sample: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "Pembukaan rapat.png"
    picture.write_bytes(a_picture(640, 480))
    sample.foto_rapat.tambah(held(sample), [picture])
    pdf, _ = sample.naskah.pratinjau(MintaNaskah("notula", rapat=held(sample), tanggal=DAY))
    assert "Pembukaan rapat" in words(pdf)
    made = sample.naskah.susun(MintaNaskah("notula", rapat=held(sample), tanggal=DAY)).dokumen
    shown = [block for part in made.sections for block in part.blocks if isinstance(block, Photos)]
    assert shown[0].photos[0].content == picture.read_bytes()


def test_what_was_left_open_stands_on_the_next_invitation(sample: Desk) -> None:
    planned = max(sample.rapat.daftar(), key=lambda row: row.tanggal)
    pdf, _ = sample.naskah.pratinjau(MintaNaskah("undangan", rapat=planned.id, tanggal=DAY))
    assert "Menyusun jadwal pembinaan kampung" in words(pdf)


def test_minutes_name_the_invitation(sample: Desk) -> None:
    letter = sample.register.buat(MintaNaskah("undangan", rapat=held(sample)))
    sample.register.tetapkan(letter.id, DAY, "400.13/7/2026")
    pdf, kurang = sample.naskah.pratinjau(MintaNaskah("notula", rapat=held(sample)))
    assert "Nomor 400.13/7/2026 tanggal 15 Februari 2026" in words(pdf)
    assert "nomor_undangan" not in dict(kurang)


def test_a_decree_of_a_former_working_group_names_its_members(sample: Desk) -> None:
    group = next(row for row in sample.pokja.daftar() if row.nama == "Sinar Surya")
    present = sample.pokja.get(group.id)[0]
    sample.pokja.ubah(present, {"selesai": date(2025, 12, 31)})
    pdf, _ = sample.naskah.pratinjau(MintaNaskah("sk-pokja-desa", pokja=group.id, tanggal=DAY))
    assert "Nama Sekretaris Pokja" in words(pdf)
