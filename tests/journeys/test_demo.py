"""The whole way on real parts: the demo is made from nothing, with its mails, answers, synthesis and briefing."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sqlmodel import col, select

from reports.briefing import Briefing
from survey_service import courses, decisions
from survey_service.db import Database
from survey_service.models import Organisation, Round

ENNAKKO = [sys.executable, "-c", "from survey_service.cli import main; main()"]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a played demo."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([*ENNAKKO, "demo"], cwd=folder, check=True, timeout=600)
    return folder / "var" / "demo"


@pytest.fixture(scope="module")
def briefing(demo: Path) -> Briefing:
    return Briefing.model_validate_json((demo / "briefing.json").read_text())


def test_the_demo_leaves_the_briefing_in_every_form(demo: Path) -> None:
    assert (demo / "briefing.pdf").read_bytes().startswith(b"%PDF-")
    assert "word/document.xml" in zipfile.ZipFile(demo / "briefing.docx").namelist()
    assert (demo / "briefing.html").read_text().lower().startswith("<!doctype html>")
    assert json.loads((demo / "briefing.json").read_text())["format"] == 1


def test_every_answer_to_be_grouped_stands_in_a_phenomenon_or_among_the_unplaced(briefing: Briefing) -> None:
    placed = {answer for finding in briefing.findings for answer in finding.answers}
    unplaced = {left.quote.answer_id for left in briefing.unplaced}

    assert len(placed | unplaced) > 150
    assert len(briefing.findings) >= 8


def test_a_phenomenon_is_quoted_at_most_once_for_each_organisation(briefing: Briefing) -> None:
    for finding in briefing.findings:
        organisations = [quote.organisation.fi for quote in finding.quotes]

        assert len(organisations) == len(set(organisations))


def test_who_has_not_answered_is_told(briefing: Briefing) -> None:
    assert (briefing.answered(), briefing.asked()) == (18, 22)


def test_no_identity_code_address_or_number_of_an_answer_is_told(demo: Path) -> None:
    told = (demo / "briefing.json").read_text() + (demo / "briefing.html").read_text()

    assert "140313A9127" not in told


def test_every_invited_contact_got_one_mail_and_the_links_are_written_down(demo: Path) -> None:
    links = json.loads((demo / "links.json").read_text())

    assert {"respondent", "respondent_sv", "staff", "briefing", "selection", "mailbox"} <= set(links)
    # 24 invitations of each year, 19 receipts, the network to name and to choose, 14 summonses, 4 asked of decisions
    assert len(list((demo / "mailbox").glob("*.eml"))) == 24 + 24 + 19 + 8 + 8 + 14 + 4


def test_the_year_goes_from_the_networks_candidates_to_decisions_of_which_the_next_survey_asks(demo: Path) -> None:
    db = Database(f"sqlite:///{demo / 'ennakko.sqlite3'}")
    with db.reading() as session:
        first, second = session.exec(select(Round).where(col(Round.year) >= 2027).order_by(col(Round.year))).all()
        made = decisions.of_year(session, first.county_id, first.year)
        town = session.exec(select(Organisation).where(Organisation.key == "vaskiranta")).one()
        asked = decisions.of_year_before(session, second, town.id)
        told = [one.status for one in courses.of_year(session, first.county_id, first.year)]
    db.close()

    assert [bool(one.item) for one in made] == [True] * 4
    assert told == ["kesken", "tehty", "kesken", ""]
    assert [one.action for one in asked] == [made[2].action]


def test_no_key_of_a_link_stands_in_the_database_or_the_log(demo: Path) -> None:
    token = json.loads((demo / "links.json").read_text())["respondent"].rpartition("/")[2].encode()

    assert token not in (demo / "ennakko.sqlite3").read_bytes()
    assert token not in (demo / "worker.log").read_bytes()
