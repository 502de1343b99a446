"""Planned sendings go at their time by the clock in Finland, once, and only if nobody has moved or cancelled them."""

import datetime
from dataclasses import dataclass, field

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from survey_service import invitations, schedule, timetable, workdays
from survey_service.db import Database, now
from survey_service.errors import NotFound
from survey_service.models import AuditEvent, County, Invitation, Mail, PlannedSending, Response, Round, SynthesisRun

TEAM = "hytetu@kuusivirta.example"
HOUR = datetime.timedelta(hours=1)
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@dataclass
class Clockwork:
    """Takes work and notes it with its delay."""

    asked: list[tuple[str, int, int, float]] = field(default_factory=list)

    def enqueue(self, session, job, thing_id, turn=1, after_s=0.0) -> None:
        self.asked.append((job, thing_id, turn, after_s))

    def of(self, job: str) -> list[tuple[int, int, float]]:
        return [rest for name, *rest in self.asked if name == job]


@pytest.fixture
def clockwork() -> Clockwork:
    return Clockwork()


@pytest.fixture
def county(database: Database, build, questionnaire) -> Round:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        for key in ("kuusivaara", "strandby"):
            b.contact(b.organisation(county, key))
        return b.round_(county, questionnaire)


def _plan(database: Database, clockwork, round_: Round, kind="invitation", after=HOUR) -> int:
    with database.writing() as session:
        at = round_.deadline if kind == "closing" else now() + after
        return schedule.plan(session, clockwork, round_, kind, at, actor=TEAM).id or 0


def _come(database: Database, sending_id: int) -> None:
    """The planned moment comes."""
    with database.writing() as session:
        session.get_one(PlannedSending, sending_id).at = now() - datetime.timedelta(seconds=1)


def _the(database: Database, sending_id: int) -> PlannedSending:
    with database.reading() as session:
        return session.get_one(PlannedSending, sending_id)


def _mails(database: Database) -> list[Mail]:
    with database.reading() as session:
        return list(session.exec(select(Mail).order_by(Mail.id)))


@pytest.mark.parametrize(
    ("day", "time", "utc"),
    [
        ("2027-03-26", "09:00", "2027-03-26T07:00"),
        ("2027-03-29", "09:00", "2027-03-29T06:00"),
        ("2027-03-28", "02:59", "2027-03-28T00:59"),
        ("2027-03-28", "04:00", "2027-03-28T01:00"),
        ("2027-10-29", "09:00", "2027-10-29T06:00"),
        ("2027-11-01", "09:00", "2027-11-01T07:00"),
        ("2027-10-31", "03:30", "2027-10-31T00:30"),
    ],
)
def test_a_time_is_by_the_clock_in_finland_before_and_after_it_changes(day: str, time: str, utc: str) -> None:
    moment = timetable.moment_on(datetime.date.fromisoformat(day), datetime.time.fromisoformat(time))

    assert moment == datetime.datetime.fromisoformat(f"{utc}+00:00")


def test_a_time_over_which_the_clocks_are_put_forward_does_not_come() -> None:
    with pytest.raises(timetable.NoSuchTime):
        timetable.moment_on(datetime.date(2027, 3, 28), datetime.time(3, 30))


@pytest.mark.parametrize(
    ("day", "following"),
    [
        ("2027-03-26", "2027-03-30"),  # Good Friday, then Easter
        ("2027-05-06", "2027-05-07"),  # Ascension Day
        ("2027-06-25", "2027-06-28"),  # Midsummer Eve
        ("2027-12-24", "2027-12-27"),
        ("2028-01-06", "2028-01-07"),
        ("2027-02-20", "2027-02-22"),  # a Saturday
        ("2027-02-19", "2027-02-19"),
    ],
)
def test_nobody_works_on_a_holiday_or_a_weekend(day: str, following: str) -> None:
    assert workdays.next_from(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(following)


def test_a_holiday_is_known_in_both_languages() -> None:
    midsummer = datetime.date(2027, 6, 26)
    assert (workdays.holiday(midsummer, "fi"), workdays.holiday(midsummer, "sv")) == ("Juhannuspäivä", "Midsommardagen")


def test_invitations_go_at_their_time_once(database: Database, county: Round, clockwork) -> None:
    sending_id = _plan(database, clockwork, county)
    ((_, turn, after_s),) = clockwork.of("send_planned")
    assert (turn, 3590 < after_s <= 3600) == (1, True)
    assert schedule.carry_out(database, clockwork, sending_id, 1) is None
    assert _mails(database) == []

    _come(database, sending_id)
    for turn in (1, 2):
        assert schedule.carry_out(database, clockwork, sending_id, turn) is None
    assert [(mail.kind, mail.sending_id) for mail in _mails(database)] == [("invitation", sending_id)] * 2
    assert _the(database, sending_id).state == "done"
    with database.reading() as session:
        assert schedule.mails_of(session, county) == {sending_id: 2}
        told = session.exec(select(AuditEvent.actor, AuditEvent.action)).all()
    assert (TEAM, "round.plan_invitation") in told
    assert (f"sending:{sending_id}", "round.invite_to_answer") in told


@on_sqlite
def test_reminders_go_to_those_alone_who_have_not_submitted_by_then(
    database: Database, county: Round, clockwork
) -> None:
    first = _plan(database, clockwork, county)
    _come(database, first)
    schedule.carry_out(database, clockwork, first, 1)
    second = _plan(database, clockwork, county, "reminder")
    with database.writing() as session:
        done = session.exec(select(Invitation.organisation_id)).first()
        session.add(Response(round_id=county.id, organisation_id=done, state="submitted", reference="A"))
    _come(database, second)
    schedule.carry_out(database, clockwork, second, 1)

    (reminder,) = [mail for mail in _mails(database) if mail.kind == "reminder"]
    with database.reading() as session:
        assert session.get_one(Invitation, reminder.invitation_id).organisation_id != done


def test_what_was_moved_goes_at_its_new_time_alone(database: Database, county: Round, clockwork) -> None:
    sending_id = _plan(database, clockwork, county)
    with database.writing() as session:
        schedule.move(session, clockwork, county, sending_id, now() + 3 * HOUR, actor=TEAM)
    # the work of the first time comes, an hour from the plan
    assert schedule.carry_out(database, clockwork, sending_id, 1) is None
    assert _mails(database) == []
    assert [turn for _, turn, _ in clockwork.of("send_planned")] == [1, 2]

    _come(database, sending_id)
    assert schedule.carry_out(database, clockwork, sending_id, 2) is None
    assert len(_mails(database)) == 2


@on_sqlite
def test_what_was_cancelled_never_goes_and_what_is_over_stays(database: Database, county: Round, clockwork) -> None:
    sending_id = _plan(database, clockwork, county)
    with database.writing() as session:
        schedule.cancel(session, county, sending_id, actor=TEAM)
    _come(database, sending_id)
    schedule.carry_out(database, clockwork, sending_id, 1)
    assert _mails(database) == []
    assert _the(database, sending_id).state == "cancelled"
    with pytest.raises(schedule.Gone), database.writing() as session:
        schedule.move(session, clockwork, county, sending_id, now() + HOUR, actor=TEAM)


@on_sqlite
def test_work_that_begins_a_moment_early_waits(database: Database, county: Round, clockwork) -> None:
    sending_id = _plan(database, clockwork, county, after=datetime.timedelta(seconds=30))

    assert 0 < (schedule.carry_out(database, clockwork, sending_id, 1) or 0) <= 30
    assert _mails(database) == []


def test_what_cannot_be_planned_is_told(database: Database, county: Round, clockwork) -> None:
    with database.writing() as session:
        for at, error in ((now() - HOUR, schedule.InThePast), (county.deadline + HOUR, schedule.TooLate)):
            with pytest.raises(error):
                schedule.plan(session, clockwork, county, "reminder", at, actor=TEAM)
        moment = timetable.moment_on(county.deadline.astimezone(timetable.FINLAND).date(), datetime.time(0, 5))
        schedule.plan(session, clockwork, county, "reminder", moment, actor=TEAM)
        with pytest.raises(schedule.TakenAlready):
            schedule.plan(session, clockwork, county, "reminder", moment + datetime.timedelta(minutes=1), actor=TEAM)
        other = Round(**{**county.model_dump(), "id": 4711})
        with pytest.raises(NotFound):
            schedule.cancel(session, other, 1, actor=TEAM)


@on_sqlite
def test_an_unpublished_round_sends_nothing_and_says_so(database: Database, county: Round, clockwork) -> None:
    sending_id = _plan(database, clockwork, county)
    _come(database, sending_id)
    with database.writing() as session:
        session.get_one(Round, county.id).published_at = None
        assert schedule.due(session) == [sending_id]
    schedule.carry_out(database, clockwork, sending_id, 1)

    assert (_the(database, sending_id).state, _the(database, sending_id).trouble) == ("not_sent", "unpublished")
    with database.reading() as session:
        assert schedule.due(session) == []


def test_the_closing_goes_with_the_deadline_and_makes_the_synthesis(
    database: Database, county: Round, clockwork, build
) -> None:
    sending_id = _plan(database, clockwork, county, "closing")
    with database.writing() as session:
        session.get_one(Round, county.id).deadline += datetime.timedelta(days=2)
        organisation = build(session).organisation(session.get_one(County, county.county_id), "tammela")
        session.add(Response(round_id=county.id, organisation_id=organisation.id, state="submitted", reference="A"))
    schedule.carry_out(database, clockwork, sending_id, 1)
    assert (_the(database, sending_id).state, _the(database, sending_id).turn) == ("planned", 2)

    with database.writing() as session:
        session.get_one(Round, county.id).deadline = now() - HOUR
        assert schedule.due(session) == [sending_id]
    for turn in (2, 3):
        schedule.carry_out(database, clockwork, sending_id, turn)
    with database.reading() as session:
        assert len(session.exec(select(SynthesisRun)).all()) == 1
    assert _the(database, sending_id).state == "done"


@on_sqlite
def test_the_timetable_proposes_working_days_to_come(
    database: Database, county: Round, clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schedule, "now", lambda: datetime.datetime(2027, 1, 11, 7, tzinfo=datetime.UTC))
    calendar = [
        {"id": "lahetys", "start": "2027-05-01", "end": "2027-05-01"},
        {"id": "vastaaminen", "start": "2027-05-01", "end": "2027-06-30", "reminders": ["2020-02-03", "2027-06-25"]},
    ]
    with database.writing() as session:
        round_ = session.get_one(Round, county.id)
        round_.calendar, round_.deadline = calendar, datetime.datetime(2027, 6, 30, 13, tzinfo=datetime.UTC)
        told = [(one.kind, one.at.isoformat()[:16], str(one.instead_of)) for one in schedule.proposals(session, round_)]
        assert told == [
            ("invitation", "2027-05-03T06:00", "2027-05-01"),
            ("reminder", "2027-06-28T06:00", "2027-06-25"),
            ("closing", "2027-06-30T13:00", "None"),
        ]
        assert schedule.plan_proposed(session, clockwork, round_, actor=TEAM) == 3
        assert schedule.plan_proposed(session, clockwork, round_, actor=TEAM) == 0


def test_no_sending_makes_two_mails_for_one_invitation(database: Database, county: Round, clockwork) -> None:
    sending_id = _plan(database, clockwork, county)
    _come(database, sending_id)
    schedule.carry_out(database, clockwork, sending_id, 1)

    with pytest.raises(IntegrityError), database.writing() as session:
        invitation = session.exec(select(Invitation)).first()
        invitations.send_to_all(session, clockwork, [invitation], "reminder", sending_id=sending_id)
