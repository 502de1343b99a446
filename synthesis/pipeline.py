"""Free text to phenomena: the stages of a synthesis, in order."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from synthesis.embedding import Encoder
from synthesis.model import Comment, Synthesis
from synthesis.parameters import DEFAULT, Parameters

if TYPE_CHECKING:
    from synthesis.assembling import Record
    from synthesis.edits import Edit
    from synthesis.keeping import Decided
    from synthesis.sifting import Sifted
    from synthesis.years import Year

Progress = Callable[[str, float], None]


def synthesise(
    comments: Iterable[Comment],
    *,
    encoder: Encoder,
    parameters: Parameters = DEFAULT,
    count: int | None = None,
    previous: "Year | None" = None,
    edits: Iterable["Edit"] = (),
    progress: Progress | None = None,
) -> Synthesis:
    """Group what the comments say into phenomena; the same comments in any order give the same result.

    `count` merges or splits the phenomena found, until there are as many or nearly so. `edits` are what people changed,
    the oldest first: they hold whatever the grouping finds. `previous` is an earlier year, whose phenomena go on,
    vanished, or are joined by new ones. `progress` tells the stage that begins and
    the share done (0–1). Raises CannotSynthesise when two comments bear the same id.
    """
    from synthesis.assembling import Record, listed
    from synthesis.keeping import decided
    from synthesis.remembering import remembered
    from synthesis.sifting import sifted
    from synthesis.years import continued

    tell, comments = progress or _silent, tuple(comments)
    tell("segments", 0.0)
    found, decisions = decided(sifted(comments, _within(tell, "segments", 0.0, 0.05)), edits)
    record = Record(encoder.name, parameters, notes=decisions.notes)
    if record.is_too_little(found) and not decisions.bonds.fixed():
        result = listed(found, record)
    else:
        result = _of_content(found, encoder, count, decisions, record, tell)
    return result if previous is None else continued(result, remembered(comments, result, encoder), previous)


def _of_content(
    found: "Sifted", encoder: Encoder, count: int | None, decisions: "Decided", record: "Record", tell: Progress
) -> Synthesis:
    from synthesis.assembling import assembled
    from synthesis.clustering import grouped
    from synthesis.condensing import condensed
    from synthesis.encoding import encoded
    from synthesis.keeping import as_decided, named, origins, without_hidden
    from synthesis.keywords import keywords
    from synthesis.labelling import labelled
    from synthesis.phrases import mentioned
    from synthesis.quoting import quoted
    from synthesis.reading import read
    from synthesis.recounting import recounted
    from synthesis.second_look import placed
    from synthesis.space import language_means, ways_of_looking

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
        rows = condensed(vectors, said, found.content, parameters, bonds)
        ways = ways_of_looking(rows.vectors, rows.said, parameters)
        grouping = grouped(ways, found.content, parameters, count, rows.bonds, rows.of)
    tell("parts", 0.70)
    look = _within(tell, "parts", 0.70, 0.90)
    whole = (found.content, reading.readings, vectors)
    seen = placed(*whole, means, grouping.as_found(), encoder, parameters, bonds.fixed(), look)
    segments = recounted(seen, *whole, grouping)
    segments, grouping, people, hidden = without_hidden(segments, grouping, decisions.by_group(grouping.labels))
    tell("names", 0.90)
    labels = named(labelled(segments, encoder), people)
    names = list(zip(labels, keywords(segments, parameters.keywords), strict=True))
    quotations = quoted(segments, parameters.quotes)
    tell("done", 1.0)
    found, record = found.with_left_out(hidden), record.with_reading(reading)
    return assembled(found, segments, grouping, names, quotations, record, origins(len(names), people))


def _within(tell: Progress, stage: str, begin: float, end: float) -> Callable[[float], None]:
    """Tells how far the work is when a share (0–1) of a stage is done."""
    return lambda share: tell(stage, begin + share * (end - begin))


def _silent(stage: str, share: float) -> None:
    pass
