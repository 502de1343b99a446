"""The advance material of a negotiation, gathered as plain values: for passing on, or with what is internal too."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from questionnaires.model import File
from questionnaires.values import Upload
from reports.agenda import Agenda
from reports.briefing import Briefing, Language, Text
from reports.handouts import Figure, Handout, PartyNotes, Sheet, ToldIssue
from reports.minutes import Agreed
from survey_service import (
    agenda_items,
    agendas,
    answering,
    attachments,
    briefing_versions,
    decisions,
    delegations,
    material,
    negotiation_papers,
    negotiations,
    parties,
    replies,
    submissions,
    versions,
)
from survey_service.agenda_items import Raised
from survey_service.delegations import Delegation
from survey_service.errors import FileNotLookedAt, FileRemoved, NotFound, SurveyServiceError
from survey_service.indicators import choosing, wording
from survey_service.indicators.telling import Told
from survey_service.masking import mask
from survey_service.models import County, Organisation, Round
from survey_service.records import notes
from survey_service.submissions import Submitted
from survey_service.timetable import FINLAND

NOT_HANDED_ON = Text(
    fi="Sanoja ei ole hyväksytty jaettavaksi: ne ovat vain hyvinvointialueen omassa aineistossa.",
    sv="Ordalydelsen har inte godkänts för spridning: den finns bara i välfärdsområdets eget material.",
)
NOBODY = Text(fi="Ketään ei ole nimetty.", sv="Ingen har utsetts.")
NO_RESPONSE = Text(fi="Vastausta ei ole tullut.", sv="Inget svar har kommit in.")
NOBODY_ELECTED = Text(fi="Luottamushenkilö puuttuu.", sv="Förtroendevald saknas.")


class NoBriefing(SurveyServiceError):
    """No briefing was published, so that there is no advance material yet."""

    status = 409


@dataclass(frozen=True)
class Presentation:
    """A party's presentation; `path` is where its bytes lie, `waits`: nobody has looked whether it is harmless."""

    organisation: Text
    key: str
    name: str
    path: Path | None
    waits: bool = False


@dataclass(frozen=True)
class Material:
    """All of it. `parties` (notes and delegations) is None in what is passed on, and the issues then have no notes."""

    of: Handout
    languages: tuple[Language, ...]
    agenda: dict[Language, Agenda]
    briefing: Briefing
    version: int
    presentations: tuple[Presentation, ...]
    sheets: tuple[Sheet, ...]
    past_year: int
    decisions: tuple[Agreed, ...]
    issues: tuple[ToldIssue, ...]
    parties: tuple[PartyNotes, ...] | None


def gather(session: Session, round_: Round, area_id: int, files_folder: Path, *, internal: bool) -> Material:
    """What the material of a negotiation holds now. Raises NoBriefing, NotFound for another county's area."""
    version = briefing_versions.latest(session, round_.id or 0)
    if version is None:
        raise NoBriefing
    county, meeting = session.get_one(County, round_.county_id), negotiations.of_area(session, round_, area_id)
    languages: tuple[Language, ...] = tuple(code for code in ("fi", "sv") if code in county.languages) or ("fi",)
    told = {code: agendas.of_negotiation(session, round_, code, area_id) for code in languages}
    raised = agenda_items.raised(session, round_, area_id, agendas.published(session, round_))
    return Material(
        of=Handout(
            county=Text(fi=county.name_fi, sv=county.name_sv),
            year=round_.year,
            area=meeting.area,
            made_on=datetime.datetime.now(FINLAND).date(),
        ),
        languages=languages,
        agenda=told if internal else {code: agendas.without_choices(one) for code, one in told.items()},
        # a version stays as it was, but nobody hands on what was marked as confidential after it
        briefing=briefing_versions.read(session, version),
        version=version.number,
        presentations=tuple(presentations(session, round_, area_id, files_folder)),
        sheets=tuple(_sheets(session, round_, area_id)),
        past_year=decisions.year_before(session, round_),
        decisions=tuple(negotiation_papers.for_outside(one) for one in decisions.of_year_before(session, round_)),
        issues=tuple(_issue(one, internal=internal) for one in raised),
        parties=tuple(_parties(session, round_, area_id)) if internal else None,
    )


def presentations(session: Session, round_: Round, area_id: int, files_folder: Path) -> Iterator[Presentation]:
    """What the parties sent as their presentation and nobody marked as confidential; a file with a virus is none."""
    there = {one.id for one in parties.of_negotiation(session, round_, area_id)}
    secret = material.confidential(session, round_)
    for organisation, sent in submissions.of_round(session, round_):
        if organisation.id in there:
            questionnaire = versions.questionnaire_in(session, round_, sent.questionnaire_version)
            for question in questionnaire.questions():
                shown = isinstance(question, File) and question.role == "presentation"
                if shown and (organisation.key, question.id) not in secret:
                    yield from _presentation(session, organisation, sent, question.id, files_folder)


def _presentation(
    session: Session, organisation: Organisation, sent: Submitted, question_id: str, files_folder: Path
) -> Iterator[Presentation]:
    name = Text(fi=organisation.name_fi, sv=organisation.name_sv)
    upload = sent.values.get(question_id)
    if not isinstance(upload, Upload) or upload.is_empty():
        return
    try:
        file = attachments.find(session, files_folder, sent.response_id, upload)
    except FileNotLookedAt:
        yield Presentation(name, organisation.key, upload.name, None, waits=True)
    except (FileRemoved, NotFound):
        return
    else:
        yield Presentation(name, organisation.key, file.name, file.path)


def _sheets(session: Session, round_: Round, area_id: int) -> Iterator[Sheet]:
    """Those that municipalities chose to show, in the order of the lists."""
    shown = {one.organisation_id: one for one in choosing.chosen(session, round_)}
    for party in parties.of_negotiation(session, round_, area_id):
        if party.kind == "kunta" and (chosen := shown.get(party.id or 0)):
            name = Text(fi=party.name_fi, sv=party.name_sv)
            yield Sheet(organisation=name, figures=tuple(_figure(one) for one in chosen.figures))


def _figure(told: Told) -> Figure:
    values = (
        Text(fi=wording.own(told, "fi"), sv=wording.own(told, "sv")),
        *(
            Text(fi=wording.valued(told, value, "fi"), sv=wording.valued(told, value, "sv"))
            for value in (told.county, told.country)
        ),
    )
    return Figure(
        title=Text(fi=told.title.fi, sv=told.title.sv),
        values=values,
        source=Text(fi=wording.source(told, "fi"), sv=wording.source(told, "sv")),
    )


def _issue(one: Raised, *, internal: bool) -> ToldIssue:
    issue = one.handled.issue
    withheld = internal and not one.words
    return ToldIssue(
        organisation=Text(fi=issue.organisation.fi, sv=issue.organisation.sv),
        words=issue.text if withheld else one.words,
        language="sv" if issue.language == "sv" else "fi",
        details=issue.details if withheld else one.details,
        replies=tuple(
            (replies.heading(reply.organisation), mask(reply.released.text))
            for reply in one.handled.replies
            if reply.released is not None
        ),
        note=NOT_HANDED_ON if withheld else None,
    )


def _parties(session: Session, round_: Round, area_id: int) -> Iterator[PartyNotes]:
    for one in delegations.of_negotiation(session, round_, area_id, "fi"):
        response = answering.find(session, round_.id or 0, one.organisation_id)
        of_response = [note.words for note in notes.of_response(session, response.id or 0)] if response else []
        yield PartyNotes(
            organisation=Text(fi=one.organisation.fi, sv=one.organisation.sv),
            delegation=tuple(_delegates(one)),
            gaps=tuple(_gaps(one)),
            quorum=one.notes.quorum.words,
            notes=tuple(filter(None, (one.notes.internal.words, *of_response))),
        )


def _delegates(one: Delegation) -> Iterator[Text]:
    for each in one.delegates:
        cells = ", ".join(each.cells)
        yield Text(
            fi=", ".join(filter(None, (cells, each.role.fi if each.role else ""))),
            sv=", ".join(filter(None, (cells, each.role.sv if each.role else ""))),
        )


def _gaps(one: Delegation) -> Iterator[Text]:
    if not one.answered:
        yield NO_RESPONSE
    elif one.asked and not one.delegates:
        yield NOBODY
    if one.lacks_elected:
        yield NOBODY_ELECTED
