"""Who is invited, who came: marked by single keys, mended in a form beside the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from kkbdesk.model.ids import Kind, PesertaId
from kkbdesk.model.problem import Problem
from kkbdesk.model.rapat import Kehadiran, Peserta
from kkbdesk.queries.rapat import RapatLengkap
from ui.context import Context
from ui.kit import theme
from ui.kit.beside import Beside
from ui.kit.fields import FieldEditor, TextField
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.table import RecordTable
from ui.page import button, label, row, tool
from ui.rapat.invite import InviteButton
from ui.rapat.paste import read_people

PERSON = (
    "nama", "jabatan", "instansi", "opd", "jk", "kontak", "kehadiran", "wakil", "alasan", "tamu",
)  # fmt: skip
_KEYS = {
    "H": Kehadiran.HADIR,
    "W": Kehadiran.DIWAKILI,
    "T": Kehadiran.TIDAK_HADIR,
    "U": Kehadiran.DIUNDANG,
}
_TONES = {
    Kehadiran.HADIR: "good",
    Kehadiran.DIWAKILI: "accent",
    Kehadiran.TIDAK_HADIR: "bad",
    Kehadiran.DIUNDANG: "muted",
}


class PeoplePanel(QWidget):
    """The participants of one meeting."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shown: RapatLengkap | None = None
        self._problems: Sequence[Problem] = ()
        self._person: Peserta | None = None
        self.form = Form(Peserta, PERSON, context, context.notices.warn)
        for name in ("wakil", "alasan"):
            self._return_from(self.form.field(name))
        self._build_table()
        hint = label(
            "Kehadiran: H hadir, W diwakili, T tidak hadir, U belum; Spasi hadir/belum. "
            "Enter mengubah, Delete menghapus.",
            tone="muted",
            wrap=True,
        )
        self._count = label(tone="muted")
        self.beside = Beside(
            (self._count, self.table, self._build_entry(), hint), (self.form,), 770, 390
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addWidget(self.beside)

    def _return_from(self, field: FieldEditor) -> None:
        """Let Enter save who came instead, or why not, and go on to the next in the list."""
        if isinstance(field, TextField):
            field.goes_on = False
            field.entered.connect(self._back_to_list)

    def _build_table(self) -> None:
        self.table: RecordTable[Peserta] = RecordTable(
            "peserta",
            [
                Column("urut", "No", lambda r: str(r.urut), sort=lambda r: r.urut, right=True,
                       width=44, sought=False),
                Column("nama", "Nama", lambda r: f"{r.nama} (tamu)" if r.tamu else r.nama,
                       width=185),
                Column("jabatan", "Jabatan", lambda r: r.jabatan, width=100),
                Column("instansi", "Instansi", self._office, width=185),
                Column("kehadiran", "Kehadiran", lambda r: r.kehadiran.label, width=95,
                       tone=lambda r: _TONES[r.kehadiran]),
                Column("wakil", "Wakil/alasan", lambda r: r.wakil or r.alasan or _missing(r),
                       width=120, tone=lambda r: "warn" if _missing(r) else ""),
                Column("kontak", "No. HP", lambda r: r.kontak, width=110, hidden=True),
            ],
            lambda item: item.id,
            self.context.settings,
            empty=(
                "Belum ada peserta. Undang anggota Pokja dan OPD dengan tombol Undang, ketik nama "
                "di bawah, atau tempel daftar dari Excel (Ctrl+V)."
            ),
        )  # fmt: skip
        self.table.selected.connect(self._chosen)
        self.table.opened.connect(lambda _: self._to_form())
        self.table.pasted.connect(self._paste)
        self.table.removed.connect(self._remove)
        self.table.view.letters = {
            **{key: state.label for key, state in _KEYS.items()},
            " ": "Hadir atau belum",
        }
        self.table.view.lettered.connect(self._lettered)
        self.table.bar.addLayout(self._build_bar())

    def _lettered(self, letter: str) -> None:
        if letter in _KEYS:
            self.mark(_KEYS[letter])
        else:
            self.toggle()

    def _build_bar(self) -> Any:
        self.invite = InviteButton(self.context)
        self.invite.invited.connect(self.table.arrive)
        remove = tool("trash-2", "Hapus peserta terpilih (Delete)")
        remove.clicked.connect(self._remove)
        return row(remove, self.invite)

    def _build_entry(self) -> Any:
        """Return the line in which people are added by typing."""
        self.entry = [TextField(), TextField(), TextField()]
        for field, name in zip(self.entry, ("Nama", "Jabatan", "Instansi"), strict=True):
            field.setPlaceholderText(name)
            field.setAccessibleName(f"{name} peserta baru")
        self._guest = QCheckBox("Tamu")
        self._guest.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        add = button("Tambah", "plus")
        add.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        add.clicked.connect(self._add)
        self.entry[2].goes_on = False
        self.entry[2].entered.connect(self._add)
        return row(*self.entry, self._guest, add)

    # showing

    def show_rapat(self, shown: RapatLengkap, problems: Sequence[Problem]) -> None:
        """Show the participants of a meeting."""
        other = self._shown is None or self._shown.rapat.id != shown.rapat.id
        self._shown, self._problems = shown, problems
        if other:
            self._person = None
            self.beside.show_card(shown=False)
        self.invite.show_rapat(shown.rapat)
        self.table.set_rows(shown.peserta)
        numbers = Counter(item.kehadiran for item in shown.peserta)
        parts = [f"{numbers[state]} {state.label.lower()}" for state in _KEYS.values()]
        self._count.setText(f"{len(shown.peserta)} orang: {', '.join(parts)}.")
        self._refresh()

    def _office(self, item: Peserta) -> str:
        return self._shown.instansi(item) if self._shown else item.instansi

    def _refresh(self) -> None:
        if self._person is None or self._shown is None:
            return
        found = [item for item in self._shown.peserta if item.id == self._person.id]
        if not found:
            self._person = None
            self.beside.show_card(shown=False)
            return
        self._person = found[0]
        self.form.refresh(found[0], self._marks(found[0]))

    def _marks(self, person: Peserta) -> list[Problem]:
        return [found for found in self._problems if found.id == person.id]

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1 or (self._person and rows[0].id == self._person.id):
            return
        self._person = rows[0]
        self.beside.show_card()
        drafts = self.context.drafts(Kind.PESERTA, rows[0].id)
        self.form.show_record(rows[0], self._save, drafts, self._marks(rows[0]))

    def choose(self, id: PesertaId) -> None:
        """Choose a participant."""
        self.table.choose([id])

    def _to_form(self) -> None:
        """Put the cursor where something is missing."""
        if self._person is not None:
            state = self._person.kehadiran
            names = {Kehadiran.DIWAKILI: "wakil", Kehadiran.TIDAK_HADIR: "alasan"}
            self.form.focus(names.get(state, "nama"))

    def leave(self) -> bool:
        """Go back from the card to the list; tell whether the cursor was in the card."""
        inside = self.beside.in_card(self.focusWidget())
        if inside:
            self.table.view.setFocus()
        return inside

    def _back_to_list(self) -> None:
        """Go on to the next in the list; leaving the field saves it."""
        self.table.view.setFocus()
        if self._person is not None:
            self._on_from(self._person.id)

    def _on_from(self, id: PesertaId) -> None:
        place = self.table.model.place(id) + 1
        if place < self.table.model.rowCount():
            self.table.choose_row(place)

    # editing

    def mark(self, state: Kehadiran) -> None:
        """Mark the attendance of the chosen people; a single one gives way to the next."""
        rows = self.table.chosen_rows()
        if not rows:
            return
        with self.context.guarded():
            self.context.desk.peserta.tandai([item.id for item in rows], state)
        if len(rows) == 1:
            self._on_from(rows[0].id)

    def toggle(self) -> None:
        """Mark as present, or take that back."""
        rows = self.table.chosen_rows()
        present = bool(rows) and all(item.kehadiran is Kehadiran.HADIR for item in rows)
        self.mark(Kehadiran.DIUNDANG if present else Kehadiran.HADIR)

    def _add(self) -> None:
        assert self._shown is not None
        names = ("nama", "jabatan", "instansi")
        values: dict[str, Any] = {
            name: field.value() for name, field in zip(names, self.entry, strict=True)
        }
        if not values["nama"]:
            self.entry[0].setFocus()
            return
        with self.context.guarded():
            rapat, guest = self._shown.rapat, self._guest.isChecked()
            there = guest and rapat.tanggal <= self.context.desk.today()
            state = Kehadiran.HADIR if there else Kehadiran.DIUNDANG
            self.context.desk.peserta.tambah(
                rapat.id, [{**values, "tamu": guest, "kehadiran": state}]
            )
            for field in self.entry:
                field.clear()
        self.entry[0].setFocus()

    def _save(self, values: Mapping[str, Any]) -> Peserta:
        assert self._person is not None
        self._person = self.context.desk.peserta.ubah(self._person, values)
        return self._person

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if rows:
            with self.context.guarded():
                self.context.desk.peserta.hapus([item.id for item in rows])
                self.context.done(f"{len(rows)} peserta dihapus.")

    def _paste(self, text: str) -> None:
        """Take pasted rows as participants after showing what they would become."""
        if self._shown is None:
            return
        found = read_people(text)
        if not found:
            self.context.notices.tell(
                "Yang ditempel tidak memuat nama. Susunan kolom: Nama, Jabatan, Instansi, No. HP."
            )
            return
        lines = "\n".join(f"• {item['nama']} — {item.get('instansi', '')}" for item in found[:12])
        more = f"\n… dan {len(found) - 12} lagi" if len(found) > 12 else ""
        if self.context.dialogs.confirm(
            f"Tambahkan {len(found)} peserta?\n\n{lines}{more}", "Tambahkan"
        ):
            with self.context.guarded():
                self.context.desk.peserta.tambah(self._shown.rapat.id, found)
                self.context.done(f"{len(found)} peserta ditambahkan.")


def _missing(item: Peserta) -> str:
    if item.kehadiran is Kehadiran.DIWAKILI and not item.wakil:
        return "wakil belum diisi"
    if item.kehadiran is Kehadiran.TIDAK_HADIR and not item.alasan:
        return "alasan belum diisi"
    return ""
