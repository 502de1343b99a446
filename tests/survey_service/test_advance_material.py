"""The advance material: what is for passing on holds nothing internal, and the parties fetch what was let out."""

import datetime
import io
import subprocess
import sys
import zipfile

import pytest
from sqlmodel import select

from questionnaires.values import Table, Upload
from reports.briefing import RaisedIssue, Text
from survey_service import (
    advance_material,
    agenda_items,
    agendas,
    answering,
    briefing_versions,
    briefings,
    clearing,
    decisions,
    delegations,
    links,
    negotiated,
    negotiations,
    party_notes,
    released_material,
    responses,
    submissions,
    summonses,
)
from survey_service.advance_material import NoBriefing
from survey_service.candidates import ChangedMeanwhile
from survey_service.db import Database, now
from survey_service.models import Attachment, BriefingVersion, Invitation, Organisation, Round, StaffMember
from survey_service.packages import files
from survey_service.records import notes

scenes = sys.modules["tests_scene"]
SLIDES = b"%PDF-1.4 esitys"
SECRET = "Neuvottelutavoitteemme on sitova raja."
ABOUT = "Vastaus tuli puhelimessa."
QUORUM = "Kaksi viranhaltijaa yhdessa."
SMALL = "Vanhuksen naapuri Aholassa juo."
NAME = "Testi Esimerkki"
INTERNAL = (SECRET, ABOUT, QUORUM, SMALL, NAME)


def staff(session) -> dict[str, object]:
    row = session.exec(select(StaffMember).where(StaffMember.email == scenes.TEAM)).one()
    return {"staff_id": row.id, "actor": row.email}


def send(session, made, round_: Round, key: str, values) -> None:
    organisation = session.get_one(Organisation, made.organisations[key])
    response = answering.find(session, round_.id, organisation.id)
    invitation = session.exec(
        select(Invitation).where(Invitation.organisation_id == organisation.id, Invitation.purpose == "answer")
    ).one()
    response.state = "draft"
    session.flush()
    responses.save(session, response, values, responses.Writer(None, "", "fi"), seen={})
    submissions.submit(session, made.jobs, response, invitation.id, link_id=None)


def keep_file(session, folder, response_id: int, key: str, scan: str) -> Upload:
    path = folder / key[:2] / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(SLIDES)
    session.add(
        Attachment(
            response_id=response_id,
            question_id="esitys",
            key=key,
            name="esitys.pdf",
            media_type="application/pdf",
            size=len(SLIDES),
            sha256="0" * 64,
            scan=scan,
        )
    )
    session.flush()
    return Upload(attachment=key, name="esitys.pdf", size=len(SLIDES))


@pytest.fixture
def prepared(sqlite_database: Database, scene, tmp_path):
    """Two municipalities sent a delegation, an issue and a presentation, one of which nobody has looked through."""
    with sqlite_database.writing() as session:
        round_, by = session.get_one(Round, scene.round), staff(session)
        for key, scan in (("kuusivaara", "clean"), ("aholansaari", "waiting")):
            response = answering.find(session, round_.id, scene.organisations[key])
            slides = keep_file(session, tmp_path / "files", response.id, key[:2] * 16, scan)
            people = ({"nimi": NAME, "tehtavanimike": "Johtaja", "rooli": "johtava_viranhaltija"},)
            issue = {"asia": SMALL if key == "aholansaari" else "Etsivä työ", "tavoite": "Kaikki tavoitetaan"}
            values = {
                "c_kokoonpano": Table(kind="roster", rows=people),
                "nostot": Table(kind="list", rows=(issue,)),
                "esitys": slides,
            }
            send(session, scene, round_, key, values)
        town = scene.organisations["kuusivaara"]
        words = {"quorum": QUORUM, "internal": SECRET}
        party_notes.write(session, round_, 0, town, words, seen={"quorum": 0, "internal": 0}, **by)
        notes.write(session, answering.find(session, round_.id, town), ABOUT, actor=scenes.TEAM)
        past = dict.fromkeys(negotiated.WRITTEN, "") | {"action": "Viime vuoden päätös", "status": "decided"}
        negotiated.add(
            session, round_, 0, past | {"organisation_id": town, "due": None, "responsible": NAME}, actor="a"
        )
        row = session.exec(select(decisions.Decision).where(decisions.Decision.action == past["action"])).one()
        row.year, row.negotiation_id = round_.year - 1, None
    return scene


def text_in(package: dict[str, bytes]) -> str:
    """Everything that the package says: pages and Office files as they are, PDF files by their words."""
    told = []
    for name, content in package.items():
        told.append(name)
        if name.endswith((".docx", ".pptx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                told += [parts.read(one).decode("utf-8", "ignore") for one in parts.namelist()]
        elif name.endswith(".pdf") and content != SLIDES:
            told.append(words_of(content))
        else:
            told.append(content.decode("utf-8", "ignore"))
    return " ".join(" ".join(told).split())


def words_of(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def test_an_issue_that_is_quoted_too_goes_on_as_was_decided_on_the_quote(sqlite_database: Database, scene) -> None:
    said = "Lisää matalan kynnyksen tukea."
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        stored, briefing = briefings.load(session, scene.briefing, scene.county)
        first, *others = briefing.findings
        where = {"answer_id": "kuusivaara.mh_nosto.1", "text": said, "cleared": False, "reasons": ("sensitive",)}
        sensitive = first.gist.model_copy(update={"cleared": False, "reasons": ("sensitive",)})
        changed = {"gist": sensitive, "answers": (*first.answers, where["answer_id"])}
        for requests in ((), (first.gist.model_copy(update=where),)):
            finding = first.model_copy(update={**changed, "requests": requests})
            stored.content = briefing.model_copy(update={"findings": (finding, *others)}).model_dump(mode="json")
            session.flush()
            assert words_of_issue(session, round_) == ""

        stored, briefing = briefings.load(session, scene.briefing, scene.county)
        key = next(one.key for one in clearing.of_briefing(session, stored, briefing).items if one.text == said)
        clearing.decide(session, stored, briefing, "reworded", {key: "Tukea lisää."}, 0, actor="a")
        assert words_of_issue(session, round_) == "Tukea lisää."


def test_replies_stand_beside_an_issue_once(sqlite_database: Database, prepared) -> None:
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, prepared.round)
        stored, briefing = briefings.load(session, prepared.briefing, prepared.county)
        town, goal = briefing.party("kuusivaara").name, Text(fi="Tavoite", sv="Mål")
        told = ((goal, "Kaikki tavoitetaan"), (Text(fi="Palvelu vastasi", sv="Tjänsten svarade"), "Selvitämme."))
        issue = RaisedIssue(organisation=town, issue="Etsivä työ", details=told)
        stored.content = briefing.model_copy(update={"raised_issues": (issue,)}).model_dump(mode="json")
        session.flush()
        found = agenda_items.raised(session, round_, 0, agendas.published(session, round_))
        details = [one.details for one in found if one.words == issue.issue]
        assert [[words for _, words in each] for each in details] == [["Kaikki tavoitetaan"]]


def words_of_issue(session, round_: Round) -> str:
    (one,) = agenda_items.raised(session, round_, 0, agendas.published(session, round_))
    return one.words


def test_delegations_tell_who_is_missing_and_notes_of_two_people_do_not_overwrite_each_other(
    sqlite_database: Database, prepared
) -> None:
    town = prepared.organisations["kuusivaara"]
    with sqlite_database.writing() as session:
        round_, by = session.get_one(Round, prepared.round), staff(session)
        told = {one.organisation.fi: one for one in delegations.of_negotiation(session, round_, 0, "fi")}
        assert told["Kuusivaara"].lacks_elected
        assert [each.cells for each in told["Kuusivaara"].delegates] == [(NAME, "Johtaja")]
        assert not told["Koivula"].answered
        assert {name for name, one in told.items() if one.has_gap} >= {"Kuusivaara", "Koivula", "Rantakylä"}
        other = {"quorum": QUORUM, "internal": "Toinen"}
        assert party_notes.write(session, round_, 0, town, other, seen={"quorum": 1, "internal": 1}, **by)
        with pytest.raises(ChangedMeanwhile):
            party_notes.write(
                session, round_, 0, town, other | {"internal": "X"}, seen={"quorum": 1, "internal": 1}, **by
            )
        meeting = negotiations.of_area(session, round_, 0)
        kept = [one.words for _, one in party_notes.history(session, meeting.negotiation_id, town)]
    assert kept == ["Toinen", SECRET, QUORUM]


def test_what_is_for_passing_on_holds_nothing_internal(sqlite_database: Database, prepared, tmp_path) -> None:
    with sqlite_database.reading() as session:
        round_ = session.get_one(Round, prepared.round)
        folder = tmp_path / "files"
        outside, inside = (
            files(advance_material.gather(session, round_, 0, folder, internal=one)) for one in (False, True)
        )
    told, ours = text_in(outside), text_in(inside)
    for words in INTERNAL:
        assert words not in told, words
        assert words in ours, words
    for words in ("Etsivä työ", "Kaikki tavoitetaan", "Viime vuoden päätös", "Ikäihmisten yksinäisyys"):
        assert words in told, words
    assert scenes.QUEUES_MORE not in told, "a quote that nobody cleared"
    assert outside["esitykset/kuusivaara/esitys.pdf"] == SLIDES
    assert not any("aholansaari" in name for name in outside), "nobody has looked through it"
    assert not any(name.startswith(("sisainen", "internt")) for name in outside)
    for name in ("0-sisallys-fi.html", "0-innehall-sv.html"):
        page = outside[name].decode()
        assert all(f'href="{path}"' in page for path in outside if not path.startswith("0-"))


def test_the_parties_fetch_what_was_let_out_and_nothing_before_or_after(
    sqlite_database: Database, prepared, app, sign_in
) -> None:
    team = sign_in()
    here = f"/henkilosto/kierrokset/{prepared.round}/neuvottelut/0/aineisto/"
    with sqlite_database.writing() as session:
        round_, by = session.get_one(Round, prepared.round), staff(session)
        soon = now() + datetime.timedelta(days=9)
        negotiations.arrange(session, round_, 0, soon, "Sali", "", actor=scenes.TEAM)
        summonses.send(session, prepared.jobs, round_, 0, seen=0, **by)
        invitation = session.exec(
            select(Invitation).where(
                Invitation.organisation_id == prepared.organisations["kuusivaara"], Invitation.purpose == "answer"
            )
        ).one()
        token = links.mint(session, invitation, "organisation", expires_at=soon)
    party, stranger = app.test_client(), app.test_client()
    party.get(f"/v/{token}")
    own, package = "/vastaus/neuvottelu/", "/vastaus/neuvottelu/0/ennakkomateriaali.zip"
    page = party.get(own).get_data(as_text=True)
    assert "Sali" in page
    assert "ennakkomateriaali.zip" not in page
    assert party.get(package).status_code == 404
    assert stranger.get(package).status_code == 403
    assert team.post(here, data={"act": "release", "seen": "0"}).status_code == 303
    assert team.post(here, data={"act": "release", "seen": "0"}).status_code == 409
    with party.get(package) as fetched:
        names = zipfile.ZipFile(io.BytesIO(fetched.data)).namelist()
    assert "esitykset/kuusivaara/esitys.pdf" in names
    assert not any("sisainen" in name for name in names)
    assert party.get("/vastaus/neuvottelu/0/neuvottelu-fi.ics").data.startswith(b"BEGIN:VCALENDAR")
    assert "sisainen" in team.get(here + "sisainen.zip").headers["Content-Disposition"]
    assert team.post(here, data={"act": "withdraw", "number": "1"}).status_code == 303
    assert party.get(package).status_code == 404

    with sqlite_database.writing() as session:
        for version in session.exec(select(BriefingVersion)):
            session.delete(version)
        session.flush()
        assert briefing_versions.latest(session, prepared.round) is None
        assert len(released_material.of_round(session, prepared.round)) == 1
        with pytest.raises(NoBriefing):
            advance_material.gather(session, session.get_one(Round, prepared.round), 0, None, internal=False)
    refused = team.get(here + "jaettava.zip", query_string={"lang": "fi"})
    assert refused.status_code == 409
    assert "ei ole vielä julkaistu" in refused.get_data(as_text=True)
