"""Pictures of a deed, before, during and after side by side, by file, drop or clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from kkbdesk.errors import UserError
from kkbdesk.model.ids import FotoRealisasiId
from kkbdesk.model.problem import Problem
from kkbdesk.model.realisasi import FotoRealisasi, SaatFoto
from kkbdesk.services.foto import FotoBaru, siapkan_isi, siapkan_semua
from kkbdesk.services.realisasi import RealisasiRow
from ui.context import Context
from ui.kit import theme
from ui.kit.fields import TextField
from ui.kit.jobs import Reading
from ui.kit.photos import PhotoView, as_jpeg, thumbnail
from ui.kit.shortcuts import shortcut
from ui.page import button, label, row, tool
from ui.rencana.realisasi_saat import ID, SIZE, MomentList

_FILES = "Foto (*.jpg *.jpeg *.png *.heic)"
_HINT = (
    "Seret foto ke sini atau antar kolom; Ctrl+V menempel. Enter memperbesar, Ctrl+panah "
    "memindah, Delete menghapus."
)


class PhotoBoard(QWidget):
    """Three columns of pictures; the caption of the chosen one is typed below."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._shown: RealisasiRow | None = None
        self._small: dict[str, QPixmap] = {}
        self.columns = {saat: MomentList(saat.label) for saat in SaatFoto}
        self._used = self.columns[SaatFoto.SEBELUM]
        self._order = [SaatFoto.SEBELUM, SaatFoto.KEGIATAN, SaatFoto.SESUDAH]
        self.caption = TextField()
        self.caption.setPlaceholderText("Keterangan foto")
        self.caption.setAccessibleName("Keterangan foto")
        self.caption.goes_on = False
        self.caption.left.connect(self._describe)
        self.caption.entered.connect(self._next)
        self._warned = label(tone="warn", wrap=True)
        board = QHBoxLayout()
        for saat in self._order:
            board.addLayout(self._build_column(saat), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GAP, 0, 0)
        column.addLayout(self._build_bar())
        column.addWidget(self._warned)
        column.addLayout(board, 1)
        column.addWidget(self.caption)
        column.addWidget(label(_HINT, tone="muted", wrap=True))
        shortcut(self, QKeySequence.StandardKey.Paste, "Tempel foto", self.paste)

    def _build_bar(self) -> QHBoxLayout:
        self._of_one = []
        for icon, name, do in (
            ("chevron-left", "Pindah ke depan (Ctrl+Panah kiri)", partial(self.shift, -1)),
            ("chevron-right", "Pindah ke belakang (Ctrl+Panah kanan)", partial(self.shift, 1)),
            ("zoom-in", "Perbesar (Enter)", self.enlarge),
            ("trash-2", "Hapus foto terpilih (Delete)", self.remove),
        ):
            each = tool(icon, name)
            each.clicked.connect(lambda _=False, do=do: do())
            self._of_one.append(each)
        paste = button("Tempel", "clipboard-paste", tip="Tempel foto dari papan klip (Ctrl+V)")
        paste.clicked.connect(self.paste)
        self._save = button("Simpan ke folder…", "save", tip="Simpan salinan semua foto")
        self._save.clicked.connect(self.save)
        return row(
            label("Foto dan keterangannya", tone="muted"), 1, *self._of_one, paste, self._save
        )

    def _build_column(self, saat: SaatFoto) -> QVBoxLayout:
        shown = self.columns[saat]
        add = tool("plus", f"Tambah foto {saat.label.lower()}")
        add.clicked.connect(lambda: self.add(saat))
        shown.entered_here.connect(partial(self._chosen_in, shown))
        shown.itemSelectionChanged.connect(partial(self._chosen_in, shown))
        shown.itemActivated.connect(lambda _item: self.enlarge())
        shown.removed.connect(self.remove)
        shown.moved.connect(self.shift)
        shown.placed.connect(partial(self._place, saat))
        shown.files.connect(lambda paths: self.take(paths, saat))
        shown.image.connect(lambda image: self.take_image(image, saat))
        column = QVBoxLayout()
        column.addLayout(row(label(saat.label, step=1), 1, add))
        column.addWidget(shown, 1)
        return column

    # showing

    def show_deed(self, line: RealisasiRow, problems: Sequence[Problem] = ()) -> None:
        """Show the pictures of a deed; what was chosen stays so."""
        chosen = self._ids()
        self._shown = line
        for saat, shown in self.columns.items():
            shown.blockSignals(True)
            shown.clear()
            for foto in line.foto:
                if foto.saat is saat:
                    item = QListWidgetItem(self._picture(foto), foto.keterangan)
                    item.setData(ID, foto.id)
                    item.setToolTip(foto.keterangan)
                    shown.addItem(item)
                    item.setSelected(foto.id in chosen)
            shown.blockSignals(False)
        self._warned.setText(" ".join(sorted({found.text for found in problems})))
        self._warned.setVisible(bool(problems))
        self._save.setEnabled(bool(line.foto))
        self._follow()

    def _picture(self, foto: FotoRealisasi) -> QPixmap:
        """Return the picture made small; one whose file is gone is shown as such."""
        if foto.berkas not in self._small:
            made = thumbnail(self._load(foto.berkas), SIZE, self.devicePixelRatioF())
            if made.isNull():
                return theme.icon("triangle-alert", tone="warn").pixmap(48)
            self._small[foto.berkas] = made
        return self._small[foto.berkas]

    def _load(self, digest: str) -> bytes:
        try:
            return self.context.desk.realisasi.isi_foto(digest)
        except UserError as error:
            self.context.notices.warn(str(error))
            return b""

    def _fotos(self) -> list[FotoRealisasi]:
        """Return the pictures as they stand on the board, column by column."""
        shown = self._shown.foto if self._shown else ()
        return [foto for saat in self._order for foto in shown if foto.saat is saat]

    def _ids(self) -> list[FotoRealisasiId]:
        return [item.data(ID) for each in self.columns.values() for item in each.selectedItems()]

    def _one(self) -> FotoRealisasi | None:
        ids = self._ids()
        return next((foto for foto in self._fotos() if [foto.id] == ids), None)

    def _chosen_in(self, used: MomentList) -> None:
        """Let only one column have a choice."""
        self._used = used
        if used.selectedItems():
            for other in self.columns.values():
                if other is not used:
                    other.blockSignals(True)
                    other.clearSelection()
                    other.blockSignals(False)
        self._follow()

    def _follow(self) -> None:
        foto = self._one()
        self.caption.setEnabled(foto is not None)
        for made in self._of_one:
            made.setEnabled(bool(self._ids()))
        if not self.caption.hasFocus():
            self.caption.set_value(foto.keterangan if foto else "")

    def _choose(self, id: FotoRealisasiId) -> None:
        for shown in self.columns.values():
            for at in range(shown.count()):
                if shown.item(at).data(ID) == id:
                    shown.blockSignals(True)
                    shown.clearSelection()
                    shown.setCurrentItem(shown.item(at))
                    shown.item(at).setSelected(True)
                    shown.blockSignals(False)
                    self._chosen_in(shown)

    # taking in

    def add(self, saat: SaatFoto) -> None:
        """Ask for pictures of a moment."""
        self.take(self.context.dialogs.open_files("Tambah foto", _FILES), saat)

    def paste(self) -> None:
        """Take pictures from the clipboard into the column where the cursor is."""
        if self.caption.hasFocus():
            self.caption.paste()
            return
        mime = QGuiApplication.clipboard().mimeData()
        saat = next(key for key, each in self.columns.items() if each is self._used)
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self.take(paths, saat)
        elif mime.hasImage():
            self.take_image(QGuiApplication.clipboard().image(), saat)
        else:
            self.context.notices.tell("Papan klip tidak berisi foto.")

    def take(self, paths: Sequence[Path], saat: SaatFoto) -> None:
        """Make files small, beside other work, and add them to a moment."""
        if not paths or self._shown is None:
            return
        line = self._shown

        def done(made: tuple[list[FotoBaru], list[str]]) -> None:
            self._keep(line, made[0], saat, made[1])

        self.context.jobs.start(
            Reading("Mengecilkan foto…", lambda: siapkan_semua(paths)), done, owner=self
        )

    def take_image(self, image: QImage, saat: SaatFoto) -> None:
        """Add a picture that is in no file."""
        if self._shown is not None and not image.isNull():
            with self.context.guarded():
                made = siapkan_isi(f"Foto {saat.label.lower()}", as_jpeg(image))
                self._keep(self._shown, [made], saat, [])

    def _keep(
        self, line: RealisasiRow, fotos: list[FotoBaru], saat: SaatFoto, refused: list[str]
    ) -> None:
        """Add what is ready to the deed it was meant for, and say what was refused."""
        with self.context.guarded():
            if fotos:
                made = self.context.desk.realisasi.tambah_foto(line.realisasi.id, fotos, saat)
                self._choose(made[0].id)
                self.context.done(f"{len(made)} foto ditambahkan; ketik keterangannya.")
        if refused:
            self.context.notices.warn(" ".join(refused))

    # doing

    def _describe(self) -> None:
        foto, text = self._one(), self.caption.value()
        if foto is not None and text:
            with self.context.guarded():
                self.context.desk.realisasi.ubah_foto(foto, {"keterangan": text})

    def _next(self) -> None:
        """Go on to the caption of the next picture, if there is one."""
        fotos, foto = self._fotos(), self._one()
        places = [at for at, each in enumerate(fotos) if foto and each.id == foto.id]
        if places and places[0] + 1 < len(fotos):
            self._choose(fotos[places[0] + 1].id)
            self.caption.set_value(fotos[places[0] + 1].keterangan)
            self.caption.selectAll()
        else:
            self._used.setFocus()

    def shift(self, step: int) -> None:
        """Move the chosen picture within its column, and on into the next at its end."""
        foto = self._one()
        if foto is None:
            return
        lists = self._lists()
        here = lists[foto.saat]
        at = here.index(foto.id)
        here.remove(foto.id)
        if 0 <= at + step <= len(here):
            here.insert(at + step, foto.id)
        else:
            beside = self._order.index(foto.saat) + step
            if not 0 <= beside < len(self._order):
                return
            target = lists[self._order[beside]]
            target.insert(0 if step > 0 else len(target), foto.id)
        self._arrange(lists)

    def _place(self, saat: SaatFoto, ids: Sequence[FotoRealisasiId], at: int) -> None:
        """Put dragged pictures at a place of a column."""
        lists = self._lists()
        before = lists[saat][:at]
        for each in lists.values():
            each[:] = [id for id in each if id not in ids]
        start = len([id for id in before if id not in ids])
        lists[saat][start:start] = ids
        self._arrange(lists)

    def _lists(self) -> dict[SaatFoto, list[FotoRealisasiId]]:
        return {
            saat: [foto.id for foto in self._fotos() if foto.saat is saat] for saat in self._order
        }

    def _arrange(self, lists: dict[SaatFoto, list[FotoRealisasiId]]) -> None:
        chosen = self._ids()
        if self._shown is not None:
            with self.context.guarded():
                self.context.desk.realisasi.atur_foto(self._shown.realisasi.id, lists)
                for id in chosen[:1]:
                    self._choose(id)
                self._used.setFocus()

    def enlarge(self) -> None:
        """Show the chosen picture as large as there is room."""
        fotos, ids = self._fotos(), self._ids()
        if not fotos:
            return
        names = [(foto.berkas, f"{foto.saat.label}: {foto.keterangan}") for foto in fotos]
        view = PhotoView(names, self._load, self)
        view.show_at(next((at for at, foto in enumerate(fotos) if foto.id in ids), 0))
        view.open()

    def save(self) -> None:
        """Ask for a folder and write the pictures there."""
        folder = self.context.dialogs.open_folder("Simpan foto ke folder")
        if folder is not None and self._shown is not None:
            with self.context.guarded():
                made = self.context.desk.realisasi.simpan_foto(self._shown.realisasi.id, folder)
                self.context.notices.tell(f"{len(made)} foto disimpan di {made[0].parent}.")

    def remove(self) -> None:
        """Remove the chosen pictures."""
        ids = self._ids()
        if ids:
            with self.context.guarded():
                self.context.desk.realisasi.hapus_foto(ids)
                self.context.done(f"{len(ids)} foto dihapus.")
