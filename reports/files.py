"""The briefing as a file of any kind."""

from typing import Final, Literal, get_args

from reports.briefing import Briefing, Language

Kind = Literal["pdf", "docx", "pptx", "xlsx", "html", "json"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


def to_file(briefing: Briefing, kind: Kind, language: Language) -> bytes:
    """`briefing` in `language` as a file of `kind`."""
    # each of these loads a heavy library: only when somebody takes such a file
    match kind:
        case "pdf":
            from reports.pdf import to_pdf

            return to_pdf(briefing, language)
        case "docx":
            from reports.docx import to_docx

            return to_docx(briefing, language)
        case "pptx":
            from reports.pptx import to_pptx

            return to_pptx(briefing, language)
        case "xlsx":
            from reports.xlsx import to_xlsx

            return to_xlsx(briefing, language)
        case "html":
            from reports.html import to_html

            return to_html(briefing, language).encode()
        case "json":
            return briefing.model_dump_json(indent=1).encode()
