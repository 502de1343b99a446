import datetime
import re
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlmodel import select

from survey_service import links
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import (
    AuditEvent,
    ConfirmedOrder,
    Invitation,
    KeptPersonal,
    Mail,
    Response,
    Round,
    StaffMember,
    StaffSession,
    SynthesisRun,
)
from survey_service.settings import Settings

scenes = sys.modules["tests_scene"]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

# every address with the one who may open it; a new page has to be put here by hand
PUBLIC = {
    ("GET", "/"),
    ("GET", "/henkilosto/kirjaudu"),
    ("POST", "/henkilosto/kirjaudu"),
    ("POST", "/henkilosto/kirjaudu-ulos"),
    # these two tell who has given no password yet to begin anew
    ("GET", "/henkilosto/kirjaudu/koodi"),
    ("POST", "/henkilosto/kirjaudu/koodi"),
    ("GET", "/henkilosto/salasana/unohtunut"),
    ("POST", "/henkilosto/salasana/unohtunut"),
    ("GET", "/henkilosto/salasana/pyydetty"),
    ("GET", "/henkilosto/kirjaudu/palvelu/<code>"),
    ("GET", "/henkilosto/kirjaudu/palvelu/<code>/paluu"),
    ("GET", "/henkilosto/uusi-salasana/<token>"),
    ("POST", "/henkilosto/uusi-salasana/<token>"),
    ("GET", "/linkki/"),
    ("POST", "/linkki/"),
    ("POST", "/posti/tapahtumat"),
    ("GET", "/linkki/pyydetty"),
    ("GET", "/palaute/"),
    ("POST", "/palaute/"),
    ("GET", "/palaute/kiitos"),
    ("GET", "/saavutettavuus"),
    ("GET", "/static/<path:filename>"),
    ("GET", "/terveys"),
    ("GET", "/tietosuoja"),
    ("GET", "/v/<token>"),
}
LINK = ("/vastaus/", "/valinta/", "/ehdotukset/", "/seuranta/")
STAFF = "/henkilosto/"
OF_A_ROUND = "/henkilosto/kierrokset/<int:round_id>/"
OF_A_BRIEFING = "/henkilosto/koosteet/<int:briefing_id>/"
OF_THE_TEAM = (
    OF_A_ROUND,
    OF_A_BRIEFING,
    "/henkilosto/tunnukset",
    "/henkilosto/kierrokset/uusi",
    "/henkilosto/verkostot",
    "/henkilosto/ilmioluettelo",
)


@pytest.fixture
def app(sqlite_database: Database, scene) -> Flask:
    app = create_app(Settings(secret_key="0123456789abcdef0123"), db=sqlite_database, jobs=scene.jobs)
    app.config["TESTING"] = True
    return app


@pytest.fixture
def sign_in(app: Flask):
    def sign_in(email: str = scenes.TEAM, password: str = scenes.PASSWORD) -> FlaskClient:
        client = app.test_client()
        answer = post(client, "/henkilosto/kirjaudu", {"email": email, "password": password})
        assert answer.status_code == 303
        return client

    return sign_in


@pytest.fixture
def team(sign_in) -> FlaskClient:
    return sign_in()


def post(client: FlaskClient, address: str, values: dict[str, object] | None = None, *, page: str | None = None):
    """Post a form with the token of a page that has one."""
    form = client.get(page or "/henkilosto/salasana", follow_redirects=True).get_data(as_text=True)
    found = TOKEN.search(form)
    assert found
    return client.post(address, data={"csrf_token": found.group(1), **(values or {})})


def rules(app: Flask) -> list[tuple[str, str]]:
    return sorted((method, rule.rule) for rule in app.url_map.iter_rules() for method in rule.methods & {"GET", "POST"})


def filled(rule: str, scene) -> str:
    values = {
        "int:round_id": scene.round,
        "int:briefing_id": scene.briefing,
        "int:organisation_id": scene.organisations["kuusivaara"],
        "int:invitation_id": scene.members["kuusivaara"],
        "int:contact_id": 1,
        "int:entered_id": 1,
        "int:staff_id": 2,
        "int:session_id": 1,
        "int:feedback_id": 1,
        "int:share_id": 1,
        "int:candidate_id": 1,
        "int:choice_id": 1,
        "int:network_id": 1,
        "int:phenomenon_id": 1,
        "int:area_id": 0,
        "int:year": now().year,
        "question_id": "c_esitys",
        "phenomenon_id": "p1",
        "audience": "kunta",
    }
    rule = re.sub(r"<any\((\w+)[^>]*>", r"\1", rule)
    other = {"int": 1}
    return re.sub(
        r"<([^>]+)>", lambda found: str(values.get(found[1], other.get(found[1].partition(":")[0], "x"))), rule
    )


def test_every_page_is_public_or_needs_a_link_or_needs_signing_in(app: Flask, scene) -> None:
    client = app.test_client()
    for method, rule in rules(app):
        if (method, rule) in PUBLIC:
            continue
        if rule.startswith(LINK):
            assert client.get(filled(rule, scene)).status_code in (403, 405), rule
        else:
            assert rule.startswith(STAFF), rule
            address = filled(rule, scene)
            answer = client.get(address) if method == "GET" else post(client, address)
            assert answer.status_code == 303, rule
            assert answer.location.startswith("/henkilosto/kirjaudu"), rule


def test_nothing_of_another_county_is_found_whatever_the_address(app: Flask, scene, sign_in) -> None:
    outsider = sign_in(scenes.OUTSIDER)
    tried = 0
    for method, rule in rules(app):
        if rule.startswith((OF_A_ROUND, OF_A_BRIEFING)):
            address = filled(rule, scene)
            answer = outsider.get(address) if method == "GET" else post(outsider, address)
            # the negotiations are kept from the team's role before anything is looked up
            refused = 403 if rule.startswith(f"{OF_A_ROUND}neuvottelut/<") else 404
            assert answer.status_code in (refused, 404), (method, rule)
            tried += 1
    assert tried > 20


def test_opening_pages_writes_nothing(app: Flask, sqlite_database: Database, scene, sign_in) -> None:
    admin = sign_in(scenes.ADMIN)
    written: list[str] = []

    @event.listens_for(sqlite_database.engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest) -> None:
        # that an answer was read is recorded by law
        if re.match(r"(?!INSERT INTO auditevent )(INSERT|UPDATE|DELETE)", statement):
            written.append(statement)

    for method, rule in rules(app):
        # a link that nobody knows is counted against guessing; tests of links tell that a known one is not
        if method == "GET" and rule != "/v/<token>":
            assert admin.get(filled(rule, scene)).status_code < 500, rule
            assert admin.head(filled(rule, scene)).status_code < 500, rule
    assert written == []


def test_a_role_that_reads_sends_and_confirms_nothing(app: Flask, scene, sign_in) -> None:
    reader = sign_in(scenes.READER)
    assert reader.get(f"/henkilosto/koosteet/{scene.briefing}/").status_code == 200
    for method, rule in rules(app):
        # the coordination group writes the standing blocks, names chairs and minute takers, and evaluates decisions
        if rule.startswith(f"{OF_A_ROUND}neuvottelut/") or rule.endswith("/arvio"):
            continue
        if method == "POST" and rule.startswith(OF_THE_TEAM):
            assert post(reader, filled(rule, scene)).status_code == 403, rule
    page = reader.get(f"/henkilosto/kierrokset/{scene.round}/").get_data(as_text=True)
    main = page[page.index("<main") : page.index("</main")]
    assert 'method="post"' not in main


def test_a_form_without_its_token_is_refused(team: FlaskClient, scene) -> None:
    assert team.post(f"/henkilosto/kierrokset/{scene.round}/kutsut").status_code == 400


def test_wrong_password_keeps_the_address_and_says_how_to_go_on(app: Flask) -> None:
    client = app.test_client()
    answer = post(client, "/henkilosto/kirjaudu", {"email": scenes.TEAM, "password": "väärä"})
    assert answer.status_code == 422
    assert scenes.TEAM in answer.get_data(as_text=True)


def test_after_signing_in_one_comes_to_the_page_one_wanted_and_never_outside(app: Flask, scene) -> None:
    for wanted, target in (
        (f"/henkilosto/kierrokset/{scene.round}/?tila=draft", f"/henkilosto/kierrokset/{scene.round}/?tila=draft"),
        ("https://muualla.example/henkilosto/", "/henkilosto/"),
        ("//muualla.example/henkilosto/", "/henkilosto/"),
        ("/henkilosto/\\muualla.example", "/henkilosto/"),
        ("/vastaus/", "/henkilosto/"),
    ):
        client = app.test_client()
        values = {"email": scenes.TEAM, "password": scenes.PASSWORD, "next": wanted}
        assert post(client, "/henkilosto/kirjaudu", values).location == target


def test_signing_out_ends_it(team: FlaskClient) -> None:
    assert team.get("/henkilosto/kirjaudu-ulos").status_code == 405
    assert post(team, "/henkilosto/kirjaudu-ulos").status_code == 303
    assert team.get("/henkilosto/").status_code == 303


def test_a_changed_password_signs_the_other_browser_out(sign_in) -> None:
    here, elsewhere = sign_in(), sign_in()
    values = {"old": scenes.PASSWORD, "new": "uusi pitkä salasana", "again": "uusi pitkä salasana"}
    assert post(here, "/henkilosto/salasana", values).status_code == 303
    assert here.get("/henkilosto/").status_code == 200
    assert elsewhere.get("/henkilosto/").status_code == 303


def test_a_session_ends_after_its_hours(team: FlaskClient, sqlite_database: Database) -> None:
    with sqlite_database.writing() as session:
        session.exec(select(StaffSession)).one().begun_at -= datetime.timedelta(hours=13)
    assert team.get("/henkilosto/").status_code == 303


def test_the_round_shows_each_organisation_in_its_state(team: FlaskClient, scene) -> None:
    page = team.get(f"/henkilosto/kierrokset/{scene.round}/?lang=fi").get_data(as_text=True)
    main = page[page.index("<main") :]
    for name in ("Kuusivaara", "Aholansaari", "Rantakylä", "Koivula", "Tammelanniemi", "Järjestöneuvottelukunta"):
        assert name in main
    for words in ("Kutsumatta", "Kutsuttu", "Luonnos", "Lähetetty"):
        assert words in main
    assert "550" in main


@pytest.mark.parametrize(
    ("state", "shown", "hidden"),
    [
        ("draft", "Järjestöneuvottelukunta", "Kuusivaara"),
        ("submitted", "Kuusivaara", "Koivula"),
        ("invited", "Koivula", "Kuusivaara"),
        ("not_invited", "Tammelanniemi", "Koivula"),
        ("mail_trouble", "Koivula", "Kuusivaara"),
    ],
)
def test_the_counts_filter_the_table(team: FlaskClient, scene, state: str, shown: str, hidden: str) -> None:
    page = team.get(f"/henkilosto/kierrokset/{scene.round}/?tila={state}").get_data(as_text=True)
    page = page[page.index('class="stack sortable following"') :]
    table = page[page.index("<tbody") : page.index("</tbody")]
    assert shown in table
    assert hidden not in table


def test_who_is_to_be_invited_is_told_before_anything_is_sent(team: FlaskClient, scene) -> None:
    address = f"/henkilosto/kierrokset/{scene.round}/kutsut"
    before = len(scene.jobs.asked)
    page = team.get(address + "?lang=fi").get_data(as_text=True)
    assert "hyvinvointi@tammela.example" in page
    assert "suomeksi" in page
    assert "hyvinvointi@kuusivaara.example" not in page
    assert len(scene.jobs.asked) == before

    others = scene.organisations["kuusivaara"]
    assert "hyvinvointi@tammela.example" not in team.get(f"{address}?organisaatio={others}").get_data(as_text=True)
    assert post(team, address, {"organisation_id": others}).status_code == 303
    assert len(scene.jobs.asked) == before

    for _ in range(2):
        assert post(team, address).status_code == 303
    assert len(scene.jobs.asked) == before + 1


def test_one_organisation_is_reminded_alone_and_all_others_together(
    team: FlaskClient, sqlite_database: Database, scene
) -> None:
    address = f"/henkilosto/kierrokset/{scene.round}/muistutus"
    only = scene.organisations["jarjestot"]
    page = team.get(f"{address}?organisaatio={only}").get_data(as_text=True)
    assert "hyvinvointi@jarjestot.example" in page
    assert "hyvinvointi@koivula.example" not in page
    post(team, address, {"organisation_id": only})
    post(team, address)
    post(team, address)
    with sqlite_database.reading() as session:
        assert len(session.exec(select(Mail).where(Mail.kind == "reminder")).all()) == 2


def test_a_failed_mail_is_sent_again_with_a_fresh_link(team: FlaskClient, scene) -> None:
    own = f"/henkilosto/kierrokset/{scene.round}/vastaajat/{scene.organisations['koivula']}/"
    assert own in team.get(f"/henkilosto/kierrokset/{scene.round}/?tila=mail_trouble").get_data(as_text=True)
    page = team.get(own).get_data(as_text=True)
    found = re.search(r'action="(/henkilosto/kierrokset/\d+/kutsut/\d+/uudelleen)"', page)
    assert found
    before = len(scene.jobs.asked)
    assert post(team, found.group(1)).status_code == 303
    assert len(scene.jobs.asked) == before + 1


@pytest.fixture
def leaked(sqlite_database: Database, scene) -> tuple[str, str]:
    """A link to answer that works, and the address that revokes the links of its invitation."""
    with sqlite_database.writing() as session:
        wanted = Invitation.organisation_id == scene.organisations["jarjestot"], Invitation.purpose == "answer"
        invitation = session.exec(select(Invitation).where(*wanted)).one()
        token = links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=1))
        return f"/v/{token}", f"/henkilosto/kierrokset/{scene.round}/kutsut/{invitation.id}/linkit"


def test_revoking_stops_a_link_at_once_where_it_is_open_too_and_the_new_one_opens_what_was_written(
    app: Flask, team: FlaskClient, sqlite_database: Database, scene, leaked
) -> None:
    link, address = leaked
    page = f"/henkilosto/kierrokset/{scene.round}/linkit/{scene.organisations['jarjestot']}"
    own = f"/henkilosto/kierrokset/{scene.round}/vastaajat/{scene.organisations['jarjestot']}/"
    assert page in team.get(own).get_data(as_text=True)
    asked = team.get(f"{page}?lang=fi").get_data(as_text=True)
    assert "Yksi linkki toimii nyt." in asked
    assert f'action="{address}"' in asked
    stranger = app.test_client()
    assert stranger.get(link, follow_redirects=True).status_code == 200
    before = len(scene.jobs.asked)

    assert post(team, address, {"then": "renew"}, page=page).status_code == 303
    assert app.test_client().get(link).status_code == 410
    assert stranger.get("/vastaus/").status_code == 410
    (asked_job,) = scene.jobs.asked[before:]
    with sqlite_database.writing() as session:
        mail = session.get_one(Mail, asked_job[1])
        assert (asked_job[0], mail.state) == ("send_mail", "queued")
        invitation = session.get_one(Invitation, mail.invitation_id)
        fresh = links.mint(session, invitation, "organisation", expires_at=now() + datetime.timedelta(days=1))
        assert session.exec(select(AuditEvent).where(AuditEvent.action == "invitation.renew_link")).one()
    opened = app.test_client()
    opened.get(f"/v/{fresh}")
    assert "Luonnos, jota kukaan muu ei näe." in opened.get("/vastaus/tarkistus/").get_data(as_text=True)


def test_links_are_revoked_after_the_deadline_too_but_no_new_one_is_sent(
    app: Flask, team: FlaskClient, sqlite_database: Database, scene, leaked
) -> None:
    link, address = leaked
    with sqlite_database.writing() as session:
        session.get_one(Round, scene.round).deadline = now() - datetime.timedelta(hours=1)
    before = len(scene.jobs.asked)

    assert post(team, address, {"then": "renew"}).status_code == 409
    assert app.test_client().get(link).status_code == 303
    assert post(team, address, {"then": "revoke"}).status_code == 303
    assert app.test_client().get(link).status_code == 410
    assert len(scene.jobs.asked) == before


def test_only_who_may_send_opens_the_page_that_revokes(sign_in, scene, leaked) -> None:
    page = f"/henkilosto/kierrokset/{scene.round}/linkit/{scene.organisations['jarjestot']}"
    for email, status in ((scenes.READER, 403), (scenes.OUTSIDER, 404), (scenes.ADMIN, 200)):
        assert sign_in(email).get(page).status_code == status
    assert sign_in(scenes.TEAM).get(page.rpartition("/")[0] + "/4711").status_code == 404


def test_after_the_deadline_nothing_is_sent_and_the_page_says_so(
    team: FlaskClient, sqlite_database: Database, scene
) -> None:
    with sqlite_database.writing() as session:
        session.get_one(Round, scene.round).deadline = now() - datetime.timedelta(hours=1)
    before = len(scene.jobs.asked)
    for what in ("kutsut", "muistutus"):
        assert post(team, f"/henkilosto/kierrokset/{scene.round}/{what}").status_code == 303
        assert team.get(f"/henkilosto/kierrokset/{scene.round}/{what}").status_code == 200
    assert len(scene.jobs.asked) == before


def test_a_draft_belongs_to_its_writers_alone(team: FlaskClient, scene) -> None:
    draft, sent = scene.organisations["jarjestot"], scene.organisations["kuusivaara"]
    address = f"/henkilosto/kierrokset/{scene.round}/vastaukset"
    assert team.get(f"{address}/{draft}/").status_code == 404
    assert scenes.QUEUES in team.get(f"{address}/{sent}/").get_data(as_text=True)
    assert team.get(f"{address}/{sent}/vastaus.pdf").data.startswith(b"%PDF-")


def test_an_answer_in_which_personal_data_stays_is_marked_with_the_reason(
    team: FlaskClient, sqlite_database: Database, scene
) -> None:
    with sqlite_database.writing() as session:
        organisation_id = scene.organisations["kuusivaara"]
        response = session.exec(select(Response).where(Response.organisation_id == organisation_id)).one()
        session.add(
            KeptPersonal(
                response_id=response.id,
                question_id="mh_ilmiot",
                digest="0123456789abcdef",
                reason="official",
                words="Lautakunta",
            )
        )
    page = team.get(f"/henkilosto/kierrokset/{scene.round}/vastaukset/{organisation_id}/").get_data(as_text=True)
    answer = page.split('id="q-mh_ilmiot"', 1)[1].split('class="answered"', 1)[0]

    assert "Henkilötieto, joka on jätetty tekstiin" in answer
    assert "viranhaltijana: Lautakunta" in answer
    assert "0123456789abcdef" not in page
    assert page.count("Henkilötieto, joka on jätetty tekstiin") == 1


def test_the_synthesis_is_started_once_and_its_progress_page_asks_again_by_itself(
    team: FlaskClient, sqlite_database: Database, scene
) -> None:
    address = f"/henkilosto/kierrokset/{scene.round}/kooste"
    post(team, address)
    post(team, address)
    assert [job for job, _ in scene.jobs.asked].count("synthesise") == 1
    with sqlite_database.writing() as session:
        run = session.exec(select(SynthesisRun).where(SynthesisRun.state == "queued")).one()
        run.state, run.stage, run.share = "running", "meaning", 0.3
        run_id = run.id
    page = team.get(address).get_data(as_text=True)
    assert '<meta http-equiv="refresh" content="15">' in page
    assert f'href="{address}"' in page
    assert "30 %" in page
    with sqlite_database.writing() as session:
        run = session.get_one(SynthesisRun, run_id)
        run.state, run.trouble = "failed", "Jokin meni vikaan."
    page = team.get(address).get_data(as_text=True)
    assert '<meta http-equiv="refresh"' not in page
    assert "Jokin meni vikaan." in page


def test_each_number_of_the_briefing_leads_to_the_answers_that_it_counts(team: FlaskClient, scene) -> None:
    page = team.get(f"/henkilosto/koosteet/{scene.briefing}/").get_data(as_text=True)
    assert f"/henkilosto/koosteet/{scene.briefing}/ilmiot/p1" in page
    behind = team.get(f"/henkilosto/koosteet/{scene.briefing}/ilmiot/p1").get_data(as_text=True)
    for text in (scenes.QUEUES, scenes.QUEUES_MORE, scenes.QUEUES_SV):
        assert f"<mark>{text}</mark>" in behind
    answer = f"/henkilosto/kierrokset/{scene.round}/vastaukset/{scene.organisations['kuusivaara']}/#q-mh_ilmiot"
    assert answer in page
    assert answer in behind
    assert 'id="q-mh_ilmiot"' in team.get(answer.partition("#")[0]).get_data(as_text=True)


@pytest.mark.parametrize(
    ("kind", "start"),
    [("pdf", b"%PDF-"), ("docx", b"PK"), ("pptx", b"PK"), ("xlsx", b"PK"), ("html", b"<!"), ("json", b"{")],
)
def test_the_briefing_is_taken_as_a_file(team: FlaskClient, scene, kind: str, start: bytes) -> None:
    answer = team.get(f"/henkilosto/koosteet/{scene.briefing}/lataa/{kind}")
    assert answer.status_code == 200
    assert answer.data.lower().startswith(start.lower())
    assert f"-fi.{kind}" in answer.headers["Content-Disposition"]


def test_a_picture_of_the_page_is_drawn_at_an_address_of_its_own(team: FlaskClient, scene) -> None:
    address = f"/henkilosto/koosteet/{scene.briefing}/kuvat/heat.svg"
    assert f'src="{address}"' in team.get(f"/henkilosto/koosteet/{scene.briefing}/").get_data(as_text=True)
    assert b"<svg" in team.get(address).data
    # there is no earlier round to compare with
    assert team.get(address.replace("heat", "flow")).status_code == 404


def test_moving_shows_another_order_and_only_confirming_keeps_it_with_its_reasons(
    team: FlaskClient, sqlite_database: Database, scene
) -> None:
    shown = f"/henkilosto/koosteet/{scene.briefing}/valinnat"
    address = f"{shown}/vahvistus"
    form = {"place-p1": "1", "place-p2": "2", "reason": "Verkosto painotti näitä.", "reason-p2": "Kasvaa.", "seen": "0"}
    page = post(team, address, {**form, "move": "down:p1"}).get_data(as_text=True)
    assert page.index('name="place-p2"') < page.index('name="place-p1"')
    assert "Verkosto painotti näitä.</textarea>" in page
    with sqlite_database.reading() as session:
        assert session.exec(select(ConfirmedOrder)).all() == []

    assert team.get(f"/henkilosto/koosteet/{scene.briefing}/asialista.docx").status_code == 409
    refused = {
        "place-p1": {"place-p1": "", "place-p2": ""},
        "place-p2": {"place-p2": "toka"},
        "reason-p1": {"reason": ""},
        "reason": {"reason": "x" * 3000},
        "reason-p2": {"reason-p2": "x" * 3000},
    }
    for wrong, typed in {**refused, "place-p1 ": {"network-p1": "1"}}.items():
        answer = post(team, address, {**form, **typed})
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert f'<li><a href="#{wrong.strip()}">' in page
        assert f'id="{wrong.strip()}-error"' in page
        assert all(words in page for words in typed.values())
    assert post(team, address, {**form, "place-p1": "2", "place-p2": "1"}).status_code == 303
    late = post(team, address, {**form, "reason": "Ehdin kirjoittaa tämän."})
    assert late.status_code == 409
    page = late.get_data(as_text=True)
    assert "Ehdin kirjoittaa tämän.</textarea>" in page
    again = {**form, "place-p2": "", "network-p2": "1", "seen": re.search(r'name="seen" value="(\d+)"', page)[1]}
    assert post(team, address, again).status_code == 303
    with sqlite_database.reading() as session:
        rows = session.exec(select(ConfirmedOrder).order_by(ConfirmedOrder.id)).all()
        assert [(row.phenomena, row.to_network, row.reasons) for row in rows] == [
            (["p2", "p1"], [], {"p2": "Kasvaa."}),
            (["p1"], ["p2"], {"p2": "Kasvaa."}),
        ]
    page = team.get(f"{shown}?lang=fi").get_data(as_text=True)
    assert page.index("Verkoston omaan työhön") < page.index("Mitä vahvistettiin aiemmin (1)")


def test_the_result_is_sorted_cut_to_a_network_and_tells_who_is_waited_for(
    team: FlaskClient, sqlite_database: Database, scene
) -> None:
    scenes.with_network(sqlite_database, scene)
    scenes.with_weights(sqlite_database, scene)
    address = f"/henkilosto/koosteet/{scene.briefing}/valinnat"

    def shown(query: str = "") -> str:
        return team.get(f"{address}?lang=fi{query}").get_data(as_text=True)

    def first(page: str) -> str:
        return re.search(r'<th role="rowheader" scope="row"><a href="#said-(\w+)"', page)[1]

    page = shown()
    assert first(page) == first(shown("&jarjestys=-neuvotteluun")) == "p1"
    assert first(shown("&jarjestys=-erimielisyys")) == "p2"
    assert first(shown("&jarjestys=pisteet")) == "p2"
    assert "Ketkä eivät ole vielä painottaneet (1)" in page
    assert "•••" in page
    assert "010203-900L" not in page
    assert "Etsivä nuorisotyö" in page, "a candidate of which nobody told"
    only = shown(f"&verkosto={scene.network}")
    assert (page.count("Sama kaikilla."), only.count("Sama kaikilla.")) == (2, 1), "the history is of all members"
    assert team.get(f"{address}?verkosto=999").status_code == 404


def test_what_is_typed_into_the_order_is_taken_as_it_was_meant(app: Flask) -> None:
    from survey_service.views.numbering import moved, numbered, unreadable

    form = {"place-a": " 3 ", "place-b": "1,5", "place-c": "kaksi", "place-d": "", "place-e": "1"}
    assert numbered(form, list("abcdef")) == ["e", "b", "a"]
    assert unreadable(form) == "”kaksi”"
    assert moved(["a", "b"], "up:a") == ["a", "b"]
    assert moved(["a", "b"], "down:x") == ["a", "b"]
    assert moved(["a", "b", "c"], "up:c") == ["a", "c", "b"]


def test_a_new_round_is_made_from_a_template_and_then_published(
    team: FlaskClient, sqlite_database: Database, scene
) -> None:
    page = team.get("/henkilosto/kierrokset/uusi").get_data(as_text=True)
    values = dict(
        re.findall(r'name="((?:start|end)_\w+|answers_until|selection_until|year)"[^>]*value="([^"]*)"', page)
    )
    year = now().year + 1
    assert values["year"] == str(year)
    assert post(team, "/henkilosto/kierrokset/uusi", values).status_code == 422
    made = post(team, "/henkilosto/kierrokset/uusi", {**values, "theme": "elintavat"})
    assert made.status_code == 303
    with sqlite_database.reading() as session:
        round_ = session.exec(select(Round).where(Round.year == year)).one()
        assert (round_.theme, round_.published_at) == ("elintavat", None)
    assert post(team, f"/henkilosto/kierrokset/{round_.id}/julkaise").status_code == 303
    with sqlite_database.reading() as session:
        assert session.get_one(Round, round_.id).published_at is not None


def test_last_years_round_is_copied_and_the_page_says_what_is_wrong(
    team: FlaskClient, sqlite_database: Database, scene
) -> None:
    address = f"/henkilosto/kierrokset/{scene.round}/seuraava"
    page = team.get(address).get_data(as_text=True)
    values = dict(
        re.findall(r'name="((?:start|end)_\w+|answers_until|selection_until|year)"[^>]*value="([^"]*)"', page)
    )
    year = int(values["year"])
    wrong = post(team, address, {**values, "year": str(year - 1), "answers_until": "joskus keväällä"})
    assert wrong.status_code == 422
    assert "5.3.2027" in wrong.get_data(as_text=True)
    taken = post(team, address, {**values, "year": str(year - 1)})
    assert taken.status_code == 422
    assert post(team, address, values).status_code == 303
    with sqlite_database.reading() as session:
        new = session.exec(select(Round).where(Round.year == year)).one()
        assert new.previous_round_id == scene.round
    changes = team.get(f"/henkilosto/kierrokset/{new.id}/kysely?lang=fi").get_data(as_text=True)
    assert "Mitä on muuttunut" in changes


def test_the_questionnaire_tells_which_condition_a_question_has_and_which_text_asks_nothing(team, scene) -> None:
    page = team.get(f"/henkilosto/kierrokset/{scene.round}/kysely?lang=sv").get_data(as_text=True)

    assert "Visas för den som svarar: Gäller er om svaret på frågan" in page
    assert "endast text, frågar inget" in page


def test_other_dates_are_kept(team: FlaskClient, sqlite_database: Database, scene) -> None:
    address = f"/henkilosto/kierrokset/{scene.round}/aikataulu"
    page = team.get(address).get_data(as_text=True)
    values = dict(re.findall(r'name="((?:start|end)_\w+|answers_until|selection_until)"[^>]*value="([^"]*)"', page))
    assert post(team, address, {**values, "answers_until": values["selection_until"]}).status_code == 303
    assert post(team, address, {**values, "selection_until": "1.1.2020"}).status_code == 422
    with sqlite_database.reading() as session:
        round_ = session.get_one(Round, scene.round)
        assert round_.deadline == round_.selection_deadline


@pytest.mark.parametrize(("newest", "offered"), [(-1, True), (1, False)])
def test_a_missing_year_is_offered_only_after_the_newest_round(
    team: FlaskClient, sqlite_database: Database, scene, newest: int, offered: bool
) -> None:
    year = now().year
    with sqlite_database.writing() as session:
        session.get_one(Round, scene.round).year = year + newest
    page = team.get("/henkilosto/?lang=fi").get_data(as_text=True)
    assert "612/2021" in page
    assert (f"Luo vuoden {year} kierros" in page) is offered
    for address in ("uusi", f"{scene.round}/seuraava"):
        form = team.get(f"/henkilosto/kierrokset/{address}").get_data(as_text=True)
        assert f'value="{year + newest + 1}"' in form


def test_a_county_without_rounds_is_told_what_to_do(sign_in) -> None:
    page = sign_in(scenes.OUTSIDER).get("/henkilosto/").get_data(as_text=True)
    assert "/henkilosto/kierrokset/uusi" in page


def test_the_admin_makes_and_closes_accounts(sqlite_database: Database, sign_in) -> None:
    admin = sign_in(scenes.ADMIN)
    new = {"email": "uusi@kuusivirta.example", "title": "Tiimi", "role": "hva_team", "password": "x" * 12}
    assert post(admin, "/henkilosto/tunnukset/", {**new, "password": "lyhyt"}).status_code == 422
    assert post(admin, "/henkilosto/tunnukset/", {**new, "role": "keisari"}).status_code == 422
    assert post(admin, "/henkilosto/tunnukset/", new).status_code == 303
    fresh = sign_in(new["email"], new["password"])
    with sqlite_database.reading() as session:
        made = session.exec(select(StaffMember).where(StaffMember.email == new["email"])).one()
    assert post(admin, f"/henkilosto/tunnukset/{made.id}/sulje").status_code == 303
    assert fresh.get("/henkilosto/").status_code == 303
    assert post(admin, f"/henkilosto/tunnukset/{made.id}/salasana", {"password": "lyhyt"}).status_code == 422
    assert post(admin, f"/henkilosto/tunnukset/{made.id}/salasana", {"password": "y" * 12}).status_code == 303
    assert sign_in(new["email"], "y" * 12).get("/henkilosto/").status_code == 200


def test_all_that_is_wrong_in_an_account_or_a_password_is_told_at_once(sign_in) -> None:
    admin = sign_in(scenes.ADMIN)
    page = post(admin, "/henkilosto/tunnukset/", {"email": "ei osoite", "password": "lyhyt"}).get_data(as_text=True)
    assert re.findall(r'<li><a href="#(\w+)">', page) == ["email", "title", "role", "password"]
    values = {"old": "väärä", "new": "lyhyt", "again": "lyhty"}
    page = post(admin, "/henkilosto/salasana", values).get_data(as_text=True)
    assert re.findall(r'<li><a href="#(\w+)">', page) == ["old", "new", "again"]


def test_the_admin_of_one_county_has_no_say_over_accounts_of_another(sqlite_database: Database, scene, sign_in) -> None:
    admin = sign_in(scenes.ADMIN)
    with sqlite_database.reading() as session:
        other = session.exec(select(StaffMember).where(StaffMember.email == scenes.OUTSIDER)).one()
    assert admin.get(f"/henkilosto/tunnukset/{other.id}/salasana").status_code == 404
    for act in ("salasana", "sulje"):
        answer = post(admin, f"/henkilosto/tunnukset/{other.id}/{act}", {"password": "y" * 12})
        assert answer.status_code == 404
    assert scenes.OUTSIDER not in admin.get("/henkilosto/tunnukset/").get_data(as_text=True)


def test_each_act_is_on_record_and_no_words_with_it(team: FlaskClient, sqlite_database: Database, scene) -> None:
    post(team, f"/henkilosto/kierrokset/{scene.round}/kutsut")
    post(team, f"/henkilosto/kierrokset/{scene.round}/kooste")
    post(team, f"/henkilosto/koosteet/{scene.briefing}/valinnat/vahvistus", {"place-p1": "1", "reason": "x"})
    with sqlite_database.reading() as session:
        events = session.exec(select(AuditEvent)).all()
    acts = {one.action for one in events}
    assert {
        "account.sign_in",
        "round.create",
        "round.publish",
        "round.invite_to_answer",
        "response.submit",
        "synthesis.start",
        "selection.confirm",
    } <= acts
    told = " ".join(f"{one.actor} {one.action} {one.thing}" for one in events)
    assert scenes.QUEUES not in told


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_pages_say_which_language_they_are_in(team: FlaskClient, scene, language: str) -> None:
    page = team.get(f"/henkilosto/kierrokset/{scene.round}/?lang={language}").get_data(as_text=True)
    assert f'<html lang="{language}">' in page
    assert "Granberga" in page if language == "sv" else "Kuusivaara" in page


@pytest.mark.parametrize("rule", [OF_A_ROUND, OF_A_BRIEFING])
def test_an_id_that_no_database_can_hold_is_not_found(team: FlaskClient, rule: str) -> None:
    assert team.get(re.sub("<[^>]+>", "9" * 25, rule)).status_code == 404


@pytest.mark.parametrize(("field", "text"), [("year", "9" * 5000), ("answers_until", "1.1.0001")])
def test_a_date_outside_of_our_century_is_told_and_not_taken(team: FlaskClient, field: str, text: str) -> None:
    address = "/henkilosto/kierrokset/uusi"
    page = post(team, address, {"theme": "mielen_hyvinvointi", "year": "2031", field: text}, page=address)

    assert page.status_code == 422
    assert f'id="{field}-error"' in page.get_data(as_text=True)


def test_a_token_for_forms_from_before_signing_in_is_worth_nothing_after_it(app: Flask, scene) -> None:
    client = app.test_client()
    planted = TOKEN.search(client.get("/henkilosto/kirjaudu").get_data(as_text=True)).group(1)
    values = {"csrf_token": planted, "email": scenes.TEAM, "password": scenes.PASSWORD}
    assert client.post("/henkilosto/kirjaudu", data=values).status_code == 303

    assert client.post("/henkilosto/kirjaudu-ulos", data={"csrf_token": planted}).status_code == 400


def test_an_admins_own_password_is_changed_only_with_the_present_one(sign_in, sqlite_database: Database) -> None:
    admin = sign_in(scenes.ADMIN)
    with sqlite_database.reading() as session:
        own = session.exec(select(StaffMember.id).where(StaffMember.email == scenes.ADMIN)).one()

    address = f"/henkilosto/tunnukset/{own}/salasana"
    assert post(admin, address, {"password": "kokonaan uusi salasana"}).status_code == 404


def test_what_a_sent_response_lacks_is_told_and_of_a_draft_only_the_questions(team: FlaskClient, scene) -> None:
    sent, draft = (
        team.get(f"/henkilosto/kierrokset/{scene.round}/vastaajat/{scene.organisations[key]}/").get_data(as_text=True)
        for key in ("aholansaari", "jarjestot")
    )

    assert "#q-mh_nosto" in sent
    assert "Vastaus puuttuu." in sent
    assert "Mistä yhdestä asiasta" in draft
    assert "Vastaus puuttuu." not in draft
