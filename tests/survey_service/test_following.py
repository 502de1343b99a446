"""One organisation of a round: its page, another contact, a reopening that ends, a response entered in its name."""

import datetime
import io
import sys
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, col, select

from questionnaires.values import Choices, Items, Point, Words
from survey_service import answer_files, answering, links, mails, material, openness, rounds, submissions
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.letters.composing import part
from survey_service.letters.gathering import letter
from survey_service.letters.wording import blocks
from survey_service.link_requests import Door
from survey_service.models import (
    AuditEvent,
    Contact,
    Invitation,
    Mail,
    OnBehalf,
    Response,
    Round,
    Share,
    Submission,
)
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%%EOF\n"


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(secret_key="0123456789abcdef0123", files_folder=tmp_path / "files")


@pytest.fixture
def app(sqlite_database: Database, scene, settings: Settings) -> Flask:
    app = create_app(settings, db=sqlite_database, jobs=scene.jobs)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def own(scene, key: str) -> str:
    return f"/henkilosto/kierrokset/{scene.round}/vastaajat/{scene.organisations[key]}/"


def text(answer: Any) -> str:
    return answer.get_data(as_text=True)


def invitation_of(session: Session, scene, key: str) -> Invitation:
    wanted = Invitation.organisation_id == scene.organisations[key], Invitation.purpose == "answer"
    return session.exec(select(Invitation).where(*wanted).order_by(Invitation.id.desc())).first()


def link_to(session: Session, invitation: Invitation, kind: str = "organisation", share: Share | None = None) -> str:
    return links.mint(session, invitation, kind, share=share, expires_at=now() + datetime.timedelta(days=1))


def test_the_page_tells_everything_and_a_reopening_ends_before_its_time(
    sign_in, sqlite_database: Database, scene, mail_settings, post_office
) -> None:
    team, page = sign_in(), own(scene, "kuusivaara")
    assert "hyvinvointi@kuusivaara.example" in text(team.get(page))
    later = (now() + datetime.timedelta(days=5)).strftime("%d.%m.%Y")
    received = page.replace("vastaajat", "vastaukset")
    assert team.post(f"{received}avaa", data={"whole": "yes", "reason": "Täydennys", "until": later}).status_code == 303
    shown = text(team.get(page))
    assert "Täydennys" in shown
    seen = shown.partition('name="seen" value="')[2].partition('"')[0]
    assert team.post(f"{received}sulje", data={"seen": "999"}).status_code == 409
    for status in (303, 409):
        assert team.post(f"{received}sulje", data={"seen": seen}).status_code == status
    with sqlite_database.reading() as session:
        response = session.exec(
            select(Response).where(Response.organisation_id == scene.organisations["kuusivaara"])
        ).one()
        assert not openness.of_response(session, response).is_reopened
        assert session.exec(select(AuditEvent).where(AuditEvent.action == "response.end_reopening")).one()
        opened, closed = session.exec(select(Mail).where(col(Mail.kind).in_(("reopened", "reopening_ended")))).all()
        invitation = session.get_one(Invitation, closed.invitation_id)
        assert invitation.organisation_id == scene.organisations["kuusivaara"]
    settings = mail_settings(post_office.port)
    for mail in (opened, closed):
        mails.send(sqlite_database, settings, mail.id or 0)
    # the one that told of the opening has no point any more
    (told,) = post_office.mails
    assert "Viimeksi lähettämänne vastaus on voimassa sellaisenaan." in part(told, "plain")
    assert "gäller som det är" in part(told, "plain")


@pytest.mark.parametrize("former", ["end", "keep"])
def test_a_new_contact_is_invited_and_colleagues_links_work_on(
    sign_in, app: Flask, sqlite_database: Database, scene, former: str
) -> None:
    with sqlite_database.writing() as session:
        before = invitation_of(session, scene, "jarjestot")
        share = Share(invitation_id=before.id or 0, kind="colleague", name="Sivistys", email="a@jarjestot.example")
        session.add(share)
        session.flush()
        old, colleague = link_to(session, before), link_to(session, before, "share", share)
        contact_id = before.contact_id
    team = sign_in()
    address = f"{own(scene, 'jarjestot')}yhteyshenkilo/{contact_id}/"
    refused = team.post(address, data={"title_fi": "", "email": "ei osoite"})
    assert refused.status_code == 422
    assert "ei osoite" in text(refused)
    new = {"title_fi": "Puheenjohtaja", "title_sv": "", "email": "uusi@jarjestot.example", "former": former}
    assert team.post(address, data=new).status_code == 303
    with sqlite_database.reading() as session:
        after = invitation_of(session, scene, "jarjestot")
        contact = session.get_one(Contact, after.contact_id)
        assert (contact.title_sv, contact.email, contact.answers) == ("Puheenjohtaja", "uusi@jarjestot.example", True)
        assert session.exec(select(Mail.kind).where(Mail.invitation_id == after.id)).all() == ["invitation"]
        assert session.get_one(Share, share.id).invitation_id == after.id
        assert session.get_one(Contact, contact_id).answers is (former == "keep")
    assert app.test_client().get(f"/v/{old}").status_code == (410 if former == "end" else 303)
    opened = app.test_client()
    opened.get(f"/v/{colleague}")
    assert "Luonnos, jota kukaan muu ei näe." in text(opened.get("/vastaus/tarkistus/"))


def test_a_person_begins_by_pressing_and_never_by_opening(app: Flask, sqlite_database: Database, scene) -> None:
    with sqlite_database.writing() as session:
        token = link_to(session, invitation_of(session, scene, "koivula"))
    client = app.test_client()
    client.get(f"/v/{token}")
    client.get("/vastaus/")
    client.get("/vastaus/ilmiot")
    assert client.get("/vastaus/aloita").status_code == 404
    assert client.post("/vastaus/aloita", data={"leave_empty": "x"}).status_code == 422
    assert client.post("/vastaus/aloita").location == "/vastaus/ilmiot"
    with sqlite_database.reading() as session:
        assert invitation_of(session, scene, "koivula").begun_at is None
    by_hand = {"Sec-Fetch-User": "?1"}
    assert client.post("/vastaus/aloita", headers=by_hand).location == "/vastaus/ilmiot"
    with sqlite_database.reading() as session:
        assert invitation_of(session, scene, "koivula").begun_at is not None
        assert (
            session.exec(select(Response).where(Response.organisation_id == scene.organisations["koivula"])).all() == []
        )


def test_a_response_entered_for_an_organisation_is_marked_and_corrected_by_it(
    sign_in, app: Flask, sqlite_database: Database, scene, settings: Settings
) -> None:
    team, page = sign_in(), own(scene, "koivula") + "puolesta/"
    assert team.post(page, data={"reason": " "}).status_code == 422
    wrong = {"reason": "Tuli postitse", "original": (io.BytesIO(b"MZ"), "kirje.exe")}
    assert team.post(page, data=wrong).status_code == 422
    sent = {"reason": "Tuli postitse 3.3.2027", "original": (io.BytesIO(PDF), "kirje.pdf")}
    assert team.post(page, data=sent).location == "/vastaus/"
    assert "Kirjaatte vastausta organisaation puolesta" in text(team.get("/vastaus/"))
    assert team.get("/vastaus/jako/").status_code == 403
    team.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Paperilta luettu", "v_mh_nosto": "0", "act": "save"})
    assert team.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).status_code == 303
    assert team.post("/vastaus/takaisin/", data={"confirmed": "yes", "number": "1"}).status_code == 403
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        entered = session.exec(select(OnBehalf)).one()
        submission = session.exec(select(Submission).where(Submission.link_id == entered.link_id)).one()
        assert submission.answers["mh_nosto"]["link_id"] == entered.link_id
        act = session.exec(select(AuditEvent).where(AuditEvent.action == "response.submit")).all()[-1]
        assert act.actor == scenes.TEAM
        parties = {one.id: one.entered_by_county for one in material.gather(session, round_).parties}
        assert (parties["koivula"], parties["kuusivaara"]) == (True, False)
        mail = session.exec(select(Mail).where(Mail.kind == "receipt").order_by(Mail.id.desc())).first()
        invitation = session.get_one(Invitation, mail.invitation_id)
        told = letter(session, settings, mail, [(Door(invitation, None, round_), "tunnus")])
        receipt = "\n".join(line for block in blocks(told, "fi") for line in block.lines)
        assert "Vastauksen on kirjannut puolestanne: Hytetu-tiimi" in receipt
        assert "Tuli postitse 3.3.2027" in receipt
        token = link_to(session, invitation)
    received = text(team.get(own(scene, "koivula").replace("vastaajat", "vastaukset")))
    assert "Hyvinvointialueen kirjaama organisaation puolesta" in received
    with team.get(f"{page}{entered.id}/alkuperainen") as file:
        assert file.data == PDF
    organisation = app.test_client()
    organisation.get(f"/v/{token}")
    assert "Tuli postitse 3.3.2027" in text(organisation.get("/vastaus/valmis/"))
    with organisation.get("/vastaus/alkuperainen") as file:
        assert file.data == PDF
    assert organisation.post("/vastaus/takaisin/", data={"confirmed": "yes", "number": "1"}).status_code == 303
    organisation.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Itse korjattu", "v_mh_nosto": "1", "act": "save"})
    assert organisation.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).status_code == 303
    with sqlite_database.reading() as session:
        parties = {one.id: one.entered_by_county for one in material.gather(session, round_).parties}
        assert parties["koivula"] is False


def test_entering_ends_with_the_right_to_and_never_reaches_another_county(
    sign_in, sqlite_database: Database, scene
) -> None:
    page = own(scene, "koivula") + "puolesta/"
    assert sign_in(scenes.OUTSIDER).post(page, data={"reason": "Syy"}).status_code == 404
    assert sign_in(scenes.READER).post(page, data={"reason": "Syy"}).status_code == 403
    team = sign_in()
    assert team.post(own(scene, "kuusivaara") + "puolesta/", data={"reason": "Syy"}).status_code == 422
    assert team.post(own(scene, "tammela") + "puolesta/", data={"reason": "Syy"}).status_code == 422
    assert team.post(page, data={"reason": "Syy"}).status_code == 303
    assert team.get(own(scene, "jarjestot") + "puolesta/taulukko/").status_code == 403
    with team.session_transaction() as cookie:
        kept = {name: cookie[name] for name in ("answer_link", "entering")}
    team.post("/henkilosto/kirjaudu-ulos")
    other = sign_in(scenes.ADMIN)
    with other.session_transaction() as cookie:
        cookie.update(kept)
    for client in (team, other):
        assert client.get("/vastaus/").status_code == 403


def test_a_table_is_looked_at_before_its_answers_are_saved(sign_in, sqlite_database: Database, scene) -> None:
    team = sign_in()
    team.post(own(scene, "koivula") + "puolesta/", data={"reason": "Tuli taulukkona"})
    page = own(scene, "koivula") + "puolesta/taulukko/"
    rows = "question_id;text\nmh_ilmiot;=1+1\nmh_ilmiot;Toinen ilmiö\nmh_nosto;Nosto taulukosta\n"
    shown = team.post(f"{page}esikatselu", data={"file": (io.BytesIO(rows.encode()), "v.csv"), "language": "fi"})
    assert shown.status_code == 200
    assert "=1+1" in text(shown)
    with sqlite_database.reading() as session:
        response = session.exec(
            select(Response).where(Response.organisation_id == scene.organisations["koivula"])
        ).one()
        assert answering.find(session, scene.round, scene.organisations["koivula"])
        assert submissions.standing(session, response.id or 0) is None
    looked_at = {"rows": '[{"row":"2","question_id":"mh_nosto","text":"Nosto taulukosta"}]', "v_mh_nosto": "0"}
    assert team.post(page, data=looked_at).location == "/vastaus/tarkistus/"
    assert "Nosto taulukosta" in text(team.get("/vastaus/tarkistus/"))
    for name, content in (("v.csv", b"\xff\xfe\x00"), ("v.txt", b"x"), ("v.csv", b""), ("v.csv", b"a;b\n1;2\n")):
        answer = team.post(f"{page}esikatselu", data={"file": (io.BytesIO(content), name)})
        assert answer.status_code == 422, name
    for tampered in ("", "[1]", '[{"row":"x"}]', '[{"row":"2","question_id":"ei_ole","text":"x"}]'):
        assert team.post(page, data={"rows": tampered}).status_code == 422, tampered


def test_every_problem_of_a_table_is_told_with_its_row(scene, sqlite_database: Database, app: Flask) -> None:
    with sqlite_database.reading() as session:
        questionnaire = rounds.questionnaire_of(session.get_one(Round, scene.round))
    written = (
        ("mh_nostto", "x"),
        ("mh_nosto", "ensin"),
        ("mh_nosto", "toiseen kertaan"),
        ("", "tunnukseton"),
        ("c_kokoonpano", "lista"),
        ("c_suunta", "sininen"),
        ("mh_ilmiot", "yksi"),
        ("mh_ilmiot", "kaksi"),
    )
    rows = [
        {"row": str(number), "question_id": key, "text": words} for number, (key, words) in enumerate(written, start=2)
    ]
    with app.test_request_context("/?lang=fi"):
        read = answer_files.understood(questionnaire, "kunta", rows, "fi")
        assert [one.row for one in read.problems] == [2, 4, 5, 6, 7]
        assert "mh_nosto" in read.problems[0].sentence
        scale = questionnaire.question("c_suunta").points[0]
        multi = questionnaire.question("c_kohderyhmat").options[0]
        sound = answer_files.understood(
            questionnaire,
            "kunta",
            [
                {"row": "2", "question_id": "c_suunta", "text": scale.text.fi.upper()},
                {"row": "3", "question_id": "c_kohderyhmat", "text": multi.text.sv},
            ],
            "fi",
        )
    assert read.values["mh_ilmiot"] == Items(items=("yksi", "kaksi"))
    assert read.values["mh_nosto"] == Words(text="ensin")
    assert sound.problems == ()
    assert sound.values == {"c_suunta": Point(value=scale.value), "c_kohderyhmat": Choices(options=(multi.id,))}
