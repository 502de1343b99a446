"""A Word document in the making: headings, quotes and tables that a screen reader understands."""

import datetime
import io
from collections.abc import Sequence
from typing import Any, Final

from reports.briefing import Language
from reports.packing import repacked
from reports.wording import printable

TEXT_WIDTH: Final = 16.6  # centimetres between the margins
MOST_HIGH: Final = 21.5  # centimetres that a picture leaves for its heading
ACCENT: Final = "0B4F6C"
QUIET: Final = "4A5A63"
LINE: Final = "CFD8DC"
Row = Sequence[tuple[str, str | None]]  # cells as (text, its language when it is not the document's own)
CODES: Final = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
SIZES: Final = {
    "Normal": 10.5,
    "Title": 22,
    "Heading 1": 15,
    "Heading 2": 12,
    "Heading 3": 10.5,
    "Quote": 10.5,
    "Caption": 9,
}
SPACES: Final = {
    "Normal": (0, 5),
    "Heading 1": (18, 6),
    "Heading 2": (14, 4),
    "Heading 3": (9, 3),
    "Quote": (3, 0),
    "Caption": (0, 6),
}


class Paper:
    """One A4 document in `language`, with `footer` and the page number under each page."""

    def __init__(self, language: Language, title: str, author: str, footer: str, made_on: datetime.date) -> None:
        from docx import Document

        self.document: Any = Document()
        self._styles(language)
        self._hyphenated()
        self._page(footer)
        about, made_at = self.document.core_properties, datetime.datetime.combine(made_on, datetime.time(12))
        about.title, about.author, about.language, about.comments = title, author, CODES[language], ""
        about.created = about.modified = made_at

    def heading(self, text: str, level: int, lang: str | None = None, note: str = "") -> Any:
        """A heading of `level` (0 is the title), in `lang` when that is not the document's; `note` stands after it."""
        heading = self.document.add_heading("", level)
        self.run(heading, text, lang=lang)
        if note:
            small = self.run(heading, f" ({note})")
            small.font.size, small.bold = self._points(9), False
        return heading

    def paragraph(self, text: str = "", *, bold: str = "", style: str = "Normal", lang: str | None = None) -> Any:
        """A paragraph: `bold` first, then `text`; the python-docx paragraph, to add to."""
        paragraph = self.document.add_paragraph(style=style)
        if bold:
            self.run(paragraph, bold).bold = True
        if text:
            self.run(paragraph, text, lang=lang)
        return paragraph

    def run(self, paragraph: Any, text: str, lang: str | None = None) -> Any:
        """`text` in `paragraph`, marked with its language; the python-docx run."""
        from docx.oxml.ns import qn

        run = paragraph.add_run(printable(text))
        if lang is not None:
            mark = run._r.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): CODES.get(lang, lang)})
            run._r.get_or_add_rPr().append(mark)
        return run

    def quote(self, text: str, lang: str | None, source: str) -> None:
        """Words of an answer and, under them, whose they are."""
        quote = self.paragraph(text, style="Quote", lang=lang)
        quote.paragraph_format.keep_with_next = True
        self.paragraph(source, style="Caption")

    def fact(self, name: str, value: str, lang: str | None = None) -> Any:
        """A named fact, or a dotted line to write it on; gives its paragraph."""
        paragraph = self.paragraph(bold=f"{name}: ")
        if value:
            self.run(paragraph, value, lang=lang)
        else:
            self.line_to_write_on(paragraph)
        return paragraph

    def line_to_write_on(self, paragraph: Any) -> None:
        """A dotted line from where `paragraph` ends to the right margin."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Cm

        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        paragraph.add_run("\t")

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Row],
        widths: Sequence[float],
        *,
        numbers: bool = False,
        fill_in: bool = False,
    ) -> None:
        """A table whose header row repeats on each page; `widths` in centimetres; `numbers` after the first column."""
        from docx.shared import Cm

        table = self.document.add_table(rows=0, cols=len(headings))
        table.autofit = False
        self._flush(table)
        self._borders(table, "top", "bottom", "insideH", *(["left", "right", "insideV"] if fill_in else []))
        self._header(table.add_row(), headings)
        for row in rows:
            for cell, (text, lang) in zip(table.add_row().cells, row, strict=True):
                self.run(cell.paragraphs[0], text, lang=lang)
        if fill_in:
            for row in table.rows[1:]:
                row.height = Cm(0.9)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row in table.rows:
            for place, (cell, width) in enumerate(zip(row.cells, widths, strict=True)):
                cell.width = Cm(width)
                self._cell(cell.paragraphs[0], number=place > 0 and numbers)
        self.paragraph().paragraph_format.space_after = self._points(0)

    def picture(self, png: bytes, alt: str, width: float) -> None:
        """A picture `width` centimetres wide, or less where it would not fit on a page, with its text alternative."""
        from docx.shared import Cm

        shape = self.document.add_picture(io.BytesIO(png), width=Cm(width))
        share = min(1.0, Cm(MOST_HIGH) / shape.height)
        shape.width, shape.height = round(shape.width * share), round(shape.height * share)
        shape._inline.docPr.set("descr", printable(alt))

    def saved(self) -> bytes:
        """The document as a file, without the time of its making."""
        made = io.BytesIO()
        self.document.save(made)
        return repacked(made.getvalue())

    def _cell(self, paragraph: Any, *, number: bool) -> None:
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = self._points(2)
        if number:
            paragraph.alignment = 2
        for run in paragraph.runs:
            run.font.size = self._points(8 if run.bold else 9)

    def _points(self, size: float) -> Any:
        from docx.shared import Pt

        return Pt(size)

    def _styles(self, language: Language) -> None:
        from docx.oxml.ns import qn
        from docx.shared import RGBColor

        styles = self.document.styles
        styles.element.find(".//" + qn("w:lang")).set(qn("w:val"), CODES[language])
        for name, size in SIZES.items():
            style = styles[name]
            style.font.size, style.font.name, style.font.italic = self._points(size), "Arial", False
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in [key for key in fonts.attrib if key.endswith("Theme")]:
                del fonts.attrib[key]
            quiet = name in ("Heading 3", "Caption")
            style.font.color.rgb = RGBColor.from_string(
                "1B2A33" if name in ("Normal", "Quote") else QUIET if quiet else ACCENT
            )
            style.font.bold = name not in ("Normal", "Quote", "Caption")
        self._spacing(styles)

    def _spacing(self, styles: Any) -> None:
        for name, (before, after) in SPACES.items():
            style = styles[name].paragraph_format
            style.space_before, style.space_after = self._points(before), self._points(after)
        for name in ("Quote", "Caption"):
            styles[name].paragraph_format.left_indent = self._points(12)

    def _page(self, footer: str) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        from docx.shared import Cm

        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        # Room for a footer of two lines
        section.top_margin, section.bottom_margin = Cm(2), Cm(2.5)
        paragraph = section.footer.paragraphs[0]
        paragraph.style = self.document.styles["Caption"]
        paragraph.paragraph_format.left_indent = self._points(0)
        self.run(paragraph, f"{footer} · ")
        field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(field))

    def _hyphenated(self) -> None:
        """Let long words be divided, as in a table's narrow columns."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        stop = self.document.settings.element.find(qn("w:defaultTabStop"))
        stop.addnext(parse_xml(f"<w:autoHyphenation {nsdecls('w')}/>"))

    def _flush(self, table: Any) -> None:
        """Let the words of the first column stand a cell's margin inside the text's left edge, as its lines do."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        table._tbl.tblPr.append(parse_xml(f'<w:tblInd {nsdecls("w")} w:w="108" w:type="dxa"/>'))

    def _borders(self, table: Any, *sides: str) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        colour = QUIET if "insideV" in sides else LINE
        lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>' for side in sides)
        table._tbl.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))

    def _header(self, row: Any, headings: Sequence[str]) -> None:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        row._tr.get_or_add_trPr().append(parse_xml(f'<w:tblHeader {nsdecls("w")} w:val="true"/>'))
        for cell, heading in zip(row.cells, headings, strict=True):
            run = self.run(cell.paragraphs[0], heading)
            run.bold = True
            if len(headings) > 6:
                run.font.size = self._points(7.5)
