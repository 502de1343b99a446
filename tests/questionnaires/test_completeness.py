"""What an answer lacks is a gap that stops nobody; what cannot be an answer is an error; in both languages."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.completeness import review, validate
from questionnaires.loading import load
from questionnaires.model import (
    AnyQuestion,
    Column,
    Date,
    DateNote,
    DecisionStatus,
    File,
    Link,
    Multi,
    Number,
    Open,
    OpenRepeat,
    Option,
    Roster,
    Rows,
    Scale,
    ScalePoint,
    Single,
    Text,
)
from questionnaires.values import (
    VALUE,
    Address,
    Amount,
    Choice,
    Choices,
    Day,
    Handling,
    Items,
    Point,
    Table,
    Upload,
    Value,
    Words,
)

WORDS = Text(fi="Mitä?", sv="Vad?")
OPTIONS = (
    Option(id="aa", text=Text(fi="yksi", sv="ett")),
    Option(id="bb", text=Text(fi="kaksi", sv="två")),
    Option(id="muu", text=Text(fi="muu", sv="annat"), other=True),
    Option(id="none", text=Text(fi="ei mikään", sv="ingen"), exclusive=True),
)
COLUMNS = (
    Column(id="nimi", text=Text(fi="Nimi", sv="Namn")),
    Column(id="rooli", text=Text(fi="Rooli", sv="Roll"), input="options"),
    Column(id="sahkoposti", text=Text(fi="Sähköposti", sv="E-post"), input="email"),
)
ROLES = (OPTIONS[0], Option(id="luottamushenkilo", text=Text(fi="luottamushenkilö", sv="förtroendevald")))
ASKED: dict[str, Any] = {"id": "q_a", "role": "other", "audiences": ("kunta", "sote"), "text": WORDS}
OPEN = Open(**ASKED, max_length=5)
REPEAT = OpenRepeat(**ASKED, max_items=2, max_length=5)
SINGLE, MULTI = Single(**ASKED, options=OPTIONS), Multi(**ASKED, options=OPTIONS, max_choices=2)
SCALE = Scale(**ASKED, points=(ScalePoint(value=1, text=WORDS), ScalePoint(value=2, text=WORDS)), max_length=5)
NUMBER = Number(**ASKED, min=0, max=10, decimals=1)
DATE, LINK = Date(**ASKED), Link(**ASKED, ask_year=True)
NOTE = DateNote(**ASKED)
FILE = File(**ASKED, accept=("pdf", "odp"), max_bytes=2_000_000)
ROWS = Rows(**ASKED, columns=COLUMNS[::2], min_rows=2, max_rows=3)
ROSTER = Roster(**ASKED, columns=COLUMNS, roles=ROLES, min_rows=1, require_role={"kunta": "luottamushenkilo"})
DECISIONS = DecisionStatus(**ASKED, columns=COLUMNS[:2], statuses=OPTIONS[:2], max_rows=2)
DAY = datetime.date(2027, 2, 3)
ROW = {"nimi": "", "rooli": "luottamushenkilo", "sahkoposti": "rooli@kunta.example"}


def rows(kind: Any, *given_rows: dict[str, str]) -> Table:
    return Table(kind=kind, rows=given_rows)


FOUND: list[tuple[AnyQuestion, Value | None, str, str]] = [
    (OPEN.model_copy(update={"required": True}), None, "empty", "gap"),
    (OPEN.model_copy(update={"required": True}), Words(text="  \n"), "empty", "gap"),
    (OPEN, Words(text="kuusi6"), "too-long", "gap"),
    (REPEAT, Items(items=("a", "", "b")), "too-many-items", "gap"),
    (REPEAT, Items(items=("a", "kuusi6")), "too-long", "gap"),
    (SINGLE, Choice(option="cc"), "unknown-option", "error"),
    (SINGLE, Choice(option="muu"), "other-words", "gap"),
    (MULTI, Choices(options=("aa", "cc")), "unknown-option", "error"),
    (MULTI, Choices(options=("aa", "aa")), "repeated-option", "error"),
    (MULTI, Choices(options=("aa", "bb", "muu"), other="x"), "too-many-choices", "gap"),
    (MULTI, Choices(options=("aa", "none")), "exclusive", "gap"),
    (MULTI, Choices(options=("muu",)), "other-words", "gap"),
    (SCALE, Point(value=3), "unknown-option", "error"),
    (SCALE, Point(value="unknown"), "unknown-option", "error"),
    (SCALE, Point(comment="kuusi6"), "too-long", "gap"),
    (OPEN, Words(text="😀👍"), "no-words", "gap"),
    (REPEAT, Items(items=("a", "…")), "no-words", "gap"),
    (NUMBER, Amount(number="-0.5"), "too-small", "gap"),
    (NUMBER, Amount(number="10.5"), "too-great", "gap"),
    (NUMBER, Amount(number="1.25"), "too-many-decimals", "gap"),
    (LINK, Address(title="Suunnitelma"), "no-address", "gap"),
    (LINK, Address(address="https://kunta.example/a"), "no-title", "gap"),
    (LINK, Address(title="Suunnitelma", address="javascript:alert(1)"), "bad-address", "error"),
    (NOTE, Handling(note="Työryhmä"), "no-date", "gap"),
    (NOTE, Handling(date=DAY), "no-note", "gap"),
    (FILE, Upload(attachment="1", name="esitys.exe", size=1), "wrong-ending", "error"),
    (FILE, Upload(attachment="1", name="esitys.pdf", size=3_000_000), "too-large", "error"),
    (ROWS, rows("list", {"nimi": "a", "sahkoposti": "a@b.fi"}), "too-few-rows", "gap"),
    (ROWS, rows("list", *[{"nimi": "a", "sahkoposti": "a@b.fi"}] * 4), "too-many-rows", "gap"),
    (ROWS, rows("list", *[{"nimi": "a", "sahkoposti": "a@b.fi"}] * 2, {"nimi": "a"}), "incomplete-row", "gap"),
    (ROWS, rows("list", *[{"nimi": "a", "sahkoposti": "a(at)b.fi"}] * 2), "bad-email", "gap"),
    (ROSTER, rows("roster", {**ROW, "rooli": "aa"}), "missing-role", "gap"),
    (ROSTER, None, "missing-role", "gap"),
    (ROSTER, rows("roster", ROW, {**ROW, "rooli": ""}), "incomplete-row", "gap"),
    (ROSTER, rows("roster", ROW, {**ROW, "rooli": "kuningas"}), "unknown-option", "error"),
    (ROSTER, rows("roster", {**ROW, "ika": "40"}), "unknown-column", "error"),
    (DECISIONS, rows("per_decision_status", {"nimi": "a", "rooli": ""}), "incomplete-row", "gap"),
    (DECISIONS, rows("per_decision_status", *[{"nimi": "a", "rooli": "aa"}] * 3), "too-many-rows", "gap"),
    (OPEN, Choice(option="aa"), "wrong-kind", "error"),
]
FINE: list[tuple[AnyQuestion, Value | None]] = [
    (OPEN, None),
    (OPEN, Words(text="viisi")),
    (REPEAT, Items(items=("", "viisi"))),
    (SINGLE, Choice(option="muu", other="jotain")),
    (MULTI, Choices(options=("none",))),
    (SCALE, Point(value=2)),
    (SCALE.model_copy(update={"points": (*SCALE.points, ScalePoint(value=None, text=WORDS))}), Point(value="unknown")),
    (OPEN, Words(text="👍 1")),
    (OPEN, Words(text="خوب")),
    (NUMBER, Amount(number="9.5")),
    (NUMBER, Amount()),
    (DATE, Day(date=DAY)),
    (LINK, Address()),
    (LINK, Address(title="Suunnitelma", address="https://kunta.example/a")),
    (NOTE, Handling()),
    (NOTE, Handling(date=DAY, note="Työryhmä")),
    (FILE, Upload()),
    (FILE, Upload(attachment="1", name="Esitys.PDF", size=5)),
    (ROWS, rows("list", *[{"nimi": "a", "sahkoposti": "a@b.fi"}] * 2, {"nimi": " "})),
    (ROSTER, rows("roster", ROW)),
    (DECISIONS, rows("per_decision_status", {"nimi": "a", "rooli": "bb"})),
]


@pytest.mark.parametrize(("question", "value", "code", "severity"), FOUND)
def test_what_is_wrong_with_an_answer_is_found(question: AnyQuestion, value: Value, code: str, severity: str) -> None:
    found = validate(question, value, "kunta")

    assert [(one.code, one.severity) for one in found] == [(code, severity)] * len(found)
    assert found
    for one in found:
        assert one.text.fi != one.text.sv
        assert "{" not in one.text.fi + one.text.sv


@pytest.mark.parametrize(("question", "value"), FINE)
def test_a_good_answer_has_no_findings(question: AnyQuestion, value: Value) -> None:
    assert validate(question, value, "kunta") == []


def test_a_finding_leads_to_the_cell_that_is_meant() -> None:
    [found] = validate(ROSTER, rows("roster", ROW, {**ROW, "sahkoposti": "ei osoite"}), "kunta")

    assert found.place == ("rows", 1, "sahkoposti")
    assert found.text.fi == "Rivi 2: tarkistakaa sähköpostiosoite."


def test_the_elected_official_is_missed_only_where_one_is_required() -> None:
    without = rows("roster", {**ROW, "rooli": "aa"})

    assert [found.text.sv for found in validate(ROSTER, without, "kunta")] == ["I delegationen saknas förtroendevald."]
    assert validate(ROSTER, without, "sote") == []


def test_an_answer_from_those_who_are_not_asked_is_an_error_and_silence_is_not() -> None:
    assert [found.code for found in validate(OPEN, Words(text="a"), "jarjesto")] == ["not-asked"]
    assert validate(OPEN.model_copy(update={"required": True}), None, "jarjesto") == []


def test_review_goes_through_the_questionnaire_in_its_order() -> None:
    questionnaire = load("mielen_hyvinvointi", year=2027)

    missing = [found.question_id for found in review(questionnaire, {}, "kunta")]

    assert missing == ["mh_ilmiot", "mh_nosto", "esitys", "nostot", "c_kokoonpano", "c_kasittely"]


st.register_type_strategy(Amount, st.builds(Amount, number=st.none() | st.from_regex(r"\A-?[0-9]{1,20}\Z")))


@given(value=st.from_type(Value))  # type: ignore[arg-type]
def test_no_value_makes_the_check_fail(value: Value) -> None:
    for question in (OPEN, REPEAT, SINGLE, MULTI, SCALE, NUMBER, DATE, LINK, NOTE, FILE, ROWS, ROSTER, DECISIONS):
        for found in validate(question, value, "kunta"):
            assert found.text.fi


@given(value=st.from_type(Value))  # type: ignore[arg-type]
def test_a_value_survives_json(value: Value) -> None:
    assert VALUE.validate_json(VALUE.dump_json(value)) == value
