"""What taking in a table of organisations would do: what is new, changed, unchanged, and what is not in it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from flask_babel import lazy_gettext as _
from sqlmodel import Session

from survey_service import contacts, networks, organisations
from survey_service.db import now
from survey_service.i18n import locale
from survey_service.models import Contact, County, Organisation
from survey_service.organisation_facts import ContactFacts, OrganisationFacts, Reader, named
from survey_service.organisation_files import CONTACT, HEADINGS, Table
from survey_service.organisations import free_key
from survey_service.timetable import FINLAND

NEEDED = ("kind", "name_fi", "name_sv", "language_status")
OWN = tuple(column for column in HEADINGS if column not in (*CONTACT, "key"))
SENTENCES = {
    "nobody": _("It is not said which organisation this is. Please write its name, its number or its identifier."),
    "two": _("The number belongs to %(other)s, but the row names %(name)s."),
    "differs": _("Row %(earlier)s says “%(text)s” of the same organisation."),
    "again": _("The contact %(email)s stands on row %(earlier)s already."),
    "primaries": _("The primary contact of the organisation stands on row %(earlier)s already."),
}
Row = tuple[int, Mapping[str, str]]


@dataclass(frozen=True)
class Problem:
    """What must be mended in a cell: the row's number in the file, the column's field, and a sentence."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Change:
    """A fact of an organisation that would change, in words."""

    field: str
    before: str
    after: str


@dataclass
class Entry:
    """One organisation of the table. `known` is its row so far; `gone` are its contacts that are not in the table."""

    key: str
    known: Organisation | None
    rows: list[Row] = field(default_factory=list)
    facts: OrganisationFacts | None = None
    changes: list[Change] = field(default_factory=list)
    new_contacts: list[ContactFacts] = field(default_factory=list)
    changed_contacts: list[tuple[Contact, ContactFacts]] = field(default_factory=list)
    gone: list[Contact] = field(default_factory=list)

    @property
    def state(self) -> str:
        """new, changed or same."""
        if self.known is None:
            return "new"
        return "changed" if self.changes or self.new_contacts or self.changed_contacts else "same"


@dataclass
class Plan:
    """What would happen. With a problem nothing is to be taken in. `areas`: names of new service areas, by key.

    `vanishing` are the county's organisations that go on and are not in the table: nothing happens to them unasked.
    """

    entries: list[Entry] = field(default_factory=list)
    areas: dict[str, str] = field(default_factory=dict)
    vanishing: list[Organisation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def of_state(self, state: str) -> list[Entry]:
        """The entries that are new, changed or same."""
        return [one for one in self.entries if one.state == state]

    def gone(self) -> list[tuple[Entry, Contact]]:
        """The contacts that are not in the table, of organisations that are."""
        return [(entry, contact) for entry in self.entries for contact in entry.gone]


def planned(session: Session, county_id: int, table: Table) -> Plan:
    """What taking in the table would do, and every problem at once; nothing is changed yet."""
    return _Planner(session, county_id, table).plan


class _Planner:
    def __init__(self, session: Session, county_id: int, table: Table) -> None:
        self.county, self.table = session.get_one(County, county_id), table
        self.known = {one.key: one for one in organisations.of_county(session, county_id)}
        self.keys = {one.id: one.key for one in self.known.values()}
        self.places = organisations.places_of(session, county_id)
        areas, swedish = organisations.areas_of(session, county_id), locale() == "sv"
        self.keys_of_areas = {one.id: one.key for one in areas}
        self.names_of_areas = {one.key: one.name_sv if swedish else one.name_fi for one in areas}
        self.living: dict[int, list[Contact]] = {}
        for contact in organisations.living_contacts(session, county_id):
            self.living.setdefault(contact.organisation_id, []).append(contact)
        self.belonging = networks.keys_of_all(session, county_id)
        self.plan = Plan()
        self.names = dict(self.places.organisations)
        entries: dict[str, Entry] = {}
        for number, row in table.rows():
            key = self._whose(number, row)
            if key:
                entries.setdefault(key, Entry(key, self.known.get(key))).rows.append((number, row))
        self._add_areas()
        self.places = replace(self.places, organisations=self.names)
        for entry in entries.values():
            self._read(entry)
            self.plan.entries.append(entry)
        today = now().astimezone(FINLAND).date()
        self.plan.vanishing = [
            one
            for one in self.known.values()
            if one.key not in entries and not one.region and (one.active_to is None or one.active_to >= today)
        ]
        self.plan.problems.sort(key=lambda one: one.row)

    def _note(self, row: int, column: str, code: str, **facts: object) -> None:
        self.plan.problems.append(Problem(row, column, str(SENTENCES[code]) % facts))

    def _whose(self, number: int, row: Mapping[str, str]) -> str:
        """The key of the organisation that a row is about: a known one, one of an earlier row, or a new one."""
        called = [row.get(name, "") for name in ("key", "code", "name_fi", "name_sv") if row.get(name)]
        if not called:
            self._note(number, "name_fi", "nobody")
            return ""
        found = [self.names[named(name)] for name in called if named(name) in self.names]
        if row.get("code") and not row.get("key") and len(set(found)) > 1:
            self._note(number, "code", "two", other=self._name(found[0]), name=called[-1])
        key = found[0] if found else free_key(row.get("key") or called[-1], {*self.known, *self.names.values()})
        for name in called:
            self.names.setdefault(named(name), key)
        return key

    def _name(self, key: str) -> str:
        return self.known[key].name_fi if key in self.known else key

    def _add_areas(self) -> None:
        """A service area that nobody knows is a new one, by the name that stands in the table."""
        areas = dict(self.places.areas)
        for _number, row in self.table.rows():
            name = row.get("service_area", "")
            if name and named(name) not in areas:
                key = free_key(name, areas.values())
                areas[named(name)] = key
                self.plan.areas[key] = name
        self.places = replace(self.places, areas=areas)

    def _read(self, entry: Entry) -> None:
        words = self._words(entry)
        reader = Reader(words, self.places, entry.key)
        entry.facts = reader.organisation()
        for column, sentence in reader.mistakes.items():
            row = next((number for number, row in entry.rows if row.get(column)), entry.rows[0][0])
            self.plan.problems.append(Problem(row, column, sentence))
        if entry.known is not None:
            before = organisations.in_words(self._facts(entry.known))
            after = organisations.in_words(entry.facts)
            entry.changes = [
                Change(name, self._shown(name, before[name]), self._shown(name, after[name]))
                for name in OWN
                if before[name] != after[name]
            ]
        if "email" in self.table.columns:
            self._read_contacts(entry)

    def _shown(self, name: str, word: str) -> str:
        """A word as the preview shows it: what is named by a key is shown by its name."""
        if name == "service_area":
            return self.plan.areas.get(word) or self.names_of_areas.get(word, word)
        return self._name(word) if name == "successor" and word else word

    def _facts(self, one: Organisation) -> OrganisationFacts:
        successor = self.keys.get(one.successor_id, "")
        return organisations.facts_of(one, self.keys_of_areas.get(one.service_area_id, ""), successor)

    def _words(self, entry: Entry) -> dict[str, str]:
        """What the table says of the organisation, over what is known; a column that is left out changes nothing."""
        words = organisations.in_words(self._facts(entry.known)) if entry.known else self._usual(entry)
        for column in OWN:
            if column not in self.table.columns:
                continue
            said = [(number, row[column]) for number, row in entry.rows if row.get(column)]
            for number, text in said[1:]:
                if named(text) != named(said[0][1]):
                    self._note(number, column, "differs", earlier=said[0][0], text=said[0][1])
            if said or column not in NEEDED:
                words[column] = said[0][1] if said else ""
        return words

    def _usual(self, entry: Entry) -> dict[str, str]:
        """Who has a municipality number is a municipality; where one language is served, it is that one."""
        numbered = any(row.get("code") for _number, row in entry.rows)
        languages = self.county.languages
        return {"kind": "kunta" if numbered else "", "language_status": languages[0] if len(languages) == 1 else ""}

    def _read_contacts(self, entry: Entry) -> None:
        living = self.living.get(entry.known.id or 0, []) if entry.known else []
        known = {one.email.lower(): one for one in living}
        told: dict[str, tuple[int, ContactFacts]] = {}
        for number, row in entry.rows:
            if any(row.get(column) for column in CONTACT):
                facts = self._contact(number, row, known.get(row.get("email", "").lower()))
                if facts.email in told:
                    self._note(number, "email", "again", email=facts.email, earlier=told[facts.email][0])
                told.setdefault(facts.email, (number, facts))
        primaries = [number for number, facts in told.values() if facts.is_primary]
        for number in primaries[1:]:
            self._note(number, "is_primary", "primaries", earlier=primaries[0])
        for _number, facts in told.values():
            self._place(entry, facts, known.get(facts.email), any_primary=bool(primaries))
        entry.gone = [one for email, one in known.items() if email not in told]

    def _contact_facts(self, contact: Contact) -> ContactFacts:
        return contacts.facts_of(contact, self.belonging.get(contact.id or 0, ()))

    def _contact(self, number: int, row: Mapping[str, str], known: Contact | None) -> ContactFacts:
        words = contacts.in_words(self._contact_facts(known)) if known else {"answers": "1"}
        flags = ("answers", "is_primary", "networks", "name")
        for column in CONTACT:
            if column in self.table.columns and (row.get(column) or column in flags):
                words[column] = row.get(column, "")
        reader = Reader(words, self.places)
        facts = reader.contact()
        self.plan.problems += [Problem(number, column, sentence) for column, sentence in reader.mistakes.items()]
        return facts

    def _place(self, entry: Entry, facts: ContactFacts, known: Contact | None, *, any_primary: bool) -> None:
        if known is None:
            entry.new_contacts.append(facts)
            return
        if not any_primary:
            facts = replace(facts, is_primary=known.is_primary and facts.answers)
        if facts != self._contact_facts(known):
            entry.changed_contacts.append((known, facts))


def heading(column: str, language: str) -> str:
    """What a column is called in a file in `language`."""
    return HEADINGS[column][1 if language == "sv" else 0][0]


def chosen(
    plan: Plan, organisations_: Collection[str], contacts_: Collection[str]
) -> tuple[list[Organisation], list[tuple[Entry, Contact]]]:
    """Which of those that are not in the table are to end: organisations by key, contacts by id."""
    ending = [one for one in plan.vanishing if one.key in organisations_]
    return ending, [(entry, contact) for entry, contact in plan.gone() if str(contact.id) in contacts_]
