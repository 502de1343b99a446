import json
import socket
import subprocess
import sys
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from survey_service.db import Database

PROGRAM = """
import logging, structlog
from survey_service import logs
logs.configure()
token = "/v/" + "x" * 43
structlog.get_logger().info("opened", path=token)
logging.getLogger("web").warning("GET %s", token)
try:
    answer = "Meillä jonot ovat pitkät"
    raise ValueError(answer)
except ValueError:
    structlog.get_logger().exception("failed", run=7)
"""

WEB_PROGRAM = """
import logging, flask
from survey_service import logs
logging.getLogger("gunicorn.error").addHandler(logging.StreamHandler())
logging.getLogger("gunicorn.error").propagate = False
logs.configure()
app = flask.Flask("survey_service")
def opened(token):
    raise ValueError(words[::-1])
app.add_url_rule("/v/<token>", view_func=opened)
words = "täktip tavo tonoj älliem"
app.test_client().get("/v/" + "x" * 43)
try:
    raise ValueError(words[::-1])
except ValueError:
    logging.getLogger("gunicorn.error").exception("Error handling request %s", "/v/" + "x" * 43)
"""


def test_an_unforeseen_error_of_a_page_or_of_the_server_tells_only_where_and_of_what_kind() -> None:
    out = subprocess.run([sys.executable, "-c", WEB_PROGRAM], capture_output=True, text=True, check=True).stderr

    assert "x" * 20 not in out
    assert "jonot" not in out
    assert out.count("/v/***") == 2
    assert out.count("ValueError") == 2


def test_an_error_inside_a_library_is_told_with_the_lines_of_ours_that_led_to_it() -> None:
    program = """
from survey_service import links, logs
from survey_service.db import Database
from sqlmodel import Session
import structlog
logs.configure()
try:
    with Database("sqlite://").reading() as session:
        links.redeem(session, "x" * 43)
except Exception:
    structlog.get_logger().exception("failed")
"""
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr

    where = json.loads(out.splitlines()[-1])["where"]
    assert any("links.py" in line and line.endswith(" redeem") for line in where)


def test_an_error_of_the_database_does_not_tell_what_was_being_saved(sqlite_database: Database) -> None:
    with pytest.raises(OperationalError) as caught, sqlite_database.writing() as session:
        session.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "Meillä jonot ovat pitkät"})

    assert "jonot" not in str(caught.value)


def test_neither_tokens_nor_words_of_answers_reach_the_log() -> None:
    out = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stderr

    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert "x" * 20 not in out
    assert "jonot" not in out
    assert lines[0]["path"] == "/v/***"
    assert (lines[1]["error"], lines[1]["run"]) == ("ValueError", 7)
    assert "/v/***" in out.splitlines()[1]


def test_the_web_server_itself_writes_no_address_of_a_link_into_its_log(sqlite_database: Database, tmp_path) -> None:
    """Not as an access log, not on a request that it cannot read, not when the application breaks."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = sqlite_database.engine.url.render_as_string(hide_password=False)
    program = (
        "from survey_service.serving import WebServer; from survey_service.settings import Settings; "
        f"WebServer(Settings(secret_key='0123456789abcdef0123', database_url={url!r}), "
        f"host='127.0.0.1', port={port}, processes=1).run()"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", program], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=tmp_path
    )
    token = "x" * 43
    try:
        answers = [_asked(port, f"{method} /v/{token} HTTP/1.1") for method in ("GET", "HEAD", "POST", "G@T")]
        answers.append(_asked(port, f"GET /v/{token} HTTP/1.1\r\nReferer: http://127.0.0.1/v/{token}"))
        answers.append(_asked(port, f"GET /v/{token} HTTP/x.y"))
    finally:
        server.terminate()
        out, err = server.communicate()

    assert [answer[:12] for answer in answers[:3]] == ["HTTP/1.1 404", "HTTP/1.1 404", "HTTP/1.1 405"]
    assert "x" * 20 not in out + err


def _asked(port: int, request: str) -> str:
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
                connection.sendall(f"{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
                return connection.recv(4096).decode("latin-1")
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("the server does not listen")
