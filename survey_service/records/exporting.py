"""Handing out the answers of a round: what is told to have left, and the file itself."""

from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from survey_service import audit
from survey_service.errors import NotFound
from survey_service.models import County, Round
from survey_service.records import formats, gathering
from survey_service.records.formats import Format


@dataclass(frozen=True)
class File:
    """A file to hand out."""

    name: str
    media_type: str
    content: bytes


def export(session: Session, round_: Round, format_: Format, *, redact: bool, internal: bool, actor: str) -> File:
    """The answers of a round as a file, noted in the record of acts. What is redacted never has the notes."""
    told = gathering.of_round(session, round_, redact=redact, internal=internal and not redact)
    kind = _kind(redact=redact, internal=internal)
    audit.record(session, round_.county_id, actor, f"answers.export_{kind}", f"round:{round_.id} {format_}")
    name = f"{'vastaukset' if not redact else 'vastaukset-peitetty'}-{round_.year}.{formats.ENDINGS[format_]}"
    return File(name, formats.MEDIA_TYPES[format_], formats.exported(told, format_))


def write(session: Session, county_code: str, year: int, folder: Path, *, redact: bool, internal: bool) -> list[Path]:
    """Write every file of an export into `folder`, made when it is missing. NotFound without such a round."""
    query = select(Round).join(County, col(County.id) == col(Round.county_id))
    round_ = session.exec(query.where(County.code == county_code, Round.year == year)).first()
    if round_ is None:
        raise NotFound
    told = gathering.of_round(session, round_, redact=redact, internal=internal)
    contents = {name: text.encode() for name, text in formats.csv_files(told).items()}
    contents["answers.xlsx"] = formats.exported(told, "xlsx")
    contents["answers.json"] = formats.exported(told, "json")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    kind = _kind(redact=redact, internal=internal)
    audit.record(session, round_.county_id, "command", f"answers.export_{kind}", f"round:{round_.id}")
    return [folder / name for name in contents]


def _kind(*, redact: bool, internal: bool) -> str:
    return "redacted" if redact else "internal" if internal else "full"
