"""The hub that tells open pages what changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kkbdesk.model.changes import ChangeSet


@dataclass(frozen=True, slots=True)
class Changed:
    """A ChangeSet was committed; `initiator` is whoever edited, None when it came from outside."""

    changeset: ChangeSet
    initiator: object | None = None


Listener = Callable[[Changed], None]


class Hub:
    """Calls every listener in the order of subscription."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener and return what takes it away again."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def publish(self, event: Changed) -> None:
        """Tell all; a listener that fails is a defect and stops the rest."""
        for listener in tuple(self._listeners):
            listener(event)
