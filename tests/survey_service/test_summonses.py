"""Parties are summoned by mail, with a calendar entry that a change updates and a cancellation takes out."""

import datetime
import sys

import pytest
from icalendar import Calendar
from sqlmodel import select

from survey_service import handovers, mails, negotiations, summonses, trials
from survey_service.candidates import ChangedMeanwhile
from survey_service.db import Database, now
from survey_service.letters.composing import part
from survey_service.models import Mail, Organisation, Round, ServiceArea, StaffMember
from survey_service.summonses import SummonsRefused
from survey_service.timetable import FINLAND

scenes = sys.modules["tests_scene"]
LINK = "https://kokous.example/hytetu"


def staff(session) -> dict[str, object]:
    row = session.exec(select(StaffMember).where(StaffMember.email == scenes.TEAM)).one()
    return {"staff_id": row.id, "actor": row.email}


def arrange(session, round_: Round, area_id: int, starts_at, place: str = "Valtuustosali", link: str = LINK) -> None:
    ends_at = starts_at + datetime.timedelta(hours=3) if starts_at else None
    negotiations.arrange(session, round_, area_id, starts_at, place, link, ends_at=ends_at, actor=scenes.TEAM)


def calendar_of(mail) -> tuple[str, object]:
    """The method and the event of a mail's calendar file."""
    (file,) = [each for each in mail.walk() if each.get_content_type() == "text/calendar"]
    read = Calendar.from_ical(file.get_payload(decode=True))
    assert file.get_param("method") == str(read["METHOD"])
    return str(read["METHOD"]), read.events[0]


def test_a_summons_needs_a_time_a_place_and_somebody_to_summon(sqlite_database: Database, scene) -> None:
    soon = now() + datetime.timedelta(days=20)
    with sqlite_database.writing() as session:
        round_, by = session.get_one(Round, scene.round), staff(session)

        def refused(area_id: int) -> str:
            with pytest.raises(SummonsRefused) as found:
                summonses.send(session, scene.jobs, round_, area_id, seen=0, **by)
            return found.value.why

        assert refused(0) == "no_time"
        arrange(session, round_, 0, soon, place="", link="")
        assert refused(0) == "no_place"
        arrange(session, round_, 0, now() - datetime.timedelta(days=1))
        assert refused(0) == "past"
        with pytest.raises(SummonsRefused):
            summonses.cancel(session, scene.jobs, round_, 0, seen=0, **by)
        assert not session.exec(select(Mail).where(Mail.kind == "summons")).all()


def test_every_party_is_summoned_in_its_language_and_changes_update_the_same_entry(
    sqlite_database: Database, scene, mail_settings, post_office
) -> None:
    starts_at = datetime.datetime.combine(now().date(), datetime.time(9), tzinfo=FINLAND) + datetime.timedelta(days=20)
    with sqlite_database.writing() as session:
        round_, by = session.get_one(Round, scene.round), staff(session)
        area = session.exec(select(ServiceArea)).one().id
        for key in ("strandby", "aholansaari"):
            session.get_one(Organisation, scene.organisations[key]).service_area_id = area
        arrange(session, round_, area, starts_at)
        # its three municipalities, and the service and the NGO council that belong to no area
        assert summonses.send(session, scene.jobs, round_, area, seen=0, **by) == 5
        with pytest.raises(ChangedMeanwhile):
            summonses.send(session, scene.jobs, round_, area, seen=0, **by)
        meeting = negotiations.of_area(session, round_, area)
        assert not summonses.says_otherwise(summonses.newest(session, meeting.negotiation_id), meeting)
        arrange(session, round_, area, starts_at + datetime.timedelta(hours=1), place="Kirjasto")
        meeting = negotiations.of_area(session, round_, area)
        assert summonses.says_otherwise(summonses.newest(session, meeting.negotiation_id), meeting)
        summonses.send(session, scene.jobs, round_, area, seen=1, **by)
        summonses.cancel(session, scene.jobs, round_, area, seen=2, **by)
        wanted = select(Mail.id).where(Mail.summons_id.is_not(None)).order_by(Mail.id)
        waiting = session.exec(wanted).all()
        noted = handovers.of_negotiation(session, meeting.negotiation_id)
    assert len(waiting) == 15
    assert len([one for one in noted if one.paper == "summons"]) == 15
    settings = mail_settings(post_office.port)
    for mail_id in waiting:
        assert mails.send(sqlite_database, settings, mail_id) is None

    sent = post_office.mails
    assert len({mail["Message-ID"] for mail in sent}) == 15, "one for each reason"
    swedish = [mail for mail, to in zip(sent, post_office.recipients, strict=True) if "strandby" in to]
    first, second, third = map(calendar_of, swedish)
    assert [first[0], second[0], third[0]] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["UID"]) for _, event in (first, second, third)}) == 1
    assert [int(event["SEQUENCE"]) for _, event in (first, second, third)] == [0, 1, 2]
    assert third[1]["STATUS"] == "CANCELLED"
    assert first[1]["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert first[1]["DTSTART"].dt == starts_at
    assert second[1]["DTSTART"].dt == starts_at + datetime.timedelta(hours=1)
    assert str(first[1]["SUMMARY"]).startswith("Hytetu-förhandling")
    assert "Granberga" in str(first[1]["DESCRIPTION"])
    text = part(swedish[0], "plain")
    for words in ("Valtuustosali", LINK, "Kustens serviceområde", "Part: Strandby", "Tjänster för unga", "/v/"):
        assert words in text
    assert "ersätter en tidigare kallelse" not in text
    assert "ersätter en tidigare kallelse" in part(swedish[1], "plain")
    assert swedish[2]["Subject"].startswith("Inställd")
    bilingual = next(mail for mail, to in zip(sent, post_office.recipients, strict=True) if "kuusivaara" in to)
    assert "Osapuoli: Kuusivaara" in part(bilingual, "plain")
    assert "Part: Granberga" in part(bilingual, "plain")


def test_the_page_says_what_is_missing_warns_without_a_chair_and_looks_at_the_mail(sign_in, scene, app) -> None:
    team, group = sign_in(), sign_in(scenes.READER)
    here = f"/henkilosto/kierrokset/{scene.round}/neuvottelut/0/kutsu/"
    refused = team.post(here, data={"seen": "0", "act": "send"}, query_string={"lang": "fi"})
    assert refused.status_code == 422
    assert "ei ole vielä aikaa" in refused.get_data(as_text=True)
    soon = (now() + datetime.timedelta(days=30)).date()
    day = f"{soon.day}.{soon.month}.{soon.year}"
    form = {"day": day, "time": "9.30", "end": "9.00", "place": "Sali", "remote_link": "", "chair": ""}
    wrong = group.post(f"/henkilosto/kierrokset/{scene.round}/neuvottelut/0/", data=form | {"minute_taker": ""})
    assert wrong.status_code == 422
    right = form | {"end": "12.00", "minute_taker": ""}
    assert group.post(f"/henkilosto/kierrokset/{scene.round}/neuvottelut/0/", data=right).status_code == 303
    assert "ei ole puheenjohtajaa" in team.get(here).get_data(as_text=True)
    assert group.post(here, data={"seen": "0", "act": "send"}).status_code == 403, "the group does not send"
    assert team.post(here, data={"seen": "0", "act": "send"}).status_code == 303
    assert team.post(here, data={"seen": "0", "act": "send"}).status_code == 409
    file = Calendar.from_ical(team.get(here + "neuvottelu-sv.ics").data)
    assert file["METHOD"] == "PUBLISH"
    assert file.events[0]["DTEND"].dt.astimezone(FINLAND).hour == 12
    preview = f"/henkilosto/kierrokset/{scene.round}/viestit/esikatselu/?viesti=summons"
    assert "Sali" in team.get(preview).get_data(as_text=True)
    assert {"summons", "cancellation"} <= set(trials.KINDS)
