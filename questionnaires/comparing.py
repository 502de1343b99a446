"""What changed between two questionnaires of the same theme, question by question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from questionnaires.model import AnyQuestion, Multi, Number, Questionnaire, Scale, Single

ChangeKind = Literal["kept", "added", "removed", "reworded", "choices_changed", "condition_changed", "kind_changed"]


@dataclass(frozen=True)
class Change:
    """What became of one question. `comparable`: the answers of the two years can be set side by side."""

    question_id: str
    kind: ChangeKind
    old: AnyQuestion | None = None
    new: AnyQuestion | None = None

    @property
    def comparable(self) -> bool:
        """Whether the answers form one series; a rewording is taken to mean the same, as the id says."""
        return self.kind in ("kept", "reworded")


def compare(old: Questionnaire, new: Questionnaire) -> list[Change]:
    """One change for each question of either, those of `new` in its order first, then those that are gone."""
    before = {question.id: question for question in old.questions()}
    return [*_of_new(before, new), *_gone(before, new)]


def _of_new(before: dict[str, AnyQuestion], new: Questionnaire) -> Iterator[Change]:
    for question in new.questions():
        earlier = before.get(question.id)
        if earlier is None:
            yield Change(question.id, "added", new=question)
        else:
            yield Change(question.id, _kind(earlier, question), earlier, question)


def _gone(before: dict[str, AnyQuestion], new: Questionnaire) -> Iterator[Change]:
    kept = {question.id for question in new.questions()}
    return (Change(key, "removed", old=question) for key, question in before.items() if key not in kept)


def _kind(old: AnyQuestion, new: AnyQuestion) -> ChangeKind:
    if old.kind != new.kind:
        return "kind_changed"
    if _choices(old) != _choices(new):
        return "choices_changed"
    if old.show_if != new.show_if:
        return "condition_changed"
    return "kept" if (old.text, old.help) == (new.text, new.help) else "reworded"


def _choices(question: AnyQuestion) -> set[str | int | None]:
    """What can be chosen, or the unit in which a number is given."""
    match question:
        case Single() | Multi():
            return {option.id for option in question.options}
        case Scale():
            return {point.value for point in question.points}
        case Number():
            return {question.unit.fi if question.unit else None}
        case _:
            return set()
