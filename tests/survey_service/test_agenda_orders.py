"""An agenda is put in order: what was decided about its items stays with them, and nobody's order is lost."""

import html
import re
import sys

import pytest
from sqlmodel import select

from questionnaires.values import Table
from reports.briefing import Label
from survey_service import (
    agenda_orders,
    agendas,
    answering,
    issues,
    negotiated,
    negotiations,
    orders,
    replies,
    replying,
    responses,
    submissions,
    timetable,
)
from survey_service.agenda_orders import AgendaRefused, renamed
from survey_service.candidates import ChangedMeanwhile
from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.models import Invitation, Link, Organisation, Round, ServiceArea, StaffMember
from survey_service.orders import Order

scenes = sys.modules["tests_scene"]
SMALL = "Vanhuksen naapuri Aholassa juo"
RAISED = "Etsivä työ syrjäkyliin"
REPLY = "Valmistelemme jalkautuvan tiimin."


def raise_issue(session, made, round_: Round, key: str, words: str) -> None:
    organisation = session.get_one(Organisation, made.organisations[key])
    response = answering.find(session, round_.id, organisation.id)
    invitation = session.exec(
        select(Invitation).where(Invitation.organisation_id == organisation.id, Invitation.purpose == "answer")
    ).one()
    response.state = "draft"
    session.flush()
    values = {"nostot": Table(kind="list", rows=({"asia": words},))}
    responses.save(session, response, values, responses.Writer(None, "", "fi"), seen={})
    submissions.submit(session, made.jobs, response, invitation.id, link_id=None)


def staff(session) -> dict[str, object]:
    row = session.exec(select(StaffMember).where(StaffMember.email == scenes.READER)).one()
    return {"staff_id": row.id, "actor": row.email}


@pytest.fixture
def raised(sqlite_database: Database, scene):
    """A town raises an issue to which a service replies; so does a place so small that people could be recognised."""
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        raise_issue(session, scene, round_, "kuusivaara", RAISED)
        raise_issue(session, scene, round_, "aholansaari", SMALL)
        key = next(one.key for one in issues.raised(session, round_) if one.text == RAISED)
        service = scene.organisations["nuorisopalvelut"]
        replying.ask(session, scene.jobs, round_, key, [service], timetable.today(), **staff(session))
        link = session.exec(select(Link.id)).first()
        how = {"language": "fi", "link_id": link, "writer": ""}
        replying.write(session, round_, key, service, REPLY, seen=0, **how)
        given = replies.one(session, round_, key).of(service).newest
        replying.let_out(session, scene.jobs, round_, given.reply_id, actor=scenes.TEAM)
    return scene


def keys(found: agendas.Arranged) -> list[str]:
    return [line.key for line in found.lines if line.on]


def test_an_agenda_is_proposed_from_blocks_phenomena_and_issues_in_cleared_words(
    sqlite_database: Database, raised
) -> None:
    with sqlite_database.writing() as session:
        round_ = session.get_one(Round, raised.round)
        area = session.exec(select(ServiceArea)).one().id
        whole, own = (agendas.arranged(session, round_, "fi", one) for one in (0, area))
        by = staff(session)
        orders.confirm(
            session,
            raised.briefing,
            raised.county,
            by["staff_id"],
            Order(["p2", "p1"], reason="Verkosto painotti näitä."),
            actor=by["actor"],
        )
        agenda = agendas.of_negotiation(session, round_, "fi", 0)
        with pytest.raises(NotFound):
            agendas.arranged(session, round_, "fi", 999)
    told = agenda.model_dump_json()
    headings = [item.heading.shown("fi")[0] for item in agenda.items]
    assert headings[2:6] == [
        "Hyvinvointi- ja turvallisuussuunnitelman (hytu) tilannekatsaus",
        "HYTE-kertoimen tilannekatsaus",
        "Ikäihmisten yksinäisyys",
        "Nuorten pitkät jonot hoitoon",
    ]
    assert {f"Kuusivaara: {RAISED}", "Aholansaari: organisaation nosto"} <= set(headings)
    assert REPLY in told
    assert SMALL not in told, "nobody let these words out"
    # a wish can be taken onto the agenda, and is not on it by itself
    assert [line.on for line in whole.lines if "matalan kynnyksen" in line.item.heading.shown("fi")[0]] == [False]
    assert not any("Aholansaari" in line.item.heading.shown("fi")[0] for line in own.lines), "of another area"


def test_the_order_stays_what_comes_later_joins_it_and_decisions_find_their_items(
    sqlite_database: Database, raised
) -> None:
    with sqlite_database.writing() as session:
        round_, by = session.get_one(Round, raised.round), staff(session)
        orders.confirm(
            session,
            raised.briefing,
            raised.county,
            by["staff_id"],
            Order(["p2"], reason="Verkosto painotti näitä."),
            actor=by["actor"],
        )
        found = agendas.arranged(session, round_, "fi", 0)
        turned = list(reversed(found.lines))
        assert agenda_orders.arrange(session, round_, 0, turned, added=Label(fi="Tauko"), seen=0, **by)
        saved = agendas.arranged(session, round_, "fi", 0)
        assert keys(saved)[-1] == "own:1"
        assert not agenda_orders.arrange(session, round_, 0, saved.lines, seen=0, **by), "it says the same"
        fields = dict.fromkeys(negotiated.WRITTEN, "") | {"action": "Sovittu", "item": "own:1", "status": "decided"}
        negotiated.add(session, round_, 0, fields | {"organisation_id": None, "due": None}, actor=scenes.READER)

        orders.confirm(
            session,
            raised.briefing,
            raised.county,
            by["staff_id"],
            Order(["p1", "p2"], reason="Verkosto painotti näitä."),
            actor=by["actor"],
        )
        later = agendas.arranged(session, round_, "fi", 0)
        assert [key for key in keys(later) if key != "p1"] == keys(saved), "the order that was made"
        assert keys(later).index("p1") == keys(later).index("p2") + 1, "what is new stands after its kind"
        assert [line.key for line in later.lines if line.is_new] == ["p1"]

        own = next(line for line in later.lines if line.key == "own:1")
        others = [line for line in later.lines if line.key != "own:1"]
        mine = [renamed(own, "Kahvitauko", ""), *others]
        assert agenda_orders.arrange(session, round_, 0, mine, seen=1, **by)
        with pytest.raises(ChangedMeanwhile):
            agenda_orders.arrange(session, round_, 0, others, seen=1, **by)
        with pytest.raises(AgendaRefused):
            agenda_orders.arrange(session, round_, 0, [renamed(own, "", "")], seen=2, **by)
        told = {one.item.key: one for one in negotiated.by_item(session, round_, "fi", 0)}
        assert [one.action for one in told["own:1"].decisions] == ["Sovittu"]
        assert told["own:1"].item.heading.fi == "Kahvitauko"

        orders.confirm(
            session,
            raised.briefing,
            raised.county,
            by["staff_id"],
            Order(["p1"], reason="Verkosto painotti näitä."),
            actor=by["actor"],
        )
        last = agendas.arranged(session, round_, "fi", 0)
        assert "p2" not in keys(last)
        assert [label.fi for label in last.gone] == ["Ikäihmisten yksinäisyys"], "what left the agenda is told"
        versions = agenda_orders.history(session, negotiations.of_area(session, round_, 0).negotiation_id)
    assert [(one.number, one.by) for one in versions] == [(2, "Koordinaattori"), (1, "Koordinaattori")]
    changed = agenda_orders.differing(versions[1], versions[0])
    assert {how for how, _ in changed} == {"moved", "renamed"}


def fields_of(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form as it is shown."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and not ('type="checkbox"' in tag and " checked" not in tag):
            found.setdefault(html.unescape(name[1]), []).append(html.unescape(value[1]) if value else "")
    return found


def test_the_page_moves_items_keeps_what_was_typed_and_tells_of_what_another_saved(sign_in, raised) -> None:
    team, colleague = sign_in(), sign_in(scenes.READER)
    here = f"/henkilosto/kierrokset/{raised.round}/neuvottelut/0/asialista/jarjestys"
    form = fields_of(team.get(here, query_string={"lang": "fi"}, follow_redirects=True).get_data(as_text=True))
    first, second = form["key"][:2]
    moved = team.post(here, data=form | {"move": f"down:{first}", "own_fi": "Tauko"}).get_data(as_text=True)
    again = fields_of(moved)
    assert again["key"][:2] == [second, first]
    assert again["own_fi"] == ["Tauko"]
    assert "ei ole vielä tallennettu" in moved

    wrong = team.post(here, data=form | {f"minutes-{first}": "vartti", f"place-{second}": "toinen", "own_sv": "Paus"})
    text = wrong.get_data(as_text=True)
    assert wrong.status_code == 422
    for typed in ("vartti", "toinen", "Paus"):
        assert typed in text

    assert colleague.post(here, data=form | {f"place-{first}": "99", f"minutes-{first}": "15"}).status_code == 303
    met = team.post(here, data=again | {f"minutes-{second}": "20"})
    text = met.get_data(as_text=True)
    assert met.status_code == 409
    assert fields_of(text)["own_fi"] == ["Tauko"]
    assert fields_of(text)[f"minutes-{second}"] == ["20"]
    assert "Koordinaattori" in text
    assert team.post(here, data=fields_of(text)).status_code == 303, "now it was done knowingly"
    shown = team.get(here.removesuffix("jarjestys")).get_data(as_text=True)
    assert "Tauko" in shown
    assert "20 min" in shown
    for kind, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        for language in ("fi", "sv"):
            file = team.get(here.replace("/asialista/jarjestys", f"/asialista-{language}.{kind}"))
            assert file.data.startswith(begins)
