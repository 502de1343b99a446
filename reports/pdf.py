"""The briefing as a PDF for the meeting: one page for the management first, then everything."""

from reports.briefing import Briefing, Language
from reports.charts import draw, rows_within
from reports.drawn_pictures import picture
from reports.telling import tell
from reports.typesetting import typeset
from reports.wording import phrase

CHART_INCHES = 8.0


def to_pdf(briefing: Briefing, language: Language) -> bytes:
    """An A4 document in `language`, made with the checks of PDF/UA-1 on; the same bytes for the same briefing."""
    outline = tell(briefing, language)
    rows = rows_within(outline.chart, CHART_INCHES)
    more = phrase("chart_most", language, shown=rows) if rows < len(outline.chart.rows) else ""
    chart = draw(outline.chart, "svg", rows).decode() if rows else ""
    pictures = {f"picture-{shown.id}": picture(shown, "svg").decode() for shown in outline.pictures}
    told = {"outline": outline.model_dump_json(), "chart": chart, "more": more}
    return typeset("briefing.typ", told | pictures, briefing.made_on)
