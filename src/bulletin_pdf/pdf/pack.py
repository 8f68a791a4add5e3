"""Compression of streams.

What was packed is unpacked by zlib wherever our files are read back: another witness than their maker.
"""

from _thread import allocate_lock, start_new_thread

import deflate

# Of the text and faces of a volume, level 7 saves 0.2 % more for a sixth of the time again, 10 saves 2.5 % for four times.
_LEVEL = 6


def pack(data: bytes) -> bytes:
    """Deflate data as /FlateDecode needs them; the same data give the same bytes on any machine."""
    return bytes(deflate.zlib_compress(data, _LEVEL))


class Packing:
    """Data that are packed while this thread goes on: the library needs no interpreter meanwhile.

    Of one issue this hides most of packing its faces, 8 ms of 150. `threading` would take half of that to import.
    """

    def __init__(self, data: bytes) -> None:
        """Begin."""
        self._packed: bytes | None = None
        self._fault: BaseException | None = None
        self._done = allocate_lock()
        self._done.acquire()
        start_new_thread(self._pack, (data,))

    def _pack(self, data: bytes) -> None:
        try:
            self._packed = pack(data)
        except BaseException as fault:
            self._fault = fault
        finally:
            self._done.release()

    def result(self) -> bytes:
        """Wait for the data packed; they are what `pack` returns. To be called once."""
        self._done.acquire()
        if self._packed is None:
            raise self._fault or MemoryError
        return self._packed
