"""Pack the shipped colour profiles as they stand in a PDF: `python scripts/pack_profiles.py`, after one has changed."""

from pathlib import Path

import deflate

ICC = Path(__file__).parent.parent / "icc"
_SMALLEST = 12


def main() -> None:
    for profile in ICC.glob("*.icc"):
        packed = bytes(deflate.zlib_compress(profile.read_bytes(), _SMALLEST))
        profile.with_name(f"{profile.name}.z").write_bytes(packed)


if __name__ == "__main__":
    main()
