"""What shows only in a whole store: numbers missing and doubled, files twice, changed, swapped and gone."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bulletin_pdf.archive.audit.audit_log import KnownFile
from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding
from bulletin_pdf.messages import Detail
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem
from bulletin_pdf.volume.plan.completeness import missing_numbers

_DIGITS = pattern(r"[0-9]+")
_MIN_NAMED = 3
"""Files of one directory that are named by their numbers before another name is odd."""
_SHARE = 2 / 3


class FileFacts(NamedTuple):
    """What the checks of a store need of each file: a few hundred bytes, however many files there are."""

    path: str
    kind: str
    sha256: str
    heads: tuple[HeldIssue, ...]
    damaged: bool
    told: bool = False
    """Whether something is wrong with it itself; that it has changed says nothing more then."""
    certain: bool = True
    """Whether it is known which issues it held."""


def facts_of(file: JudgedHolding) -> FileFacts:
    """Return what is needed of a file."""
    return FileFacts(
        file.path,
        file.kind,
        file.sha256,
        file.heads,
        any(map(_is_damage, file.problems)),
        bool(file.problems),
        file.certain,
    )


_DAMAGE = frozenset(
    (
        Code.FIXITY_BROKEN,
        Code.HOLDING_DAMAGED,
        Code.ENCLOSED_DAMAGED,
        Code.FILE_NOT_FROM_SOURCE,
        Code.BAG_FILE_MISSING,
    )
)


def _is_damage(problem: Problem) -> bool:
    return problem.code in _DAMAGE


def _said(code: str, /, **details: Detail) -> Problem:
    return Problem(code, None, tuple(details.items()))


def store_problems(files: Sequence[FileFacts], known: Mapping[str, KnownFile]) -> Iterator[Problem]:
    """Return what is wrong with the store as a whole; `known` is how it was found first."""
    yield from changed_files(files, known)
    twins = dict(_twins(files))
    yield from (_said(Code.SAME_CONTENT, file=path, other=other) for path, other in twins.items())
    whole = [_with_known_heads(file, known) for file in files if file.path not in twins]
    yield from _doubled(whole)
    yield from _gaps(whole, _unread(files, known))
    yield from _odd_names(whole)


# Since the first run ------------------------------------------------------------------------


def changed_files(files: Sequence[FileFacts], known: Mapping[str, KnownFile]) -> Iterator[Problem]:
    """Return which files are not what they were, and which are gone."""
    changed = {
        file.path: file for file in files if file.path in known and known[file.path].sha256 != file.sha256
    }
    was = {known[path].sha256: path for path in changed}
    for path, file in changed.items():
        other, since = was.get(file.sha256), known[path].since
        if other is not None and other != path:
            yield _said(Code.FILE_SWAPPED, file=path, other=other, since=since)
        elif not (file.kind == "bag" and file.told):
            yield _said(Code.FILE_CHANGED, file=path, since=since)
    present = {file.path for file in files}
    for path, was_there in sorted(known.items()):
        if path not in present:
            yield _said(Code.FILE_GONE, file=path, since=was_there.since)


def _with_known_heads(file: FileFacts, known: Mapping[str, KnownFile]) -> FileFacts:
    """A file that is damaged still stands for the issues it held."""
    if file.damaged and file.path in known and known[file.path].heads:
        return file._replace(heads=known[file.path].heads, certain=True)
    return file


def _twins(files: Sequence[FileFacts]) -> Iterator[tuple[str, str]]:
    """Return files that are others byte for byte, with the first of each."""
    first: dict[str, str] = {}
    for file in files:
        if file.sha256 in first:
            yield file.path, first[file.sha256]
        else:
            first[file.sha256] = file.path


# Numbers ------------------------------------------------------------------------------------

_CLASSES = {
    "archive": "single",
    "pdf": "single",
    "listing": "listed",
    "issue": "source",
    "volume": "bound",
    "bag": "bound",
}
"""An issue may be there as source, as archive file and in a volume; of each it should be there once."""


def _doubled(files: Iterable[FileFacts]) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], FileFacts] = {}
    for file in files:
        for head in file.heads:
            if head.number is None or not head.name:
                continue
            key = (_CLASSES.get(file.kind, ""), *head[:5])
            other = seen.setdefault(key, file)
            if other is not file or file.heads.count(head) > 1:
                yield _said(Code.NUMBER_DOUBLED, file=file.path, other=other.path, label=_label(head))
                if other is file:
                    break


def _label(head: HeldIssue) -> str:
    return f"{head.year}年{head.series}{head.label}"


def _unread(files: Sequence[FileFacts], known: Mapping[str, KnownFile]) -> set[tuple[int, int]]:
    """Return years and numbers of files that are damaged beyond reading, by their names: they are not missing."""
    heads = (head for file in files if file.damaged for head in file.heads if not head.name)
    return {(head.year, head.number or 0) for head in heads}


def _gaps(files: Sequence[FileFacts], unread: set[tuple[int, int]]) -> Iterator[Problem]:
    """Return the numbers that no file of the store has, from the first of each row of numbers."""
    rows: defaultdict[tuple[str, str, bool, int], dict[int, HeldIssue]] = defaultdict(dict)
    where: dict[tuple[str, str, bool, int], str] = {}
    doubtful: set[tuple[str, str, bool, int]] = set()
    for file in files:
        for head in file.heads:
            if head.number is not None and head.name:
                rows[head[:4]].setdefault(head.number, head)
                where.setdefault(head[:4], file.path)
                doubtful |= set() if file.certain else {head[:4]}
    for row, numbers in sorted(rows.items()):
        if row in doubtful:
            continue
        for number in missing_numbers(sorted(numbers)):
            if (row[3], number) in unread:
                continue
            any_head = next(iter(numbers.values()))
            label = _DIGITS.sub(str(number), any_head.label, count=1)
            directory = os.path.dirname(where[row])
            yield _said(Code.NUMBER_GAP, file=directory, label=f"{row[3]}年{row[1]}{label}")


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
