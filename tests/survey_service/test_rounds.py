import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from questionnaires.model import Option, Questionnaire, Single, Text
from survey_service import rounds, timetable
from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.models import AuditEvent, Contact, Invitation, Organisation, Response, Round
from survey_service.timetable import FINLAND, Step

WHO = "hytetu@kuusivirta.example"


def test_a_round_keeps_its_questionnaire_and_its_dates(database: Database, build, questionnaire) -> None:
    with database.writing() as session:
        county = build(session).county()
        made = rounds.create(session, county.id, questionnaire, 2027, rounds.usual_dates(2027), actor=WHO)
        round_id = made.id

    with database.reading() as session:
        round_ = rounds.owned(session, round_id, county.id)
        assert rounds.questionnaire_of(round_) == questionnaire
        assert round_.published_at is None
        assert round_.deadline.astimezone(FINLAND) == datetime.datetime(2027, 3, 5, 16, 0, tzinfo=FINLAND)
        assert rounds.dates_of(round_) == rounds.usual_dates(2027)
        assert [event.action for event in session.exec(select(AuditEvent))] == ["round.create"]


def test_a_year_has_one_round(database: Database, build, questionnaire) -> None:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        b.round_(county, questionnaire, year=2027)
        with pytest.raises(rounds.YearTaken):
            rounds.create(session, county.id, questionnaire, 2027, rounds.usual_dates(2027), actor=WHO)


def test_a_round_of_another_county_is_not_found(database: Database, build, questionnaire) -> None:
    with database.writing() as session:
        b = build(session)
        round_ = b.round_(b.county(), questionnaire)
        with pytest.raises(NotFound):
            rounds.owned(session, round_.id, b.county(code="98").id)


def test_dates_out_of_order_are_refused_by_name(database: Database, build, questionnaire) -> None:
    usual = rounds.usual_dates(2027)
    backwards = rounds.Dates(usual.selection_until, usual.answers_until, usual.steps)
    with database.writing() as session:
        county = build(session).county()
        with pytest.raises(rounds.DatesOutOfOrder) as refused:
            rounds.create(session, county.id, questionnaire, 2027, backwards, actor=WHO)
    assert refused.value.step == ""


def test_a_copied_round_asks_the_same_on_the_same_weekdays_and_begins_empty(
    database: Database, build, questionnaire
) -> None:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        organisation = b.organisation(county)
        contact = b.contact(organisation)
        old = rounds.create(session, county.id, questionnaire, 2027, rounds.usual_dates(2027), actor=WHO)
        rounds.publish(session, old, actor=WHO)
        session.add(
            Invitation(round_id=old.id, organisation_id=organisation.id, contact_id=contact.id, purpose="answer")
        )
        session.add(Response(round_id=old.id, organisation_id=organisation.id, reference="KV-1"))
        new = rounds.copy_to_next_year(session, old, 2028, actor=WHO)
        new_id, old_id = new.id, old.id

    with database.reading() as session:
        old, new = session.get_one(Round, old_id), session.get_one(Round, new_id)
        assert (new.previous_round_id, new.published_at) == (old_id, None)
        ids = [question.id for question in rounds.questionnaire_of(new).questions()]
        assert ids == [question.id for question in rounds.questionnaire_of(old).questions()]
        assert new.deadline - old.deadline == datetime.timedelta(days=364)
        for before, after in zip(rounds.steps_of(old), rounds.steps_of(new), strict=True):
            assert (before.id, before.start.weekday()) == (after.id, after.start.weekday())
        assert session.exec(select(Invitation).where(Invitation.round_id == new_id)).all() == []
        assert session.exec(select(Response).where(Response.round_id == new_id)).all() == []
        assert len(session.exec(select(Organisation)).all()) == len(session.exec(select(Contact)).all()) == 1


def test_a_copied_round_may_take_another_theme(database: Database, build, questionnaire: Questionnaire) -> None:
    other = questionnaire.model_copy(update={"id": "elintavat", "theme": "elintavat"})
    with database.writing() as session:
        b = build(session)
        old = b.round_(b.county(), questionnaire)
        new = rounds.copy_to_next_year(session, old, 2028, actor=WHO, questionnaire=other)
        assert (new.theme, old.theme) == ("elintavat", "mielen_hyvinvointi")


def test_what_was_published_stays_as_it_is(database: Database, build, questionnaire) -> None:
    with database.writing() as session:
        county = build(session).county()
        round_ = rounds.create(session, county.id, questionnaire, 2027, rounds.usual_dates(2027), actor=WHO)
        rounds.publish(session, round_, actor=WHO)
        with pytest.raises(rounds.AlreadyPublished):
            rounds.publish(session, round_, actor=WHO)


@pytest.mark.parametrize(("languages", "refused"), [(["fi", "sv"], True), (["fi"], False), (["fi", "se"], False)])
def test_a_text_missing_in_a_language_of_the_county_stops_the_publishing(
    database: Database, build, questionnaire: Questionnaire, languages: list[str], refused: bool
) -> None:
    choice = Single(
        id="c_valinta",
        role="other",
        audiences=("kunta",),
        text=Text(fi="Valitse", sv="Välj"),
        options=(Option(id="kylla", text=Text(fi="Kyllä", sv=" ")),),
    )
    section = questionnaire.sections[0].model_copy(update={"questions": (choice,)})
    half = questionnaire.model_copy(update={"sections": (section,)})
    with database.writing() as session:
        county = build(session).county(languages=languages)
        round_ = rounds.create(session, county.id, half, 2027, rounds.usual_dates(2027), actor=WHO)
        if not refused:
            rounds.publish(session, round_, actor=WHO)
            return
        with pytest.raises(rounds.TextsMissing) as missing:
            rounds.publish(session, round_, actor=WHO)
    [place] = missing.value.places
    assert (place.part, place.language, place.other) == ("c_valinta", "sv", "Kyllä")
    assert "kylla" in place.path


def test_a_deadline_keeps_its_hour_when_only_the_other_date_changes(database: Database, build, questionnaire) -> None:
    noon = datetime.datetime(2027, 3, 5, 12, 0, tzinfo=FINLAND)
    later = datetime.datetime(2027, 3, 19, 12, 0, tzinfo=FINLAND)
    with database.writing() as session:
        b = build(session)
        round_ = b.round_(b.county(), questionnaire, deadline=noon, selection_deadline=later)
        dates = rounds.dates_of(round_)
        moved = rounds.Dates(dates.answers_until, datetime.date(2027, 3, 23), dates.steps)
        rounds.change_dates(session, round_, moved, actor=WHO)
        assert round_.deadline == noon
        assert round_.selection_deadline.astimezone(FINLAND).hour == 16


@pytest.mark.parametrize(
    ("before", "year", "after"),
    [
        ("2027-03-05", 2028, "2028-03-03"),  # a Friday stays a Friday
        ("2027-01-07", 2028, "2028-01-07"),  # Epiphany, so the day after it
        ("2026-04-10", 2027, "2027-04-09"),
        ("2026-03-27", 2027, "2027-03-30"),  # Good Friday, so after Easter
        ("2026-12-25", 2027, "2027-12-27"),
    ],
)
def test_a_deadline_that_would_fall_on_a_holiday_moves_to_the_next_working_day(
    database: Database, build, questionnaire, before: str, year: int, after: str
) -> None:
    day = datetime.date.fromisoformat(before)
    moment = datetime.datetime.combine(day, datetime.time(12), FINLAND)
    step = {"id": "vastaaminen", "start": before, "end": before, "reminders": [before]}
    with database.writing() as session:
        b = build(session)
        old = b.round_(
            b.county(), questionnaire, year=day.year, deadline=moment, selection_deadline=moment, calendar=[step]
        )
        new = rounds.copy_to_next_year(session, old, year, actor=WHO)
        expected = datetime.date.fromisoformat(after)
        assert new.deadline.astimezone(FINLAND) == datetime.datetime.combine(expected, datetime.time(12), FINLAND)
        [moved] = rounds.steps_of(new)
        assert (moved.start, moved.end, moved.reminders) == (expected, expected, (expected,))


@given(st.integers(2020, 2060), st.integers(1, 9))
def test_moving_a_calendar_keeps_weekdays_and_stays_within_four_days_of_the_date(year: int, years: int) -> None:
    days = timetable.days_between(year, year + years)
    step = Step(id="x", start=datetime.date(year, 3, 5), end=datetime.date(year, 3, 9)).moved(days)
    assert step.start.weekday() == datetime.date(year, 3, 5).weekday()
    assert abs(step.start - datetime.date(year + years, 3, 5)) <= datetime.timedelta(days=4)


@pytest.mark.parametrize("day", ["2027-03-20", "2027-10-25", "2028-03-25"])
def test_a_deadline_moved_over_a_change_of_the_clock_keeps_its_hour(day: str) -> None:
    moment = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(16), FINLAND)
    assert timetable.moment_moved(moment, 364).astimezone(FINLAND).hour == 16
