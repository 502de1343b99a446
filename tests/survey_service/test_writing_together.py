"""Several people write one response: a text never overwrites another, and a person decides between two."""

import datetime
import threading
from dataclasses import dataclass

import pytest
from sqlmodel import select

from questionnaires.values import Items, Point, Value, Words
from survey_service import answering, links, responses, rivals, stored
from survey_service.db import Database
from survey_service.models import AnswerRevision, Invitation, Organisation, Response, Rival, Round, Share
from survey_service.responses import SaveOutcome, Writer
from survey_service.rivals import Choice
from survey_service.stored import StoredRival

QUESTION = "mh_nosto"


@dataclass(frozen=True)
class Draft:
    """One response with its questionnaire, and the links of its contact and of a colleague."""

    response_id: int
    round_id: int
    contact: int
    colleague: int


@pytest.fixture
def draft(database: Database, build, questionnaire) -> Draft:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_, organisation = b.round_(county, questionnaire), b.organisation(county)
        invitation = Invitation(
            round_id=round_.id, organisation_id=organisation.id, contact_id=b.contact(organisation).id, purpose="answer"
        )
        session.add(invitation)
        session.flush()
        share = Share(invitation_id=invitation.id, kind="colleague", name="Sivistystoimi")
        session.add(share)
        session.flush()
        later = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=20)
        contact = links.redeem(session, links.mint(session, invitation, "organisation", expires_at=later))
        colleague = links.redeem(session, links.mint(session, invitation, "share", share=share, expires_at=later))
        response = responses.open_draft(session, round_, organisation)
        return Draft(response.id or 0, round_.id, contact.id or 0, colleague.id or 0)


def _save(
    db: Database, draft: Draft, page: str, value: Value | str, seen: int, question: str = QUESTION
) -> SaveOutcome:
    value = Words(text=value) if isinstance(value, str) else value
    link_id = draft.contact if page.startswith("oma") else draft.colleague
    with db.writing() as session:
        response = session.get_one(Response, draft.response_id)
        writer = Writer(link_id, page, "sv" if page.endswith("sv") else "fi")
        return responses.save(session, response, {question: value}, writer, {question: seen})


def _stored(db: Database, draft: Draft, question: str = QUESTION) -> Value:
    with db.reading() as session:
        return responses.answers(session, draft.response_id)[question]


def _beside(db: Database, draft: Draft) -> list[StoredRival]:
    with db.reading() as session:
        return list(stored.beside(session, draft.response_id))


def _words(db: Database, draft: Draft) -> list[object]:
    return [getattr(rival.value, "text", rival.value) for rival in _beside(db, draft)]


def _set_state(db: Database, draft: Draft, state: str) -> None:
    with db.writing() as session:
        session.get_one(Response, draft.response_id).state = state


def _decide(db: Database, draft: Draft, how: str, seen: int | None = None, question_id: str = QUESTION) -> str:
    with db.reading() as session:
        rival = stored.beside(session, draft.response_id)[0]
        answer = stored.living(session, draft.response_id).get(question_id)
        question = answering.questionnaire_of(session.get_one(Round, draft.round_id)).question(question_id)
    version = answer.version if answer else 0
    choice = Choice(rival.rival_id, how, version if seen is None else seen, rival.version)
    with db.writing() as session:
        response = session.get_one(Response, draft.response_id)
        return rivals.decide(session, response, choice, [question], Writer(draft.contact, "oma-päättää", "fi")).result


def test_a_late_text_is_kept_beside_the_answer(database: Database, draft: Draft) -> None:
    _save(database, draft, "oma-1", "yhteinen", 0)
    _save(database, draft, "kollega-1", "kollegan teksti", 1)
    outcome = _save(database, draft, "oma-1-sv", "egen text", 1)

    assert outcome == SaveOutcome(rivals=(QUESTION,))
    assert _stored(database, draft) == Words(text="kollegan teksti")
    (rival,) = _beside(database, draft)
    assert (rival.value, rival.origin, rival.language, rival.link_id, rival.version) == (
        Words(text="egen text"),
        "same_time",
        "sv",
        draft.contact,
        1,
    )


def test_a_page_that_writes_on_changes_its_own_text_beside_the_answer(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", "kollegan teksti", 0)
    _save(database, draft, "oma-1", "oma", 0)
    again = _save(database, draft, "oma-1", "oma teksti", 0)
    same = _save(database, draft, "oma-1", "oma teksti", 0)

    assert again == same == SaveOutcome(rivals=(QUESTION,))
    assert [(rival.value, rival.version) for rival in _beside(database, draft)] == [(Words(text="oma teksti"), 2)]


def test_two_pages_of_one_browser_do_not_overwrite_each_other(database: Database, draft: Draft) -> None:
    _save(database, draft, "oma-1", "ikkuna yksi", 0)
    _save(database, draft, "oma-2", "ikkuna kaksi", 0)
    _save(database, draft, "oma-3", "ikkuna kolme", 0)

    assert _stored(database, draft) == Words(text="ikkuna yksi")
    assert _words(database, draft) == ["ikkuna kaksi", "ikkuna kolme"]


def test_texts_of_pages_without_a_name_all_stay(database: Database, draft: Draft) -> None:
    _save(database, draft, "oma-1", "tallennettu", 0)
    for text in ("yksi", "kaksi", "kaksi"):
        _save(database, draft, "", text, 0)

    assert _words(database, draft) == ["yksi", "kaksi"]


def test_a_text_beside_goes_when_it_is_what_stands_already(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", "sama", 0)
    _save(database, draft, "oma-1", "eri", 0)
    outcome = _save(database, draft, "oma-1", "sama", 0)

    assert outcome == SaveOutcome()
    assert _beside(database, draft) == []


def test_a_text_beside_goes_when_somebody_writes_it_into_the_answer(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", "kollegan", 0)
    _save(database, draft, "oma-1", "oma", 0)
    _save(database, draft, "kollega-1", "oma", 1)

    assert _beside(database, draft) == []


def test_a_page_whose_reply_was_lost_writes_on_in_its_own_text(database: Database, draft: Draft) -> None:
    _save(database, draft, "oma-1", "alku", 0)
    outcome = _save(database, draft, "oma-1", "alku ja jatko", 0)

    assert outcome == SaveOutcome(changed=(QUESTION,))
    assert _stored(database, draft) == Words(text="alku ja jatko")


def test_a_page_that_saw_nothing_of_a_colleague_does_not_write_over_both(database: Database, draft: Draft) -> None:
    _save(database, draft, "oma-1", "alku", 0)
    _save(database, draft, "kollega-1", "kollegan", 1)
    _save(database, draft, "oma-1", "oma uusi", 2)
    outcome = _save(database, draft, "oma-1", "oma vanha", 1)

    assert outcome == SaveOutcome(rivals=(QUESTION,))
    assert _stored(database, draft) == Words(text="oma uusi")


def test_what_a_colleague_replaced_does_not_come_back_from_a_page_left_open(database: Database, draft: Draft) -> None:
    _save(database, draft, "oma-1", "alku", 0)
    _save(database, draft, "kollega-1", "kollegan", 1)
    outcome = _save(database, draft, "oma-1", "alku", 0)

    assert outcome == SaveOutcome()
    assert _stored(database, draft) == Words(text="kollegan")


def test_emptying_a_field_takes_nothing_of_others_nor_of_ones_own(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", "kollegan", 0)
    _save(database, draft, "oma-1", "oma", 0)
    outcome = _save(database, draft, "oma-1", "", 0)

    assert outcome == SaveOutcome()
    assert _stored(database, draft) == Words(text="kollegan")
    assert _words(database, draft) == ["oma"]


def test_what_comes_after_the_submission_is_kept_beside_it(database: Database, draft: Draft) -> None:
    _save(database, draft, "oma-1", "lähetetty", 0)
    _set_state(database, draft, "submitted")
    changed = _save(database, draft, "kollega-1", "lähetetty ja lisää", 1)
    new = _save(database, draft, "kollega-1", Items(items=("uusi",)), 0, "mh_ilmiot")
    untouched = _save(database, draft, "oma-1", "lähetetty", 1)

    assert changed == SaveOutcome(rivals=(QUESTION,), too_late="submitted")
    assert new == SaveOutcome(rivals=("mh_ilmiot",), too_late="submitted")
    assert untouched == SaveOutcome(too_late="submitted")
    assert _stored(database, draft) == Words(text="lähetetty")
    assert [rival.origin for rival in _beside(database, draft)] == ["after_submission"] * 2


def test_a_submission_taken_back_takes_the_page_on_as_if_nothing_had_been(database: Database, draft: Draft) -> None:
    _save(database, draft, "oma-1", "lähetetty", 0)
    _set_state(database, draft, "submitted")
    _save(database, draft, "oma-1", "lähetetty ja", 1)
    _set_state(database, draft, "draft")
    _save(database, draft, "oma-1", "lähetetty ja lisää", 1)

    assert _stored(database, draft) == Words(text="lähetetty ja lisää")
    assert _beside(database, draft) == []


@pytest.mark.parametrize(
    ("how", "text"), [("keep", "kollegan"), ("take", "oma"), ("join", "kollegan\n\noma")], ids=["keep", "take", "join"]
)
def test_a_person_decides_and_every_text_stays_on_record(database: Database, draft: Draft, how: str, text: str) -> None:
    _save(database, draft, "kollega-1", "kollegan", 0)
    _save(database, draft, "oma-1", "oma", 0)

    assert _decide(database, draft, how) == "done"
    assert _stored(database, draft) == Words(text=text)
    assert _beside(database, draft) == []
    with database.reading() as session:
        assert session.exec(select(AnswerRevision)).first().value["text"] == "kollegan"
        assert session.exec(select(Rival)).one().value["text"] == "oma"


def test_what_was_decided_against_does_not_come_back_from_its_page_but_what_is_new_does(
    database: Database, draft: Draft
) -> None:
    _save(database, draft, "kollega-1", "kollegan", 0)
    _save(database, draft, "oma-1", "oma", 0)
    _decide(database, draft, "keep")

    assert _save(database, draft, "oma-1", "oma", 0) == SaveOutcome()
    assert _save(database, draft, "oma-1", "oma ja uutta", 0) == SaveOutcome(rivals=(QUESTION,))


def test_a_page_whose_text_was_chosen_writes_on_in_it(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", "kollegan", 0)
    _save(database, draft, "oma-1", "oma", 0)
    _decide(database, draft, "take")

    assert _save(database, draft, "oma-1", "oma ja lisää", 0) == SaveOutcome(changed=(QUESTION,))


def test_nobody_decides_on_what_they_have_not_seen(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", "kollegan", 0)
    _save(database, draft, "oma-1", "oma", 0)
    _save(database, draft, "kollega-1", "kollegan uudempi", 1)

    assert _decide(database, draft, "take", seen=1) == "stale"
    assert _stored(database, draft) == Words(text="kollegan uudempi")
    assert _words(database, draft) == ["oma"]


def test_a_sent_response_is_not_decided_on(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", "kollegan", 0)
    _save(database, draft, "oma-1", "oma", 0)
    _set_state(database, draft, "submitted")

    assert _decide(database, draft, "take") == "submitted"
    assert _stored(database, draft) == Words(text="kollegan")


def test_a_text_beside_a_question_that_the_link_does_not_open_is_not_decided_on(
    database: Database, draft: Draft
) -> None:
    _save(database, draft, "kollega-1", "kollegan", 0)
    _save(database, draft, "oma-1", "oma", 0)

    assert _decide(database, draft, "take", question_id="mh_ilmiot") == "stale"
    assert _stored(database, draft) == Words(text="kollegan")


def test_both_together_are_cut_nowhere_when_they_are_too_much(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", "k" * 3000, 0)
    _save(database, draft, "oma-1", "o" * 3000, 0)

    assert _decide(database, draft, "join") == "too_much"
    assert _stored(database, draft) == Words(text="k" * 3000)
    assert _words(database, draft) == ["o" * 3000]


def test_items_are_united_without_doubles(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", Items(items=("jonot", "yksinäisyys")), 0, "mh_ilmiot")
    _save(database, draft, "oma-1", Items(items=("jonot", "asunnot")), 0, "mh_ilmiot")

    assert _decide(database, draft, "join", question_id="mh_ilmiot") == "done"
    assert _stored(database, draft, "mh_ilmiot") == Items(items=("jonot", "yksinäisyys", "asunnot"))


def test_two_points_of_a_scale_cannot_be_joined(database: Database, draft: Draft) -> None:
    _save(database, draft, "kollega-1", Point(value=-1, comment="heikko"), 0, "c_suunta")
    _save(database, draft, "oma-1", Point(value=1), 0, "c_suunta")

    assert _decide(database, draft, "join", question_id="c_suunta") == "too_much"
    assert _stored(database, draft, "c_suunta") == Point(value=-1, comment="heikko")


def test_a_member_writes_in_a_response_of_its_own(database: Database, draft: Draft) -> None:
    with database.writing() as session:
        own = session.get_one(Response, draft.response_id)
        round_, council = session.get_one(Round, own.round_id), session.get_one(Organisation, own.organisation_id)
        share = Share(
            invitation_id=session.exec(select(Invitation)).one().id, kind="member", name="Mielenterveysyhdistys"
        )
        session.add(share)
        session.flush()
        members = responses.open_draft(session, round_, council, share.id)
        again = responses.open_draft(session, round_, council, share.id)

    assert members.id == again.id != draft.response_id
    with database.reading() as session:
        assert answering.find(session, draft.round_id, own.organisation_id).id == draft.response_id


def _race(database: Database, draft: Draft, page: str, texts: list[str], start: threading.Barrier) -> None:
    start.wait()
    for text in texts:
        _save(database, draft, page, text, 0)


def test_two_who_save_into_one_field_at_the_same_moment_both_keep_their_texts(database: Database, draft: Draft) -> None:
    start = threading.Barrier(2)
    texts = {page: [f"{page} {number}" for number in range(20)] for page in ("oma-1", "kollega-1")}
    writers = [threading.Thread(target=_race, args=(database, draft, page, texts[page], start)) for page in texts]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    stored = _stored(database, draft)
    assert {stored.text, *_words(database, draft)} == {"oma-1 19", "kollega-1 19"}
