"""A returned file: whether it belongs to this issue, and its proposals."""

import hashlib
from typing import TYPE_CHECKING

from bulletin_pdf.importers.docx_package import Package, PackageError
from bulletin_pdf.importers.material import TooMuchError
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems, Span
from bulletin_pdf.review.paper import ReviewPaper, issue_name, source_digest
from bulletin_pdf.review.proposal import ReviewProposal
from bulletin_pdf.review.sent_lines import SentLine, sent_lines
from bulletin_pdf.review.word_changes import word_proposals
from bulletin_pdf.review.word_in import read_word, word_properties
from bulletin_pdf.review.word_return import WordReturn

if TYPE_CHECKING:
    from bulletin_pdf.pdf.foreign.markup import MarkedPdf

_KNOWN = 0.6
"""Of the lines that were sent so many are still there in an issue that has changed since; in another issue fewer are."""
_KNOWN_BY_NAME = 0.2
"""The same where name, number and date are those of the issue."""
_IN_COMMON = 0.2
"""Of the text of an issue so much must stand in a paper that was not made from it."""


class Taken(NamedTuple):
    """What a returned file says."""

    name: str
    digest: str
    changed: bool
    """Whether the source has changed since the file was made."""
    foreign: bool
    proposals: tuple[ReviewProposal, ...]
    cut_off: bool = False
    """Whether it has more annotations than are read."""


def is_returned(data: bytes) -> bool:
    """Whether a file says that it was made by this program to be marked, whatever issue it is of."""
    if b"%PDF-" in data[:1024]:
        from bulletin_pdf.pdf.foreign.markup import read_markup
        from bulletin_pdf.pdf.foreign.pypdf_limits import ForeignPdfError
        from bulletin_pdf.review.pdf_out import CARRIED

        try:
            return bool(read_markup(data, CARRIED).carried)
        except ForeignPdfError:
            return False
    try:
        return "source" in word_properties(Package(data))
    except (PackageError, TooMuchError, RecursionError):
        return False


def take(paper: ReviewPaper, name: str, data: bytes, *, foreign: bool = False) -> Taken:
    """Read a returned file; `foreign` takes one that was not made from this issue, by comparing texts.

    Raises `BulletinError` when it cannot be read or belongs to another issue.
    """
    digest = hashlib.sha256(data).hexdigest()
    if b"%PDF-" in data[:1024]:
        return _taken_pdf(paper, name, digest, data, foreign=foreign)
    try:
        given = read_word(data)
    except PackageError as error:
        raise _unreadable(name, error.why if data[:2] == b"PK" else "review kind") from error
    except TooMuchError as error:
        raise _unreadable(name, "docx bomb") from error
    return _taken_word(paper, name, digest, given, foreign=foreign)


def _taken_word(paper: ReviewPaper, name: str, digest: str, given: WordReturn, *, foreign: bool) -> Taken:
    made_from = given.properties.get("source", "")
    sent = sent_lines(paper, given.properties) if made_from else []
    is_own = bool(made_from) and (
        made_from == source_digest(paper.issue) or _is_kin(paper, sent, given.properties.get("issue", ""))
    )
    if not is_own and not foreign:
        _refuse(name, given.properties.get("issue", ""))
    if not is_own:
        sent = []
        if _shared(paper, given) < _IN_COMMON:
            problems = Problems()
            problems.add(Code.RETURNED_FILE_UNLIKE, Span(name, 1, 1))
            raise BulletinError(problems)
        if made_from:
            given = given._replace(
                paragraphs=tuple(each._replace(lines=()) for each in given.paragraphs), pictures=()
            )
    changed = is_own and made_from != source_digest(paper.issue)
    proposals = word_proposals(paper, given, sent, name)
    return Taken(name, digest, changed, not is_own, tuple(proposals))


def _taken_pdf(paper: ReviewPaper, name: str, digest: str, data: bytes, *, foreign: bool) -> Taken:
    from bulletin_pdf.pdf.foreign.markup import read_markup
    from bulletin_pdf.pdf.foreign.pypdf_limits import ForeignPdfError
    from bulletin_pdf.review.pdf_changes import pdf_proposals
    from bulletin_pdf.review.pdf_out import CARRIED
    from bulletin_pdf.review.sent_proof import read_sent, sent_of

    try:
        given = read_markup(data, CARRIED)
    except ForeignPdfError as error:
        raise _unreadable(name, "review pdf") from error
    proof = read_sent(given.carried) if given.carried else None
    if proof is None and foreign:
        return _taken_by_text(paper, name, digest, data, given)
    if proof is None:
        # Without the places of its glyphs a PDF cannot be compared, whatever it says.
        problems = Problems()
        problems.add(Code.RETURNED_PDF_WITHOUT_PLACES, Span(name, 1, 1))
        raise BulletinError(problems)
    sent = sent_of(paper, proof)
    same = proof.source == source_digest(paper.issue)
    if not same and not _is_kin(paper, sent, proof.issue):
        _refuse(name, proof.issue)
    proposals = pdf_proposals(paper, proof, given, sent, name)
    return Taken(name, digest, not same, False, tuple(proposals), given.cut_off)


def _taken_by_text(paper: ReviewPaper, name: str, digest: str, data: bytes, given: "MarkedPdf") -> Taken:
    """Compare a PDF that has lost the places of its glyphs by its text."""
    from bulletin_pdf.pdf.foreign.markup import read_page_texts
    from bulletin_pdf.pdf.foreign.pypdf_limits import ForeignPdfError
    from bulletin_pdf.review.pdf_texts import printed_text, share_printed, text_proposals

    try:
        printed = printed_text(read_page_texts(data))
    except ForeignPdfError as error:
        raise _unreadable(name, "review pdf") from error
    if share_printed(paper, printed) < _IN_COMMON:
        problems = Problems()
        problems.add(Code.RETURNED_FILE_UNLIKE, Span(name, 1, 1))
        raise BulletinError(problems)
    proposals = text_proposals(paper, printed, given.marks, name)
    return Taken(name, digest, False, True, tuple(proposals), given.cut_off)


def _is_kin(paper: ReviewPaper, sent: list[SentLine], named: str) -> bool:
    """Whether enough of the lines that were sent are still there."""
    there = sum(each.now >= 0 for each in sent)
    return there >= (_KNOWN_BY_NAME if named == issue_name(paper.issue) else _KNOWN) * max(len(sent), 1)


def _shared(paper: ReviewPaper, given: WordReturn) -> float:
    """Return how much of the text of an issue stands in a paper."""
    from difflib import SequenceMatcher

    said = "".join(char.text for each in given.paragraphs for char in each.chars)
    texts = [line.text for line in paper.lines if line.text]
    there = 0
    for text in texts:
        if text in said:
            there += len(text)
            continue
        matcher = SequenceMatcher(None, text, said, autojunk=False) if len(said) < 200_000 else None
        if matcher is not None and len(text) > 20:
            there += matcher.find_longest_match().size
    return there / max(sum(map(len, texts)), 1)


def _refuse(name: str, issue: str) -> None:
    problems = Problems()
    if issue:
        problems.add(Code.RETURNED_FILE_OF_OTHER_ISSUE, Span(name, 1, 1), issue=issue)
    else:
        problems.add(Code.RETURNED_FILE_FOREIGN, Span(name, 1, 1))
    raise BulletinError(problems)


def _unreadable(name: str, why: str) -> BulletinError:
    problems = Problems()
    problems.add(Code.RETURNED_FILE_UNREADABLE, Span(name, 1, 1), why=Term(why))
    return BulletinError(problems)
