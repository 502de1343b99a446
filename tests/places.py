"""Every page of the service in every state that a reader may meet it in, and the words that prove where one is."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from survey_service.db import now

# endpoints that answer with no page to read: files, styles, data, and the link itself, which leads on
NO_PAGE = {
    "static",
    "pages.health",
    "respond.open_link",
    "respond.connection.tell",
    "respond.keeping.blank_pdf",
    "respond.attachment",
    "respond.keeping.blank_docx",
    "respond.keeping.draft_docx",
    "respond.keeping.draft_pdf",
    "respond.keeping.sent_html",
    "respond.keeping.sent_pdf",
    "briefings.download",
    "briefings.styles",
    "briefings.choosing.agenda",
    "staff.decisions.past",
    "staff.decisions.table",
    "staff.received.attachment",
    "staff.received.pdf",
}
SECTIONS = {
    "ilmiot": ("Ilmiöt", "Fenomen"),
    "kaytannot": ("Toimivat käytännöt", "Fungerande praxis"),
    "tilannekuva": ("Tilannekuva", "Lägesbild"),
    "toiveet": ("Toiveet ja päätös", "Önskemål och beslut"),
    "poikkileikkaavat": ("HYTE-kerroin", "HYTE-koefficienten"),
    "ennakkotehtava": ("Ennakkotehtävä", "Förhandsuppgift"),
    "vastaajat": ("Vastaajat ja käsittely", "Svarande och behandling"),
    "luvut": ("Luvut ja päivät", "Tal och dagar"),
}
acts = sys.modules["tests_acts"]
REASON = ("Tarkentakaa, kuka vastaa.", "Tarkentakaa, kuka vastaa.")
THEME = ("Ennakkokysely: mielen hyvinvointi", "Förhandsenkät: psykiskt välbefinnande")
Says = str | tuple[str, str]


@dataclass(frozen=True)
class Place:
    """One page in one state.

    `link`: whose link opens it (empty: nobody's), or `staff`. `says`: words of the page as the code has them, to be
    translated, or in fi and sv where they come from data; only the page in this very state says them. `scripts`:
    whether those that save while one writes may run.
    """

    page: str
    state: str
    link: str
    path: str
    says: Says
    act: Callable[[Page, Any], None] | None = None
    scripts: bool = True

    @property
    def name(self) -> str:
        """What the table calls it."""
        return f"{self.page}: {self.state}"


def all_places(scene: Any) -> list[Place]:
    """Every page; `scene` gives the ids that stand in addresses."""
    return [*_open(), *_respondent(), *_sharing(), *_sections(), *_troubles(), *_staff(scene)]


def _open() -> Iterator[Place]:
    ask = "Send me my link again"
    yield Place("front page", "open", "", "/", "Are you answering?")
    yield Place("privacy notice", "open", "", "/tietosuoja", "Privacy notice")
    yield Place("accessibility statement", "open", "", "/saavutettavuus", "Accessibility statement")
    yield Place("asking for a link", "empty", "", "/linkki/", ask)
    wrong = "Please write a whole e-mail address, such as name@example.org."
    yield Place("asking for a link", "with errors", "", "/linkki/", wrong, acts.send_no_address)
    yield Place("asking for a link", "asked", "", "/linkki/pyydetty", "Please look at your mail")
    yield Place("feedback", "empty", "", "/palaute/", "Give feedback")
    yield Place("feedback", "with errors", "", "/palaute/", "Nothing was sent yet", acts.send_wrong_feedback)
    yield Place("feedback", "given", "", "/palaute/kiitos", "Thank you for your feedback")


def _respondent() -> Iterator[Place]:
    yield Place("overview", "empty", "empty", "/vastaus/", "Begin answering")
    yield Place("overview", "filled", "filled", "/vastaus/", "Go on answering")
    yield Place("overview", "submitted", "submitted", "/vastaus/", "Your response has been sent")
    yield Place("overview", "closed", "closed", "/vastaus/", "The deadline has passed")
    yield Place("overview", "shared section", "part", "/vastaus/", "Go on answering")
    yield Place("overview", "member", "member", "/vastaus/", "Member organisation")
    yield Place("overview", "council", "council", "/vastaus/", "What they wrote stands beside each question.")
    yield Place("overview", "reopened", "reopened", "/vastaus/", REASON)
    yield Place("blank questionnaire", "empty", "empty", "/vastaus/kysely/", THEME)
    yield Place("instructions", "empty", "empty", "/vastaus/ohje/", "Instructions for the pre-assignment")
    review = "Review before sending"
    yield Place("review", "empty", "empty", "/vastaus/tarkistus/", review)
    yield Place("review", "filled", "filled", "/vastaus/tarkistus/", "Send although something is missing")
    yield Place("review", "rival texts", "conflict", "/vastaus/tarkistus/", "One question has two texts")
    yield Place("review", "submitted", "submitted", "/vastaus/tarkistus/", "Your response")
    yield Place("review", "closed", "closed", "/vastaus/tarkistus/", "What was saved")
    yield Place(
        "review",
        "shared section",
        "part",
        "/vastaus/tarkistus/",
        "Your part is saved. Your colleagues send the whole response.",
    )
    yield Place(
        "review", "without the tick", "filled", "/vastaus/tarkistus/", "One thing is still to be done", acts.send
    )
    yield Place("review", "personal data", "personal", "/vastaus/tarkistus/", "Look at them and correct the text")
    undecided = "The response has not been sent yet"
    yield Place("review", "personal data undecided", "personal", "/vastaus/tarkistus/", undecided, acts.send)
    yield Place("taking back", "submitted", "submitted", "/vastaus/takaisin/", "Leave it as sent")
    yield Place(
        "taking back", "without the tick", "submitted", "/vastaus/takaisin/", "One thing is still to be done", acts.send
    )
    yield Place("review", "member", "member", "/vastaus/tarkistus/", "Tell the council that you are ready")
    yield Place("review", "reopened", "reopened", "/vastaus/tarkistus/", REASON)
    yield Place("receipt", "submitted", "submitted", "/vastaus/valmis/", "Thank you, the response has arrived")


def _sharing() -> Iterator[Place]:
    page, one = "/vastaus/jako/", "/vastaus/jako/{share}/"
    yield Place("passing on", "empty", "empty", page, "The link has not been passed on to anybody.")
    yield Place("passing on", "filled", "council", page, "To the member organisations")
    yield Place(
        "passing on",
        "with errors",
        "empty",
        page,
        "Please write a whole e-mail address, such as name@example.org.",
        acts.share_with_nobody,
    )
    yield Place(
        "passing on", "members with errors", "council", page, "Please look at these lines:", acts.share_with_errors
    )
    yield Place("passing on", "link shown", "filled", page, "I have copied, go on", acts.share_without_mail)
    yield Place("a link that was passed on", "usual", "filled", one, "Do what is chosen")
    yield Place(
        "a link that was passed on", "with errors", "filled", one, "Please choose what is done.", acts.do_nothing
    )


def _sections() -> Iterator[Place]:
    wrong = "Not everything could be saved yet"
    for key, title in SECTIONS.items():
        yield Place(f"section {key}", "empty", "empty", f"/vastaus/{key}", title)
        yield Place(f"section {key}", "filled", "filled", f"/vastaus/{key}", title)
        yield Place(f"section {key}", "with errors", "errors", f"/vastaus/{key}", wrong, acts.send_everything_wrong)
    both, several = "Two have written here at the same time.", "Several people have written here at the same time."
    yield Place("section toiveet", "rival texts", "conflict", "/vastaus/toiveet", both)
    met = "Somebody else wrote at the same time"
    yield Place(
        "section toiveet", "conflict", "conflict", "/vastaus/toiveet", met, acts.send_beside_another, scripts=False
    )
    yield Place(
        "section toiveet", "conflict, scripts", "conflict", "/vastaus/toiveet", several, acts.send_beside_another
    )
    refused = ("ei sisällöltään ole", "är till sitt innehåll inte")
    yield Place(
        "section ennakkotehtava", "wrong file", "empty", "/vastaus/ennakkotehtava", refused, acts.send_wrong_file
    )
    yield Place("section ilmiot", "shared section", "part", "/vastaus/ilmiot", SECTIONS["ilmiot"])
    yield Place("section toiveet", "member", "member", "/vastaus/toiveet", SECTIONS["toiveet"])
    yield Place("section toiveet", "members' texts", "council", "/vastaus/toiveet", "Add to our answer")
    yield Place("section toiveet", "personal data", "personal", "/vastaus/toiveet", "Correct the text")
    yield Place("section toiveet", "reopened", "reopened", "/vastaus/toiveet", SECTIONS["toiveet"])


def _troubles() -> Iterator[Place]:
    form, draft, review = "/linkki/", "/vastaus/toiveet", "/vastaus/tarkistus/"
    yield Place("error", "403 no link", "", "/vastaus/", "Please open your link again")
    yield Place("error", "404", "", "/ei-ole", "The page was not found")
    yield Place("error", "404 unknown link", "", "/v/katkennut", "We do not know this link")
    yield Place("error", "410 expired link", "", "/v/{expired}", "The link is no longer valid")
    yield Place("error", "410 revoked link", "", "/v/{revoked}", "The link is no longer in use")
    yield Place(
        "error", "409 sent meanwhile", "filled", draft, "The response has already been sent", acts.send_too_late
    )
    yield Place("error", "400 old form", "", form, "The page had been open for too long", acts.send_old_form)
    yield Place("error", "422 a program", "filled", review, "Nothing was sent", acts.send_as_a_program)
    yield Place(
        "section toiveet", "megabytes of text", "empty", draft, "Not everything could be saved yet", acts.send_too_much
    )
    yield Place("error", "429 too many", "", form, "Too many attempts", acts.send_too_often)


def _staff(scene: Any) -> Iterator[Place]:
    round_, briefing = f"kierrokset/{scene.round}", f"koosteet/{scene.briefing}"
    town, year, theme = (
        scene.organisations["kuusivaara"],
        now().year - 1,
        ("Mielen hyvinvointi", "Psykiskt välbefinnande"),
    )
    shown: tuple[tuple[str, str, Says], ...] = (
        ("rounds", "", "Rounds"),
        ("password", "salasana", "My password"),
        ("accounts", "tunnukset/", "Accounts"),
        ("new password", f"tunnukset/{scene.county}/salasana", "New password"),
        ("new round", "kierrokset/uusi", "A new round"),
        ("round", f"{round_}/", theme),
        ("round, drafts", f"{round_}/?tila=draft", theme),
        ("invite", f"{round_}/kutsut", "Send invitations to answer"),
        ("invite the network", f"{round_}/valintakutsut", "Invite the network to choose"),
        ("remind", f"{round_}/muistutus", "Remind those missing"),
        ("end links", f"{round_}/linkit/{town}", ("Kuusivaara", "Granberga")),
        ("timetable", f"{round_}/aikataulu", "Change the dates"),
        ("next year", f"{round_}/seuraava", "The next year's round"),
        ("questionnaire", f"{round_}/kysely", THEME),
        ("decisions", f"{round_}/paatokset/{year}/", (f"Päätökset {year}", f"Beslut {year}")),
        ("synthesis", f"{round_}/kooste", "Synthesis"),
        ("received response", f"{round_}/vastaukset/{town}/", ("Kuusivaara", "Granberga")),
        ("briefing", f"{briefing}/", ("Ilmiökooste", "Fenomenöversikt")),
        ("phenomenon", f"{briefing}/ilmiot/p1", ("Nuorten pitkät jonot", "Långa köer")),
        ("feedback", "palautteet/", "Feedback"),
        ("choices and agenda", f"{briefing}/valinnat", "Choices and agenda"),
    )
    for page, path, says in shown:
        yield Place(f"staff: {page}", "usual", "staff", f"/henkilosto/{path}", says)
    table = f"/henkilosto/{round_}/paatokset/{year}/"
    unread = "The file must be corrected first"
    yield Place("staff: decisions", "preview", "staff", table, "This would change", acts.import_decisions)
    yield Place("staff: decisions", "with errors", "staff", table, unread, acts.import_nonsense)
    reopen = f"/henkilosto/{round_}/vastaukset/{town}/avaa"
    yield Place("staff: reopen", "empty", "staff", reopen, "Reopen and tell by mail")
    yield Place("staff: reopen", "with errors", "staff", reopen, "What may be changed", acts.reopen_nothing)
    yield Place("staff: sign in", "open", "", "/henkilosto/kirjaudu", "Sign in")
    yield Place("choosing", "empty", "network", "/valinta/", "Choose the phenomena to raise")
