"""The numbers of all issues in a store: duplicate, missing, contradicted by file names.

A number is missing where its neighbours are there, and where a record says that it was there: the total numbers
(总第N期) of the next year for the last ones of a year, a volume for single files of its year.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from bulletin_pdf.archive.audit.file_facts import FileFacts
from bulletin_pdf.archive.audit.judged_file import HeldIssue
from bulletin_pdf.messages import Detail
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem
from bulletin_pdf.volume.plan.completeness import missing_numbers

_DIGITS = pattern(r"[0-9]+")
_MIN_NAMED = 3
"""Files of one directory that are named by their numbers before another name is odd."""
_SHARE = 2 / 3
_CLASSES = {
    "archive": "single",
    "pdf": "single",
    "listing": "listed",
    "issue": "source",
    "volume": "bound",
    "bag": "bound",
    "transfer": "handed over",
}
"""An issue may be there as source, as archive file, in a volume and as handed over; of each it should be there once."""
_WHOLE_CLASSES = ("single", "source")
_LACKING = 0.1
"""Share of a year that may be missing among files of one kind before they no longer count as complete."""
_MAX_LOST = 12
"""Numbers at the end of a year that total numbers tell; more are another way of counting."""

_Row = tuple[str, str, bool, int]
"""Name, series, supplement or not, year."""


def number_problems(files: Sequence[FileFacts], unread: set[tuple[int, int]]) -> Iterator[Problem]:
    """Return what is wrong with the numbers; `unread` are years and numbers of files that cannot be read."""
    yield from _doubled(files)
    rows = _rows(files)
    lost = _lost_ends(rows)
    for key in sorted(rows):
        row = rows[key]
        if not row.doubtful:
            known = [*row.issues, *lost.get(key, ())]
            missing = {*missing_numbers(sorted(row.issues)), *lost.get(key, ())}
            yield from _told(row, sorted(missing), row.path, unread)
            yield from _lacking(row, set(known), unread)
    yield from _odd_names(files)


def _said(code: str, /, **details: Detail) -> Problem:
    return Problem(code, None, tuple(details.items()))


# Doubled ------------------------------------------------------------------------------------


def _doubled(files: Iterable[FileFacts]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], FileFacts] = {}
    for file in files:
        for head in file.heads:
            if head.number is None or not head.name:
                continue
            key = (_CLASSES.get(file.kind, ""), *head[:5])
            other = seen.setdefault(key, file)
            if other is not file or file.heads.count(head) > 1:
                label = f"{head.year}年{head.series}{head.label}"
                yield _said(Code.NUMBER_DOUBLED, file=file.path, other=other.path, label=label)
                if other is file:
                    break


# Missing ------------------------------------------------------------------------------------


class _RowOfNumbers:
    """The issues that share one row of numbers."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.issues: dict[int, HeldIssue] = {}
        self.classes: defaultdict[str, dict[int, str]] = defaultdict(dict)
        """Kind of file → numbers with the files that hold them."""
        self.doubtful = False
        """Whether a file is damaged so that nobody knows what it held."""


def _rows(files: Iterable[FileFacts]) -> dict[_Row, _RowOfNumbers]:
    rows: dict[_Row, _RowOfNumbers] = {}
    for file in files:
        for head in file.heads:
            if head.number is not None and head.name:
                row = rows.setdefault(head[:4], _RowOfNumbers(file.path))
                row.issues.setdefault(head.number, head)
                row.classes[_CLASSES.get(file.kind, "")].setdefault(head.number, file.path)
                row.doubtful |= not file.certain
    return rows


def _told(
    row: _RowOfNumbers, numbers: Iterable[int], path: str, unread: set[tuple[int, int]]
) -> Iterator[Problem]:
    head = next(iter(row.issues.values()))
    for number in numbers:
        if (head.year, number) not in unread:
            label = _DIGITS.sub(str(number), head.label, count=1)
            where = os.path.dirname(path)
            yield _said(Code.NUMBER_GAP, file=where, label=f"{head.year}年{head.series}{label}")


def _lacking(row: _RowOfNumbers, known: set[int], unread: set[tuple[int, int]]) -> Iterator[Problem]:
    """Return numbers that files of one kind lack, where others of the year are there."""
    for kind in _WHOLE_CLASSES:
        held = row.classes.get(kind, {})
        lacking = row.issues.keys() - held.keys() - row.classes.get("listed", {}).keys()
        if len(held) >= _MIN_NAMED and len(lacking) <= _LACKING * len(known):
            yield from _told(row, sorted(lacking), next(iter(held.values())), unread)


def _lost_ends(rows: Mapping[_Row, _RowOfNumbers]) -> dict[_Row, list[int]]:
    """Return the last numbers of years that the total numbers of the next year show to have been there."""
    taken: defaultdict[str, set[int]] = defaultdict(set)
    for (name, *_), row in rows.items():
        taken[name].update(head.serial for head in row.issues.values())
    lost: dict[_Row, list[int]] = {}
    for one, other in pairwise(sorted(rows)):
        before, after = _offset(rows[one]), _offset(rows[other])
        if one[:3] != other[:3] or other[3] != one[3] + 1 or before is None or after is None:
            continue
        last = before + max(rows[one].issues)
        between = range(last + 1, after + 1)
        if 0 < len(between) <= _MAX_LOST and not taken[one[0]].intersection(between):
            lost[one] = [serial - before for serial in between]
    return lost


def _offset(row: _RowOfNumbers) -> int | None:
    """Return what total numbers have more than the year's own; None where they do not go along."""
    offsets = {head.serial - number for number, head in row.issues.items() if head.serial}
    return next(iter(offsets)) if len(offsets) == 1 and len(row.issues) >= _MIN_NAMED else None


# Names --------------------------------------------------------------------------------------


def _odd_names(files: Iterable[FileFacts]) -> Iterator[Problem]:
    """Return files whose names give another number than they have, where those around them give theirs."""
    rows: defaultdict[str, list[tuple[FileFacts, int, int]]] = defaultdict(list)
    for file in files:
        named = _DIGITS.findall(os.path.splitext(os.path.basename(file.path))[0])
        own = file.heads[0] if len(file.heads) == 1 else None
        if (
            named
            and own is not None
            and own.number is not None
            and own.name
            and file.kind in ("archive", "issue")
        ):
            rows[os.path.dirname(file.path)].append((file, int(named[-1]), own.number))
    for row in rows.values():
        right = sum(named == number for _, named, number in row)
        if right >= _MIN_NAMED and right >= _SHARE * len(row):
            for file, said, number in row:
                if said != number:
                    yield _said(Code.NAME_CONTRADICTS, file=file.path, named=said, number=number)
