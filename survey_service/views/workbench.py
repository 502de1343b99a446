"""The review workbench: the phenomena of a briefing with their segments, and everything that the team does to them."""

from dataclasses import dataclass
from itertools import groupby
from typing import get_args

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from reports.alphabet import place
from reports.briefing import Label
from survey_service import audit, briefings, edits, received, rounds, runs, workbench
from survey_service.edits import Event, UndoneAlready
from survey_service.errors import NotFound
from survey_service.formfields import clean, whole
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access, sorting, words_of_edits
from survey_service.views.access import me, sending
from survey_service.workbench import LONGEST_NAME, UNPLACED, Meanwhile, Tags, Wish, WishRefused, Workbench
from synthesis.editing.showing import Group, Piece

blueprint = Blueprint("workbench", __name__, url_prefix="/koosteet/<int:briefing_id>/tyopoyta")
blueprint.before_request(access.required)

FIELDS = {"no_name": "name_fi", "no_target": "target", "same": "target"}
MOST_ASKED = 99

Page = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Row:
    """A phenomenon in the list."""

    group: Group
    label: Label
    segments: int
    organisations: int
    tags: Tags
    changed: workbench.Changed | None


@dataclass
class Filled:
    """What stands in the form of a phenomenon, and what is wrong with it, by field."""

    name: Label
    tags: Tags
    ticked: frozenset[str] = frozenset()
    target: str = ""
    errors: dict[str, str] | None = None
    others: tuple[Event, ...] = ()
    proposed: bool = False


@blueprint.get("/")
def index(briefing_id: int) -> Page:
    """Every phenomenon with its counts, hidden ones and segments without one at the end."""
    return _index(briefing_id)


@blueprint.post("/")
@sending
def ask_count(briefing_id: int) -> Page:
    """Ask the next run for fewer or more phenomena."""
    typed = clean(request.form.get("count"))
    with services().db.reading() as session:
        bench = workbench.load(session, briefings.load(session, briefing_id, me().county_id)[0])
    why = bench.numbering
    fewest, most = (why.fewest, why.most) if why else (1, MOST_ASKED)
    if typed and not fewest <= whole(typed) <= most:
        trouble = gettext(
            "Please write a number from %(fewest)s to %(most)s, or leave the field empty.", fewest=fewest, most=most
        )
        return _index(briefing_id, typed, {"count": trouble}), 422
    try:
        with services().db.writing() as session:
            stored, _ = briefings.load(session, briefing_id, me().county_id)
            wanted, seen = whole(typed) or None, whole(request.form.get("seen"))
            done = workbench.ask_count(session, stored, wanted, seen, actor=me().email)
    except Meanwhile as meanwhile:
        event = meanwhile.events[-1]
        trouble = gettext(
            "Meanwhile %(who)s %(what)s. Your number is still in the field: please save it again if it is to hold.",
            who=event.by,
            what=words_of_edits.told(event),
        )
        return _index(briefing_id, typed, {"count": trouble}), 409
    flash(gettext("Saved. The next synthesis follows it.") if done else gettext("Nothing had changed."), "success")
    return redirect(url_for("briefings.workbench.index", briefing_id=briefing_id), 303)


@blueprint.get("/<phenomenon_id>/")
def show(briefing_id: int, phenomenon_id: str) -> Page:
    """The segments of a phenomenon, or of none, and what can be done with them."""
    answer = _phenomenon(briefing_id, phenomenon_id)
    audit.record_reading(services().db, me().county_id, me().email, "phenomenon.read", f"briefing:{briefing_id}")
    return answer


@blueprint.post("/<phenomenon_id>/")
@sending
def act(briefing_id: int, phenomenon_id: str) -> Page:
    """Do one thing; what cannot be done is said, and what was typed and ticked stays."""
    wish = _wish(phenomenon_id)
    if request.form.get("act") == "propose":
        return _proposed(briefing_id, wish)
    filled = Filled(wish.name, wish.tags, frozenset(wish.ticked), wish.target)
    if any(len(name or "") > LONGEST_NAME for name in (wish.name.fi, wish.name.sv)):
        filled.errors = {
            "name_fi": gettext("The text is too long: at most %(limit)s characters fit.", limit=LONGEST_NAME)
        }
        return _phenomenon(briefing_id, phenomenon_id, filled, 422)
    try:
        with services().db.writing() as session:
            stored, _ = briefings.load(session, briefing_id, me().county_id)
            leads_to, number = workbench.carry_out(session, stored, wish, actor=me().email)
    except WishRefused as refused:
        filled.errors = {FIELDS.get(refused.fault, "segments"): str(words_of_edits.FAULTS[refused.fault])}
        return _phenomenon(briefing_id, phenomenon_id, filled, 422)
    except Meanwhile as meanwhile:
        filled.others = meanwhile.events
        return _phenomenon(briefing_id, phenomenon_id, filled, 409)
    if number:
        flash(gettext("Done. You can undo it on the page of changes."), "success")
    else:
        flash(gettext("Nothing had changed."), "info")
    return redirect(url_for("briefings.workbench.show", briefing_id=briefing_id, phenomenon_id=leads_to), 303)


@blueprint.get("/muutokset/")
def changes(briefing_id: int) -> Page:
    """Every act, who did it and when, the newest first."""
    return _changes(briefing_id)


@blueprint.post("/muutokset/")
@sending
def undo(briefing_id: int) -> Page:
    """Undo an act, or redo one that was undone."""
    try:
        with services().db.writing() as session:
            stored, _ = briefings.load(session, briefing_id, me().county_id)
            round_ = rounds.owned(session, stored.round_id, me().county_id)
            edits.undo(session, round_, whole(request.form.get("event")), actor=me().email)
    except UndoneAlready as already:
        trouble = words_of_edits.undone_already(already)
        return _changes(briefing_id, trouble), 409
    flash(gettext("Undone. The list shows how the phenomena stand now."), "success")
    return redirect(url_for("briefings.workbench.changes", briefing_id=briefing_id), 303)


@blueprint.get("/vastaukset/<answer_id>")
def answer(briefing_id: int, answer_id: str) -> Page:
    """A whole answer, each segment with the phenomenon in which it stands, and the answers beside it."""
    with services().db.reading() as session:
        bench = workbench.load(session, briefings.load(session, briefing_id, me().county_id)[0])
        organisations = received.ids_by_key(session, bench.round)
    told = bench.gathered.told.get(answer_id)
    if told is None:
        raise NotFound
    audit.record_reading(services().db, me().county_id, me().email, "phenomenon.read", f"briefing:{briefing_id}")
    own = [key for key, one in bench.gathered.told.items() if one.party.id == told.party.id and one.grouped]
    at = own.index(answer_id) if answer_id in own else -1
    questions = {one.id: one.text for one in bench.gathered.questions()}
    return render_template(
        "staff/workbench_answer.html",
        bench=bench,
        round=bench.round,
        briefing_id=briefing_id,
        told=told,
        question=questions.get(told.comment.question_id or ""),
        stretches=_stretches(bench, answer_id),
        before=own[at - 1] if at > 0 else None,
        after=own[at + 1] if 0 <= at < len(own) - 1 else None,
        organisation_id=organisations.get(told.party.id),
    )


def _index(briefing_id: int, typed: str | None = None, errors: dict[str, str] | None = None) -> str:
    with services().db.reading() as session:
        stored, _ = briefings.load(session, briefing_id, me().county_id)
        bench = workbench.load(session, stored)
        newest = briefings.latest(session, stored.round_id)
        run = runs.latest(session, stored.round_id)
        offered = workbench.offered(session, bench.round)
    columns = {
        "nimi": lambda row: place(row.label.shown(locale())[0]),
        "segmentit": lambda row: row.segments,
        "organisaatiot": lambda row: row.organisations,
    }
    count = edits.count_asked(bench.events)
    return render_template(
        "staff/workbench.html",
        bench=bench,
        round=bench.round,
        briefing_id=briefing_id,
        sorted=sorting.as_asked(
            (_row(bench, one) for one in bench.shown.groups), columns, lambda row: _said(bench, row)
        ),
        hidden=[_row(bench, one) for one in bench.shown.hidden],
        unplaced=_by_reason(bench.shown.unplaced),
        newest=newest[0].id if newest else briefing_id,
        going=run is not None and run.state in ("queued", "running"),
        offered=offered,
        count=typed if typed is not None else count or "",
        errors=errors or {},
        edit_words=words_of_edits,
    )


def _row(bench: Workbench, group: Group) -> Row:
    return Row(
        group,
        bench.label(group),
        len(group.pieces),
        bench.organisations(group.pieces),
        bench.tags.get(group.id, Tags()),
        bench.changes.get(group.id),
    )


def _said(bench: Workbench, row: Row) -> str:
    words = (bench.words(piece) for piece in row.group.pieces)
    return " ".join((row.label.fi or "", row.label.sv or "", *row.group.keywords, *words))


def _by_reason(pieces: tuple[Piece, ...]) -> list[tuple[str, int]]:
    """Why segments stand in no phenomenon, each reason with how many; without a reason an edit let them go."""
    reasons = sorted(piece.reason or "" for piece in pieces)
    return [(reason, len(list(some))) for reason, some in groupby(reasons)]


def _wish(phenomenon_id: str) -> Wish:
    form = request.form
    return Wish(
        act=next(
            (one for one in get_args(workbench.Act) if one == form.get("act")),
            "move" if phenomenon_id == UNPLACED else "rename",
        ),
        phenomenon=phenomenon_id,
        seen=whole(form.get("seen")),
        ticked=tuple(form.getlist("segment")),
        target=form.get("target", ""),
        name=Label(fi=clean(form.get("name_fi")) or None, sv=clean(form.get("name_sv")) or None),
        tags=Tags(*(tuple(form.getlist(kind)) for kind in ("programmes", "chain", "groups"))),
    )


def _proposed(briefing_id: int, wish: Wish) -> Page:
    """The same page with the segments ticked that a split would part from the rest."""
    filled = Filled(wish.name, wish.tags, frozenset(wish.ticked), wish.target)
    with services().db.reading() as session:
        bench = workbench.load(session, briefings.load(session, briefing_id, me().county_id)[0])
    group = bench.find(wish.phenomenon)
    pieces = group.pieces if group else ()
    rows = workbench.proposed_split([bench.words(piece) for piece in pieces])
    if rows:
        filled.ticked, filled.proposed = frozenset(pieces[row].digest for row in rows), True
    else:
        filled.errors = {"segments": gettext("There are too few segments for a proposal. Please tick them yourself.")}
    return _phenomenon(briefing_id, wish.phenomenon, filled)


def _phenomenon(briefing_id: int, phenomenon_id: str, filled: Filled | None = None, status: int = 200) -> Page:
    with services().db.reading() as session:
        stored, _ = briefings.load(session, briefing_id, me().county_id)
        bench = workbench.load(session, stored)
        offered = workbench.offered(session, bench.round)
    group = None if phenomenon_id == UNPLACED else bench.find(phenomenon_id)
    if group is None and phenomenon_id != UNPLACED:
        raise NotFound
    if group is not None and group.id != phenomenon_id and filled is None:
        flash(gettext("The phenomenon has changed: this is where most of its segments stand now."), "info")
        return redirect(url_for("briefings.workbench.show", briefing_id=briefing_id, phenomenon_id=group.id))
    pieces = group.pieces if group else bench.shown.unplaced
    name = Label(fi=group.label.fi, sv=group.label.sv) if group else Label()
    filled = filled or Filled(name, bench.tags.get(group.id, Tags()) if group else Tags())
    here = {piece.digest for piece in pieces}
    page = render_template(
        "staff/workbench_phenomenon.html",
        bench=bench,
        round=bench.round,
        briefing_id=briefing_id,
        phenomenon_id=group.id if group else UNPLACED,
        group=group,
        label=bench.label(group) if group else None,
        pieces=pieces,
        filled=filled,
        errors=filled.errors or {},
        elsewhere=_elsewhere(bench, filled.ticked - here),
        targets=sorted(
            ((one.id, bench.label(one)) for one in bench.shown.groups if group is None or one.id != group.id),
            key=lambda each: place(each[1].shown(locale())[0]),
        ),
        offered=offered,
        edit_words=words_of_edits,
    )
    return (page, status) if status != 200 else page


def _elsewhere(bench: Workbench, digests: frozenset[str]) -> list[tuple[str, Group | None]]:
    """The words of ticked segments that stand on another page now, and the phenomenon to which they came."""
    return [(bench.words(one), at) for one, at in bench.places() if one.digest in digests]


def _stretches(bench: Workbench, answer_id: str) -> list[tuple[str, Group | None, bool]]:
    """The answer in pieces: words, the phenomenon they stand in, and whether they are a segment at all."""
    own = sorted(
        ((one, at) for one, at in bench.places() if one.answer_id == answer_id), key=lambda each: each[0].start
    )
    text, end = bench.gathered.told[answer_id].comment.text, 0
    found: list[tuple[str, Group | None, bool]] = []
    for piece, group in own:
        if piece.start > end:
            found.append((text[end : piece.start], None, False))
        found.append((text[piece.start : piece.end], group, True))
        end = piece.end
    return [*found, (text[end:], None, False)]


def _changes(briefing_id: int, trouble: str = "") -> str:
    with services().db.reading() as session:
        bench = workbench.load(session, briefings.load(session, briefing_id, me().county_id)[0])
    acts = [event for event in reversed(bench.events) if event.act == event.number]
    return render_template(
        "staff/workbench_changes.html",
        bench=bench,
        round=bench.round,
        briefing_id=briefing_id,
        acts=[(event, words_of_edits.told(event, bench.events)) for event in acts],
        who_undid={event.number: event.by for event in bench.events},
        trouble=trouble,
    )
