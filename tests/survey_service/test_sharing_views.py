"""A contact passes its link on: to whom, what the link opens, how it ends, and what nobody else can do."""

import re
from typing import Any

import pytest
from sqlmodel import select
from werkzeug.test import TestResponse

from questionnaires.values import Words
from survey_service import mails
from survey_service.letters import composing
from survey_service.models import AuditEvent, Contact, Invitation, Link, Mail, Share

PAGE = "/vastaus/jako/"
TOKEN = re.compile(r"/v/([A-Za-z0-9_-]{43})")


def _text(response: TestResponse) -> str:
    return response.get_data(as_text=True)


def _shares(town) -> list[Share]:
    with town.db.reading() as session:
        return list(session.exec(select(Share).where(Share.id > 1)))


def _share(browser, **fields: str) -> TestResponse:
    return browser.post(PAGE, data={"name": "Sivistystoimi", "section": "toiveet", "language": "fi", **fields})


def _colleague(town, token: str) -> Any:
    browser = town.app.test_client()
    assert browser.get(f"/v/{token}").status_code == 303
    return browser


def test_a_link_without_an_address_is_shown_once_and_opens_its_section_alone(town) -> None:
    contact = town.browser()
    shown = _share(contact)
    colleague = _colleague(town, TOKEN.search(_text(shown)).group(1))

    assert shown.status_code == 200
    assert not TOKEN.search(_text(contact.get(PAGE)))
    assert colleague.get("/vastaus/toiveet").status_code == 200
    assert colleague.get("/vastaus/ilmiot").status_code == 404
    assert "Sivistystoimi" in _text(colleague.get("/vastaus/"))


@pytest.mark.parametrize(
    "email", ["<a@x.fi", "[a@x.fi", "a b@x.fi", "a@x", "a..b@x.fi", "jäsen@x.fi", "a@x.fi>", '"a"@x.fi']
)
def test_an_address_to_which_no_mail_can_be_sent_is_told_at_once(town, email: str) -> None:
    answer = _share(town.browser(), email=email)

    assert answer.status_code == 422
    assert "Kirjoittakaa koko sähköpostiosoite" in _text(answer)
    assert _shares(town) == []


def test_an_address_is_taken_as_towns_and_people_have_them(town) -> None:
    for number, email in enumerate(("hytetu+2027@kuusivaara.example", "o'malley@x-y.fi", "toimi@äänekoski.example")):
        assert _share(town.browser(), name=f"Toimi {number}", email=email).status_code == 303
        assert composing.ascii_address(email)


def test_a_link_with_an_address_goes_by_mail(town) -> None:
    contact = town.browser()
    answer = _share(contact, email="sivistys@kuusivaara.example")

    assert answer.headers["Location"] == PAGE
    assert "viesti on matkalla" in _text(contact.get(PAGE))
    with town.db.reading() as session:
        mail = session.exec(select(Mail)).one()
        assert (mail.kind, mail.share_id, mail.state) == ("share", _shares(town)[0].id, "queued")
    assert town.jobs.asked == [("send_mail", mail.id)]


@pytest.mark.parametrize(("language", "words"), [("fi", "Teille on annettu linkki"), ("sv", "Ni har fått en länk")])
def test_the_mail_tells_who_asks_and_answers_go_to_the_contact(
    town, post_office, mail_settings, language: str, words: str
) -> None:
    _share(town.browser(), email="sivistys@kuusivaara.example", language=language)
    with town.db.reading() as session:
        mail_id = session.exec(select(Mail)).one().id
    mails.send(town.db, mail_settings(post_office.port), mail_id)

    (mail,) = post_office.mails
    body = mail.get_body(("plain",)).get_content()
    assert post_office.recipients == ["sivistys@kuusivaara.example"]
    assert mail["Reply-To"] == "hyvinvointi@kuusivaara.example"
    assert words in mail["Subject"]
    assert "Kuusivaara" in body
    assert ("Hyvinvointikoordinaattori" if language == "fi" else "Välfärdskoordinator") in body
    assert _colleague(town, TOKEN.search(body).group(1)).get("/vastaus/toiveet").status_code == 200


def test_what_is_asked_twice_is_made_once(town) -> None:
    contact = town.browser()
    for _ in range(2):
        _share(contact, email="sivistys@kuusivaara.example")
    for _ in range(2):
        _share(contact, name="Tekninen toimi")

    assert [share.name for share in _shares(town)] == ["Sivistystoimi", "Tekninen toimi"]
    with town.db.reading() as session:
        assert len(session.exec(select(Mail)).all()) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": " "}, "ketä varten linkki on"),
        ({"name": "x" * 121}, "Nimi on liian pitkä"),
        ({"email": "sivistys"}, "koko sähköpostiosoite"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(town, fields: dict[str, str], words: str) -> None:
    answer = _share(town.browser(), **{"email": "s@kuusivaara.example", **fields})

    assert answer.status_code == 422
    assert words in _text(answer)
    assert f'value="{next(iter(fields.values())).strip()}"' in _text(answer)
    assert _shares(town) == []


def test_who_wrote_last_is_told_in_the_list(town) -> None:
    contact = town.browser()
    colleague = _colleague(town, TOKEN.search(_text(_share(contact))).group(1))
    assert "ei ole vielä kirjoittanut" in _text(contact.get(PAGE))
    colleague.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Kollegan teksti", "v_mh_nosto": "0"})

    assert re.search(r"Kirjoitettu viimeksi [\d.]+ klo", _text(contact.get(PAGE)))
    assert town.answers() == {"mh_nosto": Words(text="Kollegan teksti")}


def test_ending_a_link_works_at_once_and_what_was_written_stays(town) -> None:
    contact = town.browser()
    colleague = _colleague(town, TOKEN.search(_text(_share(contact))).group(1))
    colleague.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Kollegan teksti", "v_mh_nosto": "0"})
    share_id = _shares(town)[0].id
    assert "Sivistystoimi" in _text(contact.get(f"{PAGE}{share_id}/"))
    ended = contact.post(f"{PAGE}{share_id}/", data={"then": "end"})
    late = colleague.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Lisää", "v_mh_nosto": "1"})

    assert ended.headers["Location"] == PAGE
    assert late.status_code == 410
    assert "Lisää" in _text(late)
    assert town.answers() == {"mh_nosto": Words(text="Kollegan teksti")}
    assert "lopetettu" in _text(contact.get(PAGE))
    assert contact.post(f"{PAGE}{share_id}/", data={"then": "renew"}).status_code == 404


def test_a_new_link_ends_the_earlier_one(town) -> None:
    contact = town.browser()
    first = _colleague(town, TOKEN.search(_text(_share(contact))).group(1))
    share_id = _shares(town)[0].id
    shown = contact.post(f"{PAGE}{share_id}/", data={"then": "renew"})
    second = _colleague(town, TOKEN.search(_text(shown)).group(1))

    assert first.get("/vastaus/toiveet").status_code == 410
    assert second.get("/vastaus/toiveet").status_code == 200


def test_a_program_that_sends_every_form_as_it_stands_shares_and_ends_nothing(town) -> None:
    contact = town.browser()
    _share(contact)
    share_id = _shares(town)[0].id
    for page in (PAGE, f"{PAGE}{share_id}/"):
        for action in (page, f"{PAGE}jasenet"):
            hidden = dict(
                re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)">', _text(contact.get(page)))
            )
            assert contact.post(action, data=hidden).status_code == 422
    contact.post(PAGE, data={"name": "Testi", "email": "testi@testi.example", "leave_empty": "Testi"})
    contact.post(f"{PAGE}{share_id}/", data={"then": "end", "leave_empty": "Testi"})

    assert [(share.name, share.ended_at) for share in _shares(town)] == [("Sivistystoimi", None)]
    assert town.jobs.asked == []


def test_what_was_passed_on_is_neither_passed_on_nor_sent_nor_managed_further(town) -> None:
    contact = town.browser()
    whole = _colleague(town, TOKEN.search(_text(_share(contact, section=""))).group(1))
    share_id = _shares(town)[0].id
    whole.post("/vastaus/toiveet", data={"q_mh_nosto-text": "Kollegan teksti", "v_mh_nosto": "0"})

    assert whole.get(PAGE).status_code == 403
    assert _share(whole).status_code == 403
    assert whole.post(f"{PAGE}{share_id}/", data={"then": "end"}).status_code == 403
    assert whole.post("/vastaus/tarkistus/").status_code == 403
    assert whole.post(f"{PAGE}jasenet", data={"lines": "Yhdistys"}).status_code == 403
    assert "Lähetä" not in re.sub(r"<header.*?</header>", "", _text(whole.get("/vastaus/tarkistus/")), flags=re.S)
    assert "Anna linkki" not in _text(whole.get("/vastaus/"))


def test_a_share_of_another_organisation_is_not_found(town, build) -> None:
    with town.db.writing() as session:
        b = build(session)
        county_id = session.exec(select(Contact)).one().organisation.county_id
        other = b.organisation(type("County", (), {"id": county_id}), key="muualla")
        invitation = Invitation(
            round_id=town.round_id, organisation_id=other.id, contact_id=b.contact(other).id, purpose="answer"
        )
        session.add(invitation)
        session.flush()
        share = Share(invitation_id=invitation.id, kind="colleague", name="Muualta")
        session.add(share)
        session.flush()
        share_id = share.id

    assert town.browser().get(f"{PAGE}{share_id}/").status_code == 404
    assert town.browser().post(f"{PAGE}{share_id}/", data={"then": "end"}).status_code == 404
    assert "Muualta" not in _text(town.browser().get(PAGE))


def test_what_was_done_is_on_record_without_names_or_addresses(town) -> None:
    contact = town.browser()
    _share(contact, email="sivistys@kuusivaara.example")
    share_id = _shares(town)[0].id
    contact.post(f"{PAGE}{share_id}/", data={"then": "renew"})
    contact.post(f"{PAGE}{share_id}/", data={"then": "end"})

    with town.db.reading() as session:
        events = session.exec(select(AuditEvent)).all()
        assert [event.action for event in events] == ["share.make", "share.renew", "share.revoke"]
        assert {event.thing for event in events} == {f"share:{share_id}"}
        assert all(re.fullmatch(r"link:\d+", event.actor) for event in events)
        assert session.exec(select(Link).where(Link.share_id == share_id, Link.revoked_at.is_(None))).all() == []


def test_the_first_page_is_in_the_language_that_the_contact_chose(town) -> None:
    token = TOKEN.search(_text(_share(town.browser(), language="sv"))).group(1)

    assert '<html lang="sv">' in _text(_colleague(town, token).get("/vastaus/"))
