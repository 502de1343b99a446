"""The second step of signing in: set up, taken, never twice with one code, and never without a way back."""

import datetime

import pyotp
import pytest
from sqlmodel import select

from survey_service import accounts, limits, second_step, signing_in, staff_sessions
from survey_service.db import Database, now
from survey_service.errors import NotFound
from survey_service.models import AuditEvent, County, RecoveryCode, StaffMail, StaffMember, StaffSession
from survey_service.second_step import NotWaiting, SecondSteps, WrongCode

ADDRESS = "paakayttaja@kuusivirta.example"
PASSWORD = "korpikuusen kannon alla"
SECRET = "0123456789abcdef0123"


@pytest.fixture
def steps(database: Database, build) -> SecondSteps:
    """A county that asks its admins for a second step."""
    with database.writing() as session:
        county = build(session).county(second_step_roles=["admin"])
        accounts.create(session, county.id, ADDRESS, "Pääkäyttäjä", "admin", PASSWORD)
    return SecondSteps(database, SECRET)


def begin(steps: SecondSteps):
    return signing_in.with_password(steps.db, ADDRESS, PASSWORD, "192.0.2.1")


def is_in(steps: SecondSteps, key: str) -> bool:
    with steps.db.reading() as session:
        return staff_sessions.by_key(session, key) is not None


def code(secret: str, *, steps_away: int = 0) -> str:
    app = pyotp.TOTP(secret)
    return app.generate_otp(app.timecode(now()) + steps_away)


def set_up(steps: SecondSteps) -> tuple[str, tuple[str, ...]]:
    """The secret, set up with the code of the half minute before, and the recovery codes."""
    key = begin(steps).key
    return steps.offered(key), steps.set_up(key, code(steps.offered(key), steps_away=-1))


def test_who_is_asked_for_codes_gets_in_by_setting_them_up_and_from_then_on_by_a_code(steps: SecondSteps) -> None:
    begun = begin(steps)
    assert begun.next == "set_up"
    assert not is_in(steps, begun.key)
    with pytest.raises(WrongCode):
        steps.set_up(begun.key, "000000")
    secret = steps.offered(begun.key)
    assert len(steps.set_up(begun.key, code(secret, steps_away=-1))) == second_step.RECOVERY_CODES
    assert is_in(steps, begun.key)

    again = begin(steps)
    assert (again.next, is_in(steps, again.key)) == ("code", False)
    with pytest.raises(WrongCode):
        steps.confirm(again.key, "")
    steps.confirm(again.key, code(secret))
    assert is_in(steps, again.key)
    with steps.db.reading() as session:
        member = session.exec(select(StaffMember)).one()
        assert secret not in member.second_step
        actions = [event.action for event in session.exec(select(AuditEvent))]
    assert actions.count("account.code_failed") == 2
    assert actions.count("account.sign_in") == 2


def test_a_code_is_taken_once_and_none_from_before_it_afterwards(steps: SecondSteps) -> None:
    secret, _ = set_up(steps)
    used = code(secret, steps_away=1)
    steps.confirm(begin(steps).key, used)
    for refused in (used, code(secret), code(secret, steps_away=-1)):
        with pytest.raises(WrongCode):
            steps.confirm(begin(steps).key, refused)


@pytest.mark.parametrize("away", [-3, 3])
def test_a_clock_may_be_off_by_half_a_minute_and_not_more(steps: SecondSteps, away: int) -> None:
    secret, _ = set_up(steps)
    with pytest.raises(WrongCode):
        steps.confirm(begin(steps).key, code(secret, steps_away=away))


def test_a_recovery_code_stands_once_for_a_code_and_only_its_hash_is_kept(steps: SecondSteps) -> None:
    _, codes = set_up(steps)
    steps.confirm(begin(steps).key, f" {codes[0].lower()} ")
    with pytest.raises(WrongCode):
        steps.confirm(begin(steps).key, codes[0])
    with steps.db.reading() as session:
        kept = session.exec(select(RecoveryCode)).all()
        assert second_step.codes_left(session, kept[0].staff_id) == len(codes) - 1
    assert not {one.code_hash for one in kept} & {codes[0], codes[0].replace("-", "")}


def test_guessing_codes_is_stopped(steps: SecondSteps) -> None:
    secret, _ = set_up(steps)
    key = begin(steps).key
    for _ in range(limits.CODES_OF_ACCOUNT.most):
        with pytest.raises(WrongCode):
            steps.confirm(key, "000000")
    with pytest.raises(limits.TooMany):
        steps.confirm(key, code(secret))


def test_who_waits_too_long_begins_anew(steps: SecondSteps) -> None:
    secret, _ = set_up(steps)
    key = begin(steps).key
    with steps.db.writing() as session:
        for one in session.exec(select(StaffSession)):
            one.begun_at = now() - staff_sessions.SECOND_STEP_WITHIN - datetime.timedelta(seconds=1)
    with pytest.raises(NotWaiting):
        steps.confirm(key, code(secret))


def test_a_device_is_changed_by_who_has_a_code_and_every_other_browser_is_signed_out(steps: SecondSteps) -> None:
    secret, codes = set_up(steps)
    elsewhere, here = begin(steps).key, begin(steps).key
    steps.confirm(elsewhere, codes[0])
    steps.confirm(here, code(secret))
    assert set(steps.renew_codes(here, codes[1])).isdisjoint(codes)
    with pytest.raises(WrongCode):
        steps.take_away(here, codes[2])
    steps.take_away(here, code(secret, steps_away=1))

    assert not is_in(steps, elsewhere)
    assert not is_in(steps, here)
    steps.set_up(here, code(steps.offered(here)))
    assert is_in(steps, here)


def test_an_admin_of_the_same_county_takes_lost_codes_away_and_the_owner_is_told(
    steps: SecondSteps, jobs, build
) -> None:
    set_up(steps)
    with steps.db.writing() as session:
        member = session.exec(select(StaffMember)).one()
        with pytest.raises(NotFound):
            second_step.take_from(session, jobs, build(session).county(code="98").id, member.id, "admin@muu.example")
        second_step.take_from(session, jobs, member.county_id, member.id, "toinen@kuusivirta.example")
        assert session.exec(select(StaffMail.kind)).all() == ["second_step_reset"]
    assert jobs.asked[0][0] == "tell_staff"
    assert begin(steps).next == "set_up"


def test_with_another_secret_key_the_recovery_codes_still_help(steps: SecondSteps) -> None:
    secret, codes = set_up(steps)
    other = SecondSteps(steps.db, "another secret of the service")
    with pytest.raises(WrongCode):
        other.confirm(begin(steps).key, code(secret))
    key = begin(steps).key
    other.confirm(key, codes[0])
    assert is_in(steps, key)


def test_where_nobody_asks_for_it_one_gets_in_without_and_may_take_it_into_use(steps: SecondSteps) -> None:
    with steps.db.writing() as session:
        county = session.exec(select(County)).one()
        accounts.require_second_step(session, county.id, ["coordination_group"], ADDRESS)
    begun = begin(steps)
    assert begun.next == "in"
    steps.set_up(begun.key, code(steps.offered(begun.key), steps_away=-1))
    with pytest.raises(NotWaiting):
        steps.set_up(begun.key, code(steps.offered(begun.key)))
    assert begin(steps).next == "code"


def test_the_picture_holds_what_an_app_needs_and_nothing_that_the_policy_refuses() -> None:
    picture = second_step.picture("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", ADDRESS).decode()
    assert "<svg" in picture
    assert "style" not in picture
    assert "<script" not in picture
    assert second_step.address("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", ADDRESS).startswith("otpauth://totp/Ennakko:")
