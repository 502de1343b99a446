"""Files: what they are is told from their content, and they come back under a safe name only."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from sqlmodel import select

from questionnaires.values import Upload
from survey_service import attachments, filetypes
from survey_service.db import Database
from survey_service.errors import FileRefused, NotFound
from survey_service.models import Attachment, Response

PDF = b"%PDF-1.7\n%..."


def _zip(packing: int = zipfile.ZIP_STORED, /, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("--", "."), content)
    return stream.getvalue()


DOCX = _zip(**{"[Content_Types].xml": "", "word/document.xml": ""})
PPTX = _zip(**{"[Content_Types].xml": "", "ppt/presentation.xml": ""})
ODT = _zip(mimetype="application/vnd.oasis.opendocument.text")
PACKED = _zip(zipfile.ZIP_DEFLATED, mimetype="application/vnd.oasis.opendocument.text")
ODP = _zip(mimetype="application/vnd.oasis.opendocument.presentation")
ALL = ("pdf", "pptx", "odp", "docx", "odt")


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "pdf"), (DOCX, "docx"), (PPTX, "pptx"), (ODT, "odt"), (ODP, "odp")]
)
def test_each_kind_is_told_from_its_content(content, kind) -> None:
    assert filetypes.check("nimi.exe", io.BytesIO(content), ALL, 10_000) == kind


@pytest.mark.parametrize(
    ("content", "accept", "reason"),
    [
        (b"", ALL, "empty"),
        (PDF, ("docx",), "kind"),
        (b"MZ\x90", ALL, "kind"),
        (_zip(readme="x"), ALL, "kind"),
        (_zip(mimetype="application/zip"), ALL, "kind"),
        (_zip(**{"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}), ALL, "kind"),
        (DOCX[:40], ALL, "kind"),
        (b"PK\x03\x04" + b"x" * 50, ALL, "kind"),
        (PDF + b"x" * 10_000, ALL, "size"),
    ],
)
def test_what_is_not_acceptable_is_refused_with_its_reason(content, accept, reason) -> None:
    with pytest.raises(FileRefused) as refused:
        filetypes.check("esitys.pdf", io.BytesIO(content), accept, 10_000)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("esitys.pdf", "esitys.pdf"),
        ("Esitys ÄÖ.PDF", "Esitys ÄÖ.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\kansio\esitys.pptx", "esitys.pptx.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie x.pdf"),
        ("", "liite.pdf"),
        ("...", "liite.pdf"),
    ],
)
def test_names_are_made_safe(name, safe) -> None:
    assert attachments.safe_name(name, "pdf") == safe


@pytest.fixture
def response_id(sqlite_database: Database, build, questionnaire) -> int:
    with sqlite_database.writing() as session:
        b = build(session)
        county = b.county()
        response = Response(
            round_id=b.round_(county, questionnaire).id, organisation_id=b.organisation(county).id, reference="2027-A"
        )
        session.add(response)
        session.flush()
        return response.id or 0


def _store(db: Database, folder: Path, response_id: int, content: bytes) -> Upload:
    with db.writing() as session:
        return attachments.store(session, folder, response_id, "esitys", "esitys.pdf", io.BytesIO(content), "pdf")


def test_a_stored_file_comes_back_whole(sqlite_database: Database, response_id: int, tmp_path: Path) -> None:
    upload = _store(sqlite_database, tmp_path / "files", response_id, PDF)

    with sqlite_database.reading() as session:
        file = attachments.find(session, tmp_path / "files", response_id, upload)
    assert file.path.read_bytes() == PDF
    assert (file.name, file.media_type) == ("esitys.pdf", "application/pdf")
    assert "esitys" not in str(file.path.relative_to(tmp_path))
    assert upload.size == len(PDF)


def test_a_file_that_was_replaced_keeps_its_row_and_its_bytes(sqlite_database, response_id, tmp_path) -> None:
    first = _store(sqlite_database, tmp_path, response_id, PDF)
    second = _store(sqlite_database, tmp_path, response_id, PDF + b"2")

    assert first.attachment != second.attachment
    with sqlite_database.reading() as session:
        assert len(session.exec(select(Attachment)).all()) == 2
        assert attachments.find(session, tmp_path, response_id, first).path.read_bytes() == PDF


def test_a_file_of_another_response_is_not_found(sqlite_database, response_id, tmp_path) -> None:
    upload = _store(sqlite_database, tmp_path, response_id, PDF)

    with sqlite_database.reading() as session:
        for value in (None, Upload()):
            with pytest.raises(NotFound):
                attachments.find(session, tmp_path, response_id, value)
        with pytest.raises(NotFound):
            attachments.find(session, tmp_path, response_id + 1, upload)


@pytest.mark.parametrize("part", ["word/VBAPROJECT.BIN", "Basic/script-lc.xml", "Scripts/python/a.py"])
def test_a_document_with_macros_is_refused_however_they_are_written(part: str) -> None:
    package = _zip(**{"[Content_Types].xml": "", "word/document.xml": "", part: ""})

    assert filetypes.kind_of(io.BytesIO(package)) is None


def test_a_damaged_document_is_refused_and_never_an_error() -> None:
    chance = random.Random(1)
    for whole in (ODT, DOCX, PACKED):
        for _ in range(500):
            damaged = bytearray(whole)
            for _ in range(chance.randint(1, 6)):
                damaged[chance.randrange(4, len(damaged))] = chance.randrange(256)
            filetypes.kind_of(io.BytesIO(damaged))


def test_a_package_of_countless_parts_is_refused_before_they_are_read() -> None:
    marks = filetypes.PART_MARK.decode("latin-1") * filetypes.MOST_PARTS
    crowded = _zip(**{"[Content_Types].xml": marks, "word/document.xml": ""})

    assert filetypes.kind_of(io.BytesIO(crowded)) is None
