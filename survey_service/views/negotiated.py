"""The decisions of a negotiation: written by agenda item, put in order, and told in minutes, announcement and news."""

import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.model import Language
from survey_service import (
    decisions,
    handovers,
    negotiated,
    negotiation_papers,
    negotiations,
    organisations,
    rounds,
    timetable,
)
from survey_service.candidates import ChangedMeanwhile
from survey_service.decision_files import LONGEST
from survey_service.decisions import PastDecision
from survey_service.formfields import clean, day_in, whole
from survey_service.handovers import PaperKind
from survey_service.i18n import day, locale
from survey_service.negotiated import STATUSES
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, preparing

blueprint = Blueprint(
    "negotiated", __name__, url_prefix="/kierrokset/<int:round_id>/neuvottelut/<int:area_id>/paatokset"
)
blueprint.before_request(access.required)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AREAS = ("action", "goal", "cooperation", "follow_up", "division", "follow_up_action")
LINES = ("matter", "responsible")
NEWS: dict[str, Any] = {"tiedote": "announcement", "mediaviesti": "media_message"}
Page = str | tuple[str, int] | Response


@dataclass
class Filled:
    """What stands in the form about a decision, and what is wrong with it by field.

    `standing`: the decision as another has written it meanwhile, and `differing` in which fields.
    """

    texts: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    standing: PastDecision | None = None
    differing: tuple[str, ...] = ()


@blueprint.get("/")
def show(round_id: int, area_id: int) -> Page:
    """The items of the agenda with their decisions."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        return render_template(
            "staff/negotiated.html",
            round=round_,
            meeting=negotiations.of_area(session, round_, area_id),
            by_item=negotiated.by_item(session, round_, locale(), area_id),
        )


@blueprint.get("/uusi")
@preparing
def ask_new(round_id: int, area_id: int) -> Page:
    """A form for a new decision about an item of the agenda (`asia`)."""
    texts = {"item": request.args.get("asia", ""), "language": locale(), "status": "draft"}
    return _page(round_id, area_id, Filled(texts))


@blueprint.post("/uusi")
@preparing
def add(round_id: int, area_id: int) -> Page:
    """Write it."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        fields, errors = _read(session, round_, area_id)
        if not errors:
            negotiated.add(session, round_, area_id, fields, actor=me().email)
    if errors:
        return _page(round_id, area_id, Filled(_typed(), errors)), 422
    flash(gettext("Saved."), "success")
    return _to(round_id, area_id)


@blueprint.get("/<int:decision_id>")
@preparing
def ask(round_id: int, area_id: int, decision_id: int) -> Page:
    """The form about one decision as it stands."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        standing = negotiated.owned(session, round_, area_id, decision_id)
    return _page(round_id, area_id, Filled(_as_it_is(standing)), standing)


@blueprint.post("/<int:decision_id>")
@preparing
def change(round_id: int, area_id: int, decision_id: int) -> Page:
    """Write it anew; what another wrote meanwhile is shown beside and not overwritten."""
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            standing = negotiated.owned(session, round_, area_id, decision_id)
            fields, errors = _read(session, round_, area_id)
            new = not errors and negotiated.change(
                session, round_, area_id, decision_id, fields, seen=whole(request.form.get("seen")), actor=me().email
            )
    except ChangedMeanwhile:
        return _met(round_id, area_id, decision_id, fields), 409
    if errors:
        return _page(round_id, area_id, Filled(_typed(), errors), standing), 422
    flash(gettext("Saved.") if new else gettext("Nothing had changed."), "success" if new else "info")
    return _to(round_id, area_id)


@blueprint.post("/<int:decision_id>/<any(ylos, alas):way>")
@preparing
def move(round_id: int, area_id: int, decision_id: int, way: str) -> Response:
    """Move a decision by one place within its item."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        negotiated.move(session, round_, area_id, decision_id, way == "ylos", actor=me().email)
    return _to(round_id, area_id)


@blueprint.get("/poytakirja-<any(fi, sv):language>.docx")
def minutes(round_id: int, area_id: int, language: Language) -> Response:
    """The minutes as a Word document to finish by hand."""
    from reports.minutes import minutes_docx

    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        told = negotiation_papers.minutes(session, round_, language, area_id)
    return _file(minutes_docx(told, language), f"poytakirja-{told.year}-{area_id}-{language}.docx")


@blueprint.get("/<any(tiedote, mediaviesti):news>")
def news(round_id: int, area_id: int, news: str) -> Page:
    """The draft of the announcement or of the media message in both languages, as text."""
    from reports.announcement import draft, pieces

    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        told: dict[Language, list[tuple[str, Language]]] = {
            language: pieces(draft(negotiation_papers.news(session, round_, language, area_id), NEWS[news], language))
            for language in ("fi", "sv")
        }
    return render_template("staff/news.html", round=round_, meeting=meeting, slug=news, kind=NEWS[news], drafts=told)


@blueprint.get("/<any(tiedote, mediaviesti):news>-<any(fi, sv):language>.docx")
def news_file(round_id: int, area_id: int, news: str, language: Language) -> Response:
    """The same draft in one language as a Word document."""
    from reports.announcement import draft_docx

    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        told = negotiation_papers.news(session, round_, language, area_id)
    return _file(draft_docx(told, NEWS[news], language), f"{news}-{told.year}-{area_id}-{language}.docx")


@blueprint.get("/luovutukset/")
def log(round_id: int, area_id: int) -> Page:
    """To whom the papers were handed over, and a form to note one."""
    today = datetime.datetime.now(timetable.FINLAND).date()
    return _log_page(round_id, area_id, {"day": day(today), "paper": "minutes"})


@blueprint.post("/luovutukset/")
@preparing
def note(round_id: int, area_id: int) -> Page:
    """Note a handing over."""
    recipient, on = clean(request.form.get("recipient")), day_in(clean(request.form.get("day")))
    paper: PaperKind | None = next((one for one in handovers.PAPERS if one == request.form.get("paper")), None)
    errors: dict[str, str] = {}
    if not recipient:
        errors["recipient"] = gettext("Please write to whom the paper was handed over.")
    if len(recipient) > handovers.LONGEST:
        errors["recipient"] = gettext(
            "The text is too long: at most %(limit)s characters fit.", limit=handovers.LONGEST
        )
    if paper is None:
        errors["paper"] = gettext("Please choose one of the options that are offered.")
    if on is None:
        errors["day"] = gettext("Please write the date as day.month.year, for example 5.3.2027.")
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        negotiations.of_area(session, round_, area_id)
        if paper is not None and on is not None and not errors:
            who = {"staff_id": me().staff_id, "actor": me().email}
            handovers.note(session, round_, area_id, paper, recipient, on, **who)  # type: ignore[arg-type]
    if errors:
        return _log_page(round_id, area_id, request.form, errors), 422
    flash(gettext("Saved."), "success")
    return redirect(url_for("staff.negotiated.log", round_id=round_id, area_id=area_id), 303)


def _read(session: Any, round_: Any, area_id: int) -> tuple[dict[str, Any], dict[str, str]]:
    """What was posted, as it is stored, and what is wrong with it by field."""
    texts = _typed()
    items = negotiated.headings(negotiated.items(session, round_, locale(), area_id), _language(texts))
    known = {str(one.id): one.id for one in organisations.of_county(session, round_.county_id)}
    long = gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST)
    errors = {name: long for name in (*AREAS, *LINES, "new_forum") if len(texts[name]) > LONGEST}
    if not texts["action"]:
        errors["action"] = gettext("It is not said what was decided.")
    due = day_in(texts["due"])
    if texts["due"] and due is None:
        errors["due"] = gettext("Please write the date as day.month.year, for example 5.3.2027.")
    unknown = {
        "item": texts["item"] not in items,
        "organisation_id": texts["organisation_id"] not in {"", *known},
        "status": texts["status"] not in STATUSES,
    }
    refused = gettext("Please choose one of the options that are offered.")
    errors |= {name: refused for name, is_unknown in unknown.items() if is_unknown}
    forum = texts["new_forum"] or texts["forum"]
    same = (one for one in decisions.forums(session, round_.county_id) if one.casefold() == forum.casefold())
    fields = {name: texts[name] for name in (*AREAS, "responsible", "item", "status")} | {
        "matter": texts["matter"] if not texts["item"] else items.get(texts["item"], ""),
        "organisation_id": known.get(texts["organisation_id"]),
        "forum": next(same, forum),
        "due": due,
        "language": _language(texts),
    }
    return fields, errors


def _language(texts: Mapping[str, str]) -> Language:
    return "sv" if texts.get("language") == "sv" else "fi"


def _typed() -> dict[str, str]:
    names = (*AREAS, *LINES, "item", "status", "organisation_id", "forum", "new_forum", "due", "language")
    return {name: clean(request.form.get(name)) for name in names}


def _as_it_is(one: PastDecision) -> dict[str, str]:
    texts = {name: str(getattr(one, name) or "") for name in negotiated.WRITTEN}
    return texts | {"due": day(one.due) if one.due else "", "matter": "" if one.item else one.matter}


def _met(round_id: int, area_id: int, decision_id: int, fields: Mapping[str, Any]) -> str:
    """The form with what was typed, beside it what another has written meanwhile: who, when and in which fields."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        standing = negotiated.owned(session, round_, area_id, decision_id)
    met = Filled(_typed(), standing=standing, differing=negotiated.differing(standing, fields))
    return _page(round_id, area_id, met, standing)


def _page(round_id: int, area_id: int, filled: Filled, standing: PastDecision | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        items = negotiated.headings(negotiated.items(session, round_, locale(), area_id), locale())
        names = [
            (str(one.id), one.name_sv if locale() == "sv" else one.name_fi)
            for one in organisations.of_county(session, round_.county_id)
        ]
        forums = decisions.forums(session, round_.county_id)
    if filled.texts["item"] not in items:
        filled.texts["item"] = ""
    return render_template(
        "staff/negotiated_decision.html",
        round=round_,
        meeting=meeting,
        items=items,
        organisations=names,
        forums=[(one, one) for one in forums],
        filled=filled,
        decision=standing,
        theirs=_as_it_is(filled.standing) if filled.standing else {},
    )


def _log_page(round_id: int, area_id: int, typed: Mapping[str, str], errors: dict[str, str] | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        handed = handovers.of_negotiation(session, meeting.negotiation_id or 0)
    return render_template(
        "staff/handovers.html", round=round_, meeting=meeting, handed=handed, typed=typed, errors=errors or {}
    )


def _file(content: bytes, name: str) -> Response:
    return send_file(io.BytesIO(content), mimetype=DOCX, as_attachment=True, download_name=name)


def _to(round_id: int, area_id: int) -> Response:
    return redirect(url_for("staff.negotiated.show", round_id=round_id, area_id=area_id), 303)
