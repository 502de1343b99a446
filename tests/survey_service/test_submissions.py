"""Submissions: a response is frozen as it was sent, once, and what comes after reads that."""

import datetime
import threading
from dataclasses import dataclass
from typing import Any

import pytest
from sqlmodel import Session, col, select

from questionnaires.model import Questionnaire
from questionnaires.values import Items, Point, Value, Words
from survey_service import (
    accounts,
    answering,
    links,
    material,
    papers,
    received,
    reopening,
    responses,
    sharing,
    stored,
    submissions,
    turnout,
)
from survey_service.accounts import SignedIn
from survey_service.answering import Answering
from survey_service.db import Database
from survey_service.errors import NotAllowed, NotFound, NotSubmitted, ReopenedMeanwhile, ResponseEmpty, RoundClosed
from survey_service.letters.gathering import letter
from survey_service.letters.wording import blocks
from survey_service.link_requests import Door
from survey_service.models import (
    Answer,
    AuditEvent,
    Invitation,
    Mail,
    Organisation,
    Reopening,
    Response,
    Round,
    Share,
    Submission,
)
from survey_service.reopening import ReopeningRefused, Wanted
from survey_service.responses import Writer

LINK_DAYS = 20


@dataclass(frozen=True)
class Town:
    """An invited municipality: its ids, and the links of its contact and of a colleague."""

    db: Database
    jobs: Any
    county_id: int
    round_id: int
    organisation_id: int
    invitation_id: int
    link_id: int
    section_link_id: int
    coordinator: SignedIn

    def told(self, session: Session, link_id: int | None = None) -> Answering:
        return answering.of(session, links.alive(session, link_id or self.link_id))

    def response(self, session: Session) -> Response:
        round_ = session.get_one(Round, self.round_id)
        return responses.open_draft(session, round_, session.get_one(Organisation, self.organisation_id))

    def write(self, text: str, question: str = "mh_nosto") -> responses.SaveOutcome:
        with self.db.writing() as session:
            response = self.response(session)
            answer = stored.living(session, response.id or 0).get(question)
            seen = {question: answer.version if answer else 0}
            return responses.save(session, response, {question: Words(text=text)}, Writer(self.link_id, "", "fi"), seen)

    def submit(self) -> bool:
        with self.db.writing() as session:
            return responses.submit_for(session, self.jobs, self.told(session))

    def take_back(self) -> bool:
        with self.db.writing() as session:
            told = self.told(session)
            return responses.take_back_for(session, told, told.sent.number if told.sent else 1)

    def close(self) -> None:
        with self.db.writing() as session:
            session.get_one(Round, self.round_id).deadline = datetime.datetime.now(datetime.UTC)

    def reopen(self, section_id: str, *, seen: int = 0, reason: str = "Nosto jäi kesken.", days: int = 7) -> None:
        until = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)
        wanted = Wanted(frozenset({section_id}), whole=False, reason=reason, until=until, seen=seen)
        with self.db.writing() as session:
            round_ = session.get_one(Round, self.round_id)
            reopening.reopen(session, self.jobs, round_, self.organisation_id, wanted, by=self.coordinator)

    def counted(self, session: Session) -> dict[str, Value]:
        """What the county reads of it."""
        return dict(received.of(session, session.get_one(Round, self.round_id), self.organisation_id).values)

    def acts(self) -> list[str]:
        """What the log says was done to the response."""
        with self.db.reading() as session:
            done = session.exec(select(AuditEvent.action).order_by(AuditEvent.id))
            return [action for action in done if action.startswith("response.")]

    def sent(self) -> list[submissions.Submitted]:
        with self.db.reading() as session:
            return submissions.of_response(session, self.response(session).id or 0)


@pytest.fixture
def town(database: Database, build, questionnaire: Questionnaire, jobs) -> Town:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_, organisation = b.round_(county, questionnaire), b.organisation(county)
        contact = b.contact(organisation)
        invitation = Invitation(
            round_id=round_.id, organisation_id=organisation.id, contact_id=contact.id, purpose="answer"
        )
        session.add(invitation)
        session.flush()
        later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=LINK_DAYS)
        whole = links.redeem(session, links.mint(session, invitation, "organisation", expires_at=later))
        share = Share(invitation_id=invitation.id, kind="colleague", name="Sivistystoimi", section_id="ilmiot")
        session.add(share)
        session.flush()
        part = links.redeem(session, links.mint(session, invitation, "share", share=share, expires_at=later))
        team = accounts.create(session, county.id, "hytetu@kuusivirta.example", "Hytetu-tiimi", "hva_team", "p" * 12)
        signed_in = SignedIn(team.id or 0, county.id, team.email, team.title, team.role, 1)
        ids = county.id, round_.id, organisation.id, invitation.id, whole.id or 0, part.id or 0
        return Town(database, jobs, *ids, signed_in)


def test_a_response_is_submitted_once_with_one_receipt(town: Town) -> None:
    town.write("asunnot")
    assert [town.submit(), town.submit()] == [True, False]

    with town.db.reading() as session:
        assert [mail.kind for mail in session.exec(select(Mail))] == ["receipt"]
    assert town.acts() == ["response.submit"]
    assert [one.number for one in town.sent()] == [1]
    assert [job for job, _ in town.jobs.asked] == ["send_mail"]


def test_two_clicks_at_the_same_moment_submit_once(town: Town) -> None:
    town.write("asunnot")
    both, told = threading.Barrier(2), []

    def click() -> None:
        both.wait()
        told.append(town.submit())

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()

    assert sorted(told) == [False, True]
    assert [one.number for one in town.sent()] == [1]
    with town.db.reading() as session:
        assert len(session.exec(select(Mail)).all()) == 1


def test_a_submission_holds_every_answer_as_it_was(town: Town) -> None:
    town.write("asunnot")
    town.write("asunnot ja liikenne")
    town.submit()

    [sent] = town.sent()
    assert sent.values == {"mh_nosto": Words(text="asunnot ja liikenne")}
    assert (sent.answers["mh_nosto"].version, sent.answers["mh_nosto"].language) == (2, "fi")
    with town.db.reading() as session:
        assert session.exec(select(Answer)).one().saved_at == sent.answers["mh_nosto"].saved_at


def test_everything_after_the_answering_reads_what_was_submitted(town: Town) -> None:
    town.write("lähetetty")
    town.submit()
    with town.db.writing() as session:
        session.exec(select(Answer)).one().value = Words(text="kirjoitettu jälkeenpäin").model_dump(mode="json")
        living = Answer(response_id=town.response(session).id or 0, question_id="mh_ilmiot", value={})
        living.value = Items(items=("uusi",)).model_dump(mode="json")
        session.add(living)

    with town.db.reading() as session:
        round_ = session.get_one(Round, town.round_id)
        gathered = material.gather(session, round_)
        sent = received.sent_by(session, round_, town.organisation_id)
        [row] = [row for row in turnout.of_round(session, round_) if row.organisation_id == town.organisation_id]
        copy = papers.sent_of(session, sent, "fi")
        shown = received.of(session, round_, town.organisation_id).values
        read_by_sender = town.told(session).values
    assert [told.comment.text for told in gathered.told.values()] == ["lähetetty"]
    assert gathered.values["kuusivaara"] == shown == read_by_sender == {"mh_nosto": Words(text="lähetetty")}
    assert (row.state, row.answered) == ("submitted", 1)
    assert [q.paragraphs for part in copy.sections for q in part.questions if q.paragraphs] == [("lähetetty",)]


def test_a_draft_is_read_by_its_writers_alone(town: Town) -> None:
    town.write("kesken")

    with town.db.reading() as session:
        round_ = session.get_one(Round, town.round_id)
        assert material.gather(session, round_).told == {}
        assert received.ids_by_key(session, round_) == {}
        with pytest.raises(NotFound):
            received.of(session, round_, town.organisation_id)


def test_a_link_that_was_passed_on_cannot_submit(town: Town) -> None:
    town.write("asunnot")
    with town.db.writing() as session, pytest.raises(NotAllowed):
        responses.submit_for(session, town.jobs, town.told(session, town.section_link_id))

    assert town.sent() == []


def test_a_response_without_any_answer_is_not_submitted(town: Town) -> None:
    with pytest.raises(ResponseEmpty):
        town.submit()

    assert town.jobs.asked == []


def test_a_receipt_tells_of_the_submission_that_it_was_asked_for(town: Town, mail_settings) -> None:
    town.write("asunnot")
    town.submit()
    with town.db.writing() as session:
        first = session.exec(select(Submission)).one()
        first.end, first.ended_at = "replaced", datetime.datetime.now(datetime.UTC)
        session.add(Submission(response_id=first.response_id, number=2, answers={}))
        session.flush()
        mail = session.exec(select(Mail)).one()
        door = Door(session.get_one(Invitation, town.invitation_id), None, session.get_one(Round, town.round_id))
        told = letter(session, mail_settings(25), mail, [(door, "token")]).arrived

    assert told is not None
    assert told.at == first.submitted_at


def test_what_was_taken_back_is_a_draft_with_everything_in_it(town: Town) -> None:
    town.write("lähetetty")
    town.submit()
    assert [town.take_back(), town.take_back()] == [True, False]

    with town.db.reading() as session:
        round_ = session.get_one(Round, town.round_id)
        told = town.told(session)
        assert (told.state, told.editable, told.values["mh_nosto"]) == ("draft", True, Words(text="lähetetty"))
        assert material.gather(session, round_).told == {}
        with pytest.raises(NotFound):
            received.of(session, round_, town.organisation_id)
    assert town.acts() == ["response.submit", "response.take_back"]
    assert [(one.number, one.end) for one in town.sent()] == [(1, "taken_back")]


def test_sending_again_makes_the_next_number_with_a_receipt_and_marks_what_changed(town: Town) -> None:
    town.write("ensin")
    town.write("ennallaan", "mh_muu")
    town.submit()
    town.take_back()
    town.write("sitten")
    with town.db.reading() as session:
        assert town.told(session).changed == {"mh_nosto"}
    assert town.submit()

    assert [(one.number, one.end) for one in town.sent()] == [(2, ""), (1, "taken_back")]
    assert town.sent()[0].values["mh_nosto"] == Words(text="sitten")
    with town.db.reading() as session:
        assert [mail.number for mail in session.exec(select(Mail).order_by(Mail.id))] == [1, 2]


def test_nothing_is_taken_back_after_the_deadline_or_with_a_link_passed_on(town: Town) -> None:
    town.write("lähetetty")
    town.submit()
    with pytest.raises(NotAllowed), town.db.writing() as session:
        responses.take_back_for(session, town.told(session, town.section_link_id), 1)
    town.close()
    with pytest.raises(RoundClosed):
        town.take_back()

    assert [one.end for one in town.sent()] == [""]


def test_a_reopened_section_can_be_changed_and_the_old_version_counts_until_it_is_sent(town: Town) -> None:
    town.write("vanha")
    town.submit()
    town.close()
    town.reopen("ilmiot")
    town.write("uusi")

    with town.db.reading() as session:
        told = town.told(session)
        assert [section.id for section in told.sections if told.may_change(section)] == ["ilmiot"]
        assert (told.values["mh_nosto"], told.changed) == (Words(text="uusi"), {"mh_nosto"})
        assert told.why_not(told.section("tilanne")) == "submitted"
        assert town.counted(session) == {"mh_nosto": Words(text="vanha")}
    assert town.submit()
    with town.db.reading() as session:
        assert town.counted(session) == {"mh_nosto": Words(text="uusi")}
        assert not town.told(session).editable
    assert [(one.number, one.end) for one in town.sent()] == [(2, ""), (1, "replaced")]


def test_a_reopened_section_is_passed_on_also_after_the_deadline(town: Town) -> None:
    town.write("vanha")
    town.submit()
    town.close()
    colleague = sharing.Wanted("colleague", "Sosiaalitoimi", "", "fi", "ilmiot")
    with pytest.raises(RoundClosed), town.db.writing() as session:
        sharing.make(session, town.jobs, town.told(session), colleague)
    town.reopen("ilmiot")
    with town.db.writing() as session:
        token = sharing.make(session, town.jobs, town.told(session), colleague)
        link = links.redeem(session, token or "")

    with town.db.reading() as session:
        assert [section.id for section in town.told(session, link.id).changeable] == ["ilmiot"]
    member = sharing.Wanted("member", "Nuorten tuki", "", "fi", None)
    with pytest.raises(RoundClosed), town.db.writing() as session:
        sharing.make(session, town.jobs, town.told(session), member)


def test_what_is_not_reopened_is_sent_as_it_was(town: Town) -> None:
    town.write("vanha")
    town.submit()
    town.reopen("tilanne")
    outcome = town.write("myöhässä kirjoitettu")
    with town.db.writing() as session:
        writer, value = Writer(town.link_id, "", "fi"), {"c_suunta": Point(value=1)}
        responses.save(session, town.response(session), value, writer, {"c_suunta": 0})
    town.submit()

    assert (outcome.rivals, outcome.too_late) == (("mh_nosto",), "submitted")
    assert town.sent()[0].values == {"c_suunta": Point(value=1), "mh_nosto": Words(text="vanha")}


def test_when_the_time_runs_out_the_old_one_stands_and_the_typed_text_stays(town: Town) -> None:
    town.write("vanha")
    town.submit()
    town.reopen("ilmiot")
    town.write("kesken jäänyt")
    with town.db.writing() as session:
        session.exec(select(Reopening)).one().until = datetime.datetime.now(datetime.UTC)

    with pytest.raises(RoundClosed):
        town.submit()
    with town.db.reading() as session:
        told = town.told(session)
        assert town.counted(session) == told.values == {"mh_nosto": Words(text="vanha")}
        assert {key: answer.value for key, answer in told.unsent.items()} == {"mh_nosto": Words(text="kesken jäänyt")}
    outcome = town.write("aivan liian myöhään")
    assert outcome.rivals == ("mh_nosto",)


def test_a_reopening_is_told_to_every_contact_that_is_invited(town: Town) -> None:
    town.write("vanha")
    town.submit()
    town.reopen("ilmiot")

    with town.db.reading() as session:
        kinds = [mail.kind for mail in session.exec(select(Mail).order_by(Mail.id))]
    assert kinds == ["receipt", "reopened"]
    assert town.acts() == ["response.submit", "response.reopen"]


def test_what_was_not_submitted_is_not_reopened(town: Town) -> None:
    with pytest.raises(NotSubmitted):
        town.reopen("ilmiot")
    town.write("kesken")
    with pytest.raises(NotSubmitted):
        town.reopen("ilmiot")

    assert town.jobs.asked == []


def test_the_second_of_two_coordinators_is_told_that_the_first_was_quicker(town: Town) -> None:
    town.write("vanha")
    town.submit()
    town.reopen("ilmiot")
    with pytest.raises(ReopenedMeanwhile):
        town.reopen("tilanne")
    with town.db.reading() as session:
        seen = town.told(session).openness.reopened
    assert seen is not None
    town.reopen("tilanne", seen=seen.id)

    with town.db.reading() as session:
        told = town.told(session)
        assert [section.id for section in told.sections if told.may_change(section)] == ["tilanne"]


def test_a_reopening_needs_a_section_a_reason_and_a_time_to_come(town: Town) -> None:
    town.write("vanha")
    town.submit()
    with pytest.raises(ReopeningRefused) as refused:
        town.reopen("no_such_section", reason=" ", days=-1)
    with pytest.raises(ReopeningRefused) as refused_too:
        town.reopen("ilmiot", days=100)

    assert refused.value.faults == ("sections", "reason", "until_past")
    assert refused_too.value.faults == ("until_far",)
    with town.db.reading() as session:
        assert session.exec(select(Reopening)).all() == []


def test_taking_back_ends_a_reopening_too(town: Town) -> None:
    town.write("vanha")
    town.submit()
    town.reopen("ilmiot")
    town.take_back()
    town.submit()

    with town.db.reading() as session:
        assert not town.told(session).editable


def test_the_receipt_of_a_later_version_says_that_it_replaces_the_first(town: Town, mail_settings) -> None:
    town.write("asunnot")
    town.submit()
    town.take_back()
    town.submit()
    with town.db.reading() as session:
        mail = session.exec(select(Mail).order_by(col(Mail.id).desc())).first()
        door = Door(session.get_one(Invitation, town.invitation_id), None, session.get_one(Round, town.round_id))
        told = letter(session, mail_settings(25), mail, [(door, "token")])
    fi, sv = ([line for block in blocks(told, language) for line in block.lines] for language in ("fi", "sv"))

    assert "Korvaa aiemman vastauksen; vastauksen versio: 2" in fi
    assert "Ersätter ett tidigare svar; svarets version: 2" in sv
    assert "Mitkä ilmiöt näkyvät?" in fi
    assert any(line.startswith("Vastauksen voi ottaa takaisin ja korjata viimeistään: ") for line in fi)


def test_two_coordinators_at_the_same_moment_reopen_once(town: Town) -> None:
    town.write("vanha")
    town.submit()
    both, told = threading.Barrier(2), []

    def reopen(section_id: str) -> None:
        both.wait()
        try:
            town.reopen(section_id)
            told.append("reopened")
        except ReopenedMeanwhile:
            told.append("too late")

    coordinators = [threading.Thread(target=reopen, args=(section_id,)) for section_id in ("ilmiot", "tilanne")]
    for one in coordinators:
        one.start()
    for one in coordinators:
        one.join()

    assert sorted(told) == ["reopened", "too late"]
    with town.db.reading() as session:
        assert len(session.exec(select(Reopening)).all()) == 1
        assert [mail.kind for mail in session.exec(select(Mail).order_by(Mail.id))] == ["receipt", "reopened"]
