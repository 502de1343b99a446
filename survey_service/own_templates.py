"""Questionnaires to make rounds from: those that come with the service, and those that a county keeps by theme."""

from dataclasses import dataclass
from functools import cache

from sqlmodel import Session, col, select

from questionnaires import loading
from questionnaires.model import Language, Questionnaire
from reports.alphabet import place
from survey_service import audit
from survey_service.db import now
from survey_service.errors import NotFound
from survey_service.models import Template

OWN = "oma-"


@dataclass(frozen=True)
class Offered:
    """One that a round can be made from: `name` chooses it, `row` is set for the county's own."""

    name: str
    questionnaire: Questionnaire
    row: Template | None = None


def offered(session: Session, county_id: int, language: Language) -> list[Offered]:
    """All that the county can make rounds from, by theme; its own after the service's of the same theme."""
    rows = session.exec(select(Template).where(Template.county_id == county_id).order_by(col(Template.theme)))
    own = [Offered(OWN + row.theme, Questionnaire.model_validate(row.questionnaire), row) for row in rows]
    every = [*(Offered(one.theme, one) for one in shipped()), *own]
    return sorted(
        every, key=lambda one: (place(one.questionnaire.theme_name.in_language(language)), one.row is not None)
    )


def named(session: Session, county_id: int, name: str) -> Questionnaire | None:
    """The one that is chosen by this name; None when there is none."""
    if not name.startswith(OWN):
        return next((one for one in shipped() if one.theme == name), None)
    row = _row(session, county_id, name.removeprefix(OWN))
    return Questionnaire.model_validate(row.questionnaire) if row else None


def keep(session: Session, county_id: int, questionnaire: Questionnaire, *, actor: str) -> None:
    """Keep a questionnaire as the county's own of its theme, in the place of the one before."""
    row = _row(session, county_id, questionnaire.theme) or Template(
        county_id=county_id, theme=questionnaire.theme, questionnaire={}, changed_by=actor
    )
    row.questionnaire, row.changed_at, row.changed_by = questionnaire.model_dump(mode="json"), now(), actor
    session.add(row)
    session.flush()
    audit.record(session, county_id, actor, "template.keep", f"template:{row.id}")


def remove(session: Session, county_id: int, theme: str, *, actor: str) -> None:
    """Let go of the county's own of a theme; rounds that were made from it keep theirs. Raises NotFound."""
    row = _row(session, county_id, theme)
    if row is None:
        raise NotFound
    audit.record(session, county_id, actor, "template.remove", f"template:{row.id}")
    session.delete(row)


@cache
def shipped() -> list[Questionnaire]:
    """Those that come with the service, which cannot change while it runs."""
    return [loading.load(theme) for theme in loading.available()]


def _row(session: Session, county_id: int, theme: str) -> Template | None:
    return session.exec(select(Template).where(Template.county_id == county_id, Template.theme == theme)).first()
