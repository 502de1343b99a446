"""Cuts answers into segments, in an order of their own, and sets aside those that say nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from synthesis.model import CannotSynthesise, Comment, Reason
from synthesis.noise.recognising import reason_to_leave_out
from synthesis.reading import cut
from synthesis.segmentation import Segment
from synthesis.spreading import Share, silent

TOLD_EVERY = 1000
"""So many answers are cut up between two tellings of how far it is."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """All segments of all answers: those with content, and those without, each with its reason."""

    comments: int
    content: list[Segment]
    left_out: list[tuple[Segment, Reason]]

    def with_left_out(self, more: list[tuple[Segment, Reason]]) -> "Sifted":
        """The same, with more that is left out."""
        return Sifted(self.comments, self.content, [*self.left_out, *more])


def sifted(comments: Iterable[Comment], tell: Share = silent) -> Sifted:
    """Return the segments of all comments; raises CannotSynthesise when two comments bear the same id."""
    answers = _in_order(comments)
    content: list[Segment] = []
    left_out: list[tuple[Segment, Reason]] = []
    for segment in _cut(answers, tell):
        reason = reason_to_leave_out(segment.text)
        if reason is None:
            content.append(segment)
        else:
            left_out.append((segment, reason))
    return Sifted(len(answers), content, left_out)


def _cut(answers: list[Comment], tell: Share) -> Iterator[Segment]:
    for number, answer in enumerate(answers, 1):
        yield from cut(answer)
        if number % TOLD_EVERY == 0:
            tell(number / len(answers))


def _in_order(comments: Iterable[Comment]) -> list[Comment]:
    """By the digest of the text: the order in which answers came in must not show in the result."""
    answers = sorted(comments, key=lambda each: (sha256(each.text.encode()).digest(), each.answer_id))
    seen: set[str] = set()
    for answer in answers:
        if answer.answer_id in seen:
            raise CannotSynthesise(f"Two answers bear the same id: {answer.answer_id}")
        seen.add(answer.answer_id)
    return answers
