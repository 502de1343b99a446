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

Progress = Callable[[str, float], None]


def synthesise(
    comments: Iterable[Comment],
    *,
    encoder: Encoder,
    parameters: Parameters = DEFAULT,
    count: int | None = None,
    edits: Iterable["Edit"] = (),
    progress: Progress | None = None,
) -> Synthesis:
    """Group what the comments say into phenomena; the same comments in any order give the same result.

    `count` fixes the number of phenomena, which is found otherwise. `edits` are what people changed, the oldest first:
    they hold whatever the grouping finds. `progress` is told the stage that begins and the share of the work done (0–1).
    Raises CannotSynthesise when two comments bear the same id.
    """
    from synthesis.assembling import Record, listed
    from synthesis.keeping import decided
    from synthesis.sifting import sifted

    tell = progress or _silent
    tell("segments", 0.0)
    found, decisions = decided(sifted(comments), edits)
    record = Record(encoder.name, parameters, notes=decisions.notes)
    if record.is_too_little(found) and not decisions.bonds.fixed():
        return listed(found, record)
    return _of_content(found, encoder, count, decisions, record, tell)


def _of_content(
    found: "Sifted", encoder: Encoder, count: int | None, decisions: "Decided", record: "Record", tell: Progress
) -> Synthesis:
    from synthesis.assembling import assembled
    from synthesis.clustering import grouped
    from synthesis.keeping import as_decided, named, origins, without_hidden
    from synthesis.keywords import keywords
    from synthesis.labelling import labelled
    from synthesis.phrases import mentioned
    from synthesis.quoting import quoted
    from synthesis.reading import read
    from synthesis.second_look import placed
    from synthesis.space import language_means, ways_of_looking

    parameters, bonds = record.parameters, decisions.bonds
    languages = [segment.language for segment in found.content]
    tell("language", 0.05)
    reading = read(found.content)
    said = [mentioned(*each) for each in zip(reading.readings, languages, strict=True)]
    tell("meaning", 0.25)
    bare = encoder.encode([segment.text for segment in found.content])
    means = language_means(bare, languages)
    vectors = means.taken_out(bare, languages)
    tell("grouping", 0.60)
    if record.is_too_little(found):
        grouping = as_decided(bonds)
    else:
        grouping = grouped(ways_of_looking(vectors, said, parameters), found.content, parameters, count, bonds)
    tell("parts", 0.70)
    segments = placed(found.content, reading.readings, vectors, means, grouping, encoder, parameters, bonds.fixed())
    segments, grouping, people, hidden = without_hidden(segments, grouping, decisions.by_group(grouping.labels))
    tell("names", 0.90)
    labels = named(labelled(segments, encoder), people)
    names = list(zip(labels, keywords(segments, parameters.keywords), strict=True))
    quotations = quoted(segments, parameters.quotes)
    tell("done", 1.0)
    found, record = found.with_left_out(hidden), record.with_reading(reading)
    return assembled(found, segments, grouping, names, quotations, record, origins(len(names), people))


def _silent(stage: str, share: float) -> None:
    pass
