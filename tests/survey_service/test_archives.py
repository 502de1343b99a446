"""Archive packages: whole, checked by ordinary tools, the same bytes again, and never without a person's receipt."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlmodel import select

from questionnaires.values import Upload
from survey_service import accounts, agenda_orders, agendas, negotiations, stored
from survey_service.cli import main
from survey_service.db import Database, now
from survey_service.errors import NothingToArchive
from survey_service.models import Archive, Attachment, Round, Submission
from survey_service.records import archives, checking
from survey_service.records.archives import ReceiptRefused

scenes = sys.modules["tests_scene"]
FILE = b"%PDF-1.7 esitys"


@pytest.fixture(scope="module")
def made(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A package of the county's round, made once for all tests of this module: (database, folder, file, archive)."""
    folder = tmp_path_factory.mktemp("archives")
    target = folder / "ennakko.sqlite3"
    target.write_bytes(sqlite_template.read_bytes())
    db = Database(f"sqlite:///{target}")
    scene = scenes.set_up(db)
    with db.writing() as session:
        round_ = session.get_one(Round, scene.round)
        _attach(session, folder / "files")
        negotiations.arrange(session, round_, 0, now(), "Valtuustosali", "", actor=scenes.TEAM)
        lines = agendas.arranged(session, round_, "fi", 0).lines
        by = {"staff_id": accounts.of_county(session, scene.county)[0].id, "actor": scenes.TEAM}
        agenda_orders.arrange(session, round_, 0, lines, seen=0, **by)
        archive = archives.start(session, scene.jobs, round_, actor=scenes.TEAM)
        assert archives.start(session, scene.jobs, round_, actor=scenes.TEAM).id == archive.id
    with pytest.MonkeyPatch.context() as patch:
        # the documents themselves are looked at in tests/reports: here they only take time
        patch.setattr("reports.response.response_pdf", lambda copy, _language: copy.reference.encode())
        patch.setattr("reports.pdf.to_pdf", lambda _briefing, language: language.encode())
        archives.carry_out(db, folder / "archives", folder / "files", archive.id or 0)
        with db.reading() as session:
            archive = session.get_one(Archive, archive.id)
        yield db, folder, archives.file_of(folder / "archives", archive), archive
    db.close()


def _attach(session: Any, folder: Path) -> None:
    """One sent response holds a file."""
    sent = session.exec(select(Submission)).first()
    key = "ab" * 16
    (folder / key[:2]).mkdir(parents=True)
    (folder / key[:2] / key).write_bytes(FILE)
    session.add(
        Attachment(
            response_id=sent.response_id,
            question_id="esitys",
            key=key,
            name="Esitys äö.pdf",
            media_type="application/pdf",
            size=len(FILE),
            sha256="0" * 64,
        )
    )
    value = Upload(attachment=key, name="Esitys äö.pdf", size=len(FILE))
    frozen = stored.StoredAnswer(value, 1, now(), "fi").frozen()
    sent.answers = {**sent.answers, "esitys": frozen}


def test_ordinary_tools_check_what_is_unpacked(made: Any, tmp_path: Path) -> None:
    _db, _folder, file, archive = made

    with zipfile.ZipFile(file) as package:
        package.extractall(tmp_path)
    (root,) = tmp_path.iterdir()
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--strict", "--quiet", "-c", manifest], cwd=root, check=True)
    names = {
        str(path.relative_to(root / "data")) for path in root.rglob("*") if path.is_file() and "data" in path.parts
    }

    assert archive.files == len(names)
    assert {"README.txt", "metadata.json", "answers/answers.csv", "answers/codebook.csv"} <= names
    assert sum(name.endswith(".pdf") and name.startswith("responses/") for name in names) == 4
    assert sum(name.startswith("briefings/1/") for name in names) == 6
    assert any(name.startswith("questionnaires/mielen_hyvinvointi-") for name in names)
    (attached,) = list((root / "data" / "attachments").rglob("*.pdf"))
    assert attached.read_bytes() == FILE
    assert "Esitys äö.pdf" in (root / "data/attachments/attachments.csv").read_text()
    prepared = json.loads((root / "data/preparation.json").read_text())
    assert prepared["negotiation"][0]["place"] == "Valtuustosali"
    assert [line["key"] for line in prepared["agendaversion"][0]["lines"]][:2] == ["plan_status", "hyte_review"]
    told = json.loads((root / "data/metadata.json").read_text())
    assert told["package"]["made_by"] == scenes.TEAM
    assert [one["state"] for one in told["responses"]] == ["stands"] * 4
    assert "SISÄINEN" not in file.read_bytes().decode("latin-1")
    # a draft is in no package
    assert "Luonnos" not in (root / "data/answers/answers.json").read_text()


def test_the_same_package_is_the_same_bytes(made: Any) -> None:
    db, folder, file, archive = made
    before = file.read_bytes()
    with db.writing() as session:
        session.get_one(Archive, archive.id).state = "queued"

    archives.carry_out(db, folder / "archives", folder / "files", archive.id)

    assert file.read_bytes() == before
    with db.reading() as session:
        assert session.get_one(Archive, archive.id).sha256 == archive.sha256 == checking.check(file).sha256


def test_the_command_tells_whether_a_package_is_as_it_was_made(made: Any, tmp_path: Path) -> None:
    _db, _folder, file, archive = made

    right = CliRunner().invoke(main, ["archive", "check", str(file)])

    assert right.exit_code == 0
    assert archive.sha256 in right.output
    assert f"{archive.files} files, all of them as they were packed." in right.output
    with zipfile.ZipFile(file) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    root = next(iter(parts)).partition("/")[0]
    changed, missing = f"{root}/data/README.txt", f"{root}/data/metadata.json"
    spoiled = {**parts, changed: b"muuta", f"{root}/data/lisa.txt": b"x", "../ulkona.txt": b"x"}
    del spoiled[missing]
    wrong = tmp_path / "wrong.zip"
    with zipfile.ZipFile(wrong, "w") as package:
        for name, content in spoiled.items():
            package.writestr(name, content)

    problems = checking.check(wrong).problems
    told = CliRunner().invoke(main, ["archive", "check", str(wrong)])

    assert told.exit_code == 1
    for start in (
        "data/README.txt: has changed",
        "data/metadata.json: is missing.",
        "data/lisa.txt: is in no list",
        "../ulkona.txt: lies outside",
    ):
        assert any(problem.startswith(start) for problem in problems), start
    for nonsense in (b"", b"PK", file.read_bytes()[: file.stat().st_size // 2]):
        (tmp_path / "cut.zip").write_bytes(nonsense)
        assert checking.check(tmp_path / "cut.zip").problems


def test_a_package_that_cannot_be_made_says_so_and_leaves_nothing(made: Any, sqlite_database: Database, scene) -> None:
    _db, folder, _file, _archive = made
    with sqlite_database.writing() as session:
        _attach(session, folder / "others")
        round_ = session.get_one(Round, scene.round)
        archive = archives.start(session, scene.jobs, round_, actor=scenes.TEAM)

    archives.carry_out(sqlite_database, folder / "none", folder / "no-such-files", archive.id or 0)

    with sqlite_database.reading() as session:
        assert session.get_one(Archive, archive.id).state == "failed"
    assert not list((folder / "none").iterdir())


def test_nothing_is_packed_before_anything_is_sent(database: Database, build, jobs, questionnaire) -> None:
    with database.writing() as session:
        b = build(session)
        round_ = b.round_(b.county(), questionnaire)
        with pytest.raises(NothingToArchive):
            archives.start(session, jobs, round_, actor="x")


def test_a_person_confirms_the_receipt_once_and_what_comes_later_is_known(made: Any) -> None:
    db, _folder, _file, archive = made
    with db.writing() as session:
        round_ = session.get_one(Round, archive.round_id)
        row = archives.owned(session, round_, archive.id)
        with pytest.raises(ReceiptRefused) as refused:
            archives.confirm(session, round_, row, "", seen=False, actor=scenes.TEAM)
        assert refused.value.faults == ("where", "seen")
        archives.confirm(session, round_, row, "Asianhallinta", seen=True, actor=scenes.TEAM)
        archives.confirm(session, round_, row, "Muualle", seen=True, actor=scenes.ADMIN)
        assert (row.received_where, row.received_by) == ("Asianhallinta", scenes.TEAM)
        assert not archives.newer_than(session, row)
        sent = session.exec(select(Submission)).first()
        sent.submitted_at = now()
        session.flush()
        assert archives.newer_than(session, row)
        session.rollback()
