"""What is told of one phenomenon: its words by the role of the question that they answer, and what stands beside."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from reports.briefing import Aspect, Briefing, Finding, Indicator, Label, Quote, Reply, Text
from survey_service.earlier import Earlier
from survey_service.material import Material
from synthesis.languages.detection import detect
from synthesis.model import Phenomenon, Span

REQUEST_ROLES: Final = frozenset({"request_to_hva", "priority"})
STRENGTH_ROLES: Final = frozenset({"strengths"})
GAP_ROLES: Final = frozenset({"cooperation_gaps"})
MOST_REQUESTS: Final = 6
MOST_OF_SIDE: Final = 4

Replies = Mapping[tuple[str, str], tuple[tuple[Text, str], ...]]
"""Replies as (service, words), by the Finnish name of who raised an issue, and its words."""


@dataclass(frozen=True)
class Beside:
    """What is known of phenomena besides the answers. `sensitive` are ids of seeds: words of these are for the team.

    `indicators` are those of the county by the id of a seed, and by a name in lower case; `of_theme` all of the theme.
    """

    earlier: Earlier | None = None
    sensitive: frozenset[str] = frozenset()
    indicators: Mapping[str, tuple[Indicator, ...]] = field(default_factory=dict)
    of_theme: tuple[Indicator, ...] = ()

    def of(self, phenomenon: Phenomenon) -> tuple[Indicator, ...]:
        """The indicators that are looked at beside a phenomenon: by its seed, else by its name."""
        names = (phenomenon.seed, *((name or "").casefold() for name in (phenomenon.label.fi, phenomenon.label.sv)))
        return next((self.indicators[name] for name in names if name and name in self.indicators), ())

    def left(self, findings: Iterable[Finding]) -> tuple[Indicator, ...]:
        """Those of the theme that stand beside none of the `findings`."""
        shown = {one.key for finding in findings for one in finding.indicators}
        return tuple(one for one in self.of_theme if one.key not in shown)


def quoted(material: Material, span: Span, *, sensitive: bool = False) -> Quote:
    """The words of a span, and whether they may leave the team."""
    told = material.told[span.answer_id]
    text = told.comment.text[span.start : span.end].strip()
    reasons = material.reasons(told.party.id, told.comment.question_id or "", text)
    if sensitive:
        reasons = (*reasons, "sensitive")
    return Quote(
        answer_id=span.answer_id,
        organisation=told.party.name,
        kind=told.party.kind,
        text=text,
        language=detect(text, inherited=told.comment.language),
        cleared=not reasons,
        reasons=reasons,
    )


def finding(material: Material, phenomenon: Phenomenon, beside: Beside) -> Finding:
    """The phenomenon as it is told."""
    quote = partial(quoted, material, sensitive=phenomenon.seed in beside.sensitive)
    requests = _of_roles(material, phenomenon.segments, REQUEST_ROLES)
    askers = _parties(material, requests)
    return Finding(
        id=phenomenon.id,
        label=Label(fi=phenomenon.label.fi, sv=phenomenon.label.sv),
        gist=quote(_gist(material, phenomenon)),
        keywords=phenomenon.keywords,
        origin=phenomenon.origin,
        stability=phenomenon.stability,
        organisations=_parties(material, phenomenon.segments),
        answers=tuple(sorted({segment.answer_id for segment in phenomenon.segments})),
        quotes=tuple(map(quote, phenomenon.quotes)),
        requests=tuple(map(quote, _one_each(material, requests)[:MOST_REQUESTS])),
        asked_by=len(askers),
        askers=askers,
        contrary=_side(material, _otherwise(material, phenomenon), quote),
        works=_side(material, _of_roles(material, phenomenon.segments, STRENGTH_ROLES), quote),
        gaps=_side(material, _of_roles(material, phenomenon.segments, GAP_ROLES), quote),
        indicators=beside.of(phenomenon),
        before=beside.earlier.before(phenomenon) if beside.earlier else (),
    )


def _gist(material: Material, phenomenon: Phenomenon) -> Span:
    """The words that tell the phenomenon best; of what works only where nothing else is told."""
    spans = (phenomenon.gist, *phenomenon.quotes)
    return next((span for span in spans if material.told[span.answer_id].role not in STRENGTH_ROLES), phenomenon.gist)


def _of_roles(material: Material, spans: Iterable[Span], roles: frozenset[str]) -> list[Span]:
    return [span for span in spans if material.told[span.answer_id].role in roles]


def _parties(material: Material, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(sorted({material.told[span.answer_id].party.id for span in spans}))


def _one_each(material: Material, spans: Iterable[Span]) -> list[Span]:
    """The first span of each organisation."""
    first: dict[str, Span] = {}
    for span in spans:
        first.setdefault(material.told[span.answer_id].party.id, span)
    return list(first.values())


def _side(material: Material, spans: Sequence[Span], quote: "partial[Quote]") -> Aspect:
    quotes = tuple(map(quote, _one_each(material, spans)[:MOST_OF_SIDE]))
    return Aspect(organisations=_parties(material, spans), quotes=quotes)


def _otherwise(material: Material, phenomenon: Phenomenon) -> list[Span]:
    """The spans whose wording says that it is no trouble here, or otherwise than most say.

    What answers another question than what is observed (what works, what is asked) is no contrary view of it.
    """
    from synthesis.quotations.dissent import dissenting

    others = REQUEST_ROLES | STRENGTH_ROLES | GAP_ROLES
    spans = [span for span in phenomenon.segments if material.told[span.answer_id].role not in others]
    comments = [material.told[span.answer_id].comment for span in spans]
    texts = [comment.text[span.start : span.end] for comment, span in zip(comments, spans, strict=True)]
    known = [(text, detect(text, inherited=comment.language)) for text, comment in zip(texts, comments, strict=True)]
    return [span for span, otherwise in zip(spans, dissenting(known), strict=True) if otherwise]


def with_replies(briefing: Briefing, material: Material, replies: Replies) -> Briefing:
    """The briefing with the replies to the requests that it quotes, as far as these were raised as issues."""

    def told(finding: Finding) -> Finding:
        found = [
            Reply(answer_id=request.answer_id, service=service, text=words, language=detect(words, inherited="fi"))
            for request in finding.requests
            for service, words in replies.get(_issue(material, request), ())
        ]
        return finding.model_copy(update={"replies": tuple(found)})

    return briefing.model_copy(update={"findings": tuple(map(told, briefing.findings))})


def _issue(material: Material, request: Quote) -> tuple[str, str]:
    """What the whole answer of a request is known by as an issue."""
    told = material.told[request.answer_id]
    return told.party.name.fi, told.comment.text.strip()
