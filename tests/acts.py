"""What people do on pages to bring them into their states: with errors, in conflict, too late, refused."""

import json
import re
import sys
from typing import Any

import pyotp
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from survey_service import evaluations, limits, rounds, submissions
from survey_service.db import now
from survey_service.indicators import choosing
from survey_service.models import Contact, Decision, Invitation, Organisation, Response, Round, StaffMember

scenes = sys.modules["tests_scene"]


def press(page: Page) -> None:
    page.locator("#answers .buttons button[value=save]").click()


def send_no_address(page: Page, _answering: Any) -> None:
    page.locator("#email").fill("hyvinvointi")
    page.locator("#ask button").click()


def import_decisions(page: Page, _answering: Any) -> None:
    choose_table(
        page, "Nro;Päätös;Tavoite;Kunta;Määräaika\n1;Ohjauskortti;Apu löytyy;Kuusivaara;5.3.2027\n2;Koulutus;;;\n"
    )


def import_organisations(page: Page, _answering: Any) -> None:
    choose_table(
        page, "Laji;Kuntanumero;Nimi;Kieli;Tehtävä;Sähköposti\nkunta;47;Uusiniemi;fi;Sihteeri;s@uusiniemi.example\n"
    )


def import_nonsense(page: Page, _answering: Any) -> None:
    choose_table(page, "Nro;Nimi;Päätös;Määräaika\n1;;;eilen\n1;Uusiniemi;Koulutus;\n")


def import_figures(page: Page, _answering: Any) -> None:
    choose_table(
        page, "municipality_code;year;sector;score\n900;2020;liikunta;55\n900;2021;liikunta;\n777;2021;kulttuuri;5\n"
    )


def import_wrong_figures(page: Page, _answering: Any) -> None:
    choose_table(page, "municipality_code;year;sector;score\n900;eilen;liikunta;150\nkunta;2020;uinti;\n")


def import_on_no_day(page: Page, answering: Any) -> None:
    page.locator("#picked_on").fill("huomenna")
    import_figures(page, answering)


def _tag_elsewhere(page: Page) -> None:
    """Another tab of the same browser changes the tags of the phenomenon."""
    with page.context.new_page() as other:
        other.goto(page.url)
        other.locator("#chain-care").click()
        other.locator("button[value=tag]").click()


def edit_beside_another(page: Page, _answering: Any) -> None:
    _tag_elsewhere(page)
    page.locator("#chain-access").click()
    page.locator("button[value=tag]").click()


def split_nothing(page: Page, _answering: Any) -> None:
    page.locator("button[value=split]").click()


def edit_from_the_list(page: Page, _answering: Any) -> None:
    page.locator("th[scope=row] a").first.click()
    page.locator("button[value=pin], button[value=rename]").last.click()
    page.locator(".crumbs a").last.click()


def undo_the_last(page: Page, _answering: Any) -> None:
    page.locator("#content form button").first.click()


def clear_nothing(page: Page, _answering: Any) -> None:
    page.locator("button[value=as_is]").click()


def decide_on_all(page: Page, _answering: Any) -> None:
    for box in page.locator("input[name=quote]").all():
        box.check()
    if page.locator("button[value=as_is]").count():
        page.locator("button[value=as_is]").click()


def decide_beside_a_decision(page: Page, _answering: Any) -> None:
    """Another tab of the same browser decides first; what it did is undone again for the next one who comes."""
    with page.context.new_page() as other:
        other.goto(page.url)
        for tab in (other, page):
            tab.locator("input[name=quote]").first.check()
            tab.locator("button[value=no]").click()
        other.locator("table[aria-labelledby=decided] form button").first.click()


def publish_beside_another(page: Page, _answering: Any) -> None:
    # an old version, as when somebody has published since the page was opened
    page.locator("#publish input[name=seen]").evaluate("field => field.value = '0'")
    page.locator("#publish button").click()


def publish_uncleared(page: Page, _answering: Any) -> None:
    page.locator("#publish button").click()


def confirm_without_reason(page: Page, _answering: Any) -> None:
    page.locator("#reason").fill("")
    page.locator("#confirming textarea").last.fill("")
    page.locator("#confirming .buttons button").click()


def confirm_beside_another(page: Page, _answering: Any) -> None:
    """Another tab of the same browser confirms an order first."""
    with page.context.new_page() as other:
        other.goto(page.url)
        other.locator("#reason").fill("Verkosto painotti näitä.")
        other.locator("#confirming .buttons button").click()
        expect(other.locator(".notice--success")).to_be_visible()
    page.locator("#reason").fill("Vanhasta ikkunasta.")
    page.locator("#confirming .buttons button").click()


def give_too_many_points(page: Page, _answering: Any) -> None:
    page.locator("#points-p1").fill("12")
    page.locator("#points-p2").fill("paljon")
    page.locator("#choices .buttons button").click()


def weigh_in_two_windows(page: Page, _answering: Any) -> None:
    """Another tab of the same browser saves something else, whatever was saved before."""
    with page.context.new_page() as other:
        other.goto(page.url)
        points = other.locator("#points-p1")
        points.fill("2" if points.input_value() != "2" else "3")
        other.locator("#choices .buttons button").click()
        expect(other.locator(".notice--success")).to_be_visible()
    page.locator("#choose-p1-network").check()
    page.locator("#choices .buttons button").click()


def choose_beside_another(page: Page, answering: Any) -> None:
    """A colleague saves another choice while the page is open."""
    with answering.db.writing() as session:
        organisation = session.get_one(Response, answering.responses["reopened"]).organisation_id
        before = choosing.newest(session, answering.round, organisation)
        wanted = ["tea_kuntajohto"] if before.indicators != ("tea_kuntajohto",) else []
        choosing.choose(session, answering.round, organisation, wanted, seen=before.version, link_id=None)
    page.locator("input[name=show]").first.check()
    page.locator("#show .buttons button").click()


def choose_table(page: Page, rows: str) -> None:
    file = {"name": "paatokset.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form:has(input[type=file]) button[type=submit]").click()


def upload_questionnaire(page: Page, *changes: tuple[str, str]) -> None:
    """Download the questionnaire that the page tells of, change it, and choose it for a look."""
    link = page.locator("main a[href*='.yaml']").first.get_attribute("href") or ""
    document = page.request.get(link if "://" in link else page.url.split("/henkilosto")[0] + link).text()
    for before, after in changes:
        assert before in document
        document = document.replace(before, after)
    file = {"name": "kysely.yaml", "mimeType": "application/yaml", "buffer": document.encode()}
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form:has(input[type=file]) button[type=submit]").click()


def correct_questionnaire(page: Page, _answering: Any) -> None:
    upload_questionnaire(page, ("toimimasta tai syntymästä", "syntymästä"))


def open_publishing(page: Page, answering: Any) -> None:
    """The page is that of a draft whose questionnaire differs from the year before."""
    with answering.db.writing() as session:
        old = session.exec(select(Round).where(col(Round.published_at).is_not(None))).first()
        draft = session.exec(select(Round).where(Round.year == old.year + 5, Round.county_id == old.county_id)).first()
        if draft is None:
            asked = json.dumps(old.questionnaire).replace("toimimasta tai syntym", "syntym")
            draft = rounds.copy_to_next_year(session, old, old.year + 5, actor="hytetu@kuusivirta.example")
            draft.questionnaire = json.loads(asked)
            session.flush()
        draft_id = draft.id
    page.goto(re.sub(r"kierrokset/.*", f"kierrokset/{draft_id}/kysely/julkaise", page.url))


def correct_without_why(page: Page, answering: Any) -> None:
    correct_questionnaire(page, answering)
    page.locator("#take button[type=submit]").last.click()


def upload_wrong_questionnaire(page: Page, _answering: Any) -> None:
    upload_questionnaire(page, ("role: strengths", "role: strenghts"))


def upload_template(page: Page, _answering: Any) -> None:
    upload_questionnaire(page)


def reopen_nothing(page: Page, _answering: Any) -> None:
    page.locator("form:has(#reason) button[type=submit]").click()
    expect(page.locator("#reason-error")).to_be_visible()


def give_two_one_contact(page: Page, answering: Any) -> None:
    with answering.db.writing() as session:
        two = select(Contact).join(Organisation).where(col(Organisation.key).in_(("koivula", "strandby")))
        for contact in session.exec(two):
            contact.email = "sihteeri@kuusivirta.example"
            organisation_id = contact.organisation_id
    page.goto(f"{page.url}?organisaatio={organisation_id}")


def move_to_no_time(page: Page, _answering: Any) -> None:
    _move(page, "5.3.2097", "25.99")
    expect(page.locator("#time")).to_have_value("25.99")
    expect(page.locator("#day")).to_have_value("5.3.2097")


def move_to_a_weekend(page: Page, _answering: Any) -> None:
    # a Saturday
    _move(page, "2.3.2097", "9.00")
    expect(page.locator("#closed")).to_be_visible()


def _move(page: Page, day: str, time: str) -> None:
    page.locator("#day").fill(day)
    page.locator("#time").fill(time)
    page.locator("#move button[type=submit]").first.click()


def extend_nothing(page: Page, _answering: Any) -> None:
    page.locator("form:has(#until) button[type=submit]").click()
    expect(page.locator("#until-error")).to_be_visible()


def enter_and_import(page: Page, _answering: Any) -> None:
    page.locator("#reason").fill("Tuli postitse")
    address = page.url.partition("?")[0]
    page.locator("#enter button[type=submit]").click()
    page.goto(f"{address}taulukko/")


def preview_answers(page: Page, answering: Any) -> None:
    enter_and_import(page, answering)
    choose_table(page, "question_id;text\nmh_nosto;Nosto taulukosta\n")


def mark_nothing(page: Page, _answering: Any) -> None:
    page.locator("form#confidential button[value=mark]").click()
    expect(page.locator("#paragraph-error")).to_be_visible()


def write_empty_note(page: Page, _answering: Any) -> None:
    page.locator("form#note-form button").click()
    expect(page.locator("#note-error")).to_be_visible()


def search_person(page: Page, _answering: Any) -> None:
    page.locator("#email").fill("hyvinvointi@kuusivaara.example")
    page.locator("form#person button").click()
    expect(page.locator("#g-contacts")).to_be_visible()


def write_no_years(page: Page, _answering: Any) -> None:
    page.locator("#years_responses").fill("yksi")
    page.locator("form#rules button").click()
    expect(page.locator("#years_responses-error")).to_be_visible()


def send(page: Page, _answering: Any) -> None:
    page.locator("main form:has([name=confirmed]) button[type=submit]").click()


def send_wrong_feedback(page: Page, _answering: Any) -> None:
    page.locator("#email").fill("hyvinvointi")
    page.locator("#feedback button").click()


def note_nothing(page: Page, _answering: Any) -> None:
    page.locator("#choice button[type=submit]").click()


def arrange_nonsense(page: Page, _answering: Any) -> None:
    page.locator("#day").fill("joskus")
    page.locator("#negotiation button[type=submit]").click()


def order_nonsense(page: Page, _answering: Any) -> None:
    page.locator("[name^=minutes-]").first.fill("hetki")
    page.locator("#agenda .buttons button").click()


def order_beside_another(page: Page, _answering: Any) -> None:
    # an old version, as when somebody has saved since the page was opened
    page.locator("#agenda input[name=seen]").evaluate("field => field.value = '0'")
    page.locator("#own_fi").fill("Oma asia")
    page.locator("#agenda .buttons button").click()


def note_beside_another(page: Page, _answering: Any) -> None:
    for field in page.locator("#notes input[name^=seen_]").all():
        field.evaluate("field => field.value = '0'")
    page.locator("#internal").fill("Toinen muistiinpano.")
    page.locator("#notes button[type=submit]").click()


def note_too_much(page: Page, _answering: Any) -> None:
    page.locator("#internal").fill("pitkä " * 900)
    page.locator("#notes button[type=submit]").click()


def summon_beside_another(page: Page, _answering: Any) -> None:
    page.locator("form.buttons input[name=seen]").evaluate("field => field.value = '0'")
    page.locator("form.buttons button").click()


def decide_nothing(page: Page, _answering: Any) -> None:
    page.locator("#due").fill("joskus")
    page.locator("#decision button[type=submit]").click()


def decide_beside_another(page: Page, _answering: Any) -> None:
    # an old version, as when somebody has saved since the page was opened
    page.locator("#decision input[name=seen]").evaluate("field => field.value = '0'")
    page.locator("#goal").fill("Toinen tavoite.")
    page.locator("#decision button[type=submit]").click()


def report_without_status(page: Page, _answering: Any) -> None:
    page.locator("select").first.select_option("")
    page.locator("#report .buttons button").click()


def report_beside_another(page: Page, _answering: Any) -> None:
    # an old version, as when somebody has saved since the page was opened
    page.locator("input[name^=seen_]").first.evaluate("field => field.value = '0'")
    page.locator("textarea").first.fill("Kortti on jaettu myös nuorisotaloille.")
    page.locator("#report .buttons button").click()


def ask_of_nothing(page: Page, _answering: Any) -> None:
    page.locator("#ask input[type=checkbox]").first.uncheck()
    page.locator("#until").fill("joskus")
    page.locator("#ask .buttons button").click()


def evaluate_nothing(page: Page, _answering: Any) -> None:
    for name in ("effectiveness", "sufficiency", "alignment"):
        page.locator(f"#{name}").select_option("")
    page.locator("#words").fill("")
    page.locator("#evaluate .buttons button").click()


def evaluate_beside_another(page: Page, answering: Any) -> None:
    with answering.db.writing() as session:
        decision = session.exec(select(Decision)).first()
        round_ = session.exec(select(Round).where(Round.county_id == decision.county_id)).first()
        staff = session.exec(select(StaffMember).where(StaffMember.email == scenes.TEAM)).one()
        told = {"effectiveness": "fair", "sufficiency": "", "alignment": "good", "words": "Kortti on käytössä."}
        who = {"language": "fi", "staff_id": staff.id, "actor": scenes.TEAM}
        evaluations.write(session, round_, decision.id, told, seen=0, **who)
    page.locator("#evaluate input[name=seen]").evaluate("field => field.value = '0'")
    page.locator("#words").fill("Toinen näkemys.")
    page.locator("#evaluate .buttons button").click()


def hand_over_nothing(page: Page, _answering: Any) -> None:
    page.locator("#day").fill("joskus")
    page.locator("#handover button[type=submit]").click()


def name_nothing(page: Page, _answering: Any) -> None:
    page.locator("#q_description_new").fill("Vain kuvaus.")
    page.locator("#naming .buttons button").click()


def reply_nothing(page: Page, _answering: Any) -> None:
    page.locator("#reply button[type=submit]").click()


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


def send_no_lost_address(page: Page, _answering: Any) -> None:
    page.locator("#email").fill("hyvinvointi")
    page.locator("#lost button").first.click()


def come_to_the_code(page: Page, answering: Any) -> None:
    """With the password of an account that has codes; afterwards it has none again."""
    _second_step(answering, scenes.NEGOTIATOR, "set up")
    page.locator("#email").fill(scenes.NEGOTIATOR)
    page.locator("#password").fill(scenes.PASSWORD)
    page.locator("#sign-in button").click()
    page.wait_for_url(re.compile("/koodi"))
    _second_step(answering, scenes.NEGOTIATOR, "")


def set_up_codes(page: Page, answering: Any) -> None:
    app = pyotp.TOTP(page.locator(".key").inner_text().replace(" ", ""))
    page.locator("#code").fill(app.now())
    page.locator("#old").fill(scenes.PASSWORD)
    page.locator("#second-step button").click()
    page.wait_for_selector(".recovery")
    _second_step(answering, scenes.ADMIN, "")


def _second_step(answering: Any, email: str, kept: str) -> None:
    with answering.db.writing() as session:
        member = session.exec(select(StaffMember).where(StaffMember.email == email)).one()
        member.second_step, member.code_step = kept, 0


def send_too_often(page: Page, answering: Any) -> None:
    with answering.db.writing() as session:
        try:
            for _ in range(limits.LINK_REQUESTS_OF_CLIENT.most + 1):
                limits.note(session, (limits.LINK_REQUESTS_OF_CLIENT, limits.client("127.0.0.1")))
        except limits.TooMany:
            pass
    page.locator("#email").fill("hyvinvointi@kuusivaara.example")
    page.locator("#ask button").click()
