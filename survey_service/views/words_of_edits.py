"""What was done to the phenomena, in the reader's words."""

from collections.abc import Sequence

from flask_babel import LazyString, gettext, ngettext
from flask_babel import lazy_gettext as _

from reports.briefing import Label
from survey_service.edits import Event, UndoneAlready
from survey_service.i18n import locale, moment
from survey_service.workbench import Fault

CHAIN: dict[str, LazyString] = {
    "prevention": _("promotion and prevention"),
    "early_support": _("early support"),
    "access": _("getting into care or a service"),
    "care": _("care and service"),
    "rehabilitation": _("rehabilitation"),
    "follow_up": _("aftercare and follow-up"),
    "handover": _("passing from one service to another"),
}
REASONS: dict[str, LazyString] = {
    "empty": _("nothing written"),
    "no_content": _("says nothing about a phenomenon"),
    "refers_elsewhere": _("refers to something else"),
    "practical": _("about the survey or practical things"),
    "single_observation": _("a single observation"),
    "too_few_answers": _("too few answers to group"),
    "hidden": _("was hidden"),
}
ORIGINS: dict[str, LazyString] = {
    "seed": _("candidate named before the survey"),
    "discovered": _("found in the answers"),
    "human": _("edited by people"),
}
FAULTS: dict[Fault, LazyString] = {
    "no_name": _("Please write a name in Finnish or in Swedish."),
    "nothing_ticked": _("Please tick at least one segment first."),
    "all_ticked": _("All segments are ticked, so nothing would stay. Please leave at least one without a tick."),
    "no_target": _("Please choose the other phenomenon from the list."),
    "same": _("This is the phenomenon itself. Please choose another one."),
}


_DID: dict[str, LazyString] = {
    "merge": _("merged %(names)s"),
    "split": _("split %(names)s"),
    "pin": _("pinned %(names)s"),
    "hide": _("hid %(names)s"),
    "tag": _("tagged %(names)s"),
}


def told(event: Event, others: Sequence[Event] = ()) -> str:
    """What an act did. `others` are the round's events, in which an undo finds what it undoes."""
    names = ", ".join(f"”{_shown(one)}”" for one in event.names)
    match event.kind:
        case "rename":
            label = Label.model_validate(event.payload["label"])
            new = " / ".join(f"”{name}”" for name in (label.fi, label.sv) if name)
            return str(gettext("gave %(names)s the name %(new)s", names=names, new=new))
        case "move":
            number = sum(one.act == event.act for one in others) or 1
            moved = ngettext(
                "moved one segment to %(names)s", "moved %(num)s segments to %(names)s", number, names=names
            )
            return str(moved)
        case "count":
            return _asked(event.payload["count"])
        case "undo":
            undone = next((one for one in others if one.number == event.undoes), None)
            return _undid(undone, others) if undone else ""
        case "pin" if not names:
            return str(gettext("made a phenomenon of segments that stood in none"))
        case _:
            return str(_DID[event.kind]) % {"names": names}


def _undid(undone: Event, others: Sequence[Event]) -> str:
    if undone.undoes:
        redone = next((one for one in others if one.number == undone.undoes), None)
        return str(gettext("brought back: %(what)s", what=told(redone, others) if redone else ""))
    return str(gettext("undid: %(what)s", what=told(undone, others)))


def _asked(number: int | None) -> str:
    if number is None:
        return str(gettext("left the number of phenomena to the synthesis"))
    return str(ngettext("asked for one phenomenon", "asked for %(num)s phenomena", number))


def _shown(label: Label) -> str:
    return label.shown(locale())[0]


def undone_already(already: UndoneAlready) -> str:
    """That somebody else has taken an act back first."""
    when = moment(already.at)
    return str(
        gettext("%(who)s has undone it already, %(moment)s. Nothing more was done.", who=already.by, moment=when)
    )
