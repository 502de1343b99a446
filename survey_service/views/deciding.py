"""The buttons beside a question at which two wrote at once: which was pressed, and what is told of it afterwards."""

from flask import flash, request
from flask_babel import gettext

from survey_service.formfields import whole
from survey_service.forms import Mistake
from survey_service.members import Addition
from survey_service.responses import Verdict
from survey_service.rivals import HOWS, Choice


def choice() -> Choice | Addition | None:
    """What was chosen by a button of a posted form, with the versions that its page showed.

    `decide:<rival>:<how>` decides between two texts, `member:<share>:<question>` adds what a member wrote.
    """
    act, _, target = request.form.get("act", "").partition(":")
    rival_id, _, how = target.partition(":")
    if act == "member":
        return Addition(whole(rival_id), how, whole(request.form.get(f"m_{rival_id}_{how}", "")))
    if act != "decide" or how not in HOWS:
        return None
    seen_answer, _, seen_rival = request.form.get(f"d_{rival_id}", "").partition(".")
    return Choice(whole(rival_id), how, whole(seen_answer), whole(seen_rival))


def tell(verdict: Verdict | None) -> None:
    """Say on the next page what came of a choice; what does not fit is told beside its question instead."""
    match verdict.result if verdict else "":
        case "done":
            flash(gettext("Done. The text that was not chosen is kept in the history of the answer."), "success")
        case "added":
            flash(gettext("Added under your own text. Please look how the two go together."), "success")
        case "submitted":
            flash(gettext("The response was sent meanwhile. Both texts are kept as they are."), "alert")
        case "stale":
            flash(gettext("Somebody changed the texts meanwhile. Please look at them again and choose then."), "alert")


def mistakes(verdict: Verdict | None) -> list[Mistake]:
    """What is told beside the question when both texts do not fit into it."""
    if verdict is None or verdict.result != "too_much":
        return []
    words = gettext(
        "The two do not fit into this answer together. Both are kept: please bring into the field what you need of "
        "the other one, and then choose to keep what is in the response."
    )
    return [Mistake(verdict.question_id, f"b-{verdict.question_id}", words)]
