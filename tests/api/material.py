"""Texts that the tests of the Python API set."""

import shutil
from pathlib import Path

ISSUES = Path(__file__).parent.parent.parent / "issues"
MODEL = ISSUES / "2022-zk30.yaml"

TEXT = """\
bulletin: 湖南精神文明建设
number: 30
publisher: 湖南省文明办
date: 2022-06-16
reports:
  - city: 湘西州
    title: 推动工作上台阶
    text: |
      湘西州全面推进新时代文明实践中心建设，取得明显成效。

      **强统筹。**州委主要领导多次调研，明确责任,细化任务。
"""


def model_in(directory: Path) -> Path:
    """Copy the model issue and what it shares; return its path."""
    for path in ISSUES.glob("*.yaml"):
        shutil.copy(path, directory)
    return directory / MODEL.name
