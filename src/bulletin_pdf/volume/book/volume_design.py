"""The design of a volume: the one its YAML chooses, else that of its issues."""

from collections import Counter

from bulletin_pdf.compose.design import Design, design_of
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.geometry import mm
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.issues.page_shift import fits_on
from bulletin_pdf.volume.plan.volume_plan import VolumePlan


def volume_design(plan: VolumePlan, problems: Problems) -> Design:
    """Return the design of front matter, indexes, folios and cover.

    `BulletinError` when pages of an issue are larger than those of the volume: nothing is cut off or made smaller.
    """
    house = plan.design or usual_house(plan)
    page = house.page.size
    for member in plan.members:
        own = member.issue.design.page.size
        if member.foreign is None and not fits_on(own, page):
            problems.add(
                Code.ISSUE_LARGER_THAN_VOLUME,
                member.entry,
                label=member.full_label,
                found=_size(own.width, own.height),
                page=_size(page.width, page.height),
            )
    problems.raise_if_errors()
    return design_of(house)._replace(lang=plan.members[0].issue.lang)


def usual_house(plan: VolumePlan) -> HouseStyle:
    """Return the design most issues have, of those with the largest pages."""
    issues = [member.issue for member in plan.members if member.foreign is None] or [plan.members[0].issue]
    largest = max(_area(issue.design) for issue in issues)
    counts = Counter(issue.design for issue in issues if _area(issue.design) > largest - 1.0)
    return counts.most_common(1)[0][0]


def _area(house: HouseStyle) -> float:
    return house.page.size.width * house.page.size.height


def _size(width: float, height: float) -> str:
    return f"{width / mm(1):g} × {height / mm(1):g} mm"
