"""档号 of an issue (A-41): 全宗号-档案门类代码·年度-保管期限-机构（问题）代码-件号."""

from collections.abc import Mapping
from typing import Final

RETENTION_WORDS: Final[Mapping[str, str]] = {"Y": "永久", "D30": "30年", "D10": "10年"}
"""保管期限 as it is written on covers and boxes."""


def archival_code(fonds: str, category: str, year: int, retention: str, office: str, item: int) -> str:
    """Return the code of an item: J001-WS·2022-D30-BGS-0030; the office may be empty, which leaves its part out."""
    parts = (retention, office, f"{item:04d}")
    return f"{fonds}-{category}·{year}-{'-'.join(part for part in parts if part)}"
