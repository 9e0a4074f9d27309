"""One record on several nodes: whatever they do and in whatever order they tell each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import permutations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kkbdesk.exchange.padu import Keadaan, padukan
from kkbdesk.model.versi import ADA, Titik, Versi

FIELDS = ("nama", "catatan")


@dataclass
class Node:
    """A computer that holds one record."""

    nama: str
    urut: int = 0
    state: Keadaan | None = None
    written: set[Titik] = field(default_factory=set)

    def point(self) -> Titik:
        """Return the next entry of the node's journal."""
        self.urut += 1
        return Titik(self.nama, self.urut, f"2026-05-{self.urut:02}T00:00:00")

    def write(self, name: str, value: str) -> None:
        """Make the record, or change a field."""
        titik = self.point()
        if self.state is None or self.state.isi is None:
            versi = self.state.versi if self.state else Versi()
            self.state = Keadaan({name: value}, versi.dibuat(titik))
        else:
            isi = {**self.state.isi, name: value}
            self.state = Keadaan(isi, self.state.versi.ditulis([name], titik))

    def delete(self) -> None:
        """Delete the record."""
        if self.state is not None and self.state.isi is not None:
            gone = self.state.versi.dihapus(self.point(), self.state.isi)
            self.state = Keadaan(None, gone)

    def hear(self, other: Keadaan | None) -> None:
        """Merge what another node tells."""
        if other is not None:
            told = replace(other, versi=other.versi.tanpa_sisa())
            self.state = told if self.state is None else padukan(self.state, told)


Step = tuple[int, str, str, str, int]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(("write", "write", "delete", "hear")),
        st.sampled_from(FIELDS),
        st.sampled_from("abc"),
        st.integers(0, 2),
    ),
    max_size=14,
)


def lived(steps: list[Step], *, alone: bool) -> list[Node]:
    """Return three nodes after they did this, each having begun alone or from one record."""
    nodes = [Node(name) for name in "xyz"]
    if not alone:
        nodes[0].write("nama", "awal")
        for node in nodes[1:]:
            node.hear(nodes[0].state)
    live(nodes, steps)
    return nodes


def live(nodes: list[Node], steps: list[Step]) -> None:
    """Let nodes do this."""
    for at, act, name, value, other in steps:
        node = nodes[at]
        if act == "write":
            node.write(name, value)
        elif act == "hear":
            node.hear(nodes[other].state)
        else:
            node.delete()


def heard(states: Iterable[Keadaan | None]) -> Keadaan | None:
    """Return what somebody knows who hears these one after the other."""
    reader = Node("r")
    for state in states:
        reader.hear(state)
    return reader.state


LATER = [(0, "write", "nama", "a", 0), (2, "hear", "nama", "a", 0), (0, "write", "nama", "b", 0),
         (1, "hear", "nama", "a", 0), (1, "delete", "nama", "a", 0),
         (2, "write", "catatan", "c", 0)]  # fmt: skip
"""One deletes what he last saw changed, one who did not see that changes another field."""
TWICE = [(0, "write", "nama", "a", 0), (1, "write", "nama", "b", 0), (2, "hear", "nama", "a", 0),
         (2, "delete", "nama", "a", 0), (1, "write", "catatan", "c", 0)]  # fmt: skip
"""Two make the same record; a third who knows one of them deletes it."""


@settings(max_examples=300)
@example(steps=LATER, alone=True)
@example(steps=TWICE, alone=True)
@given(steps=STEPS, alone=st.booleans())
def test_neither_order_nor_repetition_of_hearing_matters(steps: list[Step], alone: bool) -> None:
    states = [node.state for node in lived(steps, alone=alone)]
    outcomes = [heard((*order, *order[:2])) for order in permutations(states)]
    assert all(outcome == outcomes[0] for outcome in outcomes)


@given(STEPS, st.booleans())
def test_who_hears_everybody_twice_holds_the_same_as_all(steps: list[Step], alone: bool) -> None:
    nodes = lived(steps, alone=alone)
    for _ in range(2):
        for node in nodes:
            for other in nodes:
                node.hear(other.state)
    states = [node.state for node in nodes if node.state is not None]
    assert all(state.isi == states[0].isi for state in states)
    if states and states[0].isi is not None:
        assert all(state == states[0] for state in states)


@given(STEPS, STEPS, st.booleans())
def test_a_package_lost_in_between_is_made_up_for_by_the_next(
    first: list[Step], then: list[Step], alone: bool
) -> None:
    nodes = lived(first, alone=alone)
    early = [node.state for node in nodes]
    live(nodes, then)
    late = [node.state for node in nodes]
    whole, lossy = heard((*early, *late)), heard(late)
    if all(act != "delete" for _, act, *_ in first + then):
        assert whole == lossy
    elif whole is not None and lossy is not None:  # what was deleted is told without its fields
        assert (whole.isi is None) == (lossy.isi is None)
        assert whole.versi.cabang.get(ADA) == lossy.versi.cabang.get(ADA)


@given(STEPS, st.booleans())
def test_a_value_that_nobody_saw_is_never_lost(steps: list[Step], alone: bool) -> None:
    nodes = lived(steps, alone=alone)
    reader = Node("r")
    for node in nodes:
        reader.hear(node.state)
    if reader.state is None or reader.state.isi is None:
        return
    for node in nodes:
        if node.state is None or node.state.isi is None:
            continue
        for name, value in node.state.isi.items():
            replaced = all(
                any(_replaced(other.state, name, point) for other in nodes)
                for point in node.state.versi.milik(name)
            )
            here = reader.state.isi.get(name)
            kept = [item[1] for item in reader.state.versi.cabang.get(name, ())]
            assert replaced or value == here or value in kept


def _replaced(state: Keadaan | None, name: str, point: Titik) -> bool:
    if state is None or not state.versi.tahu(point):
        return False
    if state.isi is None:
        return True
    others = [kept for points, _ in state.versi.cabang.get(name, ()) for kept in points]
    return point not in state.versi.milik(name) and point not in others


def test_a_deletion_and_a_change_unknown_to_each_other_are_a_question() -> None:
    first, second = Node("x"), Node("y")
    first.write("nama", "a")
    second.hear(first.state)
    first.write("nama", "b")
    second.delete()
    first.hear(second.state)
    assert first.state is not None
    assert first.state.isi == {"nama": "b"}
    assert [value for _, value in first.state.versi.cabang[ADA]] == [False]


def test_an_empty_field_does_not_compete_with_a_filled_one() -> None:
    first, second = Node("x"), Node("y")
    first.write("nama", "a")
    second.write("catatan", "b")
    first.hear(second.state)
    assert first.state is not None
    assert first.state.isi == {"nama": "a", "catatan": "b"}
    assert first.state.versi.cabang == {}
