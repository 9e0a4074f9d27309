"""Word files of an office's own: filled, refused when they run, fetch or compute something."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from kkbdesk.desk import Desk
from kkbdesk.errors import UserError
from kkbdesk.model.ids import KampungId, RapatId
from kkbdesk.services.naskah import MintaNaskah, daftar_jenis, jenis_naskah
from tests.support.makers import SINAR_SURYA

FOR, END = "{% for t in tembusan %}", "{% endfor %}"


def desa(sample: Desk) -> MintaNaskah:
    kampung = sample.kampung.dengan_kode(SINAR_SURYA).id
    return MintaNaskah("sk-pokja-desa", kampung=kampung, tanggal=date(2026, 2, 15))


def a_word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_an_office_brings_its_own_word_file(sample: Desk, tmp_path: Path) -> None:
    rule = sample.tata_naskah.aturan("sk-pokja-desa")
    content = a_word_file(
        "Keputusan {{ kepala_desa|upper }} nomor {{ nomor }}",
        "{%p for dasar in dasar_hukum %}", "{{ dasar }}", "{%p endfor %}",
    )  # fmt: skip
    sample.tata_naskah.pasang_word(rule, content)
    made = sample.naskah.tulis_word(desa(sample), tmp_path / "sk.docx")
    lines = [item.text for item in docx.Document(str(made.berkas)).paragraphs]
    assert lines[0] == "Keputusan KEPALA DESA SINAR SURYA nomor …"
    assert lines[1].startswith("Undang-Undang Nomor 52 Tahun 2009")
    assert made.kurang == ("Nomor naskah",)


def repacked(content: bytes, edit: Callable[[str, bytes], bytes], *more: str) -> bytes:
    """Return a Word file with its parts edited, and some that only have a name."""
    target = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(name, old.read(name)))
        for name in more:
            new.writestr(name, b"")
    return target.getvalue()


def related(kind: str) -> Callable[[str, bytes], bytes]:
    """Return what gives a Word file a link to the outside."""
    link = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="http://luar.example/x" TargetMode="External"/>'
    )

    def edit(name: str, content: bytes) -> bytes:
        if name != "word/_rels/document.xml.rels":
            return content
        return content.replace(b"</Relationships>", f"{link}</Relationships>".encode())

    return edit


def kept(_name: str, content: bytes) -> bytes:
    return content


def test_a_word_file_lists_members_and_leaves_out_what_depends_on_an_empty_field(
    sample: Desk, tmp_path: Path
) -> None:
    content = a_word_file(
        "{% if nomor %}Bernomor{% else %}Belum bernomor{% endif %}",
        "{%p for orang in tabel_anggota %}", "{{ orang.k2 }}: {{ orang.k9 }}", "{%p endfor %}",
        "{% if tabel_undangan %}Ada undangan{% endif %}",
    )  # fmt: skip
    rule = sample.tata_naskah.aturan("sk-pokja-desa")
    sample.tata_naskah.pasang_word(rule, content)
    made = sample.naskah.tulis_word(desa(sample), tmp_path / "sk.docx")
    lines = [item.text for item in docx.Document(str(made.berkas)).paragraphs]
    assert lines[0] == "Belum bernomor"
    assert len(lines) > 3
    assert lines[1].endswith(": …")
    assert "Ada undangan" not in lines


@pytest.mark.parametrize(
    ("edit", "more", "sentence"),
    [
        (kept, ("word/vbaProject.bin",), "makro"),
        (related("image"), (), "mengambil isi dari berkas lain (http://luar.example/x)"),
        (
            lambda _name, content: content.replace(
                b"<w:t>Desa", b"<w:instrText> DDEAUTO c cmd </w:instrText><w:t>Desa"
            ),
            (),
            "bidang DDEAUTO",
        ),
        (
            lambda _name, content: content.replace(
                b"<w:document", b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document'
            ),
            (),
            "DOCTYPE",
        ),
    ],
)
def test_a_word_file_that_runs_or_fetches_something_is_refused(
    sample: Desk, edit: Callable[[str, bytes], bytes], more: tuple[str, ...], sentence: str
) -> None:
    rule = sample.tata_naskah.aturan("sk-pokja-desa")
    with pytest.raises(UserError) as caught:
        sample.tata_naskah.pasang_word(rule, repacked(a_word_file("Desa"), edit, *more))
    assert sentence in str(caught.value)


def test_the_template_that_a_word_file_is_attached_to_is_forgotten(
    sample: Desk, tmp_path: Path
) -> None:
    rule = sample.tata_naskah.aturan("sk-pokja-desa")
    content = repacked(a_word_file("{{ desa }}"), related("attachedTemplate"))
    sample.tata_naskah.pasang_word(rule, content)
    made = sample.naskah.tulis_word(desa(sample), tmp_path / "sk.docx")
    with ZipFile(made.berkas) as packed:
        assert not [name for name in packed.namelist() if b"luar.example" in packed.read(name)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ desaa }}", "isian yang tidak dikenal: {{ desaa }}. Mungkin {{ desa }}."),
        ("{{ 9**9**9 }}", "perintah yang tidak dapat dipakai"),
        ("{{ desa.__class__ }}", "perintah yang tidak dapat dipakai"),
        ("{% include '/etc/passwd' %}", "perintah yang tidak dapat dipakai"),
        ("{% for i in range(9) %}{% endfor %}", "perintah yang tidak dapat dipakai"),
        ("{{ ''.__class__ }}", "dapat dipakai: {{ ''.__class__ }}. Yang dapat dipakai"),
        ("{{ desa.upper() }}", "dapat dipakai: {{ desa.upper() }}."),
        ("{{ self }}", "dapat dipakai: {{ self }}."),
        ("{{ desa", "setiap kurung ditutup"),
        ("{% for t in tembusan %}", "ditutup dengan {% endfor %}"),
        ("{% for t in tembusan %}{{ t.k1 }}{% endfor %}", "hanya ada pada tabel"),
        (f"{FOR * 3}x{END * 3}", "lebih dari dua tingkat"),
    ],
)
def test_nothing_in_a_word_file_is_executed(sample: Desk, text: str, sentence: str) -> None:
    rule = sample.tata_naskah.aturan("sk-pokja-desa")
    with pytest.raises(UserError) as caught:
        sample.tata_naskah.pasang_word(rule, a_word_file(text))
    assert sentence in str(caught.value)


def test_what_is_no_word_file_is_refused(sample: Desk) -> None:
    rule = sample.tata_naskah.aturan("sk-pokja-desa")
    with pytest.raises(UserError, match="bukan dokumen Word"):
        sample.tata_naskah.pasang_word(rule, b"bukan")


@pytest.mark.parametrize("kode", [each.kode for each in daftar_jenis()])
def test_a_template_begins_with_a_sample_that_can_be_filled(
    sample: Desk, tmp_path: Path, kode: str
) -> None:
    text = next(each for each in sample.teks_naskah.daftar() if each.kode == kode)
    path = tmp_path / "contoh.docx"
    sample.teks_naskah.contoh_word(text, path)
    rule = sample.tata_naskah.aturan(kode)
    sample.tata_naskah.pasang_word(rule, path.read_bytes())
    tried = sample.teks_naskah.contoh(text)
    jenis = jenis_naskah(kode)
    minta = MintaNaskah(
        kode,
        kampung=KampungId(tried[0].id) if jenis.perlu.value == "kampung" else None,
        rapat=RapatId(tried[0].id) if jenis.perlu.value == "rapat" else None,
    )
    made = sample.naskah.tulis_word(minta, tmp_path / "naskah.docx")
    told = "".join(docx.Document(str(made.berkas)).element.body.itertext())
    assert "{" not in told
    assert "baris" not in told
