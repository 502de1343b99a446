"""What is typed is saved by itself: seen, on a broken connection too, and never at the cost of newer words."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, Route, expect
from sqlmodel import select

from questionnaires.values import VALUE
from survey_service.models import Answer, AnswerRevision, Rival

FIELD = "#q_mh_nosto-text"
SAVED = re.compile(r"^Tallennettu \d{1,2}\.\d\d$")
OFFLINE = "Ei yhteyttä – teksti on tallessa tällä laitteella, yritämme uudelleen"
SAVE = "**/vastaus/toiveet"
BROKEN = {
    "aborted": lambda route: route.abort("connectionreset"),
    "503": lambda route: route.fulfill(status=503, headers={"Retry-After": "1"}, body="Service Unavailable"),
    "429": lambda route: route.fulfill(
        status=429, content_type="application/json", headers={"Retry-After": "1"}, body='{"trouble": "too_many"}'
    ),
    "a stranger's page": lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Kirjaudu</h1>"),
}


@pytest.fixture
def stored(sqlite_database) -> Callable[[], str | None]:
    """What the service has of the question that the tests write to."""

    def of() -> str | None:
        with sqlite_database.reading() as session:
            row = session.exec(select(Answer).where(Answer.question_id == "mh_nosto")).first()
            return VALUE.validate_python(row.value).text if row else None

    return of


@pytest.fixture
def count(sqlite_database) -> Callable[[type], int]:
    """`count(Rival)`: how many rows there are."""

    def of(table: type) -> int:
        with sqlite_database.reading() as session:
            return len(session.exec(select(table)).all())

    return of


@pytest.fixture
def writing(app, token, serve):
    """`writing(page)`: it has opened its link, and the section with the question."""
    address = serve(app)

    def opened(page: Page) -> Page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/toiveet")
        return page

    return opened


def _posts(answer: Callable[[Route], object]) -> Callable[[Route], object]:
    return lambda route: answer(route) if route.request.method == "POST" else route.continue_()


def _line(page: Page):
    return page.locator("#saved")


def _crash(page: Page) -> Page:
    """The tab is gone without a word; gives a new one of the same browser."""
    with pytest.raises(Error):
        page.goto("chrome://crash")
    return page.context.new_page()


def test_what_is_typed_is_saved_after_a_pause_and_seen(writing, device, stored, wait_until_nothing_is_kept) -> None:
    with device(1280) as page:
        writing(page).locator(FIELD).press_sequentially("Yhteinen tila nuorille")
        expect(_line(page)).to_have_text("Tallentamatta")
        expect(_line(page)).to_have_text(SAVED)

        assert stored() == "Yhteinen tila nuorille"
        expect(page.locator("#b-mh_nosto")).to_contain_text("Tallennettu")
        expect(page.get_by_role("navigation", name="Osiot")).to_contain_text("kesken, 1/3")
        wait_until_nothing_is_kept(page)


def test_leaving_the_field_saves_at_once(writing, device, stored) -> None:
    with device(1280) as page:
        writing(page).locator(FIELD).fill("Yhteinen tila")
        with page.expect_response(SAVE):
            page.keyboard.press("Tab")
        expect(_line(page)).to_have_text(SAVED)
        assert stored() == "Yhteinen tila"


def test_what_is_typed_during_a_slow_save_stays_with_the_cursor_where_it_was(writing, device, stored) -> None:
    with device(1280) as page:
        writing(page)
        held: list[Route] = []
        page.route(SAVE, _posts(held.append), times=1)
        page.locator(FIELD).press_sequentially("alku")
        expect(_line(page)).to_have_text("Tallennetaan…")
        page.locator(FIELD).press_sequentially(" ja loppu")
        for _ in range(5):
            page.keyboard.press("ArrowLeft")
        held[0].continue_()
        page.keyboard.type("uusi ")

        expect(_line(page)).to_have_text(SAVED)
        expect(page.locator(FIELD)).to_have_value("alku ja uusi loppu")
        assert page.evaluate("document.activeElement.selectionStart") == len("alku ja uusi ")
        assert stored() == "alku ja uusi loppu"
        assert len(held) == 1


@pytest.mark.parametrize("how", list(BROKEN))
def test_a_broken_connection_is_told_and_the_text_saved_when_it_is_whole_again(
    writing, device, stored, count, how
) -> None:
    with device(1280) as page:
        writing(page)
        page.route(SAVE, _posts(BROKEN[how]))
        page.locator(FIELD).press_sequentially("Kirjoitettu ilman yhteyttä")
        expect(_line(page)).to_have_text(OFFLINE)
        expect(page.get_by_role("status").get_by_text(OFFLINE)).to_be_attached()
        page.locator(FIELD).press_sequentially(", ja lisää")
        expect(_line(page)).to_have_text(OFFLINE)
        assert stored() is None
        page.unroute(SAVE)

        expect(_line(page)).to_have_text(SAVED, timeout=20_000)
        assert stored() == "Kirjoitettu ilman yhteyttä, ja lisää"
        assert (count(AnswerRevision), count(Rival)) == (1, 0)


def test_without_a_network_the_text_waits_for_it(writing, device, stored) -> None:
    with device(1280) as page:
        writing(page)
        page.context.set_offline(True)
        page.locator(FIELD).press_sequentially("Junassa kirjoitettu")
        expect(_line(page)).to_have_text(OFFLINE)
        page.context.set_offline(False)

        expect(_line(page)).to_have_text(SAVED)
        assert stored() == "Junassa kirjoitettu"


def test_a_reply_that_got_lost_makes_no_second_text(writing, device, stored, count) -> None:
    with device(1280) as page:
        writing(page)

        def take_but_do_not_answer(route: Route) -> None:
            route.fetch()
            route.abort("connectionreset")

        page.route(SAVE, _posts(take_but_do_not_answer), times=1)
        page.locator(FIELD).press_sequentially("Alku")
        expect(_line(page)).to_have_text(OFFLINE)
        assert stored() == "Alku"
        page.locator(FIELD).press_sequentially(" ja loppu")

        expect(_line(page)).to_have_text(SAVED, timeout=20_000)
        assert stored() == "Alku ja loppu"
        assert count(Rival) == 0


@pytest.mark.parametrize("how", ["aborted", "never answered"])
def test_a_text_that_never_left_is_back_when_the_section_is_opened_again(
    writing, device, stored, how, wait_until_nothing_is_kept
) -> None:
    with device(1280) as page:
        writing(page)
        page.route(SAVE, _posts(BROKEN.get(how, lambda _route: None)))
        page.locator(FIELD).press_sequentially("Selain kaatui")
        expect(_line(page)).to_have_text(OFFLINE if how == "aborted" else "Tallennetaan…")
        assert stored() is None
        page = writing(_crash(page))

        expect(page.locator(FIELD)).to_have_value("Selain kaatui")
        expect(page.locator("#k-mh_nosto")).to_contain_text("Se on palautettu tähän")
        expect(_line(page)).to_have_text(SAVED)
        assert stored() == "Selain kaatui"
        wait_until_nothing_is_kept(page)


def test_a_text_that_comes_back_never_overwrites_what_a_colleague_wrote_meanwhile(
    writing, device, stored, count
) -> None:
    with device(1280) as page, device(1280) as colleague:
        writing(page)
        page.route(SAVE, _posts(lambda route: route.abort()))
        page.locator(FIELD).press_sequentially("Oma teksti")
        expect(_line(page)).to_have_text(OFFLINE)
        page = _crash(page)
        writing(colleague).locator(FIELD).press_sequentially("Kollegan teksti")
        expect(_line(colleague)).to_have_text(SAVED)
        writing(page)

        expect(page.locator("#b-mh_nosto")).to_contain_text("Kollegan teksti")
        expect(page.locator("#b-mh_nosto")).to_contain_text("Oma teksti")
        assert (stored(), count(Rival)) == ("Kollegan teksti", 1)


def test_a_page_that_is_left_in_the_middle_of_a_word_is_saved(writing, device, stored) -> None:
    with device(1280) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
        writing(page).locator(FIELD).press_sequentially("Kesken jää")
        page.get_by_role("link", name="Ennakko").click()
        page.get_by_role("link", name="Toiveet ja päätös").click()

        expect(page.locator(FIELD)).to_have_value("Kesken jää")
        assert asked == []
        assert stored() == "Kesken jää"


def test_without_storage_the_page_asks_before_an_unsaved_text_is_left(writing, device, stored) -> None:
    with device(1280) as page:
        asked: list[str] = []
        page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
        page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })")
        writing(page)
        page.route(SAVE, _posts(lambda route: route.abort()))
        page.locator(FIELD).press_sequentially("Ei muuta paikkaa")
        expect(_line(page)).to_have_text("Ei yhteyttä – pitäkää tämä sivu auki, yritämme uudelleen")
        page.get_by_role("link", name="Ennakko").click()
        expect(page.locator(FIELD)).to_have_value("Ei muuta paikkaa")
        assert asked == ["beforeunload"]
        page.unroute(SAVE)

        expect(_line(page)).to_have_text(SAVED, timeout=20_000)
        assert stored() == "Ei muuta paikkaa"


def test_a_button_pressed_without_a_connection_keeps_the_page_and_goes_on_when_it_can(writing, device, stored) -> None:
    with device(1280) as page:
        writing(page)
        page.context.set_offline(True)
        page.locator(FIELD).press_sequentially("Painettu ilman yhteyttä")
        page.get_by_role("button", name="Tallenna ja jatka").click()
        expect(_line(page)).to_have_text(OFFLINE)
        expect(page.locator(FIELD)).to_have_value("Painettu ilman yhteyttä")
        page.context.set_offline(False)
        expect(_line(page)).to_have_text(SAVED)
        page.get_by_role("button", name="Tallenna ja jatka").click()
        page.wait_for_url("**/poikkileikkaavat")
        assert stored() == "Painettu ilman yhteyttä"


def test_a_button_goes_on_at_once_when_everything_is_saved(writing, device) -> None:
    with device(1280) as page:
        writing(page).get_by_role("button", name="Tallenna ja jatka").click()
        page.wait_for_url("**/poikkileikkaavat")


def test_two_tabs_of_one_browser_show_each_other_their_texts(writing, device, stored, count) -> None:
    with device(1280) as page:
        writing(page)
        other = writing(page.context.new_page())
        page.bring_to_front()
        page.locator(FIELD).press_sequentially("Ensimmäisessä")
        expect(_line(page)).to_have_text(SAVED)
        expect(other.locator(FIELD)).to_have_value("Ensimmäisessä")
        other.bring_to_front()
        other.locator(FIELD).press_sequentially(" ja toisessa")
        expect(_line(other)).to_have_text(SAVED)

        expect(page.locator(FIELD)).to_have_value("Ensimmäisessä ja toisessa")
        assert (stored(), count(Rival)) == ("Ensimmäisessä ja toisessa", 0)


def test_a_screen_reader_hears_of_trouble_and_its_end_and_not_of_every_pause(writing, device) -> None:
    with device(1280) as page:
        writing(page)
        page.evaluate(
            "() => { window.heard = []; new MutationObserver(() => heard.push(document.getElementById('saved-spoken')"
            ".textContent)).observe(document.getElementById('saved-spoken'), {childList: true}) }"
        )
        for words in ("Yksi", " kaksi"):
            page.locator(FIELD).press_sequentially(words)
            expect(_line(page)).to_have_text("Tallentamatta")
            expect(_line(page)).to_have_text(SAVED)
        page.context.set_offline(True)
        page.locator(FIELD).press_sequentially(" kolme")
        expect(_line(page)).to_have_text(OFFLINE)
        page.context.set_offline(False)
        expect(_line(page)).to_have_text(SAVED)

        heard = page.evaluate("heard")
        assert heard[0] == OFFLINE
        assert len(heard) == 2
        assert SAVED.match(heard[1])


def test_what_cannot_be_taken_is_told_at_its_field_when_the_writer_goes_on(
    app, token, serve, device, check_page
) -> None:
    address = serve(app)
    with device(1280) as page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/vastaajat")
        day = page.locator("#q_c_kasittely-date")
        with page.expect_response("**/vastaus/vastaajat"):
            day.press_sequentially("18.2.")
        expect(day).not_to_have_attribute("aria-invalid", "true")
        page.locator("#q_mh_muuta-text").focus()
        expect(day).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#e-q_c_kasittely-date")).to_be_visible()
        expect(_line(page)).to_have_text("Kaikkea ei voitu vielä tallentaa: katsokaa merkitty kohta")
        check_page(page)
        day.fill("18.2.2027")
        page.keyboard.press("Tab")

        expect(page.locator("#e-q_c_kasittely-date")).to_be_hidden()
        expect(_line(page)).to_have_text(SAVED)


def test_what_could_not_be_saved_is_still_unsaved_when_the_language_has_changed(
    app, token, serve, device, wait_until_nothing_is_kept
) -> None:
    address = serve(app)
    with device(1280) as page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/vastaajat")
        page.locator("#q_c_kasittely-date").fill("18.2.")
        page.get_by_role("button", name="På svenska").click()
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        expect(page.locator("#q_c_kasittely-date")).to_have_value("18.2.")
        assert page.evaluate("localStorage.length") == 1
        page.locator("#q_c_kasittely-date").fill("18.2.2027")
        page.keyboard.press("Tab")

        expect(_line(page)).to_have_text(re.compile("^Sparat"))
        wait_until_nothing_is_kept(page)


def test_what_is_mended_before_the_page_has_its_scripts_is_saved(
    app, token, serve, device, wait_until_nothing_is_kept
) -> None:
    address = serve(app)
    with device(1280) as page:
        page.goto(f"{address}/v/{token}")
        page.goto(f"{address}/vastaus/vastaajat")
        page.locator("#q_c_kasittely-date").fill("18.2.")
        held = []
        page.route("**/saving/autosave.js*", lambda route: held.append(route))
        page.get_by_role("button", name="På svenska").click(no_wait_after=True)
        expect(page.locator("html")).to_have_attribute("lang", "sv")
        page.locator("#q_c_kasittely-date").fill("18.2.2027")
        page.keyboard.press("Tab")
        assert held
        held[0].continue_()

        expect(_line(page)).to_have_text(re.compile("^Sparat"))
        wait_until_nothing_is_kept(page)
