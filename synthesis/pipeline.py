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
    from synthesis.keywords import keywords
    from synthesis.labelling import labelled
    from synthesis.quoting import quoted
    from synthesis.reading import read
    from synthesis.second_look import placed
    from synthesis.sifting import sifted
    from synthesis.space import language_means, ways_of_looking

    tell = progress or _silent
    tell("segments", 0.0)
    found = sifted(comments)
    if len(found.content) < parameters.fewest_segments:
        return listed(found, Record(encoder.name, parameters))
    texts, languages = zip(*((segment.text, segment.language) for segment in found.content), strict=True)
    tell("meaning", 0.05)
    bare = encoder.encode(list(texts))
    means = language_means(bare, list(languages))
    vectors = means.taken_out(bare, list(languages))
    tell("grouping", 0.40)
    grouping = grouped(ways_of_looking(vectors, list(texts), parameters), found.content, parameters, count)
    tell("parts", 0.50)
    segments = placed(found.content, vectors, means, grouping, encoder, parameters)
    tell("language", 0.65)
    reading = read([each.segment for each in segments])
    tell("names", 0.80)
    labels = labelled(segments, reading.readings, encoder)
    words = keywords(segments, reading.readings, parameters.keywords)
    quotations = quoted(segments, parameters.quotes)
    tell("done", 1.0)
    return assembled(
        found,
        segments,
        grouping,
        list(zip(labels, words, strict=True)),
        quotations,
        Record(encoder.name, parameters, reading),
    )


def _silent(stage: str, share: float) -> None:
    pass
