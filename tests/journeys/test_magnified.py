"""Read at 400 percent, with wider spacing, in the reader's own colours, and without motion: nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

PLACES = ("", "ilmiot", "poikkileikkaavat", "ennakkotehtava", "vastaajat", "tarkistus/", "kysely/", "jako/")
# 1280 × 1024 at 400 percent
MAGNIFIED = {"width": 320, "height": 256}
# WCAG 1.4.12
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
CUT = """() => [...document.querySelectorAll("body *")].filter((element) => {
  const style = getComputedStyle(element);
  const cuts = [style.overflowX, style.overflowY].some((way) => ["hidden", "clip"].includes(way));
  const typed = element.matches("input, textarea, select");
  return cuts && !typed && !element.closest(".visually-hidden, thead") && element.checkVisibility()
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
}).map((element) => element.outerHTML.slice(0, 120))"""
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const times = [style.transitionDuration, style.animationDuration];
  return style.scrollBehavior === "smooth" || times.some((all) => /[1-9]/.test(all));
}).map((element) => element.outerHTML.slice(0, 120))"""
# how much of the height is covered by what does not scroll away
STUCK = """() => [...document.querySelectorAll("body *")]
  .filter((element) => ["sticky", "fixed"].includes(getComputedStyle(element).position) && element.checkVisibility())
  .reduce((sum, element) => sum + element.getBoundingClientRect().height, 0)"""
# what has no border of its own would be without any edge when colours are forced
EDGELESS = """() => [
  ...document.querySelectorAll(".button:not(.button--link), .notice, .status, textarea, select, input[type=text]"),
].filter((element) => element.checkVisibility() && getComputedStyle(element).borderTopWidth === "0px")
  .map((element) => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def reader(app: Flask, token: str, serve: Callable[[Flask], str], chromium: Browser) -> Callable[..., Any]:
    """`reader(path, …options of a browser)`: the page that a reader with such settings has open."""
    address = serve(app)

    @contextmanager
    def opened(**settings: Any) -> Iterator[Callable[[str], Page]]:
        context = chromium.new_context(locale="fi", **settings)
        page = context.new_page()
        page.goto(f"{address}/v/{token}")

        def at(path: str) -> Page:
            page.goto(f"{address}/vastaus/{path}")
            expect(page.locator("h1")).to_be_visible()
            return page

        yield at
        context.close()

    return opened


def test_at_400_percent_nothing_lies_beside_the_screen_and_no_line_covers_it(reader) -> None:
    with reader(viewport=MAGNIFIED) as at:
        for place in PLACES:
            page = at(place)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, place
            assert page.evaluate(CUT) == [], place
            page.mouse.wheel(0, 2000)
            assert page.evaluate(STUCK) <= MAGNIFIED["height"] / 4, place


@pytest.mark.parametrize("width", [320, 1280])
def test_wider_spacing_cuts_no_text(reader, width: int) -> None:
    with reader(viewport={"width": width, "height": 800}, bypass_csp=True) as at:
        for place in PLACES:
            page = at(place)
            page.add_style_tag(content=SPACING)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, place
            assert page.evaluate(CUT) == [], place


def test_nothing_moves_for_who_wants_no_motion(reader) -> None:
    with reader(reduced_motion="reduce") as at:
        for place in PLACES:
            assert at(place).evaluate(MOVING) == [], place


def test_in_forced_colours_everything_has_an_edge_and_what_is_wrong_is_told_in_words(reader) -> None:
    with reader(forced_colors="active") as at:
        for place in PLACES:
            assert at(place).evaluate(EDGELESS) == [], place
        page = at("vastaajat")
        page.locator("#q_c_kasittely-date").fill("eilen")
        page.locator("#answers button[value=save]").last.click()
        expect(page.locator("#mistakes")).to_be_focused()
        expect(page.locator("#e-q_c_kasittely-date")).to_contain_text("päivä")
        assert page.evaluate(EDGELESS) == []
        page.locator("#mistakes a").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#q_c_kasittely-date")).to_be_focused()
        style = page.evaluate(
            "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert style == ["solid", "3px"]
