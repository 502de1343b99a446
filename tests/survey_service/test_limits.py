"""How often something may be done: counted in the database, over every web process, and forgotten in time."""

import datetime
from collections.abc import Callable

import pytest
from flask import Flask
from sqlmodel import select

from survey_service import limits, links
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Attempt, Invitation
from survey_service.settings import Settings

FEW = limits.Limit("test", 3, datetime.timedelta(minutes=10))
OTHER = limits.Limit("other", 3, datetime.timedelta(minutes=10))


def _use_up(database: Database, limit: limits.Limit, subject: str, but: int = 0) -> None:
    with database.writing() as session:
        for _ in range(limit.most - but):
            limits.note(session, (limit, subject))


def _grow_older(database: Database, by: datetime.timedelta) -> None:
    with database.writing() as session:
        for attempt in session.exec(select(Attempt)):
            attempt.at -= by


def test_one_subject_that_has_had_its_share_waits_and_no_other_does(database: Database) -> None:
    _use_up(database, FEW, "x")

    with database.writing() as session, pytest.raises(limits.TooMany) as stopped:
        limits.note(session, (FEW, "x"))
    assert 0 < stopped.value.seconds <= 600
    assert stopped.value.minutes == 10
    with database.writing() as session:
        limits.note(session, (FEW, "y"), (OTHER, "x"))


def test_what_is_stopped_is_not_counted_so_that_waiting_helps(database: Database) -> None:
    _use_up(database, FEW, "x")
    _grow_older(database, FEW.window - datetime.timedelta(seconds=30))
    with database.writing() as session, pytest.raises(limits.TooMany) as stopped:
        limits.note(session, (OTHER, "x"), (FEW, "x"))
    assert stopped.value.seconds <= 30

    _grow_older(database, datetime.timedelta(seconds=31))
    with database.writing() as session:
        limits.note(session, (FEW, "x"))


def test_what_no_limit_counts_any_more_is_swept(database: Database) -> None:
    _use_up(database, FEW, "x")
    _grow_older(database, limits.LONGEST + datetime.timedelta(seconds=1))
    _use_up(database, OTHER, "x")
    with database.writing() as session:
        limits.sweep(session)
        assert len(session.exec(select(Attempt)).all()) == OTHER.most


def test_every_limit_is_forgotten_within_the_longest_window() -> None:
    declared = [value for value in vars(limits).values() if isinstance(value, limits.Limit)]

    assert len(declared) > 5
    assert max(limit.window for limit in declared) == limits.LONGEST
    assert len({limit.kind for limit in declared}) == len(declared)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("nonsense", ""),
        (None, ""),
    ],
)
def test_an_ipv6_browser_is_its_network_so_that_it_cannot_slip_away(address: str | None, told: str) -> None:
    assert limits.client(address) == told


@pytest.fixture
def opened(sqlite_database: Database, build, questionnaire, jobs, tmp_path) -> tuple[Flask, str]:
    with sqlite_database.writing() as session:
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
        token = links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=20))
    settings = Settings(secret_key="0123456789abcdef0123", files_folder=tmp_path, proxies=1)
    app = create_app(settings, db=sqlite_database, jobs=jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app, token


def _behind(address: str) -> dict[str, str]:
    return {"X-Forwarded-For": f"203.0.113.9, {address}"}


def test_guessed_links_are_stopped_and_a_good_link_opens_from_the_same_address(
    opened: tuple[Flask, str], sqlite_database: Database
) -> None:
    app, token = opened
    _use_up(sqlite_database, limits.WRONG_LINKS_OF_CLIENT, "192.0.2.7")

    wrong = app.test_client().get(f"/v/{'A' * 43}", headers=_behind("192.0.2.7"))
    assert wrong.status_code == 429
    assert 0 < int(wrong.headers["Retry-After"]) <= 900
    assert app.test_client().get(f"/v/{'A' * 43}", headers=_behind("192.0.2.8")).status_code == 404
    assert app.test_client().get(f"/v/{token}", headers=_behind("192.0.2.7")).status_code == 303


def test_opening_a_good_link_counts_nothing(opened: tuple[Flask, str], sqlite_database: Database) -> None:
    app, token = opened
    for _ in range(3):
        app.test_client().get(f"/v/{token}")

    with sqlite_database.reading() as session:
        assert session.exec(select(Attempt)).all() == []


@pytest.fixture
def page(opened: tuple[Flask, str]) -> Callable[[str], object]:
    """`page(words)` saves a section with a link that has been opened."""
    app, token = opened
    client = app.test_client()
    client.get(f"/v/{token}")
    return lambda words: client.post(
        "/vastaus/ilmiot", data={"q_mh_nosto-text": words, "v_mh_nosto": "0", "v_mh_ilmiot": "0", "act": "save"}
    )


def test_a_link_that_saves_without_end_is_stopped_and_what_was_typed_is_shown(
    page, sqlite_database: Database, opened: tuple[Flask, str]
) -> None:
    assert page("Ensimmäinen").status_code == 303
    _use_up(sqlite_database, limits.SAVES_OF_LINK, "1", but=1)

    stopped = page("Viimeinen ajatus")
    assert stopped.status_code == 429
    assert int(stopped.headers["Retry-After"]) > 0
    assert "Viimeinen ajatus" in stopped.get_data(as_text=True)


def test_forty_people_behind_one_address_and_five_browsers_on_a_link_may_save_all_the_time() -> None:
    """The limit knows no address; five browsers on one link that each save every five seconds stay below a half."""
    browsers, seconds = 5, limits.SAVES_OF_LINK.window.total_seconds()

    assert browsers * seconds / 5 < limits.SAVES_OF_LINK.most
