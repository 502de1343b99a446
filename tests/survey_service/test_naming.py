"""The network names candidate phenomena before the survey; the coordinator settles them; they are the seeds."""

import datetime
import re
import sys

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import select

from survey_service import (
    briefings,
    candidates,
    catalogue,
    invitations,
    links,
    networks,
    proposing,
    runs,
    settling,
    themes,
)
from survey_service.candidates import ChangedMeanwhile, Words
from survey_service.db import Database, now
from survey_service.errors import RoundClosed
from survey_service.models import Candidate, Contact, Invitation, Organisation, Round, SynthesisRun, ThemeChoice
from synthesis.model import Synthesis

scenes = sys.modules["tests_scene"]
TEAM = scenes.TEAM


@pytest.fixture
def named(database: Database, build, questionnaire) -> Database:
    """A round that is not published yet, and two members who were asked to name candidates."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        b.contact(b.organisation(county, "kuusivaara"), network=True)
        b.contact(b.organisation(county, "strandby", language_status="sv"), network=True)
        b.round_(county, questionnaire, published_at=None, naming_deadline=now() + datetime.timedelta(days=7))
    return database


def asked(session, jobs) -> tuple[Round, list[Invitation]]:
    round_ = session.exec(select(Round)).one()
    contacts = session.exec(select(Contact).order_by(Contact.id)).all()
    return round_, invitations.invite(session, jobs, round_, contacts, "name")


def test_members_are_asked_before_the_round_is_published_and_not_after_the_last_day(named: Database, jobs) -> None:
    with named.writing() as session:
        round_, members = asked(session, jobs)
        assert [one.purpose for one in members] == ["name", "name"]
        round_.naming_deadline = now() - datetime.timedelta(minutes=1)
        with pytest.raises(RoundClosed):
            asked(session, jobs)
        with pytest.raises(RoundClosed):
            proposing.add(session, round_, Words("Myöhässä"), "fi", actor="link:1", invitation_id=members[0].id)


def test_accepted_candidates_are_the_seeds_in_the_coordinators_order_and_doubles_count_together(
    named: Database, jobs
) -> None:
    with named.writing() as session:
        round_, (first, second) = asked(session, jobs)
        lonely = proposing.add(session, round_, Words("Yksinäisyys"), "fi", actor="link:1", invitation_id=first.id)
        again = proposing.add(session, round_, Words("yksinäisyys"), "fi", actor="link:1", invitation_id=first.id)
        assert again.id == lonely.id, "whoever names the same twice has named it once"
        ensam = proposing.add(session, round_, Words(name_sv="Ensamhet"), "sv", actor="link:2", invitation_id=second.id)
        queues = proposing.add(session, round_, Words("Jonot", "Köer"), "fi", actor=TEAM)
        assert proposing.support(session, round_, second.id, {queues.id: True, ensam.id: True}, actor="link:2") == 1
        settling.merge(session, round_, ensam, lonely, actor=TEAM)
        with pytest.raises(settling.MergeRefused):
            settling.merge(session, round_, lonely, queues, actor=TEAM)
        words = Words("Yksinäisyys", "Ensamhet", "Ikäihmiset", "Äldre")
        settling.word_anew(session, round_, lonely, words, lonely.version, actor=TEAM)
        for one in (queues, lonely):
            settling.decide(session, round_, one, "accepted", actor=TEAM)
        settling.order(session, round_, [queues.id, lonely.id], actor=TEAM)
        seeds = candidates.seeds(session, round_.id)
        told = {one.candidate_id: one for one in candidates.of_round(session, round_.id)}
    assert [(one.fi, one.sv, one.desc) for one in seeds] == [
        ("Jonot", "Köer", ""),
        ("Yksinäisyys", "Ensamhet", "Ikäihmiset Äldre"),
    ]
    assert [name.fi for name in told[lonely.id].with_them] == ["Strandby"], "who named the double knows it too"
    assert told[lonely.id].said == "Yksinäisyys"


def test_a_candidate_that_was_changed_meanwhile_is_not_overwritten(named: Database, jobs) -> None:
    with named.writing() as session:
        round_, (first, _) = asked(session, jobs)
        one = proposing.add(session, round_, Words("Alku"), "fi", actor="link:1", invitation_id=first.id)
        seen = one.version
        proposing.correct(session, round_, one, "Tarkennettu", "", actor="link:1")
        with pytest.raises(ChangedMeanwhile):
            settling.word_anew(session, round_, one, Words("Toinen"), seen, actor=TEAM)


def test_what_identifies_a_person_is_masked_for_others_and_for_the_synthesis(named: Database, jobs) -> None:
    with named.writing() as session:
        round_, (first, _) = asked(session, jobs)
        one = proposing.add(session, round_, Words("Tapaus 010203-900L"), "fi", actor="link:1", invitation_id=first.id)
        settling.decide(session, round_, one, "accepted", actor=TEAM)
        assert "010203" not in candidates.seeds(session, round_.id)[0].fi


def test_a_round_has_one_main_theme_and_what_was_noted_before_is_kept(named: Database, build) -> None:
    from survey_service import accounts

    with named.writing() as session:
        round_ = session.exec(select(Round)).one()
        staff = accounts.create(session, round_.county_id, TEAM, "Tiimi", "hva_team", scenes.PASSWORD)
        who = {"staff_id": staff.id, "actor": TEAM}
        day = datetime.date(2027, 1, 15)
        with pytest.raises(themes.ThemeRefused) as refused:
            themes.choose(session, round_, None, "", **who)
        assert refused.value.faults == ("reason", "chosen_on")
        themes.choose(session, round_, day, "Verkosto valitsi.", **who)
        themes.choose(session, round_, day, "Verkosto valitsi yksimielisesti.", **who)
        themes.add_extra(session, round_, "Liikunta", day, "Toivottu.", **who)
        noted = themes.of_round(session, round_)
        assert [(one.main, one.stands, one.reason) for one in noted] == [
            (False, True, "Toivottu."),
            (True, True, "Verkosto valitsi yksimielisesti."),
            (True, False, "Verkosto valitsi."),
        ]
        themes.take_away(session, round_, noted[0].choice_id, actor=TEAM)
        assert sum(one.ended_at is None for one in session.exec(select(ThemeChoice))) == 1


def test_the_starting_phenomena_of_the_four_themes_are_taken_in_once_and_own_words_stay(named: Database) -> None:
    with named.writing() as session:
        county = session.exec(select(Round)).one().county_id
        assert sum(catalogue.take_start(session, county, theme, actor=TEAM) for theme in catalogue.STARTS) == 54
        row = catalogue.owned(session, catalogue.of_county(session, county)[0].phenomenon_id, county)
        seen = catalogue.fingerprint(row)
        entry = catalogue.Entry(row.theme, Words("Omin sanoin", "Med egna ord"), ("sotkanet_4",), True)
        catalogue.change(session, row, entry, seen, actor=TEAM)
        with pytest.raises(ChangedMeanwhile):
            catalogue.change(session, row, entry, seen, actor=TEAM)
        assert catalogue.take_start(session, county, row.theme, actor=TEAM) == 0
        assert row.name_fi == "Omin sanoin"
        known = catalogue.of_county(session, county)
    assert all(one.words.name_fi and one.words.name_sv for one in known)
    assert all(one.owner for one in known if one.phenomenon_id != row.id)
    assert networks.FIRST_NAME.fi in {one.owner.fi for one in known if one.owner}


def test_a_run_is_guided_by_the_accepted_and_words_about_a_sensitive_one_are_for_the_team_alone(
    sqlite_database: Database, scene, tmp_path, monkeypatch
) -> None:
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        catalogue.take_start(session, scene.county, "mielen_hyvinvointi", actor=TEAM)
        known = next(one for one in catalogue.of_county(session, scene.county) if one.sensitive)
        one = proposing.add(session, round_, known.words, "fi", actor=TEAM, source=f"catalogue:{known.key}")
        settling.decide(session, round_, one, "accepted", actor=TEAM)
        found = Synthesis.model_validate(session.exec(select(SynthesisRun)).one().result)
        run_id = runs.start(session, scene.jobs, round_).id
        seed = candidates.seed_id(one.id)
    guided = []

    def synthesise(_comments, *, seeds, **_others) -> Synthesis:
        guided.extend(seeds)
        first, *others = found.phenomena
        seeded = first.model_copy(update={"origin": "seed", "seed": seed})
        return found.model_copy(update={"phenomena": (seeded, *others)})

    monkeypatch.setattr("synthesis.pipeline.synthesise", synthesise)
    runs.carry_out(sqlite_database, tmp_path, run_id, "lexical")
    with sqlite_database.reading() as session:
        _, briefing = briefings.latest(session, scene.round)
    assert [one.id for one in guided] == [seed]
    assert [finding.origin for finding in briefing.findings] == ["seed", "discovered"]
    assert not any(quote.cleared for quote in (*briefing.findings[0].quotes, briefing.findings[0].gist))
    assert briefing.findings[1].quotes[0].cleared


@pytest.fixture
def naming_scene(app: Flask, sqlite_database: Database, scene):
    """The scene with the network asked to name candidates; gives `member(key)`, a browser with a member's link open."""
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        round_.naming_deadline = now() + datetime.timedelta(days=7)
        county = [one for one in session.exec(select(Organisation)) if one.county_id == scene.county]
        made = invitations.invite(session, scene.jobs, round_, county, "name")
        ids = {session.get_one(Organisation, one.organisation_id).key: one.id for one in made}

    def member(key: str) -> FlaskClient:
        with sqlite_database.writing() as session:
            invitation = session.get_one(Invitation, ids[key])
            token = links.mint(session, invitation, "network_member", expires_at=now() + datetime.timedelta(days=1))
        client = app.test_client()
        assert client.get(f"/v/{token}").location == "/ehdotukset/"
        return client

    return member


def test_members_see_one_anothers_candidates_and_say_also_with_us(naming_scene, sqlite_database: Database) -> None:
    first, second = naming_scene("koivula"), naming_scene("strandby")
    assert (
        first.post("/ehdotukset/", data={"q_name_new": "Yksinäisyys", "q_description_new": "Kylissä."}).status_code
        == 303
    )
    page = second.get("/ehdotukset/").get_data(as_text=True)
    assert '<html lang="sv">' in page
    assert '<span lang="fi">Yksinäisyys</span>' in page
    key = re.search(r'name="q_choose_known_(\d+)"', page).group(1)
    # a program that sends the form as it finds it marks nothing
    second.post("/ehdotukset/", data={"shown": key})
    with sqlite_database.reading() as session:
        assert candidates.of_round(session, session.exec(select(Candidate)).one().round_id)[0].known_by == 1
    second.post("/ehdotukset/", data={"shown": key, f"q_choose_known_{key}": "1"})
    assert "Strandby" in first.get("/ehdotukset/").get_data(as_text=True).replace("Rantakylä", "Strandby")
    # nobody words another's anew or takes it back
    second.post("/ehdotukset/", data={f"q_name_{key}": "Kaapattu", f"withdraw_{key}": "1"})
    with sqlite_database.reading() as session:
        one = session.exec(select(Candidate)).one()
        assert (one.said_name, one.state) == ("Yksinäisyys", "proposed")


def test_nothing_typed_is_lost_when_a_name_is_missing_and_own_ones_are_worded_anew_or_taken_back(
    naming_scene, sqlite_database: Database
) -> None:
    member = naming_scene("koivula")
    refused = member.post("/ehdotukset/", data={"q_name_new": "", "q_description_new": "Vain kuvaus."})
    assert refused.status_code == 422
    assert "Vain kuvaus." in refused.get_data(as_text=True)
    member.post("/ehdotukset/", data={"q_name_new": "Jonot"})
    with sqlite_database.reading() as session:
        one = session.exec(select(Candidate)).one()
    stale = {f"q_name_{one.id}": "Pitkät jonot", f"q_description_{one.id}": "", f"seen_{one.id}": "0"}
    assert member.post("/ehdotukset/", data=stale).status_code == 422
    fresh = {**stale, f"seen_{one.id}": str(one.version)}
    assert member.post("/ehdotukset/", data=fresh).status_code == 303
    member.post("/ehdotukset/", data={f"q_name_{one.id}": "x", f"withdraw_{one.id}": "1"})
    with sqlite_database.reading() as session:
        one = session.exec(select(Candidate)).one()
        assert (one.said_name, one.state) == ("Pitkät jonot", "withdrawn")


def test_a_link_to_answer_names_nothing(app: Flask, sqlite_database: Database, scene) -> None:
    assert app.test_client().get("/ehdotukset/").status_code == 403
    client = app.test_client()
    with client.session_transaction() as cookie, sqlite_database.writing() as session:
        invitation = session.get_one(Invitation, scene.members["koivula"])
        links.mint(session, invitation, "network_member", expires_at=now() + datetime.timedelta(days=1))
        cookie["naming_link"] = 1
    assert client.get("/ehdotukset/").status_code in (403, 404)
