import datetime
from pathlib import Path

import pytest
from sqlmodel import select

from survey_service import links
from survey_service.db import Database, now
from survey_service.errors import LinkExpired, LinkRevoked, LinkUnknown
from survey_service.models import Invitation, Link, Share

LATER = datetime.timedelta(days=30)


def invited(session, build, questionnaire) -> Invitation:
    b = build(session)
    county = b.county()
    contact = b.contact(b.organisation(county))
    invitation = Invitation(
        round_id=b.round_(county, questionnaire).id,
        organisation_id=contact.organisation_id,
        contact_id=contact.id,
        purpose="answer",
    )
    session.add(invitation)
    session.flush()
    return invitation


@pytest.fixture
def minted(database: Database, build, questionnaire) -> tuple[str, Invitation]:
    with database.writing() as session:
        invitation = invited(session, build, questionnaire)
        return links.mint(session, invitation, "organisation", expires_at=now() + LATER), invitation


def test_a_token_opens_its_invitation(database: Database, minted) -> None:
    token, invitation = minted
    with database.reading() as session:
        opened = links.alive(session, links.redeem(session, token).id or 0)

    assert (opened.invitation_id, opened.purpose, opened.kind) == (invitation.id, "answer", "organisation")
    assert (opened.round_id, opened.organisation_id) == (invitation.round_id, invitation.organisation_id)


def test_two_links_are_never_alike_and_are_long(database: Database, minted) -> None:
    _, invitation = minted
    with database.writing() as session:
        tokens = {links.mint(session, invitation, "organisation", expires_at=now() + LATER) for _ in range(50)}

    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {43}


def test_the_token_itself_is_stored_nowhere(sqlite_database: Database, build, questionnaire) -> None:
    with sqlite_database.writing() as session:
        token = links.mint(session, invited(session, build, questionnaire), "organisation", expires_at=now() + LATER)
    folder = Path(sqlite_database.engine.url.database or "").parent

    assert [file.name for file in folder.glob("ennakko.sqlite3*") if token.encode() in file.read_bytes()] == []


@pytest.mark.parametrize("around", ["{}.", " {}", "{}>", "{})."])
def test_what_a_mail_program_leaves_around_a_token_does_no_harm(database: Database, minted, around) -> None:
    with database.reading() as session:
        links.redeem(session, around.format(minted[0]))


@pytest.mark.parametrize("mistyped", ["", "x", "å" * 43, "A" * 43, "A" * 5000, "\x00"])
def test_a_mistyped_token_is_unknown(database: Database, minted, mistyped) -> None:
    with database.reading() as session, pytest.raises(LinkUnknown):
        links.redeem(session, mistyped)


def test_a_cut_token_is_unknown(database: Database, minted) -> None:
    with database.reading() as session, pytest.raises(LinkUnknown):
        links.redeem(session, minted[0][:-1])


def test_a_link_stops_at_its_time(database: Database, minted) -> None:
    token, _ = minted
    with database.writing() as session:
        session.exec(select(Link)).one().expires_at = now()

    with database.reading() as session:
        with pytest.raises(LinkExpired):
            links.redeem(session, token)
        with pytest.raises(LinkExpired):
            links.alive(session, session.exec(select(Link)).one().id or 0)


def test_a_revoked_link_stops_at_once_also_where_it_was_open(database: Database, minted) -> None:
    token, _ = minted
    with database.writing() as session:
        link_id = links.redeem(session, token).id or 0
        links.revoke(session, link_id)

    with database.reading() as session:
        for attempt in (lambda: links.redeem(session, token), lambda: links.alive(session, link_id)):
            with pytest.raises(LinkRevoked):
                attempt()


def test_every_link_ends_with_its_invitation(database: Database, minted) -> None:
    token, invitation = minted
    with database.writing() as session:
        held = session.get_one(Invitation, invitation.id)
        share = Share(invitation_id=held.id, kind="colleague", name="Sivistystoimi")
        session.add(share)
        session.flush()
        other = links.mint(session, held, "share", share=share, expires_at=now() + LATER)
        links.end_invitation(session, held)

    with database.reading() as session:
        for key in (token, other):
            with pytest.raises(LinkRevoked):
                links.redeem(session, key)


def test_opening_a_link_writes_nothing(database: Database, minted) -> None:
    with database.reading() as session:
        links.alive(session, links.redeem(session, minted[0]).id or 0)

        assert not session.new
        assert not session.dirty


def test_a_link_that_was_never_made_is_unknown(database: Database) -> None:
    with database.reading() as session, pytest.raises(LinkUnknown):
        links.alive(session, 4711)


def test_revoking_all_links_ends_those_of_one_invitation_and_the_invitation_stands(database: Database, minted) -> None:
    token, invitation = minted
    with database.writing() as session:
        held = session.get_one(Invitation, invitation.id)
        links.mint(session, held, "organisation", expires_at=now() + LATER)
        links.mint(session, held, "organisation", expires_at=now() - LATER)
        other = Invitation(
            round_id=held.round_id, organisation_id=held.organisation_id, contact_id=held.contact_id, purpose="select"
        )
        session.add(other)
        session.flush()
        kept = links.mint(session, other, "network_member", expires_at=now() + LATER)
        counted = links.living(session, held), links.revoke_all(session, held), links.living(session, held)
        again = links.revoke_all(session, held)
        fresh = links.mint(session, held, "organisation", expires_at=now() + LATER)

    assert (counted, again) == ((2, 2, 0), 0)
    with database.reading() as session:
        with pytest.raises(LinkRevoked):
            links.redeem(session, token)
        for working in (kept, fresh):
            links.redeem(session, working)
