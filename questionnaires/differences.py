"""What can differ between two questionnaires, and what each difference does to the series of answers over the years."""

from dataclasses import dataclass, replace
from typing import Literal

from questionnaires.basics import Text

Weight = Literal["safe", "note", "breaks", "forbidden"]
DifferenceKind = Literal[
    "added",
    "removed",
    "returned",
    "renamed",
    "moved",
    "touched",
    "reworded",
    "rewritten",
    "kind_changed",
    "role_changed",
    "meaning_swapped",
    "help_changed",
    "audience_added",
    "audience_removed",
    "condition_changed",
    "synthesis_changed",
    "required_changed",
    "indicators_changed",
    "limit_changed",
    "unit_changed",
    "choice_added",
    "choice_removed",
    "choice_touched",
    "choice_reworded",
    "choice_swapped",
    "choice_behaves",
    "column_kind_changed",
    "order_changed",
    "section_added",
    "section_removed",
    "text_changed",
    "deliverable_added",
    "deliverable_removed",
    "deliverable_moved",
    "theme_changed",
]
WEIGHTS: dict[DifferenceKind, Weight] = {
    "reworded": "note",
    "removed": "note",
    "synthesis_changed": "note",
    "choice_reworded": "note",
    "choice_behaves": "note",
    "deliverable_removed": "note",
    "audience_removed": "breaks",
    "renamed": "breaks",
    "condition_changed": "breaks",
    "unit_changed": "breaks",
    "rewritten": "forbidden",
    "kind_changed": "forbidden",
    "role_changed": "forbidden",
    "meaning_swapped": "forbidden",
    "choice_swapped": "forbidden",
    "column_kind_changed": "forbidden",
    "deliverable_moved": "forbidden",
}
"""Whatever is not named here is safe."""
_GOES_AWAY: tuple[DifferenceKind, ...] = (
    "removed",
    "moved",
    "audience_removed",
    "choice_removed",
    "section_removed",
    "deliverable_removed",
    "unit_changed",
    "theme_changed",
)
LAUNCHED: dict[DifferenceKind, Weight] = {
    **dict.fromkeys(_GOES_AWAY, "forbidden"),
    "added": "note",
    "audience_added": "note",
    "choice_added": "note",
}
"""What weighs otherwise once people answer: nothing that somebody may have in front of them goes away."""
HEAVIER: tuple[Weight, ...] = ("safe", "note", "breaks", "forbidden")


@dataclass(frozen=True)
class Difference:
    """One thing that differs. `part` is the id of the question, section or deliverable that it belongs to.

    `what` is the id of the option, column or audience, or the name of the limit, that differs, empty for the part
    itself; `about` says which. `old` and `new` are its words then and now, where it has any.
    """

    kind: DifferenceKind
    part: str
    weight: Weight
    about: str = ""
    what: str = ""
    old: Text | None = None
    new: Text | None = None

    @property
    def key(self) -> str:
        """Names the difference among all of a comparison."""
        return "/".join((self.kind, self.part, self.about, self.what)).rstrip("/")

    @property
    def asks_note(self) -> bool:
        """Whether publishing asks for a note; what was `rewritten` may pass when a person says so."""
        return self.weight in ("note", "breaks") or self.may_be_same

    @property
    def may_be_same(self) -> bool:
        """Whether it is forbidden only if it asks something else now, which a person has to say."""
        return self.kind == "rewritten"

    @property
    def is_refused(self) -> bool:
        """Whether nobody can allow it."""
        return self.weight == "forbidden" and not self.may_be_same

    def launched(self) -> "Difference":
        """The same in a questionnaire that people are answering."""
        return replace(self, weight=LAUNCHED.get(self.kind, self.weight))


def difference(
    kind: DifferenceKind,
    part: str,
    old: Text | None = None,
    new: Text | None = None,
    *,
    about: str = "",
    what: str = "",
    weight: Weight | None = None,
) -> Difference:
    """A difference with its usual weight, or another one."""
    return Difference(kind, part, weight or WEIGHTS.get(kind, "safe"), about, what, old, new)
