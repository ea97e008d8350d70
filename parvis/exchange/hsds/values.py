"""Single values as HSDS wants them: web addresses, e-mails, identifiers. Shared by reader and writer."""

from parvis.core.identity import NAMESPACE, as_uuid, stable_id
from parvis.engines.intake.values import is_email, is_url, with_scheme

__all__ = ["NAMESPACE", "as_uuid", "is_email", "is_url", "stable_id", "with_scheme"]
