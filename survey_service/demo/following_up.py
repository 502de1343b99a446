"""After the demo's negotiation: who is responsible reports, the team evaluates, and the next year begins."""

from sqlmodel import Session

from questionnaires import loading
from reports.briefing import Language
from reports.yearly_summary_files import summary_pdf
from survey_service import (
    decisions,
    evaluations,
    links,
    progress_reports,
    rounds,
    timetable,
    yearly_summaries,
)
from survey_service import following_up as asking
from survey_service.attachments import Received
from survey_service.db import Database
from survey_service.demo import people
from survey_service.jobs import Jobs
from survey_service.models import Round
from survey_service.progress_reports import Reported, Reporter
from survey_service.settings import Settings

LANGUAGES: tuple[Language, ...] = ("fi", "sv")
DAYS = 21


def ask(session: Session, jobs: Jobs, round_: Round) -> int:
    """Ask everybody responsible for a decision of the year how it has come along; gives how many mails."""
    by = people.team(session, round_.county_id)._asdict()
    ids = [one.decision_id for one in decisions.of_year(session, round_.county_id, round_.year)]
    return asking.ask(session, jobs, round_, ids, timetable.closing_of(people.day(DAYS)), **by)


def report(session: Session, round_: Round, tokens: dict[str, str]) -> int:
    """Report by the links of the mails, and evaluate what was reported; gives how many reports."""
    made = decisions.of_year(session, round_.county_id, round_.year)
    for one, told, decided in zip(made, people.year()["reports"], people.year()["decisions"], strict=False):
        opened = links.alive(session, links.redeem(session, tokens[decided["organisation"]]).id or 0)
        reporter = Reporter(
            opened.organisation_id, decided["language"], opened.link_id, "", actor=f"link:{opened.link_id}"
        )
        progress_reports.write(session, round_, one.decision_id, Reported(**told), reporter, seen=0)
    by = people.team(session, round_.county_id)._asdict()
    for told in people.year()["evaluations"]:
        judged = {name: told[name] for name in (*evaluations.JUDGED, "words")}
        decision_id = made[told["decision"] - 1].decision_id
        evaluations.write(session, round_, decision_id, judged, language=told["language"], seen=0, **by)
    return len(people.year()["reports"])


def next_year(settings: Settings, db: Database, jobs: Jobs, round_id: int) -> int:
    """The round of the year after, published, with the summary of this one in its material; gives its id."""
    with db.writing() as session:
        round_ = session.get_one(Round, round_id)
        actor, year = people.team(session, round_.county_id).actor, round_.year + 1
        asked = loading.load(people.year()["next_year"]["theme"], year=round_.year)
        new = rounds.copy_to_next_year(
            session, round_, year, actor=actor, questionnaire=asked, dates=rounds.usual_dates(year)
        )
        rounds.publish(session, new, actor=actor)
        summary = yearly_summaries.of(session, round_)
        files: dict[Language, Received] = {
            language: yearly_summaries.kept(
                settings.files_folder, settings.clamd, summary_pdf(summary, language), summary, language
            )
            for language in LANGUAGES
        }
        yearly_summaries.put_into(session, jobs, new, files, summary, actor=actor)
        return new.id or 0
