"""Documents become one questionnaire, from the shipped folder or another, and survive being stored as JSON."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.loading import check, load
from questionnaires.model import AnyQuestion, DecisionStatus, Multi, Questionnaire, Roster, Scale

SHIPPED = Path(str(files("questionnaires"))) / "2027"
ID = st.from_regex(r"[a-z][a-z0-9_]{1,20}", fullmatch=True)
WORDS = st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs")), min_size=1, max_size=20).filter(str.strip)
TEXT = st.fixed_dictionaries({"fi": WORDS, "sv": WORDS})
AUDIENCES = st.lists(st.sampled_from(["kunta", "sote", "jarjesto", "muu"]), min_size=1, unique=True)


def options(**flags: Any) -> Any:
    option = st.fixed_dictionaries({"id": ID, "fi": WORDS, "sv": WORDS}, optional=flags)
    return st.lists(option, min_size=2, max_size=5, unique_by=lambda option: option["id"])


def question(kind: str, **fields: Any) -> Any:
    base = {"id": ID, "role": st.sampled_from(["phenomena", "other"]), "type": st.just(kind)}
    optional = {"help": TEXT, "required": st.booleans(), "cluster": st.booleans()}
    return st.fixed_dictionaries({**base, "audiences": AUDIENCES, "text": TEXT, **fields}, optional=optional)


QUESTIONS = st.one_of(
    question("open", max_length=st.integers(1, 20_000)),
    question("open_repeat", max_items=st.integers(1, 10)),
    question("single", options=options(other=st.booleans())),
    question("multi", options=st.one_of(st.just("kohderyhmat"), options()), max_choices=st.integers(1, 2)),
    question("scale", scale=st.sampled_from(["suunta", "riittavyys"]), comment=st.booleans()),
    question("number", min=st.integers(-5, 0), max=st.floats(1, 9).map(lambda most: round(most, 2)), unit=TEXT),
    question("date"),
    question("link", ask_year=st.booleans()),
    question("date_note"),
    question("file", accept=st.lists(st.sampled_from(["pdf", "docx"]), min_size=1, unique=True)),
    question("list", columns=st.just(["nimi", "sahkoposti"]), min_rows=st.integers(0, 2), max_rows=st.integers(2, 5)),
    question("roster", columns=st.just(["nimi", "rooli"]), roles=st.just(["luottamushenkilo"])),
)
THEMES = st.lists(QUESTIONS, min_size=1, max_size=6, unique_by=lambda question: question["id"]).map(
    lambda questions: {
        "schema": "hytetu-kysely/1",
        "id": "tiny",
        "theme": "tiny",
        "version": "2027.1",
        "include": ["common"],
        "title": {"fi": "a", "sv": "b"},
        "theme_name": {"fi": "a", "sv": "b"},
        "sections": [
            {"id": "one", "title": {"fi": "a", "sv": "b"}, "questions": questions},
            {"standing": "poikkileikkaavat"},
        ],
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=THEMES)
def test_a_document_becomes_a_questionnaire_that_survives_json(tmp_path: Path, document: dict[str, Any]) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")  # which is YAML as well

    questionnaire = load(path)
    stored = json.loads(json.dumps(questionnaire.model_dump(mode="json")))

    assert Questionnaire.model_validate(stored) == questionnaire
    for written, asked in zip(document["sections"][0]["questions"], questionnaire.sections[0].questions, strict=True):
        assert_same(written, asked)


def assert_same(written: dict[str, Any], asked: AnyQuestion) -> None:
    assert (written["id"], written["type"], written["role"]) == (asked.id, asked.kind, asked.role)
    assert written["text"] == asked.text.model_dump()
    assert tuple(written["audiences"]) == asked.audiences
    assert written.get("help") == (asked.help.model_dump() if asked.help else None)
    assert written.get("required", False) == asked.required
    if isinstance(asked, Multi) and isinstance(written["options"], list):
        assert [option["id"] for option in written["options"]] == [option.id for option in asked.options]


@pytest.mark.parametrize("theme", ["arjen_turvallisuus", "ehkaiseva_paihdetyo", "elintavat", "mielen_hyvinvointi"])
def test_a_shipped_questionnaire_survives_json_and_refers_to_nothing(theme: str) -> None:
    questionnaire = load(theme, year=2027)

    assert Questionnaire.model_validate_json(questionnaire.model_dump_json()) == questionnaire
    assert '"ref"' not in questionnaire.model_dump_json()


def test_names_are_replaced_by_what_they_stand_for() -> None:
    questionnaire = load("mielen_hyvinvointi", year=2027)
    groups, trend = questionnaire.question("c_kohderyhmat"), questionnaire.question("c_suunta")
    delegation, decisions = questionnaire.question("c_kokoonpano"), questionnaire.question("edistyminen")

    assert isinstance(groups, Multi)
    assert groups.options[-1].other
    assert isinstance(trend, Scale)
    assert [point.value for point in trend.points] == [-2, -1, 0, 1, 2, None]
    assert isinstance(delegation, Roster)
    assert delegation.require_role == {"kunta": "luottamushenkilo", "sote": "luottamushenkilo"}
    assert [column.input for column in delegation.columns] == ["text", "text", "options", "email"]
    assert isinstance(decisions, DecisionStatus)
    assert [status.id for status in decisions.statuses][:3] == ["tehty", "kesken", "ei_aloitettu"]


def test_a_common_question_can_be_asked_under_another_id_and_go_to_the_synthesis() -> None:
    other = load("mielen_hyvinvointi", year=2027).question("mh_muuta")

    assert other.cluster
    assert other.text == load("elintavat", year=2027).question("el_muuta").text
    assert not load("elintavat", year=2027).question("el_muuta").cluster


def test_others_are_asked_what_the_organisations_are_asked() -> None:
    for question in load("elintavat", year=2027).questions():
        assert ("muu" in question.audiences) == ("jarjesto" in question.audiences)


def test_sections_and_questions_can_be_kept_by_hash() -> None:
    questionnaire = load("elintavat", year=2027)

    assert len({*questionnaire.sections}) == len(questionnaire.sections)
    assert len({*questionnaire.questions()}) == len(list(questionnaire.questions()))


def test_documents_of_another_folder_are_used_when_it_is_given(tmp_path: Path) -> None:
    year = tmp_path / "2028"
    (year / "preassignments").mkdir(parents=True)
    for path in SHIPPED.rglob("*.yaml"):
        content = path.read_text(encoding="utf-8").replace("Tilannekuva", "Tilanne nyt")
        (year / path.relative_to(SHIPPED)).write_text(content, encoding="utf-8")

    questionnaire = load("elintavat", folder=tmp_path)

    assert questionnaire.sections[2].title.fi == "Tilanne nyt"


def test_a_single_document_on_the_desk_borrows_the_blocks_that_come_with_the_service(tmp_path: Path) -> None:
    path = tmp_path / "oma.yaml"
    path.write_bytes((SHIPPED / "elintavat.yaml").read_bytes())

    assert check([path]) == []
    assert load(path) == load("elintavat", year=2027)


def test_an_include_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("schema: hytetu-kysely/1\nid: secret\n", encoding="utf-8")
    folder = tmp_path / "year"
    folder.mkdir()
    path = folder / "blocks.yaml"
    path.write_text("schema: hytetu-kysely/1\nid: blocks\ninclude: ['../secret']\n", encoding="utf-8")

    assert {problem.code for problem in check([path])} == {"bad-id", "unknown-document"}
