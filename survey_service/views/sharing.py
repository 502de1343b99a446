"""Passing the contact's link on: to colleagues, and in the NGO council to its member organisations."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response

from questionnaires.table_checks import EMAIL, LONGEST_EMAIL
from survey_service import answering, i18n, responses, sharing
from survey_service import members as council
from survey_service.answering import Answering
from survey_service.errors import NotAllowed, RoundClosed
from survey_service.formfields import clean
from survey_service.services import services
from survey_service.sharing import Passed, Wanted
from survey_service.views import words_of_sharing
from survey_service.views.opened import answer_link, same_link_as_form
from survey_service.views.person import only_a_person

blueprint = Blueprint("sharing", __name__, url_prefix="/vastaus/jako")
LONGEST_NAME = 120
MOST_LINES = 200


@blueprint.get("/")
def index() -> str:
    """To whom the link has been passed on, and the forms to do so."""
    return _page(_told(), {}, {})


@blueprint.post("/")
def share() -> Response | tuple[str, int] | str:
    """Pass the link on to one colleague."""
    told = _posted()
    typed = {name: clean(request.form.get(name)) for name in ("name", "email", "language", "section")}
    sections = [section.id for section in told.sections]
    errors = _mistakes(typed["name"], typed["email"])
    if errors:
        return _page(told, typed, errors), 422
    section = typed["section"] if typed["section"] in sections else None
    wanted = Wanted("colleague", typed["name"], typed["email"], _language(typed["language"]), section)
    with services().db.writing() as session:
        token = sharing.make(session, services().jobs, told, wanted)
    return _handed_over(told, wanted.name, wanted.email, token)


@blueprint.post("/jasenet")
def members() -> Response | tuple[str, int] | str:
    """Pass the link on to member organisations of the council, one on each line; all of them or none."""
    told = _posted()
    typed = {"lines": request.form.get("lines", ""), "members_language": request.form.get("members_language", "")}
    wanted, problems = _read(typed["lines"], _language(typed["members_language"]))
    if told.kind != "jarjesto" or problems:
        return _page(told, typed, {"lines": gettext("Please look at these lines:")}, problems), 422
    with services().db.writing() as session:
        made = {one.name: sharing.make(session, services().jobs, told, one) for one in wanted}
    return _all_handed_over(told, made)


@blueprint.get("/<int:share_id>/")
def manage(share_id: int) -> str:
    """One share: pass it on anew or end it."""
    told = _told()
    return _manage_page(told, _passed(told, share_id), "")


@blueprint.post("/<int:share_id>/")
def change(share_id: int) -> Response | tuple[str, int] | str:
    """Do what was chosen. Nothing is chosen on the page itself, so that a program that sends its form does nothing."""
    told = _posted()
    passed = _passed(told, share_id)
    match request.form.get("then"):
        case "renew":
            with services().db.writing() as session:
                token = sharing.renew(session, services().jobs, told, share_id)
            return _handed_over(told, passed.name, passed.email, token)
        case "end":
            with services().db.writing() as session:
                sharing.revoke(session, told, share_id)
            flash(
                gettext("The link has ended: %(name)s. What was written with it is kept.", name=passed.name), "success"
            )
            return redirect(url_for("respond.sharing.index"), 303)
        case _:
            return _manage_page(told, passed, gettext("Please choose what is done.")), 422


@blueprint.post("/valmis")
def ready() -> Response:
    """A member organisation tells the council that its texts are ready, or that they are not after all."""
    only_a_person()
    wanted = request.form.get("ready") == "yes"
    with services().db.writing() as session:
        told = answering.behind(session, answer_link())
        same_link_as_form(told.whose)
        if told.member_id is None:
            raise NotAllowed
        if told.closed:
            raise RoundClosed
        # an empty form that a program sends leaves no draft behind
        if wanted or told.response_id is not None:
            council.set_ready(session, responses.draft_of(session, told), wanted)
    if wanted:
        flash(gettext("The council sees that you are ready."), "success")
    else:
        flash(gettext("The council sees that you are still writing."), "info")
    return redirect(url_for("respond.review"), 303)


def _told() -> Answering:
    with services().db.reading() as session:
        told = answering.behind(session, answer_link())
    sharing.may(told)
    return told


def _posted() -> Answering:
    only_a_person()
    told = _told()
    same_link_as_form(told.whose)
    return told


def _passed(told: Answering, share_id: int) -> Passed:
    with services().db.reading() as session:
        return sharing.one(session, told, share_id)


def _language(wanted: str) -> str:
    return wanted if wanted in i18n.LANGUAGES else i18n.locale()


def _mistakes(name: str, email: str) -> dict[str, str]:
    errors: dict[str, str] = {}
    if not name:
        errors["name"] = gettext("Please write for whom the link is, for example a unit or a role.")
    elif len(name) > LONGEST_NAME:
        errors["name"] = gettext("The name is too long: at most %(most)s characters.", most=LONGEST_NAME)
    if email and (not EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL):
        errors["email"] = gettext("Please write a whole e-mail address, such as name@example.org.")
    return errors


def _read(lines: str, language: str) -> tuple[list[Wanted], list[str]]:
    """The members that stand on the lines, and what is wrong on which line."""
    wanted: list[Wanted] = []
    problems: list[str] = []
    for number, line in enumerate(lines.splitlines(), start=1):
        name, _, email = (clean(part) for part in line.partition(";"))
        if not name and not email:
            continue
        mistakes = list(_mistakes(name, email).values())
        if not email and EMAIL.fullmatch(name):
            mistakes = [gettext("Please write the name first, then a semicolon and the address.")]
        if any(one.name.casefold() == name.casefold() for one in wanted):
            mistakes.append(gettext("This name stands on the list twice."))
        problems += [gettext("Line %(number)s: %(problem)s", number=number, problem=problem) for problem in mistakes]
        wanted.append(Wanted("member", name, email, language, None))
    if not wanted:
        problems.append(gettext("Please write at least one member organisation."))
    if len(wanted) > MOST_LINES:
        problems.append(gettext("Please send at most %(most)s lines at a time.", most=MOST_LINES))
    return wanted, problems


def _page(
    told: Answering, typed: Mapping[str, str], errors: Mapping[str, str], problems: list[str] | None = None
) -> str:
    with services().db.reading() as session:
        passed = sharing.all_of(session, told)
    return render_template(
        "respond/sharing.html",
        told=told,
        typed=typed,
        errors=errors,
        problems=problems or [],
        passed=passed,
        words=words_of_sharing,
    )


def _manage_page(told: Answering, passed: Passed, error: str) -> str:
    return render_template("respond/share.html", told=told, one=passed, error=error, words=words_of_sharing)


def _handed_over(told: Answering, name: str, email: str, token: str | None) -> Response | str:
    if token is not None:
        return _link_page(told, {name: token})
    flash(gettext("A mail with the link is on its way: %(name)s, %(email)s.", name=name, email=email), "success")
    return redirect(url_for("respond.sharing.index"), 303)


def _all_handed_over(told: Answering, made: Mapping[str, str | None]) -> Response | str:
    shown = {name: token for name, token in made.items() if token is not None}
    mailed = len(made) - len(shown)
    if mailed:
        flash(
            ngettext("One mail with a link is on its way.", "%(num)s mails with links are on their way.", mailed),
            "success",
        )
    if shown:
        return _link_page(told, shown)
    return redirect(url_for("respond.sharing.index"), 303)


def _link_page(told: Answering, tokens: Mapping[str, str]) -> str:
    """The links that no mail brings: they are shown now, and never again."""
    base = services().settings.base_url.rstrip("/")
    shown = {name: f"{base}/v/{token}" for name, token in tokens.items()}
    return render_template("respond/shared.html", told=told, shown=shown)
