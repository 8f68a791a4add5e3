"""What is packed comes back, from another library than the one that packed it."""

import zlib

from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.pdf.pack import pack


@given(st.binary(max_size=2_000), st.integers(1, 200))
def test_zlib_unpacks_what_was_packed(data: bytes, times: int) -> None:
    packed = pack(data * times)
    assert zlib.decompress(packed) == data * times
    assert packed == pack(data * times)
