"""One phenomenon as told, with the words of those who told of it."""

from collections.abc import Callable, Iterator
from typing import Literal

from reports.basics import Frozen, Kind, Label, Reason, Text
from reports.figures import Indicator


class Quote(Frozen):
    """Words of one answer. `cleared` False: only the county's team may see it, for the `reasons` (none: not known)."""

    answer_id: str
    organisation: Text
    kind: Kind
    text: str
    language: Literal["fi", "sv", "en"]
    cleared: bool = True
    reasons: tuple[Reason, ...] = ()


class Before(Frozen):
    """A phenomenon of the earlier round: its name then, and how many organisations told of it."""

    label: Label
    organisations: int


class Comparison(Frozen):
    """The phenomena beside those of an earlier round, whose `year` may be unknown; `vanished` go on nowhere.

    `answered` is how many organisations answered then; 0: not known.
    """

    year: int | None = None
    vanished: tuple[Before, ...] = ()
    answered: int = 0


class Aspect(Frozen):
    """One side of a phenomenon: ids of the parties that told of it, and words of some of them, one of each."""

    organisations: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


class Reply(Frozen):
    """What a service of the county replied to the request that stands in an answer."""

    answer_id: str
    service: Text
    text: str
    language: Literal["fi", "sv", "en"]


Side = Literal["contrary", "works", "gaps"]
SIDES: tuple[Side, ...] = ("contrary", "works", "gaps")


class Finding(Frozen):
    """One phenomenon as told.

    `organisations` are ids of parties, `requests` words from the questions that ask for support or a decision, `askers`
    the ids of those who asked (none: not known who). `contrary` are words that seem to say otherwise, `works` those
    from the questions on what works, `gaps` those from the questions on where cooperation fails. `indicators` stand
    beside it. `before` is what it continues of an earlier round (nothing: it is new, if the briefing has a comparison);
    `withheld` counts the words that were taken out because people could be recognised in them. `whole`: in a cut, how
    many wrote of it in the whole county, out of how many that answered.
    """

    id: str
    label: Label
    gist: Quote
    keywords: tuple[str, ...]
    origin: Literal["seed", "discovered", "human"]
    stability: float
    organisations: tuple[str, ...]
    answers: tuple[str, ...]
    quotes: tuple[Quote, ...]
    requests: tuple[Quote, ...] = ()
    asked_by: int = 0
    askers: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    contrary: Aspect = Aspect()
    works: Aspect = Aspect()
    gaps: Aspect = Aspect()
    indicators: tuple[Indicator, ...] = ()
    withheld: int = 0
    before: tuple[Before, ...] = ()
    whole: tuple[int, int] | None = None

    def words(self) -> Iterator[Quote]:
        """Everything that is quoted in it; the same words may come more than once."""
        yield from (self.gist, *self.quotes, *self.requests)
        for side in SIDES:
            yield from getattr(self, side).quotes

    def with_words(self, change: Callable[[Quote], Quote | None]) -> "Finding":
        """The same with everything quoted changed; quotes but the gist that become None are gone.

        Replies go with the words that they reply to.
        """

        def changed(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
            return tuple(new for quote in quotes if (new := change(quote)) is not None)

        requests = changed(self.requests)
        kept = {quote.answer_id for quote in requests}
        sides = {side: getattr(self, side) for side in SIDES}
        return self.model_copy(
            update={
                "gist": change(self.gist) or self.gist,
                "quotes": changed(self.quotes),
                "requests": requests,
                "replies": tuple(reply for reply in self.replies if reply.answer_id in kept),
                **{side: told.model_copy(update={"quotes": changed(told.quotes)}) for side, told in sides.items()},
            }
        )

    def cleared(self) -> "Finding":
        """The same with cleared words alone.

        A gist that is not cleared gives way to a quote that is, or to nothing. Keywords come from all the words,
        and which of them are from cleared ones nobody knows: none stay.
        """
        kept = self.with_words(lambda quote: quote if quote.cleared else None)
        blank = self.gist.model_copy(update={"text": "", "cleared": True})
        gist = self.gist if self.gist.cleared else next(iter(kept.quotes), blank)
        _gist, *others = self.words()
        out = {(quote.answer_id, quote.text) for quote in others if not quote.cleared}
        return kept.model_copy(update={"gist": gist, "withheld": self.withheld + len(out), "keywords": ()})
