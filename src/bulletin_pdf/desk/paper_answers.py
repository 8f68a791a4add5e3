"""Requests about incoming papers, the next issue, and earlier states."""

from collections.abc import Iterator, Sequence
from typing import Any

from bulletin_pdf.desk import findings, incoming, plain_words
from bulletin_pdf.desk.form_fields import Field
from bulletin_pdf.desk.history import differences
from bulletin_pdf.desk.incoming import Incoming, NextIssue, Proposal
from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.request_values import Record, lang_of, read_edit, read_list, read_number, read_text
from bulletin_pdf.desk.time_limit import within
from bulletin_pdf.desk.words import say
from bulletin_pdf.desk.working import StaleError
from bulletin_pdf.importers.remarks import guess
from bulletin_pdf.messages import Language
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.safe_files import replace_file
from bulletin_pdf.yamldoc.edit import edited

MAX_SECONDS = 120.0
"""Seconds that reading papers may take."""


class Papers:
    """Imports, next issues and earlier states in the folder of a desk."""

    def __init__(self, desk: Desk) -> None:
        """Work for a desk."""
        self.desk = desk
        self.incoming = Incoming()

    # Papers

    def propose(self, asked: Record) -> Record:
        """Import papers that were sent, into an issue or as a new one, and show what comes of it."""
        into = None
        if asked.get("into"):
            working = self.desk.working(asked["into"])
            working.save()
            into = working.path
        keys = [read_text(key) for key in read_list(asked.get("keys"))]
        if not keys:
            raise ValueError("no papers")
        beside = self.desk.working(asked["beside"]).path if asked.get("beside") else None
        key, proposal = within(
            MAX_SECONDS,
            lambda: self.incoming.propose(keys, self.desk.folder.root, into, lang_of(asked), beside),
        )
        return {"key": key, **_shown(proposal, asked)}

    def confirm(self, asked: Record) -> Record:
        """Write an import that was shown, guesses corrected: the issue as a file, or into the text that is worked on."""
        edits = [read_edit(each) for each in read_list(asked.get("edits", []))]
        proposal = self.incoming.confirmed(read_text(asked.get("key")))
        made = proposal.made._replace(text=edited(proposal.made.text, edits))
        if proposal.is_new:
            made.write()
            return {"file": proposal.file}
        working = self.desk.working(proposal.file)
        if not working.text_is_saved:
            raise StaleError
        made.write_pictures()
        working.replace(working.version, made.text.removeprefix("\ufeff"))
        working.save()
        return {"file": proposal.file}

    # The next issue

    def show_next(self, asked: Record) -> Record:
        """Show the issue after one of the folder, before anything is written."""
        found = self._next(asked)
        return {
            "file": found.file,
            "number": found.skeleton.number,
            "changed": [
                {"label": label, "before": before, "value": value} for label, before, value in found.changed
            ],
            "kept": [{"label": label, "value": value} for label, value in found.kept],
            "open": found.open,
        }

    def make_next(self, asked: Record) -> Record:
        """Write the issue after one of the folder."""
        found = self._next(asked)
        target = self.desk.folder.root / found.file
        if target.exists():
            problems = Problems()
            problems.add(Code.OUTPUT_EXISTS, file=found.file)
            problems.raise_if_errors()
        replace_file(str(target), found.skeleton.text.encode("utf-8"))
        return {"file": found.file}

    def _next(self, asked: Record) -> NextIssue:
        working = self.desk.working(asked.get("file"))
        working.save()
        return incoming.after(working.path, self.desk.folder.root, lang_of(asked))

    # Earlier states

    def states(self, asked: Record) -> Record:
        """Return the earlier states of an issue."""
        working = self.desk.working(asked.get("file"))
        return {"states": [state._asdict() for state in working.history.states()]}

    def compare(self, asked: Record) -> Record:
        """Return the lines in which the text differs from an earlier state."""
        working = self.desk.working(asked.get("file"))
        return {"lines": differences(self._state(asked), working.text)}

    def restore(self, asked: Record) -> Record:
        """Put an earlier state in place of the text; what is replaced is kept as a state itself."""
        working = self.desk.working(asked.get("file"))
        text = self._state(asked)
        working.history.keep(working.data, at_once=True)
        working.replace(read_number(asked.get("version")), text)
        return {"version": working.version, "issue": self.desk.as_form(asked, working)}

    def _state(self, asked: Record) -> str:
        data = self.desk.working(asked.get("file")).history.read(read_text(asked.get("state")))
        if data is None:
            raise StaleError
        return data.decode("utf-8-sig")


def _guesses(proposal: Proposal, lang: Language) -> Iterator[dict[str, Any]]:
    """Yield what was guessed and not read: what it is about, on what each guess rests, and the field, if it is one."""
    for place, guesses in proposal.made.result.draft.guesses.items():
        number = f"{int(place[1]) + 1}" if len(place) > 1 and isinstance(place[1], int) else ""
        name = next((step for step in reversed(place) if isinstance(step, str)), "")
        about = plain_words.label(name, lang)
        about = say("of-report", lang, number=number, about=about) if number else about
        why = [guess(made.key, lang, made.details) for made in guesses if made.key != "from-file"]
        if why:
            field = _field(proposal, int(place[1]) if number else None, name)
            yield {"about": about, "why": why, "field": field._asdict() if field else None}


def _field(proposal: Proposal, report: int | None, name: str) -> Field | None:
    """Return the field that a guess is about; None for one about a text."""
    form = proposal.form
    if form is None:
        return None
    fields: Sequence[Field] = (*form.fields, *form.more)
    if report is not None:
        new = form.reports[-proposal.made.reports :]
        fields = (*new[report].fields, *new[report].more) if report < len(new) else ()
    return next((field for field in fields if field.name == name and field.kind != "text"), None)


def _shown(proposal: Proposal, asked: Record) -> dict[str, Any]:
    lang = lang_of(asked)
    reports = proposal.form.reports if proposal.form else ()
    return {
        "file": proposal.file,
        "isNew": proposal.is_new,
        "guesses": [*_guesses(proposal, lang)],
        "reports": [
            {field.name: field.value for field in report.fields if field.name in ("city", "title", "by")}
            | {"characters": sum(len(block.value) for block in report.blocks)}
            for report in reports[-proposal.made.reports :]
        ],
        "problems": [findings.as_record(problem, None, lang) for problem in proposal.made.problems],
    }
