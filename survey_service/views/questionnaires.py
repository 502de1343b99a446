"""What a round asks: shown with what changed, downloaded, published with the notes that are asked for."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from questionnaires.comparing import Comparison
from questionnaires.condition_words import when
from questionnaires.differences import Difference
from questionnaires.model import Questionnaire
from questionnaires.writing import written
from survey_service import previews, publishing, rounds, versions
from survey_service.errors import NotFound
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.publishing import AlreadyPublished, ChangesRefused, NotesMissing, Said, TextsMissing
from survey_service.services import services
from survey_service.views import access, words_of_changes
from survey_service.views.access import me, sending

blueprint = Blueprint("questionnaire", __name__, url_prefix="/kierrokset/<int:round_id>/kysely")
blueprint.before_request(access.required)
LONGEST_NOTE = 1000

Page = str | tuple[str, int] | AnyResponse


@blueprint.get("")
def show(round_id: int) -> Page:
    """What the round asks, and what changed since the round before; with `versio`, what it asked in that version."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        number, known = whole(request.args.get("versio")), versions.of_round(session, round_)
        if number and number not in {one.number for one in known}:
            raise NotFound
        return render_template(
            "staff/questionnaire.html",
            round=round_,
            asked=versions.questionnaire_in(session, round_, number or round_.questionnaire_version),
            number=number or round_.questionnaire_version,
            previous=rounds.previous_of(session, round_),
            found=publishing.changes(session, round_),
            versions=known,
            audiences=previews.audiences(rounds.questionnaire_of(round_)),
            answered=versions.answered(session, round_),
            notes=versions.notes_on(session, round_),
            when=when,
            told=words_of_changes,
        )


@blueprint.get("/kysely.yaml")
def document(round_id: int) -> Response:
    """The whole questionnaire, or an earlier version of it, as a file to change and to upload again."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        number = whole(request.args.get("versio")) or round_.questionnaire_version
        asked = versions.questionnaire_in(session, round_, number)
    return as_file(asked, f"kysely-{asked.theme}-{round_.year}.yaml")


def as_file(questionnaire: Questionnaire, name: str) -> Response:
    """A questionnaire as a YAML file to save."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(written(questionnaire), mimetype="application/yaml", headers=headers)


@blueprint.get("/julkaise")
@sending
def publishing_page(round_id: int) -> Page:
    """What is to be said or mended before the questionnaire can be published."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        if round_.published_at is not None:
            return _to(round_id)
        missing = publishing.texts_missing(session, round_, rounds.questionnaire_of(round_))
        return _publishing(round_, publishing.changes(session, round_), {}, missing=missing)


@blueprint.post("/julkaise")
@sending
def publish(round_id: int) -> Page:
    """Publish the questionnaire with what was said of its changes."""
    said = said_in_form()
    try:
        with services().db.writing() as session:
            rounds.publish(session, rounds.owned(session, round_id, me().county_id), actor=me().email, said=said)
    except AlreadyPublished:
        flash(gettext("The questionnaire was published already."), "info")
    except (TextsMissing, ChangesRefused, NotesMissing) as trouble:
        with services().db.reading() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            missing = publishing.texts_missing(session, round_, rounds.questionnaire_of(round_))
            found = publishing.changes(session, round_)
        wanted = trouble.wanted if isinstance(trouble, NotesMissing) else ()
        return _publishing(round_, found, note_errors(found, wanted, said), missing=missing), trouble.status
    else:
        flash(gettext("The questionnaire is published. Next, send the invitations."), "success")
    return _to(round_id)


def said_in_form() -> dict[str, Said]:
    """What was written of each change, by its key."""
    words = {name.removeprefix("note:"): text for name, text in request.form.items() if name.startswith("note:")}
    return {
        key: Said(clean(text)[:LONGEST_NOTE], locale(), f"same:{key}" in request.form) for key, text in words.items()
    }


def note_errors(found: Comparison, wanted: tuple[Difference, ...], said: Mapping[str, Said]) -> dict[str, str]:
    """What is still to be said, by the id of its field."""
    places = {one.key: number for number, one in enumerate(found.asking, start=1)}
    errors = {}
    for one in wanted:
        if one.key not in said or not said[one.key].words:
            errors[f"note-{places[one.key]}"] = gettext("Please write what changed and why: %(id)s", id=one.part)
        else:
            errors[f"same-{places[one.key]}"] = gettext(
                "Please say that “%(id)s” asks the same as before. If it does not, give it a new id.", id=one.part
            )
    return errors


def _publishing(round_: Any, found: Comparison, errors: Mapping[str, str], *, missing: object) -> str:
    return render_template(
        "staff/publish.html", round=round_, found=found, errors=errors, missing=missing, told=words_of_changes
    )


def _to(round_id: int) -> AnyResponse:
    return redirect(url_for("staff.rounds.show", round_id=round_id), 303)
