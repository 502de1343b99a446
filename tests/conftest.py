"""What every test may ask for: databases of both kinds with the tables in place, and a browser."""

import importlib.util
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from types import ModuleType

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine, text
from werkzeug.routing import Rule

from survey_service import schema
from survey_service.db import Database


def _beside(name: str) -> ModuleType:
    """A module beside this one, as `tests_<name>`: with importlib's import mode no folder of tests is on the path."""
    spec = importlib.util.spec_from_file_location(f"tests_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[f"tests_{name}"] = module
    spec.loader.exec_module(module)
    return module


postgres = _beside("postgres")
scenes = _beside("scene")
_beside("scanner")
clamd = _beside("clamd")
_beside("dovecot")
_beside("provider")
_beside("acts")
_beside("places")
answering_scenes = _beside("answering_scene")

# where Linux keeps files in memory
MEMORY = Path("/dev/shm")
# the same browser without its own windows: opening a page costs less than half
CHROMIUM = "/usr/bin/chromium-headless-shell"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Hundreds of tests make an application of their own: they share what Jinja compiles."""
    shared = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": shared}


@pytest.fixture(scope="session", autouse=True)
def _addresses_are_compiled_once() -> Iterator[None]:
    """Most of the time in which an application is made goes into its addresses, the same ones each time."""
    compile_builder = Rule._compile_builder
    compiled: dict[tuple[object, ...], object] = {}

    def once(rule: Rule, append_unknown: bool = True) -> object:
        key = rule.rule, rule.subdomain, rule.host, repr(rule.defaults), append_unknown
        if key not in compiled:
            compiled[key] = compile_builder(rule, append_unknown)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_hashed_cheaply() -> Iterator[None]:
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("survey_service.passwords._hasher", lambda: cheap)
        yield


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[], Browser]]:
    """`browsers()`: one more browser, a process of its own; all are closed when the run ends."""
    with sync_playwright() as playwright:
        opened: list[Browser] = []

        def another() -> Browser:
            opened.append(playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET)))
            return opened[-1]

        yield another
        for browser in opened:
            browser.close()


@pytest.fixture(scope="session")
def chromium(browsers: Callable[[], Browser]) -> Browser:
    """One browser for the whole run; each test opens contexts of its own in it."""
    return browsers()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One PostgreSQL server for the tests of this process, with a migrated template database."""
    folder = Path(tempfile.mkdtemp(prefix="ennakko-postgres-", dir=MEMORY if MEMORY.is_dir() else None))
    folder.chmod(0o711)
    try:
        with postgres.running(folder) as address:
            _execute(address, "CREATE DATABASE template_ennakko")
            template = Database(f"{address}/template_ennakko")
            schema.upgrade(template)
            template.close()
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def virus_scanner() -> Iterator[str]:
    """The address of a clamd that knows one test virus: `clamd.TEST_VIRUS`."""
    folder = Path(tempfile.mkdtemp(prefix="ennakko-clamd-"))
    try:
        with clamd.running(folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables in place, to be copied."""
    file = tmp_path_factory.mktemp("template") / "ennakko.sqlite3"
    db = Database(f"sqlite:///{file}")
    schema.upgrade(db)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return file


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite database with its tables."""
    file = tmp_path / "ennakko.sqlite3"
    shutil.copy(sqlite_template, file)
    db = Database(f"sqlite:///{file}")
    yield db
    db.close()


@pytest.fixture
def postgres_database(postgres_server: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty PostgreSQL database with its tables."""
    name = f"t{abs(hash(request.node.nodeid)) % 10**12}"
    _execute(
        postgres_server,
        f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
        f"CREATE DATABASE {name} TEMPLATE template_ennakko STRATEGY FILE_COPY",
    )
    db = Database(f"{postgres_server}/{name}")
    yield db
    db.close()
    _execute(postgres_server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database, once of each kind: a test that asks for it runs on both."""
    return request.getfixturevalue("sqlite_database" if request.param == "sqlite" else "postgres_database")


@pytest.fixture(scope="session")
def scene_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, object]:
    """A SQLite file with the county of tests/scene.py, to be copied, and what is told of it."""
    file = tmp_path_factory.mktemp("scene") / "ennakko.sqlite3"
    shutil.copy(sqlite_template, file)
    db = Database(f"sqlite:///{file}")
    made = scenes.set_up(db)
    db.close()
    return file, made


@pytest.fixture
def scene(sqlite_database: Database, scene_template: tuple[Path, object]) -> object:
    """A county in the middle of its round in `sqlite_database`: see tests/scene.py."""
    file, made = scene_template
    target = str(sqlite_database.engine.url.database)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return deepcopy(made)


@pytest.fixture
def answering(sqlite_database: Database, scene) -> object:
    """Organisations of that county in every state of answering: see tests/answering_scene.py."""
    return answering_scenes.set_up(sqlite_database, scene.county, scene.jobs)


def _execute(address: str, *statements: str) -> None:
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
