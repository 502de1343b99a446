import pytest

from reports.briefing import Briefing, Label, Language
from reports.telling import tell
from reports.turnout import alphabetical


def test_who_answered_is_counted_without_those_outside_the_rate(briefing: Briefing):
    turnout = tell(briefing, "fi").turnout

    assert (turnout.answered, turnout.asked) == (31, 34)
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

    assert last.evidence == "1 organisaatio 33 vastanneesta"
    assert tell(briefing, "sv").phenomena[-1].evidence == "1 organisation av 33 som svarade"


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
    assert "ettei niitä ryhmitelty" in " ".join(tell(empty_briefing, "fi").method)


def test_the_teams_own_copy_says_so_and_the_networks_does_not(briefing: Briefing):
    assert tell(briefing, "fi").team_copy
    assert not tell(briefing.for_network(), "fi").team_copy


def test_control_characters_stay_out(briefing: Briefing):
    gist = briefing.findings[0].gist.model_copy(update={"text": "a\x00\x0b\nb"})
    finding = briefing.findings[0].model_copy(update={"gist": gist})

    assert tell(briefing.model_copy(update={"findings": (finding,)}), "fi").phenomena[0].gist.text == "a\nb"


def test_names_are_sorted_as_finnish_and_swedish_sort_them():
    assert sorted(["Örnvik", "Ämmänvaara", "Åminneby", "Zeta", "aho"], key=alphabetical) == [
        "aho",
        "Zeta",
        "Åminneby",
        "Ämmänvaara",
        "Örnvik",
    ]
