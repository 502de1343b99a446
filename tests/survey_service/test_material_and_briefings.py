import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from questionnaires.model import Column, Multi, Option, Questionnaire, Rows, Section, Single, Text
from questionnaires.values import Choice, Choices, Items, Point, Table, Value, Words
from reports.briefing import Before, Briefing, ScaleResult
from reports.briefing import Label as BriefingLabel
from reports.briefing import Text as BriefingText
from survey_service import briefings, earlier, material, responses, rounds, runs, submissions
from survey_service.db import Database
from survey_service.errors import NotFound, NothingToSynthesise
from survey_service.models import Invitation, Organisation, Response, Round, ServiceArea, SynthesisRun
from survey_service.responses import Writer
from synthesis.meaning.embedding import LexicalEncoder
from synthesis.model import Gist, Label, Method, Phenomenon, PlacedSegment, Span, Synthesis, UnplacedSegment

TODAY = datetime.date(2027, 3, 8)
IDENTITY_CODE = "140313A9127"


def _respond(
    session: Session, round_: Round, organisation: Organisation, values: dict[str, Value], language: str = "fi"
) -> Response:
    response = responses.open_draft(session, round_, organisation)
    responses.save(session, response, values, Writer(None, "", language), {})
    return response


def _submit(session: Session, jobs: Any, response: Response) -> None:
    invited = select(Invitation).where(Invitation.organisation_id == response.organisation_id)
    submissions.submit(session, jobs, response, session.exec(invited).one().id or 0, link_id=None)


@pytest.fixture
def round_id(database: Database, build, questionnaire: Questionnaire, jobs) -> int:
    """Three invited: a large municipality and a small one that submitted, and a service line with a draft."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_ = b.round_(county, questionnaire)
        large = b.organisation(county, "kuusivaara", inhabitants=20_000)
        small = b.organisation(county, "granby", inhabitants=None, language_status="sv")
        draft = b.organisation(county, "perhe", kind="sote")
        for organisation in (large, small, draft):
            contact = b.contact(organisation)
            session.add(
                Invitation(round_id=round_.id, organisation_id=organisation.id, contact_id=contact.id, purpose="answer")
            )
        text = f"Jonot ovat pitkät. Asiakas {IDENTITY_CODE} odotti."
        phenomena = Items(items=(text, "", "Yksinäisyys kasvaa."))
        point = Point(value=-1, comment="Syksyllä paheni.")
        _submit(session, jobs, _respond(session, round_, large, {"mh_ilmiot": phenomena, "c_suunta": point}))
        need = Words(text="Köerna till ungdomspsykiatrin är för långa.")
        said = {"mh_nosto": need, "c_suunta": Point(value="unknown")}
        _submit(session, jobs, _respond(session, round_, small, said, "sv"))
        _respond(session, round_, draft, {"mh_nosto": Words(text="Luonnos, jota ei ole lähetetty.")})
        assert round_.id is not None
        return round_.id


def _gather(database: Database, round_id: int) -> material.Material:
    with database.reading() as session:
        return material.gather(session, session.get_one(Round, round_id))


def test_only_submitted_answers_are_gathered_and_every_place_keeps_its_number(
    database: Database, round_id: int
) -> None:
    gathered = _gather(database, round_id)

    assert list(gathered.told) == [
        "granby.mh_nosto.1",
        "kuusivaara.c_suunta.1",
        "kuusivaara.mh_ilmiot.1",
        "kuusivaara.mh_ilmiot.3",
    ]
    assert {party.id: party.answered for party in gathered.parties} == {
        "granby": True,
        "kuusivaara": True,
        "perhe": False,
    }


def test_an_identity_code_never_reaches_the_synthesis(database: Database, round_id: int) -> None:
    texts = [comment.text for comment in _gather(database, round_id).comments()]

    assert not any(IDENTITY_CODE in text for text in texts)
    assert any("Asiakas •" in text for text in texts)


def _synthesis() -> Synthesis:
    swedish = Span(answer_id="granby.mh_nosto.1", start=0, end=43)
    return Synthesis(
        phenomena=(
            Phenomenon(
                id="p01",
                label=Label(fi="Pitkät jonot", sv="Köerna till ungdomspsykiatrin"),
                gist=Gist(**swedish.model_dump(), text="Köerna till ungdomspsykiatrin är för långa.", language="sv"),
                keywords=("jono", "kö"),
                stability=0.9,
                organisations=("Granby", "Kuusivaara"),
                segments=(
                    PlacedSegment(answer_id="kuusivaara.mh_ilmiot.1", start=0, end=18, strength=0.8),
                    PlacedSegment(**swedish.model_dump(), strength=0.9),
                ),
                quotes=(Span(answer_id="kuusivaara.mh_ilmiot.1", start=0, end=18), swedish),
            ),
        ),
        unplaced=(UnplacedSegment(answer_id="kuusivaara.mh_ilmiot.3", start=0, end=19, reason="single_observation"),),
        method=Method(version="1", encoder="none", lemmatisers={}, parameters={}, comments=4, segments=4),
    )


def test_a_briefing_counts_organisations_and_marks_the_words_of_a_small_municipality(
    database: Database, round_id: int
) -> None:
    briefing = briefings.compose(_gather(database, round_id), _synthesis(), made_on=TODAY)

    (finding,) = briefing.findings
    assert finding.organisations == ("granby", "kuusivaara")
    assert (briefing.answered(), briefing.asked()) == (2, 3)
    assert [(quote.language, quote.cleared) for quote in finding.quotes] == [("fi", True), ("sv", False)]
    assert (finding.asked_by, [request.answer_id for request in finding.requests]) == (1, ["granby.mh_nosto.1"])
    assert [quote.text for quote in briefing.for_network().findings[0].quotes] == ["Jonot ovat pitkät."]
    assert Briefing.model_validate_json(briefing.model_dump_json()) == briefing


def test_what_works_is_not_the_gist_of_a_phenomenon_while_something_else_is_told(
    database: Database, round_id: int
) -> None:
    gathered = _gather(database, round_id)
    praised = {**gathered.told, "granby.mh_nosto.1": replace(gathered.told["granby.mh_nosto.1"], role="strengths")}

    (finding,) = briefings.compose(replace(gathered, told=praised), _synthesis(), made_on=TODAY).findings

    assert finding.gist.answer_id == "kuusivaara.mh_ilmiot.1"
    assert [quote.answer_id for quote in finding.works.quotes] == ["granby.mh_nosto.1"]


def test_an_identity_code_in_a_raised_issue_never_reaches_the_briefing(
    database: Database, build, questionnaire: Questionnaire, jobs
) -> None:
    both = Text(fi="Asia", sv="Ärende")
    columns = (Column(id="asia", text=both), Column(id="tavoite", text=both))
    issues = Rows(
        id="nostot", role="raised_issue", audiences=("kunta",), text=both, columns=columns, max_rows=3, cluster=False
    )
    section = Section(id="nostot", title=both, questions=(issues,))
    asked = questionnaire.model_copy(update={"sections": (*questionnaire.sections, section)})
    row = {"asia": f"Asiakkaan {IDENTITY_CODE} palvelu", "tavoite": "Soitto numeroon 040 123 4567"}
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_ = b.round_(county, asked)
        organisation = b.organisation(county)
        contact = b.contact(organisation)
        session.add(
            Invitation(round_id=round_.id, organisation_id=organisation.id, contact_id=contact.id, purpose="answer")
        )
        _submit(session, jobs, _respond(session, round_, organisation, {"nostot": Table(kind="list", rows=(row,))}))
        gathered = material.gather(session, round_)

    briefing = briefings.compose(gathered, _nothing(), made_on=TODAY)

    assert briefing.raised_issues[0].issue == f"Asiakkaan {'•' * 11} palvelu"
    assert IDENTITY_CODE not in briefing.model_dump_json()
    assert "040 123" not in briefing.model_dump_json()


def _nothing() -> Synthesis:
    method = Method(version="1", encoder="none", lemmatisers={}, parameters={}, comments=0, segments=0)
    return Synthesis(phenomena=(), unplaced=(), method=method)


def test_a_comment_on_a_scale_is_told_with_its_question_and_not_grouped(database: Database, round_id: int) -> None:
    gathered = _gather(database, round_id)

    briefing = briefings.compose(gathered, _synthesis(), made_on=TODAY)

    assert "Syksyllä paheni." not in {comment.text for comment in gathered.comments()}
    (told,) = briefing.open_answers
    assert (told.question_id, [answer.text for answer in told.answers]) == ("c_suunta", ["Syksyllä paheni."])


def test_cannot_say_is_counted_apart_from_the_points_of_a_scale(database: Database, round_id: int) -> None:
    briefing = briefings.compose(_gather(database, round_id), _synthesis(), made_on=TODAY)

    (scale,) = briefing.scales
    assert [(count.text.fi, count.count) for count in scale.counts] == [
        ("huonontunut", 1),
        ("parantunut", 0),
        ("en osaa sanoa", 1),
    ]


def test_chosen_options_are_counted_out_of_those_who_answered() -> None:
    def two(word: str) -> Text:
        return Text(fi=word, sv=word)

    options = (Option(id="lapset", text=two("Lapset")), Option(id="vanhat", text=two("Ikääntyneet")))
    shared = {"role": "choice", "audiences": ("kunta",), "options": options}
    many = Multi(id="ryhmat", text=two("Mitkä ryhmät?"), **shared)
    one = Single(id="ryhma", text=two("Mikä ryhmä?"), **shared)
    section = Section(id="osa", title=two("Osa"), questions=(many, one))
    asked = material.Material(
        county=BriefingText(fi="", sv=""),
        year=2027,
        deadline=TODAY,
        theme=BriefingText(fi="", sv=""),
        questionnaire=Questionnaire.model_construct(sections=(section,), goals=()),
        parties=(),
        values={
            "a": {"ryhmat": Choices(options=("lapset", "vanhat")), "ryhma": Choice(option="vanhat")},
            "b": {"ryhmat": Choices(options=("lapset",)), "ryhma": Choice()},
            "c": {"ryhmat": Choices()},
        },
    )

    told = briefings.compose(asked, _nothing(), made_on=TODAY).scales

    assert [(one.kind, one.of(), [point.count for point in one.counts]) for one in told] == [
        ("multi", 2, [2, 1]),
        ("single", 1, [0, 1]),
    ]


def test_a_counted_question_stands_beside_the_same_one_of_the_year_before(database: Database, round_id: int) -> None:
    gathered = _gather(database, round_id)
    (now,) = briefings.compose(gathered, _nothing(), made_on=TODAY).scales
    then = now.model_copy(update={"counts": tuple(one.model_copy(update={"count": 7}) for one in now.counts[1:])})
    reworded = then.model_copy(update={"question": BriefingText(fi="Toinen kysymys", sv="En annan fråga")})

    def before(*scales: ScaleResult) -> list[int | None]:
        known = earlier.Earlier(_nothing(), 2026, scales=scales)
        (told,) = briefings.compose(gathered, _nothing(), made_on=TODAY, earlier=known).scales
        return [point.before for point in told.counts]

    # a point that was not there then has no number, and neither has a question in other words
    assert before(then) == [None, 7, 7]
    assert before(reworded) == [None, None, None]


def test_organisations_are_told_with_their_service_areas(database: Database, round_id: int) -> None:
    with database.writing() as session:
        county_id = session.get_one(Round, round_id).county_id
        area = ServiceArea(county_id=county_id, key="ita", name_fi="Itäinen alue", name_sv="Östra området")
        session.add(area)
        session.flush()
        session.exec(select(Organisation).where(Organisation.key == "granby")).one().service_area_id = area.id

    areas = {party.id: party.area for party in _gather(database, round_id).parties}

    assert areas == {
        "granby": BriefingText(fi="Itäinen alue", sv="Östra området"),
        "kuusivaara": None,
        "perhe": None,
    }


def test_a_run_reads_the_answers_and_leaves_a_briefing(database: Database, round_id: int, jobs, tmp_path: Path) -> None:
    with database.writing() as session:
        run_id = runs.start(session, jobs, session.get_one(Round, round_id)).id
    assert jobs.asked[-1] == ("synthesise", run_id)

    runs.carry_out(database, tmp_path, run_id)
    runs.carry_out(database, tmp_path, run_id)  # a worker that comes back after a crash does it again

    with database.reading() as session:
        run = runs.latest(session, round_id)
        stored, briefing = briefings.latest(session, round_id)
        assert (run.state, run.share) == ("finished", 1.0)
        assert stored.run_id == run_id
        listed = {left.quote.answer_id for left in briefing.unplaced}
        assert listed == {"granby.mh_nosto.1", "kuusivaara.mh_ilmiot.1", "kuusivaara.mh_ilmiot.3"}  # too few to group
        assert briefings.load(session, stored.id, session.get_one(Round, round_id).county_id)[1] == briefing
        with pytest.raises(NotFound):
            briefings.load(session, stored.id, 4711)


def test_a_run_is_not_started_twice_nor_without_answers(database: Database, round_id: int, jobs, build) -> None:
    with database.writing() as session:
        round_ = session.get_one(Round, round_id)
        first = runs.start(session, jobs, round_)
        assert runs.start(session, jobs, round_) is first
    assert [job for job, _ in jobs.asked].count("synthesise") == 1

    with database.writing() as session:
        empty = build(session).round_(
            build(session).county(code="98"), Questionnaire.model_validate(round_.questionnaire)
        )
        with pytest.raises(NothingToSynthesise):
            runs.start(session, jobs, empty)


def test_a_run_that_fails_says_so_and_can_be_started_again(
    database: Database, round_id: int, jobs, tmp_path: Path
) -> None:
    with database.writing() as session:
        run_id = runs.start(session, jobs, session.get_one(Round, round_id)).id
    not_a_folder = tmp_path / "file"
    not_a_folder.write_text("")

    runs.carry_out(database, not_a_folder, run_id)

    with database.writing() as session:
        run = session.get_one(SynthesisRun, run_id)
        assert run.state == "failed"
        assert "Traceback" not in run.trouble
        assert runs.start(session, jobs, session.get_one(Round, round_id)).id != run_id


def test_a_round_made_from_another_is_compared_with_what_was_found_there(database: Database, round_id: int):
    with database.writing() as session:
        before = session.get_one(Round, round_id)
        answer_id = next(iter(material.gather(session, before).told))
        gist = Gist(answer_id=answer_id, start=0, end=5, text="Jonot", language="fi")
        phenomenon = Phenomenon(
            id="p01",
            label=Label(fi="Pitkät jonot"),
            gist=gist,
            keywords=("jono",),
            stability=1,
            organisations=("A", "B"),
            segments=(PlacedSegment(answer_id=answer_id, start=0, end=5, strength=1),),
            quotes=(),
        )
        method = Method(version="0", encoder="none", lemmatisers={}, parameters={}, comments=1, segments=1)
        found = Synthesis(phenomena=(phenomenon,), unplaced=(), method=method)
        run = SynthesisRun(round_id=round_id, state="finished", result=found.model_dump(mode="json"))
        session.add(run)
        session.flush()
        told = briefings.compose(material.gather(session, before), found, made_on=TODAY)
        briefings.store(session, run, told)
        after = rounds.copy_to_next_year(session, before, before.year + 1, actor="test")
        known = earlier.of_round(session, after)
        gathered = material.gather(session, before)
        assert earlier.of_round(session, before) is None

    assert known is not None
    assert known.scales == told.scales
    assert known.as_year(LexicalEncoder()).phenomena[0].size == 1
    continuing = found.model_copy(update={"phenomena": (phenomenon.model_copy(update={"previous": ("p01",)}),)})
    briefing = briefings.compose(gathered, continuing, made_on=TODAY, earlier=known)
    assert briefing.findings[0].before == (Before(label=BriefingLabel(fi="Pitkät jonot"), organisations=2),)
    gone = found.model_copy(update={"phenomena": (), "vanished": ("p01",)})
    told = briefings.compose(gathered, gone, made_on=TODAY, earlier=known).comparison
    assert told is not None
    assert told.year == known.year
    assert [one.label.fi for one in told.vanished] == ["Pitkät jonot"]
