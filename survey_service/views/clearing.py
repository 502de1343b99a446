"""The quotes that wait for a person's yes, and the publishing of a briefing to the network."""

from dataclasses import dataclass, field
from typing import Literal

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import LazyString, gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from reports.briefing import Reason
from survey_service import audit, briefing_versions, briefings, clearing, rounds
from survey_service.briefing_versions import PublishedMeanwhile, PublishingRefused
from survey_service.clearing import ClearingKind, ClearingRefused, DecidedMeanwhile, Decision, Fault
from survey_service.edits import UndoneAlready
from survey_service.formfields import clean, whole
from survey_service.i18n import moment
from survey_service.services import services
from survey_service.views import access, words_of_edits
from survey_service.views.access import me, sending

blueprint = Blueprint("clearing", __name__, url_prefix="/koosteet/<int:briefing_id>")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response
Choice = Literal["as_is", "reworded", "no"]
CHOICES: dict[str, Choice] = {"as_is": "as_is", "reworded": "reworded", "no": "no"}
REASONS: dict[Reason, LazyString] = {
    "small_place": _("a small place, fewer than 5,000 inhabitants"),
    "personal_data": _("personal data"),
    "sensitive": _("a sensitive phenomenon"),
    "confidential": _("marked as confidential"),
    "recognisable": _("people could be recognised"),
}
LANGUAGES: dict[str, LazyString] = {"fi": _("in Finnish"), "sv": _("in Swedish"), "en": _("in English")}
DECIDED: dict[ClearingKind, LazyString] = {
    "as_is": _("let out as it is"),
    "reworded": _("let out reworded"),
    "no": _("stays with the team"),
}
FAULTS: dict[Fault, LazyString] = {
    "nothing_ticked": _("Please tick at least one quote first."),
    "no_words": _("Please write the words in which the quote may leave the team."),
    "too_long": _("The text is too long: at most 2,000 characters fit."),
    "personal": _("There is still an identity code, a telephone number or an e-mail address here. Please take it out."),
}


@dataclass
class Filled:
    """What the form holds: ticked keys, and what was typed by key."""

    ticked: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    others: tuple[Decision, ...] = ()
    trouble: str = ""


@blueprint.get("/sitaatit/")
def quotes(briefing_id: int) -> Page:
    """The quotes that wait, each with its reasons and a proposal, and what was decided on others."""
    answer = _quotes(briefing_id, Filled())
    audit.record_reading(services().db, me().county_id, me().email, "quote.read", f"briefing:{briefing_id}")
    return answer


@blueprint.post("/sitaatit/")
@sending
def decide(briefing_id: int) -> Page:
    """Decide on the ticked quotes; where that cannot be done, what was typed and ticked stays."""
    typed = {key.removeprefix("words-"): clean(text) for key, text in request.form.items() if key.startswith("words-")}
    ticked = request.form.getlist("quote")
    filled = Filled(frozenset(ticked), typed)
    kind = CHOICES.get(request.form.get("act", ""), "no")
    try:
        with services().db.writing() as session:
            stored, briefing = briefings.load(session, briefing_id, me().county_id)
            words = {key: typed.get(key, "") for key in ticked}
            seen = whole(request.form.get("seen"))
            number = clearing.decide(session, stored, briefing, kind, words, seen, actor=me().email)
    except ClearingRefused as refused:
        filled.errors = {
            f"words-{key}" if key else "waiting": str(FAULTS[fault]) for key, fault in refused.faults.items()
        }
        return _quotes(briefing_id, filled), 422
    except DecidedMeanwhile as meanwhile:
        filled.others = meanwhile.decisions
        return _quotes(briefing_id, filled), 409
    flash(ngettext("One quote decided on.", "%(num)s quotes decided on.", number), "success")
    return redirect(url_for("briefings.clearing.quotes", briefing_id=briefing_id), 303)


@blueprint.post("/sitaatit/kumoa")
@sending
def undo(briefing_id: int) -> Page:
    """Take a decision back; its quote waits again."""
    try:
        with services().db.writing() as session:
            stored, _briefing = briefings.load(session, briefing_id, me().county_id)
            round_ = rounds.owned(session, stored.round_id, me().county_id)
            clearing.undo(session, round_, whole(request.form.get("event")), actor=me().email)
    except UndoneAlready as already:
        trouble = words_of_edits.undone_already(already)
        return _quotes(briefing_id, Filled(trouble=trouble)), 409
    flash(gettext("Undone. The quote waits for a decision again."), "success")
    return redirect(url_for("briefings.clearing.quotes", briefing_id=briefing_id), 303)


@blueprint.get("/julkaise")
def ask(briefing_id: int) -> Page:
    """What would be published, and what would stay out."""
    return _publishing(briefing_id)


@blueprint.post("/julkaise")
@sending
def publish(briefing_id: int) -> Page:
    """Freeze the briefing as the network's next version."""
    note, leave_out = clean(request.form.get("note")), "leave_out" in request.form
    try:
        with services().db.writing() as session:
            stored, briefing = briefings.load(session, briefing_id, me().county_id)
            version = briefing_versions.publish(
                session,
                stored,
                briefing,
                whole(request.form.get("seen")),
                note,
                leave_out=leave_out,
                actor=me().email,
            )
            number = version.number
    except PublishingRefused as refused:
        texts = {
            "uncleared": gettext(
                "Quotes still wait for a decision. Please tick that they stay out, or decide on them."
            ),
            "too_long": str(FAULTS["too_long"]),
        }
        field_name = "note" if refused.fault == "too_long" else "leave_out"
        return _publishing(briefing_id, note, leave_out, {field_name: texts[refused.fault]}), 422
    except PublishedMeanwhile as meanwhile:
        trouble = gettext(
            "%(who)s published version %(number)s meanwhile, %(moment)s. Nothing more was done, and your note is still "
            "here. Please look at what is below, and publish again if this is to be the next version.",
            who=meanwhile.by,
            number=meanwhile.number,
            moment=moment(meanwhile.at),
        )
        return _publishing(briefing_id, note, leave_out, trouble=trouble), 409
    flash(gettext("Version %(number)s is published. The network reads it from now on.", number=number), "success")
    return redirect(url_for("briefings.clearing.ask", briefing_id=briefing_id), 303)


def _quotes(briefing_id: int, filled: Filled) -> str:
    with services().db.reading() as session:
        stored, briefing = briefings.load(session, briefing_id, me().county_id)
        round_ = rounds.owned(session, stored.round_id, me().county_id)
        found = clearing.of_briefing(session, stored, briefing)
    return render_template(
        "staff/quotes.html",
        round=round_,
        briefing_id=briefing_id,
        found=found,
        items={item.key: item for item in found.items},
        filled=filled,
        errors=filled.errors,
        reasons=REASONS,
        languages=LANGUAGES,
        decided=DECIDED,
    )


def _publishing(
    briefing_id: int,
    note: str = "",
    leave_out: bool = False,
    errors: dict[str, str] | None = None,
    trouble: str = "",
) -> str:
    with services().db.reading() as session:
        stored, briefing = briefings.load(session, briefing_id, me().county_id)
        round_ = rounds.owned(session, stored.round_id, me().county_id)
        versions = briefing_versions.of_round(session, stored.round_id)
        found = clearing.of_briefing(session, stored, briefing)
        now_shared = clearing.shared(session, stored, briefing)
        newest = briefings.latest(session, stored.round_id)
        before = briefing_versions.read(session, versions[0]) if versions else None
    return render_template(
        "staff/publish_briefing.html",
        round=round_,
        briefing_id=briefing_id,
        newest=newest[0].id if newest else briefing_id,
        found=found,
        versions=versions,
        by_machine=[one.label for one in now_shared.findings if one.origin == "discovered"],
        changed=briefing_versions.difference(before, now_shared),
        same=before == now_shared,
        note=note,
        leave_out=leave_out,
        errors=errors or {},
        trouble=trouble,
    )
