"""Requests about rounds of review: papers out, marked files back, decisions."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bulletin_pdf.api.review import Review, ReviewForm
from bulletin_pdf.desk import plain_words
from bulletin_pdf.desk.form import Form, place_of
from bulletin_pdf.desk.incoming import Incoming
from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.publishing import FOLDER, review_names
from bulletin_pdf.desk.request_values import (
    Record,
    RefusedError,
    WrongRequestError,
    lang_of,
    read_list,
    read_number,
    read_text,
)
from bulletin_pdf.desk.time_limit import within
from bulletin_pdf.desk.working import HeldError, StaleError, Working
from bulletin_pdf.issue.paths import REVIEW_ENDING
from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import BulletinError, Problem
from bulletin_pdf.review.proposal_record import record_of
from bulletin_pdf.review.returned_file import is_returned
from bulletin_pdf.review.round import Standing
from bulletin_pdf.safe_files import Staged, store

MAX_SECONDS = 120.0
"""Seconds that reading returned files may take."""
_SHOWN = frozenset((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg"))
"""Endings of pictures of a round that the page shows."""
_FOREIGN = ("B271", "B272", "B284")
"""Problems of files that may still be taken by comparing texts."""


class _Decided(NamedTuple):
    """The last decision about an issue: the version it made, and the files before and after it."""

    version: int
    before: dict[str, bytes | None]
    after: dict[str, bytes]


class Reviews:
    """Rounds of review of the issues of a desk."""

    def __init__(self, desk: Desk, incoming: Incoming) -> None:
        """Work for a desk; returned files come as papers do."""
        self.desk, self.incoming = desk, incoming
        self._last: dict[Path, _Decided] = {}
        self._lock = threading.RLock()

    # Out

    def review_papers(self, asked: Record) -> Record:
        """Write an issue as papers to be marked, Word and PDF, into the folder of made files."""
        working = self.desk.working(asked.get("file"))
        forms: list[ReviewForm] = [each for each in ("docx", "pdf") if each in read_list(asked.get("forms"))]
        if not forms:
            raise WrongRequestError
        working.save()
        work = self._open(working)
        try:
            made = [
                (name, work.paper(form)) for form, name in zip(forms, _names(working, forms), strict=True)
            ]
        except ModuleNotFoundError as error:
            raise RefusedError("no-word") from error
        folder = working.path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        with Staged() as staged:
            for name, data in made:
                staged.store(str(folder / name), data)
        return {"files": [_made(name, asked) for name, _ in made]}

    def review_report(self, asked: Record) -> Record:
        """Write 修改情况 into the folder of made files."""
        working = self.desk.working(asked.get("file"))
        result = self._open(working).report(lang=lang_of(asked))
        name = review_names(working.path)[2]
        folder = working.path.parent / FOLDER
        folder.mkdir(exist_ok=True)
        store(str(folder / name), result.data)
        return {"files": [_made(name, asked)]}

    # Back

    def returned(self, asked: Record) -> Record:
        """Return which of the papers that were sent were made to be marked."""
        papers = self.incoming.look_at(_keys(asked))
        return {"returned": within(MAX_SECONDS, lambda: [is_returned(data) for _, data in papers])}

    def forget(self, asked: Record) -> Record:
        """Discard papers."""
        self.incoming.forget(_keys(asked))
        return {}

    def take_review(self, asked: Record) -> Record:
        """Add what returned files ask for to the record; what cannot be taken is reported, and then nothing is."""
        working, keys = self.desk.working(asked.get("file")), _keys(asked)
        papers, lang = self.incoming.look_at(keys), lang_of(asked)
        foreign = asked.get("foreign") is True
        with self._lock:
            _must_be_free(working)
            if working.save() != "saved":
                raise StaleError
            work = self._open(working)
            try:
                said = within(MAX_SECONDS, lambda: work.take(*papers, foreign=foreign))
            except BulletinError as error:
                known = [each for each in error.problems.errors if each.code in _FOREIGN]
                may_compare = bool(known) and len(known) == len(error.problems.errors) and not foreign
                return {
                    "taken": False,
                    "problems": _told(error.problems.errors, lang),
                    "mayCompare": may_compare,
                }
            self.incoming.forget(keys)
            return {"taken": True, "problems": _told(said, lang), "mayCompare": False, **self.review(asked)}

    def review(self, asked: Record) -> Record:
        """Return the round of an issue: every proposal with its place in the form, nothing while the text has errors."""
        working = self.desk.working(asked.get("file"))
        with self._lock:
            version = working.version
            if not _has_record(working):
                return {"version": version, "proposals": [], "files": 0}
            try:
                work = self._open(working)
            except BulletinError as error:
                return {
                    "version": version,
                    "proposals": None,
                    "told": _told(error.problems.errors, lang_of(asked)),
                }
            form = self.desk.form(working, lang_of(asked))
            standings = work.proposals()
        shown = [_shown(each, working, work, form, asked) for each in standings]
        return {"version": version, "proposals": shown}

    # Decisions

    def decide_review(self, asked: Record) -> Record:
        """Accept and refuse proposals by their numbers; `all` accepts every open one that nothing speaks against."""
        working = self.desk.working(asked.get("file"))
        accept = None if asked.get("accept") == "all" else _numbers(asked.get("accept", []))
        refuse = _numbers(asked.get("refuse", []))
        with self._lock:
            work = Review.open(working.path, working.data)
            before = {path: _data(path) for path in (*work.sources, work.record)}
            decision = working.write_with(
                read_number(asked.get("version")), lambda: Review.open(working.path).decide(accept, refuse)
            )
            after = {path: Path(path).read_bytes() for path in decision.written}
            self._last[working.path] = _Decided(
                working.version, {path: before.get(path) for path in after}, after
            )
        return {
            "accepted": len(decision.accepted),
            "refused": len(decision.refused),
            "problems": _told(decision.problems, lang_of(asked)),
            "issue": self.desk.as_form(asked, working),
            **self.review(asked),
        }

    def undo_review(self, asked: Record) -> Record:
        """Take the last decision back: the text and the record are as they were before it."""
        working = self.desk.working(asked.get("file"))
        with self._lock:
            last = self._last.pop(working.path, None)
            if last is None or working.version != last.version:
                raise StaleError
            if any(_data(path) != data for path, data in last.after.items()):
                raise StaleError
            working.write_with(read_number(asked.get("version")), lambda: _put_back(last))
        return {"issue": self.desk.as_form(asked, working), **self.review(asked)}

    def picture(self, file: str, number: str) -> Path | None:
        """Return the picture of a proposal: a new one, or a place that was drawn on; None for any other."""
        working = self.desk.working(file)
        if not number.isascii() or not number.isdigit() or len(number) > 6 or not _has_record(working):
            return None
        path = Path(self._open(working).picture_of(int(number)))
        return path if path.suffix.lower() in _SHOWN and path.is_file() and not path.is_symlink() else None

    def _open(self, working: Working) -> Review:
        return Review.open(working.path, working.data)


def _names(working: Working, forms: Sequence[ReviewForm]) -> Iterator[str]:
    word, proof, _ = review_names(working.path)
    return ({"docx": word, "pdf": proof}[form] for form in forms)


def _made(name: str, asked: Record) -> Record:
    return {"name": name, "address": f"/made/{name}?file={read_text(asked.get('file'))}"}


def _keys(asked: Record) -> list[str]:
    keys = [read_text(key) for key in read_list(asked.get("keys"))]
    if not keys:
        raise WrongRequestError
    return keys


def _numbers(asked: object) -> list[int]:
    return [read_number(each) for each in read_list(asked)]


def _must_be_free(working: Working) -> None:
    """Refuse what would change the record of an issue that somebody else works on."""
    if not working.lease.renew() and (holder := working.lease.other()):
        raise HeldError(holder)


def _has_record(working: Working) -> bool:
    return working.path.with_name(working.path.stem + REVIEW_ENDING).is_file()


def _data(path: str) -> bytes | None:
    place = Path(path)
    return place.read_bytes() if place.is_file() else None


def _put_back(last: _Decided) -> None:
    """Write the files of a decision as they were before it; new pictures go."""
    with Staged() as staged:
        for path, data in last.before.items():
            if data is not None:
                staged.store(path, data)
    for path, data in last.before.items():
        if data is None:
            Path(path).unlink(missing_ok=True)


def _told(problems: Sequence[Problem], lang: Language) -> list[Record]:
    return [
        {
            "level": each.level.value,
            "message": plain_words.message(each, lang),
            "hint": plain_words.hint(each, lang),
            "about": Path(each.span.path).name if each.span else "",
        }
        for each in problems
    ]


def _shown(
    standing: Standing, working: Working, work: Review, form: Form | None, asked: Record
) -> dict[str, Any]:
    """Return a proposal as the page has it: as programs have it, in words, and with its place in the form."""
    entry, lang = standing.entry, lang_of(asked)
    span = standing.place if entry.state == "open" else None
    is_here = span is not None and span.path == str(working.path) and form is not None
    path, start, end = (is_here and form and place_of(form, span)) or (None, 0, 0)
    picture = Path(work.picture_of(entry.id))
    file = read_text(asked.get("file"))
    record = record_of(standing, lang)
    return {
        **{key: record[key] for key in ("id", "state", "who", "when", "from", "was", "now", "note", "unfit", "contradicts", "shared")},
        "kind": entry.proposal.kind,
        "kindName": say(lang, "term", f"review {entry.proposal.kind}"),
        "stateName": say(lang, "term", f"review {entry.state}"),
        "decided": entry.decided,
        "changes": entry.proposal.changes,
        "path": path,
        "start": start,
        "end": end if entry.proposal.was else start,
        "picture": f"/review_picture?file={file}&id={entry.id}" if picture.suffix.lower() in _SHOWN and entry.proposal.file else "",
    }  # fmt: skip
