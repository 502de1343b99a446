"""What the tests of the benches share: a synthesis made from its groups."""

from collections.abc import Callable, Iterable, Mapping

import pytest

from synthesis.model import Gist, Label, Method, Phenomenon, PlacedSegment, Span, Synthesis, UnplacedSegment

Group = list[tuple[str, int, int]]


def _phenomenon(identity: str, group: Group) -> Phenomenon:
    first, start, end = group[0]
    return Phenomenon(
        id=identity,
        label=Label(fi=identity),
        gist=Gist(answer_id=first, start=start, end=end, text="", language="fi"),
        keywords=(),
        stability=1,
        organisations=(),
        segments=tuple(PlacedSegment(answer_id=a, start=s, end=e, strength=1) for a, s, e in group),
        quotes=(Span(answer_id=first, start=start, end=end),),
    )


@pytest.fixture
def made() -> Callable[..., Synthesis]:
    def make(groups: Mapping[str, Group], *, unplaced: Iterable[str] = ()) -> Synthesis:
        return Synthesis(
            phenomena=tuple(_phenomenon(*each) for each in groups.items()),
            unplaced=tuple(UnplacedSegment(answer_id=each, start=0, end=1, reason="empty") for each in unplaced),
            method=Method(version="0", encoder="", lemmatisers={}, parameters={}, comments=0, segments=0),
        )

    return make
