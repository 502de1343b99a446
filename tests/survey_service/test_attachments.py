"""Files: what they are is told from their content, and they come back under a safe name only."""

import io
import random
import sys
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from sqlmodel import select

from questionnaires.values import Upload
from survey_service import attachments, filepages, filetypes, rescanning
from survey_service.attachments import Quota, Sent
from survey_service.db import Database, now
from survey_service.errors import FileNotLookedAt, FileRefused, FileRemoved, NotFound
from survey_service.models import Answer, AnswerRevision, Attachment, Response
from survey_service.settings import Settings

VIRUS = sys.modules["tests_clamd"].TEST_VIRUS
NOBODY = "unix:/nobody/listens/here"

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
ODT_LOCKED = _zip(
    mimetype="application/vnd.oasis.opendocument.text",
    **{"META-INF/manifest.xml": '<manifest:encryption-data manifest:checksum="x"/>'},
)
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
        (_zip(**{"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""}), ALL, "macros"),
        (_zip(**{"[Content_Types].xml": "x.macroEnabled.main+xml", "word/document.xml": ""}), ALL, "macros"),
        (_zip(**{"[Content_Types].xml": "", "word/document.xml": "", "ppt/presentation.xml": ""}), ALL, "two_kinds"),
        (PDF + DOCX, ALL, "two_kinds"),
        (b"<html>" + PDF, ALL, "kind"),
        (b"GIF89a" + DOCX, ALL, "kind"),
        (filetypes.OLDER_OFFICE + b"x" * 600, ALL, "old"),
        (filetypes.OLDER_OFFICE + b"x" * 600 + filetypes.LOCKED_OFFICE, ALL, "locked"),
        (ODT_LOCKED, ALL, "locked"),
        (DOCX[:40], ALL, "kind"),
        (b"PK\x03\x04" + b"x" * 50, ALL, "kind"),
        (PDF + b"x" * 10_000, ALL, "size"),
    ],
    # zip files hold the time at which they were made, which would make other names of tests in every process
    ids=lambda given: given if isinstance(given, str) else "",
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


def _sent(content: bytes = PDF, name: str = "esitys.pdf") -> Sent:
    return Sent(name, io.BytesIO(content), "pdf")


def _store(db: Database, folder: Path, response_id: int, content: bytes = PDF, clamd: str = "", jobs=None) -> Upload:
    with db.writing() as session:
        file = attachments.receive(folder, clamd, _sent(content))
        return attachments.attach(session, jobs, response_id, "esitys", file)


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


def test_a_package_that_unpacks_without_end_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "")
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(6):
                part.write(bytes(100_000_000))
    assert len(stream.getvalue()) < 1_000_000

    with pytest.raises(FileRefused) as refused:
        filetypes.check("esitys.docx", stream, ALL, 20_000_000)
    assert refused.value.reason == "unpacks"


def test_a_locked_package_is_told_from_a_damaged_one() -> None:
    locked = bytearray(DOCX)
    # the flag of encryption, in the list at the end and at each part
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = locked.find(mark)
        while start >= 0:
            locked[start + place] |= 1
            start = locked.find(mark, start + 4)

    with pytest.raises(FileRefused) as refused:
        filetypes.check("esitys.docx", io.BytesIO(locked), ALL, 10_000)
    assert refused.value.reason == "locked"


def test_a_huge_name_is_cut_and_a_double_ending_never_ends_as_a_program() -> None:
    assert len(attachments.safe_name("ä" * 100_000 + ".pdf", "pdf")) == attachments.LONGEST_NAME + 4
    assert attachments.safe_name("esitys.pdf.exe", "pdf") == "esitys.pdf.exe.pdf"


def _pdf_of(pages: int, *, packed: bool = False) -> bytes:
    import pikepdf

    stream = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        document.save(stream, object_stream_mode=mode)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [
        (_pdf_of(7), "pdf", 7),
        (_pdf_of(7, packed=True), "pdf", 7),
        (_pdf_of(120, packed=True), "pdf", 120),
        (PDF, "pdf", None),
        (b"%PDF-1.7 /ObjStm stream\n damaged", "pdf", None),
        (_zip(**{"ppt/presentation.xml": "", "ppt/slides/slide1.xml": "", "ppt/slides/slide2.xml": ""}), "pptx", 2),
        (_zip(**{"docProps/app.xml": "<Properties><Pages>12</Pages></Properties>"}), "docx", 12),
        (_zip(**{"meta.xml": '<meta:document-statistic meta:page-count="3"/>'}), "odt", 3),
        (_zip(**{"content.xml": "<draw:page x='1'/><draw:page />"}), "odp", 2),
        (DOCX, "docx", None),
        (b"PK\x03\x04x", "docx", None),
    ],
)
def test_the_pages_of_a_document_are_counted_where_it_says_them(content, kind, pages) -> None:
    assert filepages.pages(io.BytesIO(content), kind) == pages


@pytest.mark.parametrize("over_and_over", [b"/Type /Pages ", b"/Type /Pages /Count 7 ", b"/ObjStm "])
def test_a_pdf_that_says_the_same_over_and_over_keeps_nobody_waiting(over_and_over: bytes) -> None:
    content = b"%PDF-1.7\n" + over_and_over * 1_000_000

    assert filepages.pages(io.BytesIO(content), "pdf") == (7 if b"Count" in over_and_over else None)


def test_a_pdf_that_unpacks_into_more_than_memory_holds_is_unpacked_in_part() -> None:
    packed = zlib.compress(bytes(5_000_000), 9)
    content = b"%PDF-1.7\n1 0 obj <</Type/Page>> endobj " + (b"/ObjStm stream\n" + packed) * 60
    tracemalloc.start()
    try:
        assert filepages.pages(io.BytesIO(content), "pdf") == 1
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_what_is_not_taken_into_a_transaction_leaves_no_bytes(sqlite_database, response_id, tmp_path) -> None:
    def save() -> None:
        with attachments.receiving() as kept, sqlite_database.writing() as session:
            kept.append(attachments.receive(tmp_path, "", _sent()))
            attachments.attach(session, None, response_id, "esitys", kept[0])
            raise KeyError

    with pytest.raises(KeyError):
        save()

    assert [path for path in tmp_path.glob("??/*") if len(path.name) == 32] == []


def test_bytes_that_a_dead_process_left_are_swept_and_others_stay(sqlite_database, response_id, tmp_path) -> None:
    folder = tmp_path / "files"
    kept = _store(sqlite_database, folder, response_id)
    lost = attachments.receive(folder, "", _sent())

    assert attachments.sweep(sqlite_database, folder) == 0
    assert attachments.sweep(sqlite_database, folder, older_than_s=-1) == 1
    assert [path.name for path in folder.glob("??/*")] == [kept.attachment]
    assert not lost.path.exists()


@pytest.mark.parametrize(("quota", "room"), [(Quota(3, 1), True), (Quota(2, 1), False), (Quota(9, 0), False)])
def test_a_response_holds_so_many_files_and_no_more(sqlite_database, response_id, tmp_path, quota, room) -> None:
    for _ in range(2):
        _store(sqlite_database, tmp_path, response_id)

    with sqlite_database.reading() as session:
        if room:
            attachments.check_quota(session, response_id, _sent(), quota)
        else:
            with pytest.raises(FileRefused):
                attachments.check_quota(session, response_id, _sent(), quota)


def test_a_clean_file_is_kept_as_clean_and_an_infected_one_is_not_kept(
    sqlite_database, response_id, tmp_path, virus_scanner
) -> None:
    folder = tmp_path / "files"
    upload = _store(sqlite_database, folder, response_id, clamd=virus_scanner)
    with pytest.raises(FileRefused) as refused:
        _store(sqlite_database, folder, response_id, PDF + VIRUS, clamd=virus_scanner)

    assert refused.value.reason == "infected"
    assert [path.name for path in folder.glob("??/*")] == [upload.attachment]
    with sqlite_database.reading() as session:
        assert dict(attachments.scans(session, response_id)) == {upload.attachment: "clean"}


def test_a_file_is_looked_into_not_only_at(sqlite_database, response_id, tmp_path, virus_scanner) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "")
        package.writestr("word/document.xml", VIRUS)

    with pytest.raises(FileRefused):
        attachments.receive(tmp_path, virus_scanner, Sent("esitys.docx", stream, "docx"))


@pytest.fixture
def waiting(sqlite_database, response_id, tmp_path, jobs):
    """`waiting(content)`: a file that came while the scanner was away, as the answer to a question; its row."""

    def store(content: bytes) -> Attachment:
        upload = _store(sqlite_database, tmp_path / "files", response_id, content, NOBODY, jobs)
        with sqlite_database.writing() as session:
            session.add(
                Answer(response_id=response_id, question_id="esitys", value=upload.model_dump(mode="json"), version=4)
            )
        with sqlite_database.reading() as session:
            return session.exec(select(Attachment).where(Attachment.key == upload.attachment)).one()

    return store


def _look(db: Database, settings: Settings, row: Attachment, turn: int = 1) -> tuple[float | None, str, Upload]:
    """The seconds to wait, the state of the file after that, and the answer."""
    wait_s = rescanning.look_again(db, settings, row.id or 0, turn)
    with db.reading() as session:
        answer = session.exec(select(Answer)).one()
        return wait_s, session.get_one(Attachment, row.id).scan, Upload.model_validate(answer.value)


def test_a_file_that_came_while_the_scanner_was_away_waits_and_is_not_handed_out(
    sqlite_database, response_id, tmp_path, waiting, jobs
) -> None:
    row = waiting(PDF)

    assert (row.scan, jobs.asked) == ("waiting", [("scan_file", row.id)])
    with sqlite_database.reading() as session, pytest.raises(FileNotLookedAt):
        attachments.find(session, tmp_path / "files", response_id, Upload(attachment=row.key))


def test_it_is_tried_again_ever_more_rarely_and_handed_out_when_it_was_found_clean(
    sqlite_database, response_id, tmp_path, waiting, mail_settings, virus_scanner
) -> None:
    row = waiting(PDF)
    away, back = (mail_settings(0, clamd=address) for address in (NOBODY, virus_scanner))

    waits = [_look(sqlite_database, away, row, turn)[0] for turn in (1, 2, 3, 9, 40)]
    assert waits == [30, 60, 120, 1800, 1800]
    wait_s, scan, upload = _look(sqlite_database, back, row)
    assert (wait_s, scan, upload.attachment) == (None, "clean", row.key)
    with sqlite_database.reading() as session:
        assert attachments.find(session, tmp_path / "files", response_id, upload).path.read_bytes() == PDF


def test_a_file_found_infected_later_is_deleted_and_the_answer_says_so(
    sqlite_database, response_id, tmp_path, waiting, mail_settings, virus_scanner
) -> None:
    row = waiting(PDF + VIRUS)

    wait_s, scan, upload = _look(sqlite_database, mail_settings(0, clamd=virus_scanner), row)

    assert (wait_s, scan) == (None, "infected")
    assert (upload.is_empty(), upload.name, upload.removed) == (True, "esitys.pdf", "infected")
    assert list((tmp_path / "files").glob("??/*")) == []
    with sqlite_database.reading() as session:
        answer = session.exec(select(Answer)).one()
        revision = session.exec(select(AnswerRevision)).one()
        assert (answer.version, revision.version, revision.value) == (5, 5, answer.value)
        with pytest.raises(FileRemoved):
            attachments.find(session, tmp_path / "files", response_id, Upload(attachment=row.key))


def test_an_infected_file_that_was_replaced_meanwhile_leaves_the_new_answer_alone(
    sqlite_database, response_id, waiting, mail_settings, virus_scanner
) -> None:
    row = waiting(PDF + VIRUS)
    with sqlite_database.writing() as session:
        session.exec(select(Answer)).one().value = Upload(attachment="b" * 32, name="uusi.pdf").model_dump(mode="json")

    assert _look(sqlite_database, mail_settings(0, clamd=virus_scanner), row)[2].name == "uusi.pdf"


def test_after_days_without_a_scanner_it_is_not_tried_any_more(sqlite_database, waiting, mail_settings) -> None:
    row = waiting(PDF)
    with sqlite_database.writing() as session:
        session.get_one(Attachment, row.id).stored_at = now() - rescanning.GIVE_UP_AFTER * 2

    wait_s, scan, _upload = _look(sqlite_database, mail_settings(0, clamd=NOBODY), row)
    assert (wait_s, scan) == (None, "waiting")
    with sqlite_database.reading() as session:
        assert rescanning.waiting(session) == []


def test_where_scanning_was_given_up_a_waiting_file_counts_as_not_scanned(
    sqlite_database, waiting, mail_settings
) -> None:
    assert _look(sqlite_database, mail_settings(0), waiting(PDF))[:2] == (None, "none")
