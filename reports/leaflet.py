"""A short document for a meeting, such as an agenda or a list of decisions: the same pieces as DOCX, PDF and page."""

import datetime
import json
from typing import Literal

from reports.briefing import Frozen, Language
from reports.html import environment
from reports.typesetting import typeset
from reports.word import TEXT_WIDTH, Paper
from reports.wording import LANGUAGE_NAMES, words

Cell = tuple[str, str | None]
"""The text of a cell, and its language where that is another than the document's."""


class Piece(Frozen):
    """One piece. `language` is that of its text where that is another than the document's.

    `name` stands before the text, in bold (of a quote: under it, whose it is). A fact without text is a line to write
    on. `address` is where the text of an item leads on a page. `level` is a heading's, from 1; `note` stands small
    after it. The widths of a table are shares of the line.
    """

    kind: Literal["heading", "paragraph", "fact", "item", "quote", "table", "notice"]
    text: str = ""
    name: str = ""
    language: str | None = None
    level: int = 1
    note: str = ""
    address: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[float, ...] = ()
    to_fill_in: bool = False


class Leaflet(Frozen):
    """A document in one language; `footer` stands under each page."""

    title: str
    county: str
    language: Language
    footer: str
    made_on: datetime.date
    pieces: tuple[Piece, ...]


def other(language: str, than: Language) -> str | None:
    """The mark of a text's language, where that is not the document's."""
    return None if language == than else language


def named_language(language: str, than: Language) -> str:
    """In which language a text is, said in the document's; empty for its own."""
    return "" if language == than else LANGUAGE_NAMES[language].in_language(than)


def leaflet_docx(leaflet: Leaflet) -> bytes:
    """A Word document; the same bytes for the same leaflet."""
    paper = Paper(leaflet.language, leaflet.title, leaflet.county, leaflet.footer, leaflet.made_on)
    paper.paragraph(leaflet.county, style="Caption").paragraph_format.left_indent = 0
    paper.heading(leaflet.title, 0)
    for piece in leaflet.pieces:
        _put(paper, piece)
    return paper.saved()


def leaflet_pdf(leaflet: Leaflet) -> bytes:
    """An A4 document, made with the checks of PDF/UA-1 on; the same bytes for the same leaflet."""
    told = leaflet.model_dump(mode="json") | {"page": words(leaflet.language)["page"]}
    return typeset("leaflet.typ", {"leaflet": json.dumps(told)}, leaflet.made_on)


def leaflet_html(leaflet: Leaflet) -> str:
    """A whole page that needs no other file, and asks nobody for anything."""
    return environment().get_template("leaflet.html").render(leaflet=leaflet)


def _put(paper: Paper, piece: Piece) -> None:
    match piece.kind:
        case "heading":
            paper.heading(piece.text, piece.level, piece.language, piece.note)
        case "fact":
            paper.fact(piece.name, piece.text, piece.language)
        case "quote" if piece.name:
            paper.quote(piece.text, piece.language, piece.name)
        case "table":
            widths = piece.widths or (1.0,) * len(piece.headings)
            shares = [TEXT_WIDTH * width / sum(widths) for width in widths]
            paper.table(piece.headings, piece.rows, shares, fill_in=piece.to_fill_in)
        case _:
            style = {"item": "List Bullet", "quote": "Quote"}.get(piece.kind, "Normal")
            bold = f"{piece.name}: " if piece.name and piece.text else piece.name
            paper.paragraph(piece.text, bold=bold, style=style, lang=piece.language)
