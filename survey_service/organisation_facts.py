"""What is known of an organisation and of a contact, read from words: the fields of a form, or the cells of a row."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast, get_args

from flask_babel import lazy_gettext as _

from questionnaires.notation import number_in
from questionnaires.table_checks import EMAIL, LONGEST_EMAIL
from survey_service.formfields import MOST_DIGITS, day_in
from survey_service.models import LanguageStatus, OrganisationKind

LONGEST = 200
KIND_NAMES: tuple[str, ...] = get_args(OrganisationKind)
STATUS_NAMES: tuple[str, ...] = get_args(LanguageStatus)
TEXTS = ("name_fi", "name_sv", "legal_body")
CONTACT_TEXTS = ("title_fi", "title_sv", "name", "email")
KINDS: dict[str, OrganisationKind] = {
    **{kind: cast(OrganisationKind, kind) for kind in KIND_NAMES},
    "kommun": "kunta",
    "kaupunki": "kunta",
    "sote-palvelut": "sote",
    "sosiaali- ja terveyspalvelut": "sote",
    "hyvinvointialueen palvelut": "sote",
    "social- och hälsovårdstjänster": "sote",
    "välfärdsområdets tjänster": "sote",
    "järjestö": "jarjesto",
    "järjestöneuvottelukunta": "jarjesto",
    "organisationsdelegation": "jarjesto",
    "organisationsdelegationen": "jarjesto",
    "muu taho": "muu",
    "muu toimija": "muu",
    "annan": "muu",
    "annan part": "muu",
    "annan aktör": "muu",
}
"""What people write in the column of the kind, and which kind they mean."""
TONGUES = {
    **dict.fromkeys(("fi", "suomi", "finska", "suomenkielinen", "finskspråkig"), "fi"),
    **dict.fromkeys(("sv", "ruotsi", "svenska", "ruotsinkielinen", "svenskspråkig"), "sv"),
}
ANSWERS = {
    **dict.fromkeys(("kyllä", "k", "x", "1", "ja", "j", "true"), True),
    **dict.fromkeys(("", "ei", "0", "nej", "false", "-"), False),
}
SENTENCES = {
    "no_kind": _("Please say of which kind the organisation is."),
    "kind": _("“%(text)s” is none of the kinds: %(kinds)s."),
    "no_name": _("Please write the organisation's name."),
    "code": _("“%(text)s” is no municipality number: it has at most three digits."),
    "code_taken": _("The municipality number %(text)s belongs to %(owner)s already."),
    "no_language": _("Please say in which language the organisation is written to."),
    "language": _("“%(text)s” is no language. Please write fi, sv, fi_sv or sv_fi; the first one is the majority's."),
    "number": _("“%(text)s” is no number of inhabitants."),
    "year": _("“%(text)s” is no year."),
    "day": _("“%(text)s” is no day. Please write it as day.month.year, for example 5.3.2027."),
    "order": _("The last day is before the first day."),
    "area": _("There is no service area “%(text)s”."),
    "successor": _("There is no organisation “%(text)s” to go on."),
    "own_successor": _("An organisation cannot be continued by itself."),
    "goes_on": _("Please write the last day too: only then does another one go on."),
    "network": _("There is no network “%(text)s”. Please write its name, or kyllä for the contact persons' network."),
    "too_long": _("At most %(most)s characters fit here."),
    "no_title": _("Please write the contact's title, in one language at least."),
    "no_address": _("Please write the contact's e-mail address."),
    "address": _("“%(text)s” is no whole e-mail address, such as name@example.org."),
    "flag": _("“%(text)s” is neither yes nor no: please write kyllä or ei, ja or nej."),
    "primary_answers": _("The primary contact is one who is asked to answer."),
}
Words = Mapping[str, str]


@dataclass(frozen=True)
class OrganisationFacts:
    """An organisation as it is told. `service_area` and `successor` are keys of the county, empty for none."""

    kind: OrganisationKind
    code: str | None
    name_fi: str
    name_sv: str
    language_status: LanguageStatus
    inhabitants: int | None
    inhabitants_year: int | None
    service_area: str
    legal_body: str
    active_from: datetime.date | None
    active_to: datetime.date | None
    successor: str


@dataclass(frozen=True)
class ContactFacts:
    """A contact as it is told; its address is in small letters. `networks` are the keys of those it belongs to."""

    title_fi: str
    title_sv: str
    name: str
    email: str
    answers: bool
    is_primary: bool
    networks: tuple[str, ...]


@dataclass(frozen=True)
class Places:
    """What words of a row or form may name: organisations, service areas and networks, by all that they are called.

    "yes" names the network of the hytetu contact persons. `codes`: whose each municipality number is, as (key, name),
    of the organisations that go on.
    """

    organisations: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    networks: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def named(text: str) -> str:
    """The name or number of something, so that it can be compared: 47 is 047."""
    plain = " ".join(text.split()).casefold().strip(".:*")
    return plain.zfill(3) if plain.isdecimal() else plain


class Reader:
    """Reads words by field, and notes in `mistakes`, by field, what is wrong with them."""

    def __init__(self, words: Words, places: Places, key: str = "") -> None:
        self.words, self.places, self.key = words, places, key
        self.mistakes: dict[str, str] = {}

    def organisation(self) -> OrganisationFacts:
        """The organisation in the words, as far as they can be understood."""
        names = {text: self._text(text) for text in TEXTS}
        if not names["name_fi"] and not names["name_sv"]:
            self._note("name_fi", "no_name")
        first, last = self._day("active_from"), self._day("active_to")
        if first and last and last < first:
            self._note("active_to", "order")
        return OrganisationFacts(
            kind=self._kind(),
            code=self._code(last),
            name_fi=names["name_fi"] or names["name_sv"],
            name_sv=names["name_sv"] or names["name_fi"],
            language_status=self._language(),
            inhabitants=self._inhabitants(),
            inhabitants_year=self._year(),
            service_area=self._one_of("service_area", "area", self.places.areas),
            legal_body=names["legal_body"],
            active_from=first,
            active_to=last,
            successor=self._successor(last),
        )

    def contact(self) -> ContactFacts:
        """The contact in the words, as far as they can be understood."""
        texts = {text: self._text(text) for text in CONTACT_TEXTS}
        if not texts["title_fi"] and not texts["title_sv"]:
            self._note("title_fi", "no_title")
        if not texts["email"]:
            self._note("email", "no_address")
        elif not EMAIL.fullmatch(texts["email"]) or len(texts["email"]) > LONGEST_EMAIL:
            self._note("email", "address", text=texts["email"])
        answers, primary = self._flag("answers"), self._flag("is_primary")
        if primary and not answers:
            self._note("is_primary", "primary_answers")
        return ContactFacts(
            title_fi=texts["title_fi"] or texts["title_sv"],
            title_sv=texts["title_sv"] or texts["title_fi"],
            name=texts["name"],
            email=texts["email"].lower(),
            answers=answers,
            is_primary=primary,
            networks=self._networks(),
        )

    def _networks(self) -> tuple[str, ...]:
        found: list[str] = []
        for text in self.words.get("networks", "").split(";"):
            known = self.places.networks.get(named(text.strip()), "")
            if known:
                found.append(known)
            elif ANSWERS.get(text.strip().casefold()) is None:
                self._note("networks", "network", text=text.strip())
        return tuple(dict.fromkeys(found))

    def _note(self, name: str, code: str, **facts: object) -> None:
        self.mistakes.setdefault(name, str(SENTENCES[code]) % facts)

    def _text(self, name: str) -> str:
        text = self.words.get(name, "")
        if len(text) > LONGEST:
            self._note(name, "too_long", most=LONGEST)
        return text

    def _kind(self) -> OrganisationKind:
        text = self.words.get("kind", "")
        kind = KINDS.get(named(text))
        if not text:
            self._note("kind", "no_kind")
        elif kind is None:
            self._note("kind", "kind", text=text, kinds=", ".join(KIND_NAMES))
        return kind or "muu"

    def _code(self, last: datetime.date | None) -> str | None:
        text = self.words.get("code", "")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,3}", text):
            self._note("code", "code", text=text)
            return None
        code = text.zfill(3)
        owner, owner_name = self.places.codes.get(code, (self.key, ""))
        if owner != self.key and last is None:
            self._note("code", "code_taken", text=code, owner=owner_name)
        return code

    def _language(self) -> LanguageStatus:
        text = self.words.get("language_status", "")
        parts = [part for part in re.split(r"[\s,;/+&_-]+|\bja\b|\boch\b", text.casefold()) if part]
        status = "_".join(TONGUES.get(part, "?") for part in parts)
        if not text:
            self._note("language_status", "no_language")
        elif status not in STATUS_NAMES:
            self._note("language_status", "language", text=text)
            return "fi"
        return cast(LanguageStatus, status or "fi")

    def _inhabitants(self) -> int | None:
        text = self.words.get("inhabitants", "")
        number = number_in(text) or ""
        if text and not (number.isdecimal() and len(number) <= MOST_DIGITS):
            self._note("inhabitants", "number", text=text)
            return None
        return int(number) if text else None

    def _year(self) -> int | None:
        text = self.words.get("inhabitants_year", "")
        if text and not re.fullmatch(r"[12]\d{3}", text):
            self._note("inhabitants_year", "year", text=text)
            return None
        return int(text) if text else None

    def _day(self, name: str) -> datetime.date | None:
        text = self.words.get(name, "")
        day = day_in(text.removesuffix(" 00:00:00"))
        if text and day is None:
            self._note(name, "day", text=text)
        return day

    def _one_of(self, name: str, code: str, known: Mapping[str, str]) -> str:
        text = self.words.get(name, "")
        found = known.get(named(text), "") if text else ""
        if text and not found:
            self._note(name, code, text=text)
        return found

    def _successor(self, last: datetime.date | None) -> str:
        successor = self._one_of("successor", "successor", self.places.organisations)
        if successor and successor == self.key:
            self._note("successor", "own_successor")
        elif successor and last is None:
            self._note("active_to", "goes_on")
        return successor

    def _flag(self, name: str) -> bool:
        text = self.words.get(name, "").casefold()
        if text not in ANSWERS:
            self._note(name, "flag", text=text)
        return ANSWERS.get(text, False)
