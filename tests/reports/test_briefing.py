import pytest
from scipy.stats import binomtest

from reports.briefing import Briefing, Finding, Label, RaisedIssue, Text
from reports.intervals import wilson


def test_a_briefing_comes_back_whole_from_json(briefing: Briefing):
    assert Briefing.model_validate_json(briefing.model_dump_json()) == briefing


def test_the_network_gets_no_word_that_is_not_cleared(briefing: Briefing, secret: str):
    issue = RaisedIssue(organisation=Text(fi="Aittokoski", sv="Aittokoski"), issue=secret, cleared=False)
    briefing = briefing.model_copy(update={"raised_issues": (*briefing.raised_issues, issue)})
    assert secret in briefing.model_dump_json()

    assert secret not in briefing.for_network().model_dump_json()


def test_a_gist_that_is_not_cleared_gives_way_to_a_quote_that_is(briefing: Briefing, secret: str):
    finding = next(finding for finding in briefing.findings if finding.gist.text == secret)

    assert finding.cleared().gist == finding.quotes[1]


def test_a_phenomenon_without_any_cleared_word_keeps_its_numbers(briefing: Briefing, secret: str):
    finding: Finding = next(finding for finding in briefing.findings if finding.gist.text == secret)
    shown = finding.model_copy(update={"quotes": finding.quotes[:1]}).cleared()

    assert (shown.gist.text, shown.quotes, shown.withheld) == ("", (), 1)
    assert shown.organisations == finding.organisations


def test_a_name_is_shown_in_the_other_language_when_there_is_no_own():
    assert Label(fi="Yksinäisyys").shown("sv") == ("Yksinäisyys", "fi")
    assert Label(sv="Ensamhet").shown("fi") == ("Ensamhet", "sv")
    assert Label(fi="Yksinäisyys", sv="Ensamhet").shown("sv") == ("Ensamhet", "sv")


def test_the_network_gets_neither_keywords_nor_open_answers_that_are_not_cleared(briefing: Briefing, open_secret: str):
    shared = briefing.for_network()

    assert all(finding.keywords == () for finding in shared.findings)
    assert open_secret not in shared.model_dump_json()
    assert [(len(question.answers), question.withheld) for question in shared.open_answers] == [(2, 1)]


@pytest.mark.parametrize(("count", "of"), [(0, 1), (0, 12), (1, 2), (19, 31), (3, 3), (212, 400)])
def test_an_interval_is_that_of_wilson(count: int, of: int):
    known = binomtest(count, of).proportion_ci(method="wilson")

    assert wilson(count, of) == pytest.approx((float(known.low), float(known.high)))


def test_of_nobody_nothing_is_known():
    assert wilson(0, 0) == (0.0, 1.0)
