"""The words this program adds to a page, in the script of the bulletin."""

from bulletin_pdf.issue.model import Lang

_TRADITIONAL = str.maketrans("报发签单续总编辑审对传邮网页录门", "報發簽單續總編輯審對傳郵網頁錄門")


def in_script(words: str, lang: Lang) -> str:
    """Return words of the program's own in traditional characters where the bulletin is set in them."""
    return words.translate(_TRADITIONAL) if lang == "zh-Hant" else words
