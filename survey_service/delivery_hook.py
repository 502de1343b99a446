"""News of mails that a mail service sends us over HTTPS, signed as Standard Webhooks are (standardwebhooks.com)."""

import base64
import binascii
import hashlib
import hmac
import re
import time
from collections.abc import Mapping

from pydantic import BaseModel, Field, ValidationError

from survey_service.deliveries import Told
from survey_service.errors import SurveyServiceError
from survey_service.models import DeliveryKind

LONGEST_BYTES = 256 * 1024
MOST_EVENTS = 500
TOLERANCE_S = 300
PREFIX = "whsec_"


class NotSigned(SurveyServiceError):
    """The signature is missing, wrong or too old."""

    status = 401


class Unreadable(SurveyServiceError):
    """What was sent is not what the documentation says; the message tells where."""

    status = 422


class Event(BaseModel):
    """One piece of news. `id` is the service's own: the same id is the same news."""

    id: str = Field(min_length=1, max_length=200)
    type: DeliveryKind
    message_id: str = Field(min_length=3, max_length=500)
    status: str = Field(default="", pattern=r"^([245]\.\d{1,3}\.\d{1,3})?$")
    detail: str = Field(default="", max_length=2000)


class Events(BaseModel):
    """All that one request tells."""

    events: list[Event] = Field(max_length=MOST_EVENTS)


def read(secret: str, headers: Mapping[str, str], body: bytes) -> list[Told]:
    """What a request tells. Raises NotSigned and Unreadable."""
    _check(secret, headers, body)
    try:
        events = Events.model_validate_json(body).events
    except ValidationError as trouble:
        first = trouble.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise Unreadable(f"{where}: {first['msg']}") from None
    return [
        Told(f"hook:{one.id}", one.type, _in_brackets(one.message_id), status=one.status, detail=one.detail)
        for one in events
    ]


def signature(secret: str, name: str, moment: int, body: bytes) -> str:
    """What proves that a request `name`, sent at `moment` (seconds since 1970), comes from who knows the secret."""
    told = b".".join((name.encode(), str(moment).encode(), body))
    return "v1," + base64.b64encode(hmac.new(_key(secret), told, hashlib.sha256).digest()).decode()


def _check(secret: str, headers: Mapping[str, str], body: bytes) -> None:
    told = {name.lower(): value for name, value in headers.items()}
    name, moment = told.get("webhook-id", ""), told.get("webhook-timestamp", "")
    if not name or not re.fullmatch(r"\d{1,12}", moment) or abs(time.time() - int(moment)) > TOLERANCE_S:
        raise NotSigned
    right = signature(secret, name, int(moment), body)
    given = told.get("webhook-signature", "").split()
    if not any(hmac.compare_digest(one.encode(), right.encode()) for one in given):
        raise NotSigned


def _key(secret: str) -> bytes:
    if not secret.startswith(PREFIX):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        return secret.encode()


def _in_brackets(message_id: str) -> str:
    return f"<{message_id.strip().strip('<>')}>"
