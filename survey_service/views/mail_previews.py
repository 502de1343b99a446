"""Every mail of a round as it will go, looked at before it goes, and a test of it to the one who looks."""

from dataclasses import dataclass
from typing import cast, get_args

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from survey_service import rounds, trials
from survey_service.errors import NotFound
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.letters.composing import part
from survey_service.services import services
from survey_service.trials import LanguageStatus, MailKind
from survey_service.views import access
from survey_service.views.access import me, sending
from survey_service.views.framing import framed

blueprint = Blueprint("mail_previews", __name__, url_prefix="/kierrokset/<int:round_id>/viestit/esikatselu")
blueprint.before_request(access.required)


@dataclass(frozen=True)
class Wanted:
    """Which mail is looked at: its kind, as which organisation (0: the first), in which languages (None: its own)."""

    kind: MailKind
    organisation_id: int
    languages: LanguageStatus | None


@blueprint.get("/")
def show(round_id: int) -> str:
    """One mail: its head, its page, its text."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        organisations = trials.organisations(session, round_, locale())
        wanted = _wanted(request.args)
        chosen = next((one for one in organisations if one.id == wanted.organisation_id), None)
        if wanted.organisation_id and chosen is None:
            raise NotFound
        chosen = chosen or next(iter(organisations), None)
        mail, together = None, []
        if chosen is not None:
            of = chosen.id or 0
            mail = trials.preview(session, services().settings, round_, wanted.kind, of, wanted.languages)
            together = trials.together(session, round_, wanted.kind, chosen)
        latest = trials.latest(session, round_, me().staff_id)
    return render_template(
        "staff/mail_preview.html",
        round=round_,
        organisations=organisations,
        chosen=chosen,
        together=together,
        kind=wanted.kind,
        kinds=trials.KINDS,
        languages=wanted.languages or (chosen.language_status if chosen else "fi"),
        mail=mail,
        text=part(mail, "plain") if mail else "",
        latest=latest,
    )


@blueprint.get("/sivu")
def page(round_id: int) -> Response:
    """The web page inside the mail, for the frame in `show`."""
    wanted = _wanted(request.args)
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        of = wanted.organisation_id
        mail = trials.preview(session, services().settings, round_, wanted.kind, of, wanted.languages)
    return framed(part(mail, "html"))


@blueprint.post("/testi")
@sending
def send(round_id: int) -> Response:
    """Send the mail to the one who looks at it."""
    wanted = _wanted(request.form)
    if wanted.languages is None:
        raise NotFound
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        jobs, of = services().jobs, wanted.organisation_id
        trials.ask(session, jobs, round_, wanted.kind, of, wanted.languages, staff_id=me().staff_id)
    flash(gettext("A test of this mail is on its way to you: %(address)s", address=me().email), "success")
    shown = url_for(
        "staff.mail_previews.show",
        round_id=round_id,
        viesti=wanted.kind,
        organisaatio=wanted.organisation_id,
        kieli=wanted.languages,
    )
    return redirect(shown, 303)


def _wanted(values: MultiDict[str, str]) -> Wanted:
    kind, languages = values.get("viesti", trials.KINDS[0]), values.get("kieli", "")
    return Wanted(
        next((one for one in trials.KINDS if one == kind), trials.KINDS[0]),
        whole(values.get("organisaatio")),
        cast(LanguageStatus, languages) if languages in get_args(LanguageStatus) else None,
    )
