"""Fonts and profiles are the files their manifests speak of, and nothing lies beside them unexplained."""

import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
FONTS, ICC = ROOT / "fonts", ROOT / "icc"
FACES = json.loads((FONTS / "manifest.json").read_text("utf-8"))["fonts"]
NOTICE = (FONTS / "NOTICE").read_text("utf-8")
PROFILES = dict(
    re.findall(r"(FOGRA39L|FOGRA47L|sRGB) ([0-9a-f]{64})", (ICC / "README.md").read_text("utf-8"))
)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("face", FACES, ids=lambda face: face["role"])
def test_face(face: dict[str, Any]) -> None:
    path = FONTS / face["file"]
    if face["role"] == "rare" and not path.exists():
        pytest.skip("the pack of rare characters is not here")
    assert path.stat().st_size == face["bytes"]
    assert sha256(path) == face["sha256"]
    assert (FONTS / face["license_file"]).is_file()
    assert face["file"] in NOTICE
    assert face["license_file"] in NOTICE
    assert " ".join(face["copyright"].split()) in " ".join(NOTICE.split())


def test_no_stray_face() -> None:
    assert {path.relative_to(FONTS).as_posix() for path in FONTS.rglob("*.[ot]t[fc]")} <= {
        face["file"] for face in FACES
    }


@pytest.mark.parametrize("profile", sorted(ICC.glob("*.icc")), ids=lambda profile: profile.name)
def test_packed_copy_of_a_profile(profile: Path) -> None:
    # If a profile has changed: scripts/pack_profiles.py.
    packed = profile.with_name(f"{profile.name}.z").read_bytes()
    assert zlib.decompress(packed) == profile.read_bytes()
    assert len(packed) < len(zlib.compress(profile.read_bytes(), 9))


@pytest.mark.parametrize("file", ["FOGRA39L_coated.icc", "FOGRA47L.icc", "sRGB.icc"])
def test_profile(file: str) -> None:
    name = file.removesuffix(".icc").removesuffix("_coated")
    assert sha256(ICC / file) == PROFILES[name]
