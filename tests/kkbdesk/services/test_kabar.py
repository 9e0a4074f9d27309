"""What is new: in every version, once."""

from __future__ import annotations

import re
import tomllib

from kkbdesk import __version__
from kkbdesk.exchange.markdown import baca_bab
from kkbdesk.model.manual import Bab, Judul
from kkbdesk.services import kabar
from tests.test_architecture import ROOT


def versions(news: Bab) -> list[str]:
    return [part.teks for part in news.unsur if isinstance(part, Judul) and part.tingkat == 2]


def test_this_version_has_news() -> None:
    assert versions(kabar.semua_kabar())[0] == f"Versi {__version__}"


def test_only_what_came_since_is_told() -> None:
    text = "# Apa yang baru\n\n## Versi 0.10.0\n\nC\n\n## Versi 0.9.0\n\nB\n\n## Versi 0.1.0\n\nA\n"
    whole = baca_bab("0-kabar", text)
    assert versions(kabar.sejak(whole, "0.1.0")) == ["Versi 0.10.0", "Versi 0.9.0"]
    assert versions(kabar.sejak(whole, "0.9.0")) == ["Versi 0.10.0"]
    assert versions(kabar.sejak(whole, "")) == versions(whole)
    assert versions(kabar.sejak(whole, "9.0.0")) == versions(whole)


def test_every_library_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = (ROOT / "resources" / "lisensi" / "pustaka.md").read_text("utf-8").casefold()
    for dependency in project["dependencies"]:
        name = re.split(r"[\[<>=]", dependency)[0].casefold()
        assert name in told, name
