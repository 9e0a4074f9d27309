"""beranda: the work list and the figures of the office today."""

from __future__ import annotations

import argparse

from kkbdesk.cli.command import Commands, Context, Outcome
from kkbdesk.model import format_id
from kkbdesk.services.tindakan import Tindakan

_NUMBER = 6
"""Places that the count of a line takes."""


def register(commands: Commands) -> None:
    """Add the command."""
    commands.add("beranda", "apa yang perlu tindakan, dan angka kantor hari ini", _beranda)


def _beranda(_: argparse.Namespace, context: Context) -> Outcome:
    with context.desk() as desk:
        shown = desk.beranda.hitung()
    figures = shown.angka.polos()
    lines = [_line(task) for task in shown.tindakan] or ["Tidak ada yang menunggu."]
    lines += ["", *(f"{name}: {format_id.angka(value)}" for name, value in figures.items())]
    tasks = [
        {
            "kode": task.kode,
            "judul": task.judul,
            "jumlah": task.jumlah,
            "alasan": task.alasan,
            "buka": task.buka,
        }
        for task in shown.tindakan
    ]
    return Outcome("\n".join(lines), {"tindakan": tasks, "angka": figures})


def _line(task: Tindakan) -> str:
    number = format_id.angka(task.jumlah) if task.jumlah else ""
    return f"{number:>{_NUMBER}}  {task.judul}. {task.alasan} [{task.buka}]"
