"""Shares in the database, of either kind: made once, told with what became of them, ended with their links."""

import datetime
import threading
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import select

from questionnaires.values import Words
from survey_service import answering, limits, links, members, responses, sharing
from survey_service.answering import Answering
from survey_service.db import Database
from survey_service.errors import LinkRevoked, NotFound, RoundClosed
from survey_service.members import Addition
from survey_service.models import Contact, Invitation, Link, Mail, Response, Round, Share
from survey_service.responses import Writer
from survey_service.sharing import Wanted

COLLEAGUE = Wanted("colleague", "Sivistystoimi", "sivistys@kuusivaara.example", "fi", "ilmiot")
MEMBER = Wanted("member", "Nuorten tuki", "", "fi", None)


@dataclass(frozen=True)
class Council:
    """A round, and the link of an NGO council's contact."""

    round_id: int
    link_id: int


@pytest.fixture
def council(database: Database, build, questionnaire) -> Council:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_, organisation = b.round_(county, questionnaire), b.organisation(county, kind="jarjesto")
        invitation = Invitation(
            round_id=round_.id, organisation_id=organisation.id, contact_id=b.contact(organisation).id, purpose="answer"
        )
        session.add(invitation)
        session.flush()
        later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=20)
        link = links.redeem(session, links.mint(session, invitation, "organisation", expires_at=later))
        return Council(round_.id, link.id or 0)


def _told(session: Any, council: Council) -> Answering:
    return answering.behind(session, council.link_id)


def _make(database: Database, jobs: Any, council: Council, wanted: Wanted) -> str | None:
    with database.writing() as session:
        return sharing.make(session, jobs, _told(session, council), wanted)


def _opened(database: Database, token: str) -> int:
    with database.reading() as session:
        return links.redeem(session, token).id or 0


def _states(database: Database, council: Council) -> dict[str, str]:
    with database.reading() as session:
        return {passed.name: passed.state for passed in sharing.all_of(session, _told(session, council))}


def test_two_clicks_at_once_make_one_share_and_one_mail(database: Database, council: Council, jobs) -> None:
    start = threading.Barrier(2)

    def click() -> None:
        start.wait()
        _make(database, jobs, council, COLLEAGUE)

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()

    with database.reading() as session:
        assert len(session.exec(select(Share)).all()) == len(session.exec(select(Mail)).all()) == 1


def test_who_is_asked_again_after_the_mail_failed_gets_another_one(database: Database, council: Council, jobs) -> None:
    _make(database, jobs, council, COLLEAGUE)
    with database.writing() as session:
        session.exec(select(Mail)).one().state = "failed"
    _make(database, jobs, council, COLLEAGUE)

    with database.reading() as session:
        assert [mail.state for mail in session.exec(select(Mail).order_by(Mail.id))] == ["failed", "queued"]
        assert len(session.exec(select(Share)).all()) == 1


def test_a_share_is_told_with_what_became_of_it(database: Database, council: Council, jobs) -> None:
    _make(database, jobs, council, COLLEAGUE)
    link_id = _opened(database, _make(database, jobs, council, MEMBER) or "")
    assert _states(database, council) == {"Sivistystoimi": "on_its_way", "Nuorten tuki": "waiting"}
    with database.writing() as session:
        session.exec(select(Mail)).one().state = "failed"
        told = answering.behind(session, link_id)
        response = responses.draft_of(session, told)
        responses.save(session, response, {"mh_nosto": Words(text="Tukea")}, Writer(link_id, "sivu", "fi"), {})
    assert _states(database, council) == {"Sivistystoimi": "not_sent", "Nuorten tuki": "writing"}
    with database.writing() as session:
        members.set_ready(session, responses.draft_of(session, answering.behind(session, link_id)), ready=True)
    assert _states(database, council) == {"Sivistystoimi": "not_sent", "Nuorten tuki": "ready"}


def test_ending_a_share_ends_its_links_alone(database: Database, council: Council, jobs) -> None:
    link_id = _opened(database, _make(database, jobs, council, MEMBER) or "")
    with database.writing() as session:
        share_id = session.exec(select(Share)).one().id
        sharing.revoke(session, _told(session, council), share_id)

    with pytest.raises(LinkRevoked), database.reading() as session:
        answering.behind(session, link_id)
    with database.reading() as session:
        assert _told(session, council).link_id == council.link_id
    with pytest.raises(NotFound), database.writing() as session:
        sharing.renew(session, jobs, _told(session, council), share_id)


def test_a_share_of_an_invitation_that_ended_is_passed_on_anew_by_another_contact(
    database: Database, council: Council, jobs
) -> None:
    _make(database, jobs, council, MEMBER)
    with database.writing() as session:
        first = session.exec(select(Invitation)).one()
        secretary = Contact(
            organisation_id=first.organisation_id,
            title_fi="Sihteeri",
            title_sv="Sekreterare",
            email="sihteeri@j.example",
        )
        session.add(secretary)
        session.flush()
        other = Invitation(
            round_id=first.round_id, organisation_id=first.organisation_id, contact_id=secretary.id, purpose="answer"
        )
        session.add(other)
        session.flush()
        later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=20)
        link = links.redeem(session, links.mint(session, other, "organisation", expires_at=later))
        links.end_invitation(session, first)
        heir = Council(council.round_id, link.id or 0)
    assert _states(database, heir) == {"Nuorten tuki": "no_link"}
    with database.writing() as session:
        token = sharing.renew(session, jobs, _told(session, heir), session.exec(select(Share)).one().id)

    assert _opened(database, token or "") > 0
    assert _states(database, heir) == {"Nuorten tuki": "waiting"}


def test_nobodys_mailbox_is_filled_by_links_made_anew(
    database: Database, council: Council, jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SHARES_MAILED_TO_ADDRESS", limits.Limit("share-mail", 3, limits.HOUR))
    _make(database, jobs, council, COLLEAGUE)

    def renew() -> None:
        with database.writing() as session:
            sharing.renew(session, jobs, _told(session, council), session.exec(select(Share)).one().id or 0)

    renew()
    renew()
    with pytest.raises(limits.TooMany):
        renew()
    with database.reading() as session:
        assert len(session.exec(select(Mail)).all()) == 3
    _make(database, jobs, council, Wanted("colleague", "Tekninen toimi", "tekniset@kuusivaara.example", "fi", None))


def test_after_the_deadline_links_are_ended_but_not_passed_on(database: Database, council: Council, jobs) -> None:
    _make(database, jobs, council, MEMBER)
    with database.writing() as session:
        session.get_one(Round, council.round_id).deadline = datetime.datetime.now(datetime.UTC)
        share_id = session.exec(select(Share)).one().id
    with pytest.raises(RoundClosed):
        _make(database, jobs, council, COLLEAGUE)
    with pytest.raises(RoundClosed), database.writing() as session:
        sharing.renew(session, jobs, _told(session, council), share_id)
    with database.writing() as session:
        sharing.revoke(session, _told(session, council), share_id)

    with database.reading() as session:
        assert session.exec(select(Link).where(Link.share_id == share_id)).one().revoked_at is not None


def test_what_a_member_wrote_is_added_as_a_version_of_the_councils_own(
    database: Database, council: Council, jobs, questionnaire
) -> None:
    link_id = _opened(database, _make(database, jobs, council, MEMBER) or "")
    with database.writing() as session:
        theirs = responses.draft_of(session, answering.behind(session, link_id))
        responses.save(session, theirs, {"mh_nosto": Words(text="Tukea")}, Writer(link_id, "sivu", "fi"), {})
        own = responses.draft_of(session, _told(session, council))
        responses.save(session, own, {"mh_nosto": Words(text="Oma")}, Writer(council.link_id, "oma", "fi"), {})
        addition = Addition(session.exec(select(Share)).one().id, "mh_nosto", 1)
        asked = list(questionnaire.questions())
        verdict = members.add(session, own, addition, asked, Writer(council.link_id, "oma", "fi"))

    assert verdict.result == "added"
    with database.reading() as session:
        assert responses.answers(session, own.id)["mh_nosto"] == Words(text="Oma\n\nTukea")
        assert responses.answers(session, theirs.id)["mh_nosto"] == Words(text="Tukea")
        assert len(session.exec(select(Response)).all()) == 2
