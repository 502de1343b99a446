import sys

import pytest
from sqlalchemy import event
from sqlmodel import select

from survey_service import contacting, evidence, invitations, received, response_rates, responses, rounds, turnout
from survey_service.db import Database, now
from survey_service.errors import NotFound
from survey_service.evidence import Passage, passages
from survey_service.models import Invitation, Mail, Organisation, Round, ServiceArea, StoredBriefing
from synthesis.model import PlacedSegment

scenes = sys.modules["tests_scene"]


@pytest.fixture
def scene(database: Database):
    """The same scene on both databases."""
    return scenes.set_up(database)


def rows(database: Database, scene) -> dict[str, turnout.Row]:
    with database.reading() as session:
        found = turnout.of_round(session, session.get_one(Round, scene.round))
    return {row.name.fi: row for row in found}


def test_each_organisation_of_the_county_has_one_row_in_its_state(database: Database, scene) -> None:
    states = {name: row.state for name, row in rows(database, scene).items()}
    assert states == {
        "Aholansaari": "submitted",
        "Koivula": "invited",
        "Kuusivaara": "submitted",
        "Rantakylä": "submitted",
        "Tammelanniemi": "not_invited",
        "Nuorten palvelut": "submitted",
        "Järjestöneuvottelukunta": "draft",
    }


def test_a_row_tells_what_is_missing_and_how_its_mail_has_fared(database: Database, scene) -> None:
    found = rows(database, scene)
    [more] = set(found["Aholansaari"].missing) - set(found["Kuusivaara"].missing)
    assert (more.question_id, [text.fi for text in more.lacks]) == ("mh_nosto", ["Vastaus puuttuu."])
    assert found["Kuusivaara"].mail.state == "sent"
    assert (found["Koivula"].mail_trouble, found["Koivula"].unreachable) == (True, True)
    assert [one.organisation_id for one in found.values() if one.unreachable] == [scene.organisations["koivula"]]
    assert found["Aholansaari"].part("presentation").state == "missing"
    assert not [one for one in found["Aholansaari"].of_survey if one.role in turnout.PARTS]
    assert found["Tammelanniemi"].mail is None


def test_the_counts_agree_with_the_rows_that_they_filter(database: Database, scene) -> None:
    found = list(rows(database, scene).values())
    counts = turnout.counts(found)
    nobody = {"accepted": 0, "begun": 0}
    assert counts == {"not_invited": 1, "invited": 1, "draft": 1, "submitted": 4, "mail_trouble": 1, **nobody}
    assert all(row.fits("unknown") for row in found)


def test_who_pressed_begin_has_begun_whatever_became_of_the_mail(database: Database, scene) -> None:
    with database.writing() as session:
        wanted = Invitation.organisation_id == scene.organisations["koivula"], Invitation.purpose == "answer"
        invitation = session.exec(select(Invitation).where(*wanted)).one()
        session.exec(select(Mail).where(Mail.invitation_id == invitation.id)).one().sent_at = now()
    assert rows(database, scene)["Koivula"].state == "accepted"
    with database.writing() as session:
        invitations.begin(session, invitation.id or 0, link_id=1)
        first = session.get_one(Invitation, invitation.id).begun_at
        invitations.begin(session, invitation.id or 0, link_id=1)
        assert session.get_one(Invitation, invitation.id).begun_at == first
    assert rows(database, scene)["Koivula"].state == "begun"


def test_groups_and_areas_tell_who_answered_and_other_parties_stand_outside(database: Database, scene) -> None:
    with database.writing() as session:
        area = ServiceArea(county_id=scene.county, key="ranta", name_fi="Ranta", name_sv="Kusten")
        session.add(area)
        session.flush()
        for key in ("kuusivaara", "koivula"):
            session.get_one(Organisation, scene.organisations[key]).service_area_id = area.id
        session.get_one(Organisation, scene.organisations["tammela"]).kind = "muu"
    found = list(rows(database, scene).values())
    kinds = {one.key: (one.answered, one.asked) for one in response_rates.by_kind(found)}
    assert kinds == {"kunta": (3, 4), "sote": (1, 1), "jarjesto": (0, 1), "muu": (0, 0)}
    ranta, others = response_rates.by_area(found)
    assert (ranta.name.fi, ranta.answered, ranta.asked, ranta.counts["invited"]) == ("Ranta", 1, 2, 1)
    assert (others.key, others.answered, others.asked) == ("0", 3, 4)
    whole = response_rates.all_of(found)
    assert (whole.answered, whole.asked, sum(whole.counts.values())) == (4, 6, 7)


def test_sixty_organisations_take_as_many_queries_as_seven(database: Database, scene) -> None:
    asked: list[str] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    rows(database, scene)
    few = len(asked)
    with database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        more = [
            scenes._organisation(session, scene.county, f"k{n}", "kunta", f"Kunta {n}", f"Kommun {n}", "fi")
            for n in range(53)
        ]
        invitations.invite(session, scene.jobs, round_, [session.get_one(Organisation, key) for key in more], "answer")
        for key in more[:20]:
            response = responses.open_draft(session, round_, session.get_one(Organisation, key))
            response.state = "submitted" if key % 2 else "draft"
    asked.clear()
    assert len(rows(database, scene)) == 60
    assert len(asked) == few < 20


def test_the_rows_stand_in_the_order_of_the_readers_language(database: Database, scene) -> None:
    with database.reading() as session:
        round_ = session.get_one(Round, scene.round)
        names = {
            language: [row.name.in_language(language) for row in turnout.of_round(session, round_, language)]
            for language in ("fi", "sv")
        }

    assert names["fi"][:5] == ["Aholansaari", "Koivula", "Kuusivaara", "Rantakylä", "Tammelanniemi"]
    assert names["sv"][:5] == ["Aholansaari", "Ekudden", "Granberga", "Koivula", "Strandby"]


def test_those_waited_for_are_invited_and_have_not_submitted(database: Database, scene) -> None:
    with database.reading() as session:
        waiting = contacting.waiting(session, session.get_one(Round, scene.round))
    assert {one.organisation.fi for one in waiting} == {"Koivula", "Järjestöneuvottelukunta"}


def test_mails_go_in_the_languages_of_the_organisation(database: Database, scene) -> None:
    with database.reading() as session:
        everyone = contacting.addressees(session, session.get_one(Round, scene.round), "answer")
    languages = {one.organisation.fi: one.languages for one in everyone}
    assert languages["Kuusivaara"] == ("fi", "sv")
    assert languages["Rantakylä"] == ("sv",)
    assert languages["Koivula"] == ("fi",)
    assert "Muualla" not in languages


def test_inviting_twice_invites_once_and_is_on_record_both_times(database: Database, scene) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        assert contacting.invite(session, scene.jobs, round_, "answer", actor=scenes.TEAM) == 1
        assert contacting.invite(session, scene.jobs, round_, "answer", actor=scenes.TEAM) == 0


def test_an_invitation_of_another_round_is_not_sent_again(database: Database, scene) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, scene.round)
        other = rounds.copy_to_next_year(session, round_, round_.year + 1, actor=scenes.TEAM)
        with pytest.raises(NotFound):
            contacting.resend(session, scene.jobs, other, scene.members["kuusivaara"], actor=scenes.TEAM)


def test_a_draft_is_not_received(database: Database, scene) -> None:
    with database.reading() as session:
        round_ = session.get_one(Round, scene.round)
        assert received.of(session, round_, scene.organisations["kuusivaara"]).audience == "kunta"
        for key in ("jarjestot", "tammela"):
            with pytest.raises(NotFound):
                received.of(session, round_, scene.organisations[key])


def test_evidence_holds_each_answer_whole_with_its_passage_marked(database: Database, scene) -> None:
    with database.reading() as session:
        stored = session.get_one(StoredBriefing, scene.briefing)
        behind = evidence.behind(session, stored, "p2")
        with pytest.raises(NotFound):
            evidence.behind(session, stored, "p9")
    assert [(one.party.id, one.passages) for one in behind] == [
        ("kuusivaara", (Passage(scenes.LONELY, True),)),
        ("strandby", (Passage(scenes.LONELY_SV, True),)),
    ]
    assert all(one.question is not None for one in behind)


def test_passages_are_the_text_again_also_where_segments_overlap() -> None:
    text = "Jonot ovat pitkiä. Yksinäisyys kasvaa."
    spans = [(19, 38), (0, 5), (3, 8)]
    found = passages(text, [PlacedSegment(answer_id="a", start=a, end=b, strength=1) for a, b in spans])
    assert "".join(piece.text for piece in found) == text
    assert [piece.text for piece in found if piece.marked] == ["Jonot", " ov", "Yksinäisyys kasvaa."]
