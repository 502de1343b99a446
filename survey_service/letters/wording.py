"""The words of a letter in one language: its template from letters.yaml, filled."""

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from ruamel.yaml import YAML

from questionnaires.model import Language
from survey_service.letters.facts import Door, Letter
from survey_service.timetable import FINLAND

LIST = re.compile(r"\{(reopened|missing|timetable|assignment|deliverables|links|parties)\}")
LINK = re.compile(r"\[(.+)\] \{(link|meeting_link)\}")
LAST_PLACEHOLDER = re.compile(r"\{(\w+)\}$")
NUMBER = re.compile(r"^\d+\.\s+")


@dataclass(frozen=True)
class Block:
    """A piece of a letter. The lines of a link are its words and its address."""

    kind: Literal["title", "heading", "subheading", "paragraph", "list", "numbered", "link"]
    lines: tuple[str, ...]


def subject(letter: Letter) -> str:
    """The subject, one line. In a bilingual mail both are short, so that both are seen in a list of mails."""
    languages = letter.languages
    texts = _template(letter.kind)["subject" if len(languages) == 1 else "short_subject"]
    # of several deadlines the first is told
    first = min(letter.everyone, key=lambda one: one.asked.deadline)
    parts = {language: texts[language].format_map(_values(first, language)) for language in languages}
    if letter.beside:
        number = len(letter.everyone)
        parts = {key: line("several_subject", key, subject=told, number=number) for key, told in parts.items()}
    told = " / ".join(parts.values())
    return line("trial_subject", languages[0], subject=told) if letter.on_trial else told


def hint(letter: Letter) -> str:
    """Where a letter's other language is, in that language; empty when there is none."""
    first, *others = letter.languages
    if not others:
        return ""
    those = letter.told_in(others[0])
    if len(those) == len(letter.everyone):
        return line("other_language", first)
    return line("other_language_for", first, organisations=_names(those, others[0]))


def blocks(letter: Letter, language: Language) -> list[Block]:
    """The letter in a language from its title to its last line, with a part for each organisation that it tells."""
    those = letter.told_in(language)
    before, _, rest = cast(str, _template(letter.kind)["body"][language]).partition("{each}\n")
    each, _, after = rest.partition("{end}\n")
    told = _written(before, those[0], language)
    if len(those) > 1:
        names = tuple(one_line(one.recipient.organisation.in_language(language)) for one in those)
        told += [Block("paragraph", (line("several", language),)), Block("list", names)]
        told += [block for one in those for block in _package(each, one, language)]
    else:
        told += _written(each, those[0], language)
    told = _solid([*told, *_written(after, those[0], language)])
    if letter.on_trial:
        told.insert(1, Block("paragraph", (line("trial", language),)))
    return told


def notice(name: str, language: Language, values: dict[str, str]) -> list[Block]:
    """A mail that is about no invitation, such as the one that tells the county of feedback."""
    return _solid(_filled(_template(name)["body"][language], values, {}))


def notice_subject(name: str, language: Language, values: dict[str, str]) -> str:
    """The subject of such a mail, one line."""
    return one_line(cast(str, _template(name)["subject"][language]).format_map(values))


def _written(text: str, letter: Letter, language: Language) -> list[Block]:
    return _filled(text, _values(letter, language), _lists(letter, language))


def _package(text: str, letter: Letter, language: Language) -> list[Block]:
    """One organisation's part of a letter to several: under its name, which its link tells too."""
    name = one_line(letter.recipient.organisation.in_language(language))
    told = [Block("heading", (name,))]
    for block in _written(text, letter, language):
        if block.kind == "heading":
            told.append(Block("subheading", block.lines))
        elif block.kind == "link":
            told.append(Block("link", (f"{block.lines[0]} ({name})", block.lines[1])))
        else:
            told.append(block)
    return told


def _filled(text: str, values: dict[str, str], lists: dict[str, tuple[Block, ...]]) -> list[Block]:
    told: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        if part:
            told += _blocks(part.splitlines(), values, lists)
    return told


def _solid(told: list[Block]) -> list[Block]:
    """Without empty lists and the headings above them."""
    return [block for block, following in zip(told, [*told[1:], None], strict=True) if not _hollow(block, following)]


def _names(letters: Sequence[Letter], language: Language) -> str:
    return ", ".join(one_line(one.recipient.organisation.in_language(language)) for one in letters)


def line(name: str, language: Language, **values: object) -> str:
    """One of the short lines of letters.yaml."""
    return cast(str, _document()["lines"][name][language]).format_map(values)


def day(value: datetime.date) -> str:
    """A day as both languages write it in Finland: 5.3.2027."""
    return f"{value.day}.{value.month}.{value.year}"


def moment(value: datetime.datetime, language: Language, *, seconds: bool = False) -> str:
    """A moment in Finland: 5.3.2027 klo 16.00, in Swedish kl."""
    local = value.astimezone(FINLAND)
    time = f"{local.hour}.{local.minute:02}" + (f".{local.second:02}" if seconds else "")
    return line("clock", language, day=day(local.date()), time=time)


def one_line(text: str) -> str:
    """`text` without line breaks and control characters, so that a name can begin neither a header nor a paragraph."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _blocks(lines: list[str], values: dict[str, str], lists: dict[str, tuple[Block, ...]]) -> list[Block]:
    if lines[0].startswith("#"):
        marks, words = lines[0].split(" ", 1)
        heading = Block("title" if marks == "#" else "heading", (words.format_map(values),))
        return [heading, *(_blocks(lines[1:], values, lists) if lines[1:] else ())]
    if found := LIST.fullmatch(lines[0]):
        return list(lists[found.group(1)])
    if found := LINK.fullmatch(lines[0]):
        address = values[found.group(2)]
        return [Block("link", (found.group(1), address) if address else ())]
    told = (line.format_map(values) for line in lines if not _unsaid(line, values))
    return [Block("paragraph", tuple(told))]


def _unsaid(template: str, values: dict[str, str]) -> bool:
    found = LAST_PLACEHOLDER.search(template)
    return found is not None and not values[found.group(1)]


def _hollow(block: Block, following: Block | None) -> bool:
    if block.kind in ("heading", "subheading"):
        return following is None or not following.lines
    return not block.lines


def _values(letter: Letter, language: Language) -> dict[str, str]:
    sender, recipient, asked = letter.sender, letter.recipient, letter.asked
    finland = {name: moment.astimezone(FINLAND).date() for name, moment in _deadlines(letter).items()}
    values = {
        "theme": asked.theme.in_language(language),
        "year": str(asked.year),
        "county": sender.county.in_language(language),
        "convener": sender.convener.in_language(language),
        "legal_basis": sender.legal_basis.in_language(language),
        "case_number": sender.case_number,
        "organisation": recipient.organisation.in_language(language),
        "contact_name": sender.contact.in_language(language),
        "contact_email": sender.contact_email,
        "deadline": moment(asked.deadline, language),
        "deadline_day": day(finland["deadline"]),
        "selection_deadline": moment(asked.selection_deadline, language),
        "selection_day": day(finland["selection"]),
        "naming_deadline": moment(asked.naming_deadline, language) if asked.naming_deadline else "",
        "naming_day": day(asked.naming_deadline.astimezone(FINLAND).date()) if asked.naming_deadline else "",
        "report_by": moment(asked.follow_up_deadline, language) if asked.follow_up_deadline else "",
        "report_day": day(asked.follow_up_deadline.astimezone(FINLAND).date()) if asked.follow_up_deadline else "",
        "days_left": _days_left(letter, language),
        "arrived": moment(letter.arrived.at, language, seconds=True) if letter.arrived else "",
        "reference": letter.arrived.reference if letter.arrived else "",
        "number": str(letter.arrived.number) if letter.arrived and letter.arrived.number > 1 else "",
        "entered_by": letter.arrived.entered_by if letter.arrived else "",
        "why_entered": letter.arrived.why_entered if letter.arrived else "",
        "take_back_until": moment(asked.deadline, language) if letter.written_at < asked.deadline else "",
        "until": moment(letter.reopened.until, language) if letter.reopened else "",
        "until_day": day(letter.reopened.until.astimezone(FINLAND).date()) if letter.reopened else "",
        "reply_by": day(letter.replying.until) if letter.replying and letter.replying.until else "",
        "service": letter.replied.service.in_language(language) if letter.replied else "",
        "reason": _reason(letter),
        "link": letter.link,
        **_passing(letter, language),
        **_summoned(letter, language),
    }
    return {name: one_line(value) for name, value in values.items()}


def _reason(letter: Letter) -> str:
    because = letter.reopened or letter.extended
    return because.reason if because else ""


def _passing(letter: Letter, language: Language) -> dict[str, str]:
    if letter.passing is None:
        return {}
    section = letter.passing.section
    return {
        "shared_by": letter.passing.contact.in_language(language),
        "shared_with": letter.passing.name,
        "section": section.in_language(language) if section else line("all_sections", language),
    }


def _summoned(letter: Letter, language: Language) -> dict[str, str]:
    if letter.summoned is None:
        return {}
    entry, replaces = letter.summoned.entry, letter.summoned.replaces
    return {
        "meeting_area": entry.area.in_language(language),
        "meeting_at": moment(entry.starts_at, language),
        "meeting_ends": moment(entry.ends_at, language) if entry.ends_at else "",
        "meeting_day": day(entry.starts_at.astimezone(FINLAND).date()),
        "meeting_place": entry.place,
        "meeting_link": entry.remote_link,
        "meeting_chair": letter.summoned.chair,
        "replaces": moment(replaces, language) if replaces else "",
    }


def _deadlines(letter: Letter) -> dict[str, datetime.datetime]:
    return {"deadline": letter.asked.deadline, "selection": letter.asked.selection_deadline}


def _days_left(letter: Letter, language: Language) -> str:
    left = (
        letter.asked.deadline.astimezone(FINLAND).date() - letter.written_at.astimezone(FINLAND).date()
    ) / datetime.timedelta(days=1)
    days = math.ceil(left)
    if days < 1:
        return line("last_day", language)
    return line("one_day" if days == 1 else "days_left", language, days=days)


def _lists(letter: Letter, language: Language) -> dict[str, tuple[Block, ...]]:
    instructions = letter.asked.assignment.in_language(language) if letter.asked.assignment else ""
    steps = [NUMBER.sub("", step) for step in instructions.splitlines() if step.strip()]
    return {
        "timetable": (Block("list", tuple(map(one_line, _timetable(letter, language)))),),
        "deliverables": (Block("list", tuple(map(one_line, _deliverables(letter, language)))),),
        "assignment": (Block("numbered", tuple(map(one_line, steps))),),
        "missing": (Block("list", tuple(map(one_line, _missing(letter, language)))),),
        "reopened": (Block("list", tuple(map(one_line, _reopened(letter, language)))),),
        "parties": (Block("list", tuple(map(one_line, _parties(letter, language)))),),
        "links": tuple(block for door in letter.doors for block in _door(door, language)),
    }


def _missing(letter: Letter, language: Language) -> list[str]:
    return [text.in_language(language) for text in letter.arrived.missing] if letter.arrived else []


def _parties(letter: Letter, language: Language) -> list[str]:
    return [one.in_language(language) for one in letter.summoned.entry.parties] if letter.summoned else []


def _reopened(letter: Letter, language: Language) -> list[str]:
    if letter.reopened is None:
        return []
    return [title.in_language(language) for title in letter.reopened.sections] or [line("everything", language)]


def _door(door: Door, language: Language) -> tuple[Block, Block]:
    told = (
        line(f"{door.purpose}_organisation", language, organisation=door.organisation.in_language(language)),
        line("theme", language, theme=door.theme.in_language(language)),
        line(f"{door.purpose}_until", language, deadline=moment(door.closes_at, language)),
    )
    words = line(f"{door.purpose}_open", language)
    return Block("paragraph", tuple(map(one_line, told))), Block("link", (words, door.link))


def _timetable(letter: Letter, language: Language) -> list[str]:
    today = letter.written_at.astimezone(FINLAND).date()
    # who has answered is done with that step, however long others may still answer
    done = {"vastaaminen"} if letter.arrived else set()
    told = _document()["steps"]
    return [
        f"{told[step.id][language]}: {_period(step.start, step.end)}"
        for step in letter.asked.steps
        if step.id in told and step.id not in done and step.end >= today
    ]


def _period(start: datetime.date, end: datetime.date) -> str:
    return day(start) if start == end else f"{day(start)}–{day(end)}"


def _deliverables(letter: Letter, language: Language) -> list[str]:
    titles = ", ".join(section.title.in_language(language) for section in letter.asked.sections)
    told = [line("survey", language, sections=titles)] if titles else []
    for thing in letter.asked.deliverables:
        text = thing.text.in_language(language)
        told.append(text if thing.required else line("optional", language, text=text))
    return told


@cache
def _document() -> dict[str, Any]:
    text = (files("survey_service") / "letters" / "letters.yaml").read_text(encoding="utf-8")
    return cast(dict[str, Any], YAML(typ="safe").load(text))


def _template(kind: str) -> dict[str, Any]:
    return cast(dict[str, Any], _document()[kind])
