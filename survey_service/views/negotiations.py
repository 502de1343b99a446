"""The negotiations of a round and their standing blocks: what the coordination group writes, and whom it names."""

import datetime
import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from questionnaires.notation import is_web_address
from survey_service import agendas, negotiations, rounds, standing_blocks, timetable
from survey_service.candidates import ChangedMeanwhile
from survey_service.formfields import clean, whole
from survey_service.i18n import day, locale
from survey_service.negotiations import Duty, Meeting
from survey_service.services import services
from survey_service.standing_blocks import LONGEST, BlockKind, BlockTooLong
from survey_service.timetable import FINLAND
from survey_service.views import access, dates
from survey_service.views.access import me, preparing

blueprint = Blueprint("negotiations", __name__, url_prefix="/kierrokset/<int:round_id>/neuvottelut")
blueprint.before_request(access.required)

CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
DUTIES: tuple[Duty, ...] = ("chair", "minute_taker")
KINDS: dict[str, BlockKind] = {"hytu": "plan_status", "hyte": "hyte_review"}
Page = str | tuple[str, int] | Response


@blueprint.get("/")
def show(round_id: int) -> Page:
    """The standing blocks, and each negotiation with its chair and minute taker."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        return render_template(
            "staff/negotiations.html",
            round=round_,
            agenda_of=agendas.ready(session, round_id),
            blocks={slug: standing_blocks.of_round(session, round_id)[kind] for slug, kind in KINDS.items()},
            meetings=negotiations.of_round(session, round_, locale()),
        )


@blueprint.get("/<any(hytu, hyte):slug>")
@preparing
def ask_block(round_id: int, slug: str) -> Page:
    """One standing block in both languages."""
    return _block_page(round_id, slug)


@blueprint.post("/<any(hytu, hyte):slug>")
@preparing
def write_block(round_id: int, slug: str) -> Page:
    """Save it as a new version; what another wrote meanwhile is shown and not overwritten."""
    text_fi, text_sv = clean(request.form.get("text_fi")), clean(request.form.get("text_sv"))
    who = {"staff_id": me().staff_id, "seen": whole(request.form.get("seen"))}
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            kind = KINDS[slug]
            new = standing_blocks.write(session, round_, kind, text_fi, text_sv, actor=me().email, **who)
    except BlockTooLong:
        long = gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST)
        texts = {"text_fi": text_fi, "text_sv": text_sv}
        return _block_page(round_id, slug, {name: long for name, text in texts.items() if len(text) > LONGEST}), 422
    except ChangedMeanwhile:
        trouble = gettext(
            "Somebody else wrote here while you did. Their text is above yours: join the two, and save again."
        )
        return _block_page(round_id, slug, {"text_fi": trouble}), 409
    flash(gettext("Saved.") if new else gettext("Nothing had changed."), "success" if new else "info")
    return _to(round_id)


@blueprint.get("/<int:area_id>/")
@preparing
def ask(round_id: int, area_id: int) -> Page:
    """One negotiation: when and where, chair and minute taker."""
    return _page(round_id, area_id)


@blueprint.post("/<int:area_id>/")
@preparing
def arrange(round_id: int, area_id: int) -> Page:
    """Save it."""
    starts_at, errors = _moment()
    place, link = clean(request.form.get("place")), clean(request.form.get("remote_link"))
    names = {duty: clean(request.form.get(duty)) for duty in DUTIES}
    long = gettext("The text is too long: at most %(limit)s characters fit.", limit=negotiations.LONGEST)
    texts: dict[str, str] = {"place": place, "chair": names["chair"], "minute_taker": names["minute_taker"]}
    errors |= {name: long for name, text in texts.items() if len(text) > negotiations.LONGEST}
    if link and not is_web_address(link):
        errors["remote_link"] = gettext(
            "Please write the whole address as it is in the browser, such as https://www.example.org/plan."
        )
    ends_at, wrong = _end(starts_at)
    errors |= wrong
    if errors:
        return _page(round_id, area_id, errors), 422
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        new = negotiations.arrange(session, round_, area_id, starts_at, place, link, ends_at=ends_at, actor=me().email)
        for duty, who in names.items():
            seen = set(map(whole, request.form.getlist(f"seen_{duty}")))
            new |= negotiations.appoint(
                session, round_, area_id, duty, who, seen=seen, staff_id=me().staff_id, actor=me().email
            )
    flash(gettext("Saved.") if new else gettext("Nothing had changed."), "success" if new else "info")
    return _to(round_id)


def _moment() -> tuple[datetime.datetime | None, dict[str, str]]:
    """When the meeting begins, and what is wrong with the day and the time; both may be left empty."""
    typed_day, typed_time = clean(request.form.get("day")), clean(request.form.get("time"))
    if not typed_day and not typed_time:
        return None, {}
    errors: dict[str, str] = {}
    on, clock = dates.read_day(typed_day), CLOCK.fullmatch(typed_time)
    if on is None:
        errors["day"] = gettext("Please write the date as day.month.year, for example 5.3.2027.")
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        errors["time"] = gettext("Please write the time as hours and minutes, for example 9.30.")
    if errors or on is None or clock is None:
        return None, errors
    try:
        return timetable.moment_on(on, datetime.time(int(clock[1]), int(clock[2]))), {}
    except timetable.NoSuchTime:
        return None, {"time": gettext("The clocks are put forward that night: this time does not come.")}


def _end(starts_at: datetime.datetime | None) -> tuple[datetime.datetime | None, dict[str, str]]:
    """When the meeting ends on its day, and what is wrong with the time; it may be left empty."""
    typed = clean(request.form.get("end"))
    if not typed or starts_at is None:
        return None, {"end": gettext("Please give the day and the time of the beginning, too.")} if typed else {}
    clock = CLOCK.fullmatch(typed)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        return None, {"end": gettext("Please write the time as hours and minutes, for example 9.30.")}
    on = starts_at.astimezone(FINLAND).date()
    try:
        ends_at = timetable.moment_on(on, datetime.time(int(clock[1]), int(clock[2])))
    except timetable.NoSuchTime:
        return None, {"end": gettext("The clocks are put forward that night: this time does not come.")}
    if ends_at <= starts_at:
        return None, {"end": gettext("The negotiation must end after it begins.")}
    return ends_at, {}


def _block_page(round_id: int, slug: str, errors: dict[str, str] | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        block = standing_blocks.of_round(session, round_id)[KINDS[slug]]
        past = [one for one in standing_blocks.history(session, round_id) if one.kind == KINDS[slug]]
    return render_template(
        "staff/standing_block.html",
        round=round_,
        slug=slug,
        block=block,
        past=past[:-1],
        text_fi=request.form.get("text_fi", block.text_fi),
        text_sv=request.form.get("text_sv", block.text_sv),
        met=bool(errors) and whole(request.form.get("seen")) != block.version,
        errors=errors or {},
    )


def _page(round_id: int, area_id: int, errors: dict[str, str] | None = None) -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
    return render_template(
        "staff/negotiation.html",
        round=round_,
        meeting=meeting,
        written=_as_it_is(meeting) | {name: text for name, text in request.form.items() if errors},
        errors=errors or {},
    )


def _as_it_is(meeting: Meeting) -> dict[str, str]:
    local = meeting.starts_at.astimezone(FINLAND) if meeting.starts_at else None
    end = meeting.ends_at.astimezone(FINLAND) if meeting.ends_at else None
    return {
        "day": day(local.date()) if local else "",
        "time": f"{local.hour}.{local.minute:02}" if local else "",
        "end": f"{end.hour}.{end.minute:02}" if end else "",
        "place": meeting.place,
        "remote_link": meeting.remote_link,
        "chair": meeting.chairs[0].who if meeting.chairs else "",
        "minute_taker": meeting.minute_takers[0].who if meeting.minute_takers else "",
    }


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.negotiations.show", round_id=round_id), 303)
