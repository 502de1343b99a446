"""One response, many hands, in real browsers at once: two in one field, a link passed on, a council and its members."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from survey_service import answering, responses
from survey_service.models import Organisation, Response

SECTION = "vastaus/toiveet"
FIELD = "#q_mh_nosto-text"
OTHER_FIELD = "#q_mh_tuki_hva-text"
BESIDE = "#b-mh_nosto"
SCRIPTS = pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
MEMBERS = {
    "Mielenterveysyhdistys": "Lisää vertaistukea",
    "Nuorten tuki": "Etsivää nuorisotyötä joka kuntaan",
    "Omaisten liitto": "",
}


@pytest.fixture
def address(app, serve) -> str:
    return serve(app)


@pytest.fixture
def browser(device, address: str) -> Iterator[Callable[..., Page]]:
    """`browser(token, …)`: a page in a browser of its own, on which a link has been opened."""
    with ExitStack() as stack:

        def opened(token: str, *, width: int = 1280, javascript: bool = True, language: str = "fi") -> Page:
            page = stack.enter_context(device(width, javascript=javascript, language=language))
            page.goto(f"{address}/v/{token}")
            return page

        yield opened


@pytest.fixture
def stored(sqlite_database) -> Callable[[], dict[str, str]]:
    """The organisation's own texts as they are stored."""

    def read() -> dict[str, str]:
        with sqlite_database.reading() as session:
            own = session.exec(select(Response).where(Response.share_id.is_(None))).first()
            values = responses.answers(session, own.id) if own else {}
            return {question_id: value.text for question_id, value in values.items() if value.kind == "open"}

    return read


def _write(page: Page, field: str, text: str, *, javascript: bool) -> None:
    """Type, and wait until it is saved: by itself, or by the button."""
    page.locator(field).fill(text)
    if javascript:
        page.locator("h1").click()
        expect(page.locator("#saved")).to_have_text(re.compile(r"^Tallennettu"))
    else:
        page.get_by_role("button", name="Tallenna", exact=True).click()


def _pass_on(page: Page, address: str, name: str) -> str:
    """Make a link for a colleague, as the contact does; gives its token."""
    page.goto(f"{address}/vastaus/")
    page.get_by_role("link", name=re.compile("Anna linkki")).click()
    page.get_by_label("Ketä varten").fill(name)
    page.get_by_role("button", name="Anna linkki eteenpäin").click()
    return page.get_by_label(name, exact=True).input_value().rpartition("/")[2]


@SCRIPTS
def test_two_at_once_in_one_field_lose_nothing_and_one_of_them_decides(
    browser, token: str, address: str, stored, javascript: bool
) -> None:
    contact = browser(token, javascript=javascript)
    colleague = browser(_pass_on(contact, address, "Sivistystoimi"), javascript=javascript, width=375)
    for page in (contact, colleague):
        page.goto(f"{address}/{SECTION}")
    _write(colleague, FIELD, "Kouluun oma kuraattori", javascript=javascript)
    _write(contact, FIELD, "Yhteinen tila nuorille", javascript=javascript)

    beside = contact.locator(BESIDE)
    expect(beside.get_by_text("Kaksi on kirjoittanut tähän samaan aikaan.")).to_be_visible()
    expect(beside.get_by_text("Kouluun oma kuraattori")).to_be_visible()
    expect(beside.get_by_text("Yhteinen tila nuorille")).to_be_visible()
    expect(beside.get_by_text(re.compile(r"Vastauksessa nyt \(Sivistystoimi, "))).to_be_visible()
    assert stored() == {"mh_nosto": "Kouluun oma kuraattori"}
    contact.get_by_role("button", name="Yhdistä molemmat").click()
    expect(contact.locator(FIELD)).to_have_value("Kouluun oma kuraattori\n\nYhteinen tila nuorille")
    expect(contact.get_by_role("button", name="Yhdistä molemmat")).to_have_count(0)
    assert stored() == {"mh_nosto": "Kouluun oma kuraattori\n\nYhteinen tila nuorille"}


@SCRIPTS
def test_two_at_once_in_two_fields_do_not_disturb_each_other(
    browser, token: str, address: str, stored, javascript: bool
) -> None:
    contact, colleague = browser(token, javascript=javascript), browser(token, javascript=javascript)
    for page in (contact, colleague):
        page.goto(f"{address}/{SECTION}")
    _write(contact, FIELD, "Yhteinen tila nuorille", javascript=javascript)
    _write(colleague, OTHER_FIELD, "Neuvontaa arkeen", javascript=javascript)

    contact.goto(f"{address}/{SECTION}")
    expect(contact.locator(OTHER_FIELD)).to_have_value("Neuvontaa arkeen")
    expect(contact.get_by_text("samaan aikaan")).to_have_count(0)
    assert stored() == {"mh_nosto": "Yhteinen tila nuorille", "mh_tuki_hva": "Neuvontaa arkeen"}


@SCRIPTS
def test_a_link_that_is_ended_while_somebody_writes_leaves_the_text_on_the_page(
    browser, token: str, address: str, stored, javascript: bool
) -> None:
    contact = browser(token, javascript=javascript)
    colleague = browser(_pass_on(contact, address, "Sivistystoimi"), javascript=javascript)
    colleague.goto(f"{address}/{SECTION}")
    _write(colleague, FIELD, "Kouluun oma kuraattori", javascript=javascript)
    contact.get_by_role("link", name="Olen kopioinut").click()
    contact.get_by_role("link", name=re.compile("Uusi linkki tai linkin lopettaminen")).click()
    contact.get_by_label(re.compile("Lopeta linkki")).check()
    contact.get_by_role("button", name="Tee valittu").click()
    expect(contact.get_by_text("Linkki on lopetettu: Sivistystoimi")).to_be_visible()

    colleague.locator(FIELD).fill("Kouluun oma kuraattori ja psykologi")
    if javascript:
        colleague.locator("h1").click()
    else:
        colleague.get_by_role("button", name="Tallenna", exact=True).click()
    expect(colleague.get_by_text("Linkki ei ole enää käytössä").first).to_be_attached()
    if javascript:
        expect(colleague.locator(FIELD)).to_have_value("Kouluun oma kuraattori ja psykologi")
    else:
        expect(colleague.get_by_text("Kouluun oma kuraattori ja psykologi")).to_be_visible()
    assert stored() == {"mh_nosto": "Kouluun oma kuraattori"}


@pytest.fixture
def council(token: str, sqlite_database) -> str:
    """The token of an NGO council's contact."""
    with sqlite_database.writing() as session:
        organisation = session.exec(select(Organisation)).one()
        organisation.kind, organisation.name_fi = "jarjesto", "Järjestöneuvottelukunta"
        organisation.name_sv = "Organisationsdelegationen"
    return token


def _links(page: Page, address: str) -> dict[str, str]:
    """Pass the council's link on to its members; gives the tokens by name."""
    page.goto(f"{address}/vastaus/")
    page.get_by_role("link", name="Anna linkki työtovereille tai jäsenjärjestöille").click()
    page.get_by_role("textbox", name="Jäsenjärjestöt").fill("\n".join(MEMBERS))
    page.get_by_role("button", name="Anna linkki jäsenille").click()
    expect(page.get_by_role("heading", name="Uudet linkit")).to_be_visible()
    return {name: page.get_by_label(name, exact=True).input_value().rpartition("/")[2] for name in MEMBERS}


@SCRIPTS
def test_a_council_gathers_what_its_members_write_and_sends_what_it_chose(
    browser, council: str, address: str, stored, sqlite_database: Any, javascript: bool
) -> None:
    contact = browser(council, javascript=javascript)
    for name, token in _links(contact, address).items():
        member = browser(token, javascript=javascript, width=375)
        expect(member.get_by_text("Neuvottelukunta kokoaa jäsentensä näkemyksiä.")).to_be_visible()
        expect(member).to_have_title(re.compile(name))
        if MEMBERS[name]:
            member.goto(f"{address}/{SECTION}")
            _write(member, FIELD, MEMBERS[name], javascript=javascript)
        if name == "Nuorten tuki":
            member.goto(f"{address}/vastaus/tarkistus/")
            member.get_by_label("Tekstimme ovat valmiit").check()
            member.get_by_role("button", name="Kerro neuvottelukunnalle").click()
            expect(member.get_by_text("Neuvottelukunta näkee, että olette valmiita.")).to_be_visible()

    contact.goto(f"{address}/vastaus/")
    expect(contact.get_by_text("Valmiita 1, kirjoittaa 1, ei ole aloittanut 1.")).to_be_visible()
    contact.goto(f"{address}/{SECTION}")
    _write(contact, FIELD, "Neuvottelukunnan oma näkemys", javascript=javascript)
    for name in ("Mielenterveysyhdistys", "Nuorten tuki"):
        contact.locator(BESIDE).get_by_text("2 jäsentä on kirjoittanut tähän, yksi ei").click()
        contact.locator(BESIDE).get_by_role("button", name=f"Lisää vastaukseemme : {name}").click()
        expect(contact.locator(FIELD)).to_have_value(re.compile(MEMBERS[name]))
    assert stored() == {
        "mh_nosto": "Neuvottelukunnan oma näkemys\n\nLisää vertaistukea\n\nEtsivää nuorisotyötä joka kuntaan"
    }
    contact.goto(f"{address}/vastaus/tarkistus/")
    contact.locator("#confirmed").check()
    contact.get_by_role("button", name="Lähetä puutteista huolimatta").click()
    expect(contact.get_by_role("heading", name="Kiitos, vastaus on saapunut")).to_be_visible()
    with sqlite_database.reading() as session:
        sent = [one.share_id for one in session.exec(select(Response).where(Response.state == "submitted"))]
        assert sent == [None]
        organisation = session.exec(select(Organisation)).one()
        own = answering.find(session, session.exec(select(Response)).first().round_id, organisation.id)
        assert own.state == "submitted"


@pytest.mark.long
@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_of_many_hands_meet_the_machine_checked_rules(
    browser, council: str, address: str, check_page, width: int, language: str
) -> None:
    member = browser(_links(browser(council), address)["Nuorten tuki"], width=width, language=language)
    member.goto(f"{address}/{SECTION}")
    member.locator(FIELD).fill("Etsivää nuorisotyötä")
    member.locator("h1").click()
    expect(member.locator(BESIDE)).to_contain_text("Nuorten tuki")
    contact = browser(council, width=width, language=language)
    _write_at_once([browser(council, javascript=False) for _ in range(2)], f"{address}/{SECTION}")
    for page, paths in (
        (contact, ("vastaus/", SECTION, "vastaus/tarkistus/", "vastaus/jako/", "vastaus/jako/1/")),
        (member, ("vastaus/", SECTION, "vastaus/tarkistus/")),
    ):
        for path in paths:
            page.goto(f"{address}/{path}")
            check_page(page)
    contact.goto(f"{address}/{SECTION}")
    contact.locator(f"{BESIDE} summary").click()
    expect(contact.locator(f"{BESIDE} details").get_by_text("Etsivää nuorisotyötä")).to_be_visible()
    check_page(contact)


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("width", [320, 1280])
def test_what_is_wrong_when_a_link_is_passed_on_is_told_accessibly(
    browser, council: str, address: str, check_page, width: int, language: str
) -> None:
    contact = browser(council, width=width, language=language)
    contact.goto(f"{address}/vastaus/jako/")
    contact.locator("#colleague ~ form button").first.click()
    expect(contact.locator("#name")).to_have_attribute("aria-invalid", "true")
    check_page(contact)
    contact.locator("#lines").fill("Nuorten tuki; nuoret")
    contact.locator("#members ~ form button").click()
    expect(contact.locator("#lines")).to_have_value("Nuorten tuki; nuoret")
    check_page(contact)
    contact.locator("#name").fill("Sivistystoimi")
    contact.locator("#colleague ~ form button").first.click()
    expect(contact.get_by_label("Sivistystoimi", exact=True)).to_have_value(re.compile("/v/"))
    check_page(contact)
    contact.goto(f"{address}/vastaus/jako/1/")
    contact.locator("main form button[type=submit]").click()
    expect(contact.locator("#then-error")).to_be_visible()
    check_page(contact)


def _write_at_once(pages: list[Page], address: str) -> None:
    """Each writes into one field before it knows of the other; no scripts."""
    for page in pages:
        page.goto(address)
    for number, page in enumerate(pages):
        page.locator(FIELD).fill(f"Teksti {number}")
        page.get_by_role("button", name="Tallenna", exact=True).click()
    expect(pages[-1].locator(".rivals")).to_be_visible()
