"""The form for an organisation of another county."""

import re
from collections.abc import Mapping

from flask_babel import gettext

from questionnaires.table_checks import EMAIL
from survey_service.guests import KINDS, LANGUAGES, NewGuest
from survey_service.views.detailforms import mistakes
from survey_service.views.detailforms import read as read_fields

FIELDS: Mapping[str, int] = {
    "name_fi": 120,
    "name_sv": 120,
    "region": 120,
    "kind": 20,
    "code": 3,
    "language_status": 5,
    "title_fi": 120,
    "title_sv": 120,
    "email": 254,
}
NEEDED = ("name_fi", "name_sv", "region", "title_fi", "title_sv", "email")


def read(form: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What was posted, and what is wrong with it by field. A name that is written in one language stands for both."""
    written = read_fields(form, FIELDS)
    for stem in ("name", "title"):
        written[f"{stem}_fi"] = written[f"{stem}_fi"] or written[f"{stem}_sv"]
        written[f"{stem}_sv"] = written[f"{stem}_sv"] or written[f"{stem}_fi"]
    errors = mistakes(written, FIELDS, NEEDED)
    if written["email"] and not EMAIL.fullmatch(written["email"]):
        errors["email"] = gettext("Please write a whole e-mail address, such as name@example.org.")
    if written["code"] and not re.fullmatch(r"[0-9]{1,3}", written["code"]):
        errors["code"] = gettext("A municipality number has one to three digits, such as 297 or 047.")
    if written["kind"] not in KINDS:
        errors["kind"] = gettext("Please choose what kind of organisation it is.")
    if written["language_status"] not in LANGUAGES:
        errors["language_status"] = gettext("Please choose the language.")
    return written, errors


def guest(written: Mapping[str, str]) -> NewGuest:
    """The organisation as it was written; its fields must be right."""
    return NewGuest(
        region=written["region"],
        kind=next(one for one in KINDS if one == written["kind"]),
        code=written["code"].zfill(3) if written["code"] else None,
        name_fi=written["name_fi"],
        name_sv=written["name_sv"],
        language_status=next(one for one in LANGUAGES if one == written["language_status"]),
        title_fi=written["title_fi"],
        title_sv=written["title_sv"],
        email=written["email"],
    )
