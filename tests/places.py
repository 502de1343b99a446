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
    "respond.background",
    "respond.keeping.blank_docx",
    "respond.keeping.draft_docx",
    "respond.keeping.draft_pdf",
    "respond.keeping.sent_html",
    "respond.keeping.sent_pdf",
    "briefings.download",
    "briefings.drawn",
    "briefings.styles",
    "briefings.choosing.agenda",
    "staff.backgrounds.download",
    "staff.by_service.start",
    "staff.by_service.come_back",
    "staff.decisions.past",
    "staff.decisions.table",
    "staff.agendas.download",
    "staff.materials.download",
    "staff.materials.released",
    "staff.summoning.download",
    "respond.summoned.calendar",
    "respond.summoned.material",
    "staff.negotiated.minutes",
    "staff.yearly_summary.download",
    "staff.negotiated.news_file",
    "staff.organisation_imports.table",
    "staff.mail_previews.page",
    "respond.original",
    "staff.entering.original",
    "staff.indicator_imports.template",
    "staff.log.download",
    "staff.negotiating.download",
    "staff.negotiating.drawn",
    "staff.negotiating.material",
    "staff.received.attachment",
    "staff.received.pdf",
    "staff.questionnaire.document",
    "staff.previewing.pdf",
    "staff.templates.document",
    "staff.second_step.picture",
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
    figures = "/vastaus/indikaattorit/"
    yield Place("indicators", "to choose", "filled", figures, "Choose what you show with your answers")
    yield Place(
        "indicators",
        "none yet",
        "errors",
        figures,
        "There are no figures here yet. The county's team takes them in; you can answer the questions without them.",
    )
    yield Place(
        "indicators",
        "sent, of a service",
        "submitted",
        figures,
        "Figures of the wellbeing services county, with those of the whole country beside them.",
    )
    yield Place(
        "indicators",
        "chosen at the same time",
        "reopened",
        figures,
        "A colleague chose at the same time",
        acts.choose_beside_another,
    )
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


def _workbench(bench: str) -> Iterator[Place]:
    conflict = "Nothing was done yet: the phenomenon changed while you had it open"
    yield Place(
        "staff: workbench: phenomenon", "in conflict", "staff", f"{bench}p1/", conflict, acts.edit_beside_another
    )
    lacking = "Please tick at least one segment first."
    yield Place("staff: workbench: phenomenon", "nothing ticked", "staff", f"{bench}p1/", lacking, acts.split_nothing)
    edited = "Since the last synthesis"
    yield Place("staff: workbench", "edits waiting", "staff", bench, edited, acts.edit_from_the_list)
    yield Place(
        "staff: workbench: changes",
        "some",
        "staff",
        f"{bench}muutokset/",
        "Changes, the newest first",
        acts.undo_the_last,
    )


def _clearing(briefing: str) -> Iterator[Place]:
    unticked, uncleared = (
        "Please tick at least one quote first.",
        "Quotes still wait for a decision. Please tick that they stay out, or decide on them.",
    )
    yield Place("staff: quotes", "nothing ticked", "staff", f"{briefing}sitaatit/", unticked, acts.clear_nothing)
    met = "Nothing was done yet: others decided while you had the page open"
    yield Place("staff: quotes", "in conflict", "staff", f"{briefing}sitaatit/", met, acts.decide_beside_a_decision)
    publishing = f"{briefing}julkaise"
    yield Place("staff: publish the briefing", "quotes wait", "staff", publishing, uncleared, acts.publish_uncleared)
    beaten = ("julkaisi sillä välin version 1", "publicerade under tiden version 1")
    yield Place("staff: publish the briefing", "in conflict", "staff", publishing, beaten, acts.publish_beside_another)
    yield Place("staff: quotes", "decided", "staff", f"{briefing}sitaatit/", "Decided", acts.decide_on_all)


def _follow_up(scene: Any, round_: str) -> Iterator[Place]:
    missing, met = (
        "Please check these",
        "Somebody else told of this decision while you wrote. Please join the two, and save again.",
    )
    asking, course = f"/henkilosto/{round_}/seuranta/", f"/henkilosto/{round_}/paatokset/{now().year}/{scene.decision}/"
    yield Place("reporting", "usual", "reporting", "/seuranta/", "What stands in the way")
    yield Place("reporting", "with errors", "reporting", "/seuranta/", missing, acts.report_without_status)
    yield Place("reporting", "in conflict", "reporting", "/seuranta/", met, acts.report_beside_another)
    became = "Your words in the overview"
    yield Place("reporting: outcome", "usual", "reporting", "/seuranta/vaikutus/", became)
    yield Place("outcome", "usual", "outcome", "/vastaus/vaikutus/", became)
    yield Place("overview", "with an outcome", "outcome", "/vastaus/", "What became of your answer")
    yield Place("staff: follow-up", "usual", "staff", asking, "Decisions told of")
    yield Place("staff: ask about decisions", "usual", "staff", f"{asking}pyynto", "Ask how the decisions come along")
    yield Place("staff: ask about decisions", "with errors", "staff", f"{asking}pyynto", missing, acts.ask_of_nothing)
    yield Place("staff: remind of decisions", "nobody", "staff", f"{asking}muistutus", "Remind those missing")
    yield Place("staff: course of a decision", "usual", "staff", course, "How it has come along")
    yield Place("staff: course of a decision", "with errors", "staff", course, missing, acts.evaluate_nothing)
    evaluated = "Somebody else evaluated this decision while you wrote"
    yield Place("staff: course of a decision", "in conflict", "staff", course, evaluated, acts.evaluate_beside_another)
    summed = ("Ketkä vastasivat", "Vilka som svarade")
    yield Place("staff: yearly summary", "usual", "staff", f"/henkilosto/{round_}/yhteenveto/", summed)


def _weighing(confirming: str) -> Iterator[Place]:
    page, meanwhile = "staff: confirm the choice", "Somebody else confirmed an order meanwhile"
    no_reason = "Please write a reason of its own, or one for the whole."
    yield Place(page, "with errors", "staff", confirming, no_reason, acts.confirm_without_reason)
    yield Place(page, "confirmed meanwhile", "staff", confirming, meanwhile, acts.confirm_beside_another)
    named = "What was named before the survey, and what was found"
    yield Place("choosing", "empty", "network", "/valinta/", named)
    twelve = ("annoitte 12: 2 liikaa", "gav 12: 2 för mycket")
    yield Place("choosing", "with errors", "network", "/valinta/", twelve, acts.give_too_many_points)
    saved = "You saved something else meanwhile"
    yield Place("choosing", "saved meanwhile", "network", "/valinta/", saved, acts.weigh_in_two_windows)


def _network(scene: Any, round_: str) -> Iterator[Place]:
    missing, wrong_day = "Please check these", "Please write the date as day.month.year, for example 5.3.2027."
    candidates, issue = f"{round_}/ehdokkaat", f"{round_}/nostot/{scene.issue}/"
    meeting = f"{round_}/neuvottelut/0/"
    decided = f"{meeting}paatokset/"
    shown: tuple[tuple[str, str, Says], ...] = (
        ("theme and phenomena", f"{candidates}/", "Theme and phenomena before the survey"),
        ("candidate", f"{candidates}/{scene.candidate}/", "As it was named:"),
        ("new candidate", f"{candidates}/uusi", "Or take these: last year's phenomena and the county's catalogue"),
        ("ask to name", f"{candidates}/kutsut", "Ask the network to name candidates"),
        ("theme", f"{round_}/teema/", "The choice of the theme"),
        ("extra theme", f"{round_}/teema/lisateema", "An extra theme"),
        ("networks", "verkostot/", "Networks"),
        ("network", f"verkostot/{scene.network}/", "Remove the network"),
        ("new network", "verkostot/uusi", "Add a network"),
        ("catalogue", "ilmioluettelo/", "The catalogue of phenomena"),
        ("known phenomenon", f"ilmioluettelo/{scene.known}/", "Remove it from the catalogue"),
        ("new phenomenon", "ilmioluettelo/uusi", "Add a phenomenon"),
        ("negotiations", f"{round_}/neuvottelut/", "Standing blocks of the agenda"),
        ("negotiation", f"{round_}/neuvottelut/0/", "Minute taker"),
        ("negotiated", decided, "Minutes to finish by hand"),
        ("decision", f"{decided}{scene.decision}", "Item of the agenda"),
        ("new decision", f"{decided}uusi?asia=hyte_review", "A new decision"),
        ("decisions of the year", f"{round_}/paatokset/{now().year}/", "Due by"),
        ("announcement", f"{decided}tiedote", "Draft of the announcement"),
        ("media message", f"{decided}mediaviesti", "Draft of the media message"),
        ("delivery log", f"{decided}luovutukset/", "Nothing has been handed over yet."),
        ("agenda", f"{meeting}asialista/", "Put the agenda in order"),
        ("order of the agenda", f"{meeting}asialista/jarjestys", "Add an item of your own"),
        ("delegations", f"{meeting}osapuolet/", "Parties and delegations"),
        ("party", f"{meeting}osapuolet/{scene.organisations['kuusivaara']}", "Notes for the county's negotiators"),
        ("summons", f"{meeting}kutsu/", "The summons goes to them by mail, with an entry for the calendar"),
        ("advance material", f"{meeting}aineisto/", "What is in it"),
        ("standing block", f"{round_}/neuvottelut/hytu", "State of the regional wellbeing and safety plan"),
        ("issues", f"{round_}/nostot/", "Raised issues"),
        ("issue", issue, "Ask a service for a reply"),
    )
    for page, path, says in shown:
        yield Place(f"staff: {page}", "usual", "staff", f"/henkilosto/{path}", says)
    theme, block = f"/henkilosto/{round_}/teema/lisateema", f"/henkilosto/{round_}/neuvottelut/0/"
    yield Place("staff: extra theme", "with errors", "staff", theme, missing, acts.note_nothing)
    yield Place("staff: negotiation", "with errors", "staff", block, wrong_day, acts.arrange_nonsense)
    yield from _preparing(f"/henkilosto/{round_}/neuvottelut/", scene.organisations["kuusivaara"])
    log = f"/henkilosto/{decided}luovutukset/"
    yield Place(
        "staff: new decision", "with errors", "staff", f"/henkilosto/{decided}uusi", missing, acts.decide_nothing
    )
    yield Place("staff: delivery log", "with errors", "staff", log, missing, acts.hand_over_nothing)
    met = "Somebody else changed this decision while you wrote"
    one = f"/henkilosto/{decided}{scene.decision}"
    yield Place("staff: decision", "in conflict", "staff", one, met, acts.decide_beside_another)
    yield from _follow_up(scene, round_)
    yield Place("naming", "usual", "naming", "/ehdotukset/", "Also with us")
    yield Place("naming", "with errors", "naming", "/ehdotukset/", missing, acts.name_nothing)
    listed = "Issues raised for the county's services"
    yield Place("issues to reply", "usual", "service", "/vastaus/nostot/", listed)
    yield Place("reply", "empty", "service", f"/vastaus/nostot/{scene.issue}/", "Your reply")
    yield Place(
        "reply",
        "with errors",
        "service",
        f"/vastaus/nostot/{scene.issue}/",
        "Please write the reply first.",
        acts.reply_nothing,
    )
    yield Place("issues raised", "usual", "filled", "/vastaus/nostot/", "The issues that you raised")


def _preparing(negotiations: str, town: int) -> Iterator[Place]:
    order, party = f"{negotiations}0/asialista/jarjestys", f"{negotiations}0/osapuolet/{town}"
    missing, met = "Please check these", "Somebody else changed the agenda while you did"
    yield Place("staff: order of the agenda", "with errors", "staff", order, missing, acts.order_nonsense)
    yield Place("staff: order of the agenda", "in conflict", "staff", order, met, acts.order_beside_another)
    yield Place("staff: party", "with errors", "staff", party, missing, acts.note_too_much)
    written = "Somebody else wrote here while you did"
    yield Place("staff: party", "in conflict", "staff", party, written, acts.note_beside_another)
    sent = "Somebody else sent a summons or a cancellation while you had this page open. See below."
    yield Place("staff: summons", "in conflict", "staff", f"{negotiations}0/kutsu/", sent, acts.summon_beside_another)
    fetched = "Fetch the advance material (ZIP)"
    nothing = "You have not been summoned to a negotiation yet. The summons comes by mail."
    yield Place("negotiation", "summoned", "service", "/vastaus/neuvottelu/", fetched)
    yield Place("negotiation", "not summoned", "filled", "/vastaus/neuvottelu/", nothing)


def _ways_in() -> Iterator[Place]:
    lost, unread = "/henkilosto/salasana/unohtunut", "Please write a whole e-mail address, such as name@example.org."
    late = "The sign-in was not finished in time. Please sign in again."
    shown_once = "Each of them stands once for a code, if your device is lost."
    yield Place("staff: forgotten password", "empty", "", lost, "Forgotten password")
    yield Place("staff: forgotten password", "with errors", "", lost, unread, acts.send_no_lost_address)
    yield Place("staff: forgotten password", "asked", "", "/henkilosto/salasana/pyydetty", "Look at your mail")
    yield Place("staff: choose a password", "empty", "", "/henkilosto/uusi-salasana/{password}", "Choose a password")
    yield Place("staff: code", "empty", "", "/henkilosto/kirjaudu", "Is the device lost?", acts.come_to_the_code)
    yield Place("staff: code", "too late", "", "/henkilosto/kirjaudu/koodi", late)
    yield Place(
        "staff: recovery codes", "shown once", "staff", "/henkilosto/kaksivaiheinen/", shown_once, acts.set_up_codes
    )


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
        ("account", f"tunnukset/{scene.county}/", "When something is lost"),
        ("new password", f"tunnukset/{scene.county}/salasana", "New password"),
        ("my account", "oma/", "Where you are signed in"),
        ("code of a device", "kaksivaiheinen/", "Point its camera at this picture, or write the key by hand."),
        (
            "log",
            "loki/",
            "Who did what, to what and when. Nobody can change these rows. No words of any answer are here.",
        ),
        ("for negotiators", "neuvottelu/", "Briefings"),
        ("briefing for negotiators", f"neuvottelu/{scene.round}/", "Briefing"),
        ("a published version", f"neuvottelu/{scene.round}/?versio=1", "Briefing"),
        ("new round", "kierrokset/uusi", "A new round"),
        ("round", f"{round_}/", theme),
        ("round, drafts", f"{round_}/?tila=draft", theme),
        ("invite", f"{round_}/kutsut", "Send invitations to answer"),
        ("invite the network", f"{round_}/valintakutsut", "Invite the network to choose"),
        ("remind", f"{round_}/muistutus", "Remind those missing"),
        ("mails", f"{round_}/viestit/", "How the mails have fared"),
        ("mail previews", f"{round_}/viestit/esikatselu/", "The mails as they will go"),
        ("move a sending", f"{round_}/viestit/ajastus/{scene.sending}", "Move a sending"),
        ("end links", f"{round_}/linkit/{town}", ("Kuusivaara", "Granberga")),
        ("timetable", f"{round_}/aikataulu", "Steps of the year"),
        ("indicators of a round", f"{round_}/indikaattorit/", "Indicators that are shown with the answers"),
        ("indicators", "indikaattorit/", "The HYTE coefficient"),
        ("figures of a municipality", f"indikaattorit/{town}/", "The organisation and its contacts"),
        ("files of figures", "indikaattorit/tuonti/", "Where the files come from"),
        ("details", f"{round_}/tiedot/", "Details of the round"),
        ("guest", f"{round_}/tiedot/alueen-ulkopuolelta", "An organisation of another county"),
        ("background material", f"{round_}/aineisto/", "Add a file or a link"),
        ("management", "hallinta/", "Management"),
        ("plans", "suunnitelma/", "Plan and programmes"),
        ("plan", "suunnitelma/uusi", "Focus areas"),
        ("a plan that is there", f"suunnitelma/{scene.plan}", "Change the plan"),
        ("programmes", "suunnitelma/ohjelmat", "Change the programmes"),
        ("more time", f"{round_}/lisaaika/", "New last day for answering"),
        ("an organisation", f"{round_}/vastaajat/{town}/", "Contacts and links"),
        ("another contact", f"{round_}/vastaajat/{town}/yhteyshenkilo/1/", "The former contact"),
        ("next year", f"{round_}/seuraava", "The next year's round"),
        ("questionnaire", f"{round_}/kysely", THEME),
        (
            "questionnaire as an audience sees it",
            f"{round_}/kysely/nakyma/kunta/",
            "Every branch is shown, with the condition on which it is asked. Nothing can be written or saved here.",
        ),
        ("templates", "kyselypohjat/", "Templates"),
        ("decisions", f"{round_}/paatokset/{year}/", (f"Päätökset {year}", f"Beslut {year}")),
        ("synthesis", f"{round_}/kooste", "Synthesis"),
        ("received response", f"{round_}/vastaukset/{town}/", ("Kuusivaara", "Granberga")),
        ("briefing", f"{briefing}/", ("Ilmiökooste", "Fenomenöversikt")),
        ("quotes", f"{briefing}/sitaatit/", "Waiting for a decision"),
        ("publish the briefing", f"{briefing}/julkaise", "Published versions"),
        ("phenomenon", f"{briefing}/ilmiot/p1", ("Nuorten pitkät jonot", "Långa köer")),
        ("workbench", f"{briefing}/tyopoyta/", "Fewer or more phenomena"),
        ("workbench: phenomenon", f"{briefing}/tyopoyta/p1/", "Point in the service chain"),
        ("workbench: in no phenomenon", f"{briefing}/tyopoyta/sijoittamatta/", "Make a phenomenon of the ticked ones"),
        (
            "workbench: whole answer",
            f"{briefing}/tyopoyta/vastaukset/kuusivaara.mh_ilmiot.1",
            "Where its segments stand",
        ),
        ("workbench: changes", f"{briefing}/tyopoyta/muutokset/", "Changes and undoing"),
        ("map of the answers", f"{briefing}/tyopoyta/kartta/?ilmio=p1", "The same as a list"),
        ("briefing of a service area", f"{briefing}/?rajaus=ryhma-kunta&sanat=jaettavat", ("Rajaus:", "Avgränsning:")),
        ("data and archive", f"{round_}/arkisto/", "Answers to take out"),
        ("retention", "sailytys/", "Retention times"),
        ("delete records", f"sailytys/responses/{now().year}", "They are not due yet."),
        ("a person's own data", "tietopyynnot/", "Case number of the request"),
        ("confidentiality", f"{round_}/vastaukset/{town}/salassapito/mh_nosto", "Confidentiality of an answer"),
        ("feedback", "palautteet/", "Feedback"),
        ("organisations", "organisaatiot/", "Organisations"),
        ("organisation", f"organisaatiot/{town}/", ("Kuusivaara", "Granberga")),
        ("new organisation", "organisaatiot/uusi", "A new organisation"),
        ("new contact", f"organisaatiot/{town}/yhteyshenkilot/uusi", "A new contact"),
        # each organisation of the scene has one contact, added right after it
        ("contact", f"organisaatiot/{town}/yhteyshenkilot/{town}/", "End the contact"),
        ("service areas", "organisaatiot/palvelualueet/", "Service areas"),
        ("service area", "organisaatiot/palvelualueet/1/", "Rename"),
        ("table of organisations", "organisaatiot/tuonti/", "Take in organisations from a table"),
        ("choices and agenda", f"{briefing}/valinnat", "Who has not weighed yet"),
        ("confirm the choice", f"{briefing}/valinnat/vahvistus", "Reason for the whole"),
    )
    for page, path, says in shown:
        yield Place(f"staff: {page}", "usual", "staff", f"/henkilosto/{path}", says)
    yield from _network(scene, round_)
    yield from _workbench(f"/henkilosto/{briefing}/tyopoyta/")
    yield from _clearing(f"/henkilosto/{briefing}/")
    organisations = "/henkilosto/organisaatiot/tuonti/"
    looked_at, unreadable = "This would change", "The file must be corrected first"
    yield Place(
        "staff: table of organisations", "preview", "staff", organisations, looked_at, acts.import_organisations
    )
    yield Place(
        "staff: table of organisations", "with errors", "staff", organisations, unreadable, acts.import_nonsense
    )
    figures = "/henkilosto/indikaattorit/tuonti/"
    yield Place("staff: files of figures", "preview", "staff", figures, "By indicator", acts.import_figures)
    yield Place("staff: files of figures", "with errors", "staff", figures, unreadable, acts.import_wrong_figures)
    no_day = "Please write the day as 5.3.2027; it cannot be still to come. Please choose the file again too."
    yield Place("staff: files of figures", "without a day", "staff", figures, no_day, acts.import_on_no_day)
    asked, own = f"/henkilosto/{round_}/kysely", "/henkilosto/kyselypohjat/"
    correction = "Why the questionnaire is corrected"
    yield Place("staff: questionnaire", "correction", "staff", asked, correction, acts.correct_questionnaire)
    asked_notes = "What the changes mean"
    yield Place("staff: publishing", "notes asked", "staff", f"{asked}/julkaise", asked_notes, acts.open_publishing)
    missing = "Please write why the questionnaire is corrected."
    yield Place("staff: questionnaire", "correction with errors", "staff", asked, missing, acts.correct_without_why)
    corrected = "The file must be corrected first"
    yield Place("staff: questionnaire", "problems", "staff", asked, corrected, acts.upload_wrong_questionnaire)
    yield Place("staff: templates", "preview", "staff", own, "This would be kept", acts.upload_template)
    table = f"/henkilosto/{round_}/paatokset/{year}/"
    unread = "The file must be corrected first"
    yield Place("staff: decisions", "preview", "staff", table, "This would change", acts.import_decisions)
    yield Place("staff: decisions", "with errors", "staff", table, unread, acts.import_nonsense)
    reopen = f"/henkilosto/{round_}/vastaukset/{town}/avaa"
    yield Place("staff: reopen", "empty", "staff", reopen, "Reopen and tell by mail")
    yield Place("staff: reopen", "with errors", "staff", reopen, "What may be changed", acts.reopen_nothing)
    planned = f"/henkilosto/{round_}/viestit/ajastus/{scene.sending}"
    no_time = "Please write the time as hours and minutes, for example 9.00."
    previews = f"/henkilosto/{round_}/viestit/esikatselu/"
    several = ("Vastaanottaja on usean organisaation yhteyshenkilö.", "Mottagaren är kontaktperson för flera")
    yield Place("staff: mail previews", "one mail for two", "staff", previews, several, acts.give_two_one_contact)
    yield Place("staff: move a sending", "with errors", "staff", planned, no_time, acts.move_to_no_time)
    yield Place(
        "staff: move a sending", "to a weekend", "staff", planned, ("viikonloppu", "veckoslut"), acts.move_to_a_weekend
    )
    more = f"/henkilosto/{round_}/lisaaika/"
    yield Place("staff: more time", "with errors", "staff", more, "Why (optional)", acts.extend_nothing)
    enter, why = (
        f"/henkilosto/{round_}/vastaajat/{scene.organisations['koivula']}/puolesta/",
        "Why, and how the response came",
    )
    yield Place("staff: entering a response", "empty", "staff", enter, why)
    yield Place("staff: entering a response", "with errors", "staff", enter, why, acts.reopen_nothing)
    ids, table = "The question_id of each question", f"{enter}taulukko/"
    yield Place("staff: answers from a table", "nothing entered", "staff", table, "Please open your link again")
    yield Place("staff: answers from a table", "empty", "staff", enter, ids, acts.enter_and_import)
    yield Place(
        "staff: answers from a table", "preview", "staff", enter, "Bring in these answers", acts.preview_answers
    )
    confidential = f"/henkilosto/{round_}/vastaukset/{town}/salassapito/mh_nosto"
    yield Place("staff: confidentiality", "with errors", "staff", confidential, "Please check these", acts.mark_nothing)
    response = f"/henkilosto/{round_}/vastaukset/{town}/"
    empty = "Please write the note first."
    yield Place("staff: internal notes", "with errors", "staff", response, empty, acts.write_empty_note)
    people = "/henkilosto/tietopyynnot/"
    yield Place("staff: a person's own data", "found", "staff", people, "Erase the address", acts.search_person)
    years = "Please write the years as a whole number from 0 to 200, or leave the field empty."
    yield Place("staff: retention", "with errors", "staff", "/henkilosto/sailytys/", years, acts.write_no_years)
    yield Place("staff: sign in", "open", "", "/henkilosto/kirjaudu", "Sign in")
    yield from _ways_in()
    yield from _weighing(f"/henkilosto/{briefing}/valinnat/vahvistus")
