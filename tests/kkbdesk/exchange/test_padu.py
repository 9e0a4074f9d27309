"""One record on several nodes: whatever they do and in whatever order they tell each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import permutations

from hypothesis import given
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
            self.state = Keadaan(None, self.state.versi.dihapus(self.point()))

    def hear(self, other: Keadaan | None) -> None:
        """Merge what another node knows."""
        if other is not None:
            self.state = other if self.state is None else padukan(self.state, other)


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


def lived(steps: list[tuple[int, str, str, str, int]], *, alone: bool) -> list[Node]:
    """Return three nodes after they did this, each having begun alone or from one record."""
    nodes = [Node(name) for name in "xyz"]
    if not alone:
        nodes[0].write("nama", "awal")
        for node in nodes[1:]:
            node.hear(nodes[0].state)
    for at, act, name, value, other in steps:
        node = nodes[at]
        if act == "write":
            node.write(name, value)
        elif act == "hear":
            node.hear(nodes[other].state)
        elif not alone:
            node.delete()
    return nodes


def heard(states: Iterable[Keadaan | None]) -> Keadaan | None:
    """Return what somebody knows who hears these one after the other."""
    reader = Node("r")
    for state in states:
        reader.hear(state)
    return reader.state


@given(STEPS, st.booleans())
def test_the_order_of_hearing_does_not_matter_in_the_end(
    steps: list[tuple[int, str, str, str, int]], alone: bool
) -> None:
    states = [node.state for node in lived(steps, alone=alone) if node.state is not None]
    outcomes = [heard((*order, *order[:1])) for order in permutations(states)]
    for _ in range(3):  # who heard of a deletion first has forgotten more than the others
        outcomes = [heard((outcome, *outcomes)) for outcome in outcomes]
    assert all(outcome == outcomes[0] for outcome in outcomes)


@given(STEPS)
def test_without_deletions_the_order_of_hearing_never_matters(
    steps: list[tuple[int, str, str, str, int]],
) -> None:
    states = [node.state for node in lived(steps, alone=True) if node.state is not None]
    outcomes = [heard((*order, *order[:1])) for order in permutations(states)]
    assert all(outcome == outcomes[0] for outcome in outcomes)


@given(STEPS, st.booleans())
def test_a_value_that_nobody_saw_is_never_lost(
    steps: list[tuple[int, str, str, str, int]], alone: bool
) -> None:
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
