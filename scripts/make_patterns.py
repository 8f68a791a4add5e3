"""Compiles the regular expressions of the program beforehand, for `bulletin_pdf.patterns`.

    python scripts/make_patterns.py [PYTHON …]       # for this Python and for others

`make docs` does it for the Python it runs in; others need not have the program installed. A line with a pattern is
followed by one with its program: flags, number of groups, instructions, names and numbers of groups. A file that is older than the program does
no harm: what is not in it is compiled when it is used.
"""

import re
import subprocess
import sys
import zlib
from array import array
from ast import literal_eval
from base64 import b64encode
from pathlib import Path

DIRECTORY = Path(__file__).parent.parent / "src" / "bulletin_pdf" / "data" / "patterns"


def main(arguments: list[str]) -> None:
    if arguments == ["-"]:
        print(*map(_lines, sys.stdin.read().splitlines()), sep="\n")
        return
    own_file().write_text(own_programs(), "ascii")
    for python in arguments:
        call = [
            python,
            "-c",
            "import _sre, sys; print(_sre.MAGIC, 8 * _sre.CODESIZE, sys.byteorder, sep='-')",
        ]
        name = subprocess.run(call, check=True, capture_output=True, text=True).stdout.strip()
        made = subprocess.run(
            [python, __file__, "-"], input="\n".join(_sources()), check=True, capture_output=True, text=True
        )
        (DIRECTORY / f"{name}.txt").write_text(made.stdout, "ascii")


def own_file() -> Path:
    """Give the path of what is for this Python."""
    from bulletin_pdf.patterns import file_name

    return DIRECTORY / file_name()


def own_programs() -> str:
    """Give what should stand in it."""
    return "\n".join(map(_lines, _sources())) + "\n"


def _sources() -> list[str]:
    """Give every pattern of the program that is compiled late, as Python writes it in ASCII, in order."""
    import gc
    import pkgutil
    from importlib import import_module

    import bulletin_pdf
    from bulletin_pdf.patterns import LatePattern

    names = {module.name for module in pkgutil.walk_packages(bulletin_pdf.__path__, "bulletin_pdf.")}
    for name in names - {"bulletin_pdf.__main__"}:
        import_module(name)
    return sorted({ascii(each.pattern) for each in gc.get_objects() if type(each) is LatePattern})


def _lines(source: str) -> str:
    """Give a pattern and what `re.compile` would hand to the matcher."""
    parsed = re._parser.parse(literal_eval(source), 0)  # type: ignore[attr-defined]
    code = array("I", re._compiler._code(parsed, 0))  # type: ignore[attr-defined]
    names = "".join(f" {name} {number}" for name, number in parsed.state.groupdict.items())
    program = b64encode(zlib.compress(code.tobytes(), 9)).decode()
    return f"{source}\n{parsed.state.flags} {parsed.state.groups - 1} {program}{names}"


if __name__ == "__main__":
    main(sys.argv[1:])
