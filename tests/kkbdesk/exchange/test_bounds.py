"""The process that reads a workbook is bounded in memory and time, whatever the file does."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kkbdesk.errors import Cancelled, UserError
from kkbdesk.exchange import reading
from kkbdesk.exchange.frames import SHEET, send
from kkbdesk.exchange.reading import read
from kkbdesk.jobs import Progress, Silent
from tests.support.workbooks import xlsx

unix = pytest.mark.skipif(sys.platform == "win32", reason="limits are set otherwise on Windows")


def stand_in(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let another program stand for the reading process."""
    monkeypatch.setattr(reading, "_program", lambda: [sys.executable, "-c", code])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return xlsx(tmp_path / "a.xlsx", ["Nama"], ["x"])


class Impatient(Progress):
    """Cancels at once."""

    def step(self, done: int, total: int, text: str) -> None:
        raise Cancelled


def test_a_reading_that_takes_too_long_is_ended(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    monkeypatch.setattr(reading, "SECONDS", 0.2)
    start = time.monotonic()
    with pytest.raises(UserError, match="terlalu lama"):
        read(book)
    assert time.monotonic() - start < 5


def test_a_reading_can_be_cancelled(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(Cancelled):
        read(book, Impatient())
    assert time.monotonic() - start < 5


def sent() -> bytes:
    """Return what the reading process tells first."""
    output = io.BytesIO()
    send((SHEET, "a", False, []), output)
    return output.getvalue()


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(3)",
        "import os; os.abort()",
        "import sys; sys.stdout.buffer.write(b'\\xff\\xfe sampah')",
        f"import sys; sys.stdout.buffer.write({sent()!r})",
        f"import sys; sys.stdout.buffer.write({sent()[:-1]!r})",
    ],
)
def test_a_reading_process_that_dies_is_answered(
    book: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    stand_in(monkeypatch, code)
    with pytest.raises(UserError, match=r"impor lagi\.$"):
        read(book, Silent())


@unix
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("bytearray(400 * 2**20)", b"MemoryError"),
        ("open(sys.argv[1], 'wb').write(bytes(2**21))", b"File too large"),
    ],
)
def test_the_system_refuses_what_goes_beyond(tmp_path: Path, code: str, said: bytes) -> None:
    limits = "from kkbdesk.exchange.limits import limit; limit(330 * 2**20, 5, 2**20)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {limits}; {code}", str(tmp_path / "hasil")],
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[3],
        timeout=30,
    )
    assert done.returncode
    assert said in done.stderr


def test_the_reading_process_loads_nothing_that_it_does_not_need() -> None:
    """It starts for every import: neither the window nor the store may be part of it."""
    code = (
        "import sys; import kkbdesk.exchange.serving, kkbdesk.exchange.excel, "
        "kkbdesk.exchange.text; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[3],
        timeout=30,
    )
    loaded = set(done.stdout.decode().split())
    assert not loaded & {"PySide6", "sqlalchemy", "openpyxl", "reportlab", "kkbdesk.desk"}
