"""The pages of a PDF, below each other: zoom, page keys, printing; the PDF itself, not a copy."""

from __future__ import annotations

import pypdfium2  # type: ignore[import-untyped]  # it brings no types
from PySide6.QtCore import (
    QCoreApplication,
    QEventLoop,
    QMarginsF,
    QRectF,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QScrollArea, QWidget

from kkbdesk.errors import StorageFault
from kkbdesk.files import save
from ui.kit import theme
from ui.kit.dialogs import Dialogs

_POINTS = 72
_PRINT_DPI = 300
_MM = 25.4
_NO_PRINTER = (
    "Komputer ini belum mempunyai pencetak. Simpan sebagai PDF, lalu cetak berkas itu di komputer "
    "yang mempunyainya: ukuran kertasnya ikut, F4 atau A4."
)


class _Pages(QWidget):
    """Draws the pages that are visible; each is rendered once per zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Lembar-lembar pratinjau")
        self._document: pypdfium2.PdfDocument | None = None
        self._sizes: list[QSizeF] = []
        self._images: dict[int, QImage] = {}
        self._zoom = 1.0

    def set_document(self, document: pypdfium2.PdfDocument | None) -> None:
        self._document = document
        self._sizes = []
        if document is not None:
            self._sizes = [QSizeF(*document.get_page_size(n)) for n in range(len(document))]
        self.set_zoom(self._zoom)

    def set_zoom(self, zoom: float) -> None:
        self._zoom = zoom
        self._images.clear()
        width = max((size.width() for size in self._sizes), default=0) * zoom
        height = sum(size.height() * zoom + theme.GAP for size in self._sizes)
        self.setFixedSize(round(width) + 2 * theme.GAP, round(height) + theme.GAP)
        self.update()

    def widest(self) -> float:
        """Return the width of the widest page in points."""
        return max((size.width() for size in self._sizes), default=0.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = float(theme.GAP)
        for number, size in enumerate(self._sizes):
            width, height = size.width() * self._zoom, size.height() * self._zoom
            place = QRectF((self.width() - width) / 2, top, width, height)
            if place.intersects(QRectF(event.rect())):
                painter.drawImage(place, self._image(number))
                painter.setPen(QColor(theme.colours().line))
                painter.drawRect(place)
            top += height + theme.GAP
        painter.end()

    def _image(self, number: int) -> QImage:
        if number not in self._images:
            assert self._document is not None
            if len(self._images) > 12:
                self._images.clear()
            scale = self._zoom * self.devicePixelRatioF()
            self._images[number] = render(self._document, number, scale)
        return self._images[number]


def render(document: pypdfium2.PdfDocument, number: int, scale: float) -> QImage:
    """Return a page as a picture; scale 1 is 72 dots per inch."""
    bitmap = document[number].render(scale=scale, rev_byteorder=False)
    image = QImage(
        bytes(bitmap.buffer),
        bitmap.width,
        bitmap.height,
        bitmap.stride,
        QImage.Format.Format_BGR888,
    )
    return image.copy()


class PdfView(QScrollArea):
    """A preview that is exactly what prints; tells how many pages there are once it knows."""

    opened = Signal(int)
    """Number of pages; 0 when what it was given is no PDF that can be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Pratinjau")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._pages = _Pages()
        self.setWidget(self._pages)
        self._zoom = 1.0
        self._data = b""
        self._document: pypdfium2.PdfDocument | None = None

    def show_pdf(self, data: bytes, *, again: bool = False) -> None:
        """Show a PDF, as wide as the view; `again` keeps the place and zoom of the one before."""
        place, zoom = self.verticalScrollBar().value(), self._zoom
        again = again and self._document is not None
        self._close()
        self._data = data
        if self.isVisible():
            self._open()
        if again:
            self.set_zoom(zoom)
            self.verticalScrollBar().setValue(place)

    def clear(self) -> None:
        """Show nothing."""
        self._close()
        self._data = b""

    def _open(self) -> None:
        if self._data:
            try:
                self._document = pypdfium2.PdfDocument(self._data)
            except pypdfium2.PdfiumError:
                self._data = b""
            else:
                self._pages.set_document(self._document)
                self.fit()
            self.opened.emit(self.pages())

    def _close(self) -> None:
        self._pages.set_document(None)
        if self._document is not None:
            self._document.close()
            self._document = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go of the document, which lives outside of Python's memory."""
        super().hideEvent(event)
        self._close()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the document up again."""
        super().showEvent(event)
        if self._document is None:
            self._open()

    def pages(self) -> int:
        """Return how many pages there are."""
        return len(self._document) if self._document else 0

    def fit(self) -> None:
        """Make the widest page as wide as the view."""
        if self._pages.widest():
            room = self.viewport().width() - 2 * theme.GAP - 2
            self.set_zoom(max(0.3, room / self._pages.widest()))

    def zoom(self, factor: float) -> None:
        """Make everything larger or smaller by a factor."""
        self.set_zoom(min(4.0, max(0.3, self._zoom * factor)))

    def set_zoom(self, zoom: float) -> None:
        """Show at a zoom; 1 is 72 dots per inch."""
        self._zoom = zoom
        self._pages.set_zoom(zoom)

    def print_with_dialog(self, dialogs: Dialogs) -> bool:
        """Ask for a printer and print all pages; tell whether it was printed.

        Where there is no printer, the pages are offered as a file that another computer prints.
        """
        if self._document is None:
            return False
        if not QPrinterInfo.availablePrinters():
            self._save_instead(dialogs)
            return False
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._set_paper(printer)
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, self.pages())
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return False
        self.print_to(printer)
        return True

    def _save_instead(self, dialogs: Dialogs) -> None:
        if not dialogs.confirm(_NO_PRINTER, "Simpan PDF…"):
            return
        path = dialogs.save_file("Simpan PDF", "cetak.pdf", "PDF (*.pdf)")
        if path is not None:
            try:
                save(path if path.suffix else path.with_suffix(".pdf"), self._data)
            except StorageFault as error:
                dialogs.tell(str(error))

    def _set_paper(self, printer: QPrinter) -> None:
        """Tell the printer the size of the first page, F4 (215 × 330 mm) included."""
        assert self._document is not None
        width, height = self._document.get_page_size(0)
        size = QSizeF(min(width, height), max(width, height)) * _MM / _POINTS
        # Exactly: a fuzzy match would take F4 for the American folio, a millimetre wider.
        exact = QPageSize.SizeMatchPolicy.ExactMatch
        printer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", exact))
        wide = width > height
        printer.setPageOrientation(
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
        )
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        printer.setFullPage(True)

    def print_to(self, printer: QPrinter) -> None:
        """Print the pages that were asked for, smaller where the printer has no paper so large.

        The window goes on being painted between two pages.
        """
        document = pypdfium2.PdfDocument(self._data)  # another preview may come meanwhile
        first = printer.fromPage() or 1
        last = min(printer.toPage() or len(document), len(document))
        painter = QPainter(printer)
        for number in range(first - 1, last):
            if number >= first:
                printer.newPage()
            width, height = document.get_page_size(number)
            paper = printer.paperRect(QPrinter.Unit.Point)
            fits = min(1.0, paper.width() / width, paper.height() / height)
            dots = fits * printer.resolution() / _POINTS
            image = render(document, number, _PRINT_DPI / _POINTS)
            painter.drawImage(QRectF(0, 0, width * dots, height * dots), image)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        painter.end()
        document.close()
