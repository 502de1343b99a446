"""Filling in a section in a real browser: counters, options that rule each other out, questions that come and go."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session

from questionnaires import loading
from questionnaires.model import Date, Info, Link, Multi, Number, Questionnaire, Text
from survey_service.db import Database
from survey_service.models import Round

COMMON = {"role": "other", "audiences": ("kunta",)}
ADDED = (
    Info(id="x_info", audiences=("kunta",), text=Text(fi="Lopuksi muutama luku.", sv="Till sist några siffror.")),
    Number(
        id="x_sum",
        text=Text(fi="Paljonko aikaa on?", sv="Hur mycket tid finns det?"),
        min=0,
        decimals=1,
        unit=Text(fi="henkilötyövuotta", sv="årsverken"),
        **COMMON,
    ),
    Date(id="x_day", text=Text(fi="Milloin se on päätetty?", sv="När har det beslutats?"), **COMMON),
    Link(id="x_plan", text=Text(fi="Missä se on luettavissa?", sv="Var kan man läsa det?"), ask_year=True, **COMMON),
)
LIMIT = 800
SEEN, SPOKEN = "#k-mh_etsiva_este .counter", "#counted"


@pytest.fixture
def filling(app, token, serve, device):
    """`filling(section)`: a page with the section."""
    address = serve(app)

    def opened(page: Page, section: str, language: str = "fi") -> Page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/?lang={language}")
        page.goto(f"{address}/vastaus/{section}")
        return page

    return opened


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "{} merkkiä jäljellä"), ("sv", "{} tecken kvar")], ids=["fi", "sv"]
)
def test_the_room_that_is_left_is_seen_at_once_and_said_only_near_the_limit(device, filling, language, words) -> None:
    with device(1280, language=language) as phone:
        page = filling(phone, "tilannekuva", language)
        field = page.locator("#q_mh_etsiva_este-text")
        field.fill("a" * 300)
        expect(page.locator(SEEN)).to_have_text(words.format(500))
        field.fill("a" * (LIMIT - 100))
        expect(page.locator(SEEN)).to_have_text(words.format(100))
        page.wait_for_timeout(1_500)
        expect(page.locator(SPOKEN)).to_be_empty()
        field.press_sequentially("a" * 20)
        expect(page.locator(SEEN)).to_have_text(words.format(80))
        expect(page.locator(SPOKEN)).to_have_text(words.format(80))
        expect(page.locator(SEEN)).to_have_attribute("aria-hidden", "true")
        assert page.asked[-1].startswith("http")
        assert [line for line in page.asked if line.startswith("console")] == []


def test_what_is_too_much_is_told_in_the_right_number_and_never_cut_off(device, filling) -> None:
    with device(1280) as page:
        filling(page, "tilannekuva")
        field = page.locator("#q_mh_etsiva_este-text")
        for length, told in ((LIMIT - 1, "1 merkki jäljellä"), (LIMIT + 1, "1 merkki liikaa")):
            field.fill("👍" * length)
            expect(page.locator(SPOKEN)).to_have_text(told)
            expect(page.locator(SEEN)).to_have_text(told)
        field.fill("a" * 2_000)
        expect(page.locator(SEEN)).to_have_text("1\u00a0200 merkkiä liikaa")
        assert field.input_value() == "a" * 2_000


def test_without_scripts_the_limit_stands_in_words(device, filling) -> None:
    with device(375, javascript=False) as page:
        filling(page, "tilannekuva")
        field = page.locator("#q_mh_etsiva_este-text")
        expect(page.locator("#l-mh_etsiva_este")).to_have_text("Enintään 800 merkkiä.")
        assert "l-mh_etsiva_este" in (field.get_attribute("aria-describedby") or "").split()
        expect(page.locator(".counter")).to_have_count(0)


def test_none_of_these_and_the_others_take_turns_and_what_was_cleared_comes_back(device, filling) -> None:
    with device(1280) as page:
        filling(page, "tilannekuva")
        none, first, second = (
            page.get_by_label(words, exact=True)
            for words in ("ei mikään näistä", "yhteinen poissaolomalli", "koulunuorisotyö")
        )
        first.check()
        second.check()
        none.check()
        expect(first).not_to_be_checked()
        expect(page.locator(SPOKEN)).to_contain_text("Ne palaavat, jos poistatte tämän valinnan.")
        none.uncheck()
        expect(first).to_be_checked()
        expect(second).to_be_checked()
        none.check()
        first.check()
        expect(none).not_to_be_checked()
        expect(second).not_to_be_checked()


def test_without_scripts_options_that_rule_each_other_out_are_told_at_their_field(device, filling, check_page) -> None:
    with device(375, javascript=False) as page:
        filling(page, "tilannekuva")
        page.get_by_label("ei mikään näistä", exact=True).check()
        page.get_by_label("koulunuorisotyö", exact=True).check()
        page.get_by_role("button", name="Tallenna", exact=True).click()
        page.locator("#mistakes a").click()

        expect(page.locator("#e-q_mh_koulu-options")).to_contain_text("”ei mikään näistä” sulkee pois muut")
        expect(page.get_by_label("koulunuorisotyö", exact=True)).to_be_checked()
        expect(page.get_by_label("ei mikään näistä", exact=True)).to_be_checked()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_question_goes_with_an_answer_and_comes_back_with_its_text(device, filling, javascript: bool) -> None:
    with device(1280, javascript=javascript) as page:
        filling(page, "tilannekuva")
        question, kept = page.locator("#k-mh_etsiva_este"), page.locator("#n-mh_etsiva_este")

        def answer(words: str) -> None:
            page.get_by_label(words, exact=True).check()
            if not javascript:
                page.get_by_role("button", name="Tallenna", exact=True).click()

        expect(question).to_be_visible()
        page.locator("#q_mh_etsiva_este-text").fill("Kukaan ei vastaa kokonaisuudesta")
        answer("kyllä, ja se toimii")
        expect(question).to_be_hidden(timeout=20_000)
        expect(kept).to_be_visible()
        answer("ei")
        expect(question).to_be_visible(timeout=20_000)
        expect(kept).to_be_hidden()
        assert page.locator("#q_mh_etsiva_este-text").input_value() == "Kukaan ei vastaa kokonaisuudesta"


@pytest.fixture
def every_kind(sqlite_database: Database, token: str) -> None:
    """The round asks a question of each kind that its theme does not ask, in the section of the overall picture."""
    with sqlite_database.writing() as session:
        round_ = _round(session)
        asked = Questionnaire.model_validate(round_.questionnaire)
        sections = tuple(
            section.model_copy(update={"questions": (*section.questions, *ADDED)})
            if section.id == "toiveet"
            else section
            for section in asked.sections
        )
        round_.questionnaire = asked.model_copy(update={"sections": sections}).model_dump(mode="json")


def _round(session: Session) -> Round:
    round_ = session.get(Round, 1)
    assert round_
    return round_


@pytest.mark.long
@pytest.mark.usefixtures("every_kind")
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_kind_meets_the_machine_checked_rules_empty_wrong_and_filled(
    device, filling, check_page, width: int, language: str
) -> None:
    with device(width, language=language) as page:
        for section in ("toiveet", "poikkileikkaavat", "tilannekuva"):
            filling(page, section, language)
            check_page(page)
        filling(page, "toiveet", language)
        page.locator("#q_x_sum-number").fill("noin viisi")
        page.locator("#q_x_day-date").fill("eilen")
        page.locator("#q_x_plan-address").fill("suunnitelma.pdf liitteenä")
        page.locator("#q_x_plan-address").blur()
        page.locator("main form .buttons button").nth(1).click()
        page.locator("#mistakes").wait_for()
        check_page(page)
        page.locator("#q_x_sum-number").fill("1 234,5")
        page.locator("#q_x_day-date").fill("5.3.2027")
        page.locator("#q_x_plan-title").fill("Suunnitelma")
        page.locator("#q_x_plan-address").fill("www.kuusivaara.example/suunnitelma")
        page.locator("main form .buttons button").nth(1).click()
        page.locator(".notice--success, #messages").first.wait_for()
        filling(page, "toiveet", language)
        expect(page.locator("#q_x_sum-number")).to_have_value("1\u00a0234,5")
        expect(page.locator("#q_x_plan-address")).to_have_value("https://www.kuusivaara.example/suunnitelma")
        check_page(page)
        filling(page, "tarkistus/", language)
        expect(page.get_by_role("link", name="https://www.kuusivaara.example/suunnitelma")).to_be_visible()
        expect(page.get_by_text("1\u00a0234,5")).to_be_visible()
        check_page(page)


def test_the_blank_questionnaire_leads_to_the_other_language_and_to_both_pdfs(device, filling, check_page) -> None:
    with device(375) as page:
        filling(page, "kysely/")
        expect(page.get_by_text("(sulkee pois muut)")).to_be_visible()
        expect(page.locator('a[href$="kysely-sv.pdf"]')).to_be_visible()
        page.get_by_role("link", name="På svenska", exact=True).first.click()
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        expect(page.get_by_text("(utesluter de andra)")).to_be_visible()
        assert page.url.split("?")[0].endswith("/vastaus/kysely/")
        check_page(page)


def test_the_shipped_questionnaire_has_what_these_tests_look_at() -> None:
    asked = loading.load("mielen_hyvinvointi", year=2027)
    school = asked.question("mh_koulu")

    assert isinstance(school, Multi)
    assert any(option.exclusive for option in school.options)
    assert asked.question("mh_etsiva_este").show_if
