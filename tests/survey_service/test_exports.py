"""Answers taken out: stable codes, nothing that a spreadsheet computes, nothing too much in what is redacted."""

import csv
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sqlmodel import select

from questionnaires.model import Column, Option, Questionnaire, Roster, Text
from questionnaires.values import Items, Point, Table, Words
from survey_service import datasets, publishing, responses, submissions, versions
from survey_service.cli import main
from survey_service.db import Database, now
from survey_service.models import AuditEvent, Invitation, NamesChecked, Round
from survey_service.records import codebook, exporting, formats, gathering, marks, notes
from survey_service.records.formats import harmless
from survey_service.records.rows import rows
from survey_service.responses import Writer

scenes = sys.modules["tests_scene"]
SECRET = "Kylässä on yksi perhe, jonka asia on oikeudessa."
PERSON = "Soittakaa Testi Esimerkille, 040 123 4567, tai testi.esimerkki@kuusivaara.example."
EVIL = '=HYPERLINK("https://paha.example";"x")'
WHO = "koordinaattori@kuusivirta.example"
EVERYBODY = ("kunta", "sote", "jarjesto")
DELEGATION = Roster(
    id="c_kokoonpano",
    role="delegation",
    audiences=EVERYBODY,
    text=Text(fi="Kokoonpano", sv="Delegation"),
    roles=(Option(id="johtaja", text=Text(fi="johtaja", sv="chef")),),
    columns=(
        Column(id="nimi", text=Text(fi="Nimi", sv="Namn")),
        Column(id="rooli", text=Text(fi="Rooli", sv="Roll"), input="options"),
    ),
)


@pytest.fixture
def round_id(database: Database, build, jobs, questionnaire) -> int:
    first, *others = questionnaire.sections
    asked = questionnaire.model_copy(
        update={"sections": (first.model_copy(update={"questions": (*first.questions, DELEGATION)}), *others)}
    )
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_ = b.round_(county, asked)
        for key, said in (
            ("kuusivaara", {"mh_ilmiot": Items(items=(EVIL, PERSON)), "mh_nosto": Words(text=SECRET)}),
            (
                "aholansaari",
                {"c_suunta": Point(value=-1, comment="- huononee"), "mh_nosto": Words(text="Lisää tukea.")},
            ),
        ):
            organisation = b.organisation(county, key)
            invitation = Invitation(
                round_id=round_.id,
                organisation_id=organisation.id,
                contact_id=b.contact(organisation).id,
                purpose="answer",
            )
            session.add(invitation)
            session.flush()
            response = responses.open_draft(session, round_, organisation)
            people = Table(kind="roster", rows=({"nimi": "Testi Esimerkki", "rooli": "johtaja"},))
            values: dict[str, Any] = {**said, "c_kokoonpano": people}
            responses.save(session, response, values, Writer(None, "", "fi"), {})
            submissions.submit(session, jobs, response, invitation.id or 0, link_id=None)
            if key == "kuusivaara":
                written = marks.Written("621/1999", "24 § 1 mom. 25 k.", "oikeudenkäynti")
                marks.mark(session, response, "mh_nosto", written, actor=WHO)
                notes.write(session, response, "SISÄINEN: kysyttävä juristilta.", actor=WHO)
                found = [{"kind": "name_beside_health", "part": "items.1", "start": 10, "end": 25}]
                session.add(NamesChecked(response_id=response.id, question_id="mh_ilmiot", version=1, found=found))
        return round_.id


def _told(database: Database, round_id: int, **wanted: bool) -> gathering.RoundExport:
    with database.reading() as session:
        return gathering.of_round(session, session.get_one(Round, round_id), **wanted)


def test_every_column_is_explained_and_every_row_has_every_column(database: Database, round_id: int) -> None:
    told = list(rows(_told(database, round_id)))

    assert told
    assert all(list(row) == list(codebook.COLUMNS) for row in told)
    by_part = {(row["organisation_key"], row["question_id"], row["part"], row["row"]): row for row in told}
    assert by_part["aholansaari", "c_suunta", "point", ""]["value"] == "-1"
    assert by_part["aholansaari", "c_suunta", "point", ""]["value_sv"] == "försämrats"
    assert by_part["kuusivaara", "c_kokoonpano", "rooli", "1"]["value_fi"] == "johtaja"
    assert by_part["kuusivaara", "mh_nosto", "text", ""]["confidential_reason"] == "oikeudenkäynti"
    assert by_part["kuusivaara", "mh_nosto", "text", ""]["municipality_code"] == "099"


@pytest.mark.parametrize("format_", ["csv", "xlsx", "json"])
def test_what_is_redacted_holds_neither_people_nor_confidential_words_nor_notes(
    database: Database, round_id: int, format_: formats.Format
) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, round_id)
        hidden = exporting.export(session, round_, format_, redact=True, internal=True, actor=WHO)
        full = exporting.export(session, round_, format_, redact=False, internal=True, actor=WHO)
        acts = [event.action for event in session.exec(select(AuditEvent)) if event.action.startswith("answers.")]

    words, everything = _words(hidden.content, format_), _words(full.content, format_)
    for planted in ("oikeudessa", "Testi", "040 123", "testi.esimerkki@", "oikeudenkäynti", "SISÄINEN"):
        assert planted not in words
        assert planted in everything
    assert "621/1999" in words
    assert acts == ["answers.export_redacted", "answers.export_internal"]


def test_nothing_is_computed_by_a_spreadsheet(database: Database, round_id: int) -> None:
    told = _told(database, round_id)

    cells = [cell for line in csv.reader(io.StringIO(_csv(told)), delimiter=";") for cell in line]
    book = load_workbook(io.BytesIO(formats.exported(told, "xlsx")))

    assert "'" + EVIL in cells
    assert "'- huononee" in cells
    assert "-1" in cells
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)
    assert any(cell.value == EVIL for line in book["answers"].iter_rows() for cell in line)
    assert [harmless(cell) for cell in ("@a", "+3", "a=b", "-3.5", "")] == ["'@a", "'+3", "a=b", "-3.5", ""]


def test_the_same_answers_are_the_same_bytes(database: Database, round_id: int) -> None:
    both = [_told(database, round_id), _told(database, round_id)]

    for format_ in ("csv", "json"):
        first, second = (formats.exported(told, format_) for told in both)
        assert first == second


@pytest.fixture
def own_umask() -> Iterator[None]:
    """A command changes that of its process, which here is the tests' own."""
    usual = os.umask(0o022)
    yield
    os.umask(usual)


@pytest.mark.usefixtures("own_umask")
def test_the_synthesis_reads_the_free_texts_of_the_command_s_csv(
    sqlite_database: Database, scene, tmp_path: Path
) -> None:
    out, year = tmp_path / "out", str(now().year)
    environment = {"ENNAKKO_DATABASE_URL": sqlite_database.url, "ENNAKKO_SECRET_KEY": "0123456789abcdef0123"}

    def run(*options: str) -> Any:
        return CliRunner().invoke(main, ["export", "--county", "99", "--out", str(out), *options], env=environment)

    refused = run("--year", "2001")
    both = run("--year", year, "--redacted", "--internal")
    done = run("--year", year)
    heard: list[str] = []
    comments = datasets.read(out / "answers.csv", tell=heard.append)

    assert (refused.exit_code, both.exit_code, done.exit_code) == (2, 2, 0)
    assert "no round of 2001" in refused.output
    assert {file.name for file in out.iterdir()} == {"answers.csv", "answers.json", "answers.xlsx", "codebook.csv"}
    assert ("kuusivaara.mh_ilmiot.1", scenes.QUEUES, "Kuusivaara", "kunta") in [
        (one.answer_id, one.text, one.organisation, one.organisation_type) for one in comments
    ]
    # what is not sent is in no export
    assert not any("Luonnos" in one.text for one in comments)


def test_rows_without_a_free_text_are_told_and_left_out(tmp_path: Path) -> None:
    file, heard = tmp_path / "a.csv", list[str]()
    file.write_text("answer_id;text;question_kind;value\n;;single;a\nk.q.1;Jonot;open;\n", encoding="utf-8")

    assert [one.answer_id for one in datasets.read(file, tell=heard.append)] == ["k.q.1"]
    assert heard == ["a.csv: 1 rows without a free text (choices, numbers, tables) were left out."]


def _worded_anew(asked: Questionnaire) -> Questionnaire:
    """The same questionnaire with one letter of "mh_nosto" changed, which needs no note."""
    plain = asked.model_dump(mode="json")
    for section in plain["sections"]:
        for question in section["questions"]:
            if question["id"] == "mh_nosto":
                question["text"]["fi"] += "!"
    return Questionnaire.model_validate(plain)


def _csv(told: gathering.RoundExport) -> str:
    return formats.csv_files(told)["answers.csv"].removeprefix("\ufeff")


def _words(content: bytes, format_: formats.Format) -> str:
    """Every word of an export, whatever it is packed in."""
    if format_ == "json":
        return json.dumps(json.loads(content), ensure_ascii=False)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode() for name in package.namelist())


def test_every_answer_stands_beside_the_question_as_it_was_asked(database: Database, round_id: int) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, round_id)
        asked = versions.questionnaire_of(round_)
        round_.published_at = now()
        publishing.correct(session, round_, _worded_anew(asked), why="Kirjoitusvirhe.", actor=WHO, said={})
    told = _told(database, round_id)
    assert sorted(told.questionnaires) == [1, 2]
    told_of = [row for row in rows(told) if row["question_id"] == "mh_nosto"]
    assert {row["questionnaire_version"] for row in told_of} == {"1"}
    assert {row["question_fi"] for row in told_of} == {asked.question("mh_nosto").text.fi}
