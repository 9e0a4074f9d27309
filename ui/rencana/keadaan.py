"""How the states of a planned activity look: a sign and a colour, never a colour alone."""

from __future__ import annotations

from kkbdesk.services.rencana import KeadaanRencana

TANDA: dict[KeadaanRencana, tuple[str, str]] = {
    KeadaanRencana.BELUM_DIJADWALKAN: ("?", "warn"),
    KeadaanRencana.DIRENCANAKAN: ("○", "accent"),
    KeadaanRencana.BERJALAN: ("◐", "accent"),
    KeadaanRencana.TERLAMBAT: ("!", "bad"),
    KeadaanRencana.SELESAI: ("●", "good"),
    KeadaanRencana.DITUNDA: ("‖", "warn"),
    KeadaanRencana.BATAL: ("✕", "muted"),
}
LEGENDA = "   ".join(
    f"{sign} {state.label.lower()}"
    for state, (sign, _) in TANDA.items()
    if state is not KeadaanRencana.BELUM_DIJADWALKAN
)


def sebut(keadaan: KeadaanRencana) -> str:
    """Return a state with its sign."""
    return f"{TANDA[keadaan][0]} {keadaan.label}"
