"""One deed: data, agencies, its plan, pictures, and what the national website lacks of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from kkbdesk.errors import StaleEdit
from kkbdesk.model import format_id
from kkbdesk.model.fields import Value
from kkbdesk.model.ids import Kind, OPDId, RealisasiId, RencanaId
from kkbdesk.model.realisasi import Realisasi
from kkbdesk.services.draf import BARU
from kkbdesk.services.realisasi import RealisasiIsi
from kkbdesk.services.rencana import RencanaRow
from ui.context import Context
from ui.kit import theme
from ui.kit.choices import ManyField
from ui.kit.elided import Elided
from ui.kit.form import Form
from ui.kit.scroll import Scroll
from ui.page import button, label, row, tool
from ui.rencana.realisasi_foto import PhotoBoard

FIELDS = (
    "judul", "tanggal", "kampung", "tempat", "uraian", "rencana", "program", "kegiatan_inpres",
    "seksi", "sasaran_peserta", "laki_laki", "perempuan", "capaian", "biaya", "kendala",
)  # fmt: skip


class DeedRecord(QWidget):
    """The page of one deed; a new one is saved as soon as it has a name and a day."""

    def __init__(self, context: Context, back: Callable[[], object]) -> None:
        super().__init__()
        self.context = context
        self._back = back
        self._shown: RealisasiIsi | None = None
        self._draft = BARU
        home = tool("chevron-left", "Kembali ke daftar (Esc)")
        home.clicked.connect(lambda: back())
        self._title = label(step=2)
        self._where = Elided(tone="muted")
        self._plan = button("Rencananya", "list-checks", tip="Buka rencana yang dilaksanakan")
        self._plan.clicked.connect(self._open_plan)
        self._queue = button("Antrian laman", "copy", tip="Salin isian ke laman nasional")
        self._queue.clicked.connect(self._open_queue)
        self._history = button("Riwayat", "history")
        self._history.clicked.connect(self._open_history)
        self.form = Form(Realisasi, FIELDS, context, context.notices.warn)
        self.photos = PhotoBoard(context)
        self.tabs = QTabWidget()
        self.tabs.addTab(self._build_data(), "Kegiatan")
        self.tabs.addTab(self.photos, "Foto")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = row(home, self._title, self._where, self._plan, self._queue, self._history)
        head.setStretchFactor(self._where, 1)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)

    def _build_data(self) -> QWidget:
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(theme.GAP * 2, 0, 0, 0)
        self.figures = label(wrap=True)
        self._opd_names = label(tone="muted", wrap=True)
        self._opd_at = QVBoxLayout()
        self._offered: Sequence[tuple[str, str, str]] = ()
        self.opd = ManyField(())
        self.website = label(wrap=True)
        side.addWidget(label("OPD hadir", step=1))
        side.addLayout(self._opd_at)
        side.addWidget(self._opd_names)
        self._against = label("Dibanding rencana", step=1)
        for made in (self._against, self.figures, label("Laman nasional", step=1), self.website):
            side.addWidget(made)
        side.addStretch(1)
        holder = QWidget()
        columns = QHBoxLayout(holder)
        columns.setContentsMargins(0, theme.GAP * 2, theme.GAP * 2, theme.GAP)
        columns.addWidget(self.form, 5)
        columns.addWidget(self._side, 3)
        return Scroll(holder)

    # showing

    def open(self, id: RealisasiId, tab: str = "") -> None:
        """Show a deed; raises StaleEdit."""
        same = self._shown is not None and self._shown.baris.realisasi.id == id
        self._shown = self.context.desk.realisasi.get(id)
        self._show(fresh=True)
        if tab == "foto" or not same:
            self.tabs.setCurrentIndex(int(tab == "foto"))

    def begin(self, plan: RencanaId | None = None) -> None:
        """Show an empty form, with what is known of a plan; raises StaleEdit."""
        known: dict[str, Value] = self.context.desk.realisasi.usulan(plan)[0] if plan else {}
        self._shown = None
        self._draft = f"{BARU}:{plan}" if plan else BARU
        self._title.setText("Realisasi baru")
        self._where.show_text("Isi judul dan tanggalnya; selebihnya dapat menyusul.")
        self._enable(ready=False)
        self.tabs.setTabText(1, "Foto")
        self.tabs.setCurrentIndex(0)
        drafts = self.context.drafts(Kind.REALISASI, self._draft)
        self.form.show_record(None, self._add, drafts, (), known)
        self._hint_day(plan)

    def _hint_day(self, plan: RencanaId | None) -> None:
        item = self.context.desk.rencana.baris(plan) if plan else None
        when = item.rencana.waktu if item else ""
        self.form.hint("tanggal", f"rencananya {when}" if when else "misalnya 15/2/2026")

    def arrive(self) -> None:
        """Put the cursor where a new deed begins, else on the tabs, which the arrows turn."""
        if self._shown is not None:
            self.tabs.tabBar().setFocus()
        else:
            self.form.focus("tanggal" if self._draft != BARU else "judul")

    def deed(self) -> Realisasi | None:
        """Return what is shown, None for a new one."""
        return self._shown.baris.realisasi if self._shown else None

    def reload(self) -> None:
        """Read the deed again; one that is gone is left."""
        deed = self.deed()
        if deed is None:
            return
        try:
            self._shown = self.context.desk.realisasi.get(deed.id)
        except StaleEdit:
            self._shown = None
            self.context.notices.tell(f"“{deed.judul}” sudah dihapus.")
            self._back()
        else:
            self._show(fresh=False)

    def _show(self, *, fresh: bool) -> None:
        assert self._shown is not None
        line, problems = self._shown.baris, self._shown.masalah
        deed = line.realisasi
        self._title.setText(deed.judul if len(deed.judul) < 60 else f"{deed.judul[:58]}…")
        day = f"{format_id.hari(deed.tanggal)}, {format_id.tanggal(deed.tanggal)}"
        place = line.kampung or deed.tempat or "tempat belum diisi"
        self._where.show_text(f"{day} · {place}")
        self._enable(ready=True)
        mine = [found for found in problems if found.id == deed.id]
        drafts = self.context.drafts(Kind.REALISASI, deed.id)
        if fresh:
            self.form.show_record(deed, self._save, drafts, mine)
            self._hint_day(deed.rencana)
        else:
            self.form.refresh(deed, mine)
        self._show_agencies()
        self._show_plan(self._shown.rencana)
        self._show_website(self._shown)
        self.photos.show_deed(line, [found for found in problems if found.id != deed.id])
        number = len(line.foto)
        self.tabs.setTabText(1, f"Foto ({number})" if number else "Foto")

    def _enable(self, *, ready: bool) -> None:
        self._side.setVisible(ready)
        self.tabs.setTabEnabled(1, ready)
        for made in (self._queue, self._history):
            made.setEnabled(ready)
        self._plan.setVisible(self._shown is not None and self._shown.rencana is not None)

    def _show_agencies(self) -> None:
        """Tick who was there; the menu stays open meanwhile."""
        assert self._shown is not None
        line, today = self._shown.baris, self.context.desk.today()
        offered = [
            (item.id, item.nama, "")
            for item in self.context.desk.opd.daftar()
            if item.aktif(today) or item.id in line.opd
        ]
        if offered != self._offered:
            self._offered = offered
            self.opd.deleteLater()
            self.opd = ManyField(offered)
            self.opd.setAccessibleName("OPD hadir")
            self.opd.left.connect(self._set_agencies)
            self._opd_at.addWidget(self.opd)
        self.opd.set_value(line.opd)
        self.opd.setEnabled(not self.context.barred(Kind.REALISASI, line.realisasi))
        self._opd_names.setText("\n".join(line.instansi))
        self._opd_names.setVisible(len(line.instansi) > 2)

    def _show_plan(self, plan: RencanaRow | None) -> None:
        for made in (self._against, self.figures):
            made.setVisible(plan is not None)
        if plan is not None:
            self.figures.setText("\n".join(_against(plan)))

    def _show_website(self, shown: RealisasiIsi) -> None:
        entered = shown.baris.realisasi.diinput
        if entered:
            said = f"Sudah diinput {format_id.tanggal(entered)}."
        elif shown.kurang:
            said = f"Belum diinput. Laman masih meminta: {', '.join(shown.kurang)}."
        else:
            said = "Belum diinput; isiannya lengkap."
        self.website.setText(said)
        self.website.setProperty("tone", "warn" if shown.kurang and not entered else "muted")
        self.website.style().polish(self.website)

    # doing

    def _save(self, values: Mapping[str, Any]) -> Realisasi:
        deed = self.deed()
        assert deed is not None
        return self.context.desk.realisasi.ubah(deed, values)

    def _add(self, values: Mapping[str, Any]) -> Realisasi:
        made = self.context.desk.realisasi.catat(values)
        self.context.drafts(Kind.REALISASI, self._draft).keep({})
        self.open(made.id)
        self.context.done("Realisasi dicatat. Foto ditambahkan pada tab Foto.")
        return made

    def _set_agencies(self) -> None:
        deed, chosen = self.deed(), self.opd.value()
        if deed is not None and isinstance(chosen, tuple):
            with self.context.guarded():
                self.context.desk.realisasi.atur_hadir(deed.id, [OPDId(id) for id in chosen])

    def _open_plan(self) -> None:
        deed = self.deed()
        if deed is not None and deed.rencana:
            self.context.open(f"rencana:rencana:{deed.rencana}")

    def _open_queue(self) -> None:
        deed = self.deed()
        if deed is not None:
            self.context.open(f"rencana:realisasi:antrian:{deed.id}")

    def _open_history(self) -> None:
        deed = self.deed()
        if deed is not None:
            self.context.open(f"riwayat:realisasi:{deed.id}")


def _against(plan: RencanaRow) -> list[str]:
    """Return target and budget with what was reached of them."""
    item = plan.rencana
    lines = [f"Rencana: {item.waktu or 'belum dijadwalkan'} ({plan.keadaan.label.lower()})"]
    number = len(plan.realisasi)
    if number > 1:
        lines.append(f"Dari {number} realisasi bersama:")
    for what, done, wanted, share in (
        ("Target", plan.capaian, item.target, plan.persen_target),
        ("Anggaran", plan.biaya, item.anggaran, plan.persen_anggaran),
    ):
        if wanted is None:
            lines.append(f"{what} rencana belum diisi")
            continue
        unit, lead = (f" {item.satuan}", "") if what == "Target" else ("", "Rp")
        reached = f"{lead}{format_id.angka(done)}" if done is not None else "belum diisi"
        percent = f" ({format_id.persen(share)}%)" if share is not None else ""
        lines.append(f"{what}: {reached} dari {lead}{format_id.angka(wanted)}{unit}{percent}")
    return lines
