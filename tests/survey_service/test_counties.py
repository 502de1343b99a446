from importlib.resources import files
from pathlib import Path

import pytest
from sqlmodel import select

from survey_service import counties
from survey_service.db import Database
from survey_service.models import Contact, Organisation

DEMO = Path(str(files("survey_service") / "demo" / "county.yaml"))


def test_the_demo_county_is_taken_in_whole(database: Database) -> None:
    document = counties.read(DEMO)

    with database.writing() as session:
        county = counties.take_in(session, document)

    assert county.languages == ["fi", "sv"]
    with database.reading() as session:
        organisations = session.exec(select(Organisation)).all()
        assert sum(organisation.kind == "kunta" for organisation in organisations) == 14
        assert (
            sum(
                organisation.language_status in ("fi_sv", "sv_fi")
                for organisation in organisations
                if organisation.kind == "kunta"
            )
            == 2
        )
        assert all(len(organisation.code or "000") == 3 for organisation in organisations)
        assert any(organisation.inhabitants is None for organisation in organisations if organisation.kind == "kunta")
        assert len(session.exec(select(Contact).where(Contact.network)).all()) == len(document.network)


def test_the_same_county_is_not_taken_in_twice(sqlite_database: Database) -> None:
    document = counties.read(DEMO)
    with sqlite_database.writing() as session:
        counties.take_in(session, document)

    with (
        pytest.raises(counties.UnreadableCounty, match="in the database already"),
        sqlite_database.writing() as session,
    ):
        counties.take_in(session, document)


def test_a_kuntanumero_that_lost_its_zero_gets_it_back(sqlite_database: Database, tmp_path: Path) -> None:
    file = tmp_path / "county.yaml"
    file.write_text(
        """
county: {code: "98", name: {fi: A, sv: B}, languages: [fi], contact: {title: {fi: T, sv: T}, email: a@b.example}}
organisations:
  - {id: x, kind: kunta, code: "47", name: {fi: X, sv: X}, language_status: fi,
     contact: {title: {fi: T, sv: T}, email: a@b.example}}
""",
        encoding="utf-8",
    )
    with sqlite_database.writing() as session:
        counties.take_in(session, counties.read(file))

    with sqlite_database.reading() as session:
        assert session.exec(select(Organisation)).one().code == "047"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("county: [", "cannot be read as YAML"),
        ("[" * 3000, "cannot be read as YAML"),
        ("county: {code: '1'}", "county.code"),
        ("organisations: []", "county"),
    ],
)
def test_a_broken_county_says_where(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "county.yaml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(counties.UnreadableCounty, match=r".") as refusal:
        counties.read(file)

    assert sentence in str(refusal.value)
