"""Puts what was typed back into the form of a page, whatever page it is."""

from collections.abc import Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from itertools import accumulate

LEFT_ALONE = {"csrf_token", "leave_empty", "shown_in"}
QUESTION = "t_"  # what a question says, in the language of the page
NOT_TYPED = {"submit", "button", "image", "reset", "file", "password"}
TICKED = {"checkbox", "radio"}

Attributes = list[tuple[str, str | None]]


def refill(page: str, form_id: str, posted: Mapping[str, Sequence[str]]) -> str:
    """`page` with the fields of one of its forms as they were posted; all else stays as it is, to the letter."""
    filler = _Filler(page, form_id, {name: list(values) for name, values in posted.items()})
    filler.feed(page)
    filler.close()
    told, end = "", 0
    for start, stop, words in filler.changes:
        told += page[end:start] + words
        end = stop
    return told + page[end:]


def _is_the_readers(name: str) -> bool:
    return name not in LEFT_ALONE and not name.startswith(QUESTION)


class _Filler(HTMLParser):
    """Notes what to change: `changes` are (start, end, new words), in the order of the page."""

    def __init__(self, page: str, form_id: str, posted: dict[str, list[str]]) -> None:
        super().__init__(convert_charrefs=True)
        self.changes: list[tuple[int, int, str]] = []
        # the parser counts these alone as ends of lines, whatever else parts lines in what people wrote
        self._lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self._wanted, self._posted = form_id, posted
        self._form: str | None = None
        self._texts: str | None = None
        self._text_from = 0
        self._options: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Fill in an input, remember where a text begins, tick an option."""
        about = dict(attrs)
        if tag == "form":
            self._form = about.get("id") or ""
        elif tag == "option":
            self._tick(attrs, "selected", self._options)
        elif about.get("form", self._form) == self._wanted and _is_the_readers(name := about.get("name") or ""):
            self._fill(tag, attrs, about.get("type") or "text", name)

    def handle_endtag(self, tag: str) -> None:
        """Put a text in its place."""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._options = None
        elif tag == "textarea" and self._texts is not None:
            self.changes.append((self._text_from, self._place(), "\n" + escape(self._texts)))
            self._texts = None

    def _fill(self, tag: str, attrs: Attributes, kind: str, name: str) -> None:
        given = self._posted.get(name, [])
        if tag == "select":
            self._options = given
        elif tag == "textarea" and given:
            self._texts, self._text_from = given.pop(0), self._place() + len(self.get_starttag_text() or "")
        elif tag == "input" and kind in TICKED:
            self._tick(attrs, "checked", given)
        elif tag == "input" and kind not in NOT_TYPED and given:
            self._rewrite(tag, [*((key, value) for key, value in attrs if key != "value"), ("value", given.pop(0))])

    def _tick(self, attrs: Attributes, mark: str, given: list[str] | None) -> None:
        if given is None:
            return
        plain = [(key, value) for key, value in attrs if key != mark]
        is_given = dict(attrs).get("value", "on") in given
        self._rewrite("option" if mark == "selected" else "input", [*plain, *([(mark, None)] if is_given else [])])

    def _rewrite(self, tag: str, attrs: Attributes) -> None:
        words = "".join(f" {key}" if value is None else f' {key}="{escape(value)}"' for key, value in attrs)
        start = self._place()
        self.changes.append((start, start + len(self.get_starttag_text() or ""), f"<{tag}{words}>"))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
