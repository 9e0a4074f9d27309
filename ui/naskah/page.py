"""Which decrees, letters and minutes exist; make and print one."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMenu, QStackedWidget, QVBoxLayout, QWidget

from kkbdesk.model.ids import KampungId, Kind, NaskahId, PokjaId, RapatId
from kkbdesk.model.kantor import Kantor
from kkbdesk.model.naskah import StatusNaskah
from kkbdesk.services.draf import BARU
from kkbdesk.services.naskah import MintaNaskah
from kkbdesk.services.naskah_massal import Massal
from kkbdesk.services.register import NaskahRow
from ui.context import Context
from ui.kit.table import RecordTable
from ui.naskah.baris import columns, ending
from ui.naskah.baru import NewDocument
from ui.naskah.catat import OldDocument
from ui.naskah.massal import MassalDialog
from ui.naskah.record import NaskahRecord
from ui.page import OfficeChoice, Page, button, choices, label, row, tool

CHOICES = (
    ("semua", "Semua"),
    ("draf", "Draf"),
    ("diajukan", "Diajukan"),
    ("ditetapkan", "Ditetapkan"),
    ("akan-berakhir", "Akan berakhir (90 hari)"),
    ("selesai", "Dicabut atau berakhir"),
)
_ENDED = (StatusNaskah.DICABUT, StatusNaskah.BERAKHIR)


class NaskahPage(Page):
    """The register, and the document that was opened."""

    NAME = "naskah"
    TITLE = "Naskah"
    ICON = "scroll-text"
    KINDS = frozenset(Kind) - {Kind.IMPOR, Kind.PADANAN}

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.table: RecordTable[NaskahRow] = RecordTable(
            "naskah",
            columns(self.desk.today()),
            lambda item: item.id,
            context.settings,
            empty=(
                "Belum ada naskah. Di sini dibuat dan dicatat SK, undangan, notula, berita acara "
                "dan surat, dengan isi dari data kantor. Buat naskah pertama (Ctrl+N), atau mulai "
                "dari halaman Pokja, Kampung atau Matriks."
            ),
        )
        self.table.opened.connect(self.go)
        self.table.removed.connect(self._remove)
        self.choice = choices("Pilihan naskah", CHOICES, self._narrow)
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.choice.setSizeAdjustPolicy(narrow)
        self.choice.setMinimumContentsLength(12)
        self.choice.view().setMinimumWidth(210)
        lacking = button("Belum ber-SK", tip="Kampung dan Pokja yang belum mempunyai SK")
        menu = QMenu(lacking)
        for title, target in (
            ("Pokja belum ber-SK", "pokja:tanpa-sk"),
            ("Kampung dengan Pokja belum ber-SK", "kampung:pokja-tanpa-sk"),
            ("Kampung belum ber-SK", "kampung:tanpa-sk"),
            ("Pokja akan berakhir", "pokja:akan-berakhir"),
        ):
            menu.addAction(title).triggered.connect(
                lambda _=False, target=target: context.open(target)
            )
        lacking.setMenu(menu)
        more = button("Lainnya", tip="Catat naskah lama, naskah massal, agenda")
        others = QMenu(more)
        others.addAction("Catat naskah lama…").triggered.connect(lambda: self._enter_old(""))
        others.addAction("Naskah massal satu kecamatan…").triggered.connect(self._make_many)
        others.addAction("Agenda naskah keluar").triggered.connect(self.print_page)
        more.setMenu(others)
        remove = tool("trash-2", "Hapus draf atau naskah lama yang terpilih (Delete)")
        remove.clicked.connect(self._remove)
        add = button("Buat naskah", "plus", primary=True, tip="Buat naskah (Ctrl+N)")
        add.clicked.connect(self.new)
        self.table.begin_with("Buat naskah pertama", self.new)
        self.office = OfficeChoice(context)
        self.office.activated.connect(self.reload)
        self.table.narrow_by(self.choice)
        self.table.bar.addLayout(row(lacking, more, remove, add))
        self._numbers = label(tone="warn", wrap=True)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        head = row()
        head.addWidget(self.office, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._numbers, 1)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(listing)
        self.column.addWidget(self.stack, 1)

    @cached_property
    def record(self) -> NaskahRecord:
        """The page of one document, made when the first is opened."""
        made = NaskahRecord(self.context, self.leave)
        self.stack.addWidget(made)
        return made

    def reload(self) -> None:
        """Read the register, and the open document."""
        self.office.offer({"": "Kantor ini"})
        self.table.set_rows(self.desk.register.daftar(self.office.code()))
        self._narrow()
        self._tell_numbers()
        if self.stack.currentIndex() == 1:
            self.record.reload()

    def _tell_numbers(self) -> None:
        """Say which numbers of this year are missing or used twice."""
        year = self.desk.today().year
        titles = dict(self._kinds())
        said: list[str] = []
        for found in self.desk.register.nomor(year):
            parts = []
            if found.hilang:
                parts.append(f"tidak tercatat {_few(found.hilang)}")
            if found.ganda:
                parts.append(f"dipakai dua kali {_few(found.ganda)}")
            where = f" {found.kampung}" if found.kampung else ""
            said.append(f"{titles.get(found.jenis, found.jenis)}{where}: {', '.join(parts)}")
        self._numbers.setText(f"Nomor {year} — {'; '.join(said)}." if said else "")
        self._numbers.setVisible(bool(said))

    def _kinds(self) -> list[tuple[str, str]]:
        return [(kode, title) for kode, title, _ in self.context.items("naskah")]

    def _narrow(self) -> None:
        choice, today = self.choice.currentData(), self.desk.today()

        def only(item: NaskahRow) -> bool:
            match choice:
                case "semua":
                    return True
                case "akan-berakhir":
                    return ending(item, today)
                case "selesai":
                    return item.status in _ENDED
            return str(item.status) == str(choice)

        self.table.set_only(only)

    # going

    def find_here(self) -> None:
        """Put the cursor into the filter."""
        self.leave()
        self.table.filter.setFocus()

    def new(self) -> None:
        """Ask which kind of document is wanted and what for."""
        dialog = NewDocument(self.context, self)

        def agreed() -> None:
            with self.context.guarded():
                made = self.desk.siap_naskah.siapkan(dialog.minta(), lagi=True)
                self._open(made.id)

        dialog.accepted.connect(agreed)
        dialog.open()

    def _enter_old(self, pokja: str) -> None:
        """Enter a document that exists on paper; begin with what its Pokja knows of it."""
        begin = self.desk.naskah_lama.usulan(PokjaId(pokja)) if pokja else None
        dialog = OldDocument(self.context, self, begin)

        def agreed() -> None:
            if dialog.made is not None:
                self.context.done(f"{dialog.made.hal} dicatat.")
                self._open(dialog.made.id)

        dialog.accepted.connect(agreed)
        dialog.open()

    def _make_many(self) -> None:
        """Write one document per kampung of a kecamatan."""
        dialog = MassalDialog(self.context, self)

        def agreed() -> None:
            target = dialog.ask_place()
            if target is not None:
                self.context.jobs.start(dialog.job(target), self._made_many)

        dialog.accepted.connect(agreed)
        dialog.open()

    def _made_many(self, made: Massal) -> None:
        reasons = Counter(why for _, why in made.dilewati)
        said = "; ".join(f"{count} {why}" for why, count in reasons.items())
        skipped = f" Dilewati: {said}." if said else ""
        lacking = f" {len(made.kurang)} naskah masih berisi titik-titik." if made.kurang else ""
        where = made.berkas[0] if len(made.berkas) == 1 else made.berkas[0].parent
        self.context.notices.tell(f"{made.jumlah} naskah ditulis ke {where}.{skipped}{lacking}")

    def go(self, target: str) -> None:
        """Open a document by id, or a named selection, or one to be made: `buat:KIND:kampung:ID`.

        `perubahan:ID` is the decree that amends the one of a Pokja, `catat:ID` enters one that it
        has on paper, `tempat:NAME` are the documents about a kampung.
        """
        name, _, rest = target.partition(":")
        if (place := self.choice.findData(name)) >= 0:
            self.leave()
            self.choice.setCurrentIndex(place)
        elif name == BARU:
            self.new()
        elif name == "catat":
            self._enter_old(rest)
        elif name == "tempat":
            self.leave()
            self.choice.setCurrentIndex(0)
            self.table.filter.setText(rest)
        else:
            self._go_document(name, rest)

    def _go_document(self, name: str, rest: str) -> None:
        with self.context.guarded():
            if name == "buat":
                self._open(self.desk.siap_naskah.siapkan(wanted(rest)).id)
            elif name == "perubahan":
                self._open(self.desk.siap_naskah.perubahan(PokjaId(rest)).id)
            else:
                self._open(NaskahId(name))

    def _open(self, id: NaskahId) -> None:
        owner = self.desk.koreksi.milik(self.desk.register.get(id)[0])
        if owner is not None:
            self._point_at(id, owner)
            return
        self.record.open(id)
        self.stack.setCurrentIndex(1)
        self.record.arrive()

    def _point_at(self, id: NaskahId, owner: Kantor) -> None:
        """Show the line of a document of another office; its text stays with that office."""
        self.leave()
        self.office.choose(owner.kantor)
        self.choice.setCurrentIndex(0)
        self.reload()
        self.table.choose([id])
        self.context.notices.tell(
            f"Naskah ini milik {owner.nama} ({owner.kantor}). Nomor dan perihalnya ikut dalam "
            "paket; isinya tidak."
        )

    def arrive(self) -> None:
        """Put the cursor into the list, or into what the open document lacks."""
        if self.stack.currentIndex() == 1:
            self.record.arrive()
        else:
            self.table.arrive()

    def leave(self) -> bool:
        """Go back to the list."""
        if self.stack.currentIndex() == 0:
            return False
        self.stack.setCurrentIndex(0)
        self.table.arrive()
        return True

    def print_page(self) -> None:
        """Print the open document, or the agenda of letters."""
        if self.stack.currentIndex() == 1:
            self.record.print_page()
        else:
            self.context.open("laporan:agenda-surat")

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if rows:
            with self.context.guarded():
                self.desk.register.hapus([item.id for item in rows])
                self.context.done(f"{len(rows)} naskah dihapus.")


def wanted(spec: str) -> MintaNaskah:
    """Return what `KIND:kampung:ID:tahun:2026` asks for; `opd:NAME` is whom a letter reminds."""
    kind, *rest = spec.split(":")
    named = dict(zip(rest[::2], rest[1::2], strict=True))
    return MintaNaskah(
        kind,
        kampung=KampungId(named["kampung"]) if "kampung" in named else None,
        pokja=PokjaId(named["pokja"]) if "pokja" in named else None,
        rapat=RapatId(named["rapat"]) if "rapat" in named else None,
        tahun=int(named["tahun"]) if "tahun" in named else None,
        ketikan={"opd_tujuan": named["opd"]} if "opd" in named else {},
    )


def _few(numbers: tuple[int, ...]) -> str:
    more = f" dan {len(numbers) - 6} lagi" if len(numbers) > 6 else ""
    return ", ".join(map(str, numbers[:6])) + more


THE_PAGE = NaskahPage
