"""The key of the demo's staff link: it signs in without a password, and exists in the demo alone."""

import hashlib
import hmac

from survey_service.settings import Settings


def key_for(settings: Settings) -> str:
    """The key, which follows from the demo's secret."""
    secret = settings.secret_key.get_secret_value().encode()
    return hmac.new(secret, b"staff link of the demo", hashlib.sha256).hexdigest()[:32]
