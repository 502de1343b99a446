import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey_service.cli import COMMANDS, main

HEAVY = {"numpy", "scipy", "sklearn", "spacy", "matplotlib", "typst", "docx", "sqlalchemy", "flask", "dbos", "lingua"}
SECRET = "a secret of the tests, long enough"
COUNTY = str(files("survey_service") / "demo" / "county.yaml")


def _loaded(program: str) -> set[str]:
    program += "\nimport sys, json; print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    return set(json.loads(out.splitlines()[-1]))


def _run(*arguments: str, env: dict[str, str] | None = None, input: str | None = None) -> Result:
    return CliRunner().invoke(main, arguments, env=env, input=input)


@pytest.fixture(autouse=True)
def own_umask() -> Iterator[None]:
    """A command changes that of its process, which here is the tests' own."""
    usual = os.umask(0o022)
    yield
    os.umask(usual)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"ENNAKKO_SECRET_KEY": SECRET, "ENNAKKO_DATABASE_URL": f"sqlite:///{tmp_path}/e.sqlite3"}


def test_help_loads_none_of_the_heavy_libraries() -> None:
    program = "from survey_service.cli import main\nmain(['--help'], standalone_mode=False)"

    assert not HEAVY & _loaded(program)


def test_the_web_process_loads_nothing_that_reads_language() -> None:
    program = "import survey_service.app"

    assert not {"spacy", "sklearn", "scipy", "lingua", "matplotlib", "typst"} & _loaded(program)


@pytest.mark.parametrize("name", list(COMMANDS))
def test_each_command_tells_how_it_is_used(name: str) -> None:
    result = _run(name, "--help")

    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_settings_that_are_missing_are_named() -> None:
    result = _run("database", "upgrade", env={"ENNAKKO_SECRET_KEY": ""})

    assert result.exit_code == 2
    assert "ENNAKKO_SECRET_KEY" in result.output


def test_a_county_is_set_up_from_nothing_with_its_first_admin(env: dict[str, str]) -> None:
    admin = ("staff", "add-admin", "hytetu@vaskirannanhva.example", "--county", "99")
    password = "a long enough password\n" * 2

    results = [
        _run("database", "upgrade", env=env),
        _run("database", "upgrade", env=env),
        _run("county", "add", COUNTY, env=env),
        _run(*admin, env=env, input=password),
    ]

    assert [result.exit_code for result in results] == [0, 0, 0, 0]
    assert "can sign in now" in results[-1].output
    again = _run(*admin, env=env, input=password)
    assert (again.exit_code, "has an admin already" in again.output) == (2, True)


def test_an_example_region_and_a_table_of_its_organisations_are_taken_in(env: dict[str, str], tmp_path: Path) -> None:
    table = tmp_path / "kunnat.csv"
    table.write_text("Kuntanumero;Nimi\n47;Uusiniemi\n905;Vaasan kaupunki\n", encoding="utf-8")
    wanted = ("county", "import", str(table), "--county", "17")
    _run("database", "upgrade", env=env)

    assert "25 organisations" in _run("county", "add-region", "pohjanmaa", env=env).output
    assert _run("county", "add-region", "pohjanmaa", env=env).exit_code == 2
    wrong = _run(*wanted, env=env)
    assert (wrong.exit_code, "row 2, language_status" in wrong.output) == (2, True)
    table.write_text("Kuntanumero;Nimi;Kieli\n47;Uusiniemi;fi\n905;Vaasan kaupunki;\n", encoding="utf-8")
    for told in ("1 new, 1 changed", "0 new, 0 changed, 2 as before"):
        assert told in _run(*wanted, env=env).output


def test_a_county_that_is_not_there_and_a_short_password_are_told(env: dict[str, str]) -> None:
    _run("database", "upgrade", env=env)
    admin = ("staff", "add-admin", "hytetu@vaskirannanhva.example", "--county", "99")

    assert "There is no county 99" in _run(*admin, env=env, input="a long enough password\n" * 2).output
    _run("county", "add", COUNTY, env=env)
    short = _run(*admin, env=env, input="short\n" * 2)
    assert (short.exit_code, "at least 12 characters" in short.output) == (2, True)


def test_answers_that_cannot_be_read_get_one_sentence_and_exit_status_2(tmp_path: Path) -> None:
    file = tmp_path / "answers.tsv"
    file.write_bytes(b"answer_id\ttext\n1\tp\xc3\xa4iv\xe4\n")

    result = _run("synthesise", str(file), "--out", str(tmp_path / "out"))

    assert result.exit_code == 2
    assert "the text is not UTF-8" in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "out").exists()


def test_a_questionnaire_with_problems_gets_each_with_its_place_and_exit_status_1(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text("schema: hytetu-kysely/1\nid: x\nid: y\n", encoding="utf-8")

    result = _run("questionnaire", "check", str(file))

    assert result.exit_code == 1
    assert f"{file}:3:1: " in result.output


def test_the_shipped_questionnaires_have_no_problems() -> None:
    documents = sorted(str(path) for path in Path(str(files("questionnaires"))).glob("2027/**/*.yaml"))

    result = _run("questionnaire", "check", *documents)

    assert (result.exit_code, result.output) == (0, f"{len(documents)} files: no problems.\n")


@pytest.mark.parametrize(
    ("arguments", "variables", "sentence"),
    [
        (["--host", "0.0.0.0"], {}, "127.0.0.1 only"),
        ([], {"ENNAKKO_DATABASE_URL": "postgresql://db/real"}, "the demo's own database only"),
        ([], {}, "has not been played yet"),
    ],
)
def test_the_demo_is_served_to_this_machine_and_from_its_own_database_only(
    arguments: list[str], variables: dict[str, str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = _run("serve", "--demo", *arguments, env=variables)

    assert (result.exit_code, sentence in result.output) == (2, True)
    assert not (tmp_path / "var").exists()


def test_the_environment_cannot_open_the_pages_of_the_demo_on_a_real_database(env: dict[str, str]) -> None:
    result = _run("serve", "--host", "0.0.0.0", env={**env, "ENNAKKO_DEMO": "true"})

    assert (result.exit_code, "belongs to the demo" in result.output) == (2, True)


def test_the_database_is_for_its_own_account_alone(env: dict[str, str], tmp_path: Path) -> None:
    _run("database", "upgrade", env=env)

    assert (tmp_path / "e.sqlite3").stat().st_mode & 0o077 == 0


def test_a_database_of_an_older_version_is_not_served(env: dict[str, str]) -> None:
    result = _run("serve", env=env)

    assert (result.exit_code, "ennakko database upgrade" in result.output) == (2, True)
