"""Values of options in the reader's own words: `--edition 套红` is `--edition overprint`."""

from collections.abc import Mapping, Sequence

EDITIONS: Mapping[str, str] = {
    "付印版": "print",
    "印刷版": "print",
    "套红": "overprint",
    "套红版": "overprint",
    "红头": "head",
    "归档": "archive",
    "归档版": "archive",
    "阅览版": "screen",
    "屏幕版": "screen",
    "校样": "proof",
}
REDS: Mapping[str, str] = {"四色": "process", "国标": "gb", "专色": "spot"}
INTENTS: Mapping[str, str] = {"胶版纸": "fogra47", "铜版纸": "fogra39"}
LANGUAGES: Mapping[str, str] = {"中文": "zh", "英文": "en"}
FORMATS: Mapping[str, str] = {"文字": "text"}
SCHEMES: Mapping[str, str] = {"骑马订": "saddle", "胶装": "perfect", "平订": "perfect", "缩小打样": "nup"}
PAPERS: Mapping[str, str] = {"文档": "docx", "校样": "pdf", "两种": "both"}
EVERYTHING: Mapping[str, str] = {"全部": "all"}
KINDS: Mapping[str, str] = {
    "简报": "issue",
    "共有": "bulletin",
    "版式": "design",
    "合订本": "volume",
    "词表": "wordlist",
}

STAGES: Mapping[str, str] = {
    "归档": "archiving",
    "移交": "transfer",
    "移交与接收": "transfer",
    "长期保存": "keeping",
    "保存": "keeping",
}


class SpokenValue:
    """Reads a value that may be said in Chinese; others are left to the check of choices."""

    def __init__(self, words: Mapping[str, str]) -> None:
        """Take the Chinese words and the values they stand for."""
        self.words = words

    def __call__(self, value: str) -> str:
        """Return the value."""
        return self.words.get(value.strip(), value)


def spoken(words: Mapping[str, str]) -> SpokenValue:
    """Return a reader of values that takes Chinese words too."""
    return SpokenValue(words)


def values_shown(names: Sequence[str], words: Mapping[str, str], lang: str | None) -> list[str]:
    """Return values as help lists them, in Chinese each with its Chinese name."""
    first: dict[str, str] = {}
    for word, value in words.items():
        first.setdefault(value, word)
    return [f"{name}（{first[name]}）" if lang == "zh" and name in first else name for name in names]
