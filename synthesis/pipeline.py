"""Free text to phenomena: the stages of a synthesis, in order."""

from collections.abc import Callable, Iterable

from synthesis.embedding import Encoder
from synthesis.model import Comment, Synthesis
from synthesis.parameters import DEFAULT, Parameters

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
    from synthesis.assembling import Record, assembled, listed
    from synthesis.clustering import grouped
    from synthesis.labelling import Material, named
    from synthesis.quoting import quoted
    from synthesis.reading import read
    from synthesis.sifting import sifted
    from synthesis.space import ways_of_looking, without_language

    tell = progress or _silent
    tell("segments", 0.0)
    found = sifted(comments)
    if len(found.content) < parameters.fewest_segments:
        return listed(found, Record(encoder.name, parameters))
    tell("language", 0.05)
    reading = read(found.content)
    tell("meaning", 0.30)
    vectors = encoder.encode([segment.text for segment in found.content])
    vectors = without_language(vectors, [segment.language for segment in found.content])
    tell("grouping", 0.75)
    ways = ways_of_looking(vectors, found.content, parameters)
    grouping = grouped(ways, found.content, parameters, count)
    tell("names", 0.80)
    names = named(Material(found.content, reading.readings, grouping.labels), encoder, parameters.keywords)
    quotations = quoted(found.content, grouping.labels, vectors, parameters.quotes)
    tell("done", 1.0)
    return assembled(found, grouping, names, quotations, Record(encoder.name, parameters, reading))


def _silent(stage: str, share: float) -> None:
    pass
