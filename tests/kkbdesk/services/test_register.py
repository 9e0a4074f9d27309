"""The register: documents made elsewhere, scans, numbers per issuer, what ends, what is revoked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import Cancelled, UserError
from kkbdesk.model.ids import KampungId
from kkbdesk.model.naskah import NASKAH_DESA, Naskah, PeranPejabat, StatusNaskah
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis
from kkbdesk.services.pindaian import daftar_pindaian
from kkbdesk.services.pokja import PokjaRow
from tests.support.makers import SINAR_SURYA
from tests.support.naskah import a_picture

DAY = date(2026, 2, 15)


def kampung(sample: Desk, desa: str = SINAR_SURYA) -> KampungId:
    return sample.kampung.dengan_kode(desa).id


def group(sample: Desk, desa: str = SINAR_SURYA) -> PokjaRow:
    place = kampung(sample, desa)
    return next(row for row in sample.pokja.daftar() if row.kampung == place)


def a_scan(tmp_path: Path, name: str = "sk lama.pdf", content: bytes = b"%PDF-1.4 isi") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_an_old_decree_is_entered_with_its_scan_and_reaches_the_pokja(
    sample: Desk, tmp_path: Path
) -> None:
    row = group(sample)
    sample.pokja.ubah(sample.pokja.get(row.id)[0], {"sk_nomor": "", "sk_tanggal": None})
    made = sample.naskah_lama.catat(
        {
            "jenis": "sk-pokja-desa", "nomor": "141/17/2026", "tanggal": DAY, "hal": "Pokja lama",
            "kampung": row.kampung, "selesai": date(2026, 3, 1),
        },
        [a_scan(tmp_path), a_scan(tmp_path, "hal 2.png", a_picture(20, 20))],
    )  # fmt: skip
    assert (made.urut, made.tercatat) == (17, True)
    assert [each.nama for each in daftar_pindaian(made)] == ["sk lama.pdf", "hal 2.png"]
    assert sample.pokja.get(row.id)[0].sk_nomor == "141/17/2026"
    (listed,) = [item for item in sample.register.daftar() if item.id == made.id]
    assert (listed.status, listed.pindaian) == (StatusNaskah.BERAKHIR, 2)
    with pytest.raises(UserError, match="lihat pindaiannya"):
        sample.naskah.dokumen_terdaftar(made.id)
    corrected = sample.register.ubah(made, {"nomor": "141/18/2026"})
    assert corrected.urut == 18
    assert sample.pokja.get(row.id)[0].sk_nomor == "141/18/2026"
    sample.register.hapus([made.id])
    assert sample.pokja.get(row.id)[0].sk_nomor == ""


def test_an_old_decree_does_not_replace_a_newer_one_of_the_pokja(sample: Desk) -> None:
    row = group(sample)
    draft = sample.register.buat(MintaNaskah("sk-pokja-desa", pokja=row.id))
    sample.register.tetapkan(draft.id, date(2026, 4, 1), "141/9/2026")
    begin = sample.naskah_lama.usulan(row.id)
    assert (begin["jenis"], begin["nomor"]) == ("sk-pokja-desa", "141/9/2026")
    old = {**begin, "nomor": "141/1/2021", "tanggal": date(2021, 1, 4), "hal": ""}
    sample.naskah_lama.catat({name: old[name] for name in old if name != "selesai"})
    assert sample.pokja.get(row.id)[0].sk_nomor == "141/9/2026"


@pytest.mark.parametrize(
    ("nilai", "sentence"),
    [
        ({"jenis": "sk-pokja-desa", "nomor": "1"}, "nomor dan tanggal"),
        ({"jenis": "sk-pokja-desa", "nomor": "1", "tanggal": DAY}, "kampung"),
        ({"jenis": "undangan", "tanggal": DAY}, "nomor dan tanggal"),
    ],
)
def test_an_old_document_needs_what_names_it(
    sample: Desk, nilai: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        sample.naskah_lama.catat({"hal": "", **nilai})


def test_what_is_no_scan_is_refused_and_nothing_is_attached(sample: Desk, tmp_path: Path) -> None:
    draft = sample.register.buat(MintaNaskah("surat-tugas"))
    huge = a_scan(tmp_path, "besar.pdf")
    with huge.open("r+b") as file:
        file.truncate(100_000_000)
    for path, sentence in (
        (a_scan(tmp_path, "surat.docx", b"PK"), "bukan pindaian"),
        (a_scan(tmp_path, "rusak.jpg", b"\xff\xd8\xff"), "bukan pindaian"),
        (huge, "terlalu besar"),
    ):
        with pytest.raises(UserError, match=sentence):
            sample.pindaian.lampirkan(draft.id, [a_scan(tmp_path), path])
    assert sample.register.get(draft.id)[0].pindaian == ()


def test_a_scan_is_attached_once_saved_and_taken_off(sample: Desk, tmp_path: Path) -> None:
    draft = sample.register.buat(MintaNaskah("surat-tugas"))
    sample.pindaian.lampirkan(draft.id, [a_scan(tmp_path)])
    kept = sample.pindaian.lampirkan(draft.id, [a_scan(tmp_path)])
    (scan,) = daftar_pindaian(kept)
    assert scan.nama == "sk lama.pdf"
    sample.pindaian.simpan(scan, tmp_path / "keluar.pdf")
    assert (tmp_path / "keluar.pdf").read_bytes() == b"%PDF-1.4 isi"
    sample.pindaian.lepas(draft.id, scan.digest)
    with sample.store.read() as reader:
        found = reader.get(Naskah, draft.id)
    assert found is not None
    assert found.pindaian == ()


def test_villages_number_by_themselves() -> None:
    own = {each.kode for each in daftar_jenis() if each.peran is PeranPejabat.KEPALA_DESA}
    assert own == NASKAH_DESA


def test_two_villages_may_use_one_number_but_not_a_village_twice(sample: Desk) -> None:
    issued, here = [], kampung(sample)
    other = next(item.id for item in sample.kampung.daftar() if item.id != here)
    for place in (here, other, here):
        draft = sample.register.buat(MintaNaskah("sk-rumah-dataku", kampung=place))
        issued.append(sample.register.tetapkan(draft.id, DAY))
    assert [each.nomor for each in issued] == ["141/1/2026", "141/1/2026", "141/2/2026"]
    assert sample.register.nomor(2026) == []
    assert not sample.register.get(issued[1].id)[1]
    again = sample.register.buat(MintaNaskah("sk-rumah-dataku", kampung=here))
    twice = sample.register.tetapkan(again.id, DAY, "141/2/2026")
    (found,) = sample.register.nomor(2026)
    assert (found.kampung, found.hilang, found.ganda) == ("Sinar Surya", (), (2,))
    assert "dua kali" in sample.register.get(twice.id)[1][0].text


def test_decrees_numbered_elsewhere_count_from_the_first_that_is_known(sample: Desk) -> None:
    for urut in (345, 347):
        draft = sample.register.buat(MintaNaskah("sk-koordinator"))
        sample.register.tetapkan(draft.id, DAY, f"100.3.3.2/{urut}/2026")
    (found,) = sample.register.nomor(2026)
    assert found.hilang == (346,)


def test_a_revoked_decree_is_forgotten_by_its_pokja(sample: Desk) -> None:
    row = group(sample)
    first = sample.register.buat(MintaNaskah("sk-pokja-desa", pokja=row.id))
    sample.register.tetapkan(first.id, DAY, "141/7/2026")
    amendment = sample.siap_naskah.perubahan(row.id)
    sample.register.tetapkan(amendment.id, date(2026, 3, 1), "141/8/2026")
    assert sample.pokja.get(row.id)[0].sk_nomor == "141/8/2026"
    sample.register.cabut(amendment.id)
    assert sample.pokja.get(row.id)[0].sk_nomor == "141/7/2026"
    sample.register.cabut(first.id)
    assert sample.pokja.get(row.id)[0].sk_nomor == ""


def test_a_draft_of_a_decree_is_not_taken_for_its_amendment(sample: Desk) -> None:
    row = group(sample)
    first = sample.register.buat(MintaNaskah("sk-pokja-desa", pokja=row.id))
    sample.register.tetapkan(first.id, DAY, "141/7/2026")
    wanted = MintaNaskah("sk-pokja-desa", kampung=row.kampung, pokja=row.id)
    plain = sample.siap_naskah.siapkan(wanted)
    amendment = sample.siap_naskah.perubahan(row.id)
    assert plain.id != amendment.id
    assert sample.siap_naskah.siapkan(wanted).id == plain.id
    assert sample.siap_naskah.perubahan(row.id).id == amendment.id


def test_a_decree_of_a_pokja_ends_with_its_term(sample: Desk) -> None:
    row = group(sample)
    draft = sample.register.buat(MintaNaskah("sk-pokja-desa", pokja=row.id))
    assert draft.selesai == sample.pokja.get(row.id)[0].selesai
    assert draft.kampung == row.kampung


def test_a_day_that_is_typed_is_written_out(sample: Desk) -> None:
    wanted = MintaNaskah(
        "sk-pokja-desa", kampung=kampung(sample), ketikan={"tanggal_musyawarah": "10/2/26"}
    )
    with sample.store.read() as reader:
        _, isian = sample.naskah.isian_dengan(reader, wanted)
    assert isian.nilai["tanggal_musyawarah"] == "10 Februari 2026"


def test_the_name_of_a_kampung_does_not_repeat_what_texts_say(sample: Desk) -> None:
    place = sample.kampung.berkas(kampung(sample)).kampung
    sample.kampung.ubah(place, {"nama": "Kampung KB Melati"})
    with sample.store.read() as reader:
        wanted = MintaNaskah("sk-pokja-desa", kampung=place.id)
        _, isian = sample.naskah.isian_dengan(reader, wanted)
    assert isian.nilai["kampung"] == "Melati"


def test_a_batch_uses_what_was_typed_into_drafts_and_skips_who_has_a_decree(
    sample: Desk, tmp_path: Path
) -> None:
    row = group(sample)
    district = SINAR_SURYA[:8]
    wanted = MintaNaskah("sk-pokja-desa", kampung=row.kampung, pokja=row.id)
    draft = sample.siap_naskah.siapkan(wanted)
    before = sample.naskah_massal.tulis(MintaNaskah("sk-pokja-desa"), district, tmp_path / "a")
    sample.register.ketik(draft, {"tanggal_musyawarah": "10/2/2026"})
    after = sample.naskah_massal.tulis(MintaNaskah("sk-pokja-desa"), district, tmp_path / "b")
    name = sample.kampung.dengan_kode(SINAR_SURYA).nama
    assert "Tanggal musyawarah" in dict(before.kurang)[name]
    assert "Tanggal musyawarah" not in dict(after.kurang)[name]
    sample.register.tetapkan(draft.id, DAY, "141/7/2026")
    with pytest.raises(UserError, match="untuk naskah ini"):
        sample.naskah_massal.tulis(
            MintaNaskah("sk-pokja-desa"), district, tmp_path / "c", tanpa_sk=True
        )


class _Impatient:
    """A user who stops the work at a step whose text begins so."""

    def __init__(self, text: str) -> None:
        self._text, self._seen = text, 0

    def step(self, done: int, total: int, text: str) -> None:
        """Stop at the second such step."""
        self._seen += text.startswith(self._text)
        if self._seen == 2:
            raise Cancelled(text)


@pytest.mark.parametrize("text", ["Menyusun", "Menulis"])
def test_a_batch_that_is_stopped_leaves_no_new_file_and_old_ones_alone(
    sample: Desk, tmp_path: Path, text: str
) -> None:
    (tmp_path / "milik lain.pdf").write_bytes(b"lama")
    with pytest.raises(Cancelled):
        sample.naskah_massal.tulis(
            MintaNaskah("sk-pokja-desa"), "19.05.02", tmp_path, progress=_Impatient(text)
        )
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["milik lain.pdf"]


@pytest.mark.parametrize("what", ["kampung", "pokja"])
def test_what_a_document_names_is_not_removed(sample: Desk, what: str) -> None:
    place, working = kampung(sample), group(sample)
    sample.siap_naskah.siapkan(MintaNaskah("sk-pokja-desa", kampung=place, pokja=working.id))
    with pytest.raises(UserError, match="disebut dalam naskah"):
        if what == "kampung":
            sample.kampung.hapus([place])
        else:
            sample.pokja.hapus([working.id])
    assert kampung(sample) == place
