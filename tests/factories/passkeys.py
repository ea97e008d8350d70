"""A key on a stick, in plain Python: it makes itself known and answers as a browser would send it on (WebAuthn)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class Stick:
    """One key, for one origin."""

    origin: str = "https://testserver"
    host: str = "testserver"
    number: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    counter: int = 0
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """What a browser sends for `navigator.credentials.create`."""
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.number, public)
        known = AuthenticatorData.create(self._host_digest(), PRESENT | VERIFIED | WITH_KEY, self.counter, credential)
        whole = AttestationObject.create("none", known, {})
        return self._told(
            {"clientDataJSON": self._client("webauthn.create", options), "attestationObject": bytes(whole)}
        )

    def shown(self, options: Mapping[str, Any]) -> dict[str, Any]:
        """And for `navigator.credentials.get`."""
        self.counter += 1
        known = bytes(AuthenticatorData.create(self._host_digest(), PRESENT | VERIFIED, self.counter))
        client = self._client("webauthn.get", options)
        signature = self.key.sign(known + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._told({"clientDataJSON": client, "authenticatorData": known, "signature": signature})

    def _host_digest(self) -> bytes:
        return sha256(self.host.encode()).digest()

    def _client(self, way: str, options: Mapping[str, Any]) -> bytes:
        return json.dumps({"type": way, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _told(self, response: Mapping[str, bytes]) -> dict[str, Any]:
        number = websafe_encode(self.number)
        parts = {name: websafe_encode(value) for name, value in response.items()}
        return {"id": number, "rawId": number, "type": "public-key", "response": parts}
