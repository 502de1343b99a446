"""The NGO council gathers its members' views: each writes for itself, the council sees, chooses and sends."""

import datetime
import io
import re
from typing import Any

import pytest
from sqlmodel import select
from werkzeug.test import TestResponse

from questionnaires.values import Words
from survey_service import answering, invitations, material, received, responses, turnout
from survey_service.errors import NotFound
from survey_service.models import Mail, Organisation, Response, Round, Share

PAGE = "/vastaus/jako/"
SECTION = "/vastaus/toiveet"
LINK = re.compile(r'<label[^>]*>([^<]+)</label>\s*<input[^>]*value="[^"]*/v/([A-Za-z0-9_-]{43})"')
NAMES = ("Mielenterveysyhdistys", "Nuorten tuki", "Omaisten liitto")


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def _posted(page: str, act: str = "save", **changes: str) -> dict[str, str]:
    hidden = re.findall(r'<input type="hidden" name="(page|whose|[vdm]_[A-Za-z0-9_]+)" value="([^"]*)">', page)
    return {**dict(hidden), "act": act, **{f"q_{name}": value for name, value in changes.items()}}


@pytest.fixture
def council(town):
    """The town as an NGO council."""
    with town.db.writing() as session:
        organisation = session.get_one(Organisation, town.organisation_id)
        organisation.kind, organisation.name_fi, organisation.code = "jarjesto", "Järjestöneuvottelukunta", None
    return town


@pytest.fixture
def members(council) -> dict[str, Any]:
    """Browsers of three members, by name."""
    shown = council.browser().post(f"{PAGE}jasenet", data={"lines": "\n".join(NAMES), "members_language": "fi"})
    browsers = {}
    for name, token in LINK.findall(_text(shown)):
        browsers[name] = council.app.test_client()
        assert browsers[name].get(f"/v/{token}").status_code == 303
    assert tuple(browsers) == NAMES
    return browsers


def _write(browser: Any, text: str, question: str = "mh_nosto") -> None:
    page = _text(browser.get(SECTION))
    assert browser.post(SECTION, data=_posted(page, **{f"{question}-text": text})).status_code == 303


def _own(town) -> dict[str, Any]:
    with town.db.reading() as session:
        own = answering.find(session, town.round_id, town.organisation_id)
        return responses.answers(session, own.id or 0) if own else {}


def test_members_with_an_address_get_a_mail_each_and_the_others_links_are_shown_once(council) -> None:
    contact = council.browser()
    lines = "Mielenterveysyhdistys; toimisto@mieli.example\n\n Nuorten tuki ;nuoret@tuki.example\nOmaisten liitto"
    shown = contact.post(f"{PAGE}jasenet", data={"lines": lines})

    assert [name for name, _ in LINK.findall(_text(shown))] == ["Omaisten liitto"]
    with council.db.reading() as session:
        found = session.exec(select(Share).where(Share.kind == "member")).all()
        assert [(share.name, share.email) for share in found] == [
            ("Mielenterveysyhdistys", "toimisto@mieli.example"),
            ("Nuorten tuki", "nuoret@tuki.example"),
            ("Omaisten liitto", ""),
        ]
        assert [mail.kind for mail in session.exec(select(Mail))] == ["share", "share"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("Nuorten tuki; nuoret", "Rivi 1: Kirjoittakaa koko sähköpostiosoite"),
        ("Yksi\nNuorten tuki\nnuorten tuki", "Rivi 3: Nimi on luettelossa kahdesti"),
        ("\nnuoret@tuki.example", "Rivi 2: Kirjoittakaa ensin nimi"),
        ("; nuoret@tuki.example", "Rivi 1: Kirjoittakaa, ketä varten"),
        ("  \n ", "vähintään yksi jäsenjärjestö"),
        ("\n".join(f"Yhdistys {number}" for number in range(201)), "enintään 200 riviä"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_nothing_is_shared(council, lines: str, words: str) -> None:
    answer = council.browser().post(f"{PAGE}jasenet", data={"lines": lines})

    assert answer.status_code == 422
    assert words in _text(answer)
    assert lines.strip().splitlines()[-1:] == [] or lines.strip().splitlines()[-1] in _text(answer)
    with council.db.reading() as session:
        assert session.exec(select(Share).where(Share.kind == "member")).all() == []


def test_a_municipality_has_no_members(town) -> None:
    contact = town.browser()

    assert contact.post(f"{PAGE}jasenet", data={"lines": "Yhdistys"}).status_code == 422
    assert "Jäsenjärjestöille" not in _text(contact.get(PAGE))


def test_a_member_writes_for_itself_and_sees_neither_the_council_nor_another_member(council, members) -> None:
    mine, theirs = members["Mielenterveysyhdistys"], members["Nuorten tuki"]
    _write(council.browser(), "Neuvottelukunnan oma")
    _write(mine, "Lisää vertaistukea")

    assert "Mielenterveysyhdistys" in _text(mine.get("/vastaus/"))
    assert "Lisää vertaistukea" in _text(mine.get(SECTION))
    for page in (SECTION, "/vastaus/", "/vastaus/tarkistus/"):
        assert "Neuvottelukunnan oma" not in _text(mine.get(page))
        assert "Lisää vertaistukea" not in _text(theirs.get(page))
    assert _own(council) == {"mh_nosto": Words(text="Neuvottelukunnan oma")}


def test_the_council_sees_what_each_member_wrote_beside_the_question(council, members) -> None:
    _write(members["Mielenterveysyhdistys"], "Lisää vertaistukea")
    _write(members["Nuorten tuki"], "Etsivää työtä")
    page = _text(council.browser().get(SECTION))

    assert re.search(r"2 jäsentä on kirjoittanut tähän, yksi ei", page)
    assert "3 jäsentä" not in page
    assert "Lisää vertaistukea" in page
    assert "Etsivää työtä" in page
    assert len(re.findall(r'value="member:\d+:mh_nosto"', page)) == 2


def test_what_a_member_wrote_is_added_under_the_councils_own_text_one_by_one(council, members) -> None:
    contact = council.browser()
    _write(members["Mielenterveysyhdistys"], "Lisää vertaistukea")
    _write(members["Nuorten tuki"], "Etsivää työtä")
    for _ in range(2):
        page = _text(contact.get(SECTION))
        act = re.search(r'value="(member:\d+:mh_nosto)"', page).group(1)
        own = re.search(r'name="q_mh_nosto-text"[^>]*>\s*([^<]*)</textarea>', page).group(1) or "Oma teksti"
        done = contact.post(SECTION, data=_posted(page, act, **{"mh_nosto-text": own}))
        assert done.headers["Location"] == f"{SECTION}#k-mh_nosto"

    assert _own(council) == {"mh_nosto": Words(text="Oma teksti\n\nLisää vertaistukea\n\nEtsivää työtä")}
    page = _text(contact.get(SECTION))
    assert "member:" not in page
    assert page.count("Tämä on jo vastauksessanne") == 2


def test_what_a_member_changed_meanwhile_is_not_added_unseen(council, members) -> None:
    contact, mine = council.browser(), members["Nuorten tuki"]
    _write(mine, "Etsivää työtä")
    page = _text(contact.get(SECTION))
    _write(mine, "Etsivää nuorisotyötä")
    contact.post(SECTION, data=_posted(page, re.search(r'value="(member:\d+:mh_nosto)"', page).group(1)))

    assert _own(council) == {}
    assert "Joku muutti tekstejä sillä välin" in _text(contact.get(SECTION))


def test_a_member_cannot_add_anothers_text_to_its_own(council, members) -> None:
    _write(members["Nuorten tuki"], "Vain neuvottelukunnalle")
    shown = _text(council.browser().get(SECTION))
    act = re.search(r'value="(member:(\d+):mh_nosto)"', shown)
    mine = members["Omaisten liitto"]
    forged = {**_posted(_text(mine.get(SECTION)), act.group(1)), f"m_{act.group(2)}_mh_nosto": "1"}
    mine.post(SECTION, data=forged)

    page = _text(mine.get(SECTION))
    assert "Vain neuvottelukunnalle" not in page
    assert "Joku muutti tekstejä sillä välin" in page


def test_what_does_not_fit_is_told_and_kept_apart(council, members) -> None:
    contact = council.browser()
    _write(members["Nuorten tuki"], "e" * 2500)
    page = _text(contact.get(SECTION))
    act = re.search(r'value="(member:\d+:mh_nosto)"', page).group(1)
    answer = contact.post(SECTION, data=_posted(page, act, **{"mh_nosto-text": "o" * 2500}))

    assert answer.status_code == 422
    assert "Tekstit eivät mahdu" in _text(answer)
    assert _own(council) == {"mh_nosto": Words(text="o" * 2500)}


def test_the_council_sees_how_far_each_member_is(council, members) -> None:
    _write(members["Mielenterveysyhdistys"], "Lisää vertaistukea")
    _write(members["Nuorten tuki"], "Etsivää työtä")
    ready = members["Nuorten tuki"].post("/vastaus/jako/valmis", data={"ready": "yes"})
    overview = _text(council.browser().get("/vastaus/"))

    assert ready.headers["Location"] == "/vastaus/tarkistus/"
    assert "Valmiita 1, kirjoittaa 1, ei ole aloittanut 1." in overview
    assert re.search(r'Nuorten tuki <span class="state state--done">valmis', overview)
    members["Nuorten tuki"].post("/vastaus/jako/valmis", data={})
    assert "Valmiita 0, kirjoittaa 2" in _text(council.browser().get("/vastaus/"))


def test_members_stand_in_the_order_of_the_alphabet(council) -> None:
    lines = "\n".join(("Ålderdomens vänner", "Öljymäen kylät", "Éva ry", "Wanhat toverit", "Valon tuki", "Äidit"))
    council.browser().post(f"{PAGE}jasenet", data={"lines": lines})
    overview = _text(council.browser().get("/vastaus/"))

    names = ("Éva ry", "Valon tuki", "Wanhat toverit", "Ålderdomens vänner", "Äidit", "Öljymäen kylät")
    assert sorted(names, key=overview.index) == list(names)


def test_a_program_that_sends_the_form_of_readiness_leaves_nothing(council, members) -> None:
    members["Nuorten tuki"].post("/vastaus/jako/valmis", data={})

    with council.db.reading() as session:
        assert session.exec(select(Response)).all() == []
    assert council.browser().post("/vastaus/jako/valmis", data={"ready": "yes"}).status_code == 403


def test_a_member_cannot_send_and_its_pages_do_not_offer_it(council, members) -> None:
    mine = members["Nuorten tuki"]
    _write(mine, "Etsivää työtä")

    assert mine.post("/vastaus/tarkistus/").status_code == 403
    assert mine.get(PAGE).status_code == 403
    assert "Lähetä vastaus" not in _text(mine.get("/vastaus/tarkistus/"))
    assert "Tekstimme ovat valmiit" in _text(mine.get("/vastaus/tarkistus/"))


def test_the_form_of_one_member_is_not_saved_for_another_or_the_council(council, members) -> None:
    page = _text(members["Nuorten tuki"].get(SECTION))
    for browser in (members["Omaisten liitto"], council.browser()):
        answer = browser.post(SECTION, data=_posted(page, **{"mh_nosto-text": "Väärässä paikassa"}))
        assert answer.status_code == 403
        assert "Väärässä paikassa" in _text(answer)

    assert _own(council) == {}


def test_the_county_sees_nothing_of_a_member_before_the_council_sends_it(council, members, jobs) -> None:
    _write(members["Nuorten tuki"], "Etsivää työtä")
    with council.db.writing() as session:
        round_ = session.get_one(Round, council.round_id)
        (row,) = turnout.of_round(session, round_)
        assert (row.state, row.answered) == ("invited", 0)
        assert material.gather(session, round_).told == {}
        assert received.ids_by_key(session, round_) == {}
        with pytest.raises(NotFound):
            received.of(session, round_, council.organisation_id)
        assert len(invitations.remind(session, jobs, round_)) == 1


def test_a_member_that_has_written_does_not_end_the_councils_own_draft(council, members) -> None:
    _write(members["Nuorten tuki"], "Etsivää työtä")
    contact = council.browser()
    _write(contact, "Neuvottelukunnan oma")

    assert contact.post("/vastaus/tarkistus/", data={"confirmed": "yes"}).headers["Location"] == "/vastaus/valmis/"
    with council.db.reading() as session:
        own = answering.find(session, council.round_id, council.organisation_id)
        theirs = session.exec(select(Response).where(Response.share_id.is_not(None))).one()
        assert (own.state, theirs.state) == ("submitted", "draft")
        told = material.gather(session, session.get_one(Round, council.round_id)).told
        assert [one.comment.text for one in told.values()] == ["Neuvottelukunnan oma"]


def test_a_file_of_a_member_can_be_saved_by_the_council_alone(council, members) -> None:
    page = "/vastaus/ennakkotehtava"
    mine = members["Nuorten tuki"]
    data = {**_posted(_text(mine.get(page))), "q_esitys-file": (io.BytesIO(b"%PDF-1.7"), "esitys.pdf")}
    mine.post(page, data=data, content_type="multipart/form-data")
    address = re.search(r'href="(/vastaus/liite/esitys\?member=\d+)"', _text(council.browser().get(page))).group(1)

    with council.browser().get(address) as file:
        assert file.data == b"%PDF-1.7"
    assert members["Omaisten liitto"].get(address).status_code == 404


def test_an_ended_member_stays_with_what_it_wrote(council, members) -> None:
    _write(members["Nuorten tuki"], "Etsivää työtä")
    contact = council.browser()
    with council.db.reading() as session:
        ids = {share.name: share.id for share in session.exec(select(Share).where(Share.kind == "member"))}
    for name in ("Nuorten tuki", "Omaisten liitto"):
        contact.post(f"{PAGE}{ids[name]}/", data={"then": "end"})

    assert members["Nuorten tuki"].get(SECTION).status_code == 410
    beside = _text(contact.get(SECTION)).partition('<details class="members">')[2]
    assert "Etsivää työtä" in beside
    assert "Omaisten liitto" not in beside


def test_after_the_deadline_nobody_becomes_ready(council, members) -> None:
    with council.db.writing() as session:
        session.get_one(Round, council.round_id).deadline = datetime.datetime.now(datetime.UTC)

    assert members["Nuorten tuki"].post("/vastaus/jako/valmis", data={"ready": "yes"}).status_code == 409
