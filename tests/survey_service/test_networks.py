import sys
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlmodel import select

from questionnaires.model import Text
from survey_service import contacting, networks, schema
from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.models import Contact, Membership, Network, Round

scenes = sys.modules["tests_scene"]


@pytest.fixture
def placed(database: Database, build, questionnaire) -> Database:
    """Two organisations, each with a contact; the first one's belongs to the network of contact persons."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        b.contact(b.organisation(county), network=True)
        b.contact(b.organisation(county, "koivula"))
        b.round_(county, questionnaire)
    return database


def test_a_contact_belongs_to_several_networks_and_is_asked_once(placed: Database) -> None:
    with placed.writing() as session:
        round_ = session.exec(select(Round)).one()
        first = networks.of_county(session, round_.county_id)[0]
        second = networks.add(session, round_.county_id, Text(fi="Päihdeverkosto", sv="Nätverk"), actor="a@b.example")
        contacts = session.exec(select(Contact).order_by(Contact.id)).all()
        everybody = {one.id for one in contacts}
        assert networks.set_members(session, second, everybody, everybody, actor="a@b.example") == 2
        assert networks.set_members(session, second, everybody, everybody, actor="a@b.example") == 0
        assert [name.fi for name in networks.names_of(session, contacts[0].id)] == [first.name_fi, "Päihdeverkosto"]
        assert len(contacting.addressees(session, round_, "select")) == 2
        assert networks.sizes(session, round_.county_id) == {first.id: 1, second.id: 2}


def test_who_was_not_seen_on_the_page_stays_a_member(placed: Database) -> None:
    with placed.writing() as session:
        network = session.exec(select(Network)).one()
        networks.set_members(session, network, seen=(), chosen=(), actor="a@b.example")
        assert len(session.exec(select(Membership)).all()) == 1


def test_a_network_with_members_is_not_removed_and_an_empty_one_is(placed: Database) -> None:
    with placed.writing() as session:
        network = session.exec(select(Network)).one()
        with pytest.raises(networks.NetworkInUse):
            networks.remove(session, network, actor="a@b.example")
        empty = networks.add(session, network.county_id, Text(fi="Åå!", sv="x"), actor="a@b.example")
        assert empty.key == "aa"
        networks.remove(session, empty, actor="a@b.example")
        assert session.exec(select(Network)).all() == [network]


def test_names_that_are_alike_get_keys_of_their_own(placed: Database) -> None:
    with placed.writing() as session:
        county = session.exec(select(Network)).one().county_id
        keys = [networks.add(session, county, Text(fi=name, sv="x"), actor="a").key for name in ("Elo", "Elo", "?")]
    assert keys == ["elo", "elo_2", "verkosto_2"]


def test_another_countys_network_is_not_found(placed: Database) -> None:
    with placed.reading() as session, pytest.raises(NotFound):
        networks.owned(session, session.exec(select(Network)).one().id, 999)


def test_members_marked_before_there_were_networks_belong_to_one_afterwards(tmp_path: Path) -> None:
    db = Database(f"sqlite:///{tmp_path}/old.sqlite3")
    config = schema._config(db)
    command.upgrade(config, "0003")
    with db.engine.begin() as connection:
        for statement in (
            "INSERT INTO county (id, code, name_fi, name_sv, languages, contact_title_fi, contact_title_sv, "
            "contact_email) VALUES (1, '99', 'a', 'a', '[]', '', '', '')",
            "INSERT INTO organisation (id, county_id, key, kind, name_fi, name_sv, language_status) "
            "VALUES (1, 1, 'k', 'kunta', 'K', 'K', 'fi')",
            "INSERT INTO contact (id, organisation_id, title_fi, title_sv, email, answers, network) "
            "VALUES (1, 1, '', '', 'a@k.example', true, true), (2, 1, '', '', 'b@k.example', true, false)",
        ):
            connection.execute(text(statement))
    command.upgrade(config, "0004")
    with db.reading() as session:
        assert [one.contact_id for one in session.exec(select(Membership))] == [1]
        assert session.exec(select(Network)).one().county_id == 1
    db.close()
