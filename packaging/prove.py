"""Has an installed program do from the command line what an office does with it.

    python packaging/prove.py FOLDER PROGRAM [ARGUMENT...]

FOLDER, as the program names it, must be empty or absent; two offices are made in it: lists go from
one to the other as a workbook and as a package. Ends with 1 at the first step that fails.
"""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import time
from pathlib import Path


def steps(folder: str) -> list[list[str]]:
    """Return the commands in their order."""
    slash = "\\" if ":" in folder else "/"

    def place(*names: str) -> str:
        return slash.join([folder, *names])

    one, two = ["--data", place("satu")], ["--data", place("dua")]
    far = ["--data", place("x" * 120, "y" * 80)]
    return [
        ["--version"],
        ["uji-diri"],
        [*one, "siapkan", "--kode", "19.05", "--contoh"],
        [*two, "siapkan", "--kode", "19.05"],
        [*one, "ekspor", "kampung", "-o", place("kampung.xlsx")],
        [*one, "ekspor", "kampung", "-o", place("kampung.xlsx")],
        [*two, "impor", place("kampung.xlsx")],
        [*two, "laporan", "klasifikasi", "-o", place("klasifikasi.pdf")],
        [*one, "naskah", "sk-matriks", "-o", place("sk.docx")],
        [*one, "kunci", "tampil", "-o", place("satu.kunci")],
        [*two, "kunci", "terima", place("satu.kunci")],
        [*one, "paket", "buat", "--tujuan", "perubahan", "--tanpa-sandi", "-o", place("satu.kkb")],
        [*two, "paket", "gabung", place("satu.kkb"), "--pilih", "paket"],
        [*two, "periksa"],
        [*far, "siapkan", "--kode", "19.05"],
        [*far, "periksa"],
    ]


def hold(path: Path) -> None:
    """Keep Windows from replacing a file until a second after the new one lies beside it."""
    with path.open("rb"):
        while not any(path.parent.glob(f".{path.name}~*")):
            time.sleep(0.01)
        time.sleep(1)


def main() -> int:
    """Take every step and say how long it took."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    folder, program = sys.argv[1], sys.argv[2:]
    for step in steps(folder):
        begin = time.monotonic()
        if "ekspor" in step and (written := Path(step[-1])).exists():
            threading.Thread(target=hold, args=[written], daemon=True).start()
        done = subprocess.run(
            [*program, *step], stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        said = (done.stdout or done.stderr).decode("utf-8", "replace").strip()
        shown = said if done.returncode else said.partition("\n")[0].strip()
        print(f"{time.monotonic() - begin:5.1f} s  {' '.join(step)}: {shown}", flush=True)
        if done.returncode:
            print(done.stderr.decode("utf-8", "replace"), file=sys.stderr)
            return 1
    print("Semua langkah selesai.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
