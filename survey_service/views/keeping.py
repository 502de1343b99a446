"""Copies to keep: what was sent as PDF and as one web page, the draft as PDF and as a document for a meeting."""

import io

from flask import Blueprint, Response, send_file

from reports.response import ResponseCopy, response_pdf
from reports.response_docx import response_docx
from reports.response_html import response_html
from survey_service import answering, blanks, papers
from survey_service.errors import NotFound
from survey_service.i18n import Language, locale
from survey_service.services import services
from survey_service.views import own_indicators
from survey_service.views.opened import answer_link

blueprint = Blueprint("keeping", __name__)
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/vastaus/kysely/kysely-<any(fi, sv):language>.pdf")
def blank_pdf(language: Language) -> Response:
    """The blank questionnaire as a PDF, in the language that is asked for, whatever that of the pages is."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    return _file(response_pdf(blanks.blank(told), language), PDF, f"kysely-{told.year}-{language}.pdf")


@blueprint.get("/vastaus/kysely/kysely-<any(fi, sv):language>.docx")
def blank_docx(language: Language) -> Response:
    """The blank questionnaire as a document, in the language that is asked for."""
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    return _file(response_docx(blanks.blank(told), language), WORD, f"kysely-{told.year}-{language}.docx")


@blueprint.get("/vastaus/vastaus.pdf")
def sent_pdf() -> Response:
    """What was sent, or else the draft, as a PDF."""
    copy = _copy(draft=False)
    return _file(response_pdf(copy, locale()), PDF, f"vastaus-{copy.reference}.pdf")


@blueprint.get("/vastaus/vastaus.html")
def sent_html() -> Response:
    """The same as one web page that needs nothing else."""
    copy = _copy(draft=False)
    return _file(response_html(copy, locale()).encode(), "text/html", f"vastaus-{copy.reference}.html")


@blueprint.get("/vastaus/luonnos.pdf")
def draft_pdf() -> Response:
    """The draft as it is written now, as a PDF."""
    copy = _copy(draft=True)
    return _file(response_pdf(copy, locale()), PDF, f"luonnos-{copy.reference}.pdf")


@blueprint.get("/vastaus/luonnos.docx")
def draft_docx() -> Response:
    """The draft as a document for the working group's meeting, with room for notes."""
    copy = _copy(draft=True)
    return _file(response_docx(copy, locale()), WORD, f"luonnos-{copy.reference}.docx")


def _copy(*, draft: bool) -> ResponseCopy:
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
        if told.response_id is None or told.only is not None or (draft and told.sent is not None and not told.editable):
            raise NotFound
        if draft or told.sent is None:
            return papers.draft_of(told, locale(), own_indicators.shown(session, told))
        return papers.sent_of(session, told.sent, locale())


def _file(content: bytes, media_type: str, name: str) -> Response:
    return send_file(io.BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name)
