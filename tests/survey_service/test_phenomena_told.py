"""What is told of a phenomenon goes by the role of the question, and a contrary view by its own words alone."""

import datetime

from reports.briefing import Indicator, Party, Text, both
from survey_service import briefings, phenomena_told
from survey_service.material import Material, Told
from survey_service.phenomena_told import Beside
from synthesis.model import Comment, Gist, Label, Method, Phenomenon, PlacedSegment, Synthesis

TODAY = datetime.date(2027, 3, 8)
SAID = (
    ("a", "phenomena", "Jonot ovat pitkät kaikkialla."),
    ("b", "phenomena", "Nuoret odottavat hoitoon kuukausia."),
    ("c", "phenomena", "Meillä jono on lyhentynyt selvästi."),
    ("d", "strengths", "Koulukuraattorin vastaanotto toimii hyvin."),
    ("a", "strengths", "Yhteinen ryhmä nuorille kokoontuu viikoittain."),
    ("e", "cooperation_gaps", "Tieto ei kulje koulun ja hoidon välillä."),
    ("b", "request_to_hva", "Toivomme tietoa jonoista."),
    ("b", "priority", "Sovitaan odotusajan tuesta."),
)


def _material() -> Material:
    parties = {
        key: Party(id=key, name=both(f"Kunta {key}", f"Kommun {key}"), kind="kunta", answered=True) for key in "abcde"
    }
    told = {
        f"{party}.{role}.{number}": Told(
            comment=Comment(answer_id=f"{party}.{role}.{number}", text=text, language="fi", question_id=role),
            party=parties[party],
            role=role,
        )
        for number, (party, role, text) in enumerate(SAID)
    }
    return Material(
        county=both("Alue", "Område"),
        year=2027,
        deadline=TODAY,
        theme=both("Mieli", "Sinne"),
        questionnaire=None,
        parties=tuple(parties.values()),
        told=told,
    )


def _synthesis(material: Material, seed: str | None = None, name: str = "Jonot") -> Synthesis:
    segments = tuple(
        PlacedSegment(answer_id=key, start=0, end=len(told.comment.text), strength=0.5)
        for key, told in material.told.items()
    )
    first = segments[0]
    phenomenon = Phenomenon(
        id="p01",
        label=Label(fi=name),
        gist=Gist(answer_id=first.answer_id, start=0, end=first.end, text=SAID[0][2], language="fi"),
        keywords=(),
        stability=0.9,
        organisations=tuple("abcde"),
        segments=segments,
        quotes=(),
        seed=seed,
    )
    method = Method(version="1", encoder="none", lemmatisers={}, parameters={}, comments=8, segments=8)
    return Synthesis(phenomena=(phenomenon,), unplaced=(), method=method)


def test_words_are_kept_apart_by_the_role_of_their_question():
    material = _material()
    (finding,) = briefings.compose(material, _synthesis(material), made_on=TODAY).findings

    assert [quote.text for quote in finding.works.quotes] == [SAID[3][2], SAID[4][2]]
    assert finding.works.organisations == ("a", "d")
    assert [quote.text for quote in finding.gaps.quotes] == [SAID[5][2]]
    assert (finding.askers, finding.asked_by, len(finding.requests)) == (("b",), 1, 1)


def test_a_contrary_view_says_so_itself_and_what_works_is_none():
    material = _material()
    (finding,) = briefings.compose(material, _synthesis(material), made_on=TODAY).findings

    assert [quote.text for quote in finding.contrary.quotes] == [SAID[2][2]]
    assert finding.contrary.organisations == ("c",)


def test_where_most_say_so_it_is_no_contrary_view():
    material = _material()
    kept = {key: told for key, told in material.told.items() if told.role != "phenomena" or told.party.id == "c"}
    fewer = Material(**{**vars(material), "told": kept})
    synthesis = _synthesis(fewer)
    (finding,) = briefings.compose(fewer, synthesis, made_on=TODAY).findings

    assert not finding.contrary.organisations


def test_a_reply_stands_under_the_request_that_was_raised_in_these_words():
    material = _material()
    made = briefings.compose(material, _synthesis(material), made_on=TODAY)
    service = Text(fi="Perhepalvelut", sv="Familjetjänster")
    replies = {("Kunta b", SAID[6][2]): ((service, "Kerromme jonot kuukausittain."),), ("Kunta a", "Muuta"): ()}
    (finding,) = phenomena_told.with_replies(made, material, replies).findings

    assert [(one.answer_id, one.service.fi, one.text) for one in finding.replies] == [
        ("b.request_to_hva.6", "Perhepalvelut", "Kerromme jonot kuukausittain.")
    ]


def test_indicators_come_by_the_seed_or_by_the_name_and_the_rest_of_the_theme_stands_apart():
    material = _material()
    figures = {
        key: Indicator(key=key, title=both(key, key), unit=both("%", "%"), good="down", source=both("THL", "THL"))
        for key in ("sotkanet_4", "sotkanet_3219")
    }
    beside = Beside(
        indicators={"e7": (figures["sotkanet_4"],), "jonot": (figures["sotkanet_4"],)}, of_theme=tuple(figures.values())
    )
    for seed, name in (("e7", "Toinen nimi"), (None, "JONOT")):
        told = briefings.compose(material, _synthesis(material, seed, name), made_on=TODAY, beside=beside)
        assert [one.key for one in told.findings[0].indicators] == ["sotkanet_4"]
        assert [one.key for one in told.theme_indicators] == ["sotkanet_3219"]
    unlinked = briefings.compose(material, _synthesis(material, None, "Muu"), made_on=TODAY, beside=beside)
    assert not unlinked.findings[0].indicators
    assert len(unlinked.theme_indicators) == 2
