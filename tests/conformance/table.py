"""The whole table of checks: importing this module has read every module that adds to it."""

from conformance import geometry, lines, paging, parts, type
from conformance.rules import CHECKS, Check

MODULES = (geometry, lines, paging, parts, type)

__all__ = ["CHECKS", "MODULES", "Check"]
