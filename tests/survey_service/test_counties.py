from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from sqlmodel import col, select

from survey_service import counties, networks
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
        assert len(session.exec(select(Contact).where(col(Contact.id).in_(networks.members()))).all()) == len(
            document.network
        )


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


@pytest.mark.parametrize(
    ("region", "languages"),
    [("pohjois_karjala", {"fi": 13}), ("pohjanmaa", {"fi": 1, "fi_sv": 2, "sv_fi": 11})],
)
def test_an_example_region_is_complete_and_turns_to_roles_alone(
    sqlite_database: Database, region: str, languages: dict[str, int]
) -> None:
    with sqlite_database.writing() as session:
        counties.take_in(session, counties.read(Path(str(files("survey_service") / "regions" / f"{region}.yaml"))))

    with sqlite_database.reading() as session:
        municipalities = session.exec(select(Organisation).where(Organisation.kind == "kunta")).all()
        contacts = session.exec(select(Contact)).all()
    assert Counter(one.language_status for one in municipalities) == languages
    assert len({one.code for one in municipalities}) == len(municipalities)
    assert all(one.email.endswith(".example") and not one.name for one in contacts)
    primary = [one.organisation_id for one in contacts if one.is_primary]
    assert len(primary) == len(set(primary)) == len({one.organisation_id for one in contacts})
