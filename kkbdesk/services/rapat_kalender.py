"""Meetings as an iCalendar file (RFC 5545), for those who keep a calendar elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from kkbdesk.model.naskah import Zona
from kkbdesk.model.rapat import Rapat, StatusRapat
from kkbdesk.queries.rapat import RapatLengkap
from kkbdesk.services.naskah import baca_tata
from kkbdesk.store import Reader

_HOURS = {Zona.WIB: 7, Zona.WITA: 8, Zona.WIT: 9}
_STATUS = {
    StatusRapat.DIRENCANAKAN: "TENTATIVE",
    StatusRapat.TERLAKSANA: "CONFIRMED",
    StatusRapat.BATAL: "CANCELLED",
}
_USUAL = timedelta(hours=2)
"""How long a meeting without an end is taken to last."""


def kalender(reader: Reader, meetings: Iterable[RapatLengkap], now: datetime) -> str:
    """Return the calendar; hours are those of the office's time zone."""
    shift = timedelta(hours=_HOURS[baca_tata(reader).zona])
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//KKB Desk//Rapat//ID",
        "CALSCALE:GREGORIAN",
    ]
    for full in sorted(meetings, key=_when_and_who):
        lines += _event(full, now, shift)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _when_and_who(full: RapatLengkap) -> tuple[date, str, str]:
    return full.rapat.tanggal, full.rapat.mulai, full.rapat.id


def _event(full: RapatLengkap, now: datetime, shift: timedelta) -> Iterator[str]:
    rapat, agenda = full.rapat, full.acara_rinci
    yield "BEGIN:VEVENT"
    yield f"UID:{rapat.id}@kkbdesk"
    yield f"DTSTAMP:{_utc(now)}"
    yield from _when(rapat, shift)
    yield f"SUMMARY:{_escaped(rapat.nama)}"
    if rapat.tempat:
        yield f"LOCATION:{_escaped(rapat.tempat)}"
    if agenda:
        items = "\n".join(f"{at}. {item}" for at, item in enumerate(agenda, 1))
        yield f"DESCRIPTION:{_escaped(items)}"
    if rapat.tautan.startswith(("http://", "https://")):
        yield f"URL:{rapat.tautan}"
    yield f"STATUS:{_STATUS[rapat.status]}"
    yield "END:VEVENT"


def _when(rapat: Rapat, shift: timedelta) -> Iterator[str]:
    """Yield begin and end; a meeting without an hour takes the whole day."""
    if not rapat.mulai:
        yield f"DTSTART;VALUE=DATE:{rapat.tanggal:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{rapat.tanggal + timedelta(days=1):%Y%m%d}"
        return
    begin = _at(rapat, rapat.mulai) - shift
    end = _at(rapat, rapat.selesai) - shift if rapat.selesai else begin + _USUAL
    yield f"DTSTART:{_utc(begin)}"
    yield f"DTEND:{_utc(end)}"


def _at(rapat: Rapat, pukul: str) -> datetime:
    hour, minute = pukul.split(".")
    day = rapat.tanggal
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=UTC)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 bytes, letters kept whole."""
    piece, room = "", 75
    for char in line:
        width = len(char.encode())
        if width > room:
            yield piece
            piece, room = " ", 74
        piece += char
        room -= width
    yield piece
