"""The regions below one another by name, loaded only where a workbook leads."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Protocol

from kkbdesk.exchange import spelling
from kkbdesk.model.wilayah import DESA, KABUPATEN, KECAMATAN, PROVINSI, Wilayah, ancestor
from resources.files import resource

Keys = dict[str, list[str]]


class Source(Protocol):
    """Where regions are read."""

    def wilayah(self, codes: Iterable[str]) -> dict[str, Wilayah]:
        """Return regions by code, with all that hold them."""
        ...

    def wilayah_dalam(self, kode: str, tingkat: int) -> list[Wilayah]:
        """Return the regions of that level within a code ("" is the country), by code."""
        ...


@dataclass(slots=True)
class Layer:
    """Regions of one level within another: their keys, names and which of them ended."""

    keys: tuple[Keys, Keys] = field(default_factory=lambda: ({}, {}))
    """Of names as they stand, and of names without the word for the kind of region."""
    names: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)

    def find(self, keys: Iterable[tuple[int, str]]) -> list[str]:
        """Return the codes in force under the first key that has any; else those that ended."""
        ended: list[str] = []
        for which, key in keys:
            if codes := self.keys[which].get(key):
                if in_force := [code for code in codes if code not in self.ended]:
                    return in_force
                ended = ended or codes
        return ended


class Regions:
    """Looks regions up by name, level by level."""

    def __init__(self, reader: Source, today: date) -> None:
        self._reader = reader
        self._today = today
        self.names: dict[str, str] = {}
        """Names by code, of everything loaded so far."""
        self._loaded: dict[tuple[str, int], Layer] = {}
        self._villages: dict[str, dict[str, Layer]] = {}

    def provinces(self, name: str) -> list[str]:
        """Return the province of that name, and those split off from it since 2021."""
        found = self._layer("", PROVINSI).find(_keys(name, PROVINSI))
        return [*found, *(new for code in found for new in _former_parts().get(code, ()))]

    def regencies(self, provinces: Sequence[str], name: str) -> list[str]:
        """Return the kabupaten or kota of that name in one of the provinces (none: anywhere)."""
        layer = self._layer("", KABUPATEN)
        for key in spelling.regency_keys(name):
            found = layer.find([(0, key)])
            inside = [code for code in found if not provinces or code[:2] in provinces]
            if inside:
                return inside
        return []

    def districts(self, regency: str, name: str) -> list[str]:
        """Return the kecamatan of that name."""
        return self._layer(regency, KECAMATAN).find(_keys(name, KECAMATAN))

    def villages(self, district: str, name: str) -> list[str]:
        """Return the desa and kelurahan of that name in a kecamatan, or in a whole kabupaten."""
        layers = self._village_layers(ancestor(district, KABUPATEN))
        inside = layers.values() if len(district) == 5 else [layers.get(district, Layer())]
        found = [code for layer in inside for code in layer.find(_keys(name, DESA))]
        kind = spelling.is_kelurahan(name)
        if len(found) > 1 and kind is not None:
            return [code for code in found if (code[9] == "1") is kind] or found
        return found

    def below(self, code: str, tingkat: int) -> Mapping[str, str]:
        """Return the names of the regions of a level within another, by code."""
        if tingkat < DESA:
            names = self._layer("" if tingkat <= KABUPATEN else code, tingkat).names
            return {each: name for each, name in names.items() if each.startswith(code)}
        layers = self._village_layers(ancestor(code, KABUPATEN))
        inside = layers.values() if len(code) == 5 else [layers.get(code, Layer())]
        return {each: name for layer in inside for each, name in layer.names.items()}

    def _layer(self, parent: str, tingkat: int) -> Layer:
        layer = self._loaded.get((parent, tingkat))
        if layer is None:
            layer = self._loaded[parent, tingkat] = Layer()
            for region in self._reader.wilayah_dalam(parent, tingkat):
                self._add(layer, region, tingkat)
        return layer

    def _village_layers(self, regency: str) -> dict[str, Layer]:
        layers = self._villages.get(regency)
        if layers is None:
            layers = self._villages[regency] = {}
            for region in self._reader.wilayah_dalam(regency, DESA):
                self._add(layers.setdefault(region.id[:8], Layer()), region, DESA)
        return layers

    def _add(self, layer: Layer, region: Wilayah, tingkat: int) -> None:
        code = region.id
        self.names[code] = layer.names[code] = region.nama
        if not region.valid(self._today):
            layer.ended.add(code)
        for name in (region.nama, *region.alias):
            if tingkat == KABUPATEN:
                _put(layer.keys[0], spelling.own_regency_key(code, name), code)
            else:
                for keys, key in zip(layer.keys, spelling.keys(name, tingkat), strict=True):
                    _put(keys, key, code)


def _put(keys: Keys, key: str, code: str) -> None:
    codes = keys.setdefault(key, [])
    if code not in codes:
        codes.append(code)


def _keys(name: str, tingkat: int) -> tuple[tuple[int, str], ...]:
    """Return the keys of a name to try: as it stands, then without the word for its kind."""
    whole, bare = spelling.keys(name, tingkat)
    return (0, whole), (0, bare), (1, bare)


@cache
def _former_parts() -> dict[str, list[str]]:
    with resource("reference", "wilayah.toml").open("rb") as file:
        parts: dict[str, list[str]] = tomllib.load(file)["induk_lama"]
    return parts
