"""Two questionnaires are compared by id, and every change is weighed by what it does to the years' answers."""

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from questionnaires.basics import Text
from questionnaires.comparing import Change, Comparison, compare
from questionnaires.conditions import OfAnswer
from questionnaires.differences import Difference
from questionnaires.likeness import apart
from questionnaires.loading import load
from questionnaires.model import AnyQuestion, Multi, Open, Question, Questionnaire, Roster, Rows, Scale
from questionnaires.question_differences import LIMITS, LISTS

OLD = load("mielen_hyvinvointi", year=2027)
ANY: TypeAdapter[Any] = TypeAdapter(AnyQuestion)


def changed(question_id: str, new: AnyQuestion | None, old: Questionnaire = OLD) -> Questionnaire:
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
        for section in old.sections
    )
    return old.model_copy(update={"sections": sections})


def with_(question_id: str, **changes: Any) -> Questionnaire:
    return changed(question_id, OLD.question(question_id).model_copy(update=changes))


def text(fi: str, sv: str | None = None) -> Text:
    return Text(fi=fi, sv=fi if sv is None else sv)


def change_of(question_id: str, new: Questionnaire, **how: Any) -> Change:
    return next(change for change in compare(OLD, new, **how).questions if change.question_id == question_id)


def weights(found: Change | Comparison) -> dict[str, str]:
    told = found.differences if isinstance(found, Change) else found.differences()
    return {one.kind: one.weight for one in told}


def test_nothing_has_changed_between_a_questionnaire_and_itself() -> None:
    found = compare(OLD, OLD)

    assert not list(found.differences())
    assert found.kept == len(found.questions) == len(list(OLD.questions()))
    assert all(change.comparable for change in found.questions)


OWN = OLD.question("c_tuki").text


@pytest.mark.parametrize(
    ("new", "kind", "weight", "comparable"),
    [
        (text(OWN.fi.replace("?", " ?"), OWN.sv), "touched", "safe", True),
        (text("Riittääkö hyvinvointialueen tuki hyte-työllenne?", OWN.sv), "reworded", "note", True),
        (text("Kuinka monta linja-autoa kulkee?", "Hur många bussar går?"), "rewritten", "forbidden", True),
    ],
)
def test_other_words_are_weighed_by_how_far_they_moved(new: Text, kind: str, weight: str, comparable: bool) -> None:
    change = change_of("c_tuki", with_("c_tuki", text=new))

    assert weights(change) == {kind: weight}
    assert change.comparable is comparable


def test_what_was_rewritten_passes_only_when_a_person_says_that_it_is_the_same() -> None:
    found = compare(OLD, with_("c_tuki", text=text("Montako bussia?", "Hur många bussar?")))

    assert [one.kind for one in found.asking] == ["rewritten"]
    assert not found.refused


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        (text("Onko malli sovittu?", "Finns modellen?"), text("Onko malli sovittu", "Finns modellen?"), "touched"),
        (text("Enintään 3 asiaa", "Högst 3 saker"), text("Enintään 4 asiaa", "Högst 4 saker"), "reworded"),
        (text("Malli on käytössä", "Modellen är i bruk"), text("Malli ei ole käytössä", "Är inte i bruk"), "reworded"),
        (text("Sama", "Uusi käännös kokonaan"), text("Sama", "Något helt annat"), "reworded"),
        (text("Sama", "Samma"), text("Sama", "Samma"), "same"),
    ],
)
def test_a_number_or_a_negation_is_never_a_slip(old: Text, new: Text, how: str) -> None:
    assert apart(old, new) == how


def test_another_kind_or_role_under_the_same_id_is_forbidden() -> None:
    old = OLD.question("mh_etsiva")
    other_kind = Open(id=old.id, role=old.role, audiences=old.audiences, text=old.text)

    kind, role = (
        change_of("mh_etsiva", changed("mh_etsiva", other_kind)),
        change_of("c_tuki", with_("c_tuki", role="trend")),
    )

    assert (weights(kind), kind.comparable) == ({"kind_changed": "forbidden"}, False)
    assert weights(role) == {"role_changed": "forbidden"}
    assert compare(OLD, changed("mh_etsiva", other_kind)).refused


def test_the_words_of_another_question_under_an_id_are_forbidden() -> None:
    one, other = OLD.question("c_tuki"), OLD.question("c_verkostot")
    new = changed("c_verkostot", other.model_copy(update={"text": one.text}), with_("c_tuki", text=other.text))

    assert {one.kind for one in compare(OLD, new).refused} == {"meaning_swapped"}


def test_an_id_of_an_earlier_year_comes_back_only_with_its_meaning() -> None:
    gone = OLD.question("mh_koulu")
    without = changed("mh_koulu", None)
    back, other = changed("mh_koulu", gone), with_("mh_koulu", role="trend")

    same = compare(without, back.model_copy(), earlier={"mh_koulu": gone})
    reused = compare(without, other, earlier={"mh_koulu": gone})

    assert weights(same) == {"returned": "safe"}
    assert [one.kind for one in reused.refused] == ["role_changed"]


def test_choices_are_weighed_one_by_one() -> None:
    old = OLD.question("mh_koulu")
    assert isinstance(old, Multi)
    first, second, *rest = old.options
    fewer = change_of("mh_koulu", with_("mh_koulu", options=(second, *rest)))
    more = change_of("mh_koulu", with_("mh_koulu", options=(*old.options, first.model_copy(update={"id": "uusi"}))))
    swapped = with_(
        "mh_koulu",
        options=(first.model_copy(update={"text": second.text}), second.model_copy(update={"text": first.text}), *rest),
    )
    slip = first.model_copy(update={"text": text(first.text.fi + ".", first.text.sv)})

    assert (weights(fewer), fewer.comparable) == ({"choice_removed": "breaks"}, False)
    assert (weights(more), more.comparable) == ({"choice_added": "note"}, True)
    assert [one.kind for one in compare(OLD, swapped).refused] == ["choice_swapped", "choice_swapped"]
    assert weights(change_of("mh_koulu", with_("mh_koulu", options=(slip, second, *rest)))) == {
        "choice_touched": "safe"
    }


def test_a_scale_that_is_turned_round_is_forbidden_and_a_missing_point_breaks() -> None:
    old = OLD.question("c_suunta")
    assert isinstance(old, Scale)
    words = [point.text for point in reversed(old.points[:5])]
    turned = tuple(point.model_copy(update={"text": word}) for point, word in zip(old.points[:5], words, strict=True))

    assert "choice_swapped" in weights(change_of("c_suunta", with_("c_suunta", points=(*turned, old.points[5]))))
    assert weights(change_of("c_suunta", with_("c_suunta", points=old.points[1:]))) == {"choice_removed": "breaks"}


def test_columns_roles_and_the_kind_of_a_cell_are_compared() -> None:
    rows, roster = OLD.question("nostot"), OLD.question("c_kokoonpano")
    assert isinstance(rows, Rows)
    assert isinstance(roster, Roster)
    mail = rows.columns[0].model_copy(update={"input": "email"})

    assert weights(change_of("nostot", with_("nostot", columns=rows.columns[1:]))) == {"choice_removed": "note"}
    assert weights(change_of("nostot", with_("nostot", columns=(mail, *rows.columns[1:])))) == {
        "column_kind_changed": "forbidden"
    }
    assert weights(change_of("c_kokoonpano", with_("c_kokoonpano", roles=roster.roles[1:]))) == {
        "choice_removed": "note"
    }


def test_who_is_asked_and_when_breaks_the_series() -> None:
    when = OfAnswer(**{"question": "mh_etsiva", "is": "ei"})
    other = change_of("mh_etsiva_este", with_("mh_etsiva_este", show_if=when))
    fewer = change_of("c_suunta", with_("c_suunta", audiences=("kunta", "sote")))
    more = change_of("c_tuki", with_("c_tuki", audiences=(*OLD.question("c_tuki").audiences, "sote")))

    [told] = other.differences
    assert (told.kind, told.weight, other.comparable) == ("condition_changed", "breaks", False)
    assert told.new is not None
    assert told.new.fi.startswith("Koskee teitä, jos")
    assert set(weights(fewer).values()) == {"breaks"}
    assert weights(more) == {"audience_added": "safe"}


def test_what_stands_around_the_questions_is_compared() -> None:
    first, *rest = OLD.sections
    titled = OLD.model_copy(update={"title": text("Kysely", "Enkät"), "sections": (first, *rest)})
    fewer = OLD.model_copy(update={"deliverables": OLD.deliverables[1:]})
    moved = OLD.model_copy(
        update={"deliverables": (OLD.deliverables[0].model_copy(update={"question": "nostot"}), *OLD.deliverables[1:])}
    )

    assert weights(compare(OLD, titled)) == {"text_changed": "safe"}
    assert weights(compare(OLD, fewer)) == {"deliverable_removed": "note"}
    assert weights(compare(OLD, moved)) == {"deliverable_moved": "forbidden"}
    assert set(weights(compare(OLD, OLD.model_copy(update={"sections": OLD.sections[1:]})))) >= {
        "section_removed",
        "removed",
    }


def test_removed_and_added_questions_are_told() -> None:
    other = text("Kuinka monta koulukuraattoria teillä on?", "Hur många kuratorer har ni?")
    new, renamed = with_("mh_koulu", id="mh_uusi", text=other), with_("mh_koulu", id="mh_uusi")

    assert weights(change_of("mh_koulu", new)) == {"removed": "note"}
    assert weights(change_of("mh_uusi", new)) == {"added": "safe"}
    assert weights(change_of("mh_uusi", renamed)) == {"renamed": "breaks"}


def test_another_theme_takes_its_questions_with_it() -> None:
    found = compare(OLD, load("elintavat", year=2027))

    assert not found.refused
    assert not found.asking
    assert "theme_changed" in weights(found)


@pytest.mark.parametrize(
    "new",
    [
        changed("mh_koulu", None),
        with_("c_suunta", audiences=("kunta", "sote")),
        with_("mh_koulu", options=OLD.question("mh_koulu").options[1:]),  # type: ignore[union-attr]
        OLD.model_copy(update={"deliverables": OLD.deliverables[1:]}),
        load("elintavat", year=2027),
    ],
)
def test_nothing_that_people_have_in_front_of_them_goes_away(new: Questionnaire) -> None:
    assert compare(OLD, new, launched=True).refused


def test_a_correction_can_mend_words_and_add() -> None:
    more = with_("c_tuki", text=text(OWN.fi + "!", OWN.sv))
    asked = more.sections[0].questions[0].model_copy(update={"id": "mh_uusi"})
    section = more.sections[0].model_copy(update={"questions": (*more.sections[0].questions, asked)})
    new = more.model_copy(update={"sections": (section, *more.sections[1:])})

    found = compare(OLD, new, launched=True)

    assert not found.refused
    assert [one.kind for one in found.asking] == ["added"]


def test_every_setting_of_every_kind_is_weighed() -> None:
    kinds = get_args(get_args(AnyQuestion)[0])
    own = {name for kind in kinds for name in kind.model_fields} - set(Question.model_fields) - {"kind"}

    assert own == set(LIMITS) | set(LISTS) | {"unit"}


def test_every_difference_has_a_name_of_its_own() -> None:
    keys = [one.key for one in compare(OLD, load("elintavat", year=2027)).differences()]

    assert len(keys) == len(set(keys))
    assert (
        Difference("limit_changed", "c_tuki", "safe", "limit", "max_length").key
        == "limit_changed/c_tuki/limit/max_length"
    )
