"""A Word file that somebody brings: whole, of a fair size, with nothing that runs or fetches."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from docx.opc.oxml import parse_xml, serialize_part_xml

from kkbdesk.errors import UserError

LARGEST = 20_000_000
"""Bytes of a Word file, and ten times as much unpacked."""
_TIMES = 10
_RUNS = re.compile(r"(?i)vbaProject|activeX/|oleObject")
_FETCHES = re.compile(r"(?i)\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE)\b")
_LOCAL = re.compile(r"\{.*\}")


def bersih(berkas: bytes) -> bytes:
    """Return a Word file without the template that it is attached to, which Word would fetch.

    Raises UserError for what is no Word file, is too large, has macros or draws on other files.
    """
    _check_size(berkas)
    try:
        with zipfile.ZipFile(io.BytesIO(berkas)) as packed:
            parts = {item.filename: packed.read(item) for item in packed.infolist()}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        raise UserError("Berkas ini bukan dokumen Word (.docx) yang utuh.") from error
    if any(_RUNS.search(name) for name in parts) or b"macroEnabled" in parts.get(
        "[Content_Types].xml", b""
    ):
        raise UserError(
            "Berkas Word ini memuat makro atau objek yang dapat dijalankan. Simpan sebagai .docx "
            "biasa tanpa makro, lalu muat lagi."
        )
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            parts[name] = _part(name, content)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _check_size(berkas: bytes) -> None:
    if len(berkas) > LARGEST:
        raise UserError("Templat Word lebih dari 20 MB; kecilkan gambarnya.")
    try:
        with zipfile.ZipFile(io.BytesIO(berkas)) as packed:
            size = sum(item.file_size for item in packed.infolist())
    except zipfile.BadZipFile as error:
        raise UserError("Berkas ini bukan dokumen Word (.docx).") from error
    if size > LARGEST * _TIMES:
        raise UserError("Isi templat Word terlalu besar.")


def _part(name: str, content: bytes) -> bytes:
    """Return one part of the file as it is kept."""
    try:
        tree = parse_xml(content)  # type: ignore[arg-type]  # it takes bytes as well
    except SyntaxError as error:  # what lxml raises for faulty XML is one
        raise UserError("Berkas ini bukan dokumen Word (.docx) yang utuh.") from error
    if tree.getroottree().docinfo.doctype:
        raise UserError("Berkas Word ini memuat bagian yang tidak lazim (DOCTYPE); simpan ulang.")
    if name.endswith(".rels"):
        dropped = [item for item in tree if item.get("TargetMode") == "External" and _drop(item)]
    else:
        dropped = [item for item in tree if _tag(item) == "attachedTemplate"]
        _check_fields(tree)
    if not dropped:
        return content
    for item in dropped:
        tree.remove(item)
    return serialize_part_xml(tree)


def _drop(link: Any) -> bool:
    """Tell whether a link to the outside goes; raises UserError for one that Word would follow."""
    kind = str(link.get("Type", "")).rpartition("/")[2]
    if kind not in ("attachedTemplate", "hyperlink"):
        raise UserError(
            f"Berkas Word ini mengambil isi dari berkas lain ({str(link.get('Target'))[:80]}); "
            "masukkan isinya ke dalam berkas, atau hapus."
        )
    return kind == "attachedTemplate"


def _check_fields(tree: Any) -> None:
    """Raise UserError for a field of Word's that draws on other files."""
    said = [item.text or "" for item in tree.iter() if _tag(item) == "instrText"]
    said += [str(item.values()) for item in tree.iter() if _tag(item) == "fldSimple"]
    if fetched := _FETCHES.search("".join(said)):
        raise UserError(
            f"Berkas Word ini memuat bidang {fetched[1].upper()} yang mengambil isi dari tempat "
            "lain; hapus bidang itu dahulu."
        )


def _tag(item: Any) -> str:
    """Return the name of an element without its namespace; nothing for comments."""
    return _LOCAL.sub("", item.tag) if isinstance(item.tag, str) else ""
