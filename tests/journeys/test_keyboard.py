"""The whole journey from the link to the receipt by keyboard alone, with the focus always in sight."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

MOST_KEYS = 120
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const across = [box.left + 3, (box.left + box.right) / 2, box.right - 3];
  const down = [box.top + 3, (box.top + box.bottom) / 2, box.bottom - 3];
  // a point outside the window is covered by nothing: the page grew there while it was saved
  const ours = (at) => !at || element.contains(at) || (at.contains(element) && !at.matches("html, body"));
  const label = element.labels?.[0] ?? element;
  return {
    id: element.id,
    name: (element.getAttribute("aria-label") ?? label.textContent).replace(/\\s+/g, " ").trim(),
    type: element.type ?? element.tagName.toLowerCase(),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    covered: !across.some((x) => down.some((y) => ours(document.elementFromPoint(x, y)))),
    small: element.matches("button, input, select, summary") && (box.width < 24 || box.height < 24),
  };
}"""


@dataclass
class Keys:
    """Hands that have a keyboard and nothing else."""

    page: Page

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)

    def focus(self) -> dict:
        """What has the focus, once it is sure that it can be seen."""
        focus = self.page.evaluate(FOCUS)
        if focus is None:
            return {"id": "", "name": "", "type": ""}
        assert focus["outlined"], f"no focus to be seen: {focus}"
        assert not focus["covered"], f"covered: {focus}"
        assert not focus["small"], f"smaller than 24 px: {focus}"
        return focus

    def to(self, name: str, *, key: str = "Tab") -> None:
        """Go on until the focus is on what is called so."""
        seen = []
        for _ in range(MOST_KEYS):
            self.press(key)
            seen.append(self.focus()["name"])
            if re.search(name, seen[-1]):
                return
        pytest.fail(f"{name} is not reached from the keyboard, only {seen}")

    def press_on(self, name: str) -> None:
        """Go there, press Enter, and wait for the page that follows."""
        self.to(name)
        with self.page.expect_navigation():
            self.press("Enter")


@pytest.fixture
def keys(app: Flask, token: str, serve: Callable[[Flask], str], chromium: Browser) -> Iterator[Keys]:
    address = serve(app)
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="fi", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/v/{token}")
    yield Keys(page)
    context.close()


def test_from_the_link_to_the_receipt_by_keyboard_alone(keys: Keys) -> None:
    page = keys.page
    keys.press("Tab")
    assert keys.focus()["name"] == "Siirry sisältöön"
    keys.press("Enter")
    keys.press_on("^Aloita vastaaminen")
    keys.to("^Vastaus 1")
    page.keyboard.type("Yksin asuvia ei tavoiteta")
    keys.to("^työikäiset$")
    keys.press("Space")
    expect(page.get_by_label("työikäiset", exact=True)).to_be_checked()
    keys.to("parantunut|huonontunut")
    first = keys.focus()["id"]
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert keys.focus()["id"] != first
    expect(page.locator(":focus")).to_be_checked()
    keys.press_on("^Tallenna ja jatka")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Toimivat käytännöt")
    keys.press_on("^Toiveet ja päätös")
    keys.to("^Mistä yhdestä asiasta")
    page.keyboard.type("Yhteinen toimintamalli")
    keys.press_on("^Vastaajat ja käsittely")
    keys.to("^Päivä")
    page.keyboard.type("eilen")
    keys.press_on("^Tallenna$")
    _mend_what_is_wrong(keys)
    keys.press_on("^Tarkistus ja lähetys")
    keys.to("^Vahvistan")
    keys.press("Space")
    keys.press_on("^Lähetä puutteista huolimatta")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kiitos, vastaus on saapunut")


def _mend_what_is_wrong(keys: Keys) -> None:
    """The focus is in the summary; its link leads to the field, where the error is told."""
    page = keys.page
    expect(page.locator("#mistakes")).to_be_focused()
    keys.press("Tab")
    assert keys.focus()["name"].startswith("Missä ja milloin") or "käsitelty" in keys.focus()["name"]
    keys.press("Enter")
    field = page.locator("#q_c_kasittely-date")
    expect(field).to_be_focused()
    keys.focus()
    expect(field).to_have_attribute("aria-invalid", "true")
    told = (field.get_attribute("aria-describedby") or "").split()
    expect(page.locator(f"#{told[-1]}")).to_contain_text("päivä")
    keys.press("Control+a")
    page.keyboard.type("18.2.2027")
    keys.press_on("^Tallenna$")
    expect(page.locator("main [role=status]").first).to_contain_text("Tallennettu")


@pytest.mark.parametrize("height", [800, 256], ids=["usual", "at 400 percent"])
@pytest.mark.parametrize("section", ["ilmiot", "ennakkotehtava"])
def test_the_keyboard_goes_through_a_page_and_back_without_a_trap(keys: Keys, section: str, height: int) -> None:
    keys.page.set_viewport_size({"width": 1280 if height == 800 else 320, "height": height})
    keys.page.goto(re.sub(r"/vastaus/.*", f"/vastaus/{section}", keys.page.url))
    there = []
    for _ in range(MOST_KEYS):
        keys.press("Tab")
        focus = keys.focus()
        if not focus["type"]:
            break
        there.append((focus["id"], focus["name"]))
    else:
        pytest.fail(f"no way out: {there[-5:]}")
    assert len(set(there)) == len(there)
    back = []
    for _ in there:
        keys.press("Shift+Tab")
        focus = keys.focus()
        back.append((focus["id"], focus["name"]))
    assert back == there[::-1]
