"""What a rule finds wrong with a field, and the refusal of an edit because of it."""

from __future__ import annotations

from dataclasses import dataclass

from kkbdesk.errors import UserError
from kkbdesk.model.fields import Choice
from kkbdesk.model.ids import Kind


class Severity(Choice):
    """How much a problem matters."""

    SALAH = "salah", "Salah"
    """Cannot be saved."""
    PERINGATAN = "peringatan", "Perhatian"
    """Is saved and marked."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with which field of which record, and what to do about it."""

    code: str
    text: str
    kind: Kind
    id: str
    field: str = ""
    severity: Severity = Severity.SALAH
    lain: str = ""
    """The id of another record of the kind that it is about."""


class RuleViolation(UserError):
    """An edit that the rules refuse; nothing of it was written."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        shown = [problem.text for problem in problems[:3]]
        if len(problems) > 3:
            shown.append(f"Dan {len(problems) - 3} masalah lain.")
        super().__init__(" ".join(shown))
