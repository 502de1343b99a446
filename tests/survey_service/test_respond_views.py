"""The respondent's way through HTTP: link, sections, review, submission, receipt."""

import datetime
import io
import re
from typing import Any

import html5lib
import pytest
from flask.testing import FlaskClient
from sqlmodel import SQLModel, select
from werkzeug.test import TestResponse

from questionnaires.values import Words
from survey_service import links
from survey_service.db import Database
from survey_service.models import Attachment, County, Invitation, Mail, Organisation, Response, Round

PAGES = (
    "/vastaus/",
    "/vastaus/ilmiot",
    "/vastaus/kaytannot",
    "/vastaus/tilannekuva",
    "/vastaus/toiveet",
    "/vastaus/poikkileikkaavat",
    "/vastaus/ennakkotehtava",
    "/vastaus/vastaajat",
    "/vastaus/kysely/",
    "/vastaus/ohje/",
    "/vastaus/tarkistus/",
)


def _tables(db: Database) -> dict[str, list[Any]]:
    with db.reading() as session:
        return {table.name: list(session.execute(table.select())) for table in SQLModel.metadata.sorted_tables}


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def _posted(page: str, **changes: str) -> dict[str, str]:
    """What a browser posts of a page's form: its hidden fields and what was written."""
    hidden = re.findall(r'<input type="hidden" name="(v_[a-z0-9_]+)" value="(\d+)">', page)
    return {**dict(hidden), **{f"q_{name}": value for name, value in changes.items()}}


def test_a_link_opened_by_a_mail_scanner_changes_nothing(town) -> None:
    before = _tables(town.db)
    for _ in range(3):
        for method in ("GET", "HEAD"):
            scanner = town.app.test_client()
            assert scanner.open(f"/v/{town.tokens['organisation']}", method=method).status_code == 303
            for page in PAGES:
                scanner.open(page, method=method)

    assert _tables(town.db) == before


@pytest.mark.parametrize(("token", "status"), [("A" * 43, 404), ("kesken", 404), ("expired", 410)])
@pytest.mark.parametrize(("language", "words"), [("fi", "uuden linkin"), ("sv", "en ny länk")])
def test_a_link_that_does_not_work_says_what_to_do(town, token, status, language, words) -> None:
    answer = town.app.test_client().get(f"/v/{town.tokens.get(token, token)}", headers={"Accept-Language": language})

    assert answer.status_code == status
    assert f'<html lang="{language}">' in _text(answer)
    assert words in _text(answer)
    assert town.tokens.get(token, "A" * 43) not in _text(answer)


def test_without_a_link_the_pages_ask_for_it(town) -> None:
    answer = town.app.test_client().get("/vastaus/", headers={"Accept-Language": "fi"})

    assert answer.status_code == 403
    assert "Avatkaa linkkinne uudelleen" in _text(answer)


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_well_formed_in_its_language_and_nothing_is_kept(town, address, language) -> None:
    answer = town.browser().get(f"{address}?lang={language}")

    assert answer.status_code == 200
    assert f'<html lang="{language}">' in _text(answer)
    html5lib.HTMLParser(strict=True).parse(_text(answer))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_organisation_is_met_in_its_own_language(town) -> None:
    with town.db.writing() as session:
        session.get_one(Organisation, town.organisation_id).language_status = "sv_fi"

    assert '<html lang="sv">' in _text(town.browser(language="fi").get("/vastaus/"))


def test_half_is_saved_and_found_again_on_another_device(town) -> None:
    phone, laptop = town.browser(), town.browser()
    page = _text(phone.get("/vastaus/toiveet"))
    saved = phone.post("/vastaus/toiveet", data=_posted(page, **{"mh_nosto-text": "Päätös yhteisestä tilasta"}))

    assert saved.status_code == 303
    assert "Päätös yhteisestä tilasta" in _text(laptop.get("/vastaus/toiveet"))
    assert re.search(r"Tallennettu \d+\.\d\d", _text(laptop.get("/vastaus/")))
    assert "kesken, 1/3" in _text(laptop.get("/vastaus/"))


def test_what_is_valid_is_saved_and_the_rest_stays_as_it_was_written(town) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/vastaajat"))
    answer = browser.post(
        "/vastaus/vastaajat",
        data=_posted(page, **{"mh_muuta-text": "Kiitos", "c_kasittely-date": "eilen", "c_kasittely-note": "ryhmä"}),
    )

    assert answer.status_code == 422
    assert 'href="#q_c_kasittely-date"' in _text(answer)
    assert 'value="eilen"' in _text(answer)
    assert 'value="ryhmä"' in _text(answer)
    assert town.answers() == {"mh_muuta": Words(text="Kiitos")}


def test_two_who_write_at_once_both_see_both_texts(town) -> None:
    one, other = town.browser(), town.browser()
    page = _text(one.get("/vastaus/toiveet"))
    other.post("/vastaus/toiveet", data=_posted(page, **{"mh_nosto-text": "Kollegan teksti"}))
    answer = one.post("/vastaus/toiveet", data=_posted(page, **{"mh_nosto-text": "Oma teksti"}))

    assert answer.status_code == 409
    assert "Kollegan teksti" in _text(answer)
    assert "Kollegan teksti</textarea>" in _text(answer)
    assert "Oma teksti" in _text(answer)
    again = one.post("/vastaus/toiveet", data=_posted(_text(answer), **{"mh_nosto-text": "Oma ja kollegan"}))
    assert again.status_code == 303
    assert town.answers()["mh_nosto"] == Words(text="Oma ja kollegan")


def test_what_a_colleague_saved_meanwhile_is_shown_beside_a_mistake_and_not_overwritten(town) -> None:
    one, other = town.browser(), town.browser()
    page = _text(one.get("/vastaus/vastaajat"))
    other.post("/vastaus/vastaajat", data=_posted(page, **{"mh_muuta-text": "Kollegan teksti"}))
    wrong = one.post("/vastaus/vastaajat", data=_posted(page, **{"mh_muuta-text": "", "c_kasittely-date": "eilen"}))

    assert "Kollegan teksti</textarea>" in _text(wrong)
    assert town.answers()["mh_muuta"] == Words(text="Kollegan teksti")


@pytest.mark.parametrize(
    ("act", "leads_to"),
    [
        ("next", "/vastaus/poikkileikkaavat"),
        ("save", "/vastaus/toiveet"),
        ("go:ilmiot", "/vastaus/ilmiot"),
        ("review", "/vastaus/tarkistus/"),
        ("go:nowhere", "/vastaus/"),
    ],
)
def test_each_button_saves_and_leads_on(town, act, leads_to) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/toiveet"))
    answer = browser.post("/vastaus/toiveet", data={**_posted(page, **{"mh_nosto-text": "x"}), "act": act})

    assert answer.headers["Location"] == leads_to
    assert town.answers()["mh_nosto"] == Words(text="x")


def test_changing_the_language_saves_and_stays(town) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/toiveet"))
    answer = browser.post("/vastaus/toiveet", data={**_posted(page, **{"mh_nosto-text": "x"}), "lang": "sv"})

    shown = _text(browser.get(answer.headers["Location"]))
    assert '<html lang="sv">' in shown
    assert ">\nx</textarea>" in shown


def test_a_row_is_added_without_losing_what_was_written(town) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/ennakkotehtava"))
    posted = _posted(page, **{"nostot-rows-0-c_asia": "Tilat"})
    answer = browser.post("/vastaus/ennakkotehtava", data={**posted, "act": "add:nostot"})
    shown = _text(browser.get(answer.headers["Location"]))

    assert "Tilat</textarea>" in shown
    assert 'name="q_nostot-rows-1-c_asia"' in shown
    assert 'name="q_nostot-rows-2-c_asia"' not in shown


def _upload(browser: FlaskClient, content: bytes, name: str = "esitys.pdf", **others: str) -> TestResponse:
    page = _text(browser.get("/vastaus/ennakkotehtava"))
    data: dict[str, Any] = {**_posted(page, **others), "q_esitys-file": (io.BytesIO(content), name)}
    return browser.post("/vastaus/ennakkotehtava", data=data, content_type="multipart/form-data")


def test_a_file_is_stored_replaced_handed_out_and_removed(town) -> None:
    browser = town.browser()
    assert _upload(browser, b"%PDF-1.7 first").status_code == 303
    assert _upload(browser, b"%PDF-1.7 second", "../toinen.pdf").status_code == 303
    with browser.get("/vastaus/liite/esitys") as answer:
        assert answer.data == b"%PDF-1.7 second"

    assert answer.headers["Content-Disposition"] == "attachment; filename=toinen.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with town.db.reading() as session:
        assert len(session.exec(select(Attachment)).all()) == 2
    page = _text(browser.get("/vastaus/ennakkotehtava"))
    assert "toinen.pdf" in page
    browser.post("/vastaus/ennakkotehtava", data=_posted(page, **{"esitys-remove": "y"}))
    assert browser.get("/vastaus/liite/esitys").status_code == 404


def test_a_file_of_another_kind_is_refused_and_the_rest_is_saved(town) -> None:
    answer = _upload(town.browser(), b"MZ not a document", **{"nostot-rows-0-c_asia": "Tilat"})

    assert answer.status_code == 422
    assert "esitys.pdf" in _text(answer)
    assert list(town.answers()) == ["nostot"]


def test_the_review_tells_what_is_missing_and_lets_it_be_sent(town) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/vastaajat"))
    roster = {"c_kokoonpano-rows-0-c_nimi": "Testi Esimerkki", "c_kokoonpano-rows-0-c_rooli": "hyte_yhdyshenkilo"}
    browser.post("/vastaus/vastaajat", data=_posted(page, **roster))
    review = _text(browser.get("/vastaus/tarkistus/"))

    assert "Testi Esimerkki" in review
    assert "Kokoonpanosta puuttuu luottamushenkilö." in review
    assert "I delegationen saknas förtroendevald." in _text(browser.get("/vastaus/tarkistus/?lang=sv"))
    assert 'href="/vastaus/ilmiot#k-mh_ilmiot"' in review
    assert browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).status_code == 303


def test_a_response_sent_twice_arrives_once(town) -> None:
    one, other = town.browser(), town.browser()
    page = _text(one.get("/vastaus/toiveet"))
    one.post("/vastaus/toiveet", data=_posted(page, **{"mh_nosto-text": "Päätös"}))
    for browser in (one, one, other):
        assert browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).headers["Location"] == "/vastaus/valmis/"

    with town.db.reading() as session:
        assert len(session.exec(select(Mail)).all()) == 1
        reference = session.exec(select(Response)).one().reference
    assert reference in _text(one.get("/vastaus/valmis/"))
    assert other.get("/vastaus/vastaus.pdf").data.startswith(b"%PDF-")


def test_after_sending_the_answers_are_read_and_a_late_save_loses_nothing(town) -> None:
    one, other = town.browser(), town.browser()
    page = _text(one.get("/vastaus/toiveet"))
    other.post("/vastaus/toiveet", data=_posted(page, **{"mh_nosto-text": "Lähetetty"}))
    other.post("/vastaus/tarkistus/", data={"confirmed": "yes"})
    late = one.post("/vastaus/toiveet", data=_posted(page, **{"mh_nosto-text": "Myöhästynyt teksti"}))

    assert late.status_code == 409
    assert "Myöhästynyt teksti" in _text(late)
    assert one.get("/vastaus/toiveet").headers["Location"] == "/vastaus/tarkistus/#toiveet"
    assert "Lähetetty" in _text(one.get("/vastaus/tarkistus/"))
    assert town.answers()["mh_nosto"] == Words(text="Lähetetty")


def test_after_the_deadline_a_draft_is_read_and_a_late_save_loses_nothing(town) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/toiveet"))
    browser.post("/vastaus/toiveet", data=_posted(page, **{"mh_nosto-text": "Ajoissa"}))
    with town.db.writing() as session:
        session.get_one(Round, town.round_id).deadline = datetime.datetime.now(datetime.UTC)
    late = browser.post("/vastaus/toiveet", data=_posted(page, **{"mh_nosto-text": "Myöhästynyt teksti"}))

    assert late.status_code == 409
    assert "Myöhästynyt teksti" in _text(late)
    assert "Ajoissa" in _text(browser.get("/vastaus/tarkistus/"))
    assert "Määräaika on päättynyt" in _text(browser.get("/vastaus/"))


def test_a_section_link_shows_its_section_only(town) -> None:
    browser = town.browser("section")

    assert browser.get("/vastaus/ilmiot").status_code == 200
    assert browser.get("/vastaus/toiveet").status_code == 404
    assert browser.get("/vastaus/vastaus.pdf").status_code == 404
    assert browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).status_code == 403
    review = _text(browser.get("/vastaus/tarkistus/"))
    assert "Lähetä vastaus" not in review
    assert set(re.findall(r'href="/vastaus/(\w+)#k-', review)) == {"ilmiot"}


def test_a_stale_form_shows_the_text_that_could_not_be_taken(town) -> None:
    town.app.config["WTF_CSRF_ENABLED"] = True
    answer = town.browser().post("/vastaus/toiveet", data={"q_mh_nosto-text": "Pitkä teksti", "csrf_token": "vanha"})

    assert answer.status_code == 400
    assert "Pitkä teksti" in _text(answer)
    assert town.answers() == {}


def test_a_form_of_one_organisation_is_never_saved_or_sent_for_another_whose_link_was_opened_meanwhile(
    town, build
) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/toiveet"))
    whose = re.search(r'name="whose" value="([^"]+)"', page)
    assert whose
    with town.db.writing() as session:
        b = build(session)
        other = b.organisation(session.get_one(County, 1), "koivula")
        invitation = Invitation(
            round_id=town.round_id, organisation_id=other.id, contact_id=b.contact(other).id, purpose="answer"
        )
        session.add(invitation)
        session.flush()
        tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
        token = links.mint(session, invitation, "organisation", expires_at=tomorrow)
    browser.get(f"/v/{token}")
    posted = {**_posted(page, **{"mh_nosto-text": "Kuusivaaran teksti"}), "whose": whose.group(1)}

    saved = browser.post("/vastaus/toiveet", data=posted)
    sent = browser.post("/vastaus/tarkistus/", data={"whose": whose.group(1), "confirmed": "yes"})

    assert (saved.status_code, sent.status_code) == (403, 403)
    assert "Kuusivaaran teksti" in _text(saved)
    assert town.answers() == {}


def test_a_text_in_the_place_of_a_file_and_a_file_in_that_of_a_text_do_no_harm(town) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/ennakkotehtava"))
    data = {
        **_posted(page, **{"esitys-file": "esitys.pdf"}),
        "q_nostot-rows-0-c_asia": (io.BytesIO(b"MZ"), "asia.txt"),
        "q_nostot-rows-0-c_tavoite": "Yhteinen tila",
    }

    saved = browser.post("/vastaus/ennakkotehtava", data=data, content_type="multipart/form-data")

    assert saved.status_code == 303
    assert list(town.answers()) == ["nostot"]


def test_a_file_that_comes_after_the_deadline_is_kept_in_the_draft(town) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/ennakkotehtava"))
    with town.db.writing() as session:
        session.get_one(Round, town.round_id).deadline = datetime.datetime.now(datetime.UTC)
    data = {**_posted(page), "q_esitys-file": (io.BytesIO(b"%PDF-1.7"), "esitys.pdf")}

    late = browser.post("/vastaus/ennakkotehtava", data=data, content_type="multipart/form-data")

    assert late.status_code == 409
    assert [path.read_bytes() for path in town.folder.rglob("*") if path.is_file()] == [b"%PDF-1.7"]


def test_the_link_can_be_closed_on_a_shared_computer(town) -> None:
    browser = town.browser()
    browser.post("/vastaus/sulje")

    assert browser.get("/vastaus/").status_code == 403


def test_a_file_too_large_for_any_question_is_told_so(town, monkeypatch) -> None:
    monkeypatch.setattr("survey_service.views.sizes.BODY_OF_RESPONDENT", 1000)
    answer = _upload(town.browser(), b"%PDF-" + b"x" * 2000)

    assert answer.status_code == 413
    assert "Liikaa kerralla" in _text(answer)


@pytest.mark.parametrize("version", ["9" * 5000, "-1", "x", ""])
def test_a_tampered_version_does_no_harm_and_costs_no_text(town, version) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/toiveet"))
    posted = {**_posted(page, **{"mh_nosto-text": "x"}), "v_mh_nosto": version}

    assert browser.post("/vastaus/toiveet?rows=x.9999999999", data=posted).status_code == 303
    assert town.answers() == {"mh_nosto": Words(text="x")}


def test_nothing_is_sent_when_nothing_was_written(town) -> None:
    browser = town.browser()

    assert "Lähetä" not in _text(browser.get("/vastaus/tarkistus/"))
    assert browser.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).status_code == 409


def test_an_answer_written_in_the_other_language_is_marked_with_it(town) -> None:
    browser = town.browser()
    page = _text(browser.get("/vastaus/toiveet"))
    browser.post("/vastaus/toiveet?lang=sv", data=_posted(page, **{"mh_nosto-text": "Gemensam lokal"}))

    assert '<p class="told" lang="sv">Gemensam lokal</p>' in _text(browser.get("/vastaus/tarkistus/?lang=fi"))
    assert '<p class="told">Gemensam lokal</p>' in _text(browser.get("/vastaus/tarkistus/?lang=sv"))


def test_every_kind_of_answer_is_told_in_the_review_and_in_the_copy(town) -> None:
    browser = town.browser()
    written = {
        "/vastaus/ilmiot": {
            "c_kohderyhmat-options": "tyottomat",
            "c_suunta-value": "1",
            "mh_ilmiot-items-0": "Yksinäisyys",
        },
        "/vastaus/tilannekuva": {"mh_etsiva-option": "osin", "c_tuki-value": "unknown", "c_tuki-comment": "Vaihtelee"},
        "/vastaus/ennakkotehtava": {"nostot-rows-0-c_asia": "Tilat", "edistyminen-rows-0-c_tila": "tehty"},
        "/vastaus/vastaajat": {
            "c_kokoonpano-rows-0-c_rooli": "luottamushenkilo",
            "c_kasittely-note": "hytetu-ryhmä",
            "c_kasittely-date": "18.2.2027",
        },
    }
    for address, parts in written.items():
        browser.post(address, data=_posted(_text(browser.get(address)), **parts))
    review = _text(browser.get("/vastaus/tarkistus/"))

    for words in ("työttömät", "jonkin verran parantunut", "Yksinäisyys", "kyllä, mutta se ei toimi", "en osaa sanoa"):
        assert words in review
    for words in ("Vaihtelee", "Tilat", "luottamushenkilö</dd>", "hytetu-ryhmä, 18.2.2027"):
        assert words in review
    html5lib.HTMLParser(strict=True).parse(review)
    assert browser.get("/vastaus/vastaus.pdf").data.startswith(b"%PDF-")
