"""Puts together what the stages found: phenomena in order, the unplaced, the hierarchy and the record."""

from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version

from synthesis.grouping.clustering import UNPLACED, Grouping
from synthesis.grouping.numbering import notes, numbered
from synthesis.grouping.second_look import Placed
from synthesis.grouping.seeding import Seeded
from synthesis.mapping import mapped
from synthesis.model import (
    Branch,
    Gist,
    Label,
    Method,
    Origin,
    Phenomenon,
    PlacedSegment,
    Reason,
    Span,
    Synthesis,
    UnplacedSegment,
)
from synthesis.parameters import Parameters
from synthesis.quotations.quotable import Quotation
from synthesis.reading import Readings
from synthesis.segmentation import Segment
from synthesis.sifting import Sifted

Name = tuple[Label, tuple[str, ...]]
"""The label of a phenomenon, and its keywords."""
DIGITS = 4
"""Decimals of strengths and stabilities: more would differ from machine to machine."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the method of a synthesis needs to be told: encoder, parameters, and the tools that read the languages."""

    encoder: str
    parameters: Parameters
    reading: Readings = field(default_factory=lambda: Readings([], {}, ()))
    notes: tuple[str, ...] = ()

    def with_reading(self, reading: Readings) -> "Record":
        """The same, with the tools that read the languages."""
        return replace(self, reading=reading)

    def is_too_little(self, found: Sifted) -> bool:
        """Whether there are too few segments with content to group them."""
        return len(found.content) < self.parameters.fewest_segments

    def method(self, found: Sifted) -> Method:
        """Return the record of a synthesis of these segments."""
        number, fewest = len(found.content), self.parameters.fewest_segments
        few = f"{number} segments with content, fewer than {fewest}: they are listed, not grouped"
        return Method(
            version=_version(),
            encoder=self.encoder,
            lemmatisers=self.reading.lemmatisers,
            parameters=self.parameters.recorded(),
            comments=found.comments,
            segments=len(found.content) + len(found.left_out),
            notes=(*self.reading.notes, *((few,) if self.is_too_little(found) else ()), *self.notes),
        )


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the groups come from: `whole` has the hidden ones, too, `asked` is the number wished for."""

    origins: list[Origin]
    seeded: Seeded
    whole: Grouping
    asked: int | None = None

    def of(self, group: int) -> tuple[Origin, str | None]:
        """Where a group comes from, and the id of its seed."""
        return self.origins[group], self.seeded.id(group)

    def shown(self, grouping: Grouping, ids: dict[int, str]) -> dict[int, str]:
        """The ids by the numbers that the groups had before some were hidden."""
        pairs = set(zip(self.whole.labels, grouping.labels, strict=True))
        return {old: ids[new] for old, new in pairs if new in ids}


def listed(found: Sifted, record: Record) -> Synthesis:
    """Return a synthesis without phenomena: there is too little text to group, and it says so."""
    too_few: list[tuple[Segment, Reason]] = [(segment, "too_few_answers") for segment in found.content]
    return Synthesis(phenomena=(), unplaced=_unplaced([*found.left_out, *too_few]), method=record.method(found))


def assembled(
    found: Sifted,
    segments: list[Placed],
    grouping: Grouping,
    names: list[Name],
    quotations: list[tuple[Quotation, list[Quotation]]],
    record: Record,
    came: Provenance,
) -> Synthesis:
    """Return the whole synthesis; phenomena that more organisations told of come first."""
    members = [[each for each in segments if each.group == group] for group in range(len(names))]
    order = sorted(range(len(names)), key=lambda group: _rank(members[group]))
    ids = {group: f"p{place:02d}" for place, group in enumerate(order, 1)}
    phenomena = [
        _phenomenon(
            ids[group], members[group], names[group], quotations[group], grouping.stabilities[group], came.of(group)
        )
        for group in order
    ]
    why = numbered(came.whole, came.shown(grouping, ids), came.asked, record.parameters)
    record = replace(record, notes=(*record.notes, *notes(why), *came.seeded.notes()))
    reason: Reason = "too_few_answers" if record.is_too_little(found) else "single_observation"
    alone = [(each.segment, reason) for each in segments if each.group == UNPLACED]
    return Synthesis(
        phenomena=tuple(phenomena),
        unplaced=_unplaced([*found.left_out, *alone]),
        hierarchy=_hierarchy(grouping.merges, ids),
        seeds_unmentioned=came.seeded.unmentioned(),
        map=mapped(segments),
        method=record.method(found).model_copy(update={"number": why}),
    )


def _rank(members: list[Placed]) -> tuple[int, int, str, int]:
    first = min(members, key=_place).segment
    return -len({each.segment.organisation for each in members}), -len(members), first.answer_id, first.start


def _place(member: Placed) -> tuple[str, int]:
    return member.segment.answer_id, member.segment.start


def _phenomenon(
    identity: str,
    members: list[Placed],
    name: Name,
    quotations: tuple[Quotation, list[Quotation]],
    stability: float,
    came: tuple[Origin, str | None],
) -> Phenomenon:
    gist, quotes = quotations
    return Phenomenon(
        id=identity,
        label=name[0],
        gist=Gist(**_span(gist).model_dump(), text=gist.text, language=gist.segment.language),
        keywords=name[1],
        origin=came[0],
        stability=round(stability, DIGITS),
        organisations=tuple(sorted({each.segment.organisation for each in members})),
        segments=tuple(sorted(map(_placed_segment, members), key=_strongest_first)),
        quotes=tuple(_span(quote) for quote in quotes),
        seed=came[1],
    )


def _placed_segment(member: Placed) -> PlacedSegment:
    segment = member.segment
    strength = round(member.strength, DIGITS)
    return PlacedSegment(answer_id=segment.answer_id, start=segment.start, end=segment.end, strength=strength)


def _strongest_first(segment: PlacedSegment) -> tuple[float, str, int]:
    return -segment.strength, segment.answer_id, segment.start


def _span(quotation: Quotation) -> Span:
    return Span(answer_id=quotation.segment.answer_id, start=quotation.start, end=quotation.end)


def _unplaced(segments: list[tuple[Segment, Reason]]) -> tuple[UnplacedSegment, ...]:
    ordered = sorted(segments, key=lambda each: (each[0].answer_id, each[0].start))
    return tuple(
        UnplacedSegment(answer_id=segment.answer_id, start=segment.start, end=segment.end, reason=reason)
        for segment, reason in ordered
    )


def _hierarchy(merges: tuple[tuple[int, int], ...], ids: dict[int, str]) -> tuple[Branch, ...]:
    name = dict(ids)
    branches = []
    for number, (left, right) in enumerate(merges, 1):
        identity = f"b{number:02d}"
        branches.append(Branch(id=identity, children=tuple(sorted((name[left], name[right])))))
        name[len(ids) + number - 1] = identity
    return tuple(branches)


def _version() -> str:
    try:
        return version("ennakko")
    except PackageNotFoundError:
        return "0"
