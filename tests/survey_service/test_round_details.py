"""What a round says of itself, as whom others are asked, and who joins from another county."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, col, select

from questionnaires.model import Questionnaire, Text
from survey_service import audiences, contacting, details, guests, invitations, rounds, turnout
from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.guests import GuestInvited, NewGuest
from survey_service.models import AuditEvent, Contact, Organisation, Response, Round

NEIGHBOUR = NewGuest(
    region="Kaukaranta",
    kind="kunta",
    code="099",
    name_fi="Naapuri",
    name_sv="Granne",
    language_status="fi",
    title_fi="Koordinaattori",
    title_sv="Koordinator",
    email="hytetu@naapuri.example",
)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.writing() as session:
        yield session


@pytest.fixture
def published(session: Session, build: Any, questionnaire: Questionnaire) -> Round:
    b = build(session)
    county = b.county()
    b.contact(b.organisation(county))
    made: Round = b.round_(county, questionnaire)
    return made


def test_a_round_rests_on_the_law_until_it_says_otherwise(session: Session, published: Round) -> None:
    assert details.legal_basis(published) == details.LAWS_BASIS

    details.change(session, published, replace(details.of(published), case_number="HVA/1/2027"), actor="x")
    assert (published.legal_basis_fi, published.case_number) == ("", "HVA/1/2027")

    details.change(session, published, replace(details.of(published), legal_basis_fi="Laki 1/2030"), actor="x")
    assert details.legal_basis(published) == Text(fi="Laki 1/2030", sv=details.LAWS_BASIS.sv)


def test_a_guest_takes_part_in_the_rounds_to_which_it_was_added(session: Session, published: Round) -> None:
    later = rounds.copy_to_next_year(session, published, published.year + 1, actor="x")
    made = guests.add(session, published, NEIGHBOUR, actor="x")
    session.flush()

    assert made.id in {row.organisation_id for row in turnout.of_round(session, published)}
    assert NEIGHBOUR.email in {one.email for one in contacting.addressees(session, published, "answer")}
    assert made.id not in {row.organisation_id for row in turnout.of_round(session, later)}
    assert guests.known(session, later) == [(made, False)]

    guests.take_in(session, later, made.id or 0, actor="x")
    assert guests.add(session, later, NEIGHBOUR, actor="x") == made
    session.flush()
    assert guests.known(session, later) == [(made, True)]
    guests.leave_out(session, later, made.id or 0, actor="x")
    session.flush()
    assert guests.known(session, later) == [(made, False)]
    assert "round.leave_out_guest" in session.exec(select(AuditEvent.action)).all()


def test_a_guest_that_was_invited_stays(session: Session, jobs: Any, published: Round) -> None:
    made = guests.add(session, published, NEIGHBOUR, actor="x")
    session.flush()
    invitations.invite(session, jobs, published, [made], "answer")

    with pytest.raises(GuestInvited):
        guests.leave_out(session, published, made.id or 0, actor="x")


def test_another_countys_organisation_is_no_guest(session: Session, published: Round) -> None:
    own = session.exec(select(Organisation).where(Organisation.county_id == published.county_id)).first()
    assert own is not None
    for organisation_id in (own.id or 0, 10_000):
        with pytest.raises(NotFound):
            guests.take_in(session, published, organisation_id, actor="x")


def test_others_are_asked_as_the_coordinator_picks_until_they_begin(session: Session, published: Round) -> None:
    questionnaire = rounds.questionnaire_of(published)
    for key in ("seurakunta", "poliisi"):
        session.add(
            Organisation(
                county_id=published.county_id, key=key, kind="muu", name_fi=key, name_sv=key, language_status="fi"
            )
        )
    session.flush()
    police, parish = audiences.others(session, published)
    session.add(Response(round_id=published.id or 0, organisation_id=police.id or 0, reference="R-1"))
    session.flush()

    wanted = {parish.id or 0: "jarjesto", police.id or 0: "jarjesto", 99_999: "kunta"}
    audiences.pick(session, published, questionnaire, wanted, actor="x")
    audiences.pick(session, published, questionnaire, {parish.id or 0: "nobody"}, actor="x")

    assert (parish.audience, police.audience) == ("jarjesto", None)
    assert session.exec(select(Contact).where(col(Contact.organisation_id) == parish.id)).first() is None


def test_years_without_a_round_are_told() -> None:
    assert rounds.years_without({2024, 2026}, 2027) == [2025, 2027]
    assert rounds.years_without({2027}, 2026) == [2026]
    assert rounds.years_without(set(), 2026) == []


def test_the_details_are_told_to_those_who_answer(town: Any) -> None:
    with town.db.writing() as session:
        round_ = session.get_one(Round, town.round_id)
        round_.legal_basis_fi, round_.convener_fi = "Laki 1/2030", "Hyte-ohjausryhmä"

    page = town.browser().get("/vastaus/").text

    assert page.count("Laki 1/2030") == 2
    assert "Hyte-ohjausryhmä" in page
