"""How the small classes of words make up what says nothing: each way needs some of them and may hold others."""

from dataclasses import dataclass

from synthesis.model import Reason


@dataclass(frozen=True, slots=True)
class Way:
    """A way of saying nothing: a word of each class in `needs`, and no word but of these and of `may`."""

    reason: Reason
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    strangers: int = 0
    """So many words of no such class may stand beside them."""


_AROUND = ("own", "it", "small")
_SURVEY = ("all", "thank", "greet", "wish", "season", "nice", "survey", "it", "small", "own")

WAYS: tuple[Way, ...] = (
    Way("no_content", ("alone",), ("alone", "small")),
    Way("no_content", ("not",), ("know", "thing", *_AROUND, "alone")),
    Way("no_content", ("know",), ("know", "small", "it", "own")),
    Way("no_content", ("thing", "missing")),
    Way("no_content", ("tedious", "it"), ("small",)),
    Way("refers_elsewhere", ("same",), ("same", "nice", "than", "ref", "thing", "own", "it", "small", "told")),
    Way("refers_elsewhere", ("same", "than"), ("same", "small"), strangers=2),
    Way("refers_elsewhere", ("point", "ref"), ("than", "thing", *_AROUND, "told"), strangers=3),
    Way("refers_elsewhere", ("point",), strangers=2),
    Way("refers_elsewhere", ("se", "ref"), ("ref", "it", "own", "small"), strangers=1),
    Way("refers_elsewhere", ("ref",), ("ref", "told", "than", "small", "not", "thing", "it", "own", "know")),
    Way("refers_elsewhere", ("than", "ref"), ("told", "it", "own", "small")),
    Way("refers_elsewhere", ("than", "told"), ("ref", "it", "own", "small")),
    Way("refers_elsewhere", ("told",), ("ref", "than", "small", "it", "own")),
    Way("refers_elsewhere", ("told", "ref"), ("ref", "than", "small", "it", "own", "survey")),
    Way("practical", ("thank",), _SURVEY),
    Way("practical", ("greet",), ("greet", "all"), strangers=3),
    Way("practical", ("wish", "season"), _SURVEY),
    Way("practical", ("nice", "survey"), ("small", "wish")),
    Way("practical", ("will",), ("will", "later", "piece", "small", "it", "own", "not", "draft")),
    Way("practical", ("will", "piece"), ("later", "small", "it", "own", "ref"), strangers=1),
    Way("practical", ("piece", "missing"), ("later", "small", "it")),
    Way("practical", ("draft",), ("small", "not", "piece", "it", "own")),
    Way("practical", ("piece", "later"), ("small",)),
    Way("practical", ("meeting", "moved"), ("when", "later", "small", "it", "own", "not", "ask")),
    Way("practical", ("meeting", "when"), ("small", "it", "later"), strangers=1),
    Way("practical", ("when", "moved"), ("small", "it", "own", "not", "ask", "meeting", "later"), strangers=1),
    Way("practical", ("attend",), ("there", "when", "small", "own"), strangers=0),
    Way("practical", ("attend", "there"), ("small", "own", "when"), strangers=1),
    Way("practical", ("form", "failed"), ("form", "failed", "not", "small", "it", "own"), strangers=1),
    Way(
        "practical",
        ("ask", "asked"),
        ("ask", "asked", "it", "small", "own", "survey", "ref", "not", "later", "meeting"),
        strangers=1,
    ),
    Way("practical", ("longer",), ("need", "extend", "ask", "small", "it", "own", "survey", "know")),
    Way("practical", ("need", "service"), ("small", "own", "meeting", "there", "later"), strangers=1),
    Way("practical", ("contact",), ("small", "own", "it", "contact")),
)
