"""Charts as lines and letters of the page itself: bars that lie below each other."""

from __future__ import annotations

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from kkbdesk.documents.writers import style
from kkbdesk.documents.writers.pdf_font import Face, face
from kkbdesk.documents.writers.pdf_text import Pen
from kkbdesk.documents.writers.text import printable
from kkbdesk.model.grafik import Grafik, Nilai, sebut_nilai

_FILLS = ("0B6477", "F0B04A", "8FC9D6", "6B4A86", "C3CCD4")
"""Of the series in their order; each is told from its neighbours in black and white as well."""
_DARK = ("0B6477", "6B4A86")
_LINE, _BAR = 6.2 * mm, 4.2 * mm
_SERIES = 3.6 * mm
"""Height of a category, of its bar, and of each bar where several lie side by side."""
_HEAD, _KEY = 6 * mm, 5 * mm
_NAMES = 0.32
"""The share of the width that names of categories take."""
_VALUE = 16 * mm
"""Room to the right of the longest bar."""


class ChartFlow(Flowable):
    """One chart; it never parts."""

    def __init__(self, grafik: Grafik, pen: Pen, width: float) -> None:
        super().__init__()
        self._grafik = grafik
        self._face = face(font=pen.letters.font)
        self._bold = face(bold=True, font=pen.letters.font)
        self._size = style.small(pen.letters)
        self._title = pen.letters.size
        self.width = width
        self.spaceBefore = self.spaceAfter = 3 * mm
        many = 1 if grafik.susun else len(grafik.deret)
        self._each = max(_LINE, many * _SERIES + (_LINE - _BAR))
        self.height = _HEAD + _KEY + self._each * max(len(grafik.kategori), 1)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return the space that it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw title, key, and each category below the other."""
        canvas, y = self.canv, self.height - _HEAD
        title = f"{self._grafik.judul} ({self._grafik.satuan})"
        _write(canvas, self._bold, self._title, 0, y + 1.5 * mm, printable(title))
        y -= _KEY
        self._key(canvas, y + 1.2 * mm)
        if self._grafik.kosong:
            _write(canvas, self._face, self._size, 0, y - self._each, "Belum ada datanya.")
            return
        left = self.width * _NAMES
        unit = (self.width - left - _VALUE) / (float(self._grafik.terbesar) or 1)
        for at, name in enumerate(self._grafik.kategori):
            y -= self._each
            middle = y + self._each / 2
            (shown, *_) = self._face.lines(printable(name), self._size, left - 2 * mm, 1)
            x = left - 2 * mm - self._face.width(shown, self._size)
            _write(canvas, self._face, self._size, x, middle - self._size * 0.35, shown)
            self._bars(canvas, at, left, middle, unit)
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(HexColor("#000000"))
        canvas.line(left, y, left, y + self._each * len(self._grafik.kategori))

    def _key(self, canvas: Canvas, y: float) -> None:
        x = 0.0
        for place, each in enumerate(self._grafik.deret):
            _box(canvas, x, y, 3 * mm, 2.6 * mm, place)
            _write(canvas, self._face, self._size, x + 4 * mm, y + 0.3 * mm, printable(each.nama))
            x += 9 * mm + self._face.width(each.nama, self._size)

    def _bars(self, canvas: Canvas, at: int, left: float, middle: float, unit: float) -> None:
        values = [each.nilai[at] for each in self._grafik.deret]
        if self._grafik.susun:
            x = left
            for place, value in enumerate(values):
                x += self._piece(canvas, x, middle, float(value or 0) * unit, (place, value))
            return
        top = middle + len(values) * _SERIES / 2
        for place, value in enumerate(values):
            length = float(value or 0) * unit
            low = top - (place + 1) * _SERIES
            if length:
                _box(canvas, left, low + 0.2 * mm, length, _SERIES - 0.4 * mm, place)
            text = sebut_nilai(value)
            _write(canvas, self._face, self._size, left + length + 1 * mm, low + 0.9 * mm, text)

    def _piece(
        self, canvas: Canvas, x: float, middle: float, length: float, told: tuple[int, Nilai]
    ) -> float:
        """Draw a part of a bar, with its value where there is room, and return its length."""
        place, value = told
        if not length:
            return 0.0
        _box(canvas, x, middle - _BAR / 2, length, _BAR, place)
        text = sebut_nilai(value)
        wide = self._face.width(text, self._size)
        if wide + 1 * mm < length:
            dark = _FILLS[place % len(_FILLS)] in _DARK
            ink, inset = HexColor("#FFFFFF" if dark else "#000000"), (length - wide) / 2
            _write(canvas, self._face, self._size, x + inset, middle - self._size * 0.35, text, ink)
        return length


def _box(canvas: Canvas, x: float, y: float, width: float, height: float, place: int) -> None:
    canvas.setFillColor(HexColor(f"#{_FILLS[place % len(_FILLS)]}"))
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def _write(
    canvas: Canvas, cut: Face, size: float, x: float, y: float, text: str,
    ink: Color | None = None,
) -> None:  # fmt: skip
    canvas.setFillColor(ink or HexColor("#000000"))
    canvas.setFont(cut.name, size)
    canvas.drawString(x, y, cut.known(text))
