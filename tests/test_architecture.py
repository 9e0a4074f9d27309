"""What keeps the house in order: import contracts, glossary, docstrings, no shadows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kkbdesk.model.fields import describe
from kkbdesk.model.registry import RECORDS

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("kkbdesk", "ui", "db", "resources")


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        yield from (ROOT / package).rglob("*.py")


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_module_says_in_one_sentence_what_it_is() -> None:
    for path in modules():
        if "versions" in path.parts and path.name != "__init__.py":
            continue
        text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
        assert text and len(text.split("\n")[0]) <= 100, path


def test_every_imported_folder_is_a_package() -> None:
    for path in modules():
        assert (path.parent / "__init__.py").exists(), path


def test_packaging_never_becomes_a_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_every_record_and_field_stands_in_the_glossary() -> None:
    glossary = (ROOT / "kkbdesk" / "GLOSARIUM.md").read_text("utf-8")
    for kind, record_type in RECORDS.items():
        assert f"`{record_type.__name__}`" in glossary, record_type
        for item in describe(record_type):
            row = f"| `{kind}.{item.name}` | {item.field.label} |"
            assert item.field.technical or row in glossary, row


def test_class_names_are_words_of_the_glossary_or_english() -> None:
    """A domain noun that the glossary does not know is no name for a class."""
    glossary = (ROOT / "kkbdesk" / "GLOSARIUM.md").read_text("utf-8").casefold()
    for path in (ROOT / "kkbdesk" / "model").glob("*.py"):
        for name in re.findall(r"^class (\w+)", path.read_text("utf-8"), re.MULTILINE):
            assert name.casefold() in glossary, (path.name, name)


def test_the_core_starts_without_what_is_slow() -> None:
    code = (
        "import sys; import kkbdesk.desk, kkbdesk.cli.app;"
        "print([m for m in ('PySide6', 'sqlalchemy', 'alembic', 'reportlab', 'openpyxl', 'docx',"
        " 'python_calamine', 'pypdfium2', 'cryptography', 'pyrage') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_foreign_package_of_our_names_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ui").mkdir()
    (tmp_path / "ui" / "__init__.py").write_text('"""Foreign."""\n', "utf-8")
    paths = f"sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]"
    code = f"import sys; {paths}; import main; main.main(['--help'])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "comes from" in done.stderr
