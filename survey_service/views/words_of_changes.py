"""What changed in a questionnaire, in words: what it is, what it does to the comparison, how to mend it."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from questionnaires.differences import Difference, DifferenceKind, Weight

KINDS: dict[DifferenceKind, LazyString] = {
    "added": _("new question"),
    "removed": _("no longer asked"),
    "returned": _("asked again after a break"),
    "renamed": _("the same words under a new id"),
    "moved": _("moved to another section"),
    "touched": _("slip of the pen mended"),
    "reworded": _("worded in another way"),
    "rewritten": _("written anew"),
    "kind_changed": _("answered in another way"),
    "role_changed": _("the answer is for something else"),
    "meaning_swapped": _("has the words of another question"),
    "help_changed": _("another help text"),
    "audience_added": _("asked of more"),
    "audience_removed": _("asked of fewer"),
    "condition_changed": _("asked after other answers"),
    "synthesis_changed": _("words to the synthesis"),
    "required_changed": _("must be answered"),
    "indicators_changed": _("indicators beside it"),
    "limit_changed": _("another limit"),
    "unit_changed": _("another unit"),
    "choice_added": _("added"),
    "choice_removed": _("taken away"),
    "choice_touched": _("slip of the pen mended"),
    "choice_reworded": _("worded in another way"),
    "choice_swapped": _("has the words of another one"),
    "choice_behaves": _("rules out others, or asks for words, in another way"),
    "column_kind_changed": _("filled in in another way"),
    "order_changed": _("in another order"),
    "section_added": _("new section"),
    "section_removed": _("section taken away"),
    "text_changed": _("other words"),
    "deliverable_added": _("more to deliver"),
    "deliverable_removed": _("less to deliver"),
    "deliverable_moved": _("delivered in another question"),
    "theme_changed": _("another theme"),
}
WEIGHTS: dict[Weight, LazyString] = {
    "safe": _("can be compared"),
    "note": _("can be compared, with a note"),
    "breaks": _("breaks the comparison"),
    "forbidden": _("not possible"),
}
STYLES: dict[Weight, str] = {
    "safe": "status--done",
    "note": "status--partial",
    "breaks": "status--partial",
    "forbidden": "status--error",
}
ABOUT: dict[str, LazyString] = {
    "options": _("Option"),
    "points": _("Point of the scale"),
    "columns": _("Column"),
    "roles": _("Role"),
    "statuses": _("Status"),
    "audience": _("Audience"),
    "limit": _("Setting"),
    "text": _("Text"),
    "deliverable": _("Deliverable"),
}
_NEW_ID = _("Give what is new an id of its own, and let the old one rest: then both are clear.")
_LAUNCHED = _("Organisations may be answering it now. Keep it as it is; change it in next year's round.")
MENDING: dict[DifferenceKind, LazyString] = {
    "kind_changed": _NEW_ID,
    "role_changed": _NEW_ID,
    "rewritten": _("If it asks something else now, give it a new id. If it asks the same, say so when you publish."),
    "meaning_swapped": _("Put the words back to the id under which they were asked before, or give new ids."),
    "choice_swapped": _("Put the words back to the id under which they stood before: old answers would turn round."),
    "column_kind_changed": _("Give the column an id of its own: what was written in it before would not fit."),
    "deliverable_moved": _("Give the deliverable an id of its own, or keep the question in which it was delivered."),
}


def mending(found: Difference) -> LazyString:
    """How to mend what cannot be allowed."""
    return MENDING.get(found.kind, _LAUNCHED)
