"""What is known of a person, as their own data names it, in the reader's words."""

from flask_babel import gettext

from survey_service.records.documents import Place
from survey_service.views import words, words_of_log


def told(place: Place) -> str:
    """A few words on one place, such as "Reminder · Waiting to be sent"; what is handed out keeps the codes."""
    match place.what:
        case "mail":
            kind, _comma, state = place.told.partition(", ")
            return f"{words.MAILS.get(kind, kind)} · {words.mail_state_word(state)}"
        case "account":
            title, role, state = place.told.rsplit(", ", 2)
            ended = f", {gettext('closed')}" if state == "closed" else ""
            return f"{title}, {words.ROLES.get(role, role)}{ended}"
        case "act":
            act, _space, thing = place.told.partition(" ")
            return f"{words_of_log.act(act)}, {words_of_log.thing(thing, {})}"
        case what if what in words.OF_THE_YEAR:
            return str(words.OF_THE_YEAR[what])
        case _:
            return place.told
