"""`bulletin-pdf build`: issues → PDF files; unchanged ones are skipped."""

import os
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter

from bulletin_pdf.batch.run_tasks import run
from bulletin_pdf.batch.task import ClusterError, Result, State, Task
from bulletin_pdf.cli.arguments import (
    CommandParser,
    WrongUsage,
    editions_chosen,
    issues_among,
    parsed,
    terminal_columns,
)
from bulletin_pdf.cli.batch_options import add_batch_options, run_options
from bulletin_pdf.cli.folded_problems import MANY, FoldedProblems, show_check_advice
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.print_options import add_certificate_option, add_print_options, print_options
from bulletin_pdf.cli.show_problems import show_problems, show_trouble
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.issue.model import Change
from bulletin_pdf.messages import Language
from bulletin_pdf.option_words import EDITIONS as EDITION_WORDS
from bulletin_pdf.option_words import values_shown
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.press.options import is_for_press, is_numbered

EDITIONS = tuple(PROFILES)
DEFAULT_DIRECTORY = "out"


def build(arguments: Sequence[str], terminal: Terminal) -> int:
    """Set the issues named in `arguments`; return the exit code."""
    options = parsed(_parser, terminal_columns(arguments, "--edition", EDITIONS), terminal.lang)
    terminal.take_options(options)
    sources = issues_among(options.sources)
    chosen = print_options(options, terminal)
    editions = editions_chosen(options.edition, EDITIONS, terminal.lang)
    if "-" in (options.output, *sources):
        from bulletin_pdf.cli.streams import build_stream

        return build_stream(sources, options.output, editions, chosen, terminal)
    tasks = plan(sources, options.output, editions, terminal, numbered=is_numbered(chosen))
    tasks = tuple(task._replace(options=chosen) for task in tasks)
    how = run_options(options, terminal)
    _guard_inputs(tasks, options.log, options.sources, terminal)
    started = perf_counter()
    results: list[Result] = []
    folded = FoldedProblems(terminal, folds=len(sources) > MANY and not options.verbose)
    try:
        for result in terminal.watched(run(tasks, how), len(tasks), "building"):
            results.append(result)
            again = _same_source(results)
            show_result(folded.shown(result, again=again), terminal, options.log, again=again)
    except ClusterError as error:
        show_problems((error.problem,), terminal)
        return 3
    folded.show_rest()
    if options.log:
        from bulletin_pdf.cli.changes import write_log

        write_log(options.log, _all_changes(results), as_lines_of_json=terminal.json)
    if len(tasks) > 1 and not (terminal.json or terminal.quiet):
        _show_total(results, perf_counter() - started, terminal)
    show_check_advice(results, terminal)
    return max(result.status.code for result in results)


def _parser(lang: Language | None) -> CommandParser:
    parser = CommandParser(lang, "bulletin-pdf build", say_on_terminal(lang, "build"))
    parser.add_argument(
        "sources",
        nargs="+",
        metavar=say_on_terminal(lang, "ISSUE"),
        help=say_on_terminal(lang, "help-sources"),
    )
    parser.add_argument(
        "-o", "--output", metavar=say_on_terminal(lang, "OUTPUT"), help=say_on_terminal(lang, "help-output")
    )
    parser.add_argument(
        "--edition",
        action="append",
        metavar=say_on_terminal(lang, "EDITION"),
        help=say_on_terminal(
            lang, "help-edition", editions=tuple(values_shown(EDITIONS, EDITION_WORDS, lang))
        ),
    )
    add_batch_options(parser, cluster=True)
    add_certificate_option(parser)
    add_print_options(parser)
    parser.log()
    parser.verbose()
    parser.common()
    return parser


def plan(
    sources: Sequence[str],
    output: str | None,
    editions: Sequence[str],
    terminal: Terminal,
    *,
    numbered: bool = False,
) -> tuple[Task, ...]:
    """Return what is to be written where; refuse what would be written twice.

    Copies with numbers get a name of their own (`numbered`), unless one is given.
    """
    output = DEFAULT_DIRECTORY if output is None else output
    if os.name == "nt":
        from bulletin_pdf.cli.targets import refuse_reserved

        refuse_reserved(output, terminal)
    count = len(sources) * len(editions)
    if os.path.splitext(output)[1]:
        from bulletin_pdf.cli.targets import refuse_other_kind

        refuse_other_kind(output, terminal)
    into_file = output.lower().endswith(".pdf") and not os.path.isdir(output)
    if into_file and len(sources) > 1:
        raise WrongUsage(terminal.say("one-file-many-issues", count=count, path=output))
    if not into_file and os.path.exists(output) and not os.path.isdir(output):
        raise WrongUsage(terminal.say("not-a-directory", path=output))
    if into_file and len(editions) == 1:
        tasks = [Task(sources[0], editions[0], output)]
    else:
        stems = [output[:-4] if into_file else os.path.join(output, _stem(source)) for source in sources]
        pairs = list(zip(sources, stems, strict=True))
        tasks = [
            Task(source, name, stem + _suffix(name, numbered=numbered and not into_file))
            for source, stem in pairs
            for name in editions
        ]
    _refuse_collisions(tasks, terminal)
    return tuple(tasks)


def _stem(source: str) -> str:
    name = os.path.basename(source.rstrip("/" + os.sep))
    stem, suffix = os.path.splitext(name)
    return stem if suffix.lower() in (".yaml", ".yml") else name


def _suffix(edition: str, *, numbered: bool) -> str:
    suffix = ".pdf" if edition == "print" else f".{edition}.pdf"
    return f".copies{suffix}" if numbered and is_for_press(PROFILES[edition]) else suffix


def _refuse_collisions(tasks: Iterable[Task], terminal: Terminal) -> None:
    taken: dict[str, Task] = {}
    for task in tasks:
        other = taken.setdefault(_same_file_key(task.target), task)
        if other is not task:
            raise WrongUsage(
                terminal.say("same-output", first=other.source, second=task.source, path=task.target)
            )
        if os.path.isdir(task.target):
            raise WrongUsage(terminal.say("target-is-directory", path=task.target))


def _guard_inputs(tasks: Iterable[Task], log: str | None, sources: Iterable[str], terminal: Terminal) -> None:
    """Refuse to write over anything that is read, and to write the log over a PDF."""
    inputs = {_same_file_key(source) for source in sources}
    targets = {_same_file_key(task.target): task for task in tasks}
    for key, path in [
        *((key, task.target) for key, task in targets.items()),
        (_same_file_key(log or ""), log),
    ]:
        if path is not None and key in inputs:
            raise WrongUsage(terminal.say("overwrites-input", path=path))
    if log is not None and (task := targets.get(_same_file_key(log))):
        raise WrongUsage(terminal.say("same-output", first=task.source, second="--log", path=log))


def _same_file_key(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def _same_source(results: Sequence[Result]) -> bool:
    """Whether the last of the results is one more edition of the issue before it."""
    return len(results) > 1 and results[-1].task.source == results[-2].task.source


def show_result(result: Result, terminal: Terminal, log: str | None, *, again: bool) -> None:
    """Print what became of a task; what was found in an issue is said with its first edition."""
    show_trouble(result.status._replace(problems=()) if again else result.status, terminal)
    if result.status.code:
        if terminal.json:
            terminal.problem(to_json_line(_failure(result)))
        return
    if terminal.quiet:
        return
    if terminal.json:
        terminal.result(to_json_line(_record(result)))
        return
    if result.changes and not again:
        from bulletin_pdf.cli.changes import show_changes

        show_changes(result.task.source, result.changes, terminal, log)
    for note in result.notes:
        terminal.result(terminal.say("note", text=note))
    line = terminal.say(
        "result",
        path=result.task.target,
        pages=terminal.count("pages", result.pages),
        sheets=terminal.count("sheets", _sheets(result)),
        seconds=f"{result.seconds:.2f}",
    )
    terminal.result(f"{line}  {terminal.say('unchanged')}" if result.unchanged else line)


def _failure(result: Result) -> dict[str, object]:
    task = result.task
    return {
        "level": "failed",
        "code": None,
        "path": task.source,
        "edition": task.edition,
        "target": task.target,
    }


def _record(result: Result) -> dict[str, object]:
    return {
        "source": result.task.source,
        "edition": result.task.edition,
        "path": result.task.target,
        "state": result.state,
        "pages": result.pages,
        "sheets": _sheets(result),
        "bytes": result.size,
        "seconds": round(result.seconds, 3),
        "notes": result.notes,
        "changes": [change.as_record() for change in result.changes],
    }


def _sheets(result: Result) -> int:
    """Sheets of paper, printed on both sides."""
    return (result.pages + 1) // 2


def _show_total(results: Sequence[Result], seconds: float, terminal: Terminal) -> None:
    names: dict[State, list[str]] = {"built": [], "unchanged": [], "failed": []}
    for result in results:
        names[result.state].append(result.task.source if result.status.code else result.task.target)
    counts = {state: len(of_state) for state, of_state in names.items()}
    words = terminal.say(
        "total",
        files=terminal.count("files", len(results)),
        pages=terminal.count("pages", sum(result.pages for result in results)),
        sheets=terminal.count("sheets", sum(map(_sheets, results))),
        seconds=f"{seconds:.2f}",
        **counts,
    )
    terminal.result(words)
    for state, of_state in names.items():
        # Names of many files stand above, each with its pages.
        if of_state and (state == "failed" or len(results) <= MANY):
            terminal.result(terminal.say(f"total-{state}", names=tuple(dict.fromkeys(of_state))))


def _all_changes(results: Iterable[Result]) -> Iterator[Change]:
    """The changes of every source once, whatever editions it was set in."""
    seen = set()
    for result in results:
        if result.task.source not in seen:
            yield from result.changes
        seen.add(result.task.source)
