"""Every mail can be looked at before it goes, and sent to the one who looks; no link in it opens anything."""

import itertools
import re
import sys

import pytest
from sqlmodel import select

from survey_service import mails, trials
from survey_service.db import Database
from survey_service.errors import NotFound
from survey_service.letters.composing import part
from survey_service.models import Invitation, Link, Mail, Organisation, Round, StaffMember, TrialMail
from survey_service.views import words

scenes = sys.modules["tests_scene"]


@pytest.fixture
def settings(post_office, mail_settings):
    return mail_settings(post_office.port)


def _round(session, scene) -> Round:
    return session.get_one(Round, scene.round)


def test_every_kind_of_mail_has_a_name_to_be_chosen_by() -> None:
    assert set(trials.KINDS) == set(words.MAILS)


def test_a_preview_in_any_language_holds_no_key_and_makes_none(sqlite_database: Database, scene, settings) -> None:
    for kind, languages in itertools.product(trials.KINDS, ("fi", "sv", "fi_sv", "sv_fi")):
        with sqlite_database.reading() as session:
            made = session.exec(select(Link.id)).all()
            mail = trials.preview(
                session, settings, _round(session, scene), kind, scene.organisations["kuusivaara"], languages
            )
            assert session.exec(select(Link.id)).all() == made

        for told in (part(mail, "plain"), part(mail, "html")):
            assert "/v/" not in told
            assert "https://kysely.example/?linkki=esimerkki" in told
        assert mail["To"].addresses[0].addr_spec == "hyvinvointi@kuusivaara.example"
        assert mail["Content-Language"] == languages.replace("_", ", ")
        assert "Test" not in mail["Subject"]


def test_a_preview_is_the_mail_that_goes_but_for_its_link(
    sqlite_database: Database, scene, settings, post_office
) -> None:
    organisation_id = scene.organisations["strandby"]
    with sqlite_database.writing() as session:
        found = select(Mail).join(Invitation).where(Invitation.organisation_id == organisation_id)
        mail = session.exec(found.where(Mail.kind == "invitation")).one()
        session.exec(select(Round)).one()
        mail.state = "queued"
        mail_id = mail.id or 0
    mails.send(sqlite_database, settings, mail_id)
    with sqlite_database.reading() as session:
        preview = trials.preview(session, settings, _round(session, scene), "invitation", organisation_id)

    (sent,) = post_office.mails
    links = re.compile(r"https://kysely.example/(v/[\w-]{43}|\?linkki=esimerkki)")
    for kind in ("plain", "html"):
        assert links.sub("LINK", part(preview, kind)) == links.sub("LINK", part(sent, kind)), kind
    for header in ("Subject", "From", "To", "Reply-To", "Content-Language"):
        assert str(preview[header]) == str(sent[header])


def test_each_audience_reads_its_own_pre_assignment(sqlite_database: Database, scene, settings) -> None:
    with sqlite_database.reading() as session:
        round_ = _round(session, scene)
        told = {
            key: part(trials.preview(session, settings, round_, "invitation", scene.organisations[key], "fi"), "plain")
            for key in ("kuusivaara", "nuorisopalvelut", "jarjestot")
        }
    packages = {key: text.partition("Mitä pyydämme")[2].partition("Aikataulu")[0] for key, text in told.items()}

    assert len(set(packages.values())) == 3
    assert all("Ennakkotehtävän ohje" in text for text in packages.values())


def test_a_test_goes_to_the_one_who_asked_for_it_and_says_so(
    sqlite_database: Database, scene, settings, post_office
) -> None:
    with sqlite_database.writing() as session:
        team = session.exec(select(StaffMember).where(StaffMember.email == scenes.TEAM)).one()
        values = ("invitation", scene.organisations["strandby"], "sv")
        first, again = (
            trials.ask(session, scene.jobs, _round(session, scene), *values, staff_id=team.id or 0) for _ in range(2)
        )
        assert first.id == again.id
        trial_id = first.id or 0
    assert scene.jobs.asked[-1] == ("send_trial", trial_id)
    post_office.at_data = lambda _recipient: "451 later"
    assert trials.send(sqlite_database, settings, trial_id, 1) == 15
    post_office.at_data = lambda _recipient: None
    for turn in (2, 3):
        assert trials.send(sqlite_database, settings, trial_id, turn) is None

    (mail,) = post_office.mails
    assert post_office.recipients == [scenes.TEAM]
    assert mail["Subject"].startswith("[Test] Förhandsenkät")
    assert "Det här är ett testmeddelande." in part(mail, "plain")
    assert "/v/" not in part(mail, "plain") + part(mail, "html")
    with sqlite_database.reading() as session:
        assert session.exec(select(TrialMail.state)).all() == ["sent"]


def test_nobody_looks_at_a_mail_as_an_organisation_of_another_county(
    sqlite_database: Database, scene, settings
) -> None:
    with sqlite_database.reading() as session:
        foreign = session.exec(select(Organisation.id).where(Organisation.key == "muualla")).one() or 0
        with pytest.raises(NotFound):
            trials.preview(session, settings, _round(session, scene), "invitation", foreign)
