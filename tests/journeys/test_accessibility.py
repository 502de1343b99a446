"""Every page in every state, in both languages, at three widths and in forced colours: a machine finds nothing."""

import datetime
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, product
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext, ngettext
from playwright.sync_api import Browser, Page, StorageState, expect
from playwright.sync_api import Error as PlaywrightError
from sqlmodel import select

from survey_service import issues, links, password_links
from survey_service.app import create_app
from survey_service.db import Database, now
from survey_service.models import Invitation, Round, StaffMember
from survey_service.settings import Settings

scenes, places = sys.modules["tests_scene"], sys.modules["tests_places"]
WIDTHS, LANGUAGES, COLOURS = (320, 768, 1280), ("fi", "sv"), ("none", "active")
TABLE = Path("test-results/accessibility.txt")

Cell = tuple[str, str, str, int]


@dataclass
class Visit:
    """Goes to places of one served county."""

    app: Flask
    address: str
    scene: Any
    answering: Any
    browser: Browser
    entered: dict[tuple[str, str], StorageState] = field(default_factory=dict)

    @contextmanager
    def to(self, place: Any, language: str) -> Iterator[Page]:
        """The page of a place, in a browser of its own, once it is proved that it is there."""
        if (place.link, language) not in self.entered:
            self.entered[place.link, language] = self._enter(place.link, language)
        context = self.browser.new_context(locale=language, storage_state=self.entered[place.link, language])
        context.set_default_timeout(10_000)
        try:
            page = context.new_page()
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            if not place.scripts:
                page.route("**/static/saving/*", lambda route: route.abort())
            page.goto(self.address + self.path(place))
            if place.act:
                place.act(page, self.answering)
            expect(page.locator("html"), place.name).to_have_attribute("lang", language)
            expect(page.locator("main"), place.name).to_contain_text(self.words(place.says, language))
            assert [url for url in asked if not url.startswith((self.address, "blob:", "data:"))] == [], place.name
            yield page
        finally:
            context.close()

    def path(self, place: Any) -> str:
        """Where a place is."""
        return str(place.path.format(**self.answering.tokens, share=self.answering.shares["part"]))

    def words(self, says: str | tuple[str, str], language: str) -> str:
        """What proves a place, in a language."""
        if isinstance(says, tuple):
            return says[LANGUAGES.index(language)]
        with self.app.test_request_context(), force_locale(language):
            told = str(gettext(says))
            # words that are counted stand apart in the catalogues; not every Python looks there by itself
            return told if told != says else str(ngettext(says, says, 1))

    def _enter(self, link: str, language: str) -> StorageState:
        context = self.browser.new_context(locale=language)
        page = context.new_page()
        page.goto(f"{self.address}/?lang={language}")
        if link == "staff":
            page.goto(f"{self.address}/henkilosto/kirjaudu")
            page.locator("input[name=email]").fill(scenes.ADMIN)
            page.locator("input[name=password]").fill(scenes.PASSWORD)
            page.locator("main button[type=submit]").click()
            expect(page.locator("header nav")).to_be_visible()
        elif link:
            page.goto(f"{self.address}/v/{self.answering.tokens[link]}")
            expect(page.locator(".bar, .choose")).to_be_visible()
        state = context.storage_state()
        context.close()
        return state


@pytest.fixture
def visit(sqlite_database: Database, scene, answering, serve, chromium: Browser, tmp_path: Path) -> Visit:
    settings = Settings(secret_key="0123456789abcdef0123", files_folder=tmp_path / "files")
    app = create_app(settings, db=sqlite_database, jobs=scene.jobs)
    scenes.with_network(sqlite_database, scene)
    scenes.with_summons(sqlite_database, scene)
    scenes.with_figures(sqlite_database, scene)
    scenes.with_follow_up(sqlite_database, scene)
    scenes.with_weights(sqlite_database, scene)
    with sqlite_database.writing() as session:
        invitation = session.get_one(Invitation, scene.members["kuusivaara"])
        later = now() + datetime.timedelta(days=1)
        team = session.exec(select(StaffMember).where(StaffMember.email == scenes.TEAM)).one()
        answering.tokens["password"] = password_links.mint(session, team, datetime.timedelta(days=1))
        answering.tokens["network"] = links.mint(session, invitation, "network_member", expires_at=later)
        naming = session.get_one(Invitation, scene.naming)
        answering.tokens["naming"] = links.mint(session, naming, "network_member", expires_at=later)
        round_ = session.get_one(Round, scene.round)
        scene.issue = issues.raised(session, round_)[0].key
        asked = session.exec(
            select(Invitation).where(
                Invitation.organisation_id == scene.organisations["nuorisopalvelut"], Invitation.purpose == "answer"
            )
        ).one()
        reporting = session.get_one(Invitation, scene.reporting)
        answering.tokens["reporting"] = links.mint(session, reporting, "organisation", expires_at=later)
        told = Invitation.organisation_id == scene.organisations["kuusivaara"], Invitation.purpose == "answer"
        own = session.exec(select(Invitation).where(Invitation.round_id == scene.round, *told)).one()
        answering.tokens["outcome"] = links.mint(session, own, "organisation", expires_at=later)
        answering.tokens["service"] = links.mint(session, asked, "organisation", expires_at=later)
    return Visit(app, serve(app), scene, answering, chromium)


def test_every_page_that_can_be_opened_is_among_the_places(visit: Visit) -> None:
    adapter = visit.app.url_map.bind("")
    paths = {visit.path(place).partition("?")[0] for place in places.all_places(visit.scene)}
    visited = {adapter.match(path)[0] for path in paths - {"/ei-ole"}}
    pages = {rule.endpoint for rule in visit.app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    assert sorted(pages - visited - places.NO_PAGE) == []
    assert sorted(places.NO_PAGE - pages) == []


@pytest.mark.parametrize("half", [0, 1])
def test_each_place_once_in_turns_of_language_width_and_colours(visit: Visit, faults_of, half: int) -> None:
    turns = cycle(zip(cycle(COLOURS), cycle(WIDTHS), cycle((*LANGUAGES, *reversed(LANGUAGES)))))
    visits = list(zip(places.all_places(visit.scene), turns, strict=False))
    middle = len(visits) // 2
    found: dict[Cell, list[str]] = {}
    for place, (colours, width, language) in visits[middle:] if half else visits[:middle]:
        found |= _faults(visit, place, language, [(colours, width)], faults_of)
    _fail_of(found)


@pytest.mark.long
def test_the_whole_matrix_is_without_a_fault(visit: Visit, faults_of, capsys) -> None:
    found: dict[Cell, list[str]] = {}
    for place, language in product(places.all_places(visit.scene), LANGUAGES):
        found |= _faults(visit, place, language, list(product(COLOURS, WIDTHS)), faults_of)
    table = _table(found)
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table)
    with capsys.disabled():
        sys.stdout.write(f"\n{table}")
    _fail_of(found)


def _faults(
    visit: Visit, place: Any, language: str, looks: Sequence[tuple[Any, int]], faults_of: Callable[[Page], list[str]]
) -> dict[Cell, list[str]]:
    """What is wrong with a place in each look at it; that it could not be reached is wrong in all."""
    found: dict[Cell, list[str]] = {}
    try:
        with visit.to(place, language) as page:
            for colours, width in looks:
                page.emulate_media(forced_colors=colours)
                page.set_viewport_size({"width": width, "height": 800})
                found[place.name, language, colours, width] = faults_of(page)
    except (AssertionError, PlaywrightError) as missed:
        found |= {(place.name, language, *look): [f"not there: {missed}"] for look in looks}
    return found


def _fail_of(found: dict[Cell, list[str]]) -> None:
    told = [f"{cell}: {fault}" for cell, faults in found.items() for fault in faults]
    if told:
        pytest.fail("\n".join(told))


def _table(found: dict[Cell, list[str]]) -> str:
    """How many faults each place has, by language, colours and width."""
    columns = list(product(LANGUAGES, COLOURS, WIDTHS))
    names = list(dict.fromkeys(name for name, *_ in found))
    heading = [f"{language} {width}{' forced' if colours == 'active' else ''}" for language, colours, width in columns]
    longest = max(map(len, names))
    lines = [" " * longest + "".join(f"  {told}" for told in heading)]
    for name in names:
        counts = [len(found[name, *column]) for column in columns]
        lines.append(name.ljust(longest) + "".join(f"  {n:>{len(t)}}" for n, t in zip(counts, heading, strict=True)))
    total = sum(map(len, found.values()))
    return "\n".join([*lines, f"{len(names)} places, {len(found)} checks, {total} faults", ""])
