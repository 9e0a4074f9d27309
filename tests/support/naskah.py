"""A decree with attachments and a letter, as an office writes them, and pictures for them."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from kkbdesk.documents.blocks import (
    Align,
    Beside,
    Block,
    Closing,
    Column,
    Document,
    Facing,
    Font,
    Grid,
    Heading,
    Item,
    KeyValues,
    Kop,
    KopPejabat,
    Labelled,
    Letters,
    Listing,
    Mark,
    Page,
    Paragraph,
    Photo,
    Photos,
    Row,
    Section,
    Signatures,
    Signer,
    Title,
)

PAGE = Page(top=25, next_top=25, bottom=25, left=30, right=25)
LETTERS = Letters(Font.SERIF, 12, 15.5 / 12, justified=True)
LAW = (
    "Undang-Undang Nomor 52 Tahun 2009 tentang Perkembangan Kependudukan dan Pembangunan Keluarga "
    "(Lembaran Negara Republik Indonesia Tahun 2009 Nomor 161, Tambahan Lembaran Negara Republik "
    "Indonesia Nomor 5080);"
)
REASON = (
    "bahwa keluarga yang berkualitas di desa dan kelurahan perlu didukung kerja terpadu "
    "antarperangkat daerah, pemerintah desa, dan mitra;"
)
TITLE = "PEMBENTUKAN KELOMPOK KERJA KAMPUNG KELUARGA BERKUALITAS TINGKAT KABUPATEN CONTOH"
TASKS = Item(
    "Kelompok Kerja sebagaimana dimaksud dalam Diktum KESATU mempunyai tugas:",
    (
        Item(
            "menyusun rencana aksi:",
            (Item("tahunan:", (Item("awal:", (Item("rinci;"),), Mark.DIGIT_BRACKET),),
                  Mark.LETTER_BRACKET), Item("lima tahunan;")),
            Mark.DIGIT,
        ),
        Item("membina Kelompok Kerja desa/kelurahan; dan"),
        Item("melaporkan hasil kepada Bupati tiap semester."),
    ),
)  # fmt: skip


def a_picture(width: int, height: int, kind: str = "PNG", mode: str = "RGB") -> bytes:
    """Return a picture of so many dots."""
    target = BytesIO()
    Image.new(mode, (width, height), "navy" if mode in ("RGB", "RGBA") else 1).save(target, kind)
    return target.getvalue()


def members(number: int) -> Grid:
    """Return the members of a working group."""
    columns = (
        Column("NO.", 12, Align.CENTER), Column("JABATAN DALAM DINAS/INSTANSI", 90),
        Column("KEDUDUKAN DALAM POKJA", 58),
    )  # fmt: skip
    rows = (
        Row((f"{index}.", f"Kepala Dinas Pengendalian Penduduk {index}", "Anggota"))
        for index in range(1, number + 1)
    )
    return Grid(columns, tuple(rows), size=11)


def signed(*, kotak: bool = False) -> Signatures:
    """Return the signature of the regent."""
    atas = ("Ditetapkan di Contoh", "pada tanggal 15 Februari 2026")
    signer = Signer("BUPATI CONTOH", "NAMA TANPA GELAR", atas=atas)
    return Signatures((signer,), bold=False, kotak=kotak)


def decree(
    *, laws: int = 3, people: int = 15, wide: bool = False, gambar: bytes | None = None
) -> Document:
    """Return a decree of two pages with its attachments."""
    blocks = (
        Title(
            ("KEPUTUSAN BUPATI CONTOH", "NOMOR …", "", "TENTANG", "", TITLE, "", "BUPATI CONTOH,"),
            bold=False,
            compact=True,
        ),
        Labelled("Menimbang", (Item(REASON), Item(REASON), Item(REASON)), Mark.LETTER),
        Labelled("Mengingat", (Item(LAW),) * laws, Mark.DIGIT),
        Title(("MEMUTUSKAN:",), bold=False, compact=True),
        Labelled("Menetapkan", (Item(f"KEPUTUSAN BUPATI TENTANG {TITLE}."),)),
        Labelled("KESATU", (Item("Membentuk Kelompok Kerja dengan susunan dalam Lampiran."),)),
        Labelled("KEDUA", (TASKS,)),
        Labelled("KETIGA", (Item("Keputusan Bupati ini mulai berlaku pada tanggal ditetapkan."),)),
        signed(),
        Closing("Tembusan:", ("Gubernur Contoh;", "Kepala Perwakilan BKKBN Provinsi Contoh.")),
    )
    lampiran = [Section((*_head("LAMPIRAN I"), members(people), signed(kotak=True)), PAGE, LETTERS)]
    if wide:
        lying = Page(landscape=True, next_top=25, bottom=20, left=25, right=20)
        letters = Letters(Font.SERIF, 10)
        lampiran.append(Section((*_head("LAMPIRAN II"), members(3)), lying, letters))
    return Document(
        title=f"Keputusan Bupati tentang {TITLE.title()}",
        author="Kabupaten Contoh",
        blocks=blocks,
        page=PAGE,
        kop=KopPejabat(("BUPATI CONTOH", "PROVINSI CONTOH"), gambar),
        letters=LETTERS,
        lampiran=tuple(lampiran),
    )


def _head(lampiran: str) -> tuple[Block, ...]:
    lines = (lampiran, "KEPUTUSAN BUPATI CONTOH", "NOMOR …", "TENTANG", TITLE)
    return Beside(lines), Title(("SUSUNAN KEANGGOTAAN",), bold=False, compact=True)


def letter(*blocks: Block, gambar: bytes | None = None) -> Document:
    """Return a letter that begins as they do and holds these blocks, or one of every kind."""
    begin = Facing(
        KeyValues((("Nomor", "…"), ("Sifat", "Segera"), ("Hal", "Undangan " * 6)), 22),
        ("Kepada", "Yth. Bapak Camat", "di Tempat"),
    )
    return Document(
        title="Undangan",
        author="Dinas",
        blocks=(Paragraph("Contoh, 10 Februari 2026", Align.RIGHT), begin, *(blocks or _minutes())),
        page=Page(top=15, next_top=25, bottom=25, left=30, right=20),
        kop=Kop(("PEMERINTAH KABUPATEN CONTOH",), "DINAS " * 12, ("Jalan Merdeka 1",), gambar),
        mark="SALINAN",
        letters=Letters(Font.SANS, 11, 1.3, justified=True),
    )


def _minutes() -> tuple[Block, ...]:
    photos = tuple(
        Photo(a_picture(*size, "JPEG"), f"Foto {size}") for size in ((80, 60), (60, 80), (90, 40))
    )
    attendance = Grid(
        (Column("NO", 10), Column("NAMA", 80), Column("TANDA TANGAN", 40, staggered=True)),
        tuple(Row((index, "Ani", f"{index} …")) for index in range(1, 5)),
        row=11,
    )
    office = "a.n. BUPATI CONTOH\nSEKRETARIS DAERAH"
    return (
        Paragraph("Dalam rangka rapat kami mengundang Saudara untuk hadir. " * 3, first=12.5),
        KeyValues((("hari/tanggal", "Jumat"), ("acara", "1. Paparan\n2. Bahas")), 30, 12.5),
        Heading("A. Pembahasan"),
        Listing((Item("Kepala Dinas menyampaikan:", (Item("satu;"), Item("dua."))),), Mark.VERSE),
        attendance,
        Photos(photos),
        Paragraph("Demikian disampaikan."),
        Signatures(
            (Signer("Pencatat", "Budi"), None, Signer(office, "Cici", pada_tempatnya="ttd")),
            per_row=3,
        ),
        Signatures((Signer("KEPALA BAGIAN HUKUM", "Dedi", "Pembina", ""),), kiri=True, kotak=True),
        Closing("Tembusan:", ("Bupati Contoh.",)),
    )
