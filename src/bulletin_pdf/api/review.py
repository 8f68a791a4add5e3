"""Rounds of review: papers to mark, and reviewers' changes brought back into the YAML."""

import datetime
import os
from collections.abc import Iterable, Sequence
from typing import Literal

from bulletin_pdf.api.inputs import StrPath, file_text, no_file, path_of
from bulletin_pdf.api.issue import Issue
from bulletin_pdf.api.results import Result
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import NoFileError, read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems, Span
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.paper_maker import paper_of
from bulletin_pdf.review.proposal import ReviewProposal as ReviewProposal
from bulletin_pdf.review.returned_file import take
from bulletin_pdf.review.round import Round, RoundEntry, Standing, decide, record_path, standings, with_taken
from bulletin_pdf.review.round_file import read_round, write_round
from bulletin_pdf.safe_files import Staged
from bulletin_pdf.yamldoc.source import SourceText

ReviewForm = Literal["docx", "pdf"]
MAX_RETURNED = 256 << 20
"""Bytes of a returned file; a larger one was not made from an issue."""


class ReviewDecision(NamedTuple):
    """The outcome of proposals: their numbers, the files written, and the problems."""

    accepted: tuple[int, ...]
    refused: tuple[int, ...]
    written: tuple[str, ...]
    problems: tuple[Problem, ...]


class Review:
    """The review rounds of one issue, kept in a record next to it (`NAME.review.yml`)."""

    def __init__(self, path: str, paper: ReviewPaper, round_: Round) -> None:
        """`Review.open` is the way to one."""
        self.path, self._paper, self._round = path, paper, round_
        self._problems: list[Problem] = []

    @classmethod
    def open(cls, path: StrPath, data: bytes | None = None) -> "Review":
        """Read an issue and the record of its rounds, if there is one. Raises `BulletinError` when either has errors.

        `data` is the issue as it is to be read, where its file has not got that yet.
        """
        issue = path_of(path)
        given = file_text(issue) if data is None else SourceText(issue, data)
        paper = paper_of(read_issue(given)[0])
        record = record_path(issue)
        text = SourceText(record, read_plain(record, MAX_RETURNED)) if os.path.lexists(record) else None
        return cls(issue, paper, read_round(record, text, issue))

    @property
    def record(self) -> str:
        """Where the record lies."""
        return record_path(self.path)

    @property
    def pictures_folder(self) -> str:
        """Where pictures of the round lie: new ones, and places that were drawn on."""
        return self.record.removesuffix(".yml")

    @property
    def sources(self) -> tuple[str, ...]:
        """The YAML files that decisions may change: the issue, then the bulletin.yaml it shares."""
        return tuple(source.path for source in self._paper.files.sources)

    def picture_of(self, number: int) -> str:
        """Return where the picture of a proposal lies: a new one, or the place that was drawn on; empty for none."""
        entry = next((each for each in self._round.entries if each.id == number), None)
        return self._picture_path(entry) if entry is not None and entry.proposal.file else ""

    def paper(self, form: ReviewForm = "docx") -> bytes:
        """Return the issue as a paper to be marked: a Word document in the look of its design, or the proof as a PDF.

        Raises `ModuleNotFoundError` where python-docx is not installed (`pip install 'bulletin-pdf[review]'`).
        """
        if form == "pdf":
            from bulletin_pdf.review.pdf_out import pdf_paper

            return pdf_paper(self._paper)
        if form != "docx":
            raise ValueError(f"{form} is no form of a paper: docx, pdf")
        from bulletin_pdf.review.word_out import word_paper

        return word_paper(self._paper)

    def take(self, *returned: StrPath | tuple[str, bytes], foreign: bool = False) -> tuple[Problem, ...]:
        """Read returned files and add what they ask for to the record, all of them or none.

        `foreign` takes files that were not made from this issue, by comparing texts. Returns what is to be said about
        them; raises `BulletinError` with all that is wrong when one cannot be taken.
        """
        problems = Problems()
        made, pictures = self._round, list[tuple[str, bytes]]()
        for given in returned:
            name, data = _returned(given)
            try:
                taken = take(self._paper, os.path.basename(name), data, foreign=foreign)
            except BulletinError as error:
                problems.extend(error.problems)
                continue
            span = Span(taken.name, 1, 1)
            if any(each.digest == taken.digest for each in made.returns):
                problems.add(Code.RETURNED_FILE_TAKEN_BEFORE, span)
                continue
            if taken.changed:
                problems.add(Code.SOURCE_CHANGED_SINCE, span)
            if taken.cut_off:
                from bulletin_pdf.pdf.foreign.markup import MAX_MARKS

                problems.add(Code.RETURNED_MARKS_CUT_OFF, span, limit=MAX_MARKS)
            if not taken.proposals:
                problems.add(Code.RETURNED_FILE_UNCHANGED, span)
            known = {each.id for each in made.entries}
            made = with_taken(made, self._paper, taken)
            pictures += self._kept(each for each in made.entries if each.id not in known)
        problems.raise_if_errors()
        self._write(made, (), pictures)
        return tuple(problems)

    def _kept(self, entries: Iterable[RoundEntry]) -> list[tuple[str, bytes]]:
        return [(self._picture_path(each), each.proposal.data) for each in entries if each.proposal.data]

    def _picture_path(self, entry: RoundEntry) -> str:
        ending = os.path.splitext(entry.proposal.file)[1].lower()
        return os.path.join(self.pictures_folder, f"{entry.id}{ending or '.png'}")

    def proposals(self) -> tuple[Standing, ...]:
        """Return every proposal with its place in the source now, whether it fits, and what it contradicts."""
        return tuple(standings(self._round, self._paper))

    def report(self, edition: str = "archive", lang: Language = "zh") -> Result:
        """Return 修改情况, a page with all requests and their outcome, as a PDF of an edition.

        Raises `BulletinError` (B285) while nothing was taken yet.
        """
        self._must_have_entries()
        from bulletin_pdf.review.report import report_data

        data = report_data(self._paper, self.proposals(), lang)
        base, name = os.path.split(self.path)
        stem = os.path.splitext(name)[0]
        return Issue.from_data(data, base=base or ".", name=f"{stem}.review.yaml", bulletin="").pdf(edition)

    def proof(self, lang: Language = "zh") -> bytes:
        """Return the proof with what was accepted and what is open in its margin, numbered, and in words at the end.

        Raises `BulletinError` when the issue cannot be set, and (B285) while nothing was taken yet.
        """
        self._must_have_entries()
        from bulletin_pdf.review.proof_margin import proof_with_changes

        return proof_with_changes(self._paper, self.proposals(), lang)

    def _must_have_entries(self) -> None:
        if not self._round.entries:
            problems = Problems()
            problems.add(Code.NOTHING_REVIEWED, Span(self.path, 1, 1))
            raise BulletinError(problems)

    def decide(
        self, accept: Iterable[int] | None = (), refuse: Iterable[int] = (), *, day: str = ""
    ) -> ReviewDecision:
        """Accept and refuse proposals by their numbers; `accept=None` accepts all open ones that nothing speaks against.

        The issue, new pictures and the record are written together. `day` is the day of the decision, YYYY-MM-DD, left
        out today. Raises `BulletinError` for a number there is none of, and for two that contradict each other.
        """
        decided = decide(
            self._with_data(), self._paper, accept, refuse, day or datetime.date.today().isoformat()
        )
        folder = os.path.dirname(self.path)
        pictures = [(os.path.join(folder, name), data) for name, data in decided.pictures]
        old = {source.path: source.data for source in self._paper.files.sources}
        changed = [source for source in decided.sources if old[source.path] != source.data]
        written = self._write(decided.round, changed, pictures)
        return ReviewDecision(decided.accepted, decided.refused, written, tuple(decided.problems))

    def _with_data(self) -> Round:
        """Read the new pictures of open proposals back in."""
        entries = []
        for entry in self._round.entries:
            if entry.proposal.kind == "picture" and entry.state == "open" and not entry.proposal.data:
                try:
                    data = read_plain(self._picture_path(entry), MAX_RETURNED)
                except NoFileError as error:
                    raise no_file(error) from error
                entry = entry._replace(proposal=entry.proposal._replace(data=data))
            entries.append(entry)
        return self._round._replace(entries=tuple(entries))

    def _write(
        self, made: Round, sources: Sequence[SourceText], pictures: Sequence[tuple[str, bytes]]
    ) -> tuple[str, ...]:
        if made == self._round and not sources:
            return ()
        if any(os.path.dirname(path) == self.pictures_folder for path, _ in pictures):
            os.makedirs(self.pictures_folder, exist_ok=True)
        with Staged() as staged:
            for path, data in pictures:
                staged.store(path, data)
            for source in sources:
                staged.store(source.path, source.data)
            staged.store(self.record, write_round(made, self.path).encode("utf-8"))
        self._round = made
        if sources:
            self._paper = paper_of(read_issue(file_text(self.path))[0])
        return tuple(stored.path for stored in staged.stored)


def _returned(given: StrPath | tuple[str, bytes]) -> tuple[str, bytes]:
    if isinstance(given, tuple):
        return given
    path = path_of(given, "returned")
    try:
        return path, read_plain(path, MAX_RETURNED)
    except NoFileError as error:
        raise no_file(error) from error
