"""The briefing as a PDF for the meeting: one page for the management first, then everything."""

from reports.briefing import Briefing, Language
from reports.charts import draw
from reports.telling import tell
from reports.typesetting import typeset
from reports.wording import WORDS

ROWS_ON_FIRST_PAGE = 10


def to_pdf(briefing: Briefing, language: Language) -> bytes:
    """An A4 document in `language`, made with the checks of PDF/UA-1 on; the same bytes for the same briefing."""
    outline = tell(briefing, language)
    hidden = len(outline.chart.rows) > ROWS_ON_FIRST_PAGE
    more = WORDS["chart_more"].in_language(language).format(shown=ROWS_ON_FIRST_PAGE) if hidden else ""
    chart = draw(outline.chart, "svg", ROWS_ON_FIRST_PAGE).decode() if outline.chart.rows else ""
    data = {"outline": outline.model_dump_json(), "chart": chart, "more": more}
    return typeset("briefing.typ", data, briefing.made_on)
