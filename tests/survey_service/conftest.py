"""Builders of a small fictional county with one round."""

import datetime
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlmodel import Session

from questionnaires.model import Open, OpenRepeat, Questionnaire, Scale, ScalePoint, Section, Text
from survey_service.jobs import Job
from survey_service.models import Contact, County, Organisation, Round

EVERYBODY = ("kunta", "sote", "jarjesto")


@dataclass
class NotedJobs:
    """Takes work and only notes it."""

    asked: list[tuple[Job, int]] = field(default_factory=list)

    def enqueue(self, session: Session, job: Job, thing_id: int) -> None:
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

    def contact(self, organisation: Organisation, **fields: Any) -> Contact:
        values = {
            "title_fi": "Hyvinvointikoordinaattori",
            "title_sv": "Välfärdskoordinator",
            "email": f"hyvinvointi@{organisation.key}.example",
        }
        return self._add(Contact(organisation_id=organisation.id, **{**values, **fields}))

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
