"""Takes in a table of organisations and contacts: whole or not at all, and the same table twice is the same as once."""

from collections.abc import Collection

from sqlmodel import Session, select

from survey_service import audit, contacts, networks, organisations
from survey_service.models import County, Organisation, ServiceArea
from survey_service.organisation_files import Table
from survey_service.organisation_plans import Entry, Plan, chosen, planned


def take_in(
    session: Session,
    county_id: int,
    table: Table,
    *,
    end_organisations: Collection[str] = (),
    end_contacts: Collection[str] = (),
    end_missing: bool = False,
    dry_run: bool = False,
    actor: str,
) -> Plan:
    """Add what is new and bring what is known up to date; end what was chosen of what is not in the table.

    `end_organisations` are keys, `end_contacts` ids; `end_missing` chooses all. With a problem, and in a `dry_run`,
    nothing happens: look at the plan's `problems`.
    """
    # two clicks at once: the second waits here, and then finds everything as the first has made it
    session.exec(select(County.id).where(County.id == county_id).with_for_update()).one()
    plan = planned(session, county_id, table)
    if plan.problems or dry_run:
        return plan
    _write(session, county_id, plan, actor)
    ending, ended = chosen(plan, end_organisations, end_contacts)
    if end_missing:
        ending, ended = plan.vanishing, plan.gone()
    for organisation in ending:
        organisations.end(session, organisation, actor=actor)
    for entry, contact in ended:
        assert entry.known is not None
        contacts.end(session, entry.known, contact, actor=actor)
    new, changed = len(plan.of_state("new")), len(plan.of_state("changed"))
    done = f"{new} new, {changed} changed, {len(ending)} ended, {len(ended)} contacts ended"
    audit.record(session, county_id, actor, "organisations.import", done)
    return plan


def _write(session: Session, county_id: int, plan: Plan, actor: str) -> None:
    session.add_all(
        ServiceArea(county_id=county_id, key=key, name_fi=name, name_sv=name) for key, name in plan.areas.items()
    )
    rows = {one.key: one for one in organisations.of_county(session, county_id)}
    for entry in plan.of_state("new"):
        assert entry.facts is not None
        rows[entry.key] = organisations.begun(county_id, entry.key, entry.facts)
        session.add(rows[entry.key])
    session.flush()
    areas = {one.key: one.id for one in organisations.areas_of(session, county_id)}
    for entry in (*plan.of_state("new"), *plan.of_state("changed")):
        assert entry.facts is not None
        successor = rows[entry.facts.successor].id if entry.facts.successor else None
        organisations.put(rows[entry.key], entry.facts, areas.get(entry.facts.service_area), successor)
    session.flush()
    for entry in plan.of_state("changed"):
        _contacts(session, rows[entry.key], entry, actor)
    new = [
        (contact, facts.networks)
        for entry in plan.of_state("new")
        for contact, facts in zip(contacts.begun(rows[entry.key], entry.new_contacts), entry.new_contacts, strict=True)
    ]
    session.add_all(contact for contact, _keys in new)
    session.flush()
    networks.begin(session, county_id, {contact.id or 0: keys for contact, keys in new})


def _contacts(session: Session, organisation: Organisation, entry: Entry, actor: str) -> None:
    # whoever is no primary contact any more comes first: at no time are there two
    changed = sorted(entry.changed_contacts, key=lambda pair: pair[1].is_primary)
    for contact, facts in changed:
        contacts.change(session, organisation, contact, facts, actor=actor)
    for facts in entry.new_contacts:
        contacts.add(session, organisation, facts, actor=actor)
