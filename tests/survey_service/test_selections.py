import datetime
from types import SimpleNamespace

import pytest
from sqlmodel import select

from reports.briefing import Briefing, Finding, Label, MethodNote, Party, Quote
from reports.briefing import Text as BriefingText
from survey_service import accounts, briefing_versions, orders, selections
from survey_service.db import Database, now
from survey_service.errors import NotFound, RoundClosed
from survey_service.models import AuditEvent, Invitation, Selection, StoredBriefing, SynthesisRun

NAME = BriefingText(fi="Kuusivaara", sv="Kuusivaara")


def small_briefing(*ids: str) -> Briefing:
    """A briefing of one organisation with a phenomenon for each of `ids`."""
    quote = Quote(answer_id="1:mh_nosto", organisation=NAME, kind="kunta", text="Jonot ovat pitkiä.", language="fi")
    findings = tuple(
        Finding(
            id=id_,
            label=Label(fi=f"Ilmiö {id_}"),
            gist=quote,
            keywords=("jono",),
            origin="discovered",
            stability=0.9,
            organisations=("kuusivaara",),
            answers=("1:mh_nosto",),
            quotes=(quote,),
        )
        for id_ in ids
    )
    return Briefing(
        title=BriefingText(fi="Ilmiökooste", sv="Fenomenöversikt"),
        county=BriefingText(fi="Kuusivirta", sv="Granälven"),
        year=2027,
        theme=BriefingText(fi="Mielen hyvinvointi", sv="Psykiskt välbefinnande"),
        made_on=datetime.date(2027, 3, 8),
        deadline=datetime.date(2027, 3, 5),
        legal_basis=BriefingText(fi="Laki", sv="Lag"),
        parties=(Party(id="kuusivaara", name=NAME, kind="kunta", answered=True),),
        findings=findings,
        unplaced=(),
        method=MethodNote(version="1", encoder="e5", answers=1, segments=1, clustered=True),
    )


def store(session, round_, *ids: str) -> StoredBriefing:
    run = SynthesisRun(round_id=round_.id, state="finished")
    session.add(run)
    session.flush()
    stored = StoredBriefing(round_id=round_.id, run_id=run.id, content=small_briefing(*ids).model_dump(mode="json"))
    session.add(stored)
    session.flush()
    return stored


@pytest.fixture
def scene(database: Database, build, questionnaire) -> SimpleNamespace:
    """A county with a round, a briefing of three phenomena and two members of the network."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_ = b.round_(county, questionnaire)
        members = []
        for key in ("kuusivaara", "aholansaari"):
            organisation = b.organisation(county, key=key)
            contact = b.contact(organisation, network=True)
            invitation = Invitation(
                round_id=round_.id, organisation_id=organisation.id, contact_id=contact.id, purpose="select"
            )
            session.add(invitation)
            session.flush()
            members.append(invitation.id)
        who = accounts.create(session, county.id, "tiimi@kuusivirta.example", "Tiimi", "hva_team", "x" * 12)
        stored = store(session, round_, "p1", "p2", "p3")
        return SimpleNamespace(
            county=county, round=round_, first=members[0], second=members[1], briefing=stored.id, staff=who.id
        )


def test_a_member_sees_the_newest_of_their_marks_and_every_mark_is_kept(database: Database, scene) -> None:
    with database.writing() as session:
        for reason in ("Koskee meitä.", "Koskee meitä kaikkia.", "Koskee meitä kaikkia."):
            selections.mark(session, scene.briefing, scene.first, "p1", True, reason)
        selections.mark(session, scene.briefing, scene.first, "p1", False, "")

    with database.reading() as session:
        mark = selections.marks_of(session, scene.briefing, scene.first)["p1"]
        assert (mark.chosen, mark.reason) == (False, "")
        assert [choice.reason for choice in selections.history(session, scene.briefing)] == [
            "Koskee meitä.",
            "Koskee meitä kaikkia.",
            "",
        ]


def test_choosing_needs_a_reason_of_reasonable_length(database: Database, scene) -> None:
    with database.writing() as session:
        for reason, fault in (("  ", "missing"), ("x" * 3000, "too_long")):
            with pytest.raises(selections.ReasonRefused) as refused:
                selections.mark(session, scene.briefing, scene.first, "p1", True, reason)
            assert refused.value.fault == fault


def test_not_choosing_leaves_no_row(database: Database, scene) -> None:
    with database.writing() as session:
        assert selections.mark(session, scene.briefing, scene.first, "p2", False, "") is None
        assert session.exec(select(Selection)).all() == []


def test_a_page_of_marks_is_saved_whole_and_noted_once(database: Database, scene) -> None:
    with database.writing() as session:
        marks = {"p1": (True, "Jonot."), "p2": (True, "Yksinäisyys."), "p3": (False, "")}
        assert selections.mark_all(session, scene.briefing, scene.first, marks, actor="link:1") == 2
        assert selections.mark_all(session, scene.briefing, scene.first, marks, actor="link:1") == 0
        assert [event.action for event in session.exec(select(AuditEvent))].count("selection.mark") == 1


def test_after_the_deadline_nothing_is_marked(database: Database, build, questionnaire, scene) -> None:
    with database.writing() as session:
        round_ = session.get_one(type(scene.round), scene.round.id)
        round_.selection_deadline = now() - datetime.timedelta(minutes=1)
        with pytest.raises(RoundClosed):
            selections.mark(session, scene.briefing, scene.first, "p1", True, "Jonot.")


def test_what_is_not_in_the_briefing_or_not_asked_to_choose_cannot_be_marked(database: Database, scene) -> None:
    with database.writing() as session:
        with pytest.raises(NotFound):
            selections.mark(session, scene.briefing, scene.first, "p9", True, "Jonot.")
        invitation = session.get_one(Invitation, scene.first)
        invitation.purpose = "answer"
        with pytest.raises(NotFound):
            selections.mark(session, scene.briefing, scene.first, "p1", True, "Jonot.")


def test_the_tally_tells_who_chose_what_and_why_most_chosen_first(database: Database, scene) -> None:
    with database.writing() as session:
        selections.mark(session, scene.briefing, scene.first, "p1", True, "Muutin mieleni.")
        selections.mark(session, scene.briefing, scene.first, "p1", False, "")
        selections.mark(session, scene.briefing, scene.first, "p2", True, "Yksin ei pärjää.")
        selections.mark(session, scene.briefing, scene.first, "p3", True, "Tärkein.")
        selections.mark(session, scene.briefing, scene.second, "p3", True, "Samaa mieltä.")

        tally = selections.tally(session, scene.briefing)
        assert list(tally) == ["p3", "p2"]
        assert [(one.organisation.fi, one.reason) for one in tally["p3"]] == [
            ("Aholansaari", "Samaa mieltä."),
            ("Kuusivaara", "Tärkein."),
        ]
        assert selections.voters(session, scene.briefing) == (2, 2)
        assert orders.proposed_order(session, scene.briefing) == ["p3", "p2"]


def test_the_network_chooses_from_the_version_published_last_and_marks_stay_with_theirs(
    database: Database, scene
) -> None:
    with database.writing() as session:
        first = session.get_one(StoredBriefing, scene.briefing)
        assert selections.chosen_from(session, scene.round.id) is None
        briefing_versions.publish(session, first, small_briefing("p1"), 0, actor="hytetu@x.example")
        selections.mark(session, scene.briefing, scene.first, "p1", True, "Jonot.")
        newer = store(session, scene.round, "p1", "p4")
        assert selections.chosen_from(session, scene.round.id).id == scene.briefing
        briefing_versions.publish(session, newer, small_briefing("p1", "p4"), 1, actor="hytetu@x.example")
        assert selections.chosen_from(session, scene.round.id).id == newer.id
        assert selections.marks_of(session, newer.id, scene.first) == {}
        assert selections.marks_of(session, scene.briefing, scene.first)["p1"].reason == "Jonot."


def test_the_order_that_was_confirmed_last_counts_and_earlier_ones_are_kept(database: Database, scene) -> None:
    with database.writing() as session:
        for order in (["p1", "p2"], ["p2", "p1"]):
            orders.confirm(session, scene.briefing, scene.county.id, scene.staff, order, actor="tiimi")
        confirmed = orders.confirmed(session, scene.briefing)
        assert confirmed is not None
        assert (confirmed.phenomena, confirmed.title) == (("p2", "p1"), "Tiimi")
        assert orders.proposed_order(session, scene.briefing) == ["p2", "p1"]


@pytest.mark.parametrize("order", [[], ["p1", "p1"], ["p1", "p9"]])
def test_an_order_with_nothing_doubled_or_unknown_phenomena_is_refused(database: Database, scene, order) -> None:
    with database.writing() as session, pytest.raises(orders.OrderRefused):
        orders.confirm(session, scene.briefing, scene.county.id, scene.staff, order, actor="tiimi")


def test_an_order_is_not_confirmed_for_a_briefing_of_another_county(database: Database, build, scene) -> None:
    with database.writing() as session:
        other = build(session).county(code="98")
        with pytest.raises(NotFound):
            orders.confirm(session, scene.briefing, other.id, scene.staff, ["p1"], actor="tiimi")
