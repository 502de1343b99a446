"""What an archive package of a round holds, read once from the database, so that it can be packed without it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from sqlalchemy import RowMapping
from sqlmodel import Session, SQLModel, col, select

from questionnaires.values import Upload
from reports.briefing import Briefing, Language
from reports.response import ResponseCopy
from survey_service import decisions, papers, submissions, versions
from survey_service.decision_files import HEADINGS
from survey_service.models import (
    Archive,
    Attachment,
    ConfirmedOrder,
    Contact,
    County,
    Invitation,
    Organisation,
    Response,
    Round,
    Selection,
    StoredBriefing,
)
from survey_service.records import gathering
from survey_service.records.formats import as_csv
from survey_service.records.gathering import ExportedResponse, RoundExport
from survey_service.submissions import Submitted

PREPARATION: dict[str, tuple[str, ...]] = {
    "candidate": ("candidatesupport",),
    "issue": ("issuerequest", "issuereply"),
    "phenomenonedit": (),
    "clearing": (),
    "briefingversion": (),
    "reportrequest": (),
    "standingblock": (),
    "negotiation": ("appointment", "agendaversion", "summons", "handover"),
}
"""Tables of a round that go with its responses and briefings, and what hangs on their rows."""
FOLLOWED = ("progressreport", "evaluation")
NOT_TOLD = {"link_id", "writer", "staff_id"}


@dataclass(frozen=True)
class PackedResponse:
    """One submission: for the tables, and as a copy in the language of its sender."""

    told: ExportedResponse
    copy: ResponseCopy
    language: Language

    @property
    def place(self) -> str:
        """Where it lies, without an ending."""
        return f"responses/{self.told.sender.key}/{self.told.reference}-{self.told.sent.number}"


@dataclass(frozen=True)
class PackedFile:
    """An attachment: where its bytes are kept (`key`), and where it lies in the package (`place`)."""

    key: str
    place: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class PackedBriefing:
    """A briefing, and what was chosen from it."""

    number: int
    briefing: Briefing
    choices: Mapping[str, Any]


@dataclass(frozen=True)
class Contents:
    """Everything that goes into a package. `metadata` is what metadata.json tells."""

    export: RoundExport
    responses: tuple[PackedResponse, ...]
    attachments: tuple[PackedFile, ...]
    decisions: str
    briefings: tuple[PackedBriefing, ...]
    preparation: Mapping[str, Any]
    metadata: Mapping[str, Any]


def of_round(session: Session, round_: Round, archive: Archive) -> Contents:
    """The submitted responses of a round, replaced versions of them included, and all that belongs to them.

    What an organisation took back is told of in the metadata, without its words.
    """
    responses, withdrawn = _responses(session, round_)
    export = gathering.of_round(session, round_)
    return Contents(
        export=export,
        responses=tuple(responses),
        attachments=tuple(_attachments(session, responses)),
        decisions=_decisions(session, round_),
        briefings=tuple(_briefings(session, round_)),
        preparation=_preparation(session, round_),
        metadata=_metadata(session, round_, archive, export, [*map(_version, responses), *withdrawn]),
    )


def _responses(session: Session, round_: Round) -> tuple[list[PackedResponse], list[dict[str, Any]]]:
    query = (
        select(Response, Organisation)
        .join(Organisation, col(Organisation.id) == col(Response.organisation_id))
        .where(Response.round_id == round_.id, col(Response.share_id).is_(None))
        .order_by(col(Organisation.key))
    )
    packed: list[PackedResponse] = []
    withdrawn: list[dict[str, Any]] = []
    for response, organisation in session.exec(query):
        language: Language = "sv" if organisation.language_status.startswith("sv") else "fi"
        for sent in reversed(submissions.of_response(session, response.id or 0)):
            if sent.end == "taken_back":
                withdrawn.append(_told_of(organisation.key, response.reference, sent))
                continue
            told = gathering.response(session, round_, organisation, sent, redact=False)
            packed.append(PackedResponse(told, papers.sent_of(session, sent, language), language))
    return packed, withdrawn


def _version(response: PackedResponse) -> dict[str, Any]:
    return _told_of(response.told.sender.key, response.told.reference, response.told.sent)


def _told_of(key: str, reference: str, sent: Submitted) -> dict[str, Any]:
    return {
        "organisation_key": key,
        "reference": reference,
        "submission": sent.number,
        "submitted_at": sent.submitted_at.isoformat(),
        "questionnaire_version": sent.questionnaire_version,
        "state": sent.end or "stands",
        "ended_at": sent.ended_at.isoformat() if sent.ended_at else None,
    }


def _attachments(session: Session, responses: Iterable[PackedResponse]) -> Iterable[PackedFile]:
    packed: set[str] = set()
    for response in responses:
        sent = response.told.sent
        for question_id, answer in sorted(sent.answers.items()):
            key = answer.value.attachment if isinstance(answer.value, Upload) else None
            query = select(Attachment).where(Attachment.key == key, Attachment.response_id == sent.response_id)
            row = session.exec(query).first() if key and key not in packed else None
            if row is None or row.scan == "infected":
                continue
            packed.add(row.key)
            ending = row.name.rpartition(".")[2]
            place = f"attachments/{response.told.sender.key}/{question_id}-{row.id}.{ending}"
            yield PackedFile(row.key, place, _file_facts(row, response, question_id, place))


def _file_facts(row: Attachment, response: PackedResponse, question_id: str, place: str) -> dict[str, str]:
    return {
        "path": f"data/{place}",
        "organisation_key": response.told.sender.key,
        "reference": response.told.reference,
        "question_id": question_id,
        "name": row.name,
        "media_type": row.media_type,
        "size": str(row.size),
        "sha256": row.sha256,
        "virus_scan": row.scan,
        "stored_at": row.stored_at.isoformat(),
    }


def _decisions(session: Session, round_: Round) -> str:
    years = sorted({round_.year, decisions.year_before(session, round_)})
    columns = dict.fromkeys(("year", *HEADINGS))
    told = [
        {"year": str(year), **{field: decisions.as_row(one)[field] for field in HEADINGS}}
        for year in years
        for one in decisions.of_year(session, round_.county_id, year)
    ]
    return as_csv(columns, told) if told else ""


def _briefings(session: Session, round_: Round) -> Iterable[PackedBriefing]:
    query = select(StoredBriefing).where(StoredBriefing.round_id == round_.id).order_by(col(StoredBriefing.id))
    for number, stored in enumerate(session.exec(query).all(), start=1):
        yield PackedBriefing(number, Briefing.model_validate(stored.content), _choices(session, stored.id or 0))


def _preparation(session: Session, round_: Round) -> dict[str, Any]:
    """What was named before the survey, replied to raised issues, and told of decisions afterwards, row by row."""
    told: dict[str, Any] = {}
    for name, below in PREPARATION.items():
        table = SQLModel.metadata.tables[name]
        rows = (
            session.execute(table.select().where(table.c.round_id == round_.id).order_by(table.c.id)).mappings().all()
        )
        told[name] = [_row(row) for row in rows]
        for child in below:
            other = SQLModel.metadata.tables[child]
            found = other.c[f"{name}_id"].in_([row["id"] for row in rows])
            told[child] = [
                _row(row) for row in session.execute(other.select().where(found).order_by(other.c.id)).mappings()
            ]
    return told | _followed(session, round_)


def _followed(session: Session, round_: Round) -> dict[str, Any]:
    """What was told of the decisions of the round's year and how they were judged, each with the decision's key."""
    made = {one.decision_id: one.key for one in decisions.of_year(session, round_.county_id, round_.year)}
    told: dict[str, Any] = {}
    for name in FOLLOWED:
        table = SQLModel.metadata.tables[name]
        rows = session.execute(table.select().where(table.c.decision_id.in_(made)).order_by(table.c.id)).mappings()
        told[name] = [{"decision_key": made[row["decision_id"]], **_row(row)} for row in rows]
    return told


def _row(row: RowMapping) -> dict[str, Any]:
    kept = {str(name): value for name, value in row.items() if name not in NOT_TOLD}
    return {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in kept.items()}


def _choices(session: Session, briefing_id: int) -> dict[str, Any]:
    marks = (
        select(Selection, Organisation)
        .join(Invitation, col(Invitation.id) == col(Selection.invitation_id))
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Organisation, col(Organisation.id) == col(Contact.organisation_id))
        .where(Selection.briefing_id == briefing_id)
        .order_by(col(Selection.id))
    )
    orders = select(ConfirmedOrder).where(ConfirmedOrder.briefing_id == briefing_id).order_by(col(ConfirmedOrder.id))
    return {
        "marks": [
            {
                "phenomenon_id": mark.phenomenon_id,
                "organisation_key": organisation.key,
                "choice": mark.choice,
                "points": mark.points,
                "comment": mark.comment,
                "marked_at": mark.marked_at.isoformat(),
            }
            for mark, organisation in session.exec(marks)
        ],
        "confirmed": [
            {
                "phenomena": order.phenomena,
                "to_network": order.to_network,
                "reasons": order.reasons,
                "reason": order.reason,
                "confirmed_at": order.confirmed_at.isoformat(),
            }
            for order in session.exec(orders)
        ],
    }


def _metadata(
    session: Session, round_: Round, archive: Archive, export: RoundExport, responses: list[dict[str, Any]]
) -> dict[str, Any]:
    county = session.get_one(County, round_.county_id)
    return {
        "format": 1,
        "kind": "ennakko archive package",
        "county": {"code": county.code, "fi": county.name_fi, "sv": county.name_sv},
        "round": {
            "year": round_.year,
            "theme": {"id": round_.theme, **export.theme.model_dump()},
            "case_number": export.case_number,
            "convener": {"fi": round_.convener_fi, "sv": round_.convener_sv},
            "published_at": _moment(round_.published_at),
            "deadline": _moment(round_.deadline),
            "selection_deadline": _moment(round_.selection_deadline),
            "calendar": round_.calendar,
            "questionnaire": {"id": round_.questionnaire["id"], "version": round_.questionnaire_version},
            "questionnaire_versions": [
                {"version": one.number, "made_at": _moment(one.made_at), "made_by": one.made_by, "why": one.why}
                for one in versions.of_round(session, round_)
            ],
        },
        "responses": sorted(responses, key=lambda one: (one["organisation_key"], one["submission"])),
        "package": {
            "number": archive.id,
            "made_at": _moment(archive.created_at),
            "made_by": archive.by,
            "software": f"ennakko {version('ennakko')}",
        },
    }


def _moment(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat() if moment else None
