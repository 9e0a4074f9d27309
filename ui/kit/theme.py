"""Palette, spacing, icons and fonts, light and dark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from resources.files import resource

GAP = 8
"""The unit of spacing, in logical pixels."""
SIZES = (8, 9, 10, 11, 12, 14)
"""Font sizes to choose from, in points."""
DEFAULT_SIZE = 10


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one look; text keeps 4.5:1 on every ground it stands on."""

    ground: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    plan_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    ticked: str
    """Which drawing of a tick shows on the accent: light or dark."""
    heat: tuple[str, str]
    """The weakest and the strongest fill of a heat map."""
    series: tuple[str, ...]
    """The fills of a chart's series, each told from its neighbours by lightness as well."""


LIGHT = Colours(
    ground="#f4f6f8", surface="#ffffff", raised="#eaeef2", line="#d3dae1", text="#1b2530",
    muted="#55626f", accent="#0b6477", on_accent="#ffffff", accent_soft="#d8ecf1", good="#1c6b3c",
    good_soft="#cfeeda", plan_soft="#dfe0fa", warn="#825000", warn_soft="#fdf0d7", bad="#b0201a",
    bad_soft="#fce4e2", ticked="light", heat=("#e3f1f4", "#7cc0d0"),
    series=("#0b6477", "#f0b04a", "#8fc9d6", "#6b4a86", "#c3ccd4"),
)  # fmt: skip
DARK = Colours(
    ground="#14191e", surface="#1b2127", raised="#262e36", line="#36414c", text="#e7ecf0",
    muted="#a7b3be", accent="#63c2d6", on_accent="#08262d", accent_soft="#173f49", good="#79d19b",
    good_soft="#1c4a30", plan_soft="#34376b", warn="#f2bd68", warn_soft="#3b2e15", bad="#ff9a92",
    bad_soft="#47211f",
    ticked="dark", heat=("#1f333a", "#235c6b"),
    series=("#63c2d6", "#b5761a", "#d5eef4", "#a98acb", "#4d5a66"),
)  # fmt: skip


class _State:
    colours = LIGHT
    size = DEFAULT_SIZE


def colours() -> Colours:
    """Return the colours of the present look."""
    return _State.colours


def is_dark() -> bool:
    """Tell whether the present look is dark."""
    return _State.colours is DARK


def apply(app: QApplication, look: str, size: int) -> None:
    """Give the application a look (terang, gelap or sistem) and a font size in points."""
    dark = look == "gelap" or (
        look == "sistem" and app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    )
    _State.colours = DARK if dark else LIGHT
    _State.size = size
    _pixmap.cache_clear()
    app.setStyle("Fusion")
    app.setPalette(_palette(_State.colours))
    app.setFont(_font(size))
    app.setStyleSheet(_sheet(_State.colours))


def _font(size: int) -> QFont:
    """Return the system's font, or the bundled one where the system has none."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if QGuiApplication.platformName() == "offscreen":
        path = resource("fonts", "LiberationSans-Regular.ttf")
        families = QFontDatabase.applicationFontFamilies(
            QFontDatabase.addApplicationFont(str(path))
        )
        for name in ("Bold", "Italic", "BoldItalic"):
            QFontDatabase.addApplicationFont(str(path.with_name(f"LiberationSans-{name}.ttf")))
        font = QFont(families)
    font.setPointSize(size)
    return font


def heading(step: int = 1) -> QFont:
    """Return a larger, bolder font: step 1 for a card, 2 for a page."""
    font = QFont(QApplication.font())
    font.setPointSizeF(_State.size * (1 + 0.2 * step))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, c.ground), (role.WindowText, c.text), (role.Base, c.surface),
        (role.AlternateBase, c.ground), (role.Text, c.text), (role.Button, c.raised),
        (role.ButtonText, c.text), (role.ToolTipBase, c.raised), (role.ToolTipText, c.text),
        (role.PlaceholderText, c.muted), (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent), (role.Link, c.accent), (role.LinkVisited, c.accent),
        (role.Mid, c.line), (role.Midlight, c.line), (role.Dark, c.line), (role.Light, c.surface),
        (role.Shadow, c.line), (role.Accent, c.accent), (role.BrightText, c.bad),
    ):  # fmt: skip
        palette.setColor(target, QColor(colour))
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(c.muted))
    return palette


def _sheet(c: Colours) -> str:
    text = resource("style", "desk.qss").read_text("utf-8")
    icons = resource("icons").as_posix()
    return re.sub(
        r"@(\w+)", lambda match: icons if match[1] == "icons" else str(getattr(c, match[1])), text
    )


def icon(name: str, *, tone: str = "text") -> QIcon:
    """Return an icon of the set in a colour of the look (text, muted, accent, on_accent, bad…)."""
    return QIcon(_pixmap(name, str(getattr(_State.colours, tone))))


@cache
def _pixmap(name: str, colour: str) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - off the path to the first paint

    svg = resource("icons", f"{name}.svg").read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    pixmap = QPixmap(QSize(40, 40))
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, 20, 20))
    painter.end()
    return pixmap
