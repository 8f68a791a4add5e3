"""Unpacked issues → the YAML of one volume per bulletin and year, in order of date."""

import os
from collections.abc import Iterator, Sequence

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.volume.plan.volume_vocabulary import VOLUME
from bulletin_pdf.yamldoc.dump import write_data


class _Listed(NamedTuple):
    place: str
    issue: Issue

    @property
    def order(self) -> tuple[str, int, str]:
        return self.issue.masthead.date.iso, self.issue.number or 0, self.place


def write_issue_lists(root: str, issues: Sequence[str]) -> Iterator[str]:
    """Write the YAML of each volume below `root` and yield its name; `issues` are named from there.

    An issue that cannot be read is in none: what is wrong with it was reported when it was set again.
    """
    groups: dict[tuple[str, int], list[_Listed]] = {}
    for place in issues:
        try:
            issue = read_issue(os.path.join(root, place)).issue
        except BulletinError:
            continue
        year = issue.year or int(issue.masthead.date.iso[:4] or 0)
        groups.setdefault((issue.masthead.name.text, year), []).append(_Listed(place, issue))
    years = [year for _, year in groups]
    for number, ((_, year), listed) in enumerate(sorted(groups.items()), start=1):
        name = f"{year}.yaml" if years.count(year) == 1 else f"{year}-{number}.yaml"
        with open(os.path.join(root, name), "x", encoding="utf-8", newline="\n") as file:
            file.write(write_data(_volume(sorted(listed, key=lambda each: each.order))))
        yield name


def _volume(listed: Sequence[_Listed]) -> dict[str, object]:
    """Return the keys of a volume, in the language of its issues."""
    first = listed[0].issue
    publishers = dict.fromkeys(text.text for each in listed for text in each.issue.masthead.publishers)
    keys = {
        "title": first.masthead.name.text,
        "year": first.year or int(first.masthead.date.iso[:4] or 0),
        "publisher": list(publishers),
        "issues": [each.place.replace(os.sep, "/") for each in listed],
    }
    return {VOLUME.by_name[name].names[first.chinese]: value for name, value in keys.items() if value}
