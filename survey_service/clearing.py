"""Quotes are cleared by people before they leave the team: what waits and why, what was decided, by whom and when.

A decision is an event on the words and whose they are, so that it holds in every later briefing that quotes the same
words for no new reason. What is marked as confidential waits for nothing: it stays out until the mark is lifted.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import Session, col, select

from reports.briefing import Briefing, Label, Quote, RaisedIssue, Reason, Text
from survey_service import audit, edits, guarding, material
from survey_service.edits import UndoneAlready
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.generalising import generalised
from survey_service.models import Clearing, Organisation, Round, StoredBriefing
from survey_service.models import ClearingKind as ClearingKind
from survey_service.privacy.patterns import stretches
from survey_service.quoted import Keys, changed, quotes_of, words_of_issue

LONGEST = 2000
Fault = Literal["nothing_ticked", "no_words", "too_long", "personal"]
_ACTS: dict[ClearingKind, str] = {"as_is": "clear", "reworded": "reword", "no": "withhold", "undo": "undo_clearing"}


class DecidedMeanwhile(SurveyServiceError):
    """Others decided on some of the quotes after the form was opened; nothing was done."""

    status = 409

    def __init__(self, decisions: Sequence["Decision"]) -> None:
        super().__init__()
        self.decisions = tuple(decisions)


class ClearingRefused(SurveyServiceError):
    """The form lacks something; `faults` are what, by the key of the quote ("" for the whole form)."""

    status = 422

    def __init__(self, faults: Mapping[str, Fault]) -> None:
        super().__init__()
        self.faults = dict(faults)


@dataclass(frozen=True)
class Decision:
    """One event. `undone_by` is who undid it, if somebody did."""

    number: int
    quote: str
    kind: ClearingKind
    reasons: frozenset[str]
    words: str
    by: str
    at: datetime.datetime
    undone_by: str = ""
    undone_at: datetime.datetime | None = None


@dataclass(frozen=True)
class Item:
    """A quote that does not leave the team by itself; `where` are the phenomena in which it stands.

    `proposed` is what it could say in general, `decision` the one that stands.
    """

    key: str
    text: str
    language: Literal["fi", "sv", "en"]
    organisation: Text
    reasons: tuple[Reason, ...]
    where: tuple[Label, ...] = ()
    proposed: str = ""
    decision: Decision | None = None

    @property
    def confidential(self) -> bool:
        """Whether nobody may say yes to it."""
        return "confidential" in self.reasons

    @property
    def waits(self) -> bool:
        """Whether a person is still to decide."""
        return self.decision is None and not self.confidential

    @property
    def stays_out(self) -> bool:
        """Whether the network does not get it as things stand."""
        return self.confidential or self.decision is None or self.decision.kind == "no"


@dataclass(frozen=True)
class Clearings:
    """The quotes of a briefing that need a person, and the round's last event."""

    items: tuple[Item, ...]
    seen: int

    @property
    def waiting(self) -> tuple[Item, ...]:
        """Those on which nobody has decided."""
        return tuple(item for item in self.items if item.waits)

    @property
    def decided(self) -> tuple[Item, ...]:
        """Those on which somebody has, the newest decision first."""
        found = [item for item in self.items if item.decision and not item.confidential]
        return tuple(sorted(found, key=lambda item: -item.decision.number if item.decision else 0))

    @property
    def confidential(self) -> tuple[Item, ...]:
        """Those that stay out whatever anybody says."""
        return tuple(item for item in self.items if item.confidential)

    @property
    def left_out(self) -> tuple[Item, ...]:
        """All that the network would not get now."""
        return tuple(item for item in self.items if item.stays_out)


def history(session: Session, round_id: int) -> tuple[Decision, ...]:
    """All decisions on quotes of a round, the oldest first, without the undos, which stand beside what they undo."""
    rows = session.exec(select(Clearing).where(Clearing.round_id == round_id).order_by(col(Clearing.id))).all()
    undone = {row.undoes: row for row in rows if row.kind == "undo"}
    found = []
    for row in rows:
        if row.kind == "undo":
            continue
        made = Decision(row.id or 0, row.quote, row.kind, frozenset(row.reasons), row.words, row.by, row.at)
        undo_ = undone.get(made.number)
        found.append(replace(made, undone_by=undo_.by, undone_at=undo_.at) if undo_ else made)
    return tuple(found)


def of_briefing(session: Session, stored: StoredBriefing, briefing: Briefing) -> Clearings:
    """What of a briefing needs a person, each quote once, and what was decided on it."""
    round_ = session.get_one(Round, stored.round_id)
    decided = history(session, stored.round_id)
    marked = guarding.guarded(session, round_, briefing)
    places = _small_places(session, round_)
    found: dict[str, Item] = {}
    for key, quote, label in quotes_of(marked):
        if quote.cleared:
            continue
        known = found.get(key)
        reasons = tuple(dict.fromkeys((*(known.reasons if known else ()), *(quote.reasons or ("recognisable",)))))
        where = tuple(dict.fromkeys((*(known.where if known else ()), *((label,) if label else ()))))
        language = quote.language or "fi"
        text = quote.text if isinstance(quote, Quote) else words_of_issue(quote)
        proposed = generalised(text, language, places)
        found[key] = Item(key, text, language, quote.organisation, reasons, where, proposed if proposed != text else "")
    items = [replace(one, decision=_standing(decided, one.key, one.reasons)) for one in found.values()]
    return Clearings(tuple(items), _last(session, stored.round_id))


def shared(session: Session, stored: StoredBriefing, briefing: Briefing) -> Briefing:
    """The briefing as the network may read it now: with what people said yes to, and nothing else that waits."""
    return _as_decided(session, stored, briefing).for_network()


def issues(session: Session, stored: StoredBriefing, briefing: Briefing) -> dict[tuple[str, str], RaisedIssue]:
    """Its raised issues as decided, cleared or not, by the Finnish name of who raised each and the words it used."""
    decided = _as_decided(session, stored, briefing).raised_issues
    return {(was.organisation.fi, was.issue): now for was, now in zip(briefing.raised_issues, decided, strict=True)}


def answers(
    session: Session, stored: StoredBriefing, briefing: Briefing
) -> tuple[dict[tuple[str, str], Quote], set[str]]:
    """What it quotes of phenomena as decided, cleared or not, by the answer and the words that were quoted.

    Then the ids of all the answers of which something does not leave the team: quoted, or in a sensitive phenomenon.
    """
    decided = _as_decided(session, stored, briefing)
    quotes = {
        (was.answer_id, was.text): now
        for before, after in zip(briefing.findings, decided.findings, strict=True)
        for was, now in zip(before.words(), after.words(), strict=True)
    }
    sensitive = (one.answers for one in briefing.findings if "sensitive" in one.gist.reasons)
    return quotes, {one.answer_id for one in quotes.values() if not one.cleared}.union(*sensitive)


def _as_decided(session: Session, stored: StoredBriefing, briefing: Briefing) -> Briefing:
    decided = history(session, stored.round_id)
    marked = guarding.guarded(session, session.get_one(Round, stored.round_id), briefing)
    reasons: dict[str, tuple[Reason, ...]] = {}
    for key, quote, _ in quotes_of(marked):
        if not quote.cleared:
            reasons[key] = (*reasons.get(key, ()), *(quote.reasons or ("recognisable",)))
    keys = Keys(briefing)

    def quote_as_decided(quote: Quote) -> Quote:
        standing = _yes(decided, keys.of(quote), reasons)
        if standing is None:
            return quote if keys.of(quote) not in reasons else quote.model_copy(update={"cleared": False})
        return quote.model_copy(update={"cleared": True, "text": standing.words or quote.text})

    def issue_as_decided(issue: RaisedIssue) -> RaisedIssue:
        standing = _yes(decided, keys.of(issue), reasons)
        if standing is None:
            return issue
        worded = {"issue": standing.words, "details": ()} if standing.words else {}
        return issue.model_copy(update={"cleared": True, **worded})

    return changed(marked, quote_as_decided, issue_as_decided)


def decide(
    session: Session,
    stored: StoredBriefing,
    briefing: Briefing,
    kind: Literal["as_is", "reworded", "no"],
    words: Mapping[str, str],
    seen: int,
    *,
    actor: str,
) -> int:
    """Decide on quotes by their keys, each with its new `words` (which count where it is reworded); how many.

    Raises NotFound for a quote that does not wait, ClearingRefused, and DecidedMeanwhile when others decided first.
    """
    round_ = session.get_one(Round, stored.round_id)
    edits.lock(session, round_)
    items = {item.key: item for item in of_briefing(session, stored, briefing).items}
    others = [item.decision for key in words if (item := items.get(key)) and item.decision]
    undone = [one for one in history(session, stored.round_id) if one.quote in words and one.number > seen]
    if found := [*others, *(one for one in undone if one not in others)]:
        raise DecidedMeanwhile(found)
    if any(key not in items or items[key].confidential for key in words):
        raise NotFound
    if faults := _faults(kind, words):
        raise ClearingRefused(faults)
    for key, text in words.items():
        row = Clearing(
            round_id=stored.round_id,
            quote=key,
            kind=kind,
            reasons=list(items[key].reasons),
            words=text if kind == "reworded" else "",
            by=actor,
        )
        _add(session, round_, row)
    return len(words)


def undo(session: Session, round_: Round, number: int, *, actor: str) -> None:
    """Take a decision back, so that its quote waits again. Raises NotFound and UndoneAlready."""
    edits.lock(session, round_)
    known = {one.number: one for one in history(session, round_.id or 0)}
    decision = known.get(number)
    if decision is None:
        raise NotFound
    if decision.undone_at is not None:
        raise UndoneAlready(decision.undone_by, decision.undone_at)
    row = Clearing(round_id=round_.id or 0, quote=decision.quote, kind="undo", reasons=[], undoes=number, by=actor)
    _add(session, round_, row)


def _add(session: Session, round_: Round, row: Clearing) -> None:
    session.add(row)
    session.flush()
    audit.record(session, round_.county_id, row.by, f"quote.{_ACTS[row.kind]}", f"round:{round_.id} quote:{row.id}")


def _faults(kind: ClearingKind, words: Mapping[str, str]) -> dict[str, Fault]:
    if not words:
        return {"": "nothing_ticked"}
    if kind != "reworded":
        return {}
    found: dict[str, Fault] = {}
    for key, text in words.items():
        if not text.strip():
            found[key] = "no_words"
        elif len(text) > LONGEST:
            found[key] = "too_long"
        elif stretches(text):
            found[key] = "personal"
    return found


def _standing(decided: Iterable[Decision], key: str, reasons: Iterable[str]) -> Decision | None:
    """The newest decision on a quote that was not undone and knew of all the reasons."""
    own = [one for one in decided if one.quote == key and not one.undone_by and one.reasons >= set(reasons)]
    return own[-1] if own else None


def _yes(decided: Iterable[Decision], key: str, reasons: Mapping[str, tuple[Reason, ...]]) -> Decision | None:
    if key not in reasons or "confidential" in reasons[key]:
        return None
    standing = _standing(decided, key, reasons[key])
    return standing if standing and standing.kind != "no" else None


def _last(session: Session, round_id: int) -> int:
    newest = select(Clearing.id).where(Clearing.round_id == round_id).order_by(col(Clearing.id).desc())
    return session.exec(newest).first() or 0


def _small_places(session: Session, round_: Round) -> list[str]:
    query = select(Organisation).where(Organisation.county_id == round_.county_id)
    small = [one for one in session.exec(query) if material.is_small(one)]
    return [name for one in small for name in (one.name_fi, one.name_sv)]
