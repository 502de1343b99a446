"""Which indicators an organisation shows beside its answers: its own choice, kept in versions and sent with them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service import submissions
from survey_service.candidates import ChangedMeanwhile
from survey_service.indicators import telling
from survey_service.indicators.telling import Told
from survey_service.models import County, IndicatorChoice, Organisation, Round


@dataclass(frozen=True)
class Choice:
    """The indicators that an organisation shows, by key. Version 0: it has not chosen yet."""

    version: int = 0
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """An organisation that has sent its response, with the figures that it shows beside it."""

    organisation_id: int
    organisation: Text
    figures: tuple[Told, ...]


def newest(session: Session, round_id: int, organisation_id: int, until: datetime.datetime | None = None) -> Choice:
    """What the organisation chose last, or had chosen at a moment, such as when it sent its response."""
    query = select(IndicatorChoice).where(
        IndicatorChoice.round_id == round_id, IndicatorChoice.organisation_id == organisation_id
    )
    if until is not None:
        query = query.where(col(IndicatorChoice.chosen_at) <= until)
    row = session.exec(query.order_by(col(IndicatorChoice.version).desc())).first()
    return Choice(row.version, tuple(row.indicators)) if row else Choice()


def choose(
    session: Session, round_id: int, organisation_id: int, keys: Collection[str], *, seen: int, link_id: int | None
) -> bool:
    """Keep a choice as a new version; gives whether it is another one. What has no figure for them is left out.

    `seen` is the version that the page showed: raises ChangedMeanwhile when a colleague has chosen since then.
    """
    # two who save at once: the second waits here, and then sees that the first has chosen
    session.exec(select(Organisation.id).where(Organisation.id == organisation_id).with_for_update()).one()
    before = newest(session, round_id, organisation_id)
    offered = [one.key for one in offered_to(session, round_id, organisation_id)]
    wanted = tuple(key for key in offered if key in keys)
    if wanted == before.indicators:
        return False
    if before.version != seen:
        raise ChangedMeanwhile
    session.add(
        IndicatorChoice(
            round_id=round_id,
            organisation_id=organisation_id,
            version=before.version + 1,
            indicators=list(wanted),
            link_id=link_id,
        )
    )
    session.flush()
    return True


def offered_to(session: Session, round_id: int, organisation_id: int) -> list[Told]:
    """The indicators that an organisation may show, with its figures; those of the round's theme first."""
    round_ = session.get_one(Round, round_id)
    return figures(session, round_, session.get_one(Organisation, organisation_id), None)


def figures(session: Session, round_: Round, organisation: Organisation, keys: Collection[str] | None) -> list[Told]:
    """The figures of an organisation in a round; only `keys` where they are given."""
    area = telling.area_of(organisation, session.get_one(County, round_.county_id))
    if area is None or (keys is not None and not keys):
        return []
    return telling.of_area(session, round_.county_id, area, theme=round_.theme, keys=keys)


def shown(session: Session, round_: Round, organisation_id: int, until: datetime.datetime | None) -> list[Told]:
    """The figures that an organisation shows, as it had chosen them at a moment (None: as it chooses them now)."""
    choice = newest(session, round_.id or 0, organisation_id, until)
    return figures(session, round_, session.get_one(Organisation, organisation_id), choice.indicators)


def chosen(session: Session, round_: Round) -> list[Chosen]:
    """What every organisation that has sent its response shows beside it, by their keys; without those who show none.

    A choice that was made after the response was sent counts when it is sent anew.
    """
    told = (
        (organisation, shown(session, round_, organisation.id or 0, sent.submitted_at))
        for organisation, sent in submissions.of_round(session, round_)
    )
    return [
        Chosen(organisation.id or 0, Text(fi=organisation.name_fi, sv=organisation.name_sv), tuple(some))
        for organisation, some in told
        if some
    ]
