"""The demo's year before: its round, what two organisations answered in it, and what was decided after it."""

import datetime
from importlib.resources import as_file, files
from typing import Any

from ruamel.yaml import YAML
from sqlmodel import Session, select

from questionnaires import loading
from questionnaires.values import VALUE
from survey_service import decision_files, decisions, responses, rounds, stored
from survey_service.models import Organisation, Round, Submission
from survey_service.responses import Writer

HERE = files("survey_service") / "demo"
THEME = "elintavat"


def add(session: Session, county_id: int, year: int, *, actor: str) -> Round:
    """The round of the year before `year`, over and done with."""
    questionnaire = loading.load(THEME, year=year)
    round_ = rounds.create(session, county_id, questionnaire, year - 1, rounds.usual_dates(year - 1), actor=actor)
    rounds.publish(session, round_, actor=actor)
    _decide(session, county_id, year - 1, actor)
    for key, told in YAML(typ="safe").load((HERE / "last_year.yaml").read_text(encoding="utf-8")).items():
        wanted = Organisation.county_id == county_id, Organisation.key == key
        _answer(session, round_, session.exec(select(Organisation).where(*wanted)).one(), told)
    return round_


def _decide(session: Session, county_id: int, year: int, actor: str) -> None:
    with as_file(HERE / "decisions.csv") as file:
        read = decision_files.understood(session, county_id, decision_files.rows_in(file))
    assert not read.problems, read.problems
    decisions.take_in(session, county_id, year, read.decisions, actor=actor)


def _answer(session: Session, round_: Round, organisation: Organisation, told: dict[str, Any]) -> None:
    """As it was sent then: frozen, and without the mails of that year."""
    asked = rounds.questionnaire_of(round_)
    values = {
        question_id: VALUE.validate_python({"kind": asked.question(question_id).kind, **content})
        for question_id, content in told["answers"].items()
    }
    response = responses.open_draft(session, round_, organisation)
    responses.save(session, response, values, Writer(None, "", told["language"]), {})
    response.state, response.submitted_at = "submitted", round_.deadline - datetime.timedelta(days=2)
    answers = stored.living(session, response.id or 0)
    frozen = {question_id: answer.frozen() for question_id, answer in sorted(answers.items())}
    session.add(Submission(response_id=response.id or 0, answers=frozen, submitted_at=response.submitted_at))
