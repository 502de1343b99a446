"""The networks of a county, and which contacts belong to them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from questionnaires.model import Language, Text
from reports.alphabet import place
from survey_service import audit
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Contact, KnownPhenomenon, Membership, Network, Organisation, Purpose

FIRST = "yhdyshenkilot"
FIRST_NAME = Text(fi="Hytetu-yhdyshenkilöverkosto", sv="Nätverket av hytetu-kontaktpersoner")
LONGEST_NAME = 120


class NetworkInUse(SurveyServiceError):
    """A network that has members, or follows phenomena, is not removed."""

    status = 409


class NameMissing(SurveyServiceError):
    """Something was given no name."""

    status = 422


@dataclass(frozen=True)
class Member:
    """A contact of the county, and whether it belongs to the network that was asked for."""

    contact_id: int
    organisation: Text
    title: Text
    email: str
    belongs: bool


def members() -> SelectOfScalar[int]:
    """The ids of all contacts that belong to some network, as a part of a query."""
    return select(Membership.contact_id)


def asked_for(purpose: Purpose) -> ColumnElement[bool]:
    """The condition under which a contact is asked: to answer and report for its organisation, else in a network."""
    if purpose in ("answer", "follow_up"):
        return col(Contact.answers).is_(True)
    return col(Contact.id).in_(members())


def of_county(session: Session, county_id: int) -> list[Network]:
    """The county's networks, the oldest first."""
    return list(session.exec(select(Network).where(Network.county_id == county_id).order_by(col(Network.id))))


def owned(session: Session, network_id: int, county_id: int) -> Network:
    """The county's network with this id; NotFound when there is none."""
    network = session.get(Network, network_id)
    if network is None or network.county_id != county_id:
        raise NotFound
    return network


def sizes(session: Session, county_id: int) -> dict[int, int]:
    """How many members each network has, by its id."""
    query = select(Membership.network_id).join(Network, col(Network.id) == col(Membership.network_id))
    found = list(session.exec(query.where(Network.county_id == county_id)))
    return {network_id: found.count(network_id) for network_id in set(found)}


def names_of(session: Session, contact_id: int) -> list[Text]:
    """The networks to which a contact belongs."""
    query = (
        select(Network)
        .join(Membership, col(Membership.network_id) == col(Network.id))
        .where(Membership.contact_id == contact_id)
        .order_by(col(Network.id))
    )
    return [Text(fi=one.name_fi, sv=one.name_sv) for one in session.exec(query)]


def first_of(session: Session, county_id: int) -> Network:
    """The county's network of hytetu contact persons, made when there is none."""
    known = session.exec(select(Network).where(Network.county_id == county_id, Network.key == FIRST)).first()
    return known or _add(session, county_id, FIRST, FIRST_NAME)


def add(session: Session, county_id: int, name: Text, *, actor: str) -> Network:
    """A new network. Raises NameMissing."""
    taken = {one.key for one in of_county(session, county_id)}
    network = _add(session, county_id, _key(_checked(name).fi, taken), name)
    audit.record(session, county_id, actor, "network.add", f"network:{network.id}")
    return network


def rename(session: Session, network: Network, name: Text, *, actor: str) -> None:
    """Give a network other names; its members and phenomena stay. Raises NameMissing."""
    network.name_fi, network.name_sv = _checked(name).fi, name.sv
    audit.record(session, network.county_id, actor, "network.rename", f"network:{network.id}")


def remove(session: Session, network: Network, *, actor: str) -> None:
    """Remove a network that nobody and nothing belongs to. Raises NetworkInUse."""
    member = session.exec(select(Membership.id).where(Membership.network_id == network.id)).first()
    phenomenon = session.exec(select(KnownPhenomenon.id).where(KnownPhenomenon.network_id == network.id)).first()
    if member is not None or phenomenon is not None:
        raise NetworkInUse
    audit.record(session, network.county_id, actor, "network.remove", f"network:{network.id}")
    session.delete(network)


def join(session: Session, network: Network, contact: Contact) -> None:
    """Make a contact a member; one that is already stays so."""
    query = select(Membership).where(Membership.network_id == network.id, Membership.contact_id == contact.id)
    if session.exec(query).first() is None:
        session.add(Membership(network_id=network.id or 0, contact_id=contact.id or 0))
        session.flush()


def leave_all(session: Session, contact: Contact) -> None:
    """End every membership of a contact."""
    for membership in session.exec(select(Membership).where(Membership.contact_id == contact.id)):
        session.delete(membership)
    session.flush()


def belong(session: Session, county_id: int, contact: Contact, keys: Collection[str]) -> None:
    """Let a contact belong to the networks with these keys, and to no others; that of the contact persons is made."""
    if keys_of(session, contact.id or 0) == sorted(keys):
        return
    leave_all(session, contact)
    if FIRST in keys:
        first_of(session, county_id)
    for network in of_county(session, county_id):
        if network.key in keys:
            join(session, network, contact)


def keys_of_all(session: Session, county_id: int) -> dict[int, tuple[str, ...]]:
    """The keys of the networks to which each contact of the county belongs, sorted, by its id."""
    query = select(Membership.contact_id, Network.key).join(Network, col(Network.id) == col(Membership.network_id))
    found: dict[int, tuple[str, ...]] = {}
    for contact_id, key in session.exec(query.where(Network.county_id == county_id).order_by(col(Network.key))):
        found[contact_id] = (*found.get(contact_id, ()), key)
    return found


def begin(session: Session, county_id: int, belonging: Mapping[int, Collection[str]]) -> None:
    """Let contacts that belong to none yet belong to networks, by their ids; that of the contact persons is made."""
    if any(FIRST in keys for keys in belonging.values()):
        first_of(session, county_id)
    ids = {network.key: network.id or 0 for network in of_county(session, county_id)}
    session.add_all(
        Membership(network_id=ids[key], contact_id=contact_id) for contact_id, keys in belonging.items() for key in keys
    )
    session.flush()


def keys_of(session: Session, contact_id: int) -> list[str]:
    """The keys of the networks to which a contact belongs, sorted."""
    query = select(Network.key).join(Membership, col(Membership.network_id) == col(Network.id))
    return sorted(session.exec(query.where(Membership.contact_id == contact_id)))


def everybody(session: Session, network: Network, language: Language) -> list[Member]:
    """Every contact of the county, and which of them belong to the network, by organisation."""
    query = (
        select(Contact, Organisation)
        .join(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(Organisation.county_id == network.county_id, col(Contact.ended_at).is_(None))
    )
    inside = set(session.exec(select(Membership.contact_id).where(Membership.network_id == network.id)))
    found = [
        Member(
            contact_id=contact.id or 0,
            organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
            title=Text(fi=contact.title_fi, sv=contact.title_sv),
            email=contact.email,
            belongs=contact.id in inside,
        )
        for contact, organisation in session.exec(query)
    ]
    return sorted(found, key=lambda one: (place(one.organisation.in_language(language)), one.contact_id))


def set_members(
    session: Session, network: Network, seen: Collection[int], chosen: Collection[int], *, actor: str
) -> int:
    """Let those of the `seen` contacts belong that are `chosen`; gives how many came or went.

    Who came into the county meanwhile, and so was not seen, stays as it is.
    """
    changed = 0
    for member in everybody(session, network, "fi"):
        if member.contact_id in seen and member.belongs != (member.contact_id in chosen):
            changed += 1
            if member.belongs:
                _leave(session, network, member.contact_id)
            else:
                join(session, network, session.get_one(Contact, member.contact_id))
    if changed:
        audit.record(session, network.county_id, actor, "network.set_members", f"network:{network.id}")
    return changed


def _leave(session: Session, network: Network, contact_id: int) -> None:
    query = select(Membership).where(Membership.network_id == network.id, Membership.contact_id == contact_id)
    session.delete(session.exec(query).one())
    session.flush()


def _add(session: Session, county_id: int, key: str, name: Text) -> Network:
    network = Network(county_id=county_id, key=key, name_fi=name.fi, name_sv=name.sv)
    session.add(network)
    session.flush()
    return network


def _checked(name: Text) -> Text:
    if not (name.fi and name.sv):
        raise NameMissing
    return name


def _key(name: str, taken: Collection[str]) -> str:
    """A key for a name that no other network of the county has."""
    begun = re.sub(r"[^a-z0-9]+", "_", name.casefold().translate(str.maketrans("åäö", "aao"))).strip("_")[:40]
    numbered = (f"{begun or 'verkosto'}_{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (begun, *numbered) if key and key not in taken)
