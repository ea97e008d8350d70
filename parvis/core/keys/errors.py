from parvis.kernel.errors import ParvisError, Refused


class KeysMissing(ParvisError):
    """The key that sealed this value is not in the key folder."""

    code = "keys.missing"


class KeysLocked(ParvisError):
    """The house is locked: no key can be used until enough keepers put their shares together."""

    code = "keys.locked"


class KeysExposed(ParvisError):
    """A file or folder of keys is open to others than its owner."""

    code = "keys.exposed"


class KeysRefused(Refused):
    """What was asked of the keys can't be done: each `keys.…` code says why."""

    code = "keys.refused"
