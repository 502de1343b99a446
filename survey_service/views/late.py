"""What is told of a text that came too late to be sent: that it is kept, and whom to turn to."""

from flask_babel import gettext

from survey_service.answering import Answering
from survey_service.openness import WhyNot


def told_late(told: Answering, too_late: WhyNot) -> tuple[str, str]:
    """What happened, and what to do, in the reader's language."""
    email = told.organiser.contact_email
    if too_late == "submitted":
        advice = gettext(
            "Somebody of your organisation sent it in while you were writing. Your text is kept beside the response, "
            "but is not part of it. The contact person of your organisation can take the response back until the "
            "deadline."
        )
        title = gettext("The response has already been sent")
    else:
        title = gettext("The deadline has passed")
        advice = gettext("Your text came after the deadline. It is kept in your draft, but has not been sent.")
    ask = (
        gettext("If it should still be part of the response, please write to %(email)s.", email=email)
        if email
        else gettext("If it should still be part of the response, please contact the sender of the invitation.")
    )
    return title, f"{advice} {ask}"
