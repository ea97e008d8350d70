"""What waits at the sign-in is shown as it was typed, without what the form carried by itself."""

from uuid import uuid4

from parvis.core.keys import seal
from parvis.web.shell.resume import Typed


def test_only_what_somebody_typed_is_shown() -> None:
    sealed = seal("an answer of an earlier page", scope="common", bound_to="x")
    typed = Typed(
        "/fr/staff/receive/",
        [("once", uuid4().hex), ("visit", str(uuid4())), ("kept", sealed), ("language", "fr"), ("words", "Nous cherchons un toit.")],
    )  # fmt: skip
    assert typed.words == ["Nous cherchons un toit."]
    assert len(typed.fields) == 5, "all of it is sent all the same"
