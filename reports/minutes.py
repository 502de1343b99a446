"""The minutes of a negotiation as a Word document to finish by hand, and the decisions as every paper tells them."""

import datetime

from reports.briefing import Frozen, Label, Language, Text
from reports.leaflet import named_language
from reports.word import Paper
from reports.wording import LANGUAGE_NAMES, day, words

FACTS = ("goal", "cooperation", "follow_up", "division", "follow_up_action", "forum")


class Agreed(Frozen):
    """One decision. `language` is the one in which its texts are written; `draft`: it is not decided yet."""

    action: str
    language: Language
    goal: str = ""
    cooperation: str = ""
    follow_up: str = ""
    division: str = ""
    follow_up_action: str = ""
    forum: str = ""
    organisation: Text | None = None
    responsible: str = ""
    due: datetime.date | None = None
    draft: bool = False


class Matter(Frozen):
    """An item of the agenda with its decisions in their order; number 0: a matter beside the agenda.

    `issue`: its heading is the words of the party that raised it, in the one language in which they were written.
    """

    number: int
    heading: Label
    decisions: tuple[Agreed, ...]
    issue: bool = False


class Minutes(Frozen):
    """What is known of a negotiation when its minutes are written; empty texts are lines to write on."""

    county: Text
    year: int
    theme: Text
    area: Text
    made_on: datetime.date
    matters: tuple[Matter, ...]
    parties: tuple[Text, ...] = ()
    when: str = ""
    place: str = ""
    chair: str = ""
    minute_taker: str = ""
    legal_basis: Text


def minutes_docx(minutes: Minutes, language: Language) -> bytes:
    """The minutes as a Word document in `language`; a text in the other language says so."""
    phrases = words(language)
    title = f"{phrases['minutes']} {minutes.year}"
    basis = f"{phrases['legal_basis']}: {minutes.legal_basis.in_language(language)}"
    paper = Paper(language, title, minutes.county.in_language(language), f"{title} · {basis}", minutes.made_on)
    paper.paragraph(minutes.county.in_language(language), style="Caption").paragraph_format.left_indent = 0
    paper.heading(title, 0)
    paper.paragraph(phrases["to_finish"])
    facts = {"area": minutes.area.in_language(language), "theme": minutes.theme.in_language(language)}
    facts |= {key: getattr(minutes, key) for key in ("when", "place", "chair", "minute_taker")}
    for key, value in facts.items():
        paper.fact(phrases[key], value)
    _people(paper, minutes, language, phrases)
    for matter in minutes.matters:
        _matter(paper, matter, language, phrases)
    paper.heading(phrases["next_meeting"], 1)
    paper.fact(phrases["when"], "")
    paper.heading(phrases["signatures"], 1)
    for key in ("chair", "minute_taker"):
        paper.fact(phrases[key], "")
    return paper.saved()


def _people(paper: Paper, minutes: Minutes, language: Language, phrases: dict[str, str]) -> None:
    paper.heading(phrases["negotiating_parties"], 1)
    for party in minutes.parties:
        paper.paragraph(party.in_language(language), style="List Bullet")
    paper.heading(phrases["present"], 2)
    headings = [phrases[key] for key in ("person", "organisation", "role")]
    paper.table(headings, [[("", None)] * 3 for _ in range(8)], [6.0, 6.0, 4.6], fill_in=True)


def _matter(paper: Paper, matter: Matter, language: Language, phrases: dict[str, str]) -> None:
    heading, lang = matter.heading.shown(language)
    number = f"{matter.number}. " if matter.number else ""
    missing = named_language(lang, language) if matter.issue else phrases["label_missing"]
    paper.heading(f"{number}{heading}", 1, lang, "" if lang == language else missing)
    paper.fact(phrases["discussion"], "").paragraph_format.keep_with_next = True
    if not matter.decisions:
        paper.fact(phrases["decision"], "")
    for number_, one in enumerate(matter.decisions, start=1):
        _decision(paper, number_, one, language, phrases)


def _decision(paper: Paper, number: int, one: Agreed, language: Language, phrases: dict[str, str]) -> None:
    notes = [] if one.language == language else [LANGUAGE_NAMES[one.language].in_language(language)]
    notes += [phrases["not_decided"]] if one.draft else []
    paper.heading(f"{phrases['decision']} {number}", 2, note=", ".join(notes))
    paper.fact(phrases["action"], one.action, one.language)
    for key in FACTS:
        paper.fact(phrases[key], getattr(one, key), one.language)
    paper.fact(phrases["responsible"], one.organisation.in_language(language) if one.organisation else "")
    paper.fact(phrases["responsible_person"], one.responsible, one.language)
    paper.fact(phrases["due"], day(one.due) if one.due else "")
