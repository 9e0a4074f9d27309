"""Forms of a word in the manual's search."""

from __future__ import annotations

import pytest

from kkbdesk.model.kata_dasar import kata_dasar


@pytest.mark.parametrize(
    "words",
    [
        "cetak mencetak cetakan dicetak",
        "simpan menyimpan tersimpan penyimpanan disimpan",
        "pulih memulihkan pemulihan pulihkan",
        "kirim mengirim pengirim kiriman",
        "kunci mengunci dikunci terkunci",
        "periksa memeriksa diperiksa",
        "sepakat menyepakati kesepakatan disepakati",
        "terima menerima penerima",
    ],
)
def test_forms_of_a_word_belong_together(words: str) -> None:
    assert len({kata_dasar(word) for word in words.split()}) == 1


def test_other_words_stay_apart() -> None:
    assert (
        len(
            {
                kata_dasar(word)
                for word in ["cetak", "catat", "kunci", "kirim", "paket", "pokja", "rapat"]
            }
        )
        == 7
    )
