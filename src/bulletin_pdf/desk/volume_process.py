"""One volume bound in a process of its own: python -m bulletin_pdf.desk.volume_process PLAN LANG PRINT ARCHIVE

Prints a line of JSON as each stage begins, and at the end one with the errors; 0 when the files are written.
"""

import json
import sys

from bulletin_pdf.desk import plain_words
from bulletin_pdf.messages import Language
from bulletin_pdf.problems import BulletinError, Problem
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume


def bind(plan: str, lang: Language, print_file: str, archive_file: str) -> int:
    """Bind a volume; return the exit code."""
    targets = (VolumeTarget("print", print_file), VolumeTarget("archive", archive_file))
    try:
        publish_volume(plan, targets, told=lambda stage: _tell(stage=stage))
    except BulletinError as error:
        _tell(errors=[_said(problem, lang) for problem in error.problems.errors])
        return 1
    except OSError as error:
        _tell(errors=[error.strerror or str(error)])
        return 3
    return 0


def _said(problem: Problem, lang: Language) -> str:
    place = "" if problem.span is None else problem.span.path.replace("\\", "/").rpartition("/")[2] + "："
    return f"{place}{plain_words.message(problem, lang)} {plain_words.hint(problem, lang)}".strip()


def _tell(**record: object) -> None:
    print(json.dumps(record, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    plan, lang, *files = sys.argv[1:]
    sys.exit(bind(plan, "en" if lang == "en" else "zh", *files))
