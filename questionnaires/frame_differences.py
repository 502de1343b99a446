"""What differs between two questionnaires around their questions: theme, texts, sections, deliverables."""

from collections.abc import Iterable, Iterator

from questionnaires.basics import Text
from questionnaires.differences import Difference, difference
from questionnaires.model import Questionnaire, Section


def elsewhere(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Everything that differs and belongs to no question."""
    if old.theme != new.theme:
        yield difference("theme_changed", new.id, old.theme_name, new.theme_name)
    else:
        yield from _texts(new.id, _texts_of(old), _texts_of(new))
    before, after = ({one.id: one for one in each.sections} for each in (old, new))
    for key, section in after.items():
        if key not in before:
            yield difference("section_added", key, new=section.title)
        else:
            yield from _section(before[key], section)
    for key, section in before.items():
        if key not in after:
            yield difference("section_removed", key, old=section.title)
    yield from _deliverables(old, new)


def _section(old: Section, new: Section) -> Iterator[Difference]:
    yield from _texts(new.id, _texts_of_section(old), _texts_of_section(new))
    if old.show_if != new.show_if:
        yield difference("condition_changed", new.id)
    order = [[part.id for part in each.questions] for each in (old, new)]
    common = set(order[0]) & set(order[1])
    if [key for key in order[0] if key in common] != [key for key in order[1] if key in common]:
        yield difference("order_changed", new.id)


def _deliverables(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    before, after = ({one.id: one for one in each.deliverables} for each in (old, new))
    for key, one in after.items():
        if key not in before:
            yield difference("deliverable_added", key, new=one.text)
        elif one.question != before[key].question:
            yield difference("deliverable_moved", key, before[key].text, one.text)
        elif one != before[key]:
            yield difference("text_changed", key, before[key].text, one.text, about="deliverable")
    for key, one in before.items():
        if key not in after:
            yield difference("deliverable_removed", key, old=one.text)


def _texts_of(questionnaire: Questionnaire) -> Iterator[tuple[str, Text]]:
    yield "title", questionnaire.title
    yield "theme_name", questionnaire.theme_name
    yield from ((f"goals.{number}", goal) for number, goal in enumerate(questionnaire.goals, start=1))
    if questionnaire.intro:
        yield "intro", questionnaire.intro
    yield from ((f"audiences.{group.id}", group.text) for group in questionnaire.audiences)


def _texts_of_section(section: Section) -> Iterator[tuple[str, Text]]:
    yield "title", section.title
    yield from ((f"intro.{number}", words) for number, words in enumerate(section.intro, start=1))
    yield from ((f"instructions.{audience}", words) for audience, words in section.instructions.items())
    yield from ((part.id, part.text) for part in section.questions if part.kind == "info")


def _texts(part: str, old: Iterable[tuple[str, Text]], new: Iterable[tuple[str, Text]]) -> Iterator[Difference]:
    before, after = dict(old), dict(new)
    for name in {**before, **after}:
        if before.get(name) != after.get(name):
            yield difference("text_changed", part, before.get(name), after.get(name), about="text", what=name)
