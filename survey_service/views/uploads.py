"""The files of a posted section: looked at and kept before anything is saved, or refused at their field."""

from collections.abc import Sequence

from wtforms import Form

from questionnaires.model import AnyQuestion, File
from survey_service import attachments
from survey_service.answering import Answering
from survey_service.attachments import Quota, Received
from survey_service.errors import FileRefused
from survey_service.formparts import refusal
from survey_service.forms import Mistake, part_of, sent_in
from survey_service.services import services


def received(
    told: Answering, form: Form, sound: Sequence[AnyQuestion], kept: list[Received]
) -> tuple[dict[str, Received], list[Mistake]]:
    """The files of the sound questions by question id, and what is wrong with others. Each is added to `kept`."""
    files: dict[str, Received] = {}
    refused: list[Mistake] = []
    for question in sound:
        if not isinstance(question, File):
            continue
        field = part_of(form, question)["file"]
        try:
            file = _received(told, form, question)
        except FileRefused as trouble:
            field.errors = [refusal(trouble, question.accept, question.max_bytes)]
            refused.append(Mistake(question.id, field.id, field.errors[0]))
            continue
        if file is not None:
            kept.append(file)
            files[question.id] = file
    return files, refused


def _received(told: Answering, form: Form, question: File) -> Received | None:
    sent = sent_in(question, part_of(form, question))
    if sent is None:
        return None
    settings = services().settings
    with services().db.reading() as session:
        quota = Quota(settings.files_per_response, settings.megabytes_per_response)
        attachments.check_quota(session, told.response_id, sent, quota)
    return attachments.receive(settings.files_folder, settings.clamd, sent)
