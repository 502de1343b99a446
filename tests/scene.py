"""A fictional county in the middle of its round, for tests of pages: who has answered, a briefing, a network."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from questionnaires import loading
from questionnaires.model import Text as QText
from questionnaires.values import Items, Value, Words
from reports.briefing import Label as Label_
from survey_service import (
    accounts,
    agenda_orders,
    agendas,
    briefing_versions,
    briefings,
    catalogue,
    following_up,
    invitations,
    material,
    negotiated,
    negotiations,
    networks,
    orders,
    party_notes,
    plans,
    progress_reports,
    proposing,
    responses,
    rounds,
    schedule,
    selections,
    submissions,
)
from survey_service.candidates import Words as Words_
from survey_service.db import Database, now
from survey_service.indicators import imports
from survey_service.indicators.figures import COUNTRY, Area, Figure, Read
from survey_service.jobs import Job
from survey_service.models import (
    Contact,
    County,
    IndicatorChoice,
    Invitation,
    Mail,
    Organisation,
    ReleasedMaterial,
    Round,
    ServiceArea,
    StaffMember,
    Summons,
    SynthesisRun,
)
from survey_service.orders import Order
from survey_service.progress_reports import Reported, Reporter
from synthesis.model import (
    Gist,
    Label,
    MapPoint,
    Method,
    Phenomenon,
    PlacedSegment,
    Span,
    Synthesis,
    Unmentioned,
    UnplacedSegment,
)

PASSWORD = "korpikuusen kannon alla"
TEAM = "hytetu@kuusivirta.example"
ADMIN = "paakayttaja@kuusivirta.example"
READER = "koordinaatioryhma@kuusivirta.example"
OUTSIDER = "hytetu@toinen.example"
OUTSIDE_ADMIN = "paakayttaja@toinen.example"
NEGOTIATOR = "neuvottelija@kuusivirta.example"
QUEUES = "Nuorten mielenterveyspalveluihin on pitkät jonot."
QUEUES_MORE = "Nuoret jonottavat hoitoon kuukausia, ja koulussa ei ole ketään, jolle puhua."
QUEUES_SOTE = "Asiakkaamme odottavat hoitoon pääsyä liian kauan."
QUEUES_SV = "Unga väntar länge på vård."
LONELY = "Yksin asuvien ikäihmisten yksinäisyys on lisääntynyt."
LONELY_SV = "Ensamheten bland äldre har ökat i byarna."


@dataclass
class Noted:
    """Takes work and only notes it."""

    asked: list[tuple[Job, int]] = field(default_factory=list)

    def enqueue(self, session: Session, job: Job, thing_id: int, turn: int = 1, after_s: float = 0) -> None:
        """Note it."""
        self.asked.append((job, thing_id))


@dataclass
class Scene:
    """The ids of what stands in the database."""

    county: int
    round: int
    briefing: int
    jobs: Noted
    organisations: dict[str, int] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    network: int = 0
    naming: int = 0
    candidate: int = 0
    known: int = 0
    issue: str = ""
    plan: int = 0
    figures: int = 0
    sending: int = 0
    decision: int = 0
    reporting: int = 0


def _decision(session: Session, round_: Round, town: Organisation) -> int:
    words = dict.fromkeys(negotiated.WRITTEN, "") | {"item": "plan_status", "status": "decided"}
    told = {"action": "Kuusivaaran ohjauskortti", "goal": "Apu löytyy.", "forum": "Nuorten verkosto", "language": "fi"}
    facts = {"organisation_id": town.id, "due": datetime.date(2027, 12, 31)}
    negotiated.add(session, round_, 0, words | told | facts, actor=READER)
    return negotiated.by_item(session, round_, "fi", 0)[0].decisions[0].decision_id


def with_network(db: Database, made: Scene) -> None:
    """The network was asked to name candidates and has named one; the catalogue has begun; a reminder is planned."""
    with db.writing() as session:
        round_ = session.get_one(Round, made.round)
        round_.naming_deadline = now() + datetime.timedelta(days=7)
        town = session.get_one(Organisation, made.organisations["kuusivaara"])
        other = session.get_one(Organisation, made.organisations["koivula"])
        asked = [
            Invitation(
                round_id=made.round,
                organisation_id=one.id or 0,
                contact_id=one.contacts[0].id or 0,
                purpose="name",
            )
            for one in (town, other)
        ]
        session.add_all(asked)
        session.flush()
        words = Words_("Ikäihmisten yksinäisyys", "Ensamhet bland äldre", "Kylissä näkyy.", "Syns i byarna.")
        made.decision = _decision(session, round_, town)
        named = proposing.add(session, round_, words, "fi", actor=TEAM, invitation_id=asked[1].id)
        proposing.add(session, round_, Words_("Jonot"), "fi", actor=TEAM, invitation_id=asked[0].id)
        proposing.add(session, round_, Words_("Vain suomeksi"), "fi", actor=TEAM)
        catalogue.take_start(session, made.county, "mielen_hyvinvointi", actor=TEAM)
        made.naming, made.candidate = asked[0].id or 0, named.id or 0
        made.network = networks.of_county(session, made.county)[0].id or 0
        made.known = catalogue.of_county(session, made.county)[0].phenomenon_id
        in_time = now() + datetime.timedelta(days=2)
        made.sending = schedule.plan(session, made.jobs, round_, "reminder", in_time, actor=TEAM).id or 0


def with_follow_up(db: Database, made: Scene) -> None:
    """Kuusivaara is asked how its decision comes along and has told once; the phenomena to raise are confirmed."""
    with db.writing() as session:
        round_ = session.get_one(Round, made.round)
        staff = session.exec(select(StaffMember).where(StaffMember.email == TEAM)).one()
        until = now() + datetime.timedelta(days=21)
        following_up.ask(session, made.jobs, round_, [made.decision], until, staff_id=staff.id or 0, actor=TEAM)
        who = Reporter(made.organisations["kuusivaara"], "fi", actor="link:1")
        told = Reported("kesken", "Kortti on jaettu kouluihin.", "Painatus maksaa.", "Jaetaan nuorisotaloille.")
        progress_reports.write(session, round_, made.decision, told, who, seen=0)
        asked = select(Invitation).where(Invitation.purpose == "follow_up", Invitation.round_id == made.round)
        made.reporting = session.exec(asked).one().id or 0
        orders.confirm(
            session,
            made.briefing,
            made.county,
            staff.id or 0,
            Order(["p1"], reason="Verkosto painotti tätä."),
            actor=TEAM,
        )


def with_summons(db: Database, made: Scene) -> None:
    """The parties of the whole county's negotiation were summoned, then its place changed; material was let out."""
    with db.writing() as session:
        round_, starts_at = session.get_one(Round, made.round), now() + datetime.timedelta(days=40)
        negotiations.arrange(session, round_, 0, starts_at, "Valtuustosali", "", actor=READER)
        row = negotiations.row_of(session, round_, 0)
        by = {"negotiation_id": row.id or 0, "staff_id": accounts.of_county(session, made.county)[0].id}
        session.add(Summons(sequence=0, starts_at=starts_at, place="Kirjasto", **by))
        facts = {"key": "0" * 32, "sha256": "0" * 64, "size": 1, "files": 1, "briefing_version": 1}
        session.add(ReleasedMaterial(number=1, **facts, **by))
        lines = agendas.arranged(session, round_, "fi", 0).lines
        order = {"seen": 0, "staff_id": by["staff_id"], "actor": TEAM}
        agenda_orders.arrange(session, round_, 0, lines, added=Label_(fi="Tauko", sv="Paus"), **order)
        words = {"quorum": "Kaksi viranhaltijaa.", "internal": "Kunnan talousarvio on kesken."}
        seen = {"quorum": 0, "internal": 0}
        by_staff = {"staff_id": by["staff_id"], "actor": TEAM}
        party_notes.write(session, round_, 0, made.organisations["kuusivaara"], words, seen=seen, **by_staff)


def set_up(db: Database) -> Scene:
    """Fill `db`: seven organisations, one of them small, in every state; a briefing with two phenomena."""
    jobs = Noted()
    with db.writing() as session:
        county = _county(session, "99", "Kuusivirran hyvinvointialue", "Granälvens välfärdsområde", TEAM)
        for email, role in ((ADMIN, "admin"), (READER, "coordination_group"), (NEGOTIATOR, "negotiator")):
            accounts.create(session, county, email, "Koordinaattori", role, PASSWORD)
        other = _county(session, "98", "Toisen hyvinvointialue", "Andra välfärdsområdet", OUTSIDER)
        accounts.create(session, other, OUTSIDE_ADMIN, "Pääkäyttäjä", "admin", PASSWORD)
        organisations = _organisations(session, county)
        _organisation(session, other, "muualla", "kunta", "Muualla", "Annanstans", "fi")
        round_ = _round(session, county)
        invitations.invite(session, jobs, round_, _all(session, county, but="tammela"), "answer")
        _deliver(session)
        _answer(session, jobs, round_, organisations)
        briefing = _briefing(session, round_)
        members = invitations.invite(session, jobs, round_, _all(session, county, but="tammela"), "select")
        keys = {organisation_id: key for key, organisation_id in organisations.items()}
        return Scene(
            county,
            round_.id or 0,
            briefing,
            jobs,
            organisations,
            {keys[one.organisation_id]: one.id or 0 for one in members},
            plan=plans.of_county(session, county)[0][0].id or 0,
        )


def _county(session: Session, code: str, name_fi: str, name_sv: str, email: str) -> int:
    county = County(
        code=code,
        name_fi=name_fi,
        name_sv=name_sv,
        languages=["fi", "sv"],
        contact_title_fi="Hytetu-tiimi",
        contact_title_sv="Hytetu-teamet",
        contact_email=email,
    )
    session.add(county)
    session.flush()
    plans.begin(session, county.id or 0)
    accounts.create(session, county.id or 0, email, "Hytetu-tiimi", "hva_team", PASSWORD)
    return county.id or 0


def _organisations(session: Session, county: int) -> dict[str, int]:
    rows = (
        ("kuusivaara", "kunta", "Kuusivaara", "Granberga", "fi_sv"),
        ("aholansaari", "kunta", "Aholansaari", "Aholansaari", "fi"),
        ("strandby", "kunta", "Rantakylä", "Strandby", "sv"),
        ("koivula", "kunta", "Koivula", "Koivula", "fi"),
        ("tammela", "kunta", "Tammelanniemi", "Ekudden", "fi"),
        ("nuorisopalvelut", "sote", "Nuorten palvelut", "Tjänster för unga", "fi"),
        ("jarjestot", "jarjesto", "Järjestöneuvottelukunta", "Organisationsdelegationen", "fi_sv"),
    )
    made = {row[0]: _organisation(session, county, *row) for row in rows}
    area = ServiceArea(
        county_id=county, key="rannikko", name_fi="Rannikon palvelualue", name_sv="Kustens serviceområde"
    )
    session.add(area)
    session.flush()
    session.get_one(Organisation, made["kuusivaara"]).service_area_id = area.id
    return made


def _organisation(session: Session, county: int, key: str, kind: str, name_fi: str, name_sv: str, language: str) -> int:
    organisation = Organisation(
        county_id=county,
        key=key,
        kind=kind,
        name_fi=name_fi,
        name_sv=name_sv,
        language_status=language,
        inhabitants=2_000 if key == "aholansaari" else 12_000,
    )
    session.add(organisation)
    session.flush()
    contact = Contact(
        organisation_id=organisation.id or 0,
        title_fi="Hyvinvointikoordinaattori",
        title_sv="Välfärdskoordinator",
        email=f"hyvinvointi@{key}.example",
        is_primary=True,
    )
    session.add(contact)
    session.flush()
    if kind == "kunta":
        networks.join(session, networks.first_of(session, county), contact)
    return organisation.id or 0


def _round(session: Session, county: int) -> Round:
    today = now().date()
    usual = rounds.usual_dates(today.year)
    dates = rounds.Dates(today + datetime.timedelta(days=9), today + datetime.timedelta(days=23), usual.steps)
    made = rounds.create(session, county, loading.load("mielen_hyvinvointi"), today.year, dates, actor=TEAM)
    rounds.publish(session, made, actor=TEAM)
    return made


def _all(session: Session, county: int, *, but: str) -> list[Organisation]:
    query = select(Organisation).where(Organisation.county_id == county, Organisation.key != but)
    return list(session.exec(query))


def _deliver(session: Session) -> None:
    """Every mail but one has gone out."""
    for mail in session.exec(select(Mail)):
        mail.state, mail.sent_at = "sent", now()
    last = session.exec(select(Mail).join(Invitation).join(Organisation).where(Organisation.key == "koivula")).one()
    last.state, last.trouble, last.sent_at = "failed", "refused 550", None


def _answer(session: Session, jobs: Noted, round_: Round, organisations: dict[str, int]) -> None:
    said: dict[str, dict[str, Value]] = {
        "kuusivaara": {
            "mh_ilmiot": Items(items=(QUEUES, LONELY)),
            "mh_nosto": Words(text="Lisää matalan kynnyksen tukea."),
        },
        "aholansaari": {"mh_ilmiot": Items(items=(QUEUES_MORE,))},
        "strandby": {"mh_ilmiot": Items(items=(QUEUES_SV, LONELY_SV))},
        "nuorisopalvelut": {"mh_ilmiot": Items(items=(QUEUES_SOTE, "Kiitos kyselystä!"))},
        "jarjestot": {"mh_ilmiot": Items(items=("Luonnos, jota kukaan muu ei näe.",))},
    }
    known = {question.id for question in rounds.questionnaire_of(round_).questions()}
    for key, values in said.items():
        organisation = session.get_one(Organisation, organisations[key])
        response = responses.open_draft(session, round_, organisation)
        given = {question_id: value for question_id, value in values.items() if question_id in known}
        writer = responses.Writer(None, "", organisation.language_status[:2])
        responses.save(session, response, given, writer, seen={})
        if key != "jarjestot":
            invitation = session.exec(
                select(Invitation).where(Invitation.organisation_id == organisation.id, Invitation.purpose == "answer")
            ).one()
            submissions.submit(session, jobs, response, invitation.id or 0, link_id=None)


def _briefing(session: Session, round_: Round) -> int:
    gathered = material.gather(session, round_)
    places = {told.comment.text: told.comment.answer_id for told in gathered.told.values()}
    synthesis = Synthesis(
        phenomena=(
            _phenomenon(
                places,
                "p1",
                "Nuorten pitkät jonot hoitoon",
                "Långa köer till vården",
                QUEUES,
                QUEUES_MORE,
                QUEUES_SOTE,
                QUEUES_SV,
            ),
            _phenomenon(places, "p2", "Ikäihmisten yksinäisyys", None, LONELY, LONELY_SV),
        ),
        unplaced=(UnplacedSegment(answer_id=places["Kiitos kyselystä!"], start=0, end=17, reason="practical"),),
        map=tuple(
            MapPoint(answer_id=places[text], start=0, end=len(text), x=x, y=-x)
            for text, x in ((QUEUES, 0.5), (QUEUES_MORE, 0.6), (QUEUES_SV, 0.75), (LONELY, -0.5), (LONELY_SV, -0.9))
        ),
        method=Method(version="1", encoder="e5", lemmatisers={}, parameters={}, comments=7, segments=7),
    )
    run = SynthesisRun(round_id=round_.id or 0, state="finished", share=1.0, finished_at=now())
    run.result = synthesis.model_dump(mode="json")
    session.add(run)
    session.flush()
    briefing = briefings.compose(gathered, synthesis, made_on=now().date())
    stored = briefings.store(session, run, briefing)
    briefing_versions.publish(session, stored, briefing, seen=0, leave_out=True, actor=TEAM)
    return stored.id or 0


def _phenomenon(places: dict[str, str], key: str, fi: str, sv: str | None, *texts: str) -> Phenomenon:
    spans = [Span(answer_id=places[text], start=0, end=len(text)) for text in texts]
    return Phenomenon(
        id=key,
        label=Label(fi=fi, sv=sv),
        gist=Gist(**spans[0].model_dump(), text=texts[0], language="fi"),
        keywords=("jono", "hoito"),
        stability=0.9,
        organisations=("Kuusivaara", "Rantakylä"),
        segments=tuple(PlacedSegment(**span.model_dump(), strength=0.8) for span in spans),
        quotes=tuple(spans),
    )


def with_figures(db: Database, made: Scene) -> None:
    """Figures of two indicators for every municipality of the county but the one of the state "errors".

    Kuusivaara chose one of them before it sent its response.
    """
    with db.writing() as session:
        wanted = Organisation.county_id == made.county, Organisation.kind == "kunta"
        towns = session.exec(select(Organisation).where(*wanted).order_by(Organisation.id)).all()
        for number, town in enumerate(towns):
            town.code = town.code or f"{900 + number}"
        session.flush()
        areas = [Area("kunta", town.code or "") for town in towns if not town.key.startswith("errors")]
        figures = [
            Figure(key, area, year, "total", None if number == 2 else f"{5 + number % 7}.{year % 10}")
            for key in ("sotkanet_3219", "tea_kuntajohto")
            for number, area in enumerate((*areas, Area("hva", "99"), COUNTRY))
            for year in (now().year - 2, now().year - 5)
        ]
        read = Read("sotkanet", "luvut.csv", "ab" * 32, figures=tuple(figures))
        imports.take_in(session, made.county, read, now().date(), actor=TEAM)
        made.figures = imports.of_county(session, made.county)[0].id or 0
        session.add(
            IndicatorChoice(
                round_id=made.round,
                organisation_id=made.organisations["kuusivaara"],
                indicators=["sotkanet_3219"],
                chosen_at=now() - datetime.timedelta(days=1),
            )
        )


def with_weights(db: Database, made: Scene) -> None:
    """All but Kuusivaara have weighed the phenomena; a candidate was found in the answers, another one was not."""
    raised, left = "negotiation", "network"
    said: dict[str, tuple[tuple[Any, int, str], tuple[Any, int, str]]] = {
        "aholansaari": ((raised, 6, "Jonot koskevat meitäkin, 010203-900L."), ("not_now", 0, "")),
        "strandby": ((raised, 4, "Köerna växer."), (raised, 5, "Byarna töms.")),
        "koivula": ((raised, 3, "Tärkeintä nyt."), (left, 0, "")),
        "nuorisopalvelut": ((left, 0, "Hoidamme tätä jo."), ("not_now", 0, "")),
        "jarjestot": ((raised, 7, "Sama kaikilla."), (None, 3, "")),
    }
    with db.writing() as session:
        run = session.exec(select(SynthesisRun).where(SynthesisRun.round_id == made.round)).one()
        result = Synthesis.model_validate(run.result)
        named = result.phenomena[1].model_copy(update={"seed": f"e{made.candidate}", "origin": "seed"})
        quiet = Unmentioned(seed="e999", label=Label(fi="Etsivä nuorisotyö", sv="Uppsökande ungdomsarbete"))
        changed = {"phenomena": (result.phenomena[0], named), "seeds_unmentioned": (quiet,)}
        run.result = result.model_copy(update=changed).model_dump(mode="json")
        name = QText(fi="Palvelujen verkosto", sv="Nätverket för tjänster")
        other = networks.add(session, made.county, name, actor=TEAM)
        for key in ("nuorisopalvelut", "jarjestot"):
            organisation = session.get_one(Organisation, made.organisations[key])
            networks.join(session, other, organisation.contacts[0])
            asked = invitations.invite(session, made.jobs, session.get_one(Round, made.round), [organisation], "select")
            made.members[key] = asked[0].id or 0
        for key, (first, second) in said.items():
            weights = {"p1": selections.Weight(*first), "p2": selections.Weight(*second)}
            selections.weigh(session, made.briefing, made.members[key], weights, actor="link:1")
