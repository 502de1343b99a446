"""The pages that everybody may open, and the page of every error."""

import html5lib
import pytest
from flask import Flask, abort

from survey_service import errors
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.settings import Settings
from survey_service.views import navigation

WITH_FACTS = {
    "RecordsDeleted": lambda: errors.RecordsDeleted(now()),
    "FileRefused": lambda: errors.FileRefused("kind", "esitys.exe"),
    "TableUnreadable": lambda: errors.TableUnreadable("empty", file="esitys.csv"),
}
OF_ANOTHER_YEAR = {"staff.years.next_year"}
OPEN_PAGES = ("/", "/tietosuoja", "/saavutettavuus")


@pytest.fixture
def app(sqlite_database: Database, jobs, build, tmp_path) -> Flask:
    with sqlite_database.writing() as session:
        build(session).county()
    settings = Settings(secret_key="0123456789abcdef0123", files_folder=tmp_path)
    app = create_app(settings, db=sqlite_database, jobs=jobs)

    @app.get("/virhe/<int:status>")
    def failing(status: int) -> str:
        if status == 500:
            raise ZeroDivisionError
        abort(status)

    @app.get("/tapaus/<name>")
    def refused(name: str) -> str:
        raise WITH_FACTS.get(name, getattr(errors, name))()

    app.testing = False
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("address", OPEN_PAGES)
def test_open_pages_are_well_formed_in_both_languages(app: Flask, address, language) -> None:
    answer = app.test_client().get(address, headers={"Accept-Language": f"{language},en;q=0.5"})

    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in text
    html5lib.HTMLParser(strict=True).parse(text)


@pytest.mark.parametrize("address", ["/tietosuoja", "/saavutettavuus"])
def test_the_legal_pages_name_the_county_and_its_address(app: Flask, address) -> None:
    text = app.test_client().get(address).get_data(as_text=True)

    assert "Kuusivirran hyvinvointialue" in text
    assert "hytetu@kuusivirta.example" in text


def test_the_accessibility_statement_says_what_the_law_asks(app: Flask) -> None:
    text = app.test_client().get("/saavutettavuus").get_data(as_text=True)

    for words in ("14 vuorokauden", "Traficom", "306/2019", "Riippumatonta arviointia"):
        assert words in text


def test_every_page_cites_the_acts(app: Flask) -> None:
    text = app.test_client().get("/").get_data(as_text=True)

    assert "(612/2021) 6–7 §" in text
    assert "(611/2021) 14 §" in text


@pytest.mark.parametrize(
    ("asked", "browser", "language"),
    [("?lang=sv", "fi", "sv"), ("?lang=xx", "sv", "sv"), ("", "en", "fi"), ("", "sv-FI,sv;q=0.9", "sv")],
)
def test_the_language_is_the_one_asked_for_else_the_browsers_else_finnish(app, asked, browser, language) -> None:
    answer = app.test_client().get(f"/{asked}", headers={"Accept-Language": browser})

    assert f'<html lang="{language}">' in answer.get_data(as_text=True)


def test_a_chosen_language_stays_and_the_switch_keeps_the_place(app: Flask) -> None:
    client = app.test_client()
    client.get("/?lang=sv")
    text = client.get("/tietosuoja?x=1").get_data(as_text=True)

    assert '<html lang="sv">' in text
    assert 'href="?x=1&amp;lang=fi"' in text


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 413, 422, 429, 500])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_error_has_its_page_in_the_readers_language(app: Flask, status, language) -> None:
    answer = app.test_client().get(f"/virhe/{status}?lang={language}")

    text = answer.get_data(as_text=True)
    assert answer.status_code == status
    assert f'<html lang="{language}">' in text
    assert "Traceback" not in text
    assert "ZeroDivision" not in text
    html5lib.HTMLParser(strict=True).parse(text)


@pytest.mark.parametrize(
    "name",
    [kind.__name__ for kind in errors.SurveyServiceError.__subclasses__() if kind.__module__ == errors.__name__],
)
def test_every_fact_that_stops_a_request_has_words_of_its_own(app: Flask, name) -> None:
    answer = app.test_client().get(f"/tapaus/{name}")

    assert answer.status_code == getattr(errors, name).status
    assert "Pyyntöä ei ymmärretty" not in answer.get_data(as_text=True)


def test_a_wrong_method_is_told_as_one(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False

    assert app.test_client().post("/tietosuoja").status_code == 405


def test_health_is_told_as_json(app: Flask) -> None:
    answer = app.test_client().get("/terveys")

    assert answer.status_code == 200
    assert answer.json == {"status": "ok", "database": True}


def test_no_page_asks_anything_of_another_host(app: Flask) -> None:
    for address in OPEN_PAGES:
        text = app.test_client().get(address).get_data(as_text=True)
        assert 'src="http' not in text
        assert '<link rel="stylesheet" href="http' not in text


@pytest.mark.parametrize("body", ["=&" * 20_000, "words=" + "x" * 16_000_000])
def test_a_form_of_endless_fields_or_text_is_refused_before_it_is_read(app, body: str) -> None:
    answer = app.test_client().post("/palaute/", data=body, content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 413
    assert "Liikaa kerralla" in answer.get_data(as_text=True)


def test_a_form_with_a_field_for_each_of_many_things_is_read(app) -> None:
    fields = {f"field-{number}": "x" for number in range(5_000)} | {"csrf_token": "", "q_words": "Hyvä näin"}
    answer = app.test_client().post("/palaute/", data=fields)

    assert answer.status_code != 413


def test_no_two_pages_have_one_address(app: Flask) -> None:
    taken: dict[tuple[str, str], str] = {}
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert taken.setdefault((method, str(rule)), rule.endpoint) == rule.endpoint


def test_each_page_of_a_round_stands_in_one_step_of_its_year(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or not rule.rule.startswith("/henkilosto/kierrokset/<int:round_id>/"):
            continue
        steps = [step for step in navigation.ROUND if any(one.holds(rule.endpoint) for one in step.entries)]

        assert len(steps) == (0 if rule.endpoint in OF_ANOTHER_YEAR else 1), rule.endpoint
