"""The county's catalogue of phenomena: what its networks follow, by theme, with what to begin it with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML
from sqlmodel import Session, col, select

from reports.briefing import Label, Text
from survey_service import audit, networks
from survey_service.candidates import LONGEST_DESCRIPTION, LONGEST_NAME, ChangedMeanwhile, Words
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import KnownPhenomenon, Network

STARTS = ("mielen_hyvinvointi", "elintavat", "arjen_turvallisuus", "ehkaiseva_paihdetyo")


class PhenomenonRefused(SurveyServiceError):
    """A phenomenon has no name in either language, or a text that is too long; `fault` says which."""

    status = 422

    def __init__(self, fault: str) -> None:
        super().__init__(fault)
        self.fault = fault


class _Start(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    fi: str
    sv: str
    desc: str
    desc_sv: str
    indicators: tuple[str, ...] = ()
    sensitive: bool = False


class _StartDocument(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    theme: str
    phenomena: tuple[_Start, ...]


@dataclass(frozen=True)
class Known:
    """A phenomenon of the catalogue; `owner` is the network that follows it."""

    phenomenon_id: int
    theme: str
    key: str
    words: Words
    indicators: tuple[str, ...]
    sensitive: bool
    network_id: int | None
    owner: Text | None

    @property
    def label(self) -> Label:
        """Its name, for a reader of either language."""
        return self.words.label


@dataclass(frozen=True)
class Entry:
    """What is written of a phenomenon in a form."""

    theme: str
    words: Words
    indicators: tuple[str, ...] = ()
    sensitive: bool = False
    network_id: int | None = None


def of_county(session: Session, county_id: int, theme: str | None = None) -> list[Known]:
    """The catalogue, by theme and in the order in which it grew; only one theme's where one is given."""
    query = (
        select(KnownPhenomenon, Network)
        .join(Network, col(Network.id) == col(KnownPhenomenon.network_id), isouter=True)
        .where(KnownPhenomenon.county_id == county_id)
        .order_by(col(KnownPhenomenon.theme), col(KnownPhenomenon.id))
    )
    if theme is not None:
        query = query.where(KnownPhenomenon.theme == theme)
    return [_known(row, network) for row, network in session.exec(query)]


def owned(session: Session, phenomenon_id: int, county_id: int) -> KnownPhenomenon:
    """The county's phenomenon with this id; NotFound when there is none."""
    row = session.get(KnownPhenomenon, phenomenon_id)
    if row is None or row.county_id != county_id:
        raise NotFound
    return row


def not_begun(session: Session, county_id: int) -> list[tuple[str, int]]:
    """The themes whose starting phenomena are not all in the catalogue, and how many of each are missing."""
    known = {one.key for one in of_county(session, county_id)}
    missing = [(theme, sum(one.id not in known for one in start(theme))) for theme in STARTS]
    return [(theme, number) for theme, number in missing if number]


def take_start(session: Session, county_id: int, theme: str, *, actor: str) -> int:
    """Take a theme's starting phenomena into the catalogue; what is there already stays as it is. Gives how many came.

    NotFound for a theme without any. The county's first network owns them until another one is chosen.
    """
    if theme not in STARTS:
        raise NotFound
    known = {one.key for one in of_county(session, county_id)}
    fresh = [one for one in start(theme) if one.id not in known]
    if fresh:
        owner = networks.first_of(session, county_id)
        for one in fresh:
            entry = Entry(theme, Words(one.fi, one.sv, one.desc, one.desc_sv), one.indicators, one.sensitive, owner.id)
            _add(session, county_id, one.id, entry)
        audit.record(session, county_id, actor, "catalogue.take_start", f"theme:{theme}")
    return len(fresh)


def add(session: Session, county_id: int, entry: Entry, *, actor: str) -> KnownPhenomenon:
    """A new phenomenon. Raises PhenomenonRefused, and NotFound for another county's network."""
    _check(session, county_id, entry)
    taken = {one.key for one in of_county(session, county_id)}
    key = next(key for number in range(1, len(taken) + 2) if (key := f"oma{number:02}") not in taken)
    row = _add(session, county_id, key, entry)
    audit.record(session, county_id, actor, "catalogue.add", f"phenomenon:{row.id}")
    return row


def change(session: Session, row: KnownPhenomenon, entry: Entry, seen: str, *, actor: str) -> None:
    """Change a phenomenon. `seen` is what `fingerprint` told when the page was opened.

    Raises PhenomenonRefused, ChangedMeanwhile, and NotFound for another county's network.
    """
    _check(session, row.county_id, entry)
    if fingerprint(row) != seen:
        raise ChangedMeanwhile
    _put(row, entry)
    session.add(row)
    audit.record(session, row.county_id, actor, "catalogue.change", f"phenomenon:{row.id}")


def remove(session: Session, row: KnownPhenomenon, *, actor: str) -> None:
    """Remove a phenomenon; candidates that were taken from it stay."""
    audit.record(session, row.county_id, actor, "catalogue.remove", f"phenomenon:{row.id}")
    session.delete(row)


def entry_of(row: KnownPhenomenon) -> Entry:
    """A phenomenon as a form shows it."""
    told = Words(row.name_fi, row.name_sv, row.description_fi, row.description_sv)
    return Entry(row.theme, told, tuple(row.indicators), row.sensitive, row.network_id)


def fingerprint(row: KnownPhenomenon) -> str:
    """What tells one wording of a phenomenon from another."""
    import hashlib

    told = row.model_dump(mode="json", exclude={"id", "county_id"})
    return hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()[:16]


@cache
def start(theme: str) -> Sequence[_Start]:
    """A theme's starting phenomena, as they come with the service."""
    text = (files("survey_service") / "phenomena" / f"{theme}.yaml").read_text(encoding="utf-8")
    return _StartDocument.model_validate(YAML(typ="safe").load(text)).phenomena


def _known(row: KnownPhenomenon, network: Network | None) -> Known:
    return Known(
        phenomenon_id=row.id or 0,
        theme=row.theme,
        key=row.key,
        words=Words(row.name_fi, row.name_sv, row.description_fi, row.description_sv),
        indicators=tuple(row.indicators),
        sensitive=row.sensitive,
        network_id=row.network_id,
        owner=Text(fi=network.name_fi, sv=network.name_sv) if network else None,
    )


def _check(session: Session, county_id: int, entry: Entry) -> None:
    words = entry.words
    if not (words.name_fi or words.name_sv):
        raise PhenomenonRefused("name")
    if max(len(words.name_fi), len(words.name_sv)) > LONGEST_NAME:
        raise PhenomenonRefused("name_too_long")
    if max(len(words.description_fi), len(words.description_sv)) > LONGEST_DESCRIPTION:
        raise PhenomenonRefused("description_too_long")
    if entry.network_id is not None:
        networks.owned(session, entry.network_id, county_id)


def _add(session: Session, county_id: int, key: str, entry: Entry) -> KnownPhenomenon:
    row = KnownPhenomenon(county_id=county_id, key=key, theme=entry.theme)
    _put(row, entry)
    session.add(row)
    session.flush()
    return row


def _put(row: KnownPhenomenon, entry: Entry) -> None:
    row.theme, row.network_id, row.sensitive = entry.theme, entry.network_id, entry.sensitive
    row.indicators = list(entry.indicators)
    row.name_fi, row.name_sv = entry.words.name_fi, entry.words.name_sv
    row.description_fi, row.description_sv = entry.words.description_fi, entry.words.description_sv
