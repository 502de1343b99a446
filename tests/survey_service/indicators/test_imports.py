"""Taking figures in: whole or not at all, never twice; each file can be removed, and counties stay apart."""

import datetime
import json
import threading

import pytest
from sqlmodel import select

from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.indicators import imports, storing
from survey_service.indicators.figures import Area, Problem, Read, Title
from survey_service.models import AuditEvent, IndicatorImport, Observation

DAY = datetime.date(2026, 11, 1)
TOWN, OTHER = Area("kunta", "167"), Area("kunta", "260")


def _values(db: Database, county: int) -> dict[tuple[str, int], str | None]:
    with db.reading() as session:
        return {
            (one.figure.area.code, one.figure.year): one.figure.value
            for one in storing.standing(session, county).values()
        }


def test_a_newer_file_brings_figures_up_to_date_and_doubles_nothing(database: Database, make_county, take_in) -> None:
    county = make_county(database)
    take_in(database, county, (TOWN, 2023, "7.1"), (TOWN, 2024, "7.4"), (OTHER, 2024, None), name="a.csv")
    plan = take_in(database, county, (TOWN, 2023, "7.1"), (TOWN, 2024, "8"), (OTHER, 2024, "0"), name="b.csv")

    assert plan.counts == {"new": 0, "changed": 2, "same": 1, "missing": 0}
    assert [(one.before.value, one.after.value) for one in plan.changes] == [("7.4", "8"), (None, "0")]
    assert _values(database, county) == {("167", 2023): "7.1", ("167", 2024): "8", ("260", 2024): "0"}

    with database.writing() as session:
        newest = imports.of_county(session, county)[0]
        imports.remove(session, county, newest.id, actor="x@y.example")
    # what the earlier file told counts again: missing is missing, and never 0
    assert _values(database, county) == {("167", 2023): "7.1", ("167", 2024): "7.4", ("260", 2024): None}


def test_a_value_that_a_newer_file_tells_to_be_missing_is_missing(sqlite_database, county, take_in) -> None:
    take_in(sqlite_database, county, (TOWN, 2024, "7.4"), name="a.csv")
    assert take_in(sqlite_database, county, (TOWN, 2024, None), name="b.csv").counts["changed"] == 1
    assert _values(sqlite_database, county) == {("167", 2024): None}


def test_the_same_file_twice_is_once_also_when_two_click_at_the_same_time(
    database: Database, make_county, take_in
) -> None:
    county = make_county(database)
    both = [threading.Thread(target=take_in, args=(database, county, (TOWN, 2024, "7.4"))) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    with database.reading() as session:
        assert len(session.exec(select(IndicatorImport)).all()) == 1
        assert len(session.exec(select(Observation)).all()) == 1
    assert take_in(database, county, (TOWN, 2024, "7.4")).already is not None


def test_with_a_problem_nothing_is_taken_in(sqlite_database: Database, county, take_in) -> None:
    read = Read("sotkanet", "a.csv", "x", problems=(Problem(2, "year", "…"),))
    with sqlite_database.writing() as session:
        imports.take_in(session, county, read, DAY, actor="x@y.example")

    with sqlite_database.reading() as session:
        assert session.exec(select(IndicatorImport)).all() == []


def test_what_a_file_was_is_kept_with_it_and_in_the_log(sqlite_database: Database, county, take_in) -> None:
    titles = {"sotkanet_3219": Title("Uusi nimi", "Nytt namn", "Kela", "FPA")}
    with sqlite_database.writing() as session:
        described = Read("descriptions", "kuvaus.json", "d", titles=titles)
        plan = imports.take_in(session, county, described, DAY, actor="hytetu@kuusivirta.example")
    take_in(sqlite_database, county, (TOWN, 2024, "7.4"), name="luvut.csv")

    assert plan.renamed[0][1] == "Uusi nimi"
    with sqlite_database.reading() as session:
        row = imports.of_county(session, county)[0]
        assert (row.file, row.picked_on, row.by, row.sha256) == ("luvut.csv", DAY, "x@y.example", "luvut.csv")
        assert row.titles["sotkanet_3219"]["owner_sv"] == "FPA"
        assert session.exec(select(AuditEvent.action)).all() == ["indicators.take_in"] * 2
        assert "7.4" not in json.dumps([one.model_dump(mode="json") for one in session.exec(select(AuditEvent))])


def test_the_newest_list_of_regions_counts_and_tells_which_municipalities_it_lacks(
    sqlite_database: Database, county
) -> None:
    lists = ({"74": ("kunta", "167")}, {"74": ("kunta", "167"), "135": ("kunta", "260")})
    with sqlite_database.writing() as session:
        for number, regions in enumerate(lists):
            plan = imports.take_in(
                session, county, Read("regions", "r.json", str(number), regions=regions), DAY, actor="x@y.example"
            )
        assert plan.unlisted == ("005",)
        assert imports.known_to(session, county).regions == lists[1]
        imports.remove(session, county, imports.of_county(session, county)[0].id, actor="x@y.example")
        assert imports.known_to(session, county).regions == lists[0]


def test_another_county_has_figures_and_files_of_its_own(sqlite_database: Database, county, build, take_in) -> None:
    take_in(sqlite_database, county, (TOWN, 2024, "7.4"))
    with sqlite_database.writing() as session:
        other = build(session).county("17").id
    assert take_in(sqlite_database, other, (Area("kunta", "905"), 2024, "5")).already is None
    assert _values(sqlite_database, other) == {("905", 2024): "5"}
    with sqlite_database.writing() as session:
        mine = imports.of_county(session, county)[0].id
        with pytest.raises(NotFound):
            imports.remove(session, other, mine, actor="x@y.example")
