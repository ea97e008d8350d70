"""What can go wrong, as codes. The doors turn a code into a plain sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping


class ParvisError(Exception):
    """Base of every refusal. `code` is `room.what`; `params` fill the sentence and never hold personal data."""

    code = "parvis.error"

    def __init__(self, code: str | None = None, **params: object) -> None:
        self.code = code or type(self).code
        self.params = params
        super().__init__(self.code)


class NotFound(ParvisError):
    """There is no such thing, or it is not for this actor: the two can't be told apart, on purpose."""

    code = "parvis.not_found"


class Refused(ParvisError):
    """A rule or a state says no."""

    code = "parvis.refused"


class Stale(ParvisError):
    """Somebody else changed the record since the form was opened."""

    code = "parvis.stale"


class Invalid(ParvisError):
    """Input that can't be taken as it is: `fields` maps a field's name to a reason code."""

    code = "parvis.invalid"

    def __init__(self, fields: Mapping[str, str], code: str | None = None, **params: object) -> None:
        super().__init__(code, **params)
        self.fields = dict(fields)
