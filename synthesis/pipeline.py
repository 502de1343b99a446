"""Free text to phenomena: the stages of a synthesis, in order."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from synthesis.embedding import Encoder
from synthesis.model import Comment, Synthesis
from synthesis.parameters import DEFAULT, Parameters

if TYPE_CHECKING:
    from synthesis.sifting import Sifted

Progress = Callable[[str, float], None]


def synthesise(
    comments: Iterable[Comment],
    *,
    encoder: Encoder,
    parameters: Parameters = DEFAULT,
    count: int | None = None,
    progress: Progress | None = None,
) -> Synthesis:
    """Group what the comments say into phenomena; the same comments in any order give the same result.

    `count` fixes the number of phenomena, which is found otherwise. `progress` is told the stage that begins and the
    share of the work done (0–1). Raises CannotSynthesise when two comments bear the same id.
    """
    from synthesis.assembling import Record, listed
    from synthesis.sifting import sifted

    tell = progress or _silent
    tell("segments", 0.0)
    found = sifted(comments)
    if len(found.content) < parameters.fewest_segments:
        return listed(found, Record(encoder.name, parameters))
    return _of_content(found, encoder, parameters, count, tell)


def _of_content(
    found: "Sifted", encoder: Encoder, parameters: Parameters, count: int | None, tell: Progress
) -> Synthesis:
    from synthesis.assembling import Record, assembled
    from synthesis.clustering import grouped
    from synthesis.keywords import keywords
    from synthesis.labelling import labelled
    from synthesis.phrases import mentioned
    from synthesis.quoting import quoted
    from synthesis.reading import read
    from synthesis.second_look import placed
    from synthesis.space import language_means, ways_of_looking

    languages = [segment.language for segment in found.content]
    tell("language", 0.05)
    reading = read(found.content)
    said = [mentioned(*each) for each in zip(reading.readings, languages, strict=True)]
    tell("meaning", 0.25)
    bare = encoder.encode([segment.text for segment in found.content])
    means = language_means(bare, languages)
    vectors = means.taken_out(bare, languages)
    tell("grouping", 0.60)
    grouping = grouped(ways_of_looking(vectors, said, parameters), found.content, parameters, count)
    tell("parts", 0.70)
    segments = placed(found.content, reading.readings, vectors, means, grouping, encoder, parameters)
    tell("names", 0.90)
    names = list(zip(labelled(segments, encoder), keywords(segments, parameters.keywords), strict=True))
    quotations = quoted(segments, parameters.quotes)
    tell("done", 1.0)
    return assembled(found, segments, grouping, names, quotations, Record(encoder.name, parameters, reading))


def _silent(stage: str, share: float) -> None:
    pass
