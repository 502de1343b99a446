"""The summary of a round's year: who answered, what was chosen and decided, how it came along and was judged."""

import datetime
from collections import Counter
from typing import Literal

from reports.briefing import KINDS, Frozen, Kind, Label, Language, Text
from reports.wording import KIND_NAMES, LANGUAGE_NAMES, counted, day, phrase, words

Grade = Literal["", "weak", "fair", "good"]
JUDGED = ("effectiveness", "sufficiency", "alignment")


class Asked(Frozen):
    """How many organisations of a kind answered, out of how many that were asked, and who did."""

    kind: Kind
    asked: int
    answered: tuple[Text, ...]


class ChosenPhenomenon(Frozen):
    """A phenomenon that came to the negotiation, and how many organisations told of it."""

    label: Label
    organisations: int


class SummedDecision(Frozen):
    """A decision with its newest status and its evaluation. `language` is that in which its texts are written.

    `status` None: nothing was told; `told_on` is the day on which it was told last.
    """

    action: str
    language: Language
    goal: str = ""
    organisation: Text | None = None
    due: datetime.date | None = None
    status: Text | None = None
    told_on: datetime.date | None = None
    effectiveness: Grade = ""
    sufficiency: Grade = ""
    alignment: Grade = ""
    words: str = ""
    words_language: Language = "fi"


class YearlySummary(Frozen):
    """All that is told of one year. `chosen` None: the choice was not made."""

    county: Text
    year: int
    theme: Text
    made_on: datetime.date
    legal_basis: Text
    asked: tuple[Asked, ...] = ()
    chosen: tuple[ChosenPhenomenon, ...] | None = None
    decisions: tuple[SummedDecision, ...] = ()


class Words(Frozen):
    """Words in a document, with their language when it is not the document's.

    `label` stands before them in the document's own language, `note` small after them.
    """

    text: str
    label: str = ""
    language: str | None = None
    note: str = ""


class Block(Frozen):
    """A piece of the summary in one language: what every rendering shows in this order.

    Each cell of a table is a few lines; `widths` of its columns in centimetres.
    """

    kind: Literal["heading", "paragraph", "list", "table"]
    text: str = ""
    items: tuple[Words, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[Words, ...], ...], ...] = ()
    widths: tuple[float, ...] = ()


def title(summary: YearlySummary, language: Language) -> str:
    """What the summary is called."""
    return f"{phrase('yearly_summary', language)} {summary.year}"


def lead(summary: YearlySummary, language: Language) -> str:
    """The line under the title: the theme, and when it was made."""
    return f"{phrase('theme', language)}: {summary.theme.in_language(language)} · {day(summary.made_on)}"


def blocks(summary: YearlySummary, language: Language) -> tuple[Block, ...]:
    """The whole summary in `language`; a text in the other language is marked with it."""
    return (
        Block(kind="heading", text=phrase("summary_in_short", language)),
        Block(kind="paragraph", text=in_short(summary, language)),
        Block(kind="heading", text=phrase("summary_decisions", language)),
        _decisions(summary, language),
        Block(kind="heading", text=phrase("summary_phenomena", language)),
        *_phenomena(summary, language),
        Block(kind="heading", text=phrase("summary_who", language)),
        _who(summary, language),
        Block(kind="heading", text=phrase("summary_how", language)),
        Block(kind="paragraph", text=phrase("summary_method", language)),
        Block(
            kind="paragraph",
            text=f"{phrase('legal_basis', language)}: {summary.legal_basis.in_language(language)}",
        ),
    )


def in_short(summary: YearlySummary, language: Language) -> str:
    """The year in a few sentences with its numbers."""
    answered, asked = sum(len(one.answered) for one in summary.asked), sum(one.asked for one in summary.asked)
    told = [phrase("summary_answered", language, answered=answered, asked=asked)]
    if summary.chosen is not None:
        told.append(phrase("summary_chosen", language, chosen=len(summary.chosen)))
    if summary.decisions:
        numbers = Counter(_status(one, language) for one in summary.decisions)
        said = ", ".join(f"{status} {number}" for status, number in numbers.items())
        told.append(phrase("summary_decided", language, decided=len(summary.decisions), statuses=said))
    return " ".join(told)


def _decisions(summary: YearlySummary, language: Language) -> Block:
    if not summary.decisions:
        return Block(kind="paragraph", text=phrase("nothing_decided", language))
    keys = ("decision", "responsible", "due", "summary_status", "summary_evaluation")
    return Block(
        kind="table",
        headings=tuple(phrase(key, language) for key in keys),
        rows=tuple(_row(one, language) for one in summary.decisions),
        widths=(5.2, 2.8, 2.4, 2.4, 3.8),
    )


def _row(one: SummedDecision, language: Language) -> tuple[tuple[Words, ...], ...]:
    what = [_words(one.action, one.language, language)]
    # the note of the language stands after the first of the two
    what += [Words(text=one.goal, label=phrase("goal", language), language=what[0].language)] if one.goal else []
    whose = one.organisation.in_language(language) if one.organisation else phrase("summary_none", language)
    status = [Words(text=_status(one, language))]
    status += [Words(text=day(one.told_on))] if one.told_on else []
    due = day(one.due) if one.due else "–"
    return (tuple(what), (Words(text=whose),), (Words(text=due),), tuple(status), _evaluation(one, language))


def _evaluation(one: SummedDecision, language: Language) -> tuple[Words, ...]:
    phrases = words(language)
    grades = [f"{phrases[name]}: {phrases[grade]}" for name in JUDGED if (grade := getattr(one, name))]
    told = [Words(text=text) for text in grades]
    told += [_words(one.words, one.words_language, language)] if one.words else []
    return tuple(told) or (Words(text=phrases["summary_unjudged"]),)


def _phenomena(summary: YearlySummary, language: Language) -> tuple[Block, ...]:
    if summary.chosen is None:
        return (Block(kind="paragraph", text=phrase("summary_no_order", language)),)
    items = []
    for one in summary.chosen:
        text, own = one.label.shown(language)
        told = _words(text, own, language)
        notes = (counted(one.organisations, "organisation", language), told.note)
        items.append(told.model_copy(update={"note": ", ".join(filter(None, notes))}))
    return (Block(kind="list", items=tuple(items)),)


def _who(summary: YearlySummary, language: Language) -> Block:
    rows = tuple(
        (
            (Words(text=KIND_NAMES[one.kind].in_language(language)),),
            (Words(text=f"{len(one.answered)}/{one.asked}"),),
            (Words(text=", ".join(name.in_language(language) for name in one.answered) or "–"),),
        )
        for one in sorted(summary.asked, key=lambda one: KINDS.index(one.kind))
    )
    keys = ("summary_kind", "summary_number", "summary_names")
    return Block(kind="table", headings=tuple(phrase(key, language) for key in keys), rows=rows, widths=(3.6, 3.4, 9.6))


def _status(one: SummedDecision, language: Language) -> str:
    return one.status.in_language(language) if one.status else phrase("summary_untold", language)


def _words(text: str, own: Language, language: Language) -> Words:
    if own == language:
        return Words(text=text)
    return Words(text=text, language=own, note=LANGUAGE_NAMES[own].in_language(language))
