"""Finds the code of a village from the names a workbook gives; what is only close is proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kkbdesk.errors import UserError
from kkbdesk.exchange import spelling
from kkbdesk.exchange.regions import Regions, Source
from kkbdesk.model.wilayah import (
    DESA,
    KABUPATEN,
    KECAMATAN,
    PROVINSI,
    ancestor,
    is_code,
    level,
    normal,
    within,
)

_KIND = {
    PROVINSI: "Provinsi", KABUPATEN: "Kabupaten/kota", KECAMATAN: "Kecamatan",
    DESA: "Desa/kelurahan",
}  # fmt: skip
_KEYS = {PROVINSI: "provinsi", KABUPATEN: "kabupaten", KECAMATAN: "kecamatan", DESA: "desa"}
_CLOSE = 0.75
_CLOSE_ELSEWHERE = 0.86
_MOST_SEARCHES = 3_000
"""So many different names are compared with all others; a file with more is about other places."""


@dataclass(frozen=True, slots=True)
class Place:
    """How a row names its village."""

    provinsi: str = ""
    kabupaten: str = ""
    kecamatan: str = ""
    desa: str = ""
    kampung: str = ""
    """Tells a desa and a kelurahan of one name apart, once the user has said which is which."""

    def text(self, tingkat: int = DESA, *, kampung: bool = False) -> str:
        """Return the names down to a level as one text, which a confirmation is about."""
        names = [self.provinsi, self.kabupaten, self.kecamatan, self.desa][:tingkat]
        return " / ".join(name for name in [*names, self.kampung if kampung else ""] if name)

    def texts(self, tingkat: int) -> list[str]:
        """Return the texts under which somebody may have confirmed it, longest first."""
        names = [self.provinsi, self.kabupaten, self.kecamatan, self.desa][:tingkat]
        whole = [self.text(kampung=True)] if tingkat == DESA else []
        return [*whole, *(" ".join(name for name in names[at:] if name) for at in range(tingkat))]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A region that may be meant: confirmed once, `text` is read as `code` from then on."""

    text: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """The code of a region, or why there is none."""

    code: str = ""
    reason: str = ""
    column: str = ""
    """The key of the column that could not be read."""
    value: str = ""
    proposals: tuple[Proposal, ...] = ()


class Matcher:
    """Matches villages within the region of the office."""

    def __init__(
        self, reader: Source, home: str, today: date, confirmed: Mapping[str, str]
    ) -> None:
        self.regions = Regions(reader, today)
        self.used: dict[str, str] = {}
        """Which confirmations decided something: text -> code."""
        self._reader = reader
        self._home = home
        self._confirmed = {normal(text): code for text, code in confirmed.items()}
        self._searches = 0
        self._found: dict[tuple[str, str], Match] = {}
        self._cached: dict[Place, Match] = {}

    def coded(self, code: str, place: Place) -> Match:
        """Return the village of a code, unless the names beside it clearly name another."""
        if self._level_of(code) != DESA:
            return self._wrong_code(code, place)
        if not place.desa or spelling.bare(place.desa, DESA) == spelling.bare(
            self.regions.names[code], DESA
        ):
            return self._at_home(code)
        named = self.find(place)
        if not named.code or named.code == code:
            return self._at_home(code)
        reason = (
            f"Kode {code} adalah {self.name(code)}, tetapi namanya menunjuk {named.code} "
            f"({self.name(named.code)}); perbaiki salah satunya."
        )
        return Match(reason=reason, column="kode", value=code)

    def _wrong_code(self, code: str, place: Place) -> Match:
        if confirmed := self._confirmed.get(normal(code)):
            self.used[code] = confirmed
            return self._at_home(confirmed)
        named = self.find(place).code if place.desa else ""
        reason = f"Kode “{code}” bukan kode desa/kelurahan dalam daftar wilayah."
        proposals = self._proposals(code, [named] if named else [])
        return Match(reason=reason, column="kode", value=code, proposals=proposals)

    def find(self, place: Place) -> Match:
        """Return the village of these names."""
        match = self._cached.get(place)
        if match is None:
            match = self._cached[place] = self._find(place)
        return match

    def _find(self, place: Place) -> Match:
        regency = self.regency(place)
        if not regency.code:
            return regency
        district = self.district(regency.code, place)
        if not district.code:
            return district
        return self._village(district.code, place)

    def regency(self, place: Place) -> Match:
        """Return the kabupaten or kota; a kabupaten's office need not name its own."""
        key = place.provinsi, place.kabupaten
        match = self._found.get(key)
        if match is None:
            match = self._found[key] = self._regency(place)
        return match

    def _regency(self, place: Place) -> Match:
        if not place.kabupaten:
            if level(self._home) == KABUPATEN:
                return Match(self._home)
            return _empty(KABUPATEN)
        provinces: Sequence[str] = [self._home[:2]] if self._home else []
        if place.provinsi:
            provinces = self.regions.provinces(place.provinsi)
            provinces = provinces or [code for code in [self._confirm(place, PROVINSI)] if code]
            if not provinces:
                return self._unknown(place, PROVINSI, "")
        found = spelling.only(self.regions.regencies(provinces, place.kabupaten))
        found = found or self._confirm(place, KABUPATEN)
        if found:
            return self._at_home(found)
        if self._home and not any(within(self._home, code) for code in provinces):
            return self._outside(provinces[0])
        return self._unknown(place, KABUPATEN, provinces[0] if provinces else "")

    def district(self, regency: str, place: Place) -> Match:
        """Return the kecamatan, or the kabupaten itself where none is named."""
        if not place.kecamatan:
            return Match(regency)
        key = regency, place.kecamatan
        match = self._found.get(key)
        if match is None:
            found = spelling.only(self.regions.districts(regency, place.kecamatan))
            found = found or self._confirm(place, KECAMATAN)
            match = Match(found) if found else self._unknown(place, KECAMATAN, regency)
            self._found[key] = match
        if match.code or not place.desa:
            return match
        return self._elsewhere(regency, place, match)

    def _village(self, district: str, place: Place) -> Match:
        if not place.desa:
            return _empty(DESA)
        found = self.regions.villages(district, place.desa)
        code = spelling.only(found) or self._confirm(place, DESA)
        if code:
            return self._at_home(code)
        if found:
            return self._ambiguous(place, district, found)
        return self._elsewhere(ancestor(district, KABUPATEN), place, None, district)

    def _ambiguous(self, place: Place, district: str, found: Sequence[str]) -> Match:
        where = self.name(district)
        twins = len({code[:8] for code in found}) == 1
        what = "Ada desa dan kelurahan" if twins else "Ada beberapa desa/kelurahan"
        reason = f"{what} bernama “{place.desa}” di {where}; tentukan yang mana."
        text = place.text(kampung=True)
        return Match(reason=reason, column="desa", value=place.desa,
                     proposals=self._proposals(text, found))  # fmt: skip

    def _elsewhere(
        self, regency: str, place: Place, unknown: Match | None, district: str = ""
    ) -> Match:
        """Return a village of that name in another kecamatan, or names that are close."""
        if unknown is not None and unknown.proposals:
            return unknown
        found = self.regions.villages(regency, place.desa)
        if found:
            where = ", ".join(self.name(ancestor(code, KECAMATAN)) for code in found[:3])
            head = unknown.reason if unknown else self._missing(place.desa, DESA, district)
            proposals = self._proposals(place.text(), found[:3])
            return Match("", f"{head} Desa bernama itu ada di {where}.",
                         unknown.column if unknown else "desa",
                         unknown.value if unknown else place.desa, proposals)  # fmt: skip
        return unknown or self._unknown(place, DESA, district)

    def _unknown(self, place: Place, tingkat: int, parent: str) -> Match:
        name = (place.provinsi, place.kabupaten, place.kecamatan, place.desa)[tingkat - 1]
        codes: list[str] = []
        if self._searches < _MOST_SEARCHES:
            self._searches += 1
            codes = spelling.close(name, self.regions.below(parent, tingkat), tingkat, _CLOSE)
            if not codes and tingkat == DESA:
                wider = self.regions.below(parent[:5], DESA)
                codes = spelling.close(name, wider, DESA, _CLOSE_ELSEWHERE)
        reason = self._missing(name, tingkat, parent)
        proposals = self._proposals(place.text(tingkat), codes)
        return Match(reason=reason, column=_KEYS[tingkat], value=name, proposals=proposals)

    def _missing(self, name: str, tingkat: int, parent: str) -> str:
        where = f"di {self.name(parent)}" if parent else "dalam daftar wilayah"
        return f"{_KIND[tingkat]} “{name}” tidak ada {where}."

    def _proposals(self, text: str, codes: Sequence[str]) -> tuple[Proposal, ...]:
        return tuple(Proposal(text, code, self.name(code)) for code in codes)

    def _confirm(self, place: Place, tingkat: int) -> str:
        """Return the code confirmed for these names; raises UserError for one of another level."""
        if not self._confirmed:
            return ""
        for text in place.texts(tingkat):
            code = self._confirmed.get(normal(text), "")
            if code:
                if self._level_of(code) != tingkat:
                    raise UserError(
                        f"Konfirmasi “{text}” menyebut {code}, padahal diminta kode "
                        f"{_KIND[tingkat].lower()} dari daftar wilayah."
                    )
                own = tingkat == DESA and text == place.text(kampung=True)
                self.used[place.text(tingkat, kampung=own)] = code
                return code
        return ""

    def _level_of(self, code: str) -> int:
        """Return the level of a code of the list, 0 for anything else."""
        if code in self.regions.names or not is_code(code):
            return level(code) if is_code(code) else 0
        found = self._reader.wilayah([code]).get(code)
        if found is not None:
            self.regions.names[code] = found.nama
        return found.tingkat if found else 0

    def _at_home(self, code: str) -> Match:
        return Match(code) if within(code, self._home) else self._outside(code)

    def _outside(self, code: str) -> Match:
        reason = f"{self.name(code)} ({code}) di luar wilayah kantor ini."
        return Match(reason=reason, column="kode" if level(code) == DESA else "kabupaten",
                     value=self.name(code))  # fmt: skip

    def name(self, code: str) -> str:
        """Return what a region is called in a sentence."""
        names = self.regions.names
        if code not in names:
            names.update({kode: item.nama for kode, item in self._reader.wilayah([code]).items()})
        text = names.get(code, code)
        return f"Kecamatan {text}" if level(code) == KECAMATAN else text


def _empty(tingkat: int) -> Match:
    return Match(reason=f"{_KIND[tingkat]} belum diisi.", column=_KEYS[tingkat])
