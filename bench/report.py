"""The figures as tables."""

from collections.abc import Mapping

from bench.contest import OURS, Result, Work, middle, paired


def show(work: Work, results: Mapping[str, Result]) -> str:
    """Give the table of one work in Markdown."""
    lines = [
        f"## {work.name}: {work.about}",
        "",
        "| | pages | wall s | CPU s | largest process MB | all processes MB | file MB | wall × | CPU × | memory × | size × |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    ours = results[OURS]
    for name, result in results.items():
        verdict = result.verdict
        if verdict.faults:
            lines.append(f"| {name} | {verdict.pages} | not timed: {'; '.join(verdict.faults[:3])} |")
            continue
        cost, ratio = middle(result.costs), paired(ours.costs, result.costs) if ours.costs else None
        tree = f"{result.tree:.0f}" if result.tree is not None else "–"
        row = (
            f"| {name} | {verdict.pages} | {cost.wall:.3f} | {cost.cpu:.3f} | {cost.peak:.0f} | {tree} "
            f"| {result.size / 1e6:.2f} "
        )
        if ratio is not None:
            row += (
                f"| {ratio.wall:.2f} | {ratio.cpu:.2f} | {ratio.peak:.2f} | {ours.size / result.size:.2f} |"
            )
        lines.append(row)
    return "\n".join(lines) + "\n"
