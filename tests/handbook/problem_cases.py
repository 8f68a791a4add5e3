"""Runs the examples of problems: each kind put into files that are otherwise right."""

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

import bulletin_pdf as bp
from bulletin_pdf.cli.main import main
from bulletin_pdf.handbook.in_chinese import in_chinese
from bulletin_pdf.handbook.problem_examples import ProblemExample
from bulletin_pdf.problems import BulletinError, Problems
from volume.conftest import volume_of

from .sample_folder import FILES, lay_out, lay_out_volume

_TEXT = "      半年来，开课640节。\n"
_BODY = "      - 落款:"
_LEFT_OUT = ("base.yaml", "rich.yaml")
"""Issues of the same number as typical.yaml: they may not lie beside it."""


class SampleFolder:
    """A folder with the files that the examples need, put back as it was before each of them."""

    def __init__(self, folder: Path) -> None:
        self.whole, self.folder = folder / "whole", folder / "at-work"
        lay_out(self.whole)
        lay_out_volume(self.whole)
        for name in _LEFT_OUT:
            (self.whole / name).unlink()
        self.typical = (FILES / "typical.yaml").read_text("utf-8")

    def fresh(self) -> None:
        """Put everything back."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.whole, self.folder, copy_function=_link)

    def lay(self, files: Mapping[str, Any]) -> None:
        """Put the files there that an example wants, as `command.yaml` says how."""
        for name, made in files.items():
            path = self.folder / name
            path.parent.mkdir(exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(made.encode() if isinstance(made, str) else self._made(made))

    def _made(self, made: Mapping[str, Any]) -> bytes:
        data: bytes = (self.whole / made["from"]).read_bytes()
        for before, after in made.get("put", {}).items():
            assert before.encode() in data, before
            data = data.replace(before.encode(), after.encode())
        if "encoding" in made:
            data = data.decode().encode(made["encoding"], "replace")
        if "damage" in made:
            data = data[:-30] + b"\xff" + data[-30:]
        return data[: int(made.get("cut", len(data)))]


def _link(source: str, target: str) -> None:
    """Faces are not copied; a file that an example changes is one of its own."""
    if source.endswith((".ttf", ".jpg", ".png")):
        Path(target).hardlink_to(source)
    else:
        shutil.copyfile(source, target)


def codes_of(example: ProblemExample, right: bool, samples: SampleFolder) -> set[str]:
    """Return the codes that one side of an example gives."""
    samples.fresh()
    given = example.right if right else example.wrong
    if example.kind == "command":
        samples.lay(example.more.get("given", {}))
        samples.lay(example.more.get("after", {}) if right else {})
        with contextlib.chdir(samples.folder):
            return _said(given)
    if example.kind == "volume":
        return _of_volume(example, given, samples)
    if example.kind == "office":
        listed = example.more["list"] if right else example.more.get("list_wrong", example.more["list"])
        samples.lay({"office.yaml": listed + "\n"})
        return _of_issue(_with_text(samples.typical, given) + "词表: office.yaml\n", samples)
    if example.kind == "design":
        samples.lay({"own.yaml": given or "{}"})
        return _of_issue(samples.typical + "版式: ./own.yaml\n", samples)
    if example.kind == "text":
        return _of_issue(_with_text(samples.typical, given), samples)
    return _of_issue(_put(samples.typical, example.more.get("at", example.right), given), samples)


def _with_text(issue: str, text: str) -> str:
    return issue.replace(_TEXT, "".join(f"      {line}\n" for line in text.split("\n")))


def _put(issue: str, place: str, given: str) -> str:
    if place == "end":
        return f"{issue}{given}\n"
    if place == "body":
        lines = "".join(f"      {line}\n" for line in given.split("\n"))
        return issue.replace(_BODY, lines + _BODY)
    assert place in issue, place
    return issue.replace(place, given, 1)


def _of_issue(text: str, samples: SampleFolder) -> set[str]:
    path = samples.folder / "typical.yaml"
    path.write_text(text, "utf-8")
    try:
        return {str(problem.code) for problem in bp.Issue.read(path).check().problems}
    except BulletinError as error:
        return {str(problem.code) for problem in error.problems}


def _said(commands: str) -> set[str]:
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        for line in commands.splitlines():
            main([*shlex.split(line), "--lang", "zh"])
    return set(re.findall(r"\bB\d{3}\b", said.getvalue()))


def _of_volume(example: ProblemExample, given: str, samples: SampleFolder) -> set[str]:
    for name, put in example.more.get("also", {}).items():
        samples.lay({name: {"from": name, "put": put}})
    if "file" in example.more:
        name, place = example.more["file"], example.more["at"]
        text = (samples.folder / name).read_text("utf-8")
        assert place in text
        (samples.folder / name).write_text(text.replace(place, given), "utf-8")
        given = example.more.get("volume", "")
    path = samples.folder / "year.yaml"
    year = yaml.load(in_chinese(path.read_text("utf-8"), "volume"), yaml.BaseLoader)
    # The issues alone: nothing of what is around them has a say here, and it is quicker.
    whole = {**year, "组成": ["各期"], **(yaml.load(given, yaml.BaseLoader) or {})}
    path.write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
    problems = Problems()
    try:
        volume_of(path, problems)
    except BulletinError as error:
        problems = error.problems
    return {str(problem.code) for problem in problems}
