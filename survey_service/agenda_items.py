"""What is proposed for the agenda of a negotiation: standing blocks, last year's decisions, phenomena and issues."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.model import Language
from reports.agenda import STANDING, Choice, Item
from reports.briefing import Briefing, Finding, Label, Quote, Text
from survey_service import (
    clearing,
    courses,
    material,
    orders,
    parties,
    replies,
    rounds,
    selections,
    standing_blocks,
    weighing,
)
from survey_service.generalising import names_of_persons
from survey_service.issues import RaisedIssue
from survey_service.masking import BULLET, mask
from survey_service.models import Organisation, Round, StoredBriefing
from survey_service.replies import Handled
from survey_service.weighing import Result

MOST_QUOTES = 2
LONGEST_HEADING = 90
DECISIONS = Label(
    fi="Edellisen vuoden päätökset ja niiden eteneminen", sv="Föregående års beslut och hur de har framskridit"
)
GO_THROUGH = Text(
    fi="Käydään läpi, miten sovittu on edennyt ja mitä esteitä on.",
    sv="Man går igenom hur det överenskomna har framskridit och vilka hinder som finns.",
)
WITHOUT_WORDS = Text(fi="organisaation nosto", sv="organisationens ärende")
TO_AGREE_ON = "raised_issue"
"""The role of the question whose answers are meant for the agenda; wishes and priorities can be taken onto it."""


@dataclass(frozen=True)
class Proposed:
    """A matter that could be on the agenda; `on`: whether it is, unless somebody decides otherwise.

    `waits`: its words were not let out, so that it stands there without them.
    """

    item: Item
    on: bool = True
    waits: bool = False


def proposed(
    session: Session, round_: Round, language: Language, area_id: int, published: tuple[StoredBriefing, Briefing] | None
) -> list[Proposed]:
    """Everything that is proposed for the negotiation of a service area (0: of the whole county), in order.

    `published`: the briefing that the network chooses from; its phenomena come when their order was confirmed.
    """
    found = [Proposed(item) for item in _standing(session, round_.id or 0)]
    shared = clearing.shared(session, *published) if published else None
    found += [Proposed(item) for item in _past_decisions(session, round_, shared)]
    if published and shared:
        found += [Proposed(item) for item in _phenomena(session, published[0], shared, language)]
    return found + list(_issues(session, round_, area_id, published))


def _standing(session: Session, round_id: int) -> list[Item]:
    """The standing blocks as the coordination group wrote them; what it has not written is told as it is every year."""
    written = standing_blocks.of_round(session, round_id)
    return [
        item.model_copy(
            update={"text": Text(fi=block.text_fi or block.text_sv, sv=block.text_sv or block.text_fi)}
            if block.text_fi or block.text_sv
            else {}
        )
        for item, block in zip(STANDING, (written[kind] for kind in standing_blocks.KINDS), strict=True)
    ]


def _past_decisions(session: Session, round_: Round, shared: Briefing | None) -> list[Item]:
    """Last year's decisions with their newest status and what was answered about each; no item where none is known."""
    past = courses.for_agenda(session, round_)
    told = [question for question in shared.open_answers if question.about == "decisions"] if shared else []
    quotes = tuple(answer for question in told for answer in question.answers)
    return (
        [Item(key="past_decisions", kind="standing", heading=DECISIONS, text=GO_THROUGH, quotes=quotes, past=past)]
        if quotes or past
        else []
    )


def _phenomena(session: Session, stored: StoredBriefing, shared: Briefing, language: Language) -> Iterator[Item]:
    order = orders.confirmed(session, stored.id or 0)
    if order is None:
        return
    findings = {finding.id: finding for finding in shared.findings}
    results = weighing.results(selections.members(session, stored.id or 0), findings)
    for key in order.phenomena:
        yield _phenomenon(findings[key], order.why(key), results[key], language)


def _phenomenon(finding: Finding, why: str, result: Result, language: Language) -> Item:
    return Item(
        key=finding.id,
        kind="phenomenon",
        heading=finding.label,
        reason=mask(why),
        quotes=finding.quotes[:MOST_QUOTES],
        chosen_by=tuple(
            Choice(
                who=f"{member.organisation.in_language(language)}, {member.title.in_language(language)}",
                reason=weight.comment,
            )
            for member, weight in result.said
            if weight.choice == "negotiation"
        ),
    )


@dataclass(frozen=True)
class Raised:
    """An issue of a party with what came of it, in the words that may be handed on; empty: they wait, or stay out."""

    handled: Handled
    raiser: Organisation
    words: str
    details: tuple[tuple[Text, str], ...]


def raised(
    session: Session, round_: Round, area_id: int, published: tuple[StoredBriefing, Briefing] | None
) -> Iterator[Raised]:
    """The issues of a negotiation's parties, with words as people decided on the briefing that was published."""
    there = {one.id: one for one in parties.of_negotiation(session, round_, area_id)}
    decided = clearing.issues(session, *published) if published else {}
    quotes, kept_back = clearing.answers(session, *published) if published else ({}, set())
    secret = material.confidential(session, round_)
    for each in replies.of_round(session, round_):
        raiser, issue = there.get(each.issue.organisation_id), each.issue
        if not each.stands or raiser is None:
            continue
        known = decided.get((issue.organisation.fi, issue.text))
        # a free text may be quoted as a request, too: then what was decided on the quote holds for the issue
        quote = quotes.get((issue.answer_id, issue.text))
        told = known or quote
        cleared = told.cleared if told else not waits(issue) and issue.answer_id not in kept_back
        if not cleared or (raiser.key, issue.question_id) in secret:
            yield Raised(each, raiser, "", ())
        elif known:
            # those of the briefing hold replies, too, which stand beside the issue here; other words have none
            yield Raised(each, raiser, known.issue, issue.details if known.details else ())
        else:
            yield Raised(each, raiser, quote.text if quote else issue.text, issue.details)


def _issues(
    session: Session, round_: Round, area_id: int, published: tuple[StoredBriefing, Briefing] | None
) -> Iterator[Proposed]:
    """The issues of the negotiation's parties, in words that were let out, with those replies that were."""
    roles = {question.id: question.role for question in rounds.questionnaire_of(round_).questions()}
    for one in raised(session, round_, area_id, published):
        on = roles.get(one.handled.issue.question_id) == TO_AGREE_ON
        yield Proposed(_issue(one.handled, one.raiser, one.words), on=on, waits=not one.words)


def waits(issue: RaisedIssue) -> bool:
    """Whether the words of an issue that no briefing tells could let people be recognised."""
    told = (issue.text, *(words for _, words in issue.details))
    return not issue.cleared or any(BULLET in words or names_of_persons(words) for words in told)


def _issue(each: Handled, raiser: Organisation, words: str) -> Item:
    name = each.issue.organisation
    key = f"issue:{each.issue.key}"
    said = tuple(
        (replies.heading(one.organisation), mask(one.released.text)) for one in each.replies if one.released is not None
    )
    if not words:
        heading = Label(fi=f"{name.fi}: {WITHOUT_WORDS.fi}", sv=f"{name.sv}: {WITHOUT_WORDS.sv}")
        return Item(key=key, kind="issue", heading=heading, replies=said)
    language: Language = "sv" if each.issue.language == "sv" else "fi"
    short = _shortened(f"{name.in_language(language)}: {words}")
    whole = Quote(answer_id=key, organisation=name, kind=raiser.kind, text=words, language=language)
    return Item(
        key=key,
        kind="issue",
        heading=Label(sv=short) if language == "sv" else Label(fi=short),
        quotes=(whole,) if short.endswith("…") else (),
        replies=said,
    )


def _shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_HEADING else line[: LONGEST_HEADING - 1].rsplit(" ", 1)[0] + "…"
