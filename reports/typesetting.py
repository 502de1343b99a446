"""From data and a typst template to an accessible PDF: the same bytes on every machine."""

import datetime
from collections.abc import Mapping
from importlib import resources
from pathlib import Path


def typeset(template: str, data: Mapping[str, str], made_on: datetime.date) -> bytes:
    """`template` of reports/templates with `data` as its inputs, as a PDF that passed typst's own PDF/UA-1 checks.

    Data are never read as markup. Raises typst.TypstError when a document would not be accessible.
    """
    import matplotlib
    import typst

    fonts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    made_at = datetime.datetime.combine(made_on, datetime.time(12), tzinfo=datetime.UTC)
    with resources.as_file(resources.files("reports").joinpath("templates")) as folder:
        pdf = typst.compile(
            folder / template,
            root=folder,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs=dict(data),
            font_paths=[fonts],
            ignore_system_fonts=True,
            timestamp=made_at,
        )
    return bytes(pdf)
