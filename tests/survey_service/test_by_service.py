"""Signing in through a county's own service, against a real one: who has an account gets in, and nobody else."""

import datetime
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import accounts
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.models import AuditEvent, StaffMember, StaffSession
from survey_service.settings import Settings

providers = sys.modules["tests_provider"]
BASE = "http://127.0.0.1:8000"
START = "/henkilosto/kirjaudu/palvelu/99"
BACK = f"{BASE}{START}/paluu"
ADDRESS = "hytetu@kuusivirta.example"


@pytest.fixture(scope="module")
def provider() -> Iterator[object]:
    folder = Path(tempfile.mkdtemp(prefix="ennakko-provider-"))
    try:
        with providers.running(folder, BACK) as provider:
            provider.add_person("testi", ADDRESS)
            provider.add_person("toinen", ADDRESS)
            provider.add_person("vahvistamaton", "tiimi@kuusivirta.example", verified=False)
            yield provider
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def make_app(provider, sqlite_database: Database, jobs, build):
    """`make_app(**others)`: the pages, where the county 99 has the provider as its sign-in service."""
    with sqlite_database.writing() as session:
        b = build(session)
        county = b.county(second_step_roles=list(accounts.ROLES))
        accounts.create(session, county.id, ADDRESS, "Hytetu-koordinaattori", "hva_team", None)
        accounts.create(session, county.id, "tiimi@kuusivirta.example", "Hytetu-tiimi", "hva_team", None)
        b.county(code="98")

    def make(code: str = "99", **others: object) -> Flask:
        service = {"issuer": provider.issuer, "client_id": providers.CLIENT, "client_secret": providers.SECRET}
        settings = Settings(
            secret_key="0123456789abcdef0123", base_url=BASE, sign_in_services={code: {**service, **others}}
        )
        app = create_app(settings, db=sqlite_database, jobs=jobs)
        app.config["WTF_CSRF_ENABLED"] = False
        return app

    return make


def walk(provider, client: FlaskClient, name: str = "testi") -> str:
    """Through the service and back; gives the address that a browser comes back to."""
    asked = client.get(START)
    assert asked.status_code == 302
    return provider.let_in(name, asked.location).removeprefix(BASE)


def is_in(client: FlaskClient) -> bool:
    return client.get("/henkilosto/oma/").status_code == 200


def test_who_has_an_account_gets_in_and_is_known_by_the_services_own_id_from_then_on(
    provider, make_app, sqlite_database: Database
) -> None:
    client = make_app().test_client()
    assert START in client.get("/henkilosto/kirjaudu").get_data(as_text=True)
    asked = parse_qs(urlsplit(client.get(START).location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked.keys() >= {"state", "nonce", "code_challenge"}
    assert client.get(walk(provider, client)).status_code == 303
    assert is_in(client)
    with sqlite_database.writing() as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == ADDRESS)).one()
        assert member.subject.startswith(f"{provider.issuer} ")
        assert session.exec(select(StaffSession.way)).all() == ["service"]
        member.email = "uusi.osoite@kuusivirta.example"

    again = make_app().test_client()
    assert again.get(walk(provider, again)).status_code == 303
    assert is_in(again)
    namesake = make_app().test_client()
    namesake.get(walk(provider, namesake, "toinen"))
    assert not is_in(namesake)
    with sqlite_database.reading() as session:
        actions = session.exec(select(AuditEvent.action)).all()
    assert actions.count("account.sign_in_service") == 2
    assert actions.count("account.service_unknown") == 1


def test_an_address_counts_only_when_the_service_has_verified_it_or_is_trusted(provider, make_app) -> None:
    client = make_app().test_client()
    assert client.get(walk(provider, client, "vahvistamaton")).location == "/henkilosto/kirjaudu"
    assert not is_in(client)
    trusting = make_app(trusts_addresses=True).test_client()
    trusting.get(walk(provider, trusting, "vahvistamaton"))
    assert is_in(trusting)


def test_an_answer_that_is_not_this_browsers_or_was_used_lets_nobody_in(provider, make_app) -> None:
    app = make_app()
    client, other = app.test_client(), app.test_client()
    back = walk(provider, client)
    assert other.get(back).status_code == 303
    assert not is_in(other)
    assert client.get(back.replace("state=", "state=x")).status_code == 303
    assert not is_in(client)
    for nonsense in ("", "?error=access_denied&state=x", "?code=x&state=y"):
        assert client.get(f"{START}/paluu{nonsense}").location == "/henkilosto/kirjaudu"
    client.get(back)
    assert is_in(client)
    client.post("/henkilosto/kirjaudu-ulos")
    client.get(back)
    assert not is_in(client)


def test_a_nonce_that_is_not_the_one_that_was_sent_lets_nobody_in(provider, make_app) -> None:
    client = make_app().test_client()
    asked = client.get(START).location
    nonce = parse_qs(urlsplit(asked).query)["nonce"][0]
    client.get(provider.let_in("testi", asked.replace(nonce, "another")).removeprefix(BASE))
    assert not is_in(client)


def test_a_service_lets_into_its_own_county_alone_and_a_role_that_has_ended_nowhere(
    provider, make_app, sqlite_database: Database
) -> None:
    app = make_app()
    assert app.test_client().get("/henkilosto/kirjaudu/palvelu/98").status_code == 404
    with sqlite_database.writing() as session:
        from survey_service import signing_in

        person = signing_in.Person("issuer 1", ADDRESS)
        assert signing_in.with_service(session, "98", person, "") is None
        member = session.exec(select(StaffMember).where(StaffMember.email == ADDRESS)).one()
        member.last_day = accounts.today() - datetime.timedelta(days=1)
    client = app.test_client()
    client.get(walk(provider, client))
    assert not is_in(client)
    assert "viimeinen päivä" in client.get("/henkilosto/kirjaudu?lang=fi").get_data(as_text=True)


def test_a_service_that_is_away_or_calls_itself_otherwise_is_told(provider, make_app) -> None:
    away = make_app(issuer="http://127.0.0.1:9/oidc").test_client()
    assert away.get(START).location == "/henkilosto/kirjaudu"
    other = make_app(issuer=f"{provider.issuer}/").test_client()
    other.get(walk(provider, other))
    assert not is_in(other)
