import datetime
import time

import pytest
from argon2 import PasswordHasher
from sqlmodel import select

from survey_service import accounts, limits, new_passwords, signing_in, staff_sessions
from survey_service.db import Database, now
from survey_service.errors import NotFound
from survey_service.models import Attempt, AuditEvent, County, StaffMember

ADDRESS = "hytetu@kuusivirta.example"
PASSWORD = "korpikuusen kannon alla"
NEW = "uusi ja pitkä salasana"


@pytest.fixture
def county_id(database: Database, build) -> int:
    with database.writing() as session:
        county = build(session).county()
        accounts.create(session, county.id, ADDRESS, "Hytetu-koordinaattori", "hva_team", PASSWORD)
        return county.id


def sign_in(db: Database, email: str = ADDRESS, password: str = PASSWORD, client: str = "192.0.2.1"):
    """Who signs in, as the pages know them; None when nobody does."""
    begun = signing_in.with_password(db, email, password, client, "Mozilla/5.0 (X11; Linux) Firefox/140.0")
    if begun is None:
        return None
    with db.reading() as session:
        return staff_sessions.by_key(session, begun.key)


def recorded(db: Database) -> list[str]:
    with db.reading() as session:
        return [event.action for event in session.exec(select(AuditEvent).order_by(AuditEvent.id))]


def test_who_has_the_password_signs_in_whatever_the_case_of_the_address(database: Database, county_id: int) -> None:
    who = sign_in(database, f"  {ADDRESS.upper()} ")

    assert (who.county_id, who.role, who.may_send()) == (county_id, "hva_team", True)
    with database.reading() as session:
        assert staff_sessions.by_key(session, who.get_id()) == who
    assert recorded(database)[-1] == "account.sign_in"


def test_only_hashes_of_password_and_session_are_kept(database: Database, county_id: int) -> None:
    who = sign_in(database)
    with database.reading() as session:
        kept = session.exec(select(StaffMember)).one().password_hash
        (one,) = staff_sessions.of_member(session, who.staff_id)
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept
    assert one.key_hash != who.key
    assert one.browser == "Firefox, Linux"


def test_a_wrong_password_and_an_unknown_address_are_told_the_same_and_the_known_one_is_recorded(
    database: Database, county_id: int
) -> None:
    assert sign_in(database, password="arvaus arvaus") is None
    assert sign_in(database, "joku@muu.example") is None
    assert recorded(database).count("account.sign_in_failed") == 1


def test_an_unknown_address_takes_as_long_as_a_known_one(
    sqlite_database: Database, build, monkeypatch: pytest.MonkeyPatch
) -> None:
    dear = PasswordHasher(time_cost=1, memory_cost=4096)
    nobodys = dear.hash("nobody has this password")
    monkeypatch.setattr("survey_service.passwords._hasher", lambda: dear)
    monkeypatch.setattr("survey_service.passwords._nobodys_hash", lambda: nobodys)
    with sqlite_database.writing() as session:
        county = build(session).county()
        accounts.create(session, county.id, ADDRESS, "Hytetu-koordinaattori", "hva_team", PASSWORD)
    sign_in(sqlite_database, "joku@muu.example", "x", "192.0.2.9")

    def fastest(address: str) -> float:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            sign_in(sqlite_database, address, "arvaus arvaus")
            times.append(time.perf_counter() - began)
        return min(times)

    known, unknown = fastest(ADDRESS), fastest("joku@muu.example")
    assert unknown > known / 3


def test_a_closed_account_neither_signs_in_nor_stays_in(database: Database, county_id: int) -> None:
    who = sign_in(database)
    with database.writing() as session:
        accounts.close(session, county_id, who.staff_id, "admin@kuusivirta.example")

    with database.reading() as session:
        assert staff_sessions.by_key(session, who.get_id()) is None
    assert sign_in(database) is None


def test_after_the_last_day_of_a_role_nobody_stays_in_or_signs_in_and_its_owner_is_told(
    database: Database, county_id: int
) -> None:
    who, today = sign_in(database), accounts.today()
    with database.writing() as session:
        member = session.get_one(StaffMember, who.staff_id)
        member.last_day = today
    with database.reading() as session:
        assert staff_sessions.by_key(session, who.key) == who
    with database.writing() as session:
        session.get_one(StaffMember, who.staff_id).last_day = today - datetime.timedelta(days=1)
    with database.reading() as session:
        assert staff_sessions.by_key(session, who.key) is None
    with pytest.raises(signing_in.RoleEnded) as ended:
        sign_in(database)
    assert ended.value.last_day == today - datetime.timedelta(days=1)
    assert sign_in(database, password="arvaus arvaus") is None
    assert recorded(database)[-2:] == ["account.sign_in_ended", "account.sign_in_failed"]


def test_what_an_account_is_for_is_changed_within_its_county_alone(database: Database, county_id: int, build) -> None:
    with database.writing() as session:
        other = build(session).county(code="98")
        member = session.exec(select(StaffMember)).one()
        tomorrow = accounts.today() + datetime.timedelta(days=1)
        position = accounts.Position("Sihteeri", "coordination_group", tomorrow)
        accounts.set_position(session, county_id, member.id, position, "a@b.example")
        assert (member.role, member.last_day) == ("coordination_group", tomorrow)
        yesterday = accounts.Position("Sihteeri", "admin", accounts.today() - datetime.timedelta(days=1))
        with pytest.raises(accounts.AccountRefused):
            accounts.set_position(session, county_id, member.id, yesterday, "a@b.example")
        for forbidden in (
            lambda: accounts.set_position(session, other.id, member.id, position, "admin@muu.example"),
            lambda: accounts.close(session, other.id, member.id, "admin@muu.example"),
            lambda: accounts.reset(session, other.id, member.id, NEW, "admin@muu.example"),
        ):
            with pytest.raises(NotFound):
                forbidden()


def test_a_new_password_signs_the_other_sessions_out(database: Database, county_id: int) -> None:
    elsewhere, here = sign_in(database), sign_in(database)
    new_passwords.change(database, here, PASSWORD, NEW, NEW)

    with database.reading() as session:
        assert staff_sessions.by_key(session, elsewhere.key) is None
        assert staff_sessions.by_key(session, here.key) == here
    assert sign_in(database) is None
    assert sign_in(database, password=NEW) is not None


def test_sessions_are_listed_to_their_owner_and_ended_one_by_one_or_all_at_once(
    database: Database, county_id: int
) -> None:
    with database.writing() as session:
        accounts.create(session, county_id, "toinen@kuusivirta.example", "Toinen", "hva_team", PASSWORD)
    first, second, here = (sign_in(database) for _ in range(3))
    other = sign_in(database, "toinen@kuusivirta.example")
    with database.writing() as session:
        assert len(staff_sessions.of_member(session, here.staff_id)) == 3
        staff_sessions.end(session, here, first.session_id)
        with pytest.raises(NotFound):
            staff_sessions.end(session, here, other.session_id)
    with database.writing() as session:
        assert staff_sessions.by_key(session, first.key) is None
        assert staff_sessions.by_key(session, second.key) == second
        assert staff_sessions.end_others(session, here) == 1
    with database.reading() as session:
        assert [one.id for one in staff_sessions.of_member(session, here.staff_id)] == [here.session_id]
        assert staff_sessions.by_key(session, other.key) == other


def test_a_password_is_changed_only_by_who_knows_the_old_one(database: Database, county_id: int) -> None:
    with pytest.raises(accounts.AccountRefused) as refused:
        new_passwords.change(database, sign_in(database), "väärä vanha salasana", NEW, NEW)
    assert refused.value.faults == ("old_password",)


def test_guessing_the_old_password_is_stopped_like_guessing_at_the_sign_in(database: Database, county_id: int) -> None:
    who = sign_in(database)
    for _ in range(limits.SIGN_INS_OF_ADDRESS.most):
        with pytest.raises(accounts.AccountRefused):
            new_passwords.change(database, who, "arvaus arvaus", NEW, NEW)
    with pytest.raises(limits.TooMany):
        new_passwords.change(database, who, PASSWORD, NEW, NEW)


def test_an_address_with_a_control_character_signs_nobody_in_and_is_no_error(
    database: Database, county_id: int
) -> None:
    assert sign_in(database, "joku\0@muu.example") is None


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
        assert sign_in(database, password="arvaus arvaus", client=f"192.0.2.{guess}") is None
    with pytest.raises(limits.TooMany):
        sign_in(database, client="192.0.2.99")

    with database.writing() as session:
        for attempt in session.exec(select(Attempt)):
            attempt.at = now() - limits.SIGN_INS_OF_ADDRESS.window - datetime.timedelta(seconds=1)
    assert sign_in(database, client="192.0.2.99") is not None


def test_guessing_many_addresses_from_one_place_is_stopped(database: Database, county_id: int) -> None:
    with database.writing() as session:
        for number in range(limits.SIGN_INS_OF_CLIENT.most):
            limits.note(
                session,
                (limits.SIGN_INS_OF_ADDRESS, f"nro{number}@muu.example"),
                (limits.SIGN_INS_OF_CLIENT, limits.client("192.0.2.1")),
            )
    with pytest.raises(limits.TooMany):
        sign_in(database)
    assert sign_in(database, client="192.0.2.2") is not None


def test_what_was_typed_as_an_address_is_not_kept(database: Database, county_id: int) -> None:
    sign_in(database, PASSWORD, "arvaus arvaus")
    with database.reading() as session:
        kept = " ".join(attempt.subject for attempt in session.exec(select(Attempt)))
    assert kept
    assert PASSWORD not in kept


def test_the_first_admin_is_made_once(database: Database, build) -> None:
    with database.writing() as session:
        build(session).county()
        made = accounts.create_first_admin(session, "99", ADDRESS, "Pääkäyttäjä", PASSWORD)
        assert made.role == "admin"
        assert session.get_one(County, made.county_id).second_step_roles == list(accounts.ROLES)
    with database.writing() as session, pytest.raises(accounts.NotFirst):
        accounts.create_first_admin(session, "99", "toinen@kuusivirta.example", "Pääkäyttäjä", PASSWORD)
    with database.writing() as session, pytest.raises(NotFound):
        accounts.create_first_admin(session, "00", "toinen@kuusivirta.example", "Pääkäyttäjä", PASSWORD)


@pytest.mark.parametrize("key", ["", "None", "7", "7:1", "å", "x" * 500])
def test_a_made_up_session_is_nobodys(database: Database, county_id: int, key: str) -> None:
    with database.reading() as session:
        assert staff_sessions.by_key(session, key) is None


@pytest.mark.parametrize(
    ("browser", "kind"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("curl/8.0", ""),
    ],
)
def test_of_a_browser_only_its_kind_is_told(browser: str, kind: str) -> None:
    assert staff_sessions.kind_of(browser) == kind
