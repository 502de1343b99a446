"""The review workbench: a synthesis with the team's edits applied at once, and what a form wishes of it carried out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from sqlmodel import Session, col, select

from reports.briefing import Label
from survey_service import edits, material, plans, rounds
from survey_service.edits import NAMES, WITH, EditKind, Event
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.material import Material, Told
from survey_service.models import Round, StoredBriefing, SynthesisRun
from synthesis.editing.showing import NEW, Base, Group, Piece, Shown
from synthesis.model import Numbering, Synthesis

Act = Literal["rename", "move", "split", "new", "merge", "pin", "hide", "show", "tag"]
Fault = Literal["no_name", "nothing_ticked", "all_ticked", "no_target", "same"]
UNPLACED = "sijoittamatta"
"""Stands in addresses for the segments that are in no phenomenon."""
CHAIN = ("prevention", "early_support", "access", "care", "rehabilitation", "follow_up", "handover")
"""The points of a service chain, in the order in which a person meets them, and the passing from one to another."""
LONGEST_NAME = 120
WORDS_OF_NAMELESS = 6


class Meanwhile(SurveyServiceError):
    """Others changed the phenomenon after the form was opened: `events` say what, who and when, the oldest first."""

    status = 409

    def __init__(self, events: Sequence[Event]) -> None:
        super().__init__()
        self.events = tuple(events)


class WishRefused(SurveyServiceError):
    """A form lacks what its act needs."""

    status = 422

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Tags:
    """What stands beside a phenomenon: keys of programmes, of points in the service chain, of target groups."""

    programmes: tuple[str, ...] = ()
    chain: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def __or__(self, other: "Tags") -> "Tags":
        """Both, without doubles."""
        return Tags(*(tuple(dict.fromkeys((*one, *two))) for one, two in zip(self.all, other.all, strict=True)))

    @property
    def all(self) -> tuple[tuple[str, ...], ...]:
        """The three kinds, in order."""
        return self.programmes, self.chain, self.groups


@dataclass(frozen=True)
class Wish:
    """What a form asks for. `seen` is the last event that whoever sends it knew of, `ticked` are digests."""

    act: Act
    phenomenon: str
    seen: int
    ticked: tuple[str, ...] = ()
    target: str = ""
    name: Label = field(default_factory=Label)
    tags: Tags = field(default_factory=Tags)


@dataclass(frozen=True)
class Offered:
    """The tags that can be given, as pairs of key and name in both languages: programmes and target groups."""

    programmes: tuple[tuple[str, Label], ...]
    groups: tuple[tuple[str, Label], ...]


@dataclass(frozen=True)
class Changed:
    """How a phenomenon stands beside the run before: new segments in it, those gone; `is_new` when none were there."""

    more: int = 0
    fewer: int = 0
    is_new: bool = False


@dataclass(frozen=True)
class Workbench:
    """A run of a round with all edits. `seen` is the number of the last one."""

    stored: StoredBriefing
    round: Round
    run: SynthesisRun
    synthesis: Synthesis
    gathered: Material
    events: tuple[Event, ...]
    before: Synthesis | None = None

    @property
    def seen(self) -> int:
        """The number of the last event; 0 when there is none."""
        return self.events[-1].number if self.events else 0

    @cached_property
    def base(self) -> Base:
        """The run with its words."""
        return Base(self.synthesis, {key: told.comment.text for key, told in self.gathered.told.items()})

    @cached_property
    def shown(self) -> Shown:
        """The phenomena as they stand now."""
        return self.base.shown(edits.for_synthesis(self.events))

    def shown_at(self, number: int) -> Shown:
        """The phenomena as they stood after the event of this number."""
        earlier = [event for event in self.events if event.number <= number]
        return self.shown if number >= self.seen else self.base.shown(edits.for_synthesis(earlier))

    @property
    def waiting(self) -> tuple[Event, ...]:
        """The events that the run was made without; the next one has them."""
        return tuple(event for event in self.events if event.number > self.run.edits_until)

    @property
    def late(self) -> tuple[int, int]:
        """How many answers came, and how many were taken back, since the run."""
        known = {each.answer_id for one in self.synthesis.phenomena for each in one.segments}
        known |= {each.answer_id for each in self.synthesis.unplaced}
        grouped = {key for key, told in self.gathered.told.items() if told.grouped}
        return len(grouped - known), len(known - grouped)

    @property
    def numbering(self) -> Numbering | None:
        """Why there are so many phenomena, when the run knows."""
        return self.synthesis.method.number

    def told(self, piece: Piece) -> Told:
        """Who said a segment, and where."""
        return self.gathered.told[piece.answer_id]

    def words(self, piece: Piece) -> str:
        """What a segment says."""
        return self.told(piece).comment.text[piece.start : piece.end].strip()

    def label(self, group: Group) -> Label:
        """The name of a phenomenon; the first words of its strongest segment where it has none yet."""
        if group.label.fi or group.label.sv:
            return Label(fi=group.label.fi, sv=group.label.sv)
        words = self.words(group.pieces[0]).split()
        start = " ".join(words[:WORDS_OF_NAMELESS]) + ("…" if len(words) > WORDS_OF_NAMELESS else "")
        language = self.told(group.pieces[0]).comment.language
        return Label(sv=start) if language == "sv" else Label(fi=start)

    def places(self) -> Iterator[tuple[Piece, Group | None]]:
        """Every segment with the phenomenon in which it stands, hidden ones among them; None for no phenomenon."""
        yield from ((piece, group) for group in (*self.shown.groups, *self.shown.hidden) for piece in group.pieces)
        yield from ((piece, None) for piece in self.shown.unplaced)

    def organisations(self, pieces: Iterable[Piece]) -> int:
        """How many organisations said the segments."""
        return len({self.told(piece).party.id for piece in pieces})

    def find(self, identity: str) -> Group | None:
        """A phenomenon by its id, or the one in which most of what stood under that id is now; None for neither."""
        return self.shown.group(identity) or self.shown.holding(self.base.of(identity))

    @cached_property
    def tags(self) -> dict[str, Tags]:
        """The tags of each phenomenon that has some, by its id."""
        return tags_of(self.events, self.shown)

    @cached_property
    def changes(self) -> dict[str, Changed]:
        """How each phenomenon differs from the run before; empty when this is the first."""
        return {} if self.before is None else dict(_changes(self.shown, self.before))


def load(session: Session, stored: StoredBriefing) -> Workbench:
    """The workbench of a briefing's run. Raises NotFound where the run has no result."""
    run = session.get_one(SynthesisRun, stored.run_id)
    if run.result is None:
        raise NotFound
    round_ = session.get_one(Round, stored.round_id)
    return Workbench(
        stored,
        round_,
        run,
        Synthesis.model_validate(run.result),
        material.gather(session, round_),
        edits.of_round(session, stored.round_id),
        _before(session, run),
    )


def offered(session: Session, round_: Round) -> Offered:
    """The county's programmes, and the target groups of which the round's questionnaire speaks."""
    programmes = [
        (one.key, Label(fi=one.name_fi, sv=one.name_sv)) for one in plans.programmes_of(session, round_.county_id)
    ]
    asked = (one for one in rounds.questionnaire_of(round_).questions() if one.role == "target_groups")
    options = next((getattr(one, "options", ()) for one in asked), ())
    return Offered(tuple(programmes), tuple((one.id, Label(fi=one.text.fi, sv=one.text.sv)) for one in options))


def carry_out(session: Session, stored: StoredBriefing, wish: Wish, *, actor: str) -> tuple[str, int]:
    """Do what a form wishes; return the id of the phenomenon to show then, and the number of the act (0: no change).

    Raises NotFound, WishRefused, and Meanwhile when others changed what the form is about after it was opened.
    """
    round_ = session.get_one(Round, stored.round_id)
    edits.lock(session, round_)
    bench = load(session, stored)
    then = bench.shown_at(wish.seen)
    about = frozenset(_about(then, wish))
    others = [
        event for event in changed_since(bench.events, wish.seen, about) if event.kind != "tag" or wish.act == "tag"
    ]
    if others:
        raise Meanwhile(others)
    events = list(_events(bench, wish))
    first: dict[str, int] = {}
    for kind, payload in events:
        number = edits.add(session, round_, kind, {**payload, **first}, actor=actor)
        first = first or {WITH: number}
    return _leads_to(bench, wish), first.get(WITH, 0)


def ask_count(session: Session, stored: StoredBriefing, count: int | None, seen: int, *, actor: str) -> int:
    """Ask the next run for so many phenomena (None: as it finds them); 0 for no change. Raises Meanwhile."""
    round_ = session.get_one(Round, stored.round_id)
    edits.lock(session, round_)
    events = edits.of_round(session, stored.round_id)
    others = [event for event in events if event.number > seen and event.kind == "count"]
    if others:
        raise Meanwhile(others)
    if edits.count_asked(events) == count:
        return 0
    return edits.add(session, round_, "count", {"count": count}, actor=actor)


def changed_since(events: Sequence[Event], seen: int, digests: frozenset[str]) -> list[Event]:
    """The events after `seen` that speak of these segments; an undo speaks of what it undoes. One of each act."""
    known = {event.number: event for event in events}
    found: dict[int, Event] = {}
    for event in events:
        last = event
        while last.undoes in known:
            last = known[last.undoes]
        if event.number > seen and last.speaks_of() & digests:
            found.setdefault(event.act, event)
    return list(found.values())


def tags_of(events: Sequence[Event], shown: Shown) -> dict[str, Tags]:
    """The tags of each phenomenon, by its id: they go where most of the segments stand to which they were given.

    Tags given later to the same segments replace those before; where phenomena merge, both sets hold.
    """
    given = {event.number: event for event in events if event.kind == "tag" and not event.undone_by}
    last = {said: number for number, event in given.items() for said in event.speaks_of()}
    home = {piece.digest: group.id for group in (*shown.groups, *shown.hidden) for piece in group.pieces}
    votes: dict[int, dict[str, int]] = {}
    for said, number in last.items():
        if said in home:
            of_event = votes.setdefault(number, {})
            of_event[home[said]] = of_event.get(home[said], 0) + 1
    found: dict[str, Tags] = {}
    for number, counts in sorted(votes.items()):
        place = max(counts, key=lambda identity: counts[identity])
        payload = given[number].payload
        tags = Tags(*(tuple(payload.get(kind, ())) for kind in ("programmes", "chain", "groups")))
        found[place] = found.get(place, Tags()) | tags
    return found


def proposed_split(texts: Sequence[str]) -> list[int]:
    """The rows of the smaller of two parts into which the texts fall by their spelling; nothing for under four."""
    if len(texts) < 4:
        return []
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage

    from synthesis.meaning.embedding import LexicalEncoder

    tree = linkage(LexicalEncoder().encode(list(texts)), "ward")
    labels = fcluster(tree, 2, "maxclust")
    parts = sorted((np.flatnonzero(labels == number).tolist() for number in set(labels.tolist())), key=len)
    return parts[0] if len(parts) > 1 else []


def _before(session: Session, run: SynthesisRun) -> Synthesis | None:
    earlier = select(SynthesisRun).where(
        SynthesisRun.round_id == run.round_id, SynthesisRun.state == "finished", col(SynthesisRun.id) < run.id
    )
    found = session.exec(earlier.order_by(col(SynthesisRun.id).desc())).first()
    return Synthesis.model_validate(found.result) if found and found.result else None


def _changes(shown: Shown, before: Synthesis) -> Iterable[tuple[str, Changed]]:
    stood = {(each.answer_id, each.start): one.id for one in before.phenomena for each in one.segments}
    for group in shown.groups:
        own = [(piece.answer_id, piece.start) for piece in group.pieces]
        there = [stood[place] for place in own if place in stood]
        if not there:
            yield group.id, Changed(is_new=True)
            continue
        home = max(dict.fromkeys(there), key=there.count)
        kept = there.count(home)
        yield group.id, Changed(len(own) - kept, sum(one == home for one in stood.values()) - kept)


def _about(then: Shown, wish: Wish) -> Iterable[str]:
    """The segments that a wish is about, as they stood when the form was opened."""
    yield from wish.ticked
    for identity in (wish.phenomenon, wish.target):
        group = then.group(identity)
        if group is not None:
            yield from group.anchor()


def _events(bench: Workbench, wish: Wish) -> Iterable[tuple[EditKind, dict[str, Any]]]:
    """The events in which a wish is carried out; none when all is so already."""
    if wish.phenomenon == UNPLACED:
        yield from _of_unplaced(bench, wish)
        return
    group = bench.shown.group(wish.phenomenon)
    if group is None:
        raise NotFound
    about = {NAMES: [_named(bench, group)]}
    anchor = list(group.anchor())
    match wish.act:
        case "rename":
            yield from _rename(group, wish, {**about, "phenomenon": anchor})
        case "split":
            yield "split", {**about, "parts": _parts(group, wish)}
        case "move":
            yield from _moves(bench, [said for said in anchor if said in wish.ticked], wish)
        case "merge":
            other = _target(bench, wish)
            names = [_named(bench, group), _named(bench, other)]
            yield "merge", {NAMES: names, "phenomena": [anchor, list(other.anchor())]}
        case _:
            yield from _of_whole(bench, group, wish, {**about, "phenomenon": anchor})


def _of_whole(
    bench: Workbench, group: Group, wish: Wish, payload: dict[str, Any]
) -> Iterable[tuple[EditKind, dict[str, Any]]]:
    if wish.act == "tag" and wish.tags != bench.tags.get(group.id, Tags()):
        kinds = zip(("programmes", "chain", "groups"), map(list, wish.tags.all), strict=True)
        yield "tag", {**payload, **dict(kinds)}
    elif wish.act == "hide" and not group.hidden_by:
        yield "hide", payload
    elif (wish.act == "show" and group.hidden_by) or (wish.act == "pin" and not group.pinned_by):
        yield "pin", payload


def _parts(group: Group, wish: Wish) -> list[list[str]]:
    """The segments without a tick and those with one."""
    anchor = group.anchor()
    parts = [[said for said in anchor if (said in wish.ticked) == ticked] for ticked in (False, True)]
    if not parts[1]:
        raise WishRefused("nothing_ticked")
    if not {piece.digest for piece in group.pieces} & set(parts[0]):
        raise WishRefused("all_ticked")
    return parts


def _rename(group: Group, wish: Wish, payload: dict[str, Any]) -> Iterable[tuple[EditKind, dict[str, Any]]]:
    if not (wish.name.fi or wish.name.sv):
        raise WishRefused("no_name")
    label = {
        code: name for code in ("fi", "sv") if (name := getattr(wish.name, code)) and name != getattr(group.label, code)
    }
    if label:
        yield "rename", {**payload, "label": label}


def _of_unplaced(bench: Workbench, wish: Wish) -> Iterable[tuple[EditKind, dict[str, Any]]]:
    there = dict.fromkeys(piece.digest for piece in bench.shown.unplaced)
    ticked = [said for said in there if said in wish.ticked]
    if wish.act == "move":
        yield from _moves(bench, ticked, wish)
    elif wish.act == "new":
        if not ticked:
            raise WishRefused("nothing_ticked")
        yield "pin", {NAMES: [], "phenomenon": ticked}
    else:
        raise NotFound


def _moves(bench: Workbench, ticked: Sequence[str], wish: Wish) -> Iterable[tuple[EditKind, dict[str, Any]]]:
    if not ticked:
        raise WishRefused("nothing_ticked")
    to = _target(bench, wish)
    names, anchor = [_named(bench, to)], list(to.anchor())
    for said in ticked:
        yield "move", {NAMES: names, "segment": said, "to": anchor}


def _target(bench: Workbench, wish: Wish) -> Group:
    if not wish.target:
        raise WishRefused("no_target")
    if wish.target == wish.phenomenon:
        raise WishRefused("same")
    group = bench.shown.group(wish.target)
    if group is None:
        raise WishRefused("no_target")
    return group


def _named(bench: Workbench, group: Group) -> dict[str, str]:
    return bench.label(group).model_dump(exclude_none=True)


def _leads_to(bench: Workbench, wish: Wish) -> str:
    """Where the reader goes on: with the phenomenon itself, or with the new one."""
    if wish.act not in ("split", "new"):
        return wish.phenomenon
    pieces = bench.shown.unplaced if wish.act == "new" else ()
    group = bench.shown.group(wish.phenomenon)
    pieces = group.pieces if group else pieces
    return NEW + next(piece.digest for piece in pieces if piece.digest in wish.ticked)
