"""Responses: nothing that anybody wrote is lost, and a response is submitted once."""

import datetime
import multiprocessing
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, select

from questionnaires.values import Words
from survey_service import links, responses, submissions
from survey_service.db import Database
from survey_service.errors import RoundClosed
from survey_service.models import (
    Answer,
    AnswerRevision,
    Invitation,
    Organisation,
    Response,
    Round,
    Share,
)
from survey_service.responses import Writer


@dataclass(frozen=True)
class Place:
    """Ids of a round with one invited organisation."""

    round_id: int
    organisation_id: int
    invitation_id: int
    link_id: int
    section_link_id: int


@pytest.fixture
def place(database: Database, build, questionnaire) -> Place:
    with database.writing() as session:
        return _place(session, build(session), questionnaire)


def _place(session: Session, b: Any, questionnaire: Any, **fields: Any) -> Place:
    county = b.county()
    round_, organisation = b.round_(county, questionnaire, **fields), b.organisation(county)
    contact = b.contact(organisation)
    invitation = Invitation(
        round_id=round_.id, organisation_id=organisation.id, contact_id=contact.id, purpose="answer"
    )
    session.add(invitation)
    session.flush()
    later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=20)
    whole = links.redeem(session, links.mint(session, invitation, "organisation", expires_at=later))
    share = Share(invitation_id=invitation.id, kind="colleague", name="Sivistystoimi", section_id="ilmiot")
    session.add(share)
    session.flush()
    part = links.redeem(session, links.mint(session, invitation, "share", share=share, expires_at=later))
    return Place(round_.id, organisation.id, invitation.id, whole.id or 0, part.id or 0)


def _draft(session: Session, place: Place) -> Response:
    round_, organisation = session.get_one(Round, place.round_id), session.get_one(Organisation, place.organisation_id)
    return responses.open_draft(session, round_, organisation)


def _save(
    session: Session, place: Place, text: str, seen: int, question: str = "mh_nosto", page: str = "sivu-a"
) -> responses.SaveOutcome:
    writer = Writer(place.link_id, page, "fi")
    return responses.save(session, _draft(session, place), {question: Words(text=text)}, writer, {question: seen})


def _stored(session: Session, place: Place) -> dict[str, Any]:
    return responses.answers(session, _draft(session, place).id or 0)


def test_the_draft_is_made_once(database: Database, place: Place) -> None:
    with database.writing() as session:
        first = _draft(session, place)
        second = _draft(session, place)

    assert first.id == second.id
    assert first.reference.startswith("2027-")


def test_only_what_was_changed_is_written(database: Database, place: Place) -> None:
    with database.writing() as session:
        first = _save(session, place, "asunnot", 0)
        again = _save(session, place, "asunnot", 1)
        empty = _save(session, place, "", 0, "mh_muu")

    assert (first.changed, again.changed, empty.changed) == (("mh_nosto",), (), ())
    with database.reading() as session:
        assert [row.version for row in session.exec(select(Answer))] == [1]
        assert len(session.exec(select(AnswerRevision)).all()) == 1


def test_what_the_writer_did_not_touch_never_overwrites_a_newer_text(database: Database, place: Place) -> None:
    with database.writing() as session:
        _save(session, place, "vanha", 0)
        _save(session, place, "uusi", 1)
        untouched = _save(session, place, "vanha", 1, page="sivu-b")
        never_seen = _save(session, place, "", 0, page="sivu-b")

    assert untouched == never_seen == responses.SaveOutcome()
    with database.reading() as session:
        assert _stored(session, place)["mh_nosto"] == Words(text="uusi")


def test_emptying_an_answer_keeps_what_it_was(database: Database, place: Place) -> None:
    with database.writing() as session:
        _save(session, place, "asunnot", 0)
        _save(session, place, "", 1)

    with database.reading() as session:
        assert _stored(session, place)["mh_nosto"].is_empty()
        assert [row.value["text"] for row in session.exec(select(AnswerRevision))] == ["asunnot", ""]


def test_after_the_deadline_the_draft_still_takes_what_was_being_written_but_is_not_submitted(
    database: Database, place: Place, jobs
) -> None:
    with database.writing() as session:
        _save(session, place, "ajoissa", 0)
        session.get_one(Round, place.round_id).deadline = datetime.datetime.now(datetime.UTC)
    with database.writing() as session:
        outcome = _save(session, place, "ajoissa aloitettu, myöhässä", 1)
    with pytest.raises(RoundClosed), database.writing() as session:
        submissions.submit(session, jobs, _draft(session, place), place.invitation_id, link_id=place.link_id)

    assert outcome == responses.SaveOutcome(changed=("mh_nosto",), too_late="closed")
    with database.reading() as session:
        assert _stored(session, place)["mh_nosto"] == Words(text="ajoissa aloitettu, myöhässä")
    assert jobs.asked == []


def _write_one(url: str, place: Place, question: str) -> None:
    db = Database(url)
    for number in range(10):
        with db.writing() as session:
            _save(session, place, f"teksti {number}", number, question)
    db.close()


def test_several_people_who_save_at_once_lose_nothing(database: Database, place: Place) -> None:
    questions = ["mh_a", "mh_b", "mh_c"]
    context = multiprocessing.get_context("fork")
    database.close()
    writers = [context.Process(target=_write_one, args=(database.url, place, question)) for question in questions]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with database.reading() as session:
        assert {key: value.text for key, value in _stored(session, place).items()} == dict.fromkeys(
            questions, "teksti 9"
        )
        assert len(session.exec(select(AnswerRevision)).all()) == 30
