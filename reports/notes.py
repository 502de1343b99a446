"""What the synthesis noted about its method, told to a reader who does not know its workings."""

import re
from typing import Final

from reports.briefing import Language, Text, both
from reports.outline import Words

# The synthesis writes its notes in English, for the record; each is known by how it begins
KNOWN: Final[tuple[tuple[re.Pattern[str], Text], ...]] = (
    (
        re.compile(r"Voikko is not installed\b"),
        both(
            "Voikko-ohjelmaa ei ollut asennettu, joten suomen sanojen perusmuodot ovat tavallista epätarkempia.",
            "Programmet Voikko var inte installerat, och därför är de finska ordens grundformer mindre exakta.",
        ),
    ),
    (
        re.compile(r"(?P<count>\d+) segments with content, fewer than (?P<fewest>\d+)\b"),
        both(
            "Tekstikohtia, joissa on asiasisältöä: {count}. Ryhmittelyyn tarvitaan vähintään {fewest}.",
            "Textställen med sakinnehåll: {count}. För gruppering behövs minst {fewest}.",
        ),
    ),
)


def told(note: str, language: Language) -> Words:
    """`note` in `language`; one that is not known stays as it is, in English."""
    for beginning, text in KNOWN:
        if found := beginning.match(note):
            return Words(text=text.in_language(language).format(**found.groupdict()), lang=language)
    return Words(text=note, lang="en")
