"""What is stored, why and who reads it is told before anything is written."""

import pytest

BEGIN = {"fi": "Aloita vastaaminen", "sv": "Börja svara"}
SHORT = {"fi": "Tietosuoja lyhyesti", "sv": "Dataskyddet i korthet"}
POINTS = {
    "fi": ("612/2021", "tietosuoja-asetuksen 6 artiklan", "julkisuuslain", "tiedonohjaussuunnitelman"),
    "sv": ("612/2021", "artikel 6.1 c och e", "offentlighetslagen", "informationsstyrningsplan"),
}


@pytest.mark.parametrize("kind", ["organisation", "section"])
@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_notice_in_short_stands_before_the_button_that_begins(town, kind: str, language: str) -> None:
    page = town.browser(kind).get(f"/vastaus/?lang={language}").get_data(as_text=True)

    before, _, _ = page.partition(BEGIN[language])
    assert before != page
    _, _, notice = before.partition(SHORT[language])
    assert all(point in notice for point in POINTS[language])
    assert 'href="/tietosuoja"' in notice


def test_who_has_begun_finds_it_still(town) -> None:
    client = town.browser()
    client.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Lyhyt", "v_mh_nosto": "0", "act": "save"})
    page = client.get("/vastaus/").get_data(as_text=True)

    assert page.index("Jatka vastaamista") < page.index(SHORT["fi"])
