"""Retention: nothing goes before its time, its package and a person's word; then nothing of it is left."""

import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect
from sqlmodel import Session, SQLModel, select

from questionnaires.values import Items, Words
from survey_service import earlier, received, responses, runs, turnout
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.errors import NothingToSynthesise, RecordsDeleted
from survey_service.models import (
    Archive,
    Attachment,
    AuditEvent,
    Confidentiality,
    Deletion,
    InternalNote,
    Invitation,
    KeptPersonal,
    Reopening,
    Response,
    Rival,
    Round,
    Selection,
    Share,
    StoredBriefing,
)
from survey_service.records import archives, deleting, retention
from survey_service.records.deleting import NotToBeDeleted
from survey_service.records.retention import Rule, RulesRefused
from survey_service.responses import Writer
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
PLANTED = "Kaislarannan salainen kerho"
BASIS = "TOS 3.1.2026"
KEY = "cd" * 16
# what hangs on a round and is none of the kinds: it stays with the round
STAYS = {
    "archive",
    "background",
    "deletion",
    "extension",
    "guest",
    "negotiation",
    "negotiatorround",
    "plannedsending",
    "reportrequest",
    "questionnaireversion",
    "round",
    "standingblock",
    "themechoice",
}


@pytest.fixture
def county(database: Database, tmp_path: Path) -> Any:
    """A round of two years ago, with the planted words in everything that people write."""
    scene = scenes.set_up(database)
    with database.writing() as session:
        session.get_one(Round, scene.round).year -= 2
        _plant(session, scene)
        retention.change(session, scene.county, {kind: Rule(1, BASIS) for kind in retention.KINDS}, actor=scenes.ADMIN)
    (tmp_path / "files" / KEY[:2]).mkdir(parents=True)
    (tmp_path / "files" / KEY[:2] / KEY).write_text(PLANTED)
    return scene


def _plant(session: Session, scene: Any) -> None:
    response = session.exec(select(Response).where(Response.organisation_id == scene.organisations["kuusivaara"])).one()
    draft = session.exec(select(Response).where(Response.organisation_id == scene.organisations["jarjestot"])).one()
    for words in (PLANTED, "Muuta."):
        responses.save(session, draft, {"mh_ilmiot": Items(items=(words,))}, Writer(None, "", "fi"), {"mh_ilmiot": 9})
    value = Words(text=PLANTED).model_dump(mode="json")
    own: dict[str, Any] = {"response_id": response.id, "question_id": "mh_nosto"}
    session.add(Rival(**own, writer="x", origin="same_time", value=value))
    session.add(KeptPersonal(**own, digest="d", reason="other", words=PLANTED))
    session.add(Confidentiality(**own, statute="621/1999", paragraph="24 §", reason=PLANTED, by="x"))
    session.add(InternalNote(response_id=response.id, words=PLANTED, by="x"))
    session.add(Reopening(response_id=response.id, staff_id=1, section_ids=[], reason=PLANTED, until=now()))
    session.add(
        Attachment(**own, key=KEY, name=f"{PLANTED}.pdf", media_type="application/pdf", size=1, sha256="0" * 64)
    )
    session.add(
        Selection(
            briefing_id=scene.briefing,
            invitation_id=scene.members["kuusivaara"],
            phenomenon_id="p1",
            choice="negotiation",
            comment=PLANTED,
        )
    )
    briefing = session.get_one(StoredBriefing, scene.briefing)
    briefing.content = {**briefing.content, "title": {"fi": PLANTED, "sv": PLANTED}}
    invitation = session.exec(select(Invitation).where(Invitation.purpose == "answer")).first()
    share = Share(invitation_id=invitation.id, kind="member", name=PLANTED, email="kerho@kaislaranta.example")
    session.add(share)
    session.flush()
    session.add(
        Response(round_id=scene.round, organisation_id=response.organisation_id, share_id=share.id, reference=PLANTED)
    )


def _package(session: Session, scene: Any, folder: Path, **fields: Any) -> Archive:
    values = {"state": "finished", "sha256": "ab" * 32, "received_at": now(), "received_by": scenes.TEAM, **fields}
    archive = Archive(round_id=scene.round, key="paketti", by=scenes.TEAM, **values)
    session.add(archive)
    session.flush()
    folder.mkdir(exist_ok=True)
    archives.place_of(folder, archive).write_text(PLANTED)
    return archive


def _delete(database: Database, scene: Any, kind: Any, tmp_path: Path, year: int | None = None) -> Deletion:
    with database.writing() as session:
        at = year or session.get_one(Round, scene.round).year
        done, leftover = deleting.delete(session, scene.county, kind, at, tmp_path / "archives", actor=scenes.ADMIN)
    deleting.finish(database, tmp_path / "files", leftover)
    return done


def _everything(database: Database) -> str:
    """Every cell of every table of the database, whosever it is."""
    inspector, told = inspect(database.engine), []
    schemas = [None] if database.engine.dialect.name == "sqlite" else ["public", "dbos"]
    with database.engine.connect() as connection:
        for schema in schemas:
            for table in inspector.get_table_names(schema=schema):
                name = f'"{schema}"."{table}"' if schema else f'"{table}"'
                told += [str(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")]
    return "\n".join(told)


def test_nothing_goes_before_its_time_its_package_and_its_receipt(
    database: Database, county: Any, tmp_path: Path
) -> None:
    def hindrance() -> str:
        with pytest.raises(NotToBeDeleted) as refused:
            _delete(database, county, "responses", tmp_path)
        return refused.value.hindrance

    assert hindrance() == "no_package"
    with database.writing() as session:
        archive = _package(session, county, tmp_path / "archives", received_at=None)
    assert hindrance() == "not_received"
    with database.writing() as session:
        row = session.get_one(Archive, archive.id)
        row.received_at, row.state = now(), "running"
    assert hindrance() == "being_made"
    with database.writing() as session:
        row = session.get_one(Archive, archive.id)
        row.state = "finished"
        session.exec(select(Confidentiality)).one().set_at = now()
    assert hindrance() == "outdated"
    with database.writing() as session:
        retention.change(session, county.county, {"responses": Rule(50, BASIS)}, actor=scenes.ADMIN)
    assert hindrance() == "not_due"
    with database.writing() as session:
        retention.change(session, county.county, {"responses": Rule()}, actor=scenes.ADMIN)
    assert hindrance() == "no_rule"
    with pytest.raises(NotToBeDeleted) as refused:
        _delete(database, county, "sending", tmp_path)
    assert refused.value.hindrance == "others_first"
    assert PLANTED in _everything(database)


def test_nothing_of_what_was_written_remains(database: Database, county: Any, tmp_path: Path) -> None:
    with database.writing() as session:
        _package(session, county, tmp_path / "archives")
    assert PLANTED in _everything(database)

    done = [_delete(database, county, kind, tmp_path) for kind in ("responses", "briefings", "sending")]

    assert PLANTED not in _everything(database)
    if database.engine.dialect.name == "sqlite":
        for file in tmp_path.glob("ennakko.sqlite3*"):
            assert PLANTED.encode() not in file.read_bytes()
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert not list((tmp_path / "archives").iterdir())
    assert [one.archive_sha256 for one in done] == ["ab" * 32] * 3
    assert {one.basis for one in done} == {BASIS}
    assert done[0].counts["response"] == 6
    assert done[0].counts["submission"] == 4
    assert {"attachment", "internalnote", "rival", "keptpersonal"} <= set(done[0].counts)
    assert {"invitation", "mail", "share"} <= set(done[2].counts)
    with pytest.raises(NotToBeDeleted) as refused:
        _delete(database, county, "responses", tmp_path)
    assert refused.value.hindrance == ""
    with database.reading() as session:
        acts = [event.thing for event in session.exec(select(AuditEvent)) if event.action.startswith("records.delete")]
        assert len(acts) == 3
        assert session.exec(select(Archive)).one().erased_at


def test_what_reads_responses_finds_that_they_are_gone(database: Database, county: Any, tmp_path: Path) -> None:
    with database.writing() as session:
        _package(session, county, tmp_path / "archives")
    _delete(database, county, "responses", tmp_path)

    with database.writing() as session:
        round_ = session.get_one(Round, county.round)
        with pytest.raises(RecordsDeleted):
            received.of(session, round_, county.organisations["kuusivaara"])
        with pytest.raises(NothingToSynthesise):
            runs.start(session, county.jobs, round_)
        assert not {row.state for row in turnout.of_round(session, round_)} & {"draft", "submitted"}
        following = Round(
            county_id=county.county,
            year=round_.year + 5,
            theme=round_.theme,
            questionnaire=round_.questionnaire,
            deadline=now(),
            selection_deadline=now(),
            calendar=[],
            previous_round_id=round_.id,
        )
        session.add(following)
        session.flush()
        before = earlier.of_round(session, following)
        assert before is not None
        assert before.comments == ()
        assert scenes.QUEUES in before.quotes["p1"]


@pytest.mark.parametrize("years", [-1, 201])
def test_rules_need_reason_and_a_basis(database: Database, build, years: int) -> None:
    with database.writing() as session:
        county = build(session).county()
        with pytest.raises(RulesRefused) as refused:
            retention.change(session, county.id, {"responses": Rule(years, BASIS), "feedback": Rule(2)}, actor="x")
    assert refused.value.faults == (("responses", "years"), ("feedback", "basis"))


def test_every_table_below_a_round_goes_with_some_kind_or_stays_knowingly() -> None:
    tables = SQLModel.metadata.tables
    below = {name for name, table in tables.items() for key in table.foreign_keys if key.column.table.name == "round"}
    classified = {name for names in retention.TABLES.values() for name in names} | STAYS

    assert below <= classified, "say in records/retention.py with which kind it goes, or in STAYS that it stays"


def test_pages_go_on_after_a_deletion(sqlite_database: Database, tmp_path: Path) -> None:
    scene = scenes.set_up(sqlite_database)
    with sqlite_database.writing() as session:
        session.get_one(Round, scene.round).year -= 2
        _package(session, scene, tmp_path / "archives")
    settings = Settings(
        secret_key="0123456789abcdef0123", files_folder=tmp_path / "files", archive_folder=tmp_path / "archives"
    )
    app = create_app(settings, db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False

    def sign_in(email: str) -> Any:
        client = app.test_client()
        client.post("/henkilosto/kirjaudu", data={"email": email, "password": scenes.PASSWORD})
        return client

    admin, team, year = sign_in(scenes.ADMIN), sign_in(scenes.TEAM), now().year - 2
    rules = {f"years_{kind}": "1" for kind in retention.KINDS} | {f"basis_{kind}": BASIS for kind in retention.KINDS}
    page, gone = "/henkilosto/sailytys/", f"/henkilosto/sailytys/responses/{year}"

    wrong = admin.post(page, data={**rules, "years_responses": "yksi"})
    admin.post(page, data=rules)
    asked = admin.get(gone).get_data(as_text=True)
    mistyped = admin.post(gone, data={"words": "poista"})
    refused = [team.get(page).status_code, team.post(gone, data={"words": f"poista {year}"}).status_code]
    stranger = sign_in(scenes.OUTSIDER).post(gone, data={"words": f"poista {year}"}).status_code
    first = admin.post(gone, data={"words": f"Poista  {year}"})
    second = admin.post(gone, data={"words": f"poista {year}"})
    admin.post(f"/henkilosto/sailytys/briefings/{year}", data={"words": f"radera {year}"})
    admin.post(f"/henkilosto/sailytys/sending/{year}", data={"words": f"poista {year}"})

    assert wrong.status_code == 422
    assert 'value="yksi"' in wrong.get_data(as_text=True)
    assert f"poista {year}" in asked
    assert mistyped.status_code == 422
    assert (refused, stranger) == ([403, 403], 403)
    assert (first.status_code, second.status_code) == (303, 303)
    told = admin.get(page).get_data(as_text=True)
    assert BASIS in told
    assert "ab" * 32 in told
    round_page = f"/henkilosto/kierrokset/{scene.round}/"
    for path in ("", "arkisto/", "kooste", "kysely", "aikataulu", "muistutus", "kutsut", "seuraava"):
        assert team.get(round_page + path).status_code == 200, path
    assert "Poistettu, kun säilytysaika oli kulunut" in team.get(round_page).get_data(as_text=True)
    answers = team.get(f"{round_page}vastaukset/{scene.organisations['kuusivaara']}/")
    assert answers.status_code == 410
    assert team.get(f"/henkilosto/koosteet/{scene.briefing}/").status_code == 404
    assert team.post(f"{round_page}arkisto/paketti").status_code == 409
