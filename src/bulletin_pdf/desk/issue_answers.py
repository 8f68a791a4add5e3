"""Requests about an issue: read from its text and written into it."""

import contextlib
import gc
import os
import threading
from collections.abc import Callable
from pathlib import Path

from bulletin_pdf.desk import findings
from bulletin_pdf.desk.findings import source_line
from bulletin_pdf.desk.folder import Entry, Folder, issue_name, with_gaps
from bulletin_pdf.desk.form import Form, form_of, place_of
from bulletin_pdf.desk.form_record import form_record
from bulletin_pdf.desk.publishing import note_proofread, publish, state_of
from bulletin_pdf.desk.request_values import (
    OnPage,
    Record,
    WrongRequestError,
    lang_of,
    read_edit,
    read_known,
    read_list,
    read_number,
    read_order,
    read_text,
)
from bulletin_pdf.desk.section_edits import whole_section
from bulletin_pdf.desk.setting import Stage
from bulletin_pdf.desk.words import say
from bulletin_pdf.desk.working import StaleError, Working
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.messages import Language
from bulletin_pdf.problem_codes import Level
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.proof.finding import Finding
from bulletin_pdf.yamldoc.operations import Edit, SetValue


class Desk:
    """One folder and the issues opened in it."""

    def __init__(self, root: str, leave: Callable[[], None]) -> None:
        """Take a folder; `leave` ends the server."""
        self.folder = Folder(root)
        self.leave = leave
        self.stage = Stage()
        self.ends: list[Callable[[], None]] = []
        """What is called when the desk ends."""
        self._opened: dict[str, Working] = {}
        self._has_settled = False
        self._lock = threading.RLock()

    def working(self, file: object) -> Working:
        """Return an issue that is worked on, opening it when it is not yet."""
        name = read_text(file)
        with self._lock:
            opened = self._opened.get(name)
            # What was typed into an issue whose file is gone is still here.
            if opened is not None and not os.path.lexists(opened.path):
                return opened
            path = self.folder.issue_path(name)
            if opened is None:
                opened = self._opened[name] = Working(path)
            return opened

    def save_texts(self) -> None:
        """Write what is not written yet."""
        for each in self._opened.values():
            each.save()

    def save_all(self) -> None:
        """Write what is not written yet, and let others work on it."""
        for end in self.ends:
            end()
        for each in self._opened.values():
            each.save()
            each.lease.release()

    # What the page asks

    def year(self, asked: Record) -> Record:
        """Return the list of issues."""
        rows = []
        for row in with_gaps(self.folder.entries()):
            if isinstance(row, Entry):
                state = state_of(self.folder.issue_path(row.file))
                rows.append(
                    {
                        "kind": "issue",
                        "file": row.file,
                        "name": row.name,
                        "date": row.date,
                        "title": row.title,
                        "state": say(state, lang_of(asked)),
                        "done": state != "draft",
                    }
                )
            else:
                rows.append({"kind": "gap", "name": row})
        return {"entries": rows, "year": self.folder.root.name, "others": self.folder.others()}

    def search(self, asked: Record) -> Record:
        """Return the issues that have some words, and where."""
        return {"found": [found._asdict() for found in self.folder.search(read_text(asked.get("words")))]}

    def issue(self, asked: Record) -> Record:
        """Return an issue as a form."""
        working = self.working(asked.get("file"))
        working.look()
        return self.as_form(asked, working)

    def as_form(self, asked: Record, working: Working) -> Record:
        """Return the form of an issue as it is here."""
        file = read_text(asked.get("file"))
        form = self.form(working, lang_of(asked))
        title = Path(file).name
        working.lease.renew()
        holder = working.lease.other()
        with contextlib.suppress(BulletinError):
            title = issue_name(read_issue(str(working.path)).issue)
        return {
            "file": file,
            "title": title,
            "version": working.version,
            "readable": form is not None and holder is None,
            "holder": holder._asdict() if holder else None,
            "chinese": form.chinese if form else False,
            **(form_record(form) if form else {"fields": [], "more": [], "reports": [], "sections": []}),
        }

    def form(self, working: Working, lang: Language) -> Form | None:
        """Return the form of an issue; None when its text cannot be edited in parts."""
        return form_of(str(working.path), working.text, lang)

    def edit(self, asked: Record) -> Record:
        """Make edits; an issue whose parts have moved is returned as a form again.

        Who says which pages are `known` gets those that the edits change.
        """
        working, known = self.working(asked.get("file")), read_known(asked)
        edits = [read_edit(each) for each in read_list(asked.get("edits"))]
        wanted = [whole_section(each, working, lang_of(asked)) for each in edits]
        version = working.edit(read_number(asked.get("version")), wanted)
        moved = (
            any(not isinstance(each, SetValue) for each in edits)
            or wanted != edits
            or asked.get("form") is True
        )
        form = self.as_form(asked, working) if moved else None
        shown = self._shown(working, known, lang_of(asked)) if "known" in asked else None
        return {"version": version, "saving": working.state, "issue": form, "pages": shown}

    def pages(self, asked: Record) -> Record:
        """Return the pages; of those the page has already only their names, of the fonts those cut since it asked last."""
        return self._shown(self.working(asked.get("file")), read_known(asked), lang_of(asked))

    def _shown(self, working: Working, known: OnPage, lang: Language) -> Record:
        version = working.version
        shown = self.stage.show(working.data, str(working.path))
        upto, fonts = self.stage.fonts_since(known.fonts)
        form = self.form(working, lang) if shown.problems else None
        pages = None if shown.pages is None else [
            {
                "digest": drawn.digest,
                "label": page.label,
                "width": page.size.width,
                "height": page.size.height,
                **({} if drawn.digest in known.pages else {"svg": drawn.svg}),
            }
            for drawn, page in shown.pages
        ]  # fmt: skip
        return {
            "version": version,
            "pages": pages,
            "fonts": [cut.record() for cut in fonts],
            "nextFont": upto,
            "problems": [
                {**findings.as_record(problem, form, lang), "source": source_line(problem, working)}
                for problem in shown.problems
            ],
            "facts": None
            if pages is None
            else {"sheets": shown.sheets, "lastLines": shown.last_lines, "rare": shown.rare},
        }

    def common_fonts(self, asked: Record) -> Record:
        """Return fonts with the characters that are likely to be typed into an issue."""
        working, known = self.working(asked.get("file")), read_known(asked)
        self.stage.ready_common(working.data, str(working.path))
        upto, fonts = self.stage.fonts_since(known.fonts)
        return {"fonts": [cut.record() for cut in fonts], "nextFont": upto}

    def check(self, asked: Record) -> Record:
        """Return what proofreading finds."""
        working = self.working(asked.get("file"))
        version = working.version
        found = self._found(working)
        if all(each.problem.level is Level.NOTE for each in found):
            note_proofread(working.path, working.data)
        if not self._has_settled:
            self._has_settled = True
            # All that is needed to set and proofread is loaded and stays: going through it again would take 40 ms each time.
            gc.collect()
            gc.freeze()
        return {
            "version": version,
            "findings": findings.records(found, self.form(working, lang_of(asked)), lang_of(asked)),
        }

    def _found(self, working: Working) -> tuple[Finding, ...]:
        return findings.find(self.stage.session, working.data, str(working.path.parent), working.path.name)

    def apply(self, asked: Record) -> Record:
        """Make the changes that findings propose."""
        working = self.working(asked.get("file"))
        version = read_number(asked.get("version"))
        wanted = set(read_list(asked.get("ids")))
        found = [each for each in self._found(working) if findings.identity(each.problem) in wanted]
        text = self.stage.session.parse(
            working.data, base=str(working.path.parent), name=working.path.name
        ).fix(found)
        working.replace(version, text.data.decode("utf-8-sig"))
        return self._answer(asked, working)

    def ignore(self, asked: Record) -> Record:
        """Waive a finding with a reason: the waiver is written into the issue."""
        working = self.working(asked.get("file"))
        version, wanted = read_number(asked.get("version")), read_text(asked.get("id"))
        form = self.form(working, lang_of(asked))
        found = next(
            (each for each in self._found(working) if findings.identity(each.problem) == wanted), None
        )
        if found is None or form is None:
            raise StaleError
        place = place_of(form, found.problem.span)
        words = ""
        if place is not None:
            node = next(node for path, node in form.texts if path == place[0])
            words = " ".join(node.value[place[1] : place[2]].split())
        waiver = f"{found.problem.code} {words}".strip()
        key = "豁免" if form.chinese else "waive"
        there = next((path[0] for path, _ in form.texts if path[0] in ("豁免", "waive", "豁免项")), None)
        reason = read_text(asked.get("reason")).strip() or say("as-written", lang_of(asked))
        edit: Edit = SetValue((str(there), waiver), reason) if there else SetValue((key,), {waiver: reason})
        working.edit(version, [edit])
        return self._answer(asked, working)

    def undo(self, asked: Record) -> Record:
        """Take the last change back."""
        working = self.working(asked.get("file"))
        working.undo(read_number(asked.get("version")))
        return self._answer(asked, working)

    def saved(self, asked: Record) -> Record:
        """Return how the text stands to its file."""
        working = self.working(asked.get("file"))
        held = working.lease.renew()
        holder = None if held else working.lease.other()
        return {
            "saving": working.look(),
            "why": _why(working, lang_of(asked)),
            "at": working.saved_at,
            "version": working.version,
            "holder": holder._asdict() if holder else None,
        }

    def take_over(self, asked: Record) -> Record:
        """Take an issue over that somebody else works on."""
        working = self.working(asked.get("file"))
        working.lease.renew(take_over=True)
        working.look()
        return self.as_form(asked, working)

    def resolve(self, asked: Record) -> Record:
        """Choose between what is here and what somebody else has written."""
        working = self.working(asked.get("file"))
        keep = asked.get("keep")
        if keep not in ("mine", "theirs"):
            raise WrongRequestError
        working.resolve(keep)
        return self.as_form(asked, working)

    def publish(self, asked: Record) -> Record:
        """Write files for the printer or the archive, each judged by its own judge."""
        working = self.working(asked.get("file"))
        order = read_order(asked)
        working.save()
        file, lang = read_text(asked.get("file")), lang_of(asked)
        made = publish(working.path, order)
        return {
            "files": [
                {
                    "name": each.path.name,
                    "kind": each.kind,
                    "address": f"/made/{each.path.name}?file={file}",
                    "pages": each.pages,
                    "good": each.good,
                    "problems": [findings.as_record(problem, None, lang) for problem in each.problems],
                }
                for each in made
            ]
        }

    def quit(self, _asked: Record) -> Record:
        """Write what is not written yet and end."""
        self.save_all()
        self.leave()
        return {}

    def _answer(self, asked: Record, working: Working) -> Record:
        return {"version": working.version, "issue": self.as_form(asked, working)}


def _why(working: Working, lang: Language) -> str:
    """Return why the file could not be written; empty when it could."""
    error = working.failure
    if working.state != "failed" or error is None:
        return ""
    if isinstance(error, PermissionError):
        return say("read-only", lang)
    return say("machine", lang, reason=error.strerror or str(error))
