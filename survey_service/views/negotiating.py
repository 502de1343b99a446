"""What negotiators open: the briefings of the rounds that they were given, as the network reads them."""

import io

from flask import Blueprint, Response, render_template, request, send_file, url_for

from reports.briefing import Briefing
from reports.files import Kind, to_file
from reports.html import anchors, to_fragment
from survey_service import accounts, advance_material, audit, briefing_versions, negotiations, rounds
from survey_service.briefing_versions import BriefingVersion
from survey_service.errors import NotFound
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me
from survey_service.views.briefings import KINDS, pictured

blueprint = Blueprint("negotiating", __name__, url_prefix="/neuvottelu")
blueprint.before_request(access.required)


@blueprint.get("/")
def index() -> str:
    """The rounds that one was given."""
    with services().db.reading() as session:
        given = set(accounts.rounds_read(session, me().staff_id))
        every = rounds.of_county(session, me().county_id)
        found = [one for one in every if me().is_staff() or one.id in given]
        shown = [(one, rounds.questionnaire_of(one), briefing_versions.latest(session, one.id or 0)) for one in found]
    return render_template("staff/negotiating.html", rounds=shown)


@blueprint.get("/<int:round_id>/")
def show(round_id: int) -> str:
    """The newest published briefing of a round, or an older version (`versio`) with a note that it is old."""
    briefing, version, versions = _version(round_id)

    def address(name: str) -> str | None:
        kind, _, rest = name.partition("-")
        if kind != "picture":
            return anchors(name)
        older = None if version.number == versions[0].number else version.number
        return url_for("staff.negotiating.drawn", round_id=round_id, name=rest, versio=older)

    part = to_fragment(briefing, locale(), address)
    with services().db.reading() as session:
        meetings = negotiations.of_round(session, rounds.owned(session, round_id, me().county_id), locale())
    return render_template(
        "staff/negotiators_briefing.html",
        round_id=round_id,
        briefing=briefing,
        part=part,
        kinds=KINDS,
        version=version,
        versions=versions,
        meetings=meetings,
    )


@blueprint.get("/<int:round_id>/lataa/<any(pdf, docx, pptx, xlsx, html, json):kind>")
def download(round_id: int, kind: Kind) -> Response:
    """The same as a file."""
    briefing = _version(round_id)[0]
    content = io.BytesIO(to_file(briefing, kind, locale()))
    audit.record_reading(services().db, me().county_id, me().email, "briefing.download", f"round:{round_id}")
    name = f"ilmiokooste-{briefing.year}-{locale()}.{kind}"
    return send_file(content, mimetype=KINDS[kind], as_attachment=True, download_name=name)


@blueprint.get("/<int:round_id>/kuvat/<any(heat, flow, strips):name>.svg")
def drawn(round_id: int, name: str) -> Response:
    """A picture of the briefing's page."""
    return pictured(_version(round_id)[0], name)


@blueprint.get("/<int:round_id>/aineisto-<int:area_id>.zip")
def material(round_id: int, area_id: int) -> Response:
    """The advance material of a negotiation with what is internal, for the county's own negotiators."""
    from survey_service.packages import packed

    _version(round_id)
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        folder = services().settings.files_folder
        told = advance_material.gather(session, round_, area_id, folder, internal=True)
    content = io.BytesIO(packed(told))
    audit.record_reading(services().db, me().county_id, me().email, "negotiation.make_material", f"round:{round_id}")
    name = f"ennakkomateriaali-{told.of.year}-{area_id}-sisainen.zip"
    return send_file(content, mimetype="application/zip", as_attachment=True, download_name=name)


def _version(round_id: int) -> tuple[Briefing, BriefingVersion, list[BriefingVersion]]:
    """What the version that is asked for says, the version itself, and all of them, the newest first.

    NotFound for a round that a negotiator was not given, or of which nothing was published yet. Who sees the county's
    rounds anyhow may look how they see it.
    """
    with services().db.reading() as session:
        rounds.owned(session, round_id, me().county_id)
        if not me().is_staff() and round_id not in accounts.rounds_read(session, me().staff_id):
            raise NotFound
        versions = briefing_versions.of_round(session, round_id)
        asked = whole(request.args.get("versio"))
        if not versions:
            raise NotFound
        version = briefing_versions.numbered(session, round_id, asked) if asked else versions[0]
        return briefing_versions.read(session, version), version, versions
