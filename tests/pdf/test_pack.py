"""What is packed comes back, from another library than the one that packed it."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.pdf.pack import Packing, pack


@given(st.binary(max_size=2_000), st.integers(1, 200))
def test_zlib_unpacks_what_was_packed(data: bytes, times: int) -> None:
    packed = pack(data * times)
    assert zlib.decompress(packed) == data * times
    assert packed == pack(data * times)


def test_packing_beside_gives_the_same() -> None:
    data = [bytes([number]) * 100_000 + b"end" for number in range(6)]
    assert [packing.result() for packing in list(map(Packing, data))] == list(map(pack, data))


def test_what_fails_beside_is_told_where_it_is_asked_for() -> None:
    packing = Packing("no bytes")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        packing.result()
