from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from reports.briefing import Briefing, Language
from reports.html import to_html

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize(("language", "width"), [("fi", 320), ("sv", 1280)])
def test_axe_finds_nothing_and_nothing_overflows(
    full_briefing: Briefing, chromium: Browser, tmp_path: Path, language: Language, width: int
):
    file = tmp_path / "briefing.html"
    file.write_text(to_html(full_briefing, language), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 900})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(file.as_uri())
    found = Axe().run(page, options={"runOnly": RULES})

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(("file:", "data:")) for url in requests)
    page.close()
