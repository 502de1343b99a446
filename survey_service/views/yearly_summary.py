"""The summary of a round's year: as a page, as files, and put into the next year's material."""

import io

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import Language
from reports.yearly_summary import blocks, lead, title
from survey_service import attachments, rounds, yearly_summaries
from survey_service.i18n import LANGUAGES, locale
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("yearly_summary", __name__, url_prefix="/kierrokset/<int:round_id>/yhteenveto")
blueprint.before_request(access.required)

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@blueprint.get("/")
def show(round_id: int) -> str:
    """The summary as it can be told now."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        summary = yearly_summaries.of(session, round_)
        following = yearly_summaries.next_round(session, round_)
    return render_template(
        "staff/yearly_summary.html",
        round=round_,
        title=title(summary, locale()),
        lead=lead(summary, locale()),
        blocks=blocks(summary, locale()),
        following=following,
    )


@blueprint.get("/yhteenveto-<any(fi, sv):language>.<any(pdf, docx):kind>")
def download(round_id: int, language: Language, kind: str) -> Response:
    """The same as a file."""
    from reports.yearly_summary_files import summary_docx, summary_pdf

    with services().db.reading() as session:
        summary = yearly_summaries.of(session, rounds.owned(session, round_id, me().county_id))
    content = summary_pdf(summary, language) if kind == "pdf" else summary_docx(summary, language)
    name = f"hytetu-yhteenveto-{summary.year}-{language}.{kind}"
    return send_file(io.BytesIO(content), mimetype=MEDIA_TYPES[kind], as_attachment=True, download_name=name)


@blueprint.post("/seuraavaan")
@sending
def put_into_next(round_id: int) -> Response:
    """Put the summary of both languages into the background material of the next year's round."""
    from reports.yearly_summary_files import summary_pdf

    with services().db.reading() as session:
        summary = yearly_summaries.of(session, rounds.owned(session, round_id, me().county_id))
    settings = services().settings
    with attachments.receiving() as received:
        files = {}
        for language in LANGUAGES:
            content = summary_pdf(summary, language)
            files[language] = yearly_summaries.kept(settings.files_folder, settings.clamd, content, summary, language)
            received.append(files[language])
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            following = yearly_summaries.next_round(session, round_)
            if following is not None:
                yearly_summaries.put_into(session, services().jobs, following, files, summary, actor=me().email)
                year = following.year
    if following is None:
        for file in received:
            file.path.unlink(missing_ok=True)
        flash(gettext("The next year's round has not been made yet."), "alert")
    else:
        flash(gettext("The summary stands in the background material of %(year)s.", year=year), "success")
    return redirect(url_for("staff.yearly_summary.show", round_id=round_id), 303)
