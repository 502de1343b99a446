import datetime
from types import SimpleNamespace

import pytest
from sqlmodel import select

from reports.briefing import Briefing, Finding, Label, MethodNote, Party, Quote
from reports.briefing import Text as BriefingText
from survey_service import accounts, briefing_versions, networks, orders, selections, weighing
from survey_service.db import Database, now
from survey_service.errors import NotFound, RoundClosed
from survey_service.models import AuditEvent, Invitation, Selection, StoredBriefing, SynthesisRun
from survey_service.orders import Order
from survey_service.selections import Weight

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


RAISED = Weight("negotiation", 3, "Koskee meitä.")


def weigh(session, scene, who, **weights: Weight) -> int:
    return selections.weigh(session, scene.briefing, who, weights, actor="link:1")


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


def test_a_member_sees_the_newest_of_their_weights_and_every_one_is_kept(database: Database, scene) -> None:
    later = Weight("network", 3, "Koskee meitä kaikkia, 010203-900L.")
    with database.writing() as session:
        for weight in (RAISED, later, later, Weight()):
            weigh(session, scene, scene.first, p1=weight, p2=Weight())

    with database.reading() as session:
        assert selections.marks_of(session, scene.briefing, scene.first)["p1"].weight == Weight()
        told = [one.mark.weight for one in selections.history(session, scene.briefing)]
        assert told == [RAISED, Weight("network", 3, "Koskee meitä kaikkia, •••••••••••."), Weight()]
        assert [event.action for event in session.exec(select(AuditEvent))].count("selection.weigh") == 3


def test_what_cannot_be_kept_is_refused_whole_and_says_why(database: Database, scene) -> None:
    cases: list[tuple[dict[str, Weight], dict[str, str], int]] = [
        ({"p1": Weight("negotiation", 1)}, {"p1": "comment_missing"}, 0),
        ({"p1": Weight("network", 1, "x" * 3000)}, {"p1": "comment_too_long"}, 0),
        ({"p1": Weight("network", 6), "p2": Weight(None, 7), "p3": Weight()}, {}, 3),
        ({"p2": Weight("not_now", 4)}, {}, 1),
        ({"p2": Weight(None, -1)}, {}, 0),
    ]
    with database.writing() as session:
        assert weigh(session, scene, scene.first, p3=Weight("network", 7)) == 1
        seen = selections.last_row(session, scene.briefing, scene.first)
        for weights, faults, over in cases:
            with pytest.raises(selections.WeighingRefused) as refused:
                weigh(session, scene, scene.first, **weights)
            assert (refused.value.faults, refused.value.over) == (faults, over)
        assert weigh(session, scene, scene.first, p1=RAISED) == 1
        with pytest.raises(selections.WeighedMeanwhile):
            selections.weigh(session, scene.briefing, scene.first, {"p1": Weight()}, seen=seen, actor="link:1")
        assert len(session.exec(select(Selection)).all()) == 2


def test_what_is_late_not_in_the_briefing_or_of_somebody_not_asked_cannot_be_weighed(database: Database, scene) -> None:
    with database.writing() as session:
        with pytest.raises(NotFound):
            weigh(session, scene, scene.first, p9=RAISED)
        session.get_one(Invitation, scene.second).purpose = "answer"
        with pytest.raises(NotFound):
            weigh(session, scene, scene.second, p1=RAISED)
        session.get_one(type(scene.round), scene.round.id).selection_deadline = now() - datetime.timedelta(minutes=1)
        with pytest.raises(RoundClosed):
            weigh(session, scene, scene.first, p1=RAISED)


def test_the_result_tells_who_says_what_of_which_network_and_who_is_waited_for(database: Database, scene) -> None:
    with database.writing() as session:
        weigh(session, scene, scene.first, p2=Weight("negotiation", 2, "Yksin ei pärjää."), p3=Weight("not_now"))
        members = selections.members(session, scene.briefing)
        assert weighing.voters(members) == (1, 2)
        assert [one.organisation.fi for one in weighing.waited_for(members)] == ["Aholansaari"]
        weigh(session, scene, scene.second, p3=Weight("negotiation", 4, "Tärkein."))
        session.get_one(Invitation, scene.second).ended_at = now()

        members = selections.members(session, scene.briefing)
        results = weighing.results(members, ["p1", "p2", "p3"])
        assert list(results) == ["p3", "p2", "p1"], "as many would raise both, and this one has more points"
        assert [(who.organisation.fi, one.comment) for who, one in results["p3"].said] == [
            ("Aholansaari", "Tärkein."),
            ("Kuusivaara", ""),
        ]
        assert weighing.waited_for(members) == []
        first = networks.first_of(session, scene.county.id).id
        assert {network for one in members for network in one.networks} == {first}
        proposed = orders.proposed(session, scene.briefing, results)
        assert (proposed.phenomena, proposed.to_network) == (["p3", "p2"], [])


def test_the_network_chooses_from_the_version_published_last_and_marks_stay_with_theirs(
    database: Database, scene
) -> None:
    with database.writing() as session:
        first = session.get_one(StoredBriefing, scene.briefing)
        assert selections.chosen_from(session, scene.round.id) is None
        briefing_versions.publish(session, first, small_briefing("p1"), 0, actor="hytetu@x.example")
        weigh(session, scene, scene.first, p1=RAISED)
        newer = store(session, scene.round, "p1", "p4")
        assert selections.chosen_from(session, scene.round.id).id == scene.briefing
        briefing_versions.publish(session, newer, small_briefing("p1", "p4"), 1, actor="hytetu@x.example")
        assert selections.chosen_from(session, scene.round.id).id == newer.id
        assert selections.marks_of(session, newer.id, scene.first) == {}
        assert selections.marks_of(session, scene.briefing, scene.first)["p1"].weight == RAISED


def test_the_order_that_was_confirmed_last_counts_and_earlier_ones_are_kept(database: Database, scene) -> None:
    def confirm(session, order: Order, seen: int | None = None) -> int:
        row = orders.confirm(session, scene.briefing, scene.county.id, scene.staff, order, seen=seen, actor="tiimi")
        return row.id

    with database.writing() as session:
        known = confirm(session, Order(["p1", "p2"], reason="Verkosto painotti näitä."), seen=0)
        reasons = {"p2": "Kasvaa.", "p1": "Koskee kaikkia.", "p3": ""}
        newest = confirm(session, Order(["p2"], ["p1"], reasons), seen=known)
        with pytest.raises(orders.ConfirmedMeanwhile):
            confirm(session, Order(["p3"], reason="Kiire."), seen=known)

        confirmed, earlier = orders.history(session, scene.briefing)
        assert (confirmed.number, confirmed.phenomena, confirmed.to_network, confirmed.title) == (
            newest,
            ("p2",),
            ("p1",),
            "Tiimi",
        )
        assert confirmed.reasons == {"p2": "Kasvaa.", "p1": "Koskee kaikkia."}
        assert (earlier.phenomena, earlier.why("p2")) == (("p1", "p2"), "Verkosto painotti näitä.")
        assert orders.proposed(session, scene.briefing, {}) == confirmed


@pytest.mark.parametrize(
    ("order", "fault"),
    [
        (Order([], ["p1"], reason="x"), "nothing"),
        (Order(["p1", "p1"], reason="x"), "unknown"),
        (Order(["p1", "p9"], reason="x"), "unknown"),
        (Order(["p1"], ["p1"], reason="x"), "both"),
        (Order(["p1"], ["p2"], {"p1": "x"}), "no_reason"),
        (Order(["p1"], reason="x" * 3000), "too_long"),
        (Order(["p1"], ["p2"], {"p1": "x", "p2": "x"}), None),
    ],
)
def test_an_order_needs_phenomena_in_one_place_each_and_reasons(order: Order, fault: str | None) -> None:
    assert orders.fault(order, {"p1", "p2", "p3"}) == fault


def test_an_order_is_not_confirmed_for_a_briefing_of_another_county(database: Database, build, scene) -> None:
    with database.writing() as session:
        other = build(session).county(code="98")
        with pytest.raises(NotFound):
            orders.confirm(session, scene.briefing, other.id, scene.staff, Order(["p1"], reason="x"), actor="tiimi")
        with pytest.raises(orders.OrderRefused):
            orders.confirm(session, scene.briefing, scene.county.id, scene.staff, Order(["p1"]), actor="tiimi")
