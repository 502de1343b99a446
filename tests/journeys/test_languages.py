"""The language is changed in the middle of things: the place and the words stay."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

HALF = "Yksin asuvia ikääntyneitä ei tavoiteta"


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_the_language_changes_at_the_question_that_is_being_written(
    app, token: str, serve: Callable, device, javascript: bool
) -> None:
    address = serve(app)
    with device(375, javascript=javascript) as phone:
        phone.goto(f"{address}/v/{token}")
        phone.goto(f"{address}/vastaus/ilmiot")
        question = phone.locator(".question").nth(1)
        place = question.get_attribute("id")
        phone.locator("#q_mh_ilmiot-items-1").fill(HALF)
        question.locator("input:not([type=hidden]), textarea").first.focus()
        phone.get_by_role("button", name="På svenska").click()

        expect(phone.locator("html")).to_have_attribute("lang", "sv")
        expect(phone.locator("#q_mh_ilmiot-items-1")).to_have_value(HALF)
        if javascript:
            assert phone.url == f"{address}/vastaus/ilmiot#{place}"
            expect(question).to_be_in_viewport()


def test_a_half_written_feedback_is_still_there_in_the_other_language(app, token: str, serve: Callable, device) -> None:
    address = serve(app)
    with device(1280, javascript=False) as page:
        page.goto(f"{address}/palaute/?sivu=/tietosuoja")
        page.get_by_label("Mitä haluatte kertoa?").fill(HALF)
        page.get_by_role("button", name="På svenska").click()

        expect(page.get_by_label("Vad vill ni berätta?")).to_have_value(HALF)
        assert page.url == f"{address}/palaute/?sivu=%2Ftietosuoja"
        page.get_by_label("Er e-postadress").fill("lasare@strandby.example")
        page.get_by_label("Er e-postadress").press("Enter")
        expect(page.get_by_role("heading", name="Tack för responsen")).to_be_visible()
