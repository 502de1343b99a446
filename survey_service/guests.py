"""Organisations of another county's region: the coordinator adds them, and takes each into the rounds that it joins.

They stand in this county's own register, so that nothing of another county in the same installation is seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from sqlmodel import Session, col, select

from survey_service import audit
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Contact, Guest, Invitation, LanguageStatus, Organisation, OrganisationKind, Round

KINDS: tuple[OrganisationKind, ...] = get_args(OrganisationKind)
LANGUAGES: tuple[LanguageStatus, ...] = get_args(LanguageStatus)


class GuestInvited(SurveyServiceError):
    """Who was invited is not left out any more."""

    status = 409


@dataclass(frozen=True)
class NewGuest:
    """An organisation of another county, and who answers for it."""

    region: str
    kind: OrganisationKind
    code: str | None
    name_fi: str
    name_sv: str
    language_status: LanguageStatus
    title_fi: str
    title_sv: str
    email: str


def known(session: Session, round_: Round) -> list[tuple[Organisation, bool]]:
    """The county's guests of this and earlier rounds by name, and whether each takes part in this one."""
    here = set(session.exec(select(Guest.organisation_id).where(Guest.round_id == round_.id)))
    query = select(Organisation).where(Organisation.county_id == round_.county_id, Organisation.region != "")
    found = session.exec(query.order_by(col(Organisation.name_fi), col(Organisation.id)))
    return [(organisation, organisation.id in here) for organisation in found]


def add(session: Session, round_: Round, new: NewGuest, *, actor: str) -> Organisation:
    """A guest that is not known yet, taken into the round; one of the same name and region is taken in as it is."""
    # two clicks at once: the second waits here, and then finds what the first has made
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    same = (organisation for organisation, _here in known(session, round_) if _is(organisation, new))
    if found := next(same, None):
        take_in(session, round_, found.id or 0, actor=actor)
        return found
    organisation = Organisation(
        county_id=round_.county_id,
        key=_free_key(session, round_.county_id),
        region=new.region,
        kind=new.kind,
        code=new.code,
        name_fi=new.name_fi,
        name_sv=new.name_sv,
        language_status=new.language_status,
    )
    session.add(organisation)
    session.flush()
    contact = Contact(
        organisation_id=organisation.id or 0,
        title_fi=new.title_fi,
        title_sv=new.title_sv,
        email=new.email,
        is_primary=True,
    )
    session.add(contact)
    take_in(session, round_, organisation.id or 0, actor=actor)
    return organisation


def take_in(session: Session, round_: Round, organisation_id: int, *, actor: str) -> None:
    """Let a known guest take part in the round; NotFound for what is none of the county's. Twice does no harm."""
    _guest(session, round_, organisation_id)
    if _part(session, round_, organisation_id) is None:
        session.add(Guest(round_id=round_.id or 0, organisation_id=organisation_id))
        _record(session, round_, organisation_id, actor, "round.take_in_guest")


def leave_out(session: Session, round_: Round, organisation_id: int, *, actor: str) -> None:
    """Let a guest not take part in the round after all. NotFound; GuestInvited once it has been asked."""
    _guest(session, round_, organisation_id)
    asked = select(Invitation.id).where(Invitation.round_id == round_.id, Invitation.organisation_id == organisation_id)
    if session.exec(asked).first() is not None:
        raise GuestInvited
    if part := _part(session, round_, organisation_id):
        session.delete(part)
        _record(session, round_, organisation_id, actor, "round.leave_out_guest")


def _is(organisation: Organisation, new: NewGuest) -> bool:
    names = (organisation.region, organisation.name_fi, organisation.name_sv)
    return [name.casefold() for name in names] == [name.casefold() for name in (new.region, new.name_fi, new.name_sv)]


def _guest(session: Session, round_: Round, organisation_id: int) -> Organisation:
    organisation = session.get(Organisation, organisation_id)
    if organisation is None or organisation.county_id != round_.county_id or not organisation.region:
        raise NotFound
    return organisation


def _part(session: Session, round_: Round, organisation_id: int) -> Guest | None:
    query = select(Guest).where(Guest.round_id == round_.id, Guest.organisation_id == organisation_id)
    return session.exec(query).first()


def _free_key(session: Session, county_id: int) -> str:
    taken: Sequence[str] = session.exec(select(Organisation.key).where(Organisation.county_id == county_id)).all()
    return next(key for number in range(1, len(taken) + 2) if (key := f"vieras_{number}") not in taken)


def _record(session: Session, round_: Round, organisation_id: int, actor: str, action: str) -> None:
    audit.record(session, round_.county_id, actor, action, f"round:{round_.id} organisation:{organisation_id}")
