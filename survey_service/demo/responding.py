"""The demo's organisations answer: each opens the link of its mail, saves, and submits unless it is still drafting."""

import io
import re

from sqlmodel import Session, col, select

from questionnaires.values import Table
from survey_service import attachments, links, mailbox, responses, rounds, submissions
from survey_service.attachments import Sent
from survey_service.db import Database
from survey_service.demo import figures
from survey_service.demo.content import DemoResponse, answers
from survey_service.demo.presenting import presentation
from survey_service.jobs import Jobs
from survey_service.links import OpenedLink
from survey_service.models import Invitation, Mail, Organisation, Purpose, Response, Round
from survey_service.responses import Writer
from survey_service.settings import Settings

LINK = re.compile(r"/v/([A-Za-z0-9_-]{43})")
PRESENTATION = "esitys"


def respond(settings: Settings, db: Database, jobs: Jobs, round_id: int) -> tuple[int, int]:
    """Let every organisation that answers do so; gives how many submitted and how many are still drafting."""
    with db.reading() as session:
        given = answers(rounds.questionnaire_of(session.get_one(Round, round_id)))
    for organisation, token in tokens(settings, db, round_id, "answer").items():
        if organisation in given:
            _respond(settings, db, jobs, organisation, token, given[organisation])
    drafts = sum(response.draft for response in given.values())
    return len(given) - drafts, drafts


def tokens(settings: Settings, db: Database, round_id: int, purpose: Purpose) -> dict[str, str]:
    """The newest link that each organisation got by mail, read from the mailbox."""
    caught = {str(one.mail["Message-ID"]): one for one in mailbox.mails(settings)}
    query = (
        select(Organisation.key, Mail.message_id)
        .join(Invitation, col(Invitation.organisation_id) == col(Organisation.id))
        .join(Mail, col(Mail.invitation_id) == col(Invitation.id))
        .where(Invitation.round_id == round_id, Invitation.purpose == purpose)
        .order_by(col(Organisation.id), col(Mail.id))
    )
    with db.reading() as session:
        sent = session.exec(query).all()
    found = ((key, LINK.search(caught[message_id].words("plain"))) for key, message_id in sent)
    return {key: link.group(1) for key, link in found if link}


def _respond(settings: Settings, db: Database, jobs: Jobs, key: str, token: str, given: DemoResponse) -> None:
    with db.writing() as session:
        opened = links.alive(session, links.redeem(session, token).id or 0)
        response = _draft(session, opened)
        for language, values in given.values.items():
            responses.save(session, response, values, Writer(opened.link_id, "", language), seen={})
        _attach(settings, session, jobs, response, opened, given)
        figures.show(session, opened.round_id, opened.organisation_id, key, opened.link_id)
    if not given.draft:
        with db.writing() as session:
            submissions.submit(session, jobs, _draft(session, opened), opened.invitation_id, link_id=opened.link_id)


def _draft(session: Session, opened: OpenedLink) -> Response:
    round_ = session.get_one(Round, opened.round_id)
    return responses.open_draft(session, round_, session.get_one(Organisation, opened.organisation_id))


def _attach(
    settings: Settings, session: Session, jobs: Jobs, response: Response, opened: OpenedLink, given: DemoResponse
) -> None:
    issues = [value for values in given.values.values() for value in values.values() if value.kind == "list"]
    if not issues or not isinstance(issues[0], Table):
        return
    name = session.get_one(Organisation, opened.organisation_id).name_fi
    stream = io.BytesIO(presentation(name, issues[0]))
    file = attachments.receive(settings.files_folder, settings.clamd, Sent(f"{name}.docx", stream, "docx"))
    upload = attachments.attach(session, jobs, response.id or 0, PRESENTATION, file)
    responses.save(session, response, {PRESENTATION: upload}, Writer(opened.link_id, "", "fi"), seen={})
