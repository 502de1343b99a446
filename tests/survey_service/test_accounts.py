import datetime
import time

import pytest
from sqlmodel import select

from survey_service import accounts, limits
from survey_service.db import Database, now
from survey_service.errors import NotFound
from survey_service.models import Attempt, AuditEvent, StaffMember

ADDRESS = "hytetu@kuusivirta.example"
PASSWORD = "korpikuusen kannon alla"
NEW = "uusi ja pitkä salasana"


@pytest.fixture
def county_id(database: Database, build) -> int:
    with database.writing() as session:
        county = build(session).county()
        accounts.create(session, county.id, ADDRESS, "Hytetu-koordinaattori", "hva_team", PASSWORD)
        return county.id


def test_who_has_the_password_signs_in_whatever_the_case_of_the_address(database: Database, county_id: int) -> None:
    who = accounts.sign_in(database, f"  {ADDRESS.upper()} ", PASSWORD, "192.0.2.1")

    assert who is not None
    assert (who.county_id, who.role, who.may_send()) == (county_id, "hva_team", True)
    with database.reading() as session:
        assert accounts.by_session(session, who.get_id()) == who
        assert "account.sign_in" in [event.action for event in session.exec(select(AuditEvent))]


def test_only_a_hash_of_the_password_is_kept(database: Database, county_id: int) -> None:
    with database.reading() as session:
        kept = session.exec(select(StaffMember)).one().password_hash
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(database: Database, county_id: int) -> None:
    assert accounts.sign_in(database, ADDRESS, "arvaus arvaus", "192.0.2.1") is None
    assert accounts.sign_in(database, "joku@muu.example", PASSWORD, "192.0.2.1") is None


def test_an_unknown_address_takes_as_long_as_a_known_one(sqlite_database: Database, build) -> None:
    with sqlite_database.writing() as session:
        county = build(session).county()
        accounts.create(session, county.id, ADDRESS, "Hytetu-koordinaattori", "hva_team", PASSWORD)
    accounts.sign_in(sqlite_database, "joku@muu.example", "x", "192.0.2.9")

    def fastest(address: str) -> float:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            accounts.sign_in(sqlite_database, address, "arvaus arvaus", "192.0.2.1")
            times.append(time.perf_counter() - began)
        return min(times)

    known, unknown = fastest(ADDRESS), fastest("joku@muu.example")
    assert unknown > known / 2


def test_a_closed_account_neither_signs_in_nor_stays_in(database: Database, county_id: int) -> None:
    who = accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.1")
    with database.writing() as session:
        accounts.close(session, county_id, who.staff_id, "admin@kuusivirta.example")

    with database.reading() as session:
        assert accounts.by_session(session, who.get_id()) is None
    assert accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.1") is None


def test_an_account_of_another_county_is_not_closed(database: Database, county_id: int, build) -> None:
    with database.writing() as session:
        other = build(session).county(code="98")
        member = session.exec(select(StaffMember)).one()
        with pytest.raises(NotFound):
            accounts.close(session, other.id, member.id, "admin@muu.example")


def test_a_new_password_signs_the_other_sessions_out(database: Database, county_id: int) -> None:
    elsewhere = accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.1")
    here = accounts.change_password(database, elsewhere.staff_id, PASSWORD, NEW, NEW)

    with database.reading() as session:
        assert accounts.by_session(session, elsewhere.get_id()) is None
        assert accounts.by_session(session, here.get_id()) == here
    assert accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.1") is None
    assert accounts.sign_in(database, ADDRESS, NEW, "192.0.2.1") is not None


def test_a_password_is_changed_only_by_who_knows_the_old_one(database: Database, county_id: int) -> None:
    who = accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.1")
    with pytest.raises(accounts.AccountRefused) as refused:
        accounts.change_password(database, who.staff_id, "väärä vanha salasana", NEW, NEW)
    assert refused.value.faults == ("old_password",)


def test_guessing_the_old_password_is_stopped_like_guessing_at_the_sign_in(database: Database, county_id: int) -> None:
    who = accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.1")
    for _ in range(limits.SIGN_INS_OF_ADDRESS.most):
        with pytest.raises(accounts.AccountRefused):
            accounts.change_password(database, who.staff_id, "arvaus arvaus", NEW, NEW)
    with pytest.raises(limits.TooMany):
        accounts.change_password(database, who.staff_id, PASSWORD, NEW, NEW)


def test_an_address_with_a_control_character_signs_nobody_in_and_is_no_error(
    database: Database, county_id: int
) -> None:
    assert accounts.sign_in(database, "joku\0@muu.example", PASSWORD, "192.0.2.1") is None


@pytest.mark.parametrize(
    ("address", "password", "fault"),
    [
        ("a\0b@kuusivirta.example", PASSWORD, "address"),
        ("ei osoite", PASSWORD, "address"),
        ("joku@paikallinen", PASSWORD, "address"),
        (ADDRESS.upper(), PASSWORD, "address_taken"),
        ("uusi@kuusivirta.example", "lyhyt", "too_short"),
        ("uusi@kuusivirta.example", "x" * 500, "too_long"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_its_reason(
    database: Database, county_id: int, address: str, password: str, fault: str
) -> None:
    with database.writing() as session, pytest.raises(accounts.AccountRefused) as refused:
        accounts.create(session, county_id, address, "Tiimi", "hva_team", password)
    assert refused.value.faults == (fault,)


def test_guessing_one_address_is_stopped_and_may_go_on_later(database: Database, county_id: int) -> None:
    for guess in range(limits.SIGN_INS_OF_ADDRESS.most):
        assert accounts.sign_in(database, ADDRESS, "arvaus arvaus", f"192.0.2.{guess}") is None
    with pytest.raises(limits.TooMany):
        accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.99")

    with database.writing() as session:
        for attempt in session.exec(select(Attempt)):
            attempt.at = now() - limits.SIGN_INS_OF_ADDRESS.window - datetime.timedelta(seconds=1)
    assert accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.99") is not None


def test_guessing_many_addresses_from_one_place_is_stopped(database: Database, county_id: int) -> None:
    with database.writing() as session:
        for number in range(limits.SIGN_INS_OF_CLIENT.most):
            limits.note(
                session,
                (limits.SIGN_INS_OF_ADDRESS, f"nro{number}@muu.example"),
                (limits.SIGN_INS_OF_CLIENT, limits.client("192.0.2.1")),
            )
    with pytest.raises(limits.TooMany):
        accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.1")
    assert accounts.sign_in(database, ADDRESS, PASSWORD, "192.0.2.2") is not None


def test_what_was_typed_as_an_address_is_not_kept(database: Database, county_id: int) -> None:
    accounts.sign_in(database, PASSWORD, "arvaus arvaus", "192.0.2.1")
    with database.reading() as session:
        kept = " ".join(attempt.subject for attempt in session.exec(select(Attempt)))
    assert kept
    assert PASSWORD not in kept


def test_the_first_admin_is_made_once(database: Database, build) -> None:
    with database.writing() as session:
        build(session).county()
        made = accounts.create_first_admin(session, "99", ADDRESS, "Pääkäyttäjä", PASSWORD)
        assert made.role == "admin"
    with database.writing() as session, pytest.raises(accounts.NotFirst):
        accounts.create_first_admin(session, "99", "toinen@kuusivirta.example", "Pääkäyttäjä", PASSWORD)
    with database.writing() as session, pytest.raises(NotFound):
        accounts.create_first_admin(session, "00", "toinen@kuusivirta.example", "Pääkäyttäjä", PASSWORD)


@pytest.mark.parametrize("session_id", ["", "None", "7", "7:1", "x:1", "1:", "1:2:3"])
def test_a_made_up_session_is_nobodys(database: Database, county_id: int, session_id: str) -> None:
    with database.reading() as session:
        assert accounts.by_session(session, session_id) is None
