"""`bulletin-pdf design --from`: a design from old papers."""

import argparse
import os
from typing import TYPE_CHECKING

from bulletin_pdf.batch.task_status import caught
from bulletin_pdf.cli.arguments import WrongUsage
from bulletin_pdf.cli.show_problems import show_trouble
from bulletin_pdf.cli.streams import STREAM, pdf_from
from bulletin_pdf.cli.targets import refuse_no_yaml, refuse_reserved
from bulletin_pdf.cli.terminal import Terminal, to_json_line

if TYPE_CHECKING:
    from bulletin_pdf.api.proposed_design import ProposedDesign


def propose(options: argparse.Namespace, terminal: Terminal) -> int:
    """Propose a design from the papers; write it where `-o` says, else show it; return the exit code."""
    if options.papers.count(STREAM) > 1:
        raise WrongUsage(terminal.say("one-stream"))
    refuse_no_yaml(options.output or "", terminal)
    refuse_reserved(options.output or "", terminal)
    proposed: ProposedDesign | None = None
    with caught() as found:
        proposed = _proposed(options, terminal)
        if options.output:
            proposed.write(options.output, force=options.force)
        found.problems = proposed.problems
    status = found.status()
    show_trouble(status, terminal)
    if proposed is None or status.code:
        return status.code
    if terminal.json:
        terminal.result(to_json_line(_record(proposed, options)))
    elif options.output:
        told = {"path": options.output, "extends": proposed.extends, "count": len(proposed.changes)}
        terminal.result(terminal.say("proposed", **told))
    else:
        terminal.document(proposed.text.rstrip("\n"))
    return 0


def _proposed(options: argparse.Namespace, terminal: Terminal) -> "ProposedDesign":
    from bulletin_pdf.api.proposed_design import propose_design

    papers = [
        (paper, data) if isinstance(data := pdf_from(paper), bytes) else data for paper in options.papers
    ]
    name = os.path.splitext(os.path.basename(options.output))[0] if options.output else ""
    return propose_design(*papers, name=name, lang=terminal.lang)


def _record(proposed: "ProposedDesign", options: argparse.Namespace) -> dict[str, object]:
    measured = proposed.measured
    changed = {each.key for each in proposed.changes}
    return {
        "file": options.output,
        "papers": options.papers,
        "kind": measured.kind,
        "pages": measured.pages,
        "extends": proposed.extends,
        "settings": [
            {
                "key": ".".join(each.key),
                "value": each.value,
                "evidence": each.evidence._asdict(),
                "certain": each.certain,
                "changes": each.key in changed,
            }
            for each in measured.values
        ],
        "questions": [".".join(each.key) for each in measured.questions],
        "faces": [each._asdict() for each in measured.missing_faces],
        "text": proposed.text,
    }
