"""A round's documents: its answers to take out, and its archive packages."""

import io
from collections.abc import Mapping
from typing import get_args

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import audit, rounds
from survey_service.formfields import clean
from survey_service.records import archives, exporting, gathering, retention
from survey_service.records.archives import ReceiptRefused
from survey_service.records.formats import Format
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("records", __name__, url_prefix="/kierrokset/<int:round_id>/arkisto")
blueprint.before_request(access.required)
VERSIONS = ("redacted", "full", "internal")


@blueprint.get("/")
@sending
def show(round_id: int) -> str:
    """What can be taken out, and what has been."""
    return _page(round_id)


@blueprint.post("/")
@sending
def export(round_id: int) -> Response | tuple[str, int]:
    """The answers as a file."""
    version = next((one for one in VERSIONS if one == request.form.get("version")), None)
    format_: Format | None = next((one for one in get_args(Format) if one == request.form.get("format")), None)
    if version is None or format_ is None:
        flash(gettext("Please choose what is taken out, and as which file."), "error")
        return _page(round_id), 422
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        file = exporting.export(
            session,
            round_,
            format_,
            redact=version == "redacted",
            internal=version == "internal",
            actor=me().email,
        )
    return send_file(io.BytesIO(file.content), mimetype=file.media_type, as_attachment=True, download_name=file.name)


@blueprint.post("/paketti")
@sending
def start(round_id: int) -> Response:
    """Ask for an archive package, or go on with the one that is on its way."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        archives.start(session, services().jobs, round_, actor=me().email)
    return _to_packages(round_id)


@blueprint.post("/paketti/<int:archive_id>/lataa")
@sending
def download(round_id: int, archive_id: int) -> Response:
    """A finished package, to save; who took it is noted."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        archive = archives.owned(session, round_, archive_id)
        file = archives.file_of(services().settings.archive_folder, archive)
        audit.record(session, me().county_id, me().email, "archive.download", f"archive:{archive_id}")
    name = f"arkistopaketti-{round_.year}-{archive_id}.zip"
    return send_file(file, mimetype="application/zip", as_attachment=True, download_name=name)


@blueprint.post("/paketti/<int:archive_id>/vastaanotto")
@sending
def confirm(round_id: int, archive_id: int) -> Response | tuple[str, int]:
    """Note that the package has arrived where it is kept."""
    where = clean(request.form.get("where"))
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            archive = archives.owned(session, round_, archive_id)
            archives.confirm(session, round_, archive, where, seen=request.form.get("seen") == "yes", actor=me().email)
    except ReceiptRefused as refused:
        said = {
            "where": gettext("Please write where the package is kept, in at most 200 characters."),
            "seen": gettext("Please tick that the package has been saved and checked there."),
        }
        return _page(round_id, {fault: said[fault] for fault in refused.faults}, where), 422
    flash(gettext("The receipt of the package is noted."), "success")
    return _to_packages(round_id)


def _page(round_id: int, errors: Mapping[str, str] | None = None, where: str = "") -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        told = gathering.of_round(session, round_)
        packages = archives.of_round(session, round_id)
        deleted = retention.deletions_of(session, round_id)
        outdated = {one.id for one in packages if archives.newer_than(session, one)}
    return render_template(
        "staff/records.html",
        round=round_,
        told=told,
        packages=packages,
        deleted=deleted,
        outdated=outdated,
        going=any(one.state in archives.UNFINISHED for one in packages),
        errors=errors or {},
        where=where,
    )


def _to_packages(round_id: int) -> Response:
    return redirect(url_for("staff.records.show", round_id=round_id, _anchor="packages"), 303)
