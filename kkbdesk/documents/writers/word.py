"""An office's own Word file, filled: fields in double braces, nothing executed."""

from __future__ import annotations

import difflib
import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kkbdesk.documents.blocks import KOSONG, Grid
from kkbdesk.documents.writers.text import printable, shown
from kkbdesk.errors import UserError

LARGEST = 20_000_000
"""Bytes of a Word file, and ten times as much unpacked."""
_TIMES = 10
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For,
    nodes.If, nodes.Filter, nodes.Not, nodes.And, nodes.Or,
)  # fmt: skip
"""What a Word file may ask for: fields, lists of them, parts that depend on a field."""


@dataclass(frozen=True, slots=True)
class Terisi:
    """A filled Word file, and which of the fields it asks for are empty."""

    content: bytes
    kosong: tuple[str, ...]


def isi_word(
    templat: bytes,
    nilai: Mapping[str, str],
    daftar: Mapping[str, Iterable[str]],
    tabel: Mapping[str, Grid],
) -> Terisi:
    """Return the Word file filled: `{{ desa }}`, `{% for item in dasar_hukum %}`, rows of tables.

    A table's rows have `no` and columns `k1`, `k2` … in order. Raises UserError that names unknown
    fields, for what is no Word file, and for what the file asks to be computed.
    """
    _check(templat)
    environment = _environment()
    known: dict[str, Any] = {**nilai, **{name: list(lines) for name, lines in daftar.items()}}
    known |= {f"tabel_{name}": _rows(grid) for name, grid in tabel.items()}
    try:
        document = DocxTemplate(io.BytesIO(templat))
        wanted = document.get_undeclared_template_variables(environment)
        _refuse_unknown(wanted, known)
        empty = tuple(sorted(name for name in wanted if not known[name]))
        context = {name: _safe(known[name]) or KOSONG for name in wanted}
        document.render(context, environment, autoescape=True)
        target = io.BytesIO()
        document.save(target)
    except TemplateError as error:
        raise UserError(
            f"Templat Word memuat perintah yang tidak dapat dipakai: {error.message or error}. "
            "Pakailah isian seperti {{ desa }} saja."
        ) from error
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UserError("Berkas ini bukan dokumen Word (.docx) yang utuh.") from error
    return Terisi(target.getvalue(), empty)


class _Plain(ImmutableSandboxedEnvironment):
    """A Jinja2 that refuses whatever computes: calls, sums, assignments, other files."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.Node):
            if not isinstance(node, _ALLOWED):
                raise TemplateSyntaxError(type(node).__name__, node.lineno)
        return tree


def _environment() -> _Plain:
    """Return what puts values where fields stand, and nothing else."""
    environment = _Plain(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    environment.filters = {"upper": str.upper, "lower": str.lower, "title": str.title}
    environment.tests.clear()
    return environment


def _check(templat: bytes) -> None:
    if len(templat) > LARGEST:
        raise UserError("Templat Word lebih dari 20 MB; kecilkan gambarnya.")
    try:
        with zipfile.ZipFile(io.BytesIO(templat)) as packed:
            size = sum(item.file_size for item in packed.infolist())
    except zipfile.BadZipFile as error:
        raise UserError("Berkas ini bukan dokumen Word (.docx).") from error
    if size > LARGEST * _TIMES:
        raise UserError("Isi templat Word terlalu besar.")


def _refuse_unknown(wanted: Iterable[str], known: Mapping[str, object]) -> None:
    unknown = sorted(set(wanted) - known.keys())
    if unknown:
        named = ", ".join(f"{{{{ {name} }}}}" for name in unknown)
        near = difflib.get_close_matches(unknown[0], known, 1)
        meant = f" Mungkin {{{{ {near[0]} }}}}." if near else ""
        raise UserError(f"Templat Word memuat isian yang tidak dikenal: {named}.{meant}")


def _rows(grid: Grid) -> list[dict[str, Any]]:
    return [
        {f"k{place}": shown(cell) for place, cell in enumerate(row.cells, 1)} | {"no": number}
        for number, row in enumerate(grid.rows, 1)
    ]


def _safe(value: object) -> object:
    """Return values as Word can hold them."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_safe(item) for item in value]
    if isinstance(value, dict):
        return {name: _safe(item) for name, item in value.items()}
    return value
