"""The staff's pages as one: signing in, rounds, years and accounts under one address."""

from flask import Blueprint, Flask

from survey_service.settings import SignInService
from survey_service.views import (
    access,
    accounts,
    agendas,
    backgrounds,
    by_service,
    candidates,
    catalogue,
    chosen_indicators,
    confidentiality,
    contacts,
    courses,
    decisions,
    delegations,
    details,
    entering,
    extending,
    feedback_received,
    follow_up,
    following,
    importing,
    indicator_imports,
    indicators,
    issues,
    log,
    lost_password,
    mail_previews,
    managing,
    materials,
    navigation,
    negotiated,
    negotiating,
    negotiations,
    networks,
    organisation_imports,
    organisations,
    own,
    persons,
    planned,
    plans,
    previewing,
    questionnaires,
    received,
    records,
    reopening,
    replacing,
    retention,
    revising,
    revoking,
    rounds,
    second_step,
    sending,
    service_areas,
    signing,
    summoning,
    templates,
    themes,
    words,
    yearly_summary,
    years,
)

blueprint = Blueprint("staff", __name__, url_prefix="/henkilosto")
ACCOUNTS = (signing, by_service, second_step, lost_password, own, accounts, log, negotiating)
YEARS = (rounds, years, details, backgrounds, plans, decisions, candidates, themes, negotiations, negotiated, issues)
FOLLOW_UP = (courses, follow_up, yearly_summary)
QUESTIONNAIRES = (questionnaires, revising, previewing, templates)
SENDING = (sending, planned, mail_previews, revoking)
NEGOTIATIONS = (agendas, delegations, summoning, materials)
RESPONSES = (received, confidentiality, reopening, extending, following, replacing, entering, importing)
REGISTER = (organisations, contacts, service_areas, organisation_imports, networks, catalogue)
INDICATORS = (indicators, indicator_imports, chosen_indicators)
RECORDS = (records, retention, persons, feedback_received, managing)
for part in (
    *(*ACCOUNTS, *YEARS, *FOLLOW_UP, *QUESTIONNAIRES, *SENDING),
    *(*NEGOTIATIONS, *RESPONSES, *REGISTER, *INDICATORS, *RECORDS),
):
    blueprint.register_blueprint(part.blueprint)


def init(app: Flask, sign_in_services: dict[str, SignInService]) -> None:
    """Set up signing in, and the words and the navigation that the staff's templates use."""
    access.init(app)
    by_service.init(app, sign_in_services)
    app.jinja_env.globals["words"] = words
    app.jinja_env.globals["navigation"] = navigation
