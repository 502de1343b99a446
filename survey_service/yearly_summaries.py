"""Gathers the summary of a round's year, and puts it into the material of the next one."""

import datetime
import io
from collections.abc import Sequence
from pathlib import Path

from sqlmodel import Session, select

from reports.briefing import KINDS, Briefing, Language, Party, Text
from reports.yearly_summary import Asked, ChosenPhenomenon, SummedDecision, YearlySummary, title
from survey_service import attachments, backgrounds, briefing_versions, courses, material, orders, rounds
from survey_service.attachments import Received, Sent
from survey_service.backgrounds import Written
from survey_service.courses import Course
from survey_service.details import legal_basis
from survey_service.i18n import FINLAND
from survey_service.jobs import Jobs
from survey_service.masking import mask
from survey_service.models import County, Round
from survey_service.timetable import today


def of(session: Session, round_: Round) -> YearlySummary:
    """The summary of a round's year as it can be told now, for readers outside the team.

    Of the phenomena it tells what the network reads, of decisions those that were made; what identifies is masked.
    """
    county, basis = session.get_one(County, round_.county_id), legal_basis(round_)
    theme = rounds.questionnaire_of(round_).theme_name
    version = briefing_versions.latest(session, round_.id or 0)
    briefing = briefing_versions.read(session, version) if version else None
    order = orders.confirmed(session, version.briefing_id) if version else None
    parties = briefing.parties if briefing else material.gather(session, round_).parties
    made = courses.of_year(session, round_.county_id, round_.year)
    return YearlySummary(
        county=Text(fi=county.name_fi, sv=county.name_sv),
        year=round_.year,
        theme=Text(fi=theme.fi, sv=theme.sv),
        made_on=today(),
        legal_basis=Text(fi=basis.fi, sv=basis.sv),
        asked=_asked(parties),
        chosen=_chosen(briefing, order.phenomena) if briefing and order else None,
        decisions=tuple(_summed(one) for one in made if one.is_decided),
    )


def next_round(session: Session, round_: Round) -> Round | None:
    """The round that looks back at this one; None before it is made."""
    return session.exec(select(Round).where(Round.previous_round_id == round_.id)).first()


def put_into(
    session: Session, jobs: Jobs, round_: Round, files: dict[Language, Received], summary: YearlySummary, *, actor: str
) -> None:
    """Put the summary, as one file for each language, into the background material that a round's respondents read.

    What stood there of the same year before gives way to it.
    """
    titles = {language: title(summary, language) for language in files}
    for one in backgrounds.of_round(session, round_):
        if one.organisation is None and one.year == summary.year and one.title in titles.values():
            backgrounds.remove(session, round_, one.background_id, actor=actor)
    for language, file in files.items():
        written = Written(titles[language], summary.year, "", None)
        backgrounds.add(session, jobs, round_, written, file, actor=actor)


def kept(folder: Path, clamd: str, content: bytes, summary: YearlySummary, language: Language) -> Received:
    """Keep the bytes of a summary's PDF, looked at as every file is."""
    name = f"{title(summary, language)}.pdf"
    return attachments.receive(folder, clamd, Sent(name, io.BytesIO(content), "pdf"))


def _asked(parties: tuple[Party, ...]) -> tuple[Asked, ...]:
    return tuple(
        Asked(kind=kind, asked=len(own), answered=tuple(one.name for one in own if one.answered))
        for kind in KINDS
        if (own := [one for one in parties if one.kind == kind])
    )


def _chosen(briefing: Briefing, order: Sequence[str]) -> tuple[ChosenPhenomenon, ...]:
    findings = {one.id: one for one in briefing.findings}
    return tuple(
        ChosenPhenomenon(label=findings[key].label, organisations=len(findings[key].organisations))
        for key in order
        if key in findings
    )


def _summed(course: Course) -> SummedDecision:
    one, told, judged = course.decision, course.newest, course.evaluation
    return SummedDecision(
        action=mask(one.action),
        language=_language(one.language),
        goal=mask(one.goal),
        organisation=Text(fi=one.organisation.fi, sv=one.organisation.sv) if one.organisation else None,
        due=one.due,
        status=Text(fi=told.status_text.fi, sv=told.status_text.sv) if told else None,
        told_on=_day(told.at) if told else None,
        effectiveness=judged.effectiveness,
        sufficiency=judged.sufficiency,
        alignment=judged.alignment,
        words=mask(judged.words),
        words_language=_language(judged.language),
    )


def _language(code: str) -> Language:
    return "sv" if code == "sv" else "fi"


def _day(moment: datetime.datetime) -> datetime.date:
    return moment.astimezone(FINLAND).date()
