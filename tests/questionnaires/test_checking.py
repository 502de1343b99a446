"""Every problem of a document is told at once, at its line and column, with how to mend it."""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from questionnaires.loading import check, load
from questionnaires.problems import InvalidQuestionnaire
from questionnaires.source import MAX_BYTES

SHIPPED = Path(str(files("questionnaires"))) / "2027"
INVALID = Path(__file__).parents[1] / "data/questionnaires/invalid"
EXPECTED: dict[str, list[tuple[int, int, str]]] = {
    "always-false": [(30, 18, "always-false")],
    "always-false-audience": [(30, 18, "always-false")],
    "always-false-bounds": [(30, 18, "always-false")],
    "anchor": [(3, 10, "anchor")],
    "bad-ending": [(9, 14, "bad-ending")],
    "bad-id": [(4, 9, "bad-id")],
    "deliverable-not-asked": [(14, 5, "deliverable-not-asked")],
    "duplicate-id": [(9, 9, "duplicate-id")],
    "duplicate-id-block": [(14, 16, "duplicate-id")],
    "duplicate-id-audience": [(6, 10, "duplicate-id")],
    "duplicate-id-common": [(12, 14, "duplicate-id")],
    "duplicate-id-of-block": [(9, 9, "duplicate-id")],
    "duplicate-id-option": [(11, 14, "duplicate-id")],
    "duplicate-id-preassignment": [(16, 5, "duplicate-id")],
    "duplicate-id-section": [(13, 9, "duplicate-id")],
    "duplicate-id-standing": [(12, 14, "duplicate-id")],
    "duplicate-key": [(4, 1, "duplicate-key")],
    "empty": [(1, 1, "empty")],
    "empty-text": [(4, 10, "empty-text")],
    "exclusive-misuse-all": [(10, 9, "exclusive-misuse")],
    "exclusive-misuse-other": [(11, 61, "exclusive-misuse")],
    "exclusive-misuse-single": [(11, 48, "exclusive-misuse")],
    "forward-reference": [(30, 29, "forward-reference")],
    "forward-reference-itself": [(30, 29, "forward-reference")],
    "forward-reference-library": [(9, 25, "forward-reference")],
    "forward-reference-section": [(10, 25, "forward-reference")],
    "include-itself": [(3, 11, "include-itself")],
    "min-over-max": [(11, 15, "min-over-max")],
    "min-over-max-choices": [(9, 18, "min-over-max")],
    "min-over-max-number": [(9, 10, "min-over-max")],
    "missing-key": [(4, 5, "missing-key")],
    "missing-language": [(8, 11, "missing-language")],
    "missing-language-empty": [(8, 25, "missing-language")],
    "missing-language-plain": [(8, 11, "missing-language")],
    "named-twice": [(7, 30, "named-twice")],
    "not-includable": [(3, 11, "not-includable")],
    "not-keys": [(1, 1, "wrong-type")],
    "not-utf-8": [(3, 14, "not-utf-8")],
    "no-others": [(3, 1, "no-others")],
    "one-operator": [(30, 18, "one-operator")],
    "one-operator-none": [(30, 18, "one-operator")],
    "options-column-list": [(10, 21, "options-column")],
    "options-column-none": [(10, 14, "options-column")],
    "other-type": [(5, 27, "other-type")],
    "out-of-range-high": [(9, 17, "out-of-range")],
    "out-of-range-low": [(9, 16, "out-of-range")],
    "reference-here": [(5, 5, "reference-here")],
    "require-role": [(12, 27, "require-role")],
    "require-role-audience": [(12, 20, "require-role")],
    "retired-id": [(5, 9, "retired-id")],
    "scale-order": [(6, 15, "scale-order")],
    "scale-order-unknown": [(6, 15, "scale-order")],
    "standing-not-placed": [(8, 1, "standing-not-placed")],
    "syntax-alias": [(3, 10, "syntax")],
    "syntax-colon": [(3, 13, "syntax")],
    "syntax-flow": [(5, 1, "syntax")],
    "syntax-quote": [(4, 1, "syntax")],
    "syntax-tab": [(4, 1, "syntax")],
    "syntax-two-documents": [(3, 1, "syntax")],
    "tag": [(3, 10, "tag")],
    "too-deep": [(3, 11, "wrong-type"), (3, 50, "too-deep")],
    "too-few": [(7, 16, "too-few")],
    "too-many": [(3, 10, "too-many"), (3, 19, "unknown-document")],
    "unfit-operator": [(30, 37, "unfit-operator")],
    "unfit-operator-info": [(30, 29, "unfit-operator")],
    "unfit-operator-order": [(30, 36, "unfit-operator")],
    "unfit-value-date": [(30, 40, "unfit-value")],
    "unfit-value-number": [(30, 41, "unfit-value")],
    "unknown-audience": [(7, 24, "unknown-audience")],
    "unknown-audience-condition": [(9, 31, "unknown-audience")],
    "unknown-audience-key": [(12, 20, "unknown-audience")],
    "unknown-column": [(10, 21, "unknown-column")],
    "unknown-condition": [(30, 18, "unknown-condition")],
    "unknown-condition-words": [(30, 18, "unknown-condition")],
    "unknown-document": [(3, 11, "unknown-document")],
    "unknown-document-preassignment": [(16, 21, "unknown-document")],
    "unknown-document-standing": [(14, 16, "unknown-document")],
    "unknown-key": [(9, 5, "unknown-key")],
    "unknown-key-condition": [(30, 36, "unknown-key")],
    "unknown-key-nowhere-near": [(3, 1, "unknown-key")],
    "unknown-option": [(30, 57, "unknown-option")],
    "unknown-option-list": [(10, 14, "unknown-option-list")],
    "unknown-option-scale": [(30, 49, "unknown-option")],
    "unknown-question": [(12, 15, "unknown-question")],
    "unknown-question-condition": [(30, 29, "unknown-question")],
    "unknown-role": [(5, 11, "unknown-role")],
    "unknown-roster-role": [(11, 31, "unknown-role")],
    "unknown-scale": [(10, 12, "unknown-scale")],
    "unknown-schema": [(1, 9, "unknown-schema")],
    "unknown-status": [(11, 16, "unknown-status")],
    "unknown-type": [(6, 11, "unknown-type")],
    "unknown-value": [(9, 14, "unknown-value")],
    "wrong-type-empty": [(3, 1, "wrong-type")],
    "wrong-type-item": [(4, 5, "wrong-type")],
    "wrong-type-list": [(7, 16, "wrong-type")],
    "wrong-type-number": [(9, 17, "wrong-type")],
    "wrong-type-text": [(8, 16, "wrong-type")],
    "wrong-type-yes": [(9, 15, "wrong-type")],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_document_with_one_problem_tells_that_problem_alone(name: str) -> None:
    path = INVALID / f"{name}.yaml"

    problems = check([path])

    assert [(problem.line, problem.column, problem.code) for problem in problems] == EXPECTED[name]
    assert {problem.file for problem in problems} == {str(path)}


def test_every_invalid_document_is_expected() -> None:
    assert {path.stem for path in INVALID.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_message_is_a_plain_sentence_that_tells_how_to_mend_it(name: str) -> None:
    for problem in check([INVALID / f"{name}.yaml"]):
        assert re.fullmatch(r".+\.yaml:\d+:\d+: [a-z0-9-]+: .+", str(problem))
        assert len(re.findall(r"[.?!](?: |$)", problem.message)) >= 2, problem.message
        assert not re.search(r"pydantic|Input should|literal|NoneType|str\b|dict\b", problem.message), problem.message


def test_a_duplicate_key_names_both_places() -> None:
    [problem] = check([INVALID / "duplicate-key.yaml"])

    assert "line 2, column 1" in problem.message
    assert problem.line == 4


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("unknown-key", "max_length"),
        ("unknown-type", "open"),
        ("unknown-role", "phenomena"),
        ("unknown-audience", "jarjesto"),
        ("unknown-question", "c_suunta"),
        ("unknown-scale", "suunta"),
        ("unknown-option-list", "kohderyhmat"),
        ("unknown-roster-role", "luottamushenkilo"),
        ("unknown-document", "common"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_one_that_was_meant(name: str, word: str) -> None:
    [problem] = check([INVALID / f"{name}.yaml"])

    assert f"Did you mean '{word}'?" in problem.message


def test_all_problems_of_several_files_are_told_at_once_in_order() -> None:
    paths = [INVALID / f"{name}.yaml" for name in ("unknown-key", "missing-key", "duplicate-id")]

    problems = check(paths)

    assert [problem.code for problem in problems] == ["duplicate-id", "missing-key", "unknown-key"]


def test_problems_of_every_layer_are_told_together(tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(
        "schema: hytetu-kysely/1\nid: Many\nid: again\nroles:\n  - {id: x_a, fi: a, sv: b}\n"
        "  - {id: x_a, fi: a, tag: !x c}\nquestions:\n  - {id: q_a, type: scale, scale: nowhere}\n",
        encoding="utf-8",
    )

    codes = [problem.code for problem in check([path])]

    reading, grammar, rules = {"duplicate-key", "tag"}, {"bad-id", "missing-key", "unknown-key"}, {"duplicate-id"}
    assert set(codes) == reading | grammar | rules | {"missing-language", "unknown-scale"}


def test_a_file_over_the_size_cap_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"# " + b"x" * MAX_BYTES)

    assert [problem.code for problem in check([path])] == ["too-large"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    [problem] = check([tmp_path / "gone.yaml"])

    assert problem.code == "unreadable"
    assert "No such file" in problem.message


def test_an_alias_bomb_is_refused_without_being_unfolded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")

    problems = check([path])

    assert sum(problem.code == "anchor" for problem in problems) == 30


@pytest.mark.parametrize("content", ["\x00", "schema: [\x07]", "? [a]\n: b\n", "[" * 5000, "- " * 3000, "- !!set x\n"])
def test_strange_bytes_give_a_problem_and_never_a_traceback(tmp_path: Path, content: str) -> None:
    path = tmp_path / "strange.yaml"
    path.write_text(content, encoding="utf-8")

    assert check([path])


def test_a_theme_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(InvalidQuestionnaire, match="Known here: arjen_turvallisuus"):
        load("mielen_terveys", year=2027)


def test_a_year_without_documents_is_answered_with_the_known_years() -> None:
    with pytest.raises(InvalidQuestionnaire, match="Known years: 2027"):
        load("elintavat", year=1999)


def test_a_document_of_building_blocks_cannot_be_loaded_as_a_questionnaire(tmp_path: Path) -> None:
    path = tmp_path / "blocks.yaml"
    path.write_text("schema: hytetu-kysely/1\nid: blocks\n", encoding="utf-8")

    with pytest.raises(InvalidQuestionnaire, match="asks nothing by itself"):
        load(path)


@pytest.mark.parametrize("line", range(12, 160, 11))
def test_a_document_that_lost_a_line_is_loaded_or_has_its_problems_told(tmp_path: Path, line: int) -> None:
    lines = (SHIPPED / "elintavat.yaml").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "elintavat.yaml"
    path.write_text("\n".join([*lines[:line], *lines[line + 1 :]]), encoding="utf-8")

    problems = check([path])

    assert all(problem.code != "invalid" and 1 <= problem.line <= len(lines) for problem in problems)
    assert problems or load(path)
