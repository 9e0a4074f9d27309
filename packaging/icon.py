"""Makes the program's icon as Windows and Linux want it, from resources/icons/kkbdesk.svg.

    python packaging/icon.py build/icon

Writes kkbdesk.ico (16 to 256 pixels) and kkbdesk.png (256 pixels) into the folder.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DRAWING = Path(__file__).resolve().parent.parent / "resources" / "icons" / "kkbdesk.svg"
SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(size: int) -> Image.Image:
    """Return the drawing as a square of that many pixels."""
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


def main() -> None:
    """Write both files."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    *small, largest = (drawn(size) for size in SIZES)
    largest.save(
        folder / "kkbdesk.ico", sizes=[(size, size) for size in SIZES], append_images=small
    )
    largest.save(folder / "kkbdesk.png")


if __name__ == "__main__":
    main()
