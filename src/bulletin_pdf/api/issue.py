"""`Issue`: a text, from a file or from memory, and what can be made of it."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from bulletin_pdf.api.inputs import StrPath, file_text, findings_of, path_of, unsaved_text
from bulletin_pdf.api.options import edition_of, options_of
from bulletin_pdf.api.results import Checked, Fixed, Result, SetPages
from bulletin_pdf.api.yaml_text import YamlText
from bulletin_pdf.build import Outcome, Tools, inspect, make, publish, set_edition
from bulletin_pdf.input_states import InputState, note_files
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.press.options import PrintOptions
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.yamldoc.source import SourceText

if TYPE_CHECKING:
    from bulletin_pdf.proof.finding import Finding
    from bulletin_pdf.proof.neighbours import Neighbourhood

UNSAVED = "issue.yaml"
"""The name of a text that lies in no file."""


ToolsFor = Callable[[], contextlib.AbstractContextManager[Tools]]
"""Gives what is kept open for an issue, for as long as it is set."""


def _no_tools() -> contextlib.AbstractContextManager[Tools]:
    return contextlib.nullcontext(Tools())


class Issue(YamlText):
    """The YAML of one issue.

    The text is taken as it is: `check` says what is wrong with it, and whatever sets it raises `BulletinError`
    with all its errors. It never changes; pictures, faces and the bulletin.yaml that it shares with other
    issues are read again each time it is set. Issues may be used from several threads.
    """

    def __init__(
        self,
        source: SourceText,
        seen: tuple[InputState, ...] = (),
        bulletin: str | None = None,
        tools: ToolsFor = _no_tools,
    ) -> None:
        """Take a text that was read; `Issue.read`, `.parse` and `.from_data` are the ways to one."""
        super().__init__(source)
        self._seen, self._bulletin, self._tools = seen, bulletin, tools

    def using(self, tools: ToolsFor) -> "Issue":
        """Return the same issue, to be set with what `tools` keeps open."""
        return Issue(self._source, self._seen, self._bulletin, tools)

    @classmethod
    def read(cls, path: StrPath, *, bulletin: StrPath | None = None) -> "Issue":
        """Read the text of a file.

        `bulletin` is the bulletin.yaml to read with it, `""` for none; left out, the nearest one is taken,
        in the folder of the file or above it. Raises `BulletinError` when there is no such file or it is
        none that can hold an issue, `OSError` when the machine cannot read it.
        """
        seen = note_files((path_of(path),))
        return cls(file_text(path), seen, _bulletin(bulletin))

    @classmethod
    def parse(
        cls, text: str | bytes, *, base: StrPath = ".", name: str = UNSAVED, bulletin: StrPath | None = None
    ) -> "Issue":
        """Take a text that is in no file, or in one that has not been saved yet.

        Paths in it, bulletin.yaml and neighbouring issues are looked for as if it lay in the folder `base`
        as `name`; problems are reported under that path. Raises `BulletinError` (B180) when there is no such folder.
        """
        return cls(unsaved_text(text, base, name), (), _bulletin(bulletin))

    @classmethod
    def from_data(
        cls,
        data: Mapping[str, object],
        *,
        base: StrPath = ".",
        name: str = UNSAVED,
        bulletin: StrPath | None = None,
    ) -> "Issue":
        """Take mappings, lists and texts with the keys of an issue; `text` shows the YAML they become.

        Raises `TypeError` for a value that YAML cannot hold, naming its place, else as `parse`.
        """
        from bulletin_pdf.yamldoc.dump import write_data

        return cls.parse(write_data(data), base=base, name=name, bulletin=bulletin)

    def pdf(
        self, edition: str = "print", options: PrintOptions | None = None, *, prove: bool = True
    ) -> Result:
        """Set the issue and return it as the PDF of an edition, just as `write_pdf` would write it.

        Before it is returned the text of the file is read back and compared with the source; `prove=False`
        leaves that out, for a preview that nobody keeps. Raises `BulletinError` with every problem when the
        text has errors, `ValueError` for an edition or an option that does not exist.
        """
        edition, options = edition_of(edition), options_of(options)
        with self._set() as tools:
            issue, problems = read_issue(self._source, self._bulletin, tools.reports)
            target = self._target(edition)
            made = make(issue, problems, edition, options, target=target, tools=tools, prove=prove)
        pages = len(made.document.pages)
        return Result(made.data, pages, tuple(problems), issue.changes, made.certificate, made.ticket)

    def write_pdf(
        self, path: StrPath, edition: str = "print", options: PrintOptions | None = None
    ) -> Outcome:
        """Set the issue and write it as the PDF of an edition, with the certificate and ticket that are requested.

        The files take their places whole and together, or not at all; the folder must be there.
        Raises as `pdf` does, `OSError` when the machine fails, `ValueError` for the path of the issue itself.
        """
        edition, options, target = edition_of(edition), options_of(options), path_of(path)
        if os.path.realpath(target) == os.path.realpath(self.path):
            raise ValueError(f"{target} is the issue itself")
        with self._set() as tools:
            return publish(
                self._source,
                target,
                edition,
                options,
                bulletin=self._bulletin,
                tools=tools,
                seen=self._seen,
            )

    def pages(self, edition: str = "print", options: PrintOptions | None = None) -> SetPages:
        """Set the issue and return its pages as an edition has them, before they are a file. Raises as `pdf` does."""
        edition, options = edition_of(edition), options_of(options)
        with self._set() as tools:
            issue, problems = read_issue(self._source, self._bulletin, tools.reports)
            ready = set_edition(issue, problems, edition, options, target=self._target(edition), tools=tools)
        return SetPages(ready.document, tuple(problems), issue.changes, ready.facts.book)

    def check(self, beside: "Neighbourhood | None" = None) -> Checked:
        """Read, set and proofread the issue; return all there is to say of it, errors too. Nothing is raised for them.

        Who checks many issues of a folder hands in one `Neighbourhood()`, so that the folder is looked at once.
        """
        from bulletin_pdf.proof.finding import Finding

        try:
            with self._set() as tools:
                found = inspect(self._source, tools, self._bulletin, beside)
        except BulletinError as error:
            return Checked(tuple(map(Finding, error.problems)))
        return Checked(found.findings, found.waived)

    def fix(self, findings: "Iterable[Finding] | None" = None) -> Fixed:
        """Return the text with all the changes made that need no thought; `Fixed.write` writes it.

        `findings` are those to mend; left out, all that `check` finds and the issue does not waive.
        """
        from bulletin_pdf.proof.repair import Repair, repair

        found = self.check().findings if findings is None else findings_of(findings)
        fixes = [each.fix for each in found if each.fix is not None]
        mended = repair(self._source, fixes) if fixes else Repair(*self._source, self.data, ())
        return Fixed(Issue(self._source._replace(data=mended.after)).text, mended.fixes, mended)

    @contextlib.contextmanager
    def _set(self) -> Iterator[Tools]:
        """Work with what is kept open; errors take the text along, to be shown from."""
        try:
            with self._tools() as tools:
                yield tools
        except BulletinError as error:
            error.texts.setdefault(self.path, self.data)
            raise

    def _target(self, edition: str) -> str:
        """Return the name that the command line gives the PDF of this issue."""
        stem, ending = os.path.splitext(os.path.basename(self.path))
        stem = stem if ending.lower() in (".yaml", ".yml") else stem + ending
        return f"{stem}.pdf" if edition == "print" else f"{stem}.{edition}.pdf"


def _bulletin(path: StrPath | None) -> str | None:
    return None if path is None else path_of(path, "bulletin")
