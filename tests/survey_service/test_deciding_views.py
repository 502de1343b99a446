"""Two people in one field, through HTTP and without any script: both texts are shown, and buttons decide."""

import datetime
import re
from typing import Any

import pytest
from sqlmodel import select
from werkzeug.test import TestResponse

from questionnaires.values import Words
from survey_service import links
from survey_service.db import now
from survey_service.models import Invitation, Share

SECTION = "/vastaus/toiveet"


@pytest.fixture(autouse=True)
def _a_colleague_for_the_section(town) -> None:
    with town.db.writing() as session:
        invitation = session.exec(select(Invitation)).one()
        share = Share(invitation_id=invitation.id, kind="colleague", name="Sivistystoimi", section_id="toiveet")
        session.add(share)
        session.flush()
        later = now() + datetime.timedelta(days=20)
        town.tokens["wishes"] = links.mint(session, invitation, "share", share=share, expires_at=later)


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def _posted(page: str, act: str = "save", **changes: str) -> dict[str, str]:
    """What a browser posts of a page's form: its hidden fields, what was written, and the button."""
    hidden = re.findall(r'<input type="hidden" name="(page|whose|[vd]_[a-z0-9_]+)" value="([^"]*)">', page)
    return {**dict(hidden), "act": act, **{f"q_{name}": value for name, value in changes.items()}}


def _two(town) -> tuple[Any, Any, str]:
    """The contact and a colleague have both written into one field; the contact sees both."""
    contact, colleague = town.browser(), town.browser("wishes")
    page, hers = _text(contact.get(SECTION)), _text(colleague.get(SECTION))
    colleague.post(SECTION, data=_posted(hers, **{"mh_nosto-text": "Kollegan teksti"}))
    met = contact.post(SECTION, data=_posted(page, **{"mh_nosto-text": "Oma teksti"}))
    assert met.status_code == 409
    return contact, colleague, _text(met)


def _button(page: str, how: str) -> str:
    return re.search(rf'value="(decide:\d+:{how})"', page).group(1)


def test_both_texts_are_shown_with_whose_they_are(town) -> None:
    _, colleague, page = _two(town)

    for seen in (page, _text(colleague.get(SECTION))):
        assert "Kollegan teksti</textarea>" in seen
        assert re.search(r"Vastauksessa nyt</strong> \(Sivistystoimi, [\d.]+ klo [\d.]+", seen)
        assert re.search(r"Kirjoitettu sen rinnalle</strong> \(Hyvinvointikoordinaattori, [\d.]+ klo [\d.]+", seen)
        assert "Oma teksti" in seen


@pytest.mark.parametrize(
    ("how", "text"), [("keep", "Kollegan teksti"), ("take", "Oma teksti"), ("join", "Kollegan teksti\n\nOma teksti")]
)
def test_a_button_decides_between_them(town, how: str, text: str) -> None:
    contact, _, page = _two(town)
    done = contact.post(SECTION, data=_posted(page, _button(page, how), **{"mh_nosto-text": "Kollegan teksti"}))

    assert done.headers["Location"] == f"{SECTION}#k-mh_nosto"
    assert town.answers()["mh_nosto"] == Words(text=text)
    assert "decide:" not in _text(contact.get(SECTION))


def test_the_button_saves_the_rest_of_the_page_too(town) -> None:
    contact, _, page = _two(town)
    contact.post(
        SECTION,
        data=_posted(page, _button(page, "join"), **{"mh_nosto-text": "Kollegan korjattu", "mh_hyte-text": "Jonot"}),
    )

    assert town.answers()["mh_nosto"] == Words(text="Kollegan korjattu\n\nOma teksti")
    assert town.answers()["mh_hyte"] == Words(text="Jonot")


def test_a_colleague_whose_link_opens_the_section_may_decide(town) -> None:
    _, colleague, _ = _two(town)
    page = _text(colleague.get(SECTION))
    colleague.post(SECTION, data=_posted(page, _button(page, "take"), **{"mh_nosto-text": "Kollegan teksti"}))

    assert town.answers()["mh_nosto"] == Words(text="Oma teksti")


def test_who_decides_on_texts_that_changed_meanwhile_is_asked_to_look_again(town) -> None:
    contact, colleague, page = _two(town)
    hers = _text(colleague.get(SECTION))
    colleague.post(SECTION, data=_posted(hers, **{"mh_nosto-text": "Kollegan uudempi"}))
    late = contact.post(SECTION, data=_posted(page, _button(page, "take"), **{"mh_nosto-text": "Kollegan teksti"}))

    assert late.headers["Location"] == f"{SECTION}#k-mh_nosto"
    assert "Joku muutti tekstejä sillä välin" in _text(contact.get(SECTION))
    assert town.answers()["mh_nosto"] == Words(text="Kollegan uudempi")


def test_a_button_of_a_text_that_is_not_there_saves_the_page_and_changes_nothing_else(town) -> None:
    contact, _, page = _two(town)
    data = _posted(page, "decide:999:take", **{"mh_nosto-text": "Kollegan teksti", "mh_hyte-text": "Jonot"})
    contact.post(SECTION, data=data)

    assert town.answers()["mh_nosto"] == Words(text="Kollegan teksti")
    assert town.answers()["mh_hyte"] == Words(text="Jonot")


def test_what_does_not_fit_together_is_told_beside_the_question(town) -> None:
    contact, colleague = town.browser(), town.browser("wishes")
    page, hers = _text(contact.get(SECTION)), _text(colleague.get(SECTION))
    colleague.post(SECTION, data=_posted(hers, **{"mh_nosto-text": "k" * 2500}))
    met = _text(contact.post(SECTION, data=_posted(page, **{"mh_nosto-text": "o" * 2500})))
    answer = contact.post(SECTION, data=_posted(met, _button(met, "join"), **{"mh_nosto-text": "k" * 2500}))

    assert answer.status_code == 422
    assert "Tekstit eivät mahdu tähän vastaukseen yhdessä" in _text(answer)
    assert 'href="#b-mh_nosto"' in _text(answer)
    assert "o" * 2500 in _text(answer)
    assert town.answers()["mh_nosto"] == Words(text="k" * 2500)


def test_the_review_tells_where_two_texts_wait(town) -> None:
    contact, _, _ = _two(town)
    review = _text(contact.get("/vastaus/tarkistus/"))

    assert "Yhdessä kysymyksessä on kaksi tekstiä" in review
    assert f'href="{SECTION}#b-mh_nosto"' in review
    assert "Oma teksti" in review
    assert "decide:" not in review


def test_the_page_tells_who_saved_last(town) -> None:
    contact, colleague = town.browser(), town.browser("wishes")
    hers = _text(colleague.get(SECTION))
    colleague.post(SECTION, data=_posted(hers, **{"mh_nosto-text": "Kollegan teksti"}))

    assert re.search(r"Tallennettu [\d.]+, Sivistystoimi", _text(contact.get(SECTION)))


def test_a_page_that_has_written_on_in_its_own_text_decides_on_it_all_the_same(town) -> None:
    contact, colleague = town.browser(), town.browser("wishes")
    page, hers = _text(contact.get(SECTION)), _text(colleague.get(SECTION))
    colleague.post(SECTION, data=_posted(hers, **{"mh_nosto-text": "Kollegan teksti"}))
    script = {"Accept": "application/json"}
    told = contact.post(SECTION, data=_posted(page, **{"mh_nosto-text": "Oma"}), headers=script).json
    beside = _posted(told["beside"]["mh_nosto"])
    contact.post(SECTION, data=_posted(page, **{"mh_nosto-text": "Oma teksti"}), headers=script)
    act = _button(told["beside"]["mh_nosto"], "take")
    contact.post(SECTION, data={**_posted(page, act, **{"mh_nosto-text": "Oma teksti, valmis"}), **beside, "act": act})

    assert town.answers()["mh_nosto"] == Words(text="Oma teksti, valmis")


def test_two_with_the_same_link_see_which_of_the_texts_is_their_own(town) -> None:
    one, other = town.browser(), town.browser()
    pages = [_text(browser.get(SECTION)) for browser in (one, other)]
    one.post(SECTION, data=_posted(pages[0], **{"mh_nosto-text": "Ensimmäinen"}))
    met = _text(other.post(SECTION, data=_posted(pages[1], **{"mh_nosto-text": "Toinen"})))

    assert re.search(r"Kirjoitettu sen rinnalle</strong> \([^)]*, tässä selaimessa\)", met)
    assert re.search(r"Vastauksessa nyt</strong> \([^)]*, tässä selaimessa\)", _text(one.get(SECTION)))
    assert met.count("tässä selaimessa") == 1


def test_what_was_not_decided_when_the_response_was_sent_is_kept_beside_it(town) -> None:
    contact, _, _ = _two(town)
    review = _text(contact.get("/vastaus/tarkistus/"))
    assert "Yhdessä kysymyksessä on vielä kaksi tekstiä" in review
    contact.post("/vastaus/tarkistus/", data={"confirmed": "yes"})
    sent = _text(contact.get("/vastaus/tarkistus/"))

    assert "Vastausten rinnalle kirjoitetut tekstit ovat tallessa, mutta niitä ei lähetetty." in sent
    assert "Oma teksti" in sent
    assert "decide:" not in sent
