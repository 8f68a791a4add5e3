"""The material as an editor of ours would write it: an issue in YAML, and the volume that binds a year."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from bench.material import NAME, PUBLISHER, YEAR, Bulletin


class _Dumper(yaml.SafeDumper):
    """Writes text as editors do: a block, a paragraph a line."""


def _write_text(dumper: _Dumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _write_text)


def issue_yaml(bulletin: Bulletin) -> str:
    """Give the YAML of one issue."""
    reports = [
        {
            "city": article.city,
            "title": article.title,
            "by": article.by,
            "text": "\n\n".join(
                (f"**{passage.lead}**" if passage.lead else "") + passage.text for passage in article.passages
            ),
        }
        for article in bulletin.articles
    ]
    issue = {
        "bulletin": NAME,
        "publisher": PUBLISHER,
        "number": bulletin.number,
        "date": bulletin.date.isoformat(),
        "reports": reports,
    }
    return yaml.dump(issue, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


def write_issue(bulletin: Bulletin, directory: Path) -> Path:
    """Write one issue; give its path."""
    path = directory / f"{YEAR}-{bulletin.number:03d}.yaml"
    path.write_text(issue_yaml(bulletin), "utf-8")
    return path


def write_volume(bulletins: Sequence[Bulletin], directory: Path) -> Path:
    """Write the issues and the volume that binds them; give the volume's path."""
    for bulletin in bulletins:
        write_issue(bulletin, directory)
    volume = {"title": NAME, "year": YEAR, "issues": [f"{YEAR}-*.yaml"], "parts": ["contents", "issues"]}
    path = directory / "volume.yaml"
    path.write_text(yaml.safe_dump(volume, allow_unicode=True), "utf-8")
    return path
