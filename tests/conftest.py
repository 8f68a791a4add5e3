"""What holds for every test."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

# How long an example takes says more of the machine than of the program; speed is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """The words of the program are read compiled: a catalogue edited since is compiled once before any test."""
    if not hasattr(config, "workerinput"):
        from catalogues import compile_stale

        compile_stale()


@pytest.fixture(scope="session", autouse=True)
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests remember what they built in a place of their own, never in that of whoever runs them."""
    place = tmp_path_factory.mktemp("records")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BULLETIN_PDF_CACHE", str(place))
        yield place
