"""Free text to phenomena: the stages of a synthesis, in order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from synthesis.meaning.embedding import Encoder
from synthesis.model import Comment, Seed, Synthesis
from synthesis.parameters import DEFAULT, Parameters

if TYPE_CHECKING:
    from synthesis.assembling import Record
    from synthesis.editing.bonds import Bonds
    from synthesis.editing.edits import Edit
    from synthesis.editing.keeping import Decided
    from synthesis.grouping.clustering import Grouping
    from synthesis.grouping.second_look import Placed
    from synthesis.grouping.space import Means
    from synthesis.meaning.embedding import Vectors
    from synthesis.segmentation import Segment
    from synthesis.sifting import Sifted

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Wished:
    """What the reader wishes of the phenomena: how many, and which are expected."""

    count: int | None
    seeds: tuple[Seed, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """The segments with content: the base forms of each, the vectors (n, d), and the means taken out of these."""

    segments: "list[Segment]"
    said: list[list[str]]
    vectors: "Vectors"
    means: "Means"


def synthesise(
    comments: Iterable[Comment],
    *,
    encoder: Encoder,
    parameters: Parameters = DEFAULT,
    count: int | None = None,
    seeds: Iterable[Seed] = (),
    edits: Iterable["Edit"] = (),
    progress: Progress | None = None,
) -> Synthesis:
    """Group what the comments say into phenomena; the same comments in any order give the same result.

    `count` merges or splits the phenomena found, until there are as many or nearly so. `seeds` are phenomena that the
    network expects: they attract what belongs to them. `edits` are what people changed, the oldest first: they hold
    whatever the grouping finds. `progress` tells the stage that begins and the share of the work done (0–1). Raises
    CannotSynthesise when two comments, or two seeds, bear the same id.
    """
    from synthesis.assembling import Record, listed
    from synthesis.editing.keeping import decided
    from synthesis.grouping.seeding import checked
    from synthesis.sifting import sifted

    expected = checked(seeds)
    tell, comments = progress or _silent, tuple(comments)
    tell("segments", 0.0)
    found, decisions = decided(sifted(comments, _within(tell, "segments", 0.0, 0.05)), edits)
    record = Record(encoder.name, parameters, notes=decisions.notes)
    if record.is_too_little(found) and not decisions.bonds.fixed():
        return listed(found, record)
    return _of_content(found, encoder, Wished(count, expected), decisions, record, tell)


def _of_content(
    found: "Sifted", encoder: Encoder, wished: Wished, decisions: "Decided", record: "Record", tell: Progress
) -> Synthesis:
    from synthesis.editing.keeping import as_decided
    from synthesis.grouping.recounting import recounted
    from synthesis.grouping.second_look import placed
    from synthesis.grouping.space import language_means
    from synthesis.meaning.encoding import encoded
    from synthesis.naming.phrases import mentioned
    from synthesis.reading import read

    parameters, bonds = record.parameters, decisions.bonds
    languages = [segment.language for segment in found.content]
    tell("language", 0.05)
    reading = read(found.content, _within(tell, "language", 0.05, 0.25))
    said = [mentioned(*each) for each in zip(reading.readings, languages, strict=True)]
    tell("meaning", 0.25)
    bare = encoded(encoder, [each.text for each in found.content], _within(tell, "meaning", 0.25, 0.60))
    means = language_means(bare, languages)
    vectors = means.taken_out(bare, languages)
    tell("grouping", 0.60)
    if record.is_too_little(found):
        grouping = as_decided(bonds)
    else:
        what = _Told(found.content, said, vectors, means)
        grouping = _grouped(what, wished, encoder, parameters, bonds, _within(tell, "grouping", 0.60, 0.70))
    tell("parts", 0.70)
    look = _within(tell, "parts", 0.70, 0.90)
    whole = (found.content, reading.readings, vectors)
    seen = placed(*whole, means, grouping.as_found(), encoder, parameters, bonds.fixed(), look)
    segments = recounted(seen, *whole, grouping)
    return _named(found, segments, grouping, decisions, wished, record.with_reading(reading), encoder, tell)


def _named(
    found: "Sifted",
    segments: "list[Placed]",
    whole: "Grouping",
    decisions: "Decided",
    wished: Wished,
    record: "Record",
    encoder: Encoder,
    tell: Progress,
) -> Synthesis:
    from synthesis.assembling import Provenance, assembled
    from synthesis.editing.keeping import named, origins, without_hidden
    from synthesis.grouping.seeding import Seeded
    from synthesis.naming.keywords import keywords
    from synthesis.naming.labelling import labelled
    from synthesis.quotations.quoting import quoted

    segments, grouping, people, hidden = without_hidden(segments, whole, decisions.by_group(whole.labels))
    tell("names", 0.90)
    seeded = Seeded(wished.seeds if grouping.nest else (), grouping.seeds, grouping.heard)
    labels = named(seeded.named(labelled(segments, encoder)), people)
    names = list(zip(labels, keywords(segments, record.parameters.keywords), strict=True))
    quotations = quoted(segments, record.parameters.quotes)
    tell("done", 1.0)
    came = Provenance(origins(len(names), people, grouping.seeds), seeded, whole, wished.count)
    return assembled(found.with_left_out(hidden), segments, grouping, names, quotations, record, came)


def _grouped(
    told: _Told, wished: Wished, encoder: Encoder, parameters: Parameters, bonds: "Bonds", tell: Callable[[float], None]
) -> "Grouping":
    from synthesis.grouping.affinity import affinities
    from synthesis.grouping.clustering import grouped
    from synthesis.grouping.condensing import condensed
    from synthesis.grouping.guiding import Guide
    from synthesis.grouping.space import ways_of_looking

    rows = condensed(told.vectors, told.said, told.segments, parameters, bonds)
    look = partial(ways_of_looking, rows.vectors, rows.said, parameters)
    ways = _counted(look(), len(parameters.word_weights) * len(parameters.neighbours), tell)
    guide = None
    if wished.seeds:
        guide = Guide(affinities(wished.seeds, rows.vectors, rows.said, told.means, encoder), look)
    return grouped(ways, told.segments, parameters, wished.count, rows.bonds, rows.of, guide)


def _counted(ways: "Iterable[Vectors]", number: int, tell: Callable[[float], None]) -> "Iterator[Vectors]":
    """The same, telling at each how many of so many there were."""
    for at, way in enumerate(ways, 1):
        yield way
        tell(at / number)


def _within(tell: Progress, stage: str, begin: float, end: float) -> Callable[[float], None]:
    """Tells how far the work is when a share (0–1) of a stage is done."""
    return lambda share: tell(stage, begin + share * (end - begin))


def _silent(stage: str, share: float) -> None:
    pass
