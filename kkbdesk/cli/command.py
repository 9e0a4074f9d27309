"""What a command is: arguments, a run over a desk, an outcome as text and as JSON."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

from kkbdesk.desk import Desk
from kkbdesk.errors import StorageFault, UserError
from kkbdesk.store import SEMUA, Database

_log = logging.getLogger(__name__)

DONE, REJECTED, FAILED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command says: a text for people, an object for programs, a status."""

    text: str
    data: dict[str, Any] = field(default_factory=dict)
    status: int = DONE


@dataclass(frozen=True, slots=True)
class Context:
    """Where a command works."""

    folder: Path
    database: Database
    orang: str = ""
    """Who runs the command, by name; empty for nobody of the office's people."""
    pin_dari: str = ""
    koreksi: bool = False
    """Whether records of other offices may be corrected."""

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the office for whoever runs the command; raises UserError when there is none.

        What was done is done even when the copy at close fails: that is a note, no failure.
        """
        desk = Desk(self.database.open(self.folder))
        desk.koreksi.nyala = self.koreksi
        done = False
        try:
            if self.orang:
                pin = secret(self.pin_dari, "KKBDESK_PIN")
                desk.orang.masuk(desk.orang.dengan_nama(self.orang).id, pin)
            yield desk
            done = True
        finally:
            try:
                desk.close()
            except StorageFault as error:
                _log.warning("closed without a copy", exc_info=True)
                if done:
                    sys.stderr.write(f"Tersimpan, tetapi cadangannya tidak lengkap. {error}\n")


Run = Callable[[argparse.Namespace, Context], Outcome]


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian and ends with status 2 in one sentence."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(formatter_class=_Formatter, allow_abbrev=False, add_help=False, **kwargs)
        self._positionals.title = "masukan"
        self._optionals.title = "pilihan"
        self.add_argument("--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """End with one sentence."""
        for pattern, sentence in _MESSAGES:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                message = sentence.format(*match.groups())
                break
        sys.stderr.write(f"{message} Ketik “{self.prog} --help” untuk bantuan.\n")
        raise SystemExit(FAILED)


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "pemakaian: ")


_MESSAGES = (
    (r"the following arguments are required: (.*)", "Belum diisi: {0}."),
    (r"argument (.*): invalid choice: '?(.*?)'? \(choose from (.*)\)",
     "{0} tidak mengenal “{1}”; pilih salah satu: {2}."),
    (r"unrecognized arguments: (.*)", "Tidak dikenal: {0}."),
    (r"argument (.*): expected (?:one|at least one) argument", "{0} belum diberi isi."),
    (r"argument (.*): invalid .* value: '(.*)'", "{0} tidak dapat memakai “{1}”."),
    (r"argument (.*): not allowed with argument (.*)", "{0} tidak dapat dipakai bersama {1}."),
    (r"argument (.*): (.*)", "{0}: {1}"),
)  # fmt: skip


class Commands:
    """Collects commands; each gets `--json` and `--help`."""

    def __init__(self, root: Parser) -> None:
        self._places = root.add_subparsers(
            title="perintah",
            metavar="PERINTAH",
            dest="perintah",
            required=True,
            prog=root.prog,
        )

    def add(self, name: str, help: str, run: Run) -> Parser:
        """Add a command and return its parser for its arguments."""
        parser: Parser = self._places.add_parser(name, help=help, description=help)
        parser.add_argument("--json", action="store_true", help="satu objek JSON pada keluaran")
        parser.set_defaults(run=run)
        return parser

    def group(self, name: str, help: str) -> Commands:
        """Add a command that only holds others."""
        return Commands(self._places.add_parser(name, help=help, description=help))


def a_date(text: str) -> date:
    """Return the date of an option, YYYY-MM-DD."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan tanggal; tulis TTTT-BB-HH, misalnya 2026-02-15."
        ) from None


def a_month(text: str) -> date:
    """Return the last day of the month of an option, YYYY-MM."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d", text, re.ASCII):
            raise ValueError(text)
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"“{text}” bukan bulan; tulis TTTT-BB, misalnya 2026-05."
        ) from None
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def a_year(text: str) -> int:
    """Return the year of an option."""
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise argparse.ArgumentTypeError(f"“{text}” bukan tahun; tulis misalnya 2026.")
    return int(text)


def a_number(text: str) -> int:
    """Return a number of things of an option, one at least."""
    if not re.fullmatch(r"[1-9]\d{0,8}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"“{text}” bukan jumlah; tulis misalnya 50.")
    return int(text)


def secret(path: str, variable: str) -> str:
    """Return a secret from the first line of a file, or else from an environment variable.

    Never from an argument, which other programs see. Raises UserError for an unreadable file.
    """
    if not path:
        return os.environ.get(variable, "").strip()
    try:
        with Path(path).open(encoding="utf-8") as file:
            return file.readline().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Berkas {path} tidak terbaca.") from error


def office_option(parser: argparse.ArgumentParser) -> None:
    """Add the choice of an office below, for a province or the country."""
    parser.add_argument(
        "--kantor", default="", metavar="KODE",
        help=f"kabupaten/kota di bawah kantor ini, atau “{SEMUA}” untuk gabungannya",
    )  # fmt: skip


def output_path(text: str, *endings: str) -> Path:
    """Return where to write; raises UserError when the folder is missing or the ending unknown."""
    path = Path(text)
    if endings and path.suffix.casefold() not in endings:
        known = ", ".join(endings)
        raise UserError(f"Berkas {path.name} harus berakhiran salah satu dari: {known}.")
    try:
        if not path.parent.is_dir():
            raise UserError(f"Folder {path.parent} tidak ada.")
        if path.is_dir():
            raise UserError(f"{path} adalah folder, bukan berkas.")
    except OSError as error:
        raise UserError(
            f"{path} tidak dapat dipakai; pilih nama yang lebih pendek atau folder lain."
        ) from error
    return path
