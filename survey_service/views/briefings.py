"""The synthesis and its briefing: started, watched, read, followed back to the answers, taken away as a file."""

import io
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from reports.briefing import Briefing, Finding
from reports.cuts import cuts
from reports.files import Kind, to_file
from reports.html import anchors, stylesheet, to_fragment
from reports.telling import tell
from survey_service import audit, briefings, cutting, evidence, received, rounds, runs
from survey_service.errors import NotFound
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access, answer_map, choosing, clearing, confirming, workbench
from survey_service.views.access import me, sending

blueprint = Blueprint("briefings", __name__, url_prefix="/henkilosto")
blueprint.before_request(access.required)
blueprint.register_blueprint(answer_map.blueprint)
blueprint.register_blueprint(choosing.blueprint)
blueprint.register_blueprint(clearing.blueprint)
blueprint.register_blueprint(confirming.blueprint)
blueprint.register_blueprint(workbench.blueprint)

KINDS: dict[Kind, str] = {
    "pdf": "application/pdf",
    "docx": choosing.DOCX,
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
    "json": "application/json",
}


@blueprint.get("/kierrokset/<int:round_id>/kooste")
def progress(round_id: int) -> str:
    """How far the synthesis is; the page asks again by itself while it goes on, and may be left."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        run, found = runs.latest(session, round_id), briefings.latest(session, round_id)
    return render_template(
        "staff/progress.html",
        round=round_,
        run=run,
        going=run is not None and run.state in ("queued", "running"),
        briefing_id=found[0].id if found else None,
    )


@blueprint.post("/kierrokset/<int:round_id>/kooste")
@sending
def start(round_id: int) -> AnyResponse:
    """Start a synthesis, or go on with the one that is on its way."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        run = runs.start(session, services().jobs, round_)
        audit.record(session, me().county_id, me().email, "synthesis.start", f"run:{run.id}")
    return redirect(url_for("briefings.progress", round_id=round_id), 303)


@blueprint.get("/koosteet/<int:briefing_id>/")
def show(briefing_id: int) -> str:
    """The briefing as the county's team reads it."""
    with services().db.reading() as session:
        stored, briefing = briefings.load(session, briefing_id, me().county_id)
        round_ = rounds.owned(session, stored.round_id, me().county_id)
        latest = briefings.latest(session, stored.round_id)
        organisations = received.ids_by_key(session, round_)
        key, shared = asked_cut()
        told = cutting.cut(session, stored, briefing, key, shared=shared)
    links = _links(briefing_id, stored.round_id, organisations, key, shared=shared)
    return render_template(
        "staff/briefing.html",
        round=round_,
        stored=stored,
        briefing=briefing,
        cuts=[(one.key, one.to.name.in_language(locale()), one.to.kind) for one in cuts(briefing)],
        cut=key,
        shared=shared,
        address=_address(key, shared),
        part=to_fragment(told, locale(), links),
        newest=latest[0].id if latest else briefing_id,
        kinds=KINDS,
    )


@blueprint.get("/koosteet/<int:briefing_id>/ilmiot/<phenomenon_id>")
def phenomenon(briefing_id: int, phenomenon_id: str) -> str:
    """Every answer behind a phenomenon, by organisation."""
    with services().db.reading() as session:
        stored, briefing = briefings.load(session, briefing_id, me().county_id)
        finding = _finding(briefing, phenomenon_id)
        behind = evidence.behind(session, stored, phenomenon_id)
        round_ = rounds.owned(session, stored.round_id, me().county_id)
        organisations = received.ids_by_key(session, round_)
    audit.record_reading(services().db, me().county_id, me().email, "phenomenon.read", f"briefing:{briefing_id}")
    return render_template(
        "staff/phenomenon.html",
        round=round_,
        briefing_id=briefing_id,
        briefing=briefing,
        finding=finding,
        label=finding.label.shown(locale()),
        behind=behind,
        organisations=organisations,
    )


@blueprint.get("/koosteet/<int:briefing_id>/lataa/<any(pdf, docx, pptx, xlsx, html, json):kind>")
def download(briefing_id: int, kind: Kind) -> Response:
    """The briefing as a file, in the reader's language, cut as the page was."""
    key, shared = asked_cut()
    with services().db.reading() as session:
        stored, whole = briefings.load(session, briefing_id, me().county_id)
        briefing = cutting.cut(session, stored, whole, key, shared=shared)
    audit.record_reading(services().db, me().county_id, me().email, "briefing.download", f"briefing:{briefing_id}")
    name = "-".join(filter(None, ("ilmiokooste", str(briefing.year), key, locale()))) + f".{kind}"
    content = io.BytesIO(to_file(briefing, kind, locale()))
    return send_file(content, mimetype=KINDS[kind], as_attachment=True, download_name=name)


@blueprint.get("/koosteet/<int:briefing_id>/kuvat/<any(heat, flow, strips):name>.svg")
def drawn(briefing_id: int, name: str) -> Response:
    """A picture of the briefing's page."""
    key, shared = asked_cut()
    with services().db.reading() as session:
        stored, whole = briefings.load(session, briefing_id, me().county_id)
        briefing = cutting.cut(session, stored, whole, key, shared=shared)
    return pictured(briefing, name)


@blueprint.get("/koosteet/tyylit.css")
def styles() -> Response:
    """The styles of the briefing's sections."""
    return Response(stylesheet(), mimetype="text/css")


def pictured(briefing: Briefing, name: str) -> Response:
    """The picture of this name as SVG, in the reader's language; NotFound where the briefing has no numbers for it."""
    from reports.drawn_pictures import picture

    shown = next((one for one in tell(briefing, locale()).pictures if one.id == name), None)
    if shown is None:
        raise NotFound
    return Response(picture(shown, "svg"), mimetype="image/svg+xml")


def _finding(briefing: Briefing, phenomenon_id: str) -> Finding:
    found = next((finding for finding in briefing.findings if finding.id == phenomenon_id), None)
    if found is None:
        raise NotFound
    return found


def asked_cut() -> tuple[str, bool]:
    """To whom the briefing is to be cut, by the key of a cut (empty: nobody), and whether it is to leave the team."""
    return request.args.get("rajaus", ""), request.args.get("sanat") == "jaettavat"


def _address(key: str, shared: bool) -> dict[str, Any]:
    """What an address carries of the cut."""
    return {**({"rajaus": key} if key else {}), **({"sanat": "jaettavat"} if shared else {})}


def _links(
    briefing_id: int, round_id: int, organisations: dict[str, int], cut: str, *, shared: bool
) -> Callable[[str], str | None]:
    """Where each number of the briefing leads: to the answers that it counts."""

    def address(name: str) -> str | None:
        kind, _, rest = name.partition("-")
        if kind == "organisations" and not cut:
            return url_for("briefings.phenomenon", briefing_id=briefing_id, phenomenon_id=rest)
        if kind == "picture":
            return url_for("briefings.drawn", briefing_id=briefing_id, name=rest, **_address(cut, shared))
        if kind == "answer":
            key, _, question = rest.partition(".")
            if key not in organisations:
                return None
            anchor = f"q-{question.rpartition('.')[0]}"
            return url_for("staff.received.show", round_id=round_id, organisation_id=organisations[key], _anchor=anchor)
        return anchors(name)

    return address
