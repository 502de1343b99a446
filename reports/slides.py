"""Slides in the making: titles, text and pictures in real placeholders, each text marked with its language."""

import copy
import datetime
import io
import math
from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple

from reports.briefing import Language
from reports.packing import repacked
from reports.word import ACCENT, CODES, QUIET
from reports.wording import printable

INK: Final = "1B2A33"
# Inches
WIDE, HIGH, MARGIN, GAP = 13.333, 7.5, 0.6, 0.5
TOP, LOW, TITLE_TOP, TITLE_HIGH = 1.6, 6.95, 0.4, 1.05
TITLE_SIZES: Final = (30, 26, 23, 20, 18)
TEXT_SIZES: Final = (20, 18, 17, 16, 15, 14, 13, 12)
OPENING, TEXT, TWO_TEXTS, PICTURE = 0, 1, 3, 8
"""The layouts of python-pptx's template that are used."""
LETTER: Final = 0.53
"""The width of a letter of Arial on the average, as a share of its size; a little more than measured."""


class Run(NamedTuple):
    """Words of one language (None: the slides' own)."""

    text: str
    lang: str | None = None
    bold: bool = False
    quiet: bool = False


class Line(NamedTuple):
    """One paragraph of a slide."""

    runs: tuple[Run, ...]
    style: Literal["text", "heading", "bullet"] = "text"

    def length(self) -> int:
        """How many letters it has."""
        return sum(len(run.text) for run in self.runs)


class Drawn(NamedTuple):
    """A picture and its text alternative."""

    png: bytes
    alt: str


class Box(NamedTuple):
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float


WHOLE: Final = Box(MARGIN, TOP, WIDE - 2 * MARGIN, LOW - TOP)
NARROW: Final = Box(MARGIN, TOP, 4.9, LOW - TOP)
BESIDE: Final = Box(MARGIN + 4.9 + GAP, TOP, WIDE - 2 * MARGIN - 4.9 - GAP, LOW - TOP)
LEAD: Final = Box(MARGIN, TOP - 0.15, WIDE - 2 * MARGIN, 0.75)
UNDER: Final = Box(MARGIN, TOP + 0.65, WIDE - 2 * MARGIN, LOW - TOP - 0.65)


class Slides:
    """A presentation in `language` on wide slides, numbered from the second on."""

    def __init__(self, language: Language, title: str, author: str, made_on: datetime.date) -> None:
        from pptx import Presentation
        from pptx.util import Inches

        self.language = language
        self.presentation: Any = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = Inches(WIDE), Inches(HIGH)
        about, made_at = self.presentation.core_properties, datetime.datetime.combine(made_on, datetime.time(12))
        about.title, about.author, about.language, about.comments = title, author, CODES[language], ""
        about.created = about.modified = made_at
        about.last_modified_by = author
        self._layouts()

    def opening(self, title: str, lines: Sequence[str], notes: Sequence[str]) -> None:
        """The first slide."""
        slide = self._slide(OPENING, Run(title), "")
        body = slide.placeholders[1].text_frame
        for place, line in enumerate(lines):
            self._write(body, Line((Run(line, quiet=True),)), 20, first=place == 0)
        self._notes(slide, notes)

    def texts(self, title: Run, note: str, left: Sequence[Line], right: Sequence[Line], notes: Sequence[str]) -> None:
        """A slide of one text, or of two beside each other; `note` stands after the title."""
        slide = self._slide(TWO_TEXTS if right else TEXT, title, note)
        self._fill(slide.placeholders[1], left, NARROW if right else WHOLE)
        if right:
            self._fill(slide.placeholders[2], right, BESIDE)
        self._notes(slide, notes)

    def picture(self, title: Run, lines: Sequence[Line], drawn: Drawn, notes: Sequence[str]) -> None:
        """A slide of a short text and a picture under it."""
        slide = self._slide(PICTURE, title, "")
        picture = slide.placeholders[1].insert_picture(io.BytesIO(drawn.png))
        picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
        self._place(picture, _inside(UNDER, *picture.image.size))
        picture._element.nvPicPr.cNvPr.set("descr", printable(drawn.alt))
        self._fill(slide.placeholders[2], lines, LEAD)
        # read aloud after the text
        slide.shapes._spTree.append(picture._element)
        self._notes(slide, notes)

    def saved(self) -> bytes:
        """The presentation as a file, without the time of its making."""
        made = io.BytesIO()
        self.presentation.save(made)
        return repacked(made.getvalue())

    def _slide(self, layout: int, title: Run, note: str) -> Any:
        from pptx.util import Pt

        pattern = self.presentation.slide_layouts[layout]
        slide = self.presentation.slides.add_slide(pattern)
        frame = slide.shapes.title.text_frame
        size = _size([Line((title, Run(note)))], Box(0, 0, WHOLE.width, TITLE_HIGH), TITLE_SIZES)
        self._run(frame.paragraphs[0], title).font.size = Pt(36 if layout == OPENING and size == 30 else size)
        if note:
            small = self._run(frame.paragraphs[0], Run(f" ({note})", quiet=True))
            small.font.size, small.font.bold = Pt(14), False
        if layout != OPENING:
            self._number(slide, pattern)
        return slide

    def _number(self, slide: Any, pattern: Any) -> None:
        found = next(shape for shape in pattern.placeholders if shape.placeholder_format.idx == 12)
        slide.shapes._spTree.append(copy.deepcopy(found._element))

    def _fill(self, shape: Any, lines: Sequence[Line], room: Box) -> None:
        size = _size(lines, room, TEXT_SIZES)
        for place, line in enumerate(lines):
            self._write(shape.text_frame, line, size, first=place == 0)

    def _write(self, frame: Any, line: Line, size: float, *, first: bool) -> None:
        from pptx.util import Pt

        paragraph = frame.paragraphs[0] if first else frame.add_paragraph()
        paragraph.space_before = Pt(0 if first else 14 if line.style == "heading" else 5)
        if line.style != "bullet":
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", "0")
            properties.set("indent", "0")
            properties.append(properties.makeelement(_name("a:buNone"), {}))
        for run in line.runs:
            made = self._run(paragraph, run)
            made.font.size = Pt(round(size * 0.85) if run.quiet or line.style == "heading" else size)
            if line.style == "heading":
                self._colour(made, ACCENT)

    def _run(self, paragraph: Any, run: Run) -> Any:
        made = paragraph.add_run()
        made.text = printable(run.text)
        lang = run.lang or self.language
        made._r.get_or_add_rPr().set("lang", CODES.get(lang, lang))
        if run.bold:
            made.font.bold = True
        if run.quiet:
            self._colour(made, QUIET)
        return made

    def _colour(self, run: Any, colour: str) -> None:
        from pptx.dml import color

        library: Any = color
        run.font.color.rgb = library.RGBColor.from_string(colour)

    def _notes(self, slide: Any, notes: Sequence[str]) -> None:
        frame = slide.notes_slide.notes_text_frame
        for place, note in enumerate(notes):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            self._run(paragraph, Run(note))

    def _place(self, shape: Any, box: Box) -> None:
        from pptx.util import Inches

        shape.left, shape.top, shape.width, shape.height = (Inches(each) for each in box)

    def _layouts(self) -> None:
        """The template's layouts on wide slides, in the colours and the font of the other documents."""
        master = self.presentation.slide_master
        boxes = {0: Box(MARGIN, TITLE_TOP, WHOLE.width, TITLE_HIGH), 1: WHOLE}
        for shape in master.placeholders:
            kind = shape.placeholder_format.type
            self._place(shape, boxes.get(kind - 1, Box(WIDE - MARGIN - 2, LOW + 0.05, 2, 0.4)))
        for layout in self.presentation.slide_layouts:
            for shape in layout.placeholders:
                if shape._element.spPr.xfrm is not None and shape.placeholder_format.idx in (10, 11, 12):
                    self._place(shape, Box(WIDE - MARGIN - 2, LOW + 0.05, 2, 0.4))
        patterns = self.presentation.slide_layouts
        for pattern, place, box in (
            (OPENING, 0, Box(MARGIN, 2.0, WHOLE.width, 1.8)),
            (OPENING, 1, Box(MARGIN, 4.0, WHOLE.width, 2.2)),
            (TWO_TEXTS, 1, NARROW),
            (TWO_TEXTS, 2, BESIDE),
            (PICTURE, 0, Box(MARGIN, TITLE_TOP, WHOLE.width, TITLE_HIGH)),
            (PICTURE, 1, UNDER),
            (PICTURE, 2, LEAD),
        ):
            shape = next(one for one in patterns[pattern].placeholders if one.placeholder_format.idx == place)
            self._place(shape, box)
        for element in (master._element, *(pattern._element for pattern in patterns)):
            self._aligned(element)
        self._fonts(master)

    def _aligned(self, element: Any) -> None:
        """Titles and texts to the left, in our colours."""
        for paragraph in element.iter(*(_name(f"a:lvl{level}pPr") for level in range(1, 4))):
            if paragraph.get("algn") == "ctr":
                paragraph.set("algn", "l")
        for title in element.iter(_name("p:titleStyle")):
            for properties in title.iter(_name("a:defRPr")):
                properties.set("b", "1")
                fill = properties.find(_name("a:solidFill"))
                fill.clear()
                fill.append(fill.makeelement(_name("a:srgbClr"), {"val": ACCENT}))

    def _fonts(self, master: Any) -> None:
        from pptx.opc.constants import RELATIONSHIP_TYPE

        theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        theme._blob = theme.blob.replace(b'typeface="Calibri"', b'typeface="Arial"')


def _name(tag: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(tag))


def _inside(room: Box, width: float, height: float) -> Box:
    """The greatest box of these proportions in `room`, in its upper left."""
    scale = min(room.width / width, room.height / height)
    return Box(room.left, room.top, width * scale, height * scale)


def _size(lines: Sequence[Line], room: Box, sizes: Sequence[int]) -> int:
    """The greatest of `sizes`, in points, at which `lines` are likely to fit into `room`; the last when none is."""

    def height(size: int) -> float:
        per_line = max(1.0, (room.width - 0.25) * 72 / (size * LETTER))
        rows = sum(max(1, math.ceil(line.length() / per_line)) for line in lines)
        spaces = sum(14 if line.style == "heading" else 5 for line in lines)
        return (rows * size * 1.2 + spaces) / 72

    return next((size for size in sizes if height(size) <= room.height - 0.1), sizes[-1])
