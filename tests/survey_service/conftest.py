"""Builders of a small fictional county with one round, and a post office for its mails."""

import asyncio
import datetime
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session, select

from questionnaires import loading
from questionnaires.model import Open, OpenRepeat, Questionnaire, Scale, ScalePoint, Section, Text
from survey_service import links, networks, responses
from survey_service.app import create_app
from survey_service.db import Database
from survey_service.jobs import Job
from survey_service.models import Contact, County, Invitation, LinkKind, Organisation, Response, Round, Share
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
EVERYBODY = ("kunta", "sote", "jarjesto")


@dataclass
class NotedJobs:
    """Takes work and only notes it."""

    asked: list[tuple[Job, int]] = field(default_factory=list)

    def enqueue(self, session: Session, job: Job, thing_id: int, turn: int = 1, after_s: float = 0) -> None:
        self.asked.append((job, thing_id))


@pytest.fixture
def jobs() -> NotedJobs:
    return NotedJobs()


@pytest.fixture
def questionnaire() -> Questionnaire:
    """Two sections, three questions."""
    return Questionnaire(
        id="mielen_hyvinvointi",
        theme="mielen_hyvinvointi",
        version="2027.1",
        title=Text(fi="Ennakkokysely: mielen hyvinvointi", sv="Förhandsenkät: psykiskt välbefinnande"),
        theme_name=Text(fi="Mielen hyvinvointi", sv="Psykiskt välbefinnande"),
        sections=(
            Section(
                id="ilmiot",
                title=Text(fi="Ilmiöt", sv="Fenomen"),
                questions=(
                    OpenRepeat(
                        id="mh_ilmiot",
                        role="phenomena",
                        audiences=EVERYBODY,
                        required=True,
                        cluster=True,
                        max_length=800,
                        text=Text(fi="Mitkä ilmiöt näkyvät?", sv="Vilka fenomen syns?"),
                    ),
                    Open(
                        id="mh_nosto",
                        role="priority",
                        audiences=EVERYBODY,
                        required=True,
                        cluster=True,
                        text=Text(fi="Mistä pitäisi päättää?", sv="Vad borde beslutas?"),
                    ),
                ),
            ),
            Section(
                id="tilanne",
                title=Text(fi="Tilanne", sv="Läget"),
                questions=(
                    Scale(
                        id="c_suunta",
                        role="trend",
                        audiences=EVERYBODY,
                        comment=True,
                        text=Text(fi="Suunta?", sv="Riktning?"),
                        points=(
                            ScalePoint(value=-1, text=Text(fi="huonontunut", sv="försämrats")),
                            ScalePoint(value=1, text=Text(fi="parantunut", sv="förbättrats")),
                            ScalePoint(value=None, text=Text(fi="en osaa sanoa", sv="kan inte säga")),
                        ),
                    ),
                ),
            ),
        ),
    )


@dataclass
class Builder:
    """Adds rows of a fictional county to one session."""

    session: Session
    numbers: int = 0

    def county(self, code: str = "99", **fields: Any) -> County:
        values = {
            "name_fi": "Kuusivirran hyvinvointialue",
            "name_sv": "Granälvens välfärdsområde",
            "languages": ["fi", "sv"],
            "contact_title_fi": "Hytetu-tiimi",
            "contact_title_sv": "Hytetu-teamet",
            "contact_email": "hytetu@kuusivirta.example",
        }
        return self._add(County(code=code, **{**values, **fields}))

    def organisation(self, county: County, key: str = "kuusivaara", **fields: Any) -> Organisation:
        values = {
            "kind": "kunta",
            "code": "099",
            "name_fi": key.capitalize(),
            "name_sv": key.capitalize(),
            "language_status": "fi",
            "inhabitants": 12_000,
            "inhabitants_year": 2025,
        }
        return self._add(Organisation(county_id=county.id, key=key, **{**values, **fields}))

    def contact(self, organisation: Organisation, *, network: bool = False, **fields: Any) -> Contact:
        values = {
            "title_fi": "Hyvinvointikoordinaattori",
            "title_sv": "Välfärdskoordinator",
            "email": f"hyvinvointi@{organisation.key}.example",
        }
        contact = self._add(Contact(organisation_id=organisation.id, **{**values, **fields}))
        if network:
            networks.join(self.session, networks.first_of(self.session, organisation.county_id), contact)
        return contact

    def round_(self, county: County, questionnaire: Questionnaire, **fields: Any) -> Round:
        deadline = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=14)
        values = {
            "year": 2027,
            "theme": questionnaire.theme,
            "questionnaire": questionnaire.model_dump(mode="json"),
            "deadline": deadline,
            "selection_deadline": deadline + datetime.timedelta(days=14),
            "published_at": datetime.datetime.now(datetime.UTC),
            "calendar": [],
        }
        return self._add(Round(county_id=county.id, **{**values, **fields}))

    def _add(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row


@pytest.fixture
def build() -> type[Builder]:
    """`build(session)` adds rows; each call to it makes a builder for one session."""
    return Builder


class PostOffice:
    """A real SMTP server on loopback that keeps what it takes, and refuses what it is told to refuse.

    `at_recipient` and `at_data` are called with the recipient before the server answers; what they give is the answer.
    """

    def __init__(self, **options: Any) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.taken: list[tuple[str, bytes]] = []
        self.senders: list[str] = []
        self.at_recipient: Callable[[str], str | None] = lambda _recipient: None
        self.at_data: Callable[[str], str | None] = lambda _recipient: None
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802 - aiosmtpd names it
        refusal = await asyncio.to_thread(self.at_recipient, address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd names it
        refusal = await asyncio.to_thread(self.at_data, envelope.rcpt_tos[0])
        if refusal is None:
            self.taken.append((envelope.rcpt_tos[0], envelope.content))
            self.senders.append(envelope.mail_from)
        return refusal or "250 OK"

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, read."""
        return [message_from_bytes(content, policy=default) for _recipient, content in self.taken]

    @property
    def recipients(self) -> list[str]:
        """To whom, in the order of arrival."""
        return [recipient for recipient, _content in self.taken]

    def open(self) -> "PostOffice":
        """Begin to listen."""
        self._controller.start()
        return self

    def close(self) -> None:
        """Stop listening."""
        if self._controller.server is not None:
            self._controller.stop()


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    office = PostOffice().open()
    yield office
    office.close()


@pytest.fixture
def make_post_office() -> Iterator[Callable[..., PostOffice]]:
    """`make_post_office(**options of aiosmtpd's Controller)`: one that is not open yet."""
    made: list[PostOffice] = []

    def make(**options: Any) -> PostOffice:
        made.append(PostOffice(**options))
        return made[-1]

    yield make
    for office in made:
        office.close()


@pytest.fixture
def mail_settings(tmp_path: Path) -> Callable[..., Settings]:
    """`mail_settings(port, **others)`: settings for a mail server on loopback."""

    def make(port: int, **others: Any) -> Settings:
        values = {
            "secret_key": "0123456789abcdef0123",
            "database_url": "sqlite://",
            "base_url": "https://kysely.example",
            "mail_from": "ennakko@kuusivirta.example",
            "smtp_port": port,
            "smtp_security": "none",
            "mails_per_minute": 60_000,
            "demo_folder": tmp_path / "demo",
            "files_folder": tmp_path / "files",
            "cache_folder": tmp_path / "cache",
        }
        return Settings(**{**values, **others})

    return make


@dataclass
class Town:
    """An invited municipality, and its links by kind."""

    db: Database
    app: Flask
    jobs: Any
    round_id: int
    organisation_id: int
    tokens: dict[str, str]
    folder: Path

    def browser(self, kind: str = "organisation", language: str = "fi") -> FlaskClient:
        """A new browser that has opened a link."""
        client = self.app.test_client()
        client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        assert client.get(f"/v/{self.tokens[kind]}").status_code == 303
        return client

    def answers(self) -> dict[str, Any]:
        """What is stored."""
        with self.db.reading() as session:
            response = session.exec(select(Response)).first()
            return responses.answers(session, response.id or 0) if response else {}


@pytest.fixture
def app(sqlite_database: Database, jobs, tmp_path: Path) -> Flask:
    folders = {"files_folder": tmp_path / "files", "archive_folder": tmp_path / "archives"}
    settings = Settings(secret_key="0123456789abcdef0123", **folders)
    app = create_app(settings, db=sqlite_database, jobs=jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture
def sign_in(app: Flask) -> Callable[..., FlaskClient]:
    """`sign_in(email)`: a browser in which one of the scene's staff is signed in, the county's team if left out."""

    def signed_in(email: str = scenes.TEAM) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD})
        assert answer.status_code == 303
        return client

    return signed_in


@pytest.fixture
def town(app: Flask, sqlite_database: Database, jobs, build, tmp_path: Path) -> Town:
    with sqlite_database.writing() as session:
        b = build(session)
        county = b.county()
        round_ = b.round_(county, loading.load("mielen_hyvinvointi", year=2027))
        organisation = b.organisation(county)
        invitation = Invitation(
            round_id=round_.id,
            organisation_id=organisation.id,
            contact_id=b.contact(organisation).id,
            purpose="answer",
        )
        session.add(invitation)
        session.flush()
        part = Share(invitation_id=invitation.id, kind="colleague", name="Sivistystoimi", section_id="ilmiot")
        session.add(part)
        session.flush()
        kinds: tuple[tuple[str, LinkKind, Share | None, int], ...] = (
            ("organisation", "organisation", None, 20),
            ("section", "share", part, 20),
            ("expired", "organisation", None, -1),
        )
        tokens = {
            name: links.mint(
                session,
                invitation,
                kind,
                share=share,
                expires_at=datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days),
            )
            for name, kind, share, days in kinds
        }
        return Town(sqlite_database, app, jobs, round_.id, organisation.id, tokens, tmp_path / "files")
