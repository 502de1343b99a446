"""The words of a synthesis: what goes in (comments) and what comes out (phenomena and the unplaced)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

LANGUAGES = ("fi", "sv", "en")

Language = Literal["fi", "sv", "en"]
Origin = Literal["seed", "discovered", "human"]
Reason = Literal[
    "empty", "no_content", "refers_elsewhere", "practical", "single_observation", "too_few_answers", "hidden"
]


class Frozen(BaseModel):
    """A value: never changed after it was made, and no field that nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Comment(Frozen):
    """One free-text answer as handed over. Offsets anywhere in a synthesis count characters of `text`."""

    answer_id: str
    text: str
    organisation: str | None = None
    organisation_type: str | None = None
    language: Language | None = None
    question_id: str | None = None


class Seed(Frozen):
    """A phenomenon that the network named before anybody answered: a name in fi or sv, and what is meant by it."""

    id: str
    fi: str | None = None
    sv: str | None = None
    desc: str = ""


class Span(Frozen):
    """A stretch of one answer: `comment.text[start:end]`."""

    answer_id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class PlacedSegment(Span):
    """A segment that belongs to a phenomenon, with how strongly (0–1)."""

    strength: float = Field(ge=0, le=1)


class UnplacedSegment(Span):
    """A segment that belongs to no phenomenon, and why."""

    reason: Reason


class MapPoint(Span):
    """Where a segment stands on the map of the answers, -1 to 1 both ways. Near ones say alike; axes mean nothing."""

    x: float = Field(ge=-1, le=1)
    y: float = Field(ge=-1, le=1)


class Gist(Span):
    """One sentence of one answer that says what the phenomenon is about, quoted as it was written."""

    text: str
    language: Language


class Label(Frozen):
    """The name of a phenomenon. A language in which nobody answered has none: nothing is machine-translated."""

    fi: str | None = None
    sv: str | None = None


class Phenomenon(Frozen):
    """Something that several organisations told of. `stability` is 0–1, `organisations` sorted and without doubles.

    `seed` is the id of the network's candidate phenomenon that it comes from, if it comes from one.
    """

    id: str
    label: Label
    gist: Gist
    keywords: tuple[str, ...]
    origin: Origin = "discovered"
    stability: float = Field(ge=0, le=1)
    organisations: tuple[str, ...]
    segments: tuple[PlacedSegment, ...]
    quotes: tuple[Span, ...]
    previous: tuple[str, ...] = ()
    seed: str | None = None


class Branch(Frozen):
    """A node of the hierarchy above the phenomena: `children` are ids of phenomena or of other branches."""

    id: str
    children: tuple[str, ...]


class Unmentioned(Frozen):
    """A candidate phenomenon of which too few told to make a phenomenon of it: `seed` is its id."""

    seed: str
    label: Label


class Numbering(Frozen):
    """Why there are so many phenomena. Shares (0–1) are of the ways of grouping in which segments stand together.

    Two groups are one phenomenon when their segments stand together in `joined_from` of the ways. The next two to merge
    do so in `next_merge_together`, the halves of the next one to split in `next_split_together`. `fewest` and `most`
    are the numbers that can be asked for.
    """

    found: int
    asked: int | None
    fewest: int
    most: int
    joined_from: float
    next_merge: tuple[str, ...] = ()
    next_merge_together: float | None = None
    next_split: str | None = None
    next_split_together: float | None = None


class Method(Frozen):
    """How it was made, for the record; no time and no path, so that the same answers give the same bytes."""

    version: str
    encoder: str
    lemmatisers: dict[str, str]
    parameters: dict[str, int | float | str | bool]
    comments: int
    segments: int
    notes: tuple[str, ...] = ()
    number: Numbering | None = None


class Synthesis(Frozen):
    """The whole result; its JSON is `synthesis.json` of the command `ennakko synthesise`."""

    format: Literal[1] = 1
    phenomena: tuple[Phenomenon, ...]
    unplaced: tuple[UnplacedSegment, ...]
    vanished: tuple[str, ...] = ()
    hierarchy: tuple[Branch, ...] = ()
    seeds_unmentioned: tuple[Unmentioned, ...] = ()
    map: tuple[MapPoint, ...] = ()
    method: Method


class CannotSynthesise(Exception):
    """The answers cannot be read as a synthesis needs them; the message is one sentence for whoever gave them."""
