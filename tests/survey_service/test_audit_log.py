"""The log of acts: the database lets rows be added alone, and what is read of it is in the reader's words."""

import ast
import csv
import datetime
import fnmatch
import io
import json
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from survey_service import audit, audit_log, audit_names
from survey_service.audit_log import Wanted
from survey_service.db import Database, now
from survey_service.errors import NotYet
from survey_service.models import AuditDeletion, AuditEvent, Decision, Negotiation, ServiceArea
from survey_service.views import words_of_log

ACTOR = "hytetu@kuusivirta.example"
OLD = datetime.timedelta(days=800)


@pytest.fixture
def county_id(database: Database, build) -> int:
    with database.writing() as session:
        county_id = build(session).county().id
        for number in range(1, 4):
            audit.record(session, county_id, ACTOR, "round.publish", f"round:{number}")
        session.add(
            AuditEvent(county_id=county_id, at=now() - OLD, actor=ACTOR, action="round.create", thing="round:1")
        )
        return county_id


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE auditevent SET actor = 'joku@muu.example' WHERE id = 1",
        "UPDATE auditevent SET at = at WHERE id = 2",
        "DELETE FROM auditevent WHERE id = 1",
        "DELETE FROM auditevent",
    ],
)
def test_no_row_is_changed_or_deleted_by_whatever_statement(database: Database, county_id: int, statement: str) -> None:
    with pytest.raises(DBAPIError, match="only added to"), database.writing() as session:
        session.connection().execute(text(statement))
    with database.reading() as session:
        assert len(session.exec(select(AuditEvent)).all()) == 4


def test_rows_are_neither_replaced_nor_truncated(database: Database, county_id: int) -> None:
    replace = (
        "INSERT OR REPLACE INTO auditevent SELECT * FROM auditevent WHERE id = 1"
        if database.engine.dialect.name == "sqlite"
        else "TRUNCATE auditevent"
    )
    with pytest.raises(DBAPIError, match="only added to"), database.writing() as session:
        session.connection().execute(text(replace))


def test_old_rows_go_only_with_a_record_that_stays_and_the_last_year_never(database: Database, county_id: int) -> None:
    reason = "tiedonohjaussuunnitelma"
    with pytest.raises(NotYet), database.writing() as session:
        audit_log.delete_before(session, county_id, now() - datetime.timedelta(days=30), actor=ACTOR, reason=reason)
    with pytest.raises(DBAPIError, match="last year"), database.writing() as session:
        session.add(AuditDeletion(county_id=county_id, before=now(), actor=ACTOR, reason=reason))
    with database.writing() as session:
        two_years = now() - datetime.timedelta(days=730)
        assert audit_log.delete_before(session, county_id, two_years, actor=ACTOR, reason=reason) == 1
    with database.reading() as session:
        assert session.exec(select(AuditDeletion)).one().reason == reason
        assert [event.action for event in session.exec(select(AuditEvent))] == ["round.publish"] * 3 + ["log.delete"]
    for statement in ("DELETE FROM auditdeletion", "UPDATE auditdeletion SET reason = ''"):
        with pytest.raises(DBAPIError, match="stays"), database.writing() as session:
            session.connection().execute(text(statement))


def test_it_is_filtered_by_day_actor_action_and_thing(database: Database, county_id: int) -> None:
    today = now().astimezone(audit_log.FINLAND).date()
    with database.reading() as session:
        for wanted, found in (
            (Wanted(), 4),
            (Wanted(since=today), 3),
            (Wanted(until=today - datetime.timedelta(days=1)), 1),
            (Wanted(actor="HYTETU@"), 4),
            (Wanted(actor="%"), 0),
            (Wanted(action="round.create"), 1),
            (Wanted(action="round."), 4),
            (Wanted(thing="round:2"), 1),
        ):
            assert audit_log.page(session, county_id, wanted, 1).total == found, wanted
        assert audit_log.page(session, county_id + 1, Wanted(), 1).total == 0
        assert audit_log.page(session, county_id, Wanted(), 99).number == 1


def test_things_have_their_names_and_those_of_another_county_none(
    sqlite_database: Database, build, questionnaire
) -> None:
    with sqlite_database.writing() as session:
        b = build(session)
        county, other = b.county(), b.county(code="98")
        b.round_(county, questionnaire)
        b.organisation(county)
        session.add(ServiceArea(county_id=county.id, key="ita", name_fi="Itä", name_sv="Öster"))
        session.add(Decision(county_id=county.id, year=2027, key="4", action="Ohjauskortti otetaan käyttöön."))
        session.flush()
        session.add_all([Negotiation(round_id=1, service_area_id=1), Negotiation(round_id=1)])
        things = (
            *("round:1", "organisation:1", "staff:4711", "round:99999999999", "kaikki"),
            *("decision:1", "negotiation:1 paper:minutes", "negotiation:2"),
        )
        names = audit_names.names(session, county.id, things, "fi")
        assert names == {
            "round:1": "2027",
            "organisation:1": "Kuusivaara",
            "decision:1": "2027, 4",
            "negotiation:1": "Itä 2027",
            "negotiation:2": "2027",
        }
        assert audit_names.names(session, other.id, things, "fi") == {}


def test_the_page_is_for_admins_and_the_files_hold_what_is_filtered_with_formulas_escaped(
    app, scene, sqlite_database: Database
) -> None:
    import sys

    scenes = sys.modules["tests_scene"]
    with sqlite_database.writing() as session:
        audit.record(session, scene.county, "=HYPERLINK(1)", "round.publish", f"round:{scene.round}")
    client, reader = app.test_client(), app.test_client()
    for one, email in ((client, scenes.ADMIN), (reader, scenes.TEAM)):
        one.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD})
    assert reader.get("/henkilosto/loki/").status_code == 403
    assert reader.get("/henkilosto/loki/loki.csv").status_code == 403
    page = client.get("/henkilosto/loki/?teko=round.publish&lang=fi").get_data(as_text=True)
    assert "Kierros: julkaistu" in page
    assert f"Kierros {now().year}" in page
    assert client.get("/henkilosto/loki/?alkaen=eilen").status_code == 200

    table = client.get("/henkilosto/loki/loki.csv?teko=round.publish").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff")), delimiter=";"))
    assert "'=HYPERLINK(1)" in {row["actor"] for row in rows}
    assert {row["action"] for row in rows} == {"round.publish"}
    lines = client.get("/henkilosto/loki/loki.jsonl").get_data(as_text=True).splitlines()
    assert json.loads(lines[-1])["action"] == "log.download"
    assert {"account.sign_in", "round.create"} <= {json.loads(line)["action"] for line in lines}


def test_reading_a_response_is_recorded(app, scene, sqlite_database: Database) -> None:
    import sys

    scenes = sys.modules["tests_scene"]
    client = app.test_client()
    client.post("/henkilosto/kirjaudu", data={"email": scenes.TEAM, "password": scenes.PASSWORD})
    page = f"/henkilosto/kierrokset/{scene.round}/vastaukset/{scene.organisations['kuusivaara']}/"
    assert client.get(page).status_code == 200
    assert client.get(f"/henkilosto/koosteet/{scene.briefing}/ilmiot/p1").status_code == 200
    with sqlite_database.reading() as session:
        read = session.exec(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(2)).all()
    assert [(event.actor, event.action) for event in reversed(read)] == [
        (scenes.TEAM, "response.read"),
        (scenes.TEAM, "phenomenon.read"),
    ]


def _acts_of_the_code() -> set[str]:
    """Every act that is handed to the log, read from the code; a star stands for an end that a variable gives."""
    acts = set()
    for path in Path(audit.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("audit.record", "audit.record_reading"):
                words = (
                    node.args[3] if len(node.args) > 3 else next(k.value for k in node.keywords if k.arg == "action")
                )
                acts |= _words(words)
    return acts


def _words(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return _words(node.body) | _words(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return {"".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)}
    return set()


def test_every_act_that_the_code_records_is_told_in_words() -> None:
    acts = _acts_of_the_code()
    assert len(acts) > 80
    known = {f"{thing}.{done}" for thing in words_of_log.THINGS for done in words_of_log.ACTS}
    assert [act for act in sorted(acts) if not fnmatch.filter(known, act)] == []
