"""What holds for every test."""

import compileall
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

SOURCE = Path(__file__).parent.parent / "src"

# How long an example takes says more of the machine than of the program; speed is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Words and modules that were edited since are compiled once before any test.

    Tests start the program some hundred times; where Python is told to write no bytecode, each start would
    compile all modules, which takes as long as the rest of a build.
    """
    if not hasattr(config, "workerinput"):
        from catalogues import compile_stale

        compile_stale()
        compileall.compile_dir(SOURCE, quiet=2)


@pytest.fixture(scope="session", autouse=True)
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests remember what they built in a place of their own, never in that of whoever runs them."""
    place = tmp_path_factory.mktemp("records")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BULLETIN_PDF_CACHE", str(place))
        yield place
