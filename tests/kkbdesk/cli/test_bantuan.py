"""manual and laporan-masalah: files for who reads and who helps."""

from __future__ import annotations

from pathlib import Path

from main import main


def test_the_manual_is_one_pdf(tmp_path: Path) -> None:
    path = tmp_path / "panduan.pdf"
    assert main(["manual", "-o", str(path)]) == 0
    assert path.read_bytes().startswith(b"%PDF")
    assert main(["manual", "-o", str(tmp_path / "panduan.docx")]) == 2


def test_a_report_is_written_also_where_no_office_is(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "lapor.txt"
    assert main(["--data", str(folder), "laporan-masalah", "-o", str(path)]) == 0
    assert "opd: 12 catatan" in path.read_text("utf-8")
    assert main(["--data", str(tmp_path / "kosong"), "laporan-masalah", "-o", str(path)]) == 0
    assert "Kantor tidak terbuka." in path.read_text("utf-8")
