"""Several old papers taken together: for each key the value that most of them have."""

from collections import Counter
from collections.abc import Sequence

from bulletin_pdf.proposal.measured_style import (
    Evidence,
    KeyPath,
    MeasuredStyle,
    MeasuredValue,
    MissingFace,
    OpenQuestion,
)
from bulletin_pdf.proposal.plain_yaml import as_yaml


def taken_together(papers: Sequence[MeasuredStyle]) -> MeasuredStyle:
    """Return what most papers have; where as many have one value as another, that of the earlier paper."""
    if not papers:
        raise ValueError("no papers")
    if len(papers) == 1:
        return papers[0]
    keys = dict.fromkeys(each.key for paper in papers for each in paper.values)
    values = tuple(_most(key, papers) for key in keys)
    known = {each.key for each in values}
    questions: dict[KeyPath, OpenQuestion] = {}
    for paper in papers:
        for question in paper.questions:
            if question.key not in known:
                questions.setdefault(question.key, question)
    kinds = Counter(paper.kind for paper in papers if paper.values)
    return MeasuredStyle(
        kinds.most_common(1)[0][0] if kinds else papers[0].kind,
        values,
        tuple(questions.values()),
        _faces(papers),
        next((paper.head for paper in papers if paper.head is not None), None),
        tuple(name for paper in papers for name in paper.papers),
        sum(paper.pages for paper in papers),
    )


def _most(key: KeyPath, papers: Sequence[MeasuredStyle]) -> MeasuredValue:
    found = [each for paper in papers for each in paper.values if each.key == key]
    believed = [each for each in found if each.certain] or found
    counts = Counter(as_yaml(each.value) for each in believed)
    most = counts.most_common(1)[0][0]
    chosen = [each for each in believed if as_yaml(each.value) == most]
    if len(chosen) == len(found) and all(each.evidence.kind == chosen[0].evidence.kind for each in chosen):
        return chosen[0]._replace(evidence=_summed(chosen))
    return chosen[0]._replace(evidence=Evidence("papers", len(chosen), len(found)))


def _summed(values: Sequence[MeasuredValue]) -> Evidence:
    each = [value.evidence for value in values]
    return Evidence(
        each[0].kind,
        sum(one.counted for one in each),
        sum(one.of for one in each),
        sum(one.pages for one in each),
    )


def _faces(papers: Sequence[MeasuredStyle]) -> tuple[MissingFace, ...]:
    found: dict[tuple[str, str], int] = {}
    for paper in papers:
        for face in paper.missing_faces:
            found[face.font, face.role] = found.get((face.font, face.role), 0) + face.characters
    return tuple(MissingFace(font, role, count) for (font, role), count in found.items())
