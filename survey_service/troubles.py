"""What has become of a mail, in words for those who wait for it."""

from functools import cache
from importlib.resources import files
from typing import Protocol

from babel.support import NullTranslations, Translations

from questionnaires.model import Language
from survey_service.models import MailState


def _(message: str) -> str:
    """Marks a message for the catalogue."""
    return message


TROUBLES = {
    "unreachable": _("The mail server %(detail)s does not answer. The mail waits, and is tried again by itself."),
    "broken_off": _("The connection to the mail server broke. The mail waits, and is tried again by itself."),
    "not_now": _("The mail server does not take the mail yet (%(detail)s). It is tried again by itself."),
    "login": _("The mail server does not accept the user name and password of the settings (%(detail)s)."),
    "no_tls_or_login": _("The mail server %(detail)s does not offer the protection or the sign-in of the settings."),
    "tls": _("No protected connection to the mail server came about (%(detail)s)."),
    "refused": _("The mail server refused the mail for good (%(detail)s). Check the address."),
    "address": _("The address cannot be written to. Check it."),
    "in_doubt": _("The connection broke just when the mail was handed over: it may have arrived twice."),
    "bounced": _("The receiving mail system could not deliver it (%(detail)s). Check the address."),
    "delayed": _("The receiving mail system has not delivered it yet (%(detail)s)."),
    "unreachable_address": _("Not sent, because no mail gets through to the address. Check it."),
    "ended": _("Not sent, because the invitation was ended."),
    "not_open": _("Not sent, because the response was no longer open for changes."),
    "reopened": _("Not sent, because the response was open for changes again."),
    "closed": _("Not sent, because the deadline had passed."),
    "answered": _("Not sent, because the answer had come in."),
    "unexpected": _("Sending broke off unexpectedly (%(detail)s). It is tried again by itself."),
}
STATES: dict[MailState, str] = {
    "queued": _("Waits to be sent"),
    "sending": _("Is being sent"),
    "uncertain": _("Uncertain"),
    "sent": _("Accepted by the mail server"),
    "bounced": _("Came back"),
    "complained": _("Complained about"),
    "failed": _("Not sent"),
    "cancelled": _("Cancelled"),
}


class HowItFared(Protocol):
    """What is known of a mail's way."""

    @property
    def state(self) -> MailState:
        """Where it is."""

    @property
    def trouble(self) -> str:
        """What stands in its way, one of TROUBLES and its details; empty when nothing does."""


def in_words(trouble: str, language: Language) -> str:
    """A mail's `trouble` as a sentence in `language`; empty when there is none."""
    code, _space, detail = trouble.partition(" ")
    if not code:
        return ""
    return _catalogue(language).ugettext(TROUBLES[code]) % {"detail": detail}


def state_in_words(state: MailState, language: Language) -> str:
    """A mail's state in `language`."""
    return _catalogue(language).ugettext(STATES[state])


@cache
def _catalogue(language: Language) -> NullTranslations:
    return Translations.load(str(files("survey_service") / "translations"), [language], "mail")
