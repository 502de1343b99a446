"""The county's plans with their focus areas, the programmes beside them, and to which area a round's theme belongs."""

import itertools
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service import audit
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Decision, KnownPhenomenon, Round
from survey_service.models import FocusArea as FocusArea
from survey_service.models import Plan as Plan
from survey_service.models import Programme as Programme

Named = TypeVar("Named", FocusArea, Programme)


class YearsOverlap(SurveyServiceError):
    """Another plan of the county covers one of these years."""

    status = 409


class StillUsed(SurveyServiceError):
    """`name` is used by rounds, phenomena or decisions, so it is not removed."""

    status = 409

    def __init__(self, name: Text) -> None:
        super().__init__(name.fi)
        self.name = name


@dataclass(frozen=True)
class WrittenName:
    """A focus area or a programme as it is written: `id` of a known one, None for a new one."""

    id: int | None
    fi: str
    sv: str
    key: str = ""


@dataclass(frozen=True)
class WrittenPlan:
    """A plan as it is written."""

    first_year: int
    last_year: int
    name: Text
    areas: tuple[WrittenName, ...]


USUAL = WrittenPlan(
    2026,
    2029,
    Text(fi="Hyvinvointi- ja turvallisuussuunnitelma 2026–2029", sv="Välfärds- och säkerhetsplan 2026–2029"),
    (
        WrittenName(None, "Mielen hyvinvointi", "Psykiskt välbefinnande", "mielen_hyvinvointi"),
        WrittenName(None, "Elintavat", "Levnadsvanor", "elintavat"),
        WrittenName(None, "Arjen turvallisuus", "Trygghet i vardagen", "arjen_turvallisuus"),
        WrittenName(None, "Ehkäisevä päihdetyö", "Förebyggande rusmedelsarbete", "ehkaiseva_paihdetyo"),
    ),
)
"""The plan that a county begins with; its focus areas have the ids of the themes that come with the service."""
USUAL_PROGRAMMES = (
    WrittenName(None, "Lasten ja nuorten hyvinvointisuunnitelma", "Välfärdsplan för barn och unga", "lapset_ja_nuoret"),
    WrittenName(None, "Ikäpoliittinen ohjelma", "Äldrepolitiskt program", "ikaantyneet"),
)


def begin(session: Session, county_id: int) -> None:
    """Give a new county the usual plan and programmes."""
    _put_plan(session, Plan(county_id=county_id, first_year=0, last_year=0, name_fi="", name_sv=""), USUAL)
    _put_names(session, [], USUAL_PROGRAMMES, partial(_programme, county_id), ())


def of_county(session: Session, county_id: int) -> list[tuple[Plan, list[FocusArea]]]:
    """The county's plans with their focus areas, the newest first."""
    query = select(Plan).where(Plan.county_id == county_id).order_by(col(Plan.first_year).desc())
    return [(plan, areas_of(session, plan)) for plan in session.exec(query)]


def owned(session: Session, plan_id: int, county_id: int) -> Plan:
    """The county's plan with this id; NotFound when there is none."""
    plan = session.get(Plan, plan_id)
    if plan is None or plan.county_id != county_id:
        raise NotFound
    return plan


def areas_of(session: Session, plan: Plan) -> list[FocusArea]:
    """The focus areas of a plan, in their order."""
    query = select(FocusArea).where(FocusArea.plan_id == plan.id)
    return list(session.exec(query.order_by(col(FocusArea.position), col(FocusArea.id))))


def programmes_of(session: Session, county_id: int) -> list[Programme]:
    """The county's programmes, in their order."""
    query = select(Programme).where(Programme.county_id == county_id)
    return list(session.exec(query.order_by(col(Programme.position), col(Programme.id))))


def areas_for(session: Session, round_: Round) -> list[FocusArea]:
    """The focus areas of the plan that covers the round's year; none without such a plan."""
    query = select(Plan).where(
        Plan.county_id == round_.county_id, Plan.first_year <= round_.year, Plan.last_year >= round_.year
    )
    plan = session.exec(query).first()
    return areas_of(session, plan) if plan else []


def area_of(session: Session, round_: Round) -> FocusArea | None:
    """The focus area to which the round's theme belongs: the chosen one, else the one with the theme's id."""
    areas = areas_for(session, round_)
    chosen = next((area for area in areas if area.id == round_.focus_area_id), None)
    return chosen or next((area for area in areas if area.key == round_.theme), None)


def choose_area(session: Session, round_: Round, area_id: int, *, actor: str) -> None:
    """Let the round's theme belong to a focus area of its year's plan; NotFound for another one."""
    if area_id not in {area.id for area in areas_for(session, round_)}:
        raise NotFound
    round_.focus_area_id = area_id
    session.add(round_)
    audit.record(session, round_.county_id, actor, "round.choose_focus_area", f"round:{round_.id}")


def save(session: Session, county_id: int, written: WrittenPlan, *, plan: Plan | None, actor: str) -> Plan:
    """Keep a plan, a new one without `plan`. Raises YearsOverlap, and StillUsed for an area that a round needs."""
    for other, _areas in of_county(session, county_id):
        if (plan is None or other.id != plan.id) and not (
            other.last_year < written.first_year or written.last_year < other.first_year
        ):
            raise YearsOverlap
    kept = _put_plan(
        session, plan or Plan(county_id=county_id, first_year=0, last_year=0, name_fi="", name_sv=""), written
    )
    audit.record(session, county_id, actor, "plan.save", f"plan:{kept.id}")
    return kept


def save_programmes(session: Session, county_id: int, written: Sequence[WrittenName], *, actor: str) -> None:
    """Keep the county's programmes. Raises StillUsed for one that is gone and still tags something."""
    decisions = session.exec(select(Decision.programmes).where(Decision.county_id == county_id))
    phenomena = session.exec(select(KnownPhenomenon.programmes).where(KnownPhenomenon.county_id == county_id))
    used = {key for keys in (*decisions, *phenomena) for key in keys.split()}
    known = programmes_of(session, county_id)
    _put_names(session, known, written, partial(_programme, county_id), used)
    audit.record(session, county_id, actor, "programmes.save", f"county:{county_id}")


def _programme(county_id: int, key: str) -> Programme:
    return Programme(county_id=county_id, key=key, name_fi="", name_sv="")


def _area(plan_id: int, key: str) -> FocusArea:
    return FocusArea(plan_id=plan_id, key=key, name_fi="", name_sv="")


def _put_plan(session: Session, plan: Plan, written: WrittenPlan) -> Plan:
    plan.first_year, plan.last_year = written.first_year, written.last_year
    plan.name_fi, plan.name_sv = written.name.fi, written.name.sv
    session.add(plan)
    session.flush()
    known = areas_of(session, plan)
    chosen = set(session.exec(select(Round.focus_area_id).where(Round.county_id == plan.county_id)))
    used = {area.key for area in known if area.id in chosen}
    _put_names(session, known, written.areas, partial(_area, plan.id or 0), used)
    return plan


def _put_names(
    session: Session,
    known: Sequence[Named],
    written: Sequence[WrittenName],
    make: Callable[[str], Named],
    used: Collection[str],
) -> None:
    by_id = {one.id: one for one in known}
    kept = {one.id for one in written if one.id in by_id}
    for gone in (one for one in known if one.id not in kept):
        if gone.key in used:
            raise StillUsed(Text(fi=gone.name_fi, sv=gone.name_sv))
        session.delete(gone)
    session.flush()
    taken = {one.key for one in known}
    for position, one in enumerate(written):
        row = by_id.get(one.id) if one.id else None
        if row is None:
            row = make(one.key or next(key for number in itertools.count(1) if (key := f"oma_{number}") not in taken))
            taken.add(row.key)
        row.position, row.name_fi, row.name_sv = position, one.fi, one.sv
        session.add(row)
    session.flush()
