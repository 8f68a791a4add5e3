"""Collects what is measured: settings with their evidence, and the questions for those that cannot be known."""

from bulletin_pdf.proposal.measured_style import (
    Evidence,
    EvidenceKind,
    MeasuredValue,
    OpenQuestion,
    PlainValue,
)


class Findings:
    """Settings and questions, in the order they came up."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.values: list[MeasuredValue] = []
        self.questions: list[OpenQuestion] = []

    def add(
        self,
        path: str,
        value: PlainValue,
        kind: EvidenceKind,
        counted: int,
        of: int,
        *,
        shown: str = "",
        certain: bool = True,
    ) -> None:
        """Note a setting; the first that is noted for a key holds."""
        key = tuple(path.split("."))
        if all(each.key != key for each in self.values):
            evidence = Evidence(kind, counted, of, self.pages)
            self.values.append(MeasuredValue(key, value, evidence, shown, certain))

    def ask(self, path: str, asks: str, example: PlainValue) -> None:
        """Note that a setting cannot be known."""
        self.questions.append(OpenQuestion(tuple(path.split(".")), asks, example))

    def length(self, path: str) -> float:
        """Return a length that was noted in pt; 0 for one that was not."""
        key = tuple(path.split("."))
        found = next((each.value for each in self.values if each.key == key), "")
        return float(found.removesuffix("pt")) if isinstance(found, str) and found.endswith("pt") else 0.0

    def length_in_em(self, path: str) -> float | None:
        """Return a length that was noted in em; None for one that was not."""
        key = tuple(path.split("."))
        found = next((each.value for each in self.values if each.key == key), "")
        return float(found.removesuffix("em")) if isinstance(found, str) and found.endswith("em") else None
