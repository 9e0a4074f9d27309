"""One working group: its term and decree, and its members with their successions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QSplitter, QVBoxLayout, QWidget

from kkbdesk.errors import StaleEdit
from kkbdesk.model import format_id
from kkbdesk.model.ids import AnggotaId, Kind, PokjaId
from kkbdesk.model.pokja import Anggota, Pokja
from kkbdesk.model.problem import Problem
from kkbdesk.services.draf import BARU
from ui.context import Context
from ui.kit import theme
from ui.kit.form import Form
from ui.kit.rows import Column
from ui.kit.scroll import Scroll
from ui.kit.table import RecordTable
from ui.koreksi import CorrectionSwitch
from ui.page import button, label, row, tool
from ui.pokja.paste import read_members
from ui.pokja.succession import Succession

GROUP = ("kampung", "mulai", "selesai", "sk_nomor", "sk_tanggal", "seksi", "catatan")
MEMBER = (
    "nama", "kedudukan", "seksi", "opd", "unsur", "kontak", "mulai", "selesai", "terlatih",
)  # fmt: skip


class PokjaRecord(QWidget):
    """The page of one working group."""

    def __init__(self, context: Context, back: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        self._group: Pokja | None = None
        self._member: Anggota | None = None
        self._members: list[Anggota] = []
        self._problems: list[Problem] = []
        self._names: dict[str, dict[str, str]] = {}
        home = tool("chevron-left", "Kembali ke daftar (Esc)")
        home.clicked.connect(lambda: back())
        self._title = label(step=2, wrap=True)
        self._print = button("Cetak susunan", "printer", tip="Cetak susunan Pokja (Ctrl+P)")
        self._print.clicked.connect(lambda: context.open(f"laporan:pokja:{self.kode()}"))
        self._history = button("Riwayat", "history", tip="Riwayat Pokja ini dan anggotanya")
        self._history.clicked.connect(self._open_history)
        self._decree = button("Buat SK", "scroll-text")
        self._decree.clicked.connect(self._open_decree)
        self._enter = tool("paperclip", "Catat SK yang sudah ada, dengan pindaiannya")
        self._enter.clicked.connect(self._enter_decree)
        self.group_form = Form(Pokja, GROUP, context, context.notices.warn)
        self.member_form = Form(Anggota, MEMBER, context, context.notices.warn)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._build_members())
        split.addWidget(self._build_side())
        split.setSizes([660, 430])
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.correction = CorrectionSwitch(context, self.reload)
        shown = (self.correction, self._history, self._enter, self._decree, self._print)
        column.addLayout(row(home, self._title, 1, *shown))
        column.addWidget(split, 1)

    def _build_members(self) -> QWidget:
        self.table: RecordTable[Anggota] = RecordTable(
            "anggota",
            [
                Column("nama", "Nama", lambda r: r.nama, width=190),
                Column("kedudukan", "Kedudukan", lambda r: self._name("kedudukan", r.kedudukan),
                       width=125, tone=lambda r: "" if r.kedudukan else "warn"),
                Column("seksi", "Seksi", lambda r: self._name("seksi", r.seksi), width=150),
                Column("unsur", "Unsur", lambda r: r.unsur, width=100),
                Column("mulai", "Sejak", lambda r: _day(r.mulai), sort=lambda r: r.mulai,
                       right=True, width=85),
                Column("selesai", "Sampai", lambda r: _day(r.selesai), sort=lambda r: r.selesai,
                       right=True, width=85),
                Column("terlatih", "Dilatih",
                       lambda r: {True: "ya", False: "tidak", None: "—"}[r.terlatih], width=65),
            ],
            lambda item: item.id,
            self.context.settings,
            empty="Belum ada anggota. Tambahkan, atau tempel daftar dari Excel (Ctrl+V).",
        )  # fmt: skip
        self.table.selected.connect(self._chosen)
        self.table.pasted.connect(self._paste)
        self.table.removed.connect(self._remove)
        self._past = QCheckBox("Juga yang sudah berhenti")
        self._past.toggled.connect(self._narrow)
        add = button("Tambah anggota", "user-plus", tip="Tambah anggota")
        add.clicked.connect(self._new_member)
        replace = button("Ganti…", tip="Catat pergantian: yang lama berhenti, yang baru mulai")
        replace.clicked.connect(self._succeed)
        remove = tool("trash-2", "Hapus anggota yang salah dicatat (Delete)")
        remove.clicked.connect(self._remove)
        self._member_buttons = (add, replace, remove)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, theme.GAP, 0)
        column.addLayout(row(label("Anggota", step=1), self._past, 1, replace, remove, add))
        column.addWidget(self.table, 1)
        return made

    def _build_side(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(theme.GAP, 0, theme.GAP, 0)
        self._member_card = QFrame()
        self._member_card.setObjectName("card")
        inner = QVBoxLayout(self._member_card)
        self._member_title = label(step=1, wrap=True)
        inner.addWidget(self._member_title)
        inner.addWidget(self.member_form)
        column.addWidget(self._member_card)
        column.addWidget(label("Pokja", step=1))
        column.addWidget(self.group_form)
        column.addStretch(1)
        return Scroll(holder)

    # showing

    def open(self, id: PokjaId) -> None:
        """Show a working group, or an empty one."""
        self._member = None
        self._member_card.hide()
        if id == BARU:
            self._group = None
            self._title.setText("Pokja baru: pilih kampungnya, atau kosongkan untuk kantor ini")
            self._members = []
            self.table.set_rows([])
            self._enable(ready=False)
            self.correction.follow(None)
            drafts = self.context.drafts(Kind.POKJA, BARU)
            self.group_form.show_record(None, self._add, drafts)
            self.group_form.focus()
            return
        self._group = self.context.desk.pokja.get(id)[0]
        self.reload(fresh=True)

    def open_member(self, id: AnggotaId) -> None:
        """Show the working group of a member, with the member chosen."""
        if id == BARU:
            draft = self.context.desk.draf.get(Kind.ANGGOTA, BARU)
            self.open(PokjaId(draft.get("pokja", BARU)))
            self._new_member()
            return
        member = self.context.desk.pokja.anggota(id)
        self.open(member.pokja)
        self._past.setChecked(member.selesai is not None)
        self.table.choose([id])

    def kode(self) -> str:
        """Return the village code of the group's kampung, empty for the office's own."""
        if self._group is None or self._group.kampung is None:
            return ""
        return self.context.desk.kampung.berkas(self._group.kampung).kampung.desa

    def _open_history(self) -> None:
        if self._group is not None:
            self.context.open(f"riwayat:pokja:{self._group.id}")

    def _offer_decree(self, group: Pokja) -> None:
        """Offer the decree, or its amendment; in colour once the members changed since."""
        changed = self.context.desk.siap_naskah.perlu_perubahan(group.id)
        self._decree.setText("SK perubahan" if group.sk_nomor else "Buat SK")
        self._decree.setToolTip(
            "Anggota berubah sesudah SK; buat keputusan perubahannya"
            if changed
            else "Keputusan tentang Pokja ini, diisi dari datanya"
        )
        wanted = changed or not group.sk_nomor
        self._decree.setIcon(theme.icon("scroll-text", tone="on_accent" if wanted else "text"))
        self._decree.setProperty("primary", wanted)
        self._decree.style().unpolish(self._decree)
        self._decree.style().polish(self._decree)

    def _open_decree(self) -> None:
        group = self._group
        assert group is not None
        if group.sk_nomor:
            self.context.open(f"naskah:perubahan:{group.id}")
        elif group.kampung:
            self.context.open(f"naskah:buat:sk-pokja-desa:kampung:{group.kampung}:pokja:{group.id}")
        else:
            self.context.open(f"naskah:buat:sk-pokja-kabupaten:pokja:{group.id}")

    def _enter_decree(self) -> None:
        if self._group is not None:
            self.context.open(f"naskah:catat:{self._group.id}")

    def _enable(self, *, ready: bool) -> None:
        for made in (
            *self._member_buttons, self._history, self._enter, self._decree, self._print
        ):  # fmt: skip
            made.setEnabled(ready)

    def reload(self, *, fresh: bool = False) -> None:
        """Read the working group again; `fresh` refills fields that hold a draft or the cursor."""
        if self._group is None:
            return
        try:
            self._group, self._members, self._problems = self.context.desk.pokja.get(self._group.id)
        except StaleEdit as error:
            self.context.notices.warn(str(error))
            return
        self._names = {
            daftar: {key: name for key, name, _ in self.context.items(daftar)}
            for daftar in ("kedudukan", "seksi")
        }
        self._title.setText(f"Pokja {self._place(self._group)}")
        self._enable(ready=True)
        self.correction.follow(self._group)
        mine = [found for found in self._problems if found.id == self._group.id]
        if fresh:
            drafts = self.context.drafts(Kind.POKJA, self._group.id)
            self.group_form.show_record(self._group, self._save, drafts, mine)
        else:
            self.group_form.refresh(self._group, mine)
        self._offer_decree(self._group)
        self.table.set_rows(self._members)
        self._narrow()
        self._refresh_member()

    def _place(self, group: Pokja) -> str:
        if group.kampung is None:
            return self.context.desk.kantor.get().nama
        return self.context.desk.kampung.berkas(group.kampung).kampung.nama

    def _name(self, daftar: str, kode: str) -> str:
        return self._names.get(daftar, {}).get(kode, kode) or "—"

    def _narrow(self) -> None:
        today, past = self.context.desk.today(), self._past.isChecked()
        self.table.set_only(lambda item: past or item.selesai is None or item.selesai >= today)

    def _refresh_member(self) -> None:
        if self._member is None:
            return
        found = [item for item in self._members if item.id == self._member.id]
        if not found:
            self._member = None
            self._member_card.hide()
            return
        self._member = found[0]
        self.member_form.refresh(self._member, self._of_member(self._member))

    def _of_member(self, member: Anggota) -> list[Problem]:
        return [found for found in self._problems if found.id == member.id]

    def _chosen(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1 or (self._member and rows[0].id == self._member.id):
            return
        self._member = rows[0]
        self._member_title.setText(rows[0].nama)
        self._member_card.show()
        drafts = self.context.drafts(Kind.ANGGOTA, rows[0].id)
        self.member_form.show_record(rows[0], self._save_member, drafts, self._of_member(rows[0]))

    # editing

    def _save(self, values: Mapping[str, Any]) -> Pokja:
        assert self._group is not None
        self._group = self.context.desk.pokja.ubah(self._group, values)
        return self._group

    def _add(self, values: Mapping[str, Any]) -> Pokja:
        made = self.context.desk.pokja.tambah(values)
        self.context.drafts(Kind.POKJA, BARU).keep({})
        self.open(made.id)
        self.context.done("Pokja ditambahkan.")
        return made

    def _new_member(self) -> None:
        assert self._group is not None
        self._member = None
        self.table.view.clearSelection()
        self._member_title.setText("Anggota baru")
        self._member_card.show()
        drafts = self.context.drafts(Kind.ANGGOTA, BARU)
        self.member_form.show_record(
            None, self._add_member, drafts, (), {"mulai": self._group.mulai}
        )
        self.member_form.focus()

    def _add_member(self, values: Mapping[str, Any]) -> Anggota:
        assert self._group is not None
        made = self.context.desk.pokja.tambah_anggota(self._group.id, [values])[0]
        self.context.drafts(Kind.ANGGOTA, BARU).keep({})
        self.table.choose([made.id])
        return made

    def _save_member(self, values: Mapping[str, Any]) -> Anggota:
        assert self._member is not None
        self._member = self.context.desk.pokja.ubah_anggota(self._member, values)
        return self._member

    def _remove(self) -> None:
        rows = self.table.chosen_rows()
        if rows:
            with self.context.guarded():
                self.context.desk.pokja.hapus_anggota([item.id for item in rows])
                self.context.done(f"{len(rows)} anggota dihapus.")

    def _succeed(self) -> None:
        rows = self.table.chosen_rows()
        if len(rows) != 1:
            self.context.notices.tell("Pilih satu anggota yang diganti.")
            return
        former = rows[0]
        dialog = Succession(former.nama, self.context.desk.today(), self)

        def agreed() -> None:
            with self.context.guarded():
                made = self.context.desk.pokja.ganti(former.id, dialog.name(), dialog.day())
                self.context.done(f"{former.nama} diganti oleh {made.nama}.")
                self.table.choose([made.id])

        dialog.accepted.connect(agreed)
        dialog.open()

    def _paste(self, text: str) -> None:
        """Take pasted rows as members after showing what they would become."""
        if self._group is None:
            return
        found = read_members(
            text,
            {daftar: self.context.items(daftar) for daftar in ("kedudukan", "seksi")},
        )
        if not found:
            self.context.notices.tell(
                "Yang ditempel tidak memuat nama. "
                "Susunan kolom: Nama, Kedudukan, Seksi, Unsur, Kontak."
            )
            return
        lines = "\n".join(
            f"• {item['nama']} — {self._name('kedudukan', item['kedudukan'])}"
            for item in found[:12]
        )
        more = f"\n… dan {len(found) - 12} lagi" if len(found) > 12 else ""
        if self.context.dialogs.confirm(
            f"Tambahkan {len(found)} anggota?\n\n{lines}{more}", "Tambahkan"
        ):
            with self.context.guarded():
                self.context.desk.pokja.tambah_anggota(self._group.id, found)
                self.context.done(f"{len(found)} anggota ditambahkan.")


def _day(value: date | None) -> str:
    return format_id.tanggal_pendek(value) if value else "—"
