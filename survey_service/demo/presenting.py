"""The presentation that a demo organisation attaches: a short document made of the issues that it raises."""

import io

from questionnaires.values import Table


def presentation(organisation: str, issues: Table) -> bytes:
    """A DOCX of a page: the organisation and each raised issue with its goal."""
    from docx import Document

    document = Document()
    document.add_heading(organisation, level=1)
    for row in issues.rows:
        document.add_heading(row.get("asia", ""), level=2)
        for cell in ("tavoite", "toimi", "vastuutaho", "aikataulu", "seurantatapa"):
            document.add_paragraph(row.get(cell, ""), style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
