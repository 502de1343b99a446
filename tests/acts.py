"""What people do on pages to bring them into their states: with errors, in conflict, too late, refused."""

from typing import Any

from playwright.sync_api import Page, expect

from survey_service import limits, submissions
from survey_service.db import now
from survey_service.models import Invitation, Response


def press(page: Page) -> None:
    page.locator("#answers .buttons button[value=save]").click()


def send_no_address(page: Page, _answering: Any) -> None:
    page.locator("#email").fill("hyvinvointi")
    page.locator("#ask button").click()


def import_decisions(page: Page, _answering: Any) -> None:
    choose_table(
        page, "Nro;Päätös;Tavoite;Kunta;Määräaika\n1;Ohjauskortti;Apu löytyy;Kuusivaara;5.3.2027\n2;Koulutus;;;\n"
    )


def import_nonsense(page: Page, _answering: Any) -> None:
    choose_table(page, "Nro;Päätös;Määräaika\n1;;eilen\n1;Koulutus;\n")


def choose_table(page: Page, rows: str) -> None:
    file = {"name": "paatokset.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form:has(input[type=file]) button[type=submit]").click()


def reopen_nothing(page: Page, _answering: Any) -> None:
    page.locator("form:has(#reason) button[type=submit]").click()
    expect(page.locator("#reason-error")).to_be_visible()


def send(page: Page, _answering: Any) -> None:
    page.locator("main form:has([name=confirmed]) button[type=submit]").click()


def send_wrong_feedback(page: Page, _answering: Any) -> None:
    page.locator("#email").fill("hyvinvointi")
    page.locator("#feedback button").click()


def share_with_nobody(page: Page, _answering: Any) -> None:
    page.locator("#email").fill("sivistys")
    page.locator("form:has(#name) button[type=submit]").click()


def share_with_errors(page: Page, _answering: Any) -> None:
    page.locator("#lines").fill("yhdistys@lahimmaisapu.example\nKylät ry; kylat")
    page.locator("form:has(#lines) button[type=submit]").click()


def share_without_mail(page: Page, _answering: Any) -> None:
    page.locator("#name").fill("Tekninen toimi")
    page.locator("form:has(#name) button[type=submit]").click()


def do_nothing(page: Page, _answering: Any) -> None:
    page.locator("form:has(#then-end) button[type=submit]").click()


def send_everything_wrong(page: Page, _answering: Any) -> None:
    """Write into every field what it cannot take."""
    page.locator("#answers textarea, #answers input[type=text], #answers input[type=email]").evaluate_all(
        "fields => fields.forEach(field => { field.value = 'ei näin '.repeat(800); "
        "field.dispatchEvent(new Event('input', {bubbles: true})); })"
    )
    for box in page.locator("#answers .question input[type=checkbox]").all():
        if not (box.get_attribute("id") or "").endswith("-remove"):
            box.check()
    press(page)


def send_wrong_file(page: Page, _answering: Any) -> None:
    file = {"name": "esitys.pdf", "mimeType": "application/pdf", "buffer": b"MZ ei ole pdf"}
    page.locator("#answers input[type=file]").set_input_files(file)
    press(page)


def send_beside_another(page: Page, answering: Any) -> None:
    page.locator("#q_mh_nosto-text").fill(f"Toinen ehdotus {now()}")
    answering.write("conflict", f"Ensimmäinen ehdotus {now()}")
    with page.expect_navigation():
        press(page)


def send_too_late(page: Page, answering: Any) -> None:
    with answering.db.writing() as session:
        response = session.get_one(Response, answering.responses["filled"])
        invitation = session.get_one(Invitation, answering.invitations["filled"])
        submissions.submit(session, answering.jobs, response, invitation.id or 0, link_id=None)
    page.locator("#q_mh_nosto-text").fill(f"Lisäys viime hetkellä {now()}")
    with page.expect_navigation():
        press(page)
    answering.draft_again("filled")


def send_old_form(page: Page, _answering: Any) -> None:
    page.context.clear_cookies()
    page.locator("#email").fill("hyvinvointi@kuusivaara.example")
    page.locator("#ask button").click()


def send_as_a_program(page: Page, _answering: Any) -> None:
    page.locator("[name=leave_empty]").evaluate(
        "field => { field.value = 'https://skanneri.example'; field.form.submit(); }"
    )
    page.wait_for_load_state()


def send_too_much(page: Page, _answering: Any) -> None:
    page.locator("#q_mh_nosto-text").evaluate("field => { field.value = 'x'.repeat(5_500_000); field.form.submit(); }")
    page.wait_for_load_state()


def send_too_often(page: Page, answering: Any) -> None:
    with answering.db.writing() as session:
        try:
            for _ in range(limits.LINK_REQUESTS_OF_CLIENT.most + 1):
                limits.note(session, (limits.LINK_REQUESTS_OF_CLIENT, limits.client("127.0.0.1")))
        except limits.TooMany:
            pass
    page.locator("#email").fill("hyvinvointi@kuusivaara.example")
    page.locator("#ask button").click()
