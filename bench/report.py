"""The figures as Markdown."""

from collections.abc import Iterator, Mapping

from bench.contest import Row, Work
from bench.goals import Measured, goals

_HEAD = (
    "| | pages | wall s | CPU s | largest process MB | all processes MB | file MB "
    "| wall × | CPU × | memory × | size × |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def work_table(work: Work, rows: Mapping[str, Row]) -> str:
    """Give the table of one work."""
    lines = [f"## {work.name}: {work.about}", "", f"Programs in turn; rounds: {work.rounds}.", "", _HEAD]
    lines += (_line(name, row) for name, row in rows.items())
    lines += (f"| {name} | left out: it would take minutes |" + " |" * 9 for name in work.left_out)
    return "\n".join(lines) + "\n"


def _line(name: str, row: Row) -> str:
    if row.fault:
        return f"| {name} | {row.pages} | not timed: {row.fault}" + " |" * 9
    tree = "–" if row.tree is None else f"{row.tree:.0f}"
    figures = (
        *(str(row.pages), f"{row.wall:.3f}", f"{row.cpu:.3f}", f"{row.peak:.0f}", tree, f"{row.size:.2f}"),
        *(f"{ratio:.2f}" for ratio in (row.wall_ratio, row.cpu_ratio, row.tree_ratio, row.size_ratio)),
    )
    return f"| {name} | {' | '.join(figures)} |"


def figures_table(title: str, figures: Mapping[str, float]) -> str:
    """Give a table of named figures."""
    rows = (f"| {name} | {_number(figure)} |" for name, figure in figures.items())
    return "\n".join((f"## {title}", "", "| | |", "|---|--:|", *rows)) + "\n"


def goals_table(measured: Measured) -> str:
    """Give the goals beside what was measured."""
    rows = (
        f"| {goal.about} | ≤ {goal.limit:g} {goal.unit} | {_number(goal.figure)} "
        f"| {'yes' if goal.figure <= goal.limit else 'no'} |"
        for goal in goals(measured)
    )
    return "\n".join(("## Goals", "", "| | goal | measured | met |", "|---|---|--:|---|", *rows)) + "\n"


Kept = Mapping[str, "Kept | float | str | None"]
"""Figures as JSON keeps them."""


_MACHINES = ("wall", "cpu")
"""Seconds of a work: another machine, or a busy one, has others. Their ratios to a peer in the same run are compared."""


def changes_table(before: Kept, now: Kept, commits: str) -> str:
    """Give what became more or less by over a twentieth since the figures that were committed last, with the commits since."""
    old, new = dict(_leaves(before)), dict(_leaves(now))
    if not old:
        return "There are no committed figures to compare with.\n"
    rows = [
        f"| {name} | {_number(old[name])} | {_number(figure)} | {figure / old[name] - 1:+.0%} |"
        for name, figure in new.items()
        if old.get(name) and abs(figure / old[name] - 1) > 0.05
    ]
    if not rows:
        return f"No figure changed by more than 5 % since the last committed ones ({commits}).\n"
    head = (f"## Changed by more than 5 % since the last committed figures ({commits})", "")
    return "\n".join((*head, "| | before | now | |", "|---|--:|--:|--:|", *rows)) + "\n"


def _leaves(tree: Kept, path: str = "") -> Iterator[tuple[str, float]]:
    for key, value in tree.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{path}{key} › ")
        elif isinstance(value, int | float) and key not in _MACHINES:
            yield f"{path}{key}", value


def _number(figure: float) -> str:
    if figure == int(figure) or abs(figure) >= 100:
        return f"{figure:.0f}"
    return f"{figure:.2f}" if abs(figure) < 10 else f"{figure:.1f}"
