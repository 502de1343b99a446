"""What is told of an organisation's figures, and which of them it shows beside its answers."""

import datetime

import pytest

from questionnaires.values import Items
from survey_service import indicators, material, responses, submissions
from survey_service.candidates import ChangedMeanwhile
from survey_service.db import Database, now
from survey_service.indicators import choosing, telling, wording
from survey_service.indicators.figures import COUNTRY, Area
from survey_service.models import County, Invitation, Organisation, Round
from survey_service.responses import Writer

TOWN, OTHER, THIRD, COUNTY = Area("kunta", "167"), Area("kunta", "260"), Area("kunta", "005"), Area("hva", "14")
YEAR = now().year


@pytest.fixture
def told(sqlite_database: Database, county, take_in):
    """`told(*figures)`: what is told of the first municipality, of which these are the figures that there are."""

    def told(*figures) -> telling.Told:
        take_in(sqlite_database, county, *figures)
        with sqlite_database.reading() as session:
            return telling.of_area(session, county, TOWN)[0]

    return told


def test_a_figure_stands_beside_the_earlier_one_the_countys_and_the_countrys_of_the_same_year(told) -> None:
    one = told(
        (TOWN, YEAR - 1, "7.4"),
        (TOWN, YEAR - 2, None),
        (TOWN, YEAR - 3, "7.1"),
        (TOWN, YEAR - 4, "6"),
        (OTHER, YEAR - 1, "10"),
        (THIRD, YEAR - 1, "9"),
        (COUNTY, YEAR - 1, "7.6"),
        (COUNTY, YEAR, "1"),
        (COUNTRY, YEAR - 1, "7.9"),
    )

    assert (one.year, one.value, one.previous) == (YEAR - 1, "7.4", (YEAR - 3, "7.1"))
    assert (one.county, one.country, one.others, one.middle) == ("7.6", "7.9", ("7.4", "9", "10"), "9.0")
    assert [round(one.position(value), 2) for value in one.others] == [0, 0.62, 1]
    assert (one.missing_year, one.is_old) == (None, False)
    assert wording.own(one, "sv") == f"7,4 % ({YEAR - 1})"
    assert wording.source(one, "fi") == "Lähde: Sotkanet, THL (CC BY 4.0), poimittu 1.11.2026"


def test_a_missing_value_is_told_in_words_and_an_old_one_as_old(told) -> None:
    one = told((TOWN, YEAR - 1, None), (TOWN, YEAR - 4, "7.1"), (COUNTRY, YEAR - 1, "7.9"))

    assert (one.year, one.value, one.missing_year, one.is_old) == (YEAR - 4, "7.1", YEAR - 1, True)
    assert (one.county, one.country, one.previous, one.middle) == (None, None, None, None)
    assert len(wording.cautions(one, "fi")) == 2
    assert wording.before(one, "sv") == "inget tal"


def test_where_there_is_no_value_at_all_none_is_shown(told) -> None:
    one = told((TOWN, YEAR - 1, None))

    assert (one.year, one.value, one.missing_year) == (None, None, YEAR - 1)
    assert wording.own(one, "fi") == "ei lukua"


def test_an_invented_figure_names_no_source(sqlite_database: Database, county, take_in) -> None:
    take_in(sqlite_database, county, (TOWN, YEAR - 1, "7.4"), kind="invented")
    with sqlite_database.reading() as session:
        words = wording.source(telling.of_area(session, county, TOWN)[0], "fi")
    assert "Keksitty" in words
    assert "THL" not in words


def test_a_municipality_reads_its_own_figures_a_service_the_countys_and_others_none(
    sqlite_database: Database, county, take_in, build, questionnaire
) -> None:
    take_in(sqlite_database, county, (TOWN, YEAR - 1, "7.4"), (COUNTY, YEAR - 1, "7.6"))
    with sqlite_database.writing() as session:
        b = build(session)
        owner = session.get_one(County, county)
        ids = {one: b.organisation(owner, one, kind=one) for one in ("muu", "jarjesto", "pelastus")}
        b.organisation(owner, "uusi", code=None)
        round_ = b.round_(owner, questionnaire)
        shown = {kind: choosing.offered_to(session, round_.id, one.id) for kind, one in ids.items()}
    assert {kind: [one.value for one in some] for kind, some in shown.items()} == {
        "muu": [],
        "jarjesto": [],
        "pelastus": ["7.6"],
    }


@pytest.fixture
def asked(sqlite_database: Database, county, take_in, build, questionnaire, town_of):
    """A round and its municipality, with figures of two indicators: (round id, organisation id)."""
    take_in(sqlite_database, county, (TOWN, YEAR - 1, "7.4"))
    take_in(sqlite_database, county, (TOWN, YEAR - 1, "55"), name="b.csv", key="tea_kuntajohto", kind="teaviisari")
    with sqlite_database.writing() as session:
        b = build(session)
        town = town_of(session, county, "167")
        round_ = b.round_(session.get_one(County, county), questionnaire)
        b.contact(town)
        return round_.id, town.id


def _choose(db: Database, asked, *keys: str, seen: int) -> bool:
    with db.writing() as session:
        return choosing.choose(session, *asked, keys, seen=seen, link_id=None)


def _submit(db: Database, asked, jobs) -> None:
    with db.writing() as session:
        round_, town = session.get_one(Round, asked[0]), session.get_one(Organisation, asked[1])
        response = responses.open_draft(session, round_, town)
        responses.save(session, response, {"mh_ilmiot": Items(items=("Jonot",))}, Writer(None, "", "fi"), {})
        asking = Invitation(
            round_id=asked[0], organisation_id=asked[1], contact_id=town.contacts[0].id or 0, purpose="answer"
        )
        session.add(asking)
        session.flush()
        submissions.submit(session, jobs, response, asking.id or 0, link_id=None)


def test_what_was_chosen_when_the_response_was_sent_stands_beside_it(sqlite_database: Database, asked, jobs) -> None:
    with sqlite_database.reading() as session:
        assert indicators.chosen(session, session.get_one(Round, asked[0])) == []
    assert _choose(sqlite_database, asked, "tea_kuntajohto", "sotkanet_4", "x", seen=0)
    _submit(sqlite_database, asked, jobs)
    # a choice that is made later counts when the response is sent anew
    assert _choose(sqlite_database, asked, "sotkanet_3219", seen=1)

    with sqlite_database.reading() as session:
        (one,) = indicators.chosen(session, session.get_one(Round, asked[0]))
        (told,) = material.gather(session, session.get_one(Round, asked[0])).indicators
    assert [(figure.key, figure.value) for figure in one.figures] == [("tea_kuntajohto", "55")]
    # the briefing has the values of the municipalities without their names
    assert (told.title.fi, told.year, told.others, told.chosen_by) == (
        one.figures[0].title.fi,
        one.figures[0].year,
        one.figures[0].others,
        1,
    )


def test_a_draft_shows_nothing_to_the_county(sqlite_database: Database, asked) -> None:
    _choose(sqlite_database, asked, "sotkanet_3219", seen=0)
    with sqlite_database.reading() as session:
        assert indicators.chosen(session, session.get_one(Round, asked[0])) == []


def test_two_who_choose_at_once_never_overwrite_each_other(sqlite_database: Database, asked) -> None:
    assert _choose(sqlite_database, asked, "sotkanet_3219", seen=0)
    assert not _choose(sqlite_database, asked, "sotkanet_3219", seen=0)
    with pytest.raises(ChangedMeanwhile):
        _choose(sqlite_database, asked, "tea_kuntajohto", seen=0)
    assert _choose(sqlite_database, asked, seen=1)
    with sqlite_database.reading() as session:
        assert choosing.newest(session, *asked) == choosing.Choice(2, ())
        before = choosing.newest(session, *asked, until=now() - datetime.timedelta(days=1))
    assert before.version == 0


def test_the_theme_of_the_round_comes_first(sqlite_database: Database, county, take_in, asked) -> None:
    take_in(sqlite_database, county, (TOWN, YEAR - 1, "1"), name="c.csv", key="sotkanet_127")
    take_in(sqlite_database, county, (TOWN, YEAR - 1, "1"), name="d.csv", key="sotkanet_9999")
    with sqlite_database.reading() as session:
        keys = [one.key for one in choosing.offered_to(session, *asked)]
    assert keys == ["sotkanet_3219", "sotkanet_127", "tea_kuntajohto", "sotkanet_9999"]
