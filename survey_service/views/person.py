"""Forms that only a person sends: mail scanners and other programs fill in every field that they find."""

from flask import request

from survey_service.errors import SentByProgram

LEAVE_EMPTY = "leave_empty"


def only_a_person() -> None:
    """SentByProgram when the field was filled in that no person sees (`leave_empty` in respond/_parts.html)."""
    if request.form.get(LEAVE_EMPTY):
        raise SentByProgram
