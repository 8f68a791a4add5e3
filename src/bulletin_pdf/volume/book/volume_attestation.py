"""Checks of a volume's file before it is written: every issue in it, and every part of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from bulletin_pdf.attest.attestation import Attestation, attest, read_file_text
from bulletin_pdf.attest.certificate import CertificateSubject, certificate_path, write_certificate
from bulletin_pdf.attest.compare import WordingUnit
from bulletin_pdf.attest.drawn_glyphs import prove_ahead
from bulletin_pdf.attest.head_wording import outside_of
from bulletin_pdf.attest.issue_wording import wording_of
from bulletin_pdf.attest.page_furniture import PageFurniture
from bulletin_pdf.attest.source_account import ReadSources, accounts_of
from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.model import Change
from bulletin_pdf.lock import libraries
from bulletin_pdf.pdf.readback.font_codes import ReadFont
from bulletin_pdf.pdf.text_places import TextPlaces
from bulletin_pdf.problems import Problems
from bulletin_pdf.safe_files import Staged
from bulletin_pdf.volume.book.bind import VolumeSection
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.yamldoc.source import SourceText


def wording_units_of(
    sections: Sequence[VolumeSection], issues: Sequence[BoundIssue]
) -> Iterator[WordingUnit]:
    """Return the units of a volume in the order of its sections, each made when it is taken."""
    bound = {issue.anchor: issue for issue in issues}
    return (_unit(section, bound.get(section.anchor)) for section in sections)


def _unit(section: VolumeSection, issue: BoundIssue | None) -> WordingUnit:
    pages, bound = len(section.pages), section.folio != "none"
    title = section.document.title
    if issue is None:
        said = section.wording or Wording()
        return WordingUnit(said, pages, numbered=False, bound=bound, anchor=section.anchor, title=title)
    foreign = issue.member.foreign
    if foreign is None:
        said = wording_of(issue.findings.corrected or issue.member.issue)
        marked = frozenset(one.number for one in issue.findings.errata if one.applied)
        return WordingUnit(
            said,
            pages,
            bound=bound,
            anchor=section.anchor,
            prefix=section.prefix,
            title=title,
            corrections=marked,
            outside=outside_of(issue.member.issue),
        )
    starts = tuple((f"report-{place}", page - 1) for place, page in enumerate(foreign.starts, start=1))
    return WordingUnit(
        Wording(),
        pages,
        numbered=False,
        bound=bound,
        anchor=section.anchor,
        prefix=section.prefix,
        title=title,
        foreign=True,
        starts=starts,
    )


def attest_volume(
    data: bytes,
    units: Iterable[WordingUnit],
    slug: str,
    book: FontBook,
    problems: Problems,
    first: int = 1,
    jobs: int = 1,
    places: Sequence[TextPlaces] = (),
) -> Attestation:
    """Prove a file of a volume; raises `BulletinError` when it does not say what it must.

    `first` is the number of its first page that has an arabic one; `jobs` is how many processes read it at most;
    `places` say where the text of each page was set.
    """
    said: list[WordingUnit] = []

    def own(fonts: Sequence[ReadFont]) -> Iterable[object]:
        return chain(map(said.append, units), prove_ahead(fonts, book))

    readback = read_file_text(data, problems, jobs, own)
    proof = None
    if readback is not None:
        furniture = PageFurniture(slug=slug)
        folios = [furniture.bare(page.text, index)[-9:] for index, page in enumerate(readback.pages)]
        arabic = _first(folios, f"·{first}·") - (first - 1)
        furniture = furniture._replace(arabic=arabic, roman=_first(folios, "·i·"))
        proof = attest(data, readback, said, furniture, book, problems, places=places)
    problems.raise_if_errors()
    assert proof is not None, "what is not proved is an error"
    return proof


def _first(folios: Iterable[str], folio: str) -> int:
    """Return the page that a kind of numbers counts from."""
    return next((index for index, end in enumerate(folios) if "".join(end.split()).endswith(folio)), 0)


def accounts_of_volume(plan: VolumePlan, changes: tuple[Change, ...]) -> list[dict[str, object]]:
    """Return the accounts of a volume's file, of its issues and of what they share."""
    issues = [member.issue for member in plan.members if member.foreign is None and member.archived is None]
    own = tuple(issue.sources[0] for issue in issues)
    shared = (text for issue in issues for text in issue.sources[1:])
    read = ReadSources(own, (plan.source, *shared), tuple(plan.words()), changes)
    return accounts_of(read, plan.path)


def certify_volume(
    proof: Attestation,
    source: SourceText,
    target: str,
    edition: str,
    changes: tuple[Change, ...],
    accounts: Sequence[Mapping[str, object]],
    staged: Staged,
) -> None:
    """Write the certificate of a proof next to the file it is about."""
    subject = CertificateSubject(source, target, edition, changes, tuple(libraries().items()), accounts)
    staged.store(certificate_path(target), write_certificate(proof, subject), about=True)
