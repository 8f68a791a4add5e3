"""The content streams of a file, read in one process or, where they are many, in several."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.readback.content_text import ChosenFonts, ContentText, StreamText, TextBox, read_content
from bulletin_pdf.pdf.readback.file_objects import FileObjects, ObjectId
from bulletin_pdf.pdf.readback.font_codes import ReadFont

Fonts = Mapping[ObjectId, Mapping[bytes, ReadFont]]
"""The fonts of each resource dictionary by their names there."""

_SHARE = 32
"""Streams in one task: reading them takes some five times as long as handing over what was read."""


class ContentStream(NamedTuple):
    """A stream as a page uses it: with its fonts, and the rectangle its text should stand in."""

    ref: ObjectId
    resources: ObjectId
    page: TextBox


class _StreamsRead(NamedTuple):
    texts: tuple[StreamText, ...]
    shown: tuple[tuple[ObjectId, bytes, bytes], ...]
    """Resources and name of each font, and all codes shown in it."""


def read_streams(
    file: FileObjects,
    streams: Sequence[ContentStream],
    fonts: Fonts,
    jobs: int,
    own: Iterable[object] = (),
) -> list[ContentText]:
    """Read every stream, in `jobs` processes at most; the fonts learn which codes are shown.

    The steps of `own` are done in this process, while others begin.
    """
    shares = [streams[start : start + _SHARE] for start in range(0, len(streams), _SHARE)]
    read = list(_all_read(partial(_read_share, file=file, fonts=fonts), shares, jobs, own))
    for share in read:
        for resources, name, codes in share.shown:
            fonts[resources][name].shown.append(codes)
    texts = chain.from_iterable(share.texts for share in read)
    return [
        ContentText(*text, partial(file.stream, stream.ref), fonts[stream.resources])
        for stream, text in zip(streams, texts, strict=True)
    ]


def _all_read(
    read: Callable[[Sequence[ContentStream]], _StreamsRead],
    shares: Sequence[Sequence[ContentStream]],
    jobs: int,
    own: Iterable[object],
) -> Iterable[_StreamsRead]:
    if jobs == 1 or len(shares) == 1:
        for _ in own:
            pass
        return map(read, shares)
    from bulletin_pdf.parallel import may_fork, processes_worth, results_in_order

    # A process that is not forked would have to be sent the whole file.
    return results_in_order(read, shares, processes_worth(len(shares), jobs) if may_fork() else 1, own)


def _read_share(streams: Sequence[ContentStream], file: FileObjects, fonts: Fonts) -> _StreamsRead:
    chosen: dict[tuple[ObjectId, TextBox], ChosenFonts] = {}
    texts = tuple(
        read_content(
            file.stream(one.ref),
            fonts[one.resources],
            one.page,
            chosen.setdefault((one.resources, one.page), {}),
        )
        for one in streams
    )
    shown: list[tuple[ObjectId, bytes, bytes]] = []
    for resources, group in fonts.items():
        for name, font in group.items():
            if font.shown:
                shown.append((resources, name, b"".join(font.shown)))
                font.shown.clear()
    return _StreamsRead(texts, tuple(shown))
