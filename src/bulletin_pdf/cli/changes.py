"""The build log: every character changed by normalisation, with its place."""

import os
from collections.abc import Iterable, Sequence

from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.issue.model import Change


def show_changes(source: str, changes: Sequence[Change], terminal: Terminal, log: str | None) -> None:
    """Print how many changes there are; with `-v` every one, those of one line together."""
    if log or not terminal.verbose:
        key = "changes-log" if log else "changes-folded"
        terminal.result(terminal.say(key, path=source, count=len(changes), log=log or "-"))
        return
    terminal.result(terminal.say("changes", path=source, count=len(changes)))
    for (path, line), of_line in _by_line(changes).items():
        place = str(line) if path == source else f"{path}:{line}"
        pairs = [
            terminal.say("change-columns", before=before, after=after, columns=tuple(map(str, columns)))
            for (before, after), columns in _by_pair(of_line).items()
        ]
        terminal.result(terminal.say("change-line", line=place, changes="; ".join(pairs)))


def write_log(path: str, changes: Iterable[Change], *, as_lines_of_json: bool) -> None:
    """Write every change on a line of its own; the file appears whole or not at all."""
    from bulletin_pdf.safe_files import replace_file

    text = "".join((_record(change) if as_lines_of_json else _line(change)) + "\n" for change in changes)
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    replace_file(path, text.encode("utf-8", "backslashreplace"))


def _line(change: Change) -> str:
    place = change.place
    return f"{place.path}:{place.line}:{place.column}: {change.before} → {change.after} ({change.rule})"


def _record(change: Change) -> str:
    return to_json_line(change.as_record())


def _by_line(changes: Iterable[Change]) -> dict[tuple[str, int], list[Change]]:
    lines: dict[tuple[str, int], list[Change]] = {}
    for change in changes:
        lines.setdefault((change.place.path, change.place.line), []).append(change)
    return lines


def _by_pair(changes: Iterable[Change]) -> dict[tuple[str, str], list[int]]:
    pairs: dict[tuple[str, str], list[int]] = {}
    for change in changes:
        pairs.setdefault((change.before, change.after), []).append(change.place.column)
    return pairs
