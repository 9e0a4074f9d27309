"""Composes a text and what it is filled with into a document of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kkbdesk.documents.blocks import (
    KOSONG,
    Align,
    Beside,
    Block,
    Closing,
    Document,
    Facing,
    Heading,
    Item,
    KeyValues,
    Kop,
    KopPejabat,
    Labelled,
    Listing,
    Mark,
    Paragraph,
    Photos,
    Section,
    Signatures,
    Title,
)
from kkbdesk.documents.naskah import kata
from kkbdesk.documents.naskah.bahan import BOLEH_KOSONG, DAFTAR
from kkbdesk.documents.naskah.baris import grouped, hollow, literal, nested, sentence, split
from kkbdesk.documents.naskah.isian import Isian, Pengisi
from kkbdesk.documents.naskah.tanda_tangan import TandaTangan
from kkbdesk.documents.naskah.tata import Bentuk, Tata
from kkbdesk.documents.naskah.teks import Bagian, Baris, baca_teks, ganti, isian_dalam
from kkbdesk.errors import UserError

_FIRST = 12.5
"""Millimetres by which the first line of a letter's paragraph begins further right."""


_BELOW_KOP = Paragraph("", small=True)
"""Parts the letterhead from what begins below it."""


@dataclass(frozen=True, slots=True)
class Tersusun:
    """A document and what it lacks."""

    dokumen: Document
    kurang: tuple[tuple[str, str], ...]
    """Name and label of the fields that are empty."""
    tentang: str


def susun(teks: str, isian: Isian, tata: Tata, judul: str) -> Tersusun:
    """Return the document of a text; raises UserError that names what is wrong with the text."""
    parts = baca_teks(teks)
    pengisi = Pengisi(isian)
    penyusun = _Penyusun(pengisi, tata, TandaTangan(pengisi, tata))
    return penyusun.susun(parts, judul)


@dataclass(slots=True)
class _Penyusun:
    pengisi: Pengisi
    tata: Tata
    tanda: TandaTangan
    blocks: list[Block] = field(default_factory=list)
    bab: int = 0
    pasal: int = 0

    def susun(self, parts: Sequence[Bagian], judul: str) -> Tersusun:
        subject = next((part for part in parts if part.nama == "tentang"), None)
        tentang = self.pengisi.isian.nilai.get("tentang", "")
        if not tentang and subject and subject.baris:
            tentang = self._text(subject.baris[0].teks)
        self.pengisi.setempat["tentang"] = tentang
        main, attached = split([part for part in parts if part.nama != "tentang"])
        kop = self._kop(parts)
        if isinstance(kop, Kop):
            self.blocks.append(_BELOW_KOP)
        if self.tata.hukum:
            self.blocks += self._opening()
        for part in main:
            self._add(part)
        document = Document(
            title=self._title(judul, tentang),
            author=self.tata.pemilik,
            blocks=tuple(self.blocks),
            page=self.tata.page,
            kop=kop,
            mark=self.tata.cap,
            letters=self.tata.letters,
            lampiran=tuple(self._attachments(attached)),
        )
        return Tersusun(document, tuple(self.pengisi.kurang.items()), tentang)

    def _title(self, judul: str, tentang: str) -> str:
        return f"{judul} tentang {tentang}" if tentang else judul

    def _text(self, text: str) -> str:
        return ganti(text, self.pengisi)

    def _kop(self, parts: Sequence[Bagian]) -> Kop | KopPejabat | None:
        known = self.pengisi.isian.kop
        wanted = next((part.rinci for part in parts if part.nama == "kop"), "")
        if wanted not in known:
            names = ", ".join(filter(None, known))
            raise UserError(f"Kop “{wanted}” tidak dikenal; yang ada: {names}.")
        return known[wanted]

    # the opening of decrees and regulations

    def _opening(self) -> Iterator[Block]:
        value = self.pengisi
        pejabat = value("pejabat").upper()
        lines = [
            self._what().upper(),
            self._number(),
            "",
            "TENTANG",
            "",
            value("tentang").upper(),
            "",
        ]
        if self.tata.rahmat:
            lines += ["DENGAN RAHMAT TUHAN YANG MAHA ESA", ""]
        yield Title((*lines, f"{pejabat},"), bold=False, compact=True)

    def _what(self) -> str:
        """Return what is decided by whom: Keputusan Bupati Contoh, Peraturan Desa Makmur."""
        value = self.pengisi
        if self.tata.bentuk is Bentuk.PERATURAN:
            return value("jenis_peraturan")
        return f"Keputusan {value('pejabat')}"

    def _number(self) -> str:
        """Return NOMOR with its number, and the year where that does not end in it."""
        value = self.pengisi
        number, year = value("nomor"), value("tahun")
        dated = self.tata.bentuk is Bentuk.PERATURAN or self.tata.nomor_bertahun
        return f"NOMOR {number}" + (f" TAHUN {year}" if dated and not number.endswith(year) else "")

    # parts

    def _add(self, part: Bagian) -> None:
        make: dict[str, Callable[[Bagian], Iterable[Block]]] = {
            "judul": self._judul, "surat": self._surat, "alamat": self._alamat,
            "menimbang": self._menimbang,
            "mengingat": self._mengingat, "memperhatikan": self._memperhatikan,
            "diktum": self._diktum, "bab": self._bab, "pasal": self._pasal,
            "paragraf": self._paragraf, "bagian": self._bagian, "rincian": self._rincian,
            "daftar": self._daftar, "butir": self._butir, "tabel": self._tabel,
            "foto": self._foto, "penutup": self._paragraf, "diundangkan": self._diundangkan,
            "tanda tangan": self._tanda_tangan, "tembusan": self._tembusan,
            "saksi": self._saksi, "kop": _nothing,
        }  # fmt: skip
        self.blocks += make[part.nama](part)

    def _judul(self, part: Bagian) -> Iterator[Block]:
        lines = tuple(self._text(line.teks) for line in part.baris)
        yield Title(lines, bold=not self.tata.hukum, compact=True)

    def _surat(self, part: Bagian) -> Iterator[Block]:
        value = self.pengisi
        yield Paragraph(f"{value('tempat')}, {value('tanggal')}", align=Align.RIGHT)
        rows = (
            ("Nomor", value("nomor")), ("Sifat", value("sifat")), ("Lampiran", value("lampiran")),
            ("Hal", value("hal")),
        )  # fmt: skip
        address = tuple(self._lines(part.baris))
        if self.tata.alamat_kanan:
            yield Facing(KeyValues(rows, label=22), address)
        else:
            yield KeyValues(rows, label=22)
            yield Paragraph("\n".join(address))

    def _alamat(self, part: Bagian) -> Iterator[Block]:
        value = self.pengisi
        yield Paragraph(f"{value('tempat')}, {value('tanggal')}", align=Align.RIGHT)
        yield Paragraph("\n".join(self._lines(part.baris)))

    def _menimbang(self, part: Bagian) -> Iterator[Block]:
        items: list[Item] = []
        for place, line in enumerate(self._expanded(part.baris)):
            self.pengisi.setempat["huruf"] = kata.letters_before(place)
            items.append(Item(self._text(line.teks)))
        ended = kata.listed(items, last=";", joined=False)
        yield Labelled("Menimbang", ended, Mark.LETTER if len(items) > 1 else Mark.NONE)

    def _mengingat(self, part: Bagian) -> Iterator[Block]:
        yield from self._bases("Mengingat", part)

    def _memperhatikan(self, part: Bagian) -> Iterator[Block]:
        yield from self._bases("Memperhatikan", part)

    def _bases(self, label: str, part: Bagian) -> Iterator[Block]:
        items = [Item(self._text(line.teks)) for line in self._expanded(part.baris)]
        if items or label == "Mengingat":
            ended = kata.listed(items or [Item(KOSONG)], last=";", joined=False)
            yield Labelled(label, ended, Mark.DIGIT if len(items) > 1 else Mark.NONE)

    def _diktum(self, part: Bagian) -> Iterator[Block]:
        yield from self._menetapkan()
        for urut, item in enumerate(self._tree(part.baris), 1):
            yield Labelled(kata.diktum(urut), (sentence(item),))

    def _menetapkan(self) -> Iterator[Block]:
        value = self.pengisi
        yield Title(("MEMUTUSKAN:",), bold=False, compact=True)
        peraturan = self.tata.bentuk is Bentuk.PERATURAN
        kind = value("peraturan") if peraturan else f"Keputusan {value('sebutan')}"
        text = kata.stopped(f"{kind} tentang {value('tentang')}".upper(), ".")
        yield Labelled("Menetapkan", (Item(text),))

    # regulations

    def _bab(self, part: Bagian) -> Iterator[Block]:
        if not self.bab:
            yield from self._menetapkan()
        self.bab += 1
        lines = (f"BAB {kata.romawi(self.bab)}", *(self._text(b.teks).upper() for b in part.baris))
        yield Title(lines, bold=False, compact=True)

    def _pasal(self, part: Bagian) -> Iterator[Block]:
        self.pasal += 1
        yield Title((f"Pasal {self.pasal}",), bold=False, compact=True)
        lines = part.baris
        groups = grouped(lines)
        for mark, group in groups:
            items = [sentence(item) for item in self._tree(group)]
            if mark == "#":
                yield Listing(tuple(items), Mark.VERSE)
            elif mark == "*":
                yield Listing(tuple(items), Mark.DIGIT)
            else:
                yield Listing(tuple(items), Mark.NONE)

    # letters, minutes, reports

    def _paragraf(self, part: Bagian) -> Iterator[Block]:
        first = _FIRST if self.tata.bentuk is Bentuk.SURAT else 0
        for line in self._expanded(part.baris):
            yield Paragraph(self._text(line.teks), first=first)

    def _bagian(self, part: Bagian) -> Iterator[Block]:
        head, *rest = part.baris or (Baris("", 0),)
        yield Heading(self._text(head.teks))
        for line in self._expanded(rest):
            yield Paragraph(self._text(line.teks))

    def _rincian(self, part: Bagian) -> Iterator[Block]:
        rows: list[tuple[str, str]] = []
        for line in self._shown(part.baris):
            label, colon, text = line.teks.partition(":")
            if not colon:
                raise UserError(f"Baris {line.nomor}: rincian ditulis “label: isi”.")
            rows.append((label.strip(), "\n".join(self._lines([replace(line, teks=text.strip())]))))
        indent = _FIRST if self.tata.bentuk is Bentuk.SURAT else 0
        yield KeyValues(tuple(rows), label=self.tata.lebar_label, indent=indent)

    def _daftar(self, part: Bagian) -> Iterator[Block]:
        items = self._tree(part.baris)
        if items:
            yield Listing(tuple(map(sentence, items)), Mark.DIGIT)

    def _butir(self, part: Bagian) -> Iterator[Block]:
        items = self._tree(part.baris)
        if items:
            yield Listing(kata.listed(items), Mark.LETTER)

    def _tabel(self, part: Bagian) -> Iterator[Block]:
        make = self.pengisi.isian.tabel.get(part.rinci)
        if make is None:
            known = ", ".join(self.pengisi.isian.tabel) or "tidak ada"
            raise UserError(f"Tabel “{part.rinci}” tidak dikenal; yang ada: {known}.")
        yield make()

    def _foto(self, _part: Bagian) -> Iterator[Block]:
        if photos := self.pengisi.isian.foto():
            yield Photos(photos)

    def _tanda_tangan(self, part: Bagian) -> Iterator[Block]:
        yield self.tanda.para(part.rinci) if part.rinci else self.tanda.pejabat()

    def _diundangkan(self, part: Bagian) -> Iterator[Block]:
        yield self.tanda.pengundang()
        yield Paragraph("\n".join(self._text(line.teks).upper() for line in part.baris))

    def _tembusan(self, part: Bagian) -> Iterator[Block]:
        items = [Item(self._text(line.teks)) for line in self._expanded(part.baris)]
        if items:
            ended = kata.listed(items, joined=False)
            yield Closing("Tembusan:", tuple(item.text for item in ended))

    def _saksi(self, part: Bagian) -> Iterator[Block]:
        if names := tuple(self._lines(part.baris)):
            yield Closing("Saksi:", tuple(f"{name} {KOSONG * 8}" for name in names))

    # attachments

    def _attachments(self, attached: Sequence[Sequence[Bagian]]) -> Iterator[Section]:
        for place, (head, *parts) in enumerate(attached, 1):
            number = f" {kata.romawi(place)}" if len(attached) > 1 else ""
            self.blocks = []
            if self.tata.hukum:
                self.blocks += self._attachment_head(number)
            lines = tuple(self._text(line.teks).upper() for line in head.baris)
            if lines:
                self.blocks.append(Title(lines, bold=False, compact=True))
            for part in parts:
                self._add(part)
            if self.tata.hukum and not any(isinstance(block, Signatures) for block in self.blocks):
                self.blocks.append(self.tanda.pejabat(lagi=True))
            if not self.tata.hukum and hollow(self.blocks):
                continue
            lying = head.rinci == "lanskap"
            page = self.tata.lanskap if lying else self.tata.page
            letters = self.tata.letters_lampiran if lying else self.tata.letters
            yield Section(tuple(self.blocks), page, letters)

    def _attachment_head(self, number: str) -> Iterator[Block]:
        about = self.pengisi("tentang").upper()
        what = self._what().upper()
        yield Beside((f"LAMPIRAN{number}", what, self._number(), "TENTANG", about))

    # lines

    def _expanded(self, lines: Iterable[Baris]) -> Iterator[Baris]:
        """Yield the lines; one that is a list field alone becomes as many as it holds."""
        for line in self._shown(lines):
            name = line.teks[1:-1].casefold() if line.teks.startswith("{") else ""
            if name in DAFTAR and line.teks.endswith("}"):
                found = self.pengisi.isian.daftar.get(name, ())
                if name not in BOLEH_KOSONG and (not found or KOSONG in found[0]):
                    found = found or (KOSONG,)
                    self.pengisi(name)
                for text in found:
                    yield replace(line, teks=literal(text))
            else:
                yield line

    def _shown(self, lines: Iterable[Baris]) -> Iterator[Baris]:
        """Yield the lines without those of fields that may be empty and are."""
        isian = self.pengisi.isian
        for line in lines:
            named = {name.casefold() for _, name in isian_dalam(line.teks)} & BOLEH_KOSONG
            if all(isian.nilai.get(name) or isian.daftar.get(name) for name in named):
                yield line

    def _lines(self, lines: Iterable[Baris]) -> Iterator[str]:
        for line in self._expanded(lines):
            yield self._text(line.teks)

    def _tree(self, lines: Iterable[Baris]) -> tuple[Item, ...]:
        """Return lines as items, those begun with hyphens below the line above them."""
        flat = [(line.dalam, self._text(line.teks)) for line in self._expanded(lines)]
        return nested(flat, 0)


def _nothing(_part: Bagian) -> Iterator[Block]:
    return iter(())
