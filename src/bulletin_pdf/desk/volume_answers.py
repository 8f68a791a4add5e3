"""Requests about the volumes of a folder (年度合订本): parts, binding in a separate process, progress."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from bulletin_pdf.desk.issue_answers import Desk
from bulletin_pdf.desk.publishing import FOLDER
from bulletin_pdf.desk.request_values import Record, WrongRequestError, lang_of, read_list, read_text
from bulletin_pdf.desk.words import say
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.messages import Language
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.safe_files import replace_file
from bulletin_pdf.volume.plan.volume_vocabulary import DEFAULT_PARTS, PART_TITLES, PART_WORDS, PARTS, VOLUME
from bulletin_pdf.yamldoc.edit import edited
from bulletin_pdf.yamldoc.key_table import is_han
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.operations import SetValue
from bulletin_pdf.yamldoc.parse import load
from bulletin_pdf.yamldoc.scalars import value_lines

EDITIONS = ("print", "archive")


class VolumeRun:
    """One volume that is being bound, or was; the process is one of its own, so that it can be ended at any moment."""

    def __init__(self, plan: Path, targets: Sequence[Path], lang: Language) -> None:
        """Begin to bind; the files take their places when all of them are whole."""
        self.plan, self.targets = plan, tuple(targets)
        self.began = time.monotonic()
        self.ended: float | None = None
        self.cancelled = False
        self.stage = ""
        self.errors: list[str] = []
        command = [
            sys.executable,
            "-m",
            "bulletin_pdf.desk.volume_process",
            str(plan),
            lang,
            *map(str, targets),
        ]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=plan.parent, encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError):
            for line in self._process.stdout:
                record = json.loads(line)
                self.stage = record.get("stage", self.stage)
                self.errors = record.get("errors", self.errors)
        self._process.wait()
        self.ended = time.monotonic()

    def cancel(self) -> None:
        """End it; the files that were there stay."""
        if self.ended is None:
            self.cancelled = True
            self._process.terminate()

    @property
    def state(self) -> str:
        """binding, done, cancelled or failed."""
        if self.ended is None:
            return "binding"
        if self.cancelled:
            return "cancelled"
        return "done" if self._process.returncode == 0 else "failed"


class Volumes:
    """The volumes of a desk."""

    def __init__(self, desk: Desk) -> None:
        """Work for a desk."""
        self.desk = desk
        self._binding: dict[str, VolumeRun] = {}

    def volumes(self, asked: Record) -> Record:
        """Return the volumes of the folder, one for each year of its issues that has none yet too."""
        lang = lang_of(asked)
        plans = [self._plan(path, lang) for path in self._paths()]
        years = {entry.year for entry in self.desk.folder.entries() if entry.year and "/" not in entry.file}
        new = [
            self._proposed(year) for year in sorted(years - {plan["year"] for plan in plans}, reverse=True)
        ]
        return {"volumes": [*plans, *new], "parts": self._parts(lang)}

    def bind(self, asked: Record) -> Record:
        """Write which parts a volume has, and begin to bind it."""
        file = read_text(asked.get("file"))
        parts = [part for part in PARTS if part in set(map(read_text, read_list(asked.get("parts"))))]
        if "issues" not in parts:
            raise WrongRequestError
        self.desk.save_texts()
        running = self._binding.get(file)
        if running is not None and running.state == "binding":
            return self._state(file, lang_of(asked))
        plan = self._written(file, parts)
        targets = [
            plan.parent / FOLDER / f"{plan.stem}{'' if each == 'print' else '.' + each}.pdf"
            for each in EDITIONS
        ]
        targets[0].parent.mkdir(exist_ok=True)
        self._binding[file] = VolumeRun(plan, targets, lang_of(asked))
        return self._state(file, lang_of(asked))

    def bound(self, asked: Record) -> Record:
        """Return how far a volume is."""
        return self._state(read_text(asked.get("file")), lang_of(asked))

    def cancel(self, asked: Record) -> Record:
        """End binding a volume; its old files stay."""
        file = read_text(asked.get("file"))
        if file in self._binding:
            self._binding[file].cancel()
        return self._state(file, lang_of(asked))

    def end(self) -> None:
        """End all that is being bound."""
        for each in self._binding.values():
            each.cancel()

    def made(self, file: str, name: str) -> Path | None:
        """Return a file of a volume by its name; None for any other."""
        plan = self.desk.folder.issue_path(file)
        path = plan.parent / FOLDER / name
        is_ours = name in {f"{plan.stem}.pdf", f"{plan.stem}.archive.pdf"}
        return path if is_ours and path.is_file() else None

    def _state(self, file: str, lang: Language) -> Record:
        binding = self._binding.get(file)
        if binding is None:
            return {"state": "none", "stage": "", "seconds": 0, "files": [], "problems": []}
        seconds = round((binding.ended or time.monotonic()) - binding.began)
        files = [
            {"name": path.name, "address": f"/bound/{path.name}?file={file}"}
            for path in binding.targets
            if binding.state == "done" and path.is_file()
        ]
        problems = binding.errors[:20]
        if binding.state == "failed" and not problems:
            problems = [say("not-bound", lang)]
        return {
            "state": binding.state,
            "stage": binding.stage,
            "seconds": seconds,
            "files": files,
            "problems": problems,
        }

    def _paths(self) -> list[Path]:
        found = []
        for path in sorted(self.desk.folder.root.glob("*.y*ml")):
            root = load(str(path), Problems()) if path.is_file() else None
            if root is not None and any(key.value in VOLUME.by_name["issues"].names for key, _ in root.pairs):
                found.append(path)
        return found

    def _plan(self, path: Path, lang: Language) -> dict[str, object]:
        root = load(str(path), Problems())
        assert root is not None
        said = {
            VOLUME.by_name[key.value].name: value for key, value in root.pairs if key.value in VOLUME.by_name
        }
        year = said["year"].value if "year" in said else ""
        title = said["title"].value if "title" in said else path.stem
        return {
            "file": path.name,
            "title": title,
            "year": int(year) if year.isdecimal() else None,
            "parts": _chosen(said.get("parts")),
            "isNew": False,
            "bound": self._state(path.name, lang),
        }

    def _proposed(self, year: int) -> dict[str, object]:
        name = next(
            entry for entry in self.desk.folder.entries() if entry.year == year and "/" not in entry.file
        )
        try:
            title = read_issue(str(self.desk.folder.root / name.file)).issue.masthead.name.text
        except (BulletinError, OSError):
            title = name.series
        file = f"{year}年合订本.yaml"
        return {"file": file, "title": title, "year": year, "parts": DEFAULT_PARTS, "isNew": True,
                "bound": {"state": "none", "stage": "", "seconds": 0, "files": [], "problems": []}}  # fmt: skip

    def _parts(self, lang: Language) -> list[Record]:
        return [{"name": part, "title": PART_TITLES[part] if lang == "zh" else part} for part in PARTS]

    def _written(self, file: str, parts: Sequence[str]) -> Path:
        """Return the plan of a volume with these parts; one that is not there yet is written."""
        root = self.desk.folder.root
        new = next(
            (each for each in self.volumes({})["volumes"] if each["file"] == file and each["isNew"]), None
        )
        if new is not None:
            files = [
                entry.file
                for entry in self.desk.folder.entries()
                if entry.year == new["year"] and "/" not in entry.file
            ]
            data = {
                "刊名": new["title"],
                "年份": str(new["year"]),
                "各期": sorted(files),
                "组成": [PART_TITLES[part] for part in PARTS if part in parts],
            }
            replace_file(str(root / file), ("\n".join(value_lines(data, 0)) + "\n").encode("utf-8"))
            return root / file
        plan = self.desk.folder.issue_path(file)
        text = plan.read_text("utf-8")
        node = load(str(plan), Problems())
        if node is None:
            raise WrongRequestError
        if list(
            _chosen(
                next((value for key, value in node.pairs if key.value in VOLUME.by_name["parts"].names), None)
            )
        ) != list(parts):
            replace_file(str(plan), edited(text, [_parts_edit(node, parts)]).encode("utf-8"))
        return plan


def _chosen(node: Node | None) -> Sequence[str]:
    if node is None or node.kind != "list":
        return DEFAULT_PARTS
    return [PART_WORDS[item.value] for item in node.items if item.value in PART_WORDS]


def _parts_edit(root: Node, parts: Sequence[str]) -> SetValue:
    names = VOLUME.by_name["parts"].names
    chinese = any(is_han(key.value) for key, _ in root.pairs)
    key = next((key.value for key, _ in root.pairs if key.value in names), names[chinese])
    return SetValue((key,), [PART_TITLES[part] if chinese else part for part in PARTS if part in parts])
