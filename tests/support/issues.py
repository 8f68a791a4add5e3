"""Small issues for tests: a head, one report, and the blocks under test."""

from pathlib import Path

import yaml

from bulletin_pdf.build import Outcome, publish

PARAGRAPH = (
    "湘西州紧盯“一个目标、四个定位、五项工作、三个到位、六种能力”，全面推进新时代文明实践中心建设，"
    "取得了明显成效，群众满意度持续提升。州委、州政府主要领导高度重视，多次调研部署，明确责任，"
    "细化任务，建立台账，定期通报，形成上下联动、齐抓共管的工作格局。"
)


def issue_of(*body: object) -> dict[str, object]:
    """Give an issue with one report of these blocks."""
    return {
        "bulletin": "湖南精神文明建设",
        "publisher": "湖南省精神文明建设指导委员会办公室",
        "number": 30,
        "date": "2022-06-16",
        "contents": "none",
        "reports": [{"city": "湘西州", "title": "推动工作上台阶", "body": list(body)}],
    }


def write_issue(directory: Path, *body: object) -> Path:
    """Write such an issue as YAML."""
    source = directory / "issue.yaml"
    source.write_text(yaml.safe_dump(issue_of(*body), allow_unicode=True, sort_keys=False), "utf-8")
    return source


def publish_issue(directory: Path, *body: object, edition: str = "print") -> tuple[Path, Outcome]:
    """Set such an issue; give the PDF and what came of it."""
    target = directory / "issue.pdf"
    return target, publish(str(write_issue(directory, *body)), str(target), edition)
