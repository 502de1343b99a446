"""Whoever is the contact of several organisations gets one mail of a kind, with a part and a link for each of them."""

import datetime
import itertools

import html5lib
import pytest
from sqlmodel import col, select

from questionnaires import loading
from survey_service import deliveries, extending, invitations, links, mails, replacing, smtp, trials
from survey_service.accounts import SignedIn
from survey_service.db import Database
from survey_service.deliveries import Told
from survey_service.errors import LinkRevoked
from survey_service.letters.composing import part
from survey_service.models import Contact, Invitation, Link, Mail, Organisation, Response, Round, StaffMember
from survey_service.settings import Settings

SECRETARY = "sihteeri@kuusivirta.example"
TOWNS = {"kuusivaara": "fi", "koivula": "fi", "strandby": "sv"}
CALENDAR = [{"id": "neuvottelut", "start": "2097-04-06", "end": "2097-05-21"}]
LINK = "https://kysely.example/v/"
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def settings(post_office, mail_settings) -> Settings:
    return mail_settings(post_office.port)


@pytest.fixture
def county(database: Database, build) -> Round:
    """Three municipalities with one secretary, whose address is not written alike, and one with its own contact."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        for key, language in TOWNS.items():
            address = SECRETARY.capitalize() if key == "koivula" else SECRETARY
            b.contact(b.organisation(county, key, language_status=language), email=address)
        b.contact(b.organisation(county, "aholansaari"))
        staff = {"title": "Hytetu-tiimi", "password_hash": "", "role": "hva_team"}
        session.add(StaffMember(county_id=county.id, email="hytetu@kuusivirta.example", **staff))
        return b.round_(county, loading.load("mielen_hyvinvointi", year=2027), calendar=CALENDAR)


def invite(database: Database, jobs, county: Round) -> list[int]:
    """Invite everybody; gives what a worker is asked to send."""
    with database.writing() as session:
        everybody = session.exec(select(Organisation).order_by(col(Organisation.id))).all()
        invitations.invite(session, jobs, county, everybody, "answer")
    return asked(jobs)


def remind(database: Database, jobs, county: Round, **only) -> list[int]:
    with database.writing() as session:
        invitations.remind(session, jobs, county, **only)
    return asked(jobs)


def asked(jobs) -> list[int]:
    found = [mail_id for job, mail_id in jobs.asked if job == "send_mail"]
    jobs.asked.clear()
    return found


def send(database: Database, settings: Settings, mail_ids: list[int]) -> list[float | None]:
    return [mails.send(database, settings, mail_id) for mail_id in mail_ids]


def submit(database: Database, county: Round, key: str) -> None:
    with database.writing() as session:
        organisation_id = session.exec(select(Organisation.id).where(Organisation.key == key)).one()
        values = {"state": "submitted", "reference": f"2027-{key}"}
        session.add(Response(round_id=county.id, organisation_id=organisation_id, **values))


def fared(database: Database, kind: str = "invitation") -> dict[str, tuple[str, str]]:
    """The state and the trouble of the mails of a kind by organisation."""
    query = select(Organisation.key, Mail.state, Mail.trouble).join(Invitation, Invitation.id == Mail.invitation_id)
    with database.reading() as session:
        rows = session.exec(query.join(Organisation).where(Mail.kind == kind).order_by(col(Mail.id))).all()
    return {key: (state, trouble) for key, state, trouble in rows}


def organisations_behind(database: Database, text: str) -> list[str]:
    """Which organisation each link of a mail opens, in the order of the mail; a link that opens nothing is None."""
    found = []
    with database.writing() as session:
        for piece in text.split(LINK)[1:]:
            try:
                opened = links.alive(session, links.redeem(session, piece[:43]).id or 0)
            except LinkRevoked:
                found.append(None)
            else:
                found.append(session.get_one(Organisation, opened.organisation_id).key)
    return found


@on_sqlite
def test_one_invitation_goes_to_the_contact_of_three_with_a_part_for_each(
    database: Database, county, jobs, settings, post_office
) -> None:
    mail_ids = invite(database, jobs, county)
    assert len(mail_ids) == 2
    for _ in range(2):
        assert send(database, settings, mail_ids) == [None, None]

    assert post_office.recipients == [SECRETARY, "hyvinvointi@aholansaari.example"]
    assert fared(database) == dict.fromkeys([*TOWNS, "aholansaari"], ("sent", ""))
    joined, single = post_office.mails
    text = part(joined, "plain")
    finnish, _, swedish = text.partition("-" * 60)
    assert organisations_behind(database, finnish) == ["kuusivaara", "koivula"]
    assert organisations_behind(database, swedish) == ["strandby"]
    assert text.startswith("På svenska nedan: Strandby\n")
    for name, following in (("Kuusivaara", "Koivula\n-------"), ("Koivula", "Hyvä tietää")):
        package = finnish.partition(f"{name}\n{'-' * len(name)}\n")[2].partition(following)[0]
        for told in (f"Vastaaja: {name}", f"Vastatkaa kyselyyn ({name}):", "Ennakkotehtävän ohje", "Aikataulu"):
            assert told in package, (name, told)
    assert text.count("Älkää kirjoittako vastauksiin") == 1
    assert str(joined["Subject"]).count("(3 organis") == 2
    assert "organisaatiota)" not in str(single["Subject"])
    assert "usean organisaation" not in part(single, "plain")


@on_sqlite
def test_the_page_of_a_joined_mail_has_headings_in_order_and_links_with_names_of_their_own(
    database: Database, county, jobs, settings, post_office
) -> None:
    send(database, settings, invite(database, jobs, county)[:1])

    page = html5lib.parse(part(post_office.mails[0], "html"), namespaceHTMLElements=False)
    levels = [int(one.tag[1]) for one in page.iter() if str(one.tag) in ("h1", "h2", "h3")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    names = ["".join(one.itertext()) for one in page.iter("a") if one.get("href").startswith(LINK)]
    assert names == ["Vastatkaa kyselyyn (Kuusivaara)", "Vastatkaa kyselyyn (Koivula)", "Besvara enkäten"]
    kept = {one.get("href") for one in page.iter("a")} & set(part(post_office.mails[0], "plain").split())
    assert len(kept) == 3


@on_sqlite
def test_a_reminder_tells_only_those_who_have_not_submitted_when_it_goes(
    database: Database, county, jobs, settings, post_office
) -> None:
    send(database, settings, invite(database, jobs, county))
    submit(database, county, "strandby")
    reminders = remind(database, jobs, county)
    # the first of the group submits after the reminder was asked for: another one goes out in its place
    submit(database, county, "kuusivaara")
    send(database, settings, reminders)

    assert post_office.recipients[2:] == [SECRETARY.capitalize(), "hyvinvointi@aholansaari.example"]
    reminder = part(post_office.mails[2], "plain")
    assert organisations_behind(database, reminder) == ["koivula"]
    assert "usean organisaation" not in reminder
    told = {key: state for key, (state, _) in fared(database, "reminder").items()}
    assert told == {"kuusivaara": "cancelled", "koivula": "sent", "aholansaari": "sent"}
    assert fared(database, "reminder")["kuusivaara"] == ("cancelled", "answered")


@on_sqlite
def test_when_all_of_them_have_submitted_nothing_goes(database: Database, county, jobs, settings, post_office) -> None:
    send(database, settings, invite(database, jobs, county))
    reminders = remind(database, jobs, county)
    for key in TOWNS:
        submit(database, county, key)
    send(database, settings, reminders[:1])

    assert len(post_office.taken) == 2
    assert {key: fared(database, "reminder")[key][0] for key in TOWNS} == dict.fromkeys(TOWNS, "cancelled")


@on_sqlite
def test_a_joined_mail_in_doubt_is_sent_again_under_the_same_message_id_also_when_its_first_has_dropped_out(
    database: Database, county, jobs, settings, post_office, monkeypatch
) -> None:
    send(database, settings, invite(database, jobs, county))
    first, _ = remind(database, jobs, county)
    with database.reading() as session:
        message_id = session.get_one(Mail, first).message_id

    def broken(self, sender, recipient, content, before_the_end) -> None:
        before_the_end()
        raise smtp.InDoubt("in_doubt")

    with monkeypatch.context() as patched:
        patched.setattr(smtp.Server, "deliver", broken)
        assert send(database, settings, [first]) == [15]
    assert {key: fared(database, "reminder")[key] for key in TOWNS} == dict.fromkeys(TOWNS, ("uncertain", "in_doubt"))
    submit(database, county, "kuusivaara")
    send(database, settings, [first])

    (again,) = post_office.mails[2:]
    assert again["Message-ID"] == message_id
    assert organisations_behind(database, part(again, "plain")) == ["koivula", "strandby"]
    states = fared(database, "reminder")
    assert (states["koivula"], states["strandby"]) == (("sent", "in_doubt"), ("sent", "in_doubt"))
    assert states["kuusivaara"] == ("cancelled", "answered")
    with database.writing() as session:
        assert deliveries.note(session, Told("1", "bounced", message_id, status="5.1.1"))
    assert [fared(database, "reminder")[key][0] for key in TOWNS] == ["cancelled", "bounced", "bounced"]


@on_sqlite
def test_what_is_not_taken_now_waits_for_all_of_them_and_its_links_are_ended(
    database: Database, county, jobs, settings, post_office
) -> None:
    (first, _) = invite(database, jobs, county)
    post_office.at_data = lambda _recipient: "451 4.3.0 Try later"
    assert send(database, settings, [first]) == [15]
    assert {key: fared(database)[key] for key in TOWNS} == dict.fromkeys(
        TOWNS, ("queued", "not_now 451 4.3.0 Try later")
    )
    with database.reading() as session:
        assert all(link.revoked_at for link in session.exec(select(Link)))

    post_office.at_data = lambda _recipient: None
    send(database, settings, [first])
    assert organisations_behind(database, part(post_office.mails[0], "plain")) == [*TOWNS]


@on_sqlite
def test_what_becomes_of_a_joined_mail_becomes_of_each_organisation(
    database: Database, county, jobs, settings, post_office
) -> None:
    send(database, settings, invite(database, jobs, county))
    with database.writing() as session:
        message_id = session.exec(select(Mail.message_id).order_by(col(Mail.id))).first()
        assert deliveries.note(session, Told("news-1", "bounced", message_id, status="5.1.1", detail="No such user"))

    states = fared(database)
    assert {key: states[key] for key in TOWNS} == dict.fromkeys(TOWNS, ("bounced", "bounced 5.1.1 No such user"))
    assert states["aholansaari"] == ("sent", "")
    with database.reading() as session:
        unreached = deliveries.unreached(session, county)
        told = {one.organisation.fi: sorted(x.fi for x in one.together) for one in deliveries.of_round(session, 1)}
    assert {one.name.fi for one in unreached} == {"Kuusivaara", "Koivula", "Strandby"}
    assert told["Koivula"] == ["Kuusivaara", "Strandby"]
    assert told["Aholansaari"] == []


@on_sqlite
def test_an_address_that_the_server_refuses_fails_for_all_of_them(
    database: Database, county, jobs, settings, post_office
) -> None:
    post_office.at_recipient = lambda _recipient: "550 5.1.1 No such mailbox"
    send(database, settings, invite(database, jobs, county))

    assert {state for state, _ in fared(database).values()} == {"failed"}


@on_sqlite
def test_sending_again_to_one_of_them_sends_its_own_alone(
    database: Database, county, jobs, settings, post_office
) -> None:
    send(database, settings, invite(database, jobs, county))
    with database.writing() as session:
        invitations.resend(session, jobs, session.get_one(Invitation, 2))
    send(database, settings, asked(jobs))
    send(database, settings, remind(database, jobs, county, organisation_id=3))

    assert [organisations_behind(database, part(mail, "plain")) for mail in post_office.mails[2:]] == [
        ["koivula"],
        ["strandby"],
    ]


@on_sqlite
def test_links_are_revoked_and_contacts_replaced_for_each_organisation_apart(
    database: Database, county, jobs, settings, post_office
) -> None:
    send(database, settings, invite(database, jobs, county))
    with database.writing() as session:
        team = session.exec(select(StaffMember)).one()
        by = SignedIn(team.id, county.county_id, team.email, team.title, "hva_team", 0)
        invitations.renew(session, jobs, session.get_one(Invitation, 1))
        new = replacing.NewContact("Johtaja", "Direktör", "johtaja@koivula.example", end_former=True)
        replacing.replace(session, jobs, county, 2, 2, new, by=by)
    send(database, settings, asked(jobs))
    reminded = remind(database, jobs, county)
    send(database, settings, reminded)

    assert organisations_behind(database, part(post_office.mails[0], "plain")) == [None, None, "strandby"]
    told = [(one["To"].addresses[0].addr_spec, part(one, "plain")) for one in post_office.mails[2:]]
    assert [(to, organisations_behind(database, text)) for to, text in told] == [
        (SECRETARY, ["kuusivaara"]),
        ("johtaja@koivula.example", ["koivula"]),
        (SECRETARY, ["kuusivaara", "strandby"]),
        ("hyvinvointi@aholansaari.example", ["aholansaari"]),
        ("johtaja@koivula.example", ["koivula"]),
    ]


@on_sqlite
def test_whose_address_changes_before_the_mail_goes_gets_a_mail_of_its_own(
    database: Database, county, jobs, settings, post_office
) -> None:
    (first, _) = invite(database, jobs, county)
    with database.writing() as session:
        session.get_one(Contact, 2).email = "uusi@koivula.example"
    send(database, settings, [first])
    with database.reading() as session:
        (own,) = session.exec(select(Mail.id).where(Mail.state == "queued", Mail.invitation_id == 2))
    send(database, settings, [own])

    told = [
        (to, organisations_behind(database, part(mail, "plain")))
        for to, mail in zip(post_office.recipients, post_office.mails, strict=True)
    ]
    assert told == [(SECRETARY, ["kuusivaara", "strandby"]), ("uusi@koivula.example", ["koivula"])]


@on_sqlite
def test_more_time_for_all_is_told_in_one_mail(database: Database, county, jobs, settings, post_office) -> None:
    send(database, settings, invite(database, jobs, county))
    with database.writing() as session:
        team = session.exec(select(StaffMember)).one()
        by = SignedIn(team.id, county.county_id, team.email, team.title, "hva_team", 0)
        round_ = session.get_one(Round, county.id)
        later = round_.deadline.date() + datetime.timedelta(days=7)
        assert extending.extend(session, jobs, round_, None, later, "Kokous siirtyi.", by=by) == 2
    send(database, settings, asked(jobs))

    assert organisations_behind(database, part(post_office.mails[2], "plain")) == [*TOWNS]


@on_sqlite
def test_the_preview_and_the_test_are_the_joined_mail(database: Database, county, jobs, settings, post_office) -> None:
    with database.writing() as session:
        preview = trials.preview(session, settings, county, "invitation", 2)
        trial = trials.ask(session, jobs, county, "invitation", 2, "fi", staff_id=1)
        trial_id = trial.id or 0
        both = trials.preview(session, settings, county, "invitation", 2, "sv_fi")
    trials.send(database, settings, trial_id, 1)
    jobs.asked.clear()
    send(database, settings, invite(database, jobs, county)[:1])

    tested, sent = post_office.mails
    for kind in ("plain", "html"):
        told = part(sent, kind)
        for piece in told.split(LINK)[1:]:
            told = told.replace(f"{LINK}{piece[:43]}", "https://kysely.example/?linkki=esimerkki")
        assert part(preview, kind) == told
    assert preview["Subject"] == sent["Subject"]
    assert f"[Testi] {sent['Subject']}" == tested["Subject"]
    assert part(both, "plain").count("Vastatkaa kyselyyn (") == 3
    assert part(both, "plain").count("Besvara enkäten (") == 3


def test_two_workers_at_one_joined_mail_hand_it_over_once(
    database: Database, county, jobs, settings, post_office
) -> None:
    (first, _) = invite(database, jobs, county)
    overtaken: list[float | None] = []

    def overtake(_recipient: str) -> None:
        if not overtaken:
            overtaken.append(0)
            overtaken.append(mails.send(database, settings, first))

    post_office.at_recipient = overtake
    send(database, settings, [first])

    (mail,) = post_office.mails
    assert organisations_behind(database, part(mail, "plain")) == [*TOWNS]
    assert {key: fared(database)[key] for key in TOWNS} == dict.fromkeys(TOWNS, ("sent", ""))
    with database.reading() as session:
        living = [link.invitation_id for link in session.exec(select(Link)) if link.revoked_at is None]
    assert sorted(living) == [1, 2, 3]
