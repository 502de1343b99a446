"""What looks like personal data, in words, and the buttons beside it: keep it for a reason, or take that back."""

from flask import request
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from survey_service.formfields import clean
from survey_service.formparts import CELL, SHORT
from survey_service.forms import PREFIX, Mistake
from survey_service.privacy.finds import Find
from survey_service.privacy.keeping import Choice, Why
from survey_service.privacy.remembered import Kept

ALL = "all"
NEEDLESS = _("A code is not needed here, and a response that is sent is a public document.")
RECOGNISED = _("A person can be recognised by it, and a response that is sent is a public document.")
PUBLIC = _("If it is public anyway, it can stay.")
HEALTH = _("What concerns somebody's health or need of help is secret. Please tell of the matter without the person.")
WORDS: dict[str, tuple[LazyString, LazyString]] = {
    "identity_code": (_("This looks like a personal identity code."), NEEDLESS),
    "artificial_code": (
        _("This looks like a personal identity code, though one that is given to nobody (900–999)."),
        _("If it is an example, it can stay."),
    ),
    "near_code": (_("This is almost a personal identity code: there may be a typing error in it."), NEEDLESS),
    "telephone": (_("This looks like a telephone number."), RECOGNISED),
    "service_telephone": (_("This looks like the telephone number of a service."), PUBLIC),
    "mail_address": (_("This looks like the e-mail address of a person."), RECOGNISED),
    "office_address": (_("This looks like the e-mail address of an office or a service."), PUBLIC),
    "name_beside_health": (_("A person's name seems to stand beside words on health or care."), HEALTH),
    "name_beside_birth": (_("A person's name seems to stand beside a date of birth."), RECOGNISED),
}
"""What each kind of find is, and why it matters."""
REASONS: dict[str, LazyString] = {
    "contact": _("it is a public contact of an office or a service"),
    "official": _("the person acts in public, for example as an office-holder"),
    "agreed": _("the person has agreed to it"),
    "not_personal": _("it is not personal data, for example an invented example"),
    "other": _("another reason, in my own words"),
}


def why(what: str) -> Why | None:
    """The reason that was chosen for the find with this digest (`ALL`: for all); None when it is still to be given."""
    return Why.given(request.form.get(f"why-{what}", ""), clean(request.form.get(f"words-{what}", ""))[:SHORT])


def choice() -> Choice | None:
    """What the button `keep:<question>:<digest>` or `take_back:…` of a posted form says, if it was one of these."""
    act, _sep, target = request.form.get("act", "").partition(":")
    question_id, _sep, digest = target.partition(":")
    if act == "keep":
        return Choice("keep", question_id, digest, why(digest))
    return Choice("take_back", question_id, digest) if act == "take_back" else None


def mistakes() -> list[Mistake]:
    """What is missing when the button to keep something was pressed."""
    chosen = choice()
    if chosen is None or chosen.act == "take_back" or chosen.why:
        return []
    return [Mistake(chosen.question_id, f"why-{chosen.digest}", lacking())]


def lacking() -> str:
    """The sentence for a reason that is missing."""
    return str(gettext("Please choose a reason; for another reason, please write it in your own words."))


def reason_told(kept: Kept) -> str:
    """Why something stays, in a few words."""
    reason = "" if kept.reason == "other" else str(REASONS[kept.reason])
    return ": ".join(words for words in (reason, kept.words) if words)


def field_id(find: Find) -> str:
    """The field in which something was found."""
    place = find.part.split(".")
    if place[0] == "rows":
        place[-1] = CELL + place[-1]
    return "-".join((PREFIX + find.question_id, *place))
