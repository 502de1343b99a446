"""Decisions from a county's own table: read in either language, taken in by key, never doubled, never silently lost."""

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from survey_service import decision_files, decisions, tables
from survey_service.cli import main
from survey_service.db import Database
from survey_service.errors import TableUnreadable
from survey_service.models import County

FINNISH = """Tunnus;Päätös;Tavoite;Yhteistyö;Seuranta;Työnjako;Foorumi;Vastuuorganisaatio;Vastuuhenkilö;Määräaika
4 § 1;Ohjauskortti otetaan käyttöön;Nuori löytää avun;Kunnat ja järjestöt;Puolivuosittain;Kunta painaa;Hytetu-ryhmä;47;\
Hyvinvointijohtaja;5.3.2027
4 § 2;Läsnäolomalli kouluihin;;;;;;Strandby;;2027-12-31
10;Yhteinen koulutus;;;;;;;Poliisi;
"""
SWEDISH = """Beteckning,Beslut,Mål,Ansvarig organisation,Ansvarig person,Tidsfrist,Språk
1,Närvaromodell i skolorna,Färre frånvarande,rantakylä,Bildningsdirektör,1.8.2027,
2,Kurssi,,kuusivaara,,,suomi
"""


@pytest.fixture
def county(database: Database, build) -> int:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        b.organisation(county, code="047")
        b.organisation(county, "strandby", code="048", name_fi="Rantakylä", name_sv="Strandby")
        other = b.county("98")
        b.organisation(other, "muualla", code="049")
        return county.id or 0


def _file(folder: Path, content: str, name: str = "p.csv") -> Path:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return file


def _read(database: Database, county: int, file: Path) -> decision_files.DecisionsRead:
    with database.reading() as session:
        return decision_files.understood(session, county, decision_files.rows_in(file))


def _take_in(database: Database, county: int, file: Path, **wanted) -> decisions.DecisionPlan:
    read = _read(database, county, file)
    assert not read.problems
    with database.writing() as session:
        return decisions.take_in(session, county, 2026, read.decisions, actor="x", **wanted)


def _known(database: Database, county: int) -> list[decisions.PastDecision]:
    with database.reading() as session:
        return list(decisions.of_year(session, county, 2026))


def test_finnish_headings_are_read_and_an_organisation_is_known_by_its_number(database, county, tmp_path) -> None:
    _take_in(database, county, _file(tmp_path, FINNISH))

    first, second, third = _known(database, county)
    assert (first.key, first.action, first.goal) == ("4 § 1", "Ohjauskortti otetaan käyttöön", "Nuori löytää avun")
    assert (first.cooperation, first.follow_up) == ("Kunnat ja järjestöt", "Puolivuosittain")
    assert (first.division, first.forum, first.responsible) == ("Kunta painaa", "Hytetu-ryhmä", "Hyvinvointijohtaja")
    assert first.organisation.fi == "Kuusivaara"
    assert (first.due, second.due, third.due) == (datetime.date(2027, 3, 5), datetime.date(2027, 12, 31), None)
    assert (first.gaps, second.gaps) == ((), ("goal", "cooperation", "follow_up"))
    assert (third.key, third.organisation, third.responsible) == ("10", None, "Poliisi")


def test_swedish_headings_are_read_and_the_words_are_swedish_unless_it_is_said(database, county, tmp_path) -> None:
    _take_in(database, county, _file(tmp_path, SWEDISH))

    first, second = _known(database, county)
    assert (first.organisation.sv, first.language, first.due) == ("Strandby", "sv", datetime.date(2027, 8, 1))
    assert (second.organisation.fi, second.language) == ("Kuusivaara", "fi")


def test_a_workbook_is_read_with_its_numbers_and_days(database, county, tmp_path) -> None:
    book = Workbook()
    book.active.append(["Nro", "Toimi", "Kuntanumero", "Aikataulu"])
    book.active.append([1, "Ohjauskortti", 47.0, datetime.date(2027, 3, 5)])
    book.save(tmp_path / "p.xlsx")
    _take_in(database, county, tmp_path / "p.xlsx")

    [one] = _known(database, county)
    assert (one.key, one.organisation.fi, one.due) == ("1", "Kuusivaara", datetime.date(2027, 3, 5))


def test_taking_in_again_updates_by_key_and_never_doubles(database, county, tmp_path) -> None:
    _take_in(database, county, _file(tmp_path, FINNISH))
    again = _take_in(database, county, _file(tmp_path, FINNISH))
    third = _take_in(database, county, _file(tmp_path, FINNISH.replace("Nuori löytää", "Jokainen löytää")))

    assert (len(again.new), len(again.changed), len(again.same)) == (0, 0, 3)
    assert [one.key for one in third.changed] == ["4 § 1"]
    assert [one.goal for one in _known(database, county)] == ["Jokainen löytää avun", "", ""]


def test_what_is_not_in_the_file_any_more_stays_until_somebody_says_so(database, county, tmp_path) -> None:
    _take_in(database, county, _file(tmp_path, FINNISH))
    shorter = "\n".join(FINNISH.splitlines()[:2])

    plan = _take_in(database, county, _file(tmp_path, shorter))
    assert ([one.key for one in plan.vanishing], len(_known(database, county))) == (["4 § 2", "10"], 3)

    _take_in(database, county, _file(tmp_path, shorter), remove={"10", "4 § 1"})
    assert [one.key for one in _known(database, county)] == ["4 § 1", "4 § 2"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";Kurssi;", "no identifier"),
        ("1;;", "not said what was decided"),
        ("1;Kurssi;Muualla", "no organisation “Muualla”"),
        ("1;Kurssi;049", "no organisation “049”"),
        ("1;Kurssi;47;31.2.2027", "“31.2.2027” is no day"),
        ("1;Kurssi;47;;ruåtsi", "“ruåtsi” is no language"),
        ("1;Kurssi;47;;fi;x", "more cells than the heading"),
        (f"1;{'x' * 4001};", "more than 4000 characters"),
    ],
)
def test_each_row_that_cannot_be_taken_in_is_named_with_its_number(database, county, tmp_path, row, sentence) -> None:
    read = _read(database, county, _file(tmp_path, f"Nro;Päätös;Kunta;Määräaika;Kieli\n0;Hyvä;47\n{row}\n"))

    [problem] = read.problems
    assert (problem.row, sentence in problem.sentence) == (3, True)


def test_an_identifier_used_twice_is_told_with_both_rows(database, county, tmp_path) -> None:
    read = _read(database, county, _file(tmp_path, "Nro;Päätös\n1;a\n\n1;b\n"))

    assert [(one.row, "already used on row 2" in one.sentence) for one in read.problems] == [(4, True)]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("p.csv", "", "empty"),
        ("p.csv", "Nro;Tavoite\n1;x\n", "columns"),
        ("p.csv", "Nro;Päätös;Toimi\n1;x;y\n", "twice"),
        ("p.docx", "x", "kind"),
        ("p.xlsx", "x", "no_workbook"),
        ("p.csv", 'Nro;Päätös\n1;"auki', "malformed"),
        ("p.csv", "Nro;Päätös\n" + "\n".join(f"{n};x" for n in range(2001)), "too_many"),
    ],
)
def test_a_file_that_holds_no_decisions_is_refused_with_a_reason(tmp_path, name, content, reason) -> None:
    with pytest.raises(TableUnreadable) as refused:
        decision_files.rows_in(_file(tmp_path, content, name))

    assert refused.value.reason == reason


def test_a_small_workbook_that_unpacks_into_endless_cells_is_refused(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 40_000)
    book = Workbook()
    book.active.append(["Tunnus", "Päätös"])
    for row in range(2, 10):
        book.active.cell(row, 16_384, "x")
    book.save(tmp_path / "p.xlsx")

    with pytest.raises(TableUnreadable) as refused:
        decision_files.rows_in(tmp_path / "p.xlsx")

    assert refused.value.reason == "too_large"


def test_the_table_that_we_write_can_be_taken_in_again(database, county, tmp_path) -> None:
    _take_in(database, county, _file(tmp_path, FINNISH))
    for language in ("fi", "sv"):
        rows = [decisions.as_row(one) for one in _known(database, county)]
        (tmp_path / "p.xlsx").write_bytes(decision_files.workbook(rows, language))
        plan = _take_in(database, county, tmp_path / "p.xlsx")
        assert (len(plan.new), len(plan.changed), len(plan.same)) == (0, 0, 3)


def test_no_cell_that_we_write_is_a_formula(tmp_path) -> None:
    (tmp_path / "p.xlsx").write_bytes(decision_files.workbook([{"key": "1", "action": "=1+1"}], "fi"))

    sheet = load_workbook(tmp_path / "p.xlsx").active
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("s", "=1+1")


def test_a_round_looks_back_at_the_year_of_the_round_before_it(database, county, build, questionnaire) -> None:
    with database.writing() as session:
        b = build(session)
        home = session.get_one(County, county)
        first = b.round_(home, questionnaire, year=2024)
        second = b.round_(home, questionnaire, year=2026, previous_round_id=first.id)
        assert (decisions.year_before(session, second), decisions.year_before(session, first)) == (2024, 2023)


@pytest.fixture
def run(sqlite_database: Database, build, tmp_path, monkeypatch):
    with sqlite_database.writing() as session:
        b = build(session)
        b.organisation(b.county(), code="047")
    monkeypatch.setenv("ENNAKKO_SECRET_KEY", "0123456789abcdef0123")
    monkeypatch.setenv("ENNAKKO_DATABASE_URL", sqlite_database.url)

    def command(content: str, *options: str):
        wanted = ["decisions", "import", str(_file(tmp_path, content)), "--county", "99", "--year", "2026", *options]
        return CliRunner().invoke(main, wanted)

    return command


def test_the_command_tells_what_it_did_and_asks_about_what_is_missing(run) -> None:
    assert "2 new, 0 changed, 0 as before" in run("Nro;Päätös;Kunta\n1;a;47\n2;b;\n").output
    kept = run("Nro;Päätös;Kunta\n1;c;47\n")
    assert ("0 new, 1 changed" in kept.output, "2: not in the file, kept" in kept.output) == (True, True)
    assert "2: removed." in run("Nro;Päätös;Kunta\n1;c;47\n", "--remove-missing").output


def test_the_command_takes_in_nothing_when_a_row_is_wrong(run) -> None:
    refused = run("Nro;Päätös;Kunta\n1;a;47\n2;;48\n")

    assert refused.exit_code == 2
    assert "p.csv, row 3: It is not said what was decided." in refused.output
    assert "p.csv, row 3: The county has no organisation “48”." in refused.output
    assert "1 new" in run("Nro;Päätös;Kunta\n1;a;47\n").output


def test_the_command_says_that_a_county_is_not_known(run) -> None:
    refused = run("Nro;Päätös\n1;a\n", "--county", "12")

    assert (refused.exit_code, "There is no county 12" in refused.output) == (2, True)
