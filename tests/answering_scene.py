"""Organisations of the fictional county in every state of answering, each behind a link of its own."""

import datetime
from dataclasses import dataclass, field

from sqlmodel import Session

from questionnaires import loading
from questionnaires.model import AnyQuestion, Date, Number, Questionnaire, Section, Text
from questionnaires.values import VALUE, Value, Words
from survey_service import links, reopening, responses, stored, submissions
from survey_service.accounts import SignedIn
from survey_service.db import Database, now
from survey_service.models import Contact, Invitation, Organisation, Response, Round, Share, Submission
from survey_service.responses import Writer

OURS, THEIRS = "Yksin asuvia ikääntyneitä ei tavoiteta", "Nuorten jonot hoitoon ovat pitkiä"
QUESTION = "mh_nosto"
EVERYBODY = ("kunta", "sote", "jarjesto", "muu")


@dataclass
class Answering:
    """The tokens of the links by state, and what is needed to write into the responses behind them."""

    db: Database
    jobs: object
    round: int
    tokens: dict[str, str] = field(default_factory=dict)
    responses: dict[str, int] = field(default_factory=dict)
    invitations: dict[str, int] = field(default_factory=dict)
    shares: dict[str, int] = field(default_factory=dict)

    def write(self, state: str, text: str, question_id: str = QUESTION) -> None:
        """Somebody else saves `text` meanwhile, having seen the newest version."""
        with self.db.writing() as session:
            response = session.get_one(Response, self.responses[state])
            save(session, response, {question_id: Words(text=text)})

    def draft_again(self, state: str) -> None:
        """As the contact who takes the response back."""
        with self.db.writing() as session:
            response = session.get_one(Response, self.responses[state])
            standing = submissions.standing(session, response.id or 0)
            assert standing
            sent = session.get_one(Submission, standing.id)
            response.state, sent.end, sent.ended_at = "draft", "taken_back", now()


def set_up(db: Database, county: int, jobs: object) -> Answering:
    """Fill `db` with one open round and one whose deadline has passed, of `county`."""
    with db.writing() as session:
        open_round = _round(session, county, now().year + 1, now() + datetime.timedelta(days=14))
        closed_round = _round(session, county, now().year - 3, now() - datetime.timedelta(days=1))
        made = Answering(db, jobs, open_round.id or 0)
        for state, kind, name_fi, name_sv in (
            ("empty", "kunta", "Kuusivaara", "Granvik"),
            ("filled", "kunta", "Aholansaari", "Aholansaari"),
            ("errors", "kunta", "Rantakylä", "Strandby"),
            ("personal", "kunta", "Lehtola", "Lövdal"),
            ("conflict", "kunta", "Koivula", "Björkby"),
            ("submitted", "sote", "Nuorten palvelut", "Tjänster för unga"),
            ("reopened", "kunta", "Mäntyharju", "Tallåsen"),
            ("council", "jarjesto", "Järjestöneuvottelukunta", "Organisationsdelegationen"),
        ):
            _invited(session, made, open_round, state, kind, (name_fi, name_sv))
        _invited(session, made, closed_round, "closed", "kunta", ("Tammelanniemi", "Ekudden"))
    return made


def everything(questionnaire: Questionnaire, audience: str) -> dict[str, Value]:
    """An answer to every question that an audience is asked, but for files."""
    asked = [question for section in questionnaire.sections for question in section.questions_for(audience)]
    return {question.id: something(question) for question in asked if question.kind != "file"}


def something(question: AnyQuestion) -> Value:
    """Some answer to a question, of the shape that its kind takes."""
    match question.kind:
        case "open":
            parts = {"text": "Perheiden tuki on koottu yhteen paikkaan.\nKylissä sitä ei ole."}
        case "open_repeat":
            parts = {"items": (OURS, THEIRS)}
        case "single":
            parts = {"option": question.options[0].id}
        case "multi":
            parts = {"options": [question.options[0].id]}
        case "scale":
            parts = {"value": question.points[0].value, "comment": "Muutos näkyy kouluissa."}
        case "number":
            parts = {"number": "12.5"}
        case "date":
            parts = {"date": "2027-03-05"}
        case "link":
            parts = {"address": "https://kuusivaara.example/suunnitelma", "title": "Hyvinvointisuunnitelma"}
        case "date_note":
            parts = {"date": "2027-02-18", "note": "Hyvinvointityöryhmä"}
        case _:
            parts = {"rows": [{column.id: _cell(question, column.input) for column in question.columns}]}
    return VALUE.validate_python({"kind": question.kind, **parts})


def save(
    session: Session, response: Response, values: dict[str, Value], page: str = "", *, seen: int | None = None
) -> None:
    """Save as a page that had seen the newest versions, or `seen`."""
    newest = {key: one.version for key, one in stored.living(session, response.id or 0).items()}
    versions = {key: newest.get(key, 0) if seen is None else seen for key in values}
    responses.save(session, response, values, Writer(None, page, "fi"), versions)


def _cell(question: AnyQuestion, kind: str) -> str:
    if kind == "options":
        return (question.roles if question.kind == "roster" else question.statuses)[0].id
    return "johtaja@kuusivaara.example" if kind == "email" else "Hyvinvointijohtaja"


def _round(session: Session, county: int, year: int, deadline: datetime.datetime) -> Round:
    loaded = loading.load("mielen_hyvinvointi", year=2027)
    facts = Section(
        id="luvut",
        title=Text(fi="Luvut ja päivät", sv="Tal och dagar"),
        questions=(
            Number(
                id="x_osuus",
                role="figure",
                audiences=EVERYBODY,
                decimals=1,
                unit=Text(fi="prosenttia", sv="procent"),
                text=Text(fi="Kuinka suuri osuus tavoitettiin?", sv="Hur stor andel nåddes?"),
            ),
            Date(
                id="x_paiva",
                role="figure",
                audiences=EVERYBODY,
                text=Text(fi="Minä päivänä asia päätettiin?", sv="Vilken dag beslutades det?"),
            ),
        ),
    )
    asked = loaded.model_copy(update={"sections": (*loaded.sections, facts)})
    round_ = Round(
        county_id=county,
        year=year,
        theme=asked.theme,
        questionnaire=asked.model_dump(mode="json"),
        published_at=now() - datetime.timedelta(days=30),
        deadline=deadline,
        selection_deadline=deadline + datetime.timedelta(days=14),
        calendar=[],
    )
    session.add(round_)
    session.flush()
    return round_


def _invited(session: Session, made: Answering, round_: Round, state: str, kind: str, names: tuple[str, str]) -> None:
    organisation = Organisation(
        county_id=round_.county_id,
        key=f"{state}-{round_.year}",
        kind=kind,
        name_fi=names[0],
        name_sv=names[1],
        language_status="fi",
        inhabitants=12_000,
    )
    session.add(organisation)
    session.flush()
    contact = Contact(
        organisation_id=organisation.id or 0,
        title_fi="Hyvinvointikoordinaattori",
        title_sv="Välfärdskoordinator",
        email=f"hyvinvointi@{state}.example",
    )
    session.add(contact)
    session.flush()
    invitation = Invitation(
        round_id=round_.id or 0, organisation_id=organisation.id or 0, contact_id=contact.id or 0, purpose="answer"
    )
    session.add(invitation)
    session.flush()
    made.invitations[state] = invitation.id or 0
    _links(session, made, invitation, state)
    _written(session, made, invitation, state, round_, organisation)


def _links(session: Session, made: Answering, invitation: Invitation, state: str) -> None:
    later = now() + datetime.timedelta(days=20)
    made.tokens[state] = links.mint(session, invitation, "organisation", expires_at=later)
    if state == "filled":
        _passed_on(session, made, invitation, "part", ("colleague", "Sivistystoimi", "ilmiot"))
        made.tokens["expired"] = links.mint(session, invitation, "organisation", expires_at=now())
        made.tokens["revoked"] = links.mint(session, invitation, "organisation", expires_at=later)
        links.revoke_token(session, made.tokens["revoked"])
    if state == "council":
        _passed_on(session, made, invitation, "member", ("member", "Lähimmäisapu ry", None))
        _passed_on(session, made, invitation, "silent", ("member", "Kylien yhdistys ry", None))


def _passed_on(
    session: Session, made: Answering, invitation: Invitation, state: str, to: tuple[str, str, str | None]
) -> None:
    kind, name, section = to
    share = Share(
        invitation_id=invitation.id or 0, kind=kind, name=name, section_id=section, email=f"tuki@{state}.example"
    )
    session.add(share)
    session.flush()
    later = now() + datetime.timedelta(days=20)
    made.shares[state] = share.id or 0
    made.tokens[state] = links.mint(session, invitation, "share", share=share, expires_at=later)


def _written(
    session: Session, made: Answering, invitation: Invitation, state: str, round_: Round, organisation: Organisation
) -> None:
    if state == "empty":
        return
    response = responses.open_draft(session, round_, organisation)
    made.responses[state] = response.id or 0
    answers = everything(Questionnaire.model_validate(round_.questionnaire), organisation.kind)
    save(session, response, answers)
    if state == "personal":
        save(session, response, {QUESTION: Words(text="Soittakaa 040 123 4567 tai 131052-900X.")})
    if state == "conflict":
        save(session, response, {QUESTION: Words(text=THEIRS)}, page="toinen", seen=0)
    if state == "council":
        theirs = responses.open_draft(session, round_, organisation, made.shares["member"])
        save(session, theirs, {**answers, QUESTION: Words(text="Kylien kerhotilat pysyvät auki.")})
    if state in ("submitted", "reopened"):
        submissions.submit(session, made.jobs, response, invitation.id or 0, link_id=None)
    if state == "reopened":
        team = SignedIn(1, round_.county_id, "hytetu@kuusivirta.example", "Hytetu-tiimi", "hva_team", 1)
        until = now() + datetime.timedelta(days=5)
        wanted = reopening.Wanted(frozenset({"toiveet"}), False, "Tarkentakaa, kuka vastaa.", until)
        reopening.reopen(session, made.jobs, round_, organisation.id or 0, wanted, by=team)
