"""The shipped documents: nothing of what is to be asked is lost, and every word stands in both languages."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from questionnaires.loading import available, check, load, years
from questionnaires.model import Audience, Questionnaire
from questionnaires.schemas import NAMES, written

YEAR = 2027
THEMES = ("arjen_turvallisuus", "ehkaiseva_paihdetyo", "elintavat", "mielen_hyvinvointi")
DOCUMENTS = Path(str(files("questionnaires")))
SHIPPED = sorted((DOCUMENTS / str(YEAR)).rglob("*.yaml"))
INVENTORY: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "data/questionnaires/inventory.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module", params=THEMES)
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    return load(request.param, year=YEAR)


def test_the_four_themes_are_available() -> None:
    assert YEAR in years()
    assert available(YEAR) == list(THEMES)


def test_shipped_documents_have_no_problems() -> None:
    assert check(SHIPPED) == []


def test_every_question_of_the_inventory_is_asked(questionnaire: Questionnaire) -> None:
    asked = {question.id for question in questionnaire.questions()}

    assert set(INVENTORY["themes"][questionnaire.theme]["questions"]) <= asked


def test_no_field_of_a_question_is_lost(questionnaire: Questionnaire) -> None:
    for question_id in INVENTORY["themes"][questionnaire.theme]["questions"]:
        expected = INVENTORY["questions"][question_id]
        question = questionnaire.question(question_id).model_dump(mode="json")

        assert [one for one in question["audiences"] if one not in ("muu", "pelastus")] == expected["audiences"]
        for key in expected.keys() - {"audiences", "options", "points", "columns", "roles", "required"}:
            given = question[key]
            assert (list(given) if isinstance(given, tuple) else given) == expected[key], (question_id, key)
        assert question["required"] or not expected.get("required", False), question_id
        assert_same_choices(question, expected)


def assert_same_choices(question: dict[str, Any], expected: dict[str, Any]) -> None:
    for given, wanted in zip(question.get("options", []), expected.get("options", []), strict=True):
        assert given["id"] == wanted["id"]
        assert given["text"] == {"fi": wanted["fi"], "sv": wanted["sv"]}
        assert (given["exclusive"], given["other"]) == (wanted.get("exclusive", False), wanted.get("other", False))
    for given, wanted in zip(question.get("points", []), expected.get("points", []), strict=True):
        assert given == {"value": wanted["value"], "text": {"fi": wanted["fi"], "sv": wanted["sv"]}}
    for key in ("columns", "roles"):
        assert [item["id"] for item in question.get(key, [])] == expected.get(key, [])


def test_title_goals_and_intro_are_kept(questionnaire: Questionnaire) -> None:
    expected = INVENTORY["themes"][questionnaire.theme]

    assert questionnaire.title.model_dump() == expected["title"]
    assert [goal.model_dump() for goal in questionnaire.goals] == expected["goals"]
    assert expected["intro"] is None or (questionnaire.intro and questionnaire.intro.model_dump() == expected["intro"])


def test_frame_and_instructions_of_the_pre_assignment_are_kept(questionnaire: Questionnaire) -> None:
    section = next(section for section in questionnaire.sections if section.id == "ennakkotehtava")
    frame, instructions = INVENTORY["preassignment"]["frame"], INVENTORY["themes"][questionnaire.theme]["instructions"]

    assert [words.fi for words in section.intro] == frame["fi"]
    assert [words.sv for words in section.intro] == frame["sv"]
    written = {audience: words.model_dump() for audience, words in section.instructions.items()}
    assert written == {**instructions, "pelastus": written["pelastus"]}


def test_every_deliverable_is_tracked_and_has_its_question(questionnaire: Questionnaire) -> None:
    for expected in INVENTORY["preassignment"]["deliverables"]:
        deliverable = next(one for one in questionnaire.deliverables if one.id == expected["id"])
        question = questionnaire.question(deliverable.question)

        assert deliverable.text.model_dump() == {"fi": expected["fi"], "sv": expected["sv"]}
        assert deliverable.required == expected["required"]
        assert question.required == expected["required"]
        assert question.kind == expected["type"]


def test_the_presentation_keeps_its_file_types_and_the_issues_their_number() -> None:
    questionnaire = load("elintavat", year=YEAR)
    presentation = questionnaire.question("esitys").model_dump()
    issues = questionnaire.question("nostot").model_dump()

    assert (presentation["accept"], presentation["max_pages"]) == (("pdf", "pptx", "odp", "docx", "odt"), 5)
    assert (issues["min_rows"], issues["max_rows"]) == (1, 3)
    assert [column["id"] for column in issues["columns"]] == [
        "asia", "tavoite", "toimi", "vastuutaho", "aikataulu", "seurantatapa",
    ]  # fmt: skip


def test_the_delegation_and_its_handling_are_asked_once(questionnaire: Questionnaire) -> None:
    kinds = [question.kind for question in questionnaire.questions()]

    assert kinds.count("roster") == 1
    assert kinds.count("date_note") == 1


def test_the_standing_blocks_stand_in_every_theme(questionnaire: Questionnaire) -> None:
    section = next(section for section in questionnaire.sections if section.id == "poikkileikkaavat")

    assert section.intro[0].model_dump() == INVENTORY["standing_title"]


@pytest.mark.parametrize("audience", ["kunta", "sote", "pelastus", "jarjesto", "muu"])
def test_every_audience_is_asked_something_in_each_main_section(
    questionnaire: Questionnaire, audience: Audience
) -> None:
    asked = [section.id for section in questionnaire.sections_for(audience)]

    assert {"ilmiot", "kaytannot", "tilannekuva", "toiveet", "ennakkotehtava", "vastaajat"} <= set(asked)


def test_common_questions_have_the_same_id_and_wording_in_every_theme() -> None:
    first, *others = [load(theme, year=YEAR) for theme in THEMES]
    common = [question for question in first.questions() if question.id.startswith(("c_", "hs_", "hk_"))]

    assert len(common) >= 13
    for other in others:
        assert [other.question(question.id) for question in common] == common


def test_the_whole_questionnaire_stands_in_both_languages(questionnaire: Questionnaire) -> None:
    for words in texts(questionnaire.model_dump(mode="json")):
        assert words["fi"].strip()
        assert words["sv"].strip()


def texts(part: Any) -> Iterator[dict[str, str]]:
    if isinstance(part, dict):
        if part.keys() == {"fi", "sv"}:
            yield part
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, list):
        for item in part:
            yield from texts(item)


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_json_schema_is_current(name: str) -> None:
    assert (DOCUMENTS / "schema" / f"{name}.json").read_text(encoding="utf-8") == written(name)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_documents_are_valid_by_the_schema_that_they_name(path: Path) -> None:
    content = path.read_text(encoding="utf-8")
    named = content.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    schema = json.loads((path.parent / named).read_text(encoding="utf-8"))
    document = YAML(typ="safe", pure=True).load(content)

    assert list(jsonschema.Draft202012Validator(schema).iter_errors(document)) == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_document_is_named_by_its_id(path: Path) -> None:
    assert YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))["id"] == path.stem


@pytest.mark.parametrize("theme", available())
@pytest.mark.parametrize(
    ("question_id", "role", "kind", "asked"),
    [
        ("c_edistyminen", "previous_decisions", "open", {"kunta", "sote", "jarjesto"}),  # goals meet support, row 24
        ("c_tuki", "support_adequacy", "scale", {"kunta", "jarjesto"}),  # support needed and enough, rows 24 and 28
        ("c_verkostot", "information_exchange", "scale", {"kunta", "sote", "jarjesto"}),  # networks work, row 29
        ("c_avustukset", "support_adequacy", "open", {"jarjesto"}),  # grants and development, row 31
    ],
)
def test_what_is_asked_every_year_stands_in_every_theme(
    theme: str, question_id: str, role: str, kind: str, asked: set[str]
) -> None:
    question = load(theme).question(question_id)

    assert (question.role, question.kind) == (role, kind)
    assert asked <= set(question.audiences)
    assert kind != "scale" or question.comment
