"""A member of the network marks the phenomena to raise, each with a reason."""

from collections.abc import Mapping

import flask
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import selecting, selections
from survey_service.errors import LinkMissing, RoundClosed
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.selecting import Selecting
from survey_service.services import services
from survey_service.views.opened import SELECT_LINK, same_link_as_form

blueprint = Blueprint("select", __name__, url_prefix="/valinta")

Marks = dict[str, tuple[bool, str]]


@blueprint.get("/")
def show() -> str:
    """The phenomena, and what the member has marked; those of an older version (`versio`) are for reading."""
    link_id = _link_id()
    with services().db.reading() as session:
        told = selecting.of(session, link_id, number=whole(request.args.get("versio")))
    typed = {key: (mark.chosen, mark.reason) for key, mark in told.marks.items()}
    return _page(told, typed, {})


@blueprint.post("/")
def save() -> Response | tuple[str, int]:
    """Save the marks. What cannot be saved comes back as it was typed.

    Marks on a version that gave way to a newer one while the page was open are saved with their own version.
    """
    link_id = _link_id()
    with services().db.writing() as session:
        told = selecting.of_form(session, link_id, whole(request.form.get("briefing_id")))
        same_link_as_form(told.whose)
        if told.closed:
            raise RoundClosed
        typed = _typed(request.form, told)
        errors = _errors(typed)
        if errors:
            return _page(told, typed, errors), 422
        new = selections.mark_all(session, told.briefing_id, told.invitation_id, typed, actor=f"link:{told.link_id}")
    flash(gettext("Your choices are saved.") if new else gettext("Nothing had changed."), "success")
    if not told.newest:
        flash(
            gettext(
                "A newer version of the overview was published while you had the page open. Your choices stay with "
                "version %(number)s, and are listed below. Please choose from the new version, too.",
                number=told.version.number,
            ),
            "info",
        )
    return redirect(url_for("select.show"), 303)


def _link_id() -> int:
    link_id = flask.session.get(SELECT_LINK)
    if not isinstance(link_id, int):
        raise LinkMissing
    return link_id


def _typed(form: Mapping[str, str], told: Selecting) -> Marks:
    return {
        finding.id: (f"q_choose_{finding.id}" in form, clean(form.get(f"q_reason_{finding.id}")))
        for finding in told.briefing.findings
    }


def _errors(typed: Marks) -> dict[str, str]:
    errors: dict[str, str] = {}
    for key, (chosen, reason) in typed.items():
        if len(reason) > selections.LONGEST_REASON:
            errors[key] = gettext(
                "The reason is too long: at most %(limit)s characters fit.", limit=selections.LONGEST_REASON
            )
        elif chosen and not reason:
            errors[key] = gettext("Please write in a few words why this phenomenon should be raised.")
    return errors


def _page(told: Selecting, typed: Marks, errors: dict[str, str]) -> str:
    kinds = {finding.id: told.briefing.organisations_by_kind(finding) for finding in told.briefing.findings}
    labels = {finding.id: finding.label.shown(locale()) for finding in told.briefing.findings}
    return render_template(
        "select/choose.html",
        told=told,
        typed=typed,
        errors=errors,
        kinds=kinds,
        labels=labels,
    )
