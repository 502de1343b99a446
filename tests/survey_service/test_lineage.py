"""Municipal mergers: who is in which year's round, and what of earlier years is found from the one that continues."""

import datetime
from dataclasses import dataclass

import pytest

from questionnaires.model import Text
from questionnaires.values import Items, Words
from survey_service import (
    answering,
    contacting,
    decisions,
    invitations,
    last_year,
    lineage,
    links,
    stored,
    turnout,
)
from survey_service.db import Database, now
from survey_service.models import Decision, Organisation, Round, Submission
from survey_service.responses import Writer, open_draft, save

SPRING, NEXT_SPRING = now() - datetime.timedelta(days=90), now() + datetime.timedelta(days=90)
EVE = now().date()
NEW_YEAR = EVE + datetime.timedelta(days=1)


@dataclass
class Merger:
    """Metsola and Jokela are continued by Kuusivaara from the new year on; both answered and agreed on something."""

    round_2026: int
    round_2027: int
    old: tuple[int, int]
    new: int


@pytest.fixture
def merger(database: Database, build, questionnaire, jobs) -> Merger:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        before = b.round_(county, questionnaire, year=2026, deadline=SPRING)
        new = b.organisation(county, "kuusivaara", active_from=NEW_YEAR)
        old = [
            b.organisation(county, key, code=None, active_to=EVE, successor_id=new.id) for key in ("jokela", "metsola")
        ]
        for organisation in (*old, new):
            b.contact(organisation)
        for organisation in old:
            response = open_draft(session, before, organisation)
            given = {"mh_ilmiot": Items(items=(f"Jonot: {organisation.key}",)), "mh_nosto": Words(text="Yksi ovi")}
            save(session, response, given, Writer(None, "", "fi"), {})
            frozen = {key: answer.frozen() for key, answer in stored.living(session, response.id or 0).items()}
            response.state = "submitted"
            session.add(Submission(response_id=response.id or 0, answers=frozen, submitted_at=SPRING))
            session.add(
                Decision(
                    county_id=county.id,
                    year=2026,
                    key=organisation.key,
                    action="Ohjauskortti",
                    organisation_id=organisation.id,
                )
            )
        after = b.round_(county, questionnaire, year=2027, deadline=NEXT_SPRING, previous_round_id=before.id)
        return Merger(before.id, after.id, (old[0].id, old[1].id), new.id)


def _in(database: Database, round_id: int) -> set[str]:
    with database.reading() as session:
        return {row.name.fi for row in turnout.of_round(session, session.get_one(Round, round_id))}


def test_each_years_round_has_the_municipalities_of_its_time(database: Database, merger: Merger) -> None:
    assert _in(database, merger.round_2026) == {"Jokela", "Metsola"}
    assert _in(database, merger.round_2027) == {"Kuusivaara"}
    with database.reading() as session:
        asked = contacting.addressees(session, session.get_one(Round, merger.round_2027), "answer")
    assert [one.organisation_id for one in asked] == [merger.new]


def test_only_those_who_are_there_are_invited(database: Database, merger: Merger, jobs) -> None:
    with database.writing() as session:
        sent = contacting.invite(session, jobs, session.get_one(Round, merger.round_2027), "answer", actor="x")

    assert sent == 1


def test_last_years_text_and_decisions_are_found_from_the_successor(database: Database, merger: Merger, jobs) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, merger.round_2027)
        [invitation] = invitations.invite(session, jobs, round_, [session.get_one(Organisation, merger.new)], "answer")
        token = links.mint(session, invitation, "organisation", expires_at=NEXT_SPRING)
        told = answering.behind(session, links.redeem(session, token).id or 0)
        last = last_year.of(session, told)

    assert last.answers["mh_ilmiot"].value == Items(items=("Jonot: jokela", "Jonot: metsola"))
    assert last.answers["mh_nosto"].value == Words(text="Yksi ovi")
    assert last.told_by == (Text(fi="Jokela", sv="Jokela"), Text(fi="Metsola", sv="Metsola"))
    assert [one.key for one in told.decisions] == ["jokela", "metsola"]
    with database.reading() as session:
        looked_back = decisions.by_organisation(session, session.get_one(Round, merger.round_2027))
    assert {key: [one.key for one in some] for key, some in looked_back.items()} == {
        merger.old[0]: ["jokela"],
        merger.old[1]: ["metsola"],
        merger.new: ["jokela", "metsola"],
    }


def test_organisations_that_continue_each_other_in_a_ring_end_somewhere(database: Database, merger: Merger) -> None:
    with database.writing() as session:
        session.get_one(Organisation, merger.new).successor_id = merger.old[0]
        session.flush()

        assert lineage.line_of(session, merger.new) == (merger.new, *merger.old)


def test_a_contact_that_has_ended_is_not_asked(database: Database, merger: Merger) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, merger.round_2027)
        session.get_one(Organisation, merger.new).contacts[0].ended_at = SPRING
        session.flush()

        assert contacting.addressees(session, round_, "answer") == []
