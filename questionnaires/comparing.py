"""What changed between two questionnaires, by id, and what it does to the comparison of their answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from questionnaires.basics import Text
from questionnaires.condition_words import when
from questionnaires.differences import HEAVIER, Difference, Weight, difference
from questionnaires.frame_differences import elsewhere
from questionnaires.model import AnyQuestion, Questionnaire
from questionnaires.question_differences import Worded, between, taken_from


@dataclass(frozen=True)
class Change:
    """What became of one question: `old` None where it is new, `new` None where it is gone."""

    question_id: str
    old: AnyQuestion | None = None
    new: AnyQuestion | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def weight(self) -> Weight:
        """That of the heaviest difference."""
        return max((one.weight for one in self.differences), key=HEAVIER.index, default="safe")

    @property
    def comparable(self) -> bool:
        """Whether the answers form one series; words that a person let pass mean the same, as the id says."""
        return self.old is not None and all(
            one.weight in ("safe", "note") or one.may_be_same for one in self.differences
        )

    @property
    def to_choose_anew(self) -> bool:
        """Whether other things can be chosen now."""
        return any(
            one.kind in ("choice_added", "choice_removed", "choice_swapped") and one.about in ("options", "points")
            for one in self.differences
        )

    def has(self, *kinds: str) -> bool:
        """Whether something of one of these kinds differs."""
        return any(one.kind in kinds for one in self.differences)


@dataclass(frozen=True)
class Comparison:
    """Every question of either questionnaire with what differs, and what differs `elsewhere` (sections, texts …)."""

    questions: tuple[Change, ...] = ()
    elsewhere: tuple[Difference, ...] = field(default=())

    def differences(self) -> Iterator[Difference]:
        """All of them, the questions' first."""
        for change in self.questions:
            yield from change.differences
        yield from self.elsewhere

    @property
    def asking(self) -> tuple[Difference, ...]:
        """Those of which publishing asks what they mean."""
        return tuple(one for one in self.differences() if one.asks_note)

    @property
    def refused(self) -> tuple[Difference, ...]:
        """Those that nobody can allow."""
        return tuple(one for one in self.differences() if one.is_refused)

    @property
    def kept(self) -> int:
        """How many questions are exactly as they were."""
        return sum(not change.differences for change in self.questions)


def compare(
    old: Questionnaire,
    new: Questionnaire,
    *,
    launched: bool = False,
    earlier: Mapping[str, AnyQuestion] | None = None,
) -> Comparison:
    """What `new` makes of `old`. `launched`: people answer `old` already, so that nothing of it can go away.

    `earlier` are questions by id that were asked before `old`: an id that comes back must mean what it meant.
    """
    found = Comparison(tuple(_questions(old, new, earlier or {})), tuple(elsewhere(old, new)))
    if not launched:
        return found
    return Comparison(
        tuple(replace(one, differences=tuple(map(Difference.launched, one.differences))) for one in found.questions),
        tuple(map(Difference.launched, found.elsewhere)),
    )


def _questions(old: Questionnaire, new: Questionnaire, earlier: Mapping[str, AnyQuestion]) -> Iterator[Change]:
    before = {question.id: question for question in old.questions()}
    kept = {question.id for question in new.questions()}
    sections = _sections_of(old), _sections_of(new)
    # another theme asks other things: its questions are gone with it
    gone: Weight = "note" if old.theme == new.theme else "safe"
    for question in new.questions():
        yield _of_new(question, before, earlier, (old, new), sections)
    for key, question in before.items():
        if key not in kept:
            removed = difference("removed", key, old=question.text, weight=gone)
            yield Change(key, question, None, (removed,))


def _of_new(
    question: AnyQuestion,
    before: Mapping[str, AnyQuestion],
    earlier: Mapping[str, AnyQuestion],
    both: tuple[Questionnaire, Questionnaire],
    sections: tuple[Mapping[str, str], Mapping[str, str]],
) -> Change:
    then = before.get(question.id) or earlier.get(question.id)
    if then is None:
        return Change(question.id, new=question, differences=(_added(question, before, both),))
    found = list(between(then, question, _in_words(both[0]), _in_words(both[1])))
    if question.id not in before:
        # what it was compared with is another year's: only what cannot be is told
        found = [difference("returned", question.id, then.text, question.text)] + [
            one for one in found if one.weight == "forbidden"
        ]
    elif sections[0][question.id] != sections[1][question.id]:
        found.append(difference("moved", question.id))
    others = [one.text for key, one in before.items() if key != question.id]
    if then.text != question.text and taken_from(question.text, others):
        found = [one for one in found if one.kind not in ("touched", "reworded", "rewritten")]
        found.insert(0, difference("meaning_swapped", question.id, then.text, question.text))
    return Change(question.id, then if question.id in before else None, question, tuple(found))


def _added(
    question: AnyQuestion, before: Mapping[str, AnyQuestion], both: tuple[Questionnaire, Questionnaire]
) -> Difference:
    kept = {one.id for one in both[1].questions()}
    gone = [one.text for key, one in before.items() if key not in kept]
    renamed = both[0].theme == both[1].theme and taken_from(question.text, gone)
    return difference("renamed" if renamed else "added", question.id, new=question.text)


def _sections_of(questionnaire: Questionnaire) -> dict[str, str]:
    return {part.id: section.id for section in questionnaire.sections for part in section.questions}


def _in_words(questionnaire: Questionnaire) -> Worded:
    def said(question: AnyQuestion) -> Text | None:
        told = (when(questionnaire, question, audience) for audience in question.audiences)
        try:
            return next((words for words in told if words), None)
        except KeyError:  # it looks at a question of an earlier year
            return None

    return said
