import datetime

import pytest
from sqlmodel import select

from survey_service import deliveries, invitations, links
from survey_service.db import Database, now
from survey_service.errors import LinkRevoked, NotFound, NotYet, RoundClosed
from survey_service.models import Invitation, Mail, Organisation, Response, Round


@pytest.fixture
def placed(database: Database, build, questionnaire) -> Database:
    """A county with two organisations, three contacts that answer, one in the network, and a published round."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        large, small = b.organisation(county, "kuusivaara"), b.organisation(county, "koivula")
        b.contact(large)
        b.contact(large, email="toinen@kuusivaara.example")
        b.contact(large, email="verkosto@kuusivaara.example", answers=False, network=True)
        b.contact(small)
        b.round_(county, questionnaire)
    return database


def everything(session) -> tuple[Round, list[Organisation]]:
    return session.exec(select(Round)).one(), list(session.exec(select(Organisation).order_by(Organisation.id)))


def test_each_contact_that_answers_is_invited_once_however_often_it_is_asked_for(placed, jobs) -> None:
    for _ in range(3):
        with placed.writing() as session:
            round_, organisations = everything(session)
            made = invitations.invite(session, jobs, round_, organisations, "answer")

    assert len(made) == 3
    with placed.reading() as session:
        mails = session.exec(select(Mail)).all()
    assert len(mails) == 3
    assert jobs.asked == [("send_mail", mail.id) for mail in mails]
    assert {mail.kind for mail in mails} == {"invitation"}


def test_the_network_is_invited_to_choose(placed, jobs) -> None:
    with placed.writing() as session:
        round_, organisations = everything(session)
        invitations.invite(session, jobs, round_, organisations, "select")

    with placed.reading() as session:
        (told,) = deliveries.of_round(session, 1)
    assert (told.kind, told.email, told.state) == ("selection", "verkosto@kuusivaara.example", "queued")


def test_an_organisation_of_another_county_is_not_there(placed, jobs, build) -> None:
    with placed.writing() as session:
        b = build(session)
        other = b.organisation(b.county("98"), "muualla")
        contact = b.contact(other)
        round_, _ = everything(session)

        with pytest.raises(NotFound):
            invitations.invite(session, jobs, round_, [other], "answer")
        assert len(invitations.invite(session, jobs, round_, [contact], "answer")) == 1


def test_every_mail_keeps_a_message_id_of_its_own(placed, jobs) -> None:
    with placed.writing() as session:
        round_, organisations = everything(session)
        invitations.invite(session, jobs, round_, organisations, "answer")
        ids = session.exec(select(Mail.message_id)).all()

    assert len(set(ids)) == 3
    assert all(id_.endswith("@kuusivirta.example>") for id_ in ids)


def test_only_a_published_round_that_is_open_invites(placed, jobs) -> None:
    with placed.writing() as session:
        round_, organisations = everything(session)
        round_.published_at = None
        with pytest.raises(NotYet):
            invitations.invite(session, jobs, round_, organisations, "answer")
        round_.published_at = now()
        round_.deadline = now() - datetime.timedelta(minutes=1)
        with pytest.raises(RoundClosed):
            invitations.invite(session, jobs, round_, organisations, "answer")
        with pytest.raises(RoundClosed):
            invitations.remind(session, jobs, round_)


def test_only_those_who_have_not_submitted_are_reminded_and_not_twice_a_day(placed, jobs) -> None:
    with placed.writing() as session:
        round_, organisations = everything(session)
        invitations.invite(session, jobs, round_, organisations, "answer")
        session.add(
            Response(round_id=round_.id, organisation_id=organisations[0].id, state="submitted", reference="A-1")
        )
        (reminder,) = invitations.remind(session, jobs, round_)
        again = invitations.remind(session, jobs, round_)
        invited = session.get_one(Invitation, reminder.invitation_id)
        reminder.created_at -= datetime.timedelta(days=1)
        (next_day,) = invitations.remind(session, jobs, round_, organisation_id=organisations[1].id)

    assert invited.organisation_id == organisations[1].id
    assert again == []
    assert next_day.number == 2


def test_a_new_mail_is_made_only_when_the_last_one_is_not_on_its_way(placed, jobs) -> None:
    with placed.writing() as session:
        round_, organisations = everything(session)
        invitation = invitations.invite(session, jobs, round_, organisations[1:], "answer")[0]
        first = session.exec(select(Mail)).one()
        still = invitations.resend(session, jobs, invitation)
        first.state = "sent"
        second = invitations.resend(session, jobs, invitation)

    assert still is first
    assert (second.number, second.message_id != first.message_id) == (2, True)
    assert jobs.asked == [("send_mail", first.id), ("send_mail", second.id)]


def test_who_was_uninvited_can_be_invited_again_but_old_links_stay_dead(placed, jobs) -> None:
    with placed.writing() as session:
        round_, organisations = everything(session)
        invitation = invitations.invite(session, jobs, round_, organisations[1:], "answer")[0]
        token = links.mint(session, invitation, "organisation", expires_at=round_.deadline)
        invitations.end(session, invitation)
        invitations.invite(session, jobs, round_, organisations[1:], "answer")

        with pytest.raises(LinkRevoked):
            links.redeem(session, token)
        assert [mail.number for mail in session.exec(select(Mail))] == [1, 2]


@pytest.mark.parametrize(
    ("state", "attempts", "mails"), [("queued", 0, 1), ("queued", 1, 2), ("sending", 1, 2), ("sent", 1, 2)]
)
def test_a_renewed_invitation_brings_a_link_that_is_not_ended(placed, jobs, state, attempts, mails) -> None:
    with placed.writing() as session:
        round_, organisations = everything(session)
        invitation = invitations.invite(session, jobs, round_, organisations[1:], "answer")[0]
        old = links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=1))
        first = session.exec(select(Mail)).one()
        first.state, first.attempts = state, attempts
        renewed = invitations.renew(session, jobs, invitation)

    assert (renewed.state, renewed.attempts) == ("queued", 0)
    with placed.reading() as session:
        assert len(session.exec(select(Mail)).all()) == mails
        with pytest.raises(LinkRevoked):
            links.redeem(session, old)


def test_after_the_deadline_no_link_is_renewed(placed, jobs) -> None:
    with placed.writing() as session:
        round_, organisations = everything(session)
        invitation = invitations.invite(session, jobs, round_, organisations[1:], "answer")[0]
        round_.deadline = now() - datetime.timedelta(minutes=1)
        with pytest.raises(RoundClosed):
            invitations.renew(session, jobs, invitation)
