"""`bulletin-pdf build`: issues → PDF files."""

import os
from collections.abc import Iterable, Iterator, Sequence
from time import perf_counter
from typing import NamedTuple

from bulletin_pdf.cli.arguments import CommandParser, WrongUsage, issues_among, spread
from bulletin_pdf.cli.changes import show_changes, write_log
from bulletin_pdf.cli.faults import Trouble, caught, show_trouble
from bulletin_pdf.cli.printing import add_printing, print_options
from bulletin_pdf.cli.terminal import Terminal, as_json
from bulletin_pdf.cli.words import say
from bulletin_pdf.issue.model import Change
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.press.options import PrintOptions

EDITIONS = tuple(PROFILES)
DEFAULT_DIRECTORY = "out"


class Task(NamedTuple):
    """One file to write."""

    source: str
    edition: str
    target: str
    options: PrintOptions = PrintOptions()


class Result(NamedTuple):
    """What became of one task, ready to be passed between processes."""

    task: Task
    trouble: Trouble
    pages: int = 0
    size: int = 0
    seconds: float = 0.0
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


def build(arguments: Sequence[str], terminal: Terminal) -> int:
    """Set the issues named in `arguments`; give the exit code."""
    parser = _parser(terminal)
    options = parser.parse_intermixed_args(spread(arguments, "--edition", EDITIONS))
    terminal.obey(options)
    sources = issues_among(options.sources)
    chosen = print_options(options, terminal)
    tasks = plan(sources, options.output, _editions(options.edition, terminal), terminal)
    tasks = tuple(task._replace(options=chosen) for task in tasks)
    _guard_inputs(tasks, options.log, options.sources, terminal)
    if options.jobs < 0:
        raise WrongUsage(terminal.say("negative-jobs"))
    started = perf_counter()
    results: list[Result] = []
    for result in terminal.watched(_results(tasks, options.jobs), len(tasks), "building"):
        results.append(result)
        show_result(result, terminal, options.log, again=_same_source(results))
    if options.log:
        write_log(options.log, _all_changes(results), as_lines_of_json=terminal.json)
    if len(tasks) > 1 and not terminal.json:
        _show_total(results, perf_counter() - started, terminal)
    return max(result.trouble.code for result in results)


def _parser(terminal: Terminal) -> CommandParser:
    lang = terminal.lang
    parser = CommandParser(lang, "bulletin-pdf build", say(lang, "build"))
    parser.add_argument("sources", nargs="+", metavar=say(lang, "ISSUE"), help=say(lang, "help-sources"))
    parser.add_argument("-o", "--output", metavar=say(lang, "OUTPUT"), help=say(lang, "help-output"))
    parser.add_argument(
        "--edition",
        action="append",
        metavar=say(lang, "EDITION"),
        help=say(lang, "help-edition", editions=", ".join(EDITIONS)),
    )
    parser.add_argument("--jobs", type=int, default=1, metavar=say(lang, "N"), help=say(lang, "help-jobs"))
    add_printing(parser)
    parser.add_argument("--log", metavar=say(lang, "FILE"), help=say(lang, "help-log"))
    parser.common()
    return parser


def _editions(asked: Sequence[str] | None, terminal: Terminal) -> tuple[str, ...]:
    names = dict.fromkeys(asked or ("print",))
    for name in names:
        if name not in EDITIONS:
            raise WrongUsage(terminal.say("unknown-edition", name=name, known=", ".join(EDITIONS)))
    return tuple(names)


def plan(
    sources: Sequence[str], output: str | None, editions: Sequence[str], terminal: Terminal
) -> tuple[Task, ...]:
    """Say what is to be written where; refuse what would be written twice."""
    output = DEFAULT_DIRECTORY if output is None else output
    count = len(sources) * len(editions)
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
        tasks = [Task(source, name, stem + _suffix(name)) for source, stem in pairs for name in editions]
    _refuse_collisions(tasks, terminal)
    return tuple(tasks)


def _stem(source: str) -> str:
    name = os.path.basename(source.rstrip("/" + os.sep))
    stem, suffix = os.path.splitext(name)
    return stem if suffix.lower() in (".yaml", ".yml") else name


def _suffix(edition: str) -> str:
    return ".pdf" if edition == "print" else f".{edition}.pdf"


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


def _results(tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    """Carry the tasks out, in as many processes as asked for; results come in the order of the tasks."""
    jobs = min(jobs or os.cpu_count() or 1, len(tasks))
    if jobs == 1:
        yield from map(set_one, tasks)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_the_parent) as workers:
        try:
            yield from workers.map(set_one, tasks)
        except BaseException:
            workers.shutdown(wait=True, cancel_futures=True)
            raise


def _leave_interrupts_to_the_parent() -> None:
    """A worker finishes its file and takes no further one; the parent says that it stopped."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def set_one(task: Task) -> Result:
    """Carry one task out; what goes wrong is part of the result."""
    from bulletin_pdf.build import publish

    with caught() as found:
        os.makedirs(os.path.dirname(task.target) or ".", exist_ok=True)
        outcome = publish(task.source, task.target, task.edition, task.options)
        found.problems = tuple(outcome.problems)
        return Result(
            task,
            found.trouble(),
            outcome.pages,
            outcome.size,
            outcome.seconds,
            tuple(outcome.changes),
            tuple(outcome.notes),
        )
    return Result(task, _of_target(found.trouble(), task.target))


def _of_target(trouble: Trouble, target: str) -> Trouble:
    """Name the file that was asked for, not the one that is written beside it first."""
    if trouble.machine is None:
        return trouble
    number, reason, path = trouble.machine
    beside = os.path.dirname(path) == os.path.dirname(os.path.realpath(target)) and path.endswith(".part")
    return trouble._replace(machine=(number, reason, target if beside else path))


def _same_source(results: Sequence[Result]) -> bool:
    """Whether the last of the results is one more edition of the issue before it."""
    return len(results) > 1 and results[-1].task.source == results[-2].task.source


def show_result(result: Result, terminal: Terminal, log: str | None, *, again: bool) -> None:
    """Print what became of a task; what was found in an issue is said with its first edition."""
    show_trouble(result.trouble._replace(problems=()) if again else result.trouble, terminal)
    if result.trouble.code:
        return
    if terminal.json:
        terminal.result(as_json(_record(result)))
        return
    if result.changes and not again:
        show_changes(result.task.source, result.changes, terminal, log)
    for note in result.notes:
        terminal.result(terminal.say("note", text=note))
    words = "result-1" if result.pages == 1 else "result"
    terminal.result(
        terminal.say(
            words,
            path=result.task.target,
            pages=result.pages,
            sheets=_sheets(result),
            seconds=f"{result.seconds:.2f}",
        )
    )


def _record(result: Result) -> dict[str, object]:
    return {
        "source": result.task.source,
        "edition": result.task.edition,
        "path": result.task.target,
        "pages": result.pages,
        "sheets": _sheets(result),
        "bytes": result.size,
        "seconds": round(result.seconds, 3),
        "notes": result.notes,
        "changes": [
            {
                "path": change.place.path,
                "line": change.place.line,
                "column": change.place.column,
                "before": change.before,
                "after": change.after,
                "rule": change.rule,
            }
            for change in result.changes
        ],
    }


def _sheets(result: Result) -> int:
    """Sheets of paper, printed on both sides."""
    return (result.pages + 1) // 2


def _show_total(results: Sequence[Result], seconds: float, terminal: Terminal) -> None:
    written = [result for result in results if not result.trouble.code]
    terminal.result(
        terminal.say(
            "total",
            files=len(written),
            pages=sum(result.pages for result in written),
            sheets=sum(map(_sheets, written)),
            seconds=f"{seconds:.2f}",
        )
    )


def _all_changes(results: Iterable[Result]) -> Iterator[Change]:
    """The changes of every source once, whatever editions it was set in."""
    seen = set()
    for result in results:
        if result.task.source not in seen:
            yield from result.changes
        seen.add(result.task.source)
