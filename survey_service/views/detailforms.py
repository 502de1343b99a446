"""Plain fields of the staff's forms: read, and told where they are too long or a page would be lost without them."""

from collections.abc import Mapping

from flask_babel import gettext

from survey_service.formfields import clean

FIELDS: Mapping[str, int] = {
    "convener_fi": 200,
    "convener_sv": 200,
    "legal_basis_fi": 500,
    "legal_basis_sv": 500,
    "case_number": 60,
}
"""The fields of the details with the most characters that each takes."""


def read(form: Mapping[str, str], fields: Mapping[str, int]) -> dict[str, str]:
    """What was posted, on one line each."""
    return {name: " ".join(clean(form.get(name)).split()) for name in fields}


def mistakes(written: Mapping[str, str], fields: Mapping[str, int], needed: tuple[str, ...] = ()) -> dict[str, str]:
    """What is wrong, by field: too long, or empty and `needed`."""
    errors: dict[str, str] = {}
    for name, longest in fields.items():
        if len(written[name]) > longest:
            errors[name] = gettext("At most %(most)s characters fit here. Please shorten the text.", most=longest)
        elif name in needed and not written[name]:
            errors[name] = gettext("Please fill in this field.")
    return errors
