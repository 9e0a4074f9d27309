"""An office's own Word file, filled: fields in double braces, nothing executed."""

from __future__ import annotations

import difflib
import html
import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from kkbdesk.documents.blocks import KOSONG, Grid, RowKind
from kkbdesk.documents.writers.text import printable, shown
from kkbdesk.documents.writers.word_berkas import bersih
from kkbdesk.errors import UserError

_COLUMN = re.compile(r"no|k\d{1,2}")
_LOOP = frozenset({"index", "first", "last"})
_COMMAND = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_CLOSED = {"for": "{% endfor %}", "if": "{% endif %}"}
_DEEPEST = 2
"""Lists within each other."""
_FILTERS = {"upper": str.upper, "lower": str.lower, "title": str.title}
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
    environment = _environment()
    known: dict[str, Any] = {**nilai, **{name: list(lines) for name, lines in daftar.items()}}
    known |= {f"tabel_{name}": _rows(grid) for name, grid in tabel.items()}
    try:
        document = DocxTemplate(io.BytesIO(bersih(templat)))
        wanted = document.get_undeclared_template_variables(environment)
        _refuse_unknown(wanted, known)
        empty = tuple(sorted(name for name in wanted if not known[name]))
        context = {name: _safe(value) or _nothing(name) for name, value in known.items()}
        document.render(context, environment, autoescape=True)
        target = io.BytesIO()
        document.save(target)
    except TemplateError as error:
        raise UserError(
            "Templat Word tidak dapat diisi. Periksa apakah setiap {% for … %} ditutup dengan "
            "{% endfor %}, setiap {% if … %} dengan {% endif %}, dan setiap kurung ditutup; kolom "
            "seperti {{ baris.k1 }} hanya ada pada tabel, misalnya tabel_anggota."
        ) from error
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise UserError("Berkas ini bukan dokumen Word (.docx) yang utuh.") from error
    return Terisi(target.getvalue(), empty)


class _Nothing(str):
    """An empty field: prints as an ellipsis, but a part that depends on it is left out."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


class _NoRows(list[dict[str, str]]):
    """An empty table: one row of ellipses, but a part that depends on it is left out."""

    def __bool__(self) -> bool:
        return False


class _Row(dict[str, Any]):
    """A row of a table; a column that it does not have prints as an ellipsis."""

    def __missing__(self, _name: str) -> str:
        return KOSONG


class _Plain(ImmutableSandboxedEnvironment):
    """A Jinja2 that refuses whatever computes: calls, sums, assignments, other files."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        for command in _COMMAND.findall(source):
            if not self._sound(command):
                raise UserError(
                    f"Templat Word memuat perintah yang tidak dapat dipakai: {_plain(command)}. "
                    "Yang dapat dipakai: isian {{ desa }}, kolom tabel {{ baris.k1 }}, "
                    "{% for … %} dan {% if … %}."
                )
        tree = super()._parse(source, name, filename)
        if any(_nested(each, nodes.For) > _DEEPEST for each in tree.find_all(nodes.For)):
            raise UserError("Templat Word memuat daftar di dalam daftar lebih dari dua tingkat.")
        return tree

    def _sound(self, command: str) -> bool:
        """Tell whether a command asks for nothing but fields, lists and conditions."""
        word = command.strip("{%-+} \n").split(" ")[0] if command.startswith("{%") else ""
        if word in ("else", "endif", "endfor"):
            return True
        if command.startswith("{%"):
            before = "{% if x %}" if word == "elif" else ""
            if word not in (*_CLOSED, "elif"):
                return False
            command = f"{before}{command}{_CLOSED.get(word, _CLOSED['if'])}"
        try:
            tree = super()._parse(command, None, None)
        except TemplateSyntaxError:
            return False
        return all(map(_harmless, tree.find_all(nodes.Node)))


def _harmless(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Getattr):
        of_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop"
        return node.attr in _LOOP if of_loop else _COLUMN.fullmatch(node.attr) is not None
    if isinstance(node, nodes.Filter):
        return node.name in _FILTERS and not node.args
    return isinstance(node, _ALLOWED) and not (isinstance(node, nodes.Name) and node.name == "self")


def _nested(node: nodes.Node, kind: type[nodes.Node]) -> int:
    """Return how many nodes of a kind stand within each other, this one included."""
    within = (_nested(each, kind) for each in node.iter_child_nodes())
    return max(within, default=0) + isinstance(node, kind)


def _plain(command: str) -> str:
    """Return a command as its writer sees it."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", command)).split())[:60]


def _environment() -> _Plain:
    """Return what puts values where fields stand, and nothing else."""
    environment = _Plain(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    environment.filters = dict(_FILTERS)
    environment.tests.clear()
    return environment


def _nothing(name: str) -> object:
    return _NoRows([_Row()]) if name.startswith("tabel_") else _Nothing(KOSONG)


def _refuse_unknown(wanted: Iterable[str], known: Mapping[str, object]) -> None:
    unknown = sorted(set(wanted) - known.keys())
    if unknown:
        named = ", ".join(f"{{{{ {name} }}}}" for name in unknown)
        near = difflib.get_close_matches(unknown[0], known, 1)
        meant = f" Mungkin {{{{ {near[0]} }}}}." if near else ""
        raise UserError(f"Templat Word memuat isian yang tidak dikenal: {named}.{meant}")


def _rows(grid: Grid) -> list[_Row]:
    """Return the rows with their columns; `no` counts those that are no headings."""
    made: list[_Row] = []
    number = 0
    for row in grid.rows:
        number += row.kind is RowKind.BODY
        cells = {f"k{place}": shown(cell) for place, cell in enumerate(row.cells, 1)}
        made.append(_Row(cells | {"no": str(number) if row.kind is RowKind.BODY else ""}))
    return made


def _safe(value: object) -> object:
    """Return values as Word can hold them."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, list):
        return [_safe(item) for item in value]
    if isinstance(value, dict):
        return _Row({name: _safe(item) for name, item in value.items()})
    return value
