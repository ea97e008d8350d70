"""A sealed stream comes back as it went in, whatever the portions; any change of it is found."""

import io
from collections.abc import Callable

import pytest

from parvis.engines.secrecy import StreamBroken, reader, writer
from parvis.engines.secrecy.stream import PIECE

KEY, HEAD = bytes(range(32)), b"a line in clear\n"
SEALED = PIECE + 16
LENGTHS = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 7]


def sealed(plain: bytes, portion: int = 70_001) -> bytes:
    file = io.BytesIO()
    stream = writer(file, key=KEY, head=HEAD)
    for at in range(0, len(plain), portion):
        stream.write(plain[at : at + portion])
    stream.close()
    return file.getvalue()


def opened(data: bytes, *, key: bytes = KEY, head: bytes = HEAD) -> bytes:
    return b"".join(reader(io.BytesIO(data), key=key, head=head))


def content(length: int) -> bytes:
    return bytes(at * 7 % 251 for at in range(1000)) * (length // 1000 + 1)


@pytest.mark.parametrize("length", LENGTHS)
def test_it_comes_back(length: int) -> None:
    plain = content(length)[:length]
    assert opened(sealed(plain)) == plain
    assert opened(sealed(plain, portion=PIECE)) == plain


@pytest.mark.parametrize("length", LENGTHS)
def test_a_cut_is_found_wherever_it_is(length: int) -> None:
    data = sealed(content(length)[:length])
    for cut in {0, 31, 32, 33, len(data) - 1, *(end for end in range(32 + SEALED, len(data), SEALED))}:
        with pytest.raises(StreamBroken):
            opened(data[:cut])
    with pytest.raises(StreamBroken):
        opened(data + b"x")


@pytest.mark.parametrize("at", [0, 31, 32, 32 + PIECE, 32 + SEALED, -1, -17])
def test_a_changed_byte_is_found(at: int) -> None:
    data = bytearray(sealed(content(2 * PIECE)[: 2 * PIECE]))
    data[at] ^= 1
    with pytest.raises(StreamBroken):
        opened(bytes(data))


def pieces(data: bytes) -> list[bytes]:
    body = data[32:]
    return [data[:32], *(body[at : at + SEALED] for at in range(0, len(body), SEALED))]


@pytest.mark.parametrize(
    "rearrange",
    [
        lambda p: [p[0], p[2], p[1], *p[3:]],
        lambda p: [p[0], p[1], p[1], *p[2:]],
        lambda p: [p[0], *p[2:]],
        lambda p: p[:-1],
    ],
    ids=["exchanged", "doubled", "left out", "last taken away"],
)
def test_pieces_keep_their_order(rearrange: Callable[[list[bytes]], list[bytes]]) -> None:
    data = sealed(content(3 * PIECE)[: 3 * PIECE])
    with pytest.raises(StreamBroken):
        opened(b"".join(rearrange(pieces(data))))


def test_key_and_head_belong_to_it() -> None:
    data = sealed(b"plain")
    for wrong in ({"key": bytes(32)}, {"head": b"another line\n"}):
        with pytest.raises(StreamBroken):
            opened(data, **wrong)
    assert b"plain" not in data
    assert sealed(b"plain") != data
