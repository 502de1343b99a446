"""Hands out a stored file: to save, never to be shown or run inside the service."""

from flask import Response, send_file

from survey_service.attachments import StoredFile

SANDBOX = "sandbox; default-src 'none'"


def saved_as(file: StoredFile) -> Response:
    """The file as an attachment under its name."""
    response = send_file(file.path, mimetype=file.media_type, as_attachment=True, download_name=file.name)
    response.headers["Content-Security-Policy"] = SANDBOX
    return response
