"""`bulletin-pdf review`: send an issue out, read the returned papers, decide on their changes."""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import CommandParser, WrongUsage
from bulletin_pdf.cli.language import say_on_terminal
from bulletin_pdf.cli.show_problems import show_problems, show_trouble
from bulletin_pdf.cli.targets import refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line
from bulletin_pdf.messages import Language, on_one_line, say
from bulletin_pdf.option_words import EVERYTHING, PAPERS, spoken

if TYPE_CHECKING:
    from bulletin_pdf.api.review import Review, ReviewForm
    from bulletin_pdf.review.round import Standing

ALL = "all"
_FORMS: "tuple[ReviewForm, ...]" = ("docx", "pdf")
_MAX_SHOWN = 60
"""Characters of a text in the list."""


def review(arguments: Sequence[str], terminal: Terminal) -> int:
    """Carry out what is asked for, in this order: out, take, decide, list; return the exit code."""
    options = _parser(terminal.lang).parse_intermixed_args(arguments)
    terminal.take_options(options)
    accept, refuse = _numbers(options.accept, terminal), _numbers(options.refuse, terminal)
    if refuse is None:
        raise WrongUsage(terminal.say("review-refuse-all"))
    if options.foreign and not options.take:
        raise WrongUsage(terminal.say("review-foreign-alone"))
    with caught() as found:
        from bulletin_pdf.api.review import Review

        work = Review.open(options.issue)
        if options.form or options.output:
            refuse_reserved(options.output or "", terminal)
            _send(work, options.form or "both", options.output or "", terminal)
        if options.take:
            show_problems(work.take(*options.take, foreign=options.foreign), terminal)
        if options.accept or refuse:
            _decide(work, accept, refuse, terminal)
        if options.report:
            _write(work, options.report, lambda: work.report(lang=terminal.on_paper).data, terminal)
        if options.proof:
            _write(work, options.proof, lambda: work.proof(terminal.on_paper), terminal)
        if (
            options.list
            or options.take
            or not (
                options.form or options.output or options.accept or refuse or options.report or options.proof
            )
        ):
            _list(work, terminal)
        return 0
    show_trouble(found.status(), terminal)
    return found.status().code


def _parser(lang: Language) -> CommandParser:
    parser = CommandParser(lang, "bulletin-pdf review", say_on_terminal(lang, "review"))
    parser.add_argument(
        "issue", metavar=say_on_terminal(lang, "ISSUE"), help=say_on_terminal(lang, "help-reviewed")
    )
    parser.add_argument(
        "--as",
        dest="form",
        choices=("docx", "pdf", "both"),
        type=spoken(PAPERS),
        help=say_on_terminal(lang, "help-review-as"),
    )
    parser.add_argument(
        "-o", "--output", metavar=say_on_terminal(lang, "DIR"), help=say_on_terminal(lang, "help-review-out")
    )
    parser.add_argument(
        "--take",
        nargs="+",
        metavar=say_on_terminal(lang, "FILE"),
        help=say_on_terminal(lang, "help-review-take"),
    )
    parser.add_argument("--foreign", action="store_true", help=say_on_terminal(lang, "help-review-foreign"))
    parser.add_argument("--list", action="store_true", help=say_on_terminal(lang, "help-review-list"))
    parser.add_argument("--accept", nargs="+", metavar="ID", help=say_on_terminal(lang, "help-review-accept"))
    parser.add_argument("--refuse", nargs="+", metavar="ID", help=say_on_terminal(lang, "help-review-refuse"))
    parser.add_argument(
        "--report", metavar=say_on_terminal(lang, "OUT"), help=say_on_terminal(lang, "help-review-report")
    )
    parser.add_argument(
        "--proof", metavar=say_on_terminal(lang, "OUT"), help=say_on_terminal(lang, "help-review-proof")
    )
    parser.common()
    return parser


def _numbers(given: Sequence[str] | None, terminal: Terminal) -> tuple[int, ...] | None:
    """Return the numbers of proposals; None for all of them."""
    if given and any(spoken(EVERYTHING)(each) == ALL for each in given):
        return None
    numbers = []
    for each in given or ():
        if not each.isascii() or not each.isdigit() or len(each) > 6:
            raise WrongUsage(terminal.say("review-no-id", id=each))
        numbers.append(int(each))
    return tuple(numbers)


def _send(work: "Review", form: str, directory: str, terminal: Terminal) -> None:
    """Write the papers to be marked."""
    from bulletin_pdf.safe_files import Staged

    stem = os.path.splitext(os.path.basename(work.path))[0]
    try:
        files = {f"{stem}.review.{each}": work.paper(each) for each in _FORMS if form in (each, "both")}
    except ModuleNotFoundError as error:
        raise WrongUsage(terminal.say("no-review")) from error
    if directory:
        os.makedirs(directory, exist_ok=True)
    with Staged() as staged:
        for name, data in files.items():
            staged.store(os.path.join(directory, name), data)
    for stored in staged.stored:
        if terminal.json:
            terminal.result(to_json_line({"path": stored.path, "sha256": stored.digest}))
        else:
            terminal.result(terminal.say("review-sent", path=stored.path))


def _decide(
    work: "Review", accept: tuple[int, ...] | None, refuse: tuple[int, ...], terminal: Terminal
) -> None:
    decision = work.decide(accept, refuse)
    show_problems(decision.problems, terminal)
    if terminal.json:
        record = {
            "accepted": decision.accepted,
            "refused": decision.refused,
            "written": decision.written,
        }
        terminal.result(to_json_line(record))
        return
    counts = {"accepted": len(decision.accepted), "refused": len(decision.refused)}
    terminal.result(terminal.say("review-decided", path=work.path, record=work.record, **counts))


def _write(work: "Review", target: str, made: Callable[[], bytes], terminal: Terminal) -> None:
    """Write 修改情况 or the proof with changes as a PDF."""
    from bulletin_pdf.safe_files import store

    refuse_reserved(target, terminal)
    if os.path.realpath(target) in (os.path.realpath(work.path), os.path.realpath(work.record)):
        raise WrongUsage(terminal.say("overwrites-input", path=target))
    stored = store(target, made())
    if terminal.json:
        terminal.result(to_json_line({"path": stored.path, "sha256": stored.digest}))
    else:
        terminal.result(terminal.say("review-reported", path=stored.path))


def _list(work: "Review", terminal: Terminal) -> None:
    from bulletin_pdf.review.proposal_record import record_of

    standings = work.proposals()
    for standing in standings:
        if terminal.json:
            terminal.document(to_json_line(record_of(standing, terminal.lang)))
        else:
            terminal.document(_shown(standing, terminal))
    if not terminal.json:
        open_ = sum(each.entry.state == "open" for each in standings)
        terminal.result(terminal.say("review-counted", path=work.path, count=len(standings), open=open_))


def _shown(standing: "Standing", terminal: Terminal) -> str:
    """Word a proposal: where, who, when, what was and is to be, and what speaks against it."""
    from bulletin_pdf.review.proposal_record import note_of

    entry, place = standing.entry, standing.place
    proposal, lang = entry.proposal, terminal.lang
    where = f"{on_one_line(place.path)}:{place.line}:{place.column}: " if place else ""
    who = ", ".join(proposal.who) if proposal.who else terminal.say("review-nobody")
    when = proposal.when.replace("T", " ").removesuffix("Z")
    kind = say(lang, "term", f"review {proposal.kind}")
    state = say(lang, "term", f"review {entry.state}")
    lines = [
        terminal.say(
            "review-entry",
            where=where,
            id=entry.id,
            kind=kind,
            who=who,
            when=when,
            source=proposal.source,
            state=state,
        )
    ]
    if proposal.was:
        lines.append(terminal.say("review-was", text=_short(proposal.was)))
    if proposal.now:
        lines.append(terminal.say("review-now", text=_short(proposal.now)))
    note = note_of(standing, lang)
    if note:
        lines.append(terminal.say("review-note", text=_short(note)))
    if standing.unfit:
        lines.append(terminal.say("review-unfit", why=say(lang, "term", standing.unfit)))
    if standing.against:
        lines.append(terminal.say("review-against", others=", ".join(map(str, standing.against))))
    if standing.shared and entry.state == "open":
        lines.append(terminal.say("review-shared"))
    return "\n".join(lines)


def _short(text: str) -> str:
    text = text.replace("\n", "¶")
    return text if len(text) <= _MAX_SHOWN else f"{text[: _MAX_SHOWN - 20]}……{text[-18:]}"
