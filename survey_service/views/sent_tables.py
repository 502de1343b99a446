"""A table that came with a form: a file for as long as it is read."""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import request

from survey_service.attachments import safe_name
from survey_service.errors import TableUnreadable

ENDINGS = ("xlsx", "csv", "tsv")


@contextmanager
def sent_table(*, endings: Collection[str] = ENDINGS, refusal: str = "kind", what: str | None = None) -> Iterator[Path]:
    """The file of the field "file", with a harmless name. Raises TableUnreadable.

    A file whose name ends otherwise than in `endings` is refused with the reason `refusal`, told of `what`.
    """
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise TableUnreadable("none_chosen", file="")
    ending = sent.filename.rpartition(".")[2].lower()
    name = safe_name(sent.filename, ending)
    if ending not in endings:
        raise TableUnreadable(refusal, file=name, **({"what": what} if what else {}))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        sent.save(file)
        yield file
