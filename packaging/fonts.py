"""Makes the letters of decrees from TeX Gyre Bonum, whose outlines a PDF of ours cannot embed.

    apt-get install fonts-texgyre && pip install fonttools
    python packaging/fonts.py /usr/share/texmf

Cubic outlines become quadratic ones; widths and metrics stay. The licence (GUST, an instance of
LPPL 1.3c) asks that derived fonts bear other names; it and a manifest are put beside them.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import (  # type: ignore[import-not-found,unused-ignore]
    Cu2QuPen,
)
from fontTools.pens.ttGlyphPen import (  # type: ignore[import-not-found,unused-ignore]
    TTGlyphPen,
)
from fontTools.ttLib import (  # type: ignore[import-not-found,unused-ignore]
    TTFont,
    newTable,
)

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FAMILY = "KKB Naskah"
DOT = "uni25CF"
FACES = {"Regular": "texgyrebonum-regular.otf", "Bold": "texgyrebonum-bold.otf"}
# Greatest distance between old and new outlines, in thousandths of the size.
CLOSE = 1.0
# Of no use to a PDF writer that places letter by letter.
DROPPED = ("CFF ", "VORG", "GPOS", "GSUB", "GDEF", "DSIG", "BASE", "kern")
ABOUT = 10
"""Of the names in a font, that of its description."""

MANIFEST = """KKB Naskah, a derived work of TeX Gyre Bonum 2.004 (30 X 2009)

Original authors: Boguslaw Jackowski and Janusz M. Nowacki (GUST e-foundry); Vietnamese characters
by Han The Thanh. http://www.gust.org.pl/projects/e-foundry/tex-gyre/bonum

Licence of the original and of this work: GUST Font License, see LICENSE-Bonum.txt.

What was changed, by packaging/fonts.py: outlines from cubic to quadratic (TrueType), tables of
OpenType features left out, names; a full circle (U+25CF) was added. The original authors have no
part in it and give no support.

Files of this work:
  KKBNaskah-Regular.ttf   from texgyrebonum-regular.otf
  KKBNaskah-Bold.ttf      from texgyrebonum-bold.otf
"""


def converted(source: Path, style: str) -> Any:
    """Return a font with quadratic outlines under its new name."""
    font = TTFont(source)
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    made = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, CLOSE, reverse_direction=True))
        made[name] = pen.glyph()
    made[DOT] = _dot(font)
    order = [*order, DOT]
    font.setGlyphOrder(order)
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, made
    for name, glyph in made.items():
        glyph.recalcBounds(font["glyf"])
        width, _ = font["hmtx"][name]
        font["hmtx"][name] = width, glyph.xMin
    _describe(font, len(order))
    _rename(font, style)
    return font


def _dot(font: Any) -> Any:
    """Return the mark of a leading agency, which the original lacks: a full circle."""
    pen = TTGlyphPen(None)
    x, y, r = 302, 340, 215
    bow = round(r * (2**0.5 - 1))
    pen.qCurveTo(
        (x + bow, y + r), (x + r, y + bow), (x + r, y - bow), (x + bow, y - r),
        (x - bow, y - r), (x - r, y - bow), (x - r, y + bow), (x - bow, y + r), None,
    )  # fmt: skip
    pen.closePath()
    font["hmtx"][DOT] = 2 * x, x - r
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[0x25CF] = DOT
    return pen.glyph()


def _describe(font: Any, number: int) -> None:
    """Say what kind of outlines these are."""
    font.sfntVersion = "\x00\x01\x00\x00"
    most = font["maxp"]
    most.tableVersion = 0x00010000
    most.numGlyphs, most.maxZones = number, 1
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
        "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxPoints",
        "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth",
    ):  # fmt: skip
        setattr(most, field, 0)
    font["post"].formatType = 3.0


def _rename(font: Any, style: str) -> None:
    names = font["name"]
    kept = {
        1: FAMILY,
        2: style,
        3: f"KKBNaskah-{style};2.004",
        4: f"{FAMILY} {style}",
        6: f"KKBNaskah-{style}",
        ABOUT: "Derived from TeX Gyre Bonum 2.004; see MANIFEST-KKBNaskah.txt.",
    }
    names.names = [each for each in names.names if each.nameID in (0, 5, 13, 14)]
    for number, text in kept.items():
        names.setName(text, number, 3, 1, 0x409)


def main() -> None:
    """Write both faces, their licence and the manifest."""
    texmf = Path(sys.argv[1])
    for style, name in FACES.items():
        font = converted(texmf / "fonts" / "opentype" / "public" / "tex-gyre" / name, style)
        font.save(FONTS / f"KKBNaskah-{style}.ttf")
    papers = texmf / "doc" / "fonts" / "tex-gyre"
    shutil.copyfile(papers / "GUST-FONT-LICENSE.txt", FONTS / "LICENSE-Bonum.txt")
    (FONTS / "MANIFEST-KKBNaskah.txt").write_text(MANIFEST, "utf-8")
    print(", ".join(path.name for path in sorted(FONTS.glob("KKBNaskah*"))))


if __name__ == "__main__":
    main()
