"""Decisions over the year: asked about by link, told of, evaluated, summed up, and shown to the next round."""

import datetime
import re
import sys
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlmodel import Session, select

from questionnaires.values import DECISION_KEY, Table
from reports.agenda import agenda_docx
from survey_service import (
    agendas,
    briefing_versions,
    briefings,
    courses,
    decision_telling,
    decisions,
    evaluations,
    following_up,
    invitations,
    links,
    mails,
    material,
    negotiated,
    orders,
    outcomes,
    progress_reports,
    responses,
    rounds,
    statuses,
    submissions,
    yearly_summaries,
)
from survey_service.candidates import ChangedMeanwhile
from survey_service.courses import Course, Told
from survey_service.db import Database, now
from survey_service.decisions import PastDecision
from survey_service.errors import NobodyToAsk, RoundClosed
from survey_service.evaluations import Evaluated, EvaluationRefused
from survey_service.models import Contact, Decision, Invitation, Mail, Organisation, ProgressReport, Round, StaffMember
from survey_service.orders import Order
from survey_service.progress_reports import Reported, ReportedMeanwhile, Reporter, ReportRefused
from survey_service.timetable import today

scanner, scenes = sys.modules["tests_scanner"], sys.modules["tests_scene"]
TEAM = scenes.TEAM
CARD = "Kuusivaaran ohjauskortti"
LATER = datetime.timedelta(days=20)


def past(**fields: Any) -> PastDecision:
    words = dict.fromkeys(("action", "goal", "cooperation", "follow_up", "division", "forum", "responsible"), "")
    facts = {"key": "1", "due": None, "language": "fi", "organisation_id": 1, "organisation": None}
    return PastDecision(**(words | facts | fields))  # type: ignore[arg-type]


def course(*told: str, **fields: Any) -> Course:
    name = statuses.usual()
    moments = [Told(now(), "link", status, name[status], None) for status in told]
    return Course(past(**fields), tuple(moments), Evaluated())


def test_there_is_one_list_of_statuses_and_a_decision_is_overdue_until_it_is_done_or_given_up() -> None:
    assert list(statuses.usual()) == ["tehty", "kesken", "ei_aloitettu", "luovuttu", "ei_tietoa"]
    yesterday = today() - datetime.timedelta(days=1)
    late, done = course("kesken", due=yesterday), course("kesken", "tehty", due=yesterday, forum="Verkosto")
    given_up, untold = course("luovuttu", due=yesterday), course(due=yesterday)
    draft, in_time = course(due=yesterday, status="draft"), course("kesken", due=today())
    everything = [late, done, given_up, untold, draft, in_time]
    assert [one.overdue for one in everything] == [True, False, False, True, False, False]
    assert courses.filtered(everything, overdue=True) == [late, untold]
    assert courses.filtered(everything, status="none") == [untold, draft]
    assert courses.filtered(everything, status="tehty", forum="Verkosto", organisation_id=1, until=today()) == [done]
    assert courses.filtered(everything, organisation_id=2) == []


@pytest.fixture
def year(sqlite_database: Database, scene) -> Any:
    """The scene with one decision of Kuusivaara and one of a service; the order is confirmed."""
    scenes.with_network(sqlite_database, scene)
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        words = dict.fromkeys(negotiated.WRITTEN, "") | {"status": "decided", "language": "fi", "due": None}
        about = {"action": "Jonot puretaan", "item": "p1", "organisation_id": scene.organisations["nuorisopalvelut"]}
        negotiated.add(session, round_, 0, words | about, actor=TEAM)
        orders.confirm(
            session,
            scene.briefing,
            scene.county,
            staff_of(session),
            Order(["p1"], reason="Verkosto painotti tätä."),
            actor=TEAM,
        )
    return scene


def staff_of(session: Session) -> int:
    return session.exec(select(StaffMember).where(StaffMember.email == TEAM)).one().id or 0


def ids(session: Session) -> list[int]:
    return [one or 0 for one in session.exec(select(Decision.id).order_by(Decision.id))]


def asked(session: Session, scene: Any, *, until: datetime.datetime | None = None) -> tuple[Round, int]:
    round_ = session.get_one(Round, scene.round)
    who = {"staff_id": staff_of(session), "actor": TEAM}
    return round_, following_up.ask(session, scene.jobs, round_, ids(session), until or now() + LATER, **who)


def link_of(session: Session, organisation_id: int) -> str:
    wanted = Invitation.purpose == "follow_up", Invitation.organisation_id == organisation_id
    invitation = session.exec(select(Invitation).where(*wanted)).one()
    return links.mint(session, invitation, "organisation", expires_at=now() + LATER)


def test_responsible_organisations_are_asked_once_and_reminded_until_they_have_told_all(
    sqlite_database: Database, year
) -> None:
    until = now() + LATER
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, year.round)
        assert [(one.organisation.fi, one.open) for one in following_up.askable(session, round_)] == [
            ("Kuusivaara", True),
            ("Nuorten palvelut", True),
        ]
        who = {"staff_id": staff_of(session), "actor": TEAM}
        with pytest.raises(following_up.TooSoon):
            following_up.ask(session, year.jobs, round_, ids(session), now(), **who)
        with pytest.raises(NobodyToAsk):
            following_up.ask(session, year.jobs, round_, [999], until, **who)
        assert asked(session, year, until=until)[1] == 2
        assert asked(session, year, until=until)[1] == 0, "a second click asks nothing"
        sent = session.exec(select(Mail).where(Mail.kind == "follow_up")).all()
        assert [one.number for one in sent] == [1, 1]
        assert {one.state for one in following_up.state(session, round_)} == {"nothing"}
        assert following_up.remind(session, year.jobs, round_, actor=TEAM) == 0, "they were written to just now"
        card, queues = ids(session)
        told = Reported("kesken", "Kortti on painettu.")
        town = Reporter(year.organisations["kuusivaara"], "fi", link_id=None, actor="link:1")
        assert progress_reports.write(session, round_, card, told, town, seen=0)
        assert progress_reports.write(session, round_, card, told, town, seen=0) is None
        for one in sent:
            one.created_at -= datetime.timedelta(days=1)
        session.flush()
        assert following_up.remind(session, year.jobs, round_, actor=TEAM) == 1
        assert [one.organisation.fi for one in following_up.waiting(session, round_)] == ["Nuorten palvelut"]
        assert following_up.has_told_all(session, round_, year.organisations["kuusivaara"])
        assert following_up.asked_of(session, round_, year.organisations["kuusivaara"])[0].action == CARD
        with pytest.raises(ReportedMeanwhile) as met:
            progress_reports.write(session, round_, card, Reported("tehty"), replace(town, writer="b.p"), seen=0)
        assert met.value.newest.told.done == "Kortti on painettu."
        with pytest.raises(ReportRefused) as refused:
            progress_reports.write(session, round_, queues, Reported("", "x" * 3000), town, seen=0)
        assert refused.value.faults == {"status": "no_status", "done": "too_long"}
        round_.follow_up_deadline = now() - datetime.timedelta(minutes=1)
        with pytest.raises(RoundClosed):
            progress_reports.write(session, round_, queues, told, replace(town, link_id=1), seen=0)
        with pytest.raises(RoundClosed):
            following_up.remind(session, year.jobs, round_, actor=TEAM)


def test_the_mail_goes_in_the_organisations_languages_and_a_reminder_only_to_who_has_not_told(
    sqlite_database: Database, year, post_office, mail_settings
) -> None:
    with sqlite_database.writing() as session:
        _round, _number = asked(session, year)
        first = session.exec(select(Mail).where(Mail.kind == "follow_up").order_by(Mail.id)).first()
    assert first
    assert mails.send(sqlite_database, mail_settings(post_office.port), first.id) is None
    [mail] = post_office.mails
    assert mail["Message-ID"] == first.message_id
    assert "Miten päätökset ovat edenneet?" in mail["Subject"]
    assert "Hur har besluten framskridit?" in mail["Subject"]
    body = mail.get_body(("plain",)).get_content()
    assert "Vastuutaho: Kuusivaara" in body
    assert "Ansvarig: Granberga" in body
    assert CARD not in body
    assert re.search(r"https://kysely.example/v/[\w-]{43}", body)
    with sqlite_database.writing() as session:
        reminder = invitations.send(
            session, year.jobs, session.get_one(Invitation, first.invitation_id), "follow_up_reminder"
        )
        town = Reporter(year.organisations["kuusivaara"], "fi", actor="link:1")
        progress_reports.write(
            session, session.get_one(Round, year.round), ids(session)[0], Reported("tehty"), town, seen=0
        )
        reminder_id = reminder.id
    assert mails.send(sqlite_database, mail_settings(post_office.port), reminder_id) is None
    with sqlite_database.reading() as session:
        assert session.get_one(Mail, reminder_id).trouble == "answered"
    assert len(post_office.mails) == 1


def evaluate(session: Session, round_: Round, seen: int, **told: str) -> bool:
    written = {"effectiveness": "", "sufficiency": "", "alignment": "", "words": ""} | told
    who = {"staff_id": staff_of(session), "actor": TEAM, "language": "fi"}
    return evaluations.write(session, round_, ids(session)[0], written, seen=seen, **who)  # type: ignore[arg-type]


def test_a_decision_is_followed_from_the_negotiation_to_the_next_years_questionnaire_agenda_and_summary(
    sqlite_database: Database, year
) -> None:
    with sqlite_database.writing() as session:
        round_, _number = asked(session, year)
        card, queues = ids(session)
        town = Reporter(year.organisations["kuusivaara"], "fi", actor="link:1")
        told = Reported("kesken", "Kortti painettu: 040 123 4567.", "Raha", "Jako kouluihin")
        progress_reports.write(session, round_, card, told, town, seen=0)
        team = Reporter(year.organisations["nuorisopalvelut"], "fi", staff_id=staff_of(session), actor=TEAM)
        progress_reports.write(session, round_, queues, Reported("ei_aloitettu"), team, seen=0)

        assert evaluate(session, round_, 0, effectiveness="fair", words="Toimii, soita 040 123 4567.")
        assert not evaluate(session, round_, 1, effectiveness="fair", words="Toimii, soita 040 123 4567.")
        for words, wrong in (({"alignment": "best"}, ChangedMeanwhile), ({}, EvaluationRefused)):
            with pytest.raises(EvaluationRefused if wrong is EvaluationRefused or "alignment" in words else wrong):
                evaluate(session, round_, 0, **words)
        with pytest.raises(ChangedMeanwhile):
            evaluate(session, round_, 0, sufficiency="weak")

        following = rounds.copy_to_next_year(session, round_, round_.year + 1, actor=TEAM)
        following.deadline = now() + LATER
        rounds.publish(session, following, actor=TEAM)
        asked_now = decisions.by_organisation(session, following)[year.organisations["kuusivaara"]]
        assert [one.action for one in asked_now] == [CARD], "the next questionnaire has it as a row"
        organisation = session.get_one(Organisation, year.organisations["kuusivaara"])
        invitation = invitations.invite(session, year.jobs, following, [organisation], "answer")[0]
        response = responses.open_draft(session, following, organisation)
        row = {DECISION_KEY: asked_now[0].key, "paatos": CARD, "tila": "tehty", "huomio": "Käytössä."}
        value = Table(kind="per_decision_status", rows=(row,))
        responses.save(session, response, {"edistyminen": value}, responses.Writer(None, "", "fi"), seen={})
        submissions.submit(session, year.jobs, response, invitation.id or 0, link_id=None)

        [beside] = progress_reports.beside(session, asked_now)
        assert beside.reported, "and tells beside it what was told during the year"
        assert beside.reported.fi == "kesken"
        gathered = material.gather(session, following)
        assert gathered.decisions[asked_now[0].key] == CARD
        [in_briefing] = decision_telling.told(gathered)
        assert [one.text for one in in_briefing.answers] == [f"{CARD}: tehty. Käytössä."], "the briefing tells it too"
        first, second = courses.of_year(session, year.county, round_.year)
        assert [(one.source, one.status) for one in first.told] == [("link", "kesken"), ("survey", "tehty")]
        assert (first.told[1].done, first.told[1].year) == ("Käytössä.", round_.year + 1)
        assert [(one.source, one.by) for one in second.told] == [("team", "Hytetu-tiimi")]
        [past_card, past_queues] = courses.for_agenda(session, following)
        assert (past_card.action, past_card.status and past_card.status.fi) == (CARD, "tehty")
        assert past_queues.status
        assert past_queues.status.sv == "inte påbörjat"

        summary = yearly_summaries.of(session, round_)
        assert [(one.status.fi, one.effectiveness) for one in summary.decisions] == [
            ("tehty", "fair"),
            ("ei aloitettu", ""),
        ]
        assert "040 123" not in summary.model_dump_json()
        assert [one.organisations for one in summary.chosen or ()] == [4]
        assert yearly_summaries.next_round(session, round_).id == following.id

        # what is removed by an import goes with what was reported on it
        decisions.take_in(session, year.county, round_.year, (), remove=[first.decision.key], actor=TEAM)
        assert ids(session) == [queues]
        assert session.exec(select(ProgressReport.decision_id)).all() == [queues]


def test_the_agenda_looks_back_at_decisions_of_which_nobody_answered(sqlite_database: Database, year) -> None:
    with sqlite_database.writing() as session:
        for row in session.exec(select(Decision)):
            row.year -= 1
    with sqlite_database.reading() as session:
        stored, briefing = briefings.load(session, year.briefing, year.county)
        agenda = agendas.agenda(session, stored, briefing, "sv")
    item = next(one for one in agenda.items if one.key == "past_decisions")
    assert [(one.action, one.status) for one in item.past] == [(CARD, None), ("Jonot puretaan", None)]
    assert agenda_docx(agenda, "sv")


def test_an_organisation_sees_what_became_of_its_answer_and_no_words_of_others(sqlite_database: Database, year) -> None:
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, year.round)
        town, small = year.organisations["kuusivaara"], year.organisations["aholansaari"]
        [told] = outcomes.known(session, round_, town)
        assert [(one.label.fi, one.organisations, one.chosen) for one in told.phenomena] == [
            ("Nuorten pitkät jonot hoitoon", 4, True),
            ("Ikäihmisten yksinäisyys", 2, False),
        ]
        assert [[quote.text for quote in one.words] for one in told.phenomena] == [[scenes.QUEUES], [scenes.LONELY]]
        assert [one.decision.action for one in told.phenomena[0].decisions] == ["Jonot puretaan"]
        assert [one.decision.action for one in told.others] == [CARD]
        [uncleared] = outcomes.known(session, round_, small)
        assert uncleared.phenomena[0].words == (), "what the network does not read is not shown"
        assert outcomes.has_any(session, round_, town)
        assert not outcomes.has_any(session, round_, year.organisations["tammela"])
        assert outcomes.known(session, round_, year.organisations["koivula"]) == []
        following = rounds.copy_to_next_year(session, round_, round_.year + 1, actor=TEAM)
        assert outcomes.known(session, following, town) == [told], "the next year's link shows it too"
        assert outcomes.has_any(session, following, town)
        assert briefing_versions.latest(session, following.id or 0) is None


def text(answer: Any) -> str:
    return answer.get_data(as_text=True)


def test_the_page_behind_the_link_saves_whole_and_loses_nothing(
    app: Flask, sqlite_database: Database, year, jobs
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    with sqlite_database.writing() as session:
        asked(session, year)
        card = ids(session)[0]
        # one more decision of the same town
        row = session.get_one(Decision, ids(session)[1])
        row.organisation_id = year.organisations["kuusivaara"]
    with sqlite_database.writing() as session:
        asked(session, year, until=now() + LATER + LATER)
        token = link_of(session, year.organisations["kuusivaara"])
        second = ids(session)[1]
    found = scanner.Scanner(app, f"/v/{token}").scan()
    assert "/seuranta/" in found.sent
    assert 500 not in found.statuses
    with sqlite_database.reading() as session:
        assert not session.exec(select(ProgressReport)).all(), "opening and scanning tells nothing"

    client = app.test_client()
    assert client.get(f"/v/{token}").location.endswith("/seuranta/")
    page = text(client.get("/seuranta/?lang=fi"))
    assert CARD in page
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    typed = {**hidden, f"q_status_{card}": "kesken", f"q_done_{card}": "Painettu", f"q_done_{second}": "Vain sanoja"}
    answer = client.post("/seuranta/", data=typed)
    assert answer.status_code == 422
    assert "Valitkaa, miten päätös on edennyt." in text(answer)
    assert "Vain sanoja" in text(answer)
    with sqlite_database.reading() as session:
        assert not session.exec(select(ProgressReport)).all(), "all or nothing"
    typed[f"q_status_{second}"] = "tehty"
    assert client.post("/seuranta/", data=typed).status_code == 303
    other = app.test_client()
    other.get(f"/v/{token}")
    page = text(other.get("/seuranta/?lang=fi"))
    stale = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)) | {f"seen_{card}": "0"}
    meanwhile = {**stale, f"q_status_{card}": "tehty", f"q_done_{card}": "040 123 4567", f"q_status_{second}": "tehty"}
    answer = other.post("/seuranta/", data=meanwhile)
    assert answer.status_code == 409
    for words in ("Tällä välin kerrottiin", "Painettu", "040 123 4567", "Tekstissä näyttää olevan"):
        assert words in text(answer)
    again = meanwhile | dict(re.findall(r'<input type="hidden" name="(seen_\d+)" value="([^"]*)"', text(answer)))
    assert other.post("/seuranta/", data=again).status_code == 303
    assert "Nuorten pitkät jonot hoitoon" in text(other.get("/seuranta/vaikutus/"))
    with sqlite_database.writing() as session:
        versions = session.exec(select(ProgressReport.version).where(ProgressReport.decision_id == card)).all()
        assert versions == [1, 2]
        session.get_one(Round, year.round).follow_up_deadline = now() - datetime.timedelta(hours=1)
    assert "ei muuttaa" not in text(other.get("/seuranta/"))
    assert "Määräaika on päättynyt" in text(other.get("/seuranta/"))
    answer = other.post("/seuranta/", data=again)
    assert answer.status_code in (403, 409, 410)
    assert "040 123 4567" in text(answer), "what was typed is still there"


def test_the_staff_ask_follow_note_evaluate_and_hand_the_summary_on(
    app: Flask, sqlite_database: Database, year, sign_in
) -> None:
    team, group = sign_in(), sign_in(scenes.READER)
    here = f"/henkilosto/kierrokset/{year.round}"
    with sqlite_database.reading() as session:
        card = ids(session)[0]
        this = session.get_one(Round, year.round).year
    assert group.get(f"{here}/seuranta/pyynto").status_code == 403
    assert CARD in text(team.get(f"{here}/seuranta/pyynto?lang=fi"))
    answer = team.post(f"{here}/seuranta/pyynto", data={"until": "joskus"})
    assert (answer.status_code, "joskus" in text(answer)) == (422, True)
    answer = team.post(f"{here}/seuranta/pyynto", data={"until": "1.1.2020", "decision": str(card)})
    assert (answer.status_code, "on ohi" in text(answer) or "Valitkaa" in text(answer)) == (422, True)
    day = today() + LATER
    sent = team.post(f"{here}/seuranta/pyynto", data={"until": f"{day:%d.%m.%Y}", "decision": str(card)})
    assert sent.status_code == 303
    assert "0/1" in text(group.get(f"{here}/seuranta/"))
    assert team.get(f"{here}/seuranta/muistutus").status_code == 200
    assert team.post(f"{here}/seuranta/muistutus").status_code == 303

    one = f"{here}/paatokset/{this}/{card}/"
    assert group.post(f"{one}tila", data={}).status_code == 403
    answer = team.post(f"{one}tila", data={f"q_done_{card}": "Kuultu puhelimessa"})
    assert (answer.status_code, "Kuultu puhelimessa" in text(answer)) == (422, True)
    assert team.post(f"{one}tila", data={f"q_status_{card}": "kesken", "seen": "0"}).status_code == 303
    assert team.post(f"{one}tila", data={f"q_status_{card}": "tehty", "seen": "0"}).status_code == 409
    assert group.post(f"{one}arvio", data={}).status_code == 422
    assert group.post(f"{one}arvio", data={"effectiveness": "good", "seen": "0"}).status_code == 303
    answer = team.post(f"{one}arvio", data={"words": "Toinen näkemys", "seen": "0"})
    assert (answer.status_code, "Toinen näkemys" in text(answer)) == (409, True)
    page = text(group.get(one))
    assert "organisaation puolesta kirjannut Hytetu-tiimi" in page
    register = f"{here}/paatokset/{this}/"
    assert CARD in text(team.get(f"{register}?tila=kesken"))
    assert CARD not in text(team.get(f"{register}?tila=tehty"))
    assert CARD not in text(team.get(f"{register}?myohassa=1"))

    assert CARD in text(group.get(f"{here}/yhteenveto/"))
    assert team.get(f"{here}/yhteenveto/yhteenveto-sv.docx").data.startswith(b"PK")
    assert team.get(f"{here}/yhteenveto/yhteenveto-fi.pdf").data.startswith(b"%PDF")
    assert team.post(f"{here}/yhteenveto/seuraavaan").status_code == 303
    with sqlite_database.writing() as session:
        following = rounds.copy_to_next_year(session, session.get_one(Round, year.round), this + 1, actor=TEAM).id
    for _twice in range(2):
        assert team.post(f"{here}/yhteenveto/seuraavaan").status_code == 303
    page = text(team.get(f"/henkilosto/kierrokset/{following}/aineisto/"))
    assert page.count(f"Hytetu-vuoden yhteenveto {this}.pdf") == 1 or f"Hytetu-vuoden yhteenveto {this}" in page
    with sqlite_database.reading() as session:
        assert session.exec(select(Contact.id)).first()
