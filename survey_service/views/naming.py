"""A member of the network names candidate phenomena before the survey, and marks those of others that it knows too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import flask
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import candidates, naming, proposing
from survey_service.candidates import LONGEST_DESCRIPTION, LONGEST_NAME, Named, Words
from survey_service.errors import LinkMissing, RoundClosed
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.naming import Naming
from survey_service.proposing import TooMany
from survey_service.services import services
from survey_service.views.opened import NAMING_LINK, same_link_as_form
from survey_service.views.person import only_a_person

blueprint = Blueprint("naming", __name__, url_prefix="/ehdotukset")


@dataclass
class Typed:
    """What stands in the fields, and what is wrong with it by field.

    `own` are (name, description, seen version, whether it is taken back) by candidate, `known` which of the others'
    are marked, `new` the name and description of a new one, `examples` the sources of those named again.
    """

    own: dict[int, tuple[str, str, int, bool]]
    known: dict[int, bool]
    new: tuple[str, str] = ("", "")
    examples: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)


@blueprint.get("/")
def show() -> str:
    """What the network has named, and where to name more."""
    with services().db.reading() as session:
        told = naming.of(session, _link_id())
    return _page(told, _as_it_is(told))


@blueprint.post("/")
def save() -> Response | tuple[str, int]:
    """Save what the page holds. What cannot be saved comes back as it was typed."""
    only_a_person()
    with services().db.writing() as session:
        told = naming.of(session, _link_id())
        same_link_as_form(told.whose)
        if told.closed:
            raise RoundClosed
        typed = _typed(request.form, told)
        _check(typed, told)
        if typed.errors:
            return _page(told, typed), 422
        try:
            new = _act(session, told, typed)
        except TooMany:
            session.rollback()
            typed.errors["q_name_new"] = gettext(
                "You have named %(most)s phenomena, which is as many as one member can.", most=proposing.MOST_OF_ONE
            )
            return _page(told, typed), 422
    flash(gettext("Saved. The other members see it at once.") if new else gettext("Nothing had changed."), "success")
    return redirect(url_for("naming.show"), 303)


def _link_id() -> int:
    link_id = flask.session.get(NAMING_LINK)
    if not isinstance(link_id, int):
        raise LinkMissing
    return link_id


def _as_it_is(told: Naming) -> Typed:
    return Typed(
        own={one.candidate_id: (one.said, one.said_description, one.version, False) for one in _open(told)},
        known={one.candidate_id: told.invitation_id in one.supporters for one in told.others},
    )


def _open(told: Naming) -> list[Named]:
    """The member's own candidates that it may still word anew or take back."""
    return [one for one in told.own if one.state == "proposed"]


def _typed(form: Mapping[str, str], told: Naming) -> Typed:
    shown = set(request.form.getlist("shown"))
    return Typed(
        own={
            one.candidate_id: (
                clean(form.get(f"q_name_{one.candidate_id}")),
                clean(form.get(f"q_description_{one.candidate_id}")),
                whole(form.get(f"seen_{one.candidate_id}")),
                f"withdraw_{one.candidate_id}" in form,
            )
            for one in _open(told)
            if f"q_name_{one.candidate_id}" in form
        },
        known={
            one.candidate_id: f"q_choose_known_{one.candidate_id}" in form
            for one in told.others
            if str(one.candidate_id) in shown
        },
        new=(clean(form.get("q_name_new")), clean(form.get("q_description_new"))),
        examples=tuple(request.form.getlist("q_choose_example")),
    )


def _check(typed: Typed, told: Naming) -> None:
    """Note what is wrong with each field."""
    by_id = {one.candidate_id: one for one in told.own}
    for key, (name, description, seen, withdrawn) in typed.own.items():
        as_said = (by_id[key].said, by_id[key].said_description) == (name, description)
        if withdrawn or as_said:
            continue
        _check_words(typed, f"q_name_{key}", f"q_description_{key}", name, description)
        if seen != by_id[key].version:
            typed.errors[f"q_name_{key}"] = gettext(
                "The wording was changed while you wrote. It is now: %(words)s. Save again to put yours in its place.",
                words=by_id[key].label.shown(locale())[0],
            )
    if any(typed.new):
        _check_words(typed, "q_name_new", "q_description_new", *typed.new)


def _check_words(typed: Typed, name_field: str, description_field: str, name: str, description: str) -> None:
    too_long = gettext("The text is too long: at most %(limit)s characters fit.")
    if not name:
        typed.errors[name_field] = gettext("Please give the phenomenon a name of a few words.")
    elif len(name) > LONGEST_NAME:
        typed.errors[name_field] = too_long % {"limit": LONGEST_NAME}
    if len(description) > LONGEST_DESCRIPTION:
        typed.errors[description_field] = too_long % {"limit": LONGEST_DESCRIPTION}


def _act(session: Any, told: Naming, typed: Typed) -> int:
    """Do what was typed; gives how many things that changed."""
    round_, actor = told.round_, f"link:{told.link_id}"
    new = proposing.support(session, round_, told.invitation_id, typed.known, actor=actor)
    for key, (name, description, _, withdrawn) in typed.own.items():
        candidate = candidates.owned(session, told.round_.id or 0, key)
        if withdrawn:
            proposing.withdraw(session, round_, candidate, actor=actor)
            new += 1
        else:
            new += proposing.correct(session, round_, candidate, name, description, actor=actor)
    named = [(one.words, one.source) for one in told.examples if one.source in typed.examples]
    if typed.new[0]:
        name, description = typed.new
        sv = locale() == "sv"
        named.append((Words(name_sv=name, description_sv=description) if sv else Words(name, "", description), ""))
    for words, source in named:
        proposing.add(session, round_, words, locale(), actor=actor, invitation_id=told.invitation_id, source=source)
    return new + len(named)


def _page(told: Naming, typed: Typed) -> str:
    # what is shown of the page was read before the form was taken: the versions of now go into it anew
    return render_template("naming/name.html", told=told, typed=typed, open=[one.candidate_id for one in _open(told)])
