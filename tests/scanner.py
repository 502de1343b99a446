"""A mail scanner: opens a link before its reader does, and everything that can be reached from it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HERE = "http://localhost"
MOST_REQUESTS = 3000
JUNK = "https://skanneri.example/ tarkistettu 1"
LINKS = ("a", "area", "link")
FIELDS = ("input", "button", "select", "textarea")
BUTTONS = ("submit", "image", "button")


@dataclass
class Form:
    """A form as it stands on a page: where it goes, what it holds, and with which buttons it can be sent."""

    action: str
    method: str
    fields: list[tuple[str, str]]
    buttons: list[tuple[str, str]]


@dataclass
class Scanner:
    """Follows every link and sends every form, with each of its buttons. `junk`: ticks and fills in whatever it can."""

    app: Flask
    start: str
    cookies: bool = True
    junk: bool = False
    opened: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    statuses: set[int] = field(default_factory=set)

    def scan(self) -> "Scanner":
        """HEAD, GET three times, then everything that is found."""
        for method in ("HEAD", "GET", "GET", "GET"):
            self._ask(self._client(), method, self.start)
        waiting, client, sent_forms = [self.start], self._client(), set()
        while waiting:
            assert len(self.opened) + len(sent_forms) < MOST_REQUESTS
            address = waiting.pop()
            if _key(address) in self.opened:
                continue
            self.opened.add(_key(address))
            self._ask(client, "HEAD", address)
            page, address = self._follow(client, "GET", address)
            waiting += self._links(page, address)
            for form, button in self._to_send(page, address):
                once = (form.method, _key(form.action), button, tuple(name for name, _ in form.fields))
                if once in sent_forms:
                    continue
                sent_forms.add(once)
                # a form may have closed the link: it is opened again, as a scanner would open the mail's next copy
                self._follow(client, "GET", self.start)
                answered, place = self._follow(
                    client, form.method, form.action, _filled(form.fields) | dict([button] if button[0] else [])
                )
                waiting += self._links(answered, place)
        return self

    def _client(self) -> FlaskClient:
        return self.app.test_client(use_cookies=self.cookies)

    def _ask(self, client: FlaskClient, method: str, address: str, data: Any = None) -> TestResponse:
        answer = client.open(address, method=method, data=data)
        answer.get_data()
        answer.close()
        self.statuses.add(answer.status_code)
        if method == "POST":
            self.sent.add(urlsplit(address).path)
        return answer

    def _follow(self, client: FlaskClient, method: str, address: str, data: Any = None) -> tuple[str, str]:
        """The page at the end of the redirects, and its address."""
        if method == "GET" and data:
            address = f"{urldefrag(address).url.partition('?')[0]}?" + "&".join(f"{k}={v}" for k, v in data.items())
            data = None
        for _ in range(10):
            answer = self._ask(client, method, address, data)
            target = answer.headers.get("Location")
            if not target:
                break
            address, method, data = urljoin(urljoin(HERE, address), target), "GET", None
        is_page = answer.mimetype == "text/html"
        return answer.get_data(as_text=True) if is_page else "", address

    def _links(self, page: str, address: str) -> list[str]:
        found = (node.get("href") for node in _document(page).iter() if node.tag in LINKS and node.get("href"))
        inside = (urljoin(urljoin(HERE, address), href) for href in found)
        return [one for one in inside if one.startswith(HERE + "/") and _key(one) not in self.opened]

    def _to_send(self, page: str, address: str) -> Iterator[tuple[Form, tuple[str, str]]]:
        for form in _forms(page, urljoin(HERE, address), junk=self.junk):
            for button in [("", ""), *form.buttons]:
                yield form, button


def _key(address: str) -> str:
    """What tells one page from another: not which anchor, nor how many rows were asked for."""
    parts = urlsplit(urljoin(HERE, address))
    query = [(k, v if k == "lang" else "") for k, v in parse_qsl(parts.query, keep_blank_values=True)]
    return f"{parts.path}?{sorted(query)}"


def _document(page: str) -> Any:
    return html5lib.parse(page or "<p>", treebuilder="etree", namespaceHTMLElements=False)


def _forms(page: str, address: str, *, junk: bool) -> list[Form]:
    document = _document(page)
    found = []
    for form in document.iter("form"):
        inside = set(form.iter())
        mine = [
            node
            for node in document.iter()
            if node.tag in FIELDS
            and (node.get("form") or (form.get("id", "") if node in inside else None)) == form.get("id", "")
            and node.get("name")
        ]
        fields: list[tuple[str, str]] = []
        buttons: list[tuple[str, str]] = []
        for node in mine:
            kind = "submit" if node.tag == "button" else node.get("type", "text")
            if kind in BUTTONS:
                buttons.append((node.get("name"), node.get("value", "")))
            else:
                fields += _default(node, kind, junk=junk)
        action = urljoin(address, form.get("action") or address)
        found.append(Form(action, form.get("method", "get").upper(), fields, buttons))
    return found


def _default(node: Any, kind: str, *, junk: bool) -> list[tuple[str, str]]:
    name = node.get("name")
    if node.tag == "textarea":
        return [(name, JUNK if junk else (node.text or "").removeprefix("\n"))]
    if node.tag == "select":
        options = list(node.iter("option"))
        chosen = [one for one in options if one.get("selected") is not None] or options[:1]
        chosen = options[-1:] if junk else chosen
        return [(name, one.get("value", one.text or "")) for one in chosen]
    if kind in ("checkbox", "radio"):
        return [(name, node.get("value", "on"))] if junk or node.get("checked") is not None else []
    if kind == "hidden" or not junk:
        return [] if kind == "file" else [(name, node.get("value", ""))]
    return [] if kind == "file" else [(name, "skanneri@skanneri.example" if kind == "email" else JUNK)]


def _filled(fields: list[tuple[str, str]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    return values
