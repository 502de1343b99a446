"""The copy of a response as one web page: it needs no other file, and asks nobody for anything."""

from reports.briefing import Language
from reports.html import environment
from reports.response import ResponseCopy, facts
from reports.wording import words


def response_html(copy: ResponseCopy, language: Language) -> str:
    """A whole page in `language`: inline styles, no script, no outside request."""
    return (
        environment()
        .get_template("response.html")
        .render(copy=copy, language=language, w=words(language), facts=facts(copy, language))
    )
