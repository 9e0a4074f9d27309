"""Names of regions as keys: what is the same name whatever way it is written, and what is close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache

from kkbdesk.model.wilayah import DESA, KABUPATEN, KECAMATAN, PROVINSI, normal

_WORDS = {"kep": "kepulauan", "adm": "", "administrasi": ""}
_KELURAHAN = {"kelurahan", "kel"}
_PREFIXES = {
    PROVINSI: {"provinsi", "propinsi", "prov", "prop"},
    KABUPATEN: {"kabupaten", "kab"},
    KECAMATAN: {"kecamatan", "kec", "distrik", "kapanewon", "kemantren"},
    DESA: _KELURAHAN
    | {
        "desa", "ds", "kalurahan", "nagari", "pekon", "kampung", "kampong", "kp", "gampong", "gp",
        "lembang", "negeri", "tiyuh",
    },
}  # fmt: skip
_KOTA = {"kota", "kotamadya", "kodya"}
_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        ("i satu", "ii dua", "iii tiga", "iv empat", "v lima", "vi enam", "vii tujuh",
         "viii delapan", "ix sembilan", "x sepuluh", "xi sebelas", "xii duabelas"), 1
    )
    for word in words.split()
}  # fmt: skip


def _words(name: str) -> list[str]:
    words = normal(name).split()
    return [_WORDS.get(word, word) for word in words] if _WORDS.keys() & words else words


def keys(name: str, tingkat: int) -> tuple[str, str]:
    """Return the key of a name as it stands, and without words that say what kind of region it is.

    A key has no case, no punctuation, no blanks.
    """
    words = _words(name)
    whole = "".join(words)
    prefixes = _PREFIXES[tingkat]
    if words and words[0] not in prefixes:
        return whole, whole
    while len(words) > 1 and words[0] in prefixes:
        words = words[1:]
    return whole, "".join(words)


def bare(name: str, tingkat: int) -> str:
    """Return the key without the words that only say what kind of region it is."""
    return keys(name, tingkat)[1]


def is_kelurahan(name: str) -> bool | None:
    """Tell whether a village's name says that it is a kelurahan; None where it says nothing."""
    words = _words(name)
    if len(words) < 2 or words[0] not in _PREFIXES[DESA]:
        return None
    return words[0] in _KELURAHAN


@cache
def regency_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a kabupaten or kota, likeliest first.

    Exports write KOTA but leave KABUPATEN out: SOLOK is the kabupaten, KOTA SOLOK the city. Where
    no city is called so, KOTA BARU is the kabupaten Kotabaru.
    """
    words = _words(name)
    every = "".join(words)
    if len(words) > 1 and words[0] in _PREFIXES[KABUPATEN]:
        return (f"kab:{''.join(words[1:])}",)
    if len(words) > 1 and words[0] in _KOTA:
        return f"kota:{''.join(words[1:])}", f"kab:{every}", f"kota:{every}"
    return f"kab:{every}", f"kota:{every}"


def own_regency_key(code: str, name: str) -> str:
    """Return the key of a kabupaten or kota of the list; the code says which of both it is."""
    words = _words(name)
    kind, prefixes = ("kota", _KOTA) if code[3] == "7" else ("kab", _PREFIXES[KABUPATEN])
    while len(words) > 1 and words[0] in prefixes:
        words = words[1:]
    return f"{kind}:{''.join(words)}"


def _counted(name: str, tingkat: int) -> str:
    words = [word for word in _words(name) if word not in _PREFIXES[tingkat]] or _words(name)
    return "".join(_NUMBERS.get(word, word.lstrip("0") or word) for word in words)


def close(name: str, names: Mapping[str, str], tingkat: int, least: float) -> list[str]:
    """Return the codes of names that may be meant, best first, at most three.

    The same name with its numeral written otherwise counts as closest.
    """
    counted, key = _counted(name, tingkat), bare(name, tingkat)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    ranked: list[tuple[float, str]] = []
    for code, other in names.items():
        if _counted(other, tingkat) == counted:
            ranked.append((2.0, code))
            continue
        matcher.set_seq1(bare(other, tingkat))
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            ratio = matcher.ratio()
            if ratio >= least:
                ranked.append((ratio, code))
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    return [code for _, code in ranked[:3]]


def only(codes: Iterable[str]) -> str:
    """Return the only code, or nothing when there are none or several."""
    found = set(codes)
    return found.pop() if len(found) == 1 else ""
