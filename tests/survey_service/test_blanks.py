"""The questionnaire before anything is written: what is asked, when, what can be given, and room for it."""

import datetime
from typing import Any

from questionnaires import loading
from questionnaires.conditions import Condition, Not, OfAnswer, OfAudience
from questionnaires.model import Audience, File, Info, Number, Open, Questionnaire, Section, Single, Text
from reports.response import CopyQuestion, ResponseCopy
from survey_service import blanks
from survey_service.answering import Answering
from survey_service.organisers import Organiser

T = Text(fi="Kysymys", sv="Fråga")
SHIPPED = loading.load("mielen_hyvinvointi", year=2027)


def answering(questionnaire: Questionnaire, audience: Audience = "kunta") -> Answering:
    known: dict[str, Any] = dict.fromkeys(Answering.__dataclass_fields__)
    told: dict[str, Any] = {
        "organisation": T,
        "audience": audience,
        "organiser": Organiser(1, T, T, ""),
        "deadline": datetime.datetime.now(datetime.UTC),
        "questionnaire": questionnaire,
        "answers": {},
    }
    return Answering(**{**known, **told})


def small(*parts: Any, show_if: Condition | None = None) -> Questionnaire:
    section = Section(id="osio", title=T, show_if=show_if, questions=parts)
    return SHIPPED.model_copy(update={"sections": (section,), "deliverables": ()})


def question(kind: Any, key: str, **fields: Any) -> Any:
    return kind(**{"id": key, "role": "other", "audiences": ("kunta", "sote"), "text": T, **fields})


def asked(copy: ResponseCopy) -> list[CopyQuestion]:
    return [one for section in copy.sections for one in section.questions if one.asks]


def test_every_question_of_an_audience_is_there_with_room_or_something_to_choose() -> None:
    for theme in loading.available(2027):
        for audience in ("kunta", "sote", "jarjesto", "muu"):
            told = answering(loading.load(theme, year=2027), audience)
            copy = blanks.blank(told)
            expected = [one for section in told.sections for one in section.questions_for(audience)]

            assert [one.text.fi for one in asked(copy)] == [one.text.fi for one in expected]
            for shown, meant in zip(asked(copy), expected, strict=True):
                assert shown.room or shown.options or shown.blank_rows or isinstance(meant, File), shown.text.fi


def test_what_rules_out_the_others_and_what_asks_for_words_is_told() -> None:
    copy = blanks.blank(answering(SHIPPED))
    options = {option.fi for one in asked(copy) for option in one.options}

    assert "ei mikään näistä (sulkee pois muut)" in options
    assert "muu ryhmä, mikä?" in options


def test_a_condition_is_told_in_words_and_what_is_never_asked_is_left_out() -> None:
    one = question(Single, "q_one", options=SHIPPED.question("mh_etsiva").options)  # type: ignore[union-attr]
    if_not = question(Open, "q_why", show_if=OfAnswer(**{"question": "q_one", "is": "ei"}))
    others = question(Open, "q_others", show_if=Not(**{"not": OfAudience(audience="kunta")}))

    copy = blanks.blank(answering(small(one, if_not, others)))

    assert [question.condition.fi if question.condition else "" for question in asked(copy)] == [
        "",
        "Koskee teitä, jos vastaus kysymykseen ”Kysymys” on ”ei”.",
    ]
    assert len(asked(blanks.blank(answering(small(one, if_not, others), "sote")))) == 3
    assert blanks.blank(answering(small(one, show_if=OfAudience(audience="sote")))).sections == ()


def test_a_number_tells_its_bounds_and_unit_and_a_text_asks_nothing() -> None:
    number = question(Number, "q_sum", min=0, max=1000, unit=Text(fi="htv", sv="årsverken"))
    info = Info(id="q_info", audiences=("kunta",), text=Text(fi="Luettavaa", sv="Läsning"))

    told, shown = blanks.blank(answering(small(info, number))).sections[0].questions

    assert (told.asks, told.text.sv, told.room) == (False, "Läsning", ())
    assert [note.sv for note in shown.notes] == ["Minst 0.", "Högst 1\u00a0000."]
    assert [room.after.sv for room in shown.room if room.after] == ["årsverken"]
