"""A model of three words in a row, where one is installed: whether a text is likelier with another word in it.

The input method of Fcitx ships such a model of Chinese (Debian: libime-data-language-model, zh_CN.lm); the
package kenlm reads it. Without either, spelling rests on the frequencies of words alone.
"""

import os
from collections.abc import Callable
from functools import lru_cache
from glob import glob
from importlib.util import find_spec
from typing import Any

from bulletin_pdf.proof.lexicon import segments

MODEL = "BULLETIN_PDF_MODEL"
"""Names the file of the model; empty for none."""
_PLACES = ("/usr/lib/*/libime/zh_CN.lm", "/usr/lib/libime/zh_CN.lm", "/usr/share/libime/zh_CN.lm")
_AROUND = 8
"""Characters on either side that are weighed with a word."""

Weigh = Callable[[str, int, int, str], float]
"""Text, start, end, word → by how much the common logarithm of its likelihood rises with the word in that place."""


def model_path() -> str:
    """Return the file of the model that is used; empty when there is none, or nothing to read it with."""
    return _usable(os.environ.get(MODEL))


@lru_cache(maxsize=8)
def _usable(chosen: str | None) -> str:
    """Return the file chosen, or the one installed, if it is there and can be read."""
    if chosen is None:
        chosen = next((path for place in _PLACES for path in sorted(glob(place))), "")
    return chosen if chosen and os.path.isfile(chosen) and find_spec("kenlm") else ""


def weigh_with_model() -> Weigh | None:
    """Return what weighs a word in its place; None without a model."""
    path = model_path()
    return _weigher(path) if path else None


@lru_cache(maxsize=2)
def _weigher(path: str) -> Weigh | None:
    try:
        from kenlm import Model

        model = Model(path)
    except (ImportError, OSError):
        return None

    def weigh(text: str, start: int, end: int, word: str) -> float:
        first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
        mended = text[first:start] + word + text[end:last]
        return _likelihood(mended, model) - _likelihood(text[first:last], model)

    return weigh


def _likelihood(text: str, model: Any) -> float:
    words = [part for word in segments(text).words for part in ([word] if word in model else word)]
    return float(model.score(" ".join(words), bos=False, eos=False))
