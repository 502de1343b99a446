"""Two years of a theme are compared question by question, by id."""

from questionnaires.comparing import Change, compare
from questionnaires.conditions import OfAnswer
from questionnaires.loading import load
from questionnaires.model import AnyQuestion, Multi, Open, Questionnaire, Text

OLD = load("mielen_hyvinvointi", year=2027)


def changed(question_id: str, new: AnyQuestion | None) -> Questionnaire:
    sections = tuple(
        section.model_copy(
            update={
                "questions": tuple(
                    replaced
                    for question in section.questions
                    if (replaced := new if question.id == question_id else question) is not None
                )
            }
        )
        for section in OLD.sections
    )
    return OLD.model_copy(update={"sections": sections})


def change_of(question_id: str, new: Questionnaire) -> Change:
    return next(change for change in compare(OLD, new) if change.question_id == question_id)


def test_nothing_has_changed_between_a_questionnaire_and_itself() -> None:
    assert {change.kind for change in compare(OLD, OLD)} == {"kept"}
    assert all(change.comparable for change in compare(OLD, OLD))


def test_another_wording_under_the_same_id_is_reworded_and_comparable() -> None:
    new = OLD.question("c_tuki").model_copy(update={"text": Text(fi="Riittääkö tuki?", sv="Räcker stödet?")})

    change = change_of("c_tuki", changed("c_tuki", new))

    assert (change.kind, change.comparable) == ("reworded", True)


def test_another_kind_under_the_same_id_is_not_comparable() -> None:
    old = OLD.question("mh_etsiva")
    new = Open(id=old.id, role=old.role, audiences=old.audiences, text=old.text)

    change = change_of("mh_etsiva", changed("mh_etsiva", new))

    assert (change.kind, change.comparable) == ("kind_changed", False)


def test_an_option_that_vanished_is_told() -> None:
    old = OLD.question("mh_koulu")
    assert isinstance(old, Multi)

    change = change_of("mh_koulu", changed("mh_koulu", old.model_copy(update={"options": old.options[1:]})))

    assert change.kind == "choices_changed"


def test_a_question_that_is_asked_after_other_answers_is_not_comparable() -> None:
    old = OLD.question("mh_etsiva_este")
    new = old.model_copy(update={"show_if": OfAnswer(**{"question": "mh_etsiva", "is": "ei"})})

    change = change_of("mh_etsiva_este", changed("mh_etsiva_este", new))

    assert (change.kind, change.comparable) == ("condition_changed", False)


def test_removed_and_added_questions_are_told() -> None:
    old = OLD.question("mh_koulu")
    new = old.model_copy(update={"id": "mh_koulu_uusi"})

    kinds = {change.question_id: change.kind for change in compare(OLD, changed("mh_koulu", new))}

    assert kinds["mh_koulu"] == "removed"
    assert kinds["mh_koulu_uusi"] == "added"
