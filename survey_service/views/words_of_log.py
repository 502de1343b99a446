"""The acts of the log in the reader's words: what was done ("round.publish") and to what ("round:3").

An act is told as "Round: published", from the word for its thing and the word for what was done, so that a new act
needs no sentence of its own. What has no word here stands as it was recorded.
"""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from survey_service.audit_names import THING

THINGS: dict[str, LazyString] = {
    "account": _("Account"),
    "answer": _("Answer"),
    "attachment": _("File"),
    "briefing": _("Briefing"),
    "county": _("County"),
    "decision": _("Decision"),
    "feedback": _("Feedback"),
    "invitation": _("Invitation"),
    "link": _("Link"),
    "log": _("Log"),
    "organisation": _("Organisation"),
    "personal": _("Personal data"),
    "phenomenon": _("Phenomenon"),
    "response": _("Response"),
    "round": _("Round"),
    "run": _("Synthesis"),
    "selection": _("Choice"),
    "share": _("Link passed on"),
    "staff": _("Account"),
    "synthesis": _("Synthesis"),
}
ACTS: dict[str, LazyString] = {
    "answer": _("answered"),
    "change": _("changed"),
    "change_dates": _("dates changed"),
    "change_password": _("password changed"),
    "choose_password": _("password chosen by a link"),
    "close": _("closed"),
    "code_failed": _("wrong code"),
    "confirm": _("confirmed"),
    "copy": _("copied"),
    "create": _("made"),
    "delete": _("deleted"),
    "download": _("taken as a file"),
    "end": _("ended"),
    "end_session": _("browser signed out"),
    "invite_to_answer": _("invited to answer"),
    "invite_to_select": _("invited to choose"),
    "keep": _("kept"),
    "make": _("made"),
    "mark": _("marked"),
    "move": _("moved"),
    "publish": _("published"),
    "read": _("read"),
    "ready": _("told to be ready"),
    "recovery_code": _("recovery code used"),
    "recovery_codes": _("new recovery codes"),
    "remind": _("reminded"),
    "renew": _("renewed"),
    "renew_link": _("new link sent"),
    "reopen": _("reopened"),
    "resend": _("sent again"),
    "reset": _("new password given"),
    "revoke": _("ended"),
    "revoke_links": _("links ended"),
    "second_step_reset": _("second step taken away by an administrator"),
    "second_step_roles": _("second step: roles changed"),
    "second_step_set_up": _("second step set up"),
    "second_step_taken_away": _("second step taken away"),
    "service_unknown": _("sign-in through the county's service without an account"),
    "sign_in": _("signed in"),
    "sign_in_ended": _("sign-in refused, the role has ended"),
    "sign_in_failed": _("sign-in failed"),
    "sign_in_service": _("signed in through the county's service"),
    "start": _("started"),
    "submit": _("submitted"),
    "take_back": _("taken back"),
    "unready": _("told not to be ready"),
}


def act(action: str) -> str:
    """What was done, such as "Round: published"."""
    thing, _dot, done = action.partition(".")
    return f"{THINGS.get(thing, thing)}: {ACTS.get(done, done)}"


def thing(recorded: str, names: dict[str, str]) -> str:
    """To what, such as "Round 2027"; what is gone, or has no name, is told by its number."""
    return THING.sub(lambda found: f"{THINGS.get(found[1], found[1])} {names.get(found[0], found[2])}", recorded)


def actor(recorded: str) -> str:
    """Who: an address, or the holder of a link."""
    kind, _colon, number = recorded.partition(":")
    return f"{THINGS['link']} {number}" if kind == "link" and number else recorded
