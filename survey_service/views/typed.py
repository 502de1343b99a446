"""What somebody typed into a form that could not be taken: shown, and carried on to be sent again."""

import re
from dataclasses import dataclass

from flask import request
from werkzeug.exceptions import HTTPException

FIELD = re.compile(r"q_(?P<question>[A-Za-z0-9_]+)")
CHOICE = re.compile(r"-(option|options|value|remove)$|^q_choose_")
# a new key is put into the form, the button that sends it says itself what it does, and what a person confirms or has
# done is chosen by a person anew
NOT_CARRIED = {"csrf_token", "act", "lang", "switch_to", "confirmed", "remove", "then"}


@dataclass(frozen=True)
class Typed:
    """A posted form of a section: `texts` are (name, question's text, text), `others` the rest of its fields.

    `language` is that of the page that the form came from.
    """

    address: str
    language: str
    texts: tuple[tuple[str, str, str], ...]
    others: tuple[tuple[str, str], ...]
    files: tuple[str, ...]


def typed() -> Typed | None:
    """What was typed into the posted form; None when there is nothing to lose, or when it cannot be read."""
    # a form of another site is nobody's text
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return None
    try:
        fields = [item for item in request.form.items(multi=True) if item[0] not in NOT_CARRIED]
        files = tuple(file.filename for file in request.files.values() if file.filename)
    except HTTPException:
        return None
    chosen = set(request.form.getlist("chosen"))
    texts, others = [], []
    for name, value in fields:
        found = FIELD.match(name)
        if found and value.strip() and name not in chosen and not CHOICE.search(name):
            texts.append((name, request.form.get(f"t_{found['question']}", ""), value))
        else:
            others.append((name, value))
    if not texts and not files:
        return None
    return Typed(request.path, request.form.get("shown_in", ""), tuple(texts), tuple(others), files)
