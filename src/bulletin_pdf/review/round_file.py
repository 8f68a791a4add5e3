"""The record of a review round as YAML, written and read."""

import os
from collections.abc import Sequence

from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems, Span
from bulletin_pdf.review.proposal import CHANGING, ProposalPart, ReviewProposal
from bulletin_pdf.review.round import Return, Round, RoundEntry
from bulletin_pdf.yamldoc.dump import write_data
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import load
from bulletin_pdf.yamldoc.source import SourceText

FORM = 1
_KINDS = (*CHANGING, "comment", "unread")
_STATES = ("open", "accepted", "refused", "unfit")


def write_round(round_: Round, issue: str) -> str:
    """Return the record as YAML."""
    return write_data(
        {
            "review": FORM,
            "issue": os.path.basename(issue),
            "returned": [
                {"file": each.name, "sha256": each.digest, "changed": each.changed, "foreign": each.foreign}
                for each in round_.returns
            ],
            "proposals": [_entry_data(each, os.path.dirname(issue)) for each in round_.entries],
        }
    )


def _entry_data(entry: RoundEntry, folder: str) -> dict[str, object]:
    proposal, place = entry.proposal, entry.place
    data: dict[str, object] = {
        "id": entry.id,
        "kind": proposal.kind,
        "who": list(proposal.who),
        "when": proposal.when,
        "from": proposal.source,
        "state": entry.state,
        "decided": entry.decided,
    }
    if place is not None:
        file = os.path.relpath(place.path, folder or ".").replace(os.sep, "/")
        data |= {"file": file, "line": place.line, "column": place.column, "length": place.length}
    data |= {"was": proposal.was, "now": proposal.now, "note": proposal.note}
    if proposal.file:
        data |= {"picture": proposal.picture, "data_file": proposal.file}
    data["parts"] = [part._asdict() for part in proposal.parts]
    return data


def read_round(path: str, text: SourceText | None, issue: str) -> Round:
    """Read a record; an empty round where there is none. Raises `BulletinError` for a damaged one."""
    if text is None:
        return Round()
    problems = Problems()
    node = load(text, problems)
    try:
        if node is None or _texts(node).get("review") != str(FORM):
            raise ValueError
        return _round_of(node, issue)
    except (ValueError, KeyError, IndexError):
        problems = Problems()
        problems.add(Code.REVIEW_RECORD_DAMAGED, Span(path, 1, 1))
        raise BulletinError(problems) from None


def _texts(node: Node) -> dict[str, str]:
    return {key.value: value.value for key, value in node.pairs if value.kind == "text"}


def _items(node: Node, name: str) -> Sequence[Node]:
    return next((value.items for key, value in node.pairs if key.value == name), ())


def _round_of(node: Node, issue: str) -> Round:
    returns = []
    for item in _items(node, "returned"):
        said = _texts(item)
        returns.append(
            Return(said["file"], said["sha256"], said["changed"] == "true", said["foreign"] == "true")
        )
    return Round(tuple(returns), tuple(_entry_of(item, issue) for item in _items(node, "proposals")))


def _entry_of(node: Node, issue: str) -> RoundEntry:
    said = _texts(node)
    kind, state = said["kind"], said["state"]
    if kind not in _KINDS or state not in _STATES:
        raise ValueError(kind)
    place = None
    if "line" in said:
        path = os.path.normpath(os.path.join(os.path.dirname(issue), said["file"]))
        place = Span(path, int(said["line"]), int(said["column"]), int(said["length"]))
    proposal = ReviewProposal(
        kind,
        tuple(_part_of(item) for item in _items(node, "parts")),
        tuple(item.value for item in _items(node, "who")),
        said["when"],
        said["from"],
        said["was"],
        said["now"],
        said["note"],
        file=said.get("data_file", ""),
        picture=int(said.get("picture", "-1")),
    )
    return RoundEntry(int(said["id"]), proposal, state, said["decided"], place)  # type: ignore[arg-type]


def _part_of(node: Node) -> ProposalPart:
    said = _texts(node)
    return ProposalPart(
        int(said["line"]),
        said["text"],
        int(said["start"]),
        int(said["end"]),
        said["now"],
        "before" if said["side"] == "before" else "after",
        said["flip"],
    )
