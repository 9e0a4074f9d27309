"""What is done with a whole matrix: proposed, copied, agreed, opened again, put on paper."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kkbdesk.model.ids import KampungId
from ui.context import Context
from ui.matriks.agreement import Agreement


class MatrixActs:
    """Acts on the matrix of a year, of a kampung or (None) of the office."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.context = context
        self._parent = parent
        self.year = context.desk.today().year
        self.kampung: KampungId | None = None

    def propose(self) -> None:
        """Fill the empty cells with a proposal."""
        with self.context.guarded():
            number = self.context.desk.matriks.isi_usulan(self.year, self.kampung)
            if number:
                self.context.done(
                    f"{number} sel diisi usulan awal; sesuaikan dan tetapkan penanggung jawab (●) "
                    "dalam rapat."
                )
            else:
                self.context.notices.tell("Tidak ada sel kosong yang diusulkan.")

    def copy_last(self) -> None:
        """Fill the empty cells as they were last year."""
        self._copy(self.year - 1, self.kampung, str(self.year - 1))

    def copy_office(self) -> None:
        """Fill the empty cells of a kampung as the office's are."""
        self._copy(self.year, None, f"matriks kantor {self.year}")

    def _copy(self, year: int, kampung: KampungId | None, source: str) -> None:
        with self.context.guarded():
            number = self.context.desk.matriks.salin(self.year, self.kampung, year, kampung)
            if number:
                self.context.done(f"{number} sel disalin dari {source}.")
            else:
                self.context.notices.tell(f"Tidak ada yang dapat disalin dari {source}.")

    def agree(self, *, unlock: bool) -> None:
        """Lock after an agreement, or unlock; both are steps of the history."""
        year, kampung, matrices = self.year, self.kampung, self.context.desk.matriks
        dialog = Agreement(year, self.context.desk.today(), unlock=unlock, parent=self._parent)

        def agreed() -> None:
            with self.context.guarded():
                if unlock:
                    matrices.buka(year, kampung, dialog.day())
                else:
                    matrices.kunci(year, kampung, dialog.day(), dialog.meeting())

        dialog.accepted.connect(agreed)
        dialog.open()

    def open_decree(self) -> None:
        """Make the decree of the matrix."""
        place = f":kampung:{self.kampung}" if self.kampung else ""
        self.context.open(f"naskah:buat:sk-matriks{place}:tahun:{self.year}")

    def open_minutes(self) -> None:
        """Make the minutes of the agreement; they are those of a meeting that decided it."""
        meeting = self.context.desk.siap_naskah.rapat_matriks(self.year, self.kampung)
        if meeting is None:
            self.context.notices.tell(
                "Belum ada rapat yang memutuskan matriks ini. Catat keputusannya dalam rapat, "
                "berita acaranya terisi dari sana."
            )
            return
        self.context.open(f"naskah:buat:berita-acara:rapat:{meeting}:tahun:{self.year}")

    def print(self, place: str, *, combined: bool) -> None:
        """Go to the report of a matrix: of the office, of a place by its code, or combined."""
        name = "matriks-gabungan" if combined else "matriks"
        self.context.open(f"laporan:{name}:{self.year}{f':{place}' if place else ''}")
