"""A volume set in several processes is the same file, byte for byte."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume

ISSUE = """
bulletin: 湖南精神文明建设
number: {number}
publisher: 湖南省精神文明建设指导委员会办公室
date: 2022-0{number}-15
reports:
  - city: 长沙市
    title: {title}
    text: |
      {text}
"""
TEXTS = {
    1: "各地把文明实践建在村口——院坝里、屋檐下……群众说好。",
    2: "村支书𠮷永（音同“吉”）和𬴂骏带头，一是宣讲，二是帮扶。",
    3: "𬴂骏又来了，𠮷永也来了：他们带来了e\u0301lan一词的读法。",
    4: "没有生僻字的一期，照样——排。",
    5: "雨水管网改了三公里……",
    6: "老戏台前有了新风榜。",
    7: "𠮷永一家被评为文明家庭。",
    8: "一是清垃圾，二是种果树——村子变了样。",
}


def volume_of_texts(directory: Path) -> str:
    for number, text in TEXTS.items():
        (directory / f"2022-0{number}.yaml").write_text(
            ISSUE.format(number=number, title=f"第{number}期的经验", text=text), "utf-8"
        )
    volume = directory / "volume.yaml"
    said = 'title: 湖南精神文明建设\nyear: 2022\nissues: ["2022-*.yaml"]\nparts: [title, contents, issues]\n'
    volume.write_text(said, "utf-8")
    return str(volume)


@pytest.mark.parametrize("edition", ["print", "archive"])
def test_jobs_change_no_byte(tmp_path: Path, edition: Any) -> None:
    volume = volume_of_texts(tmp_path)
    files = []
    for jobs in (1, 2):
        target = tmp_path / f"{jobs}.pdf"
        command = ["volume", volume, "-q", "-o", str(target), "--edition", edition, "--jobs", str(jobs)]
        subprocess.run([sys.executable, "-m", "bulletin_pdf", *command], check=True)
        files.append(target.read_bytes())
    threaded = tmp_path / "threaded.pdf"
    with ThreadPoolExecutor(1) as pool:  # no process may be forked then
        pool.submit(publish_volume, volume, [VolumeTarget(edition, str(threaded))], jobs=2).result()
    assert files[0] == files[1] == threaded.read_bytes()


def test_problems_of_issues_are_the_same_with_any_number_of_jobs(tmp_path: Path) -> None:
    volume = volume_of_texts(tmp_path)
    for number in (3, 7):
        path = tmp_path / f"2022-0{number}.yaml"
        path.write_text(path.read_text("utf-8").replace("publisher:", "publishr:"), "utf-8")
    said = []
    for jobs in ("1", "2"):
        command = ["volume", volume, "-o", str(tmp_path / "out.pdf"), "--jobs", jobs]
        done = subprocess.run(
            [sys.executable, "-m", "bulletin_pdf", *command], capture_output=True, check=False
        )
        assert done.returncode == 1
        said.append(done.stderr)
    assert said[0] == said[1]
    assert said[0].count(b"publishr") >= 2


DYING = """
import os, signal, sys
import bulletin_pdf.volume.{module} as module

right = module.{name}

parent = os.getpid()

def dying(task, *rest, **named):
    path = task.path if hasattr(task, "path") else task.issue.path
    if os.getpid() != parent and "2022-02" in path:  # among those a forked process is given first
        os.kill(os.getpid(), signal.SIGKILL)
    return right(task, *rest, **named)

module.{name} = dying
from bulletin_pdf.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(("module", "name"), [("issues.set_issues", "_set"), ("plan.read_issues", "_read")])
def test_a_process_that_dies_is_told_with_its_issue(tmp_path: Path, module: str, name: str) -> None:
    script = DYING.format(module=module, name=name)
    command = ["volume", volume_of_texts(tmp_path), "-o", str(tmp_path / "out.pdf"), "--jobs", "2"]
    done = subprocess.run(
        [sys.executable, "-c", script, *command], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "B880" in done.stderr and "2022-02.yaml" in done.stderr
    assert "Traceback" not in done.stderr and not (tmp_path / "out.pdf").exists()
