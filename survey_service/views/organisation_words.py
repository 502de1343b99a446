"""What the pages about organisations call things."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

STATUSES: dict[str, LazyString] = {
    "fi": _("Finnish"),
    "sv": _("Swedish"),
    "fi_sv": _("Finnish and Swedish"),
    "sv_fi": _("Swedish and Finnish"),
}
FIELDS: dict[str, LazyString] = {
    "key": _("Identifier"),
    "kind": _("Kind"),
    "code": _("Municipality number"),
    "name_fi": _("Name in Finnish"),
    "name_sv": _("Name in Swedish"),
    "language_status": _("Language"),
    "inhabitants": _("Inhabitants"),
    "inhabitants_year": _("Year of the number"),
    "service_area": _("Service area"),
    "legal_body": _("Legal body"),
    "active_from": _("First day"),
    "active_to": _("Last day"),
    "successor": _("Continued by"),
    "title_fi": _("Title in Finnish"),
    "title_sv": _("Title in Swedish"),
    "name": _("Name"),
    "email": _("E-mail address"),
    "answers": _("Is asked to answer"),
    "is_primary": _("Is the primary contact"),
    "networks": _("Networks"),
}
