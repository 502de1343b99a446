"""What a round says of itself: who convenes it, on what law it rests, its number in the case register."""

from dataclasses import asdict, dataclass

from sqlmodel import Session

from questionnaires.model import Text
from survey_service import audit
from survey_service.models import Round

LAWS_BASIS = Text(
    fi="Laki sosiaali- ja terveydenhuollon järjestämisestä (612/2021) 6–7 §, laki hyvinvointialueesta (611/2021) 14 §",
    sv="Lagen om ordnande av social- och hälsovård (612/2021) 6–7 § och lagen om välfärdsområden (611/2021) 14 §",
)
"""The legal basis of a round that names none of its own."""


@dataclass(frozen=True)
class Details:
    """The details as they are written; a legal basis that is empty, or the law's own words, is the law's."""

    convener_fi: str
    convener_sv: str
    legal_basis_fi: str
    legal_basis_sv: str
    case_number: str


def of(round_: Round) -> Details:
    """The details of a round, with the legal basis that holds."""
    basis = legal_basis(round_)
    return Details(round_.convener_fi, round_.convener_sv, basis.fi, basis.sv, round_.case_number)


def legal_basis(round_: Round) -> Text:
    """On what law the round rests."""
    return Text(fi=round_.legal_basis_fi or LAWS_BASIS.fi, sv=round_.legal_basis_sv or LAWS_BASIS.sv)


def change(session: Session, round_: Round, details: Details, *, actor: str) -> None:
    """Give a round other details."""
    for name, words in asdict(details).items():
        setattr(round_, name, "" if words in (LAWS_BASIS.fi, LAWS_BASIS.sv) else words)
    session.add(round_)
    audit.record(session, round_.county_id, actor, "round.change_details", f"round:{round_.id}")
