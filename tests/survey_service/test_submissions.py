"""Submissions: a response is frozen as it was sent, once, and what comes after reads that."""

import datetime
import threading
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, select

from questionnaires.model import Questionnaire
from questionnaires.values import Items, Words
from survey_service import answering, copies, links, material, received, responses, stored, submissions, turnout
from survey_service.answering import Answering
from survey_service.db import Database
from survey_service.errors import NotAllowed, NotFound, ResponseEmpty
from survey_service.letters.gathering import letter
from survey_service.models import (
    Answer,
    AuditEvent,
    Invitation,
    Mail,
    Organisation,
    Response,
    Round,
    Share,
    Submission,
)
from survey_service.responses import Writer

LINK_DAYS = 20


@dataclass(frozen=True)
class Town:
    """An invited municipality: its ids, and the links of its contact and of a colleague."""

    db: Database
    jobs: Any
    county_id: int
    round_id: int
    organisation_id: int
    invitation_id: int
    link_id: int
    section_link_id: int

    def told(self, session: Session, link_id: int | None = None) -> Answering:
        return answering.of(session, links.alive(session, link_id or self.link_id))

    def response(self, session: Session) -> Response:
        round_ = session.get_one(Round, self.round_id)
        return responses.open_draft(session, round_, session.get_one(Organisation, self.organisation_id))

    def write(self, text: str, question: str = "mh_nosto") -> None:
        with self.db.writing() as session:
            response = self.response(session)
            answer = stored.living(session, response.id or 0).get(question)
            seen = {question: answer.version if answer else 0}
            responses.save(session, response, {question: Words(text=text)}, Writer(self.link_id, "", "fi"), seen)

    def submit(self) -> bool:
        with self.db.writing() as session:
            return responses.submit_for(session, self.jobs, self.told(session))

    def sent(self) -> list[submissions.Submitted]:
        with self.db.reading() as session:
            return submissions.of_response(session, self.response(session).id or 0)


@pytest.fixture
def town(database: Database, build, questionnaire: Questionnaire, jobs) -> Town:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_, organisation = b.round_(county, questionnaire), b.organisation(county)
        contact = b.contact(organisation)
        invitation = Invitation(
            round_id=round_.id, organisation_id=organisation.id, contact_id=contact.id, purpose="answer"
        )
        session.add(invitation)
        session.flush()
        later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=LINK_DAYS)
        whole = links.redeem(session, links.mint(session, invitation, "organisation", expires_at=later))
        share = Share(invitation_id=invitation.id, kind="colleague", name="Sivistystoimi", section_id="ilmiot")
        session.add(share)
        session.flush()
        part = links.redeem(session, links.mint(session, invitation, "share", share=share, expires_at=later))
        return Town(database, jobs, county.id, round_.id, organisation.id, invitation.id, whole.id or 0, part.id or 0)


def test_a_response_is_submitted_once_with_one_receipt(town: Town) -> None:
    town.write("asunnot")
    assert [town.submit(), town.submit()] == [True, False]

    with town.db.reading() as session:
        assert [mail.kind for mail in session.exec(select(Mail))] == ["receipt"]
        assert [event.action for event in session.exec(select(AuditEvent))] == ["response.submit"]
    assert [one.number for one in town.sent()] == [1]
    assert [job for job, _ in town.jobs.asked] == ["send_mail"]


def test_two_clicks_at_the_same_moment_submit_once(town: Town) -> None:
    town.write("asunnot")
    both, told = threading.Barrier(2), []

    def click() -> None:
        both.wait()
        told.append(town.submit())

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()

    assert sorted(told) == [False, True]
    assert [one.number for one in town.sent()] == [1]
    with town.db.reading() as session:
        assert len(session.exec(select(Mail)).all()) == 1


def test_a_submission_holds_every_answer_as_it_was(town: Town) -> None:
    town.write("asunnot")
    town.write("asunnot ja liikenne")
    town.submit()

    [sent] = town.sent()
    assert sent.values == {"mh_nosto": Words(text="asunnot ja liikenne")}
    assert (sent.answers["mh_nosto"].version, sent.answers["mh_nosto"].language) == (2, "fi")
    with town.db.reading() as session:
        assert session.exec(select(Answer)).one().saved_at == sent.answers["mh_nosto"].saved_at


def test_everything_after_the_answering_reads_what_was_submitted(town: Town) -> None:
    town.write("lähetetty")
    town.submit()
    with town.db.writing() as session:
        session.exec(select(Answer)).one().value = Words(text="kirjoitettu jälkeenpäin").model_dump(mode="json")
        living = Answer(response_id=town.response(session).id or 0, question_id="mh_ilmiot", value={})
        living.value = Items(items=("uusi",)).model_dump(mode="json")
        session.add(living)

    with town.db.reading() as session:
        round_ = session.get_one(Round, town.round_id)
        gathered = material.gather(session, round_)
        response, sent = received.sent_by(session, round_, town.organisation_id)
        [row] = [row for row in turnout.of_round(session, round_) if row.organisation_id == town.organisation_id]
        copy = copies.copy_of(session, response, "fi", sent)
        shown = received.of(session, round_, town.organisation_id).values
        read_by_sender = town.told(session).values
    assert [told.comment.text for told in gathered.told.values()] == ["lähetetty"]
    assert gathered.values["kuusivaara"] == shown == read_by_sender == {"mh_nosto": Words(text="lähetetty")}
    assert (row.state, row.answered) == ("submitted", 1)
    assert [q.paragraphs for part in copy.sections for q in part.questions if q.paragraphs] == [("lähetetty",)]


def test_a_draft_is_read_by_its_writers_alone(town: Town) -> None:
    town.write("kesken")

    with town.db.reading() as session:
        round_ = session.get_one(Round, town.round_id)
        assert material.gather(session, round_).told == {}
        assert received.ids_by_key(session, round_) == {}
        with pytest.raises(NotFound):
            received.of(session, round_, town.organisation_id)


def test_a_link_that_was_passed_on_cannot_submit(town: Town) -> None:
    town.write("asunnot")
    with town.db.writing() as session, pytest.raises(NotAllowed):
        responses.submit_for(session, town.jobs, town.told(session, town.section_link_id))

    assert town.sent() == []


def test_a_response_without_any_answer_is_not_submitted(town: Town) -> None:
    with pytest.raises(ResponseEmpty):
        town.submit()

    assert town.jobs.asked == []


def test_a_receipt_tells_of_the_submission_that_it_was_asked_for(town: Town, mail_settings) -> None:
    town.write("asunnot")
    town.submit()
    with town.db.writing() as session:
        first = session.exec(select(Submission)).one()
        first.end, first.ended_at = "replaced", datetime.datetime.now(datetime.UTC)
        session.add(Submission(response_id=first.response_id, number=2, answers={}))
        session.flush()
        mail = session.exec(select(Mail)).one()
        told = letter(session, mail_settings(25), mail, "token").arrived

    assert told is not None
    assert told.at == first.submitted_at
