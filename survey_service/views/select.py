"""A member of the network weighs the phenomena: points out of a purse, where each should be taken, and a comment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import flask
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from survey_service import selecting, selections
from survey_service.errors import LinkMissing, RoundClosed
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.selecting import Selecting
from survey_service.selections import CHOICES, LONGEST_COMMENT, PURSE, WeighedMeanwhile, Weight
from survey_service.services import services
from survey_service.views import words_of_weighing
from survey_service.views.opened import SELECT_LINK, same_link_as_form

blueprint = Blueprint("select", __name__, url_prefix="/valinta")

LONGEST_NUMBER = 3


@dataclass
class Typed:
    """What stands in the fields, as (choice, points, comment) by phenomenon, and what is wrong with it.

    `errors` are by the id of the field, `purse` says that too many points were given; `conflict`: whether the member
    saved something else meanwhile.
    """

    fields: dict[str, tuple[str, str, str]]
    errors: dict[str, str] = field(default_factory=dict)
    purse: str = ""
    conflict: bool = False

    @property
    def given(self) -> int:
        """How many points are given, as far as they can be read."""
        return sum(points_in(points) or 0 for _, points, _ in self.fields.values())

    @property
    def first_with_points(self) -> str:
        """The first phenomenon that has points, where the correcting begins; empty without any."""
        return next((key for key, (_, points, _comment) in self.fields.items() if points), "")

    @property
    def refused(self) -> bool:
        """Whether anything is wrong."""
        return bool(self.errors or self.purse)


@blueprint.get("/")
def show() -> str:
    """The phenomena, and how the member weighed them; those of an older version (`versio`) are for reading."""
    link_id = _link_id()
    with services().db.reading() as session:
        told = selecting.of(session, link_id, number=whole(request.args.get("versio")))
    return _page(told, _as_it_is(told))


@blueprint.post("/")
def save() -> Response | tuple[str, int]:
    """Save the weights. What cannot be saved comes back as it was typed.

    Weights on a version that gave way to a newer one while the page was open are saved with their own version.
    """
    link_id = _link_id()
    with services().db.writing() as session:
        told = selecting.of_form(session, link_id, whole(request.form.get("briefing_id")))
        same_link_as_form(told.whose)
        if told.closed:
            raise RoundClosed
        typed = _typed(request.form, told)
        weights = _weights(typed)
        _check(typed, weights, told)
        if typed.refused:
            return _page(told, typed), 422
        try:
            new = selections.weigh(
                session,
                told.briefing_id,
                told.invitation_id,
                weights,
                seen=whole(request.form.get("seen")),
                actor=f"link:{told.link_id}",
            )
        except WeighedMeanwhile:
            typed.conflict = True
            # read again: what the other window saved may have come after the first reading
            return _page(selecting.of_form(session, link_id, told.briefing_id), typed), 409
    _tell(told, typed, new)
    return redirect(url_for("select.show"), 303)


def points_in(text: str) -> int | None:
    """The points that were written; 0 for nothing, None for what is no whole number that could be points."""
    if not text:
        return 0
    return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else None


def _tell(told: Selecting, typed: Typed, new: int) -> None:
    if not new:
        flash(gettext("Nothing had changed."), "success")
    else:
        left = PURSE - typed.given
        points = (
            ngettext("One point is left to give.", "%(num)s points are left to give.", left)
            if left
            else gettext("All points are given.")
        )
        flash(gettext("Your choices are saved.") + " " + points, "success")
    if not told.newest:
        flash(
            gettext(
                "A newer version of the overview was published while you had the page open. Your choices stay with "
                "version %(number)s, and are listed below. Please choose from the new version, too.",
                number=told.version.number,
            ),
            "info",
        )


def _link_id() -> int:
    link_id = flask.session.get(SELECT_LINK)
    if not isinstance(link_id, int):
        raise LinkMissing
    return link_id


def _as_it_is(told: Selecting) -> Typed:
    weights = {key: mark.weight for key, mark in told.marks.items()}
    return Typed(
        {key: (one.choice or "", str(one.points) if one.points else "", one.comment) for key, one in weights.items()}
    )


def _typed(form: Mapping[str, str], told: Selecting) -> Typed:
    return Typed(
        {
            one.id: (
                form.get(f"q_choose_{one.id}", ""),
                clean(form.get(f"q_points_{one.id}")),
                clean(form.get(f"q_comment_{one.id}")),
            )
            for one in told.briefing.findings
        }
    )


def _weights(typed: Typed) -> dict[str, Weight]:
    """What was typed, as far as it can be read."""
    return {
        key: Weight(choice if choice in CHOICES else None, points_in(points) or 0, comment)
        for key, (choice, points, comment) in typed.fields.items()
    }


def _check(typed: Typed, weights: Mapping[str, Weight], told: Selecting) -> None:
    """Note everything that is wrong, in the order of the page."""
    faults = selections.faults(weights)
    for key, (_, points, _comment) in typed.fields.items():
        if points_in(points) is None:
            typed.errors[f"points-{key}"] = gettext(
                "Please write the points as a whole number from 0 to %(purse)s: ”%(typed)s” cannot be read as one.",
                purse=PURSE,
                typed=points[:20],
            )
        if fault := faults.get(key):
            typed.errors[f"comment-{key}"] = words_of_weighing.fault(fault, LONGEST_COMMENT)
    over = selections.over_the_purse(weights.values())
    if over:
        labels = {one.id: one.label.shown(locale())[0] for one in told.briefing.findings}
        given = [f"{labels[key]} {one.points}" for key, one in weights.items() if one.points]
        typed.purse = ngettext(
            "You have %(purse)s points to give, and gave %(given)s: one too many. You gave: %(list)s.",
            "You have %(purse)s points to give, and gave %(given)s: %(num)s too many. You gave: %(list)s.",
            over,
            purse=PURSE,
            given=typed.given,
            list="; ".join(given),
        )


def _page(told: Selecting, typed: Typed) -> str:
    kinds = {finding.id: told.briefing.organisations_by_kind(finding) for finding in told.briefing.findings}
    labels = {finding.id: finding.label.shown(locale()) for finding in told.briefing.findings}
    return render_template(
        "select/choose.html",
        told=told,
        typed=typed,
        kinds=kinds,
        labels=labels,
        by_id={finding.id: finding for finding in told.briefing.findings},
        purse=PURSE,
        choices=words_of_weighing.CHOICES,
    )
