"""What is published is kept by versions; changes are noted, corrections lose nothing, and ids keep their meaning."""

import pytest
from sqlmodel import Session, select

from questionnaires.model import Open, Questionnaire, Text
from questionnaires.values import Words
from survey_service import publishing, responses, rounds, stored, submissions, versions
from survey_service.db import Database
from survey_service.models import AnswerRevision, AuditEvent, Invitation, QuestionnaireVersion, Round
from survey_service.publishing import Said
from survey_service.responses import Writer

WHO = "hytetu@kuusivirta.example"
OTHER = Text(fi="Mistä asiasta pitäisi päättää yhdessä?", sv="Vad borde beslutas tillsammans?")


def with_(questionnaire: Questionnaire, question_id: str, **changes) -> Questionnaire:
    sections = tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    one.model_copy(update=changes) if one.id == question_id else one for one in section.questions
                )
            }
        )
        for section in questionnaire.sections
    )
    return questionnaire.model_copy(update={"sections": sections})


def published(session: Session, build, questionnaire: Questionnaire, year: int = 2027) -> Round:
    county = build(session).county()
    round_ = rounds.create(session, county.id, questionnaire, year, rounds.usual_dates(year), actor=WHO)
    rounds.publish(session, round_, actor=WHO)
    return round_


def test_publishing_keeps_the_whole_questionnaire_as_the_first_version(
    database: Database, build, questionnaire
) -> None:
    with database.writing() as session:
        round_id = published(session, build, questionnaire).id

    with database.reading() as session:
        round_ = session.get_one(Round, round_id)
        [version] = versions.of_round(session, round_)
        assert (version.number, version.made_by, version.why, version.notes) == (1, WHO, "", ())
        assert versions.questionnaire_in(session, round_, 1) == questionnaire


def test_the_next_year_is_published_only_with_a_note_on_each_change(database: Database, build, questionnaire) -> None:
    new = with_(questionnaire, "mh_nosto", text=OTHER)
    with database.writing() as session:
        old = published(session, build, questionnaire)
        round_ = rounds.copy_to_next_year(session, old, 2028, actor=WHO, questionnaire=new)
        with pytest.raises(publishing.NotesMissing) as missing:
            rounds.publish(session, round_, actor=WHO)
        [wanted] = missing.value.wanted
        with pytest.raises(publishing.NotesMissing):
            rounds.publish(session, round_, actor=WHO, said={wanted.key: Said("  ", "fi")})
        rounds.publish(session, round_, actor=WHO, said={wanted.key: Said("Selkeämmin kysytty.", "fi")})
        round_id = round_.id

    with database.reading() as session:
        [note] = versions.notes_on(session, session.get_one(Round, round_id))["mh_nosto"]
        assert (note.kind, note.words, note.language) == ("reworded", "Selkeämmin kysytty.", "fi")
        assert (note.old.fi, note.new) == ("Mistä pitäisi päättää?", OTHER)


def test_a_question_that_was_written_anew_passes_only_when_it_asks_the_same(
    database: Database, build, questionnaire
) -> None:
    new = with_(questionnaire, "mh_nosto", text=Text(fi="Kuka vastaa kuljetuksista?", sv="Hur ordnas bussarna?"))
    with database.writing() as session:
        round_ = rounds.copy_to_next_year(
            session, published(session, build, questionnaire), 2028, actor=WHO, questionnaire=new
        )
        [wanted] = publishing.changes(session, round_).asking
        with pytest.raises(publishing.NotesMissing):
            rounds.publish(session, round_, actor=WHO, said={wanted.key: Said("Toisin sanoin.", "fi")})
        rounds.publish(session, round_, actor=WHO, said={wanted.key: Said("Toisin sanoin.", "fi", same=True)})


def test_an_id_for_another_meaning_is_refused_also_after_years(database: Database, build, questionnaire) -> None:
    without = with_(questionnaire, "mh_nosto", id="mh_uusi", text=Text(fi="Entä kuljetukset?", sv="Hur går bussarna?"))
    reused = with_(questionnaire, "mh_nosto", role="trend")
    with database.writing() as session:
        second = rounds.copy_to_next_year(
            session, published(session, build, questionnaire), 2028, actor=WHO, questionnaire=without
        )
        said = {one.key: Said("Ei kysytä.", "fi") for one in publishing.changes(session, second).asking}
        rounds.publish(session, second, actor=WHO, said=said)
        third = rounds.copy_to_next_year(session, second, 2029, actor=WHO, questionnaire=reused)
        with pytest.raises(publishing.ChangesRefused) as refused:
            rounds.publish(session, third, actor=WHO)
        assert [one.kind for one in refused.value.refused] == ["role_changed"]


def test_a_correction_is_a_new_version_and_each_answer_knows_its_own(
    database: Database, build, questionnaire, jobs
) -> None:
    new = with_(questionnaire, "mh_nosto", text=OTHER)
    with database.writing() as session:
        round_ = published(session, build, questionnaire)
        b = build(session)
        organisation = b.organisation(rounds.county_of(session, round_.county_id))
        invitation = Invitation(
            round_id=round_.id,
            organisation_id=organisation.id,
            contact_id=b.contact(organisation).id,
            purpose="answer",
        )
        session.add(invitation)
        session.flush()
        response = responses.open_draft(session, round_, organisation)
        responses.save(session, response, {"mh_nosto": Words(text="Ensin")}, Writer(None, "a", "fi", 1), {})
        submissions.submit(session, jobs, response, invitation.id, link_id=None)
        with pytest.raises(publishing.NothingChanged):
            publishing.correct(session, round_, questionnaire, why="x", actor=WHO, said={})
        [wanted] = publishing.changes(session, round_, new).asking
        publishing.correct(
            session, round_, new, why="Kirjoitusvirhe", actor=WHO, said={wanted.key: Said("Sama asia.", "sv")}
        )
        submissions.take_back(session, response, link_id=None)
        # a page that was open before tells which version it showed; one that tells none that there is shows the newest
        responses.save(
            session, response, {"mh_nosto": Words(text="Vielä")}, Writer(None, "a", "fi", 1), {"mh_nosto": 1}
        )
        responses.save(
            session, response, {"mh_nosto": Words(text="Sitten")}, Writer(None, "a", "fi", 9), {"mh_nosto": 2}
        )
        submissions.submit(session, jobs, response, invitation.id, link_id=None)
        round_id, response_id = round_.id, response.id

    with database.reading() as session:
        round_ = session.get_one(Round, round_id)
        assert [one.number for one in versions.of_round(session, round_)] == [2, 1]
        assert versions.questionnaire_in(session, round_, 1) == questionnaire
        assert versions.questionnaire_of(round_) == new
        assert [one.questionnaire_version for one in session.exec(select(AnswerRevision))] == [1, 1, 2]
        assert stored.living(session, response_id)["mh_nosto"].questionnaire_version == 2
        second, first = submissions.of_response(session, response_id)
        assert (first.questionnaire_version, second.questionnaire_version) == (1, 2)
        assert second.answers["mh_nosto"].questionnaire_version == 2
        assert versions.answered(session, round_) == {2: 1}
        assert "round.correct_questionnaire" in [event.action for event in session.exec(select(AuditEvent))]


def test_a_correction_takes_nothing_away_and_changes_no_meaning(database: Database, build, questionnaire) -> None:
    first = questionnaire.sections[0]
    fewer = questionnaire.model_copy(update={"sections": (first,)})
    other = Open(id="c_suunta", role="trend", audiences=("kunta",), text=questionnaire.sections[1].questions[0].text)
    kind = questionnaire.model_copy(
        update={"sections": (first, questionnaire.sections[1].model_copy(update={"questions": (other,)}))}
    )
    with database.writing() as session:
        round_ = published(session, build, questionnaire)
        for new in (fewer, kind):
            with pytest.raises(publishing.ChangesRefused):
                publishing.correct(session, round_, new, why="x", actor=WHO, said={})
        assert versions.questionnaire_of(round_) == questionnaire
        assert len(session.exec(select(QuestionnaireVersion)).all()) == 1


def test_a_draft_is_replaced_and_what_is_published_is_not(database: Database, build, questionnaire) -> None:
    new = with_(questionnaire, "mh_nosto", text=OTHER)
    with database.writing() as session:
        county = build(session).county()
        round_ = rounds.create(session, county.id, questionnaire, 2027, rounds.usual_dates(2027), actor=WHO)
        with pytest.raises(publishing.NotPublished):
            publishing.correct(session, round_, new, why="x", actor=WHO, said={})
        publishing.replace_draft(session, round_, new, actor=WHO)
        assert versions.questionnaire_of(round_) == new
        rounds.publish(session, round_, actor=WHO)
        with pytest.raises(publishing.AlreadyPublished):
            publishing.replace_draft(session, round_, questionnaire, actor=WHO)


def test_a_round_follows_the_county_s_last_one_before_it(database: Database, build, questionnaire) -> None:
    with database.writing() as session:
        old = published(session, build, questionnaire)
        usual = rounds.usual_dates(2029)
        assert rounds.create(session, old.county_id, questionnaire, 2029, usual, actor=WHO).previous_round_id == old.id
