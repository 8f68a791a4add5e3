"""The command line run in the process of the tests, which spares the start of another."""

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from bulletin_pdf.cli.main import main


class Done(NamedTuple):
    """What is left of a run, as `subprocess.run` gives it."""

    returncode: int
    stdout: str
    stderr: str


def run_here(*arguments: object, cwd: Path, variables: Mapping[str, str] | None = None) -> Done:
    """Run the program in a directory; `variables`, if given, are the whole environment."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        if variables is not None:
            for name in os.environ.keys() - variables.keys():
                patch.delenv(name)
            for name, value in variables.items():
                patch.setenv(name, value)
        code = main([str(argument) for argument in arguments])
    return Done(code, *(_text(stream) for stream in (out, err)))


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    data = stream.buffer
    assert isinstance(data, io.BytesIO)
    return data.getvalue().decode("utf-8")
