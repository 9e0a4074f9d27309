"""Has an installed program do from the command line what an office does with it.

    python packaging/prove.py FOLDER PROGRAM [ARGUMENT...]

FOLDER, as the program names it, must be empty or absent; two offices are made in it: lists go from
one to the other as a workbook and as a package. Ends with 1 at the first step that fails.
"""

from __future__ import annotations

import subprocess
import sys
import time


def steps(folder: str) -> list[list[str]]:
    """Return the commands in their order."""
    slash = "\\" if ":" in folder else "/"

    def place(name: str) -> str:
        return f"{folder}{slash}{name}"

    one, two = ["--data", place("satu")], ["--data", place("dua")]
    return [
        ["--version"],
        ["uji-diri"],
        [*one, "siapkan", "--kode", "19.05", "--contoh"],
        [*two, "siapkan", "--kode", "19.05"],
        [*one, "ekspor", "kampung", "-o", place("kampung.xlsx")],
        [*two, "impor", place("kampung.xlsx")],
        [*two, "laporan", "klasifikasi", "-o", place("klasifikasi.pdf")],
        [*one, "naskah", "sk-matriks", "-o", place("sk.docx")],
        [*one, "kunci", "tampil", "-o", place("satu.kunci")],
        [*two, "kunci", "terima", place("satu.kunci")],
        [*one, "paket", "buat", "--tujuan", "perubahan", "--tanpa-sandi", "-o", place("satu.kkb")],
        [*two, "paket", "gabung", place("satu.kkb"), "--pilih", "paket"],
        [*two, "periksa"],
    ]


def main() -> int:
    """Take every step and say how long it took."""
    folder, program = sys.argv[1], sys.argv[2:]
    for step in steps(folder):
        begin = time.monotonic()
        done = subprocess.run(
            [*program, *step], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        said = (done.stdout or done.stderr).decode("utf-8", "replace").strip()
        shown = said if done.returncode else said.partition("\n")[0].strip()
        print(f"{time.monotonic() - begin:5.1f} s  {' '.join(step)}: {shown}", flush=True)
        if done.returncode:
            print(done.stderr.decode("utf-8", "replace"), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
