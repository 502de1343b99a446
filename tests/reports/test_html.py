import re

import html5lib
import pytest

from reports.briefing import Briefing, Language, both
from reports.html import stylesheet, to_fragment, to_html


def parsed(page: str):
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_page_is_valid_and_whole_in_itself(briefing: Briefing, language: Language):
    page = to_html(briefing, language)
    document = parsed(page)

    assert document.get("lang") == language
    assert not re.search(r"<script|https?://|<link rel=.stylesheet|@import|url\((?!#)", page)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_link_leads_to_what_it_counts(briefing: Briefing, language: Language):
    document = parsed(to_html(briefing, language))
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    targets = {link.get("href")[1:] for link in document.iter("a")}

    assert len(ids) == len(set(ids))
    assert targets <= set(ids)
    assert {"answered", "raised", "unplaced", "finding-p0", "organisations-p0", "requests-p0"} <= targets


def test_every_quote_carries_its_language(briefing: Briefing):
    document = parsed(to_html(briefing, "fi"))
    quotes = {"".join(quote.itertext()).strip(): quote.get("lang") for quote in document.iter("blockquote")}

    for finding in briefing.findings:
        for quote in (finding.gist, *finding.quotes, *finding.requests):
            assert quotes[quote.text] == quote.language


def test_a_name_in_another_language_is_marked(briefing: Briefing):
    document = parsed(to_html(briefing, "fi"))
    heading = next(element for element in document.iter("h3") if element.get("id") == "name-p5")

    assert heading.find("span").get("lang") == "sv"
    assert "ei vielä suomenkielistä nimeä" in "".join(heading.itertext())


def test_the_table_says_what_the_chart_says(briefing: Briefing):
    document = parsed(to_html(briefing, "fi"))
    section = next(one for one in document.iter("section") if one.find("h2[@id='briefing-table']") is not None)
    table = next(section.iter("table"))
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in table.find("tbody")]

    assert [int(row[-1]) for row in rows] == [19, 15, 13, 12, 9, 7, 4, 3, 1]
    assert all(int(row[-1]) == sum(map(int, row[1:-1])) for row in rows)


def test_hostile_words_stay_words(briefing: Briefing, hostile: str):
    page = to_html(briefing, "fi")

    assert hostile in "".join(parsed(page).itertext())
    assert "<script" not in page
    assert "{{ 7*7 }}" in page


def test_the_networks_page_leaks_nothing(briefing: Briefing, secret: str):
    page = to_html(briefing.for_network(), "fi")

    assert secret not in page
    assert "jätettiin pois, koska" in page


def test_a_page_with_its_own_layout_leads_numbers_where_it_likes(briefing: Briefing):
    part = to_fragment(briefing, "sv", lambda name: f"/answers/{name}")

    assert 'href="/answers/organisations-p0"' in part
    assert 'href="/answers/answer-' in part
    assert "<h1" not in part
    assert "style=" not in part


def test_numbers_that_lead_nowhere_stay_numbers(briefing: Briefing):
    part = to_fragment(briefing, "fi", lambda name: None)

    assert "None" not in part
    assert 'href="#finding-p0"' in part


def test_a_round_without_answers_says_so(empty_briefing: Briefing):
    text = " ".join(parsed(to_html(empty_briefing, "fi")).itertext())

    assert "0 / 34" in text
    assert "Kukaan ei ole vielä vastannut." in text


def test_styles_touch_nothing_outside_the_briefing():
    selectors = re.findall(r"^\s*([^{}@]+?)\s*\{", re.sub(r"@media[^{]*\{", "", stylesheet()), re.MULTILINE)

    assert selectors
    assert all(part.strip().startswith(".briefing") for selector in selectors for part in selector.split(","))


def test_answers_outside_the_grouping_stand_under_their_question(briefing: Briefing, open_secret: str):
    document = parsed(to_html(briefing, "fi"))
    question = next(element for element in document.iter("details") if element.get("id") == "open-hs_samansuuntaisuus")
    quotes = {"".join(quote.itertext()).strip(): quote.get("lang") for quote in question.iter("blockquote")}

    assert quotes["Målen om rörelse är desamma."] == "sv"
    assert open_secret in quotes
    assert "vain tiimille" in "".join(question.itertext())
    assert open_secret not in to_html(briefing.for_network(), "fi")


def test_answers_too_few_to_group_are_all_listed_with_their_reason(small_briefing: Briefing):
    page = to_html(small_briefing, "fi")
    text = " ".join(parsed(page).itertext())

    assert 'href="#unplaced"' in page
    assert "Vastauksia oli liian vähän ryhmiteltäviksi" in text
    assert all(unplaced.quote.text in text for unplaced in small_briefing.unplaced)
    assert page.index('id="unplaced"') < page.index('id="briefing-parties"')


def test_a_note_that_nobody_put_into_words_stays_english_and_says_so(briefing: Briefing):
    method = briefing.method.model_copy(update={"notes": ("A new note",)})

    assert '<li lang="en">A new note</li>' in to_html(briefing.model_copy(update={"method": method}), "fi")


def test_the_goals_of_the_theme_are_told_at_its_end(briefing: Briefing):
    aimed = briefing.model_copy(update={"goals": (both("Apu löytyy <ajoissa>.", "Hjälpen finns."),)})

    page = to_html(aimed, "fi")
    assert page.index("Teeman tavoitteet") < page.index("Apu löytyy &lt;ajoissa&gt;.") < page.index("Lakiperuste")
    assert "Temats mål" not in to_html(briefing, "sv")
