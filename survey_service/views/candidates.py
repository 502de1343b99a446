"""The candidate phenomena of a round as the coordinator settles them: ordered, worded, merged, accepted."""

import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from survey_service import candidates, contacting, naming, proposing, rounds, settling, themes
from survey_service.candidates import LONGEST_DESCRIPTION, LONGEST_NAME, ChangedMeanwhile, Words
from survey_service.db import now
from survey_service.formfields import clean, whole
from survey_service.i18n import day, locale
from survey_service.services import services
from survey_service.settling import Decision, MergeRefused
from survey_service.timetable import FINLAND, closing_of
from survey_service.views import access, dates, numbering
from survey_service.views.access import me, sending

blueprint = Blueprint("candidates", __name__, url_prefix="/kierrokset/<int:round_id>/ehdokkaat")
blueprint.before_request(access.required)

DECISIONS: dict[str, Decision] = {"accept": "accepted", "decline": "declined", "open": "proposed"}
DAYS_TO_NAME = 14

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def show(round_id: int) -> Page:
    """The theme, and every candidate in the coordinator's order."""
    return _page(round_id)


@blueprint.post("/")
@sending
def settle(round_id: int) -> Page:
    """Accept or decline one candidate, or save the order of all."""
    if wrong := numbering.unreadable(request.form):
        trouble = gettext("Please write the place as a number, or leave the field empty: %(typed)s", typed=wrong)
        return _page(round_id, trouble), 422
    decided = next((name for name in DECISIONS if name in request.form), "")
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        known = [str(one.candidate_id) for one in candidates.of_round(session, round_id)]
        wanted = [int(key) for key in numbering.numbered(request.form, known)]
        new = settling.order(session, round_, wanted, actor=me().email)
        if decided:
            candidate = candidates.owned(session, round_id, whole(request.form.get(decided)))
            new |= settling.decide(session, round_, candidate, DECISIONS[decided], actor=me().email)
    flash(gettext("Saved.") if new else gettext("Nothing had changed."), "success" if new else "info")
    return _to(round_id)


@blueprint.get("/uusi")
@sending
def ask_new(round_id: int) -> Page:
    """A candidate of the team's own."""
    return _new_page(round_id, Words(), {})


@blueprint.post("/uusi")
@sending
def add(round_id: int) -> Page:
    """Add what was written, and the examples that were chosen."""
    words, chosen = _words(), request.form.getlist("example")
    errors = _faults(words) if words != Words() or not chosen else {}
    if errors:
        return _new_page(round_id, words, errors), 422
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        named = [(one.words, one.source) for one in naming.examples(session, round_) if one.source in chosen]
        named += [(words, "")] if words != Words() else []
        for each, source in named:
            proposing.add(session, round_, each, locale(), actor=me().email, staff_id=me().staff_id, source=source)
    flash(ngettext("One candidate was added.", "%(num)s candidates were added.", len(named)), "success")
    return _to(round_id)


@blueprint.get("/<int:candidate_id>/")
@sending
def ask_words(round_id: int, candidate_id: int) -> Page:
    """One candidate: its words in both languages, and what it is a double of."""
    return _candidate_page(round_id, candidate_id)


@blueprint.post("/<int:candidate_id>/")
@sending
def change(round_id: int, candidate_id: int) -> Page:
    """Word it anew, and merge it where that was chosen."""
    words, into = _words(), whole(request.form.get("into"))
    errors = _faults(words)
    if errors:
        return _candidate_page(round_id, candidate_id, words, errors), 422
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            candidate = candidates.owned(session, round_id, candidate_id)
            seen = whole(request.form.get("seen"))
            settling.word_anew(session, round_, candidate, words, seen, actor=me().email)
            if into:
                other = candidates.owned(session, round_id, into)
                settling.merge(session, round_, candidate, other, actor=me().email)
    except ChangedMeanwhile:
        trouble = gettext(
            "Somebody else changed the candidate while you wrote. Its words of now are shown above yours."
        )
        return _candidate_page(round_id, candidate_id, words, {"name_fi": trouble}), 409
    except MergeRefused:
        trouble = gettext(
            "It cannot be merged into that one. Please choose another, or separate its own doubles first."
        )
        return _candidate_page(round_id, candidate_id, words, {"into": trouble}), 422
    flash(gettext("Saved."), "success")
    return _to(round_id)


@blueprint.get("/kutsut")
@sending
def ask_invite(round_id: int) -> Page:
    """Whom the invitations to name candidates would go to, and until when they may."""
    return _invite_page(round_id)


@blueprint.post("/kutsut")
@sending
def invite(round_id: int) -> Page:
    """Open the naming until the day that was written, and invite those of the network who were not invited yet."""
    typed = clean(request.form.get("until"))
    last = dates.read_day(typed)
    if last is None:
        return _invite_page(
            round_id, typed, gettext("Please write the date as day.month.year, for example 5.3.2027.")
        ), 422
    if closing_of(last) <= now():
        return _invite_page(round_id, typed, gettext("The time has passed already. Please choose a later day.")), 422
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        settling.open_naming(session, round_, closing_of(last), actor=me().email)
        number = contacting.invite(session, services().jobs, round_, "name", actor=me().email)
    if number:
        flash(ngettext("One invitation is on its way.", "%(num)s invitations are on their way.", number), "success")
    else:
        flash(gettext("The day is saved. Everybody has been invited already, so nothing was sent."), "info")
    return _to(round_id)


def _words() -> Words:
    return Words(*(clean(request.form.get(name)) for name in Words.__dataclass_fields__))


def _faults(words: Words) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not (words.name_fi or words.name_sv):
        errors["name_fi"] = gettext("Please give the phenomenon a name of a few words.")
    for name in Words.__dataclass_fields__:
        limit = LONGEST_NAME if name.startswith("name") else LONGEST_DESCRIPTION
        if len(getattr(words, name)) > limit:
            errors[name] = gettext("The text is too long: at most %(limit)s characters fit.", limit=limit)
    return errors


def _page(round_id: int, trouble: str = "") -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        return render_template(
            "staff/candidates.html",
            round=round_,
            theme=rounds.questionnaire_of(round_).theme_name,
            languages=rounds.county_of(session, me().county_id).languages,
            chosen=[one for one in themes.of_round(session, round_) if one.stands],
            candidates=candidates.of_round(session, round_id),
            unasked=sum(not one.invited for one in contacting.addressees(session, round_, "name")),
            asked=sum(one.invited for one in contacting.addressees(session, round_, "name")),
            open=round_.naming_deadline is not None and now() <= round_.naming_deadline,
            trouble=trouble,
            typed=numbering.unread(request.form),
        )


def _new_page(round_id: int, words: Words, errors: dict[str, str]) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        examples = naming.examples(session, round_)
    chosen = request.form.getlist("example")
    return render_template(
        "staff/candidate.html", round=round_, written=words, errors=errors, examples=examples, chosen=chosen, one=None
    )


def _candidate_page(
    round_id: int, candidate_id: int, words: Words | None = None, errors: dict[str, str] | None = None
) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        row = candidates.owned(session, round_id, candidate_id)
        everything = candidates.of_round(session, round_id)
        return render_template(
            "staff/candidate.html",
            round=round_,
            one=next(each for each in everything if each.candidate_id == candidate_id),
            written=words or candidates.words_of(row),
            stored=candidates.words_of(row),
            others=[
                each for each in everything if each.state in candidates.STANDING and each.candidate_id != candidate_id
            ],
            into=whole(request.form.get("into")),
            errors=errors or {},
            examples=(),
        )


def _invite_page(round_id: int, until: str = "", trouble: str = "") -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        asked = contacting.addressees(session, round_, "name", locale())
    planned = round_.naming_deadline or now() + datetime.timedelta(days=DAYS_TO_NAME)
    return render_template(
        "staff/invite_to_name.html",
        round=round_,
        fresh=[one for one in asked if not one.invited],
        earlier=sum(one.invited for one in asked),
        until=until or day(planned.astimezone(FINLAND).date()),
        errors={"until": trouble} if trouble else {},
    )


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.candidates.show", round_id=round_id), 303)
