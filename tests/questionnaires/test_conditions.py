"""A condition holds, does not hold, or cannot be told yet; what is hidden counts for nothing and is never lost."""

import copy
import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from questionnaires.asking import asked, counting
from questionnaires.basics import Audience, Text
from questionnaires.completeness import review
from questionnaires.condition_words import never, when
from questionnaires.conditions import Condition, answers_in, holds
from questionnaires.loading import check
from questionnaires.model import (
    AnyPart,
    Date,
    Info,
    Multi,
    Number,
    Open,
    Option,
    Questionnaire,
    Scale,
    ScalePoint,
    Section,
    Single,
)
from questionnaires.values import Amount, Choice, Choices, Day, Point, Value, Words

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
T = Text(fi="Kysymys", sv="Fråga")
EVERYBODY = ("kunta", "sote", "jarjesto", "muu")
OPTIONS = tuple(Option(id=key, text=Text(fi=f"{key}-fi", sv=f"{key}-sv")) for key in ("aa", "bb", "cc"))
POINTS = tuple(ScalePoint(value=value, text=Text(fi=f"p{value}", sv=f"q{value}")) for value in (1, 2, 3, None))


def question(kind: Any, key: str, show_if: Any = None, **fields: Any) -> Any:
    common = {"role": "other", "audiences": EVERYBODY, "text": Text(fi=f"Mikä {key}?", sv=f"Vad {key}?")}
    return kind(**{"id": key, **common, "show_if": condition(show_if) if show_if else None, **fields})


def condition(data: Any) -> Condition:
    return CONDITION.validate_python(data)


def questionnaire(*sections: tuple[AnyPart, ...], **of_last: Any) -> Questionnaire:
    last = len(sections) - 1
    return Questionnaire(
        id="pieni",
        theme="pieni",
        version="1",
        title=T,
        theme_name=T,
        sections=tuple(
            Section(id=f"osio_{number}", title=T, questions=parts, **(of_last if number == last else {}))
            for number, parts in enumerate(sections)
        ),
    )


SINGLE = question(Single, "q_one", options=OPTIONS)
MULTI = question(Multi, "q_many", options=OPTIONS)
SCALE = question(Scale, "q_scale", points=POINTS)
NUMBER = question(Number, "q_sum", decimals=1, unit=Text(fi="htv", sv="årsv."))
DAY = question(Date, "q_day")
OPEN = question(Open, "q_text")
ASKED = (SINGLE, MULTI, SCALE, NUMBER, DAY, OPEN)
FIRST = datetime.date(2027, 3, 5)
DATED = Day(date=FIRST)


@pytest.mark.parametrize(
    ("data", "value", "result"),
    [
        ({"question": "q_one", "is": "aa"}, Choice(option="aa"), True),
        ({"question": "q_one", "is": "aa"}, Choice(option="bb"), False),
        ({"question": "q_one", "in": ["bb", "cc"]}, Choice(option="cc"), True),
        ({"question": "q_one", "is": "aa"}, None, None),
        ({"question": "q_one", "is": "aa"}, Choice(other="sanoja"), None),
        ({"question": "q_many", "is": "aa"}, Choices(options=("bb", "aa")), True),
        ({"question": "q_many", "in": ["aa", "cc"]}, Choices(options=("bb",)), False),
        ({"question": "q_scale", "lte": 2}, Point(value=2), True),
        ({"question": "q_scale", "gt": 2}, Point(value=2), False),
        ({"question": "q_scale", "lte": 2}, Point(value="unknown"), False),
        ({"question": "q_scale", "is": "unknown"}, Point(value="unknown"), True),
        ({"question": "q_scale", "lte": 2}, Point(comment="vain sanoja"), None),
        ({"question": "q_sum", "gte": 0.3}, Amount(number="0.3"), True),
        ({"question": "q_sum", "is": 2}, Amount(number="2.0"), True),
        ({"question": "q_sum", "lt": 10}, Amount(number="9"), True),
        ({"question": "q_day", "lt": "2027-03-06"}, DATED, True),
        ({"question": "q_day", "gte": "2027-03-06"}, DATED, False),
        ({"question": "q_text", "answered": True}, Words(text="a"), True),
        ({"question": "q_text", "answered": True}, Words(text=" "), False),
        ({"question": "q_text", "answered": True}, None, False),
        ({"question": "q_text", "answered": False}, None, True),
        ({"question": "q_text", "is": "a"}, Words(text="a"), None),
        ({"audience": "kunta"}, None, True),
        ({"audience": "sote"}, None, False),
    ],
)
def test_what_an_answer_says_of_a_condition(data: Any, value: Value | None, result: bool | None) -> None:
    given_ = dict.fromkeys((one.id for one in ASKED), None) | {data.get("question", "q_one"): value}

    assert holds(condition(data), given_, "kunta") is result


def test_what_is_not_asked_does_not_hold_and_is_not_waited_for() -> None:
    assert holds(condition({"question": "q_one", "is": "aa"}), {}, "kunta") is False
    assert holds(condition({"not": {"question": "q_one", "is": "aa"}}), {}, "kunta") is True


TRUE, FALSE, UNKNOWN = {"audience": "kunta"}, {"audience": "sote"}, {"question": "q_one", "is": "aa"}


@pytest.mark.parametrize(
    ("data", "result"),
    [
        ({"all": [TRUE, UNKNOWN]}, None),
        ({"all": [FALSE, UNKNOWN]}, False),
        ({"any": [TRUE, UNKNOWN]}, True),
        ({"any": [FALSE, UNKNOWN]}, None),
        ({"not": UNKNOWN}, None),
        ({"not": {"any": [FALSE, FALSE]}}, True),
    ],
)
def test_parts_that_cannot_be_told_yet_are_undetermined_only_where_they_decide(data: Any, result: bool | None) -> None:
    assert holds(condition(data), {"q_one": None}, "kunta") is result


def test_a_condition_is_stored_as_it_is_written() -> None:
    data = {"all": [{"not": {"question": "q_one", "in": ["aa", "bb"]}}, {"any": [{"audience": "muu"}]}]}
    whole = questionnaire((SINGLE,), (question(Open, "q_more", data),))

    stored = whole.model_dump(mode="json", exclude_none=True)

    assert stored["sections"][1]["questions"][0]["show_if"] == data
    assert Questionnaire.model_validate(whole.model_dump(mode="json")) == whole


CHAIN = questionnaire(
    (
        Info(id="q_info", audiences=EVERYBODY, text=T),
        SINGLE,
        question(Open, "q_why", {"question": "q_one", "is": "aa"}, required=True),
        question(Open, "q_how", {"question": "q_why", "answered": True}),
    ),
    (question(Open, "q_end", required=True),),
    show_if=condition({"question": "q_one", "in": ["aa", "bb"]}),
)


def test_what_depends_on_an_open_question_is_shown_and_may_stay_empty() -> None:
    states = asked(CHAIN, {}, "kunta")

    assert states == {
        "q_info": "shown",
        "q_one": "shown",
        "q_why": "undetermined",
        "q_how": "hidden",
        "q_end": "undetermined",
    }
    assert review(CHAIN, {}, "kunta") == []


def test_an_answer_that_is_hidden_counts_for_nothing_and_hides_what_depends_on_it() -> None:
    values: dict[str, Value] = {"q_one": Choice(option="cc"), "q_why": Words(text="x"), "q_how": Words(text="y")}

    states = asked(CHAIN, values, "kunta")

    assert {key for key, state in states.items() if state == "hidden"} == {"q_why", "q_how", "q_end"}
    assert counting(CHAIN, values, "kunta") == {"q_one": Choice(option="cc")}
    again = asked(CHAIN, values | {"q_one": Choice(option="aa")}, "kunta")
    assert again["q_why"] == again["q_how"] == "shown"


def test_a_question_that_is_asked_after_all_is_missed_when_it_is_empty() -> None:
    found = review(CHAIN, {"q_one": Choice(option="aa")}, "kunta")

    assert [(one.question_id, one.code) for one in found] == [("q_why", "empty"), ("q_end", "empty")]


def test_a_text_is_never_a_question() -> None:
    assert "q_info" not in {one.id for one in CHAIN.questions()}
    assert "q_info" not in {one.id for section in CHAIN.sections for one in section.questions_for("kunta")}


OPERANDS: dict[str, Any] = {
    "q_one": st.sampled_from(["aa", "bb", "cc", "zz"]),
    "q_many": st.sampled_from(["aa", "bb", "cc"]),
    "q_scale": st.sampled_from([1, 2, 3, "unknown"]),
    "q_sum": st.integers(-2, 12) | st.floats(-2, 12).map(lambda number: round(number, 1)),
    "q_day": st.sampled_from(["2027-03-04", "2027-03-05", "2027-03-06"]),
    "q_text": st.text(max_size=3),
}
LEAVES = st.one_of(
    st.sampled_from(EVERYBODY).map(lambda audience: {"audience": audience}),
    *[
        st.one_of(
            st.tuples(st.sampled_from(["is", "gt", "gte", "lt", "lte"]), operand),
            st.tuples(st.just("in"), st.lists(operand, min_size=1, max_size=3)),
            st.tuples(st.just("answered"), st.booleans()),
        ).map(lambda said, key=key: {"question": key, said[0]: said[1]})
        for key, operand in OPERANDS.items()
    ],
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.fixed_dictionaries({"all": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"any": st.lists(inner, min_size=1, max_size=3)}),
        st.fixed_dictionaries({"not": inner}),
    ),
    max_leaves=6,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "q_one": st.sampled_from(["aa", "bb", "cc"]).map(lambda key: Choice(option=key)),
        "q_many": st.sets(st.sampled_from(["aa", "bb", "cc"]), min_size=1).map(lambda s: Choices(options=tuple(s))),
        "q_scale": st.sampled_from([1, 2, 3, "unknown"]).map(lambda value: Point(value=value)),
        "q_sum": st.integers(-2, 12).map(lambda number: Amount(number=str(number))),
        "q_day": st.sampled_from([4, 5, 6]).map(lambda day: Day(date=datetime.date(2027, 3, day))),
        "q_text": st.text(max_size=3).map(lambda text: Words(text=text)),
    },
)


def at_all(values: dict[str, Value]) -> dict[str, Value | None]:
    return {one.id: values.get(one.id) for one in ASKED}


@given(data=CONDITIONS, values=ANSWERS, audience=st.sampled_from(EVERYBODY))
def test_a_condition_and_its_opposite_never_agree(data: Any, values: dict[str, Value], audience: Audience) -> None:
    result = holds(condition(data), at_all(values), audience)
    opposite = holds(condition({"not": data}), at_all(values), audience)

    assert opposite is (None if result is None else not result)
    assert condition(condition(data).model_dump(exclude_none=True)) == condition(data)


@given(data=CONDITIONS, values=ANSWERS, more=ANSWERS, audience=st.sampled_from(EVERYBODY))
def test_what_can_be_told_stays_as_further_questions_are_answered(
    data: Any, values: dict[str, Value], more: dict[str, Value], audience: Audience
) -> None:
    # `answered` looks at whether there is an answer, which a further one changes
    if any(leaf.operator == "answered" for leaf in answers_in(condition(data))):
        return
    told = holds(condition(data), at_all(values), audience)
    told_later = holds(condition(data), at_all({**more, **values}), audience)

    assert told in (None, told_later)


@given(
    conditions=st.lists(CONDITIONS, min_size=2, max_size=2),
    values=ANSWERS,
    own=st.text(max_size=3),
    audience=st.sampled_from(EVERYBODY),
)
def test_whatever_is_answered_the_hidden_is_not_counted_and_the_open_is_not_missed(
    conditions: list[Any], values: dict[str, Value], own: str, audience: Audience
) -> None:
    first, second = conditions
    more = (question(Open, "q_own", first, required=True), question(Open, "q_next", second, required=True))
    whole = questionnaire(ASKED, more, show_if=condition({"not": {"audience": "muu"}}))
    given_ = values | {"q_own": Words(text=own)}

    states, counted = asked(whole, given_, audience), counting(whole, given_, audience)

    assert counted.keys() == {key for key in given_ if states[key] != "hidden"}
    assert audience != "muu" or states["q_own"] == states["q_next"] == "hidden"
    missed = {one.question_id for one in review(whole, given_, audience) if one.code == "empty"}
    assert missed == {key for key in ("q_own", "q_next") if states[key] == "shown" and key not in counted} | {
        key
        for key, value in counted.items()
        if key in ("q_own", "q_next") and value.is_empty() and states[key] == "shown"
    }


@given(data=CONDITIONS, audience=st.sampled_from(EVERYBODY))
def test_every_condition_can_be_said_in_both_languages(data: Any, audience: Audience) -> None:
    more = question(Open, "q_own", data)
    whole = questionnaire(ASKED, (more,))

    said = when(whole, more, audience)

    if said is not None:
        assert said.fi.startswith("Koskee teitä, jos ")
        assert said.sv.startswith("Gäller er om ")
        assert "{}" not in said.fi + said.sv
    assert not (said and never(whole, more, audience))


@pytest.mark.parametrize(
    ("data", "fi", "sv"),
    [
        (
            {"question": "q_one", "in": ["aa", "bb"]},
            "Koskee teitä, jos vastaus kysymykseen ”Mikä q_one?” on ”aa-fi” tai ”bb-fi”.",
            "Gäller er om svaret på frågan ”Vad q_one?” är ”aa-sv” eller ”bb-sv”.",
        ),
        (
            {"all": [{"question": "q_many", "is": "cc"}, {"audience": "kunta"}]},
            "Koskee teitä, jos kysymyksessä ”Mikä q_many?” on valittu ”cc-fi”.",
            "Gäller er om ”cc-sv” har valts i frågan ”Vad q_many?”.",
        ),
        (
            {"question": "q_scale", "lte": 2},
            "Koskee teitä, jos vastaus kysymykseen ”Mikä q_scale?” on ”p1” tai ”p2”.",
            "Gäller er om svaret på frågan ”Vad q_scale?” är ”q1” eller ”q2”.",
        ),
        (
            {"not": {"question": "q_sum", "lt": 2.5}},
            "Koskee teitä, jos vastaus kysymykseen ”Mikä q_sum?” on vähintään 2,5 htv.",
            "Gäller er om svaret på frågan ”Vad q_sum?” är minst 2,5 årsv.",
        ),
        (
            {"question": "q_day", "gte": "2027-03-05"},
            "Koskee teitä, jos vastaus kysymykseen ”Mikä q_day?” on aikaisintaan 5.3.2027.",
            "Gäller er om svaret på frågan ”Vad q_day?” är tidigast 5.3.2027.",
        ),
        (
            {"any": [{"question": "q_text", "answered": False}, {"all": [UNKNOWN, {"not": UNKNOWN}]}]},
            "Koskee teitä, jos kysymykseen ”Mikä q_text?” ei ole vastattu tai (vastaus kysymykseen ”Mikä q_one?” on "
            "”aa-fi” ja vastaus kysymykseen ”Mikä q_one?” ei ole ”aa-fi”).",
            "Gäller er om frågan ”Vad q_text?” inte har besvarats eller (svaret på frågan ”Vad q_one?” är "
            "”aa-sv” och svaret på frågan ”Vad q_one?” inte är ”aa-sv”).",
        ),
    ],
)
def test_a_condition_is_said_in_plain_words(data: Any, fi: str, sv: str) -> None:
    more = question(Open, "q_own", data)

    assert when(questionnaire(ASKED, (more,)), more, "kunta") == Text(fi=fi, sv=sv)


def test_what_always_or_never_concerns_an_audience_has_no_condition_for_it() -> None:
    for_others = question(Open, "q_own", {"not": {"audience": "kunta"}})
    whole = questionnaire(ASKED, (for_others,))

    assert when(whole, for_others, "sote") is None
    assert not never(whole, for_others, "sote")
    assert never(whole, for_others, "kunta")


def document(show_if: Any) -> dict[str, Any]:
    """A theme whose last question has the condition."""
    texts = {"fi": "a", "sv": "b"}
    options = [{"id": key, **texts} for key in ("aa", "bb", "cc")]
    kinds: dict[str, dict[str, Any]] = {
        "q_one": {"type": "single", "options": options},
        "q_many": {"type": "multi", "options": options},
        "q_scale": {"type": "scale", "scale": "askelma"},
        "q_sum": {"type": "number", "min": -2, "max": 12},
        "q_day": {"type": "date"},
        "q_text": {"type": "open"},
        "q_own": {"type": "open", "show_if": show_if},
    }
    common = {"role": "other", "audiences": list(EVERYBODY), "text": texts}
    return {
        "schema": "hytetu-kysely/1",
        "id": "tiny",
        "theme": "tiny",
        "version": "1",
        "title": texts,
        "theme_name": texts,
        "scales": {"askelma": [{"value": value, **texts} for value in (1, 2, 3, None)]},
        "sections": [
            {
                "id": "one",
                "title": texts,
                "questions": [{"id": key, **common, **fields} for key, fields in kinds.items()],
            },
            {"standing": "poikkileikkaavat"},
        ],
    }


def codes(folder: Path, show_if: Any) -> set[str]:
    path = folder / "tiny.yaml"
    path.write_text(json.dumps(document(show_if), indent=1), encoding="utf-8")  # which is YAML as well
    return {problem.code for problem in check([path])}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=CONDITIONS, values=ANSWERS, audience=st.sampled_from(EVERYBODY))
def test_a_condition_that_can_hold_is_never_called_always_false(
    tmp_path: Path, data: Any, values: dict[str, Value], audience: Audience
) -> None:
    found = codes(tmp_path, data)

    assert "always-false" not in found or holds(condition(data), at_all(values), audience) is not True
    assert found <= {"always-false", "unknown-option", "unfit-operator", "character"}


@pytest.mark.parametrize(
    "show_if",
    [
        {"all": [{"question": "q_many", "is": "aa"}, {"not": {"question": "q_many", "in": ["aa", "bb"]}}]},
        {"all": [{"question": "q_scale", "gt": 2}, {"question": "q_scale", "lte": 2}]},
        {"question": "q_scale", "gt": 3},
        {"all": [{"question": "q_day", "lt": "2027-03-05"}, {"question": "q_day", "gt": "2027-03-04"}]},
        {"question": "q_sum", "is": 1.5},
        {"question": "q_sum", "gt": 1e20},
        {"all": [{"question": "q_text", "answered": True}, {"question": "q_text", "answered": False}]},
    ],
)
def test_a_condition_that_nobody_can_meet_is_told(tmp_path: Path, show_if: Any) -> None:
    assert codes(tmp_path, show_if) == {"always-false"}


@pytest.mark.parametrize(
    "show_if",
    [
        {"all": [{"question": "q_many", "is": "aa"}, {"question": "q_many", "is": "bb"}]},
        {"not": {"question": "q_many", "in": ["aa", "bb", "cc"]}},
        {"question": "q_scale", "is": "unknown"},
        {"all": [{"question": "q_day", "gte": "2027-03-05"}, {"question": "q_day", "lte": "2027-03-05"}]},
        {"question": "q_day", "lte": "9999-12-31"},
        {"not": {"question": "q_day", "gt": "0001-01-01"}},
        {"question": "q_sum", "lt": 1e20},
        {"question": "q_sum", "gt": -2.5},
        {"any": [{"audience": "muu"}, {"question": "q_text", "answered": True}]},
    ],
)
def test_a_condition_that_somebody_can_meet_has_no_problem(tmp_path: Path, show_if: Any) -> None:
    assert codes(tmp_path, show_if) == set()


def test_a_number_that_no_answer_could_reach_is_refused(tmp_path: Path) -> None:
    assert codes(tmp_path, {"question": "q_sum", "lt": 1e300}) == {"unfit-value"}
    assert codes(tmp_path, {"question": "q_sum", "lt": "1e999999999"}) == {"unfit-value"}


def test_a_condition_on_a_question_that_is_itself_wrong_makes_no_check_fail(tmp_path: Path) -> None:
    written = document({"question": "q_sum", "gt": 3})
    for fields in ({"min": "many"}, {"decimals": 10**6}, {"max": [1]}, {"audiences": "kunta"}, {"type": 5}):
        broken = copy.deepcopy(written)
        broken["sections"][0]["questions"][3].update(fields)
        path = tmp_path / "tiny.yaml"
        path.write_text(json.dumps(broken, indent=1), encoding="utf-8")

        assert check([path]), fields


@pytest.mark.parametrize(("order", "found"), [(("x_b", "x_a"), set()), (("x_a", "x_b"), {"forward-reference"})])
def test_a_common_question_may_look_at_another_that_the_theme_asks_before_it(
    tmp_path: Path, order: tuple[str, str], found: set[str]
) -> None:
    common = {"role": "other", "type": "open", "audiences": ["kunta"], "text": {"fi": "a", "sv": "b"}}
    looking = {"id": "x_a", **common, "show_if": {"question": "x_b", "answered": True}}
    library = {"schema": "hytetu-kysely/1", "id": "blocks", "questions": [looking, {"id": "x_b", **common}]}
    theme = {**document({"audience": "kunta"}), "include": ["blocks"]}
    theme["sections"][0]["questions"] = [{"ref": key} for key in order]
    for name, written in (("blocks", library), ("tiny", theme)):
        (tmp_path / f"{name}.yaml").write_text(json.dumps(written, indent=1), encoding="utf-8")

    problems = check([tmp_path / "tiny.yaml"])

    assert {problem.code for problem in problems} == found
    assert all(problem.file.endswith("blocks.yaml") for problem in problems)
    assert check([tmp_path / "blocks.yaml"]) == []
