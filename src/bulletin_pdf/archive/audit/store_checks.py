"""Checks of a whole store: files changed, swapped, renamed, missing or duplicated; gaps and duplicates of numbers."""

from collections.abc import Iterator, Mapping, Sequence

from bulletin_pdf.archive.audit.audit_log import KnownFile
from bulletin_pdf.archive.audit.file_facts import FileFacts
from bulletin_pdf.archive.audit.number_checks import number_problems
from bulletin_pdf.messages import Detail
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem


def store_problems(files: Sequence[FileFacts], known: Mapping[str, KnownFile]) -> Iterator[Problem]:
    """Return what is wrong with the store as a whole; `known` is how it was found first."""
    yield from changed_files(files, known)
    twins = dict(_twins(files))
    yield from (_said(Code.SAME_CONTENT, file=path, other=other) for path, other in twins.items())
    whole = [_with_known_heads(file, known) for file in files if file.path not in twins]
    yield from number_problems(whole, _unread(files))


def changed_files(files: Sequence[FileFacts], known: Mapping[str, KnownFile]) -> Iterator[Problem]:
    """Return which files are not what they were, which have another name, and which are gone."""
    present = {file.path for file in files}
    changed = {
        file.path: file for file in files if file.path in known and known[file.path].sha256 != file.sha256
    }
    gone = [path for path in sorted(known) if path not in present]
    was = {known[path].sha256: path for path in (*gone, *changed)}
    for path, file in changed.items():
        other, since = was.get(file.sha256), known[path].since
        if other is not None and other != path:
            yield _said(Code.FILE_SWAPPED, file=path, other=other, since=since)
        elif not (file.kind in ("bag", "transfer") and file.told):
            yield _said(Code.FILE_CHANGED, file=path, since=since)
    new = {file.sha256: file.path for file in reversed(files) if file.path not in known}
    for path in gone:
        before, since = known[path], known[path].since
        if before.sha256 in new:
            yield _said(Code.FILE_RENAMED, file=new[before.sha256], other=path, since=since)
        else:
            yield _said(Code.FILE_GONE, file=path, since=since)


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


def _unread(files: Sequence[FileFacts]) -> set[tuple[int, int]]:
    """Return years and numbers of files that are damaged beyond reading, by their names: they are not missing."""
    heads = (head for file in files if file.damaged for head in file.heads if not head.name)
    return {(head.year, head.number or 0) for head in heads}


def _said(code: str, /, **details: Detail) -> Problem:
    return Problem(code, None, tuple(details.items()))
