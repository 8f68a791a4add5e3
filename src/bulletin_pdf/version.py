"""The version of the program (https://semver.org, for what docs/python.md calls public)."""

__version__ = "0.2.0"
